"""A table whose columns are parted by spaces alone is read by its header, or said to be unclear."""

from __future__ import annotations

import pytest

from shengzhou_quality.diagnostics import InputError
from shengzhou_quality.published.documents import read_document
from shengzhou_quality.published.printed_table import PrintedTable
from shengzhou_quality.published.tables import read_table

HEAD = "序号 指标 单位 2020年 2025年 属性\n"
TWO = "1 地区生产总值 亿元 320 450 预期性\n2 研发经费投入强度 % 1.8 2.5 预期性\n"


def read(text: str) -> tuple[PrintedTable, list[tuple[str, int | None]]]:
    document = read_document(text.encode(), "a.txt")
    told = [(one.code, one.place.row) for one in document.diagnostics if one.place is not None]
    return read_table(document), told


def only_row(text: str) -> tuple[str, str | None, str | None, str | None, bool]:
    """Name, unit, baseline and target of the last row, and whether it has the open mark."""
    row = read(text)[0].rows[-1]
    marked = "import-row-by-spaces" in [doubt.code for doubt in row.doubts]
    return row.name, row.unit, row.baseline, row.targets.get(2025), marked


def test_single_spaces_part_the_columns() -> None:
    table, told = read("主要指标（2020—2025年）\n" + HEAD + TWO)
    assert [(row.name, row.unit, row.baseline, row.targets[2025]) for row in table.rows] == [
        ("地区生产总值", "亿元", "320", "450"),
        ("研发经费投入强度", "%", "1.8", "2.5"),
    ]
    assert told == [("import-columns-by-spaces", 2)]
    assert not any(row.doubts for row in table.rows)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("3 城镇新增就业 万人 〔2.5〕 预期性", ("城镇新增就业", "万人", None, "〔2.5〕", True)),
        (
            "3 每千人口 执业医师数 人 3.1 3.5 预期性",
            ("每千人口执业医师数", "人", "3.1", "3.5", True),
        ),
        ("3 失业率 % 3.1 ≤ 5 预期性", ("失业率", "%", "3.1", "≤5", False)),
        (
            "3 氮氧化物排放 % / 比2020年下降18% 约束性",
            ("氮氧化物排放", "%", None, "比2020年下降18%", False),
        ),
        (
            "3  每千人口 执业医师数  人  3.1  3.5  预期性",
            ("每千人口执业医师数", "人", "3.1", "3.5", False),
        ),
        ("3  城镇化率        %     61  65 预期性", ("城镇化率", "%", "61", "65", False)),
    ],
)
def test_row_of_other_words_is_aligned_from_both_ends(
    line: str, expected: tuple[str, str | None, str | None, str | None, bool]
) -> None:
    assert only_row(HEAD + TWO + line) == expected


def test_line_that_does_not_fit_is_told_and_the_others_are_read() -> None:
    table, told = read(HEAD + "1 地区生产总值 见 附件 另有 规定 详见 说明\n" + TWO)
    assert [row.name for row in table.rows] == ["地区生产总值", "研发经费投入强度"]
    assert told == [("import-columns-by-spaces", 1), ("import-line-not-read", 2)]


def test_blank_cells_of_groups() -> None:
    text = "类别 " + HEAD + "经济发展 1 地区生产总值 亿元 320 450 预期性\n"
    table, _ = read(text + "  2 失业率 % 3 5 预期性\n绿色 3 森林覆盖率 % 65.2 65.5 约束性")
    assert [(row.category, row.name) for row in table.rows] == [
        ("经济发展", "地区生产总值"), ("经济发展", "失业率"), ("绿色", "森林覆盖率"),
    ]  # fmt: skip
    assert not any(row.doubts for row in table.rows)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (HEAD + "1 地区生产总值\n亿元\n320 450\n预期性\n2 城镇化率\n%\n61 65\n", "columns-unclear"),
        ("到2025年，地区生产总值达到450亿元。\n主要指标 见附件。\n城镇化率 达到 65%", "no-table"),
        ("2020年 指标 完成 情况\n今年 以来 各项 工作 有序\n推进 顺利 成效 明显", "no-table"),
    ],
)
def test_reason_of_a_refusal(text: str, code: str) -> None:
    with pytest.raises(InputError) as caught:
        read_document(text.encode(), "a.txt")
    assert [one.code for one in caught.value.diagnostics] == ["import-" + code]
