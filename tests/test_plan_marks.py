"""Test how the marks of a plan are told together in a report."""

from __future__ import annotations

import pytest

from shengzhou_quality.diagnostics import Diagnostic, Place
from shengzhou_quality.evaluation.plan_marks import told_together
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
