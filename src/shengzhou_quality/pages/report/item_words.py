"""Word one item for a list: how it stands, what it needs, and what its office is asked for."""

from __future__ import annotations

from collections.abc import Sequence

from shengzhou_quality.diagnostics import Place
from shengzhou_quality.evaluation.item_result import IndicatorResult, WhyUnused
from shengzhou_quality.evaluation.list_entries import MissingEntry, Why
from shengzhou_quality.evaluation.report import Report
from shengzhou_quality.judgement import NoteCode, note_of
from shengzhou_quality.pages.differences import difference
from shengzhou_quality.pages.figures import quoted, unmarked, with_unit, year_runs
from shengzhou_quality.pages.findings import spot
from shengzhou_quality.pages.rows import (
    actual_words,
    as_reported,
    either_words,
    status_words,
    went_back,
)
from shengzhou_quality.words import Words

# what fails or lags


def standing(result: IndicatorResult, words: Words) -> str:
    """The status; of what is only on its way also why that is worth a warning."""
    why = [code for code in (NoteCode.FELL, NoteCode.NEEDS_MORE) if note_of(code, result.notes)]
    status = status_words(result, words)
    if not why:
        return status
    reasons = words("list.separator").join(words(f"lists.{code}") for code in why)
    return words("lists.standing", status=status, reasons=reasons)


def gap(result: IndicatorResult, report: Report, words: Words) -> str:
    """The distance to the target, or the state; of one that is met now and was not before, none."""
    if result.indicator.of_states:
        late = note_of(NoteCode.LATE, result.notes)
        if late is not None:
            return words("lists.late", year=late.parameters["year"])
        return words("lists.state", state=actual_words(result, words)) if result.actual else ""
    if result.margin is not None:
        return ""
    return difference(result, words, final=report.final) or went_back(result, words)


def compared_with(result: IndicatorResult, words: Words, *, only: Place | None = None) -> str:
    """“全省平均水平”2025年94%（…）: the figures that it was compared with, each with its cell.

    A cell in the sheet `only`, which is named elsewhere, is named without it.
    """
    other = result.compared
    if other is None:
        return ""
    figures = [
        words(
            "compared.year",
            year=one.year,
            text=as_reported(one, other.indicator.unit, words),
            place=spot(one.place) if one.place.whole == only else str(one.place),
        )
        for one in other.series
        if one.text is not None and one.place is not None
    ]
    name, separator = words.of(other.indicator, "name"), words("list.separator")
    return words("compared", name=name, figures=separator.join(figures)) if figures else ""


# what is asked for


def asked(entry: MissingEntry, words: Words, *, with_cells: bool = True) -> str:
    """What is missing, or which values cannot be used, or both; with their cells or without."""
    before = note_of(NoteCode.BEFORE_PLAN, entry.result.notes)
    if before is not None:
        return words("missing.before-plan", year=before.parameters["year"])
    if note_of(NoteCode.ADJUSTED, entry.result.notes) is not None:
        return words("missing.adjusted")
    apart = note_of(NoteCode.APART, entry.result.notes)
    if apart is not None and apart.parameters["missing"] and not entry.years:
        return words("missing.apart", names=apart.parameters["missing"])
    forecasts = [each for each in entry.result.series if each.forecast and each.year in entry.years]
    foreseen = {each.year for each in forecasts}
    parts = parts_of_years(entry.result, [year for year in entry.years if year not in foreseen])
    apart_from = foreseen | parts.keys()
    years = tuple(year_runs([year for year in entry.years if year not in apart_from], words))
    alike = _alike(entry, words) if not with_cells else ""
    cells = (
        (alike,)
        if alike
        else tuple(
            _at("missing", cell.place, entry, words, text=quoted(cell.text))
            if with_cells
            else words("missing.quoted", text=quoted(cell.text))
            for cell in entry.cells
        )
    )
    of_years = entry.why in (Why.NO_DATA, Why.YEARS)
    clauses = []
    if years:
        clause = words(f"missing.{entry.why if of_years else Why.YEARS}", years=years)
        clauses.append(_at_cells(clause, entry, words) if with_cells else clause)
    for each in forecasts:
        text = quoted(with_unit(unmarked(each.text or ""), entry.result.indicator.unit, words))
        clauses.append(words("missing.forecast", year=each.year, text=text))
    for year, reported in parts.items():
        text = quoted(with_unit(reported, entry.result.indicator.unit, words))
        clauses.append(words("missing.partial", year=year, text=text))
    if entry.why is Why.FORM:
        clauses.append(_forms(entry.result, words))
    elif not of_years or cells:
        clauses.append(words(_of_cells(entry, of_years=of_years, cells=cells), cells=cells))
    return words("clause.separator").join(clauses)


def parts_of_years(result: IndicatorResult, years: Sequence[int]) -> dict[int, str]:
    """The last value of a part of each year of which nothing else was reported: of 1-9月."""
    return {
        one.year: one.text
        for one in result.unused
        if one.why is WhyUnused.PARTIAL_PERIOD and one.year in years
    }


def _alike(entry: MissingEntry, words: Words) -> str:
    """2021—2025年的数（均为“3000”）: several cells of years that hold the same text."""
    texts = {quoted(cell.text) for cell in entry.cells}
    places = {cell.place for cell in entry.cells}
    years = [one.year for one in entry.result.series if one.place in places]
    if len(texts) > 1 or len(years) < 2 or len(years) != len(entry.cells):
        return ""
    return words("missing.alike", years=tuple(year_runs(years, words)), text=texts.pop())


def _of_cells(entry: MissingEntry, *, of_years: bool, cells: tuple[str, ...]) -> str:
    """Choose the sentence about the cells that must be corrected or made exact."""
    if of_years:
        return f"missing.{Why.UNUSABLE}"
    if entry.why is not Why.UNDETERMINED:
        return f"missing.{entry.why}"
    if not cells:
        return "missing.undetermined.none"
    doubted = {one.place for one in entry.result.series if one.doubted}
    if all(cell.place in doubted for cell in entry.cells):
        return "missing.doubted"
    return "missing.undetermined" + (".state" if entry.result.indicator.of_states else "")


def _at(key: str, place: Place, entry: MissingEntry, words: Words, **parameters: str) -> str:
    """With the cell; and with its sheet, where no heading names that."""
    headed = place.whole in (entry.sheet, entry.rows)
    kind = "cell" if place.cell and headed else "spot"
    return words(f"{key}.{kind}", spot=spot(place) if headed else str(place), **parameters)


def _at_cells(clause: str, entry: MissingEntry, words: Words) -> str:
    """What is missing, with the empty cells, where each year has one."""
    cells = sorted(entry.empty, key=lambda cell: cell.year or 0)
    if not cells or (cells[0].year and tuple(cell.year for cell in cells) != entry.years):
        return clause
    first, last = cells[0].place, cells[-1].place
    if len(cells) > 2 and entry.years[-1] - entry.years[0] + 1 == len(cells):
        shown = words("missing.cells", first=spot(first), last=spot(last))
    else:
        shown = words("missing.cell.list", spots=tuple(spot(cell.place) for cell in cells))
    return words(f"missing.at.{'cell' if first.cell else 'spot'}", text=clause, spot=shown)


def _forms(result: IndicatorResult, words: Words) -> str:
    """Word both figures of an undeclared reporting basis, and what depends on it.

    Of a change since an earlier year the total is asked for.
    """
    since = note_of(NoteCode.COUNTS_FROM_EARLIER, result.notes)
    if since is not None:
        return words("missing.form.since", year=since.parameters["year"])
    both = either_words(result, words)
    key = "missing.form.pace" if result.pace_is_open else "missing.form.verdict"
    return words("missing.form", totals=both["one"], additions=both["other"], differ=words(key))
