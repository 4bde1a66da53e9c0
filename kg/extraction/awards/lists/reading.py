"""What is known of a list item while it is read, and what stands beside the names in its parts: results, years,
editions, numbers of awards, what was sent to a body, quotes.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.extraction.awards.lists.parts import APART, LIST_OF, Read
from kg.extraction.awards.lists.recipients import with_recipients
from kg.extraction.awards.lists.rivals import with_ranks, without_rivals
from kg.extraction.awards.lists.said import (
    sent_by,
    without_inner_result,
    without_result,
    without_sending,
    without_year,
    without_year_of_result,
)
from kg.extraction.awards.lists.segments import Segment, unwrapped
from kg.extraction.awards.names.cellnames import QUOTED
from kg.extraction.awards.names.givers import is_festival, names_festival
from kg.extraction.awards.names.headings import Context
from kg.extraction.awards.names.naming import BEST, BODY, COUNT, SUPERLATIVE, links_category
from kg.extraction.awards.names.prizekinds import PRIZE_AT_END, is_prize
from kg.extraction.awards.names.results import Outcome, is_name
from kg.extraction.reader import Reader
from kg.values.numbers import parse_number
from kg.wikitext.rich import Rich, join

_EDITION = re.compile(r"(?P<body>[A-Z]{3,8}) (?P<year>19\d\d|20\d\d)")
"""The initials of a body with the year of its ceremony."""

_REASON = re.compile(r",?\s+(?:to recogni[sz]e|in recognition|for (?:its|his|her|their)|given to|presented to)\b")

_COUNTED = re.compile(rf"(?i:{COUNT.pattern})(?:awards|prizes)")
"""A number of prizes that are named behind it."""


class Reading:
    """An item while it is read. `_without_…` keeps what is said beside a name and gives the rest."""

    def __init__(self, reader: Reader, whole: Rich, parts: Sequence[Segment], context: Context) -> None:
        above = context.award
        self._reader = reader
        self._whole = whole
        self._context = context
        self._listed = above is not None and bool(LIST_OF.search(above.name))
        """Whether it stands under a list of the best, which ranks."""
        self._prized = above is not None and not any(SUPERLATIVE.match(part.text.text) for part in parts)
        """Whether a prize that it names can only be one of the body above."""
        parts = with_recipients(reader, whole, without_rivals(whole, parts))
        if "#" in whole.text and (self._listed or LIST_OF.search(whole.text)):
            parts = with_ranks(parts)
        self._parts = parts
        self._before: Segment | None = None
        self._after: Segment | None = None
        self._held: tuple[Segment, Segment] | None = None
        """A body, and the part that was the last to tell where it was held."""
        self._read = Read()
        self._grown: Segment | None = None
        """The category's part, while further parts may belong to it."""
        self._strand: Segment | None = None
        """A festival's section before the prize."""
        self._implied: Outcome | None = None
        """What it is where nothing is told of what became of it: sent to the award, or else a prize."""

    def _without_opening(self, part: Segment) -> Rich:
        """A part that begins the item without the year before a result, or the number of awards (see `_without_count`),
        or else the year of a ceremony behind the initials of a body. Nothing is left of those that may be of any body:
        the category, or what stands above, tells whose they are."""
        text = part.text
        first = self._before is None and self._after is not None and not part.bracket
        edition = _EDITION.fullmatch(text.text) if first else None
        if edition is None:
            text, year = without_year_of_result(text) if self._before is None else (text, None)
            self._read.year = self._read.year or year
            return text if year is not None else self._without_count(part)
        self._read.year = int(edition["year"])
        return text.cut(0, edition.end("body") if BODY.search(edition["body"]) else 0)

    def _without_count(self, part: Segment) -> Rich:
        """A part that begins the item without the number of the awards of the body that it names: `2 Silver Ribbons:
        Best Actress, Best Film`."""
        text = part.text
        if self._before is None and _COUNTED.fullmatch(text.text):  # `Two awards at the [[Moss Festival]]`
            return text.cut(0, 0)
        count = COUNT.match(text.text) if self._before is None else None
        if count is None or text.of("link") or names_festival(text) or BODY.search(text.text) is None:
            return text
        number = parse_number(count["number"])
        several = text.text.endswith("s") or " Nastri " in text.text or " for " in text.text
        if several is (number == 1) or len(BEST.findall(self._whole.text, part.begin + count.end())) != number:
            return text  # `5 Star Awards: Best Film`
        return text.cut(count.end(), len(text))

    def _without_result(self, text: Rich) -> Rich:
        """A part without the result before or behind what it names."""
        read = self._read
        sent = without_sending(text) if read.category is None else None
        if sent is None and (self._precedes_category() or self._follows_category()):
            sent = sent_by(text)
        if sent is not None:
            text, self._implied = sent
        elif not self._is_named_won(text):
            text, said = without_result(text)
            read.outcome = read.outcome or said
        return text

    def _precedes_category(self) -> bool:
        """Whether a part stands right before that of a category, with neither a category nor names before it."""
        after = self._after
        if after is None or after.bracket or self._read.category is not None or self._read.names:
            return False
        return BEST.search(after.text.text) is not None or links_category(after.text)

    def _follows_category(self) -> bool:
        """Whether a part stands at the end, behind that of a category: `Best Foreign Film – Danish entry`."""
        return self._after is None and self._read.category is not None and not self._read.names

    def _without_quotes(self, text: Rich, whole: Rich) -> Rich:
        """The name of a prize without the quotes around it, behind the result that `whole` begins with: `Won "Golden
        Fern" for Best Film`, `Won "Golden Fern" at the Moss Festival`. Elsewhere, and beside a category of its own, it
        may be a title."""
        quoted = QUOTED.match(text.text) if len(text) < len(whole) and whole.text.endswith(text.text) else None
        above, read = self._context.award, self._read
        if quoted is None or read.category is not None or read.names:
            return text
        inside = unwrapped(text.cut(*quoted.span()))
        if BEST.match(inside.text):
            return join((inside, text.cut(quoted.end(), len(text))))
        at_festival = self._is_at_festival()
        if not at_festival:
            if above is None or not self._prized:
                return text
            at_festival = is_festival(above)
        if inside.text[0] in ('"', "“"):
            inside = text.cut(*quoted.span("name"))
            if not (PRIZE_AT_END.search(inside.text) or (at_festival and is_prize(inside))):
                return text
        return join((inside, text.cut(quoted.end(), len(text))))

    def _is_at_festival(self) -> bool:
        """Whether a festival follows a part behind `at` or `from`."""
        after = self._after
        if after is None or not names_festival(after.text):
            return False
        return self._whole.text[: after.begin].rstrip().removesuffix(" the").endswith((" at", " from"))

    def _is_named_won(self, text: Rich) -> bool:
        """Whether the word for a win is part of a name: that of someone whom the article links, `Ha Ji Won`, or the
        first one behind a category, `Win Aung`."""
        if text.text.endswith(" Won") and self._reader.anchors.page(text.text) is not None:
            return True
        return self._read.category is not None and text.text.startswith(("Won ", "Win ")) and is_name(text.text)

    def _without_inner_result(self, text: Rich) -> Rich:
        text, said = without_inner_result(text)
        self._read.outcome = self._read.outcome or said
        return text

    def _without_year(self, part: Segment, text: Rich) -> tuple[Rich, bool]:
        """(a part without the year beside what it names, whether there was one)."""
        if part.bracket:
            return text, False
        text, year = without_year(text)
        self._read.year = self._read.year or year
        return text, year is not None

    def _joint(self, part: Segment) -> str:
        """What stands between a part and the one before; a comma for a dash that stands before that as well, as between
        all parts of some items."""
        at, text = self._parts.index(part), self._whole.text
        ends = (0, 0, *(before.end for before in self._parts[:at]))[-2:]
        before = self._parts[at - 1].begin if at else 0
        joints = {text[ends[0] : before].strip(), joint := text[ends[1] : part.begin].strip()}
        return "," if joint in APART and len(joints) == 1 else joint


def without_reason(text: Rich) -> Rich:
    """What a part names without the reason that it was given for."""
    reason = _REASON.search(text.text)
    if reason and reason.start() and not text.linked(*reason.span()):
        return text.cut(0, reason.start())
    return text
