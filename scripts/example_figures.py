"""Made-up figures of the example workbooks: what each indicator reported, by year.

A key is the indicator's number in the plan's table. Names, units and base-year values come
from the plan.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

Value = str | int | float
"""A number as a spreadsheet stores it, or the text that an office wrote instead."""

NONE = "—"


@dataclass(frozen=True, slots=True)
class Reported:
    """One row: a value for each year from 2021 on. `percent` shows 0.415 as 41.5%."""

    values: tuple[Value, ...]
    form: str = "当年值"
    evidence: str = ""
    remark: str = ""
    percent: bool = False


@dataclass(frozen=True, slots=True)
class Book:
    """One workbook, evaluated for the last of its years."""

    file: str
    years: tuple[int, ...]
    rows: Mapping[str, Reported]


# 2025: all 23 indicators are met, with nothing to explain.
FINAL = {
    "1": Reported((96.8, 97.2, 97.0, 97.5, 97.9), evidence="示例:抽查结果汇总表"),
    "2": Reported(
        (98.6, 98.9, 98.7, 99.1, 99.3), evidence="示例:检测结果汇总表", remark="本地检测数"
    ),
    "3": Reported((99.8, 99.7, 99.9, 100, 99.8), evidence="示例:抽样结果汇总表"),
    "4": Reported((98.8, 99.0, 98.9, 99.2, 99.1), evidence="示例:抽检结果汇总表"),
    "5": Reported(
        (0.345, 0.362, 0.378, 0.391, 0.415),
        percent=True,
        evidence="示例:项目清单",
        remark="按建筑面积计算",
    ),
    "6": Reported((8.2, 10.1, 12.0, 14.1, 16.3), evidence="示例:项目清单"),
    "7": Reported((345.6, 362.8, 385.1, 404.7, 426.3), evidence="示例:统计资料"),
    # 1.126 x 1.068 x 1.089 x 1.093 x 1.091 = 1.5616…, above 1.09 ^ 5 = 1.5386…: mean 9.324%.
    "8": Reported((12.6, 6.8, 8.9, 9.3, 9.1), form="当年增速", evidence="示例:统计资料"),
    "9": Reported(
        (5.6, 5.7, 5.8, 5.9, 6.1), form="年末值", evidence="示例:统计资料", remark="按常住人口计算"
    ),
    "10": Reported((99.2, 99.3, 99.3, 99.4, 99.5), form="年末值", evidence="示例:统计资料"),
    "11": Reported((94.2, 93.7, 94.5, 95.1, 94.8), evidence="示例:监测结果汇总表"),
    "12": Reported((100, 100, 100, 100, 100), evidence="示例:监测结果汇总表"),
    "13": Reported(
        ("推进中", "推进中", "已申报", "完成创建", "完成创建"),
        form=NONE,
        evidence="示例:命名文件",
        remark="2024年命名",
    ),
    "14": Reported(
        ("未启动", "推进中", "推进中", "已通过验收", "完成创建"),
        form=NONE,
        evidence="示例:验收通知",
        remark="2025年完成",
    ),
    "15": Reported((3, 5, 4, 6, 6), evidence="示例:标准清单", remark="含主导制修订,不含团体标准"),
    "16": Reported((2, 2, 3, 3, 2), evidence="示例:标准清单"),
    "17": Reported((0, 1, 0, 1, 1), evidence="示例:标准清单", remark="按标准项数计算"),
    "18": Reported((2, 3, 2, 2, 3), evidence="示例:企业名单"),
    "19": Reported((1, 2, 2, 2, 2), evidence="示例:企业名单", remark="一家企业只计一次"),
    "20": Reported((2, 2, 3, 2, 2), evidence="示例:获奖名单", remark="只计指标列名的奖项"),
    "21": Reported((2.78, 2.91, 3.05, 3.2, 3.36), evidence="示例:统计资料"),
    "22": Reported((225, 272, 318, 365, 420), form="年末值", evidence="示例:企业名单"),
    "23": Reported(
        (4.3, 4.8, 5.2, 5.7, 6.2), form="年末值", evidence="示例:统计资料", remark="按常住人口计算"
    ),
}

# 2025, with errors that occur in real data; all other rows as above.
_FAILING = FINAL | {
    # A bound that does not prove >98: the value could be 98 itself, which is not met.
    "2": Reported((98.6, 98.9, 98.7, 99.1, "98%以上"), evidence="示例:检测结果汇总表"),
    # Exactly at a limit: the table says >40, which excludes 40; box 5 says 40%以上.
    "5": Reported((34.5, 36.2, 37.8, 39.1, 40), evidence="示例:项目清单", remark="按建筑面积计算"),
    # An approximate figure is not a figure.
    "9": Reported((5.6, 5.7, 5.8, 5.9, "约6"), form="年末值", evidence="示例:统计资料"),
    # Met, but 2022 is outside >93.
    "11": Reported((94.2, 92.6, 94.5, 95.1, 94.8), evidence="示例:监测结果汇总表"),
    # 14 of 15 sections are 93.3%.
    "12": Reported(
        (100, 100, 100, 100, 93.3), evidence="示例:监测结果汇总表", remark="15个断面中1个未达标"
    ),
    # 2023 was never reported: at least 1 + 2 + 2 + 2 = 7; the target is 8.
    "19": Reported((1, 2, NONE, 2, 2), evidence="示例:企业名单", remark="2023年名单未收到"),
    # A share pasted as a fraction into a column of percentages.
    "21": Reported((2.78, 2.91, 3.05, 3.2, 0.0336), evidence="示例:统计资料"),
}

# 2023, three of five years: expected progress is three fifths (0.6). Pace from 1.05 is ahead,
# from 0.95 on track, from 0.60 slipping, from 0 behind.
MIDTERM = {
    "1": Reported((97.1, 96.8, 97.3), evidence="示例:抽查结果汇总表"),
    "2": Reported((98.4, 98.6, 98.5), evidence="示例:检测结果汇总表", remark="本地检测数"),
    # A bound that proves the target: every value above 99.5 meets it.
    "3": Reported((99.7, 99.8, ">99.5"), evidence="示例:抽样结果汇总表"),
    # Inside the target in 2023, but not in 2022.
    "4": Reported((99.0, 98.4, 98.9), evidence="示例:抽检结果汇总表"),
    # Ahead: (37.8 - 33) / (40 - 33) / 0.6 = 1.142857.
    "5": Reported(
        (0.342, 0.36, 0.378), percent=True, evidence="示例:项目清单", remark="按建筑面积计算"
    ),
    # Slipping: (11 - 6.1) / (15 - 6.1) / 0.6 = 0.917603; from the text's 10%以上: behind.
    "6": Reported((7.4, 9.2, 11), evidence="示例:项目清单"),
    # Behind: (348.6 - 322.7) / (423 - 322.7) / 0.6 = 0.430376.
    "7": Reported((329.5, 336.03, "348.6(初步核算)"), evidence="示例:统计资料"),
    # Slipping: 1.095 x 1.04 x 1.08 = 1.229904, mean 7.141339%; 11.848622% needed a year from now.
    "8": Reported((9.5, 4.0, 8.0), form="当年增速", evidence="示例:统计资料"),
    # On track: (5.8 - 5.5) / (6 - 5.5) / 0.6 = 1.
    "9": Reported(
        (5.6, 5.7, 5.8), form="年末值", evidence="示例:统计资料", remark="按常住人口计算"
    ),
    # Lapsed: 99 is exactly at the limit of >99.
    "10": Reported((99.2, 99.1, 99), form="年末值", evidence="示例:统计资料"),
    "11": Reported((94.5, 93.4, 93.7), evidence="示例:监测结果汇总表"),
    "12": Reported((100, 100, 100), evidence="示例:监测结果汇总表"),
    "13": Reported(("推进中", "推进中", "已申报,待命名"), form=NONE, evidence="示例:申报材料"),
    "14": Reported(("未启动", "推进中", "推进中"), form=NONE, evidence="示例:工作方案"),
    # Achieved: 21 of 20.
    "15": Reported((8, 7, 6), evidence="示例:标准清单", remark="含主导制修订,不含团体标准"),
    # Undetermined: at least 5 (slipping); 2021 may add any number.
    "16": Reported((NONE, 3, 2), evidence="示例:标准清单", remark="2021年数待核"),
    # On track: 1 of 2 x 0.6 = 1.2; a standard is whole, so 1 is enough.
    "17": Reported((0, 1, 0), evidence="示例:标准清单", remark="按标准项数计算"),
    # Ahead: 7 of 10 x 0.6 = 6, 1.166667.
    "18": Reported((2, 3, 2), evidence="示例:企业名单"),
    # On track: 4 of 8 x 0.6 = 4.8; in whole units 4 is enough.
    "19": Reported((1, 1, 2), evidence="示例:企业名单", remark="一家企业只计一次"),
    # No data.
    "20": Reported((NONE, NONE, NONE), remark="尚未报送"),
    # Regressed: below the baseline, 2.65 in 2020.
    "21": Reported((2.7, 2.66, 2.61), evidence="示例:统计资料"),
    # On track: (325 - 181) / (411 - 181) / 0.6 = 1.043478; 2022: 260 of 273, slipping.
    "22": Reported((225, 260, 325), form="年末值", evidence="示例:企业名单"),
    # Ahead: (5.3 - 3.9) / (6 - 3.9) / 0.6 = 1.111111.
    "23": Reported(
        (4.3, 4.8, 5.3), form="年末值", evidence="示例:统计资料", remark="按常住人口计算"
    ),
}

BOOKS = (
    Book("midterm-2023.xlsx", (2021, 2022, 2023), MIDTERM),
    Book("final-2025.xlsx", (2021, 2022, 2023, 2024, 2025), FINAL),
    Book("failing-2025.xlsx", (2021, 2022, 2023, 2024, 2025), _FAILING),
)
