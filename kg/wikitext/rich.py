"""Text as a reader sees it, that still knows its links, its looks and its characters in the source.

Everything the extractors match, split and cut is a `Rich`: slicing keeps the marks that fall into the slice.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from kg.model import Span
from kg.wikitext.inline import CONSTANT, DROP, JOINED, KEEP
from kg.wikitext.links import LinkKind, title_of
from kg.wikitext.tree import ExternalLink, Link, Node, RefMark, Tag, Template, Text

Renderer = Callable[[Template], "str | tuple[Node, ...] | None"]
"""What a reader sees of a template: a text, the nodes shown in its place, or None when it is not known."""


@dataclass(frozen=True, slots=True)
class Mark:
    """Something about the characters `begin` to `end` of a Rich's text."""

    kind: str
    """`link`, `italic`, `bold`, `small`, `lang`, `unknown` (a template that is not understood), `url`."""
    begin: int
    end: int
    value: str = ""
    """The page title of a link, the language code, the template's name."""


@dataclass(frozen=True, slots=True)
class Rich:
    """`begins[i]` and `ends[i]` are the source characters that `text[i]` stands for."""

    text: str
    begins: tuple[int, ...]
    ends: tuple[int, ...]
    marks: tuple[Mark, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.text)

    def __len__(self) -> int:
        return len(self.text)

    def __str__(self) -> str:
        return self.text

    def cut(self, begin: int, end: int) -> Rich:
        """Characters `begin` to `end` with surrounding white space left out, and the marks on them."""
        text = self.text
        end = min(end, len(text))
        while begin < end and text[begin].isspace():
            begin += 1
        while begin < end and text[end - 1].isspace():
            end -= 1
        marks = tuple(
            Mark(m.kind, max(m.begin, begin) - begin, min(m.end, end) - begin, m.value)
            for m in self.marks
            if (m.begin < end and m.end > begin) or (m.begin == m.end and begin <= m.begin <= end)
        )
        return Rich(text[begin:end], self.begins[begin:end], self.ends[begin:end], marks)

    def strip(self, chars: str = "") -> Rich:
        """Without white space and any of `chars` at both ends."""
        stripped = self.text.strip() if not chars else self.text.strip(chars + " \n\t")
        begin = self.text.find(stripped) if stripped else 0
        return self.cut(begin, begin + len(stripped))

    def split(self, pattern: re.Pattern[str], *, links: bool = False) -> list[Rich]:
        """The parts between the matches of `pattern`; matches that touch a link do not split unless
        `links`. Empty parts are left out."""
        out, start = [], 0
        for match in pattern.finditer(self.text):
            if links or not self.linked(*match.span()):
                out.append(self.cut(start, match.start()))
                start = match.end()
        out.append(self.cut(start, len(self.text)))
        return [part for part in out if part]

    def linked(self, begin: int, end: int) -> bool:
        """Whether a link covers any of these characters."""
        return any(m.kind == "link" and m.begin < end and m.end > begin for m in self.marks)

    def of(self, kind: str) -> tuple[Mark, ...]:
        """The marks of one kind that cover at least one character (`unknown` may cover none)."""
        return tuple(m for m in self.marks if m.kind == kind and (m.end > m.begin or kind == "unknown"))

    def covered(self, kind: str) -> Mark | None:
        """The mark of this kind that covers the whole text, quotation marks aside."""
        core = self.strip("\"“”'‘’")
        return next((m for m in core.of(kind) if m.begin == 0 and m.end == len(core.text)), None)

    @property
    def span(self) -> Span:
        """The source characters this text stands in (0, 0 when it is empty)."""
        return Span(self.begins[0], self.ends[-1]) if self.text else Span(0, 0)


EMPTY = Rich("", (), ())


def join(parts: Iterable[Rich], between: str = " ") -> Rich:
    """The parts as one text, `between` standing for the characters between them."""
    builder = _Builder(lambda template: None)
    for part in parts:
        if not part:
            continue
        if builder.chars:
            builder.put(between, builder.ends[-1], builder.ends[-1])
        offset = len(builder.chars)
        builder.chars += part.text
        builder.begins += part.begins
        builder.ends += part.ends
        builder.marks += [Mark(m.kind, m.begin + offset, m.end + offset, m.value) for m in part.marks]
    return builder.rich()


def rich(nodes: Iterable[Node], render: Renderer) -> Rich:
    """The text of `nodes`: white space folded, line breaks (`<br>`) as newline, entities decoded, bold and
    italic quotes as marks. `render` is asked for templates that kg.wikitext.inline does not know."""
    builder = _Builder(render)
    builder.add(nodes)
    return builder.rich()


_QUOTES = re.compile(r"'{2,}")
_STRAY = re.compile(
    r"\[\[|\]\]|\{\{|\}\}|'''+|\|\||\{\||\|\}|(?m:^[ \t]*\|)|\|(?=\s*[A-Za-z_-]{1,20}\s*=)"
    r"|<!--|-->|<(?=/?[A-Za-z!])|&#?\w{2,8};"
    r"|[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u200e\u200f\ufeff\u2060\ufffe\uffff\ud800-\udfff]"
)
"""Markup that stands where it means nothing, and characters that no reader sees."""
_UNEVEN = re.compile(rf"[^\S \n]|  | \n|\n[ \n]|{_STRAY.pattern}")
"""Whether any white space needs folding or anything taken out."""
_BREAKS = {"br", "p", "li", "tr", "hr"}
_PHRASES = {"small": "small", "i": "italic", "em": "italic", "b": "bold", "strong": "bold", "big": ""}


@dataclass
class _Builder:
    render: Renderer
    chars: list[str] = field(default_factory=list)
    begins: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    open: dict[str, int] = field(default_factory=dict)

    def put(self, text: str, begin: int, end: int) -> None:
        """Text that stands as a whole for the source characters `begin` to `end`."""
        self.chars += text
        self.begins += [begin] * len(text)
        self.ends += [end] * len(text)

    def add(self, nodes: Iterable[Node], depth: int = 0) -> None:
        for node in nodes:
            if isinstance(node, Text):
                self._text(node)
            elif isinstance(node, Link):
                self._link(node, depth)
            elif isinstance(node, Template):
                self._template(node, depth)
            elif isinstance(node, Tag):
                self._tag(node)
            elif isinstance(node, ExternalLink):
                begin = len(self.chars)
                self.add(node.nodes, depth + 1)
                self._mark("url", begin, node.url)
            elif isinstance(node, RefMark):
                self.marks.append(Mark("ref", len(self.chars), len(self.chars)))

    def _text(self, node: Text) -> None:
        text = node.text.replace("\n", " ") if "\n" in node.text else node.text
        if len(text) != node.span.end - node.span.begin:  # a decoded entity
            self.put(text.replace("\xa0", " "), node.span.begin, node.span.end)
            return
        start = 0
        if "''" in text:
            for match in _QUOTES.finditer(text):
                self._plain(text, start, match.start(), node.span.begin)
                start = match.end()
                self._quotes(match.end() - match.start(), node.span.begin + match.start())
        self._plain(text, start, len(text), node.span.begin)

    def _plain(self, text: str, start: int, end: int, position: int) -> None:
        if start < end:
            self.chars += text[start:end]
            self.begins += range(position + start, position + end)
            self.ends += range(position + start + 1, position + end + 1)

    def _quotes(self, count: int, position: int) -> None:
        """Bold and italic marks; surplus quotes are text. MediaWiki: 2 italic, 3 bold, 5 both; 4 is one
        apostrophe and bold. Three after a lone letter, with no bold open, are `l''` + apostrophe."""
        if count == 4 or count > 5 or (count == 3 and "bold" not in self.open and self._elided()):
            extra = 1 if count in (3, 4) else count - 5
            self.put("'" * extra, position, position + extra)
            count -= extra
        if count in (2, 5):
            self._toggle("italic")
        if count in (3, 5):
            self._toggle("bold")

    def _elided(self) -> bool:
        before = self.chars[-2:-1]
        return bool(self.chars) and self.chars[-1].lower() in "ldjmnstco" and (not before or before[0].isspace())

    def _toggle(self, kind: str) -> None:
        begin = self.open.pop(kind, None)
        if begin is None:
            self.open[kind] = len(self.chars)
        else:
            self._mark(kind, begin)

    def _mark(self, kind: str, begin: int, value: str = "") -> None:
        if len(self.chars) > begin or kind == "unknown":
            self.marks.append(Mark(kind, begin, len(self.chars), value))

    def _link(self, node: Link, depth: int) -> None:
        kind, title = title_of(node.target)
        if kind in (LinkKind.FILE, LinkKind.CATEGORY):
            return
        begin = len(self.chars)
        if node.nodes and depth < 30:
            self.add(node.nodes, depth + 1)
        else:
            shown = node.target.lstrip(": ").replace("_", " ")
            if not node.nodes:
                self.put(shown, node.span.begin, node.span.end)
        if len(self.chars) > begin:
            # the brackets belong to the first and the last character
            self.begins[begin] = node.span.begin
            self.ends[-1] = node.span.end
            if kind is LinkKind.ARTICLE:
                self._mark("link", begin, title)

    def _tag(self, tag: Tag) -> None:
        if tag.name in _BREAKS:
            self.put("\n", tag.span.begin, tag.span.end)
        elif tag.name in _PHRASES and (kind := _PHRASES[tag.name]):
            begin = self.open.pop("<" + kind, None)
            if begin is not None:
                self._mark(kind, begin)
            if not tag.closing:
                self.open["<" + kind] = len(self.chars)

    def _template(self, node: Template, depth: int) -> None:
        name = node.name
        if name in DROP or name.startswith(("#tag:", "cite ", "defaultsort", "displaytitle", "#if", "#switch")):
            if name.startswith(("#tag:ref", "refn", "efn", "sfn")):
                self.marks.append(Mark("ref", len(self.chars), len(self.chars)))
            return
        if name.startswith("formatnum:"):  # a parser function: what follows the colon is the number
            self.put(name.partition(":")[2].strip(), node.span.begin, node.span.end)
            return
        if name in CONSTANT:
            self.put(CONSTANT[name], node.span.begin, node.span.end)
            return
        begin = len(self.chars)
        if depth > 30:
            return
        if name in JOINED:
            for index, argument in enumerate(node.positional):
                if index:
                    self.put(JOINED[name], argument.span.begin, argument.span.begin)
                self.add(argument.nodes, depth + 1)
        elif name in KEEP or name.startswith("lang-"):
            kept = node.get(*KEEP[name]) if name in KEEP else node.get("1")
            if kept is not None:
                self.add(kept.nodes, depth + 1)
        elif name in _SPECIAL:
            _SPECIAL[name](self, node, depth)
        else:
            shown = self.render(node)
            if isinstance(shown, str):
                self.put(shown, node.span.begin, node.span.end)
            elif shown is not None:
                self.add(shown, depth + 1)
            else:
                self._mark("unknown", begin, name)
        if name in _LANGUAGE_TEMPLATES or name.startswith("lang-"):
            code = _plain_argument(node, "1") if name in _LANGUAGE_TEMPLATES else name[5:]
            self._mark("lang", begin, code)
        elif name in _SMALL:
            self._mark("small", begin)

    def rich(self) -> Rich:
        """The text built, with white space folded and stray markup taken out."""
        for kind in [*self.open]:
            begin = self.open.pop(kind)
            self._mark(kind.lstrip("<"), begin)
        found = Rich("".join(self.chars), tuple(self.begins), tuple(self.ends), tuple(self.marks))
        while _UNEVEN.search(found.text):  # what is taken out may bring new markup together
            found = _evened(found)
        return found.strip()


def _evened(rich: Rich) -> Rich:
    """The text with stray markup taken out and white space folded; always shorter or even."""
    text = rich.text
    stray = {index for match in _STRAY.finditer(text) for index in range(*match.span())}
    kept: list[int] = []
    last = "\n"  # leading white space goes
    for index, char in enumerate(text):
        if index in stray:
            continue
        if char == "\n":
            while kept and text[kept[-1]] != "\n" and text[kept[-1]].isspace():
                kept.pop()
            if kept and text[kept[-1]] != "\n":
                kept.append(index)
            last = "\n"
        elif not char.isspace():
            kept.append(index)
            last = char
        elif last not in " \n":
            kept.append(index)
            last = " "
    marks = tuple(Mark(m.kind, bisect_left(kept, m.begin), bisect_left(kept, m.end), m.value) for m in rich.marks)
    return Rich(
        "".join(" " if text[i].isspace() and text[i] != "\n" else text[i] for i in kept),
        tuple(rich.begins[i] for i in kept),
        tuple(rich.ends[i] for i in kept),
        marks,
    )


_LANGUAGE_TEMPLATES = {"lang", "langx", "native name", "nativename", "wikt-lang", "transl"}
_SMALL = {"small", "smaller", "smalldiv"}


def _plain_argument(node: Template, *names: str) -> str:
    """An argument's text without any markup; empty when it is not given."""
    argument = node.get(*names)
    if argument is None:
        return ""
    return "".join(part.text for part in argument.nodes if isinstance(part, Text)).strip()


def _interlanguage(builder: _Builder, node: Template, depth: int) -> None:
    """{{ill|Name|lang|title|lt=label}}: Name is the title the article would have here."""
    begin = len(builder.chars)
    label = node.get("lt") or node.get("1")
    if label is not None:
        builder.add(label.nodes, depth + 1)
    kind, title = title_of(_plain_argument(node, "1"))
    if kind is LinkKind.ARTICLE:
        builder._mark("link", begin, title)


def _sortname(builder: _Builder, node: Template, depth: int) -> None:
    """{{sortname|First|Last|target|dab=|nolink=1}} reads `First Last`."""
    begin = len(builder.chars)
    for index, name in enumerate(("1", "2")):
        argument = node.get(name)
        if argument is not None:
            if index and len(builder.chars) > begin:
                builder.put(" ", argument.span.begin, argument.span.begin)
            builder.add(argument.nodes, depth + 1)
    if node.get("nolink") is None:
        target = _plain_argument(node, "3") or "".join(builder.chars[begin:]).strip()
        disambiguation = _plain_argument(node, "dab")
        kind, title = title_of(f"{target} ({disambiguation})" if disambiguation else target)
        if kind is LinkKind.ARTICLE:
            builder._mark("link", begin, title)


_SPECIAL: dict[str, Callable[[_Builder, Template, int], None]] = {
    **dict.fromkeys(
        ("ill", "interlanguage link", "interlanguage link multi", "illm", "link-interwiki", "ill2"),
        _interlanguage,
    ),
    **dict.fromkeys(("sortname", "sort name"), _sortname),
}
