"""Workbooks with faults: each fault is reported at its cell, and the other values are judged."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any, Final

from data_files_names import NAMES as N
from data_files_names import UNITS as U
from workbook_writer import Book, Error, Formula, Number, Runs, Sheet, percent

Rows = list[list[Any]]


def _one(rows: Rows, **more: Any) -> Book:
    return Book([Sheet(rows, **more)])


def _column(*values: tuple[int, Any]) -> Rows:
    """One value in each row, all for 2025."""
    return [["指标", "2025年"], *([N[number], value] for number, value in values)]


_GOOD: Final[dict[int, Any]] = {
    1: 97, 2: 99, 3: 99.8, 4: 99, 5: 45, 6: 16, 7: 430, 8: 9.5, 9: 6.1, 10: 99.5, 11: 95, 12: 100,
    13: "完成创建", 14: "完成创建", 15: 6, 16: 3, 17: 1, 18: 3, 19: 2, 20: 3, 21: 3.4, 22: 420,
    23: 6.2,
}  # fmt: skip
_TEN: Final[dict[int, Any]] = {
    1: "见附件",                     # not a number
    2: Error("#DIV/0!"),
    3: Formula("AVERAGE(B1:B4)"),    # never calculated
    4: date(2025, 6, 5),
    5: 0.45,                         # a fraction for a percentage
    6: 105,                          # above 100%
    7: "430家",                      # a unit of another quantity
    13: "差不多了",                  # not a state
    15: 6.5,                         # half a standard
    22: "4" * 31,                    # 31 digits
}  # fmt: skip

_MORNING: Final = datetime(2025, 4, 23, 8, 30)  # noqa: DTZ001 - Excel has no time zones

FAULTY: Final[dict[str, Book]] = {
    "ten-faults.xlsx": _one(
        [
            ["序号", "指标名称", "单位", "2025年"],
            *([n, N[n], U[n], (_GOOD | _TEN)[n]] for n in range(1, 24)),
        ]
    ),
    "error-cells-of-every-name.xlsx": _one(
        _column(
            *zip(
                (1, 2, 3, 4, 5, 6, 7),
                map(Error, ("#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!")),
                strict=True,
            ),
            (9, 6),
        )
    ),
    "errors-typed-as-text.xlsx": _one(
        _column((5, "#DIV/0!"), (7, "#REF!"), (9, "#########"), (22, 420))
    ),
    "error-as-result-of-a-formula.xlsx": _one(_column((5, Formula("1/0", "#DIV/0!")), (22, 420))),
    "formulas-never-calculated.xlsx": _one(
        _column((5, Formula("40+5")), (13, Formula('IF(A1=1,"完成创建","")')), (22, 420))
    ),
    "dates-where-numbers-belong.xlsx": _one(
        _column((5, date(2025, 6, 5)), (7, _MORNING), (9, time(6, 30)), (22, 420))
    ),
    "booleans-where-numbers-belong.xlsx": _one(_column((5, True), (16, False), (22, 420))),
    "not-finite.xlsx": _one(
        _column(
            (5, Number("1E309")),
            (6, Number("INF")),
            (7, "NaN"),
            (9, "Infinity"),
            (21, "-inf"),
            (23, "∞"),
            (22, 420),
        )
    ),
    "struck-out-in-part.xlsx": _one(_column((5, Runs(("~39", "45"))), (22, 420))),
    "five-thousand-digits.xlsx": _one(_column((7, "4" * 5000), (22, 420))),
    "a-cell-longer-than-any.xlsx": _one(_column((7, "4" * 40000), (22, 420))),
    "fractions-and-impossible-shares.xlsx": _one(
        _column((1, 0.965), (2, 103), (3, -5), (4, percent(9.9)), (10, "0.995"), (22, 420))
    ),
    "conflict-on-two-sheets.xlsx": Book(
        [Sheet(_column((5, 45)), "建设局"), Sheet(_column((5, 39), (22, 420)), "统计局")]
    ),
    "conflict-of-three.xlsx": _one(
        [["指标", "2025年"], [N[5], 45], [N[5], 39], [N[5], 41], [N[22], 420]]
    ),
    "mixed-forms.xlsx": _one(
        [["指标", "2021年", "2022年累计", "2023年"], [N[16], 3, 8, 2], [N[22], 260, None, 300]]
    ),
    "total-falls.xlsx": _one(
        [["指标", "口径", "2021年", "2022年"], [N[16], "累计值", 5, 3], [N[18], "累计值", 2, 3]]
    ),
    "mean-of-a-count.xlsx": _one(
        [["指标", "口径", "2025年"], [N[16], "年均增速", 5], [N[22], None, 420]]
    ),
    "number-of-another-indicator.xlsx": _one(
        [["序号", "指标", "2025年"], [1, N[5], 45], [5, N[1], 97]]
    ),
    "name-that-matches-nothing.xlsx": _one(
        [["序号", "指标", "2025年"], [5, "装配式占比情况说明", 45], [22, N[22], 420]]
    ),
    "number-that-matches-nothing.xlsx": _one([["序号", "2025年"], [55, 45], [22, 420]]),
    "stock-against-addition-in-brackets.xlsx": _one(
        [
            *_column((22, 420), (9, 6)),
            [f"{N[22]}(新增)", 40],
            [f"{N[7]}(增速)", 8],
            [f"{N[5]}(仅保障性住房)", 90],
        ]
    ),
    "currency-in-brackets.xlsx": _one(
        [
            ["指标", "2025年"],
            [f"{N[7]}(亿美元)", 430],
            [N[22], 420],
        ]
    ),
    "currency-in-labelled-brackets.xlsx": _one(
        [["指标", "2025年"], [f"{N[7]}(单位:亿美元)", 430], [N[22], 420]]
    ),
    "thousand-wan-in-brackets.xlsx": _one(  # 430千万元 is read as 43亿元: implausible
        [["指标", "2025年"], [f"{N[7]}(千万元)", 430], [N[22], 420]]
    ),
    "target-in-brackets.xlsx": _one([["指标", "2025年"], [f"{N[5]}(目标)", 45], [N[22], 420]]),
    "values-without-a-name.xlsx": _one(
        [
            ["序号", "指标", "单位", "2024年", "2025年"],
            [5, N[5], "%", None, 45],
            [None, None, "%", None, 39],
            [22, N[22], "家", None, 420],
        ]
    ),
    "name-merged-over-two-forms.xlsx": _one(
        [
            ["指标", "口径", 2021, 2022, 2023, 2024, 2025],
            [N[19], "当年值", 1, 1, 1, 1, 1],
            [None, "累计值", 1, 2, 3, 4, 9],
            [N[22], None, 220, 260, 300, 350, 420],
        ],
        merged=["A2:A3"],
    ),
    "milestone-that-matches-nothing.xlsx": _one(
        [
            ["序号", "指标", "2025年"],
            [None, "国家级生态文明示范市建设工作", "完成创建"],
            [22, N[22], 420],
        ]
    ),
    "unknown-name-over-an-error.xlsx": _one(
        [
            ["指标", "2024年", "2025年"],
            ["装配式建筑情况", None, Error("#REF!")],
            ["服务业情况", Formula("1+1"), None],
            ["高新企业情况", "约96", None],
            [N[22], 400, 420],
        ]
    ),
    "value-column-without-a-year.xlsx": _one([["指标", "实际值"], [N[5], 45]]),
    "long-without-years.xlsx": _one(
        [["指标", "年份", "数值"], [N[5], None, 45], [N[7], "去年", 430], [N[22], 2025, 420]]
    ),
    "long-with-two-values.xlsx": _one(
        [["指标", "年份", "数值", "完成值"], [N[5], 2025, 45, 30], [N[22], 2025, 420, None]]
    ),
    "two-name-columns.xlsx": _one(
        [["指标名称", "名称", "2025年"], [N[5], N[6], 45], [N[22], None, 420]]
    ),
    "form-against-the-header.xlsx": _one(
        [
            ["指标", "口径", "2024年累计", "2025年累计"],
            [N[16], "当年值", 5, 8],
            [N[18], "累计值", 5, 8],
        ]
    ),
    "mean-against-yearly-growth.xlsx": _one(  # five times 5% is 5% a year, not 9.5
        [
            ["指标", "2021年", "2022年", "2023年", "2024年", "2025年", "2021—2025年均"],
            [N[8], 5, 5, 5, 5, 5, 9.5],
            [N[22], 220, 260, 300, 350, 420, None],
        ]
    ),
    "mean-from-another-year.xlsx": _one([["指标", "2022—2025年均"], [N[8], 9.5]]),
    "ambiguous-target-header.xlsx": _one([["指标", "2025年目标完成值", "2024年"], [N[5], 45, 39]]),
    "unit-of-another-kind.xlsx": _one(
        [["指标", "单位", "2025年"], [N[5], "万元", 45], [N[22], "%", 42], [N[9], "张", 6]]
    ),
    "unit-in-header-of-another-kind.xlsx": _one(
        [["指标", "2024年", "2025年(万元)"], [N[5], 39, 45], [N[22], 400, 420]]
    ),
    "state-that-is-none.xlsx": _one(
        [["指标", "2025年"], [N[13], "已完成70%"], [N[14], "没有完成"], [N[22], 420]]
    ),
    "office-form-of-another-plan.xlsx": _one(
        [["指标", "2020年", "2025年"], [N[5], 31.6, 45], [N[22], 181, 420]]
    ),
    "without-a-header.xlsx": _one([[N[5], 45], [N[7], 430]]),
    "changed-more-than-twofold.xlsx": _one(
        [["指标", "2024年", "2025年"], [N[5], 39.1, 8.2], [N[22], 400, 420]]
    ),
}
