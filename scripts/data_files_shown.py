"""Workbooks whose cells show something other than they store: formats, footnotes, strikes."""

from __future__ import annotations

from typing import Any, Final

from data_files_names import NAMES as N
from workbook_writer import Book, Number, Runs, Sheet

Rows = list[list[Any]]


def _one(rows: Rows, **more: Any) -> Book:
    return Book([Sheet(rows, **more)])


_SPEAKING: Final = _one(
    [
        ["指标", "单位", Number("2024", '0"年"'), "2025年"],
        [N[1], "%", Number("0.97", "0.0%"), Number("96.5", '0.0"%"')],
        [N[5], "%", Number("390", '0.0"‰"'), Number("41.5", "0.0\\%")],
        [N[7], "亿元", Number("4100000", '#,##0.0"万元"'), Number("430", "0.00亿元")],
        [N[9], "张", Number("5.9", "0.0_ ;[Red]-0.0 "), Number("6.1", '0.0"张"')],
        [N[10], "%", Number("99", '"≥"0.0'), Number("0.995", '0.0%"以上"')],
        [N[22], "家", Number("400", '_ * #,##0_ ;_ * -#,##0_ ;_ * "-"_ ;_ @_ '),
         Number("420", 'General"家"')],
        [N[8], "%", Number("-2.5", "0.0;[Red]0.0"), Number("3.5", "+0.0;(0.0)")],
        [N[16], "个", Number("0", '_ * #,##0_ ;_ * -#,##0_ ;_ * "-"??_ ;_ @_ '),
         Number("2", '[>=10000]0.0,"千";0"个"')],
    ]
)  # fmt: skip
_OF_MONEY: Final = _one(
    [
        ["指标", "单位", "2024年", "2025年"],
        [N[7], "亿元", Number("410", '_ ¥* #,##0.00_ ;_ ¥* -#,##0.00_ ;_ ¥* "-"??_ ;_ @_ '),
         Number("430", "[$¥-804]#,##0.00")],
    ]
)  # fmt: skip
_CHANGING: Final = _one(
    [
        ["指标", "单位", "2024年", "2025年"],
        [N[7], "亿元", Number("41000000000", '0!.00,,"亿元"'), Number("4300000", "#,##0,")],
        [N[22], "家", Number("4000000", '0!.0,"万家"'), Number("420", ";;;")],
        [N[16], "个", Number("3", '0.0,"千"'), Number("0", '0;-0;"未统计"')],
        [N[9], "张", Number("59", '0"."0'), Number("6", '0.0"张"')],
        [N[8], "%", Number("-3", "0.0;0.0"), Number("9", "0.0;0.0")],
    ]
)
_FOOTNOTES: Final = _one(
    [
        ["指标", "单位", Runs(("2024年", "^1")), "2025年"],
        [Runs((N[7], "^[2]")), "亿元", Runs(("410.", "5", "^1")), Runs(("426.3", "_2"))],
        [Runs((N[5], "^①")), "%", Runs(("39", "^*")), Runs(("41.5%", "^3"))],
        [N[22], Runs(("家", "^注1")), Runs(("400", "^1,2")), 420],
        [N[13], None, "推进中", Runs(("完成创建", "^1"))],
        [N[9], "张", Runs(("—", "^1")), Runs(("^1", "/", "_2"))],
    ]
)
_STRUCK: Final = _one(
    [
        ["指标", "单位", "2024年", "2025年"],
        [N[7], "亿元", 410, Number("426.3", "0.0")],
        [N[5], "%", "39%", Runs(("~41", "~.5"))],
        [N[22], "家", "—", "420家"],
        [N[9], "张", 5.9, Runs(("6", "~.2"))],
    ],
    struck=["D2", "C4", "D4"],
)

SHOWN_VALID: Final[dict[str, Book]] = {
    "number-formats-that-speak.xlsx": _SPEAKING,
    "number-formats-of-money.xlsx": _OF_MONEY,
}
SHOWN_INVALID: Final[dict[str, Book]] = {
    "number-formats-that-change.xlsx": _CHANGING,
    "footnotes-in-runs.xlsx": _FOOTNOTES,
    "struck-out-whole.xlsx": _STRUCK,
}
SHOWN_CONVERTED: Final[dict[str, tuple[Book, str]]] = {
    f"{folder}/{name.removesuffix('.xlsx')}{more}.{kind.partition(':')[0]}": (book, kind)
    for folder, books in (("valid", SHOWN_VALID), ("invalid", SHOWN_INVALID))
    for name, book in books.items()
    for more, kind in (("", "xls:MS Excel 97"), ("", "ods"), ("-saved-by-libreoffice", "xlsx"))
}
