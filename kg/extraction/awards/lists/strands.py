"""The sections of festivals, in which films compete and which have prizes of their own: `Panorama`.

Source: the programmes of the festivals of Cannes, Berlin, Venice, Locarno, Toronto, Busan and Rotterdam.
"""

from __future__ import annotations

import re

from kg.extraction.awards.names.naming import SUPERLATIVE
from kg.wikitext.rich import Rich

_STRAND = re.compile(
    r"(?:the )?(?:Panorama(?: Special| Dokumente)?|(?:International )?Forum(?: Expanded"
    r"| of (?:New|Young) (?:Cinema|Films?))?|Generation(?: (?:14|K)plus)?|Encounters"
    r"|Perspektive Deutsches Kino|Un Certain Regard|Cin[eé]fondation|Directors['’] Fortnight"
    r"|Quinzaine des (?:R[eé]alisateurs|Cin[eé]astes)|(?:International )?Critics['’]? Week|Semaine de la Critique"
    r"|Horizons|Orizzonti(?: Extra)?|Venice (?:Days|Horizons)|Giornate degli Autori|Controcampo(?: Italiano)?"
    r"|(?:Concorso )?(?:Filmmakers|Cineasti) (?:of the Present|del presente)|Contemporary World Cinema"
    r"|Midnight Madness|New Currents|Bright Future"
    r"|(?:[A-Z][\w'’-]* ){0,4}(?:[Cc]ompetition|[Ss]ection|[Ss]howcase|[Ss]idebar|[Pp]rogramme?))"
)


def is_strand(text: Rich) -> bool:
    """Whether a text names a section of a festival and nothing else."""
    if _STRAND.fullmatch(text.text) is None or SUPERLATIVE.match(text.text):
        return False
    return " " in text.text or not text.of("italic")  # `''Panorama''` is a title
