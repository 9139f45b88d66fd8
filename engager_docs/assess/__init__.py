"""Typed records and a day → measures, due days and rule results; no disk, no clock, no process."""
