"""Word one indicator for a table: its status, actual, target and difference."""

from __future__ import annotations

from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_UP

from shengzhou_quality.decimals import exact_decimal, plain
from shengzhou_quality.diagnostics import Severity
from shengzhou_quality.evaluation.course import is_usable
from shengzhou_quality.evaluation.item_result import IndicatorResult, NumberSet, SeriesEntry
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
    without_unit,
    year_runs,
)
from shengzhou_quality.pages.model import Tone
from shengzhou_quality.pages.ranges import limit_words, target_text
from shengzhou_quality.plan.kinds import AnyIndicator, MeasuredIndicator, StatesIndicator
from shengzhou_quality.plan.kinds.indicator import Constraint
from shengzhou_quality.plan.kinds.measured import Needs
from shengzhou_quality.units import PERCENT, POINTS
from shengzhou_quality.words import Words, cut


def name(result: IndicatorResult, words: Words) -> str:
    indicator = result.indicator
    return words.of(indicator, "name")


def year_text(entry: SeriesEntry, result: IndicatorResult, words: Words) -> str:
    """The value as reported; the unit has a column of its own, and a state may have two names."""
    text = quoted(entry.text or "")
    if result.indicator.of_states:
        text = state_in_language(result.indicator, text, words)
    text = without_unit(text, result.indicator.unit)
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
    if result.status in (Status.MET, Status.MAINTAINED) and result.unconfirmed:
        unconfirmed = tuple(year_runs(result.unconfirmed, words))
        return words("lists.unconfirmed", status=status, years=unconfirmed)
    outside = note_of(NoteCode.YEAR_OUTSIDE, result.notes)
    if outside is None or not was_outside(result):
        return status
    key = "status.but-outside" if result.status is Status.MET else "status.but-outside.before"
    years = [one.year for one in result.series if one.verdict is Verdict.NOT_MET]
    return words(key, status=status, years=tuple(year_runs(years, words)))


def for_evaluators(result: IndicatorResult, words: Words) -> str:
    """需评估单位认定, or that they have done so on the record."""
    return words(f"status.for-evaluators{'' if result.decided is None else '.settled'}")


def decision(result: IndicatorResult, words: Words) -> str:
    """That they are to decide, or what they have decided."""
    if result.decided is None:
        return words("reason.for-evaluators.open")
    return words("reason.for-evaluators.decided", status=words(f"status.{result.decided}"))


def years_lacking(result: IndicatorResult) -> tuple[str, ...]:
    """The years without a value that the verdict waits for; a total so far needs none before it."""
    indicator, actual = result.indicator, result.actual
    if not (indicator.sums_years or indicator.is_mean or indicator.is_of_worst_year):
        return ()
    after = 0
    if actual is not None and actual.form in (Form.TOTAL, Form.MEAN):
        entered = (one.year for one in result.series if one.place in actual.places)
        after = max(entered, default=0)
    return tuple(
        str(one.year)
        for one in result.series
        if one.year > after and (one.read is None or one.forecast)
    )


def went_back(result: IndicatorResult, words: Words) -> str:
    """2021年为79%，低于基期值80%: where a trend is broken, by what figures; else nothing."""
    note, indicator = note_of(NoteCode.WENT_BACK, result.notes), result.indicator
    if note is None or indicator.of_states or result.verdict is not Verdict.NOT_MET:
        return ""
    falling = ".falling" if indicator.direction is Direction.DECREASE else ""
    said, before = [], ""
    if indicator.baseline is not None:
        figure = with_unit(indicator.baseline, indicator.unit, words)
        before = words("lists.went-back.baseline", figure=figure)
    for one in filter(is_usable, result.series):
        figure, year = with_unit(one.text or "", indicator.unit, words), str(one.year)
        if year in note.years:
            key = f"lists.went-back{falling}"
            said.append(words(key, year=year, figure=figure, before=before))
        before = words("lists.went-back.before", year=year, figure=figure)
    return words("clause.separator").join(said)


def lacking_other(result: IndicatorResult, words: Words) -> str:
    """缺“全省平均水平”2023年的数: whose figure is missing for the comparison.

    Of what is compared year by year only that of the year judged leaves it open.
    """
    assert result.compared is not None, "only of what is compared"
    name = words.of(result.compared.indicator, "name")
    missing = result.compared.missing
    if result.indicator.is_kept and result.series:
        missing = tuple(year for year in missing if year == result.series[-1].year) or missing
    years = tuple(year_runs(missing, words))
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


def actual_words(
    result: IndicatorResult, words: Words, *, with_units: bool = True, with_year: bool = True
) -> str:
    """The figure judged, as reported; of an average growth its mean, rounded for the eye.

    A table may have a column of units, and its figures none. A sentence that names the year
    itself needs it no second time.
    """
    text = _judged(result, words, with_units=with_units)
    year = worst_year(result) if with_year else None
    return text if year is None else words("actual.of-year", text=text, year=year)


def _judged(result: IndicatorResult, words: Words, *, with_units: bool) -> str:
    actual, indicator = result.actual, result.indicator
    if actual is None:
        return words("none")
    if indicator.of_states:
        return state_written(indicator, actual.text, words)
    # Points of a share are not what the column of units says.
    is_other = indicator.figure_unit != indicator.unit
    unit = indicator.figure_unit if with_units or is_other else None
    text = actual.text
    bounds = actual.bounds
    if actual.either:
        return words("actual.either", **either_words(result, words))
    if bounds is not None and bounds.number is None and text.startswith(("(", "[")):
        return _between(bounds, indicator, unit, words)
    if indicator.is_derived and bounds and bounds.low is not None and bounds.low == bounds.high:
        text = shown(bounds.low, apart_from=result.expected)
    if actual.provisional:
        text = marked(with_unit(unmarked(text), unit, words), words, provisional=True)
    else:
        text = with_unit(text, unit, words)
    return _as_change(text, result, words)


def _between(
    bounds: NumberSet, indicator: MeasuredIndicator, unit: str | None, words: Words
) -> str:
    """大于17%: a computed range; an end that is only that of what is possible is not said."""
    possible, said = indicator.domain.interval, []
    for end, is_open, limit, side in (
        (bounds.low, bounds.low_open, possible.low, "low"),
        (bounds.high, bounds.high_open, possible.high, "high"),
    ):
        if end is not None and (is_open or end != limit):
            figure = with_unit(plain(end), unit, words)
            said.append(words(f"actual.{side}{'.open' if is_open else ''}", figure=figure))
    return words("list.separator").join(said)


def _as_change(text: str, result: IndicatorResult, words: Words) -> str:
    """下降7.3%, 提高0.3个百分点: the way in which it went, where the figure is itself a change."""
    indicator, bounds = result.indicator, result.actual.bounds if result.actual else None
    if indicator.of_states or not indicator.counts_changes or bounds is None or not bounds.number:
        return text
    way = "fall" if (bounds.number > 0) is indicator.falls else "rise"
    of_what = {PERCENT: "", POINTS: ".points"}.get(indicator.figure_unit or "", ".amount")
    return words(f"actual.{way}{of_what}", text=text.lstrip("-−"))


def worst_year(result: IndicatorResult) -> int | None:
    """The year whose figure was judged, where every year is and the worst was not the last."""
    *earlier, last = result.series
    if not result.indicator.is_of_worst_year or result.actual is None:
        return None
    years = [one.year for one in earlier if one.place in result.actual.places]
    return years[-1] if years and last.place not in result.actual.places else None


def either_words(result: IndicatorResult, words: Words) -> dict[str, str]:
    """Word both figures of an undeclared reporting basis, the total first; they are no range."""
    either = result.actual.either if result.actual else ()
    unit = None if result.indicator.of_states else result.indicator.figure_unit
    figures = (with_unit(one.text, unit, words) for one in either)
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
    need, unit = result.needed_per_year, indicator.figure_unit
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
    less = (need < 0) is not indicator.falls
    key = f"amount.reduce{mean}{beyond}" if less else f"amount.add{mean}{beyond}"
    return words(key, amount=amount(abs(need), unit, words, rounding=ROUND_UP))


def figure_needed(result: IndicatorResult, words: Words) -> str:
    """The growth, mean or change that each remaining year needs, rounded to the safe side."""
    assert result.needed_per_year is not None
    indicator = result.indicator
    assert not indicator.of_states, "a milestone needs no number"
    added_up = indicator.needs in (Needs.RISE, Needs.FALL) and not indicator.is_derived
    is_limit = indicator.direction is Direction.DECREASE
    rounding = ROUND_FLOOR if is_limit else ROUND_CEILING
    unit = indicator.figure_unit
    return amount(result.needed_per_year, unit, words, points=added_up, rounding=rounding)


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
