"""Rows come out of a dump as the database had them, whatever they hold and however it was written."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import SourceError
from kg.resolver import sqldump
from kg.resolver.sqldump import Row, rows

from .dumps import OLD_PAGE, PAGE, Cell, Layout, dump

Write = Callable[[bytes], str]
CREATE = b"CREATE TABLE `t` (\n  `a` int(11) NOT NULL,\n  `b` varbinary(255) DEFAULT NULL,\n  KEY `b` (`b`)\n);\n"
AB = Layout("t", (("a", "int(11) NOT NULL"), ("b", "varbinary(255) DEFAULT NULL")))


@pytest.fixture
def written(tmp_path: Path) -> Write:
    def write(data: bytes) -> str:
        path = tmp_path / "dump.sql"
        path.write_bytes(data)
        return str(path)

    return write


@pytest.mark.parametrize(
    ("literals", "expected"),
    [
        (b"(1,'plain')", (b"1", b"plain")),
        (b"(-17,NULL)", (b"-17", None)),
        (b"(0.5,'')", (b"0.5", b"")),
        (b"(1.5e-07,'x')", (b"1.5e-07", b"x")),
        (rb"(1,'it\'s')", (b"1", b"it's")),
        (b"(1,'it''s')", (b"1", b"it's")),
        (rb"(1,'\\')", (b"1", b"\\")),
        (rb"(1,'\\\'')", (b"1", b"\\'")),
        (rb"(1,'a\0b\nc\rd\Ze\"f\tg\bh\xi')", (b"1", b"a\0b\nc\rd\x1ae\"f\tg\x08hxi")),
        (rb"(1,'\%\_')", (b"1", b"%_")),
        (b"(1,'),(2,\\'')", (b"1", b"),(2,'")),
        (b"(1,');')", (b"1", b");")),
        (b"(1,'a\nINSERT INTO `t` VALUES (9,NULL);\nb')", (b"1", b"a\nINSERT INTO `t` VALUES (9,NULL);\nb")),
        ("(1,'Amélie_–_映画_🎬')".encode(), (b"1", "Amélie_–_映画_🎬".encode())),
        (b"(1,'\xff\xfe')", (b"1", b"\xff\xfe")),
        (b"(1,_binary 'x')", (b"1", b"x")),
        (b"(1,0x4A6f)", (b"1", b"Jo")),
        (b" ( 1 , 'x' ) ", (b"1", b"x")),
        (b"('NULL','NULL')", (b"NULL", b"NULL")),
    ],
)  # fmt: skip
def test_literal(literals: bytes, expected: Row, written: Write) -> None:
    other = (b"2", b"other")
    data = CREATE + b"INSERT INTO `t` VALUES " + literals + b",(2,'other');\nINSERT INTO `t` VALUES (2,'other');\n"
    assert list(rows(written(data), "t", ("a", "b"))) == [expected, other, other]


CELLS = st.one_of(
    st.none(), st.binary(max_size=12), st.integers(-(10**9), 10**9), st.floats(allow_nan=False, allow_infinity=False)
)
TABLE = st.lists(st.tuples(CELLS, CELLS), max_size=12)


@given(TABLE, st.integers(1, 5), st.booleans(), st.integers(1, 40))
def test_what_is_written_is_read(
    tmp_path_factory: pytest.TempPathFactory, cells: list[tuple[Cell, Cell]], each: int, multiline: bool, chunk: int
) -> None:
    """Also where every few bytes begin a new piece of the file."""
    layout = Layout("t", AB.columns, multiline)
    path = tmp_path_factory.getbasetemp() / "random.sql"
    path.write_bytes(dump(layout, [{"a": a, "b": b} for a, b in cells], each))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sqldump, "_CHUNK", chunk + 60)
        found = list(rows(str(path), "t", ("b", "a")))
    assert found == [
        tuple(value if value is None or isinstance(value, bytes) else str(value).encode() for value in (b, a))
        for a, b in cells
    ]


@given(st.binary(max_size=200))
def test_no_text_is_slow_or_raises_anything_else(tmp_path_factory: pytest.TempPathFactory, noise: bytes) -> None:
    path = tmp_path_factory.getbasetemp() / "noise.sql"
    path.write_bytes(CREATE + b"INSERT INTO `t` VALUES (1,'" + noise)
    with suppress(SourceError):
        assert len(list(rows(str(path), "t", ("a",)))) <= len(noise) + 1


@pytest.mark.parametrize("layout", [OLD_PAGE, PAGE, Layout("page", PAGE.columns, multiline=True)])
def test_columns_are_found_by_name(layout: Layout, written: Write) -> None:
    pages: list[dict[str, Cell]] = [
        {"page_id": number, "page_namespace": -1, "page_title": b"T%d" % number, "page_is_redirect": number % 2}
        for number in range(7)
    ]
    found = list(rows(written(dump(layout, pages, 3)), "page", ("page_title", "page_id", "page_namespace")))
    assert found == [(b"T%d" % number, b"%d" % number, b"-1") for number in range(7)]


def test_names_of_columns_in_the_insert_are_followed(written: Write) -> None:
    data = CREATE + b"INSERT INTO `t` (`b`, `a`) VALUES ('x',1);\nREPLACE INTO `t` VALUES (2,'y');\n"
    assert list(rows(written(data), "t", ("a", "b"))) == [(b"1", b"x"), (b"2", b"y")]


def test_other_tables_are_passed_over(written: Write) -> None:
    other = dump(Layout("other", AB.columns), [{"a": 1, "b": b"x" * 9000}] * 3)
    data = other + dump(AB, [{"a": 5, "b": b"y"}]) + other
    assert list(rows(written(data), "t", ("a",))) == [(b"5",)]


def test_a_row_may_be_longer_than_what_is_read_at_once(written: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sqldump, "_CHUNK", 100)
    data = dump(AB, [{"a": 1, "b": b"'" * 5000}, {"a": 2, "b": None}])
    assert list(rows(written(data), "t", ("a", "b"))) == [(b"1", b"'" * 5000), (b"2", None)]


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "is no SQL dump: it does not begin like one of mysqldump"),
        (b"<mediawiki>\n", "is no SQL dump: it does not begin like one of mysqldump"),
        (b"-- MySQL dump\n", "is no SQL dump: it has no CREATE TABLE of t"),
        (CREATE.replace(b"`t`", b"`page`"), "is a dump of the table page, not of t"),
        (CREATE.replace(b"`a`", b"`c`"), "the table t has no column a"),
        (CREATE[:60], "is cut off or damaged: CREATE TABLE at byte 0 has no end"),
        (b"INSERT INTO `t` VALUES (1,'x');\n", "has rows of the table t before its CREATE TABLE"),
        (CREATE + b"INSERT INTO `t` VALUES (1,'x'),(2,'y", "is cut off or damaged: the row at byte 128 has no end"),
        (CREATE + b"INSERT INTO `t` VALUES (1,'x'),", "is cut off or damaged: the row at byte 128 has no end"),
        (CREATE + b"INSERT INTO `t` VALUES (1,'x',3);\n", "is cut off or damaged: the row at byte 120 has no end"),
        (CREATE + b"INSERT INTO `t` VALUES (1,now());\n", "is cut off or damaged: the row at byte 120 has no end"),
        (CREATE + b"INSERT INTO `t`", "is cut off or damaged: INSERT at byte 97 has no end"),
    ],
)  # fmt: skip
def test_what_is_no_such_dump_is_told_in_one_line(data: bytes, message: str, written: Write) -> None:
    path = written(data)
    with pytest.raises(SourceError) as caught:
        list(rows(path, "t", ("a", "b")))
    assert str(caught.value) == f"{path}: {message}"


def test_a_cut_archive_is_told(tmp_path: Path) -> None:
    path = tmp_path / "page.sql.gz"
    path.write_bytes(gzip.compress(dump(AB, [{"a": number, "b": b"%d" % number} for number in range(9000)]))[:-9])
    with pytest.raises(SourceError, match=r"page\.sql\.gz: the packed file is cut off"):
        list(rows(str(path), "t", ("a",)))


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"none\.sql: no such file"):
        list(rows(str(tmp_path / "none.sql"), "t", ("a",)))


def test_a_dump_cut_between_two_statements_is_told(written: Write) -> None:
    data = dump(AB, [{"a": number, "b": b"%d" % number} for number in range(10)])
    path = written(data[: data.rindex(b"INSERT INTO")])
    with pytest.raises(SourceError, match="is cut off: its last line, `-- Dump completed`, is missing"):
        list(rows(path, "t", ("a",)))


def test_a_dump_without_comments_has_no_last_line(written: Write) -> None:
    data = dump(AB, [{"a": number, "b": b"%d" % number} for number in range(10)])
    bare = b"\n".join(line for line in data.split(b"\n") if not line.startswith(b"--"))
    assert len(list(rows(written(bare), "t", ("a",)))) == 10
