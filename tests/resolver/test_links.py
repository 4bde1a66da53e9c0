"""An export with links resolved: one node for each page, its Wikidata item, red links; without, nothing of it."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from kg.extraction.page import extract
from kg.model import Extraction, LinkedPage, Page
from kg.rdf.formats import N_TRIPLES
from kg.rdf.mapping import to_triples
from kg.rdf.serialise import page_graph, serialize
from kg.rdf.terms import Literal
from kg.resolver.build import build
from kg.resolver.links import resolve
from kg.resolver.table import Resolver, open_resolver
from kg.validation import validate
from kg.vocab import KG, OWL, PQ, PS, RDF, RESOURCE_BASE, SCHEMA, WD, XSD
from tests.conftest import SAMPLE, Run
from tests.dictionary import short

from .dumps import WikiPage, write

TEXT = Path(__file__).parent / "film.wiki"
WIKI = (
    WikiPage("Example", item="Q1"),
    WikiPage("Example (film)", "Example"),
    WikiPage("Self-made Man", "Example"),
    WikiPage("The Extras", "Example#Cast"),
    WikiPage("Jane Roe", item="Q2"),
    WikiPage("J. Roe", "Jane Roe"),
    WikiPage("John Doe (actor)", item="Q3"),
    WikiPage("Johnny Doe", "John Doe (actor)"),
    WikiPage("The Band", item="Q4"),
    WikiPage("Band Member", "The Band#Members"),
    WikiPage("New Name Pictures", item="Q5"),
    WikiPage("Old Name Pictures", "New Name Pictures"),
    WikiPage("Unheard Company"),
    WikiPage("United States", item="Q30"),
    WikiPage("USA", "United States"),
    WikiPage("Drama film", item="Q6"),
    WikiPage("Example Prizes", item="Q7"),
    WikiPage("Example Prize", "Example Prizes"),
    WikiPage("1995 films", namespace=14, item="Q8"),
    WikiPage("English language", item="Q1860"),
)
Rows = set[tuple[str, str, str]]
JANE = RESOURCE_BASE + "Jane_Roe"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("links")
    build(**write(folder, WIKI), output=str(folder / "resolver"))
    return folder / "resolver"


@pytest.fixture(scope="module")
def resolver(folder: Path) -> Resolver:
    return open_resolver(str(folder))


@pytest.fixture(scope="module")
def plain() -> Extraction:
    return extract(Page("Example", TEXT.read_text(encoding="utf-8"), revision=7))


@pytest.fixture(scope="module")
def resolved(plain: Extraction, resolver: Resolver) -> Extraction:
    return resolve(plain, resolver)


def rows(extraction: Extraction) -> Rows:
    """The triples, shortened."""
    return {
        (short(subject), short(predicate), value.lexical if isinstance(value, Literal) else short(value))
        for subject, predicate, value in to_triples(extraction)
    }


def of(found: Rows, subject: str, predicate: str) -> set[str]:
    return {value for first, second, value in found if (first, second) == (f"<{subject}>", predicate)}


DIRECT = {
    "schema:director": {"<Jane_Roe>"},
    "schema:producer": {"<Jane_Roe>"},
    # What redirects to the film itself is not the film: a writer without an article.
    "schema:author": {"<Self-made_Man>"},
    "schema:musicBy": {"<The_Band#Solo_work>"},
    "schema:productionCompany": {"<New_Name_Pictures>"},
    "wdt:P750": {"<Unheard_Company>"},
    "schema:countryOfOrigin": {"<United_States>"},
    "schema:genre": {"<Drama_film>"},
    "schema:actor": {"<John_Doe_(actor)>", "<Red_Link>", "<Example#Cast>"},
    "kg:starring": {"<John_Doe_(actor)>", "<Red_Link>"},
    "owl:sameAs": {"wd:Q1"},
}


@pytest.mark.parametrize("predicate", DIRECT)
def test_the_film_has_things_by_their_pages(predicate: str, resolved: Extraction) -> None:
    assert of(rows(resolved), "Example", predicate) == DIRECT[predicate]


def test_two_spellings_are_one_node_with_one_name(plain: Extraction, resolved: Extraction) -> None:
    assert of(rows(plain), "J._Roe", "schema:name") == {"J. Roe"}
    found = rows(resolved)
    assert of(found, "Jane_Roe", "schema:name") == {"Jane Roe"}
    assert of(found, "Jane_Roe", "schema:sameAs") == {"<https://en.wikipedia.org/wiki/Jane_Roe>"}
    assert of(found, "John_Doe_(actor)", "schema:name") == {"John Doe"}
    assert not [row for row in found if row[0] in ("<J._Roe>", "<Johnny_Doe>", "<USA>", "<Old_Name_Pictures>")]


def test_the_text_as_it_reads_stays_on_the_statement(resolved: Extraction) -> None:
    triples = to_triples(resolved)
    [node] = [subject for subject, predicate, value in triples if (predicate, value) == (PS.P57, JANE)]
    [named] = [value for subject, predicate, value in triples if (subject, predicate) == (node, PQ.P1932)]
    assert isinstance(named, Literal)
    assert named.lexical == "J. Roe"


def test_items(resolved: Extraction) -> None:
    found = {(short(s), short(v)) for s, p, v in to_triples(resolved) if p == OWL.sameAs and not isinstance(v, Literal)}
    assert found == {
        ("<Example>", "wd:Q1"),
        ("<Jane_Roe>", "wd:Q2"),
        ("<John_Doe_(actor)>", "wd:Q3"),
        ("<New_Name_Pictures>", "wd:Q5"),
        ("<United_States>", "wd:Q30"),
        ("<Drama_film>", "wd:Q6"),
        ("<Example_Prizes>", "wd:Q7"),
        (f"<{RESOURCE_BASE}Category:1995_films>", "wd:Q8"),
    }


def test_red_links(resolved: Extraction) -> None:
    triples = to_triples(resolved)
    red = {(short(subject), value) for subject, predicate, value in triples if predicate == KG.hasArticle}
    assert red == {("<Red_Link>", Literal("false", XSD.boolean)), ("<Red_Records>", Literal("false", XSD.boolean))}
    assert resolved.links is not None
    assert resolved.links.red == ("Red Link", "Red Records")
    # They have a name and a class, and no page.
    about = {predicate for subject, predicate, _ in triples if subject == RESOURCE_BASE + "Red_Link"}
    assert about == {RDF.type, SCHEMA.name, KG.hasArticle}


def test_redirects_that_were_followed(resolved: Extraction) -> None:
    assert resolved.links is not None
    assert resolved.links.redirects == {
        "Band Member": "The Band#Members",
        "Example (film)": "Example",
        "Example Prize": "Example Prizes",
        "J. Roe": "Jane Roe",
        "Johnny Doe": "John Doe (actor)",
        "Old Name Pictures": "New Name Pictures",
        "The Extras": "Example#Cast",
        "USA": "United States",
    }


def test_a_nominee_that_redirects_to_the_film_is_the_film(resolved: Extraction) -> None:
    [won] = [value for _, predicate, value in to_triples(resolved) if predicate == PQ.P1346]
    assert won == RESOURCE_BASE + "Example"


def test_it_conforms(plain: Extraction, resolved: Extraction) -> None:
    for extraction in (plain, resolved):
        report = validate(serialize(page_graph(extraction), N_TRIPLES))
        assert report.findings == ()


def test_without_a_resolver_nothing_of_it_is_said(plain: Extraction) -> None:
    assert plain.links is None
    predicates = {predicate for _, predicate, _ in to_triples(plain)}
    assert not {KG.hasArticle, OWL.sameAs} & predicates
    assert of(rows(plain), "Example", "schema:director") == {"<J._Roe>"}


def test_twice_is_once(resolved: Extraction, resolver: Resolver) -> None:
    again = resolve(resolved, resolver)
    assert to_triples(again) == to_triples(resolved)


def test_a_page_that_tells_its_item_keeps_it(plain: Extraction, resolver: Resolver) -> None:
    page = Page("Example", plain.page.text, wikidata="Q99")
    assert (page.wikidata, resolve(extract(page), resolver).page.wikidata) == ("Q99", "Q99")


def test_a_resolver_that_knows_nothing_changes_nothing() -> None:
    class Ignorant:
        name = "ignorant"

        def look_up(self, titles: object) -> dict[str, LinkedPage]:
            return {}

    [page] = [Page("Example", TEXT.read_text(encoding="utf-8"))]
    assert to_triples(resolve(extract(page), Ignorant())) == to_triples(extract(page))


def test_export(folder: Path, kg: Run, tmp_path: Path) -> None:
    arguments = ("export", TEXT, "--title", "Example", "--report", "report.json")
    done = kg(*arguments, "-o", "plain.nq")
    assert (done.returncode, "linked" in done.stderr) == (0, False)
    done = kg(*arguments, "-o", "resolved.nq", "--resolver", folder)
    assert done.returncode == 0
    assert "14 pages linked: 8 redirects followed, 7 with a Wikidata item, 2 red links\n" in done.stderr
    assert "     2  red link                        Example: Red Link; Example: Red Records\n" in done.stderr
    report = json.loads((tmp_path / "report.json").read_text(encoding="utf-8"))
    assert report["counts"]["links"] == {"linked": 14, "redirects": 8, "items": 7, "red": 2}
    assert report["pages"][0]["red_links"] == ["Red Link", "Red Records"]
    assert report["pages"][0]["redirects"]["USA"] == "United States"
    graphs = [(tmp_path / name).read_text(encoding="utf-8") for name in ("plain.nq", "resolved.nq")]
    assert [WD.iri + "Q2>" in graph for graph in graphs] == [False, True]
    assert "hasArticle" in graphs[1]


def test_the_number_of_workers_changes_nothing(folder: Path, kg: Run, tmp_path: Path) -> None:
    films = []
    for number in range(8):
        films.append(tmp_path / f"film{number}.xml")
        text = TEXT.read_text(encoding="utf-8").replace("<", "&lt;")
        revision = f"<revision><id>{number + 1}</id><text>{text}</text></revision>"
        page = f"<page><title>Film {number}</title><ns>0</ns>{revision}</page>"
        films[-1].write_text(f"<mediawiki>{page}</mediawiki>", encoding="utf-8")
    for workers in (1, 3):
        done = kg("export", *films, "-o", f"{workers}.nq", "--workers", workers, "--resolver", folder)
        assert done.returncode == 0, done.stderr
        assert "8 pages read: 8 exported" in done.stderr
    assert (tmp_path / "1.nq").read_bytes() == (tmp_path / "3.nq").read_bytes()


API = "http://127.0.0.1:1/"
NO_RESOLVER = "none: is no resolver, no such folder (kg resolver build makes one)"
TWO = "--resolver DIR and --resolve both tell where links lead: one of them"


@pytest.mark.parametrize(
    ("arguments", "status", "message"),
    [
        ("--resolver none", 3, NO_RESOLVER),
        ("--resolver none --resolve", 2, TWO),
        (f"--api {API}", 2, "--api fetches from the API, which a SOURCE excludes"),
        (f"--resolve --api {API}", 3, f"{API}: cannot connect: Connection refused (2 tries)"),
        ("--resolve --api x", 2, "API address 'x' is no http or https address of an api.php"),
    ],
)
def test_what_is_wrong_with_an_export_is_told_in_one_line(arguments: str, status: int, message: str, kg: Run) -> None:
    done = kg("export", SAMPLE, *arguments.split())
    assert (done.returncode, done.stdout) == (status, "")
    assert done.stderr.splitlines()[-1] == f"kg: {message}"


@pytest.mark.parametrize(
    ("arguments", "status", "message"),
    [
        ("", 2, "kg resolver: the following arguments are required: STEP (see kg resolver --help)"),
        ("build -o x", 2, "kg resolver build: the following arguments are required: --page, --redirect, --page-props "
         "(see kg resolver build --help)"),
        ("build --page - --redirect - --page-props p -o x", 2, "kg: - is named twice: standard input can be read once"),
        ("build --page p --redirect r --page-props p -o -", 2, "kg: -o names a folder: the tables are several files"),
        ("build --page p --redirect r --page-props p -o x", 3, "kg: p: no such file"),
        (f"build --page {SAMPLE} --redirect r --page-props p -o x", 3,
         f"kg: {SAMPLE}: is no SQL dump: it does not begin like one of mysqldump"),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_build_is_told_in_one_line(arguments: str, status: int, message: str, kg: Run) -> None:
    done = kg("resolver", *arguments.split())
    assert (done.returncode, done.stdout) == (status, "")
    assert done.stderr.splitlines()[-1] == message


def test_build_by_the_command(kg: Run, tmp_path: Path, folder: Path) -> None:
    dumps = write(tmp_path, WIKI)
    page = Path(dumps["page"])
    done = kg(
        "resolver", "build", "--page", "-", "--redirect", dumps["redirect"], "--page-props", dumps["page_props"],
        "-o", "tables", given=gzip.decompress(page.read_bytes()),
    )  # fmt: skip
    assert (done.returncode, done.stdout) == (0, "")
    size = sum(path.stat().st_size for path in folder.iterdir() if path.suffix != ".json")
    assert done.stderr == f"20 titles, 9 of them redirects, 10 with a Wikidata item; {size} bytes\nbuilt in tables\n"
    assert {path.name: path.read_bytes() for path in (tmp_path / "tables").iterdir()} == {
        path.name: path.read_bytes() for path in folder.iterdir()
    }
