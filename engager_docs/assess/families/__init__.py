"""Rules → families: each a tuple written by hand, in order of the code."""
