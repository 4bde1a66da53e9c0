"""Inline templates that show a number, a date or a name in a form of their own, as the text that a reader sees.

Sources: documentation of Template:Fraction, Template:As of, Template:Circa, Template:Convert, Template:Music,
Template:Ship and those for ships by prefix.
"""

from __future__ import annotations

import calendar
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction

from kg.values.dates import in_words, start_date

Texts = Sequence[str]
"""Positional arguments, in order."""
Named = Mapping[str, str]
"""Arguments with names."""

_VULGAR: Mapping[Fraction, str] = {
    Fraction(unicodedata.numeric(character)).limit_denominator(10): character for character in "½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞"
}
"""Fractions that have a character."""

_UNITS: Mapping[str, str] = {
    "mi": "miles", "km": "kilometres", "m": "metres", "cm": "centimetres", "mm": "millimetres", "ft": "feet",
    "in": "inches", "yd": "yards", "nmi": "nautical miles", "lb": "pounds", "lbs": "pounds", "kg": "kilograms",
    "g": "grams", "oz": "ounces", "t": "tonnes", "acre": "acres", "acres": "acres", "ha": "hectares", "mph": "mph",
    "km/h": "km/h", "kph": "km/h", "knots": "knots", "sqft": "square feet", "sqm": "square metres",
    "m2": "square metres", "sqmi": "square miles", "km2": "square kilometres", "F": "°F", "C": "°C",
}  # fmt: skip
_BETWEEN: Mapping[str, str] = {
    "-": "–", "–": "–", "to": " to ", "and": " and ", "or": " or ", "by": " by ", "x": " × ", "×": " × ",
}  # fmt: skip
_NOTES: Mapping[str, str] = {"flat": "♭", "b": "♭", "♭": "♭", "sharp": "♯", "#": "♯", "♯": "♯", "natural": "♮"}
_SHIPS = ("USS", "USNS", "USCGC", "HMS", "HMAS", "HMCS", "HMNZS", "INS", "MS", "MV", "RMS", "SS")


def _fraction(texts: Texts, named: Named) -> str:
    """{{frac|2}} is ½, {{frac|3|4}} ¾, {{frac|1|3|4}} 1¾."""
    parts = [text.strip() for text in texts[:3]]
    if not parts:
        return ""
    whole = parts[0] if len(parts) == 3 else ""
    above, below = ("1", parts[0]) if len(parts) == 1 else parts[-2:]
    if above.isdecimal() and below.isdecimal() and len(above + below) < 9 and int(below):
        character = _VULGAR.get(Fraction(int(above), int(below))) if int(above) < int(below) else None
        if character is not None:
            return whole + character
    return " ".join(part for part in (whole, f"{above}/{below}") if part)


def _as_of(texts: Texts, named: Named) -> str:
    """{{As of|2019|5|lc=y}} is `as of May 2019`."""
    if named.get("alt"):
        return named["alt"]
    date = start_date(texts)
    if date is None:
        return ""
    month = calendar.month_name[date.month or 0]
    if date.day is None:
        when = in_words(date)
    elif named.get("df", "").casefold() in ("us", "mdy", "y"):
        when = f"{month} {date.day}, {date.year}"
    else:
        when = f"{date.day} {month} {date.year}"
    word = "Since" if named.get("since") else "As of"
    return f"{word.lower() if named.get('lc') else word} {when}{named.get('post', '')}"


def _circa(texts: Texts, named: Named) -> str:
    return " – ".join(f"c. {text}" for text in texts[:2] if text)


def _convert(texts: Texts, named: Named) -> str:
    """The first of the measures that are shown, with its unit: {{convert|5|to|6|mi}} is `5 to 6 miles`, {{convert|5|ft
    |6|in}} `5 feet 6 inches`."""
    if [text.strip() for text in texts[1:4:2]] == ["ft", "in"]:
        return f"{_convert(texts[:2], named)} {_convert(texts[2:4], named)}"
    if len(texts) > 3 and texts[1].strip() in _BETWEEN:
        number, unit = f"{texts[0]}{_BETWEEN[texts[1].strip()]}{texts[2]}", texts[3]
    elif len(texts) > 1:
        number, unit = texts[0], texts[1]
    else:
        return ""
    unit = unit.strip()
    return f"{number} {unit if named.get('abbr') == 'on' else _UNITS.get(unit, unit)}"


def _music(texts: Texts, named: Named) -> str:
    return "".join(_NOTES.get(text.strip(), "") for text in texts[:1])


def _ship(texts: Texts, named: Named) -> str:
    """{{ship|HMS|Name|ID}}"""
    return " ".join(text for text in texts[:2] if text)


_TEMPLATES: Mapping[str, Callable[[Texts, Named], str]] = {
    **dict.fromkeys(("frac", "fraction", "fract", "sfrac"), _fraction),
    **dict.fromkeys(("as of", "asof"), _as_of),
    **dict.fromkeys(("circa", "ca", "ca.", "c.", "circa."), _circa),
    "convert": _convert,
    "cvt": lambda texts, named: _convert(texts, {"abbr": "on", **named}),
    **dict.fromkeys(("music", "music symbol"), _music),
    "ship": _ship,
    **{
        prefix.lower(): lambda texts, named, prefix=prefix: _ship((prefix, *texts), named)  # type: ignore[misc]
        for prefix in _SHIPS
    },
}


def shown_by(name: str) -> Callable[[Texts, Named], str] | None:
    """How a template of a name (as kg.wikitext.tree.template_name makes it) reads, of its positional arguments and
    those with names; None for templates that are not known here."""
    return _TEMPLATES.get(name)
