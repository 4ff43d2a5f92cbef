"""预警清单 and 催报清单 in words: a line an item."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from shengzhou_quality.diagnostics import Place
from shengzhou_quality.evaluation.item_result import IndicatorResult
from shengzhou_quality.evaluation.list_entries import (
    MissingEntry,
    Unreported,
    WarningEntry,
    Whose,
    Why,
    whose,
    whose_order,
)
from shengzhou_quality.evaluation.report import Report
from shengzhou_quality.judgement import Course, NoteCode, note_of
from shengzhou_quality.pages.assessed import beside
from shengzhou_quality.pages.figures import with_unit
from shengzhou_quality.pages.findings import spot
from shengzhou_quality.pages.promises import worth_asking, worth_listing
from shengzhou_quality.pages.rows import (
    actual_words,
    difference,
    either_words,
    has_strict_target,
    name,
    needed,
    status_words,
)
from shengzhou_quality.plan.kinds import Milestone
from shengzhou_quality.plan.kinds.indicator import Constraint
from shengzhou_quality.words import Words, cut


def label(result: IndicatorResult) -> str:
    """The number of an item, with the mark of the binding ones."""
    binding = result.indicator.constraint is Constraint.BINDING
    return f"{result.indicator.id}{'*' if binding else ''}"


def each_by_line(report: Report) -> list[WarningEntry]:
    """Those that have a line each where room is short: milestones of the tasks are counted.

    Not where they were asked for by id.
    """
    counted = () if report.only else {item.promise.id for item in report.milestones}
    return [entry for entry in report.lists.warnings if entry.result.indicator.id not in counted]


def milestones_counted(report: Report, words: Words) -> str:
    """How many milestones were left out of the lines; a list of its own names them."""
    count = len(report.lists.warnings) - len(each_by_line(report))
    return words("lists.milestones", count=count) if count else ""


def none_of_either(report: Report, words: Words) -> str:
    """Where both are empty; commitments and milestones of which nothing was sent are apart."""
    apart = report.lists.unreported and not worth_listing(report)
    return words("lists.none.indicators" if apart else "lists.none")


def warning_line(entry: WarningEntry, report: Report, words: Words) -> str:
    """服务业增加值:滞后,差74.4亿元,今后2年每年需增加37.2亿元."""
    result = entry.result
    clauses = [
        standing(result, words),
        gap(result, report, words),
        needs(result, report, words),
    ]
    computed = words("lists.separator").join(filter(None, clauses))
    text = words("clause.separator").join(filter(None, [computed, beside(result, words)]))
    return words("lists.row", name=name(result, words), text=text)


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
    if isinstance(result.indicator, Milestone):
        late = note_of(NoteCode.LATE, result.notes)
        if late is not None:
            return words("lists.late", year=late.parameters["year"])
        return words("lists.state", state=actual_words(result, words)) if result.actual else ""
    return "" if result.margin is not None else difference(result, words, final=report.final)


def needs(result: IndicatorResult, report: Report, words: Words) -> str:
    """What each of the remaining years needs."""
    if result.needed_per_year is None:
        return ""
    growth = result.course is Course.AVERAGE
    key = "lists.needed.growth" if growth else "lists.needed"
    if growth and has_strict_target(result):
        key = "lists.needed.growth.strict"
    remaining = report.plan.period(report.year).remaining
    return words(key, remaining=remaining, amount=needed(result, words))


@dataclass(frozen=True, slots=True)
class Group:
    """What is asked for again in one sheet of one office.

    Without a sheet: of nobody in particular, with `rows` in one sheet or in several; or, where
    nothing was `found`, in no table.
    """

    sheet: Place | None
    office: str | None
    found: bool
    rows: Place | None
    entries: tuple[MissingEntry, ...]
    unreported: tuple[Unreported, ...] = ()


def groups(report: Report) -> list[Group]:
    """By sheet and office; of what nobody reported only what has rows."""
    entries: dict[Whose, list[MissingEntry]] = {}
    unreported: dict[Whose, list[Unreported]] = {}
    for entry in report.lists.missing:
        entries.setdefault(whose(entry), []).append(entry)
    for one in _with_rows(report):
        unreported.setdefault(whose(one), []).append(one)
    return [
        Group(*each, tuple(entries.get(each, ())), tuple(unreported.get(each, ())))
        for each in sorted({*entries, *unreported}, key=whose_order)
    ]


def missing_count(report: Report) -> int:
    """How many items are asked for, each once, in however many sheets it stands."""
    items = {entry.result.indicator.id for entry in report.lists.missing}
    return len(items) + sum(map(_count, worth_asking(report)))


def _with_rows(report: Report) -> list[Unreported]:
    return [one for one in worth_asking(report) if one.found]


def unreported_ids(group: Group, words: Words) -> str:
    """The commitments and milestones of a group that nobody reported; empty without any."""
    separator = words("list.separator")
    ids = {
        key: [each for one in group.unreported for each in getattr(one, key)]
        for key in ("commitments", "milestones")
    }
    clauses = (
        words(f"lists.unreported.{key}", count=len(found), ids=tuple(found))
        for key, found in ids.items()
        if found
    )
    return separator.join(clauses)


def group_heading(group: Group, words: Words) -> str:
    where = table_words(group, words)
    if group.office is None:
        return words("lists.sheet", sheet=where)
    return words("lists.sheet.office", sheet=where, office=quoted(group.office))


def table_words(one: Group | MissingEntry | Unreported, words: Words) -> str:
    """The sheet in which it is asked for, or why there is none."""
    if one.sheet is not None:
        return str(one.sheet)
    if one.rows is not None:
        return words("lists.unnamed.in", sheet=str(one.rows))
    return words("lists.unnamed" if one.found else "lists.nowhere")


def missing_line(entry: MissingEntry, words: Words) -> str:
    return words("lists.row", name=name(entry.result, words), text=asked(entry, words))


def asked(entry: MissingEntry, words: Words) -> str:
    """What is missing, or which cells cannot be used; or both."""
    before = note_of(NoteCode.BEFORE_PLAN, entry.result.notes)
    if before is not None:
        return words("missing.before-plan", year=before.parameters["year"])
    apart = note_of(NoteCode.APART, entry.result.notes)
    if apart is not None and apart.parameters["missing"] and not entry.years:
        return words("missing.apart", names=apart.parameters["missing"])
    forecasts = [each for each in entry.result.series if each.forecast and each.year in entry.years]
    foreseen = {each.year for each in forecasts}
    years = tuple(_runs([year for year in entry.years if year not in foreseen], words))
    cells = tuple(
        _at("missing", cell.place, entry, words, text=quoted(cell.text)) for cell in entry.cells
    )
    of_years = entry.why in (Why.NO_DATA, Why.YEARS)
    clauses = []
    if years:
        clause = words(f"missing.{entry.why if of_years else Why.YEARS}", years=years)
        clauses.append(_at_cells(clause, entry, words))
    for each in forecasts:
        text = quoted(with_unit(each.text or "", entry.result.indicator.unit, words))
        clauses.append(words("missing.forecast", year=each.year, text=text))
    if entry.why is Why.FORM:
        clauses.append(_forms(entry.result, words))
    elif not of_years or cells:
        clauses.append(words(f"missing.{Why.UNUSABLE if of_years else entry.why}", cells=cells))
    return words("clause.separator").join(clauses)


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
    """Both figures of an undeclared form, and what depends on it."""
    both = either_words(result, words)
    key = "missing.form.pace" if result.pace_is_open else "missing.form.verdict"
    return words("missing.form", totals=both["one"], additions=both["other"], differ=words(key))


def _runs(years: Sequence[int], words: Words) -> Iterator[str]:
    """2021—2023 for three years or more, one after the other."""
    for _, run in groupby(enumerate(years), key=lambda pair: pair[1] - pair[0]):
        together = [year for _, year in run]
        if len(together) > 2:
            yield words("lists.years", first=together[0], last=together[-1])
        else:
            yield from map(str, together)


def unreported(report: Report, words: Words) -> str:
    """How many of each task, where no row tells the sheet; nothing where none was reported."""
    missing = [one for one in worth_asking(report) if not one.found]
    if not missing:
        return ""
    tasks = tuple(
        words("lists.unreported.task", task=one.task, count=_count(one)) for one in missing
    )
    counts = {
        key: sum(len(getattr(one, key)) for one in missing) for key in ("commitments", "milestones")
    }
    items = tuple(
        words(f"lists.unreported.of.{key}", count=count) for key, count in counts.items() if count
    )
    return words("lists.unreported", items=items, tasks=tasks)


def _count(one: Unreported) -> int:
    return len(one.commitments) + len(one.milestones)


def quoted(text: str) -> str:
    """Text of a cell on one line, cut to a bearable length."""
    line = " ".join(text.split())
    return cut(line)
