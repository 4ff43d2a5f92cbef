"""Exact fractions as decimals, compared with what the decimal module makes of them."""

from __future__ import annotations

from decimal import ROUND_HALF_EVEN, Context, Decimal, localcontext
from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as some

from shengzhou_quality.decimals import exact_decimal, rounded

NUMBERS = some.integers(-(10**40), 10**40)


@given(NUMBERS, some.integers(0, 45))
@settings(max_examples=60, deadline=None)
def test_decimals_that_end_are_written_out(digits: int, places: int) -> None:
    found = exact_decimal(Fraction(digits, 10**places))
    written = Decimal(digits).scaleb(-places, Context(prec=60)).normalize(Context(prec=60))
    assert found == written
    # As few decimals as the number needs, and never an exponent above the units.
    assert found.as_tuple().exponent == min(int(written.as_tuple().exponent), 0)


@given(NUMBERS, some.integers(1, 10**9))
@settings(max_examples=60, deadline=None)
def test_others_are_rounded_half_even_to_six_places(over: int, under: int) -> None:
    with localcontext(Context(prec=120, rounding=ROUND_HALF_EVEN)):
        expected = (Decimal(over) / Decimal(under)).quantize(Decimal("0.000001"))
    assert rounded(Fraction(over, under)) == expected


def test_a_tie_goes_to_the_even_digit() -> None:
    assert str(rounded(Fraction(5, 10**7))) == "0"
    assert str(rounded(Fraction(15, 10**7))) == "0.000002"
    assert str(rounded(Fraction(-25, 10**7))) == "-0.000002"
    assert str(exact_decimal(Fraction(100))) == "100"
    assert str(exact_decimal(Fraction(1, 3))) == "0.333333"
