"""Files and standard input: what each kind holds, and one clear line for what cannot be read."""

from __future__ import annotations

import bz2
import gzip
import hashlib
import io
import json
import os
import re
import subprocess
import sys
import tomllib
import tracemalloc
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import SourceError, UsageError
from kg.model import Page
from kg.sources import SourceProblem, export, read, streams, titles_from
from kg.sources.response import title_of

from .wikis import SAMPLE

DATA = Path(__file__).parents[1] / "data" / "sources"
ARTICLES = Path(__file__).parents[3] / "shared" / "corpus" / "articles"
PACK: dict[str, Callable[[bytes], bytes]] = {"": bytes, "gz": gzip.compress, "bz2": bz2.compress}
PAGE = "<page><title>{}</title><revision><text>{}</text></revision></page>\n"


def cases(name: str, count: int) -> list[Any]:
    """The cases of a file; `count` of them, so that none is lost unseen."""
    found = tomllib.loads((DATA / name).read_text(encoding="utf-8"))
    assert len(found) == count
    return [pytest.param(case, id=key) for key, case in found.items()]


def wrapped(xml: str, version: str = "0.10") -> str:
    namespace = f' xmlns="http://www.mediawiki.org/xml/export-{version}/" version="{version}"' if version else ""
    return f"<mediawiki{namespace}>\n{xml}\n</mediawiki>\n"


def noise(number: int) -> str:
    """6,400 characters that pack badly."""
    return "".join(hashlib.sha256(f"{number} {part}".encode()).hexdigest() for part in range(100))


def reading(
    source: str | Path, title: str | None = None
) -> tuple[list[Page | SourceProblem], SourceError | UsageError | None]:
    """What reading gives until it ends or fails, and what it fails with."""
    found: list[Page | SourceProblem] = []
    try:
        for item in read(source, title=title):
            found.append(item)
    except (SourceError, UsageError) as error:
        return found, error
    return found, None


def check(items: Iterable[Page | SourceProblem], case: dict[str, Any], name: str) -> None:
    found = list(items)
    assert [item for item in found if isinstance(item, Page)] == [Page(**page) for page in case.get("pages", ())]
    problems = [item for item in found if isinstance(item, SourceProblem)]
    # TOML cannot hold half a character.
    wanted = [(page.replace("LONE", "\ud800"), message) for page, message in case.get("problems", ())]
    assert [(item.page, item.message) for item in problems] == wanted
    assert all(item.source == name and str(item).isprintable() for item in problems)
    assert found


@pytest.mark.parametrize("case", cases("responses.toml", 24))
@pytest.mark.parametrize("pack", PACK)
def test_responses(tmp_path: Path, case: dict[str, Any], pack: str) -> None:
    file = tmp_path / "saved"
    file.write_bytes(PACK[pack](case["json"].encode()))
    check(read(file), case, str(file))


@pytest.mark.parametrize("case", cases("exports.toml", 9))
@pytest.mark.parametrize("pack", PACK)
@pytest.mark.parametrize("chunk", [1 << 16, 1])
def test_exports(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, case: dict[str, Any], pack: str, chunk: int) -> None:
    monkeypatch.setattr(export, "chunks", lambda stream, name: streams.chunks(stream, name, chunk))
    file = tmp_path / "export"
    file.write_bytes(PACK[pack](wrapped(case["xml"], case.get("version", "0.10")).encode()))
    check(read(str(file)), case, str(file))


@pytest.mark.parametrize("case", cases("unreadable.toml", 39))
def test_unreadable(tmp_path: Path, case: dict[str, Any]) -> None:
    if "hex" in case:
        content = bytes.fromhex(case["hex"])
    elif "repeat" in case:
        before, repeated, after = case["content"].split("@")
        content = (before + repeated * case["repeat"] + after).encode()
    else:
        content = (
            case["content"].replace("\n", "\\n").replace("\t", "\\t") if "escape" in case else case["content"]
        ).encode()
    file = tmp_path / case.get("file", "source")
    file.write_bytes(PACK[case.get("pack", "")](content))
    found, error = reading(file, "A" if file.name == "page.wiki" else None)
    assert isinstance(error, SourceError)
    assert str(error) == f"{file}: {case['error']}"
    assert [title_of(item) for item in found] == case.get("pages", [])


@pytest.mark.parametrize("pack", ["gz", "bz2"])
def test_packed_and_cut_off(tmp_path: Path, pack: str) -> None:
    """Pages before the break are given, then the failure is raised."""
    content = wrapped("".join(PAGE.format(f"Film {number}", noise(number)) for number in range(400)))
    packed = PACK[pack](content.encode())
    file = tmp_path / f"dump.xml.{pack}"
    file.write_bytes(packed[: len(packed) * 2 // 3])
    found, error = reading(file)
    assert isinstance(error, SourceError)
    assert re.search(r"dump\.xml\.\w+: the packed file is cut off, (in page|after) ", str(error))
    assert 100 < len(found) < 400


@pytest.mark.parametrize("pack", ["gz", "bz2"])
@pytest.mark.parametrize("size", [4, 30, 60])
def test_packed_and_cut_off_early(tmp_path: Path, pack: str, size: int) -> None:
    file = tmp_path / "saved"
    file.write_bytes(PACK[pack](SAMPLE.read_bytes())[:size])
    with pytest.raises(SourceError, match="the packed file is cut off"):
        list(read(file))


@pytest.mark.parametrize("pack", ["gz", "bz2"])
def test_packed_and_damaged(tmp_path: Path, pack: str) -> None:
    packed = bytearray(PACK[pack](SAMPLE.read_bytes()))
    packed[len(packed) // 2 : len(packed) // 2 + 64] = bytes(64)
    file = tmp_path / "saved"
    file.write_bytes(packed)
    with pytest.raises(SourceError, match="the packed file is damaged"):
        list(read(file))


@pytest.mark.parametrize("pack", ["gz", "bz2"])
def test_packed_in_several_streams(tmp_path: Path, pack: str) -> None:
    """As the multistream dumps are."""
    file = tmp_path / "dump"
    parts = ["<mediawiki>", PAGE.format("A", "a"), PAGE.format("B", "b"), "</mediawiki>"]
    file.write_bytes(b"".join(PACK[pack](part.encode()) for part in parts))
    assert [item.title for item in read(file) if isinstance(item, Page)] == ["A", "B"]


def test_no_such_file(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"none\.json: no such file$"):
        list(read(tmp_path / "none.json"))
    with pytest.raises(SourceError, match=r"is a directory, not a file$"):
        list(read(tmp_path))
    with pytest.raises(SourceError, match=r"^a\ufffdb: embedded null byte$"):
        list(read("a\0b"))
    with pytest.raises(SourceError, match=r"^a\ufffd\ufffd\[1m: no such file$"):
        list(read("a\n\x1b[1m"))


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_permission_denied(tmp_path: Path) -> None:
    file = tmp_path / "closed"
    file.write_text("a")
    file.chmod(0)
    with pytest.raises(SourceError, match=r"permission denied$"):
        list(read(file))


def test_permission_denied_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def denied(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", denied)
    with pytest.raises(SourceError, match=r"x\.json: permission denied$"):
        list(read(tmp_path / "x.json"))


WIKITEXT = [
    "{{Infobox film|name=A}}",
    "{| class=wikitable\n|}",
    "[[File:A.jpg]]",
    "[http://a.example x]",
    "<!-- a --> b",
    "<noinclude>a</noinclude>",
    "<mediawikis>",
    "{{{1}}}",
    "#REDIRECT [[B]]",
    "* a",
]


@pytest.mark.parametrize("text", WIKITEXT)
def test_wikitext(tmp_path: Path, text: str) -> None:
    file = tmp_path / "page.wiki"
    file.write_text(text, encoding="utf-8")
    assert list(read(file, title=" heat_(1995  film)")) == [Page(title="Heat (1995 film)", text=text)]
    with pytest.raises(UsageError, match=r"page\.wiki: is plain wikitext, which does not tell its title"):
        list(read(file))


def test_wikitext_as_mediawiki_stores_it(tmp_path: Path) -> None:
    file = tmp_path / "page.wiki"
    file.write_bytes(b"\xef\xbb\xbf\r\n a\r\nb\rc\n")
    assert list(read(file, title="Draft:A")) == [Page(title="Draft:A", text="\n a\nb\nc\n", namespace=118)]
    file.write_bytes(b"\n" * 9000 + b"a")
    assert list(read(file, title="A")) == [Page(title="A", text="\n" * 9000 + "a")]


@pytest.mark.parametrize("title", ["", " ", "A|B", "A\nB#", "<b>", "x" * 300, "\udc80", "../A"])
def test_titles_that_cannot_be(tmp_path: Path, title: str) -> None:
    file = tmp_path / "page.wiki"
    file.write_text("a")
    with pytest.raises(UsageError) as raised:
        list(read(file, title=title))
    assert str(raised.value).startswith("title ")
    assert str(raised.value).isprintable()


def stdin(monkeypatch: pytest.MonkeyPatch, content: bytes) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(content)))


@pytest.mark.parametrize("pack", PACK)
def test_standard_input(monkeypatch: pytest.MonkeyPatch, pack: str) -> None:
    stdin(monkeypatch, PACK[pack](SAMPLE.read_bytes()))
    (page,) = read("-")
    assert page == next(iter(read(SAMPLE)))
    stdin(monkeypatch, PACK[pack]("ä".encode()))
    assert list(read("-", title="A")) == [Page(title="A", text="ä")]
    stdin(monkeypatch, PACK[pack](b""))
    with pytest.raises(SourceError, match=r"^standard input: is empty$"):
        list(read("-"))


def test_standard_input_in_small_pieces() -> None:
    """A pipe that gives a byte at a time is told what it is all the same."""
    code = "from kg.sources import read; print(*[page.title for page in read('-')])"
    process = subprocess.Popen([sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert process.stdin is not None
    assert process.stdout is not None
    for byte in wrapped(PAGE.format("Heat", "a")).encode():
        process.stdin.write(bytes([byte]))
        process.stdin.flush()
    process.stdin.close()
    assert process.stdout.read() == b"Heat\n"
    process.stdout.close()
    assert process.wait() == 0


def test_no_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", None)
    with pytest.raises(SourceError, match=r"^standard input: is closed$"):
        list(read("-"))


def test_one_page_of_many(tmp_path: Path) -> None:
    file = tmp_path / "export.xml"
    file.write_text(wrapped(PAGE.format("A", "a") + PAGE.format("iB", "b") + "<page><title>C</title></page>"))
    assert list(read(file, title="a")) == [Page(title="A", text="a")]
    assert list(read(file, title="iB")) == [Page(title="iB", text="b")]
    assert list(read(file, title="C")) == [SourceProblem(str(file), "C", "has no revision in the file")]
    assert list(read(file, title="D")) == [SourceProblem(str(file), "D", "is not in it")]


def test_sample() -> None:
    (page,) = read(SAMPLE)
    assert isinstance(page, Page)
    assert (page.title, page.page_id, page.revision, len(page.text)) == ("Leaving Las Vegas", 54160, None, 33575)
    assert page.text.startswith("{{Short description|1995 film by Mike Figgis}}\n")


def test_a_text_beyond_every_limit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(export, "MAX_TEXT", 1 << 20)
    file = tmp_path / "export.xml"
    file.write_text(wrapped(PAGE.format("A", "a" * (1 << 20)) + PAGE.format("B", "b" * (1 << 20) + "c")))
    found = list(read(file))
    assert isinstance(found[0], Page)
    assert found[1:] == [SourceProblem(str(file), "B", "has a text of more than 1 Mi characters")]


def test_a_response_beyond_every_limit(tmp_path: Path) -> None:
    file = tmp_path / "bomb"
    file.write_bytes(gzip.compress(b'{"query":' + b" " * (streams.MAX_WHOLE + 1), 1))
    with pytest.raises(SourceError, match=r"bomb: is larger than 256 MiB unpacked$"):
        list(read(file))


def test_exports_take_constant_memory(tmp_path: Path) -> None:
    """A thousand pages and revisions in sequence: what is kept does not grow with them."""
    revision = "<revision><id>1</id><text>" + "x" * 50_000 + "</text></revision>"
    page = "<page><title>A</title>" + revision * 10 + "</page>"
    file = tmp_path / "dump.xml.bz2"
    file.write_bytes(bz2.compress(wrapped(page * 100).encode()))  # 50 MB of text
    tracemalloc.start()
    try:
        assert sum(1 for _ in read(file)) == 100
        assert tracemalloc.get_traced_memory()[1] < 10_000_000
    finally:
        tracemalloc.stop()


@pytest.mark.skipif(not ARTICLES.is_dir(), reason="the corpus is not here")
def test_corpus() -> None:
    files = sorted(ARTICLES.glob("*.xml"))
    assert len(files) == 50
    pages = [page for file in files for page in read(file)]
    assert all(isinstance(page, Page) and page.text and page.revision and page.timestamp for page in pages)
    assert len(pages) == 60
    assert {page.site for page in pages if isinstance(page, Page)} == {"https://en.wikipedia.org/wiki/"}
    assert sum(isinstance(page, Page) and page.redirect is not None for page in pages) == 10


def test_lists_of_titles(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    content = "\ufeff# films\r\nHeat\n\n  Taxi Driver \n#no\nA b|c\n".encode()
    file = tmp_path / "titles.txt"
    file.write_bytes(content)
    stdin(monkeypatch, content)
    assert titles_from(file) == titles_from("-") == ["Heat", "Taxi Driver", "A b|c"]
    file.write_bytes(b"# none\n")
    with pytest.raises(SourceError, match=r"titles\.txt: no titles in it$"):
        titles_from(file)
    file.write_bytes(b"Caf\xe9\n")
    with pytest.raises(SourceError, match=r"is not UTF-8: byte 0xe9 at offset 3$"):
        titles_from(file)
    with pytest.raises(SourceError, match=r"no such file$"):
        titles_from(tmp_path / "none")


def outcome(content: bytes, title: str | None) -> list[Page | SourceProblem]:
    """What reading gives, whatever it is; anything but the package's own errors is raised on."""
    with pytest.MonkeyPatch.context() as monkeypatch:
        stdin(monkeypatch, content)
        found, error = reading("-", title)
    assert str(error).isprintable()
    assert len(str(error)) < 1000
    for item in found:
        if isinstance(item, Page):
            item.text.encode()
            item.title.encode()
        else:
            assert str(item).isprintable()
    return found


WORDS = st.sampled_from(
    "query pages title revisions slots main * content missing invalid redirects normalized from to parse wikitext "
    "ns pageid revid timestamp pageprops wikibase_item error interwiki general server articlepath continue".split()
)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text("aZ é\0\n|[{<&%#:/.\ud800𝔽", max_size=5) | WORDS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(WORDS, inner, max_size=5),
    max_leaves=30,
)


@given(st.dictionaries(WORDS, JSON, max_size=5), st.sampled_from([None, "A"]))
def test_any_json(value: dict[str, Any], title: str | None) -> None:
    outcome(json.dumps(value).encode(), title)
    outcome(json.dumps({"query": value}).encode(), title)
    outcome(json.dumps({"query": {**value, "pages": [value]}}).encode(), title)
    outcome(json.dumps({"query": {"pages": {"1": {"title": "A", "revisions": [value]}}}}).encode(), title)


@given(st.binary(max_size=200), st.sampled_from([None, "A"]))
def test_any_bytes(content: bytes, title: str | None) -> None:
    outcome(content, title)
    outcome(b"\x1f\x8b" + content, title)
    outcome(b"BZh9" + content, title)
    outcome(b"<mediawiki>" + content, title)
    outcome(b'{"query":' + content, title)


WHOLE = wrapped("".join(PAGE.format(f"Film {number}", "é𝔽&amp;" * number) for number in range(8))).encode()


@given(st.integers(0, len(WHOLE) - 2), st.sampled_from(list(PACK)), st.floats(0, 1, exclude_max=True))
def test_any_cut(end: int, pack: str, part: float) -> None:
    """Of an export cut off anywhere, the pages before the cut are read, in full and in order."""
    complete = outcome(WHOLE, None)
    assert len(complete) == 8
    found = outcome(WHOLE[:end], None)
    assert found == complete[: len(found)]
    assert len(found) == WHOLE[:end].count(b"</page>")
    packed = PACK[pack](WHOLE)
    found = outcome(packed[: int(len(packed) * part)], None)
    assert found == complete[: len(found)]


def test_importing_is_cheap() -> None:
    code = "import sys, kg.sources; print([name for name in ('httpx', 'defusedxml', 'rdflib') if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"
