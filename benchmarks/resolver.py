"""What `kg resolver build` takes for a wiki of so many titles, and a look-up in what it built.

python benchmarks/resolver.py --titles 25000000 --folder /var/tmp/resolver

The dumps are generated, in the layout and the shares of the English Wikipedia: of the titles 40% are articles, 6%
categories, the rest redirects, a quarter of them to a section; four rows of page_props for each article, one of which
is its Wikidata item. Dumps that the folder has are used again. Memory is the peak of the process that builds, with
all that the kernel counts for it (VmHWM).
"""

from __future__ import annotations

import argparse
import gzip
import random
import re
import subprocess
import sys
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from time import perf_counter, process_time

from kg.resolver.sqldump import literal, rows
from kg.resolver.table import open_resolver

CREATE = {
    "page": "page_id page_namespace page_title page_is_redirect page_is_new page_random page_touched "
    "page_links_updated page_latest page_len page_content_model page_lang",
    "redirect": "rd_from rd_namespace rd_title rd_interwiki rd_fragment",
    "page_props": "pp_page pp_propname pp_value pp_sortkey",
}
SYLLABLES = [
    first + last for first in "b ch d f g h j k l m n p r s st t tr v w".split() for last in "a ai e i o ou u".split()
]
ROWS = 8000
"""Rows of one INSERT: mysqldump fills about a megabyte."""


def title(number: int) -> bytes:
    """The title of a number: two or three invented words and, for some, brackets."""
    words = []
    seed = number * 2654435761 % (1 << 40)
    for _ in range(2 + number % 2):
        word = ""
        for _ in range(3):
            seed, syllable = divmod(seed, len(SYLLABLES))
            word += SYLLABLES[syllable]
            seed += number
        words.append(word.capitalize())
    tail = ("", "_(film)", f",_{number % 97}", "_d'Été")[number % 4]
    return f"{'_'.join(words)}_{number:x}{tail}".encode()


def is_redirect(number: int) -> bool:
    return number % 50 >= 23


def namespace(number: int) -> int:
    return 14 if number % 50 < 3 else 0


def tables(titles: int) -> dict[str, Iterator[bytes]]:
    return {"page": _pages(titles), "redirect": _redirects(titles), "page_props": _props(titles)}


def _pages(titles: int) -> Iterator[bytes]:
    for number in range(1, titles + 1):
        yield b"(%d,%d,%b,%d,0,0.%012d,'20240401123456','20240401123457',%d,%d,'wikitext',NULL)" % (
            number * 3, namespace(number), literal(title(number)), is_redirect(number), number * 7919 % 10**12,
            1_200_000_000 + number, number % 90_000,
        )  # fmt: skip


def _redirects(titles: int) -> Iterator[bytes]:
    for number in range(1, titles + 1):
        if is_redirect(number):
            # An article: the remainder by 50 is from 3 to 22.
            target = number * 7 % titles // 50 * 50 + 3 + number % 20
            section = literal(b"Cast and crew" if number % 4 == 0 else b"")
            yield b"(%d,0,%b,'',%b)" % (number * 3, literal(title(target)), section)


def _props(titles: int) -> Iterator[bytes]:
    for number in range(1, titles + 1):
        if not is_redirect(number):
            page = number * 3
            yield b"(%d,'defaultsort',%b,NULL)" % (page, literal(title(number)))
            yield b"(%d,'page_image_free','Some_picture_%d.jpg',NULL)" % (page, number)
            yield b"(%d,'wikibase-shortdesc','Something with a \\'quote\\'',NULL)" % page
            yield b"(%d,'wikibase_item','Q%d',%d)" % (page, number * 5, number * 5)


def generate(folder: Path, titles: int) -> dict[str, Path]:
    """The three dumps, packed."""
    folder.mkdir(parents=True, exist_ok=True)
    found = {}
    for table, values in tables(titles).items():
        found[table] = path = folder / f"{table}-{titles}.sql.gz"
        if path.exists():
            continue
        temporary = path.with_suffix(".tmp")
        with gzip.open(temporary, "wb", compresslevel=1) as file:
            columns = ",\n".join(f"  `{name}` varbinary(255) DEFAULT NULL" for name in CREATE[table].split())
            file.write(f"-- MySQL dump 10.19\nCREATE TABLE `{table}` (\n{columns}\n) ENGINE=InnoDB;\n".encode())
            batch: list[bytes] = []
            for row in values:
                batch.append(row)
                if len(batch) == ROWS:
                    file.write(b"INSERT INTO `%b` VALUES %b;\n" % (table.encode(), b",".join(batch)))
                    batch.clear()
            if batch:
                file.write(b"INSERT INTO `%b` VALUES %b;\n" % (table.encode(), b",".join(batch)))
        temporary.rename(path)
    return found


BUILD = """
import sys
from kg.cli import main
status = main(sys.argv[1:])
print(open("/proc/self/status").read())
raise SystemExit(status)
"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--titles", type=int, default=1_000_000)
    parser.add_argument("--folder", type=Path, default=Path("/var/tmp/filmkg-resolver"))
    parser.add_argument("--look-ups", type=int, default=100_000)
    arguments = parser.parse_args()
    titles: int = arguments.titles
    dumps = generate(arguments.folder, titles)
    output = arguments.folder / f"resolver-{titles}"
    packed = sum(path.stat().st_size for path in dumps.values())
    print(f"{titles:,} titles; dumps {packed / 1e6:,.0f} MB packed")

    begin = process_time()
    count = sum(1 for _ in rows(str(dumps["redirect"]), "redirect", ("rd_from", "rd_title")))
    spent = process_time() - begin
    print(f"read redirect        {spent:9.1f} s CPU, {count / spent:12,.0f} rows a second")

    begin = perf_counter()
    command = [
        sys.executable, "-c", BUILD, "resolver", "build", "--page", dumps["page"], "--redirect", dumps["redirect"],
        "--page-props", dumps["page_props"], "-o", output,
    ]  # fmt: skip
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    spent = perf_counter() - begin
    peak = re.search(r"VmHWM:\s*([0-9]+) kB", done.stdout)
    assert peak is not None, done.stdout
    files = sorted(output.iterdir())
    size = sum(path.stat().st_size for path in files)
    print(done.stderr.strip())
    print(f"build                {spent:9.1f} s, peak memory {int(peak[1]) / 1024:,.0f} MB")
    print(f"on disk              {size / 1e6:9.1f} MB, {size / titles:.1f} bytes a title")
    digest = sha256()
    for path in files:
        with path.open("rb") as file:
            while chunk := file.read(1 << 20):
                digest.update(chunk)
    print(f"sha256               {digest.hexdigest()[:16]}")

    resolver = open_resolver(str(output))
    choice = random.Random(5)
    numbers = [choice.randrange(1, titles + 1) for _ in range(arguments.look_ups)]
    asked = [("Category:" if namespace(n) else "") + title(n).decode().replace("_", " ") for n in numbers]
    for name in ("look up, at first", "look up, again"):
        begin = perf_counter()
        found = resolver.look_up(asked)
        spent = perf_counter() - begin
        print(f"{name:20} {spent / len(asked) * 1e6:9.1f} µs a title")
    for number, name in zip(numbers, asked, strict=True):
        page = found[name]
        assert page.exists, name
        assert is_redirect(number) != (page.title == name), name
        assert (page.item is None) == ("#" in page.title), name
    red = resolver.look_up([name + " x" for name in asked])
    assert not any(page.exists for page in red.values())


if __name__ == "__main__":
    main()
