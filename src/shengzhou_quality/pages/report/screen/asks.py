"""Say in a few words what an office is asked for: the missing years, a better figure, a basis."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from shengzhou_quality.diagnostics import Place
from shengzhou_quality.evaluation.item_result import IndicatorResult, SeriesEntry
from shengzhou_quality.evaluation.list_entries import MissingEntry, ReportedCell, Why
from shengzhou_quality.evaluation.report import Report
from shengzhou_quality.judgement import NoteCode, note_of
from shengzhou_quality.pages.figures import marked, quoted, year_runs
from shengzhou_quality.words import Words

_DIFFER = "conflicting-values"


def ask(entry: MissingEntry, report: Report, words: Words) -> str:
    """请报准确数, or 请补报2021—2023年."""
    return words("clause.separator").join(dict.fromkeys(_asks(entry, report, words)))


def ask_whom(entry: MissingEntry, report: Report, words: Words) -> str:
    """The same, with the office where one is known."""
    asked = ask(entry, report, words)
    remarks = [one.remark for one in entry.result.provenance if one.remark]
    valued = any(one.year == report.year and one.text for one in entry.result.series)
    if remarks and not entry.cells and not valued:
        remark = quoted(remarks[-1])
        asked = words("screen.ask.remark", asked=asked, remark=remark)
    if entry.office is None:
        return asked
    office = quoted(entry.office)
    return words("screen.ask.office", asked=asked, office=office)


def differing(
    result: IndicatorResult, entries: Sequence[MissingEntry], report: Report
) -> dict[int, list[ReportedCell]]:
    """By year, the cells of one item whose values contradict each other."""
    found: dict[int, list[ReportedCell]] = {}
    for finding in report.diagnostics:
        if finding.code == _DIFFER and finding.indicator == result.indicator.id:
            places = {str(finding.place), str(finding.parameters["place"])}
            of_year = found.setdefault(int(str(finding.parameters["year"])), [])
            cells_of = (cell for entry in entries for cell in entry.cells)
            of_year += [one for one in cells_of if str(one.place) in places and one not in of_year]
    return {year: of for year, of in found.items() if len(of) > 1}


def _asks(entry: MissingEntry, report: Report, words: Words) -> Iterator[str]:
    result = entry.result
    before, apart = (note_of(code, result.notes) for code in (NoteCode.BEFORE_PLAN, NoteCode.APART))
    if before is not None:
        yield words("screen.ask.completed")
        return
    if apart is not None and apart.parameters["missing"] and not entry.years:
        yield words("screen.ask.apart", names=apart.parameters["missing"])
        return
    if entry.years:
        foreseen = {one.year for one in result.series if one.forecast} & set(entry.years)
        missing = [year for year in entry.years if year not in foreseen]
        for key, years in (("years", missing), ("forecast", sorted(foreseen))):
            if years:
                asked = "state" if result.indicator.of_states else key
                yield words(f"screen.ask.{asked}", years=tuple(year_runs(years, words)))
    yield from _of_cells(entry, report, words)
    if (not entry.years and not entry.cells) or entry.why is Why.FORM:
        yield words(f"screen.ask.{_key(entry, None)}")


def _of_cells(entry: MissingEntry, report: Report, words: Words) -> Iterator[str]:
    """Of each cell; where the same is asked of several years, of all of them at once."""
    at = {one.place: one for one in entry.result.series}
    asked: dict[str, list[ReportedCell]] = {}
    for cell in entry.cells:
        asked.setdefault(_key(entry, at.get(cell.place)), []).append(cell)
    for key, together in asked.items():
        years = sorted({at[one.place].year for one in together if one.place in at})
        if len(years) > 1 and len(years) == len(together):
            yield words(f"screen.ask.{key}.years", years=tuple(year_runs(years, words)))
        else:
            yield from (_of_cell(cell, entry, report, words) for cell in together)


def _of_cell(cell: ReportedCell, entry: MissingEntry, report: Report, words: Words) -> str:
    """Of a value that the columns do not show, with its year and text."""
    of_year = next((one for one in entry.result.series if one.place == cell.place), None)
    key, actual = _key(entry, of_year), entry.result.actual
    is_judged = of_year is not None and of_year.year == report.year
    if is_judged and (actual is None or actual.text == cell.text):
        return words(f"screen.ask.{key}")
    text = quoted(cell.text)
    if of_year is None:
        return words("screen.ask.text", asked=words(f"screen.ask.{key}"), text=text)
    return words(f"screen.ask.{key}.of", year=of_year.year, text=text)


def _key(entry: MissingEntry, of_year: SeriesEntry | None) -> str:
    if entry.why is Why.FORM:
        return "form"
    if entry.result.indicator.of_states:
        return "state"
    if of_year is None:
        return "unusable" if entry.cells else "exact"
    if of_year.doubted:
        return "doubted"
    return "exact" if of_year.readable else "unusable"


def cells(entry: MissingEntry) -> tuple[Place, ...]:
    """Where it stands or belongs; else the row or the sheet in which it is asked for."""
    if entry.cells:
        return tuple(cell.place for cell in entry.cells)
    empty = sorted(entry.empty, key=lambda cell: cell.year or 0)
    if empty:
        return tuple(cell.place for cell in empty)
    written = [one.place for one in entry.result.series if one.place and one.year in entry.years]
    if written:  # a forecast
        return tuple(written)
    place = entry.sheet or entry.rows
    return () if place is None else (place,)


def reported(
    result: IndicatorResult, entry: MissingEntry | None, year: int, words: Words
) -> str | None:
    """What was written for the year judged and cannot be used as it stands."""
    of_year = next((one for one in result.series if one.year == year), None)
    cells_of = entry.cells if entry else ()
    if of_year is None or of_year.text is None:
        return None
    if of_year.forecast:
        return marked(of_year.text, words, forecast=True)
    unusable = any(cell.place == of_year.place for cell in cells_of)
    return of_year.text if unusable else None
