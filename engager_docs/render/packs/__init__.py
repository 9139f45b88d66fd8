"""Ordered choices of the same fragments → documents for paper (documents.md 1, 2, 6)."""
