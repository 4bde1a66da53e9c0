"""Tables of awards: their columns, and what the cells of a row state."""
