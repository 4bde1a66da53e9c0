"""The canary: what pySHACL changes in rdflib for the whole process is put back."""

from __future__ import annotations

from importlib.resources.abc import Traversable
from typing import Any

import pyshacl
import pytest
import rdflib
import rdflib.term
from pyshacl.monkey import rdflib_bool_patch
from rdflib import XSD, Graph, Literal

from kg.resources import shape_files
from kg.validation import validate
from kg.validation.engine import rdflib_settings_kept

from .cases import read_cases


def settings() -> list[Any]:
    """What a reading of literals depends on, by name and by effect."""
    return [
        rdflib.NORMALIZE_LITERALS,
        rdflib.term._toPythonMapping[XSD.boolean],
        Literal.__ge__,
        Literal.__le__,
        str(Literal("01", datatype=XSD.integer)),
        Literal("1", datatype=XSD.boolean).value,
        rdflib.term.logger.disabled,
    ]


def test_pyshacl_still_changes_rdflib() -> None:
    """When this fails, the fence can go."""
    with rdflib_settings_kept():
        before = settings()
        rdflib_bool_patch()  # type: ignore[no-untyped-call]
        assert settings() != before


def test_the_fence_puts_back_what_was_there() -> None:
    before = settings()
    try:
        with rdflib_settings_kept():
            rdflib_bool_patch()  # type: ignore[no-untyped-call]
            raise KeyboardInterrupt
    except KeyboardInterrupt:
        pass
    assert settings() == before


def test_the_gate_changes_nothing() -> None:
    before = settings()
    cases = [case for case in read_cases() if case.shapes][:20]
    assert len(cases) == 20
    for case in cases:
        assert validate(case.graph()).findings
    assert settings() == before


def test_the_gate_does_not_mind_what_others_did() -> None:
    """Whether or not someone else's pySHACL has left its marks, the verdict is the same."""
    [case] = [case for case in read_cases() if case.id == "rating: with a score above 100"]
    expected = validate(case.graph())
    with rdflib_settings_kept():
        rdflib_bool_patch()  # type: ignore[no-untyped-call]
        assert validate(case.graph()) == expected


@pytest.mark.parametrize("file", shape_files(), ids=lambda file: file.name)
def test_the_shapes_are_valid_shacl(file: Traversable) -> None:
    """By the recommendation's own shapes for shapes: here, once, and not in each run."""
    with rdflib_settings_kept():
        shapes = Graph().parse(data=file.read_bytes(), format="turtle")
        conforms, _, text = pyshacl.validate(Graph(), shacl_graph=shapes, meta_shacl=True)
    assert conforms, text
