"""Broken and hostile files: what an office sends by mistake, and what somebody sends on purpose."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Sequence
from decimal import Decimal
from random import Random
from typing import Final, NamedTuple

import layouts
import spreadsheets
from layouts import County
from spreadsheets import Cell, Fault, Formula, Sheet


class Kind(NamedTuple):
    """One kind of them. `judged`: `sqc evaluate` still finds something to judge."""

    name: str
    suffix: str
    make: Callable[[County, int], bytes]
    judged: bool = False


def truncated(county: County, year: int) -> bytes:
    whole = spreadsheets.xlsx(_sheets(county, year), county.number)
    return whole[: len(whole) * 2 // 3]


def encrypted(county: County, _: int) -> bytes:
    """The container of a workbook with a password: Microsoft's compound file."""
    noise = Random(county.number).randbytes(4096)  # noqa: S311 - reproducible, not secret
    header = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(16) + bytes.fromhex("3e000300feff0900")
    stream = "EncryptedPackage".encode("utf-16-le")
    return header.ljust(512, b"\xff") + stream.ljust(512, b"\0") + noise


def html(county: County, year: int) -> bytes:
    """What web systems call a download for Excel."""
    rows = "".join(
        f"<tr><td>{item.name}</td><td>{county.values[item.id][year]}</td></tr>"
        for item in layouts.ITEMS
    )
    return f"<html><body><table>{rows}</table></body></html>".encode()


def empty(_: County, __: int) -> bytes:
    return b""


def scan(county: County, _: int) -> bytes:
    noise = Random(county.number).randbytes(20_000)  # noqa: S311 - reproducible, not secret
    return b"%PDF-1.4\n1 0 obj\n<< /Type /XObject /Subtype /Image >>\nstream\n" + noise


def bomb(county: County, year: int) -> bytes:
    """A sheet that unpacks to 150 MB."""
    parts = _parts(county, year)
    name = "xl/worksheets/sheet1.xml"
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for each in parts:
            with archive.open(spreadsheets.member(each), "w") as file:
                file.write(parts[each])
                if each == name:
                    for _ in range(150):
                        file.write(b" " * 1_000_000)
    return stream.getvalue()


def entities(county: County, year: int) -> bytes:
    """A billion laughs: a document type whose entities double."""
    parts = _parts(county, year)
    name = "xl/worksheets/sheet1.xml"
    laughs = "".join(f'<!ENTITY a{n + 1} "&a{n};&a{n};">' for n in range(30))
    parts[name] = f'<!DOCTYPE x [<!ENTITY a0 "ha">{laughs}]>'.encode() + parts[name]
    return spreadsheets.zipped(parts)


def wrong_encoding(county: County, year: int) -> bytes:
    """Neither UTF-8 nor GB18030."""
    rows = _sheets(county, year)[0].rows
    return spreadsheets.as_csv(rows, "utf-8")[:-1] + b"\xff\xfe\xff\n\x81"


def other_document(county: County, _: int) -> bytes:
    """A Word document that somebody renamed."""
    return spreadsheets.zipped({"word/document.xml": f"<w:document>{county.name}</w:document>"})


def no_table(county: County, year: int) -> bytes:
    text = f"{county.name}{year}年没有需要报送的数据。"
    return spreadsheets.xlsx([Sheet("Sheet1", [[text]])], county.number)


def many_columns(county: County, year: int) -> bytes:
    """500 columns, of which the first are a usual table."""
    sheet = _sheets(county, year)[0]
    more: list[Cell] = [f"说明{column}" for column in range(500)]
    rows: list[Sequence[Cell]] = [[*row, *more[len(row) :]] for row in sheet.rows]
    return spreadsheets.xlsx([sheet._replace(rows=rows)], county.number)


def formulas(county: County, year: int) -> bytes:
    """Formulas whose values nobody stored, as some programs write them."""
    return _with_values(county, year, lambda number: Formula(f"VLOOKUP(B{number},Sheet2!A:F,2,0)"))


def faults(county: County, year: int) -> bytes:
    """Half of the cells are #DIV/0! and the like."""
    return _with_values(
        county, year, lambda number: Fault(("#DIV/0!", "#N/A", "#REF!")[number % 3])
    )


def markup(county: County, year: int) -> bytes:
    """Texts that are a formula, a script or a command to the reader's programs."""
    texts = ('=HYPERLINK("http://example.org","x")', "<script>alert(1)</script>", "@SUM(1+1)",
             "\u202e|`$(reboot)`", "{{ 7*7 }}", "-2+3+cmd|' /C calc'!A0")  # fmt: skip
    sheet = _sheets(county, year)[0]
    rows = [*sheet.rows, *((99, text, text, text) for text in texts)]
    return spreadsheets.xlsx([sheet._replace(rows=rows)], county.number)


def long_text(county: County, year: int) -> bytes:
    """A report pasted into one cell."""
    sheet = _sheets(county, year)[0]
    text = f"{county.name}质量发展工作总结。" * 2_000
    return spreadsheets.xlsx([sheet._replace(rows=[*sheet.rows, [text]])], county.number)


def twice(county: County, year: int) -> bytes:
    """Every indicator twice, with two different values."""
    sheet = _sheets(county, year)[0]
    again = [[*row[:3], *(_more(cell) for cell in row[3:])] for row in sheet.rows[1:]]
    return spreadsheets.xlsx([sheet._replace(rows=[*sheet.rows, *again])], county.number)


KINDS: Final = (
    Kind("truncated", ".xlsx", truncated),
    Kind("encrypted", ".xlsx", encrypted),
    Kind("html", ".xls", html),
    Kind("empty", ".xlsx", empty),
    Kind("scan", ".pdf", scan),
    Kind("bomb", ".xlsx", bomb),
    Kind("entities", ".xlsx", entities),
    Kind("wrong_encoding", ".csv", wrong_encoding),
    Kind("other_document", ".xlsx", other_document),
    Kind("no_table", ".xlsx", no_table),
    Kind("many_columns", ".xlsx", many_columns, judged=True),
    Kind("formulas", ".xlsx", formulas, judged=True),
    Kind("faults", ".xlsx", faults, judged=True),
    Kind("markup", ".xlsx", markup, judged=True),
    Kind("long_text", ".xlsx", long_text, judged=True),
    Kind("twice", ".xlsx", twice, judged=True),
)


def _sheets(county: County, year: int) -> list[Sheet]:
    return layouts.one_year(county, year, Random())  # noqa: S311 - this layout asks for no chance


def _parts(county: County, year: int) -> dict[str, bytes]:
    whole = io.BytesIO(spreadsheets.xlsx(_sheets(county, year), county.number))
    with zipfile.ZipFile(whole) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def _with_values(county: County, year: int, value: Callable[[int], Cell]) -> bytes:
    """The usual file, with every second value replaced."""
    sheet = _sheets(county, year)[0]
    rows: list[Sequence[Cell]] = [
        [*row[:3], value(number)] if number % 2 else row for number, row in enumerate(sheet.rows)
    ]
    return spreadsheets.xlsx([sheet._replace(rows=rows)], county.number)


def _more(cell: Cell) -> Cell:
    return cell + 1 if isinstance(cell, Decimal) else cell
