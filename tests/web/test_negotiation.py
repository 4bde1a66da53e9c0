"""Accept fields (RFC 9110, section 12.5.1) and the type that each gets."""

from __future__ import annotations

import pytest

from kg.web.negotiation import best

OFFERED = ["text/html", "text/turtle", "application/ld+json"]

CASES: list[tuple[str | None, str | None]] = [
    (None, "text/html"),
    ("", "text/html"),
    ("*/*", "text/html"),
    ("*", "text/html"),
    ("text/turtle", "text/turtle"),
    ("TEXT/Turtle", "text/turtle"),
    ("text/html;q=0.5, text/turtle;q=0.9", "text/turtle"),
    ("text/html;q=0.5,text/turtle;Q=0.4", "text/html"),
    ("text/*;q=0.5, application/ld+json;q=0.4", "text/html"),
    ("text/*, text/html;q=0.1", "text/turtle"),
    ("*/*;q=0.1, application/ld+json", "application/ld+json"),
    ("*/*, text/html;q=0, text/turtle;q=0", "application/ld+json"),
    ("text/html;q=0", None),
    ("image/png", None),
    ("text/html;level=1;q=0.3, text/turtle;q=0.2", "text/html"),
    ('text/html;a="x,y;q=0";q=0.9, text/turtle;q=0.8', "text/html"),
    ("text/html;q=nonsense, text/turtle;q=0.1", "text/turtle"),
    ("*/html, text/turtle;q=0.1", "text/turtle"),
    ("nonsense, text/turtle", "text/turtle"),
    ("application/ld+json;q=1.000, text/html;q=0.999", "application/ld+json"),
    ("application/xhtml+xml,text/html;q=0.9,*/*;q=0.8", "text/html"),
]


@pytest.mark.parametrize(("accept", "expected"), CASES)
def test_best(accept: str | None, expected: str | None) -> None:
    assert best(accept, OFFERED) == expected


QUOTED = [
    ('text/html;a="x,text/turtle;q=1";q=0.1, text/turtle;q=0.2', "text/turtle"),
    ('text/html;a="x, text/turtle', "text/html"),
    (";;, ,text/turtle", "text/turtle"),
    (";, ;;", None),
]


@pytest.mark.parametrize(("accept", "expected"), QUOTED)
def test_quoted_parameters(accept: str, expected: str | None) -> None:
    assert best(accept, ["text/html", "text/turtle"]) == expected


@pytest.mark.parametrize("field", [",", ";", '",', '"', 'a/b;c="'])
def test_time_is_in_proportion_to_the_length(field: str) -> None:
    """Otherwise this would take minutes, in which nobody is answered."""
    best(field * (1 << 20), ["text/html"])
