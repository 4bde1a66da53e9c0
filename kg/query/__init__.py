"""Asking what was loaded or exported, in SPARQL 1.1: the engine, the library of named queries, results."""
