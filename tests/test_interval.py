"""Test intervals by brute force: check every answer number by number on a small grid."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from itertools import product

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from shengzhou_quality.interval import EVERYTHING, Interval, order

QUARTERS = [Fraction(number, 4) for number in range(-20, 21)]
"""Beyond every bound used here on both sides, and finer than the distance between bounds."""


def holds(interval: Interval, number: Fraction) -> bool:
    """Membership, straight from the definition."""
    low, high = interval.low, interval.high
    above = low is None or low < number or (low == number and not interval.low_open)
    below = high is None or number < high or (high == number and not interval.high_open)
    return above and below


def members(interval: Interval) -> set[Fraction]:
    return {number for number in QUARTERS if holds(interval, number)}


def small_intervals() -> list[Interval]:
    bounds = [None, *(Fraction(number) for number in range(-1, 3))]
    found = []
    for low, high, low_open, high_open in product(bounds, bounds, [False, True], [False, True]):
        empty = low is not None and high is not None and (
            low > high or (low == high and (low_open or high_open))
        )  # fmt: skip
        if not empty:
            found.append(Interval(low, high, low_open, high_open))
    return sorted(set(found), key=repr)


SMALL = small_intervals()


@st.composite
def intervals(draw: st.DrawFn) -> Interval:
    bound = st.none() | st.fractions(-5, 5, max_denominator=4)
    low, high = draw(bound), draw(bound)
    low_open, high_open = draw(st.booleans()), draw(st.booleans())
    if low is not None and high is not None:
        assume(low < high or (low == high and not low_open and not high_open))
    return Interval(low, high, low_open, high_open)


def test_subset_disjoint_intersection_and_hull_are_what_the_members_say() -> None:
    inside = {interval: members(interval) for interval in SMALL}
    for one, other in product(SMALL, SMALL):
        assert one.is_subset_of(other) is (inside[one] <= inside[other]), (one, other)
        assert one.is_disjoint_from(other) is inside[one].isdisjoint(inside[other]), (one, other)
        both = one.intersection(other)
        assert (members(both) if both else set()) == inside[one] & inside[other], (one, other)
        hull = one.hull(other)
        assert inside[one] | inside[other] <= members(hull)
        smaller = [way for way in SMALL if one.is_subset_of(way) and other.is_subset_of(way)]
        assert all(hull.is_subset_of(way) for way in smaller), (one, other)


def test_a_sum_holds_exactly_the_sums() -> None:
    sixteenths = [Fraction(number, 16) for number in range(-12 * 16, 12 * 16 + 1)]
    some = SMALL[::5]
    for one, other in product(some, some):
        total = one + other
        ones = [number for number in sixteenths if holds(one, number)]
        for number in (Fraction(quarter, 2) for quarter in range(-8, 9)):
            reached = any(holds(other, number - part) for part in ones)
            assert holds(total, number) is reached, (one, other, number)


@given(intervals(), intervals(), intervals())
def test_addition_is_an_addition(a: Interval, b: Interval, c: Interval) -> None:
    assert a + b == b + a
    assert (a + b) + c == a + (b + c)
    assert a + Interval.point(0) == a


@given(intervals(), intervals())
def test_what_lies_inside_stays_inside(a: Interval, b: Interval) -> None:
    assert a.is_subset_of(a.hull(b))
    both = a.intersection(b)
    assert (both is None) is a.is_disjoint_from(b)
    assert both is None or (both.is_subset_of(a) and both.is_subset_of(b))
    assert a.is_subset_of(b) is (both == a)
    assert a.is_subset_of(EVERYTHING)


@given(intervals(), st.fractions(Fraction(1, 10), 10, max_denominator=10))
def test_scaling_is_undone_by_the_inverse(a: Interval, factor: Fraction) -> None:
    assert a.scaled(factor).scaled(1 / factor) == a


@pytest.mark.parametrize("factor", [Fraction(0), Fraction(-1)])
def test_a_factor_is_positive(factor: Fraction) -> None:
    with pytest.raises(ValueError, match="positive"):
        Interval.point(1).scaled(factor)


@pytest.mark.parametrize(
    ("low", "high", "low_open", "high_open"),
    [(2, 1, False, False), (1, 1, True, False), (1, 1, False, True), (1, 1, True, True)],
)
def test_the_empty_set_is_no_interval(
    low: int, high: int, *, low_open: bool, high_open: bool
) -> None:
    with pytest.raises(ValueError, match="no number"):
        Interval(Fraction(low), Fraction(high), low_open, high_open)


def test_an_infinite_bound_is_open() -> None:
    assert Interval(None, None) == Interval(None, None, low_open=True, high_open=True)
    assert Interval.at_least(5).high_open
    assert Interval.at_most(5).low_open


def test_only_a_point_has_a_value() -> None:
    assert Interval.point(Decimal("0.1")).value == Fraction(1, 10)
    assert Interval.between(1, 2).value is None
    assert Interval.at_least(1).value is None
    assert EVERYTHING.value is None


def test_a_number_is_in_it_or_not_as_the_definition_says() -> None:
    for interval, number in product(SMALL, QUARTERS):
        assert (number in interval) is holds(interval, number), (interval, number)


def test_both_bounds_of_a_point_are_one_object() -> None:
    """So that a point is known without a comparison, however it was made."""
    half, other = Fraction(1, 2), Fraction(2, 4)
    points = (
        Interval(half, other),
        Interval.point(half) + Interval.point(half),
        Interval.point(half).scaled(Fraction(3)),
        Interval.point(half).negated(),
        Interval(Fraction(0), half).intersection(Interval(other, Fraction(1))),
    )
    for point in points:
        assert point is not None
        assert point.low is point.high is point.value


@given(st.fractions(max_denominator=50), st.fractions(max_denominator=50))
def test_the_order_of_two_fractions(one: Fraction, other: Fraction) -> None:
    found = order(one, other)
    assert ((found < 0), (found == 0), (found > 0)) == (one < other, one == other, one > other)
