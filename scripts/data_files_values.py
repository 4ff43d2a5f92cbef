"""Workbooks whose cells need interpretation; each must be read correctly."""

from __future__ import annotations

from datetime import date
from typing import Any, Final

from data_files_layouts import LAYOUTS
from data_files_names import NAMES as N
from workbook_writer import Book, Formula, Number, Runs, Sheet, percent

Rows = list[list[Any]]


def _one(rows: Rows, **more: Any) -> Book:
    return Book([Sheet(rows, **more)])


_CELLS: Final[Rows] = [
    ["序号", "指标", "2024年", "2025年"],
    [1, N[1], percent(0.97), percent(0.965)],
    [5, N[5], "39%", Formula("0.57*100", 56.99999999999999)],
    [7, N[7], Number("410.5", "#,##0.00"), Number("430", "#,##0.00")],
    [13, N[13], "推进中", "√"],
    [16, N[16], 2, 0],
    [22, N[22], "—", ">411"],
]

VALUES: Final[dict[str, Book]] = {
    "percent-cells.xlsx": _one(
        [
            ["指标", "2023年", "2024年", "2025年"],
            [N[1], percent("0.965"), Number("0.97", "0%"), Number("0.9650000000000001", "0.00%")],
            [N[5], Number("0.39", "0.0%_ "), Number("0.4", "0_y%"), Number("0.75", "0%")],
        ]
    ),
    "noise-of-formulas.xlsx": _one(
        [
            ["指标", "2024年", "2025年"],
            [N[1], 96.00000000000001, Formula("96+1E-14", 96.00000000000001)],
            [N[5], Number("56.99999999999999"), Number("0.56999999999999995", "0%")],
        ]
    ),
    "formulas-calculated.xlsx": _one(
        [
            ["指标", "2024年", "2025年"],
            [N[5], Formula("30+9", 39), Formula("B2+6", 45.0)],
            [N[7], Formula('"4"&"10"', "410"), Formula("C2*10-20", 430)],
        ]
    ),
    "numbers-as-text.xlsx": _one(
        [
            ["指标", "2024年", "2025年"],
            [N[5], "39", " 45 "],
            [N[7], "410.50", "430.0"],
            [N[1], "97%", "97.5％"],
        ]
    ),
    "milestones-as-booleans.xlsx": _one(
        [["指标", "2024年", "2025年"], [N[13], "未完成创建", True], [N[14], "待命名", "√"]]
    ),
    "exponents-in-stored-numbers.xlsx": _one(
        [["指标", "2024年", "2025年"], [N[7], Number("4.1E2"), Number("4.2999999999999999E2")]]
    ),
    "zero-is-a-number.xlsx": _one(
        [["指标", "2024年", "2025年"], [N[16], 0, Number("0", '"-"')], [N[17], "0", 0.0]]
    ),
    "rich-text.xlsx": _one(
        [["指标", "2025年"], [Runs(("装配式", "建筑占新建建筑比例")), Runs(("4", "5"))]]
    ),
    "since-1904.xlsx": Book(
        [Sheet([["指标", date(2024, 12, 31), date(2025, 12, 31)], [N[5], 39, 45]])], since_1904=True
    ),
    "nasty-remarks.xlsx": _one(
        [
            ["指标", "2025年", "佐证材料", "备注"],
            [N[5], 45, "=cmd|' /C calc'!A0", "[red]x[/]"],
            [N[7], 430, "<script>alert(1)</script>", "]]><b>&amp;"],
            [N[22], 420, "::error file=a::pwned", "\u202egnp.exe"],
            [N[13], "完成创建", "x_x001B_[31m", "| a |\n| --- |"],
        ]
    ),
}

_LEGACY: Final = Book(
    [
        Sheet(_CELLS, "实际值"),
        Sheet([["指标", "2025年"], [N[9], 1]], "上年", state="hidden"),
    ]
)
_HIDDEN: Final = _one(
    [["指标", "2025年", "2024年"], [N[5], 40, 39], [N[5], 1, 2], [N[7], 430, 410]],
    hidden_rows=[3], hidden_columns=[2],
)  # fmt: skip
_FAULTS: Final = _one(
    [
        ["指标", "2024年", "2025年"],
        [N[5], date(2024, 6, 5), Formula("1/0", "#DIV/0!")],
        [N[1], percent(0.97), 0.965],
        [N[7], 410, True],
    ]
)

CONVERTED: Final[dict[str, tuple[Book, str]]] = {
    "valid/cells.xls": (_LEGACY, "xls:MS Excel 97"),
    "valid/cells.ods": (_LEGACY, "ods"),
    "valid/cells-saved-by-libreoffice.xlsx": (_LEGACY, "xlsx"),
    "valid/hidden-parts.xls": (_HIDDEN, "xls:MS Excel 97"),
    "valid/hidden-parts.ods": (_HIDDEN, "ods"),
    "valid/two-row-header.xls": (LAYOUTS["two-row-header.xlsx"], "xls:MS Excel 97"),
    "valid/two-row-header.ods": (LAYOUTS["two-row-header.xlsx"], "ods"),
    "valid/title-merged-and-sign-off.ods": (LAYOUTS["title-merged-and-sign-off.xlsx"], "ods"),
    "valid/an-ods-named.xlsx": (LAYOUTS["wide.xlsx"], "ods"),
    "valid/an-old-workbook-named.xlsx": (LAYOUTS["wide.xlsx"], "xls:MS Excel 97"),
    "invalid/faults.xls": (_FAULTS, "xls:MS Excel 97"),
    "invalid/faults.ods": (_FAULTS, "ods"),
}
"""What LibreOffice saves of a workbook: which, and as what."""
