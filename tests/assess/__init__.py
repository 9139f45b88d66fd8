"""Tests of the rules and measures."""
