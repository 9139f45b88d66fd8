"""The record types of a record repository, one module for each part of the folder (records.md 4)."""
