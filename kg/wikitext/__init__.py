"""Wikitext as a tree with exact spans: sections, templates, tables, lists, links, references.

Knows nothing of films. The way of a text: `mask` (one linear pass that makes hostile or broken markup
harmless, length unchanged) → `tree` (`nodes` with spans: by mwparserfromhell, or, as most of it is read,
by the quicker `simple`) → `rich` (text as it reads, `marked` with its links), and beside it `lists`, `tables`
and `document` for the structure around the inline markup.
"""
