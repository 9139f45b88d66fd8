"""Located records → typed records and diagnostics; touches no disk."""
