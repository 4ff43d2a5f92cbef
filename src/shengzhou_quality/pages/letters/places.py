"""Name the files, sheets and cells of a letter as an office knows them."""

from __future__ import annotations

from collections import Counter

from shengzhou_quality.diagnostics import Place
from shengzhou_quality.evaluation.asks import ToSend
from shengzhou_quality.evaluation.report import Report
from shengzhou_quality.pages.figures import quoted
from shengzhou_quality.words import Words

_FEW_CELLS = 3
"""More cells than this in a row are named by the first and the last."""
_STDIN = "<stdin>"


class Places:
    """The places of one report; files are named without their folders, if that is enough."""

    def __init__(self, report: Report, words: Words) -> None:
        self._words = words
        paths = sorted({source.path for source in report.sources}, key=len, reverse=True)
        self._paths = paths
        self._sharing = Counter(map(own_name, paths))

    def file(self, path: str) -> str:
        """The name of a file; of two with the same name the whole path."""
        if path == _STDIN:
            return self._words("letter.file.stream")
        name = own_name(path)
        return quoted(path if self._sharing[name] > 1 else name)

    def copy_name(self, path: str) -> str:
        """What its copy is called after: its name, and of two with one name its folder too."""
        name = own_name(path)
        parts = path.replace("\\", "/").rstrip("/").split("/")
        return "-".join(parts[-2:]) if self._sharing[name] > 1 else name

    def sheet(self, sheet: Place | None) -> str:
        """A file with its sheet: 数据.xlsx 的“实际值”表."""
        words = self._words
        if sheet is None:
            return words("letter.sheet.none")
        file = self.file(sheet.file)
        if sheet.sheet is None:
            return words("letter.file", file=file)
        return words("letter.sheet", file=file, sheet=quoted(sheet.sheet))

    def cells(self, ask: ToSend) -> str:
        """Where it is to be filled in: I23, or G24—I24; nothing where no cell is known."""
        named = self._cells(ask)
        if named and needs_template(ask):
            return self._words("list.separator").join((named, self._words("letter.template")))
        return named

    def _cells(self, ask: ToSend) -> str:
        spots = [self.spot(place) for place in ask.cells]
        rows = {(place.whole, place.row) for place in ask.cells}
        if len(spots) >= _FEW_CELLS and len(rows) == 1:
            return self._words("missing.cells", first=spots[0], last=spots[-1])
        return self._words("list.separator").join(spots)

    def spot(self, place: Place) -> str:
        """K25; of a text the row and column; of a whole sheet or file nothing."""
        if place.cell:
            return place.cell
        if place.row is None:
            return ""
        if place.column is None:
            return self._words("letter.spot.row", row=place.row)
        return self._words("letter.spot", row=place.row, column=place.column)

    def named(self, place: str) -> str:
        """Another place that a finding names, in the notation of the columns."""
        for path in self._paths:
            if place == path:
                return self.file(path)
            if place.startswith(f"{path}:"):
                return self._spot_in(path, place[len(path) + 1 :])
        return place

    def _spot_in(self, path: str, within: str) -> str:
        """A cell of a sheet (`实际值!C2`), or the row and column of a text (`3:5`)."""
        file = self.file(path)
        row, _, column = within.partition(":")
        if not (row.isdecimal() and (column.isdecimal() or not column)):
            return f"{file}:{within}"
        known = Place(path, row=int(row), column=int(column) if column else None)
        return self._words("letter.spot.in", file=file, spot=self.spot(known))


def years_without_cell(ask: ToSend) -> tuple[int, ...]:
    """The years that no table of the office has an empty cell or a forecast for."""
    if ask.entry is None:
        return () if ask.cells else ask.years
    has_cell = {cell.year for cell in ask.entry.empty}
    has_cell |= {one.year for one in ask.entry.result.series if one.forecast and one.place}
    return tuple(year for year in ask.years if year not in has_cell)


def needs_template(ask: ToSend) -> bool:
    """Whether an item, or a year of it, has no place in a table of the office to be filled in."""
    if ask.entry is None or (ask.years and ask.entry.result.indicator.of_states):
        return not ask.cells
    return bool(years_without_cell(ask))


def own_name(path: str) -> str:
    """The name of a file without its folders, whichever system wrote the path."""
    return path.replace("\\", "/").rstrip("/").rpartition("/")[2] or path
