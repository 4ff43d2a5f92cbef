"""Find a printed page by what stands on it, and make its picture; needs poppler."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

_DOTS = "60"
"""An inch: a sheet of paper is small in a guide."""


def page_with(printed: Path, text: str) -> int:
    """Return the number, from 1, of the first page of a PDF where a line begins with the text.

    Spaces do not count: between Han characters and digits a printed line has more of them.
    """
    made = subprocess.run(
        ["pdftotext", "-layout", str(printed), "-"], check=True, capture_output=True
    )
    wanted = _closed_up(text)
    for number, page in enumerate(made.stdout.decode().split("\f"), 1):
        if any(_closed_up(line).startswith(wanted) for line in page.splitlines()):
            return number
    raise LookupError(f"{printed}: no line of any page begins with {text}")


def _closed_up(text: str) -> str:
    return re.sub(r"\s+", "", text)


def picture(printed: Path, number: int, target: Path) -> None:
    """Write one page of a PDF as a grey PNG."""
    target.parent.mkdir(parents=True, exist_ok=True)
    pages = ["-f", str(number), "-l", str(number), "-singlefile"]
    made = ["-r", _DOTS, "-gray", "-png", str(printed), str(target.with_suffix(""))]
    subprocess.run(["pdftoppm", *pages, *made], check=True)
