"""What opens below an indicator's row: its chart, its explanation, and what others say of it."""

from __future__ import annotations

from collections.abc import Iterator

from shengzhou_quality.evaluation.item_result import IndicatorResult
from shengzhou_quality.evaluation.report import Report
from shengzhou_quality.evaluation.selections import AssessedItem
from shengzhou_quality.pages.assessed import in_full
from shengzhou_quality.pages.charts import chart
from shengzhou_quality.pages.findings import spot
from shengzhou_quality.pages.model import Block, Fact, Facts, fact, facts
from shengzhou_quality.pages.plan_facts import effect_words
from shengzhou_quality.pages.ranges import cited_words, with_sections
from shengzhou_quality.pages.reasons import explain, reported
from shengzhou_quality.words import Words


def opened(result: IndicatorResult, report: Report, words: Words) -> list[Block]:
    drawn = chart(result, report, words)
    return [
        *([] if drawn is None else [drawn]),
        Facts("", tuple(_facts(result, report, words))),
    ]


def _facts(result: IndicatorResult, report: Report, words: Words) -> Iterator[Fact]:
    for label, text in explain(result, report, words).lines:
        yield fact(label, text)
    yield from _cells(result, report, words)
    yield from facts(words("explain.opinion"), _opinions(result, report, words))
    yield from facts(words("explain.problem"), _problems(result, report, words))
    yield from _conflicts(result, report, words)


def _cells(result: IndicatorResult, report: Report, words: Words) -> Iterator[Fact]:
    """The cell of each value, unless the explanation has named them all."""
    filled = [one for one in result.series if one.text is not None and one.place is not None]
    if len(filled) <= len(reported(result, report, words)):
        return
    sheets = {one.place.whole for one in filled if one.place}
    alone = len(sheets) == 1
    cells = words("list.separator").join(
        words("sources.cell", year=one.year, spot=spot(one.place) if alone else str(one.place))
        for one in filled
    )
    if alone:
        cells = words("opened.cells", sheet=str(sheets.pop()), cells=cells)
    yield fact(words("explain.cells"), cells)


def _opinions(result: IndicatorResult, report: Report, words: Words) -> Iterator[str]:
    """Of the evaluators, then of the offices, whose own do not count."""
    said = [*([result.assessed] if result.assessed else []), *result.opinions]
    for one in said:
        yield in_full(AssessedItem(result.indicator, result, one), report, words)


def _problems(result: IndicatorResult, report: Report, words: Words) -> Iterator[str]:
    for one in report.of_data:
        if one.indicator == result.indicator.id:
            text = words.joined(words.message(one), words.hint(one))
            place = str(one.place) if one.place else ""
            yield words("opened.problem", text=text, place=place) if place else text


def _conflicts(result: IndicatorResult, report: Report, words: Words) -> Iterator[Fact]:
    """Each conflict of the plan about it: what the phrases say, and what depends on it."""
    for one in report.plan.conflicts_of(result.indicator.id):
        phrases = words("clause.separator").join(
            cited_words(phrase, words, of=result.indicator.name) for phrase in one.phrases
        )
        kind = words(f"unclear.type.{one.type.name.lower()}")
        said = words("opened.wording", type=kind, phrases=phrases)
        yield fact(words("explain.wording"), said)
        yield fact("", with_sections(effect_words(one, words), words))
