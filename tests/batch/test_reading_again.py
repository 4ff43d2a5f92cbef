"""Test that a process which has read other files and plans reads the next one as if it were first.

What depends on a text or on the plan alone is remembered; each test changes the one thing that
the remembered answer must depend on.
"""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from shengzhou_quality.diagnostics import InputError
from shengzhou_quality.interval import Interval
from shengzhou_quality.limits import USUAL
from shengzhou_quality.notation import Figure, read_value
from shengzhou_quality.plan.kinds import MeasuredIndicator
from shengzhou_quality.plan.kinds.indicator import Bounds
from shengzhou_quality.reading.intake import read_contents
from shengzhou_quality.reading.readers import read_workbook
from shengzhou_quality.reading.readers.numbers import is_shown_as_stored, read_number
from shengzhou_quality.reading.tables.areas import areas_of
from shengzhou_quality.reading.tables.header_words import Role
from shengzhou_quality.reading.tables.headers import Header
from shengzhou_quality.reading.tables.tables import Table

if TYPE_CHECKING:
    from collections.abc import Callable

    from shengzhou_quality.plan.model import Plan
    from shengzhou_quality.reported import Actuals


def with_plausible(plan: Plan, lowest: str, highest: str) -> Plan:
    """The plan, in which the first indicator believes only values of this range."""
    first, *others = plan.indicators
    assert isinstance(first, MeasuredIndicator)
    narrow = replace(first, plausible=Bounds(low=lowest, high=highest))
    return replace(plan, indicators=(narrow, *others), sha256=f"{lowest}-{highest}")


def codes(actuals: Actuals) -> set[str]:
    return {finding.code for finding in actuals.diagnostics}


def test_two_plans_in_turn_have_their_own_ranges(plan: Plan, xlsx: Callable[..., bytes]) -> None:
    name = plan.indicators[0].name
    file = [("a.xlsx", xlsx([["指标", "2025年"], [name, 96.5]]))]
    narrow, wide = with_plausible(plan, "97", "100"), with_plausible(plan, "90", "100")
    found = [codes(read_contents(file, each)) for each in (narrow, wide, narrow, plan, narrow)]
    assert ["implausible" in each for each in found] == [True, False, True, False, True]


def test_two_areas_in_turn_are_each_their_own() -> None:
    here, there = areas_of(("甲县",)), areas_of(("乙县",))
    for _ in range(2):
        assert here.is_own("甲县")
        assert here.is_other("乙县")
        assert there.is_other("甲县")
        assert there.is_own("乙县")
        assert there.names_other("2025年甲县")
        assert not here.names_other("2025年甲县")


def test_what_is_done_with_one_result_changes_no_other(
    plan: Plan, xlsx: Callable[..., bytes]
) -> None:
    file = [("a.xlsx", xlsx([["指标", "2025年"], [plan.indicators[0].name, 0.965]]))]
    first = read_contents(file, plan)
    kept = repr(first)
    for finding in first.diagnostics:
        finding.parameters.clear()
    dict_of_matched: Any = first.matched
    dict_of_matched.clear()
    assert repr(read_contents(file, plan)) == kept


def test_each_file_is_read_under_its_own_name(plan: Plan, xlsx: Callable[..., bytes]) -> None:
    content = xlsx([["指标", "2025年"], [plan.indicators[0].name, 96.5]])
    for name in ("a.xlsx", "b.xlsx"):
        (seen,) = read_contents([(name, content)], plan).observations
        assert seen.place.file == name


def test_the_same_cell_under_other_styles(xlsx: Callable[..., bytes]) -> None:
    """A cell with the same number of a style, in workbooks whose styles differ."""
    rows = [[0.5]]
    for number_format, text in (
        ("0.0%", "50"),
        ("0.00", "0.5"),
        ("0.0%", "50"),
        ('0.0"亿"', "0.5亿"),
    ):
        book = read_workbook(xlsx(rows, formats={"A1": number_format}), "a.xlsx")
        (row,) = book.sheets[0].rows
        assert row[1].text == text


def test_a_known_part_counts_as_much_as_a_new_one(xlsx: Callable[..., bytes]) -> None:
    """Whether a workbook has too many elements does not depend on the workbooks before it."""
    content = xlsx([["指标"]])
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        read = [name for name in book.namelist() if re.search(r"\.rels$|sheet|styles|book", name)]
        elements = sum(len(re.findall(rb"</|/>", book.read(name))) for name in read)
    for _ in range(3):
        read_workbook(content, "a.xlsx", USUAL._replace(elements=elements))
        with pytest.raises(InputError) as refused:
            read_workbook(content, "a.xlsx", USUAL._replace(elements=20))
        assert [each.code for each in refused.value.diagnostics] == ["too-many-elements"]


def test_a_header_that_is_read_anew_is_found_anew() -> None:
    table = Table(0, 1, 2, {1: Header(Role.NAME), 2: Header(Role.OTHER)}, {})
    assert table.of(Role.STATE) == []
    table.set_header(2, Header(Role.STATE))
    assert table.of(Role.STATE) == [2]
    assert table.has(Role.STATE)
    assert not table.has(Role.OTHER)


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("96.50", "96.5"),
        ("-0", "0"),
        ("-3.05", "-3.05"),
        ("007", "7"),
        ("0.000000000000001", "1e-15"),
    ],
)
def test_a_bare_figure_is_read_exactly(written: str, value: str) -> None:
    from decimal import Decimal

    figure = read_value(written)
    assert isinstance(figure, Figure)
    assert figure == Figure(Interval.point(Decimal(value)))


@pytest.mark.parametrize("raw", ["0", "12", "-7", "0.5", "-0.25", "96.53", "123456789012345"])
def test_a_number_that_is_shown_as_stored(raw: str) -> None:
    from shengzhou_quality.reading.readers.formats import PLAIN

    assert is_shown_as_stored(raw)
    assert read_number(raw, PLAIN).text == raw


@pytest.mark.parametrize(
    "raw", ["-0", "1.0", "007", "1e3", "1234567890123456", "5\n", "", "+5", ".5"]
)
def test_a_number_that_is_shown_in_another_way(raw: str) -> None:
    assert not is_shown_as_stored(raw)
