"""What is asked of whom: the entries of a report by sheet and office, in the order of the list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shengzhou_quality.evaluation import selections
from shengzhou_quality.evaluation.list_entries import whose, whose_order
from shengzhou_quality.pages.report.item_words import asked
from shengzhou_quality.words import Words

if TYPE_CHECKING:
    from shengzhou_quality.evaluation.list_entries import MissingEntry, Whose
    from shengzhou_quality.evaluation.report import Report

ZH = Words("zh")


def by_sheet(report: Report) -> dict[str, list[MissingEntry]]:
    """Each sheet and office; without entries those of which only rows stand empty."""
    found: dict[Whose, list[MissingEntry]] = {}
    for entry in report.lists.missing:
        found.setdefault(whose(entry), []).append(entry)
    for one in selections.unreported(report):
        if one.found:
            found.setdefault(whose(one), [])
    return {_named(one): found[one] for one in sorted(found, key=whose_order)}


def questions(report: Report) -> dict[str, list[str]]:
    """`7 没有2025年的数据` for each entry."""
    return {
        named: [f"{entry.result.indicator.id} {asked(entry, ZH)}" for entry in entries]
        for named, entries in by_sheet(report).items()
    }


def _named(one: Whose) -> str:
    sheet, office, found, rows = one
    if sheet is not None:
        return str(sheet) if office is None else f"{sheet}（{office}）"
    if rows is not None:
        return f"没有写明责任单位（{rows}）"
    return "没有写明责任单位" if found else "没有在任何表中找到"
