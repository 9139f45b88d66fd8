"""Staff and case files → the weekly and monthly records of the demonstration service."""
