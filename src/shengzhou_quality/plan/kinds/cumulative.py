"""累计型: the total since the base year, from 0, by additions of the year or running totals."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from math import floor
from typing import ClassVar, Literal

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
)
from shengzhou_quality.notation import Direction
from shengzhou_quality.plan.kinds.aimed import AimedIndicator
from shengzhou_quality.plan.kinds.path import (
    EXPECTED,
    PACE,
    PROGRESS,
    PROJECTED,
    Path,
    expected_steps,
    pace_ends,
    projection,
)
from shengzhou_quality.plan.kinds.steps import (
    Formula,
    Line,
    Measure,
    Operand,
    Quantity,
    Quotient,
    Remark,
    RemarkCode,
    Side,
)
from shengzhou_quality.plan.kinds.totals import Total, by_form, form_unclear, sum_up
from shengzhou_quality.plan.target_text import Phrase, Sort
from shengzhou_quality.units import PERCENT

_TOTAL = Quantity("total", Measure.UNIT, exact=True)
_ADDED_UP = Formula(_TOTAL, "{additions}")
_LATEST = Formula(_TOTAL, "{latest}")
_EXPECTED = Formula(EXPECTED, "{target} × {time}")
_PROGRESS = Formula(PROGRESS, "{total} ÷ {target}")
_PACE = Formula(PACE, "{progress} ÷ {time}")
_PACE_AT_END = Formula(PACE, "{total} ÷ {target} ÷ {time}")
_PROJECTED = Formula(PROJECTED, "{total} × {length} ÷ {elapsed}")
_ON_SCHEDULE = Fraction(1)


class Cumulative(AimedIndicator):
    """q = total/T, expected now T·τ; whole units are on schedule from ⌊T·τ⌋ on (design §5)."""

    kind: Literal["cumulative"]
    forms: ClassVar[tuple[Form, ...]] = (Form.OF_YEAR, Form.TOTAL)
    is_created: ClassVar[bool] = True
    sums_years: ClassVar[bool] = True
    reports_changes: ClassVar[bool] = True
    takes_targets: ClassVar[bool] = True
    sorts: ClassVar[frozenset[Sort]] = frozenset({Sort.LEVEL, Sort.CHANGE})

    @property
    def can_be_early(self) -> bool:
        """A total that may yet turn out a ceiling is not reached before the last year."""
        return not self.is_undecided

    def check(self) -> None:
        """The total starts from 0."""
        super().check()
        is_limit = self.direction not in (Direction.INCREASE, Direction.UNDECIDED)
        if is_limit or self.bound <= 0:
            raise ValueError("cumulative-counts-up")

    def _check_phrase(self, phrase: Phrase) -> None:
        """〔20〕 of things that are counted; a fall, and what is in %, are changes."""
        super()._check_phrase(phrase)
        is_share = PERCENT in (self.unit, phrase.change_unit)
        of_change = phrase.sort is Sort.CHANGE or (phrase.in_total and not phrase.added)
        if of_change and (phrase.fall or is_share):
            raise ValueError("target-of-another-kind")
        self.check_unit(phrase.change_unit)

    def judge(self, series: Series[Interval], period: Period) -> Judgement:
        path = self.path(period)
        nothing = path.standing(None, met=False) if path else Progress()
        if not any(year in period.years for year in series.values):
            return Judgement(verdict=Verdict.NO_DATA, progress=nothing)
        if series.mixed:
            return Judgement(verdict=Verdict.INVALID, progress=nothing)
        total = sum_up(series, period, series.form or Form.OF_YEAR)
        if not total.years:
            return Judgement(verdict=Verdict.INVALID, progress=nothing)
        verdict, actual = self._verdict(total), total.interval
        notes: tuple[Note, ...] = () if total.complete else (Note(NoteCode.LOWER_BOUND),)
        either: tuple[ByForm, ...] = ()
        if series.form is None:
            as_totals = self.total(series, period, Form.TOTAL)
            either = by_form(series, period, total, as_totals)
        if either:
            actual = as_totals.interval.hull(total.interval)
            notes += (form_unclear(either, self._verdict(as_totals) is not verdict),)
            if verdict not in (self._verdict(as_totals), Verdict.INVALID):
                verdict = Verdict.UNDETERMINED
        apart, standing = self.apart(actual), Progress()
        if path:
            standing = path.standing(actual, met=verdict is Verdict.MET)
        return Judgement(
            verdict=verdict,
            actual=actual,
            either=either,
            form=None if either else total.form,
            years=total.years,
            margin=apart.margin,
            gap=apart.gap,
            progress=self.in_domain(standing, Fraction(0), actual),
            paces=self._paces(actual, path) if path else None,
            notes=apart.notes + notes,
        )

    def _path(self, period: Period) -> Path | None:
        """No path to a total that may yet turn out a ceiling."""
        if self.is_undecided:
            return None
        return Path(Fraction(0), self.bound, period, self.stages(period))

    def enough_by_now(self, period: Period) -> int | None:
        """⌊T·τ⌋: whole units cannot be delivered in part, so this many count as on schedule."""
        path = self.path(period)
        return floor(path.expected) if self.whole and path else None

    def _verdict(self, total: Total) -> Verdict:
        verdict = self.verdict_of(total.interval)
        if verdict is Verdict.UNDETERMINED and total.wants_unreadable:
            return Verdict.INVALID
        return verdict

    def _paces(self, total: Interval, path: Path) -> Paces:
        if total.value is not None:
            pace = self._ladder_pace(total.value, path)
            return Paces(pace, pace)
        worst, best = total.low, total.high
        return Paces(
            None if worst is None else self._ladder_pace(worst, path),
            None if best is None else self._ladder_pace(best, path),
            total.high_open,
        )

    def _ladder_pace(self, total: Fraction, path: Path) -> Fraction:
        enough = self.enough_by_now(path.period)
        on_schedule = enough is not None and total >= enough
        return max(path.pace(total), _ON_SCHEDULE) if on_schedule else path.pace(total)

    def steps(self, series: Series[Interval], period: Period, judged: Judgement) -> Iterator[Line]:
        """Yield the parts of the total, and its place on the path from 0."""
        path, total = self.path(period), judged.actual
        if series.mixed:
            yield Remark(RemarkCode.MIXED_FORMS)
        elif judged.either:
            yield Remark(RemarkCode.TWO_FORMS)
            for form in (Form.OF_YEAR, Form.TOTAL):
                by_form = sum_up(series, period, form).interval
                yield from _sum(by_form, form, series, period, Side(form))
        elif total is not None:
            yield from _sum(total, judged.form or Form.OF_YEAR, series, period)
        if path is None:
            yield Remark(RemarkCode.UNDECIDED)
            return
        yield from expected_steps(path, _EXPECTED, target=path.end)
        enough = self.enough_by_now(period)
        if enough is not None and enough != path.expected:
            yield Remark(RemarkCode.WHOLE_PART, {"expected": path.expected, "enough": enough})
        if total is None:
            yield Remark(RemarkCode.NOTHING_USABLE)
        else:
            yield from self._standing(total, path, judged)

    def _standing(self, total: Interval, path: Path, judged: Judgement) -> Iterator[Line]:
        standing, time, value = judged.progress, path.share, total.value
        if value is None or standing.progress is None or standing.pace is None:
            low, high = total.low, total.high
            ends = Paces(
                None if low is None else path.pace(low), None if high is None else path.pace(high)
            )
            named: dict[str, Operand] = {"target": path.end, "time": time}
            yield from pace_ends(_PACE_AT_END, ends, low, high, name="total", **named)
            yield from self._counted_as_on_schedule(total, path, judged)
            return
        yield _PROGRESS.step(standing.progress, total=value, target=path.end)
        yield _PACE.step(standing.pace, progress=Quotient(value, path.end), time=time)
        yield from self._counted_as_on_schedule(total, path, judged)
        yield from projection(path, standing.projected, value, _PROJECTED, total=value)

    def _counted_as_on_schedule(
        self, total: Interval, path: Path, judged: Judgement
    ) -> Iterator[Remark]:
        """Yield a remark if the status uses another pace than the arithmetic gives."""
        paces, enough = judged.paces, self.enough_by_now(path.period)
        if total.low is not None and paces and paces.worst != path.pace(total.low):
            yield Remark(RemarkCode.COUNTS_AS_ON_SCHEDULE, {"enough": enough or 0})


def _sum(
    total: Interval,
    form: Form,
    series: Series[Interval],
    period: Period,
    alone: Side | None = None,
) -> Iterator[Line]:
    """The total and what it is made of, at both ends where it is not known exactly."""
    reported = ((year, series.values.get(year)) for year in period.years)
    known = {year: value for year, value in reported if isinstance(value, Interval)}
    for side in (alone,) if total.value is not None else (Side.LOW, Side.HIGH):
        end = total.high if side is Side.HIGH else total.low
        if end is None:
            continue
        if form is Form.TOTAL:
            yield _LATEST.step(end, side, latest=end)
        else:
            ends = (value.high if side is Side.HIGH else value.low for value in known.values())
            additions = tuple(max(number or Fraction(0), Fraction(0)) for number in ends)
            yield _ADDED_UP.step(end, side, additions=additions)
    missing = tuple(str(year) for year in period.years if year not in known)
    if form is Form.TOTAL and known and max(known) < period.year:
        yield Remark(RemarkCode.TOTAL_IS_OLD, {"year": max(known)})
    elif form is not Form.TOTAL and missing:
        yield Remark(RemarkCode.YEARS_UNKNOWN, {"years": missing})
