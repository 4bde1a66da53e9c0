"""The film's soundtrack: albums with their tracks, never facts of the film.

Issue codes: `column-unknown` and `column-unnamed` (a column of a listing whose header is not understood or
missing), `credit-unclear` (a bracket after a title that may name writers or performers; a line with a label that is
not known; `ditto` or a source in the place of a name), `length-unreadable`, `list-unread` and `table-unread` (in a
section about the album, or songs in one on music, not read as tracks), `release-unreadable` (the album's date),
`track-untitled`.
"""

from kg.extraction.soundtrack.albums import extract_albums

__all__ = ["extract_albums"]
