"""Money: the case file, real infoboxes against the gold, currency templates, and any text at all."""

from __future__ import annotations

import json
import re
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.values.currencies import CODES, NAMES, NO_CODE, SIGNS
from kg.values.currency_templates import CONVERT_TEMPLATES, CURRENCY_TEMPLATES, render_currency_template
from kg.values.money import ADMISSIONS, MoneyFound, parse_money
from tests.values.cases import Case, read_cases

CASES = read_cases("money.txt", at_least=250)
TEMPLATES = read_cases("currency_templates.txt", at_least=45)
SHARED = Path(__file__).parents[3] / "shared"


def shown(found: MoneyFound) -> str:
    money = found.money
    numbers = f"{money.minimum:,f}" if money.minimum == money.maximum else f"{money.minimum:,f}–{money.maximum:,f}"
    return f"{numbers} {money.currency}" + (f" | {found.qualifier}" if found.qualifier else "")


def read(text: str, default: str | None) -> tuple[str, ...]:
    reading = parse_money(text, default)
    unread = () if reading.unread is None else (f"unread: {reading.unread}".replace("\n", "⏎"),)
    return (*map(shown, reading.amounts), *unread) or ("nothing",)


@pytest.mark.parametrize("case", CASES, ids=str)
def test_case(case: Case) -> None:
    default = case.group.removeprefix("With default ") if case.group.startswith("With default ") else None
    assert read(case.text, default) == case.expected


@pytest.mark.parametrize("case", TEMPLATES, ids=str)
def test_template(case: Case) -> None:
    """Written as in wikitext: what it shows, then what is read in that."""
    name, *arguments = case.text.strip("{}").split("|")
    args: dict[str, str] = {}
    for argument in arguments:
        key, equals, value = argument.partition("=")
        args[key if equals else str(len([k for k in args if k.isdigit()]) + 1)] = value if equals else argument
    shows = render_currency_template(name, args)
    if shows is None:
        assert case.expected == ("no currency template",)
        return
    assert (f"shows: {shows}".strip(), *read(shows, None)) == case.expected


def test_every_sign_of_a_template_is_read() -> None:
    unread = [
        name
        for name, sign in {**CURRENCY_TEMPLATES, **CONVERT_TEMPLATES}.items()
        if sign != "₤" and len(parse_money(f"{sign}5 million").amounts) != 1
    ]
    assert not unread


def test_tables_name_known_codes() -> None:
    codes = {code for sign in (*SIGNS.values(), *NAMES.values()) for code in sign.codes}
    assert codes <= {*CODES, NO_CODE}
    assert all(sign.default is None or sign.default in sign.codes for sign in (*SIGNS.values(), *NAMES.values()))
    assert all(re.fullmatch("[A-Z]{3}", code) for code in CODES)


def plain(wikitext: str) -> str:
    """Wikitext of a budget or gross without its markup: enough for the corpus, no parser."""
    text = re.sub(r"<!--.*?-->|<ref[^>/]*/>|<ref.*?(?:</ref>|$)|'{2,}|</?small>", "", wikitext, flags=re.S | re.I)
    text = re.sub(r"<br ?/?>", "\n", text, flags=re.I).replace("&nbsp;", " ")
    text = re.sub(r"\[\[(?:[^\]|]*\|)?([^\]]*)\]\]", r"\1", text)
    text = re.sub(r"\{\{(?:efn|rp|better source).*$", "", text, flags=re.I)
    text = re.sub(r"\{\{estimation\}\}", "est.", text, flags=re.I)
    text = re.sub(r"\{\{small\|(.*?)\}\}", r"\1", text, flags=re.I)
    return re.sub(r"\{\{([^{}|]*)(?:\|([^{}|]*))?[^{}]*\}\}", _template, text)


def _template(match: re.Match[str]) -> str:
    args = {} if match[2] is None else {"1": match[2]}
    return render_currency_template(match[1], args) or ""


def gold_articles() -> list[Path]:
    return sorted((SHARED / "corpus" / "gold").glob("*.json"))


@pytest.mark.skipif(not gold_articles(), reason="no ../shared beside the checkout")
def test_corpus_agrees_with_the_gold() -> None:
    compared = 0
    for path in gold_articles():
        gold = json.loads(path.read_text(encoding="utf-8"))
        source = SHARED / "corpus" / "articles" / f"{path.stem}.xml"
        if not source.exists():
            continue
        xml = source.read_text(encoding="utf-8")
        wikitext = xml.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", '"').replace("&amp;", "&")
        for field in ("budget", "gross"):
            match = re.search(rf"^ *\| *{field} *=(.*)$", wikitext, re.M)
            found = parse_money(plain(match[1])).amounts if match else ()
            expected = [(Decimal(str(a["min"])), Decimal(str(a["max"])), a["currency"]) for a in gold[field]]
            assert [(a.money.minimum, a.money.maximum, a.money.currency) for a in found] == expected, path.stem
            compared += len(expected)
    assert compared >= 20


PIECES = st.sampled_from(
    "$ £ ₹ ¥ Rs. US$ CAD USD kr 5 3.5 4,650,000 50,00,000 1.2.3 , . - – to or and ( ) [ ] : ; / + % \n million crore "
    "lakh bn m k est. over under about equivalent in 1995 adjusted between half a (US) Domestic x ½ ſ İ ٣".split(" ")
)
TEXTS = st.text(max_size=200) | st.lists(PIECES, max_size=40).map("".join) | st.lists(PIECES, max_size=40).map(" ".join)


@given(TEXTS, st.sampled_from([None, "USD", "SEK"]))
def test_any_text_is_read_without_an_error(text: str, default: str | None) -> None:
    reading = parse_money(text, default)
    end = 0
    for found in reading.amounts:
        assert found.raw == text[found.begin : found.end]
        assert found.begin >= end
        end = found.end
        assert 0 <= found.money.minimum <= found.money.maximum
        assert found.money.currency in CODES
    if not reading.amounts:
        assert (reading.unread is not None) == any(char.isalnum() for char in text) or ADMISSIONS.search(text)


@given(st.text(max_size=20), st.dictionaries(st.sampled_from(["1", "2", "3", "link"]), st.text(max_size=20)))
def test_any_template_is_rendered_without_an_error(name: str, args: dict[str, str]) -> None:
    render_currency_template(name, args)
