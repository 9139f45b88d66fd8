"""How many cases → a record repository of that size in the real format, the same bytes for the same seed."""
