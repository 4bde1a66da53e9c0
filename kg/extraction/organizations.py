"""Which names are those of companies and groups, and which pages those of works, rather than of persons.

Source: the names of companies, bands and bodies in infoboxes and cast lists; the disambiguations of the titles of works
(https://en.wikipedia.org/wiki/Wikipedia:Article_titles#Disambiguation).
"""

from __future__ import annotations

import re

from kg.model import Kind

ORGANIZATION = re.compile(
    r"\b(?:Films?|Pictures?|Productions?|Studios?|Entertainments?|Enterprises?|Limited|Ltd|Inc|LLC|GmbH|Company"
    r"|Corporation|Corp|Creations?|Movies|Cinemas?|Media|Multimedia|International|Combines|Filmworks|Filmproduktion"
    r"|Arts|Group|Television|TV|Network|Orchestra|Philharmonic|Records|Music|Warner Bros|Digitals?|Pvt|Guild|Society"
    r"|Council|Ministry|Department|Foundation|Institute|University|Committee|Board|Unit|Bureau|Office|Association"
    r"|Federation|Comics|Band|Choir|Chorale|Ensemble|Quartet|Quintet|Sextet|Orchester|Orkester|Bros|Brothers Band)\b\.?"
)
"""Words that show an unlinked name to be a company's rather than a person's."""

BROADCASTERS = (
    r"(?:netflix|amazon|hulu|hbo|youtube|syfy|lifetime|hallmark|showtime|starz|peacock|shudder|tubi|bbc|itv|abc family"
    r"|hotstar|zee5|sony ?liv|networks?|channel(?! islands)|superstation|(?:disney|paramount)(?! theat| concert))"
)
"""Words, without regard to case, of the names of those who show films to their viewers."""

WORK_PAGE = re.compile(
    r"\((?:[^()]*\s)?(?:film|play|musical|opera|novel|novella|story|book|comics?|manga|anime|poem|(?:mini)?series|album"
    r"|song|soundtrack|game|character|\d{4})\)$"
)
"""A page's title that is shown by what it ends with to be that of a work, or of someone in it."""

PERSON_PAGE = re.compile(
    r"\((?:[^()]*\s)?(?:actor|actress|director|comedian|singer|musician|entertainer|performer|wrestler|rapper"
    r"|model|writer|filmmaker|producer|footballer|broadcaster|presenter|journalist|politician|born \d{4}|dancer"
    r"|composer|songwriter|lyricist|conductor|dubbing artist|sportsman|sportscaster|boxer|driver|author|poet|playwright"
    r"|screenwriter|guitarist|pianist|drummer|vocalist|DJ|artist)(?:[,/&-][^()]*|\s(?:born|and|of|from|in)\s[^()]*)?\)(?=$|#)"
)
"""A page's title whose disambiguation says what a person is, not `(musicians)` nor `(model agency)`."""


def kind_of(name: str, kind: Kind, link: str | None = None) -> Kind:
    """What a named thing is by its name and its page: ORGANIZATION for a person-like kind whose name is a company's or
    a group's; NOMINEE (shown to be nothing) for a company whose link leads to something named otherwise."""
    if kind in (Kind.PERSON, Kind.NOMINEE):
        group = link is not None and link.endswith(")") and _GROUP_PAGE.search(link)
        return Kind.ORGANIZATION if group or ORGANIZATION.search(name) else kind
    if kind is Kind.ORGANIZATION and link is not None and not _same_company(name, link):
        return Kind.NOMINEE
    return kind


_GROUP_PAGE = re.compile(r"\((?:[^()]*\s)?(?:band|group|duo|orchestra|musical group|ensemble|company|studio)\)$", re.I)


def _same_company(name: str, page: str) -> bool:
    """Whether a company's page may be the one it is linked to: the page's title shows a company, or has all of its
    words in the name. `LJ Films` may be linked to its owner, `DDL Communications` to its founder."""
    title = page.partition(" (")[0]
    if ORGANIZATION.search(title) or "#" in page:
        return True
    words, shown = set(title.casefold().split()), set(name.casefold().split())
    if words & shown:
        return not (words < shown and ORGANIZATION.search(name) and len(words) > 1)
    return len(words) == 1 or title.isupper() or name.isupper()
