"""Casebook and assessment → views → HTML pages, packs for paper, reports."""
