"""The data files that belong to the package: shapes, ontology, context, the sample.

In an installed package they lie inside it; in a checkout the shapes lie beside it, in `shapes/`.
"""

from __future__ import annotations

from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from kg.errors import InternalError


def shapes_dir() -> Traversable:
    """The folder of the SHACL shapes. Raises InternalError when the installation lacks it."""
    for folder in (files("kg") / "shapes", Path(__file__).parent.parent / "shapes"):
        if folder.is_dir():
            return folder
    raise InternalError("the SHACL shapes are missing from this installation")


def shape_files() -> tuple[Traversable, ...]:
    """The files of shapes, `*.ttl`, in order of their names."""
    found = [file for file in shapes_dir().iterdir() if file.name.endswith(".ttl")]
    return tuple(sorted(found, key=lambda file: file.name))


def data_file(name: str) -> Traversable:
    """A file of `kg/data/`, such as `ontology.ttl`. Raises InternalError when there is none of that name."""
    file = files("kg") / "data" / name
    if not file.is_file():
        raise InternalError(f"the data file {name} is missing from this installation")
    return file
