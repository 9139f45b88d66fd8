"""Records that are not a case → the pages of the service: home, sites, people, supervision, training."""
