"""From a page's wikitext to the facts it states: one module per part of an article.

Every module asks a `kg.extraction.reader.Reader` and returns facts of kg.model; what it cannot read it
reports to the reader as an issue. `kg.extraction.page.extract` routes and puts the parts together.
"""
