"""Word one indicator for a table: its status, actual, target and difference."""

from __future__ import annotations

from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_UP

from shengzhou_quality.decimals import exact_decimal, plain
from shengzhou_quality.diagnostics import Severity
from shengzhou_quality.evaluation.item_result import IndicatorResult, SeriesEntry
from shengzhou_quality.evaluation.report import Report
from shengzhou_quality.evaluation.status import TO_VERIFY, UNPROVEN
from shengzhou_quality.judgement import Form, NoteCode, Status, Verdict, is_strict, note_of
from shengzhou_quality.notation import Direction
from shengzhou_quality.pages.figures import (
    amount,
    marked,
    quoted,
    ratio,
    shown,
    unmarked,
    with_unit,
    year_runs,
)
from shengzhou_quality.pages.model import Tone
from shengzhou_quality.pages.ranges import limit_words, target_text
from shengzhou_quality.plan.kinds import AnyIndicator, StatesIndicator
from shengzhou_quality.plan.kinds.indicator import Constraint
from shengzhou_quality.plan.kinds.measured import Needs
from shengzhou_quality.words import Words, cut


def name(result: IndicatorResult, words: Words) -> str:
    indicator = result.indicator
    return words.of(indicator, "name")


def year_text(entry: SeriesEntry, result: IndicatorResult, words: Words) -> str:
    """The value as reported; the unit has a column of its own, and a state may have two names."""
    text = quoted(entry.text or "")
    if result.indicator.of_states:
        text = state_in_language(result.indicator, text, words)
    unit = result.indicator.unit
    if unit and text.endswith(unit) and text[: -len(unit)].rstrip()[-1:].isdecimal():
        text = text[: -len(unit)].rstrip()
    return marked(text, words, provisional=entry.provisional, forecast=entry.forecast)


def as_reported(entry: SeriesEntry, unit: str | None, words: Words) -> str:
    """348.6亿元（初步数）: with its unit, and a mark where it is not final."""
    if not (entry.provisional or entry.forecast):
        return with_unit(entry.text or "", unit, words)
    text = with_unit(unmarked(entry.text or ""), unit, words)
    return marked(text, words, provisional=entry.provisional, forecast=entry.forecast)


def mark(result: IndicatorResult) -> str:
    """The sign of the binding ones behind their number."""
    return "*" if result.indicator.constraint is Constraint.BINDING else ""


def tone(result: IndicatorResult) -> Tone:
    """The severity of the status."""
    if result.excluded:
        return Tone.QUIET
    if result.severity is Severity.ERROR:
        return Tone.ERROR
    if result.severity is Severity.WARNING or result.status in UNPROVEN:
        return Tone.WARNING
    return Tone.GOOD


def status_words(result: IndicatorResult, words: Words) -> str:
    """The status as its kind says it (完成 of what is created), and years outside the target."""
    if result.pace_is_open:
        return words("status.undetermined.pace")
    if result.forecast is not None:
        return words("status.no_data.forecast")
    key = f"status.{result.status}"
    created = result.indicator.is_created
    status = words(f"{key}.done" if created and words.knows(f"{key}.done") else key)
    if is_not_started(result):
        status = words("status.pending.not-started")
    outside = note_of(NoteCode.YEAR_OUTSIDE, result.notes)
    if outside is None or not was_outside(result):
        return status
    key = "status.but-outside" if result.status is Status.MET else "status.but-outside.before"
    years = [one.year for one in result.series if one.verdict is Verdict.NOT_MET]
    return words(key, status=status, years=tuple(year_runs(years, words)))


def for_evaluators(result: IndicatorResult, words: Words) -> str:
    """需评估单位认定, or that they have done so on the record."""
    settled = result.assessed is not None and result.assessed.status is not None
    return words(f"status.for-evaluators{'.settled' if settled else ''}")


def went_back(result: IndicatorResult, words: Words) -> str:
    """2022年低于以前年份: of a trend that is broken; else nothing."""
    note = note_of(NoteCode.WENT_BACK, result.notes)
    if note is None or result.verdict is not Verdict.NOT_MET:
        return ""
    falling = not result.indicator.of_states and result.indicator.direction is Direction.DECREASE
    return words(f"lists.went-back{'.falling' if falling else ''}", years=note.years)


def lacking_other(result: IndicatorResult, words: Words) -> str:
    """缺“全省平均水平”2023年的数: whose figure is missing for the comparison."""
    assert result.compared is not None, "only of what is compared"
    name = words.of(result.compared.indicator, "name")
    years = tuple(year_runs(result.compared.missing, words))
    return words("status.lacks-other", name=name, years=years)


def status_to_verify(result: IndicatorResult, words: Words) -> str:
    """The status; of what the office must clear up 待核实, and why: 待核实（数据有误）."""
    status = status_words(result, words)
    if result.is_for_evaluators:
        return for_evaluators(result, words)
    if result.lacks_other:
        return words("status.to-verify", status=lacking_other(result, words))
    if result.status not in TO_VERIFY or result.pace_is_open:
        return status
    return words("status.to-verify", status=status)


def was_outside(result: IndicatorResult) -> bool:
    """Whether an item that is met was not in some year before."""
    met = result.status in (Status.MET, Status.MAINTAINED)
    return met and note_of(NoteCode.YEAR_OUTSIDE, result.notes) is not None


def is_not_started(result: IndicatorResult) -> bool:
    """Whether a milestone on its way was reported in the first of its states."""
    if not result.indicator.of_states or result.actual is None:
        return False
    first = result.indicator.states[0].key
    return result.status is Status.PENDING and result.actual.state == first


def actual_words(result: IndicatorResult, words: Words, *, with_units: bool = True) -> str:
    """The figure judged, as reported; of an average growth its mean, rounded for the eye.

    A table may have a column of units, and its figures none.
    """
    actual, indicator = result.actual, result.indicator
    unit = indicator.unit if with_units else None
    if actual is None:
        return words("none")
    if indicator.of_states:
        return state_written(indicator, actual.text, words)
    text = actual.text
    bounds = actual.bounds
    if actual.either:
        return words("actual.either", **either_words(result, words))
    if indicator.is_derived and bounds and bounds.low is not None and bounds.low == bounds.high:
        text = shown(bounds.low, apart_from=result.expected)
    if actual.provisional:
        text = marked(with_unit(unmarked(text), unit, words), words, provisional=True)
    else:
        text = with_unit(text, unit, words)
    return _of_its_year(text, result, words)


def _of_its_year(text: str, result: IndicatorResult, words: Words) -> str:
    """With its year, where every year is judged and the worst was not the last."""
    *earlier, last = result.series
    if not result.indicator.is_of_worst_year or result.actual is None:
        return text
    years = [one.year for one in earlier if one.place in result.actual.places]
    is_last = last.place in result.actual.places
    return text if is_last or not years else words("actual.of-year", text=text, year=years[-1])


def either_words(result: IndicatorResult, words: Words) -> dict[str, str]:
    """Word both figures of an undeclared reporting basis, the total first; they are no range."""
    either = result.actual.either if result.actual else ()
    figures = (with_unit(one.text, result.indicator.unit, words) for one in either)
    return dict(zip(("one", "other"), figures, strict=False))


def form_words(indicator: AnyIndicator, form: Form, words: Words) -> str:
    """A basis (口径), as the kind calls it: 年均增速 or 年均值."""
    own = f"form.{form}.{indicator.kind}"
    return words(own if words.knows(own) else f"form.{form}")


def target_words(result: IndicatorResult, words: Words) -> str:
    return goal(result.indicator, words)


def goal_in_column(indicator: AnyIndicator, words: Words) -> str:
    """The target as printed, beside a column of units."""
    if indicator.of_states:
        return state(indicator, indicator.target, words)
    if not indicator.counts_from_baseline or indicator.bound is None:
        return indicator.target
    level = plain(exact_decimal(indicator.bound))
    return words("target.as-level", text=indicator.target, level=level)


def goal(indicator: AnyIndicator, words: Words) -> str:
    """The target as printed; a change from the baseline with the level that it leads to."""
    if indicator.of_states:
        return state(indicator, indicator.target, words)
    text = target_text(indicator, words)
    if not indicator.counts_from_baseline:
        return text
    return words("target.as-level", text=text, level=limit_words(indicator, words))


def pace(result: IndicatorResult, report: Report) -> str:
    """q/τ, never rounded onto a cut-off that it does not reach."""
    cut_offs = report.plan.cut_offs.exact
    return "" if result.pace is None else ratio(result.pace, cut_offs)


def needed(result: IndicatorResult, words: Words, *, years: int = 0) -> str:
    """What each remaining year needs, never rounded to less than that.

    If only one of the `years` remains, no mean is taken.
    """
    if result.needed_per_year is None:
        return ""
    indicator = result.indicator
    need, unit = result.needed_per_year, indicator.unit
    assert not indicator.of_states, "a milestone needs no number"
    falling = indicator.direction is Direction.DECREASE
    strict = has_strict_target(result)
    beyond = ".strict" if strict else ""
    if indicator.needs is not None:
        which = f".falling{beyond}" if falling else beyond
        said = figure_needed(result, words)
        if indicator.needs is Needs.GROWTH:
            return words(f"amount.grow{which}", amount=said)
        return words(f"amount.of{which}", what=words(f"needs.{indicator.needs}"), amount=said)
    if need == 0 and strict:
        key = "amount.past-limit.falling" if falling else "amount.past-limit"
        return words(key, amount=limit_words(indicator, words))
    mean = ".mean" if indicator.whole and years != 1 else ""
    key = f"amount.reduce{mean}{beyond}" if need < 0 else f"amount.add{mean}{beyond}"
    return words(key, amount=amount(abs(need), unit, words, rounding=ROUND_UP))


def figure_needed(result: IndicatorResult, words: Words) -> str:
    """The growth, mean or change that each remaining year needs, rounded to the safe side."""
    assert result.needed_per_year is not None
    indicator = result.indicator
    assert not indicator.of_states, "a milestone needs no number"
    added_up = indicator.needs in (Needs.RISE, Needs.FALL) and not indicator.is_derived
    is_limit = indicator.direction is Direction.DECREASE
    rounding = ROUND_FLOOR if is_limit else ROUND_CEILING
    return amount(result.needed_per_year, indicator.unit, words, points=added_up, rounding=rounding)


def has_strict_target(result: IndicatorResult) -> bool:
    """Whether the target excludes its own number, so that reaching the number is not enough."""
    indicator = result.indicator
    if indicator.of_states:
        return False
    return is_strict(indicator.target_set, indicator.direction)


def state_written(indicator: StatesIndicator, written: str, words: Words) -> str:
    """What the office wrote, and the state that it was read as where that is another word."""
    rank = indicator.rank_of(written)
    known = indicator.every_state[rank].written if rank is not None else ()
    text = cut(written)
    if rank is None:
        return text
    if written in (known[0], known[1]):
        return state(indicator, written, words)
    return words("state.read-as", written=text, state=state(indicator, written, words))


def state_in_language(indicator: StatesIndicator, written: str, words: Words) -> str:
    """What the office wrote; where the reader's language is another, the name of the state."""
    rank = indicator.rank_of(written)
    if rank is None:
        return written
    name = words.of(indicator.every_state[rank], "name")
    return name if words.translates else written


def state(indicator: StatesIndicator, written: str, words: Words) -> str:
    """A state in the reader's language."""
    rank = indicator.rank_of(written)
    if rank is None:
        return written
    found = indicator.every_state[rank]
    return words.of(found, "name")
