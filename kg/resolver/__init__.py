"""Where links lead: redirects, red links and Wikidata items, from tables of a wiki's dumps or from its API."""
