"""What the segments of a list item are: result, year, award, category, names.

Source: the wording of award lists in film articles.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.extraction.awards.lists.asides import abbreviates, is_remark, is_town
from kg.extraction.awards.lists.kinds import (
    extended,
    in_strand,
    is_division,
    is_kind,
    is_kind_ahead,
    is_label,
    is_more,
    is_of_several,
    is_section,
    names_choice,
)
from kg.extraction.awards.lists.parts import APART, LED, Read, assign, given_for, narrows, take_body
from kg.extraction.awards.lists.reading import without_reason
from kg.extraction.awards.lists.recipients import tells_makers
from kg.extraction.awards.lists.rivals import tells_winner
from kg.extraction.awards.lists.said import DATE
from kg.extraction.awards.lists.segments import AMOUNT, Segment, tells_both
from kg.extraction.awards.lists.strands import is_strand
from kg.extraction.awards.lists.telling import Telling
from kg.extraction.awards.lists.whereabouts import is_held, is_place, prize_ahead
from kg.extraction.awards.names.givers import is_festival, names_festival
from kg.extraction.awards.names.headings import Context
from kg.extraction.awards.names.jobs import DONE_BY, is_job
from kg.extraction.awards.names.known import is_billed
from kg.extraction.awards.names.naming import (
    BEST,
    BODY,
    CATEGORY_START,
    SUPERLATIVE,
    category_entity,
    is_original,
    links_category,
    names_again,
    year_in,
)
from kg.extraction.awards.names.phrases import PRIZE
from kg.extraction.awards.names.prizekinds import (
    FOR_FILMS,
    is_festival_prize,
    is_mention,
    is_named_prize,
    is_other_body,
    is_prize,
    is_short_prize,
    links_other,
    links_prize,
)
from kg.extraction.awards.names.results import Outcome
from kg.extraction.awards.names.wording import WORD, is_genre, is_person_like
from kg.extraction.awards.names.years import MONTH
from kg.extraction.reader import Reader
from kg.model import Entity, Kind, Result
from kg.wikitext.rich import Rich

_JOINED = re.compile(r"(?:&|and) (?=\S)")
"""What joins a name to the one before, behind that one's brackets: `Jane Doe (writer) & Joe Doe (director)`."""


_TOLD_OF = re.compile(r"(?:For|(?:An?|The)(?=(?:\s+\S+){4}))\s+(?=[a-z])")
"""What begins a description, `For the best debut`, where a name would stand. Titles go on with a capital, and names
such as `The xx` are short."""


def read_segments(reader: Reader, whole: Rich, parts: Sequence[Segment], context: Context) -> Read:
    """What each part of an item is, in order; `whole` is the item's text."""
    return _Item(reader, whole, parts, context).read()


class _Item(Telling):
    """Reads an item part by part, by rules in a fixed order: `_takes_…` keeps what a part says and tells whether it was
    this and nothing else, `_is_…` whether it says nothing to keep, `_without_…` (see Reading) leaves the rest to the
    rules after it."""

    def read(self) -> Read:
        parts = self._parts
        for before, part, after in zip([None, *parts], parts, [*parts[1:], None], strict=False):
            self._before, self._after = before, after
            self._take(part)
        self._set_in_strand()
        self._read.outcome = self._read.outcome or self._implied
        return self._read

    def _take(self, part: Segment) -> None:
        """Takes a part by the first rule that knows what it is."""
        if self._takes_marked(part) or self._takes_date(part):
            return
        if self._read.names and tells_winner(self._whole, part, self._after):
            self._read.unclear = True
        text = self._without_opening(part)
        if not text or is_remark(text, bracket=part.bracket) or self._is_initials(part):
            return
        if self._takes_result(text) or self._takes_strand(part, text):
            return
        if self._is_whereabouts(part, text) or self._takes_label(text):
            return
        if self._takes_country(text):
            return
        text = self._without_inner_result(self._without_quotes(self._without_result(text), text))
        text, dated = self._without_year(part, text)
        if self._takes_one_of(part, text):
            return
        text = without_reason(text)
        if not text or self._is_job_label(part, text) or self._takes_more(part, text):
            return
        if not part.bracket and (self._takes_place(text) or self._takes_prize_of_above(part, text)):
            return
        if self._takes_award(part, text, dated=dated):
            return
        if part.bracket:
            self._take_bracketed(text)
        elif self._names(text):
            self._read.names += (text,)

    def _takes_marked(self, part: Segment) -> bool:
        """What the words between the parts tell of it: who got the prize, what for, or that another won."""
        if part.recipient:
            self._read.names += (part.text,)
            self._grown = None
        elif part.purpose:
            given_for(self._reader, self._read, part.text)
        elif part.beaten:
            self._read.outcome = self._read.outcome or Outcome(Result.NOMINATED, part.text.text)
            self._grown = None
        else:
            return False
        return True

    def _is_initials(self, part: Segment) -> bool:
        """Whether a part repeats the body before it in short."""
        return self._before is not None and part.bracket and abbreviates(part.text, self._before.text)

    def _takes_strand(self, part: Segment, text: Rich) -> bool:
        """A section of a festival: before its prize, or behind it as in `FIPRESCI Prize – Forum`."""
        read = self._read
        if not (is_strand(text) or self._is_division_ahead(part, text)) or self._reader.is_film(text):
            return False
        if read.category is None:
            self._strand = part
        elif text.of("italic") or not self._may_have_strands(read.category):
            return False
        elif self._grown is not None and not read.names:
            read.category = extended(read.category, self._whole, self._grown.end, part)
            self._grown = part
        return True

    def _is_division_ahead(self, part: Segment, text: Rich) -> bool:
        """Whether a part tells which of several kinds the category behind it is, and a dash, as no name of a person:
        `Theatrical – Best Film`."""
        after, read = self._after, self._read
        if after is None or after.bracket or part.bracket or read.category is not None or read.names or self._strand:
            return False
        if self._whole.text[part.end : after.begin].strip() not in APART or text.of("italic"):
            return False
        named = CATEGORY_START.match(after.text.text) is not None and not SUPERLATIVE.match(text.text)
        return named and is_kind_ahead(text, after.text)

    def _may_have_strands(self, category: Entity) -> bool:
        """Whether a part behind a category may be a festival's section: the award is none that has none."""
        award = self._read.award or self._context.award
        return award is None or is_festival(award) or is_festival_prize(category)

    def _is_whereabouts(self, part: Segment, text: Rich) -> bool:
        """Whether a part tells where the body before it was held, as others between the two may."""
        before, read = self._before, self._read
        if before is None or (read.names and part.bracket):
            return False
        if read.category is not None and part.bracket:  # `Best Film – [[Moss Festival]] (Oslo)`
            return is_town(self._reader, part.text, before.text, read.category)
        if read.award is None:
            return False
        held = self._held
        body = held[0] if held is not None and held[1] is before else before
        rest = self._parts[self._parts.index(part) + 1 :]
        prize = prize_ahead(self._whole, part, rest) if read.category is None else None
        joint = self._whole.text[before.end : part.begin].strip()
        if not is_held(read, body, text.text, joint, led=prize is not None):
            return False
        category = read.category.name if read.category else prize.text.text if prize else ""
        found = is_place(self._reader, text, body.text, category, rest, prize)
        if found is False:
            return False
        goes_on = body is not before and " " not in text.text and not text.of("link")  # `Aspen, Colorado`
        read.unclear = read.unclear or (found is None and not goes_on)
        read.year = read.year or year_in(text.text)
        self._held = (body, part)
        return True

    def _is_job_label(self, part: Segment, text: Rich) -> bool:
        """Whether a part behind a category says what the person after it did, `Sound: Jane Doe`, rather than which kind
        of category it is; or what the one before it did, `Jane Doe, Set Decoration`."""
        read = self._read
        if read.names and not part.bracket and is_job(text.text) and not (text.of("link") or text.of("italic")):
            behind = self._whole.text[part.end :].lstrip()
            if self._whole.text[: part.begin].rstrip().endswith(",") and behind[:1] in ("", ",", ";"):
                if read.category is None:  # then it is the category, of those before it alone
                    read.unclear = read.unclear or (behind[:1] == ";" and CATEGORY_START.match(text.text) is None)
                    return False
                return True
        if read.category is None or not is_label(self._whole, part, self._after):
            return False
        if is_of_several(read.category) and self._joint(part) == ",":
            return False
        if self._grown is None:
            return True
        kind = is_genre(text) or is_kind(self._whole, self._grown, part)
        return not (kind or (BEST.match(text.text) and self._narrows(self._grown, part, text)))

    def _narrows(self, grown: Segment, part: Segment, text: Rich) -> bool:
        """Whether a part behind that of a category tells which of its kinds is meant."""
        return narrows(self._read, text, self._whole.text[grown.end : part.begin], self._context)

    def _takes_more(self, part: Segment, text: Rich) -> bool:
        """What goes on with the category, also behind a name: `Best Actor – Jane Doe – Drama`. Its name in its own
        language, in brackets, adds nothing."""
        read, grown, before = self._read, self._grown, self._before
        if grown is None or before is None:
            return False
        if part.bracket and is_original(text) and not self._reader.is_film(text):
            return True
        # `Jane Doe (director)`, `John Roe, Sound Director`, `John Roe, director`
        if read.names and (not is_division(text) if part.bracket else is_job(text.text.title())):
            return False
        if not (
            is_more(text)
            or AMOUNT.match(text.text)
            or self._names_giver(text)
            or self._narrows(grown, part, text)
            or (not read.names and (self._names_section(grown, part, text) or self._names_choice(grown, part, text)))
        ):
            return False
        if DONE_BY.match(text.text) or self._reader.is_film(text):  # `Screenplay by Jane Doe`
            return False
        if read.category is not None and BEST.match(text.text) and self._names_award(read.category):
            read.category = category_entity(self._reader, text)
        elif read.category is not None:
            read.category = extended(read.category, self._whole, before.end if read.names else grown.end, part)
        self._grown = part
        return True

    def _names_section(self, grown: Segment, part: Segment, text: Rich) -> bool:
        """Whether a part behind a prize of a jury or an audience tells which films it is for, rather than naming one or
        a company of the film: `Audience Award: Fern Cinema`. `Doe Film` and `Doe Films` may as well be the latter."""
        led = self._whole.text[grown.end : part.begin].strip() in LED
        named = led and self._read.category is not None and is_section(text, self._read.category)
        named = named and not is_billed(self._reader, text)
        self._read.unclear = self._read.unclear or (named and not text.text.endswith("Cinema"))
        return named

    def _names_choice(self, grown: Segment, part: Segment, text: Rich) -> bool:
        """Whether a part goes on with a choice of teenagers."""
        award, category = self._read.award or self._context.award, self._read.category
        if award is None or category is None or self._whole.text[grown.end : part.begin].strip() != ":":
            return False
        named = names_choice(self._reader, category, award, text)
        self._read.unclear = self._read.unclear or named is None
        return named is not False

    def _names_award(self, prize: Entity) -> bool:
        """Whether what was taken for a category but names the award once more, before its category: `[[Swan Awards]]:
        Golden Swan Award, Best Film`."""
        award = self._read.award or self._context.award
        return award is not None and prize.link is None and not is_festival(award) and names_again(prize, award)

    def _names_giver(self, text: Rich) -> bool:
        """Whether a part behind a prize of a festival that follows tells which jury's it is: `Special Mention –
        FIPRESCI Prize – Moss Festival`."""
        read, after = self._read, self._after
        if read.category is None or read.names or after is None or not names_festival(after.text):
            return False
        return text.text.endswith(" Jury") or (is_mention(read.category.name) and is_prize(text))

    def _takes_prize_of_above(self, part: Segment, text: Rich) -> bool:
        """The name of a prize that the festival or body above gives, or the festival that a part behind names."""
        if self._read.category is not None or not (self._prized or self._precedes_festival(text)):
            return False
        above = self._context.award
        if not (is_prize(text) or links_prize(text)) or (above is not None and is_other_body(text, above)):
            return False
        self._read.category = category_entity(self._reader, text)
        self._grown = part
        return True

    def _precedes_festival(self, text: Rich) -> bool:
        """Whether a part begins the item, and a festival follows that may give it; what the prize was for may stand
        between the two where it is called as those of festivals are: `Glass Bear, Best Film, [[Moss Festival]]`."""
        first = self._before is None or (self._before is self._parts[0] and DATE.match(self._before.text.text))
        if not first or self._after is None or BODY.search(text.text):
            return False
        if names_festival(self._after.text):
            return True
        shown = not text.of("italic") and is_festival_prize(Entity(text.text, None, Kind.CATEGORY))
        return shown and BEST.match(self._after.text.text) is not None and any(map(_is_giver, self._parts[2:]))

    def _takes_award(self, part: Segment, text: Rich, *, dated: bool) -> bool:
        """An award or a category; in brackets only the category of an award before it. dated: a year stands beside
        it."""
        read = self._read
        titled = read.award is not None and read.category is None and BEST.match(text.text) is not None
        if part.bracket and not titled:
            return False
        if not assign(self._reader, read, text, self._context, dated=dated, joint=self._joint(part)):
            return False
        self._grown = part if read.category is not None else None
        return True

    def _take_bracketed(self, text: Rich) -> None:
        """A text in brackets that names recipients, or the body."""
        read = self._read
        if read.category is not None and (tells_both(text) or (read.names and BEST.match(text.text))):
            read.unclear = True  # `Jane Doe (Best Director), Joe Doe (Best Actor)`
        elif self._names_in_bracket(text):
            read.names += (text,)
        elif read.award is None and self._context.award is None and BODY.search(text.text):
            take_body(self._reader, read, text)

    def _names_in_bracket(self, text: Rich) -> bool:
        """Whether a text in brackets names recipients: no name came before it, or only that of a work."""
        read = self._read
        if BODY.search(text.text) or not (_is_name(text) or text.of("link") or DONE_BY.match(text.text)):
            return False
        if links_category(text):
            return False
        if read.category is not None and not is_billed(self._reader, text) and self._goes_on_with(read.category, text):
            return False
        return not read.names or (
            read.names[-1].text[-1] in '"”' and (is_person_like(text) or tells_makers(read, text))
        )

    def _goes_on_with(self, category: Entity, text: Rich) -> bool:
        """Whether a text in brackets tells the month of a category, `Best Song of the Month (August)`, or the other
        name of a prize, `Caméra d'Or (Golden Camera)`. Behind what the best of a festival got it may as well be who won
        where neither its last word nor the festival's name shows a prize, `Best Actress (Crystal Doe)`, but for films:
        `Best Film (Golden Reed)`."""
        if category.name.endswith(" of the Month"):
            return _MONTH.fullmatch(text.text) is not None
        read, best = self._read, BEST.match(category.name) is not None
        award = read.award or self._context.award
        at_festival = award is not None and is_festival(award)
        if text.of("link") or (best and not at_festival):
            return False
        if not (is_named_prize(text.text) or " prize " in text.text):
            return False
        shown = PRIZE.search(text.text) or (award is not None and _share_word(text.text, award))
        may_win = best and FOR_FILMS.fullmatch(category.name) is None
        read.unclear = read.unclear or (may_win and not shown and not read.names)
        return True

    def _names(self, text: Rich) -> bool:
        """Whether a text names recipients, rather than telling of a prize or of who gives it."""
        read = self._read
        if read.category is not None:
            if _TOLD_OF.match(text.text) and not text.linked(0, 1):
                return False
            if links_other(text) or is_short_prize(self._reader, text):  # one more, of which the rest may be
                read.unclear = True
                return False
            # the other name of a festival, or that of the one around it
            if read.award is not None and names_festival(text) and not self._reader.is_film(text):
                return False
        if _is_name(text) or text.of("link") or DONE_BY.match(text.text):
            return True
        joined = _JOINED.match(text.text) if read.names else None
        return joined is not None and is_person_like(text.cut(joined.end(), len(text)))

    def _set_in_strand(self) -> None:
        """Puts the section of a festival before the category; it stands alone where a result is told of nothing else,
        `Un Certain Regard (nominated)`."""
        read, strand = self._read, self._strand
        if strand is None:
            return
        if read.category is not None:
            read.category = in_strand(read.category, self._whole, strand)
        elif read.outcome is not None:
            read.category = category_entity(self._reader, strand.text)


def _is_giver(part: Segment) -> bool:
    return not part.bracket and names_festival(part.text)


def _share_word(text: str, award: Entity) -> bool:
    """Whether a text has a word of the name of an award or of its page."""
    return not set(WORD.findall(text)).isdisjoint(WORD.findall(f"{award.name} {award.link}"))


_MONTH = re.compile(MONTH)


def _is_name(text: Rich) -> bool:
    """Whether a text may be a name: it begins with a capital letter or a quote and is no sentence."""
    body = text.text.lstrip("\"'“‘(")
    return body[:1].isupper() and len(body.split()) <= 25
