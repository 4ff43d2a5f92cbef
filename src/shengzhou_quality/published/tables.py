"""Find the tables of indicators in a document, and read their rows."""

from __future__ import annotations

import re

from shengzhou_quality.published.document import Document
from shengzhou_quality.published.printed_table import PrintedRow, PrintedTable


def read_table(document: Document, area: str | None = None) -> PrintedTable:
    """Raises `InputError` where no table has indicators with targets; names the areas to choose."""
    sheet = document.tables[0]
    header, *body = sheet.rows
    rows = []
    for row in body:
        texts = {column: cell.text for column, cell in row.items()}
        name = re.fullmatch(r"(.*?)（(.*)）", texts.get(1, ""))
        if name is None:
            continue
        rows.append(
            PrintedRow(
                name=name[1],
                unit=name[2],
                place=next(iter(row.values())).place,
                quote=" | ".join(texts.values()),
                baseline=texts.get(2),
                baseline_year=2022,
                targets={2035: texts.get(3, "")},
                constraint=texts.get(4),
            )
        )
    return PrintedTable(
        place=sheet.place,
        rows=tuple(rows),
        title="规划指标表",
        baseline_year=2022,
        target_year=2035,
        has_constraints=True,
    )
