"""engager-docs: case files of the Engager intervention → checks, results, site and packs."""

__version__ = "0.1.0"
