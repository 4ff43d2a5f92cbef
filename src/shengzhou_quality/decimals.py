"""Convert exact fractions to decimals: write them out, round them once, take a root."""

from __future__ import annotations

from decimal import ROUND_HALF_EVEN, Context, Decimal
from fractions import Fraction

DERIVED_PLACES = 6
"""Derived figures are rounded half-even to this many decimals, after all comparisons."""


def exact_decimal(number: Fraction) -> Decimal:
    """`number` as a Decimal: exact if the decimals end, else rounded as a derived figure."""
    twos = fives = 0
    rest = number.denominator
    while rest % 2 == 0:
        rest, twos = rest // 2, twos + 1
    while rest % 5 == 0:
        rest, fives = rest // 5, fives + 1
    if rest != 1:
        return rounded(number)
    places = max(twos, fives)
    digits = number.numerator * 10**places // number.denominator
    return Decimal(digits).scaleb(-places, Context(prec=len(str(digits)) + 1))


def rounded(number: Fraction, places: int = DERIVED_PLACES) -> Decimal:
    """`number` rounded half-even to `places` decimals, in plain digits."""
    units = round(number * 10**places)
    return exact_decimal(Fraction(units, 10**places))


def plain(number: Decimal) -> str:
    """Format without an exponent, trailing zeros or a negative zero."""
    digits = format(number, "f")
    if "." in digits:
        digits = digits.rstrip("0").rstrip(".")
    return "0" if digits in ("-0", "") else digits


def nth_root(number: Fraction, n: int) -> Fraction:
    """The positive n-th root, computed with 50 digits and rounded to 30 (design §4)."""
    wide = Context(prec=50)
    narrow = Context(prec=30, rounding=ROUND_HALF_EVEN)
    if number == 0 or n == 1:
        return number
    radicand = wide.divide(Decimal(number.numerator), Decimal(number.denominator))
    root = wide.power(radicand, wide.divide(Decimal(1), Decimal(n)))
    return Fraction(narrow.plus(root))
