"""Makes one long file of many counties: a row for each county, indicator and year."""

from __future__ import annotations

import csv
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import layouts
import spreadsheets
from spreadsheets import MAIN, Cell

HEADER: Final = ("地区", "指标名称", "计量单位", "年份", "数值", "备注")
BY: Final = "地区"
OF_A_COUNTY: Final = len(layouts.ITEMS) * len(layouts.YEARS)


def make_csv(path: Path, rows: int, seed: int) -> None:
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(HEADER)
        for row in values(rows, seed):
            writer.writerow(["" if cell is None else cell for cell in row])


def make_xlsx(path: Path, rows: int, seed: int) -> None:
    strings: dict[str, int] = {}
    parts = {**spreadsheets.package(["数据"]), **spreadsheets.look(0)}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(spreadsheets.member(name), content)
        sheet = spreadsheets.member("xl/worksheets/sheet1.xml")
        with archive.open(sheet, "w", force_zip64=True) as file:
            file.write(f'<worksheet xmlns="{MAIN}"><sheetData>'.encode())
            file.write(spreadsheets.row_xml(1, HEADER, strings).encode())
            for number, row in enumerate(values(rows, seed), 2):
                file.write(spreadsheets.row_xml(number, row, strings).encode())
            file.write(b"</sheetData></worksheet>")
        shared = "".join(map(spreadsheets.shared_string, strings))
        archive.writestr(
            spreadsheets.member("xl/sharedStrings.xml"), f'<sst xmlns="{MAIN}">{shared}</sst>'
        )


def values(rows: int, seed: int) -> Iterator[tuple[Cell, ...]]:
    """So many rows; the last county may have fewer than 115."""
    for number in range(rows):
        county = layouts.county(number // OF_A_COUNTY, layouts.COUNTIES, seed)
        item, year = divmod(number % OF_A_COUNTY, len(layouts.YEARS))
        indicator = layouts.ITEMS[item]
        value = county.values[indicator.id][layouts.YEARS[year]]
        remark = f"第{number}号来文" if number % 4 == 0 else None
        yield county.name, indicator.name, indicator.unit, layouts.YEARS[year], value, remark
