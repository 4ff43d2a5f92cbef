"""趋势型: against its own baseline, and where every year counts against the year before."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from itertools import combinations, pairwise
from typing import Any, ClassVar, Final, Literal

from shengzhou_quality.interval import EVERYTHING, Interval
from shengzhou_quality.judgement import (
    Distance,
    Form,
    Judgement,
    Note,
    NoteCode,
    Period,
    Series,
    Verdict,
    compare,
    distance,
    earlier_years,
    note_of,
    of_the_year,
    older_value,
)
from shengzhou_quality.notation import Direction
from shengzhou_quality.plan.kinds.aimed import by_two
from shengzhou_quality.plan.kinds.fields import FigureText, number_in
from shengzhou_quality.plan.kinds.measured import (
    MeasuredIndicator,
    distance_steps,
    gap_unknown,
)
from shengzhou_quality.plan.kinds.steps import (
    Basis,
    Check,
    Line,
    Operand,
    Remark,
    RemarkCode,
)
from shengzhou_quality.plan.target_relative import Sense, TrendTarget, read_trend

_BETTER: Final = {
    Sense.RISE: Direction.INCREASE,
    Sense.FALL: Direction.DECREASE,
    Sense.STABLE: Direction.WITHIN,
}


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class DeclaredTrend(MeasuredIndicator):
    """Rise and fall: the year judged is beyond the baseline, which itself is not enough.

    With `every_year` (稳步, 不断, 持续, 逐年) no year may fall back behind the year before. Stable:
    within `tolerance` of the baseline, in the indicator's unit; without one only the same figure
    is certain.
    """

    kind: Literal["trend"]
    every_year: bool | None = None
    tolerance: FigureText | None = None
    forms: ClassVar[tuple[Form, ...]] = (Form.OF_YEAR,)

    @classmethod
    def reads_target(cls, target: str, units: Collection[str]) -> bool:  # noqa: ARG003
        return read_trend(target) is not None

    @classmethod
    def filled(cls, data: Mapping[str, Any]) -> dict[str, Any]:
        """The words say which way, and whether every year counts."""
        said: dict[str, Any] = {}
        target = data.get("target")
        found = read_trend(target) if isinstance(target, str) else None
        if found is not None and data.get("direction") is None:
            said["direction"] = _BETTER[found.sense]
        if found is not None and data.get("every_year") is None:
            said["every_year"] = found.every_year
        return super().filled({**data, **said})

    def check(self) -> None:
        super().check()
        allowed = number_in(self.tolerance)
        if self.tolerance is not None and (allowed is None or allowed < 0):
            raise ValueError("not-a-tolerance")
        if self.direction is not _BETTER[self.words.sense]:
            raise ValueError("target-against-direction")
        if self._asked.is_disjoint_from(self.domain.interval):
            raise ValueError("target-outside-domain")

    @cached_property
    def words(self) -> TrendTarget:
        found = read_trend(self.target)
        assert found is not None, "checked when the plan was read"
        return found

    @property
    def is_kept(self) -> bool:
        """A trend has no pace: in any year it holds so far, or it does not."""
        return True

    @cached_property
    def _allowed(self) -> Interval:
        """The changes from the baseline that meet the target."""
        match self.words.sense:
            case Sense.RISE:
                return Interval.at_least(0, strict=True)
            case Sense.FALL:
                return Interval.at_most(0, strict=True)
            case Sense.STABLE:
                apart = self.allowed or Fraction(0)
                return Interval.between(-apart, apart)

    @property
    def _asked(self) -> Interval:
        """The numbers on the right side of the baseline; all without a baseline."""
        start = self.baseline_point
        return EVERYTHING if start is None else Interval.point(start) + self._allowed

    @cached_property
    def target_set(self) -> Interval:
        inside = self._asked.intersection(self.domain.interval)
        assert inside is not None, "checked when the plan was read"
        return inside

    def asked_by(self, target: str) -> Interval:
        return self.with_target(target)._asked  # noqa: SLF001

    @property
    def bound(self) -> Fraction | None:
        return self.baseline_point

    def _verdict_of(self, value: Interval) -> Verdict:
        """Against the baseline alone."""
        if self.baseline_point is None:
            return Verdict.UNDETERMINED
        return by_two(value, self.target_set, EVERYTHING if self.is_vague else self.target_set)

    @property
    def allowed(self) -> Fraction | None:
        return number_in(self.tolerance)

    @property
    def is_vague(self) -> bool:
        """Whether nobody has said how far from the baseline is still stable."""
        return self.words.sense is Sense.STABLE and self.tolerance is None

    def rules(self) -> Iterator[Remark]:
        match self.words.sense:
            case Sense.RISE:
                yield Remark(RemarkCode.TREND_RISES)
            case Sense.FALL:
                yield Remark(RemarkCode.TREND_FALLS)
            case Sense.STABLE if self.is_vague:
                yield Remark(RemarkCode.TREND_STABLE_OPEN)
            case Sense.STABLE:
                allowed = self.allowed or Fraction(0)
                yield Remark(RemarkCode.TREND_STABLE, {"tolerance": allowed})
        if self.every_year and self.words.sense is not Sense.STABLE:
            yield self._each_year

    @property
    def _each_year(self) -> Remark:
        rises = self.words.sense is Sense.RISE
        return Remark(RemarkCode.EACH_YEAR_RISES if rises else RemarkCode.EACH_YEAR_FALLS)

    def judge(self, series: Series[Interval], period: Period) -> Judgement:
        known = {
            year: value
            for year, value in sorted(series.values.items())
            if year in period.years and isinstance(value, Interval)
        }
        by_year, notes = self._by_year(known, period), self._notes(known, series, period)
        found, broken = of_the_year(series, period), self._is_broken(known, period)
        if isinstance(found, Verdict):
            # What fell back stays behind, whatever the year judged is like.
            verdict = Verdict.NOT_MET if broken else found
            older = older_value(series, period) if verdict is Verdict.NO_DATA else ()
            notes += older
            return Judgement(verdict=verdict, is_lost=broken, verdict_by_year=by_year, notes=notes)
        verdict = beyond = self._verdict_of(found)
        if broken:
            verdict = Verdict.NOT_MET
        elif self.every_year and beyond is Verdict.MET and not self._is_unbroken(known, period):
            verdict = self._unread(series, period)
        apart = self._apart(found) if verdict is beyond else Distance()
        return Judgement(
            verdict=verdict,
            actual=found,
            form=Form.OF_YEAR,
            years=(period.year,),
            margin=apart.margin,
            gap=apart.gap,
            is_lost=broken and by_year.get(period.year) is not Verdict.NOT_MET,
            verdict_by_year=by_year,
            notes=apart.notes + notes,
        )

    @staticmethod
    def _unread(series: Series[Interval], period: Period) -> Verdict:
        """Why it is open: a year that nobody can read, or one that nobody reported."""
        reported = (series.values[year] for year in period.years if year in series.values)
        is_read = all(isinstance(value, Interval) for value in reported)
        return Verdict.UNDETERMINED if is_read else Verdict.INVALID

    def _apart(self, value: Interval) -> Distance:
        if self.baseline_point is None:
            return Distance()
        found = distance(value, self.target_set, self.direction)
        if self.is_vague and self._verdict_of(value) is Verdict.UNDETERMINED:
            return found._replace(notes=(*found.notes, Note(NoteCode.ABOUT, {"of": "stable"})))
        return found

    def _notes(
        self, known: Mapping[int, Interval], series: Series[Interval], period: Period
    ) -> tuple[Note, ...]:
        by_year = self._by_year(known, period)
        notes: tuple[Note, ...] = ()
        if self.baseline_point is None:
            notes += (Note(NoteCode.NO_BASELINE),)
        if not self._checks_years:
            return notes
        if not self.every_year:
            return notes + earlier_years(by_year, series, period)
        back = tuple(str(year) for year, one in by_year.items() if one is Verdict.NOT_MET)
        went_back = (Note(NoteCode.WENT_BACK, {"years": back}),) if back else ()
        return notes + went_back + earlier_years({}, series, period)

    @property
    def _checks_years(self) -> bool:
        return bool(self.every_year) or self.words.sense is Sense.STABLE

    @property
    def _basis(self) -> Basis:
        if self.words.sense is Sense.STABLE:
            return Basis.TARGET
        rises = self.words.sense is Sense.RISE
        return Basis.EARLIER_LOW if rises else Basis.EARLIER_HIGH

    @property
    def _not_back(self) -> Interval:
        """The changes from an earlier year that do not go back."""
        rises = self.words.sense is Sense.RISE
        return Interval.at_least(0) if rises else Interval.at_most(0)

    def _with_start(self, known: Mapping[int, Interval], period: Period) -> dict[int, Interval]:
        start = self.baseline_point
        first = {} if start is None else {period.baseline_year: Interval.point(start)}
        return {**first, **known}

    def _by_year(self, known: Mapping[int, Interval], period: Period) -> dict[int, Verdict]:
        """Each year against the baseline (stable), or against the year before."""
        if self.words.sense is Sense.STABLE:
            return {year: self._verdict_of(value) for year, value in known.items()}
        if not self.every_year:
            return {}
        found: dict[int, Verdict] = {}
        for (before, earlier), (year, value) in pairwise(self._with_start(known, period).items()):
            verdict = compare(value + earlier.negated(), self._not_back)
            # Over a year without a value only a fall is certain.
            is_next = year == before + 1 or verdict is Verdict.NOT_MET
            found[year] = verdict if is_next else Verdict.UNDETERMINED
        return found

    def _is_broken(self, known: Mapping[int, Interval], period: Period) -> bool:
        """Whether any year is certainly behind an earlier one."""
        if not self.every_year or self.words.sense is Sense.STABLE:
            return False
        values = self._with_start(known, period).values()
        return any(
            (later + earlier.negated()).is_disjoint_from(self._not_back)
            for earlier, later in combinations(values, 2)
        )

    def _is_unbroken(self, known: Mapping[int, Interval], period: Period) -> bool:
        by_year = self._by_year(known, period)
        return all(by_year.get(year) is Verdict.MET for year in period.years)

    def steps(self, series: Series[Interval], period: Period, judged: Judgement) -> Iterator[Line]:  # noqa: ARG002
        """Each year that is checked; nothing else is computed."""
        for year, verdict in judged.verdict_by_year.items():
            value = series.values[year]
            if isinstance(value, Interval):
                yield Check(year, value, verdict, self._basis)
        if self.baseline_point is None:
            is_bound = self.baseline_value is not None
            yield Remark(RemarkCode.BASELINE_IS_BOUND if is_bound else RemarkCode.NO_BASELINE)
        if judged.actual is None:
            yield Remark(RemarkCode.NOTHING_USABLE)

    def to_go(self, series: Series[Interval], period: Period, judged: Judgement) -> Iterator[Line]:
        yield from super().to_go(series, period, judged)
        if _went_back(judged):
            yield Remark(RemarkCode.TREND_BROKEN)
        value = judged.actual.value if judged.actual else None
        if judged.actual is not None and value is None:
            yield from gap_unknown(judged)
        elif value is not None and self.baseline_point is not None:
            start = self.baseline_point
            figures: dict[str, Operand] = {"actual": value, "start": start}
            yield from distance_steps(judged, figures, self._allowed, value - start)

    def outlook(
        self, series: Series[Interval], period: Period, judged: Judgement
    ) -> Iterator[Line]:
        """A range to keep to is only that of what is to stay stable; else no year falls back."""
        is_stable = self.words.sense is Sense.STABLE
        for line in super().outlook(series, period, judged):
            if not isinstance(line, Remark) or line.code is not RemarkCode.KEEP_IT or is_stable:
                yield line
            elif self.every_year and not _went_back(judged):
                yield self._each_year


def _went_back(judged: Judgement) -> bool:
    return note_of(NoteCode.WENT_BACK, judged.notes) is not None
