"""Words that belong to names or to lists of names: particles, suffixes, letters behind a name, and what names nobody.

Sources: Template:Infobox film, Wikipedia:Manual of Style/Biography.
"""

from __future__ import annotations

import re

from kg.wikitext.rich import Rich

BLANK = frozenset({"-", "–", "—", "?", "n/a", "na", "nil", "none", "tba", "tbc", "tbd"})
"""Texts, in small letters, that stand where there is no value."""
NOBODY = BLANK | {
    "unknown", "see below", "see list", "see cast", "uncredited", "various", "not known", "not available", "see above",
    "to be announced", "anonymous", "no", "yes", "et al", "et al.", "others", "and others",
    "various artists (see below)", "many", "list", "direct-to-video", "direct to video",
    "same", "same actor", "same actress", "non-speaking role", "non-speaking", "does not appear", "silent",
    "no dialogue", "not dubbed", "no voice", "not in film", "cut from film",
}  # fmt: skip
"""Texts that stand where a name should be and name nobody."""

_POINTER = re.compile(r"^(?:\(?see\b|same as\b|as above\b|as below\b)", re.IGNORECASE)


def is_nobody(name: Rich) -> bool:
    """Whether a text stands where a name should be and names nobody: `unknown`, `see below`."""
    folded = name.text.casefold()
    return folded.strip(" .") in NOBODY or (folded[:1] in ("(", "s", "a") and _POINTER.match(name.text) is not None)


LATE = re.compile(r"(?:the\s+)?late\s+", re.IGNORECASE)
"""What stands before the name of someone who has died."""

PARTICLES = frozenset(
    "de da di do du del della der den van von zu la le el al bin ibn ben y e dos das bint ap ferch".split()
)
"""Words in small letters within names of persons."""
PARTICLE = "|".join(sorted(PARTICLES))

GROUP_WORDS = frozenset(
    "associates band brothers cast choir chorus co company crew ensemble family friends group orchestra others party "
    "sons team".split()
)
"""Words, in small letters, that show a name with capitals to be that of several people."""

SUFFIXES = re.compile(
    r"(?:Jr|Sr|I{2,3}|IV|V|M\.?D|Ph\.?D|Esq|A\.?S\.?C|B\.?S\.?C|A\.?C\.?E|CSC|ACS|AFC|ASF|I\.?S\.?C|OBE|CBE|MBE|KBE"
    r"|PGA|p\.g\.a|WGA|Inc|Ltd|LLC|L\.L\.C|Co|Corp|Limited|Pvt|Private|GmbH|S\.?A|SpA|S\.p\.A|PLC|plc|AG|KG|Lda|S\.?L"
    r"|N\.?V|B\.?V|Ltda|S\.?R\.?L|Oy|AB|A/S)\.?(?:\s+Ltd\.?|\s+Limited)?",
)
"""What follows a comma and belongs to the name before it."""

GUILDS = re.compile(
    r"(?!I{2,3}$|IV$|VI{0,3}$)(?:[A-Z]\.?){2,5}|(?:[A-Z]\. ){2,4}[A-Z]\.?"
    r"|[BM]\.? ?(?:Sc|Com|Tech|Ed|Litt|Phil|Arch)\.?(?: ?\(Hons\.?\))?"
)
"""Letters after a person's name that are no part of it: guilds, orders, degrees (`A.S.C.`, `BVK`, `B.Sc.`); not
`III`."""
HONOURS = re.compile(r"(?:[CDKMO]\.?B\.?E|C\.?H|[BM]\.?A|M\.?D|ASCAP|BMI)\.?")
"""Of these letters those that stand behind names of performers and composers too."""
