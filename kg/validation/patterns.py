"""The regular expressions of shapes (https://www.w3.org/TR/shacl/#PatternConstraintComponent)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

_FLAGS = {"i": re.IGNORECASE, "s": re.DOTALL, "m": re.MULTILINE, "x": re.VERBOSE}
_SAME_ESCAPES = frozenset(r"\|.-^?*+{}()[]$/nrtsxu" + "'\"")
"""What means the same after a backslash here and there."""

_SPACE = "\t-\r\x1c-\x20\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"
r"""What \s means, as a part of a class: the class is looked up faster."""

MARK = "¦"
"""Stands around each of many texts that are looked at together; no pattern can take it for a part of a word."""

_TOKEN = re.compile(
    r"\\x[0-9A-Fa-f]{2}|\\u[0-9A-Fa-f]{4}|\\.|\[\^?\]?(?:[^\]\\]|\\.)*\]|\{[0-9]+(?:,[0-9]*)?\}|.", re.DOTALL
)
_SPECIAL = frozenset(".^$*+?()|[]{}")
_CHARACTERS = {r"\n": "\n", r"\r": "\r", r"\t": "\t"}
_BEGIN, _END = "^", r"\Z"

_CLASS_OR_ESCAPE = re.compile(r"\((\[(?:[^\]\\]|\\.)*\])\|(%[^()|]*)\)([+*])\\Z\Z")
"""`([^%]|%[0-9A-F]{2})+` at the end: what IRIs consist of."""


class Pattern:
    """A regular expression as SPARQL's REGEX has it."""

    def __init__(self, regex: str, flags: str = "") -> None:
        """Raises ValueError for what may mean something else here."""
        translated = _translated(regex, flags)
        combined = re.RegexFlag(0)
        for flag in flags:
            combined |= _FLAGS[flag]
        try:
            self.search: Callable[[str], object] = re.compile(_faster(translated), combined).search
        except re.error as error:
            raise ValueError(f"the pattern {regex!r} is none: {error}") from error
        self._needles: list[str] = []
        self._searches: list[Callable[[str], object]] = []
        for branch in [None] if {"m", "x"} & set(flags) else _branches(translated):
            needle = _needle(branch, "i" in flags) if branch else ""
            if needle:
                self._needles.append(needle)
            else:
                self._searches.append(_search_in_joined(branch, combined) if branch else bool)

    def found_in(self, texts: Sequence[str], joined: str) -> Iterator[str]:
        """The texts in which the pattern is found; joined: all of them with a MARK around each.

        Of most patterns each alternative needs some characters that no text has; it takes one look at the whole to see.
        """
        if any(search(joined) for search in self._searches):
            suspects: Sequence[str] = texts
        else:
            # To look for one character is much faster.
            needles = [needle for needle in self._needles if needle[0] in joined and needle in joined]
            suspects = [text for needle in needles for text in texts if needle in text]
        return filter(self.search, suspects)


def _translated(regex: str, flags: str) -> str:
    unknown = set(flags) - set(_FLAGS)
    if unknown:
        raise ValueError(f"the flags {sorted(unknown)} of a pattern are not covered")
    out: list[str] = []
    within = False  # a class of characters
    position = 0
    while position < len(regex):
        char = regex[position]
        if char == "\\":
            char = regex[position : position + 2]
            if char[1:] not in _SAME_ESCAPES or len(char) < 2:
                raise ValueError(f"{char} in a pattern is not covered")
        elif char == "[":
            if within:
                raise ValueError("a class of characters within another is not covered")
            within = True
        elif char == "]":
            within = False
        elif char == "$" and not within and "m" not in flags:
            char = _END  # Python's own lets a line break follow
        elif char == "(" and not within and regex.startswith("(?", position):
            raise ValueError("(? in a pattern is not covered")
        elif char == "{" and not within and not regex[position + 1 : position + 2].isdecimal():
            raise ValueError("{ without a number in a pattern is not covered")
        out.append(char)
        position += len(regex[position : position + 2]) if char.startswith("\\") and char != _END else 1
    return "".join(out)


def _faster(regex: str) -> str:
    """The same, with characters of a class that end where an escape begins taken at one go."""
    match = _CLASS_OR_ESCAPE.search(regex)
    if match is None or re.match(match[1], "%"):
        return regex
    listed = re.sub(r"\\(.)", lambda escape: _SPACE if escape[1] == "s" else escape[0], match[1])
    return f"{regex[: match.start()]}(?:{listed}++|{match[2]}){match[3]}{_END}"


def _branches(regex: str) -> list[list[str]]:
    """The alternatives of a pattern, in their parts."""
    branches: list[list[str]] = [[]]
    depth = 0
    for token in _TOKEN.findall(regex):
        depth += (token == "(") - (token == ")")
        if token == "|" and depth == 0:
            branches.append([])
        else:
            branches[-1].append(token)
    return branches


def _needle(branch: list[str], caseless: bool) -> str:
    """Characters that stand in every text the alternative is found in, the more the better; none if it is not known."""
    runs = [""]
    depth = 0
    for token, following in pairwise([*branch, ""]):
        depth += (token == "(") - (token == ")")
        char = _character(token) if depth == 0 else ""
        if caseless and not (char.isascii() and not char.isalpha()):
            char = ""
        least = _least(following) if char else 0
        runs[-1] += char * least
        if least == 0:
            runs.append("")
    return max(runs, key=len)


def _least(quantifier: str) -> int:
    """How often at least what stands before has to be there."""
    if quantifier in {"?", "*"}:
        return 0
    return int(re.split("[,}]", quantifier[1:])[0]) if quantifier[:1] == "{" and len(quantifier) > 1 else 1


def _character(token: str) -> str:
    """The character that a part of a pattern stands for, if it is one."""
    if len(token) == 1:
        return "" if token in _SPECIAL else token
    if token[0] != "\\" or token in {r"\s", _END}:
        return ""
    if token[1] in "xu":
        return chr(int(token[2:], 16)) if len(token) > 2 else ""
    return _CHARACTERS.get(token, token[1])


def _search_in_joined(branch: list[str], flags: re.RegexFlag) -> Callable[[str], object]:
    """Whether the alternative may be found in one of joined texts; where that cannot be told, it may."""
    begins, ends = branch[:1] == [_BEGIN], branch[-1:] == [_END]
    inner = branch[begins : len(branch) - ends]
    if _BEGIN in inner or _END in inner:
        return bool
    return re.compile(MARK * begins + "".join(inner) + MARK * ends, flags).search
