"""Test that values in a table that was not read are not asked for: what is wrong with it is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from campaign.tables import csv_of, xlsx
from raw_files import ods_of

from shengzhou_quality.evaluation.evaluate import evaluate
from shengzhou_quality.evaluation.letters import select_letters
from shengzhou_quality.reading.intake import read_contents

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from shengzhou_quality.evaluation.asks import Letter
    from shengzhou_quality.plan.model import Plan

LIST = ("分工表.yaml", "offices: {7: 市场监管局, C01: 市场监管局, C12: 市场监管局}".encode())
C01, C12 = "质量奖创奖培育企业数", "药品评价性抽检覆盖率"
OF_1: list[list[Any]] = [["填报单位：市场监管局"], ["序号", "2025年"], ["7", 426]]
UNREAD: Mapping[str, list[list[Any]]] = {
    "no-name-column": [["编号", "培育对象", "2025年完成值"], ["C01", C01, 23], ["C12", C12, 100]],
    "no-header": [[C01, 23], [C12, 100]],
    "no-year": [["指标", "完成值"], [C01, 23], [C12, 100]],
}


def letters(
    plan: Plan, *files: tuple[str, bytes], only: Sequence[str], **more: Any
) -> list[Letter]:
    actuals = read_contents(files, plan, **{"offices": LIST, **more})
    report = evaluate(plan, actuals, year=2025, only=only)
    return list(select_letters(report, actuals).letters)


def codes(letter: Letter) -> list[str]:
    return [finding.code for one in letter.to_correct for finding in one.findings]


@pytest.mark.parametrize("offices", [LIST, None])
@pytest.mark.parametrize("code", UNREAD)
def test_the_cause_is_asked_and_not_the_values(code: str, offices: object, plan: Plan) -> None:
    book = xlsx({"指标": OF_1, "量化": UNREAD[code]})
    (letter,) = letters(plan, ("a.xlsx", book), only=("7", "C01", "C12"), offices=offices)
    assert letter.to_send == ()
    assert codes(letter) == [code]
    assert letter.office == "市场监管局"


@pytest.mark.parametrize("kind", ["csv", "ods"])
@pytest.mark.parametrize("code", ["no-name-column", "no-year"])
def test_in_a_file_of_its_own(code: str, kind: str, plan: Plan) -> None:
    made = csv_of(UNREAD[code])
    if kind == "ods":
        made = ods_of(UNREAD[code], "量化")
    found = letters(plan, (f"a.{kind}", made), ("b.csv", csv_of(OF_1)), only=("C01", "C12"))
    (letter,) = found
    assert letter.to_send == ()
    assert codes(letter) == [code]
    assert letter.office == "市场监管局"


def test_what_stands_in_no_table_is_still_asked(plan: Plan) -> None:
    rows = [*UNREAD["no-name-column"][:2], ["C12", C12, None]]
    book = xlsx({"指标": OF_1, "量化": rows})
    (letter,) = letters(plan, ("a.xlsx", book), only=("7", "C01", "C12", "C13"))[:1]
    assert [one.item.id for one in letter.to_send] == ["C12"]
    assert codes(letter) == ["no-name-column"]


def test_once_the_values_have_come_the_cause_is_not_asked(plan: Plan) -> None:
    book = xlsx({"指标": OF_1, "量化": UNREAD["no-name-column"]})
    again = csv_of([["编号", "指标", "2025年"], ["C01", C01, 25], ["C12", C12, 100]])
    assert letters(plan, ("a.xlsx", book), ("b.csv", again), only=("7", "C01", "C12")) == []


def test_values_in_the_unread_sheet_of_another_office_are_asked(plan: Plan) -> None:
    """Only the office that sent the sheet can correct its heading."""
    sheet: list[list[Any]] = [["填报单位：经信局"], *UNREAD["no-name-column"]]
    found = letters(plan, ("a.csv", csv_of(sheet)), ("b.csv", csv_of(OF_1)), only=("C01", "C12"))
    (letter,) = [one for one in found if one.office == "市场监管局"]
    assert [one.item.id for one in letter.to_send] == ["C01", "C12"]
