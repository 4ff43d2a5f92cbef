"""Random long files: each entity comes to what `sqc evaluate` says of its rows in a file alone.

The rows of an entity are picked with the csv module, by what the maker of the file knows of them.
"""

from __future__ import annotations

import csv
import io
import random
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

import openpyxl
import pytest

from shengzhou_quality.batch.long.submissions import read_entities
from shengzhou_quality.batch.record import from_line
from shengzhou_quality.batch.submission import Settings
from shengzhou_quality.batch.work import Worker
from shengzhou_quality.diagnostics import InputError
from shengzhou_quality.evaluation.evaluate import Evaluation
from shengzhou_quality.evaluation.outcome import outcome_of, refused
from shengzhou_quality.limits import USUAL
from shengzhou_quality.reading.intake import read_contents

if TYPE_CHECKING:
    from pathlib import Path

    from shengzhou_quality.evaluation.outcome import Outcome
    from shengzhou_quality.plan.model import Plan

YEARS = ("2021年", "2022年", "2023年")
ENTITIES = ("甲县", "乙县", "丙市", "丁区", "戊县", "己自治县")


class Line(NamedTuple):
    """A row of the file: whose it is (`None`: of all), and what it holds alone and among others.

    `alone` has the cells that a file of one entity needs, where the long file leaves them empty.
    """

    entity: str | None
    cells: list[str]
    alone: list[str]


def common(*cells: str) -> Line:
    return Line(None, list(cells), list(cells))


def value_of(chance: random.Random, unit: str) -> str:
    if chance.random() < 0.12:
        return chance.choice(["", "—", "暂无", ">96", "约50", "预计98"])
    if unit == "%":
        return f"{chance.uniform(60, 100):.2f}"
    return str(chance.randint(0, 40))


def wide(chance: random.Random, plan: Plan, entities: list[str]) -> list[Line]:
    """地区 | 指标 | 2021年 …: each entity's items together, 地区 in each row or the first."""
    held, first = chance.random() < 0.5, chance.random() < 0.5
    head = ["地区", "指标", "单位", *YEARS]
    order = [0, 1, 2, 3, 4, 5] if first else [1, 2, 3, 0, 4, 5]
    lines = []
    if chance.random() < 0.5:
        lines.append(common("2023年各县指标完成情况表"))
    lines.append(common(*arranged(head, order)))
    for entity in entities:
        for number, item in enumerate(chance.sample(plan.indicators, 9)):
            unit = item.unit or ""
            cells = [entity, item.name, unit, *(value_of(chance, unit) for _ in YEARS)]
            shown = ["" if held and number else entity, *cells[1:]]
            lines.append(Line(entity, arranged(shown, order), arranged(shown, order)))
    if chance.random() < 0.5:
        lines.append(common("注：2023年数据为预计数"))
    return lines


def by_item(chance: random.Random, plan: Plan, entities: list[str]) -> list[Line]:
    """指标 | 地区 | 2021年 …: each item once, and all entities below it."""
    held = chance.random() < 0.6
    lines = [common("指标", "地区", "单位", *YEARS)]
    for item in chance.sample(plan.indicators, 9):
        unit = item.unit or ""
        for number, entity in enumerate(chance.sample(entities, len(entities))):
            rest = [entity, unit, *(value_of(chance, unit) for _ in YEARS)]
            name = "" if held and number else item.name
            lines.append(Line(entity, [name, *rest], [item.name, *rest]))
    return lines


def long(chance: random.Random, plan: Plan, entities: list[str]) -> list[Line]:
    """地区 | 指标 | 年份 | 数值, in any order."""
    lines = [common("地区", "指标", "年份", "数值")]
    rows = []
    for entity in entities:
        for item in chance.sample(plan.indicators, 7):
            for year in ("2021", "2022", "2023"):
                cells = [entity, item.name, year, value_of(chance, item.unit or "")]
                rows.append(Line(entity, cells, cells))
    if chance.random() < 0.5:
        chance.shuffle(rows)
    return lines + rows


def across(chance: random.Random, plan: Plan, entities: list[str]) -> list[Line]:
    """地区 | 年份 | one column for each item."""
    items = chance.sample([one for one in plan.indicators if one.unit], 5)
    lines = [common("地区", "年份", *(f"{one.name}（{one.unit}）" for one in items))]
    for entity in entities:
        for year in YEARS:
            cells = [entity, year, *(value_of(chance, one.unit or "") for one in items)]
            lines.append(Line(entity, cells, cells))
    return lines


def arranged(cells: list[str], order: list[int]) -> list[str]:
    return [cells[at] for at in order]


def with_pages(chance: random.Random, lines: list[Line]) -> list[Line]:
    """The header once more in the middle, an empty row between entities, a row of 全省."""
    head = next(line for line in lines if "地区" in line.cells)
    if chance.random() < 0.3 and head.cells[0] == "地区":
        whole = ["全省平均", *lines[-2].cells[1:]]
        lines.insert(lines.index(head) + 1, Line("全省平均", whole, whole))
    spots = [
        at
        for at in range(lines.index(head) + 2, len(lines))
        if lines[at].entity
        and "地区" not in lines[at].cells
        and all(lines[at].cells[:2])
        and lines[at].entity != lines[at - 1].entity
    ]
    if spots and chance.random() < 0.4:
        lines.insert(chance.choice(spots), Line("of a page", head.cells, head.cells))
    elif spots and chance.random() < 0.4:
        lines.insert(chance.choice(spots), Line("of no one", [], []))
    return lines


def text_of(rows: list[list[str]]) -> bytes:
    written = io.StringIO()
    csv.writer(written).writerows(rows)
    return written.getvalue().encode()


def book_of(rows: list[list[str]], *, merged: tuple[int, ...] = ()) -> bytes:
    """The same as a workbook; in the columns `merged` a cell reaches down over empty ones."""
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for row, cells in enumerate(rows, 1):
        for column, text in enumerate(cells, 1):
            if text:
                sheet.cell(row, column, text)
    for column in merged:
        top = 0
        for row, cells in enumerate([*rows, []], 1):
            if len(cells) > 1 and not cells[column]:
                continue
            if 0 < top < row - 1:
                sheet.merge_cells(None, top, column + 1, row - 1, column + 1)
            top = row if len(cells) > 1 else 0
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def seen(outcome: Outcome, rows: list[int] | None = None) -> dict[str, object]:
    """What an outcome says, with the rows of the long file in place of those of the short."""

    def row_of(row: int | None) -> int | None:
        return row if rows is None or row is None else rows[row - 1]

    return {
        "entity": outcome.entity,
        "exit": outcome.exit_code,
        "year": outcome.year,
        "conclusion": outcome.conclusion,
        "items": [
            one._replace(place=one.place and one.place._replace(row=row_of(one.place.row)))
            for one in outcome.indicators
        ],
        "problems": [
            (
                one.code,
                one.severity,
                one.place and one.place._replace(row=row_of(one.place.row)),
                one.indicator,
                one.parameters,
            )
            for one in outcome.problems
        ],
        "counts": (outcome.errors, outcome.warnings, outcome.worst, outcome.asks),
    }


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["csv", "xlsx"])
@pytest.mark.parametrize("seed", range(20))
def test_each_entity_is_what_evaluate_says_of_its_rows(
    seed: int, kind: str, plan: Plan, tmp_path: Path
) -> None:
    chance = random.Random(seed)  # noqa: S311
    entities = chance.sample(ENTITIES, chance.randint(2, 5))
    make = (wide, by_item, long, across)[seed % 4]
    lines = with_pages(chance, make(chance, plan, entities))
    write, merged = text_of, {}
    if kind == "xlsx":
        head = next(line.cells for line in lines if "地区" in line.cells)
        held = {wide: (head.index("地区"),), by_item: (0,)}.get(make, ())
        write, merged = book_of, {"merged": held}
    file = tmp_path / f"全省.{kind}"
    file.write_bytes(write([line.cells for line in lines], **merged))
    worker = Worker(Settings())
    split = read_entities([str(file)], "地区", lambda _: plan, USUAL, lambda _: None)
    found = [split.whole(head) for head in split.heads("地区", lambda _: plan)]
    assert sorted(one.entity for one in found) == sorted(entities)
    for submission in found:
        rows = [
            (at, line.alone)
            for at, line in enumerate(lines, 1)
            if line.entity in (None, submission.entity)
        ]
        own = replace(plan, head=replace(plan.head, area=(submission.entity,)))
        content = write([cells for _, cells in rows])
        try:
            evaluation = Evaluation(own, read_contents([(str(file), content)], own))
        except InputError as error:
            expected = refused(submission.entity, submission.said_by, "", [], error.diagnostics)
        else:
            expected = outcome_of(evaluation, submission.entity, submission.said_by, "")
        outcome = from_line(worker.do(submission))
        assert seen(outcome) == seen(expected, [at for at, _ in rows])
