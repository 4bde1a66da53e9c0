"""A real MariaDB for tests, on a socket in a folder: Debian's `mariadb-server`."""

from __future__ import annotations

import getpass
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

NEEDED = "Debian's packages mariadb-server and php-mysql"
SERVER = shutil.which("mariadbd", path="/usr/sbin:/usr/bin:/usr/local/sbin:/usr/local/bin")


@dataclass(frozen=True, slots=True)
class MariaDB:
    socket: Path

    def run(self, statements: str, database: str = "") -> bytes:
        """What the server answers to some SQL."""
        return self._client("mariadb", "--batch", *([database] if database else []), given=statements.encode())

    def dump(self, database: str, table: str, *options: str) -> bytes:
        """The dump of a table, as mariadb-dump writes it."""
        return self._client("mariadb-dump", "--single-transaction", *options, database, table)

    def _client(self, program: str, *arguments: str, given: bytes = b"") -> bytes:
        command = [program, "--no-defaults", f"--socket={self.socket}", "--user=root", *arguments]
        done = subprocess.run(command, input=given, capture_output=True, timeout=120)
        assert done.returncode == 0, f"{' '.join(command)}: {done.stderr.decode()}"
        return done.stdout


def missing() -> str | None:
    """What is not installed here, or None when the server can be run."""
    return NEEDED if SERVER is None or shutil.which("mariadb-install-db") is None else None


@contextmanager
def running() -> Iterator[MariaDB]:
    """A new server without networking, until the block is left."""
    assert SERVER is not None
    # Not pytest's folder: the path of a socket may have 107 bytes.
    folder = Path(tempfile.mkdtemp(prefix="mariadb-"))
    database = MariaDB(folder / "socket")
    user = f"--user={getpass.getuser()}"
    server = None
    try:
        subprocess.run(
            ["mariadb-install-db", "--no-defaults", user, f"--datadir={folder / 'data'}", "--skip-test-db",
             "--auth-root-authentication-method=normal"],
            check=True, capture_output=True, timeout=120,
        )  # fmt: skip
        with (folder / "log").open("wb") as log:
            server = subprocess.Popen(
                [SERVER, "--no-defaults", user, f"--datadir={folder / 'data'}", f"--socket={database.socket}",
                 f"--pid-file={folder / 'pid'}", "--skip-networking", "--innodb-buffer-pool-size=32M"],
                stdin=subprocess.DEVNULL, stdout=log, stderr=log,
            )  # fmt: skip
        for _ in range(600):
            assert server.poll() is None, (folder / "log").read_text()
            if database.socket.exists():
                break
            time.sleep(0.05)
        yield database
    finally:
        if server is not None:
            server.terminate()
            try:
                server.wait(20)
            except subprocess.TimeoutExpired:
                server.kill()
                server.wait()
        shutil.rmtree(folder)
