"""What the plan gives no figure for: kept as written, asked of nobody again, left to people."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from test_compared import GDP, INCOME, written

from shengzhou_quality.evaluation.evaluate import evaluate
from shengzhou_quality.evaluation.trace import trace
from shengzhou_quality.formats import CHAIN_FORMATS, FORMATS, Options
from shengzhou_quality.judgement import Status, Verdict
from shengzhou_quality.plan.loader import load_plan
from shengzhou_quality.reading.intake import read_contents
from shengzhou_quality.words import Words

if TYPE_CHECKING:
    from collections.abc import Callable

    from shengzhou_quality.evaluation.report import Report
    from shengzhou_quality.plan.model import Plan

RANK = {"id": "2", "name": "营商环境", "kind": "narrative", "target": "全省前列", "unit": None}
SHARE = {"id": "3", "name": "合格率", "kind": "level", "target": "95", "baseline": "90"}
SAID = {
    "地区生产总值增速": "总体平稳，好于预期",
    "营商环境": "第2名",
}
OPINION = """\
assessments:
  - {编号: 1, 状态: 达标, 理由: 在合理区间之内, 评估人: 评估组}
"""
SET_ASIDE = """\
assessments:
  - {编号: 1, 状态: 不纳入评估, 理由: 没有可以据以判定的数值}
  - {编号: 2, 状态: 不纳入评估, 理由: 没有可以据以判定的数值}
"""


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> Plan:
    file = tmp_path_factory.mktemp("plan") / "indicators.yaml"
    gdp = GDP | {"unit": None}
    file.write_text(written(gdp, RANK, SHARE, comparisons=()), encoding="utf-8")
    return load_plan(file)


def report_of(plan: Plan, name: str, content: bytes, *more: tuple[str, bytes]) -> Report:
    return evaluate(plan, read_contents([(name, content), *more], plan), year=2025)


def csv(said: dict[str, str] = SAID) -> bytes:
    rows = [f"{name},{text}" for name, text in said.items()]
    return "\n".join(("指标,2025年", *rows, "合格率,96")).encode()


def test_words_and_ranks_are_kept_in_every_kind_of_file(
    example: Plan, xlsx: Callable[..., bytes]
) -> None:
    rows = [("指标", "2025年"), *SAID.items(), ("合格率", 96)]
    listed = [{"indicator": name, "values": {"2025": text}} for name, text in rows[1:]]
    files = {
        "data.xlsx": xlsx(rows),
        "data.csv": csv(),
        "data.yaml": json.dumps({"actuals": listed}, ensure_ascii=False).encode(),
    }
    for name, content in files.items():
        report = report_of(example, name, content)
        texts = [one.actual.text for one in report.indicators if one.actual]
        assert texts == [*SAID.values(), "96"], name
        assert report.diagnostics == (), name
        assert report.lists.missing == (), name


@pytest.mark.parametrize(
    "text", ["第2名", "12家", "-2", "5%左右", "基本实现", "√", "2025年12月印发"]
)
def test_whatever_is_reported_is_no_fault(example: Plan, text: str) -> None:
    report = report_of(example, "data.csv", csv({"营商环境": text, "地区生产总值增速": "5.0"}))
    assert report.diagnostics == ()
    rank = report.indicators[1]
    assert (rank.verdict, rank.status) == (Verdict.UNDETERMINED, Status.UNDETERMINED)
    assert rank.actual is not None
    assert rank.actual.text == text


def test_what_was_not_reported_is_asked_for(example: Plan) -> None:
    report = report_of(example, "data.csv", csv({"营商环境": "第2名", "地区生产总值增速": "—"}))
    (asked,) = report.lists.missing
    assert (asked.result.indicator.id, asked.years) == ("1", (2025,))


@pytest.mark.parametrize(
    ("opinion", "exit_code", "counted"),
    [
        ("", 1, (3, 1, 2, 2)),  # unproven is never a pass
        (OPINION, 1, (3, 1, 2, 2)),  # an opinion stands beside what is computed, as for all others
        (SET_ASIDE, 0, (1, 1, 0, 0)),
    ],
)
def test_the_gate_opens_as_for_what_is_undetermined(
    example: Plan, opinion: str, exit_code: int, counted: tuple[int, ...]
) -> None:
    opinions = [("opinions.yaml", opinion.encode())] if opinion else []
    actuals = read_contents([("data.csv", csv())], example, assessments=opinions)
    report = evaluate(example, actuals, year=2025)
    count = report.summary.everything
    assert report.exit_code == exit_code
    assert (count.total, count.met, count.to_verify, count.for_evaluators) == counted


@pytest.mark.parametrize(
    ("language", "opening", "status"),
    [
        ("zh", "待核实2项（由评估单位认定）", "需评估单位认定"),
        ("en", "for the evaluators to decide", "left to the evaluators"),
    ],
)
def test_reports_leave_it_to_the_evaluators(
    example: Plan, language: str, opening: str, status: str
) -> None:
    actuals = read_contents([("data.csv", csv())], example)
    report = evaluate(example, actuals, year=2025)
    made = FORMATS["markdown"].render(report, Words(language), Options()).decode()
    assert opening in made
    assert status in made
    assert status in FORMATS["terminal"].render(report, Words(language), Options()).decode()
    chain = trace(example, example.indicators[1], actuals, year=2025)
    explained = CHAIN_FORMATS["markdown"].render(chain, Words(language), Options()).decode()
    assert "第2名" in explained
    assert "None" not in explained


def test_a_target_of_no_known_form_of_the_kind_relative_is_left_to_people(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    """不低于国家下达任务: the figure is set elsewhere. The other rows stay."""
    file = tmp_path_factory.mktemp("plan") / "indicators.yaml"
    item = INCOME | {"target": "不低于国家下达任务"}
    file.write_text(written(GDP, item, comparisons=()), encoding="utf-8")
    plan = load_plan(file)
    assert [one.kind for one in plan.indicators] == ["narrative", "narrative"]
    assert [one.code for one in plan.warnings] == ["plan-target-not-read"]
