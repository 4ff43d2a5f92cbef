"""三、未达标和需要关注的指标: where they stand, how far off they are, what they need."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from shengzhou_quality.evaluation.item_result import IndicatorResult
from shengzhou_quality.evaluation.report import Report
from shengzhou_quality.evaluation.selections import lagging
from shengzhou_quality.evaluation.status import TO_VERIFY
from shengzhou_quality.judgement import Status, Verdict
from shengzhou_quality.pages import assessed, rows
from shengzhou_quality.pages.figures import amount, with_unit, year_runs
from shengzhou_quality.pages.model import (
    Block,
    Section,
    Sentence,
    TableCell,
    ToComplete,
    fact,
    facts,
)
from shengzhou_quality.pages.ranges import range_words
from shengzhou_quality.pages.reasons import needs_words, reason
from shengzhou_quality.pages.report.document.numbering import part, point
from shengzhou_quality.pages.report.document.tables import item_cells, offices, table
from shengzhou_quality.pages.report.item_words import asked, gap, standing
from shengzhou_quality.plan.target_text import Sort
from shengzhou_quality.words import Words

_COLUMNS = {
    "missed": ("id", "name", "constraint", "actual", "target", "gap", "office"),
    "outside": ("id", "name", "constraint", "actual", "target", "years", "office"),
    "to_verify": ("id", "name", "constraint", "target", "asked", "office"),
    "lagging": (
        "id", "name", "constraint", "standing", "actual", "expected", "target", "gap", "needed",
        "office",
    ),
}  # fmt: skip
_COLUMNS["watch"] = _COLUMNS["lagging"]


def lists(report: Report) -> dict[str, list[IndicatorResult]]:
    """Each indicator that fails or is worth a warning in one list, in the plan's order."""
    weighed = [one for one in report.indicators if one.severity is not None or one.fails]
    to_verify = [one for one in weighed if one.status in TO_VERIFY]
    settled = [one for one in weighed if one.status not in TO_VERIFY]
    if report.final:
        missed = [one for one in settled if one.status is Status.MISSED]
        outside = [one for one in settled if one.status is not Status.MISSED]
        return {"missed": missed, "to_verify": to_verify, "outside": outside}
    late = lagging(report.indicators)
    watched = [one for one in settled if one not in late]
    return {"lagging": late, "watch": watched, "to_verify": to_verify}


def attention(report: Report, words: Words) -> Iterator[Block]:
    found = {key: results for key, results in lists(report).items() if results}
    if not found:
        when = "final" if report.final else "before"
        if assessed.all_excluded(report):
            when = "excluded"
        yield Sentence(words(f"attention.none.{when}"))
    for number, (key, results) in enumerate(found.items(), 1):
        heading = _heading(key, results, words)
        asked_of = list(_to_complete(key, results, report, words))
        shown = _table(key, results, report, words)
        yield Section(part(number, heading, words), [shown, *asked_of])


def _heading(key: str, results: Sequence[IndicatorResult], words: Words) -> str:
    """How many; of those to verify also how many of them the evaluators have decided."""
    decided = sum(one.decided is not None for one in results)
    own = f"attention.{key}.decided" if decided else f"attention.{key}"
    return words(own, count=len(results), decided=decided)


def _table(key: str, results: Sequence[IndicatorResult], report: Report, words: Words) -> Block:
    return table(_COLUMNS[key], [_cells(one, report, words) for one in results], words)


def _to_complete(
    key: str, results: Sequence[IndicatorResult], report: Report, words: Words
) -> Iterator[ToComplete]:
    """Where each one short of its target stands; cause and measures are its office's to write."""
    short = [one for one in results if key != "to_verify" and one.actual]
    short = [one for one in short if gap(one, report, words)]
    for number, result in enumerate(short, 1):
        constraint = words(f"constraint.{result.indicator.constraint}")
        heading = words(
            "attention.item",
            id=result.indicator.id,
            name=rows.name(result, words),
            constraint=constraint,
        )
        is_measured = not result.indicator.of_states and bool(result.gap)
        distance = gap(result, report, words) if is_measured else ""
        clauses = filter(None, (distance, needs_words(result, report, words)))
        apart = words("attention.separator").join(clauses)
        office = offices(result, report, words)
        yield ToComplete(
            point(number, heading, words),
            [
                fact(words("attention.now"), _now(result, report, words, unmet=not distance)),
                *facts(words("attention.gap"), _sentences(apart, words)),
            ],
            [words("attention.cause"), words("attention.measures")],
            words("attention.by", office=office) if office else words("attention.by.unnamed"),
        )


def _sentences(text: str, words: Words) -> Iterator[str]:
    if text:
        yield words("attention.sentence", text=text)


def _now(result: IndicatorResult, report: Report, words: Words, *, unmet: bool) -> str:
    """What it has come to and what the plan asks for; without a distance, that it is `unmet`."""
    indicator = result.indicator
    if indicator.of_states:
        key = "state"
    else:
        mean = "mean" if indicator.of_growth else "mean-level"
        key = "total" if indicator.sums_years else mean if indicator.is_mean else "year"
    return words(
        f"attention.now.{key}",
        years=tuple(year_runs(report.plan.period(report.year).years, words)),
        year=rows.worst_year(result) or report.year,
        actual=rows.actual_words(result, words, with_year=False),
        target=_goal(result, words),
        unmet=_unmet(result, words) if unmet else "",
    )


def _unmet(result: IndicatorResult, words: Words) -> str:
    """That it is not met; of a trend in which years it went the other way."""
    went_back = rows.went_back(result, words)
    return words("attention.went-back", text=went_back) if went_back else words("attention.unmet")


def _goal(result: IndicatorResult, words: Words) -> str:
    """The target; one written with a sign in words: 大于40%（不含40%）."""
    indicator = result.indicator
    if indicator.of_states or indicator.phrase is None or indicator.phrase.sort is not Sort.LEVEL:
        return rows.target_words(result, words)
    is_number = indicator.target[:1].isdecimal() or indicator.target_set.value is not None
    if is_number or indicator.is_vague or indicator.has_two_ends:
        return rows.target_words(result, words)
    return range_words(indicator.asked_by(indicator.target), indicator.figure_unit, words)


def _cells(result: IndicatorResult, report: Report, words: Words) -> dict[str, TableCell]:
    unit = result.indicator.figure_unit
    expected = "" if result.expected is None else amount(result.expected, unit, words, points=False)
    return {
        **item_cells(result, report, words),
        "standing": TableCell(
            text=standing(result, words), tone=rows.tone(result), status=result.status
        ),
        "expected": TableCell(text=expected, number=result.expected, unit=unit),
        "gap": TableCell(text=gap(result, report, words), number=result.gap, unit=unit),
        "needed": TableCell(
            text=rows.needed(result, words), number=result.needed_per_year, unit=unit
        ),
        "asked": TableCell(text=asked_or_why(result, report, words)),
        "years": TableCell(text=years_outside(result, words)),
    }


def asked_or_why(result: IndicatorResult, report: Report, words: Words) -> str:
    """What the office is asked for; where nothing is asked, why it cannot be judged.

    What is missing to compare it with is asked for elsewhere, and named here all the same.
    """
    said = [rows.lacking_other(result, words)] if result.lacks_other else []
    said += asked_of_its_office(result, report, words)
    return words("clause.separator").join(said) or reason(result, report, words)


def asked_of_its_office(result: IndicatorResult, report: Report, words: Words) -> Iterator[str]:
    """What 催报清单 asks for of the item, without the cells."""
    for entry in report.lists.missing:
        if entry.result is result:
            yield asked(entry, words, with_cells=False)


def years_outside(result: IndicatorResult, words: Words) -> str:
    """2022年为92.6%: each year before the one judged that was outside the target."""
    unit = result.indicator.unit
    return words("list.separator").join(
        words("attention.year", year=one.year, text=with_unit(one.text or "", unit, words))
        for one in result.series
        if one.verdict is Verdict.NOT_MET
    )
