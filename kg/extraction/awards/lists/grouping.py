"""Items of a list that name several categories or prizes: which of their parts belong together.

Source: the wording of award lists in film articles.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from kg.extraction.awards.lists.parts import APART
from kg.extraction.awards.lists.said import DATE, said_by, without_result
from kg.extraction.awards.lists.segments import Segment
from kg.extraction.awards.names.givers import names_festival
from kg.extraction.awards.names.headings import GIVER
from kg.extraction.awards.names.known import is_billed
from kg.extraction.awards.names.naming import BEST, BODY, OF_NEWCOMERS
from kg.extraction.awards.names.phrases import FESTIVAL_START, IN_METAL, PRIZE, PRIZE_OF
from kg.extraction.awards.names.prizekinds import (
    GENERIC_PRIZE,
    GRADED,
    is_for_films,
    is_mention,
    is_named_prize,
    is_prize,
)
from kg.extraction.awards.names.wording import IN_PRODUCTION, RANKING, WORD
from kg.extraction.awards.sentences.lowercase import is_small_category
from kg.extraction.reader import Reader
from kg.model import Entity
from kg.wikitext.rich import Rich

_LISTED = (",", ";", "&")
"""What stands between several prizes of one giver."""


def groups(reader: Reader, whole: Rich, parts: Sequence[Segment], *, at_festival: bool = False) -> list[list[Segment]]:
    """The parts of an item, `whole`, that names several categories, those of each category together:
    `Swan Awards: Best Film; Best Director (Jane Doe)`. at_festival: it stands under a festival, so that it may begin
    with the first of several prizes."""
    out: list[list[Segment]] = [[]]
    open_category = open_prize = leading = of_best = False
    apart = [_sign(whole.text[one.end : two.begin]) for one, two in pairwise(parts)]
    led = 0 if at_festival else _lead(parts, apart, closed=given_last(whole, parts) is not None)
    for index, (part, before, after) in enumerate(zip(parts, ["", *apart], [*apart, ""], strict=False)):
        last = parts[index - 1].text.text if index else ""
        categorical = not part.bracket and (part.joined or _names_best(part.text))
        listed = False
        if not categorical and not part.bracket and (before in _LISTED or (after in _LISTED and not open_category)):
            named = GENERIC_PRIZE.match(part.text.text)
            listed = named is not None and part.text.text[named.end() :][:5] in ("", " for ")
            if before in _LISTED and index > led and not listed:
                listed = is_named_prize(part.text.text) and not is_billed(reader, part.text)
                listed = listed and not (at_festival and _may_be_named(part.text, of_best))
            categorical = listed
        result = not categorical and said_by(part.text.text) is not None
        leads = not open_category or (before, after) == (";", ":")
        leading = leading or (result and leads)  # `Won: Best Film; Nominated: Best Actor`
        one = before in (",", ":") and not listed and _is_one(last, part.text.text, apart=index > led and ";" in apart)
        begins = categorical and not one
        ahead = result and leading and not part.bracket
        shown = index > 0 and (is_named_prize(last) or is_prize(parts[index - 1].text))
        if (
            (open_category and (begins or ahead))
            or (open_prize and begins and before == ";" and not shown)  # `Golden Moss (Jane Doe); Best Actor (Joe Doe)`
            or (open_prize and begins and before == "and")  # `Golden Moss and Best Actor`
            or (open_prize and listed)
            or (ahead and _is_closed(out[-1], before))
        ):
            out.append([])
            open_category = open_prize = False
        of_best = not listed and (categorical or of_best)
        open_category = open_category or categorical
        own = is_named_prize(part.text.text) and (index >= led or GRADED.fullmatch(part.text.text) is not None)
        open_prize = open_prize or (
            not part.bracket and (own or (is_prize(part.text) and not BODY.search(part.text.text)))
        )
        out[-1].append(part)
    # a result at the end belongs to what stands before it
    if len(out) > 1 and not (open_category or _holds_prize(out[-1])):
        out[-2:] = [out[-2] + out[-1]]
    return out


def _sign(between: str) -> str:
    """What stands between two parts; of `, and` only the comma."""
    sign = between.strip(") ").removesuffix(" the")
    return sign.removesuffix(" and").strip() if sign != "and" else sign


def _is_closed(group: Sequence[Segment], sign: str) -> bool:
    """Whether a sign before a result tells that this is not of the prize before: `Won: Fern Prize; Nominated: Golden
    Moss`."""
    return sign == ";" and _holds_prize(group)


def _holds_prize(group: Sequence[Segment]) -> bool:
    return any(is_named_prize(part.text.text) for part in group)


def _may_be_named(text: Rich, of_best: bool) -> bool:
    """Whether what is called like a prize, behind one of a festival that the item does not name, may go on with that: a
    mention of it, or a title or someone who got it, most of all behind a category, `Best Music, Golden Doe`
    (`of_best`)."""
    if text.of("italic") or is_mention(text.text):
        return True
    name = text.text.partition(" for ")[0]
    shown = PRIZE.search(name) is not None
    return not shown and (of_best or not (FESTIVAL_START.match(name) or PRIZE_OF.match(name)))


def has_second_body(whole: Rich, parts: Sequence[Segment]) -> bool:
    """Whether a linked body follows the prizes of the body that an item begins with: `[[Swan
    Awards]]: Best Film; [[Fern Awards]]: Best Sound`, `[[Swan Awards]] (Best Film), [[Fern Awards]] (Best Sound)`."""
    begin = next((i for i, part in enumerate(parts) if not DATE.match(part.text.text)), len(parts))
    first, *others = parts[begin:] or (None,)
    if (
        first is None
        or BEST.search(first.text.text)
        or not (BODY.search(first.text.text) or names_festival(first.text))
    ):
        return False
    in_brackets = whole.text[first.end :].lstrip()[:1] == "("
    for before, part in pairwise(others):
        sign = whole.text[before.end : part.begin].strip()
        if part is others[-1] and (sign == ")," or is_named_prize(first.text.text)):  # of the one at the end
            return False
        apart = sign in {";", ");"} or (sign == ")," and in_brackets)
        if apart and not part.bracket and part.text.of("link"):
            name = part.text.text
            if (BODY.search(name) or names_festival(part.text)) and not (BEST.search(name) or is_named_prize(name)):
                return True
    return False


def title_among(whole: Rich, grouped: Sequence[Sequence[Segment]], award: Entity | None) -> Sequence[Segment] | None:
    """What follows a prize and a comma and may as well be a title or whoever got that, `Youth Prize, Silver Doe`:
    only its first word shows a prize, none beside it begins so, and neither these nor the festival share a word."""
    names = [part.text.text for group in grouped for part in group]
    for one, two in pairwise(grouped):
        name = two[0].text.text
        if not IN_METAL.fullmatch(name) or PRIZE.search(name) or whole.text[one[-1].end : two[0].begin].strip() != ",":
            continue
        others = [other for other in names if other != name]
        told = WORD.findall(" ".join((*others, f"{award.name} {award.link}" if award is not None else "")))
        if not any(map(IN_METAL.match, others)) and set(WORD.findall(name)).isdisjoint(told):
            return two
    return None


def joins_festivals(whole: Rich, group: Sequence[Segment]) -> bool:
    """Whether what is read as one prize holds those of two festivals: `Fern Award, [[Elm Festival]]; Moss Award,
    [[Oak Festival]]`."""
    if ";" not in whole.text:
        return False
    held = [part for part in group if part.text.of("link") and not part.bracket and names_festival(part.text)]
    return any(";" in whole.text[one.end : two.begin] for one, two in pairwise(held))


def given_last(whole: Rich, parts: Sequence[Segment]) -> Segment | None:
    """The festival at the end of an item that lists its prizes, with commas between: `Fern Award, Jury Prize, [[Moss
    Festival]], 2001`."""
    named = [part for part in parts if not part.bracket and not DATE.match(part.text.text)]
    if len(named) < 3 or not names_festival(named[-1].text):
        return None
    *prizes, last = named
    signs = [whole.text[one.end : two.begin].strip() for one, two in pairwise(parts)]
    listed = all(sign.startswith((*_LISTED, "(", ")")) or not sign for sign in signs[: parts.index(last) - 1])
    return last if listed and all(is_named_prize(part.text.text) for part in prizes) else None


def _names_best(text: Rich) -> bool:
    """Whether a text is the name of a category, also behind a body: `Swan Awards for Best Film`."""
    if text.text.startswith("best "):
        return is_small_category(text)
    if _WHOLE_CATEGORY.fullmatch(text.text) and not text.of("italic"):
        return True
    if OF_NEWCOMERS.match(text.text):
        return True
    best = BEST.search(text.text)
    if best is None or best.start() == 0:
        return best is not None
    return without_result(text)[0].text.startswith(best[0]) or BODY.search(text.text, 0, best.start()) is not None


_WHOLE_CATEGORY = re.compile(
    rf"{IN_PRODUCTION.pattern}"
    rf"|{RANKING.pattern}(?:(?: [A-Z]\w+){{0,2}} (?:Films?|Movies?|Pictures?))?"
)
"""Categories that begin with no word for the best and are told by all of their words."""


def _is_one(prize: str, text: str, *, apart: bool) -> bool:
    """Whether a category behind a comma goes on with the prize before it. apart: semicolons stand between prizes."""
    achieved = prize.endswith("Achievement") and IN_PRODUCTION.fullmatch(text) is not None
    return achieved or is_for_films(prize, text) or (apart and is_named_prize(prize) and BEST.match(text) is not None)


def _lead(parts: Sequence[Segment], apart: Sequence[str], *, closed: bool) -> int:
    """The place of the first part behind a body and a colon, `[[Moss Festival]], 1997: Jury Prize; Fern Award`, or a
    festival and a dash; beyond all where none is led so. closed: all parts are prizes, with their giver behind them."""
    if closed or not parts:
        return 0
    led = ":" in apart and (BODY.search(parts[0].text.text) or names_festival(parts[0].text))
    lead = apart.index(":") + 1 if led else len(parts)
    if not led and names_festival(parts[0].text):
        lead = next((index for index, sign in enumerate(apart, 1) if sign in APART), lead)
    dated = all(DATE.match(part.text.text) or GIVER.search(part.text.text) for part in parts[1:lead])
    return lead if dated else len(parts)
