"""Companies that dub films, by which articles tell the dubs of one language apart.

Source: https://en.wikipedia.org/wiki/Category:Dubbing_studios and the English licensors of anime.
"""

from __future__ import annotations

import re

_STUDIO = re.compile(
    r"(?:4kids|adv|animaze|animeigo|arvintel|bandai|bang zoom!?|blue water|central park media|coastal|crunchyroll"
    r"|disney|frontier|funimation|geneon|gkids|harmony gold|intersound|manga (?:entertainment|uk|video)|media blasters"
    r"|nelvana|nyav post|ocean|odex|omni|pioneer|saban|sentai|speedy video|streamline|studiopolis|tokyopop|toho|viz|vsi"
    r"|world wide sound)"
    r"(?: (?:entertainment|productions?|group|studios?|films?|filmworks|media|pictures|enterprises|video|usa|uk"
    r"|dub|dubbing|cast|version|voice))*",
    re.IGNORECASE,
)
_JOINT = re.compile(r"[/,&]|\sand\s")


def is_studio(text: str) -> bool:
    """Whether a text is nothing but the name of a company that dubs films, or the names of several, with a year or not:
    `Funimation`, `Ocean Group`, `Pioneer/Animaze`, `(Ocean, 1996)`."""
    parts = [part.strip() for part in _JOINT.split(_YEAR.sub("", text.strip(" .:()")))]
    return all(map(_STUDIO.fullmatch, parts))


_YEAR = re.compile(r"(?:,|\s\()\s?(?:19|20)\d\d[^(),]{0,12}\)?$")
