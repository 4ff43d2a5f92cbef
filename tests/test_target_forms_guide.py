"""The guide to the forms of targets: each form is read as it says, each case comes out as it says.

In the tables the forms are code; what they are read as is a figure in code, with a few words.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
import yaml
from guides import DOCS, blocks, tables, text_of

from shengzhou_quality.evaluation.evaluate import evaluate
from shengzhou_quality.interval import Interval
from shengzhou_quality.notation import Relation
from shengzhou_quality.plan.kinds import KINDS
from shengzhou_quality.plan.loader import load_plan
from shengzhou_quality.plan.target_relative import Sense, read_comparison, read_trend
from shengzhou_quality.plan.target_text import Sort, read_target, read_targets_by_year
from shengzhou_quality.reading.intake import read_contents
from shengzhou_quality.words import LANGUAGES, Words

PAGE = "target-forms.md"
UNITS = ("件", "人", "项", "个")
HEAD = {
    "plan": {
        "id": "guide", "title": "示例规划", "issuer": "示例", "index_number": None,
        "document_number": None, "adopted": "2021-01-01", "published": "2021-01-01",
        "baseline_year": 2020, "target_year": 2025,
        "evaluation": {"section": "一", "quote": "示例"},
    },
    "categories": [{"key": "all", "name": "全部"}],
}  # fmt: skip
SAID = {
    "zh": {
        "about": "约", "fall": "下降", "rise": "上升", "change": "变化", "ratio": "基期值的",
        "mean": "年均", "each_year": "每年",
    },
    "en": {
        "about": "about", "fall": "fall", "rise": "rise", "change": "change",
        "ratio": "the baseline", "mean": "mean", "each_year": "each year",
    },
}  # fmt: skip
COMPARED = {
    "高于": Relation.MORE_THAN, "不低于": Relation.AT_LEAST, "同步": None,
    "above": Relation.MORE_THAN, "not below": Relation.AT_LEAST, "in step with": None,
}  # fmt: skip
TRENDS = {
    "逐年上升": (Sense.RISE, True), "上升": (Sense.RISE, False), "逐年下降": (Sense.FALL, True),
    "稳定": (Sense.STABLE, False), "rise every year": (Sense.RISE, True),
    "rise": (Sense.RISE, False), "fall every year": (Sense.FALL, True),
    "stable": (Sense.STABLE, False),
}  # fmt: skip
FORMS = {"累计值": "累计值", "当年值": "当年值", "年均增速": "年均增速",
         "total": "累计值", "of the year": "当年值", "mean growth": "年均增速"}  # fmt: skip


def page(language: str) -> str:
    return text_of(DOCS / language / PAGE)


def code(cell: str) -> list[str]:
    return re.findall(r"`([^`]+)`", cell)


def figure(written: str) -> tuple[Interval, Relation | None]:
    """The set that a figure in signs stands for: `>96`, `4.5–5`, `15`."""
    low, dash, high = written.partition("–")
    sign = Relation(written[0]) if written[0] in "<>≥≤" else None
    number = Fraction(low.strip("<>≥≤"))
    interval = {
        None: Interval.between(number, Fraction(high) if dash else number),
        Relation.AT_LEAST: Interval.at_least(number),
        Relation.MORE_THAN: Interval.at_least(number, strict=True),
        Relation.AT_MOST: Interval.at_most(number),
        Relation.LESS_THAN: Interval.at_most(number, strict=True),
    }[sign]
    return interval, sign


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_figure_is_read_as_the_table_says(language: str) -> None:
    figures, *_ = tables(page(language))
    words = SAID[language]
    for forms, said, kinds, _ in figures[1:]:
        has = {name: word in said for name, word in words.items()}
        sort = Sort.CHANGE if has["fall"] or has["rise"] or has["change"] else Sort.LEVEL
        sort = Sort.RATIO if has["ratio"] else sort
        fall = None if not has["fall"] and not has["rise"] else has["fall"]
        read_as = code(said)
        for number, form in enumerate(code(forms)):
            phrase = read_target(form, UNITS)
            assert phrase is not None, form
            interval, relation = figure(read_as[min(number, len(read_as) - 1)])
            assert (phrase.interval, phrase.relation) == (interval, relation), form
            assert (phrase.sort, phrase.fall) == (sort, fall), form
            marks = {"about": phrase.about, "mean": phrase.mean, "each_year": phrase.each_year}
            assert marks == {name: has[name] for name in marks}, form
        assert set(code(kinds)) <= set(KINDS)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_target_in_words_is_read_as_the_table_says(language: str) -> None:
    _, in_words, left, *_ = tables(page(language))
    for forms, said, kinds, _ in in_words[1:]:
        for form in code(forms):
            assert read_target(form) is None, form
            if code(kinds) == ["trend"]:
                trend = read_trend(form)
                assert trend is not None, form
                assert (trend.sense, trend.every_year) == TRENDS[said], form
                continue
            other = read_comparison(form)
            assert other is not None, form
            relation = next(word for word in sorted(COMPARED, key=len) if said.startswith(word))
            assert other.relation is COMPARED[relation], form
            assert said == f"{relation} {other.name}", form
    for forms, _ in left[1:]:
        for form in code(forms):
            read = read_target(form), read_comparison(form), read_trend(form)
            assert read == (None, None, None), form
            assert read_targets_by_year(form) == {}, form


def worked(text: str) -> Iterator[tuple[str, list[str]]]:
    """Each row of a table of cases, with the block of YAML above it."""
    found = re.findall(r"```yaml\n(.*?)```\n\n((?:\|[^\n]*\|\n)+)", text, re.DOTALL)
    for block, table in found:
        (rows,) = tables(table)
        for row in rows[1:]:
            yield block, row


def report_of(block: str, row: list[str], folder: Path) -> str:
    items = yaml.safe_load(block)
    file = folder / "indicators.yaml"
    file.write_text(json.dumps(HEAD | {"indicators": items}, default=str), encoding="utf-8")
    plan = load_plan(file)
    assert plan.warnings == ()
    year, reported, *_ = row
    form = next((known for word, known in FORMS.items() if reported.startswith(word)), None)
    given: list[dict[str, Any]] = [
        {"id": str(item["id"]), "values": {str(y): str(v) for y, v in values.items()}}
        for item, values in zip(items, map(read_values, code(reported)), strict=False)
    ]
    given[0] |= {"form": form} if form else {}
    content = json.dumps({"actuals": given}, ensure_ascii=False).encode()
    actuals = read_contents([("data.yaml", content)], plan)
    report = evaluate(plan, actuals, year=int(year), only=[str(items[0]["id"])])
    assert report.diagnostics == ()
    return report.indicators[0].status.value


def read_values(span: str) -> dict[int, object]:
    values = yaml.safe_load(f"{{{span}}}")
    assert isinstance(values, dict)
    return values


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_worked_case_comes_out_as_the_page_says(language: str, tmp_path: Path) -> None:
    words, text = Words(language), page(language)
    rows = list(worked(text))
    assert len({block for block, _ in rows}) == len(blocks(text)), "an example without a case"
    for block, row in rows:
        status = report_of(block, row, tmp_path)
        assert words(f"status.{status}") == row[2], (block, row)


def test_the_cases_are_the_same_in_both_languages() -> None:
    zh, en = ([row for _, row in worked(page(language))] for language in LANGUAGES)
    assert [row[0] for row in zh] == [row[0] for row in en]
    assert [code(row[1]) for row in zh] == [code(row[1]) for row in en]
    forms = [[code(row[0]) for table in list(tables(page(one)))[:3] for row in table]
             for one in LANGUAGES]  # fmt: skip
    assert forms[0] == forms[1]
