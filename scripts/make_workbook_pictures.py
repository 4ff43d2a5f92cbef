"""Make pictures of the workbook of an example as LibreOffice prints it, for docs/pages/.

Needs soffice with a Chinese font and pdftoppm; which fonts are installed decides how letters look.
"""

from __future__ import annotations

import subprocess
import tempfile
from pathlib import Path

from shengzhou_quality import evaluate, load_plan, read_actuals, render

ROOT = Path(__file__).parent.parent
EXAMPLE = ROOT / "examples" / "failing-2025.xlsx"
PAGES = {2: "indicators"}
"""Which printed pages are shown, and under which names."""

_DOTS = "96"


def make(lang: str, folder: Path) -> None:
    plan = load_plan()
    report = evaluate(plan, read_actuals([EXAMPLE], plan))
    workbook = folder / "results.xlsx"
    workbook.write_bytes(render(report, "xlsx", language=lang))
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    options = ["--headless", "--convert-to", "pdf", "--outdir", str(folder), str(workbook)]
    subprocess.run(["soffice", profile, *options], check=True, capture_output=True)
    for page, name in PAGES.items():
        target = ROOT / "docs" / "pages" / lang / f"workbook-{name}"
        number = ["-f", str(page), "-l", str(page), "-singlefile"]
        made = ["-r", _DOTS, "-png", str(workbook.with_suffix(".pdf")), str(target)]
        subprocess.run(["pdftoppm", *number, *made], check=True)
        print(f"wrote {target.relative_to(ROOT)}.png")


if __name__ == "__main__":
    for language in ("zh", "en"):
        with tempfile.TemporaryDirectory() as temporary:
            make(language, Path(temporary))
