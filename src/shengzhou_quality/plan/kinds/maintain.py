"""保持型: the value of the year judged; every reported year is checked and named."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar, Literal

from shengzhou_quality.interval import Interval
from shengzhou_quality.judgement import (
    Form,
    Judgement,
    Period,
    Series,
    Verdict,
    earlier_years,
    of_the_year,
    older_value,
)
from shengzhou_quality.plan.kinds.aimed import AimedIndicator
from shengzhou_quality.plan.kinds.steps import Check, Line, Remark, RemarkCode


class Maintain(AimedIndicator):
    """Earlier years never change the verdict; outside the target they are named (design §5)."""

    kind: Literal["maintain"]
    forms: ClassVar[tuple[Form, ...]] = (Form.OF_YEAR,)
    is_kept: ClassVar[bool] = True
    takes_range: ClassVar[bool] = True
    takes_targets: ClassVar[bool] = True
    targets_rule: ClassVar[bool] = True

    def judge(self, series: Series[Interval], period: Period) -> Judgement:
        by_year = {
            year: self.in_force(year).verdict_of(value)
            for year, value in sorted(series.values.items())
            if year in period.years and isinstance(value, Interval)
        }
        found = of_the_year(series, period)
        earlier = earlier_years(by_year, series, period)
        if isinstance(found, Verdict):
            older = older_value(series, period) if found is Verdict.NO_DATA else ()
            return Judgement(verdict=found, verdict_by_year=by_year, notes=earlier + older)
        apart = self.apart(found)
        return Judgement(
            verdict=self.verdict_of(found),
            actual=found,
            form=Form.OF_YEAR,
            years=(period.year,),
            margin=apart.margin,
            gap=apart.gap,
            verdict_by_year=by_year,
            notes=apart.notes + earlier,
        )

    def steps(self, series: Series[Interval], period: Period, judged: Judgement) -> Iterator[Line]:  # noqa: ARG002
        """Yield the comparison of every reported year with the target; nothing is computed."""
        for year, verdict in judged.verdict_by_year.items():
            value = series.values[year]
            if isinstance(value, Interval):
                yield Check(year, value, verdict)
        if judged.actual is None:
            yield Remark(RemarkCode.NOTHING_USABLE)
        yield Remark(RemarkCode.NO_PATH)
