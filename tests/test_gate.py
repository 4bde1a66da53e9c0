"""The quality gate over what the project itself carries: the case files and the sample article, fact by fact.

tests/data/floors.json has, under `carried`, how many facts of each field are expected there at least and the F1 below
which none may fall, with a fingerprint of the expectations: they change only together with it. The gate over real
articles beside the checkout is in tests/test_fidelity.py.

    python -m tests.test_gate    # after cases were added: writes the fingerprint and raises the counts
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter, defaultdict
from collections.abc import Iterator

import kg
from kg.extraction.reader import Reader
from kg.model import Page
from tests.conftest import ROOT, SAMPLE
from tests.extraction.parts import PARTS
from tests.extraction.show import show
from tests.extraction.test_cases import ALL, CASES, run

FLOORS = ROOT / "tests" / "data" / "floors.json"
SAMPLE_FACTS = ROOT / "tests" / "data" / "sample.facts"
"""The facts of the sample article, one a line as in the case files, held against a reader's annotation of it."""

Facts = Counter[tuple[str, str]]
"""(where, line) of each fact."""


def sample_facts() -> Iterator[str]:
    [page] = kg.read(str(SAMPLE))
    assert isinstance(page, Page)
    for part in PARTS.values():
        for fact in part(Reader(page)):
            yield from show(fact)


def facts() -> tuple[Facts, Facts]:
    """(expected, found) in all cases and the sample."""
    expected: Facts = Counter()
    found: Facts = Counter()
    for case in ALL:
        where = f"{case.part}: {case.name}"
        expected.update((where, line) for line in case.facts.splitlines())
        found.update((where, line) for line in run(PARTS[case.part], case).splitlines())
    expected.update(("sample", line) for line in SAMPLE_FACTS.read_text("utf-8").splitlines())
    found.update(("sample", line) for line in sample_facts())
    return expected, found


def fields(counted: Facts) -> dict[str, Facts]:
    """The facts by the word their lines begin with."""
    out: defaultdict[str, Facts] = defaultdict(Counter)
    for (where, line), count in counted.items():
        out[line.split(":")[0].strip()][where, line] += count
    return dict(out)


def fingerprint() -> str:
    digest = hashlib.sha256()
    for file in (*sorted(CASES.glob("*.txt")), SAMPLE, SAMPLE_FACTS):
        digest.update(file.name.encode() + b"\0" + file.read_bytes())
    return digest.hexdigest()[:16]


def test_floors_of_what_is_carried() -> None:
    floors = json.loads(FLOORS.read_text("utf-8"))["carried"]
    assert fingerprint() == floors["fingerprint"], "cases changed: python -m tests.test_gate"
    expected, found = facts()
    wanted, given = fields(expected), fields(found)
    few = {field: (wanted.get(field, Counter()).total(), n) for field, n in floors["facts"].items()}
    assert few
    assert {field: counts for field, counts in few.items() if counts[0] < counts[1]} == {}
    for field, of_field in wanted.items():
        right = (of_field & given.get(field, Counter())).total()
        f1 = 2 * right / (of_field.total() + given.get(field, Counter()).total())
        assert f1 >= floors["f1"], field
    assert set(given) <= set(wanted)


if __name__ == "__main__":
    written = json.loads(FLOORS.read_text("utf-8"))
    before = written.get("carried", {"facts": {}})
    counts = {field: of_field.total() for field, of_field in sorted(fields(facts()[0]).items())}
    written["carried"] = {
        "fingerprint": fingerprint(),
        "f1": 1.0,
        "facts": {field: max(count, before["facts"].get(field, 0)) for field, count in counts.items()},
    }
    FLOORS.write_text(json.dumps(written, indent=1, ensure_ascii=False) + "\n", "utf-8")
