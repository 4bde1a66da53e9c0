"""How the name of a role is written, and a role's name by itself."""

from __future__ import annotations

import re

from kg.extraction.namewords import PARTICLES, SUFFIXES
from kg.wikitext.rich import Rich

ABBREVIATION = re.compile(
    r"\b(?:[A-Z]|(?:[A-Za-z]\.)+[A-Za-z]|Dr|Mr|Mrs|Ms|Mx|St|Ste|Lt|Sgt|Sergt|Capt|Cpt|Maj|Gen|Brig|Col|Cpl|Pvt"
    r"|Cmdr|Comdr|Adm|Prof|Rev|Fr|Sr|Jr|Hon|Gov|Sen|Rep|Pres|Supdt|Supt|Insp|Asst|Asstt|Det|Ltc|Ltd|Co|Inc|No|Nos"
    r"|Vs|vs|Ph\.D|Smt|Sri|Kum|Mme|Mlle|Msgr|Mt|Ft|Av|Esq|Messrs|Commr|Dept|Const|Adv|Engr)$"
)
"""What a full stop stands behind that ends no sentence."""
_PARTICLE = PARTICLES | {"of", "the", "af", "av", "a", "an", "at", "no", "an-"}
TITLES = frozenset(
    "mr mrs ms miss mister missus dr doctor prof professor lord lady sir dame king queen prince princess duke duchess "
    "count countess baron baroness father mother sister brother captain colonel general sergeant".split()
)
RANKS = TITLES | frozenset(
    "agent detective inspector officer constable lieutenant private corporal major admiral commander chief marshal "
    "sheriff deputy judge senator governor president mayor minister secretary ambassador reverend pastor rabbi".split()
)
"""The same with offices and ranks, which are parts by themselves more often."""
_SMALL_NUMBER = re.compile(r"#?\d+")


def is_role_name(text: Rich) -> bool:
    """Whether a text is written like a name: `Dr. John Doe`, `the Countess of X`, `young Rocky`."""
    words = text.text.split()
    if words and words[0].lower() in {"the", "a", "an", "young", "old", "adult", "teenage", "himself", "herself"}:
        words = words[1:] or ["X"]
    elif len(words) == 1 and words[0].strip(".").lower() in TITLES:
        return False
    if not words or len(words) > 7:
        return False
    if any(word.endswith(("'", "’", "'s", "’s")) for word in words):
        return False
    capital = [w for w in words if not w.strip("\"“”'‘’(").islower() or w in _PARTICLE or _SMALL_NUMBER.fullmatch(w)]
    return len(capital) == len(words) and not words[0][:1].islower() and words[-1] not in _PARTICLE


_DESCRIBED = re.compile(r"(?:[a-z][\w-]*\s+)+(?=[A-Z])")
_OF_OFFICE = frozenset("former ex retired acting current then".split())
"""Before a name they tell that it is of an office or a rank: `former Vice President`."""
_PART_OF_NAME = frozenset(
    (
        "a an his her its their my our young younger old older elderly teen teenage adult child kid baby infant "
        "little big fat tall middle-aged grown future past evil good real original fake duplicate drunk dead mad "
        "crazy blind uncle aunt auntie grandma grandpa granny grandfather grandmother mama papa mom dad cousin "
        "himself herself themselves as and or with from for in"
    ).split()
)
"""Small words that, with those of names and titles, may begin the name of a role."""


def undescribed(text: Rich) -> Rich:
    """A full name without the words in small letters that tell what its bearer is: `racer J. J. Smith`. Titles, ages
    and articles are part of a name."""
    told = _DESCRIBED.match(text.text)
    if told is None or text.linked(0, told.end()):
        return text
    if told[0].split()[-1] in _OF_OFFICE or set(told[0].split()) & (_PART_OF_NAME | _PARTICLE | RANKS):
        return text
    name = text.cut(told.end(), len(text))
    return name if is_role_name(name) and len(name.text.split()) > 1 and "/" not in name.text else text


def without_stop(text: Rich) -> Rich:
    """A name without the full stop of the sentence that it ends; one of its own stays: `John Roe Jr.`"""
    body = text.text
    if not body.endswith(".") or body.endswith("..") or text.linked(len(body) - 1, len(body)):
        return text
    last = body[:-1].rsplit(None, 1)[-1] if body[:-1].split() else ""
    own = ABBREVIATION.search(last) or SUFFIXES.fullmatch(last) or "." in last
    return text if own else text.cut(0, len(body) - 1)


_DANGLING = re.compile(r",? (?:and|&)$")
"""What joins a role to one on the next line."""


def trimmed(text: Rich) -> Rich:
    """A role without the punctuation and the quote marks around it; empty where no letter or figure is left."""
    text = text.strip(" ,;:=*†‡•·")
    joint = _DANGLING.search(text.text)
    text = text.cut(0, joint.start()) if joint else text
    body = text.text
    if len(body) > 2 and body[0] in '"“' and body[-1] in '"”' and not any(q in body[1:-1] for q in '"“”'):
        text = text.strip('"“”')
        body = text.text
    text = without_stop(text)
    body = text.text
    return text if body[:1].isalnum() or any(map(str.isalnum, body)) else text.cut(0, 0)
