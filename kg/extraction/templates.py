"""How templates read that need film or value knowledge: dates, durations, money, numbers.

Called by kg.wikitext.rich for templates it has no row for.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from kg.extraction.countries import country_title
from kg.values.currency_templates import render_currency_template
from kg.values.dates import in_words, start_date
from kg.values.shown_templates import shown_by
from kg.wikitext.rich import plain_text
from kg.wikitext.tree import Argument, Link, Node, Template

DATES = frozenset({
    "start date", "start date and age", "start-date", "startdate", "end date", "end date and age", "date", "dts",
    "datetime", "birth date", "film date", "release date", "releasedate", "premiere date", "sdate", "dtsh",
    "date table sorting",
})  # fmt: skip
TRANSLATIONS = frozenset({
    "translation", "trans", "tran", "translated", "literal translation", "literally", "lit", "lit.", "translate",
})  # fmt: skip
_QUOTES = " \"'“”‘’"
FLAGS = frozenset({"flag", "flagcountry", "flagu", "flaglist", "flagg"})
"""Template:Flag: shows the flag and the linked name of a country given by name or code."""
DURATIONS = frozenset({"duration", "time length"})
PLACED = frozenset({"center", "centre", "centered", "center block", "right", "left", "align", "text align"})
"""Templates that only say where their last unnamed argument stands. Sources: Template:Center, Template:Align."""


def argument_text(argument: Argument) -> str:
    """The plain text of a template's argument."""
    return plain_text(argument.nodes, render)


def positional_texts(template: Template) -> Sequence[str]:
    """The plain texts of the positional arguments."""
    return [argument_text(argument) for argument in template.positional]


class _Texts(Mapping[str, str]):
    """The plain texts of a template's arguments, each made when it is asked for: a template whose name says that it is
    no amount is not read at all."""

    def __init__(self, template: Template) -> None:
        self._arguments = {argument.name: argument for argument in template.arguments}

    def __getitem__(self, name: str) -> str:
        return argument_text(self._arguments[name])

    def __iter__(self) -> Iterator[str]:
        return iter(self._arguments)

    def __len__(self) -> int:
        return len(self._arguments)


def render(template: Template) -> str | tuple[Node, ...] | None:
    """What a reader sees in the template's place; None when it is not known."""
    name = template.name
    if name in DATES:
        texts = positional_texts(template)
        date = start_date(texts)
        return in_words(date) if date else " ".join(text for text in texts if text)
    if name in TRANSLATIONS:
        return " ".join(["transl.", *(f'"{text.strip(_QUOTES)}"' for text in positional_texts(template) if text)])
    if name in PLACED:
        return template.positional[-1].nodes if template.positional else ""
    if name in DURATIONS:
        return _duration(template)
    country = country_title(name)
    if country is not None and not template.arguments:
        return (Link(template.span, country, ()),)
    if name in FLAGS:
        code = next(iter(positional_texts(template)), "")
        country = country_title(code)
        title = country or (code if len(code) > 3 else None)
        return (Link(template.span, title, ()),) if title else code
    shown = shown_by(name)
    if shown is not None:
        named = {each.name: argument_text(each) for each in template.arguments if each not in template.positional}
        return shown(positional_texts(template), named)
    return render_currency_template(name, _Texts(template))


def _duration(template: Template) -> str:
    """{{Duration|m=4|s=2}} or {{Duration|h|m|s}}. Source: Template:Duration."""
    named = [template.get(key) for key in ("h", "m", "s")]
    if any(named):
        parts = [argument_text(part) if part else "0" for part in named]
    else:
        parts = [part for part in positional_texts(template) if part]
    numbers = [part.zfill(2) if index else part for index, part in enumerate(parts)]
    if len(numbers) == 3 and numbers[0] in ("", "0", "00"):
        numbers = numbers[1:]
    return ":".join(numbers)
