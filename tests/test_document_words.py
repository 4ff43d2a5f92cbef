"""Test that a report says one thing in one way: numbers, 待核实, the method, nested quotes."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from shengzhou_quality.formats import FORMATS, Options
from shengzhou_quality.pages.conclusion import result_line
from shengzhou_quality.pages.summary import opening
from shengzhou_quality.words import Words

if TYPE_CHECKING:
    from collections.abc import Callable

    from shengzhou_quality.evaluation.report import Report

    Judge = Callable[..., Report]

EXAMPLES = Path(__file__).parent.parent / "examples"
ZH, EN = Words("zh"), Words("en")


def example(judge: Judge, name: str, **options: object) -> Report:
    return judge((name, (EXAMPLES / name).read_bytes()), **options)


def markdown(report: Report, words: Words = ZH) -> str:
    return FORMATS["markdown"].render(report, words, Options()).decode()


def test_an_indicator_with_invalid_data_is_counted_once(judge: Judge) -> None:
    """Three anticipatory ones are to verify; only the one with an error fails."""
    report = example(judge, "failing-2025.xlsx")
    assert result_line(report, ZH).endswith(
        "约束性指标待核实1项：第2项（农产品质量安全检测合格率）；"
        "预期性指标数据有误1项：第21项（R&D经费支出占GDP比重）。"
    )
    assert result_line(report, EN).endswith(
        "anticipatory indicators with invalid data (1): no. 21 (R&D expenditure as a share of GDP)."
    )


def test_before_the_final_year_all_that_lag_are_one_number(judge: Judge) -> None:
    report = example(judge, "midterm-2023.xlsx", fail_on="any")
    assert result_line(report, ZH) == (
        "结论：约束性指标无滞后，2项需关注；预期性指标3项滞后、1项需关注、2项待核实。"
        "预期性指标滞后3项：第7项（服务业增加值）、"
        "第10项（基本养老保险参保率，当年未达目标值）、"
        "第21项（R&D经费支出占GDP比重，低于基期水平）。"
    )


@pytest.mark.parametrize("words", [ZH, EN])
def test_paces_are_explained_only_where_there_are_any(judge: Judge, words: Words) -> None:
    cut_offs = {"zh": "分界值是本次评估的约定", "en": "a convention of this evaluation"}[
        words.language
    ]
    assert cut_offs not in markdown(example(judge, "tasks-2025.xlsx"), words)
    assert cut_offs in markdown(example(judge, "tasks-2023.xlsx"), words)


def test_what_is_to_verify_is_called_so_everywhere(judge: Judge) -> None:
    text = markdown(example(judge, "failing-2025.xlsx"))
    assert "| 待核实（数据有误） |" in text
    assert "| 待核实（暂无法判定） |" in text
    assert "| 暂无法判定 |" not in text
    tasks = markdown(example(judge, "tasks-2025.xlsx"))
    # 36 commitments are 25 + 5 + 6
    assert "- 量化任务36项：单独判定25项（达标21项、未达标2项、待核实2项），" in tasks
    assert "不重复计数5项，规划没有写明可以判定的数、需评估单位认定6项。" in tasks


def test_the_annex_of_the_wording_is_not_denied(judge: Judge) -> None:
    text = markdown(example(judge, "tasks-2025.xlsx"))
    assert re.search("规划表述需说明之处[0-9]+处，本次采用的口径和对结果的影响见附件3。", text)
    assert "没有另需说明的问题" not in text


def test_all_indicators_excluded_is_said_in_a_few_words(judge: Judge) -> None:
    entries = [
        {"编号": number, "状态": "不纳入评估", "理由": "普查修订", "评估人": "张某"}
        for number in range(1, 24)
    ]
    content = json.dumps({"assessments": entries}, ensure_ascii=False).encode()
    data = ("midterm-2023.xlsx", (EXAMPLES / "midterm-2023.xlsx").read_bytes())
    report = judge(data, ("opinions.yaml", content))
    assert result_line(report, ZH) == "结论：不作认定。23项指标全部不纳入评估。"
    assert opening(report, ZH)[0] == "23项指标全部不纳入评估，理由见“评估意见”。"
    assert "没有滞后" not in markdown(report)


def test_what_is_kept_is_not_called_so_where_a_year_was_outside(judge: Judge) -> None:
    text = markdown(example(judge, "midterm-2023.xlsx"))
    assert "达标，但2022年未达目标值" in text
    assert "保持达标，但" not in text


def test_quotes_within_quotes_are_single() -> None:
    said = ZH("usage.left-to-people", id="C18", name="“12338N”系统工程“八大工程”")
    assert "“‘12338N’系统工程‘八大工程’”" in said
