"""Test states as offices write them: matched as a whole, never only because they contain 完成.

The table is `cases/states.tsv`: the verdict of a rule or a platform in 2025.
"""

from __future__ import annotations

import csv
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from shengzhou_quality.pages.reasons import note_words
from shengzhou_quality.plan.loader import load_plan
from shengzhou_quality.words import Words

if TYPE_CHECKING:
    from collections.abc import Callable

    from shengzhou_quality.evaluation.report import Report

CASES = Path(__file__).parent / "cases"
LINES = (CASES / "states.tsv").read_text(encoding="utf-8").splitlines()[1:]
TABLE = [(written, verdict) for written, verdict in csv.reader(LINES, delimiter="\t")]
MORE = [
    ("已建立并实施", "met"), ("已印发、已实施", "met"), ("已经完成了", "met"),
    ("已全面建成", "met"), ("已全面推行", "met"), ("已正式上线运行", "met"),
    ("已印发实施", "met"), ("已制定出台", "met"), ("已建成投运", "met"), ("已出台实施", "met"),
    ("已建成待验收", "never met"), ("已印发未实施", "never met"), ("已完成立项", "never met"),
    ("已全面启动", "not_met"), ("已完成申报", "never met"), ("已基本建成", "not_met"),
    ("已印发征求意见", "never met"), ("已全面开展", "not_met"), ("印发实施", "never met"),
    ("已建成（已投用）", "met"), ("全部完成。", "met"), ("TRUE", "met"), ("已完成 ", "met"),
    ("已于2023年9月上线运行", "met"), ("2022年已印发", "met"), ("已于2026年3月印发", "never met"),
    ("2025年底完成", "never met"), ("2025年完成", "never met"),
    ("实施", "never met"), ("完成70%", "never met"), ("已完成70%", "never met"),
    ("100%", "never met"),
    ("年内完成", "never met"), ("2025年底前完成", "never met"), ("力争完成", "never met"),
    ("将于2026年完成", "never met"), ("计划2025年完成", "never met"), ("未必完成", "never met"),
    ("差不多完成", "never met"), ("已完成,待验收", "never met"),
    ("部分完成", "not_met"), ("申报中", "not_met"), ("未创成", "not_met"), ("否", "not_met"),
    ("FALSE", "not_met"), ("筹备中", "not_met"), ("拟开展", "not_met"), ("征求意见中", "not_met"),
    ("未完成（推进中）", "not_met"), ("试运行", "not_met"), ("尚未完成", "not_met"),
    ("取消", "undetermined"), ("不再实施", "undetermined"), ("中止", "undetermined"),
    ("已印发实施", "met"), ("已出台实施", "met"), ("已正式印发", "met"), ("已全面推行", "met"),
    ("机制已建立", "met"), ("已形成机制", "met"), ("任务已完成", "met"), ("√已完成", "met"),
    ("已完成（2023年12月）", "met"), ("已完成（2024.6）", "met"), ("编制完成", "met"),
    ("平台已上线", "never met"), ("方案已印发", "never met"), ("已纳入", "never met"),
    ("获批", "never met"), ("已完成（2026年3月）", "never met"), ("完成（2025年）", "never met"),
    ("已完成（2025年底前）", "never met"), ("已完成招标", "never met"), ("已完成申报", "never met"),
    ("√未完成", "never met"), ("□是□否", "never met"), ("已完成后取消", "never met"),
    ("已印发但未实施", "never met"), ("已废止", "never met"), ("基本已完成", "never met"),
    ("未能完成", "not_met"), ("待完成", "not_met"), ("大体完成", "not_met"),
    ("正式启动", "not_met"),
    ("部分实施", "not_met"), ("筹备阶段", "not_met"), ("延期", "undetermined"),
]  # fmt: skip
TITLES = [
    ("已公示", "applied"), ("公示", "applied"), ("拟命名", "applied"), ("已通过验收", "applied"),
    ("已申报，待命名", "applied"), ("已授牌", "completed"), ("正式命名", "completed"),
    ("创建成功", "completed"), ("已获命名", "completed"), ("已创成", "completed"),
    ("已创建", "completed"), ("未命名", "in-progress"), ("申报中", "in-progress"),
    ("待验收", "in-progress"), ("未创建", "in-progress"), ("暂缓创建", "stopped"),
    ("已调整", "adjusted"), ("已达标", None), ("基本完成", "in-progress"),
]  # fmt: skip


@pytest.mark.parametrize(("written", "verdict"), [*TABLE, *MORE])
def test_a_state_of_a_rule_or_platform(
    written: str, verdict: str, judge: Callable[..., Report]
) -> None:
    content = f'指标,2025年\n质量信息公开机制,"{written}"\n'.encode()
    report = judge(("states.csv", content), only=["M69"], year=2025)
    result = next(one for one in report.milestones if one.promise.id == "M69").result
    assert result is not None
    if verdict == "never met":
        assert result.verdict != "met"
        assert result.verdict in ("undetermined", "no_data")
    else:
        assert result.verdict == verdict
        assert result.actual is not None
        assert result.actual.text.strip() == written.strip()
    assert not [one for one in report.diagnostics if one.severity == "error"]


@pytest.mark.parametrize(("written", "key"), TITLES)
def test_a_state_of_a_title(written: str, key: str | None) -> None:
    title: Any = load_plan().indicator("13")
    rank = title.rank_of(written)
    assert (None if rank is None else title.every_state[rank].key) == key


def test_no_spelling_of_a_list_means_two_states() -> None:
    for states in load_plan().states.values():
        for state in (*states.states, *states.aside):
            assert len(set(state.spellings)) == len(state.spellings), state.key


@pytest.mark.parametrize(
    ("states", "before", "after"),
    [
        ("完成创建 推进中 推进中 已申报 完成创建", "2021", ("2022", "2023", "2024")),
        ("完成创建 完成创建 推进中 完成创建 完成创建", "2022", ("2023",)),
        ("完成创建 推进中 完成创建 推进中 完成创建", "2021", ("2022", "2024")),
        ("推进中 未启动 完成创建 推进中 完成创建", "2023", ("2024",)),
    ],
)
def test_every_year_below_a_state_that_was_lost_is_named(
    states: str, before: str, after: tuple[str, ...], judge: Callable[..., Report]
) -> None:
    """Not only the last of them: where three years are lower than one, that one may be wrong."""
    name = load_plan().indicators[12].name
    lines = ["指标,2021年,2022年,2023年,2024年,2025年", ",".join((name, *states.split()))]
    report = judge(("a.csv", "\n".join(lines).encode()), year=2025, only=["13"])
    (result,) = report.indicators
    assert result.verdict == "met"
    (note,) = (one for one in result.notes if one.code == "state-went-back")
    assert note.parameters == {"before": before, "after": after, "returned": "2025"}
    said = f"{'、'.join(after)}年的状态曾低于{before}年，2025年又恢复"
    assert said in note_words(note, result, Words("zh"))
