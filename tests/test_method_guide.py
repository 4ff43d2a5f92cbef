"""The guide to the method: every verdict, word and worked case on it comes out as it says."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from guides import DOCS, blocks, tables, text_of
from test_target_forms_guide import code, report_of, worked

from shengzhou_quality.evaluation.status import LADDER
from shengzhou_quality.judgement import Status
from shengzhou_quality.notation import Relation
from shengzhou_quality.plan.kinds import KINDS
from shengzhou_quality.plan.target_text import read_target
from shengzhou_quality.words import LANGUAGES, Words

if TYPE_CHECKING:
    from pathlib import Path

PAGE = "method.md"
VERDICTS = {
    "达到": "met", "没有达到": "missed", "暂无法判定": "undetermined",
    "met": "met", "not met": "missed", "undetermined": "undetermined",
}  # fmt: skip


def table_of(language: str, columns: int, number: int = 0) -> list[list[str]]:
    """The rows of one of the tables with so many columns, without its header."""
    found = [rows for rows in tables(text_of(DOCS / language / PAGE)) if len(rows[0]) == columns]
    return found[number][1:]


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_reported_range_has_the_verdict_of_the_page(language: str, tmp_path: Path) -> None:
    rows = table_of(language, 4)
    assert len(rows) == 8
    for (reported,), (target,), said in ((code(one), code(two), it) for one, two, it, _ in rows):
        item = {
            "id": 1, "name": "合格率", "category": "all", "unit": "%", "kind": "maintain",
            "constraint": "anticipatory", "target": target,
            "source": {"section": "一", "quote": "合格率"},
        }  # fmt: skip
        block = json.dumps([item], ensure_ascii=False)
        status = report_of(block, ["2025", f"`2025: '{reported}'`"], tmp_path)
        assert status == VERDICTS[said], (reported, target)


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_word_includes_the_number_or_not_as_the_page_says(language: str) -> None:
    for row in table_of(language, 2):
        for column, cell in enumerate(row):
            for written in code(cell):
                phrase = read_target(written)
                assert phrase is not None, written
                assert phrase.relation is not None, written
                strict = phrase.relation in (Relation.MORE_THAN, Relation.LESS_THAN)
                assert strict is bool(column), written


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_worked_case_comes_out_as_the_page_says(language: str, tmp_path: Path) -> None:
    words, text = Words(language), text_of(DOCS / language / PAGE)
    rows = list(worked(text))
    assert len({block for block, _ in rows}) == sum(one.info == "yaml" for one in blocks(text)) == 1
    for block, row in rows:
        assert words(f"status.{report_of(block, row, tmp_path)}") == row[2], row


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_kind_has_its_row(language: str) -> None:
    rows = table_of(language, 4, 1)
    assert [name for kind, *_ in rows for name in code(kind)] == list(KINDS)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_statuses_and_cut_offs_are_those_of_the_program(language: str) -> None:
    words = Words(language)
    said = {row[0].lower() for row in table_of(language, 2, 1)}
    early = {*LADDER, Status.ACHIEVED, Status.MAINTAINED, Status.LAPSED, Status.PENDING}
    assert said == {words(f"status.{status.value}").lower() for status in early}
