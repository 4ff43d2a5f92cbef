"""What an indicator is compared with and the plan does not plan itself (全省平均水平)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any, ClassVar, Final, Literal

from shengzhou_quality.contract import Rule
from shengzhou_quality.interval import Interval
from shengzhou_quality.judgement import Form, Series
from shengzhou_quality.notation import Figure, read_value
from shengzhou_quality.plan.kinds.fields import FigureText, PlanWords
from shengzhou_quality.plan.kinds.indicator import Quote
from shengzhou_quality.plan.kinds.narrative import ReportedOnly

NOT_QUOTED: Final = Quote(section="/", quote="/")
"""The plan's text need not say more than the target that names it."""


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class ComparedStatistic(ReportedOnly):
    """A row of `comparisons`: its figures are reported by name, and never judged or counted.

    `figure` is one that the plan's text prints (“十三五”时期年均8.5%): it holds for every year, and
    is asked of nobody.
    """

    kind: Literal["comparison"] = "comparison"
    id: Annotated[str, Rule(pattern=r"^R[0-9]{1,3}$")]
    target: PlanWords = ""
    source: Quote = NOT_QUOTED
    figure: FigureText | None = None
    forms: ClassVar[tuple[Form, ...]] = (Form.OF_YEAR, Form.MEAN)

    @classmethod
    def filled(cls, data: Mapping[str, Any]) -> dict[str, Any]:
        named = {"target": data["name"]} if isinstance(data.get("name"), str) else {}
        return super().filled({**named, **data})

    def check(self) -> None:
        super().check()
        figure = self._fixed
        if figure is not None:
            self.check_unit(figure.unit)
            if self.source == NOT_QUOTED:
                raise ValueError("figure-without-source")

    @property
    def _fixed(self) -> Figure | None:
        found = None if self.figure is None else read_value(self.figure)
        return found if isinstance(found, Figure) else None

    @property
    def fixed(self) -> Interval | None:
        """The figure that the plan prints, where it prints one."""
        return self._fixed.interval if self._fixed else None

    def planned(self, years: range) -> Series[Interval]:
        if self.fixed is None:
            return Series()
        every = dict.fromkeys(years, self.fixed)
        return Series(values=every, means=every)
