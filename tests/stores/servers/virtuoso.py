"""OpenLink Virtuoso: the program `virtuoso-t` of Debian's package virtuoso-opensource-7, with an ini of our own."""

from __future__ import annotations

import re
import shutil
import subprocess

from kg.stores.credentials import Credentials

from .base import Server, free_port, needed

# https://docs.openlinksw.com/virtuoso/ch-server/#virtini; Parameters.ServerPort is that of SQL.
_INI = """\
[Database]
DatabaseFile = virtuoso.db
ErrorLogFile = virtuoso.log
LockFile = virtuoso.lck
TransactionFile = virtuoso.trx
xa_persistent_file = virtuoso.pxa
FileExtend = 200

[TempDatabase]
DatabaseFile = temporary.db
TransactionFile = temporary.trx

[Parameters]
ServerPort = 127.0.0.1:{sql}
DisableUnixSocket = 1
NumberOfBuffers = 20000
MaxDirtyBuffers = 12000
DirsAllowed = .

[HTTPServer]
ServerPort = 127.0.0.1:{http}
ServerRoot = .
ServerThreads = 10
MaxClientConnections = 10

[SPARQL]
ResultSetMaxRows = 100000
"""


class Virtuoso(Server):
    flavor = "virtuoso"
    # What a new database has; nobody but this machine can reach it.
    credentials = Credentials("digest", "dba", "dba")

    def prepare(self) -> None:
        # The name of the file, without .ini, must not be that of the database.
        ini = _INI.format(sql=free_port(), http=self.port)
        (self.folder / "server.ini").write_text(ini, encoding="utf-8")
        # What a killed server leaves tells the next one that the database is in use.
        (self.folder / "virtuoso.lck").unlink(missing_ok=True)

    def command(self) -> list[str]:
        return [_program(), "-f", "+configfile", "server.ini"]

    @classmethod
    def version(cls) -> str:
        done = subprocess.run([_program(), "-?"], capture_output=True, text=True)
        found = re.search(r"Version ([0-9.]+)", done.stdout + done.stderr)
        assert found is not None
        return found[1]


def _program() -> str:
    return shutil.which("virtuoso-t") or needed("virtuoso-t: Debian's package virtuoso-opensource-7")
