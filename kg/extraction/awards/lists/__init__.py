"""Lists of awards: their lines, and what the parts of an item are."""
