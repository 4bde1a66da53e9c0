"""Years, months and days in sentences and names, as patterns."""

from __future__ import annotations

import calendar

from kg.values.numbers import ORDINAL_WORDS

YEAR = r"(?:1[89]|20)\d\d"
TO_YEAR = r"(?:[–/-](?:\d\d){1,2}(?!\d))?+"
"""Behind a year, what makes it a season: `the 1995–96 Swan Awards`."""
MONTH = "(?:" + "|".join(calendar.month_name[1:]) + ")"
_NTH = "(?:st|nd|rd|th)"
DAY = rf"\d{{1,2}}{_NTH}?"
NTH = rf"\d{{1,3}}{_NTH}"
"""A number in an order, as of an edition: `68th`."""
NTH_IN_WORDS = rf"(?:(?:{'|'.join(sorted(ORDINAL_WORDS, key=len, reverse=True))})\s+)?(?:annual\s+)?"
"""The same in words, where one may stand before a name: the `sixth annual` Swan Awards."""
