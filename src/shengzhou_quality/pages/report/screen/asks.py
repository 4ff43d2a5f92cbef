"""Say in a few words what an office is asked for: the missing years, a better figure, a basis."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from shengzhou_quality.diagnostics import Place
from shengzhou_quality.evaluation.item_result import IndicatorResult, SeriesEntry
from shengzhou_quality.evaluation.list_entries import MissingEntry, ReportedCell, Why
from shengzhou_quality.evaluation.report import Report
from shengzhou_quality.judgement import NoteCode, note_of
from shengzhou_quality.words import Words, cut


def ask(entry: MissingEntry, report: Report, words: Words) -> str:
    """请报准确数, or 请补报2021—2023年."""
    return words("clause.separator").join(dict.fromkeys(_asks(entry, report, words)))


def ask_whom(entry: MissingEntry, report: Report, words: Words) -> str:
    """The same, with the office where one is known."""
    asked = ask(entry, report, words)
    if entry.office is None:
        return asked
    office = cut(" ".join(entry.office.split()))
    return words("screen.ask.office", asked=asked, office=office)


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
                yield words(f"screen.ask.{asked}", years=tuple(spans(years, words)))
    yield from (_of_cell(cell, entry, report, words) for cell in entry.cells)
    if (not entry.years and not entry.cells) or entry.why is Why.FORM:
        yield words(f"screen.ask.{_key(entry, None)}")


def _of_cell(cell: ReportedCell, entry: MissingEntry, report: Report, words: Words) -> str:
    """Of a value that the columns do not show, with its year and text."""
    of_year = next((one for one in entry.result.series if one.place == cell.place), None)
    key, actual = _key(entry, of_year), entry.result.actual
    is_judged = of_year is not None and of_year.year == report.year
    if is_judged and (actual is None or actual.text == cell.text):
        return words(f"screen.ask.{key}")
    text = cut(" ".join(cell.text.split()))
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


def reported(result: IndicatorResult, entry: MissingEntry | None, year: int) -> str | None:
    """What was written for the year judged and cannot be used as it stands."""
    of_year = next((one for one in result.series if one.year == year), None)
    cells_of = entry.cells if entry else ()
    if of_year is None or of_year.text is None:
        return None
    unusable = any(cell.place == of_year.place for cell in cells_of)
    return of_year.text if unusable or of_year.forecast else None


def spans(years: Sequence[int], words: Words) -> Iterator[str]:
    """2021—2023 for three years or more, one after the other."""
    for _, run in groupby(enumerate(years), key=lambda pair: pair[1] - pair[0]):
        together = [year for _, year in run]
        if len(together) > 2:
            yield words("screen.years", first=together[0], last=together[-1])
        else:
            yield from map(str, together)
