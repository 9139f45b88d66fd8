"""Record kinds and what is known → text a person goes on editing: new, init, fix and import (architecture.md)."""
