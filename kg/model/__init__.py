"""What an article states, as plain data: pages in, facts and issues out.

Knows neither RDF nor the wikitext parser. All text in here is plain (no markup, entities decoded,
white space folded) unless a field says `raw`. All spans are offsets in characters (Unicode code
points) into `Page.text`, begin included, end excluded.
"""

from kg.model.extraction import Account, Extraction, PageKind
from kg.model.film import (
    Album,
    Amount,
    Basis,
    Category,
    Credit,
    Entity,
    Field,
    Film,
    Identifier,
    Image,
    Kind,
    Money,
    Nomination,
    Rating,
    Release,
    Result,
    Role,
    RunningTime,
    Site,
    Text,
    Track,
)
from kg.model.linked import MAX_REDIRECTS, LinkedPage, Links
from kg.model.source import Citation, Issue, Origin, Page, PartialDate, Span

__all__ = [
    "MAX_REDIRECTS",
    "Account",
    "Album",
    "Amount",
    "Basis",
    "Category",
    "Citation",
    "Credit",
    "Entity",
    "Extraction",
    "Field",
    "Film",
    "Identifier",
    "Image",
    "Issue",
    "Kind",
    "LinkedPage",
    "Links",
    "Money",
    "Nomination",
    "Origin",
    "Page",
    "PageKind",
    "PartialDate",
    "Rating",
    "Release",
    "Result",
    "Role",
    "RunningTime",
    "Site",
    "Span",
    "Text",
    "Track",
]
