"""二、主要指标完成情况: the one table as offices print it, with every year and how it ended."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from shengzhou_quality.evaluation.item_result import IndicatorResult, NumberSet, SeriesEntry
from shengzhou_quality.evaluation.report import Report
from shengzhou_quality.judgement import NoteCode, Verdict, note_of
from shengzhou_quality.notation import marks_provisional
from shengzhou_quality.pages import assessed, rows, summary
from shengzhou_quality.pages.model import Block, Sentence, Sentences, TableCell, Tone
from shengzhou_quality.pages.report.document.tables import item_cells, table
from shengzhou_quality.pages.report.item_words import quoted
from shengzhou_quality.words import Words


def indicators(report: Report, words: Words) -> Iterator[Block]:
    """Those of each constraint in a sentence, then all of them in the plan's order."""
    if not report.indicators:
        yield Sentence(words("indicators.none"))
        return
    _, *groups = summary.opening(report, words)
    if groups:
        yield Sentences(groups)
    head = report.plan.head
    years = [str(year) for year in range(head.baseline_year, report.year + 1)]
    paces = [] if report.final else ["pace"]
    keys = ["category", "id", "name", "unit", "constraint", *years, "target", *paces]
    shown = table([*keys, "completion", "office"], _lines(report, words), words)
    yield shown._replace(wide=True)
    yield Sentence(words("indicators.read", year=head.baseline_year), Tone.QUIET)


def _lines(report: Report, words: Words) -> Iterator[dict[str, TableCell]]:
    for category in report.summary.categories:
        for result in report.indicators:
            if result.indicator.category == category.key:
                yield {
                    "category": TableCell(words.of(category, "name")),
                    **_cells(result, report, words),
                }


def _cells(result: IndicatorResult, report: Report, words: Words) -> dict[str, TableCell]:
    indicator = result.indicator
    unit = indicator.unit
    baseline = None if indicator.of_states else indicator.baseline
    years = {str(one.year): _year(one, result, words) for one in result.series}
    return {
        **item_cells(result, report, words),
        "unit": TableCell(text=words.unit(unit or "")),
        str(report.plan.head.baseline_year): TableCell(text=baseline or ""),
        **years,
        "target": TableCell(
            text=rows.target_words(result, words) if indicator.of_states else indicator.target,
            number=_number(result.target),
            unit=unit,
            quote=indicator.source.quote,
        ),
        "pace": TableCell(text=rows.pace(result, report), number=result.pace),
        "completion": TableCell(
            text=completion(result, report, words),
            tone=rows.tone(result),
            note=assessed.beside(result, words),
            status=result.status,
        ),
    }


def _year(entry: SeriesEntry, result: IndicatorResult, words: Words) -> TableCell:
    """The value as reported; the unit has a column of its own."""
    text = quoted(entry.text or "")
    unit = result.indicator.unit
    if unit and text.endswith(unit) and text[: -len(unit)].rstrip()[-1:].isdecimal():
        text = text[: -len(unit)].rstrip()
    if entry.forecast and not any(sign in text for sign in "预估"):
        text = words("indicators.forecast", text=text)
    elif entry.provisional and not marks_provisional(text):
        text += words("provisional.mark")
    return TableCell(text=text, place=entry.place)


def _number(bounds: NumberSet | None) -> Decimal | None:
    """The number itself, where it is one and no range."""
    return bounds.low if bounds is not None and bounds.low == bounds.high else None


def completion(result: IndicatorResult, report: Report, words: Words) -> str:
    """达标，高出1.9个百分点; of a total or a mean also how much it is."""
    status = rows.status_words(result, words)
    clauses = [*_judged(result, words), _apart(result, report, words)]
    figures = words("lists.separator").join(filter(None, clauses))
    if not figures:
        return status
    of_years = note_of(NoteCode.YEAR_OUTSIDE, result.notes)
    separator = words("clause.separator" if of_years else "lists.separator")
    return status + separator + figures


def _judged(result: IndicatorResult, words: Words) -> Iterator[str]:
    """What was judged, where no column of a year shows it."""
    indicator, actual = result.indicator, result.actual
    if actual is None or result.verdict not in (Verdict.MET, Verdict.NOT_MET):
        return
    shown = rows.actual_words(result, words)
    if indicator.of_states:
        state = rows.state(indicator, actual.text, words)
        if result.verdict is Verdict.NOT_MET and state != actual.text:
            yield state
    elif indicator.sums_years:
        yield words("completion.total", total=shown)
    elif indicator.of_growth:
        yield words("completion.mean", mean=shown)


def _apart(result: IndicatorResult, report: Report, words: Words) -> str:
    """By how much; before the target year only a total is short of anything."""
    if report.final or result.margin is not None or result.indicator.sums_years:
        return rows.difference(result, words, final=report.final)
    return ""
