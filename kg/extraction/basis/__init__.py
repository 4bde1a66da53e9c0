"""What the film is based on: the parameter `based_on` of Template:Infobox film and Template:Based on."""

from __future__ import annotations

from collections.abc import Iterator

from kg.extraction.basis.template import works_of
from kg.extraction.basis.written import written_out
from kg.extraction.infobox import BASED_ON, Infobox
from kg.extraction.namewords import NOBODY
from kg.model import Basis
from kg.wikitext.tree import templates


def bases(box: Infobox) -> Iterator[Basis]:
    """The works named in `based_on`, by {{Based on|work|author…}} or as `''Work'' by Author`."""
    reader = box.reader
    for parameter, argument in box.get(BASED_ON):
        found = [t for t in templates(argument.nodes) if t.name in ("based on", "basedon", "based-on")]
        read = False
        for template in found:
            for work, authors in works_of(reader, parameter, template):
                read = True
                yield Basis(work, tuple(authors), reader.origin(template.span, [argument.span]))
        if not found:
            for basis in written_out(reader, parameter, argument):
                read = True
                yield basis
        if not read and reader.rich(argument.nodes).text.casefold() not in NOBODY:
            reader.issue("basis-unreadable", parameter, argument.span)
