"""One site → its dashboard: plain counts, each with the list it counts (documents.md 7)."""
