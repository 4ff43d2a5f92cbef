"""Write the table of an office in its own layout and format, and know what stands in which cell."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import openpyxl
from openpyxl.utils import get_column_letter
from raw_files import ods_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

Slot = tuple[str, int | None]
"""An item and a year; without a year for a state or words."""

Lines = list[list[Any]]


@dataclass(frozen=True, slots=True)
class Table:
    """The name of a file, its content, and what each cell holds (`file:sheet!C5`, `file:3:2`)."""

    name: str
    content: bytes
    cells: dict[str, Slot] = field(default_factory=dict)
    values: dict[Slot, object] = field(default_factory=dict)


Values = dict[Slot, object]


def wide(
    values: Values, names: Mapping[str, str], **options: Any
) -> tuple[Lines, dict[tuple[int, int], Slot]]:
    """A row an item, a column a year; `serials` numbers the rows in the office's own way."""
    years = sorted({year for _, year in values if year is not None})
    heads: Mapping[int, str] = options.get("heads", {})
    beside: Sequence[tuple[str, Mapping[str, object]]] = options.get("beside", ())
    numbered = bool(options.get("serials"))
    head = [
        "指标",
        *(heads.get(year, f"{year}年") for year in years),
        *(text for text, _ in beside),
    ]
    lines: Lines = [*options.get("above", []), ["序号", *head] if numbered else head]
    cells: dict[tuple[int, int], Slot] = {}
    for number, item in enumerate(dict.fromkeys(item for item, _ in values), 1):
        row = [names[item], *(values.get((item, year)) for year in years)]
        row += [column.get(item) for _, column in beside]
        lines.append([number, *row] if numbered else row)
        first = 2 + numbered
        cells |= {(len(lines), column): (item, year) for column, year in enumerate(years, first)}
    return lines, cells


def long(
    values: Values, names: Mapping[str, str], **options: Any
) -> tuple[Lines, dict[tuple[int, int], Slot]]:
    """A row a value."""
    lines: Lines = [*options.get("above", []), ["指标", "年份", "数值"]]
    cells: dict[tuple[int, int], Slot] = {}
    for (item, year), value in values.items():
        lines.append([names[item], f"{year}年", value])
        cells[len(lines), 3] = (item, year)
    return lines, cells


def across(
    values: Values, names: Mapping[str, str], **options: Any
) -> tuple[Lines, dict[tuple[int, int], Slot]]:
    """A column an item, a row a year."""
    lines, cells = wide(values, names, **{**options, "above": []})
    turned = [list(row) for row in zip(*lines, strict=True)]
    return turned, {(column, row): slot for (row, column), slot in cells.items()}


def states(
    values: Values, names: Mapping[str, str], **options: Any
) -> tuple[Lines, dict[tuple[int, int], Slot]]:
    """A list of works: what was done of each, and the evidence, but for those in `bare`."""
    bare = options.get("bare", ())
    lines: Lines = [["编号", "任务", "进展情况", "佐证"]]
    cells: dict[tuple[int, int], Slot] = {}
    for (item, year), value in values.items():
        lines.append([item, names[item], value, None if item in bare else "虚构的文件"])
        cells[len(lines), 3] = (item, year)
    return lines, cells


def xlsx(sheets: Mapping[str, Lines]) -> bytes:
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    book.remove(page)
    for title, lines in sheets.items():
        page = book.create_sheet(title)
        for line in lines:
            page.append(line)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def csv_of(lines: Lines, encoding: str = "utf-8-sig") -> bytes:
    stream = io.StringIO()
    csv.writer(stream).writerows(lines)
    return stream.getvalue().encode(encoding)


Part = tuple[str, Any, Values, dict[str, Any]]
"""The title of a sheet, its layout, its values, and options of the layout."""


def make(
    name: str,
    parts: Iterable[Part],
    names: Mapping[str, str],
    *,
    encoding: str = "utf-8-sig",
) -> Table:
    """A file with a sheet for each of `parts` (title, layout, values, options); CSV has one."""
    sheets: dict[str, Lines] = {}
    cells: dict[str, Slot] = {}
    held: Values = {}
    suffix = name.rpartition(".")[2]
    for title, layout, values, options in parts:
        lines, found = layout(values, {**names, **options.get("called", {})}, **options)
        sheets[title] = lines
        for (row, column), slot in found.items():
            cell = f"{get_column_letter(column)}{row}"
            cells[f"{name}:{row}:{column}" if suffix == "csv" else f"{name}:{title}!{cell}"] = slot
        held |= {slot: value for slot, value in values.items() if value is not None}
    if suffix == "csv":
        (lines,) = sheets.values()
        content = csv_of(lines, encoding)
    elif suffix == "ods":
        ((title, lines),) = sheets.items()
        content = ods_of(lines, title)
    else:
        content = xlsx(sheets)
    return Table(name, content, cells, held)


def yaml(name: str, values: Values) -> Table:
    """Figures by item and year."""
    lines = ["# 虚构的数据", "实际值:"]
    cells: dict[str, Slot] = {}
    for item in dict.fromkeys(item for item, _ in values):
        lines.append(f"  {item}:")
        for slot, value in values.items():
            if slot[0] == item:
                lines.append(f"    {slot[1]}: {value}")
                cells[f"{name}:{len(lines)}:11"] = slot
    return Table(name, "\n".join(lines).encode(), cells, dict(values))


LAYOUTS = {"wide": wide, "long": long, "across": across}
