"""Apache Jena Fuseki: the runnable jar `org.apache.jena:jena-fuseki-server`, named by FILMKG_FUSEKI_JAR or in
Maven's local repository."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path
from typing import ClassVar

from kg.stores.credentials import Credentials
from kg.stores.flavors import Protocol

from .base import Server, needed

_LOCAL = ".m2/repository/org/apache/jena/jena-fuseki-server"


class Fuseki(Server):
    flavor = "fuseki"
    union: ClassVar = {"default-graph-uri": "urn:x-arq:UnionGraph"}
    atomic = frozenset[Protocol]({"update"})
    credentials = Credentials("basic", "films", "se:cret with a space")

    @property
    def endpoint(self) -> str:
        return f"http://127.0.0.1:{self.port}/films"

    def prepare(self) -> None:
        (self.folder / "data").mkdir(exist_ok=True)
        user, password = self.credentials.user, self.credentials.secret
        (self.folder / "passwords").write_text(f"{user}: {password}\n", encoding="utf-8")

    def command(self) -> list[str]:
        return [
            *_java(), "--localhost", f"--port={self.port}", "--auth=basic", "--passwd=passwords",
            "--tdb2", "--update", "--loc=data", "/films",
        ]  # fmt: skip

    @classmethod
    def version(cls) -> str:
        done = subprocess.run([*_java(), "--version"], capture_output=True, text=True, check=True)
        return (done.stdout + done.stderr).split()[-1]


def _java() -> list[str]:
    java = shutil.which("java") or needed("java")
    named = os.environ.get("FILMKG_FUSEKI_JAR")
    found = [Path(named)] if named else sorted((Path.home() / _LOCAL).glob("*/jena-fuseki-server-*.jar"))
    if not found or not found[-1].is_file():
        needed("Apache Jena Fuseki: FILMKG_FUSEKI_JAR=…/jena-fuseki-server-VERSION.jar")
    return [java, "-Xmx1g", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-jar", str(found[-1].absolute())]
