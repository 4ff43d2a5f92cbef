"""Write small .xlsx files for the test data, including ones that Excel would never write.

openpyxl cannot write a formula's cached result, an error or a broken part; here each is one call.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any
from xml.sax.saxutils import escape, quoteattr

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"


@dataclass(frozen=True)
class Number:
    """A number with a format; `stored` is the text of `<v>`."""

    stored: str
    shown: str = "General"


@dataclass(frozen=True)
class Formula:
    """A formula and its cached result: a number, a text or an error; `None`: never calculated."""

    formula: str
    result: str | float | None = None
    shown: str = "General"


@dataclass(frozen=True)
class Error:
    text: str


@dataclass(frozen=True)
class Runs:
    """Rich text; a run that begins with ~ is struck out, with ^ raised, with _ lowered."""

    runs: tuple[str, ...]


_RUN_STYLES = {
    "~": "<strike/>",
    "^": '<vertAlign val="superscript"/>',
    "_": '<vertAlign val="subscript"/>',
}


def percent(stored: float | str) -> Number:
    return Number(str(stored), "0.0%")


@dataclass
class Sheet:
    rows: Sequence[Sequence[object]]
    title: str = "实际值"
    merged: Sequence[str] = ()
    hidden_rows: Sequence[int] = ()
    hidden_columns: Sequence[int] = ()
    state: str | None = None
    dimension: str | None = None
    struck: Sequence[str] = ()
    """Cells that are struck out whole."""
    without_references: bool = False
    upside_down: bool = False
    more_rows: str = ""
    before: str = ""
    """XML before the sheet's own: a DTD."""


@dataclass
class Book:
    sheets: list[Sheet] = field(default_factory=list)
    since_1904: bool = False
    more: Mapping[str, bytes | str] = field(default_factory=dict)
    """Further members of the zip, or others in place of its own."""
    _texts: list[str] = field(default_factory=list)
    _styles: list[tuple[str, bool]] = field(default_factory=lambda: [("General", False)])

    def save(self) -> bytes:
        members: dict[str, bytes | str] = {}
        sheets = [self._sheet(sheet) for sheet in self.sheets]
        for number, xml in enumerate(sheets, 1):
            members[f"xl/worksheets/sheet{number}.xml"] = xml
        members |= {
            "xl/sharedStrings.xml": _HEAD + f'<sst xmlns="{MAIN}">{"".join(self._texts)}</sst>',
            "xl/styles.xml": self._style_sheet(),
            "xl/workbook.xml": self._workbook(),
            "xl/_rels/workbook.xml.rels": self._relations(),
            "_rels/.rels": _HEAD
            + f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1"'
            f' Type="{RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
            "[Content_Types].xml": self._types(),
        }
        members.update(self.more)
        return zipped(members)

    def _style(self, shown: str, *, struck: bool) -> int:
        if (shown, struck) not in self._styles:
            self._styles.append((shown, struck))
        return self._styles.index((shown, struck))

    def _text(self, xml: str) -> int:
        self._texts.append(f"<si>{xml}</si>")
        return len(self._texts) - 1

    def _sheet(self, sheet: Sheet) -> str:
        columns = "".join(
            f'<col min="{n}" max="{n}" width="9" hidden="1"/>' for n in sheet.hidden_columns
        )
        rows = [self._row(sheet, number, row) for number, row in enumerate(sheet.rows, 1)]
        if sheet.upside_down:
            rows.reverse()
        merged = "".join(f'<mergeCell ref="{area}"/>' for area in sheet.merged)
        return (
            _HEAD
            + sheet.before
            + f'<worksheet xmlns="{MAIN}" xmlns:r="{RELATIONS}">'
            + (f'<dimension ref="{sheet.dimension}"/>' if sheet.dimension else "")
            + (f"<cols>{columns}</cols>" if columns else "")
            + f"<sheetData>{''.join(rows)}{sheet.more_rows}</sheetData>"
            + (f"<mergeCells>{merged}</mergeCells>" if merged else "")
            + "</worksheet>"
        )

    def _row(self, sheet: Sheet, number: int, row: Sequence[object]) -> str:
        hidden = ' hidden="1"' if number in sheet.hidden_rows else ""
        cells = "".join(
            self._cell(value, f"{letters(column)}{number}", sheet)
            for column, value in enumerate(row, 1)
            if value is not None or sheet.without_references
        )
        at = "" if sheet.without_references else f' r="{number}"'
        return f"<row{at}{hidden}>{cells}</row>"

    def _cell(self, value: Any, at: str, sheet: Sheet) -> str:
        kind, shown, inner = self._content(value, since_1904=self.since_1904)
        style = self._style(shown, struck=at in sheet.struck)
        reference = "" if sheet.without_references else f' r="{at}"'
        styled = f' s="{style}"' if style else ""
        typed = f' t="{kind}"' if kind else ""
        return f"<c{reference}{styled}{typed}>{inner}</c>"

    def _content(self, value: Any, *, since_1904: bool) -> tuple[str, str, str]:
        """The type, the format and the inner XML of a cell."""
        if value is None:
            return "", "General", ""
        if isinstance(value, bool):
            return "b", "General", f"<v>{int(value)}</v>"
        if isinstance(value, int | float):
            return "", "General", f"<v>{value!r}</v>"
        if isinstance(value, Number):
            return "", value.shown, f"<v>{value.stored}</v>"
        if isinstance(value, Error):
            return "e", "General", f"<v>{escape(value.text)}</v>"
        if isinstance(value, Formula):
            return self._formula(value)
        if isinstance(value, date | time):
            shown, days = _date(value)
            return "", shown, f"<v>{days - (1462 if since_1904 else 0)!r}</v>"
        if isinstance(value, Runs):
            runs = "".join(
                f"<r><rPr>{_RUN_STYLES.get(run[:1], '')}</rPr>"
                f'<t xml:space="preserve">{escape(run.lstrip("~^_"))}</t></r>'
                for run in value.runs
            )
            return "s", "General", f"<v>{self._text(runs)}</v>"
        text = f'<t xml:space="preserve">{escape(str(value))}</t>'
        return "s", "General", f"<v>{self._text(text)}</v>"

    @staticmethod
    def _formula(value: Formula) -> tuple[str, str, str]:
        formula, result = f"<f>{escape(value.formula)}</f>", value.result
        if result is None:
            return "", value.shown, formula
        kind = ""
        if isinstance(result, str):
            kind = "e" if result.startswith("#") else "str"
        shown = escape(result) if isinstance(result, str) else repr(result)
        return kind, value.shown, f"{formula}<v>{shown}</v>"

    def _style_sheet(self) -> str:
        codes = sorted({shown for shown, _ in self._styles if shown != "General"})
        formats = "".join(
            f'<numFmt numFmtId="{164 + n}" formatCode={quoteattr(code)}/>'
            for n, code in enumerate(codes)
        )
        styles = "".join(
            f'<xf numFmtId="{164 + codes.index(shown) if shown in codes else 0}"'
            f' fontId="{int(struck)}" fillId="0" borderId="0" xfId="0"/>'
            for shown, struck in self._styles
        )
        return (
            _HEAD
            + f'<styleSheet xmlns="{MAIN}">'
            + (f'<numFmts count="{len(codes)}">{formats}</numFmts>' if codes else "")
            + '<fonts count="2"><font/><font><strike/></font></fonts>'
            '<fills count="1"><fill/></fills><borders count="1"><border/></borders>'
            '<cellStyleXfs count="1"><xf/></cellStyleXfs>'
            f'<cellXfs count="{len(self._styles)}">{styles}</cellXfs></styleSheet>'
        )

    def _workbook(self) -> str:
        sheets = "".join(
            f'<sheet name={quoteattr(sheet.title)} sheetId="{n}" r:id="rId{n}"'
            + (f' state="{sheet.state}"' if sheet.state else "")
            + "/>"
            for n, sheet in enumerate(self.sheets, 1)
        )
        since = '<workbookPr date1904="1"/>' if self.since_1904 else ""
        return (
            _HEAD + f'<workbook xmlns="{MAIN}" xmlns:r="{RELATIONS}">{since}'
            f"<sheets>{sheets}</sheets></workbook>"
        )

    def _relations(self) -> str:
        targets = [f"worksheet worksheets/sheet{n}.xml" for n, _ in enumerate(self.sheets, 1)]
        targets += ["sharedStrings sharedStrings.xml", "styles styles.xml"]
        listed = "".join(
            f'<Relationship Id="rId{n}" Type="{RELATIONS}/{kind}" Target="{target}"/>'
            for n, (kind, target) in enumerate((each.split() for each in targets), 1)
        )
        return _HEAD + f'<Relationships xmlns="{PACKAGE}/relationships">{listed}</Relationships>'

    def _types(self) -> str:
        kinds = {f"/xl/worksheets/sheet{n}.xml": _SHEET_TYPE for n, _ in enumerate(self.sheets, 1)}
        kinds["/xl/workbook.xml"] = _SHEET_TYPE.replace("worksheet+", "sheet.main+")
        kinds["/xl/styles.xml"] = _SHEET_TYPE.replace("worksheet+", "styles+")
        kinds["/xl/sharedStrings.xml"] = _SHEET_TYPE.replace("worksheet+", "sharedStrings+")
        listed = "".join(
            f'<Override PartName="{name}" ContentType="{kind}"/>' for name, kind in kinds.items()
        )
        relations = "application/vnd.openxmlformats-package.relationships+xml"
        return (
            _HEAD + f'<Types xmlns="{PACKAGE}/content-types">'
            f'<Default Extension="rels" ContentType="{relations}"/>'
            f'<Default Extension="xml" ContentType="application/xml"/>{listed}</Types>'
        )


def letters(column: int) -> str:
    name = ""
    while column:
        column, digit = divmod(column - 1, 26)
        name = chr(65 + digit) + name
    return name


def _date(value: date | time) -> tuple[str, float]:
    if isinstance(value, time):
        return "hh:mm", (value.hour * 60 + value.minute) / 1440
    if isinstance(value, datetime):
        part = (value.hour * 60 + value.minute) / 1440
        return "yyyy-mm-dd hh:mm", _date(value.date())[1] + part
    return 'yyyy"-"mm"-"dd', (value - date(1899, 12, 30)).days


def zipped(members: Mapping[str, bytes | str]) -> bytes:
    """Zip with the same bytes every time: no timestamps, and deflate only in its simplest form."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_STORED) as archive:
        for name, content in members.items():
            member = zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
            member.external_attr = 0o644 << 16
            archive.writestr(member, content)
    return stream.getvalue()
