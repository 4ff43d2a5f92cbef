"""Test what stderr shows of a run: a line for each submission, a bar or a counter."""

from __future__ import annotations

import io
from dataclasses import replace
from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest
from outcomes_by_hand import MET, MISSED, SIX, items, outcome

from shengzhou_quality.cli import batch_progress, streams
from shengzhou_quality.cli.batch_progress import BatchProgress, cut_to_width, time_words
from shengzhou_quality.formats.screen import display_width
from shengzhou_quality.words import Words

if TYPE_CHECKING:
    from shengzhou_quality.plan.model import Plan

ZH, EN = Words("zh"), Words("en")


class Stream(io.TextIOWrapper):
    """A stream that remembers what was written, and may be a terminal."""

    def __init__(self, *, terminal: bool) -> None:
        super().__init__(io.BytesIO(), encoding="utf-8")
        self._terminal = terminal

    def isatty(self) -> bool:
        return self._terminal

    @property
    def written(self) -> str:
        assert isinstance(self.buffer, io.BytesIO)
        return self.buffer.getvalue().decode()


class Clock:
    """Goes on only when it is told to."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def log(monkeypatch: pytest.MonkeyPatch) -> Stream:
    return _in_place_of_stderr(Stream(terminal=False), monkeypatch)


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> Stream:
    monkeypatch.setenv("COLUMNS", "60")
    return _in_place_of_stderr(Stream(terminal=True), monkeypatch)


def _in_place_of_stderr(stream: Stream, monkeypatch: pytest.MonkeyPatch) -> Stream:
    """pytest puts a stderr of its own in place between a fixture and its test."""
    for module in (streams, batch_progress):
        monkeypatch.setattr(module, "sys", SimpleNamespace(stderr=stream))
    return stream


def test_a_line_for_each_submission(plan: Plan, log: Stream) -> None:
    progress = BatchProgress(plan, ZH, 14250)
    for one in SIX:
        progress.tell(one)
    assert log.written.splitlines() == [
        "[    1/14250] 甲县：约束性指标全部达标；4项中达标4项",
        "[    2/14250] 乙县：约束性指标1项未达标；4项中达标2项，未达标2项（1、7），"
        "先看第1项“制造业产品质量监督抽查合格率”",
        "[    3/14250] 丙县：约束性指标1项待核实；4项中达标3项，待核实1项，"
        "先看第2项“农产品质量安全检测合格率”",
        "[    4/14250] 丁县：约束性指标2项未达标；4项中达标1项，未达标2项（1、2），待核实1项，"
        "先看第1项“制造业产品质量监督抽查合格率”；数据错误1处",
        "[    5/14250] 戊县：无法评估。是 PDF 文件，不能读取。",
        "[    6/14250] 己县：约束性指标1项滞后；4项中2项符合或快于时序进度，2项滞后（2、7），"
        "先看第2项“农产品质量安全检测合格率”",
    ]


def test_the_same_in_english_without_a_total(plan: Plan, log: Stream) -> None:
    progress = BatchProgress(plan, EN)
    progress.tell(SIX[0])
    progress.tell(SIX[4])
    assert log.written.splitlines() == [
        "[1] 甲县: all binding indicators are met; of 4 indicators 4 met",
        "[2] 戊县: could not be evaluated. The file is a PDF, which cannot be read.",
    ]


def test_a_name_cannot_control_the_terminal_and_is_cut_whole(plan: Plan, log: Stream) -> None:
    progress = BatchProgress(plan, ZH)
    met = items(MET, MET, MET, MET)
    progress.tell(outcome("\x1b[31m红\n::error::x", met))
    progress.tell(outcome("一二三四五六七八九十" * 3, met))
    first, second = log.written.splitlines()
    assert "\x1b" not in first
    assert "::error" not in first
    # 32 columns: fifteen characters of two, and the sign that something is left out.
    assert second.startswith("[2] 一二三四五六七八九十一二三四五…：")


def test_elsewhere_a_line_counts_now_and_then(plan: Plan, log: Stream) -> None:
    clock = Clock()
    progress = BatchProgress(plan, ZH, 100, clock=clock)
    one = outcome("甲县", items(MET, MET, MET, MET))
    for _ in range(10):
        clock.now += 1
        progress.tell(one)
    counted = [line for line in log.written.splitlines() if not line.startswith("[")]
    # 1 a second: after 5 s 95 are left, after 10 s 90.
    assert counted == [
        "已完成5/100份，每秒1.0份，已用5秒，约剩1分35秒。",
        "已完成10/100份，每秒1.0份，已用10秒，约剩1分30秒。",
    ]


def test_what_an_earlier_record_holds_is_counted_and_not_told(plan: Plan, log: Stream) -> None:
    clock = Clock()
    progress = BatchProgress(plan, ZH, 2002, clock=clock)
    one = outcome("甲县", items(MET, MET, MET, MET))
    for _ in range(2000):
        progress.tell(one, held=True)
    assert log.written.splitlines() == ["已完成1000/2002份。", "已完成2000/2002份。"]
    clock.now += 10
    progress.tell(one)
    assert log.written.splitlines()[-2:] == [
        "[2001/2002] 甲县：约束性指标全部达标；4项中达标4项",
        "已完成2001/2002份，每秒0.1份，已用10秒，约剩10秒。",
    ]


def test_on_a_terminal_a_bar_stands_below_the_lines(plan: Plan, terminal: Stream) -> None:
    clock = Clock()
    progress = BatchProgress(plan, ZH, 4, clock=clock)
    clock.now += 2
    progress.tell(SIX[0])
    assert terminal.written == (
        "[1/4] 甲县：约束性指标全部达标；4项中达标4项\n"
        "\r[#####...............] 1/4份，每秒0.5份，约剩6秒"
    )
    progress.tell(SIX[4])
    progress.close()
    shown = terminal.written.split("\n")
    # The bar is overwritten with blanks before the next line, and at the end.
    assert shown[1].startswith("\r[#####")
    assert shown[1].split("\r")[2].strip() == ""
    assert shown[1].split("\r")[-1] == "[2/4] 戊县：无法评估。是 PDF 文件，不能读取。"
    assert shown[2].endswith(" \r")
    assert "\x1b" not in terminal.written
    assert max(display_width(part) for part in terminal.written.split("\r") if "#" in part) < 60


def test_quiet_says_nothing(plan: Plan, terminal: Stream) -> None:
    progress = BatchProgress(plan, ZH, 4, quiet=True)
    for one in SIX:
        progress.tell(one)
    progress.close()
    assert terminal.written == ""
    assert progress.done == len(SIX)


def test_of_a_plan_of_its_own_the_names_are_that_plans(plan: Plan, log: Stream) -> None:
    renamed = [replace(one, name="另一指标") if one.id == "1" else one for one in plan.indicators]
    progress = BatchProgress(plan, ZH)
    bad = outcome("甲县", items(MISSED, MET, MET, MET))
    progress.tell(bad, replace(plan, indicators=tuple(renamed)))
    assert "先看第1项“另一指标”" in log.written


@pytest.mark.parametrize(
    ("seconds", "zh", "en"),
    [
        (0.2, "0秒", "0 s"),
        (59.4, "59秒", "59 s"),
        (59.6, "1分0秒", "1 min 0 s"),
        (3599, "59分59秒", "59 min 59 s"),
        (3660, "1小时1分", "1 h 1 min"),
    ],
)
def test_times_in_words(seconds: float, zh: str, en: str) -> None:
    assert (time_words(seconds, ZH), time_words(seconds, EN)) == (zh, en)


@pytest.mark.parametrize(
    ("text", "width", "cut"),
    [("甲乙丙", 6, "甲乙丙"), ("甲乙丙", 5, "甲乙…"), ("甲乙丙", 4, "甲…"), ("abcdef", 4, "abc…")],
)
def test_a_wide_character_is_never_cut(text: str, width: int, cut: str) -> None:
    assert cut_to_width(text, width) == cut
    assert display_width(cut) <= width
