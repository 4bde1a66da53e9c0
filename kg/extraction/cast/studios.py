"""Companies that dub films, by which articles tell the dubs of one language apart.

Source: https://en.wikipedia.org/wiki/Category:Dubbing_studios and the English licensors of anime.
"""

from __future__ import annotations

import re

_STUDIO = re.compile(
    r"(?:4kids|adv|animaze|animeigo|arvintel|bandai|bang zoom!?|blue water|central park media|coastal|crunchyroll"
    r"|disney|frontier|funimation|geneon|gkids|harmony gold|headline|intersound|manga|media blasters|nelvana|netflix"
    r"|nyav post|ocean|odex|omni|pioneer|saban|sentai|speedy video|streamline|studiopolis|tokyopop|toho|viz|vsi"
    r"|world wide sound)"
    r"(?: (?:entertainment|productions?|group|studios?|films?|filmworks|media|pictures|enterprises|video|usa|uk"
    r"|dub|dubbing|cast|version|voice))*",
    re.IGNORECASE,
)
_JOINT = re.compile(r"[/,&]|\sand\s")


def is_studio(text: str) -> bool:
    """Whether a text is nothing but the name of a company that dubs films, or the names of several, with a year or not:
    `Funimation`, `Ocean Group`, `Pioneer/Animaze`, `Ocean (1996)`."""
    parts = _JOINT.split(_IN_BRACKETS.sub("", text.strip(" .:()")))
    return all(_STUDIO.fullmatch(part.strip()) for part in parts)


_IN_BRACKETS = re.compile(r"\((?:19|20)\d\d[^()]{0,12}\)?$")
