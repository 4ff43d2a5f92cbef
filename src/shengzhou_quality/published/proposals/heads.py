"""Propose what stands above the indicators: the head of the plan, its categories, ids and names."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import count
from typing import Any, NamedTuple

from shengzhou_quality.plan.ids import spelled
from shengzhou_quality.plan.names import fold
from shengzhou_quality.published.doubts import Doubt
from shengzhou_quality.published.printed_table import PrintedRow, PrintedTable
from shengzhou_quality.published.printed_titles import without_number
from shengzhou_quality.published.proposed_plan import ProposedCategory

_ID = re.compile(r"[A-Za-z]?[0-9]{1,3}(?:\.[1-9])?")
"""The ids that a plan file takes."""
_USUAL_TITLE = "主要指标"
_USUAL_PERIOD = 5
_MOST_CHANGED = 10
_NO_NUMBER = "—"


class HeadProposal(NamedTuple):
    keys: Mapping[str, Any]
    doubts: tuple[Doubt, ...]


def propose_head(table: PrintedTable) -> HeadProposal:
    """A year that is not printed is asked for; only a base year five years before is proposed.

    It lies before the first target: beside 目前, 2025年 and 2030年 it is 2020.
    """
    doubts: list[Doubt] = []
    title = table.plan_title or without_number(table.title or "")
    first, last = table.baseline_year, table.target_year
    if not title:
        doubts.append(Doubt("import-title-missing", "title"))
    elif not table.plan_title or _is_cut_out(table):
        doubts.append(Doubt("import-title-of-table", "title"))
    if last is None:
        doubts.append(Doubt("import-year-missing", "target_year", {"variant": "target"}))
    if first is None and last is not None:
        printed = [year for row in table.rows for year in row.targets if year is not None]
        ends = min((last, *printed))
        first = (last if last - _USUAL_PERIOD < ends else ends) - _USUAL_PERIOD
        doubts.append(Doubt("import-baseline-year-assumed", "baseline_year", {"year": str(first)}))
    elif first is None:
        doubts.append(Doubt("import-year-missing", "baseline_year", {"variant": "baseline"}))
    elif last is not None and first >= last:
        doubts.append(Doubt("import-year-missing", "baseline_year", {"variant": "reversed"}))
        first = None
    keys = {
        "id": "imported-plan",
        "title": title or None,
        "baseline_year": first,
        "target_year": last,
    }
    return HeadProposal(keys, tuple(doubts))


def _is_cut_out(table: PrintedTable) -> bool:
    """Whether the title is a part of the caption: the plan may have a longer one."""
    title, caption = table.plan_title or "", table.title or ""
    return title != caption and title in caption and f"《{title}》" not in caption


class CategoriesProposal(NamedTuple):
    """`keys` has the key of each row's category, in the order of the rows."""

    categories: tuple[ProposedCategory, ...]
    keys: tuple[str, ...]
    doubts: tuple[Doubt, ...]


def propose_categories(table: PrintedTable) -> CategoriesProposal:
    """Groups as printed; rows without one go to a category named after the table."""
    own = (table.title or _USUAL_TITLE).strip() or _USUAL_TITLE
    names = [(row.category or row.section or "").strip() or own for row in table.rows]
    numbers = {name: f"c{place}" for place, name in enumerate(dict.fromkeys(names), 1)}
    categories = tuple(ProposedCategory(key, name) for name, key in numbers.items())
    grouped = {bool(row.category) for row in table.rows}
    is_mixed = len(grouped) > 1 and len(numbers) > 1
    doubts = (Doubt("import-category-missing", "category"),) if is_mixed else ()
    return CategoriesProposal(categories, tuple(numbers[name] for name in names), doubts)


class Identity(NamedTuple):
    id: str
    name: str
    doubts: tuple[Doubt, ...] = ()


def _numbers(printed: Sequence[str]) -> list[str]:
    """An id for each row: the printed one where it is one and stands there first."""
    kept: dict[str, int] = {}
    for place, number in enumerate(printed):
        if _ID.fullmatch(number):
            kept.setdefault(spelled(number), place)
    taken = set(kept)
    numbers = []
    for place, number in enumerate(printed):
        if kept.get(spelled(number)) == place:
            numbers.append(number)
            continue
        free = next(one for one in count(place + 1) if spelled(str(one)) not in taken)
        taken.add(spelled(str(free)))
        numbers.append(str(free))
    return numbers


def propose_identities(
    rows: Sequence[PrintedRow],
) -> tuple[tuple[Identity, ...], tuple[Doubt, ...]]:
    """The printed numbers that are ids, each once; another row gets its place or the next number.

    A name that stands twice gets its id behind it: a plan file takes each name once.
    """
    printed = [(row.number or "").strip().rstrip(".．、") for row in rows]
    numbers = _numbers(printed)
    changed = [
        (old or _NO_NUMBER, new) for old, new in zip(printed, numbers, strict=True) if old != new
    ]
    doubts: tuple[Doubt, ...] = ()
    if not any(printed):
        doubts = (Doubt("import-ids-in-order", "id", {"variant": "none"}),)
    elif changed:
        said = tuple(f"{old}→{new}" for old, new in changed[:_MOST_CHANGED])
        details = {"changed": said if len(changed) <= _MOST_CHANGED else (*said, "…")}
        doubts = (Doubt("import-ids-in-order", "id", details),)
    found: list[Identity] = []
    taken: dict[str, str] = {}
    for row, number in zip(rows, numbers, strict=True):
        first = taken.setdefault(fold(row.name), number)
        if first == number:
            found.append(Identity(number, row.name))
        else:
            asked = Doubt("import-name-twice", "name", {"written": row.name, "other": first})
            found.append(Identity(number, f"{row.name}（{number}）", (asked,)))
            taken[fold(found[-1].name)] = number
    return tuple(found), doubts
