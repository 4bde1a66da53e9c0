"""What the graph of real articles says is what they say: the score against gold, field by field, and every statement
held against the characters it names as its source.

Runs where ../shared is beside the checkout. The floors are in tests/data/floors.json, with a fingerprint of what they
were measured on; none is lowered in passing.
"""

from __future__ import annotations

import hashlib
import html
import json
import re
import subprocess
import sys
import unicodedata
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote

import pyoxigraph
import pytest

import kg
from kg.extraction.audit import origins
from kg.extraction.kinds import film_infobox
from kg.extraction.page import extract
from kg.model import Extraction, Page, Span
from kg.rdf.mapping import to_triples
from kg.rdf.serialise import serialize
from kg.wikitext.document import Document
from kg.wikitext.lists import lines
from kg.wikitext.tables import tables
from kg.wikitext.tree import templates
from tests.conftest import ROOT, SAMPLE, SHARED

FLOORS = json.loads((ROOT / "tests" / "data" / "floors.json").read_text("utf-8"))
PREFIXES = """
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
PREFIX schema: <http://schema.org/>
PREFIX wikibase: <http://wikiba.se/ontology#>
PREFIX prov: <http://www.w3.org/ns/prov#>
PREFIX pq: <http://www.wikidata.org/prop/qualifier/>
"""


@dataclass(frozen=True)
class Corpus:
    texts: Mapping[str, str]
    """Wikitext by what names its revision in a source's address."""
    extractions: tuple[Extraction, ...]
    file: Path
    store: pyoxigraph.Store


@pytest.fixture(scope="module")
def corpus(articles: list[Path], tmp_path_factory: pytest.TempPathFactory) -> Corpus:
    pages = [page for source in (*articles, SAMPLE) for page in kg.read(str(source)) if isinstance(page, Page)]
    extractions = [extract(page) for page in pages]
    file = tmp_path_factory.mktemp("fidelity") / "all.nt"
    triples = [triple for extraction in extractions for triple in to_triples(extraction)]
    file.write_bytes(serialize(triples, "nt"))
    store = pyoxigraph.Store()
    store.bulk_load(path=str(file), format=pyoxigraph.RdfFormat.N_TRIPLES)
    texts = {f"oldid={p.revision}" if p.revision else f"title={p.title.replace(' ', '_')}": p.text for p in pages}
    return Corpus(texts, tuple(extractions), file, store)


def rows(corpus: Corpus, query: str) -> list[pyoxigraph.QuerySolution]:
    found = corpus.store.query(PREFIXES + query)
    assert isinstance(found, pyoxigraph.QuerySolutions)
    return list(found)


# --- the score


def fingerprint() -> str:
    """Of the articles and the gold: another corpus needs other floors."""
    digest = hashlib.sha256()
    for file in sorted((SHARED / "corpus").glob("*/*")):
        if file.parent.name in ("articles", "gold"):
            digest.update(file.name.encode() + b"\0" + file.read_bytes())
    return digest.hexdigest()[:16]


def test_floors(corpus: Corpus) -> None:
    assert fingerprint() == FLOORS["corpus"], "the corpus changed: measure anew and set the floors"
    figures = corpus.file.with_suffix(".json")
    command = [SHARED / "score" / "score.py", SHARED / "corpus" / "gold", corpus.file, "--json", figures]
    subprocess.run([sys.executable, *map(str, command)], check=True, capture_output=True, timeout=300)
    found = json.loads(figures.read_text("utf-8"))
    assert set(FLOORS["f1"]) == set(found) - {"links"}
    below = {field: (found[field]["f1"], floor) for field, floor in FLOORS["f1"].items() if found[field]["f1"] < floor}
    assert below == {}
    assert found["links"]["share"] >= FLOORS["links"]
    imprecise = {
        field: (row["precision"], row["recall"])
        for field, row in found.items()
        if field != "links" and row["precision"] < row["recall"] - 0.02
    }
    assert imprecise == {}


def test_case_files_do_not_shrink() -> None:
    cases = {
        file.stem: file.read_text("utf-8").count("\n=== ") for file in (ROOT / "tests" / "data" / "cases").glob("*.txt")
    }
    assert cases.keys() == FLOORS["cases"].keys()
    assert {part: count for part, count in cases.items() if count < FLOORS["cases"][part]} == {}


# --- the accounts


def test_accounts_add_up(corpus: Corpus) -> None:
    """Every unit was read, passed over with a reason, or is an issue; and most are read."""
    read = ignored = issues = 0
    for extraction in corpus.extractions:
        if extraction.film is None:
            assert extraction.accounts == ()
            continue
        open_ = 0
        for account in extraction.accounts:
            assert all(why for why, _ in account.ignored)
            read += account.read
            ignored += sum(count for _, count in account.ignored)
            open_ += account.issues
        assert open_ <= 40, extraction.page.title
        assert sum(issue.code == "not-understood" for issue in extraction.issues) <= open_
        issues += open_
    assert (read, ignored, issues) >= (FLOORS["read"], 0, 0)
    assert issues <= FLOORS["unread"]


# --- provenance


def fold(text: str) -> str:
    """Wikitext or a name as one compares them: no marks of bold, comments, tags; dashes and case folded."""
    text = unicodedata.normalize("NFKC", html.unescape(text)).casefold()
    text = re.sub(r"<!--.*?-->|'{2,}|<ref[^>]*>.*?</ref>|<[^>]*>", "", text, flags=re.DOTALL)
    return re.sub(r"[\s_]+", " ", re.sub(r"[‐‑‒–—―−]", "-", text))


def names(corpus: Corpus) -> dict[str, set[str]]:
    """How each thing may be written: its names, its page, and for a statement what it was named as there."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for row in rows(corpus, "SELECT ?e ?n WHERE { ?e schema:name|pq:P1932 ?n }"):
        found[row["e"].value].add(row["n"].value)
    for row in rows(corpus, "SELECT ?e ?n WHERE { ?e schema:sameAs ?n FILTER(CONTAINS(STR(?n), '/wiki/')) }"):
        found[row["e"].value].add(unquote(row["n"].value.split("/wiki/")[1]).split("#")[0])
    return found


WIDEST = {"P31": 60, "P406": 200_000, "abstract": 50_000}
"""Characters a source may have at most. An infobox parameter with its references may be long; only an album is stated
by a whole listing, an abstract by the lead, and what the film is by the name of the infobox alone."""


def test_every_statement_stands_where_it_says(corpus: Corpus) -> None:
    written = names(corpus)
    albums = {row["a"].value for row in rows(corpus, "SELECT ?a WHERE { ?a a schema:MusicAlbum }")}
    tracks = defaultdict(set)
    for row in rows(corpus, "SELECT ?a ?n WHERE { ?a schema:track/schema:name ?n }"):
        tracks[row["a"].value].add(row["n"].value)
    good: set[str] = set()
    checked: dict[str, tuple[str, str]] = {}
    query = """SELECT ?s ?p ?v ?d WHERE {
        { ?s a wikibase:Statement ; ?p ?v FILTER(STRSTARTS(STR(?p), "http://www.wikidata.org/prop/statement/P")) }
        UNION { ?s a rdf:Statement ; rdf:predicate ?p ; rdf:object ?v }
        ?s prov:wasDerivedFrom ?d FILTER(CONTAINS(STR(?d), "#char="))
    }"""
    for row in rows(corpus, query):
        statement, value = row["s"].value, row["v"].value
        name = re.split(r"[/#]", row["p"].value)[-1]
        address, span = row["d"].value.split("#char=")
        revision = re.search(r"oldid=\d+|title=[^&]+", address)
        assert revision
        begin, end = map(int, span.split(","))
        snippet = corpus.texts[revision[0]][begin:end]
        assert 0 < end - begin <= WIDEST.get(name, 5000), statement
        checked[statement] = (name, snippet[:200])
        text = fold(snippet)
        if isinstance(row["v"], pyoxigraph.Literal):
            candidates = {value}
        else:
            candidates = written[value] | written[statement] | {unquote(value).rsplit("/", 1)[-1]}
            if value in albums:
                candidates |= tracks[value]
        if holds(
            name, text, {fold(c) for c in candidates} | {fold(re.sub(r" \([^()]*\)$", "", c)) for c in candidates}
        ):
            good.add(statement)
    assert {statement: shown for statement, shown in checked.items() if statement not in good} == {}
    assert len(checked) >= FLOORS["statements"]


def test_no_source_is_wider_than_what_states_it(corpus: Corpus) -> None:
    """A fact's characters lie within one infobox parameter, list item or paragraph, table row, or template other than
    the infobox. The abstract is the lead, and an album may be a whole listing."""
    checked = 0
    wide: list[tuple[str, str]] = []
    for extraction in corpus.extractions:
        film = extraction.film
        if film is None:
            continue
        text = extraction.page.text
        document = Document(text)
        whole = Span(0, len(text))
        box = film_infobox(document)
        assert box is not None
        units = [item.line for item in lines(document.masked, whole)]
        units += [row.span for table in tables(document.masked, whole) for row in table.rows]
        for template in templates(document.nodes(whole)):
            units += [template.span, *(argument.span for argument in template.arguments)]
        units = [unit for unit in units if not (unit.begin <= box.span.begin and box.span.end <= unit.end)]
        units.append(box.head)
        listings = {album.origin.span for album in film.albums}
        for span in sorted(set(origins(film)) - listings):
            checked += 1
            if not any(unit.begin <= span.begin and span.end <= unit.end for unit in units):
                wide.append((extraction.page.title, span.cut(text)[:100]))
    assert wide == []
    assert checked >= 3400


def holds(name: str, text: str, candidates: set[str]) -> bool:
    """Whether a source's text states one of the candidates for a value of this property."""
    if name == "P31":
        return text.startswith("{{")
    if name == "P577":
        return any(c[:4] in text for c in candidates)
    if name in ("P2047", "P2130", "P2142"):
        return re.search(r"\d", text) is not None
    if name == "P444":
        return any(re.split(r"[%/]", c)[0] in text for c in candidates)
    if name == "abstract":
        return all(c[:20].split("(")[0] in re.sub(r"\[\[(?:[^|\]]*\|)?|\]\]", "", text) for c in candidates)
    if name in ("P345", "P1258", "P1712", "P1562"):
        return any(c.split("/")[-1].lstrip("t0") in text for c in candidates)
    if name == "image":
        return any(c.split(":")[-1].split("/")[-1] in text for c in candidates)
    bare = re.sub(r"[\[\]{}|]", "", text)  # a name may be spread over a template's arguments
    return any(c and (c in text or c in bare) for c in candidates)
