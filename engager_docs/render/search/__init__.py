"""Records → the index of the site's search: entries case by case, then shards that a page loads as scripts."""
