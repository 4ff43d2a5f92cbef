"""Clean the captions of a table as its names are cleaned: they head the plan and its categories."""

from __future__ import annotations

import re
from dataclasses import replace

from shengzhou_quality.published.cells.characters import joined, plain_characters
from shengzhou_quality.published.doubts import Doubt
from shengzhou_quality.published.printed_table import PrintedTable

_LEADS_ON = re.compile(
    r"(?:[\s,，;；、]+(?:部分|主要|具体)(?:内容|指标)?)?[\s,，;；、]*"
    r"(?:(?:详?见|如)[下上附后](?:[图表]|方)?(?:所示|所列)?|其中)?[\s:：,，;；、]*$"
)
"""The end of a caption that leads on to the table: …，部分如下图所示：, …，其中：."""
_KANA = re.compile(r"[\u3040-\u30ff]")
_UNIT = re.compile(r"\s*[(（]\s*(?:计量)?单位\s*[:：][^()（）]*[)）]$")


_NUMBER = re.compile(
    r"^(?:附?[表件图]|专栏|附录)\s*(?:[0-9]+(?:[-—.－][0-9]+)*|[一二三四五六七八九十]+)\s*[:：.、]?\s*(?=\S)"
)


def without_number(caption: str) -> str:
    """A caption without the number of the table: 表2-1规划指标表."""
    return _NUMBER.sub("", caption)


def clean_titles(table: PrintedTable) -> PrintedTable:
    """The table with its captions as titles. Rules that may be wrong leave their doubts.

    The characters of a Japanese table stay, also those of a caption without kana.
    """
    if any(_KANA.search(row.name) for row in table.rows):
        return table
    title, of_title = _cleaned(table.title, "title")
    plan_title, of_plan = _cleaned(table.plan_title, "title")
    doubts = joined((), *of_title, *of_plan)
    rows = []
    for row in table.rows:
        category, of_category = _cleaned(row.category, "categories")
        doubts = joined(doubts, *of_category)
        rows.append(replace(row, category=category))
    new = tuple(one for one in doubts if one not in table.doubts)
    return replace(
        table,
        title=title,
        plan_title=plan_title,
        rows=tuple(rows),
        doubts=(*table.doubts, *new),
    )


def _cleaned(text: str | None, field: str) -> tuple[str | None, tuple[Doubt, ...]]:
    if not text:
        return text, ()
    plain, doubts = plain_characters(text, field)
    title = _LEADS_ON.sub("", _UNIT.sub("", _LEADS_ON.sub("", plain))).strip()
    return (title, doubts) if title else (text, ())
