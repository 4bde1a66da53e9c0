"""Which parts of an article list the cast.

Source: MOS:FILM, section "Cast", and the headings met in film articles. A heading counts when it reads
exactly like a row of the tables below; "Casting" is prose about how the cast was found.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kg.extraction.anchors import name_key
from kg.wikitext.document import Document, Section

INTERVIEWED = frozenset({
    "interviewees", "interview subjects", "people interviewed", "participants", "featured interviews", "contributors",
    "on-screen participants", "people featured", "featured people", "featured interviewees", "interviewed",
    "persons interviewed", "commentators", "featured subjects", "interviewees and participants",
    "on-camera participants", "notable interviewees",
})  # fmt: skip
"""Headings of sections that name who appears in a documentary: what stands beside a name is no role of a play."""

CAST = INTERVIEWED | {
    "cast", "full cast", "film cast", "movie cast", "main cast", "principal cast", "lead cast", "leading cast",
    "star cast",
    "starring", "stars", "starring cast", "featuring", "featured cast", "selected cast", "complete cast", "cast list",
    "cast members", "credited cast", "uncredited cast", "original cast", "ensemble cast", "partial cast",
    "supporting cast", "secondary cast", "additional cast", "other cast", "minor cast", "cameos", "cameo",
    "cameo appearances", "cameo appearance", "guest appearances", "guest appearance", "special appearances",
    "special appearance", "voice cast", "voices", "voice actors", "voice actor", "voice talent", "voice talents",
    "voice roles", "voice acting cast", "cast and voices", "cast and voice actors", "voice cast and characters",
    "cast and characters", "cast & characters", "characters and cast", "characters & cast", "cast/characters",
    "characters and voice cast", "characters and voice actors", "cast and roles", "cast and their roles",
    "cast and crew",
    "cast & crew", "crew and cast", "cast and credits", "actors", "actors and actresses", "actors and characters",
    "actors and roles", "characters and actors", "performers", "cast of characters", "dramatis personae", "players",
    "roles", "casts", "starcast", "main cast and characters", "primary cast", "key cast", "on-screen cast",
    "cast and character", "cast list and characters", "cast and staff", "cast and production credits", "artists",
    "artistes", "actors/characters", "voice-over cast", "original voice cast", "english dub cast", "credited actors",
    "voice actors and characters", "main voice cast", "additional voices", "voice talent and characters",
    "appearing",
    "cast information", "cast in order of appearance", "main actors", "leading actors", "lead actors",
    "supporting actors", "voice artists", "voice cast and crew", "voice actors and actresses", "dub cast",
    "live-action cast", "live action cast", "guest cast", "guest stars", "extended cast", "cast overview",
    "principal players", "featured players", "cameo roles", "cameos and special appearances", "cast details",
    "list of cast", "cast and cameos",
    "english cast", "japanese cast", "english voice cast",
    "japanese voice cast", "hindi cast", "tamil cast", "telugu cast", "dubbing cast", "main characters and cast",
    "recurring cast", "notable cast", "cast and interviewees", "cast and participants",
    "main roles", "voices cast", "characters/cast", "cast / characters", "characters / cast", "cast and role",
    "roles and cast", "characters and voices", "cast listing", "actor list", "actors list", "top cast",
    "principal roles", "leading roles", "human cast", "singing cast",
    "cast and character list", "acting cast", "billed cast", "cast, characters", "players and characters",
    "voice performers", "voice characters", "lead roles", "supporting roles", "cast in credits order",
    "plot and cast", "cast and plot", "synopsis and cast", "cast and synopsis", "story and cast",
}  # fmt: skip
"""Headings of sections whose lists and tables name actors."""

GROUPS = CAST | {
    "uncredited", "uncredited roles", "others", "other", "main", "supporting", "also starring", "with", "credited",
    "other roles", "minor roles",
    "smaller roles", "bit parts", "child artists", "child actors", "extras", "guests", "also appearing",
    "also featuring", "also featured", "also with", "in the cast", "rest of cast", "rest of the cast",
    "remaining cast", "remainder of the cast", "other cast members", "supporting cast members", "episodes", "episode",
    "in episodes", "in episode", "dubbing",
}  # fmt: skip
"""What sets apart some of the cast in a list: no role."""

PEOPLE = frozenset({
    "appearances", "notable appearances", "featured musicians", "featured artists", "featured performers",
})  # fmt: skip
"""Headings of sections that name who appears in a documentary; beside a cast section they may be of anything."""

CHARACTERS = frozenset({
    "characters", "main characters", "major characters", "minor characters", "other characters",
    "supporting characters",
    "principal characters", "secondary characters", "character list", "list of characters", "recurring characters",
})  # fmt: skip
"""Headings of sections that name characters: an entry is read only where it says who plays the character."""

_FIGURES = frozenset("puppets marionettes toys dolls monsters creatures kaiju robots".split())
"""What a part of a cast section may be of, `Featured puppets`: no people, as long as nothing shows that they are."""

CASTING = frozenset({
    "casting", "cast and casting", "casting and characters", "cast and production", "production and cast",
    "cast and filming", "cast and development", "development and cast", "dubbing",
})  # fmt: skip
"""Headings of sections that tell of how the cast was found, or the voices of language versions: where there is no
other section, their lists may be it."""

NOT_CAST = frozenset({
    "casting", "crew", "production crew", "filming crew", "film crew", "main crew", "technical crew", "staff",
    "production staff", "production team", "production", "development", "background", "notes", "cast notes", "note",
    "production notes", "casting notes", "trivia", "references", "credits", "technical credits", "production credits",
    "soundtrack", "music", "songs", "awards", "choreography", "stunts", "additional voices notes", "crew members",
    "plot", "plot summary", "synopsis",
})  # fmt: skip
"""Headings below a cast section whose lists are not of actors."""

ADAPTATION = re.compile(
    r"\b(?:adaptations?|remakes?|sequels?|prequels?|musicals?|stage|theat(?:er|re|rical)|radio|television|tv|broadway"
    r"|spin-?offs?|video games?|other media|versions?|novel|play|franchise|soundtrack|legacy)\b",
    re.IGNORECASE,
)
"""Words of sections about other works, whose cast is not the film's."""

_OMITTED = re.compile(r"\bomitted\b|\bnot (?:in|included|featured|appearing)\b")
"""In the heading of those who are not to be seen: `Artists omitted`."""
_ORDER = re.compile(r",? (?:listed )?(?:alphabetically|in (?:alphabetical|credits?) order|in order of appearance)$")
"""How a group of the cast is ordered."""
_REMARK = re.compile(r"\s*\([^()]*\)\s*$")


@dataclass(frozen=True, slots=True)
class Region:
    """A range of a cast section without a heading in it. `explicit`: an entry must say who plays whom;
    `crew`: the section also lists the crew; `prose`: what stands in no list is no entry; `character`: the heading
    may be the name of a role; `themselves`: it lists who appears in a documentary; `figures`: a name by itself may be
    that of a puppet or the like."""

    section: Section
    explicit: bool
    crew: bool
    prose: bool = False
    character: bool = False
    themselves: bool = False
    figures: bool = False


def heading_key(title: str) -> str:
    """What a heading is looked up by: lower case, without remarks in brackets and end punctuation.

    >>> heading_key("Cast (in credits order):")
    'cast'
    """
    title = name_key(title).strip(" :.'").lower()
    title = _REMARK.sub("", title).strip(" :.'") if title.endswith(")") else title
    return title.removeprefix("the ")


def is_group(title: str) -> bool:
    """Whether a text is what some of the cast are together rather than a role: `Supporting cast`."""
    return _ORDER.sub("", heading_key(title)) in GROUPS


def cast_regions(document: Document) -> Iterator[Region]:
    """The regions of the article's cast sections, subsections included, in order of the text."""
    outlined = list(_outline(document.sections))
    roots = {section.heading for section in _roots(outlined)}
    for above, above_keys in outlined if roots else ():
        begin = next((index for index, s in enumerate(above) if s.heading in roots), None)
        if begin is None:
            continue
        keys = above_keys[begin:]
        if any(key in NOT_CAST or _OMITTED.search(key) for key in keys[1:]):
            continue
        named = next((key for key in reversed(keys) if key in CAST or key in PEOPLE or key in CHARACTERS), "")
        prose = not named
        crew = any("crew" in key or "credits" in key for key in keys)
        yield Region(
            above[-1],
            explicit=prose or named in CHARACTERS,
            crew=crew,
            prose=prose,
            character=len(keys) > 1 and named != keys[-1],
            themselves=named in INTERVIEWED or named in PEOPLE,
            figures=keys[-1].removeprefix("featured ") in _FIGURES,
        )


_Outlined = tuple[list[Section], list[str]]
"""A section with those that it stands in, the outermost first and itself last; and what the headings of all are looked
up by."""


def _outline(sections: tuple[Section, ...]) -> Iterator[_Outlined]:
    above: list[Section] = []
    keys: list[str] = []
    for section in sections:
        while above and above[-1].whole.end <= section.heading.begin:
            above.pop()
            keys.pop()
        above.append(section)
        keys.append(heading_key(section.title))
        yield above.copy(), keys.copy()


def _roots(outlined: list[_Outlined]) -> list[Section]:
    """The outermost cast sections: those of the second level, else those that stand deeper and not below
    a heading about another work. Sections of people, of characters, of casting count when there are none of the
    kind before."""
    for names in (CAST, PEOPLE, CHARACTERS, CASTING):
        found = [above for above, keys in outlined if keys[-1] in names and names.isdisjoint(keys[:-1])]
        top = [above[-1] for above in found if above[-1].level <= 2]
        if top or names is CASTING:
            return top
        deep = [above[-1] for above in found if not any(ADAPTATION.search(s.title) for s in above[:-1])]
        if deep:
            return deep
    return []
