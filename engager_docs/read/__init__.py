"""Folder → located records: bytes, text, YAML events and front matter, each fault with its place."""
