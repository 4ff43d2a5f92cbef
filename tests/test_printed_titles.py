"""Test how the captions of a table become the title of the plan and its categories."""

from __future__ import annotations

import pytest

from shengzhou_quality.diagnostics import Place
from shengzhou_quality.published.printed_table import PrintedRow, PrintedTable
from shengzhou_quality.published.printed_titles import clean_titles, without_number


def cleaned(caption: str, category: str | None = None, name: str = "甲") -> PrintedTable:
    row = PrintedRow(name=name, place=Place("表.md"), quote=name, category=category)
    return clean_titles(PrintedTable(place=Place("表.md"), rows=(row,), title=caption))


@pytest.mark.parametrize(
    ("caption", "title"),
    [
        (
            "“十四五”推进农业农村现代化主要指标,部分如下图所示:",
            "“十四五”推进农业农村现代化主要指标",
        ),
        ("主要指标，其中：", "主要指标"),
        ("主要指标如下：", "主要指标"),
        ("主要指标详见下表", "主要指标"),
        ("主要指标（单位：亿元、%）", "主要指标"),
        ("2030年的主要健康指標(biāo),其中:", "2030年的主要健康指标"),
        ("其中：", "其中："),
        ("城乡居民收入之比如期实现", "城乡居民收入之比如期实现"),
    ],
)
def test_a_caption_that_leads_on_is_a_title(caption: str, title: str) -> None:
    table = cleaned(caption, category=caption)
    assert (table.title, table.rows[0].category) == (title, title)


@pytest.mark.parametrize(
    ("caption", "title"),
    [
        ("表2-1规划指标表", "规划指标表"),
        ("附表1商务发展主要指标", "商务发展主要指标"),
        ("专栏一：主要指标", "主要指标"),
        ("表1", "表1"),
        ("表彰名单", "表彰名单"),
    ],
)
def test_the_number_of_a_table_is_no_part_of_the_title_of_a_plan(caption: str, title: str) -> None:
    assert without_number(caption) == title


def test_what_was_changed_by_a_rule_is_told() -> None:
    table = cleaned("健康指標(biāo)", category="經濟")
    assert [(doubt.code, doubt.field) for doubt in table.doubts] == [
        ("import-gloss", "title"),
        ("import-traditional", "title"),
        ("import-traditional", "categories"),
    ]


def test_a_japanese_table_keeps_its_characters() -> None:
    assert cleaned("(5) 喫煙", name="20歳以上の喫煙率").title == "(5) 喫煙"
