"""Names of awards and categories: bodies, ceremonies, `X Award for Y`, years.

Sources: Wikipedia:Naming conventions (events) and the titles of award articles: a ceremony is titled by its
number or year (`68th Academy Awards`, `National Board of Review Awards 1995`), a category by `BODY Award for
CATEGORY`.
"""

from __future__ import annotations

import re
from functools import lru_cache

from kg.extraction.anchors import name_key
from kg.extraction.awards.names.years import NTH, YEAR
from kg.extraction.lead import is_broken
from kg.extraction.reader import Reader
from kg.extraction.surroundings import peel, small_end
from kg.model import Entity, Kind
from kg.values.numbers import NUMBER_WORDS
from kg.wikitext.links import without_disambiguation
from kg.wikitext.rich import Mark, Rich

MAX_NAME = 250
"""Characters; a longer text is no name."""

_YEAR = re.compile(rf"({YEAR})(?<!\d\d{{4}})(?!\d)")  # what stands before it is looked at last: quicker
_YEAR_AFTER = re.compile(rf"[\s,:–—-]{{1,4}}(?P<bracket>\()?(?P<year>{YEAR})(?:[–/-]\d{{2,4}})?(?(bracket)\))$")
_YEAR_AHEAD = re.compile(rf"\(?(?P<year>{YEAR})\)?[\s,:–—-]{{1,4}}(?P<number>{NTH} )?")
_NUMBERED = re.compile(rf"(?:the )?{NTH} ", re.IGNORECASE)

FESTIVALS = "Film (?:Days|Week)|Berlinale|Viennale|Fantasporto|Camerimage|Biennale|Mostra"
"""What festivals are called that are not called so, as a pattern."""

AWARD_WORDS = (
    r"(?:Awards?|(?<=[a-z] )(?<!\band )(?<!\bof )Honou?rs|Academy|Festival|Golden Globes?|Guild|Society|Syndicate"
    r"|(?!Manifest)(?:[A-Z]\w*[Ff]|F)est(?:ival)?|(?:Cinema|Sound) Editors|Women Film Journalists"
    r"|Association|Circle|Critics|BAFTAs?|Oscars"
    r"|Oscar(?! [A-Z])|C[eé]sars|Goyas|Prizes?|Emmys|Grammys|Board of Review|Institute|Academia|Donatello"
    r"|Silver Ribbons?|Nastro|Nastri|FAMAS|SIIMA|IIFA|Filmfare|Trophy|Trophies|Registry"
    r"|FIPRESCI|Guldbagge|Hugos|Annies|AACTA|AFI|NAACP|GLAAD|Razzies|Genies|Federation|Globos?|Premios?|Prix"
    r"|Fotogramas de Plata|[ÉE]toile de Cristal|Troph[eé]es?|Lumi[eè]res|Magrittes|Preservation Board|Medals?"
    rf"|{FESTIVALS})"
)
BODY = re.compile(rf"\b{AWARD_WORDS}(?!\w)")
"""Words that show a name to be that of an award, its giver or a festival."""

INDIAN_LANGUAGES = (
    "Tamil|Telugu|Hindi|Malayalam|Kannada|Bengali|Marathi|Punjabi|Assamese|Gujarati|Odia|Oriya|Konkani|Bhojpuri|Tulu"
)
"""Those of film industries whose awards have categories of their own, as a pattern."""

OF_RELEASE = "(?:Wide|Limited) Release"
"""What a category of films ends with that tells how they were shown, as a pattern: `Outstanding Film – Wide
Release`."""

AFI_LIST = re.compile(r"AFI['’]s (?:100 Years|10 Top 10)")
"""What the names of the American Film Institute's lists begin with."""

GENRE_LISTS = re.compile(r"AFI['’]s 10 Top 10")
"""The name of its ten lists, each of the films of a genre."""

CATEGORY_START = re.compile(
    r"(?:the )?(?:Best|Outstanding|Favou?rite|Most|Worst|Top|Excellence|(?:Individual )?Achievement|Distinguished"
    r"|Special|Grand|Jury|Audience|Choice|Motion Picture|Breakthrough|Critics|Lifetime|Honorary|Golden|Silver|Bronze"
    r"|Palme|Rising|Newcomer|New Generation|Film of|Movie of"
    r"|Actor of|Actress of|Director of|Song of|Album of|Music of|Male|Female"
    r"|Feature|Original|Supporting|Cinematography|Film Editing|Screenplay|Writing|Sound|Visual Effects|Costume"
    r"|Make-?up|Art Direction|Production Design|Music|Picture|Actor|Actress|Director|Editing|First Prize|Second"
    r"|(?:First|Third) Best|(?:All India )?Certificate|Ensemble|Young|Lyricist|Playback|Comedian|Performance|Villain"
    r"|Debut|Dramatic|Technical|Award of Merit)\b",
    re.IGNORECASE,
)
"""What a category's name begins with."""
SUPERLATIVE = re.compile(
    r"(?:the )?(?:Best|Outstanding|Favou?rite|Worst|Excellence in|Achievement in|Most|Top|Distinguished|Special"
    r"|Honorary|Grand (?:Prix|Jury|Prize)|Jury|Audience"
    r"|Critics(?!['’]? Choice (?:(?:[A-Z]\w+ ){0,2}Awards|Movie Award)\b)|Special)\b"
)
OF_NEWCOMERS = re.compile(r"(?:the )?(?:Most Promising [A-Z]|(?:New(?:comer)?|Rising)(?: [A-Z]\w+)? of the Year\b)")
"""How categories begin that are for those new to films: `Most Promising Newcomer`, `New Star of the Year`."""
BEST = re.compile(r"\b(?:the )?(?:Best|Outstanding|Favou?rite|Worst)\b")
"""What the name of a category begins with, and none of an award."""

_FOR = re.compile(
    r"^(?P<body>.{0,90}?\b(?:Awards?|Prizes?|Globes?|Oscars?|Medals?|Trophy|Lion|Bear|Leopard|Shell|Swan|Horse|Rooster"
    r"|Palm|Cup|Prix|Star|Crystal|Ribbons?|Donatello|Citations?|(?:[Ss]ilver|[Gg]old) medal|Certificate of Merit"
    r"|Honou?rs?|BAFTAs?|Emmys?|Grammys?)(?: \([^()]{1,40}\))?,?) (?:for|in) (?:the )?(?P<category>(?=[A-Z\"'“])\S.*)$"
)
_DASHED = re.compile(rf"^(?P<body>.{{2,90}}?)(?:\s*[–—:,]\s*|\s+-\s+)(?P<category>{SUPERLATIVE.pattern}.*)$")
_GIVERS = (
    r"(?:Critics['’]?|Jury|Audience)(?!\w)"
    r"(?!['’]? (?:(?!Circle|Society|Association|Guild|Federation|Union)\w+ )?(?:Awards?|Prizes?|Prix|Mention|Choice)\b)"
)
"""Those who give a prize, at the end of its name rather than before another: `Prize of the Ecumenical Jury`."""
_BEFORE_BEST = re.compile(
    rf"^(?P<body>.{{2,90}}?) (?P<category>(?!{_GIVERS}){SUPERLATIVE.pattern.replace('(?:the )?', '', 1)}.*)$"
)
_JOINT = re.compile(r"(?:\s+(?:for|in|at|to|including)|\s*[–—:,-])+$")
"""What joins a body and a category and belongs to neither."""
_UNFINISHED = re.compile(r"\b(?:of(?: Film)?|and|the|by|de|du|&)$")
_GENERIC = re.compile(
    r"\b(?:Best|Outstanding|Favou?rite|Most|Top|Special|Achievement|Award|Prize|Prix|Picture|Film|Director|Actor|Actress"
    r"|Screenplay|Music|Audience|Jury|Critics|Song|Score|Excellence|Performance|of the Year)\b",
    re.IGNORECASE,
)
_OWNER = re.compile(r"(?P<who>[A-Z][\w.-]*(?: [A-Z][\w.-]*){0,3})['’]s\s+")
_TO_TEN = "|".join(word for word, number in NUMBER_WORDS.items() if 2 <= number <= 10)
COUNT = re.compile(rf"(?P<number>\d{{1,2}}|{_TO_TEN})\s+", re.IGNORECASE)
"""How many prizes of the body behind it were won: `4 [[David di Donatello]]`."""
_ACADEMY_PRIZE = re.compile(r"(?:the )?Academy (?:Honorary|Special) Award", re.IGNORECASE)
"""A prize whose name holds no body of its own: there are many academies."""
_IN_BRACKETS = re.compile(r"\s*\((?P<name>[^()]+)\)$")
SHARED = re.compile(
    r"(?:tied?|shared|jointly|together|along|also)\s+(?:with|for|by|between)\b|ex[ -](?:æ|ae)quo\b", re.IGNORECASE
)
"""What begins a remark on who else won, or for what else (see wording.tells_sharing)."""
_SHARED_LINE = re.compile(rf"\n[^\w\n]*(?:{SHARED.pattern})", re.IGNORECASE)
OF_THE_YEAR = re.compile(rf"\b(?P<name>of the Year),? \(?(?P<year>{YEAR})\)?$")
"""The year that `Film of the Year 2019` was given for is no part of the category."""
_OF_A_YEAR = re.compile(rf"(?<!Films)(?<!Movies)(?<!Pictures)(?<!Best) of (?P<year>{YEAR})$")
"""The year that a category is said to be of, unless it is that of a choice of several: `Ten Best Films of 1934`."""
_TRIM = ' \n\t,;:."“”*•–—-'


def year_in(*texts: str | None) -> int | None:
    """The first year that can be read in the texts, in their order."""
    for text in texts:
        match = _YEAR.search(text) if text else None
        if match:
            return int(match[1])
    return None


def year_of(award: Entity | None) -> int | None:
    """The year readable in an award's own name or link."""
    return year_in(award.name, _undisambiguated(award.link)) if award else None


def is_ceremony(award: Entity) -> bool:
    """Whether the award is linked to one ceremony, not to the body that holds it."""
    if award.link is None:
        return False
    return bool(_NUMBERED.match(award.link) or year_in(_undisambiguated(award.link)))


def _undisambiguated(title: str | None) -> str:
    """The title without a disambiguation at its end, whose year is none of a ceremony; a fragment stays."""
    if not title or not title.endswith(")"):
        return title or ""
    return re.sub(r" \([^()]*\b(?:film|series|album)\)$", "", title)


def dateless(text: Rich) -> tuple[Rich, int | None]:
    """(the text without a year that stands beside its link or in brackets at its end, that year):
    `[[Golden Swan Awards]] 1996`. A year that is part of the name stays."""
    tail = _YEAR_AFTER.search(text.text)
    if tail and not text.linked(*tail.span()) and (tail["bracket"] or text.linked(tail.start() - 1, tail.start())):
        return text.cut(0, tail.start()), int(tail["year"])
    lead = _YEAR_AHEAD.match(text.text)
    if lead and text.linked(lead.end(), lead.end() + 1):  # the year may be linked too: `[[2011]] [[Swan Awards]]`
        begin = lead.start("number") if lead["number"] else lead.end()
        if not text.linked(lead.end("year"), begin):
            return text.cut(begin, len(text)), int(lead["year"])
    return text, None


def without_year_of(text: Rich) -> tuple[Rich, int | None]:
    """(a category without the year that it is said to be of, that year): `[[Swan Award for Best Song]] of 1934`."""
    dated = _OF_A_YEAR.search(text.text) if text.text[-1:].isdigit() else None
    if dated is None or text.linked(*dated.span("year")) or BEST.search(text.text, 0, dated.start()) is None:
        return text, None
    return text.cut(0, dated.start()), int(dated["year"])


def unquoted(text: Rich) -> Rich:
    """Without quotes and punctuation around; an apostrophe at one end stays."""
    whole, text = text, text.strip(_TRIM)
    body = text.text
    if body.count('"') % 2 or body.count("“") != body.count("”"):  # one of a pair is in the midst: `Doe "Silver Swan"`
        begin = whole.text.index(body)
        end = begin + len(body)
        opened, closed = whole.text[:begin].endswith(('"', "“")), whole.text.startswith(('"', "”"), end)
        return whole.cut(begin - opened, end + closed) if opened != closed else text
    if len(body) > 2 and body[0] in "'‘" and body[-1] in "'’":
        return text.cut(1, len(body) - 1)
    return text


def award_entity(reader: Reader, text: Rich) -> Entity | None:
    """The award, body or ceremony a text names; remarks in brackets and further lines are left out. None also for what
    is left of a template."""
    lines = text.text.split("\n")
    if len(lines) > 1 and (not lines[1][:1].isalpha() or _YEAR.search(lines[1]) or BODY.search(lines[0])):
        text = text.cut(0, len(lines[0]))
    count = COUNT.match(text.text)
    if count and text.linked(count.end(), count.end() + 1) and not text.linked(*count.span()):
        text = text.cut(count.end(), len(text))
    owner = _OWNER.match(text.text)
    if owner and text.linked(owner.end(), owner.end() + 1) and not BODY.search(owner[0]):
        page = next((m.value for m in text.of("link") if m.begin == owner.end()), None)
        if page is not None and not page.startswith(owner["who"]):  # `India's [[3rd National Film Awards]]`
            text = text.cut(owner.end(), len(text))
    name, _ = peel(unquoted(text))
    name = unquoted(name)
    entity = None if len(name) > MAX_NAME or is_broken(name.text) else reader.entity(name, Kind.AWARD)
    links = name.of("link") if entity is not None else ()
    if entity is not None and len(links) == 1 and _is_place(name, links[0]):
        entity = Entity(entity.name, None, Kind.AWARD)
    if entity is not None and len(links) == 2 and not BODY.search(links[0].value):
        last = links[1]  # `[[Lima]] [[Moss Festival]]`
        if last.end == len(name) and BODY.search(name.text, last.begin):
            entity = Entity(entity.name, last.value, Kind.AWARD)
    return entity


def _is_place(name: Rich, link: Mark) -> bool:
    """Whether a link in an award's name is where it is held: `Moss Film Festival in [[Oslo]]`."""
    before, behind = name.text[: link.begin], f"{name.text[link.begin :]} {link.value}"
    return before.endswith((" in ", " at ")) and bool(BODY.search(before)) and not BODY.search(behind)


def category_entity(reader: Reader, text: Rich) -> Entity | None:
    """The category a text names. Unlinked, it takes no link that the same name has elsewhere (another
    body's `Best Actor`), unless it is the proper name of a prize (`Golden Bear`)."""
    text = unquoted(text)
    small = small_end(text)
    if small is not None:
        text = unquoted(text.cut(0, small.begin))
    shared = _SHARED_LINE.search(text.text) if "\n" in text.text else None
    if shared and shared.start():
        text = unquoted(text.cut(0, shared.start()))
    original = _IN_BRACKETS.search(text.text)
    if original and _is_aside(text.cut(*original.span("name"))):
        text = unquoted(text.cut(0, original.start()))
    several = _BEST_AWARDS.fullmatch(text.text) if text.text.endswith(" Awards") else None
    if several and not text.linked(several.end("name"), len(text)):
        text = text.cut(0, several.end("name"))
    dated = OF_THE_YEAR.search(text.text)
    if dated and not text.linked(*dated.span("year")):
        text = text.cut(0, dated.end("name"))
    if len(text) > MAX_NAME or is_broken(text.text):
        return None
    entity = reader.entity(text, Kind.CATEGORY, anchored=False)
    if entity is None or entity.link is not None or _GENERIC.search(entity.name):
        return entity
    page = reader.anchors.page(entity.name)
    if page is not None and name_key(without_disambiguation(page)) == name_key(entity.name):
        return Entity(entity.name, page, Kind.CATEGORY)
    return entity


_BEST_AWARDS = re.compile(r"(?P<name>(?:the )?(?:Best|Outstanding) (?!of\b).+) Awards")
"""The last of several categories, or one of several bodies: `the Best Film and Best Editing Awards`."""


def _is_aside(text: Rich) -> bool:
    """Whether brackets behind a category tell who shared it, or hold its name in its own language: `Best Foreign Film
    (''Meilleur film étranger'')`."""
    return is_original(text) or SHARED.match(text.text) is not None


def is_original(text: Rich) -> bool:
    """Whether a text is a category's name in its own language: in italics, or beginning with that language's word for
    the best, and no link."""
    return (text.covered("italic") is not None or _BEST_ABROAD.match(text.text) is not None) and not text.of("link")


_BEST_ABROAD = re.compile(
    r"(?:(?:Prix|Premio|Prêmio|César) (?:du |de la |a la |al |à |ao |a )?)?"
    r"(?:(?i:Meilleure?s?|Mejor(?:es)?|Migliori?e?|Melhor(?:es)?|Millor|Bester|Bestes|Bästa|Bedste|Najleps\w{1,3}|Nejlepší"
    r"|Legjobb)|Beste(?= (?:Regie|Haupt|Neben|Film|Kamera|Musik|[a-zæøå])))\b"
)
"""How categories begin in other languages."""


def split(reader: Reader, text: Rich) -> tuple[Entity, Entity] | None:
    """(award, category) of a text that names both, `Academy Award for Best Actor`; None for any other.

    A link over both is the category's if its title names a category, else the award's."""
    text = unquoted(text)
    body = text.text
    for pattern in (_FOR, _DASHED, _BEFORE_BEST):
        match = pattern.match(body)
        if match is None:
            continue
        if _ACADEMY_PRIZE.fullmatch(body):
            return None
        joint = _JOINT.search(match["body"])
        left = unquoted(text.cut(match.start("body"), joint.start() if joint else match.end("body")))
        right = unquoted(text.cut(match.start("category"), match.end("category")))
        if not left or not right or (pattern is not _FOR and not _names_body(left)):
            continue
        if left.text.count('"') % 2 or left.text.count("“") != left.text.count("”"):
            continue  # quotes hold the category and more, `Prize "For Best Actor"`
        both = next(
            (m for m in text.of("link") if m.begin < match.end("body") and m.end > match.start("category")), None
        )
        if both is not None and pattern is _BEFORE_BEST and body.endswith("Awards") and not names_category(both.value):
            continue  # the name of a body, `[[Society of Moss Critics Awards]]`
        giver, given = (" ".join(part.text.split()) for part in (left, right))  # a name on two lines is one
        if both is None:
            award, category = award_entity(reader, left), category_entity(reader, right)
            page = left.covered("link")
            if page is not None and "Award for Best " in page.value and " for " not in left.text:
                # the page is that of a category, and not the award's
                own = page.value if page.value.endswith(f" for {given}") else None
                award = reader.named(giver, Kind.AWARD)
                category = Entity(given, own, Kind.CATEGORY) if own else category
        elif names_category(both.value):
            titled = award_of_title(reader, both.value) if pattern is _BEFORE_BEST else None
            award = titled or reader.named(giver, Kind.AWARD)
            category = Entity(given, both.value, Kind.CATEGORY)
        else:
            award = Entity(giver, both.value, Kind.AWARD)
            category = Entity(given, None, Kind.CATEGORY)
        if award is not None and category is not None:
            return award, category
    return None


def _names_body(text: Rich) -> bool:
    return bool(BODY.search(text.text)) and outcome_free(text.text) and not _UNFINISHED.search(text.text)


def same_body(left: Entity, right: Entity, *, exact: bool = False) -> bool:
    """Whether two names tell the same body: `Academy Award`, `41st Academy Awards`, `Oscars`; one may be the shorter,
    `Emmys` of the `Primetime Emmy Awards`, unless `exact`."""
    one, two = _telling(left), _telling(right)
    return bool(one and two) and (one == two if exact else one <= two or two <= one)


def names_again(prize: Entity, body: Entity) -> bool:
    """Whether a prize has no name but that of a body, as `Golden Swan Award` of the `Swan Awards`: no word that tells
    of a prize of another kind."""
    words = _telling(prize)
    return bool(words) and words <= _telling(body) | {"golden"}


def _telling(entity: Entity) -> frozenset[str]:
    words = words_of_body(entity.name) - {"award", "the", "film", "for", "and", "annual", "movie"}
    if "oscar" in words:  # any academy's award may be called an `Academy Award` beside its full name
        words = words - {"oscar"} | {"academy"}
    return frozenset(word for word in words if len(word) > 2 and not word[0].isdigit())


@lru_cache(maxsize=1 << 9)  # each is compared with many
def words_of_body(name: str) -> frozenset[str]:
    """The words of an award's or a body's name without their plural, one word for the academies that are called by
    their award as well."""
    words = re.findall(r"[^\W_]+", _ACADEMY.sub(r"\1oscar", name.casefold()))
    found = {word.removesuffix("s") if len(word) > 3 else word for word in words}
    if {"british", "academy"} <= found:  # `66th British Academy Film Awards` are the BAFTA Awards
        found = found - {"british", "academy"} | {"bafta"}
    if "saint" in found:
        found = found - {"saint"} | {"st"}
    return frozenset(found - {"s"})  # of `AFI's` the `s` is no word


_ACADEMY = re.compile(
    r"^((?:(?:the|an?|annual|special|honorary|achievement|juvenile|technical|\d[^ ]*) )*)"
    r"academy(?=(?: [a-z]+)? award| of motion picture|$)"
)
"""The academy that has no name before it, which is no other one."""


def outcome_free(text: str) -> bool:
    """Whether a text holds no word of a result."""
    return not re.search(r"\b(?:won|winners?|nominated|nominations?|nominees?)\b", text, re.IGNORECASE)


def names_category(title: str) -> bool:
    """Whether a page title is that of a category rather than of a body or ceremony."""
    page = title.split("#", 1)[-1] if "#" in title else title
    return page.startswith("Top ") or _OF_CATEGORY.search(page) is not None


def links_category(text: Rich) -> bool:
    """Whether a text has a link to the page of a category."""
    return any(names_category(link.value) for link in text.of("link"))


def begins_with_category(text: Rich) -> bool:
    """Whether a text begins with a link to the page of a category."""
    return any(link.begin == 0 and names_category(link.value) for link in text.of("link"))


_OF_CATEGORY = re.compile(r"\bfor\b|\bBest\b|\bOutstanding\b| – |: ")


def award_of_title(reader: Reader, title: str) -> Entity | None:
    """The award that the title of a category's page names: `Academy Award` of `Academy Award for Best
    Actor`; None when it names none."""
    match = _FOR.match(without_disambiguation(title))
    return reader.named(match["body"].strip(" ,"), Kind.AWARD) if match else None
