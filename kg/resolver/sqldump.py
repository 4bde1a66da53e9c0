"""Rows out of SQL dumps: the CREATE TABLE and INSERT statements that mysqldump and mariadb-dump write.

The syntax is that of https://mariadb.com/kb/en/mariadb-dump/ and, for literals,
https://mariadb.com/kb/en/string-literals/: backslash escapes and doubled quotes in strings, `_binary` before
them, hexadecimal literals (`--hex-blob`), NULL, numbers; one INSERT with many rows, in one line or one row a
line, with or without the names of the columns (`--complete-insert`). Statements of other tables, comments
and settings are passed over. Which columns there are is read from CREATE TABLE, so that older and newer layouts
of a table are all the same.

No library is used: mwsql 1.0.4 reads as fast by Python's csv module, but makes `ab` of the value `a),(b` and an empty
text of NULL.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import BinaryIO

from kg.errors import SourceError
from kg.sources.streams import chunks, opened

Value = bytes | None
"""A value as bytes, strings unescaped and numbers in their digits; None is NULL."""
Row = tuple[Value, ...]

_CHUNK = 1 << 20
_LONGEST = 4 << 20
"""Bytes of the longest row, or CREATE TABLE: those of the tables read here have a few hundred."""

# Quantifiers are possessive: what they took once they do not try in another way, so that no text is slow.
_STRING = rb"(?:_binary )?'[^'\\]*+(?:(?:\\.|'')[^'\\]*+)*+'"
_NUMBER = rb"-?[0-9]++(?:\.[0-9]++)?+(?:[eE][-+]?[0-9]++)?+"
_VALUE = rb"(?:" + rb"|".join((_NUMBER, _STRING, rb"NULL", rb"0x[0-9A-Fa-f]++")) + rb")"
# In hexadecimal literals the 0 is a number and the x is not: they come first where a value may be one.
_VALUE = rb"(?:0x[0-9A-Fa-f]++|" + _VALUE + rb")"
_NAME = rb"`(?:[^`]|``)+`"
_CREATE = re.compile(
    rb"CREATE TABLE (?:IF NOT EXISTS )?(?P<table>" + _NAME + rb")\s*\((?P<body>.*?)\n\)[^;]*;", re.DOTALL
)
_COLUMN = re.compile(rb"^\s*(" + _NAME + rb") ", re.MULTILINE)
_INSERT = re.compile(
    rb"(?:INSERT|REPLACE) (?:IGNORE )?INTO (?P<table>" + _NAME + rb")\s*(?:\((?P<columns>[^()]*)\)\s*)?VALUES\s*"
)
_STATEMENT = re.compile(rb"\n(?=(?:CREATE TABLE|(?:INSERT|REPLACE) (?:IGNORE )?INTO) )")
_HEAD = 64
"""Bytes that the begin of a statement surely fits in."""
_BEGIN = re.compile(rb"\n(?:-- |/\*[!M]|CREATE |DROP |INSERT |SET )")
"""What a dump has among its first lines."""

_HEADER = 1024
_COMMENTED = re.compile(rb"\n-- (?:MySQL|MariaDB) dump ")
"""What a dump with comments begins with (without: --skip-comments)."""
_COMPLETED = b"\n-- Dump completed"
"""Its last line then."""

_ESCAPE = re.compile(rb"\\(.)|''", re.DOTALL)
_ESCAPED = {b"0": b"\0", b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"Z": b"\x1a"}


def rows(source: str, table: str, columns: Sequence[str]) -> Iterator[Row]:
    """The rows of one table of a dump, each as the values of `columns`, in their order.

    source: a file, also packed with gzip or bzip2; `-` is standard input. Raises SourceError, while it is read:
    when the file cannot be read or is cut off, is no dump, has no such table, or the table no such column.
    """
    with opened(source) as (stream, name):
        yield from _Dump(stream, name, table.encode(), [column.encode() for column in columns]).rows()


class _Dump:
    """A dump while it is read: what has been read of it and is not yet understood, and where that begins."""

    def __init__(self, stream: BinaryIO, name: str, table: bytes, columns: Sequence[bytes]) -> None:
        self._chunks = chunks(stream, name, _CHUNK)
        self._name = name
        self._table = table
        self._wanted = columns
        self._columns: list[bytes] | None = None
        """Those of the table, once its CREATE TABLE came by."""
        # Every statement begins a line, the first one too.
        self._buffer = b"\n"
        self._at = 0
        self._before = -1
        """Bytes of the dump before the buffer."""

    def _more(self) -> bool:
        """Reads on; False at the end."""
        chunk = next(self._chunks, b"")
        self._before += self._at
        self._buffer = self._buffer[self._at :] + chunk
        self._at = 0
        return bool(chunk)

    def _fault(self, what: str) -> SourceError:
        return SourceError(f"{self._name}: {what}")

    def rows(self) -> Iterator[Row]:
        others: dict[bytes, None] = {}
        if not self._more() or not _BEGIN.search(self._buffer):
            raise self._fault("is no SQL dump: it does not begin like one of mysqldump")
        commented = _COMMENTED.search(self._buffer[:_HEADER]) is not None
        while self._next_statement():
            if self._buffer.startswith(b"CREATE", self._at):
                created = self._matched(_CREATE, "CREATE TABLE")
                if (table := _unquoted(created["table"])) == self._table:
                    self._columns = [_unquoted(name) for name in _COLUMN.findall(created["body"])]
                    self._check()
                else:
                    others[table] = None
                continue
            inserted = self._matched(_INSERT, "INSERT")
            if _unquoted(inserted["table"]) != self._table:
                continue
            if (columns := self._columns) is None:
                raise self._fault(f"has rows of the table {_shown(self._table)} before its CREATE TABLE")
            if inserted["columns"] is not None:
                columns = [_unquoted(name.strip()) for name in inserted["columns"].split(b",")]
            yield from self._values(columns)
        if commented and _COMPLETED not in self._buffer:
            raise self._fault("is cut off: its last line, `-- Dump completed`, is missing")
        if self._columns is None:
            if others:
                found = ", ".join(map(_shown, list(others)[:3]))
                raise self._fault(f"is a dump of the table {found}, not of {_shown(self._table)}")
            raise self._fault(f"is no SQL dump: it has no CREATE TABLE of {_shown(self._table)}")

    def _check(self) -> None:
        missing = [column for column in self._wanted if column not in (self._columns or ())]
        if missing:
            raise self._fault(f"the table {_shown(self._table)} has no column {_shown(missing[0])}")

    def _next_statement(self) -> bool:
        """Goes to the next CREATE TABLE or INSERT; False when there is none."""
        while True:
            if (found := _STATEMENT.search(self._buffer, self._at)) is not None:
                self._at = found.end()
                return True
            self._at = max(self._at, len(self._buffer) - _HEAD)
            if not self._more():
                return False

    def _matched(self, pattern: re.Pattern[bytes], what: str) -> re.Match[bytes]:
        """The statement that begins here, as far as `pattern` goes; passes it."""
        while True:
            found = pattern.match(self._buffer, self._at)
            # At the end of the buffer the pattern might match more.
            if found is not None and found.end() < len(self._buffer):
                self._at = found.end()
                return found
            begin = self._before + self._at
            if len(self._buffer) - self._at > _LONGEST or not self._more():
                raise self._fault(f"is cut off or damaged: {what} at byte {begin} has no end")

    def _values(self, columns: Sequence[bytes]) -> Iterator[Row]:
        """The rows of the INSERT whose VALUES end here."""
        pattern, order = _row_pattern(columns, self._wanted)
        while True:
            end = self._at
            for found in iter(pattern.scanner(self._buffer, end).match, None):  # type: ignore[attr-defined]
                end = found.end()
                values = found.groups()
                last = values[-1] == b";"
                yield tuple([v if (v := values[place]).isdigit() else _plain(v) for place in order])
                if last:
                    break
            else:
                begin = self._before + end
                self._at = end
                if len(self._buffer) - end > _LONGEST:
                    raise self._fault(f"is damaged: the row at byte {begin} is none of {len(columns)} columns")
                if not self._more():
                    raise self._fault(f"is cut off or damaged: the row at byte {begin} has no end")
                continue
            self._at = end
            return


def _row_pattern(columns: Sequence[bytes], wanted: Sequence[bytes]) -> tuple[re.Pattern[bytes], list[int]]:
    """A pattern for one row with what comes after it, and which of its groups each wanted column is."""
    groups = [column for column in columns if column in wanted]
    values = rb"\s*,\s*".join(b"(" + _VALUE + b")" if column in groups else _VALUE for column in columns)
    pattern = rb"\s*+\(\s*+" + values + rb"\s*+\)\s*+([,;])"
    return re.compile(pattern, re.DOTALL), [groups.index(column) for column in wanted]


def _plain(literal: bytes) -> Value:
    """The value of a literal."""
    if literal.endswith(b"'"):
        text = literal[1:-1] if literal.startswith(b"'") else literal[literal.index(b"'") + 1 : -1]
        return _ESCAPE.sub(_unescaped, text) if b"\\" in text or b"'" in text else text
    if literal == b"NULL":
        return None
    return bytes.fromhex(literal[2:].decode()) if literal[:2] == b"0x" else literal


def _unescaped(match: re.Match[bytes]) -> bytes:
    letter = match[1]
    return b"'" if letter is None else _ESCAPED.get(letter, letter)


def _unquoted(name: bytes) -> bytes:
    return name.strip(b"`").replace(b"``", b"`")


def _shown(name: bytes) -> str:
    return name.decode("utf-8", "replace")


def literal(value: Value | int | float) -> bytes:
    """A value as mysqldump writes it: the inverse of what `rows` does with it. For tests and generated dumps."""
    if value is None:
        return b"NULL"
    if isinstance(value, int | float):
        return str(value).encode()
    return b"'" + re.sub(rb"[\0\n\r\\'\"\x1a]", lambda match: _WRITTEN[match[0]], value) + b"'"


_WRITTEN = {
    b"\0": b"\\0", b"\n": b"\\n", b"\r": b"\\r", b"\\": b"\\\\", b"'": b"\\'", b'"': b'\\"', b"\x1a": b"\\Z",
}  # fmt: skip
