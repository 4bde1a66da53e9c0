"""Whatever the wikitext: an extraction, never an exception, and nothing in the graph that the gate refuses."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import kg
from kg.extraction.infobox import BASED_ON, BUDGET, CREDITS, GROSS, IMAGES, NAMES, NATIVE_NAMES, RELEASED, RUNTIME
from kg.extraction.page import extract
from kg.model import Extraction, Page
from kg.rdf.mapping import to_triples
from kg.rdf.serialise import serialize
from kg.validation import validate
from tests.conftest import SAMPLE
from tests.wikitext.strategies import wikitext

ARTICLE: str = next(iter(json.loads(SAMPLE.read_text("utf-8"))["query"]["pages"].values()))["revisions"][0]["*"]

HEADS = [
    "Cast",
    "Voice cast",
    "Accolades",
    "Awards",
    "Soundtrack",
    "Track listing",
    "Reception",
    "External links",
    "Plot",
]
PARAMETERS = [
    "name", "director", "writer", "based_on", "starring", "music", "released", "runtime", "country", "language",
    "budget",
    "gross", "studio", "native_name", "image",
]  # fmt: skip


def check(text: str) -> Extraction:
    """Extracts, holds every span against the text, and passes the graph through the gate."""
    extraction = extract(Page(title="Leaving Las Vegas", text=text, revision=1))
    for issue in extraction.issues:
        assert 0 <= issue.span.begin <= issue.span.end <= len(text)
        assert issue.raw == issue.span.cut(text).strip()[: len(issue.raw)]
    triples = to_triples(extraction)
    assert bool(triples) == (extraction.film is not None)
    if triples:
        report = validate(serialize(triples, "nt"))
        assert report.conforms, report.to_text()
    return extraction


@st.composite
def articles(draw: st.DrawFn) -> str:
    """An article of the right parts, with anything in them."""
    box = "".join(f"| {name} = {draw(wikitext)}\n" for name in draw(st.lists(st.sampled_from(PARAMETERS), max_size=4)))
    body = "".join(f"== {head} ==\n{draw(wikitext)}\n" for head in draw(st.lists(st.sampled_from(HEADS), max_size=4)))
    return f"{{{{Infobox film\n{box}}}}}\n'''''X''''' is a film.\n{body}"


NOTHING = (
    "{{plainlist|}}", "{{ubl}}", "{{hlist|}}", "{{flatlist|}}", "{{unbulleted list| }}", "{{based on}}",
    "{{based on||}}", "{{film date}}", "{{film date|}}", "{{start date}}", "{{INR|}}", "{{nihongo}}",
    "{{ill|}}", "{{won}}", "{{cite web}}", "{{small|}}", "{{Track listing}}", "{{Track listing|title1=}}",
    "{{Rotten Tomatoes prose}}", "<br>", "<br><br>", "*", "()", "[[ ]]", "[[|]]", "''''''", '""', ":", "/", "–", "-",
    "and", ", ", "&nbsp;", "{|\n|}", "{|\n|-\n|\n|}",
)  # fmt: skip
"""Values that hold none."""


BROKEN_LINES = (
    "'''Nominated for <br> others'''\n# Elm Grand Prix - Grand Prix",
    ";Awards won <br> abroad\n* Elm Award - Best Film",
    "* nominated Young Artist: |artist1= Grand Prix",
    "* [[Swan Awards]]: Best Film (Drama) – Drama <br> or Comedy",
    "{|\n! Award !! Result\n|-\n| [[Swan Award for Best Actor|Swan <br> Award for Best <br> Actor]] || {{won}}\n|}",
)
"""Awards with line breaks in a heading or a name, and with what is left of a template."""


@pytest.mark.parametrize("lines", BROKEN_LINES)
def test_texts_of_awards_are_whole_lines(lines: str) -> None:
    found = check(f"{{{{Infobox film\n}}}}\n'''''X''''' is a film.\n== Accolades ==\n{lines}\n")
    assert found.film is not None
    assert found.film.nominations or found.issues


@pytest.mark.parametrize("value", NOTHING)
def test_values_that_hold_none(value: str) -> None:
    """In every parameter that is read, below every heading, as items and as cells."""
    parameters = [
        *(name for row in CREDITS for name in row.parameters),
        *NAMES, *NATIVE_NAMES, *BASED_ON, *IMAGES, *RELEASED, *RUNTIME, *BUDGET, *GROSS,
    ]  # fmt: skip
    box = "".join(f"| {name} = {value}\n" for name in parameters)
    cells = f"{{|\n! {value} !! {value}\n|-\n| {value} || {value}\n|}}"
    body = "".join(f"== {head} ==\n{value}\n* {value}\n* {value} as {value}\n{cells}\n" for head in HEADS)
    found = check(f"{{{{Infobox film\n{box}}}}}\n'''''{value}''''' is a film.\n{body}")
    assert found.film is not None
    for name in parameters:
        check(f"{{{{Infobox film|{name}={value}}}}}")


@st.composite
def mutations(draw: st.DrawFn) -> str:
    """The sample article, changed."""
    return mutated(draw, ARTICLE)


def mutated(draw: st.DrawFn, text: str) -> str:
    """An article, cut, doubled, with pieces lost or put where they do not belong."""
    for _ in range(draw(st.integers(1, 4))):
        begin = draw(st.integers(0, len(text)))
        end = min(len(text), begin + draw(st.integers(0, 3000)))
        piece = text[begin:end]
        match draw(st.sampled_from(["cut", "lose", "double", "move", "insert"])):
            case "cut":
                text = text[:end] or text
            case "lose":
                text = text[:begin] + text[end:]
            case "double":
                text = text[:end] + piece + text[end:]
            case "move":
                rest = text[:begin] + text[end:]
                at = draw(st.integers(0, len(rest)))
                text = rest[:at] + piece + rest[at:]
            case "insert":
                text = text[:begin] + draw(wikitext) + text[begin:]
    return text


WORDS = (
    "Doe", "[[Jane Doe]]", "John Roe", "Doe's", "his", "the film", "''X''", "''[[Moss]]''", "[[Jane Doe]]'s", "Max",
    "won", "was nominated for", "received", "went on to win", "lost", "named", "runner-up", "and", "as well as", "for",
    "the [[Swan Award]]", "Best Film", "[[Swan Award for Best Actor|Best Actor]]", "two [[Fern Awards]]", "including",
    "at the [[Moss Festival]]", "in 1999", "1999", "After", "Although", "Having", "Despite", "However,", "Its", "who",
    "performance", "score", "directed by", "as", "of", "in", "respectively", "Music by", "featuring", "earned her",
    "(", ")", "[", "]", "{", "}", "*", "**", "+", "?", "\\", "^", "$", "|", ".", ",", ";", ":", "–", "-", "/", '"', "'",
    "\n", "\n* ", "\n** ", "\n;", "<br>", "{{won}}", "3:05", "#", "$5 million", "5 May 1999", "whose",
)  # fmt: skip
"""What the rules for sentences, lists and names look for, and signs that mean something in a pattern."""


@st.composite
def told(draw: st.DrawFn) -> str:
    """Articles of these words in any order."""
    words = st.lists(st.sampled_from(WORDS), max_size=25).map(" ".join)
    box = "".join(f"| {name} = {draw(words)}\n" for name in draw(st.lists(st.sampled_from(PARAMETERS), max_size=3)))
    body = "".join(f"== {head} ==\n{draw(words)}\n" for head in draw(st.lists(st.sampled_from(HEADS), max_size=5)))
    return f"{{{{Infobox film\n{box}}}}}\n'''''X''''' ({draw(words)}) is a film.\n{body}"


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(told())
def test_words_in_any_order(text: str) -> None:
    check(text)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(articles())
def test_generated_articles(text: str) -> None:
    check(text)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(mutations())
def test_mutated_article(text: str) -> None:
    check(text)


@settings(
    max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture]
)
@given(st.data())
def test_mutated_real_articles(articles: list[Path], data: st.DataObject) -> None:
    """Two real articles, changed, one put into the other: where they are beside the checkout."""
    texts = []
    for _ in range(2):
        page = next(iter(kg.read(str(data.draw(st.sampled_from(articles))))))
        assert isinstance(page, Page)
        texts.append(data.draw(st.composite(mutated)(page.text)))
    at = data.draw(st.integers(0, len(texts[0])))
    check(texts[0][:at] + texts[1][: data.draw(st.integers(0, 5000))] + texts[0][at:])


@pytest.mark.parametrize("depth", [1, 30, 100, 1000])
@pytest.mark.parametrize(
    ("opening", "closing"),
    [
        ("{{a|", "}}"),
        ("[[a|", "]]"),
        ("{{ubl|", "}}"),
        ("{|\n|", "\n|}"),
        ("<small>", "</small>"),
        ("{{refn|", "}}"),
        ("{{#tag:ref|", "}}"),
        ("<ref>", "</ref>"),
        ("(", ")"),
    ],
)
def test_depth(opening: str, closing: str, depth: int) -> None:
    deep = opening * depth + "[[Jane Doe]]" + closing * depth
    box = f"{{{{Infobox film|director={deep}|budget={deep}}}}}\n"
    assert check(f"{box}== Cast ==\n* {deep} as {deep}\n== Accolades ==\n{deep}\n== Soundtrack ==\n{deep}").film


HUGE = {
    "braces": "{{" * 1_250_000 + "}}" * 1_250_000,
    "openings": "{{Infobox film|director=" + "[[a|{{b|" * 300_000,
    "bullets": "{{Infobox film}}\n== Cast ==\n" + "* [[A]] as B\n" * 20_000,
    "tables": "{{Infobox film}}\n== Accolades ==\n" + "{|\n|-\n| a || b\n" * 20_000,
    "names": "{{Infobox film|starring=" + "Jane Doe, " * 100_000 + "}}",
    "references": "{{Infobox film|director=A<ref name=x/>}}" + "<ref>x" * 200_000,
    "breaks": "{{Infobox film|starring=" + "<br>" * 200_000 + "}}",
    "headings": "{{Infobox film}}\n" + "== Cast ==\n" * 100_000,
    "quotes": "{{Infobox film|name=" + "'''''" * 200_000 + "}}",
    "amounts": "{{Infobox film|budget=" + "$1 " * 100_000 + "}}",
    "notes": "{{Infobox film|director=A" + "{{refn|a{{r|b}}" * 60_000 + "}}",
    "closed notes": "{{Infobox film|director=A" + "{{refn|a{{r|b}}}}" * 20_000 + "}}",
    "shortened": "{{Infobox film|director=A" + "{{sfn|A|1999}}" * 20_000 + "}}",
    "sentences": "{{Infobox film}}\n== Accolades ==\n" + ("A B won the A for B and " * 100 + "C.\n\n") * 60,
    "bodies": "{{Infobox film}}\n== Reception ==\n" + "The [[A Academy]] nominated B in two categories: (C. " * 20_000,
    "stops": "{{Infobox film}}\n== Accolades ==\n" + 'won "A. B? ' * 50_000,
    "sub-lists": "{{Infobox film}}\n== Cast ==\n" + "* [[A B]]:\n** as C, a D\n" * 3_000,
    "counts": "{{Infobox film}}\n== Accolades ==\n" + ("* [[A Awards]], " + "2 wins, 3 nominations " * 100 + "\n") * 5,
    "line": "{{Infobox film}}\n== Accolades ==\n" + "won the award for " * 50_000,
}


@pytest.mark.parametrize("name", HUGE)
def test_huge(name: str) -> None:
    """Megabytes of one thing end: see benchmarks/linear.py for how the time grows."""
    extraction = extract(Page(title="X", text=HUGE[name]))
    assert extraction.page.title == "X"
