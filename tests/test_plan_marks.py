"""Test how the marks of a plan are told together in a report."""

from __future__ import annotations

from pathlib import Path
from time import process_time

import pytest

from shengzhou_quality.diagnostics import Diagnostic, Place
from shengzhou_quality.evaluation.plan_marks import told_together
from shengzhou_quality.pages.marks import doubts_of
from shengzhou_quality.plan.loader import load_plan
from shengzhou_quality.plan.marks import MARK, find_marks, is_proposal
from shengzhou_quality.sources.mended import read_written
from shengzhou_quality.sources.yaml import comments_of
from shengzhou_quality.words import Words


def mark(item: str | None, reason: str = "", row: int = 1) -> Diagnostic:
    details = {"reason": reason} if reason else {}
    return Diagnostic("plan-mark", Place("p.yaml", row=row, column=1), item, {**details})


@pytest.mark.parametrize(
    ("marks", "said"),
    [
        ([mark("2", "方向"), mark("2", "口径")],
         "规划文件有2处待定，涉及第2项，核实之前结论只供参考；如第2项：方向。"),
        ([mark(None, "年份"), mark("9"), mark("10"), mark("11", "口径"), mark("14")],
         "规划文件有5处待定，涉及第9—11、14项，核实之前结论只供参考；如第11项：口径。"),
        ([mark("1"), mark("2")], "规划文件有2处待定，涉及第1、2项，核实之前结论只供参考。"),
        ([mark("1.1"), mark("C05")], "规划文件有2处待定，涉及第1.1、C05项，核实之前结论只供参考。"),
        ([mark(None, "年份"), mark(None)], "规划文件有2处待定，核实之前结论只供参考。"),
        ([mark(str(number)) for number in range(1, 60, 2)],
         "规划文件有30处待定，涉及第1、3、5、7、9、11、13、15、17、19、21、23、25、27、29、…项，"
         "核实之前结论只供参考。"),
    ],
)  # fmt: skip
def test_what_is_said_of_several(marks: list[Diagnostic], said: str) -> None:
    (found,) = told_together(marks, "规划/p.yaml")
    assert Words("zh").message(found) == said
    assert "sqc plan check 规划/p.yaml" in Words("zh").hint(found)
    assert found.place == marks[0].place


def test_other_findings_keep_their_order() -> None:
    first, last = (Diagnostic("plan-usual-sense", Place("p.yaml", row=row)) for row in (1, 9))
    found = told_together([first, mark("1", row=3), last, mark("2", row=10)], "p.yaml")
    assert [one.code for one in found] == ["plan-usual-sense", "plan-mark", "plan-usual-sense"]


def test_a_single_mark_stays_as_it_is() -> None:
    one = mark("1", "方向")
    assert told_together([one], "p.yaml") == (one,)


def written(text: str) -> list[Diagnostic]:
    found = read_written(text.encode(), "p.yaml", MARK)
    return list(find_marks(found.tree, comments_of(found.text, MARK)))


MARKED = """\
plan:
  title: a  # 待定：题目
indicators:
  - id: "1"
    name: 甲
    # 待定（核对）：推定越大越好
    direction: increase
    constraint: 预期性  # 待定：属性没有印
  - id: "2"
    name: 乙
    kind: level  # 待定(核对)
    target: "5"  # 待定 (核对): 口径
"""


FAULTY = """\
plan: {id: p, title: 某县规划, baseline_year: 2020, target_year: 2025}  # 待定：题目
categories: [{key: c, name: 类}]
indicators:
  - {id: 1, name: 甲, category: c, unit: 个, constraint: 约束性, kind: level,
     direction: undecided, target: "≥65", source: {section: 表, quote: x}}
  - id: 2
    name: 乙
    category: c
    unit: 个
    kind: level
    baseline: 1  # 待定（核对）：口径
    target: 5  # 待定：年份
    constraint: 约束性
    source: {section: 表, quote: y}
"""


def test_a_mark_is_a_question_or_a_proposal_about_a_key() -> None:
    told = [
        (one.indicator, one.parameters.get("key"), one.parameters.get("reason"), is_proposal(one))
        for one in written(MARKED)
    ]
    assert told == [
        (None, None, "题目", False),
        ("1", "direction", "推定越大越好", True),
        ("1", "constraint", "属性没有印", False),
        ("2", "kind", None, True),
        ("2", "target", "口径", True),
    ]


def test_both_sorts_are_counted() -> None:
    (found,) = told_together(written(MARKED), "p.yaml")
    assert Words("zh").message(found) == (
        "规划文件有5处待定（其中3处只须核对），涉及第1、2项，核实之前结论只供参考；如第1项：属性没有印。"
    )
    assert "“属性没有印”." in Words("en").message(found)


def test_the_finding_points_to_the_line_of_its_example() -> None:
    found = [*written("plan: {}  # 待定：题目\n"), mark("1", "属性没有印", row=9)]
    (told,) = told_together(found, "p.yaml")
    assert told.parameters["reason"] == "属性没有印"
    assert told.place is not None
    assert told.place.row == 9


def test_errors_of_a_plan_are_not_told_as_places_to_check(tmp_path: Path) -> None:
    file = tmp_path / "p.yaml"
    file.write_text(FAULTY, encoding="utf-8")
    plan = load_plan(str(file))
    assert doubts_of(plan, Words("zh")) == "规划文件有3处待定（其中1处只须核对），另有1处错误"
    said = "In the files of the plan: places marked as open: 3 (1 only to be checked); errors: 1"
    assert doubts_of(plan, Words("en")) == said


def test_a_file_with_thousands_of_marks_is_read_at_once() -> None:
    items = (f'  - id: "{number}"\n    name: n  # 待定：x\n' for number in range(3000))
    started = process_time()
    assert len(written("indicators:\n" + "".join(items))) == 3000
    assert process_time() - started < 5
