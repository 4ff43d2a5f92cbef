"""Recognise a table of what was reported or judged: it is refused, as it promises nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator

from shengzhou_quality.diagnostics import refusal
from shengzhou_quality.notation import clean
from shengzhou_quality.published.document import Document
from shengzhou_quality.published.printed_table import PrintedTable
from shengzhou_quality.reported import Sheet

_OF_REPORTS = re.compile(
    r"(?:佐证|证明|支撑)(?:材料|文件|资料)?|是否(?:已?完成|达标|达到)|evidence"
    r"|(?:各年度?|历年|逐年|年度)(?:实际)?完成(?:情况|值|数)"
)
"""The header of a column that a plan cannot have: the proof of a value, whether it is reached."""
_OF_JUDGEMENT = re.compile(
    r"(?:任务|指标)?(?:完成情况|完成率|完成进度|达标情况|评估结果|自评得分)"
    r"|(?:评估)?结论|判定|判定结果|结果|conclusion|verdict|result|status"
)
"""The same if no year stands above: under 2020年 it is a fact beside a plan."""
_OF_VALUES = re.compile(
    r"(?:数据|统计|填报)?口径|reportingbasis|填报值|完成值|完成数|实际完成.{0,3}|报送值"
)
"""The header of a column beside values; a plan may explain its targets in one, too."""
_FILLED_IN = re.compile(r"填报|报送|完成情况|执行情况|实现情况|监测情况|汇总表|进展情况|实际值表")
_FILLED_IN_BY = re.compile(r"填报(?:单位|部门|日期|时间|人)\s*[:：]")
_PROMISES = re.compile(r"目标|规划|计划|预期|约束|属性|target|goal|plan", re.IGNORECASE)
_LEAST_CELLS = 3
"""A row of fewer cells is a caption, no header."""


def refuse_reported(document: Document, table: PrintedTable) -> None:
    """Raise `InputError` if the rows stand in a table of reported values or of conclusions."""
    for sheet in document.tables:
        first = _first_row(sheet, table)
        column = None if first is None else _tells(sheet, first, table.title or "")
        if column is not None:
            raise refusal("import-reported", table.place, column=column)


def refuse_reported_without_targets(document: Document) -> None:
    """The same where no table has targets, as in a form to be filled in."""
    for sheet in document.tables:
        header = next((at for at, row in enumerate(sheet.rows) if len(row) >= _LEAST_CELLS), None)
        column = None if header is None else _tells(sheet, header + 1, "")
        if column is not None:
            raise refusal("import-reported", sheet.place, column=column)


def _tells(sheet: Sheet, first: int, title: str) -> str | None:
    """The words that tell it, above the row at the index `first`."""
    rows = [[text for cell in row.values() if (text := cell.text.strip())] for row in sheet.rows]
    levels = [texts for texts in rows[:first] if len(texts) >= _LEAST_CELLS]
    headers = [text for texts in levels for text in texts]
    captions = [title, *(text for texts in rows[:first] for text in texts)]
    kinds = (_OF_REPORTS, *([_OF_JUDGEMENT] if len(levels) == 1 else []))
    for kind in kinds:
        if (found := _first_headed(headers, kind)) is not None:
            return found
    if (by := next(filter(None, map(_FILLED_IN_BY.search, captions)), None)) is not None:
        return by[0].rstrip("：: ")
    if any(map(_PROMISES.search, headers)):
        return None
    filled_in = (text for text in captions if _FILLED_IN.search(text))
    return _first_headed(headers, _OF_VALUES) or next(filled_in, None)


def _first_headed(headers: list[str], words: re.Pattern[str]) -> str | None:
    return next((text for text in headers if words.fullmatch(_bare(text))), None)


def _first_row(sheet: Sheet, table: PrintedTable) -> int | None:
    """The index of the first row of the sheet from which an indicator was read."""
    places = {(row.place.sheet, row.place.row) for row in table.rows}
    return next((at for at, found in enumerate(_places(sheet)) if found & places), None)


def _places(sheet: Sheet) -> Iterator[set[tuple[str | None, int | None]]]:
    for row in sheet.rows:
        yield {(cell.place.sheet, cell.place.row) for cell in row.values()}


def _bare(text: str) -> str:
    return clean(text).casefold().replace(" ", "")
