"""The exceptions of the package, one tree; the class decides the exit status of the command.

::

    FilmKGError
    ├── UsageError        2  the call is wrong: unknown format, base IRI that is no IRI
    ├── SourceError       3  an input cannot be read: missing file, not JSON, no wikitext in it
    │   └── FetchError    3  the API gave no usable answer
    ├── OutputError       3  an output cannot be written
    └── InternalError     4  our own mistake, found by a check
        └── TermError     4  a term that no RDF syntax can hold (see kg.rdf.terms)

Bad wikitext raises nothing: it is data, and what cannot be read of it is an `kg.model.Issue`.
"""

from __future__ import annotations


class FilmKGError(Exception):
    """Base of all; `str(error)` is the one line a user sees."""

    exit_status = 4


class UsageError(FilmKGError):
    """The call itself is wrong."""

    exit_status = 2


class SourceError(FilmKGError):
    """An input cannot be read as what it should be."""

    exit_status = 3


class FetchError(SourceError):
    """The live API gave no usable answer."""


class OutputError(FilmKGError):
    """An output cannot be written."""

    exit_status = 3


class InternalError(FilmKGError):
    """A mistake of this package, not of its input."""


class TermError(InternalError):
    """A string that cannot be an IRI or a literal of the type asked for."""
