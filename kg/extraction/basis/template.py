"""The works that {{Based on}} names. Source: documentation of Template:Based on."""

from __future__ import annotations

from collections.abc import Sequence

from kg.extraction.basis.lines import lines_of
from kg.extraction.basis.words import JOINT, OPEN, authors_of, has_marks, is_marked, is_titled, titles_of, work_of
from kg.extraction.reader import Reader
from kg.extraction.surroundings import is_bracketed
from kg.model import Entity
from kg.wikitext.lists import pieces
from kg.wikitext.tree import Template


def works_of(reader: Reader, parameter: str, template: Template) -> list[tuple[Entity | None, Sequence[Entity]]]:
    """The works that {{Based on}} names, each with its authors; None for one that is not named.

    Each work begins with its marks but the first, which may be plain: with a mere link only where the first does. It
    may stand on lines, or in a list, with its kind and with `by` its author; what stands last, behind the kind of work,
    is where it was published. As many arguments of authors as works are each one's own.
    """
    positional = template.positional
    if not positional:
        return []
    named = [[reader.rich(piece.nodes) for piece in pieces(argument.nodes)] for argument in positional[1:]]
    # Brackets on a line of their own: as what the author of the line above is credited.
    own = [[e for text in texts if not is_bracketed(text) for e in authors_of(reader, text)] for texts in named]
    authors = [author for found in own for author in found]
    lines = lines_of(reader, pieces(positional[0].nodes))
    works: list[Entity] = []
    owners: list[Entity] = []
    linked = bool(lines) and not has_marks(lines[0].before)  # whether mere links are works
    plain_before = False
    named_below = more_authors = False
    for line, after in zip(lines, [*lines[1:], None], strict=False):  # the last has none after it
        owners += line.owners
        if more_authors or (named_below and line.by is None and JOINT.match(line.text.text)):
            authors += authors_of(reader, line.text)
            more_authors = OPEN.search(line.text.text) is not None
            continue
        kind_only = bool(works) and line.is_kind
        by = line.by if line.by is not None and (kind_only or not line.by.start() or not own) else None
        before = line.text.cut(0, by.start()) if by is not None else line.text
        published = plain_before and (after is None or is_marked(after.text))
        further = is_marked(before) and not kind_only and not published
        if further and works and not (linked or is_titled(before)):
            if not is_bracketed(before):
                reader.issue("basis-unreadable", parameter, line.span)
        elif not works or further:
            works += [work for title in titles_of(before) if (work := work_of(reader, title)) is not None]
        if by is not None:
            authors += authors_of(reader, line.text.cut(by.end(), len(line.text)))
            named_below, more_authors = True, OPEN.search(line.text.text) is not None
        plain_before = not is_marked(line.text)
    if len(works) > 1 and len(works) == len(own):
        return list(zip(works, own, strict=True))
    authors = list(dict.fromkeys(authors or owners))
    for line in lines if not authors else ():
        if line.doubtful is not None:
            reader.issue("basis-unreadable", parameter, line.doubtful)
    return [(work, authors) for work in works] or ([(None, authors)] if authors else [])
