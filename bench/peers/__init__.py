"""A record repository → our build of it beside what other site generators make of the same notes."""
