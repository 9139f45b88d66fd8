"""The record types of a record repository, one module for each part of the folder (records.md 4).

Their annotations are read as the classes are made. Kept as text (``from __future__ import annotations``) each of the
four hundred would be compiled on its own, and loading the records took half as long again.
"""
