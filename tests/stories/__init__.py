"""Short stories → whole record repositories: what the tests of rules, pages and packs are told in."""
