"""Made-up submissions of four counties for `sqc batch`: one good, two with gaps, one unreadable.

甲县 and 丙县 sent one table each, 乙县 one a year, and 丁县 a web page that is named a workbook.
`counties.csv` holds the figures of the first three in one long table.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Final

from example_figures import FINAL, NONE, Value
from example_look import NOTICE

if TYPE_CHECKING:
    from shengzhou_quality.plan.kinds import AnyIndicator
    from shengzhou_quality.plan.model import Plan

_YEARS: Final = (2021, 2022, 2023, 2024, 2025)
_OFFICES: Final = {"7": "统计局（示例）", "8": "商务局（示例）", "22": "科技局（示例）"}

_Changes = Mapping[str, Sequence[Value]]

# 5 ends at the limit of >40, which is not above it; 7 falls short of 423 by 5.8.
_SECOND: Final[_Changes] = {
    "5": (34.1, 35.8, 37.2, 38.9, 40),
    "7": (341.0, 357.2, 379.4, 398.8, 417.2),
}
# 22 falls short of 411 by 13; of 23 the last year is missing; 10 was typed as a share.
_THIRD: Final[_Changes] = {
    "22": (221, 260, 301, 352, 398),
    "23": (4.3, 4.8, 5.2, 5.7, NONE),
    "10": (99.2, 99.3, 99.3, 99.4, 0.994),
}


def submissions(plan: Plan) -> dict[str, bytes]:
    """Every file, by its path in `examples/`."""
    yearly = {
        f"submissions/乙县/{year}.csv": _table(plan, f"乙县{year}年", (year,), _SECOND)
        for year in _YEARS
    }
    return {
        "submissions/甲县.csv": _table(plan, "甲县", _YEARS, {}),
        **yearly,
        "submissions/丙县.csv": _table(plan, "丙县", _YEARS, _THIRD),
        "counties.csv": _long_table(plan),
        "submissions/丁县.xls": f"<html><body>{NOTICE}: 请登录系统</body></html>\n".encode(),
    }


def _table(plan: Plan, title: str, years: Sequence[int], changes: _Changes) -> bytes:
    rows: list[Sequence[Value | None]] = [
        [NOTICE],
        [f"{title}质量发展主要指标完成情况表"],
        ["序号", "指标", "单位", "口径", *(f"{year}年" for year in years), "责任单位"],
    ]
    for indicator in plan.indicators:
        values = _values(indicator, changes)
        chosen = [values[_YEARS.index(year)] for year in years]
        form, office = FINAL[indicator.id].form, _OFFICES.get(indicator.id, "")
        rows.append([indicator.id, indicator.name, _unit(indicator), form, *chosen, office])
    return _as_csv(rows)


def _long_table(plan: Plan) -> bytes:
    """A row for each county, indicator and year."""
    rows: list[Sequence[Value | None]] = [
        [NOTICE],
        ["地区", "指标", "单位", "口径", "年份", "数值"],
    ]
    for county, changes in (("甲县", {}), ("乙县", _SECOND), ("丙县", _THIRD)):
        for indicator in plan.indicators:
            beside = (county, indicator.name, _unit(indicator), FINAL[indicator.id].form)
            values = zip(_YEARS, _values(indicator, changes), strict=True)
            rows += [[*beside, year, value] for year, value in values]
    return _as_csv(rows)


def _values(indicator: AnyIndicator, changes: _Changes) -> Sequence[Value]:
    reported = FINAL[indicator.id]
    return changes.get(indicator.id) or [
        _shown(value, percent=reported.percent) for value in reported.values
    ]


def _unit(indicator: AnyIndicator) -> str | None:
    return "/" if indicator.of_states else indicator.unit


def _as_csv(rows: Iterable[Sequence[Value | None]]) -> bytes:
    text = io.StringIO()
    csv.writer(text, lineterminator="\r\n").writerows(rows)
    return text.getvalue().encode("utf-8-sig")


def _shown(value: Value, *, percent: bool) -> Value:
    """As a sheet shows it: 0.415 of a percent cell as 41.5."""
    return format(value * 100, ".10g") if percent and isinstance(value, float) else value
