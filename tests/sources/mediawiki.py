"""A real MediaWiki on the loopback, for tests: Debian's `mediawiki`, `php-cli` and `php-sqlite3`.

`running(folder, export)` installs it into `folder` with an SQLite database, imports an export file and
serves it with PHP's own server on a free port until the block is left.
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

TREE = Path("/usr/share/mediawiki")
NEEDED = "Debian's packages mediawiki, php-cli and php-sqlite3"
_LINKS = ("LocalSettings.php", "config", "images", "extensions", "extensions-core")
"""What the package links to its system-wide wiki, and extensions, which are not used."""


@dataclass(frozen=True, slots=True)
class MediaWiki:
    folder: Path
    server: str
    """`http://127.0.0.1:PORT`"""

    @property
    def api(self) -> str:
        return f"{self.server}/api.php"

    def maintenance(self, script: str, *arguments: str) -> str:
        """Runs a maintenance script; its output. Fails with all it said."""
        command = ["php", f"maintenance/{script}.php", *arguments]
        done = subprocess.run(command, cwd=self.folder / "tree", capture_output=True, text=True, timeout=300)
        assert done.returncode == 0, f"{' '.join(command)}: {done.stdout}{done.stderr}"
        return done.stdout


def missing(module: str = "pdo_sqlite") -> str | None:
    """What is not installed here, or None when a MediaWiki can be run. `module`: PHP's for the database."""
    if shutil.which("php") is None or not (TREE / "maintenance" / "install.php").is_file():
        return NEEDED
    modules = subprocess.run(["php", "-m"], capture_output=True, text=True, timeout=60).stdout.split()
    return None if module in modules else NEEDED


@contextmanager
def running(folder: Path, export: Path, settings: str = "", database: Sequence[str] = ()) -> Iterator[MediaWiki]:
    """`export`: the XML file that is imported; `settings`: PHP appended to LocalSettings.php; `database`: arguments
    of install.php that say which one it uses, SQLite without them."""
    tree = folder / "tree"
    ignored = shutil.ignore_patterns(*_LINKS)
    shutil.copytree(
        TREE, tree, symlinks=True, ignore=lambda path, names: ignored(path, names) if Path(path) == TREE else []
    )
    for name in ("images", "extensions"):
        (tree / name).mkdir()
    (folder / "data").mkdir()
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    wiki = MediaWiki(folder, f"http://127.0.0.1:{port}")
    wiki.maintenance(
        "install",
        *(database or ("--dbtype", "sqlite", "--dbpath", str(folder / "data"))),
        *("--server", wiki.server),
        *("--scriptpath", "", "--pass", "a long enough passphrase", "Test wiki", "admin"),
    )
    with (tree / "LocalSettings.php").open("a") as file:
        file.write(settings)
    wiki.maintenance("importDump", str(export.resolve()))
    wiki.maintenance("runJobs")  # categories are filled by jobs
    with (folder / "server.log").open("wb") as log:
        server = subprocess.Popen(
            ["php", "-S", f"127.0.0.1:{port}"],
            cwd=tree,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            env={key: value for key, value in os.environ.items() if key != "PHP_CLI_SERVER_WORKERS"},
        )
        try:
            _wait(server, port, folder / "server.log")
            yield wiki
        finally:
            server.terminate()
            try:
                server.wait(10)
            except subprocess.TimeoutExpired:
                server.kill()
                server.wait()
            shutil.rmtree(tree)  # 200 MB that nobody wants to look at


def _wait(server: subprocess.Popen[bytes], port: int, log: Path) -> None:
    for _ in range(200):
        assert server.poll() is None, f"the server has ended: {log.read_text()}"
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            return
        except OSError:
            time.sleep(0.05)
    raise AssertionError(f"the server does not answer: {log.read_text()}")
