"""argv → exit code: one short module a command; the only place that prints, exits, or asks what day it is."""
