"""Award tables that are opened, or whose rows are made, by templates.

Sources: Template:Awards table (opens a table with the headers Year, Nominee / work, Award, Result; Template:End
closes it) and Template:FilmAward (one row; what spans several rows is named in the first of them).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kg.extraction.awards.names.headings import Context
from kg.extraction.awards.names.naming import award_entity, category_entity, is_ceremony, split, year_in, year_of
from kg.extraction.awards.names.nominees import nominees_of_cell
from kg.extraction.awards.names.results import outcome_of_cell
from kg.extraction.awards.tables.rows import NO_RESULT, UNREAD
from kg.extraction.reader import Reader
from kg.model import Nomination
from kg.wikitext.document import Document
from kg.wikitext.mask import BRACE, FILL
from kg.wikitext.tree import Argument, Template

HEADERS = ("Year", "Nominee / work", "Award", "Result")
ROWS = ("filmaward", "film award")

_OPENING = re.compile(r"(?m)^\{\{\s*[Aa]wards[ _]?table\d?\s*(?:\|[^{}]*)?\}\}")
_CLOSING = re.compile(r"(?m)^\{\{\s*(?:[Ee]nd|[Aa]wards[ _]?table[ _]end|[Ss]-end)\s*\}\}")


def with_openings(document: Document) -> str:
    """The masked page (see kg.wikitext.mask) with the templates that open and close award tables as the tables' own
    marks, equal in length; the very same where there are none."""
    masked = document.masked
    if not any(name.startswith("awards") for name in document.names()) or _OPENING.search(masked) is None:
        return masked
    text = _OPENING.sub(lambda m: (BRACE + "|").ljust(len(m[0]), FILL), masked)
    return _CLOSING.sub(lambda m: "|}".ljust(len(m[0]), FILL), text)


def row_templates(reader: Reader) -> list[Template]:
    """The page's templates that make a row of an award table."""
    return reader.document.find(*ROWS)


def read_rows(reader: Reader, rows: Sequence[Template], context: Context) -> Iterator[Nomination]:
    """The nominations of row templates."""
    kept: dict[str, Argument] = {}
    for template in rows:
        for name in ("ceremony", "award", "category", "nominee", "result"):
            argument = template.get(name)
            if argument is not None:
                kept[name] = argument
            elif name in ("nominee", "result"):
                kept.pop(name, None)
        if "result" not in kept:
            reader.issue(NO_RESULT, context.part, template.span)
            continue
        outcome = outcome_of_cell(kept["result"].nodes, reader.rich(kept["result"].nodes))
        named = kept.get("award") or kept.get("ceremony")
        text = reader.rich(named.nodes) if named else None
        award = award_entity(reader, text) if text else context.award
        category = category_entity(reader, reader.rich(kept["category"].nodes)) if "category" in kept else None
        both = split(reader, text) if text and category is None else None
        if both is not None:
            award, category = both
        if award is None or outcome is None:
            reader.issue(UNREAD, context.part, template.span)
            continue
        ceremony = kept.get("ceremony")
        yield Nomination(
            award=award,
            result=outcome.result,
            result_text=outcome.text,
            origin=reader.origin(template.span),
            category=category,
            nominees=nominees_of_cell(reader, kept["nominee"].nodes) if "nominee" in kept else (),
            year=year_in(reader.rich(ceremony.nodes).text if ceremony else None) or year_of(award) or context.year,
            place=outcome.place,
            ceremony=is_ceremony(award),
        )
