"""Parts of a list item that tell nothing but what became of it, when and where: results, places, dates, countries.

Source: the wording of award lists in film articles.
"""

from __future__ import annotations

import re

from kg.extraction.awards.lists.asides import country_in
from kg.extraction.awards.lists.reading import Reading
from kg.extraction.awards.lists.said import DATE, WON, place_in, ranked_as, said_of_film, said_with, without_result
from kg.extraction.awards.lists.segments import Segment
from kg.extraction.awards.names.naming import (
    BEST,
    GENRE_LISTS,
    SUPERLATIVE,
    category_entity,
)
from kg.extraction.awards.names.prizekinds import GRADE, is_single_prize
from kg.extraction.awards.names.results import Outcome, is_grade, is_shown, outcome_of_text
from kg.extraction.awards.names.years import NTH
from kg.model import Result
from kg.wikitext.rich import Rich

_LABEL = re.compile(r"(?:awards?|prizes?|honou?rs?)", re.IGNORECASE)
"""What stands before the name of a prize: `Award: Golden Swan`."""

_EDITION = re.compile(NTH)

_GRADE = re.compile(GRADE)

_METAL = re.compile(r"(?:Gold|Silver|Bronze)(?: Medal)?")

_ONE_OF = re.compile(r"^(?:Named |Listed |Ranked |Voted )?(?:as )?One of (?:the )?", re.IGNORECASE)


class Telling(Reading):
    """An item while it is read. `_takes_…` keeps what a part says and tells whether it was this and nothing else."""

    def _takes_date(self, part: Segment) -> bool:
        date = DATE.match(part.text.text)
        if date is None:
            return False
        self._read.year = self._read.year or int(date["year"])
        return True

    def _takes_result(self, text: Rich) -> bool:
        """A part that says what became of it and nothing else."""
        said = ranked_as(text) if self._listed else None
        said = said or said_with(text)
        if said is not None and self._read.category is not None and _GRADE.fullmatch(text.text):
            return False  # `Best Film (Second)`
        if said is None and self._read.category is None:
            said = said_of_film(self._reader, text)
        if said is None and self._read.category is not None and SUPERLATIVE.match(text.text):
            said = outcome_of_text(text.text)  # `Best First Film – Special Mention`
        if said is None:
            return False
        if said.place is not None and self._is_edition(text):
            return True
        if self._takes_genre(text, said):
            return True
        if said.text.casefold() in ("tie", "tied"):  # with another, who won as well
            self._implied = self._implied or self._context.result or Outcome(Result.WON, said.text)
            return True
        if self._read.outcome is None or (is_shown(self._read.outcome) and not is_shown(said)):
            self._read.outcome = said
        self._grown = self._grown if is_grade(said) else None  # `Lion of Moss, First Prize`
        return True

    def _is_edition(self, text: Rich) -> bool:
        """Whether a number behind a body and before its year tells which of its ceremonies is meant: `[[Swan Awards]],
        7th (2002)`."""
        after, read = self._after, self._read
        if read.award is None or read.category is not None or self._listed or after is None or self._before is None:
            return False
        if self._whole.text[self._before.end :].lstrip()[:1] != ",":  # `[[Swan Awards]] – 7th (2002)`: its place
            return False
        return _EDITION.fullmatch(text.text) is not None and DATE.match(after.text.text) is not None

    def _takes_genre(self, text: Rich, said: Outcome) -> bool:
        """The genre among whose best films, of a list of such lists, the film was nominated: `Nominated Epic Film`."""
        above = self._context.award
        if said.result is not Result.NOMINATED or above is None or not GENRE_LISTS.match(above.name):
            return False
        genre, outcome = without_result(text)
        if outcome is None or not genre or self._read.category is not None:
            return False
        self._read.category, self._read.outcome = category_entity(self._reader, genre), outcome
        return True

    def _takes_label(self, text: Rich) -> bool:
        """What only says that a prize follows, which was won if nothing else is told: `Award: Golden Swan`; or that it
        was of the first, second or third grade, which is part of no category's name."""
        if _LABEL.fullmatch(text.text) is None and not self._is_metal(text):
            return False
        self._implied = self._implied or self._context.result or WON
        return True

    def _is_metal(self, text: Rich) -> bool:
        """Whether a text says in which metal the prize of the category behind it is given: `Gold – Best Film`."""
        if self._after is None or self._read.category is not None or _METAL.fullmatch(text.text) is None:
            return False
        return BEST.search(self._after.text.text) is not None

    def _takes_country(self, text: Rich) -> bool:
        country = country_in(text.text)
        if country is None or text.of("italic") or self._reader.is_film(text):
            return False
        read = self._read
        read.year = read.year or country[1]
        if read.names and read.category is None and read.award is not None and is_single_prize(read.award):
            read.unclear = True  # `Moss Prize, Port Fern, Norway`: they may tell where it was held
        return True

    def _takes_one_of(self, part: Segment, text: Rich) -> bool:
        """A choice of the best that the film has a place in: `Named one of the Ten Best Films`."""
        read = self._read
        one = _ONE_OF.match(text.text)
        if one is None or part.bracket or read.category is not None:
            return False
        read.outcome = read.outcome or Outcome(Result.PLACED, text.text)
        read.category = category_entity(self._reader, text.cut(one.end(), len(text)))
        self._grown = part
        return True

    def _takes_place(self, text: Rich) -> bool:
        """A part that states which place the film has."""
        outcome = place_in(text)
        if outcome is None:
            return False
        self._read.outcome = self._read.outcome or outcome
        return True
