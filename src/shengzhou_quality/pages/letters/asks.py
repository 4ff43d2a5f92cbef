"""Word what an office is asked for: what to send, what is wrong with a cell, how to correct it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from shengzhou_quality.diagnostics import Diagnostic, Parameter, Place
from shengzhou_quality.evaluation.asks import Item, ToCorrect, ToSend
from shengzhou_quality.evaluation.item_result import IndicatorResult, SeriesEntry
from shengzhou_quality.evaluation.list_entries import MissingEntry, Why
from shengzhou_quality.evaluation.report import Report
from shengzhou_quality.judgement import NoteCode, note_of
from shengzhou_quality.pages.figures import quoted, unmarked, with_unit, year_runs
from shengzhou_quality.pages.rows import either_words, target_words
from shengzhou_quality.plan.kinds.states import StatesIndicator
from shengzhou_quality.plan.tasks import TaskMilestone
from shengzhou_quality.words import Words, cut

_FEW_CELLS = 3
"""More cells than this in a row are named by the first and the last."""


class Asks:
    """Words the asks of one report; files are named without their folders, if that is enough."""

    def __init__(self, report: Report, words: Words) -> None:
        self._words = words
        paths = sorted({source.path for source in report.sources}, key=len, reverse=True)
        self._paths = paths
        self._sharing = Counter(map(own_name, paths))

    def file(self, path: str) -> str:
        """The name of a file; of two with the same name the whole path."""
        name = own_name(path)
        return quoted(path if self._sharing[name] > 1 else name)

    def sheet(self, sheet: Place | None) -> str:
        """A file with its sheet: 数据.xlsx 的“实际值”表."""
        words = self._words
        if sheet is None:
            return words("letter.sheet.none")
        file = self.file(sheet.file)
        if sheet.sheet is None:
            return words("letter.file", file=file)
        return words("letter.sheet", file=file, sheet=quoted(sheet.sheet))

    def item(self, item: Item | None) -> str:
        """5 装配式建筑占新建建筑比例; nothing where a cell belongs to no item."""
        if item is None:
            return ""
        return self._words("letter.item", id=item.id, name=self._words.of(item, "name"))

    def content(self, ask: ToSend) -> str:
        """What to send: the years, the state, the part or the reporting basis that is missing."""
        return self._words("clause.separator").join(self._contents(ask))

    def _contents(self, ask: ToSend) -> Iterator[str]:
        words, entry = self._words, ask.entry
        if entry is None:
            of_state = isinstance(ask.item, TaskMilestone)
            years = tuple(map(str, ask.years))
            yield words("letter.send.state") if of_state else words("letter.send", years=years)
            return
        result = entry.result
        if ask.years and result.indicator.of_states:
            yield words("letter.send.state")
        elif ask.years:
            yield from self._years(ask, result)
            if entry.why is Why.FORM:
                yield self._without_years(entry)
        else:
            yield self._without_years(entry)

    def _years(self, ask: ToSend, result: IndicatorResult) -> Iterator[str]:
        words = self._words
        foreseen = [one for one in result.series if one.forecast and one.year in ask.years]
        missing = [year for year in ask.years if year not in {one.year for one in foreseen}]
        if missing:
            yield words("letter.send", years=tuple(year_runs(missing, words)))
        for one in foreseen:
            text = quoted(with_unit(unmarked(one.text or ""), result.indicator.unit, words))
            yield words("letter.send.forecast", year=one.year, text=text)

    def _without_years(self, entry: MissingEntry) -> str:
        words, result = self._words, entry.result
        apart = note_of(NoteCode.APART, result.notes)
        if apart is not None and apart.parameters["missing"]:
            return words("letter.send.apart", names=apart.parameters["missing"])
        if entry.why is not Why.FORM:
            return words("letter.send.more")
        allowed = tuple(words(f"form.{form}") for form in result.indicator.forms)
        both = either_words(result, words)
        if not both:
            return words("letter.send.form", allowed=allowed)
        return words(
            "letter.send.form.differs",
            allowed=allowed,
            totals=both["one"],
            additions=both["other"],
        )

    def problem(self, ask: ToCorrect) -> str:
        """What is wrong with a cell, a sheet or a file."""
        if ask.findings:
            return self._words.joined(*dict.fromkeys(map(self._message, ask.findings)))
        reason = _reason(ask)
        if reason == "exact" and ask.entry is not None:
            target = target_words(ask.entry.result, self._words)
            return self._words("letter.problem.exact", target=target)
        return self._words(f"letter.problem.{reason}")

    def cure(self, ask: ToCorrect) -> str:
        """How to correct it."""
        if ask.findings:
            return self._words.joined(*dict.fromkeys(map(self._hint, ask.findings)))
        reason = _reason(ask)
        if reason in ("state", "went-back") and ask.entry is not None:
            return self._words("letter.cure.state", known=self._states(ask.entry.result))
        return self._words(f"letter.cure.{reason}")

    def _states(self, result: IndicatorResult) -> tuple[str, ...]:
        indicator = result.indicator
        assert isinstance(indicator, StatesIndicator)
        return tuple(self._words.of(state, "name") for state in indicator.states)

    def _message(self, finding: Diagnostic) -> str:
        """Without the name of the item, which has a column of its own."""
        finding = self._named(finding)
        key = f"letter.says.{finding.code}"
        if finding.parameters.get("sender"):
            key = f"{key}.sender"
        words = self._words
        said = words(key, **_cut(finding)) if words.knows(key) else words.message(finding)
        name = finding.parameters.get("name")
        head = words("letter.about", name=cut(name)) if isinstance(name, str) else ""
        return said.removeprefix(head).lstrip()

    def _hint(self, finding: Diagnostic) -> str:
        """For an office: without commands, which only evaluators type."""
        key = f"letter.cure.{finding.code}"
        for more in ("nearest", "likely"):
            if finding.parameters.get(more):
                key = f"{key}.{more}"
        words = self._words
        if words.knows(key):
            return words(key, **_cut(finding))
        return words.hint(self._named(finding))

    def _named(self, finding: Diagnostic) -> Diagnostic:
        """The finding with the other place that it names, without the folder of its file."""
        place = finding.parameters.get("place")
        if not isinstance(place, str):
            return finding
        named = {**finding.parameters, "place": self._without_folder(place)}
        return Diagnostic(
            finding.code, finding.place, finding.indicator, named, severity=finding.severity
        )

    def _without_folder(self, place: str) -> str:
        for path in self._paths:
            if place == path or place.startswith(f"{path}:"):
                return self.file(path) + place[len(path) :]
        return place

    def cells(self, ask: ToSend) -> str:
        """Where it is to be filled in: I23, or G24—I24; nothing where no cell is known."""
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


def own_name(path: str) -> str:
    """The name of a file without its folders, whichever system wrote the path."""
    return path.replace("\\", "/").rstrip("/").rpartition("/")[2] or path


def _cut(finding: Diagnostic) -> dict[str, Parameter]:
    return {
        name: cut(value) if isinstance(value, str) else value
        for name, value in finding.parameters.items()
    }


def _reason(ask: ToCorrect) -> str:
    """Why a value does not do that no finding is about."""
    entry = ask.entry
    assert entry is not None
    result = entry.result
    if note_of(NoteCode.BEFORE_PLAN, result.notes) is not None:
        return "before-plan"
    if result.indicator.of_states:
        went_back = note_of(NoteCode.STATE_WENT_BACK, result.notes) is not None
        return "went-back" if went_back else "state"
    if entry.why is Why.PACE:
        return "pace"
    of_year = next((one for one in result.series if one.place == ask.place), None)
    return _of_value(of_year)


def _of_value(of_year: SeriesEntry | None) -> str:
    if of_year is None or not of_year.readable:
        return "unusable"
    return "doubted" if of_year.doubted else "exact"
