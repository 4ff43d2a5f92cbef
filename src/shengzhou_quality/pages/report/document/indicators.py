"""二、主要指标完成情况: the one table as offices print it, with every year and how it ended."""

from __future__ import annotations

from collections.abc import Iterator

from shengzhou_quality.evaluation.item_result import IndicatorResult, SeriesEntry, WhyUnused
from shengzhou_quality.evaluation.report import Report
from shengzhou_quality.judgement import Status, Verdict
from shengzhou_quality.pages import assessed, rows, summary
from shengzhou_quality.pages.differences import difference
from shengzhou_quality.pages.figures import without_unit
from shengzhou_quality.pages.model import Block, Sentence, Sentences, TableCell, Tone
from shengzhou_quality.pages.report.document.opened import opened
from shengzhou_quality.pages.report.document.selecting import (
    by_its_text,
    by_office,
    selectable,
    status_choice,
)
from shengzhou_quality.pages.report.document.tables import (
    item_cells,
    office_names,
    table,
)
from shengzhou_quality.words import Words


def indicators(report: Report, words: Words) -> Iterator[Block]:
    """Those of each constraint in a sentence, then all of them in the plan's order."""
    if not report.indicators:
        yield Sentence(words("indicators.none"))
        return
    if assessed.all_excluded(report):
        yield Sentence(words("indicators.all-excluded"))
    _, *groups = summary.opening(report, words)
    if groups:
        yield Sentences(groups)
    head = report.plan.head
    years = [str(year) for year in range(head.baseline_year, report.year + 1)]
    paces = [] if report.final else ["pace"]
    keys = ["category", "id", "name", "unit", "constraint", *years, "target", *paces]
    keys += [*([] if report.since is None else ["before"]), "completion", "office"]
    listed = [
        one
        for category in report.summary.categories
        for one in report.indicators
        if one.indicator.category == category.key
    ]
    shown = table(keys, (_cells(one, report, words) for one in listed), words)
    more = [opened(one, report, words) for one in listed]
    opening = [shown.groups[0]._replace(more=more)]
    read = [words("indicators.read", year=head.baseline_year), *other_baselines(report, words)]
    if any(_counts_as_on_track(one, report) for one in listed):
        read.append(words("method.whole"))
    yield Sentence(words.joined(*read), Tone.QUIET)  # below a long table it could be left alone
    yield selectable(shown, keys, words)._replace(groups=opening, wide=True)


def other_baselines(report: Report, words: Words) -> Iterator[str]:
    """Whose baseline is of another year than the column that it stands in, and what that means."""
    found: dict[int, list[IndicatorResult]] = {}
    for one in report.indicators:
        if not one.indicator.of_states and one.indicator.baseline_year is not None:
            found.setdefault(one.indicator.baseline_year, []).append(one)
    for year, results in sorted(found.items()):
        ids = tuple(one.indicator.id for one in results)
        base = report.plan.head.baseline_year
        yield words("indicators.other-baseline", ids=ids, year=year, base=base)
        unused = (value.why for one in results for value in one.unused)
        if WhyUnused.BASELINE_YEAR in unused:
            yield words("indicators.other-baseline.reported", base=base)


def _counts_as_on_track(result: IndicatorResult, report: Report) -> bool:
    """Whether the rule about whole numbers lifts it above what its pace says."""
    on_track = report.plan.cut_offs.exact[1]
    return result.status is Status.ON_TRACK and result.pace is not None and result.pace < on_track


def _cells(result: IndicatorResult, report: Report, words: Words) -> dict[str, TableCell]:
    indicator = result.indicator
    unit = indicator.unit
    baseline = None if indicator.of_states else indicator.baseline
    years = {str(one.year): _year(one, result, words) for one in result.series}
    found = item_cells(result, report, words)
    category = next(one for one in report.plan.categories if one.key == indicator.category)
    names = office_names(result, report)
    return {
        **found,
        "category": by_its_text(TableCell(words.of(category, "name"))),
        "constraint": by_its_text(found["constraint"]),
        "office": by_office(found["office"], names, words),
        "unit": TableCell(text=words.unit(unit or "").strip()),
        str(report.plan.head.baseline_year): TableCell(text=without_unit(baseline or "", unit)),
        **years,
        "target": TableCell(
            text=rows.goal_in_column(indicator, words),
            number=result.target.number if result.target else None,
            unit=unit,
            quote=indicator.source.quote,
        ),
        "pace": TableCell(text=rows.pace(result, report), number=result.pace),
        "completion": TableCell(
            text=completion(result, report, words),
            tone=rows.tone(result),
            note=assessed.beside(result, words),
            status=result.status,
            choices=(status_choice(result, words),),
        ),
        "before": before(result, report, words),
    }


def before(result: IndicatorResult, report: Report, words: Words) -> TableCell:
    """How it stood in the earlier report, where there is one."""
    if report.since is None:
        return TableCell("")
    from shengzhou_quality.pages import since

    return TableCell(since.before(result.indicator, report.since, words))


def _year(entry: SeriesEntry, result: IndicatorResult, words: Words) -> TableCell:
    return TableCell(text=rows.year_text(entry, result, words), place=entry.place)


def completion(result: IndicatorResult, report: Report, words: Words) -> str:
    """达标，高出1.9个百分点; of a total or a mean also how much it is."""
    status = rows.status_to_verify(result, words)
    clauses = [*_judged(result, words), _apart(result, report, words)]
    figures = words("lists.separator").join(filter(None, clauses))
    if not figures:
        return status
    separator = words("clause.separator" if rows.was_outside(result) else "lists.separator")
    return status + separator + figures


def _judged(result: IndicatorResult, words: Words) -> Iterator[str]:
    """What was judged, where no column of a year shows it."""
    indicator, actual = result.indicator, result.actual
    if actual is None or result.verdict not in (Verdict.MET, Verdict.NOT_MET):
        return
    shown = rows.actual_words(result, words)
    if indicator.of_states:
        state = rows.state(indicator, actual.text, words)
        said = rows.status_words(result, words)
        if result.verdict is Verdict.NOT_MET and state != actual.text and state.lower() != said:
            yield state
    elif indicator.sums_years:
        yield words("completion.total", total=shown)
    elif indicator.is_mean:
        yield words(f"completion.mean{'' if indicator.of_growth else '.level'}", mean=shown)


def _apart(result: IndicatorResult, report: Report, words: Words) -> str:
    """By how much; before the target year only a total is short of anything."""
    if report.final or result.margin is not None or result.indicator.sums_years:
        return difference(result, words, final=report.final)
    return ""
