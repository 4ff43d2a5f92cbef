"""Test `sqc evaluate --assessments`, from the files to the exit code."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from cli.conftest import Sqc

MIDTERM, ASSESSED = "midterm-2023.xlsx", "assessments-2023.yaml"


def test_the_example_settles_the_grey_zone_and_changes_no_exit_code(sqc: Sqc) -> None:
    plain = sqc.once("evaluate", MIDTERM)
    ran = sqc.once("evaluate", MIDTERM, "--assessments", ASSESSED)
    assert (plain.code, ran.code) == (0, 0)
    text = "".join(ran.report.split())
    assert "计算结果为“略慢于时序进度”；认定为“基本符合时序进度”" in text
    assert "不纳入评估的指标1项（第20项）" in text
    assert ran.said == [
        "结论：约束性指标无滞后，2项需关注；预期性指标3项滞后、1项需关注、1项待核实。"
        "预期性指标滞后3项：第7项（服务业增加值）、第10项（基本养老保险参保率，当年未达目标值）、"
        "第21项（R&D经费支出占GDP比重，低于基期水平）；不纳入评估的指标1项（第20项）。"
    ]


def test_given_as_data_it_counts_only_where_that_is_asked_for(sqc: Sqc) -> None:
    given = sqc.once("evaluate", MIDTERM, "--assessments", ASSESSED)
    accepted = sqc.once("evaluate", MIDTERM, ASSESSED, "--accept-own-assessments")
    said = [ran.report.partition("\n一项的依据和计算：") for ran in (accepted, given)]
    assert said[0][0] == said[1][0]
    typed = [text.partition("存为文件")[0].strip() for *_, text in said]
    assert typed == [  # each repeats what was typed
        f"sqc explain 7 {MIDTERM} {ASSESSED} --accept-own-assessments",
        f"sqc explain 7 {MIDTERM} --assessments {ASSESSED}",
    ]
    own = sqc.once("evaluate", MIDTERM, ASSESSED)
    assert "不纳入评估的指标1项" not in own.report
    assert "单位意见（不计入）" in own.report
    assert "提示 [own-opinions]" in own.err.decode("utf-8")
    assert sqc.once("check", MIDTERM, ASSESSED).code == 0


def test_verdicts_and_exit_code_are_the_same_to_the_byte_with_an_override(
    sqc: Sqc, tmp_path: Path
) -> None:
    """Of a file that fails; only the assessments themselves and the sources differ."""
    table = tmp_path / "a.csv"
    rows = ["编号,状态,理由,评估人", "5,达标,甲,张", "12,达标,乙,张", "21,达标,丙,张"]
    table.write_text("\n".join(rows), encoding="utf-8")
    runs = [
        sqc("evaluate", "failing-2025.xlsx", "-f", "json", "-q", *more)
        for more in ((), ("--assessments", str(table)))
    ]
    assert [ran.code for ran in runs] == [1, 1]
    plain, assessed = (json.loads(ran.report) for ran in runs)
    for data in (plain, assessed):
        for item in (*data["indicators"], *data["commitments"], *data["milestones"]):
            item["assessed"] = None
        for entry in data["lists"]["warnings"]:
            entry["assessed_status"] = None
        data["sources"] = []
    assert json.dumps(plain) == json.dumps(assessed)


def test_a_binding_indicator_set_aside_leaves_the_gate_and_everything_says_so(
    sqc: Sqc, tmp_path: Path
) -> None:
    table = tmp_path / "a.json"
    aside = {
        number: {"status": "不纳入评估", "reason": "不再统计"} for number in ("2", "5", "12", "21")
    }
    table.write_text(json.dumps({"assessments": aside}), encoding="utf-8")
    ran = sqc("evaluate", "failing-2025.xlsx", "--assessments", table, "-o", tmp_path / "r.md")
    assert ran.code == 0
    assert ran.said[-1].endswith("不纳入评估的指标4项（第2项、第5项、第12项、第21项）。")
    assert "不纳入评估的指标4项（第2项、第5项、第12项、第21项）" in (tmp_path / "r.md").read_text(
        encoding="utf-8"
    )


def test_from_stdin(sqc: Sqc) -> None:
    table = "编号,状态,理由\n6,滞后,现场核查\n".encode()
    ran = sqc("evaluate", MIDTERM, "--assessments", "-", stdin=table)
    assert ran.code == 0
    assert "现场核查" in ran.report
    assert "<stdin>" in ran.report


@pytest.mark.parametrize(
    "arguments",
    [
        ("-", "--assessments", "-"),
        (MIDTERM, "--assessments", ""),
        (MIDTERM, "--assessments"),
        (MIDTERM, "--assessments", ASSESSED, "-o", ASSESSED),
        (MIDTERM, "--assessments", "nosuch.yaml"),
    ],
)
def test_what_cannot_be_is_refused(arguments: tuple[str, ...], sqc: Sqc) -> None:
    ran = sqc("evaluate", *arguments)
    assert (ran.code, ran.out) == (2, b"")
    assert ran.said


def test_without_a_reason_it_is_an_error_and_has_no_effect(sqc: Sqc, tmp_path: Path) -> None:
    table = tmp_path / "a.csv"
    table.write_text("编号,状态,理由\n5,不纳入评估,\n", encoding="utf-8")
    ran = sqc("evaluate", "final-2025.xlsx", "--assessments", table)
    assert ran.code == 1
    assert "错误 [assessment-without-reason]" in ran.said[0]
    assert "指标23项：完成23项，未完成0项" in ran.report


def test_help_names_it(sqc: Sqc) -> None:
    assert "--assessments FILE" in sqc.once("evaluate", "--help").report
