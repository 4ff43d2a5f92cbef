"""Make the binary files of `tests/data/`: correct and faulty workbooks, from rows written here.

    python scripts/make_test_data.py               writes the .xlsx files and broken ones
    python scripts/make_test_data.py --converted   also writes the files of LibreOffice

The text files there are written by hand, and so is every expectation (`NAME.expect.yaml`), so
that no expectation comes from the tool itself. LibreOffice writes different bytes every time,
so its files are made once and kept.
"""

from __future__ import annotations

import argparse
import subprocess
import tempfile
from pathlib import Path
from typing import Final

from data_files_broken import BROKEN, encrypted
from data_files_faulty import FAULTY
from data_files_layouts import LAYOUTS
from data_files_shown import SHOWN_CONVERTED, SHOWN_INVALID, SHOWN_VALID
from data_files_told_apart import TOLD_APART
from data_files_values import CONVERTED, VALUES

DATA: Final = Path(__file__).resolve().parent.parent / "tests" / "data"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--converted", action="store_true")
    asked = parser.parse_args()
    for name, book in (LAYOUTS | VALUES | SHOWN_VALID | TOLD_APART).items():
        (DATA / "valid" / name).write_bytes(book.save())
    for name, book in (FAULTY | SHOWN_INVALID).items():
        (DATA / "invalid" / name).write_bytes(book.save())
    for name, content in BROKEN.items():
        (DATA / name).write_bytes(content)
    if asked.converted:
        (DATA / "invalid" / "encrypted.xlsx").write_bytes(encrypted())
        for name, (book, kind) in (CONVERTED | SHOWN_CONVERTED).items():
            (DATA / name).write_bytes(_converted(book.save(), kind))


def _converted(workbook: bytes, kind: str) -> bytes:
    """A workbook as LibreOffice saves it: `xls`, `ods` or `xlsx`."""
    suffix = kind.partition(":")[0]
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "in" / "data.xlsx"
        source.parent.mkdir()
        source.write_bytes(workbook)
        subprocess.run(
            ["soffice", "--headless", f"-env:UserInstallation=file://{folder}/profile",
             "--convert-to", kind, "--outdir", folder, str(source)],
            check=True, capture_output=True, timeout=120,
        )  # fmt: skip
        return (Path(folder) / f"data.{suffix}").read_bytes()


if __name__ == "__main__":
    main()
