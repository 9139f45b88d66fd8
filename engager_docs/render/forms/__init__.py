"""Declarations of forms and the schema → the form pages of the site, and what they know of each site."""
