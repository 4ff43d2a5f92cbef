"""Name the cells of a report briefly: each file once, as ① or [1], and a cell as ①K9.

A single file needs no mark; a file with data in several sheets needs the sheet of each cell.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from shengzhou_quality.diagnostics import Place
from shengzhou_quality.evaluation.report import Report
from shengzhou_quality.evaluation.selections import promises_of
from shengzhou_quality.pages.findings import spot
from shengzhou_quality.pages.model import FileName
from shengzhou_quality.words import Words

_MARKS = "①②③④⑤⑥⑦⑧⑨⑩"
"""A stream that cannot show them shows [1] for ①; so do all where there are more files."""


class Cells:
    """Names the cells of the files and sheets that hold data of the plan, or should."""

    def __init__(self, report: Report) -> None:
        places = set(_places(report))
        self.files = [
            source.path
            for source in report.sources
            if any(place.file == source.path for place in places)
        ]
        self._sheets: dict[str, list[str]] = {file: [] for file in self.files}
        for place in sorted(places, key=Place.sort_key):
            sheets = self._sheets.setdefault(place.file, [])
            if place.sheet is not None and place.sheet not in sheets:
                sheets.append(place.sheet)

    def name(self, place: Place) -> str:
        """`K9`, `①K9` or `①实际值!K9`; of a place without a cell only its mark or sheet."""
        at = spot(place)
        shown = len(self._sheets.get(place.file, ())) > 1 or not at
        sheet = place.sheet if shown and place.sheet else ""
        return self.mark(place.file) + (f"{sheet}!{at}" if sheet and at else sheet + at)

    def names(self, places: Sequence[Place], words: Words) -> str:
        """One cell, three or more of a row as `G24—K24` or `2:2—2:6`, others in turn."""
        found = list(dict.fromkeys(places))
        if not found:
            return ""
        first, *others = found
        in_row = {(place.whole, place.row) for place in found}
        if len(found) > 2 and len(in_row) == 1 and first.row is not None:
            return words("screen.cells", first=self.name(first), last=spot(others[-1]))
        following = (spot(one) if one.whole == first.whole else self.name(one) for one in others)
        return words("list.separator").join((self.name(first), *following))

    def mark(self, file: str) -> str:
        """The mark of a file among several; none where there is only one."""
        if len(self.files) < 2 or file not in self.files:
            return ""
        number = self.files.index(file)
        return _MARKS[number] if len(self.files) <= len(_MARKS) else f"[{number + 1}]"

    def legend(self, words: Words) -> list[FileName]:
        """Each file beside its mark, with its sheet where all of its data is in one."""
        return [FileName(file, self.mark(file) + self.where(file, words)) for file in self.files]

    def where(self, file: str, words: Words) -> str:
        """The file, with its sheet where all of its data is in one."""
        sheets = self._sheets[file]
        key = "screen.file.sheet" if len(sheets) == 1 else "screen.file"
        return words(key, file=self._named(file), sheet=sheets[0] if sheets else "")

    def sheet(self, place: Place, words: Words) -> str:
        """The file and the sheet of a place, as a sentence names them."""
        key = "screen.file.sheet" if place.sheet else "screen.file"
        return words(key, file=self._named(place.file), sheet=place.sheet or "")

    def _named(self, file: str) -> str:
        """A file without its folder, unless another one is called the same."""
        own = _own_name(file)
        same = [other for other in self.files if _own_name(other) == own]
        return own if len(same) == 1 else file


def _own_name(file: str) -> str:
    return file.replace("\\", "/").rpartition("/")[2] or file


def _places(report: Report) -> Iterator[Place]:
    """Where values stand, and where they are asked for."""
    own = (item.result for item in promises_of(report) if item.reported and item.result)
    for result in (*report.indicators, *own):
        yield from (entry.place for entry in result.series if entry.place is not None)
    for missing in report.lists.missing:
        yield from (cell.place for cell in missing.cells)
        yield from (cell.place for cell in missing.empty)
        yield from filter(None, (missing.sheet, missing.rows))
