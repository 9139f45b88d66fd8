"""The text of a record → what in it names a living person: numbers, addresses, dates of birth, names (I01–I10)."""
