"""Convert exact fractions to decimals: write them out, round them once, take a root."""

from __future__ import annotations

from decimal import ROUND_HALF_EVEN, Context, Decimal
from fractions import Fraction

_NARROW = Context(prec=30)
"""Enough for nearly all figures; a longer one gets a context as wide as it is."""
DERIVED_PLACES = 6
"""Derived figures are rounded half-even to this many decimals, after all comparisons."""


_UNITS = 10**DERIVED_PLACES
_PLACES = {
    2**twos * 5**fives: max(twos, fives)
    for twos in range(DERIVED_PLACES + 1)
    for fives in range(DERIVED_PLACES + 1)
}
"""The number of decimals by the denominator, of figures that have no more than derived ones."""


def exact_decimal(number: Fraction) -> Decimal:
    """`number` as a Decimal: exact if the decimals end, else rounded as a derived figure."""
    denominator = number.denominator
    if denominator == 1:
        return Decimal(number.numerator)
    places = _PLACES.get(denominator)
    if places is None:
        places = _places_of(denominator)
        if places is None:
            return rounded(number)
    return _shifted(number.numerator * 10**places // denominator, places)


def _places_of(denominator: int) -> int | None:
    """How many decimals a fraction in lowest terms has; `None` if they do not end."""
    twos = fives = 0
    rest = denominator
    while rest % 2 == 0:
        rest, twos = rest // 2, twos + 1
    while rest % 5 == 0:
        rest, fives = rest // 5, fives + 1
    return max(twos, fives) if rest == 1 else None


def _shifted(digits: int, places: int) -> Decimal:
    """Whole `digits` with so many of them as decimals."""
    written = Decimal(digits)
    if written.adjusted() < _NARROW.prec:
        return written.scaleb(-places, _NARROW)
    return written.scaleb(-places, Context(prec=len(str(digits)) + 1))


def rounded(number: Fraction, places: int = DERIVED_PLACES) -> Decimal:
    """`number` rounded half-even to `places` decimals, in plain digits."""
    scale = _UNITS if places == DERIVED_PLACES else 10**places
    denominator = number.denominator
    units, rest = divmod(number.numerator * scale, denominator)
    if 2 * rest > denominator or (2 * rest == denominator and units % 2):
        units += 1
    while places and units % 10 == 0:
        units, places = units // 10, places - 1
    return _shifted(units, places) if places else Decimal(units)


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
