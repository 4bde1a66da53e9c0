"""Numbers and ordinals as English Wikipedia writes them.

Sources: Wikipedia:Manual of Style/Dates and numbers (digit grouping by commas, Indian grouping in
articles on India, numbers in words up to nine or so).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal

MAX_DIGITS = 20
"""Longer digit strings are no quantities of a film article; the limit keeps every sum exact."""

_WORDS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen twenty"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_ORDINALS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth "
    "fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"
).split()

NUMBER_WORDS: Mapping[str, int] = {
    **{word: value for value, word in enumerate(_WORDS)},
    **{word: value * 10 for value, word in enumerate(_TENS, start=2)},
    **{
        f"{tens}-{ones}": value * 10 + digit
        for value, tens in enumerate(_TENS, start=2)
        for digit, ones in enumerate(_WORDS[1:10], start=1)
    },
}
"""Number words from zero to ninety-nine, lower case."""

ORDINAL_WORDS: Mapping[str, int] = {
    **{word: value for value, word in enumerate(_ORDINALS, start=1)},
    **{f"{tens[:-1]}ieth": value * 10 for value, tens in enumerate(_TENS, start=2)},
    **{
        f"{tens}-{ones}": value * 10 + digit
        for value, tens in enumerate(_TENS, start=2)
        for digit, ones in enumerate(_ORDINALS[:9], start=1)
    },
}
"""Ordinal words from first to ninety-ninth, lower case."""

# Plain digits, Western groups of three, or Indian groups of two before a last group of three.
_NUMBER = re.compile(
    r"([+\-−]?)((?:[0-9]+|[0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,2}(?:,[0-9]{2})*,[0-9]{3})(?:\.[0-9]+)?|\.[0-9]+)"
)
_ORDINAL = re.compile(
    r"(?:(?:tied|joint|equal)[ -](?:for[ ])?)?(?:the[ ])?"
    r"(?:(?P<digits>[0-9]{1,3})[ ]?(?:st|nd|rd|th)|(?:no\.?|number|\#)[ ]?(?P<number>[0-9]{1,3})"
    r"|(?P<word>[a-z]+(?:-[a-z]+)?))"
    r"(?:[ -](?:place|placed|position|prize|rank|ranked))?"
    r"(?:[ ]?\(?(?:tie|tied|joint)\)?)?",
    re.IGNORECASE | re.VERBOSE,
)


def parse_number(text: str) -> Decimal | None:
    """The number that `text` as a whole is: `4`, `1,234.5`, `50,00,000`, `−3`, `four`.

    None for anything else: no number, wrong grouping (`1,23`, `1.234,5`), digits of other scripts, more
    than 20 digits.
    """
    text = text.strip()
    match = _NUMBER.fullmatch(text)
    if match:
        digits = match[2].replace(",", "")
        if len(digits) > MAX_DIGITS:
            return None
        return Decimal(("-" if match[1] in ("-", "−") else "") + digits)
    word = NUMBER_WORDS.get(text.lower())
    return None if word is None else Decimal(word)


def ordinal(text: str) -> int | None:
    """The rank that `text` as a whole states: `4th Place`, `2nd`, `Second place`, `Tenth`, `No. 4`.

    None when it states none, as `Won`, and also for `Runner-up` and `First runner-up`, which name an
    outcome and leave the rank to the award's rules. A wrong suffix (`2th`) is forgiven.
    """
    match = _ORDINAL.fullmatch(" ".join(text.split()))
    if match is None:
        return None
    if match["word"]:
        return ORDINAL_WORDS.get(match["word"].lower())
    return int(match["digits"] or match["number"]) or None
