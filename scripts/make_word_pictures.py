"""Make pictures of the Word document of an example as LibreOffice prints it, for docs/pages/.

Needs soffice with a Chinese font and poppler; which fonts are installed decides how letters look.
"""

from __future__ import annotations

import os
import subprocess
import tempfile
from pathlib import Path

from picture_pages import page_with, picture

from shengzhou_quality import evaluate, load_plan, read_actuals, render
from shengzhou_quality.pages.model import Medium, Section
from shengzhou_quality.pages.report import page
from shengzhou_quality.words import LANGUAGES, Words

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "docs" / "pages"
EXAMPLE = "examples/failing-2025.xlsx"
SECTIONS = {1: "table", 2: "attention"}
"""Which sections are shown by the page that they begin on, and under which names."""


def make(lang: str, folder: Path) -> None:
    plan = load_plan()
    report = evaluate(plan, read_actuals([EXAMPLE], plan))
    document = folder / "report.docx"
    document.write_bytes(render(report, "docx", language=lang))
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    options = ["--headless", "--convert-to", "pdf", "--outdir", str(folder), str(document)]
    subprocess.run(["soffice", profile, *options], check=True, capture_output=True)
    printed = document.with_suffix(".pdf")
    blocks = page(report, Words(lang), Medium.DOCUMENT).blocks
    sections = [one for one in blocks if isinstance(one, Section)]
    shown = {name: page_with(printed, sections[place].heading) for place, name in SECTIONS.items()}
    for name, number in {"title": 1, **shown}.items():
        target = FOLDER / lang / f"word-{name}.png"
        picture(printed, number, target)
        print(f"wrote {target.relative_to(ROOT)}")


if __name__ == "__main__":
    os.chdir(ROOT)  # the document names the file as it was given
    for language in LANGUAGES:
        with tempfile.TemporaryDirectory() as temporary:
            make(language, Path(temporary))
