"""One site and a period → its adherence report: page and pack from the same parts (documents.md 8, §45)."""
