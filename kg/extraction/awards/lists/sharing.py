"""Items of a list that name several categories or prizes: what they say once holds for all, or for some, of these.

Source: the wording of award lists in film articles.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from kg.extraction.awards.lists.joints import AND_CATEGORY
from kg.extraction.awards.lists.parts import Read
from kg.extraction.awards.lists.said import said_by, without_result
from kg.extraction.awards.lists.segments import Segment
from kg.extraction.awards.names.jobs import is_for_one_player
from kg.extraction.awards.names.prizekinds import is_festival_prize, is_mention, is_of_festivals
from kg.extraction.awards.names.results import Outcome, is_grade
from kg.extraction.awards.names.wording import AND, is_person_like
from kg.extraction.names import outside
from kg.model import Result
from kg.wikitext.rich import EMPTY, Rich


def share(
    whole: Rich, grouped: Sequence[Sequence[Segment]], reads: Sequence[Read], above: Outcome | None
) -> Sequence[Read]:
    """The reads of the groups of an item, `whole`, with what it says once for all of them; those of which it does not
    tell what became are left out. above: the result that stands above."""
    if len(reads) < 2:
        return reads
    award = next((read.award for read in reads if read.award), None)
    told = [read.outcome for read in reads[_is_graded(reads[0]) :] if read.outcome and not is_grade(read.outcome)]
    own = _tells_own(whole, grouped, reads)
    ahead = any(said_by(group[0].text.text) for group in grouped[1:])  # `won: A, B; nominated: C, D`
    told = told if not own and (not ahead or reads[0].outcome) else []
    # a mention is of the prize before it alone: `Jury Prize; Fern Prize – Special Mention`
    outcome = next((said for said in told if said is reads[0].outcome or not is_mention(said.text)), None)
    year = next((read.year for read in reads if read.year), None)
    if _of_last(reads, behind=not grouped[-1][-1].bracket):
        reads = reads[-1:]
    else:
        reads = _with_results(whole, grouped, reads, above, own=own)
    for read in reads:
        if read.prize and read.award and award is not read.award and is_festival_prize(read.award):
            read.award, read.category = award, read.prize
        outcome = read.outcome if ahead and read.outcome else outcome
        read.award, read.outcome, read.year = read.award or award, read.outcome or outcome, read.year or year
    _share_names(whole, grouped, reads)
    return reads


def _with_results(
    whole: Rich, grouped: Sequence[Sequence[Segment]], reads: Sequence[Read], above: Outcome | None, *, own: bool
) -> list[Read]:
    """The reads of groups of an item, `whole`, that tells several results: what is said once between semicolons holds
    for all there, `Best Film (won); Best Sound, Best Actor (nominated)`. Those without a result between others with one
    behind are left out. above: the result that stands above, of those without one; own: see
    `_tells_own`."""
    told = [read.outcome for read in reads if read.outcome is not None]
    if own:
        lost = reads[-1].outcome is not None and all(said.result is Result.NOMINATED for said in told)  # others won
        return [read for read in reads if above or read.outcome or (lost and read.names)]
    if len({said.result for said in told}) < 2 or len(reads) != len(grouped):
        return list(reads)
    between: list[list[Read]] = [[reads[0]]]
    for (one, two), read in zip(pairwise(grouped), reads[1:], strict=True):
        if ";" in whole.text[one[-1].end : two[0].begin]:
            between.append([])
        between[-1].append(read)
    behind = any(group[-1].bracket and said_by(group[-1].text.text) for group in grouped)
    if len(between) < 2:
        return list(reads)
    out: list[Read] = []
    for those in between:
        said = [read.outcome for read in those if read.outcome is not None]
        if len(said) == 1:
            for read in those:
                read.outcome = said[0]
        out += those if said or not behind else ()
    return out


def _tells_own(whole: Rich, grouped: Sequence[Sequence[Segment]], reads: Sequence[Read]) -> bool:
    """Whether each result of an item stands in brackets behind the category or prize that it is of, so that it tells
    nothing of those without: the last has none, `Golden Moss (nominated), Silver Moss`, or some of the brackets hold
    who was nominated as well, `Best Actor (Joe Doe), Best Actress (Jane Doe, nominated)`."""
    told = [group for group, read in zip(grouped, reads, strict=False) if read.outcome is not None]
    if len(reads) != len(grouped) or not 0 < len(told) < len(reads):
        return False
    beside = [_beside_result(whole, group) for group in told]
    if any(rest is None for rest in beside):
        return False
    return reads[-1].outcome is None or any(rest is not None and any(map(str.isalpha, rest.text)) for rest in beside)


def _beside_result(whole: Rich, group: Sequence[Segment]) -> Rich | None:
    """What stands beside the result in the brackets that a group ends with; None where these tell none."""
    last = group[-1]
    if last.bracket:
        rest, said = without_result(last.text)
        return rest if said else EMPTY if said_by(last.text.text) else None
    for part in group if whole.text[last.end : last.end + 1] == ")" else ():  # `(nominated, Jane Doe)`
        if whole.text[part.begin - 1 : part.begin] == "(" and said_by(part.text.text):
            return whole.cut(part.end, last.end)
    return None


def _is_graded(read: Read) -> bool:
    """Whether the first of several prizes has no name but its grade: `First Prize, Audience Award`."""
    return read.category is None and read.outcome is not None and is_grade(read.outcome)


def _of_last(reads: Sequence[Read], *, behind: bool) -> bool:
    """Whether a nomination told at the end may hold for the last category alone: one before it is a festival's prize,
    `Audience Award; Best Film (nominee)`, or all are, and it stands `behind` the last without brackets, `Audience
    Award, Golden Moss nomination`."""
    *rest, last = reads
    if last.outcome is None or last.outcome.result is not Result.NOMINATED or any(read.outcome for read in rest):
        return False
    prizes = [read.category is not None and is_of_festivals(read.category) for read in reads]
    return any(prizes) and (not prizes[-1] or (behind and last.outcome.text == "nomination"))


def _share_names(whole: Rich, grouped: Sequence[Sequence[Segment]], reads: Sequence[Read]) -> None:
    """Gives those named beside one of two categories, which `&` or a link joins, to the other as well; of two for those
    who play roles each to its own. A bracket behind `and` may be of the second alone."""
    if len(reads) != len(grouped) or not (" & " in whole.text or " and " in whole.text):
        return
    for index, ((one, two), (read, after)) in enumerate(zip(pairwise(grouped), pairwise(reads), strict=True)):
        begin, end = one[-1].end, two[0].begin
        joint = AND_CATEGORY.fullmatch(whole.text, begin, end)
        if joint is not None and not read.names and _share_in_turn(reads[:index], read, after):
            continue
        linked = whole.linked(begin - 1, begin) and whole.linked(end, end + 1)
        if joint is None or not (joint[0] == " & " or (linked and not (len(two) > 1 and two[1].bracket))):
            continue
        if not read.names:
            read.names = after.names
        elif not after.names and linked and len(two) == 1:
            after.names = read.names


def _share_in_turn(before: Sequence[Read], one: Read, two: Read) -> bool:
    """Gives each of two categories of players its own of those named behind both: `Best Actor & Best Actress – Jim Poe
    & Jane Doe`. Of more than two, one of the categories `before` among them, it is not known who got which."""
    if not (_is_for_one_player(one) and _is_for_one_player(two)):
        return False
    people = [person for name in two.names for person in outside(name, AND)]
    if not all(is_person_like(person) and not person.of("italic") for person in people):
        return False
    if len(people) == 2:
        one.names, two.names = (people[0],), (people[1],)
    third = bool(before) and not before[-1].names and _is_for_one_player(before[-1])
    two.unclear = two.unclear or len(people) > 2 or third
    return len(people) > 1


def _is_for_one_player(read: Read) -> bool:
    return read.category is not None and is_for_one_player(read.category.name)
