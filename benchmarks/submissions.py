"""Makes the submissions of a country: as many files as asked for, no two of them the same.

    python benchmarks/submissions.py FOLDER --files 14250           30 provinces, 2,850 counties
    python benchmarks/submissions.py FOLDER --files 100 --seed 7    others

Each county sends a file for each of five years. Its layout is one of twelve, with its own values,
units, notes and style; three of ten files are .csv, .ods or written by openpyxl. One file of
twenty is broken or hostile (`broken_files.py`). Names of places and all values are invented. The
same number of files and the same seed give the same bytes.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Final, NamedTuple

import broken_files
import layouts
import spreadsheets
from layouts import COUNTIES, YEARS, County

BROKEN_EACH: Final = 20
COUNTRY: Final = 14_250


class Made(NamedTuple):
    """A file that was made: what it is, and whether `sqc evaluate` can judge it.

    `header` are the numbers of the rows of its header, for programs that must be told.
    """

    path: Path
    kind: str
    judged: bool
    header: tuple[int, ...] = ()


@dataclass(frozen=True)
class Asked:
    """What to make. `plain`: readable .xlsx only, which every peer can read."""

    files: int
    seed: int = 17
    plain: bool = False


def make(folder: Path, asked: Asked) -> Iterator[Made]:
    """Write the files one after the other, in a tree of provinces and counties."""
    for number in range(asked.files):
        county, year = county_of(number, asked.seed), YEARS[number % len(YEARS)]
        path = folder / place_of(county, year)
        path.parent.mkdir(parents=True, exist_ok=True)
        if not asked.plain and is_broken(number):
            kind = broken_files.KINDS[number // BROKEN_EACH % len(broken_files.KINDS)]
            path = path.with_suffix(kind.suffix)
            path.write_bytes(kind.make(county, year))
            yield Made(path, kind.name, kind.judged)
            continue
        layout = layouts.layout_of(county, year)
        random = Random(f"{asked.seed}/{number}")  # noqa: S311 - reproducible, not secret
        sheets = layout(county, year, random)
        suffix, content = written(sheets, county, random.random(), plain=asked.plain)
        path = path.with_suffix(suffix)
        path.write_bytes(content)
        yield Made(path, layout.__name__, judged=True, header=header_of(layout, sheets[0]))


def is_broken(number: int) -> bool:
    """One of each twenty, in every year of them."""
    group, place = divmod(number, BROKEN_EACH)
    return place == (7 * group + 3) % BROKEN_EACH


def written(
    sheets: list[spreadsheets.Sheet], county: County, chance: float, *, plain: bool
) -> tuple[str, bytes]:
    """Seven of ten as Excel would, one by openpyxl, two as .csv or .ods if they have one sheet."""
    if chance < 0.1:
        return ".xlsx", spreadsheets.by_openpyxl(sheets)
    if chance >= 0.3 or plain or len(sheets) > 1:
        return ".xlsx", spreadsheets.xlsx(sheets, county.number)
    if chance < 0.15:
        return ".ods", spreadsheets.ods(sheets)
    encoding = "gb18030" if chance < 0.2 else "utf-8-sig"
    return ".csv", spreadsheets.as_csv(sheets[0].rows, encoding)


def header_of(layout: layouts.Layout, sheet: spreadsheets.Sheet) -> tuple[int, ...]:
    """The first row that is no title, and the second of the one header that has two."""
    first = next(
        number
        for number, row in enumerate(sheet.rows, 1)
        if sum(cell is not None for cell in row) > 1
    )
    return (first, first + 1) if layout is layouts.merged_header else (first,)


def county_of(number: int, seed: int) -> County:
    return layouts.county(number // len(YEARS), COUNTIES, seed)


def place_of(county: County, year: int) -> Path:
    """Three ways in which provinces keep their files: by county, by year, all in one folder."""
    province = Path(county.province)
    if county.number % 3 == 0:
        return province / county.name / f"{year}.xlsx"
    if county.number % 3 == 1:
        return province / str(year) / f"{county.name}.xlsx"
    return province / f"{county.name}{year}年.xlsx"


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--files", type=int, default=COUNTRY)
    parser.add_argument("--seed", type=int, default=17)
    parser.add_argument("--plain", action="store_true", help="readable .xlsx only")
    options = parser.parse_args()
    made = list(make(options.folder, Asked(options.files, options.seed, options.plain)))
    refused = sum(not one.judged for one in made)
    print(f"{len(made)} files, of which {refused} cannot be judged")
    return 0


if __name__ == "__main__":
    sys.exit(main())
