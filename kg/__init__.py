"""filmkg: Wikipedia's film articles as a typed, sourced and validated RDF knowledge graph."""

__version__ = "0.1.0"
