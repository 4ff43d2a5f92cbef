"""Workbooks in layouts that offices use; each must be read correctly."""

from __future__ import annotations

from datetime import date
from typing import Any, Final

from data_files_names import NAMES as N
from data_files_names import UNITS as U
from workbook_writer import Book, Sheet, percent

Rows = list[list[Any]]


def _one(rows: Rows, **more: Any) -> Book:
    return Book([Sheet(rows, **more)])


def _row(number: int, *values: Any) -> list[Any]:
    return [number, N[number], U[number], *values]


_HEAD: Final[list[Any]] = ["序号", "指标名称", "单位", "2024年", "2025年"]
_THREE: Final[Rows] = [_row(5, 39, 45), _row(7, 410, 430), _row(22, 400, 420)]

LAYOUTS: Final[dict[str, Book]] = {
    "wide.xlsx": _one([_HEAD, *_THREE]),
    "title-merged-and-sign-off.xlsx": _one(
        [
            ["嵊州市质量发展“十四五”规划主要指标完成情况表(2025年度)"],
            ["填报单位:嵊州市市场监督管理局        2026年1月20日"],
            [],
            _HEAD,
            *_THREE,
            [],
            ["填报人:张三", None, "审核人:李四", None, "2026年1月20日"],
            ["注:2025年数据以统计公报为准。"],
        ],
        merged=["A1:E1", "A2:E2", "A8:B8"],
    ),
    "two-row-header.xlsx": _one(
        [
            ["序号", "指标名称", "单位", "实际值", None],
            [None, None, None, "2024年", "2025年"],
            *_THREE,
        ],
        merged=["A1:A2", "B1:B2", "C1:C2", "D1:E1"],
    ),
    "two-row-header-not-merged.xlsx": _one(
        [
            ["序号", "指标名称", "单位", "2024年", None, "2025年", None],
            [None, None, None, "实际值", "完成率", "实际值", "完成率"],
            _row(5, 39, 97.5, 45, 112.5),
            _row(22, 400, 97, 420, 102),
        ]
    ),
    "two-row-header-target-and-actual.xlsx": _one(
        [
            ["指标", "目标值", "实际值"],
            ["指标", 2025, 2024],
            [N[5], 45, 39],
        ]
    ),
    "group-cells-merged.xlsx": _one(
        [
            ["一级指标", "序号", "二级指标", "单位", "2024年", "2025年"],
            ["质量建设", *_row(5, 39, 45)],
            [None, *_row(7, 410, 430)],
            ["创新驱动", *_row(22, 400, 420)],
            [None, *_row(23, 5.8, 6.2)],
        ],
        merged=["A2:A3", "A4:A5"],
    ),
    "project-column-groups-indicators.xlsx": _one(  # 项目 holds groups, 指标 names
        [
            ["项目", "指标", 2025],
            ["质量建设", N[1], 97],
            [None, N[2], 99],
        ],
        merged=["A2:A3"],
    ),
    "a-sheet-a-category.xlsx": Book(
        [
            Sheet([_HEAD, _row(5, 39, 45), _row(7, 410, 430)], "质量建设"),
            Sheet([_HEAD, _row(15, 5, 6)], "标准建设"),
            Sheet([_HEAD, _row(18, 3, 2)], "品牌建设"),
            Sheet([_HEAD, _row(22, 400, 420)], "创新驱动"),
        ]
    ),
    "cover-sheet-first.xlsx": Book(
        [
            Sheet([["嵊州市质量发展“十四五”规划"], ["终期评估数据"], ["二〇二六年一月"]], "封面"),
            Sheet([_HEAD, *_THREE], "表1"),
            Sheet([["填报说明"], ["1.请按表填报。"], ["2.没有数据的留空。"]], "说明"),
        ]
    ),
    "transposed.xlsx": _one(
        [
            ["年份", N[5], N[7], N[22]],
            ["2023年", 37, 395, 380],
            ["2024年", 39, 410, 400],
            ["2025年", 45, 430, 420],
        ]
    ),
    "transposed-with-title-and-units.xlsx": _one(
        [
            ["主要指标完成情况"],
            ["指标", N[5], N[7], N[22]],
            ["单位", "%", "亿元", "家"],
            [2024, 39, 410, 400],
            [2025, 45, 430, 420],
        ],
        merged=["A1:D1"],
    ),
    "serial-only.xlsx": _one([["序号", "2024年", "2025年"], [5, 39, 45], [7, 410, 430]]),
    "name-only.xlsx": _one([["指标", "2025年"], [N[5], 45], [N[7], 430]]),
    "names-with-spaces-and-breaks.xlsx": _one(
        [
            ["指 标", "2025年"],
            ["装配式建筑\n占新建建筑比例", 45],
            [" 服务业\u3000增加值 ", 430],
            ["R & D 经费支出占 GDP 比重", 3.4],
            ["高新技术\r\n企业数\u00a0", 420],
        ]
    ),
    "serials-circled.xlsx": _one([["序号", "2025年"], ["①", 97], ["⑤", 45], ["㉒", 420]]),
    "serials-chinese.xlsx": _one([["序号", "2025年"], ["一、", 97], ["五、", 45], ["二十二", 420]]),
    "serials-decimal-and-text.xlsx": _one(
        [["序号", "2025年"], [1.0, 97], ["5.0", 45], ["07", 430], ["(22)", 420]]
    ),
    "serial-before-the-name.xlsx": _one(
        [
            ["指标", "2025年"],
            [f"1.{N[1]}", 97],
            [f"(5){N[5]}", 45],
            [f"⑦{N[7]}", 430],
            [f"二十二、{N[22]}", 420],
        ]
    ),
    "columns-in-any-order.xlsx": _one(
        [
            ["备注", "2025年", "指标名称", "2024年", "序号", "单位"],
            ["已核", 45, N[5], 39, 5, "%"],
            [None, 430, N[7], 410, 7, "亿元"],
        ]
    ),
    "years-in-many-spellings.xlsx": _one(
        [["指标", 2021, 2022.0, "2023年", "2024年度", "2025年实际值"], [N[5], 34, 35, 37, 39, 45]]
    ),
    "years-as-dates.xlsx": _one([["指标", date(2024, 12, 31), date(2025, 12, 31)], [N[5], 39, 45]]),
    "target-and-rate-beside-the-actual.xlsx": _one(
        [
            ["指标", "2025年目标值", "2025年实际值", "2025年完成率", "2025年全省排名"],
            [N[5], ">40", 45, 112.5, 3],
            [N[7], 423, 430, 101.7, 9],
        ]
    ),
    "target-of-another-plan.xlsx": _one([["指标", "目标值", "2025年"], [N[5], 45, 46]]),
    "second-table-of-targets.xlsx": _one(
        [["指标", "2025年"], [N[5], 41], [], ["指标", "2025年目标值"], [N[6], 16], [N[1], 97]]
    ),
    "second-table-of-rates.xlsx": _one(
        [["指标", "2025年"], [N[5], 41], [], ["指标", "完成率"], [N[6], 100], [N[22], 98]]
    ),
    "forecast-column.xlsx": _one([["指标", "2024年", "2025年预计"], [N[5], 39, 45]]),
    "unit-column-converted.xlsx": _one(
        [["指标", "单位", "2025年"], [N[7], "万元", 3227000], [N[5], "%", 45]]
    ),
    "unit-line-converted.xlsx": _one(
        [["单位:万元"], ["指标", "2025年"], [N[7], 4230000], [N[5], 45]]
    ),
    "unit-in-the-header.xlsx": _one([["指标", "2024年", "2025年实际值(%)"], [N[5], 45, 46]]),
    "unit-of-money-in-the-header.xlsx": _one(
        [["指标", "2024年(亿元)", "2025年(万元)"], [N[7], 410, 4300000]]
    ),
    "unit-behind-the-name.xlsx": _one(
        [["指标", "2025年"], [f"{N[7]}(万元)", 4300000], [f"{N[5]}(%)", 45], [f"{N[22]}(家)", 420]]
    ),
    "mark-behind-the-name.xlsx": _one(
        [["指标", "2025年"], [f"{N[7]}(初步核算)", 430], [f"{N[5]}(预计)", 45]]
    ),
    "form-behind-the-name.xlsx": _one(
        [["指标", "2024年", "2025年"], [f"{N[16]}(累计)", 9, 11], [f"{N[18]}(当年值)", 3, 8]]
    ),
    "total-row-and-average-row.xlsx": _one([["指标", "2025年"], [N[5], 45], ["合计", 45]]),
    "hidden-row.xlsx": _one([_HEAD, _row(5, 38, 40), *_THREE], hidden_rows=[2]),
    "hidden-column.xlsx": _one([["指标", "2025年", "2024年"], [N[5], 40, 39]], hidden_columns=[2]),
    "hidden-sheet.xlsx": Book(
        [Sheet([_HEAD, _row(5, 1, 2)], "上年", state="hidden"), Sheet([_HEAD, *_THREE])]
    ),
    "very-hidden-sheet.xlsx": Book(
        [Sheet([_HEAD, *_THREE]), Sheet([_HEAD, _row(5, 1, 2)], "缓存", state="veryHidden")]
    ),
    "struck-out-cell-is-harmless.xlsx": _one([_HEAD, *_THREE], struck=["A3"]),
    "remarks-and-evidence.xlsx": _one(
        [
            ["指标", "2025年", "责任单位", "数据来源", "佐证材料", "备注"],
            [N[5], 45, "市建设局", "年报", "浙建函〔2026〕3号", "已核"],
        ]
    ),
    "form-column.xlsx": _one(
        [
            ["指标", "口径", "2021年", "2022年"],
            [N[16], "累计值", 2, 5],
            [N[18], "当年值", 2, 5],
        ]
    ),
    "totals-by-header.xlsx": _one([["指标", "2021年累计", "2022年累计"], [N[16], 2, 5]]),
    "mean-by-header.xlsx": _one([["指标", "2021—2025年均"], [N[8], 9.5]]),
    "additions-and-a-part-of-the-year.xlsx": _one(
        [
            ["指标", "2021年", "2022年", "2023年", "2024年", "2025年1-9月累计"],
            [N[16], 2, 1, 2, 3, 1],
        ]
    ),
    "remarks-column-of-progress.xlsx": _one(
        [["指标", "2024年", "2025年", "完成情况"], [N[5], 39, 45, "已完成,超额"]]
    ),
    "two-tables-on-a-sheet.xlsx": _one(
        [
            ["表一 质量"],
            ["指标", "2025年"],
            [N[5], 45],
            [],
            ["表二 创新"],
            ["序号", "指标", "2024年", "2025年"],
            [22, N[22], 400, 420],
        ]
    ),
    "blank-rows-and-columns.xlsx": _one(
        [
            [],
            [None, "指标", None, "2025年"],
            [],
            [None, N[5], None, 45],
            [],
            [None, N[7], None, 430],
        ]
    ),
    "panels-side-by-side.xlsx": _one(
        [["指标", "2025年", None, "指标", "2025年"], [N[5], 45, None, N[7], 430]]
    ),
    "long.xlsx": _one(
        [["指标", "年份", "数值"], [N[5], 2024, 39], [N[5], "2025年", 45], [N[7], 2025.0, 430]]
    ),
    "long-with-form-and-unit.xlsx": _one(
        [
            ["序号", "指标名称", "年度", "口径", "数值", "单位", "备注"],
            [7, N[7], 2025, None, 4300000, "万元", "已核"],
            [16, N[16], 2024, "累计值", 9, "个", None],
            [16, N[16], 2025, "累计值", 11, "个", None],
        ]
    ),
    "named-as-an-old-workbook.xls": _one([_HEAD, *_THREE]),
    "with-a-macro.xlsm": Book(
        [Sheet([_HEAD, *_THREE])], more={"xl/vbaProject.bin": b"\xd0\xcf\x11\xe0 no macro is run"}
    ),
    "dimension-too-small.xlsx": _one([_HEAD, *_THREE], dimension="A1"),
    "dimension-too-large.xlsx": _one([_HEAD, *_THREE], dimension="A1:XFD1048576"),
    "names-of-parts-climb-out.xlsx": Book(
        [Sheet([_HEAD, *_THREE])],
        more={"../../evil.txt": "no", "/etc/evil.txt": "no", "..\\evil.txt": "no", "xl/": b""},
    ),
    "cells-without-references.xlsx": _one([_HEAD, *_THREE], without_references=True),
    "rows-out-of-order.xlsx": _one([_HEAD, *_THREE], upside_down=True),
    "stray-cell-far-away.xlsx": _one(
        [_HEAD, *_THREE],
        more_rows='<row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t>x</t></is></c></row>',
    ),
    "external-link-is-not-followed.xlsx": Book(
        [Sheet([_HEAD, *_THREE])],
        more={
            "xl/worksheets/_rels/sheet1.xml.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
            '<Relationship Id="rId1" TargetMode="External" Type="http://x/hyperlink"'
            ' Target="file:///etc/hostname"/></Relationships>'
        },
    ),
    "sheet-named-as-a-formula.xlsx": _one([_HEAD, *_THREE], title="=cmd|' /C calc'!A0"),
    "sheet-named-as-markup.xlsx": _one([_HEAD, *_THREE], title="[red]<script>x</script>"),
    "percent-in-a-merged-header.xlsx": _one(
        [
            ["指标", "完成情况(%)", None],
            [None, "2024年", "2025年"],
            [N[5], percent(0.39), percent(0.45)],
        ],
        merged=["A1:A2", "B1:C1"],
    ),
}
