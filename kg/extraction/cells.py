"""The text of a cell of a table that may hold a list.

Sources: https://www.mediawiki.org/wiki/Help:Lists, Template:Unbulleted list, Template:Hlist.
"""

from __future__ import annotations

from kg.extraction.reader import Reader
from kg.model import Span
from kg.wikitext.lists import is_bulleted, is_list, pieces
from kg.wikitext.rich import Rich, join
from kg.wikitext.tree import Template


def cell_text(reader: Reader, span: Span) -> Rich:
    """The text of a cell, of a list in it each item on a line of its own."""
    nodes = reader.document.nodes(span)
    if not (is_bulleted(nodes) or any(isinstance(node, Template) and is_list(node) for node in nodes)):
        return reader.rich(span)
    return join((reader.rich(piece.nodes) for piece in pieces(nodes)), "\n")
