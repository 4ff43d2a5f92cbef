"""叙述型: the plan draws no threshold, so what was reported is listed and people decide."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, ClassVar, Literal

from shengzhou_quality.interval import Interval
from shengzhou_quality.judgement import (
    Form,
    Judgement,
    Note,
    NoteCode,
    Period,
    Series,
    Verdict,
    of_the_year,
    older_value,
)
from shengzhou_quality.notation import Direction
from shengzhou_quality.plan.kinds.measured import MeasuredIndicator
from shengzhou_quality.plan.kinds.steps import Line, Remark, RemarkCode


class ReportedOnly(MeasuredIndicator):
    """What was reported is listed and never judged."""

    forms: ClassVar[tuple[Form, ...]] = (Form.OF_YEAR, Form.TOTAL, Form.MEAN)
    left_to_people: ClassVar[bool] = True
    reports_changes: ClassVar[bool] = True

    @classmethod
    def filled(cls, data: Mapping[str, Any]) -> dict[str, Any]:
        """Of words no side is better; an item at fault is left to people with what it had."""
        if data.get("direction") == Direction.UNDECIDED:
            data = {key: value for key, value in data.items() if key != "direction"}
        return super().filled(data)

    @classmethod
    def limits(cls, data: Mapping[str, Any]) -> dict[str, str]:  # noqa: ARG003
        """Nothing tells a share from a growth, so that no figure is refused."""
        return {}

    def judge(self, series: Series[Interval], period: Period) -> Judgement:
        found = of_the_year(series, period)
        if found is Verdict.NO_DATA and period.year in series.means:
            found = of_the_year(series, period, form=Form.MEAN)
        left = (Note(NoteCode.NO_THRESHOLD),)
        if isinstance(found, Verdict):
            older = older_value(series, period) if found is Verdict.NO_DATA else ()
            return Judgement(verdict=found, notes=left + older)
        of_mean = period.year not in series.values
        return Judgement(
            verdict=Verdict.UNDETERMINED,
            actual=found,
            form=Form.MEAN if of_mean else series.form or Form.OF_YEAR,
            years=(period.year,),
            notes=left,
        )

    def steps(
        self,
        series: Series[Interval],  # noqa: ARG002
        period: Period,  # noqa: ARG002
        judged: Judgement,
    ) -> Iterator[Line]:
        """Nothing is computed."""
        if judged.actual is None:
            yield Remark(RemarkCode.NOTHING_USABLE)
        yield Remark(RemarkCode.NO_THRESHOLD)

    def to_go(self, series: Series[Interval], period: Period, judged: Judgement) -> Iterator[Line]:
        yield from super().to_go(series, period, judged)
        if judged.actual is not None:
            yield Remark(RemarkCode.EVALUATORS_DECIDE)


class Narrative(ReportedOnly):
    """需评估单位认定: figures and words are kept as the office wrote them."""

    kind: Literal["narrative"]
    takes_words: ClassVar[bool] = True
