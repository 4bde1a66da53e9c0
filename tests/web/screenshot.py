"""Makes docs/film-page.png, the picture in the README: `python -m tests.web.screenshot`."""

from __future__ import annotations

import tempfile
from pathlib import Path

import kg
from kg.stores.embedded import writable

from ..conftest import ROOT, SAMPLE
from .browser import chromium
from .test_server import serving

PICTURE = ROOT / "docs" / "film-page.png"
_WIDTH, _HEIGHT = 1160, 1120


def main() -> None:
    """Serves the sample as a user would, and takes a picture of its page with one source open."""
    from pyoxigraph import RdfFormat

    with tempfile.TemporaryDirectory() as folder:
        directory = str(Path(folder) / "films.store")
        pages = [kg.extract(page) for page in kg.read(SAMPLE)]  # type: ignore[arg-type]  # the sample is one page
        with writable(directory) as store:
            store.load(kg.serialize(pages, "nquads"), format=RdfFormat.N_QUADS)
        with serving("--store", directory, "--port", 0, "--source", SAMPLE) as (_, address, _), chromium() as browser:
            page = browser.new_page(viewport={"width": _WIDTH, "height": _HEIGHT}, color_scheme="light")
            page.goto(address + "page/Leaving_Las_Vegas")
            page.locator("dd", has_text="United Artists").locator("summary").click()
            page.mouse.move(0, 0)
            page.evaluate("scrollTo(0, 0)")
            page.screenshot(path=PICTURE)
    print(f"{PICTURE.relative_to(ROOT)}: {PICTURE.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
