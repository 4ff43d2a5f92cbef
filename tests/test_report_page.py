"""The page of a report: what its cells hold beside their text, for formats that need the data."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from shengzhou_quality.pages.conclusion import in_brief, stated
from shengzhou_quality.pages.model import Details, Medium, Section, Table
from shengzhou_quality.pages.report import page
from shengzhou_quality.words import Words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from shengzhou_quality.evaluation.report import Report
    from shengzhou_quality.pages.model import Block

EXAMPLES = Path(__file__).parent.parent / "examples"


@pytest.fixture(scope="module")
def report(judge: Callable[..., Report]) -> Report:
    names = ("tasks-2023.xlsx", "assessments-2023.yaml")
    return judge(*((name, (EXAMPLES / name).read_bytes()) for name in names))


def tables(blocks: Sequence[Block]) -> Iterator[Table]:
    for block in blocks:
        if isinstance(block, Table):
            yield block
        elif isinstance(block, (Section, Details)):
            yield from tables(block.blocks)


def test_the_cells_of_an_indicator_hold_the_figures_of_the_report(report: Report) -> None:
    shown = page(report, Words("en"), Medium.SCREEN)
    table = next(block for block in shown.blocks if isinstance(block, Table))
    headings = [column.heading for column in table.columns]
    rows = [dict(zip(headings, row, strict=True)) for row in table.rows]
    assert [row["No."].text for row in rows] == [one.indicator.id for one in report.indicators]
    by_id = {row["No."].text: row for row in rows}
    for result in report.indicators:
        row = by_id[result.indicator.id]
        assert row["Status"].status is result.status
        assert row["Progress"].number == result.progress
        assert row["Target"].quote == result.indicator.source.quote
        places = result.actual.places if result.actual else ()
        assert row["Actual"].place in (places or (None,))
    # 7 was reported as 348.6亿元, 16 only as a sum with a year missing: no number at all
    assert (str(by_id["7"]["Actual"].number), by_id["7"]["Actual"].unit) == ("348.6", "亿元")
    assert by_id["16"]["Actual"].number is None


def test_the_cells_of_a_document_hold_them_too(report: Report) -> None:
    """Their texts are read back in test_report_document.py."""
    (table,) = (
        one
        for one in tables(page(report, Words("en"), Medium.DOCUMENT).blocks)
        if {"Pace", "Category"} <= {column.heading for column in one.columns}
    )
    headings = [column.heading for column in table.columns]
    rows = [dict(zip(headings, row, strict=True)) for row in table.rows]
    assert [row["No."].text for row in rows] == [one.indicator.id for one in report.indicators]
    for result, row in zip(report.indicators, rows, strict=True):
        assert row["Status"].status is result.status
        assert row["Pace"].number == result.pace
        assert row["Target"].quote == result.indicator.source.quote
        assert [row[str(one.year)].place for one in result.series] == [
            one.place for one in result.series
        ]


TABLES = {
    Medium.SCREEN: 2,
    Medium.DOCUMENT: (1 + 1 + 3 + 5 + 1) + (1 + 1 + 1 + 1),
    Medium.WORKBOOK: 1 + 1 + 1 + 1 + 5 + 0 + 1,
}
"""Of the five parts of a document, then of its four annexes; of the seven sheets of a workbook."""


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("medium", Medium)
def test_every_row_has_a_cell_for_each_column_and_its_texts_have_room(
    medium: Medium, lang: str, report: Report
) -> None:
    found = list(tables(page(report, Words(lang), medium).blocks))
    assert len(found) == TABLES[medium]
    for table in found:
        roomy = sum(column.takes_room for column in table.columns)
        assert roomy == 1 or (medium is Medium.WORKBOOK and roomy == 2)
        assert {len(row) for row in table.rows} == {len(table.columns)}


def test_the_conclusion_closes_a_screen_and_opens_a_document(report: Report) -> None:
    words = Words("en")
    screen, document = (page(report, words, one) for one in (Medium.SCREEN, Medium.DOCUMENT))
    assert screen.closing is not None
    assert screen.closing.banner.end == f"Result: {in_brief(report, words)}"
    assert [one.text for one in document.lead] == [stated(report, words)]
