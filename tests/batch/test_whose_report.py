"""Test that a report of another area than the plan's own says whose it is, in every format."""

from __future__ import annotations

import io
import json
import zipfile
from typing import TYPE_CHECKING

import pytest

from shengzhou_quality.evaluation.evaluate import evaluate
from shengzhou_quality.formats import FORMATS, Options
from shengzhou_quality.reading.intake import read_actuals
from shengzhou_quality.reading.tables.areas import own_words
from shengzhou_quality.words import LANGUAGES, Words

if TYPE_CHECKING:
    from pathlib import Path

    from shengzhou_quality.evaluation.report import Report
    from shengzhou_quality.plan.model import Plan

_TABLE = "指标,2025年\n制造业产品质量监督抽查合格率,97\n"


@pytest.fixture(scope="module")
def reports(plan: Plan, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Report]:
    """Of the plan's own figures, and of the same figures as those of a county."""
    file: Path = tmp_path_factory.mktemp("whose") / "数据.csv"
    file.write_text(_TABLE, encoding="utf-8")
    plans = {"": plan, "甲县": plan.of_area(own_words("新江市甲县"))}
    return {name: evaluate(of, read_actuals([str(file)], of)) for name, of in plans.items()}


def _said(report: Report, name: str, language: str) -> str:
    content = FORMATS[name].render(report, Words(language), Options(width=200))
    if content[:2] != b"PK":
        return content.decode()
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        return "\n".join(parts.read(one).decode() for one in parts.namelist() if ".xml" in one)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", FORMATS)
def test_each_format_says_whose_report_it_is(
    reports: dict[str, Report], name: str, language: str
) -> None:
    assert "新江市甲县" in _said(reports["甲县"], name, language)
    assert "甲县" not in _said(reports[""], name, language)


def test_title_and_first_sentence_name_the_county(reports: dict[str, Report]) -> None:
    markdown = _said(reports["甲县"], "markdown", "zh")
    assert markdown.startswith("# 新江市甲县《嵊州市质量发展“十四五”规划》2025年终期评估报告\n")
    assert "对新江市甲县2021—2025年规划实施情况进行了终期评估" in markdown
    content = FORMATS["docx"].render(reports["甲县"], Words("zh"), Options())
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        assert "新江市甲县《" in parts.read("docProps/core.xml").decode()


def test_json_has_the_area_and_of_the_own_one_null(reports: dict[str, Report]) -> None:
    areas = {name: json.loads(_said(one, "json", "zh"))["area"] for name, one in reports.items()}
    assert areas == {"": None, "甲县": "新江市甲县"}


def test_more_names_of_the_own_area_are_no_other_one(plan: Plan) -> None:
    assert plan.of_area((*plan.head.area, "新江市嵊州市")).other_area is None
