"""Test what `check` adds to the findings of reading: a missing year, an abrupt change, a result."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from shengzhou_quality.diagnostics import InputError, Severity
from shengzhou_quality.evaluation.check import check
from shengzhou_quality.reading.intake import read_contents

if TYPE_CHECKING:
    from collections.abc import Callable

    from shengzhou_quality.diagnostics import Diagnostic
    from shengzhou_quality.evaluation.check import CheckReport
    from shengzhou_quality.plan.model import Plan

YEARS = ("2020年", "2021年", "2022年", "2023年", "2024年", "2025年")
PREFABRICATED, SERVICES, GROWTH = (
    "装配式建筑占新建建筑比例",
    "服务业增加值",
    "社会消费品零售总额年均增速",
)
HIGH_TECH, STANDARDS, PASS_RATE = "高新技术企业数", "新增“浙江制造”标准", "农产品质量安全检测合格率"
MILESTONE = "完成国家级生态文明示范市创建"


@pytest.fixture
def checked(plan: Plan, xlsx: Callable[..., bytes]) -> Callable[..., CheckReport]:
    """Rows of (name, value of 2020, of 2021, …) to the check of a workbook of them."""

    def run(*rows: tuple[Any, ...], header: tuple[str, ...] = YEARS, **asked: Any) -> CheckReport:
        book = xlsx([("指标名称", *header), *rows])
        return check(plan, read_contents([("data.xlsx", book)], plan), **asked)

    return run


def found(report: CheckReport, code: str) -> list[Diagnostic]:
    return [finding for finding in report.diagnostics if finding.code == code]


def cells(report: CheckReport, code: str) -> list[str | None]:
    return [finding.place.cell if finding.place else None for finding in found(report, code)]


# What was matched


def test_rows_are_matched_with_a_value_or_without(checked: Callable[..., CheckReport]) -> None:
    report = checked((PREFABRICATED, 33, 35), (SERVICES,))
    assert [item.indicator.id for item in report.matched] == ["5", "7"]
    assert len(report.indicators) == 23
    assert (report.year, report.years) == (2021, (2020, 2021))
    assert [item.indicator.id for item in report.with_year] == ["5"]


def test_a_clean_file_is_0(checked: Callable[..., CheckReport]) -> None:
    report = checked((PREFABRICATED, 33, 34.1, 36.5, 37.8, 39.1, 41.2))
    assert report.diagnostics == ()
    assert (report.passed, report.exit_code) == (True, 0)


def test_a_target_that_is_missed_is_no_finding(checked: Callable[..., CheckReport]) -> None:
    """The plan asks for >40; check judges the file only."""
    assert checked((PREFABRICATED, 33, 33, 33, 33, 33, 33)).exit_code == 0


def test_a_warning_alone_is_1(checked: Callable[..., CheckReport]) -> None:
    """The plan's baseline is 33."""
    report = checked((PREFABRICATED, 31.6, 34))
    assert [finding.code for finding in report.diagnostics] == ["baseline-differs"]
    assert report.diagnostics[0].severity is Severity.WARNING
    assert report.exit_code == 1


def test_information_alone_is_clean(checked: Callable[..., CheckReport]) -> None:
    report = checked((PREFABRICATED, 33, "100%"), header=("2020年", "2021年完成率"))
    assert {finding.severity for finding in report.diagnostics} <= {Severity.INFO}
    assert report.exit_code == 0


# Complete


def test_complete_names_every_indicator_without_the_year(
    checked: Callable[..., CheckReport],
) -> None:
    report = checked((PREFABRICATED, 33, 34, 35, 36, 37, 41.2), (SERVICES, 322.7), complete=True)
    missing = found(report, "missing-value")
    assert len(missing) == 22
    assert {finding.parameters["year"] for finding in missing} == {"2025"}
    assert all(finding.severity is Severity.ERROR for finding in missing)
    assert SERVICES in {finding.parameters["name"] for finding in missing}
    assert report.exit_code == 1


def test_without_complete_nothing_is_missing(checked: Callable[..., CheckReport]) -> None:
    assert found(checked((PREFABRICATED, 33, 34)), "missing-value") == []


def test_complete_may_ask_for_another_year(checked: Callable[..., CheckReport]) -> None:
    row = (PREFABRICATED, 33, 34, None, 36)
    missing = found(checked(row, complete=True, year=2022, only=["5"]), "missing-value")
    assert [finding.parameters["year"] for finding in missing] == ["2022"]
    assert found(checked(row, complete=True, only=["5"]), "missing-value") == []


def test_a_missing_value_is_placed_at_its_empty_cell(
    checked: Callable[..., CheckReport],
) -> None:
    report = checked((PREFABRICATED, 33, 34), (SERVICES, 322.7, "—"), complete=True, only=["7"])
    assert [str(finding.place) for finding in report.diagnostics] == ["data.xlsx:实际值!C3"]


@pytest.mark.parametrize("header", ["2021年1-9月", "2021年预计"])
def test_neither_a_part_of_the_year_nor_a_forecast_is_the_year(
    header: str, checked: Callable[..., CheckReport]
) -> None:
    rows = ((PREFABRICATED, 33, 34), (SERVICES, 322.7, 330))
    full = checked(*rows, header=("2020年", "2021年"), complete=True, year=2021, only=["5", "7"])
    assert found(full, "missing-value") == []
    report = checked(*rows, header=("2020年", header), complete=True, year=2021, only=["5", "7"])
    assert len(found(report, "missing-value")) == 2


def test_a_value_that_cannot_be_read_is_wrong_but_not_missing(
    checked: Callable[..., CheckReport],
) -> None:
    report = checked((PREFABRICATED, 33, "详见附件"), complete=True, year=2021, only=["5"])
    assert [finding.code for finding in report.diagnostics] == ["not-a-number"]


def test_zero_is_a_value(checked: Callable[..., CheckReport]) -> None:
    report = checked((STANDARDS, None, 0), complete=True, year=2021, only=["16"])
    assert report.diagnostics == ()


def test_a_year_outside_the_period_is_refused(checked: Callable[..., CheckReport]) -> None:
    with pytest.raises(InputError, match="year-outside-period"):
        checked((PREFABRICATED, 33), year=2020)


def test_only_narrows_findings_and_completeness(checked: Callable[..., CheckReport]) -> None:
    rows = ((PREFABRICATED, 33, "约34"), (SERVICES, 322.7, 330))
    report = checked(*rows, only=["7"], complete=True)
    assert (report.only, report.exit_code) == (("7",), 0)
    assert checked(*rows, only=["5"]).exit_code == 1
    with pytest.raises(InputError, match="only-unknown"):
        checked(*rows, only=["99"])


# Abrupt changes: by more than a factor of two, from the year before


@pytest.mark.parametrize(
    ("before", "after", "abrupt"),
    [
        (30, 60, False),  # exactly twice
        (30, 60.1, True),
        (30, 15, False),  # exactly half
        (30, 14.9, True),
        ("≥31", "≤15", True),  # at most 15, where at least 15.5 is half
        ("≥30", "≤15", False),  # 15 may be half of 30
        ("≤30", 61, False),  # the one before may be as low as nothing, where no factor is
        ("30–32", 65, True),
        ("30–32", 63, False),
        (30, None, False),
    ],
)
def test_a_rate_that_more_than_doubles_or_halves_is_doubted(
    before: object, after: object, abrupt: bool, checked: Callable[..., CheckReport]
) -> None:
    report = checked((PREFABRICATED, 33, 34, before, after))
    assert cells(report, "abrupt-change") == (["E2"] if abrupt else [])
    for finding in found(report, "abrupt-change"):
        assert finding.severity is Severity.WARNING
        assert finding.parameters["place"] == "data.xlsx:实际值!D2"


def test_only_the_year_before_is_looked_at(checked: Callable[..., CheckReport]) -> None:
    report = checked((PREFABRICATED, 33, 34, None, 90))
    assert found(report, "abrupt-change") == []


def test_an_amount_of_money_is_a_level_too(checked: Callable[..., CheckReport]) -> None:
    report = checked((SERVICES, 322.7, 345.6, 752))
    assert cells(report, "abrupt-change") == ["D2"]


@pytest.mark.parametrize(
    "row",
    [
        (HIGH_TECH, 20, 29, 21),  # a stock that differs by a few
        (STANDARDS, None, 1, 5),  # additions
        (GROWTH, None, 9.5, 4.0, 8.5),  # a growth is a change already
        (MILESTONE, None, "未启动", "完成创建"),
    ],
)
def test_counts_growth_and_states_may_change_as_they_like(
    row: tuple[Any, ...], checked: Callable[..., CheckReport]
) -> None:
    assert found(checked(row), "abrupt-change") == []


@pytest.mark.parametrize(
    ("row", "doubted"),
    [
        ((HIGH_TECH, 181, 220, 1300, 300), ["D2"]),  # not its neighbour 300
        ((HIGH_TECH, 181, 220, 1300, 1350), ["D2"]),
        ((HIGH_TECH, None, 1300, 250, 300), ["C2"]),  # the first, by the plan's 181 and 411
        ((HIGH_TECH, None, 250, 1300), ["D2"]),
        ((HIGH_TECH, 181, 400, 190), ["C2"]),
        ((HIGH_TECH, 181, 300, 411), []),
        ((HIGH_TECH, 181, 220, 2600, 300), []),  # implausible, and told as such
    ],
)
def test_a_stock_is_doubted_at_the_value_that_the_others_speak_against(
    row: tuple[Any, ...], doubted: list[str], checked: Callable[..., CheckReport]
) -> None:
    report = checked(row)
    assert cells(report, "abrupt-change") == doubted
    assert cells(report, "implausible") == (["D2"] if 2600 in row else [])


def test_a_forecast_is_no_year_before(checked: Callable[..., CheckReport]) -> None:
    report = checked((PREFABRICATED, 33, 34, "90(预计)", 36))
    assert found(report, "abrupt-change") == []


# What reading shows reaches the check


def test_a_total_that_falls_is_an_error(plan: Plan, xlsx: Callable[..., bytes]) -> None:
    book = xlsx([("指标名称", "口径", "2021年", "2022年"), (STANDARDS, "累计值", 5, 3)])
    report = check(plan, read_contents([("data.xlsx", book)], plan))
    assert cells(report, "total-falls") == ["D2"]
    assert report.exit_code == 1


def test_outside_the_domain_is_an_error_outside_the_plausible_a_warning(
    checked: Callable[..., CheckReport],
) -> None:
    report = checked((PASS_RATE, 98.6, 103))
    assert [(it.code, it.severity.value) for it in report.diagnostics] == [
        ("outside-domain", "error")
    ]
