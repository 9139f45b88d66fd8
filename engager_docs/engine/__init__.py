"""A record repository and what is asked of it → a site in which only what changed is made again."""
