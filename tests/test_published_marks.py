"""Test what small signs in a printed table do: notes, marks glued to figures, marks on 属性.

Every expected value is read off the printed table by hand.
"""

from __future__ import annotations

import pytest
from test_published_tables import document, read, sheet_of

from shengzhou_quality.diagnostics import Place
from shengzhou_quality.published.cells.names import clean_name
from shengzhou_quality.published.printed_table import PrintedTable
from shengzhou_quality.published.proposals import propose
from shengzhou_quality.published.tables import read_table
from shengzhou_quality.published.tables.notes import notes_by_mark
from shengzhou_quality.reported import Cell

HEAD = "指标 | 单位 | 2020年 | 2025年 | 属性"
RATES = "生育率 | ‰ | 6.8 | 7.23 | 预期性\n床位 | 张 | 5.1 | 6.52 | 预期性"
LIFE = f"人均预期寿命 | 岁 | 80.32 | 81 | 预期性\n{RATES}"


def glued(table: PrintedTable) -> list[str]:
    return [
        str(doubt.parameters["text"])
        for row in table.rows
        for doubt in row.doubts
        if doubt.code == "import-mark-or-figure"
    ]


@pytest.mark.parametrize(
    "notes",
    [
        ["注：2为2019年数据；3按可比价。"],
        ["注：1为快报数，2为2019年数据，3为可比价。"],
        ["注：1为快报数、2为2019年数据、3为可比价。"],
        ["注：①为快报数；2为2019年数据；3按可比价。"],
        ["2：2019年数据。", "3：按可比价。"],
        ["2为2019年数据。", "3为可比价。"],
        ["2．2019年数据。", "3．按可比价。"],
        ["注：2：2019年数据；3：按可比价。"],
    ],
)
def test_a_digit_of_a_note_behind_a_longer_figure_is_asked_however_the_notes_stand(
    notes: list[str],
) -> None:
    assert glued(read(f"{HEAD}\n{LIFE}", *notes)) == ["80.32", "7.23", "6.52"]


@pytest.mark.parametrize(
    ("rows", "asked"),
    [
        ("甲率 | % | 60.22 | 61.33 | 预期性\n乙率 | % | 8.1 | 9.5 | 预期性", ["60.22", "61.33"]),
        ("甲率 | % | 60.22 | 61.35 | 预期性\n乙率 | % | 8.1 | 9.5 | 预期性", []),
        ("甲率 | % | 60.22 | 61.35以上 | 预期性\n乙率 | % | 8.1 | 9.5 | 预期性", []),
        ("甲率 | % | 80.32 | 81以上 | 预期性", ["80.32"]),
        ("丙数 | 个 | 202 | 303 | 预期性\n丁数 | 人 | 15.2 | 16.5 | 预期性", ["202", "303"]),
        ("丙数 | 个 | 202 | 250 | 预期性\n丁数 | 人 | 15.2 | 16.5 | 预期性", []),
        ("丙数 | 个 | 8352 | 9353 | 预期性\n丁数 | 人 | 15.2 | 16.5 | 预期性", []),
        ("甲率 | % | 80.32 | 81 | 预期性\n乙率 | % | 6.8 | 7.2 | 预期性", ["80.32"]),
        ("丙数 | 个 | 22 | 33 | 预期性\n丁数 | 人 | 15.2 | 16.5 | 预期性", []),
    ],
)
def test_the_column_shows_what_figure_is_odd(rows: str, asked: list[str]) -> None:
    table = read(f"{HEAD}\n{rows}", "注：2为2019年数据；3按可比价。")
    assert glued(table) == asked


@pytest.mark.parametrize(
    "line", ["2025年目标见下。", "1:2000地形图", "3.2025年目标值", "5年累计。"]
)
def test_a_line_below_that_only_begins_with_a_digit_is_no_note(line: str) -> None:
    assert read(f"{HEAD}\n{LIFE}", line).notes == ()


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("注：1.*为2024年数据；2.★为国家下达指标；3.2025年数据为预计数。",
         {"*": "为2024年数据", "★": "为国家下达指标", "3": "2025年数据为预计数"}),
        ("注：1、★为国家下达指标；2、2025年为预计数。",
         {"★": "为国家下达指标", "2": "2025年为预计数"}),
    ],
)  # fmt: skip
def test_a_note_ends_before_one_that_begins_with_a_year(
    printed: str, expected: dict[str, str]
) -> None:
    assert {mark: expected[mark] for mark in expected} == {
        mark: said for mark, said in notes_by_mark([printed]).items() if mark in expected
    }


@pytest.mark.parametrize(
    ("note", "is_asked"),
    [
        ("注：2025年数据为预计数。", True),
        ("注：1.*为2024年数据；4.2025年数据为预计数。", True),
        ("注：2025年为初步数，2030年为目标值。", True),
        ("注：基期数据均为预计数。", True),
        ("注：2025年各项指标值为快报数。", True),
        ("注：*2025年数据为预计数。", False),
        ("注：2024年数据为预计数。", False),
        ("注：2025年按可比价。", False),
    ],
)
def test_a_note_that_calls_all_baselines_estimates_is_a_question(note: str, is_asked: bool) -> None:
    table = read("指标 | 2025年 | 2030年\n甲率（%） | 68.1 | 72\n乙率（%） | 39.2* | 45", note)
    asked = [doubt for doubt in table.doubts if doubt.code == "import-baseline-estimated"]
    assert [(doubt.field, doubt.is_open) for doubt in asked] == [("baseline_year", True)] * is_asked


@pytest.mark.parametrize("printed", ["约束性▲", "▲约束性", "约束▲", "“约束性”▲", "约束性 ▲"])
def test_a_mark_on_a_weight_is_a_mark(printed: str) -> None:
    table = read(f"{HEAD}\n甲率 | % | 50 | 60 | {printed}", "注：▲为省考核指标。")
    (row,) = table.rows
    assert (propose(table).items[0].keys["constraint"], row.notes) == (
        "约束性", ("为省考核指标",),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("name", "weight", "is_asked"),
    [
        ("甲率", "预期性★", True),
        ("甲率★", "预期性", True),
        ("甲率", "约束性★", False),
        ("甲率★", "约束性", False),
        ("甲率", "预期性", False),
    ],
)
def test_a_mark_whose_note_says_another_weight_is_a_question(
    name: str, weight: str, is_asked: bool
) -> None:
    (row,) = read(f"{HEAD}\n{name} | % | 50 | 60 | {weight}", "注：带★的为约束性指标。").rows
    asked = [doubt.parameters["variant"] for doubt in row.doubts if doubt.field == "constraint"]
    assert (row.constraint, asked) == (weight.rstrip("★"), ["against"] * is_asked)


@pytest.mark.parametrize("mark", ["①", "¹", "[1]", "1", "注1"])
def test_a_numbered_mark_on_a_weight_is_a_mark(mark: str) -> None:
    (row,) = read(f"{HEAD}\n甲率 | % | 50 | 60 | 预期性{mark}", "注：1.省定指标。").rows
    assert (row.constraint, row.notes) == ("预期性", ("省定指标",))


@pytest.mark.parametrize("printed", ["9O", "1OO", "9l", "lO0", "l2.5", "9〇"])
def test_letters_in_a_baseline_are_no_unit(printed: str) -> None:
    table = read(f"{HEAD}\n甲率 | % | {printed} | 95 | 预期性")
    (item,) = propose(table).items
    said = [
        (doubt.code, doubt.parameters.get("variant"))
        for doubt in item.doubts
        if doubt.field == "baseline"
    ]
    assert said == [("import-not-a-digit", None), ("import-baseline-open", "not-read")]
    assert "baseline" not in item.keys


def test_a_formula_without_a_value_is_no_name() -> None:
    cell = Cell("=A1", Place("x.xlsx"), fault="not-calculated")
    (doubt,) = clean_name(cell).doubts
    assert (doubt.code, doubt.field, doubt.is_open) == ("import-cell-unusable", "name", True)


@pytest.mark.parametrize("column", [1, 2, 4, 5])
def test_an_unusable_cell_is_a_question_and_not_called_empty(column: int) -> None:
    head = ["指标", "单位", "2020年", "2025年", "年均增长"]
    full = ["乙值", "人", "50", "60", "—"]
    printed = sheet_of([head, ["甲值", "吨", "50", "" if column == 5 else "60", "—"], full])
    of_head, of_row, of_full = printed.rows
    unusable = Cell("=D2*2", Place("table.html", None, 2, column), fault="not-calculated")
    sheet = printed._replace(rows=(of_head, {**of_row, column: unusable}, of_full))
    table = read_table(document(sheet))
    item, _ = propose(table).items
    codes = [doubt.code for doubt in item.doubts]
    assert "import-cell-unusable" in codes
    assert not {"import-no-target", "import-target-missing"} & set(codes)


@pytest.mark.parametrize("printed", ["9O", "1OO", "6l.8"])
def test_letters_in_a_target_are_asked(printed: str) -> None:
    (row,) = read(f"{HEAD}\n甲率 | % | 50 | {printed} | 预期性").rows
    assert [(d.code, d.field) for d in row.doubts] == [("import-not-a-digit", "target")]
