"""One pure function for each rule: the course of a case → what the rule says of it (rules.md)."""
