"""Propose a plan from a printed table, by rules that docs/*/plan-import.md lists."""

from __future__ import annotations

from shengzhou_quality.published.doubts import Doubt
from shengzhou_quality.published.printed_table import PrintedRow, PrintedTable
from shengzhou_quality.published.proposed_plan import ProposedCategory, ProposedItem, ProposedPlan


def propose(table: PrintedTable) -> ProposedPlan:
    """Every row becomes an item; what its row does not say is a doubt, never an assumption."""
    items = tuple(_item(row, number, table) for number, row in enumerate(table.rows, 1))
    head = {
        "id": "imported-plan",
        "title": table.plan_title or table.title,
        "baseline_year": table.baseline_year,
        "target_year": table.target_year,
    }
    return ProposedPlan(
        head=head, categories=(ProposedCategory("c1", "主要指标"),), items=items, place=table.place
    )


def _item(row: PrintedRow, number: int, table: PrintedTable) -> ProposedItem:
    keys = {
        "id": row.number or str(number),
        "name": row.name,
        "category": "c1",
        "unit": row.unit,
        "constraint": row.constraint,
        "kind": "level",
        "baseline": row.baseline,
        "target": row.targets.get(table.target_year, ""),
        "source": {"section": table.title, "quote": row.quote},
    }
    keys = {key: value for key, value in keys.items() if value not in (None, "")}
    return ProposedItem(
        row=row, keys=keys, doubts=(Doubt("import-direction-by-baseline", "direction"),)
    )
