"""Make pictures of the Word document of an example as LibreOffice prints it, for docs/pages/.

Needs soffice with a Chinese font and pdftoppm; which fonts are installed decides how letters look.
"""

from __future__ import annotations

import subprocess
import tempfile
from pathlib import Path

from shengzhou_quality import evaluate, load_plan, read_actuals, render

ROOT = Path(__file__).parent.parent
EXAMPLE = ROOT / "examples" / "failing-2025.xlsx"
PAGES = {
    "zh": {1: "title", 2: "table", 4: "attention"},
    "en": {1: "title", 2: "table", 5: "attention"},
}
"""Which printed pages are shown, and under which names."""

_DOTS = "60"


def make(lang: str, folder: Path) -> None:
    plan = load_plan()
    report = evaluate(plan, read_actuals([EXAMPLE], plan))
    document = folder / "report.docx"
    document.write_bytes(render(report, "docx", language=lang))
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    options = ["--headless", "--convert-to", "pdf", "--outdir", str(folder), str(document)]
    subprocess.run(["soffice", profile, *options], check=True, capture_output=True)
    for page, name in PAGES[lang].items():
        target = ROOT / "docs" / "pages" / lang / f"word-{name}"
        number = ["-f", str(page), "-l", str(page), "-singlefile"]
        made = ["-r", _DOTS, "-gray", "-png", str(document.with_suffix(".pdf")), str(target)]
        subprocess.run(["pdftoppm", *number, *made], check=True)
        print(f"wrote {target.relative_to(ROOT)}.png")


if __name__ == "__main__":
    for language in PAGES:
        with tempfile.TemporaryDirectory() as temporary:
            make(language, Path(temporary))
