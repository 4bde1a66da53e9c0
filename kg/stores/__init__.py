"""Where exports are loaded: named graphs read from files, the embedded store, remote endpoints.

The unit of loading is the page: its named graph is replaced as a whole (model: the named graph of all triples of a
page is the page's IRI).
"""
