"""The editor that is shipped built: its note, its licence and its sources say the same."""

from __future__ import annotations

import json

from ..conftest import ROOT

WEB = ROOT / "kg" / "web"


def test_licence_names_every_package() -> None:
    """Each package in the lock file that is built in, with its version."""
    lock = json.loads((WEB / "editor" / "package-lock.json").read_text())
    packages = {
        path.removeprefix("node_modules/"): said["version"]
        for path, said in lock["packages"].items()
        if path and "esbuild" not in path
    }
    licence = (WEB / "static" / "editor" / "LICENSE.txt").read_text()
    assert len(packages) > 10
    assert [name for name, version in packages.items() if f"\n{name} {version}\n" not in licence] == []
    assert {said.get("license") for path, said in lock["packages"].items() if path} == {"MIT"}


def test_nothing_is_asked_elsewhere() -> None:
    """No address of another server is in what pages load."""
    for file in [*WEB.glob("static/*.js"), *WEB.glob("static/*.css"), *WEB.glob("static/editor/*.js")]:
        text = file.read_text(encoding="utf-8").replace("http://www.w3.org/", "")
        assert "http://" not in text, file
        assert "https://" not in text, file
