"""Test the same 23 indicators in different layouts: the reports are equal except for places."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest
from openpyxl.utils import get_column_letter

from shengzhou_quality.plan.spellings import spread

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from shengzhou_quality.evaluation.report import Report
    from shengzhou_quality.plan.kinds import AnyIndicator
    from shengzhou_quality.plan.model import Plan

YEARS = range(2021, 2026)
Rows = list[list[Any]]

# By number, 2021 to 2025. 5: 45 is above 40; 7: a provisional value; 9: one year missing;
# 12: a miss; 16: additions; 19: a year missing; 22: a bound.
VALUES: dict[int, Sequence[Any]] = {
    1: (96.9, 97.1, 97.3, 97.2, 97.9), 2: (98.6, 98.9, 98.7, 99.1, "98%以上"),
    3: (99.6, 99.7, 99.8, 99.7, 99.8), 4: (98.9, 99.3, 98.8, 99.2, 99.1),
    5: (34.1, 36.2, 38, 41, 45), 6: (7, 9, 11.5, 14, 16.3),
    7: (340.5, 362, 384.1, 404.7, "426.3(初步核算)"), 8: (9.8, 9.1, 9.4, 9.2, 9.12),
    9: (5.6, None, 5.8, 5.9, 6.1), 10: (99.2, 99.3, 99.3, 99.4, 99.5),
    11: (94.2, 92.6, 94.5, 95.1, 94.8), 12: (100, 100, 100, 100, 93.3),
    13: ("未启动", "推进中", "推进中", "已申报", "完成创建"),
    14: (None, "推进中", None, "待命名", "√"),
    15: (5, 4, 6, 5, 4), 16: (2, 2, 3, 3, 2), 17: (0, 1, 0, 1, 1), 18: (3, 2, 3, 2, 2),
    19: (1, 2, "—", 2, 2), 20: (2, 2, 3, 2, 2), 21: (2.78, 2.91, 3.05, 3.2, 3.36),
    22: (220, 260, 305, 358, ">411"), 23: (4.3, 4.8, 5.2, 5.7, 6.2),
}  # fmt: skip


def saved(book: openpyxl.Workbook) -> bytes:
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def sheet(rows: Rows, *merged: str, title: str = "Sheet") -> bytes:
    book = openpyxl.Workbook()
    add(book, rows, merged, title, first=True)
    return saved(book)


def add(
    book: openpyxl.Workbook, rows: Rows, merged: Sequence[str], title: str, *, first: bool = False
) -> None:
    page = book.active if first else book.create_sheet(title)
    assert page is not None
    page.title = title
    for row in rows:
        page.append(row)
    for area in merged:
        page.merge_cells(area)


def unit(indicator: AnyIndicator) -> str:
    return indicator.unit or "/"


def wide(plan: Plan) -> bytes:
    rows: Rows = [["序号", "指标名称", "单位", *(f"{year}年" for year in YEARS)]]
    rows += [[int(one.id), one.name, unit(one), *VALUES[int(one.id)]] for one in plan.indicators]
    return sheet(rows)


def in_any_order(plan: Plan) -> bytes:
    """Columns shuffled, rows upside down, a title, an empty unit line, 合计, sign-off."""
    rows: Rows = [
        ["嵊州市质量发展“十四五”规划主要指标完成情况表(2025年)"],
        ["单位:亿元、%", None, None, None, None, None, None, None, "2026年1月"],
        [],
        [2025, "单位", "2022年度", "备 注", "2021.0", "指 标", "2024 年", "序号", "2023年\n实际值"],
    ]
    for one in reversed(plan.indicators):
        a, b, c, d, e = VALUES[int(one.id)]
        rows.append([e, unit(one), b, None, a, one.name, d, f"({one.id})", c])
    rows += [
        ["合计", None, None, None, None, "合计", None, None, None],
        ["注:2025年数据截至2026年1月15日。"],
        ["填报人:张三", None, None, "审核人:李四", None, None, "2026年1月20日"],
    ]
    return sheet(rows, "A1:I1")


def two_rows_merged(plan: Plan) -> bytes:
    """Targets and actuals side by side, both under merged words; the category merged down."""
    rows: Rows = [
        ["“十四五”规划指标"],
        ["类别", "序号", "指标", "单位", "目标值", None, "实际值", None, None, None, None, "备注"],
        [None, None, None, None, 2023, 2025, *YEARS, None],
    ]
    merged = ["A1:L1", "A2:A3", "B2:B3", "C2:C3", "D2:D3", "E2:F2", "G2:K2", "L2:L3"]
    for category in plan.categories:
        first = len(rows) + 1
        for one in plan.indicators:
            if one.category == category.key:
                shown = category.name if len(rows) + 1 == first else None
                rows.append(
                    [
                        shown,
                        f"{int(one.id):02}",
                        one.name,
                        unit(one),
                        1,
                        one.target,
                        *VALUES[int(one.id)],
                        None,
                    ]
                )
        merged.append(f"A{first}:A{len(rows)}")
    return sheet(rows, *merged)


def two_rows_as_text(plan: Plan) -> bytes:
    """The same idea in a text file: what was merged has become blank."""
    rows: Rows = [
        ["指标", "单位", "实际值", None, None, None, None, "目标值"],
        [None, None, *YEARS, 2025],
    ]
    rows += [[one.name, unit(one), *VALUES[int(one.id)], one.target] for one in plan.indicators]
    stream = io.StringIO()
    csv.writer(stream).writerows(rows)
    return stream.getvalue().encode("gb18030")


def year_banners(plan: Plan) -> bytes:
    """A banner a year over 目标值, 实际值 and 完成率."""
    upper: list[Any] = ["序号", "指标名称"]
    lower: list[Any] = [None, None]
    merged = ["A1:A2", "B1:B2"]
    for number, year in enumerate(YEARS):
        upper += [f"{year}年", None, None]
        lower += ["目标值", "实际值", "完成率"]
        left = get_column_letter(3 + 3 * number)
        right = get_column_letter(5 + 3 * number)
        merged.append(f"{left}1:{right}1")
    rows: Rows = [upper, lower]
    for one in plan.indicators:
        row: list[Any] = [one.id, one.name]
        for year, value in zip(YEARS, VALUES[int(one.id)], strict=True):
            row += [one.target if year == 2025 else 1, value, None]
        rows.append(row)
    return sheet(rows, *merged)


def long(plan: Plan) -> bytes:
    rows: Rows = [["年份", "数值", "指标名称"]]
    for one in plan.indicators:
        rows += [[year, v, one.name] for year, v in zip(YEARS, VALUES[int(one.id)], strict=True)]
    return sheet(rows)


def long_merged_down(plan: Plan) -> bytes:
    """The name once, over its five years; with its number and unit."""
    rows: Rows = [["序号", "指标", "单位", "年度", "完成值"]]
    merged = []
    for one in plan.indicators:
        first = len(rows) + 1
        for year, value in zip(YEARS, VALUES[int(one.id)], strict=True):
            rows.append([one.id, one.name, unit(one), f"{year}年", value])
        for row in rows[first:]:
            row[0] = row[1] = row[2] = None
        merged += [f"{letter}{first}:{letter}{first + 4}" for letter in "ABC"]
    return sheet(rows, *merged)


def across(plan: Plan) -> bytes:
    """A column an indicator, a row a year, with numbers, units and targets in rows above."""
    head: Rows = [
        ["主要指标完成情况"],
        ["序号", *(int(one.id) for one in plan.indicators)],
        ["指标", *(one.name for one in plan.indicators)],
        ["单位", *(unit(one) for one in plan.indicators)],
        ["2025年目标值", *(one.target for one in plan.indicators)],
    ]
    body: Rows = [
        [f"{year}年", *(VALUES[int(one.id)][k] for one in plan.indicators)]
        for k, year in enumerate(YEARS)
    ]
    return sheet([*head, *body], "A1:X1")


def across_in_two_columns(plan: Plan) -> bytes:
    """The years beside a merged 实际值, and the corner over both."""
    rows: Rows = [["年份", None, *(one.name for one in plan.indicators)]]
    for k, year in enumerate(YEARS):
        label = "实际值" if k == 0 else None
        rows.append([label, year, *(VALUES[int(one.id)][k] for one in plan.indicators)])
    return sheet(rows, "A1:B1", "A2:A6")


def sheets_by_category(plan: Plan) -> bytes:
    """A cover, a list of contents, a sheet a category with two tables on the first."""
    book = openpyxl.Workbook()
    contents: Rows = [["目录"], ["序号", "指标", "责任单位"]]
    contents += [[one.id, one.name, "市市场监管局"] for one in plan.indicators]
    add(
        book, [["嵊州市质量发展“十四五”规划"], ["终期评估"], ["二〇二六年"]], (), "封面", first=True
    )
    add(book, contents, ("A1:C1",), "目录")
    for category in plan.categories:
        mine = [one for one in plan.indicators if one.category == category.key]
        halves = [mine[:5], mine[5:]] if len(mine) > 5 else [mine]
        rows: Rows = []
        for half in halves:
            rows += [[f"表 {category.name}"], ["序号", "指标", *(f"{year}年度" for year in YEARS)]]
            rows += [[f"{one.id}.0", one.name, *VALUES[int(one.id)]] for one in half]
            rows += [["小计"], []]
        add(book, rows, (), category.name)
    return saved(book)


def numbers_alone(plan: Plan) -> bytes:
    """No names, only circled numbers."""
    circled = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳㉑㉒㉓"
    rows: Rows = [["序号", *(f"{year}年实际完成值" for year in YEARS)]]
    rows += [[circled[int(one.id) - 1], *VALUES[int(one.id)]] for one in plan.indicators]
    return sheet(rows)


def names_in_the_wild(plan: Plan) -> bytes:
    """Aliases, line breaks, full-width punctuation, a unit behind the name, a serial before it."""
    rows: Rows = [[None, *(f"截至{year}年底" for year in YEARS)]]
    for one in plan.indicators:
        name = next(spread(one.aliases), one.name)
        wild = name[:4] + "\n " + name[4:].replace("“", "「").replace("”", "」").replace("、", "，")
        behind = f"（{one.unit}）" if one.unit else ""
        rows.append([f"{one.id}、{wild}{behind}", *VALUES[int(one.id)]])
    return sheet(rows)


def rows_by_kind(plan: Plan) -> bytes:
    """Three rows an indicator: 目标值, 实际值 and 完成率; the name merged over them."""
    rows: Rows = [["指标", "项目", *(f"{year}年" for year in YEARS)]]
    merged = []
    for one in plan.indicators:
        first = len(rows) + 1
        rows.append([one.name, "目标值", 1, 1, 1, 1, one.target])
        rows.append([None, "实际值", *VALUES[int(one.id)]])
        rows.append([None, "完成率", 1, 1, 1, 1, 1])
        merged.append(f"A{first}:A{first + 2}")
    return sheet(rows, *merged)


def side_by_side(plan: Plan) -> bytes:
    """Two panels under one header."""
    left, right = plan.indicators[:12], plan.indicators[12:]
    head = ["序号", "指标", *YEARS]
    rows: Rows = [[*head, *head]]
    for k, one in enumerate(left):
        row: list[Any] = [one.id, one.name, *VALUES[int(one.id)]]
        if k < len(right):
            row += [right[k].id, right[k].name, *VALUES[int(right[k].id)]]
        rows.append(row)
    return sheet(rows)


LAYOUTS = [
    in_any_order, two_rows_merged, two_rows_as_text, year_banners, long, long_merged_down, across,
    across_in_two_columns, sheets_by_category, numbers_alone, names_in_the_wild, rows_by_kind,
    side_by_side,
]  # fmt: skip


def test_the_data_are_what_they_are_meant_to_be(judge: Callable[..., Report], plan: Plan) -> None:
    """45 > 40; 426.3 ≥ 423; 93.3 < 100; 1 + 2 + 2 + 2 = 7 and a year unknown, of 8; >411 ≥ 411."""
    report = judge(wide(plan), year=2025)
    assert report.diagnostics == ()
    verdicts = {one.indicator.id: one.verdict.value for one in report.indicators}
    others = {"2": "undetermined", "12": "not_met", "19": "undetermined"}
    assert verdicts == {one.id: others.get(one.id, "met") for one in plan.indicators}


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.__name__)
def test_one_report_from_every_layout(
    layout: Callable[[Plan], bytes],
    plan: Plan,
    judge: Callable[..., Report],
    without_places: Callable[[Report], Any],
) -> None:
    content = layout(plan)
    name = "data.xlsx" if content.startswith(b"PK") else "data.csv"
    found = judge((name, content), year=2025)
    ignored = {"target-differs", "column-not-read"}
    told = [finding for finding in found.diagnostics if finding.code not in ignored]
    assert told == []
    data, expected = without_places(found), without_places(judge(wide(plan), year=2025))
    for report in (data, expected):
        del report["diagnostics"]
        del report["lists"]  # of sheets and offices, which differ
        promises = (*report["commitments"], *report["milestones"])
        shown = [item[name] for item in promises for name in ("result", "beside") if item[name]]
        for result in (*report["indicators"], *shown, *promises):
            result.pop("responsible", None)  # some layouts name offices, others do not
        for result in (*report["indicators"], *shown):
            result.pop("provenance", None)
            # A row name with 年均 in it is worth a note; a row without a name has none.
            result["notes"] = [note for note in result["notes"] if note["code"] != "form-unclear"]
    assert data == expected
