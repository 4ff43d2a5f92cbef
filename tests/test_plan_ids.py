"""Test the ids of the plan as people write them, on the command line and in a cell."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from shengzhou_quality.plan.ids import looks_like_id, spelled

if TYPE_CHECKING:
    from collections.abc import Callable

    from shengzhou_quality.evaluation.report import Report
    from shengzhou_quality.plan.model import Plan


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("C06", "C06"), ("c06", "C06"), ("C6", "C06"), (" c6 ", "C06"), ("Ｃ０６", "C06"),
        ("m1", "M01"), ("T6", "T06"), ("t6.2", "T06.2"), ("b3", "B3"), ("s01", "S1"),
        ("x6", "X06"), ("05", "5"), ("５", "5"),
    ],
)  # fmt: skip
def test_one_id_is_written_in_many_ways(written: str, meant: str, plan: Plan) -> None:
    item = plan.item(written)
    assert item is not None
    assert item.id == meant


@pytest.mark.parametrize("written", ["C", "6C", "C06.", "C-6", "CC6", "C 6", "", "第6项"])
def test_anything_else_is_left_as_it_stands(written: str, plan: Plan) -> None:
    assert spelled(written) == written
    assert not looks_like_id(written)
    assert plan.item(written) is None


def test_zeros_within_a_number_count() -> None:
    assert spelled("10") != spelled("1")
    assert spelled("T06.10") != spelled("T06.1")


@pytest.mark.parametrize("written", ["C6", "c06", "Ｃ６"])
def test_a_row_is_found_by_any_of_them(
    written: str, judge: Callable[..., Report], xlsx: Callable[..., bytes]
) -> None:
    rows: list[list[Any]] = [["编号", "2025年"], [written, 58], ["c2", 3], ["m6", "推进中"]]
    report = judge(xlsx(rows), only=["C06", "C02", "M06"])
    met = {item.promise.id: item.result.verdict for item in report.commitments if item.result}
    assert met["C06"] == "met"
    assert [(it.code, it.indicator) for it in report.diagnostics] == [("reported-elsewhere", "C02")]
    assert report.milestones[0].result.verdict == "not_met"  # type: ignore[union-attr]
