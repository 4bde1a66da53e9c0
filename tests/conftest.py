"""What tests of several rooms share: where things lie, and the command as a user runs it."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
SAMPLE = ROOT / "kg" / "data" / "leaving_las_vegas.json"
SHARED = ROOT.parent / "shared"

Run = Callable[..., "subprocess.CompletedProcess[str]"]


def pytest_configure() -> None:
    """Ctrl-C is tested, and shells start what runs in the background deaf to it."""
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)


def environment(**changes: str) -> dict[str, str]:
    """This process's environment with nothing in it that changes what the command prints."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "COLUMNS", "KG_"))}
    # Whatever is printed is read here as UTF-8; a terminal's width must not show.
    return {**kept, "PYTHONIOENCODING": "utf-8", "COLUMNS": "100", **changes}


@pytest.fixture
def kg(tmp_path: Path) -> Run:
    """Runs `kg ARGUMENTS` in an empty folder. `given`: standard input; `env`: changes to the environment."""

    def run(
        *arguments: object, given: str | bytes = "", env: Mapping[str, str] | None = None, cwd: Path = tmp_path
    ) -> subprocess.CompletedProcess[str]:
        done = subprocess.run(
            [sys.executable, "-m", "kg", *map(str, arguments)],
            input=given.encode() if isinstance(given, str) else given,
            capture_output=True,
            cwd=cwd,
            env=environment(PYTHONPATH=str(ROOT), **(env or {})),
            timeout=120,
        )
        return subprocess.CompletedProcess(done.args, done.returncode, done.stdout.decode(), done.stderr.decode())

    return run


@pytest.fixture(scope="session")
def rapper() -> str:
    """Debian's raptor2-utils, an RDF reader of its own. Without it the test is skipped; with
    FILMKG_REQUIRE_SERVERS=1 it fails."""
    found = shutil.which("rapper")
    if found is None:
        if os.environ.get("FILMKG_REQUIRE_SERVERS") == "1":
            pytest.fail("needs Debian's package raptor2-utils")
        pytest.skip("needs Debian's package raptor2-utils")
    return found


@pytest.fixture(scope="session")
def articles() -> list[Path]:
    """The real articles beside the checkout, as export files."""
    found = sorted((SHARED / "corpus" / "articles").glob("*.xml"))
    if not found:
        pytest.skip("no ../shared beside the checkout")
    return found
