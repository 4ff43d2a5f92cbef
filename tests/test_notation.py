"""Test how figures are read, in the words that plans and offices use."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from shengzhou_quality.decimals import exact_decimal, nth_root, plain, rounded
from shengzhou_quality.interval import Interval
from shengzhou_quality.notation import (
    Direction,
    Figure,
    Missing,
    Unreadable,
    clean,
    is_missing,
    read_value,
    towards,
    write,
)
from shengzhou_quality.reading.intake import read_contents
from shengzhou_quality.units import conversion_factor, is_unit

if TYPE_CHECKING:
    from shengzhou_quality.plan.model import Plan

AT_LEAST = Interval.at_least(5)
MORE_THAN = Interval.at_least(5, strict=True)
AT_MOST = Interval.at_most(5)
LESS_THAN = Interval.at_most(5, strict=True)


def figure(text: str) -> Figure:
    value = read_value(text)
    assert isinstance(value, Figure), (text, value)
    return value


@pytest.mark.parametrize(
    ("text", "interval"),
    [
        # 以上、以下、以内 include the number, 超过、不满、以外 do not (Civil Code art. 1259)
        ("5以上", AT_LEAST),
        ("5及以上", AT_LEAST),
        ("5以下", AT_MOST),
        ("5及以下", AT_MOST),
        ("5以内", AT_MOST),
        ("超过5", MORE_THAN),
        ("不满5", LESS_THAN),
        ("5以外", MORE_THAN),
        # 至少、不低于、不少于、不超过 include it, 高于、大于、低于、小于 do not (GB/T 8170)
        ("至少5", AT_LEAST),
        ("不低于5", AT_LEAST),
        ("不少于5", AT_LEAST),
        ("不超过5", AT_MOST),
        ("高于5", MORE_THAN),
        ("大于5", MORE_THAN),
        ("低于5", LESS_THAN),
        ("小于5", LESS_THAN),
        (">5", MORE_THAN),
        ("<5", LESS_THAN),
        ("≥5", AT_LEAST),
        ("≤5", AT_MOST),
        (">=5", AT_LEAST),
        ("<=5", AT_MOST),
        ("达到5以上", AT_LEAST),
    ],
)
def test_words_of_limits(text: str, interval: Interval) -> None:
    assert figure(text).interval == interval


@pytest.mark.parametrize(
    ("text", "number", "unit"),
    [
        ("96", "96", None),
        ("96.5", "96.5", None),
        ("96.5%", "96.5", "%"),
        ("-2", "-2", None),
        ("−2", "-2", None),
        ("+3.5", "3.5", None),
        ("0", "0", None),
        ("1,234.5", "1234.5", None),
        ("28.99亿元", "28.99", "亿元"),
        ("20家", "20", "家"),
        (" 96.5 % ", "96.5", "%"),
        ("9\u3000", "9", None),
        ("11.5/10万", "11.5", "/10万"),
        ("11.5 人/10万", "11.5", "人/10万"),
    ],
)
def test_numbers_and_their_units(text: str, number: str, unit: str | None) -> None:
    read = figure(text)
    assert read.interval.value == Fraction(number)
    assert read.unit == unit


def test_12_in_100_000_is_never_a_fraction() -> None:
    """However the unit is written, the figure stays 12."""
    for unit in ("/10万", "1/10万", "人/10万", "例/十万人"):
        assert is_unit(unit)
        assert conversion_factor(unit, "/10万") == 1
    assert conversion_factor("/10万", "%") is None


@pytest.mark.parametrize(
    ("text", "interval"),
    [
        ("96.5%", Interval.point(Decimal("96.5"))),
        (">96", Interval.at_least(96, strict=True)),
        ("<5", Interval.at_most(5, strict=True)),
        ("-5", Interval.point(-5)),
        ("1,234", Interval.point(1234)),
    ],
)
def test_full_width_is_half_width(text: str, interval: Interval) -> None:
    wide = "".join(chr(ord(character) + 0xFEE0) for character in text)
    assert wide != text
    assert figure(wide).interval == interval
    assert figure(wide) == figure(text)


@pytest.mark.parametrize("text", ["95–97", "95-97", "95—97", "95~97", "95至97", "95%-97%"])
def test_ranges(text: str) -> None:
    assert figure(text).interval == Interval.between(95, 97)


@pytest.mark.parametrize(
    "text",
    [
        "①", "٩٦", "九十六", "1.2.3", "1,23", "97-95", "96%以上97",
        "不超过5以上", "二〇二五", "5+5", "2.0版本升级为3", ">", "以上", "%", "=1+1",
        "TRUE", "96..5", ".", "+", "--5", "inf", "nan", "Infinity", "0x10", "1_000",
        "12/10", "5/10万元", "5/100万", "11.5/10万5",
    ],
)  # fmt: skip
def test_what_is_no_figure_is_never_guessed(text: str) -> None:
    assert read_value(text) == Unreadable("not-a-number")


@pytest.mark.parametrize(
    ("text", "code"),
    [("1e5", "exponent"), ("1E309", "exponent"), ("#DIV/0!", "error-cell"), ("#N/A", "error-cell")],
)
def test_what_a_program_wrote_is_refused_by_its_own_name(text: str, code: str) -> None:
    assert read_value(text) == Unreadable(code)


@pytest.mark.parametrize(("text", "never"), [("10²", 102), ("10³", 103), ("5½", 512), ("1①", 11)])
def test_a_raised_digit_is_never_a_digit(text: str, never: int, plan: Plan) -> None:
    """Wider normalisation (NFKC) would read 10² as 102; here it is 10 of an unknown unit."""
    value = read_value(text)
    assert not isinstance(value, Figure) or value.interval.value != never
    content = f'actuals: {{服务业增加值: {{2025: "{text}"}}}}'.encode()
    found = read_contents([("data.yaml", content)], plan)
    assert [finding.code for finding in found.diagnostics] == ["not-a-number"]
    assert [seen.value for seen in found.observations] == [None]


@pytest.mark.parametrize("text", ["12 8", "12\n8", "40 50", "2021 35"])
def test_two_numbers_in_a_cell_are_not_one_number(text: str) -> None:
    """A number is what was reported, no more: nobody reported 128."""
    assert isinstance(read_value(text), Unreadable)


@pytest.mark.parametrize("text", ["约97", "近97", "97左右", "97上下", "约97%"])
def test_about_is_no_figure(text: str) -> None:
    assert read_value(text) == Unreadable("approximate")


@pytest.mark.parametrize(
    "text", ["", " ", "—", "-", "–", "——", "/", "无", "暂无", "N/A", "n/a", "\uff0d", "\uff0f"]
)
def test_missing(text: str) -> None:
    assert read_value(text) == Missing()
    assert is_missing(text)


@pytest.mark.parametrize("text", ["0", "0.0", "无0", "0家"])
def test_zero_is_not_missing(text: str) -> None:
    assert not isinstance(read_value(text), Missing)


@pytest.mark.parametrize(
    ("text", "provisional", "forecast"),
    [
        ("430初步核算", True, False),
        ("430(初步核算)", True, False),
        ("初步统计430", True, False),
        ("430快报", True, False),
        ("预计430", False, True),
        ("430(预测)", False, True),
        ("430", False, False),
    ],
)
def test_marks(text: str, *, provisional: bool, forecast: bool) -> None:
    read = figure(text)
    assert (read.provisional, read.forecast) == (provisional, forecast)
    assert read.interval.value == 430


def test_thirty_digits_are_read_exactly_and_thirty_one_refused() -> None:
    assert figure("1" * 30).interval.value == Fraction("1" * 30)
    assert figure("0." + "3" * 29).interval.value == Fraction("0." + "3" * 29)
    assert read_value("1" * 31) == Unreadable("too-many-digits")
    assert read_value("0." + "3" * 30) == Unreadable("too-many-digits")
    assert read_value("1–" + "9" * 31) == Unreadable("too-many-digits")


@pytest.mark.parametrize(
    ("text", "direction", "interval"),
    [
        ("5", Direction.INCREASE, AT_LEAST),
        ("5", Direction.DECREASE, AT_MOST),
        (">5", Direction.DECREASE, MORE_THAN),
        ("5以上", Direction.INCREASE, AT_LEAST),
        ("4–5", Direction.INCREASE, Interval.at_least(4)),
        ("4–5", Direction.DECREASE, Interval.at_most(5)),
        ("4–5", Direction.WITHIN, Interval.between(4, 5)),
    ],
)
def test_a_bare_target_is_a_floor_or_a_ceiling(
    text: str, direction: Direction, interval: Interval
) -> None:
    assert towards(figure(text).interval, direction) == interval


decimals = st.decimals(-(10**9), 10**9, places=6, allow_nan=False).map(Fraction)


@st.composite
def written_intervals(draw: st.DrawFn) -> Interval:
    """Those that the notation has a sign for."""
    one, other = sorted((draw(decimals), draw(decimals)))
    strict = draw(st.booleans())
    return draw(
        st.sampled_from(
            [
                Interval.point(one),
                Interval.at_least(one, strict=strict),
                Interval.at_most(one, strict=strict),
                Interval.between(one, other),
            ]
        )
    )


@given(written_intervals())
@example(Interval.between(-5, -3))
@example(Interval.between(-3, 0))
def test_what_is_written_is_read_back(interval: Interval) -> None:
    assert figure(write(interval)).interval == interval


@given(st.text())
@example("9" * 10_000)
@example("1," * 500)
@example("1-" * 500)
def test_no_text_breaks_the_reader(text: str) -> None:
    value = read_value(text)
    assert isinstance(value, (Figure, Missing, Unreadable))
    if isinstance(value, Figure):
        assert all(
            end is None or type(end) is Fraction
            for end in (value.interval.low, value.interval.high)
        )


FRAGMENTS = st.sampled_from(
    ["9", "6", ".", ",", "%", "-", "–", "~", "以上", "以下", ">", "≥", "<", "约", "预计", "家",
     "亿元", "(", ")", " ", "²", "至", "不超过", "无", "/", "快报", "5", "0"]
)  # fmt: skip


@given(st.lists(FRAGMENTS, max_size=8).map("".join))
def test_no_mixture_of_signs_breaks_the_reader(text: str) -> None:
    value = read_value(text)
    if isinstance(value, Figure):
        low, high = value.interval.low, value.interval.high
        assert low is None or high is None or low <= high
        assert any(character.isdigit() for character in text)


@given(st.text())
def test_cleaning_twice_changes_nothing(text: str) -> None:
    assert clean(clean(text)) == clean(text)


@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**20), max_value=10**20))
def test_an_exact_decimal_is_exact(number: Decimal) -> None:
    assume(len(number.as_tuple().digits) <= 60)
    assert Fraction(exact_decimal(Fraction(number))) == Fraction(number)


@given(st.fractions(-1000, 1000))
def test_rounding_is_half_even_at_six_places(number: Fraction) -> None:
    result = Fraction(rounded(number))
    assert abs(result - number) <= Fraction(1, 2_000_000)
    assert (result * 10**6).denominator == 1


@pytest.mark.parametrize(
    ("number", "digits"),
    [("0.0000005", "0"), ("0.0000015", "0.000002"), ("0.0000025", "0.000002"), ("-0.0000001", "0")],
)
def test_half_goes_to_even(number: str, digits: str) -> None:
    assert plain(rounded(Fraction(number))) == digits


@pytest.mark.parametrize(
    ("number", "digits"),
    [
        ("1E+3", "1000"),
        ("0.50", "0.5"),
        ("-0", "0"),
        ("-0.0", "0"),
        ("100", "100"),
        ("1E-7", "0.0000001"),
    ],
)
def test_plain_digits(number: str, digits: str) -> None:
    assert plain(Decimal(number)) == digits


def test_a_root_has_thirty_digits() -> None:
    root = nth_root(Fraction(2), 2)
    assert root == Fraction("1.41421356237309504880168872421")
    assert nth_root(Fraction(0), 3) == 0
    assert nth_root(Fraction(7, 3), 1) == Fraction(7, 3)


@given(st.integers(1, 400), st.integers(1, 100), st.integers(2, 6))
def test_a_root_undoes_a_power(top: int, bottom: int, n: int) -> None:
    number = Fraction(top, bottom)
    assert abs(nth_root(number**n, n) - number) <= number * Fraction(1, 10**28)


@pytest.mark.parametrize("text", ["0,965", "00,965", "012,345", ">0,423"])
def test_a_comma_behind_a_leading_zero_groups_no_thousands(text: str) -> None:
    """0,965 is a decimal comma or a slip; nobody writes 965 so."""
    assert isinstance(read_value(text), Unreadable)
