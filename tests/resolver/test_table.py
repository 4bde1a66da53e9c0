"""Where titles lead, by tables built from dumps: each case of redirects, items and red links; what is no resolver."""

from __future__ import annotations

import json
import pickle
from pathlib import Path

import pytest

from kg.errors import OutputError, SourceError
from kg.model import MAX_REDIRECTS, LinkedPage
from kg.resolver import build as building
from kg.resolver.build import Counts, build
from kg.resolver.table import ABOUT, KEYS, TARGETS, VALUES, Resolver, open_resolver

from .dumps import OLD_PAGE, Layout, WikiPage, write

WIKI = (
    WikiPage("Jane Roe", item="Q1"),
    WikiPage("J. Roe", "Jane Roe"),
    WikiPage('Jane d\'Été \\ "Roe" (映画)', "Jane Roe"),
    WikiPage("Roe, J.", "J. Roe"),
    WikiPage("The Crew", "Example#Cast and crew"),
    WikiPage("Crew", "The Crew"),
    WikiPage("Crew of two", "Crew#Elsewhere"),
    WikiPage("Example", item="Q2"),
    WikiPage("Song", "Example", item="Q3"),
    WikiPage("The song", "Song"),
    WikiPage("Song of the album", "Example#Songs", item="Q4"),
    WikiPage("Same item", "Example", item="Q2"),
    WikiPage("Plain"),
    WikiPage("Bad item", item="not an item"),
    WikiPage("Broken", "Nowhere"),
    WikiPage("Round", "And round"),
    WikiPage("And round", "Round"),
    WikiPage("Into the circle", "Round"),
    WikiPage("Self", "Self", item="Q5"),
    WikiPage("Elsewhere", "Anders", interwiki="wikipedia"),
    WikiPage("Help me", "Contents", to=12),
    WikiPage("Example", namespace=1, item="Q9"),
    WikiPage("Only talk", namespace=1),
    WikiPage("1995 films", namespace=14, item="Q6"),
    WikiPage("Films of 1995", "1995 films", namespace=14, to=14),
    WikiPage("Films (1995)", "1995 films", to=14),
    WikiPage("Éclair", item="Q7"),
    *(WikiPage(f"Step {number}", f"Step {number + 1}") for number in range(MAX_REDIRECTS + 1)),
    WikiPage(f"Step {MAX_REDIRECTS + 1}", item="Q8"),
)

LEADS = {
    "Jane Roe": LinkedPage("Jane Roe", True, "Q1"),
    "jane  Roe": LinkedPage("jane  Roe", True, "Q1"),
    "J. Roe": LinkedPage("Jane Roe", True, "Q1"),
    "J._Roe": LinkedPage("Jane Roe", True, "Q1"),
    'Jane d\'Été \\ "Roe" (映画)': LinkedPage("Jane Roe", True, "Q1"),
    "Roe, J.": LinkedPage("Jane Roe", True, "Q1"),
    "The Crew": LinkedPage("Example#Cast and crew", True),
    "Crew": LinkedPage("Example#Cast and crew", True),
    # The fragment of the last redirect that has one.
    "Crew of two": LinkedPage("Example#Cast and crew", True),
    # A redirect with an item of its own is a thing of its own.
    "Song": LinkedPage("Song", True, "Q3"),
    "The song": LinkedPage("Song", True, "Q3"),
    "Song of the album": LinkedPage("Song of the album", True, "Q4"),
    "Same item": LinkedPage("Example", True, "Q2"),
    "Plain": LinkedPage("Plain", True),
    "Bad item": LinkedPage("Bad item", True),
    "Red link": LinkedPage("Red link", False),
    "jane roe": LinkedPage("jane roe", False),
    "Only talk": LinkedPage("Only talk", False),
    "Broken": LinkedPage("Nowhere", False),
    "Round": LinkedPage("Round", True),
    "Into the circle": LinkedPage("Into the circle", True),
    "Self": LinkedPage("Self", True, "Q5"),
    "Elsewhere": LinkedPage("Elsewhere", True),
    "Help me": LinkedPage("Help me", True),
    "Category:1995 films": LinkedPage("Category:1995 films", True, "Q6"),
    "Category:Films of 1995": LinkedPage("Category:1995 films", True, "Q6"),
    "Category:Other films": LinkedPage("Category:Other films", False),
    "1995 films": LinkedPage("1995 films", False),
    "Films (1995)": LinkedPage("Films (1995)", True),
    "éclair": LinkedPage("éclair", True, "Q7"),
    "Step 1": LinkedPage(f"Step {MAX_REDIRECTS + 1}", True, "Q8"),
    "Step 0": LinkedPage("Step 0", True),
    "Talk:Example": None,
    "": LinkedPage("", False),
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    dumps = write(tmp_path_factory.mktemp("dumps"), WIKI)
    folder = tmp_path_factory.mktemp("tables") / "new" / "resolver"
    counts = build(**dumps, output=str(folder))
    size = sum((folder / name).stat().st_size for name in (KEYS, VALUES, TARGETS))
    # Neither talk pages nor redirects out of the namespace count as redirects.
    assert counts == Counts(titles=len(WIKI) - 2, redirects=16 + MAX_REDIRECTS + 1, items=9, size=size)
    return folder


@pytest.fixture(scope="module")
def resolver(folder: Path) -> Resolver:
    return open_resolver(str(folder))


@pytest.mark.parametrize("title", LEADS)
def test_leads(title: str, resolver: Resolver) -> None:
    assert resolver.look_up([title]).get(title) == LEADS[title]


def test_several_at_once(resolver: Resolver) -> None:
    assert resolver.look_up(LEADS) == {title: page for title, page in LEADS.items() if page is not None}


def test_nothing_but_the_tables_is_left(folder: Path) -> None:
    assert {path.name for path in folder.iterdir()} == {ABOUT, KEYS, VALUES, TARGETS}


def test_the_bytes_depend_on_the_pages_alone(folder: Path, tmp_path: Path) -> None:
    """Neither on how the dumps are laid out, nor on what was there before."""
    again = tmp_path / "again"
    again.mkdir()
    (again / ABOUT).write_text("{}")
    (again / ".staging.sqlite").write_bytes(b"left from before")
    dumps = write(tmp_path, WIKI, Layout("page", OLD_PAGE.columns, multiline=True))
    build(**dumps, output=str(again))
    names = sorted(path.name for path in folder.iterdir())
    assert sorted(path.name for path in again.iterdir()) == names
    for name in names:
        assert (again / name).read_bytes() == (folder / name).read_bytes()


def test_a_wiki_without_pages(tmp_path: Path) -> None:
    build(**write(tmp_path, ()), output=str(tmp_path / "empty"))
    resolver = open_resolver(str(tmp_path / "empty"))
    assert resolver.look_up(["Heat"]) == {"Heat": LinkedPage("Heat", False)}


def test_it_goes_to_other_processes_by_its_path(resolver: Resolver) -> None:
    data = pickle.dumps(resolver)
    assert len(data) < 500
    assert pickle.loads(data).look_up(LEADS) == resolver.look_up(LEADS)


def test_many_titles_are_all_found(tmp_path: Path) -> None:
    pages = [WikiPage(f"Title {number}", item=f"Q{number + 1}") for number in range(5000)]
    build(**write(tmp_path, pages), output=str(tmp_path / "many"))
    found = open_resolver(str(tmp_path / "many")).look_up(page.title for page in pages)
    assert [found[page.title].item for page in pages] == [page.item for page in pages]


@pytest.mark.parametrize(
    ("about", "message"),
    [
        (None, f"is no resolver, it has no {ABOUT} (kg resolver build makes one)"),
        ("{", f"is no resolver: its {ABOUT} is of something else"),
        ('{"name": "x"}', f"is no resolver: its {ABOUT} is of something else"),
        ("[]", f"is no resolver: its {ABOUT} is of something else"),
        ('{"filmkg-resolver": 2}', "is a resolver of format 2, and this version reads 1: build it anew"),
        ('{"filmkg-resolver": 1}', f"is a damaged resolver: its {ABOUT} is not whole"),
    ],
)
def test_a_folder_that_is_no_resolver(about: str | None, message: str, tmp_path: Path) -> None:
    if about is not None:
        (tmp_path / ABOUT).write_text(about)
    with pytest.raises(SourceError) as caught:
        open_resolver(str(tmp_path))
    assert str(caught.value) == f"{tmp_path}: {message}"


def test_no_folder(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="is no resolver, no such folder"):
        open_resolver(str(tmp_path / "none"))
    (tmp_path / "file").touch()
    with pytest.raises(SourceError, match="is no resolver: it is a file, not a folder"):
        open_resolver(str(tmp_path / "file"))


def test_a_table_that_is_cut(folder: Path, tmp_path: Path) -> None:
    for path in folder.iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes()[: 9 if path.name == VALUES else None])
    with pytest.raises(SourceError, match=r"titles\.values: is damaged: it has 9 bytes, and should have [0-9]+$"):
        open_resolver(str(tmp_path))


def test_a_failed_build_leaves_what_was_there(folder: Path, tmp_path: Path) -> None:
    dumps = write(tmp_path, WIKI)
    target = tmp_path / "target"
    redirect = Path(dumps["redirect"])
    whole = redirect.read_bytes()
    redirect.write_bytes(whole[:-9])
    with pytest.raises(SourceError, match=r"redirect\.sql\.gz: the packed file is cut off"):
        build(**dumps, output=str(target))
    with pytest.raises(SourceError, match="is no resolver"):
        open_resolver(str(target))
    redirect.write_bytes(whole)
    build(**dumps, output=str(target))
    redirect.write_bytes(whole[:-9])
    with pytest.raises(SourceError):
        build(**dumps, output=str(target))
    assert {path.name: path.read_bytes() for path in target.iterdir()} == {
        path.name: path.read_bytes() for path in folder.iterdir()
    }


@pytest.mark.parametrize(
    ("pages", "message"),
    [
        ((WikiPage("Heat"), WikiPage("Heat")), "is damaged: two of its pages have one title"),
    ],
)
def test_a_damaged_dump(pages: tuple[WikiPage, ...], message: str, tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=message):
        build(**write(tmp_path, pages), output=str(tmp_path / "out"))
    assert list((tmp_path / "out").iterdir()) == []


def test_dumps_in_the_wrong_place(tmp_path: Path) -> None:
    dumps = write(tmp_path, WIKI)
    dumps["page"], dumps["redirect"] = dumps["redirect"], dumps["page"]
    with pytest.raises(SourceError, match="is a dump of the table redirect, not of page"):
        build(**dumps, output=str(tmp_path / "out"))


def test_a_folder_that_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(OutputError, match="cannot be written"):
        build(**write(tmp_path, WIKI), output=str(tmp_path / "file"))


def test_a_full_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(building, "_TABLES", "PRAGMA max_page_count = 2;" + building._TABLES)
    with pytest.raises(OutputError, match="cannot be built: database or disk is full"):
        build(**write(tmp_path, WIKI), output=str(tmp_path / "out"))


def test_the_numbers_it_says_of_itself(folder: Path) -> None:
    about = json.loads((folder / ABOUT).read_text())
    assert about["filmkg-resolver"] == 1
    assert about["titles"] * 8 == (folder / KEYS).stat().st_size
    assert open_resolver(str(folder)).name == f"tables {about['sha256']}"


def test_tables_of_other_pages_have_another_name(folder: Path, tmp_path: Path) -> None:
    build(**write(tmp_path, WIKI[:-1]), output=str(tmp_path / "other"))
    assert open_resolver(str(tmp_path / "other")).name != open_resolver(str(folder)).name
