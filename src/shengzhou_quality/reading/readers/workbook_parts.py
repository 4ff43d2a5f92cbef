"""Read the parts of an .xlsx besides its sheets: the list of sheets, shared texts, styles."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from shengzhou_quality.diagnostics import Place, refusal
from shengzhou_quality.reading.readers.grid import CellCount
from shengzhou_quality.reading.readers.package import Package, Remembered
from shengzhou_quality.reading.readers.runs import RunsSoFar, Text, plain_text
from shengzhou_quality.reading.readers.xlsx_styles import CellStyle, is_on, read_styles

_STRICT = "http://purl.oclc.org/ooxml/"
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


class SheetPart(NamedTuple):
    name: str
    member: str
    hidden: bool


@dataclass(slots=True)
class WorkbookParts:
    """All that the reader of the sheets needs."""

    sheets: list[SheetPart] = field(default_factory=list)
    since_1904: bool = False
    texts: list[Text] = field(default_factory=list)
    styles: Sequence[CellStyle] = ()


def read_parts(package: Package, count: CellCount) -> WorkbookParts:
    """Follow the workbook's own references, only to its members, never outside the file."""
    main = _main_part(package)
    parts = WorkbookParts()
    related = _related(package, main)
    _read_workbook(package, main, related, parts)
    if len(parts.sheets) > count.limits.sheets:
        count.refuse("too-many-sheets", count.limits.sheets)
    for kind, member in related.values():
        if kind == "sharedStrings" and member in package:
            _read_texts(package, member, parts, count)
        elif kind == "styles" and member in package:
            parts.styles = read_styles(package, member)
    return parts


def _main_part(package: Package) -> str:
    found = [
        member
        for kind, member in _related(package, "").values()
        if kind == "officeDocument" and member in package
    ]
    return found[0] if found else "xl/workbook.xml"


def _related(package: Package, member: str) -> Mapping[str, tuple[str, str]]:
    """The members that one member refers to: reference id → (kind, member)."""
    folder, name = posixpath.split(member)
    listing = posixpath.join(folder, "_rels", f"{name}.rels")
    related: dict[str, tuple[str, str]] = {}

    def start(tag: str, attributes: dict[str, str]) -> None:
        if tag == "Relationship" and attributes.get("TargetMode") != "External":
            target = posixpath.normpath(posixpath.join("/", folder, attributes["Target"]))
            kind = attributes["Type"].rpartition("/")[2]
            related[attributes["Id"]] = (kind, target.lstrip("/"))

    if listing not in package:
        return related
    return _known.read(package, listing, start, _nothing, lambda: related)


_known: Remembered[Mapping[str, tuple[str, str]]] = Remembered(most=32)


def _read_workbook(
    package: Package, main: str, related: Mapping[str, tuple[str, str]], parts: WorkbookParts
) -> None:
    def start(tag: str, attributes: dict[str, str]) -> None:
        match tag:
            case "workbook" if any(value.startswith(_STRICT) for value in attributes.values()):
                raise refusal("strict-workbook", Place(package.file))
            case "workbookPr":
                parts.since_1904 = is_on(attributes.get("date1904"))
            case "sheet":
                reference = next(
                    (value for key, value in attributes.items() if key.endswith(":id")), ""
                )
                kind, member = related[reference]
                if kind == "worksheet":
                    hidden = attributes.get("state", "visible") != "visible"
                    parts.sheets.append(SheetPart(attributes["name"], member, hidden))

    package.parse(main, start, _nothing)


def _read_texts(package: Package, member: str, parts: WorkbookParts, count: CellCount) -> None:
    longest = count.limits.cell_text
    rich = RichText(longest)

    def start(tag: str, attributes: dict[str, str]) -> None:
        nonlocal rich
        if tag == "si":
            rich = RichText(longest)
        rich.start(tag, attributes)

    def take(data: str) -> None:
        rich.take(data)

    def end(tag: str) -> None:
        rich.end(tag)
        if tag == "si":
            text = rich.result()
            count.take_text(text.text)
            parts.texts.append(text)
            if len(parts.texts) > count.limits.cells:
                count.refuse("too-many-cells", count.limits.cells)

    package.parse(member, start, end, take)


_RAISED = {"superscript": 1, "subscript": -1}


class RichText:
    """Joins runs into one text; leaves out phonetic guides above the characters (拼音)."""

    __slots__ = ("_aside", "_longest", "_plain", "_raised", "_runs", "_struck", "_taking")

    def __init__(self, longest: int) -> None:
        self._longest = longest
        self._plain: str | None = None
        """All of the text so far, while it is one piece without a format of its own."""
        self._runs: RunsSoFar | None = None
        self._struck: bool | None = None
        self._raised = 0
        self._aside = self._taking = False

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        match tag:
            case "t":
                self._taking = not self._aside
            case "r":
                self._struck, self._raised = None, 0
            case "rPr":
                self._struck = False
            case "strike":
                self._struck = is_on(attributes.get("val", "1"))
            case "vertAlign":
                self._raised = _RAISED.get(attributes.get("val", ""), 0)
            case "rPh":
                self._aside = True

    def take(self, data: str) -> None:
        if not self._taking:
            return
        if self._runs is None:
            is_whole = self._plain is None and self._struck is None and not self._raised
            if is_whole and len(data) <= self._longest:
                self._plain = data
                return
            self._runs = RunsSoFar(self._longest)
            self._runs.add(self._plain or "")
        self._runs.add(data, self._raised, struck=self._struck)

    def end(self, tag: str) -> None:
        if tag == "rPh":
            self._aside = False
        elif tag == "t":
            self._taking = False

    def result(self) -> Text:
        read = plain_text(self._plain or "") if self._runs is None else self._runs.text()
        if "_x" not in read.text:
            return read
        shown = None if read.shown is None else unescaped(read.shown)
        return read._replace(text=unescaped(read.text), shown=shown)


def unescaped(text: str) -> str:
    """Undo Excel's escape for characters that XML does not allow, for example `_x000D_`."""
    if "_x" not in text:
        return text
    return _ESCAPED.sub(_character, text)


def _character(match: re.Match[str]) -> str:
    number = int(match[1], 16)
    return match[0] if 0xD800 <= number < 0xE000 else chr(number)


def _nothing(_: str) -> None:
    pass
