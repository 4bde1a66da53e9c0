"""The package as others get it: a wheel, alone in an environment of its own, run from another folder.

`.ci/run` builds and installs it and names its command in FILMKG_INSTALLED; without that there is nothing to
test here.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from .conftest import ROOT, environment

INSTALLED = os.environ.get("FILMKG_INSTALLED")

pytestmark = pytest.mark.skipif(INSTALLED is None, reason="FILMKG_INSTALLED names no installed kg (.ci/run does)")


def run(folder: Path, *command: str) -> str:
    """Standard output; fails when the command does."""
    bin_folder = str(Path(INSTALLED or "").parent)
    done = subprocess.run(
        command, cwd=folder, env=environment(PATH=bin_folder), capture_output=True, text=True, timeout=120
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_it_is_the_installed_one(tmp_path: Path) -> None:
    place = run(tmp_path, "python", "-c", "import kg; print(kg.__file__)").strip()
    assert not Path(place).is_relative_to(ROOT)
    assert run(tmp_path, "kg", "--version") == run(tmp_path, "python", "-m", "kg", "--version")


def test_its_data_is_inside(tmp_path: Path) -> None:
    script = """
from importlib.resources import files
from kg.resources import shape_files
print(len(shape_files()), *sorted(file.name for file in (files("kg") / "data").iterdir()))
"""
    shapes, *data = run(tmp_path, "python", "-c", script).split()
    assert int(shapes) == len(list((ROOT / "shapes").glob("*.ttl"))) > 10
    assert data == sorted(file.name for file in (ROOT / "kg" / "data").iterdir())


def test_it_exports_the_sample_and_validates_it(tmp_path: Path) -> None:
    shutil.copy(ROOT / "kg" / "data" / "leaving_las_vegas.json", tmp_path)
    run(tmp_path, "kg", "export", "leaving_las_vegas.json")
    for name in ("Leaving_Las_Vegas.ttl", "Leaving_Las_Vegas.jsonld"):
        assert (tmp_path / "output" / name).read_bytes() == (ROOT / "output" / "sample" / name).read_bytes()
        assert "conforms" in run(tmp_path, "kg", "validate", f"output/{name}")
    assert "Mike Figgis" in run(tmp_path, "kg", "explain", "leaving_las_vegas.json", "--fact", "director")


def test_it_loads_and_answers(tmp_path: Path) -> None:
    shutil.copy(ROOT / "output" / "sample" / "Leaving_Las_Vegas.ttl", tmp_path)
    run(tmp_path, "kg", "load", "Leaving_Las_Vegas.ttl", "--store", "films.store")
    rows = run(tmp_path, "kg", "query", "--store", "films.store", "filmography", "--param", "actor=Nicolas Cage")
    assert "Ben Sanderson" in rows


def test_pages_and_their_files_are_inside(tmp_path: Path) -> None:
    """Without the extra `serve` a line says what is missing; what it needs of ours is there."""
    script = """
from importlib.resources import files
print(*(str(file) for file in (files("kg") / "web").rglob("*")), sep="\\n")
"""
    inside = run(tmp_path, "python", "-c", script).splitlines()
    shipped = [name.rpartition("/web/")[2] for name in inside]
    assert {"static/style.css", "static/editor/editor.js", "static/editor/LICENSE.txt"} <= set(shipped)
    assert any(name.startswith("templates/") for name in shipped)
    run(tmp_path, "kg", "load", str(ROOT / "output" / "sample" / "Leaving_Las_Vegas.ttl"), "--store", "films.store")
    done = subprocess.run(
        [str(INSTALLED), "serve", "--store", "films.store"],
        cwd=tmp_path, env=environment(), capture_output=True, text=True, timeout=60,
    )  # fmt: skip
    assert done.returncode == 2
    assert "filmkg[serve]" in done.stderr
    assert "Traceback" not in done.stderr
