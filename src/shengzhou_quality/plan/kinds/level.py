"""水平型: the value of the year judged, on a straight path from the baseline to the target."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import ClassVar, Literal

from shengzhou_quality.interval import Interval
from shengzhou_quality.judgement import (
    Form,
    Judgement,
    Note,
    NoteCode,
    Period,
    Progress,
    Series,
    Verdict,
    compare,
    excess,
    of_the_year,
    older_value,
)
from shengzhou_quality.notation import Direction, towards
from shengzhou_quality.plan.kinds.aimed import AimedIndicator, ChangeIn
from shengzhou_quality.plan.kinds.path import (
    EXPECTED,
    PACE,
    PROGRESS,
    PROJECTED,
    Path,
    expected_steps,
    growth_per_year,
    pace_ends,
    per_year,
    projection,
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
    Step,
)
from shengzhou_quality.plan.target_text import Phrase, Sort
from shengzhou_quality.units import PERCENT

_EXPECTED = Formula(EXPECTED, "{start} + ({end} - {start}) × {time}")
_PROGRESS = Formula(PROGRESS, "({actual} - {start}) ÷ ({end} - {start})")
_PACE = Formula(PACE, "{progress} ÷ {time}")
_PACE_AT_END = Formula(PACE, "({actual} - {start}) ÷ ({end} - {start}) ÷ {time}")
_PROJECTED = Formula(PROJECTED, "{start} + ({actual} - {start}) × {length} ÷ {elapsed}")
_AS_GROWTH = Formula(
    Quantity("compound", Measure.PERCENT), "(({target} ÷ {actual})^(1 ÷ {remaining}) - 1) × 100"
)
_GOAL = Quantity("goal", Measure.UNIT, exact=True)
_RAISED, _LOWERED = Formula(_GOAL, "{start} + {increment}"), Formula(_GOAL, "{start} - {decrement}")
_GROWN = Formula(_GOAL, "{start} × (1 + {rise_rate})")
_SHRUNK = Formula(_GOAL, "{start} × (1 - {fall_rate})")
_MULTIPLIED = Formula(_GOAL, "{start} × {times}")


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class Level(AimedIndicator):
    """q = (A−B)/(T−B), expected now B + (T−B)·τ, pace q/τ (design §5).

    The target may say how far it is from the baseline (下降18%, 〔1〕, 翻一番): `change_in` says
    in what such a change counts, where its words do not.
    """

    kind: Literal["level"]
    change_in: ChangeIn | None = None
    sorts: ClassVar[frozenset[Sort]] = frozenset(Sort)
    forms: ClassVar[tuple[Form, ...]] = (Form.OF_YEAR,)
    starts_from_baseline: ClassVar[bool] = True
    takes_targets: ClassVar[bool] = True

    @property
    def can_be_early(self) -> bool:
        return True

    @classmethod
    def direction_of(cls, phrase: Phrase) -> Direction:
        """Of a fall by at least so much the level is to be at most so much."""
        said = super().direction_of(phrase)
        if phrase.sort is not Sort.CHANGE or not phrase.fall:
            return said
        return Direction.INCREASE if said is Direction.DECREASE else Direction.DECREASE

    def check(self) -> None:
        """A target that is a change needs the number from which it changes."""
        relative = self.phrase.change or self.phrase
        start = self.baseline_point
        if relative.sort is not Sort.LEVEL and start is None:
            raise ValueError("change-without-baseline")
        if start is not None and start <= 0 and self._is_share(relative):
            raise ValueError("share-of-nothing")
        super().check()

    def _is_share(self, phrase: Phrase) -> bool:
        """Whether it is counted as a share of the baseline, or as a multiple of it."""
        of_rate = phrase.sort is Sort.CHANGE and self._counted_in(phrase) is ChangeIn.RATE
        return of_rate or phrase.sort is Sort.RATIO

    def _figures(self, phrase: Phrase) -> Interval:
        """Levels: a change is counted from the baseline; of both, the one that asks for more."""
        levels = phrase.interval
        if phrase.sort is not Sort.LEVEL:
            levels = self._from_baseline(phrase)
        if phrase.change is None:
            return levels
        stricter = towards(self._from_baseline(phrase.change), self.direction)
        return stricter.intersection(towards(levels, self.direction)) or levels

    @property
    def changed_to(self) -> Fraction | None:
        change = self.phrase.change
        return None if change is None else self._from_baseline(change).value

    def _from_baseline(self, phrase: Phrase) -> Interval:
        start = self.baseline_point
        assert start is not None, "checked when the plan was read"
        if phrase.sort is Sort.RATIO:
            return phrase.interval.scaled(start)
        change = phrase.interval
        if self._counted_in(phrase) is ChangeIn.RATE:
            change = change.scaled(abs(start) / 100)
        return Interval.point(start) + (change.negated() if self._falls(phrase) else change)

    def _counted_in(self, phrase: Phrase) -> ChangeIn:
        return self.change_in or ChangeIn.of(phrase.change_unit, self.unit)

    def _falls(self, phrase: Phrase) -> bool:
        return self.direction is Direction.DECREASE if phrase.fall is None else phrase.fall

    @property
    def counts_from_baseline(self) -> bool:
        return self.phrase.sort is not Sort.LEVEL

    def aim(self) -> Iterator[Step]:
        """A target that is a change, or that prints one beside it, from the baseline."""
        relative = self.phrase.change or self.phrase
        if relative.sort is not Sort.LEVEL:
            ends = (relative.interval.low, relative.interval.high)
            for number in dict.fromkeys(end for end in ends if end is not None):
                yield self._level_after(number, relative)
        yield from super().aim()

    def _level_after(self, number: Fraction, phrase: Phrase) -> Step:
        """The level that a change or a multiple leads to from the baseline."""
        start = self.baseline_point
        assert start is not None, "checked when the plan was read"
        if phrase.sort is Sort.RATIO:
            return _MULTIPLIED.step(start * number, start=start, times=number)
        falls = self._falls(phrase)
        if self._counted_in(phrase) is not ChangeIn.RATE:
            level = start - number if falls else start + number
            formula, name = (_LOWERED, "decrement") if falls else (_RAISED, "increment")
            return formula.step(level, start=start, **{name: number})
        level = start + abs(start) * number / 100 * (-1 if falls else 1)
        shrinks = falls is (start > 0)  # a negative level rises when its figure gets smaller
        formula, name = (_SHRUNK, "fall_rate") if shrinks else (_GROWN, "rise_rate")
        return formula.step(level, start=start, **{name: Percent(number)})

    def judge(self, series: Series[Interval], period: Period) -> Judgement:
        path = self.path(period)
        found = of_the_year(series, period)
        if isinstance(found, Verdict):
            return Judgement(
                verdict=found,
                progress=path.standing(None, met=False) if path else Progress(),
                notes=older_value(series, period) if found is Verdict.NO_DATA else (),
            )
        verdict = self.verdict_of(found)
        met = verdict is Verdict.MET
        apart = self.apart(found)
        if path:
            progress = self.in_domain(path.standing(found, met=met), path.start, found)
        else:
            progress = Progress(needed_per_year=self._needed(found, met, period))
        start = self.baseline_point
        notes = apart.notes
        if path is None and not met:
            without = start is None
            notes += (Note(NoteCode.NO_BASELINE if without else NoteCode.BASELINE_IN_TARGET),)
        return Judgement(
            verdict=verdict,
            actual=found,
            form=Form.OF_YEAR,
            years=(period.year,),
            margin=apart.margin,
            gap=apart.gap,
            progress=progress,
            paces=path.pace_ends(found, self.direction) if path and path.has_pace else None,
            is_below_start=self._is_worse(found, start)
            if path is None and start is not None
            else False,
            notes=notes,
        )

    def path(self, period: Period) -> Path | None:
        """No path without a baseline, from one that is a bound, or from the target itself."""
        start = self.baseline_point
        if start is None or self.starts_in_target:
            return None
        return Path(start, self.bound, period, self.stages(period))

    @property
    def starts_in_target(self) -> bool:
        """Whether the baseline is inside the target or on its limit: nothing is to be reached."""
        start = self.baseline_point
        return start is not None and excess(start, self.bound, self.direction) >= 0

    def _is_worse(self, actual: Interval, start: Fraction) -> bool | None:
        """Whether `actual` is worse than the baseline; `None` if this is not known."""
        not_worse = (
            Interval.at_least(start)
            if self.direction is Direction.INCREASE
            else Interval.at_most(start)
        )
        return {Verdict.MET: False, Verdict.NOT_MET: True}.get(compare(actual, not_worse))

    def _needed(self, actual: Interval, met: bool, period: Period) -> Fraction | None:
        if met or actual.value is None:
            return None
        return per_year(self.bound - actual.value, period)

    def steps(
        self,
        series: Series[Interval],  # noqa: ARG002
        period: Period,
        judged: Judgement,
    ) -> Iterator[Line]:
        """Where the value of the year judged stands on the path from the baseline."""
        path, actual = self.path(period), judged.actual
        if path is None:
            yield Remark(self._why_no_path())
        else:
            if self.baseline_year not in (None, period.baseline_year):
                years = {"year": self.baseline_year or 0, "base_year": period.baseline_year}
                yield Remark(RemarkCode.OTHER_BASELINE_YEAR, years)
            yield from expected_steps(path, _EXPECTED, start=path.start, end=path.end)
            if not path.has_pace:
                yield Remark(RemarkCode.NOTHING_DUE)
        if actual is None:
            yield Remark(RemarkCode.NOTHING_USABLE)
        elif path is not None and actual.value is not None:
            yield from self._standing(actual.value, path, judged.progress)
        elif actual == self.domain.interval:
            yield Remark(RemarkCode.NOTHING_KNOWN)  # 约423 allows any number
        elif path is not None and judged.paces is not None:
            rising, paces = self.direction is Direction.INCREASE, judged.paces
            worst, best = (actual.low, actual.high) if rising else (actual.high, actual.low)
            named: dict[str, Operand] = {"start": path.start, "end": path.end, "time": path.share}
            yield from pace_ends(_PACE_AT_END, paces, worst, best, name="actual", **named)

    def _standing(self, actual: Fraction, path: Path, standing: Progress) -> Iterator[Line]:
        """Yield the progress of a point, its pace and its projection."""
        if standing.progress is None:
            return
        start, end, time = path.start, path.end, path.share
        yield _PROGRESS.step(standing.progress, actual=actual, start=start, end=end)
        if standing.pace is not None:
            progress = Quotient(actual - start, end - start)
            yield _PACE.step(standing.pace, progress=progress, time=time)
        projected = standing.projected
        yield from projection(path, projected, actual, _PROJECTED, actual=actual, start=start)

    def _why_no_path(self) -> RemarkCode:
        if self.baseline_value is None:
            return RemarkCode.NO_BASELINE
        if self.baseline_value.value is None:
            return RemarkCode.BASELINE_IS_BOUND
        return RemarkCode.STARTS_AT_TARGET

    def _per_year(self, needed: Fraction, value: Fraction, period: Period) -> Iterator[Line]:
        """Of what starts from a baseline also the same growth of every remaining year."""
        yield from super()._per_year(needed, value, period)
        if self.baseline is None or self.unit == PERCENT:
            return
        growth = growth_per_year(value, self.bound, period)
        if growth is not None:
            remaining = period.remaining
            yield _AS_GROWTH.step(growth, target=self.bound, actual=value, remaining=remaining)
