"""Run random campaigns: slips, layouts and formats by chance; each question counted as above."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest

from campaign import tables
from campaign.first_round import Offices, list_of_offices
from campaign.slips import NONE, Slip, slips_of
from campaign.truth import VALUES, YEARS
from shengzhou_quality.evaluation.evaluate import evaluate
from shengzhou_quality.reading.intake import read_contents

if TYPE_CHECKING:
    from collections.abc import Mapping

    from campaign.tables import Slot, Table, Values
    from shengzhou_quality.evaluation.report import Report
    from shengzhou_quality.plan.model import Plan

KINDS = [(layout, suffix) for layout in tables.LAYOUTS for suffix in ("xlsx", "csv", "gbk", "ods")]
FORMS = {"18": "of_year"}
"""Without it, 18 would be asked for its basis in every campaign."""


def asked(report: Report, held: Mapping[str, Slot]) -> set[tuple[str | None, str, object]]:
    found: set[tuple[str | None, str, object]] = set()
    for entry in report.lists.missing:
        found |= {(entry.office, entry.result.indicator.id, year) for year in entry.years}
        found |= {(entry.office, *held[str(cell.place)]) for cell in entry.cells}
    return found


class OneCampaign:
    """The indicators of each office in two rounds, by the numbers of one generator."""

    def __init__(self, plan: Plan, seed: int) -> None:
        self._plan, self._by = plan, random.Random(seed)  # noqa: S311 - the same campaigns in every run
        self._offices = Offices(plan)
        self._items = [item.id for item in plan.indicators]
        self._held: dict[str, Slot] = {}
        self._list = ("分工表.xlsx", list_of_offices())
        self.slips: dict[str, Slip] = {}
        self.first: dict[str, Table] = {}

    def send_first(self) -> None:
        mine: dict[str, Values] = {}
        for indicator in self._plan.indicators:
            slip = self._by.choice([*slips_of(indicator), NONE, NONE, NONE])
            self.slips[indicator.id] = slip
            values = mine.setdefault(self._offices.responsible[indicator.id], {})
            for year, value in zip(YEARS, VALUES[indicator.id], strict=True):
                values[indicator.id, year] = slip.cells.get(year, value)
        for office, values in mine.items():
            self.first[office] = self._table(office, office, values)

    def _table(self, name: str, office: str, values: Values) -> Table:
        layout, suffix = self._by.choice(KINDS)
        named = self._by.random() < 0.5
        options = {"above": [[f"填报单位：{office}"]]} if named else {}
        made = tables.make(
            f"{name}.{'csv' if suffix == 'gbk' else suffix}",
            [("表", tables.LAYOUTS[layout], values, options)],
            self._offices.names,
            encoding="gb18030" if suffix == "gbk" else "utf-8-sig",
        )
        self._held |= made.cells
        return made

    def expected(self) -> set[tuple[str | None, str, object]]:
        return {(self._offices.responsible[item], item, year)
                for item, slip in self.slips.items() for year in slip.asked}  # fmt: skip

    def judged(self, files: list[Table], replaced: list[Table]) -> Report:
        self._by.shuffle(files)
        actuals = read_contents(
            [(table.name, table.content) for table in files],
            self._plan,
            forms=FORMS,
            offices=self._list,
            replaces=[(table.name, table.content) for table in replaced],
        )
        return evaluate(self._plan, actuals, year=YEARS[-1], only=self._items)

    def first_round(self) -> set[tuple[str | None, str, object]]:
        return asked(self.judged(list(self.first.values()), []), self._held)

    def second_round(self) -> Report:
        """Each office that was asked sends these values alone, or all of its table again."""
        again: dict[str, Values] = {}
        for item, slip in self.slips.items():
            office = self._offices.responsible[item]
            for year in sorted(slip.asked):
                again.setdefault(office, {})[item, year] = VALUES[item][YEARS.index(year)]
        for office, values in again.items():
            if self._by.random() < 0.25:
                for item in self._items:
                    if self._offices.responsible[item] == office:
                        values |= {(item, year): value for year, value
                                   in zip(YEARS, VALUES[item], strict=True)}  # fmt: skip
        new = [self._table(f"{office}-2", office, values) for office, values in again.items()]
        kept = [table for office, table in self.first.items() if office not in again]
        return self.judged([*kept, *new], [self.first[office] for office in again])


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(24))
def test_two_rounds_settle_everything(seed: int, plan: Plan) -> None:
    one = OneCampaign(plan, seed)
    one.send_first()
    assert one.first_round() == one.expected(), one.slips
    report = one.second_round()
    assert report.lists.missing == ()
    assert [str(each.place) for each in report.diagnostics if each.severity != "info"] == []
    for result in report.indicators:
        item = result.indicator.id
        without = {entry.year for entry in result.series if entry.text is None}
        assert without <= one.slips[item].lost, (item, one.slips[item])
