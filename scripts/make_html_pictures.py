"""Make docs/pages/: the HTML page of an example as Chromium shows and prints it.

No test compares the pictures: fonts differ from machine to machine.
"""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

from picture_pages import page_with, picture

from shengzhou_quality import evaluate, load_plan, read_actuals, render
from shengzhou_quality.words import Words

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "docs" / "pages"
EXAMPLE = "examples/failing-2025.xlsx"

sys.path.insert(0, str(ROOT / "tests"))
try:
    from chromium import Chromium
finally:
    sys.path.pop(0)


class Picture(NamedTuple):
    """What of the page is shown: from which element on, or which row, and which rows are open."""

    name: str
    width: int
    height: int
    start: str | int
    opened: tuple[int, ...] = ()
    dark: bool = False


PICTURES = (
    Picture("rows", 1440, 980, "form", (4, 18)),
    Picture("dark", 1440, 980, "form", (7, 12), dark=True),
    Picture("phone", 390, 900, 4, (4,)),
    Picture("tablet", 768, 900, 4, (4,)),
    Picture("wide", 1920, 900, 13, (18,)),
)
PRINTED = "printed"
"""The sheet of paper on which the first item is explained that is not met."""
LANGUAGES = ("zh", "en")
_ROWS = "document.querySelectorAll('tbody.row[data-choice0]')"
_SCROLL = "window.scrollTo(0, {one}.getBoundingClientRect().top + window.scrollY - 16)"


def _element(start: str | int) -> str:
    return f"{_ROWS}[{start}]" if isinstance(start, int) else f"document.querySelector('{start}')"


def main() -> int:
    os.chdir(ROOT)  # the page names the file as it was given
    plan = load_plan()
    report = evaluate(plan, read_actuals([EXAMPLE], plan))
    with tempfile.TemporaryDirectory() as folder, Chromium() as browser:
        for language in LANGUAGES:
            page = Path(folder) / f"{language}.html"
            page.write_bytes(render(report, "html", language=language))
            (FOLDER / language).mkdir(parents=True, exist_ok=True)
            for one in PICTURES:
                browser.open(page, width=one.width, height=one.height, dark=one.dark)
                for row in one.opened:
                    browser.js(f"{_ROWS}[{row}].querySelector('details').open = true")
                browser.js(_SCROLL.format(one=_element(one.start)))
                browser.picture(FOLDER / language / f"{one.name}.png")
            browser.open(page)
            sheets = Path(folder) / f"{language}.pdf"
            sheets.write_bytes(browser.pdf())
            label = Words(language)("chart.title")
            number = page_with(sheets, label)
            picture(sheets, number, FOLDER / language / f"{PRINTED}.png")
    return 0


if __name__ == "__main__":
    sys.exit(main())
