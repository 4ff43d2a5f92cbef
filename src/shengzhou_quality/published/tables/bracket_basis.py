"""Read what 〔 〕 around a change stands for where a note says it: five years, or each year."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from shengzhou_quality.notation import clean
from shengzhou_quality.published.printed_table import ChangeBasis, PrintedRow

_NOTE = re.compile(
    r"[〔\[【](?P<within>[^〔〕\[\]【】]{0,4})[〕\]】](?:符号|号)?[内中里]?的?(?:数据|数值|数字|数)?(?:均)?(?:为|是|表示|指|:)?"
    r"(?P<said>[^。；;]{0,14})"
)
_BRACKETED = re.compile(r"[<>≥≤]?[〔\[【].*|.*[〔\[【][^〔〕\[\]【】]+[〕\]】]%?")
_TOTAL_BEHIND = re.compile(r".*[0-9]%?\((?:五年|5年|[一-鿿]{0,4})?累计\)")


def by_brackets(rows: Sequence[PrintedRow], notes: Sequence[str]) -> list[PrintedRow]:
    """The rows with the basis of their change as the notes, or the cell itself, say it."""
    said = _said(notes)
    return [_of_row(row, said) for row in rows]


def _said(notes: Sequence[str]) -> ChangeBasis | None:
    """What the notes say of brackets; `None` where they say nothing, or two things."""
    found = {
        ChangeBasis.TOTAL if re.search("累计|合计", note["said"]) else ChangeBasis.YEARLY_MEAN
        for text in notes
        for note in _NOTE.finditer(clean(text))
        if re.search("累计|合计|年均|年平均|增速|增长率", note["said"])
    }
    return found.pop() if len(found) == 1 else None


def _of_row(row: PrintedRow, said: ChangeBasis | None) -> PrintedRow:
    change = clean(row.change or "")
    if not change:
        return row
    if _TOTAL_BEHIND.fullmatch(change):
        return replace(row, change_basis=ChangeBasis.TOTAL)
    if said is None:
        return row
    if _BRACKETED.fullmatch(change):
        return replace(row, change_basis=said)
    if said is row.change_basis is ChangeBasis.YEARLY_MEAN:
        return replace(row, change_basis=ChangeBasis.EITHER)  # brackets are yearly, this has none
    return row
