"""A store to look at: pages for people, RDF for programs, a SPARQL 1.1 Protocol endpoint; all of it read-only.

`kg.web.app.create_app` makes the ASGI application, `kg.web.server.serve` runs it. The way of a page: quads of the
store (`graph`) → plain view data (`film`, `thing`) → HTML (`templates/`). Needs the extra `filmkg[serve]`.
"""
