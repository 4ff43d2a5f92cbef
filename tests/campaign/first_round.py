"""What the twelve offices send first: each in its own way, and most with a slip or a gap."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import openpyxl

from campaign import tables
from campaign.truth import ADJUSTED, FIGURES, MADE_UP, OFFICES, VALUES, WORDS, YEARS, responsible
from campaign.truth import states as true_states

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from campaign.tables import Part, Slot, Table, Values
    from shengzhou_quality.plan.model import Plan

LAST = YEARS[-1]

Asked = frozenset[tuple[str, str, "int | None"]]
"""Office, item and year of each value that has to be asked for; no year for a state."""


def asked(office: str, item: str, years: Iterable[int | None] = YEARS) -> Asked:
    return frozenset((office, item, year) for year in years)


SLIPS: Asked = (
    asked("市场监管局", "17", [2023])  # left blank, and decides
    | asked("市场监管局", "18")  # of the year or totals? the verdicts differ
    | asked("农业农村局", "2", [LAST])  # 98%以上 for “more than 98%”
    | asked("药品监管科", "3")  # fractions
    | asked("住建局", "5", [LAST])  # 约41
    | asked("住建局", "6", [LAST])  # not yet known
    | asked("住建局", "20")  # forgotten
    | asked("发改局", "7")  # in 万元, which the table does not say
    | asked("发改局", "M22", [None])  # forgotten
    | asked("商务局", "8")  # indices, last year = 100
    | asked("卫健局", "9", [LAST])  # January to September
    | asked("人社局", "10", [LAST])  # 99%以上 for “more than 99%”
    | asked("人社局", ADJUSTED, [None])  # adjusted, without a basis
    | asked("生态环境局", "12", [2023])  # left blank
    | asked("科技局", "21", [LAST])  # another figure than that of the statistics office
    | asked("统计局", "21", [LAST])  # which is asked about its own
    | asked("科技局", "22", [LAST])  # a forecast
    | asked("科技局", "23", [LAST])  # in the wrong unit
    | asked("经信局", "M08", [None])  # forgotten
    | asked("经信局", "M09", [None])  # a state that nobody knows
)
"""All that may be asked after the first round, and each of it once."""


def of_items(items: Collection[str], **changed: object) -> Values:
    """The true values of indicators by year; `changed` as `i5_2025=...`, `None` for a gap."""
    found: Values = {}
    for item in items:
        for year, value in zip(YEARS, VALUES[item], strict=True):
            found[item, year] = changed.get(f"i{item}_{year}", value)
    return found


OWN_WORDS = {
    "2": "农产品质量安全抽检合格率",
    "5": "装配式建筑占新建建筑比率",
    "8": "社零额增速",
    "9": "每千人床位数",
    "10": "基本养老保险覆盖率",
    "11": "AQI优良率",
    "21": "R&D占GDP比重",
    "22": "国高企数",
}
"""Of the names in the cases that mean the same thing."""


class Offices:
    """The offices and what they know."""

    def __init__(self, plan: Plan) -> None:
        self.names = {item.id: item.name for item in
                      (*plan.indicators, *plan.commitments, *plan.milestones)}  # fmt: skip
        self.responsible = responsible(plan)
        self._states = true_states(plan)

    def called(self, office: str) -> dict[str, str]:
        """The names of an office for its items: some in its own words."""
        return self.names | {item: name for item, name in OWN_WORDS.items()
                             if self.responsible[item] == office}  # fmt: skip

    def truth(self, slot: Slot) -> object:
        """What an office answers if it is asked for a value."""
        item, year = slot
        if item in VALUES:
            return VALUES[item][YEARS.index(year if year is not None else LAST)]
        return FIGURES.get(item, self._states.get(item, WORDS.get(item)))

    def items(self, office: str) -> list[str]:
        return [item for item, mine in self.responsible.items() if mine == office]

    def figures(self, office: str, *left_out: str) -> Values:
        """Its commitments with a figure: of 2025, or of each year."""
        kept = of_items([item for item in self.items(office) if item in VALUES and item[0] == "C"])
        return kept | {(item, LAST): FIGURES[item] for item in self.items(office)
                if item in FIGURES and item not in left_out}  # fmt: skip

    def works(self, office: str, *left_out: str) -> Values:
        """Its milestones and what people evaluate."""
        told = {**self._states, **WORDS}
        return {(item, None): told[item] for item in self.items(office)
                if item in told and item not in left_out}  # fmt: skip

    def works_of_all(self) -> list[str]:
        """Every milestone that is reported by itself; all of them are true to be done."""
        return list(self._states)

    def first_round(self) -> list[Table]:
        return [
            self._market(), self._farming(), self._drugs(), self._housing(), *self._planning(),
            self._trade(), self._health(), self._labour(), self._environment(), self._science(),
            *self._industry(), self._statistics(),
        ]  # fmt: skip

    def _market(self) -> Table:
        """Names itself in a line, and gives its works on a second sheet."""
        office = "市场监管局"
        values = of_items(["1", "15", "16", "17", "18", "19"], i17_2023=None)
        above = [[MADE_UP], [f"填报单位：{office}", None, "填报日期：2026年1月"]]
        return tables.make(
            f"{office}.xlsx",
            [
                ("指标", tables.wide, values, {"above": above}),
                ("量化任务", tables.wide, self.figures(office), {}),
                ("任务进展", tables.states, self.works(office), {}),
            ],
            self.names,
        )

    def _farming(self) -> Table:
        """GBK, with its own name for the indicator; straw is told in words."""
        values = of_items(["2"], i2_2025="98%以上") | {("C22", LAST): WORDS["C22"]}
        options = {"above": [[MADE_UP], ["单位：%"]]}
        parts: list[Part] = [("", tables.wide, values, options)]
        return tables.make("农业农村局.csv", parts, self.called("农业农村局"), encoding="gb18030")

    def _drugs(self) -> Table:
        office = "药品监管科"
        values = of_items(["3", "4"])
        values |= {
            ("3", year): float(str(VALUES["3"][number])) / 100 for number, year in enumerate(YEARS)
        }
        values = {slot: round(value, 4) if isinstance(value, float) else value
                  for slot, value in values.items()}  # fmt: skip
        return tables.make(
            f"{office}.xlsx",
            [
                ("抽检", tables.long, values, {"above": [[MADE_UP]]}),
                ("量化任务", tables.long, self.figures(office), {}),
                ("任务", tables.states, self.works(office), {}),
            ],
            self.names,
        )

    def _housing(self) -> Table:
        office = "住建局"
        values = of_items(["5", "6"], i5_2025="约41", i6_2025=None)
        return tables.make(
            f"{office}.xlsx",
            [
                ("Sheet1", tables.wide, values, {"above": [[MADE_UP], ["建筑业指标（单位：%）"]]}),
                ("量化任务", tables.wide, self.figures(office), {}),
                ("制度", tables.states, self.works(office), {}),
            ],
            self.called(office),
        )

    def _planning(self) -> list[Table]:
        office = "发改局"
        values: Values = {
            slot: round(float(str(value)) * 10_000) for slot, value in of_items(["7"]).items()
        }
        works = self.works(office, "M22")
        return [
            tables.make(
                f"{office}.ods", [("表1", tables.wide, values, {"above": [[MADE_UP]]})], self.names
            ),
            tables.make(
                f"{office}任务.xlsx",
                [
                    ("量化任务", tables.wide, self.figures(office), {}),
                    ("任务", tables.states, works, {}),
                ],
                self.names,
            ),
        ]

    def _trade(self) -> Table:
        office = "商务局"
        values: Values = {
            slot: round(100 + float(str(value)), 1) for slot, value in of_items(["8"]).items()
        }
        return tables.make(
            f"{office}.xlsx",
            [
                ("社消零", tables.across, values, {}),
                ("放心消费", tables.wide, self.figures(office), {"above": [[MADE_UP]]}),
                ("任务", tables.states, self.works(office), {}),
            ],
            self.called(office),
        )

    def _health(self) -> Table:
        values = of_items(["9"], i9_2025=6.2)
        options = {"heads": {LAST: "2025年1-9月"}, "above": [[MADE_UP]]}
        return tables.make(
            "卫健局.xlsx", [("床位", tables.wide, values, options)], self.called("卫健局")
        )

    def _labour(self) -> Table:
        office = "人社局"
        values = of_items(["10"], i10_2025="99%以上")
        return tables.make(
            f"{office}.xlsx",
            [
                ("参保", tables.wide, values, {"above": [[MADE_UP]]}),
                ("任务", tables.states, self.works(office), {"bare": {ADJUSTED}}),
            ],
            self.called(office),
        )

    def _environment(self) -> Table:
        """The province's own figure stands beside that of the city."""
        office = "生态环境局"
        values = of_items(["11", "12"], i12_2023=None)
        beside = [("2025年全省平均", {"11": 94.1, "12": 97.2})]
        return tables.make(
            f"{office}.xlsx",
            [
                ("环境质量", tables.wide, values, {"above": [[MADE_UP]], "beside": beside}),
                ("创建", tables.wide, of_items(["13", "14"]), {}),
                ("量化任务", tables.wide, self.figures(office), {}),
                ("任务", tables.states, self.works(office), {}),
            ],
            self.called(office),
        )

    def _science(self) -> Table:
        office = "科技局"
        values = of_items(["21", "22", "23"], i21_2025=3.4, i22_2025="预计420", i23_2025="6.2%")
        return tables.make(
            f"{office}.xlsx",
            [
                ("创新", tables.wide, values, {"above": [[MADE_UP]], "serials": True}),
                ("量化任务", tables.wide, self.figures(office), {}),
                ("任务", tables.states, self.works(office), {}),
            ],
            self.called(office),
        )

    def _industry(self) -> list[Table]:
        """Its figures in YAML, by id; and a value of another office, which has a gap beside it."""
        office = "经信局"
        works = self.works(office, "M08")
        works["M09", None] = "基本到位"
        figures = tables.yaml(f"{office}.yaml", self.figures(office))
        parts: list[Part] = [("任务", tables.states, works, {})]
        others = of_items(["17"], i17_2023=None)
        line = {"above": [[MADE_UP], [f"填报单位：{office}"]]}
        return [
            figures,
            tables.make(f"{office}任务.xlsx", parts, self.names),
            tables.make(f"{office}汇总.csv", [("", tables.wide, others, line)], self.names),
        ]

    def _statistics(self) -> Table:
        """A summary with items of others: one equal, one that differs, and one of no plan."""
        values = of_items(["9", "21"], i9_2025=None)
        rows, cells = tables.wide(values, self.names, above=[[MADE_UP], ["填报单位：统计局"]])
        rows.append(["地区生产总值（亿元）", 601, 633, 660, 688, 712])
        name = "统计局.csv"
        places = {f"{name}:{row}:{column}": slot for (row, column), slot in cells.items()}
        held = {slot: value for slot, value in values.items() if value is not None}
        return tables.Table(name, tables.csv_of(rows), places, held)


def list_of_offices() -> bytes:
    """分工表.xlsx."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["编号", "责任单位", "联系人", "电话"])
    for number, (office, spans) in enumerate(OFFICES.items()):
        for span in spans:
            sheet.append([span, office, f"虚构{number + 1}", f"0575-8300{number:04d}"])
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()
