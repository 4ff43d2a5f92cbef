"""变化型: the change since the base year, of which yearly changes or the total are reported."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from math import prod
from typing import ClassVar, Literal

from shengzhou_quality.decimals import nth_root
from shengzhou_quality.interval import Interval
from shengzhou_quality.judgement import (
    ByForm,
    Form,
    Judgement,
    Note,
    NoteCode,
    Paces,
    Period,
    Progress,
    Series,
    Verdict,
    older_value,
)
from shengzhou_quality.notation import Direction
from shengzhou_quality.plan.kinds.aimed import ChangeIn
from shengzhou_quality.plan.kinds.changing import ChangingIndicator
from shengzhou_quality.plan.kinds.measured import Needs
from shengzhou_quality.plan.kinds.path import (
    EXPECTED,
    PACE,
    PROGRESS,
    PROJECTED,
    Path,
    limit_paces,
    pace_ends,
    per_year,
    projection,
    share_of_time,
    time_steps,
)
from shengzhou_quality.plan.kinds.steps import (
    Formula,
    Line,
    Measure,
    Operand,
    Percent,
    Quantity,
    Quotient,
    Remark,
    RemarkCode,
    Side,
)
from shengzhou_quality.plan.kinds.totals import Total, by_form, form_of_one, form_unclear

_LEFT = Quantity("left", Measure.RATIO, exact=True)
_COMPOUNDED_UP, _COMPOUNDED_DOWN = Formula(_LEFT, "{growths}"), Formula(_LEFT, "{falls}")
_RATE = Quantity("total", Measure.UNIT)
_RISEN, _FALLEN = Formula(_RATE, "({left} - 1) × 100"), Formula(_RATE, "(1 - {left}) × 100")
_TOTAL = Quantity("total", Measure.UNIT, exact=True)
_ADDED_UP, _LATEST = Formula(_TOTAL, "{changes}"), Formula(_TOTAL, "{latest}")
_EXPECTED = Formula(EXPECTED, "{target} × {time}")
_PROGRESS = Formula(PROGRESS, "{total} ÷ {target}")
_PACE = Formula(PACE, "{progress} ÷ {time}")
_PACE_AT_END = Formula(PACE, "{total} ÷ {target} ÷ {time}")
_PACE_OF_LIMIT = Formula(PACE, "{target} × {time} ÷ {total}")
_PROJECTED = Formula(PROJECTED, "{total} × {length} ÷ {elapsed}")
_STILL = Quantity("still", Measure.PERCENT)
_NEEDED = Quantity("needed_change", Measure.PERCENT, "needed_per_year")
_STILL_UP = Formula(_STILL, "((1 + {goal_of_change}) ÷ (1 + {so_far}) - 1) × 100")
_STILL_DOWN = Formula(_STILL, "(1 - (1 - {goal_of_change}) ÷ (1 - {so_far})) × 100")
_NEEDED_UP = Formula(
    _NEEDED, "(((1 + {goal_of_change}) ÷ (1 + {so_far}))^(1 ÷ {remaining}) - 1) × 100"
)
_NEEDED_DOWN = Formula(
    _NEEDED, "(1 - ((1 - {goal_of_change}) ÷ (1 - {so_far}))^(1 ÷ {remaining})) × 100"
)


class Change(ChangingIndicator):
    """q = C/T of the change so far, expected now T·τ, pace q/τ; of a limit the pace is T·τ/C.

    A rate compounds: Π(1−gᵢ) against 1−T of a fall. A year without a value may have any
    possible change, also the opposite one; a declared total so far is judged alone. A change
    since an earlier year than the plan's base year has all years since then for its years.
    """

    kind: Literal["change"]
    forms: ClassVar[tuple[Form, ...]] = (Form.OF_YEAR, Form.TOTAL)
    sums_years: ClassVar[bool] = True
    may_go_back: ClassVar[bool] = True

    @property
    def can_be_early(self) -> bool:
        """A limit is kept to the end."""
        return self.direction is Direction.INCREASE

    @property
    def is_derived(self) -> bool:
        return self.compounds

    @property
    def is_rate_of_rise(self) -> bool:
        return self.compounds and not self.falls

    @property
    def needs(self) -> Needs | None:
        """An amount is added or taken away, step by step; of a limit it is what a year may be."""
        if self.counted_in is ChangeIn.UNITS and self.can_be_early:
            return None
        return Needs.FALL if self.falls else Needs.RISE

    def check(self) -> None:
        """The target is a change above 0; no change at all may be a limit."""
        super().check()
        self.check_counting()
        self.check_sense()
        is_limit = self.direction in (Direction.DECREASE, Direction.UNDECIDED)
        if self.bound < 0 or (self.bound == 0 and not is_limit):
            raise ValueError("change-below-zero")

    def combined(self, values: Sequence[Fraction]) -> Fraction:
        total = self.together(map(Interval.point, values)).value
        assert total is not None, "of exact changes the total is exact"
        return total

    def counted_over(self, period: Period) -> Period:
        """From the year that the change counts from: 较2005年 is not the change over the plan."""
        first = self.baseline_year or period.baseline_year
        return replace(period, baseline_year=min(first, period.baseline_year))

    def total(self, series: Series[Interval], period: Period, form: Form) -> Total:
        """The change up to the year judged, of yearly changes or by the latest total so far."""
        period = self.counted_over(period)
        reported = {year: series.values[year] for year in period.years if year in series.values}
        known = {year: value for year, value in reported.items() if isinstance(value, Interval)}
        years, since = tuple(known), period.baseline_year
        changes = [known.get(year) for year in period.years]
        if form is Form.TOTAL:
            years = years[-1:]
            since = years[-1] if years else since
            changes = [known[year] for year in years] + [None] * (period.year - since)
        unknown = self.domain.interval
        interval = self.together(unknown if one is None else one for one in changes)
        # What a total was before says nothing of the change by now: it may be taken back.
        wanted = [year for year in reported if form is not Form.TOTAL or year == period.year]
        return Total(
            interval=interval,
            form=form,
            years=years,
            complete=None not in changes,
            wants_unreadable=any(year not in known for year in wanted),
        )

    def judge(self, series: Series[Interval], period: Period) -> Judgement:
        over_plan, period = period, self.counted_over(period)
        nothing = self._progress(None, Verdict.NO_DATA, period)
        if not any(year in period.years for year in series.values):
            return Judgement(verdict=Verdict.NO_DATA, progress=nothing)
        additions = self.total(series, period, Form.OF_YEAR)
        if series.mixed or not additions.years:
            return Judgement(verdict=Verdict.INVALID, progress=nothing)
        as_totals = self.total(series, period, Form.TOTAL)
        total = as_totals if series.form is Form.TOTAL else additions
        verdict, actual = self._verdict(total), total.interval
        notes: tuple[Note, ...] = ()
        if verdict is Verdict.UNDETERMINED and total is as_totals and not total.complete:
            older = older_value(series, period)
            return Judgement(verdict=Verdict.NO_DATA, progress=nothing, notes=older)
        anything = self.together([self.domain.interval] * period.elapsed)
        either: tuple[ByForm, ...] = ()
        if additions.interval != anything:
            either = by_form(series, period, additions, as_totals)
        if either:
            actual = as_totals.interval.hull(actual)
            notes = (form_unclear(either, self._verdict(as_totals) is not verdict),)
            if verdict not in (self._verdict(as_totals), Verdict.INVALID):
                verdict = Verdict.UNDETERMINED
        elif verdict is Verdict.UNDETERMINED and self._verdict(as_totals) is not verdict:
            one = form_of_one(series, period, as_totals.interval)
            notes = () if one is None else (one,)
        if verdict is Verdict.UNDETERMINED and not total.complete and period != over_plan:
            since = str(period.baseline_year)
            notes += (Note(NoteCode.COUNTS_FROM_EARLIER, {"year": since}),)
        apart = self.apart(actual)
        is_unknown = actual == anything
        return Judgement(
            verdict=verdict,
            actual=None if is_unknown else actual,
            either=either,
            form=None if either else total.form,
            years=total.years,
            margin=apart.margin,
            gap=apart.gap,
            progress=self._progress(actual, verdict, period),
            paces=None if is_unknown else self._paces(actual, period),
            notes=apart.notes + notes,
        )

    def _verdict(self, total: Total) -> Verdict:
        verdict = self.verdict_of(total.interval)
        if verdict is Verdict.UNDETERMINED and total.wants_unreadable:
            return Verdict.INVALID
        return verdict

    def path(self, period: Period) -> Path | None:
        """From no change to the target; a limit is no way that is to be covered."""
        whole = self.counted_over(period)
        return Path(Fraction(0), self.bound, whole) if self.can_be_early else None

    def _progress(self, actual: Interval | None, verdict: Verdict, period: Period) -> Progress:
        path, value = self.path(period), actual.value if actual is not None else None
        if path is not None:
            met = verdict is Verdict.MET
            standing = path.standing(actual, met=met)
            if value is None or actual is None:
                return standing
            needed = None if met else self._needed(value, period)
            standing = standing._replace(needed_per_year=needed)
            return self.in_domain(standing, path.start, actual)
        if self.is_undecided:
            return Progress()
        paces = self._paces(actual, period) if actual is not None and value is not None else None
        return Progress(
            expected_progress=period.time_share,
            expected=self.bound * period.time_share,
            pace=paces.worst if paces else None,
            needed_per_year=None if value is None else self._needed(value, period),
        )

    def _needed(self, so_far: Fraction, period: Period) -> Fraction | None:
        """r = 1 − ((1−T)/(1−C))^(1/(n−k)) of a rate of fall is what each remaining year needs."""
        if not self.compounds:
            return per_year(self.bound - so_far, period)
        left = self.left_of(so_far)
        if left <= 0 or not period.remaining:
            return None
        return self.change_to(nth_root(self.left_of(self.bound) / left, period.remaining))

    def _paces(self, actual: Interval, period: Period) -> Paces | None:
        path = self.path(period)
        if self.is_undecided:
            return None
        if path is not None:
            return path.pace_ends(actual, self.direction)
        return limit_paces(self.bound * period.time_share, actual)

    def steps(self, series: Series[Interval], period: Period, judged: Judgement) -> Iterator[Line]:
        """Yield the parts of the change so far, and its place on the way from no change."""
        period = self.counted_over(period)
        total = judged.actual
        if series.mixed:
            yield Remark(RemarkCode.MIXED_FORMS)
        elif judged.either:
            yield Remark(RemarkCode.TWO_FORMS)
            for form in (Form.OF_YEAR, Form.TOTAL):
                yield from self._made_of(form, series, period, Side(form))
        elif judged.years:
            yield from self._made_of(judged.form or Form.OF_YEAR, series, period)
        if self.is_undecided:
            yield Remark(RemarkCode.UNDECIDED)
            return
        yield from time_steps(period)
        expected, time = self.bound * period.time_share, share_of_time(period)
        yield _EXPECTED.step(expected, target=self.bound, time=time)
        if total is None:
            known = RemarkCode.NOTHING_KNOWN if judged.years else RemarkCode.NOTHING_USABLE
            yield Remark(known)
        else:
            yield from self._standing(total, period, judged)

    def _made_of(
        self, form: Form, series: Series[Interval], period: Period, alone: Side | None = None
    ) -> Iterator[Line]:
        """The change so far and what it is made of, at both ends where it is not known exactly."""
        total = self.total(series, period, form)
        if not total.complete:
            unknown = tuple(str(year) for year in period.years if year not in total.years)
            yield Remark(RemarkCode.VALUES_UNKNOWN, {"years": unknown})
            return
        known = [series.values[year] for year in total.years]
        for side in (alone,) if total.interval.value is not None else (Side.LOW, Side.HIGH):
            high = side is Side.HIGH
            ends = [one.high if high else one.low for one in known if isinstance(one, Interval)]
            changes = tuple(end for end in ends if end is not None)
            if len(changes) < len(known):
                yield Remark(RemarkCode.NO_UPPER_END if high else RemarkCode.NO_LOWER_END)
            elif form is Form.TOTAL:
                yield _LATEST.step(changes[-1], side, latest=changes[-1])
            elif self.compounds:
                yield from self._compounded(changes, side)
            else:
                yield _ADDED_UP.step(sum(changes), side, changes=changes)

    def _compounded(self, changes: tuple[Fraction, ...], side: Side | None) -> Iterator[Line]:
        left = prod(map(self.left_of, changes), start=Fraction(1))
        if self.falls:
            falls = tuple(Percent(-change) for change in changes)
            yield _COMPOUNDED_DOWN.step(left, side, falls=falls)
        else:
            yield _COMPOUNDED_UP.step(left, side, growths=tuple(map(Percent, changes)))
        formula = _FALLEN if self.falls else _RISEN
        yield formula.step(self.change_to(left), side, left=left)

    def _standing(self, total: Interval, period: Period, judged: Judgement) -> Iterator[Line]:
        path, standing, value = self.path(period), judged.progress, total.value
        time = share_of_time(period)
        named: dict[str, Operand] = {"target": self.bound, "time": time}
        if path is None:
            if value is not None and value > 0 and standing.pace is not None:
                yield _PACE_OF_LIMIT.step(standing.pace, total=value, **named)
            elif value is not None:
                yield Remark(RemarkCode.WITHIN_IS_ON_SCHEDULE)
        elif value is None or standing.progress is None or standing.pace is None:
            paces = path.pace_ends(total, self.direction)
            assert paces is not None, "something is due in every year"
            yield from pace_ends(_PACE_AT_END, paces, total.low, total.high, name="total", **named)
        else:
            yield _PROGRESS.step(standing.progress, total=value, target=path.end)
            yield _PACE.step(standing.pace, progress=Quotient(value, path.end), time=time)
            yield from projection(path, standing.projected, value, _PROJECTED, total=value)

    def _per_year(self, needed: Fraction, value: Fraction, period: Period) -> Iterator[Line]:
        """Of a rate what is still to come altogether, and the same rate of every year."""
        if not self.compounds:
            yield from super()._per_year(needed, value, period)
            return
        goal, so_far = Percent(self.bound), Percent(value)
        still = self.change_to(self.left_of(self.bound) / self.left_of(value))
        both, each = (_STILL_DOWN, _NEEDED_DOWN) if self.falls else (_STILL_UP, _NEEDED_UP)
        yield both.step(still, goal_of_change=goal, so_far=so_far)
        remaining = period.remaining
        yield each.step(needed, goal_of_change=goal, so_far=so_far, remaining=remaining)
        yield from self.needs_more()
