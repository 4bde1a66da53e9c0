"""From the nodes of wikitext to the text that a reader sees (see kg.wikitext.marked)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from kg.wikitext.inline import CONSTANT, DROP, JOINED, KEEP
from kg.wikitext.links import LinkKind, title_of
from kg.wikitext.marked import EMPTY, Mark, Rich
from kg.wikitext.nodes import new
from kg.wikitext.places import EACH, Places, places
from kg.wikitext.tree import ExternalLink, Link, Node, Tag, Template, Text

__all__ = ["EMPTY", "Mark", "Renderer", "Rich", "join", "plain_text", "rich"]

Renderer = Callable[[Template], "str | tuple[Node, ...] | None"]
"""What a reader sees of a template: a text, the nodes shown in its place, or None when it is not known."""


def join(parts: Iterable[Rich], between: str = " ") -> Rich:
    """The parts as one text, `between` standing for the characters between them."""
    builder = _Builder(lambda template: None)
    for part in parts:
        if not part:
            continue
        if offset := builder.length:
            end = builder.places.end(offset - 1)
            builder.put(between, end, end)
            offset = builder.length
        builder.parts.append(part.text)
        part.locate(builder.places)
        builder.marks += [Mark(m.kind, m.begin + offset, m.end + offset, m.value) for m in part.marks]
    return builder.rich()


def rich(nodes: Iterable[Node], render: Renderer) -> Rich:
    """The text of `nodes`: white space folded, line breaks (`<br>`) as newline, entities decoded, bold and
    italic quotes as marks. `render` is asked for templates that kg.wikitext.inline does not know."""
    nodes = tuple(nodes)
    if len(nodes) == 1 and isinstance(nodes[0], Text) and (even := _even_text(nodes[0])) is not None:
        return Rich(even, places(len(even), nodes[0].span.begin)).strip()
    builder = _Builder(render)
    builder.add(nodes)
    return builder.rich()


def plain_text(nodes: tuple[Node, ...], render: Renderer) -> str:
    """The text of `nodes`, where nothing else of it is asked for."""
    if len(nodes) == 1 and isinstance(nodes[0], Text) and (even := _even_text(nodes[0])) is not None:
        return even.strip()
    return rich(nodes, render).text


def _even_text(node: Text) -> str | None:
    """The text of a node that has nothing in it to be read otherwise than it is written; None for others."""
    (begin, end), text = node
    if "\n" in text:
        text = text.replace("\n", " ")
    return None if "''" in text or len(text) != end - begin or _is_uneven(text) else text


_QUOTES = re.compile(r"'{2,}")
_STRAY = re.compile(
    r"\[\[|\]\]|\{\{|\}\}|'''+|\|\||\{\||\|\}|(?m:^[ \t]*\|)|\|(?=\s*[A-Za-z_-]{1,20}\s*=)"
    r"|<!--|-->|<(?=/?[A-Za-z!])|&#?\w{2,8};"
    r"|[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u200e\u200f\ufeff\u2060\ufffe\uffff\ud800-\udfff]"
)
"""Markup that stands where it means nothing, and characters that no reader sees."""
_BEGINS = r"(?=[\[\]{}'|<&\s\x00-\x1f\x7f-\x9f\u200b\u200e\u200f\ufeff\u2060\ufffe\uffff\ud800-\udfff-])"
"""Before all that stray markup and white space begin with: tells most places apart at once."""
_FOLDED = re.compile(rf"{_BEGINS}(?:{_STRAY.pattern}|\s)+")
_UNEVEN = re.compile(rf"{_BEGINS}(?:[^\S \n]|  | \n|\n[ \n]|{_STRAY.pattern})")
"""Whether any white space needs folding or anything taken out."""
_ROUNDS = 8
_NO_MARKUP = re.compile(r"[^\[\]{}|<>&']+")
_ELIDED = frozenset("ldjmnstco")
"""Letters before an apostrophe that stands for others: `l'amour`."""
_BREAKS = {"br", "p", "li", "tr", "hr"}
_PHRASES = {"small": "small", "i": "italic", "em": "italic", "b": "bold", "strong": "bold", "big": ""}


class _Builder:
    __slots__ = ("marks", "open", "parts", "places", "render")

    def __init__(self, render: Renderer) -> None:
        self.render = render
        self.parts: list[str] = []
        self.places = Places()
        self.marks: list[Mark] = []
        self.open: dict[str, int] = {}

    @property
    def length(self) -> int:
        return self.places.length

    def put(self, text: str, begin: int, end: int) -> None:
        """Text that stands as a whole for the source characters `begin` to `end`, or (EACH) from `begin` on."""
        if text:
            self.parts.append(text)
            self.places.put(len(text), begin, end)

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
                begin = self.places.length
                self.add(node.nodes, depth + 1)
                self._mark("url", begin, node.url)
            else:
                self.marks.append(new(Mark, ("ref", self.places.length, self.places.length, "")))

    def _text(self, node: Text) -> None:
        (begin, end), text = node
        if "\n" in text:
            text = text.replace("\n", " ")
        if len(text) != end - begin:  # a decoded entity
            self.put(text.replace("\xa0", " "), begin, end)
            return
        start = 0
        if "''" in text:
            for match in _QUOTES.finditer(text):
                self.put(text[start : match.start()], begin + start, EACH)
                start = match.end()
                self._quotes(match.end() - match.start(), begin + match.start())
            text = text[start:]
        if text:
            self.parts.append(text)
            self.places.put(len(text), begin + start, EACH)

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
        word = "".join(self.parts[-2:])
        return word[-1:].lower() in _ELIDED and (self.length == 1 or word[-2:-1].isspace())

    def _toggle(self, kind: str) -> None:
        begin = self.open.pop(kind, None)
        if begin is None:
            self.open[kind] = self.length
        else:
            self._mark(kind, begin)

    def _mark(self, kind: str, begin: int, value: str = "") -> None:
        end = self.places.length
        if end > begin or kind == "unknown":
            self.marks.append(new(Mark, (kind, begin, end, value)))

    def _link(self, node: Link, depth: int) -> None:
        span, target, nodes = node
        kind, title = title_of(target)
        if kind is LinkKind.FILE or kind is LinkKind.CATEGORY:
            return
        places = self.places
        begin, first = places.length, len(places.runs)
        if not nodes:
            self.put(target.lstrip(": ").replace("_", " "), span.begin, span.end)
        elif depth < 30:
            self.add(nodes, depth + 1)
        if places.length > begin:
            # the brackets belong to the first and the last character
            if nodes:
                places.widen(first, span.begin, span.end)
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
                self.open["<" + kind] = self.length

    def _template(self, node: Template, depth: int) -> None:
        name = node.name
        if name in DROP or name.startswith(("#tag:", "cite ", "defaultsort", "displaytitle", "#if", "#switch")):
            if name.startswith(("#tag:ref", "refn", "efn", "sfn")):
                self.marks.append(Mark("ref", self.length, self.length))
            return
        if name.startswith("formatnum:"):  # a parser function: what follows the colon is the number
            self.put(name.partition(":")[2].strip(), node.span.begin, node.span.end)
            return
        if name in CONSTANT:
            self.put(CONSTANT[name], node.span.begin, node.span.end)
            return
        if depth > 30:
            return
        begin = self.length
        self._shown(node, depth)
        self._looks(node, begin)

    def _shown(self, node: Template, depth: int) -> None:
        """Adds what a template reads as."""
        name = node.name
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
                self._mark("unknown", self.length, name)

    def _looks(self, node: Template, begin: int) -> None:
        """Marks what a template reads as, from `begin` on, with its language or looks."""
        name = node.name
        if name in _LANGUAGE_TEMPLATES or name.startswith("lang-"):
            code = _plain_argument(node, "1") if name in _LANGUAGE_TEMPLATES else name[5:]
            self._mark("lang", begin, code)
        elif name in _ROMANIZED and node.get("2") is not None:
            self._mark("lang", begin, _plain_argument(node, "1") + "-Latn")
        elif name in _SMALL:
            self._mark("small", begin)
        elif name in _NAMED:
            self._mark("named", begin)

    def rich(self) -> Rich:
        """The text built, with white space folded and stray markup taken out."""
        if self.open:
            for kind in [*self.open]:
                begin = self.open.pop(kind)
                self._mark(kind.lstrip("<"), begin)
        parts = self.parts
        built = Rich(parts[0] if len(parts) == 1 else "".join(parts), self.places, tuple(self.marks))
        return (built if _surely_even(built.text) else _even(built)).strip()


def _is_uneven(text: str) -> bool:
    return not _surely_even(text) and _UNEVEN.search(text) is not None


def _surely_even(text: str) -> bool:
    """True of nearly all texts, and quick to tell: all but space that is white or seen by nobody is not printable."""
    return (
        "  " not in text
        and text.isprintable()
        and "[[" not in text
        and "]]" not in text
        and "{" not in text
        and "}" not in text
        and "|" not in text
        and "<" not in text
        and "&" not in text
        and "'''" not in text
        and "-->" not in text
    )


def _even(rich: Rich) -> Rich:
    """The text with stray markup taken out and white space folded, until there is none: what is taken out may bring new
    markup together. After a few rounds, which no article needs, whatever may be a part of some is taken out."""
    for _ in range(_ROUNDS):
        if not _is_uneven(rich.text):
            return rich
        rich = _evened(rich)
    kept = [match.span() for match in _NO_MARKUP.finditer(rich.text)]
    return _evened(rich.only(kept, "".join([rich.text[begin:end] for begin, end in kept])))


def _evened(rich: Rich) -> Rich:
    """The text with stray markup taken out and white space folded, once; always shorter or even."""
    text = rich.text
    kept: list[tuple[int, int]] = []  # ranges of the text
    parts: list[str] = []
    start = 0
    for match in _FOLDED.finditer(text):
        begin, end = match.span()
        if end - begin == 1 and begin and (start < begin or kept) and text[begin] in " \n":
            continue  # a space between words
        if start < begin:
            kept.append((start, begin))
            parts.append(text[start:begin])
        start = end
        space = _space(text, begin, end)
        if space is not None and kept:
            kept.append((space, space + 1))
            parts.append("\n" if text[space] == "\n" else " ")
    if start < len(text):
        kept.append((start, len(text)))
        parts.append(text[start:])
    return rich.only(kept, "".join(parts))


def _space(text: str, begin: int, end: int) -> int | None:
    """The place of the white space that a run of white space and stray markup is folded to: of a line break before any
    other. None where there is none."""
    first = None
    while begin < end:
        stray = _STRAY.match(text, begin)
        if stray is not None:
            begin = stray.end()
            continue
        if text[begin] == "\n":
            return begin
        first = begin if first is None else first
        begin += 1
    return first


_LANGUAGE_TEMPLATES = {"lang", "langx", "native name", "nativename", "wikt-lang"}
_NAMED = {"nihongo", "nihongo krt", "nihongo foot"}
_ROMANIZED = {"transl", "transliteration", "translit", "xlit", "tlit"}
"""{{Transliteration|code|text}}: a text of that language in Latin letters."""
_SMALL = {"small", "smaller", "smalldiv"}


def _plain_argument(node: Template, *names: str) -> str:
    """An argument's text without any markup; empty when it is not given."""
    argument = node.get(*names)
    if argument is None:
        return ""
    return "".join(part.text for part in argument.nodes if isinstance(part, Text)).strip()


def _interlanguage(builder: _Builder, node: Template, depth: int) -> None:
    """{{ill|Name|lang|title|lt=label}}: Name is the title the article would have here."""
    begin = builder.length
    label = node.get("lt") or node.get("1")
    if label is not None:
        builder.add(label.nodes, depth + 1)
    kind, title = title_of(_plain_argument(node, "1"))
    if kind is LinkKind.ARTICLE:
        builder._mark("link", begin, title)


def _sortname(builder: _Builder, node: Template, depth: int) -> None:
    """{{sortname|First|Last|target|dab=|nolink=1}} reads `First Last`."""
    begin = builder.length
    for index, name in enumerate(("1", "2")):
        argument = node.get(name)
        if argument is not None:
            if index and builder.length > begin:
                builder.put(" ", argument.span.begin, argument.span.begin)
            builder.add(argument.nodes, depth + 1)
    if node.get("nolink") is None:
        target = _plain_argument(node, "3") or "".join(builder.parts)[begin:].strip()
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
