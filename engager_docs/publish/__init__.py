"""Outputs → files on disk, all or nothing."""
