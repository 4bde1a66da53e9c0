"""Generated wikitext: markup in every order, closed or not."""

from __future__ import annotations

from hypothesis import strategies as st

TOKENS = [
    "{{", "}}", "[[", "]]", "{|", "|}", "|-", "||", "!!", "|", "!", "=", "==", "\n",
    "\n* ", "\n# ", "\n{|\n", "\n|}\n", "\n|-\n",
    "''", "'''", "<ref>", "</ref>", '<ref name="a">', "<ref name=a/>", "<br>", "<small>", "</small>", "<!--", "-->",
    "<nowiki>", "</nowiki>", "&nbsp;", "&amp;", "&#160;",
    "http://example.org/a ", "[http://example.org b]", "File:", "Category:",
    "plainlist", "ubl", "Film date", "Infobox film", "name", "1995",
    "a", "B c", "é", "漢", "\ue000", "\u200b", "#", ":", ";", "*",
    " ", "{", "}", "[", "]", "<", ">", "&", "'", '"', "{{{", "}}}", "colspan=2",
    "rowspan=9999", "{{won}}", "\t", "\r", "\x00",
    "{{r|a}}", "{{refn|", "{{#tag:ref|", "{{sfn|A|1999}}", "{{efn|name=a|b}}", "{{rp|3}}",
    "{{cite book|last=A|year=1999}}",
    " won the ", " was nominated for ", "[[A Award]]", " for Best B", " as ", ", who ", " – ", ". ", "(", ")", "won",
]  # fmt: skip

wikitext = st.lists(st.sampled_from(TOKENS), max_size=60).map("".join) | st.text(max_size=80)
