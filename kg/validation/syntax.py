"""Terms of rdflib to and from the syntax of N-Triples, whatever is wrong with them.

rdflib refuses to write an IRI that is none; the gate must be able to look at it, and to show it.
"""

from __future__ import annotations

import re

from rdflib import BNode, Literal, URIRef
from rdflib.term import Node
from rdflib.util import from_n3

_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r"}
_IN_STRING = re.compile(r'["\\\n\r]')
_NOT_IN_IRI = re.compile(r'[\x00-\x20<>"{}|^`\\]')
_ESCAPED = re.compile(r"\\u([0-9A-F]{4})")
_NOT_IN_LABEL = re.compile(r"[^A-Za-z0-9]")


def text_of(node: Node) -> str:
    """A term in the syntax of N-Triples (https://www.w3.org/TR/n-triples/); characters that an IRI cannot
    hold are escaped."""
    if isinstance(node, Literal):
        quoted = '"' + _IN_STRING.sub(lambda match: _ESCAPES[match[0]], node) + '"'
        if node.language:
            return f"{quoted}@{node.language}"
        return f"{quoted}^^{text_of(node.datatype)}" if node.datatype else quoted
    if isinstance(node, BNode):
        return "_:b" + _NOT_IN_LABEL.sub(lambda match: f"x{ord(match[0]):x}x", node)
    return "<" + _NOT_IN_IRI.sub(lambda match: f"\\u{ord(match[0]):04X}", str(node)) + ">"


def node_of(text: str) -> Node:
    """The term that `text_of` gave, made fit to be written: what an IRI cannot hold is percent-encoded."""
    if text.startswith("<"):
        return URIRef(_ESCAPED.sub(lambda match: f"%{int(match[1], 16):02X}", text[1:-1]))
    if text.startswith("_:"):
        return BNode(text[2:])
    node = from_n3(text)
    assert isinstance(node, Literal)
    return node
