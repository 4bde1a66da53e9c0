"""What a column of a track listing states.

Sources: Template:Track listing (the header of the extra column is free text), Wikipedia:WikiProject
Albums/Album article style advice, and the headers met in tables of film articles.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import Enum


class Column(Enum):
    NUMBER = "number"
    TRACK = "track"
    """`Track`: the number where another column has the title, else the title."""
    TITLE = "title"
    PERFORMERS = "performers"
    SINGERS = "singers"
    """Performers who are all persons: `&` always stands between two of them."""
    WRITERS = "writers"
    COMPOSERS = "composers"
    LYRICISTS = "lyricists"
    LENGTH = "length"
    NOTE = "note"
    OTHER = "other"
    """Known, and nothing a track of the model states."""
    CHART = "chart"
    """The place of a single in some chart: the table lists songs, and no album."""
    FOREIGN = "foreign"
    """Shows that the table is no track listing: awards, charts."""


CREDITS = (Column.PERFORMERS, Column.SINGERS, Column.WRITERS, Column.COMPOSERS, Column.LYRICISTS)

WORDS: Mapping[str, Column] = {
    # the header in lower case, without what stands in brackets, `(s)` and full stops
    word.strip(): column
    for column, words in {
        Column.NUMBER: "no | nos | # | s no | sno | si no | si | sl | s n | serial "
        "| sl no | sr no | s/n | sn | sr | number | track no | track number "
        "| track # | track# | song no | serial no | serial number | num | № | nr | index | order | position on album",
        Column.TRACK: "track",
        Column.TITLE: "title | titles | song | songs | song title | song titles | song name | name of song "
        "| name of the song | name of songs | names of songs | track title | track titles | track name | tracks "
        "| track list | tracklist | track listing | name | composition | cue | title of song | title of the song "
        "| musical number | song list | song track | music title | songs list "
        "| title of track",
        Column.SINGERS: "singer | singers | playback | playback singer | playback singers | vocal | vocals | vocalist "
        "| vocalists | voice | voices | sung by | singer name | singers name | name of singer | name of singers "
        "| lead vocals | lead singer | lead singers | rendered by | rapper | performing singers | singing "
        "| vocals by | vocal by | singer 1 | singer 2 | singer 3",
        Column.PERFORMERS: "artist | artists | performer | performers | performed by | recording artist "
        "| recording artists | musician | musicians | artiste | artistes | band | musical artist | sung/performed by "
        "| performing artist | performing artists | performance | performances | by | featured artist "
        "| featured artists | orchestra | track artist | played by "
        "| name of artist | name of artists",
        Column.WRITERS: "writer | writers | written by | writing | songwriter | songwriters | author | authors "
        "| music and lyrics by | words and music | songwriting | song writer | song writers | credits by "
        "| writing credits | credited writers | lyrics and music by | written and composed by",
        Column.COMPOSERS: "music | composer | composers | composed by | music by | music director | music directors "
        "| music composer | music composers | tune | musical score | music composed by | score by | tunes",
        Column.LYRICISTS: "lyrics | lyric | lyricist | lyricists | lyrics by | lyrics writer | lyrics writers | poet "
        "| poets | lyric writer | lyric writers | words | words by | text | penned by | lyrics written by "
        "| lyric by | songs by | lyrics penned by",
        Column.LENGTH: "length | duration | time | running time | timing | play time | playing time | run time "
        "| runtime | track length | song length | minutes | min:sec | mm:ss | m:ss | timings | time length",
        Column.NOTE: "note | notes | remark | remarks | comment | comments | description | additional notes | version "
        "| extra notes | additional information | other notes | details | information | notes and remarks",
        Column.OTHER: "original artist | original artists | original performer | original performers | film | movie "
        "| original film | scene | scenes | producer | producers | produced by | arranger | arrangers | arranged by "
        "| conductor | conductors | conducted by | picturised on | picturized on | picturization | picturisation "
        "| actor | actors | actor on screen | on screen | raga | raaga | ragam | raagam | thalam | tala | genre "
        "| language | cast | character | characters | starring | ref | refs | reference | references | source "
        "| year | release | released | release date | date | label | choreographer | choreography | dance | video "
        "| featuring actors | based on | translation | english translation | english title | kanji | romaji "
        "| original title | meaning | audio | link | links | usage | album | remixer | remixed by | disc | disc no "
        "| cd | side | featured in | appears in | soundtrack | type | situation | programming | instruments "
        "| instrumentation | chorus | music label | record label | singers on screen | background | mixer | isrc",
        Column.FOREIGN: "award | awards | category | result | results | nominee | nominees | recipient | recipients "
        "| peak | peak position | chart | charts | chart position | position | weeks | certification | sales "
        "| provider | region | country | ceremony | organization | rating | critic | actress | role | director "
        "| directors | episode | format | catalog | edition | score | publication | platform | theatre | box office",
        Column.CHART: "us | uk | us pop | us hot 100 | us r&b",
    }.items()
    for word in words.split("|")
}  # fmt: skip

_NEUTRAL = frozenset({"conductor", "arranger", "producer", "orchestrator", "remixer", "mixer", "others", "choir"})
"""Roles without a term of their own, left out where they share a header: `Performer/conductor`."""
_BRACKETS = re.compile(r"\s*[(\[][^()\[\]]*[)\]]")
_PLURAL = re.compile(r"(?<=\w)/s\b")
"""`Singer/s`"""
_OF_SONGS = re.compile(r"(?:film )?songs? (?!by$)")
"""Before what somebody did: `Film song lyricist`."""
_EDGES = " .:;*†‡"
_JOINTS = re.compile(r"\s*(?:[/&,+\n]|\band\b)\s*")


def meaning(header: str) -> Column | None:
    """What a column of this header states; None when that is not known or not clear."""
    text = _PLURAL.sub("", _BRACKETS.sub("", header.casefold().replace("’", "'")))
    text = " ".join(text.replace(".", " ").split()).strip(_EDGES)
    if text in WORDS:
        return WORDS[text]
    if (of_songs := _OF_SONGS.match(text)) and (column := WORDS.get(text[of_songs.end() :])) in CREDITS:
        return column
    parts = [part.strip(_EDGES) for part in _JOINTS.split(text) if part.strip(_EDGES)]
    if len(parts) > 6:
        return None
    kept = [part for part in parts if part not in _NEUTRAL and part.removesuffix("s") not in _NEUTRAL] or parts
    found = {WORDS.get(part) for part in kept}
    if len(found) == 1:
        return found.pop()
    if found == {Column.COMPOSERS, Column.LYRICISTS} or (
        Column.WRITERS in found and found <= {Column.WRITERS, Column.COMPOSERS, Column.LYRICISTS}
    ):
        return Column.WRITERS
    if found == {Column.SINGERS, Column.PERFORMERS}:
        return Column.PERFORMERS
    if found == {Column.TRACK, Column.TITLE}:
        return Column.TITLE
    if found == {Column.NUMBER, Column.TRACK}:
        return Column.NUMBER
    return None
