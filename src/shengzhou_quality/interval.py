"""Intervals: a number that is known exactly or only by its bounds.

Bounds are exact rationals, so no operation rounds. A bound of `None` is infinite
and counts as open. A point is `[x, x]`. No interval stands for the empty set.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

Exact = Fraction | Decimal | int


@dataclass(frozen=True, slots=True)
class Interval:
    """The numbers from `low` to `high`, each bound open, closed or infinite.

    Both bounds of a point, as most values are, are one object: nothing has to be compared to
    know it, and it is computed with once.
    Raises `ValueError` when no number lies between the bounds.
    """

    low: Fraction | None
    high: Fraction | None
    low_open: bool = False
    high_open: bool = False

    def __post_init__(self) -> None:
        if self.low is None and not self.low_open:
            object.__setattr__(self, "low_open", True)
        if self.high is None and not self.high_open:
            object.__setattr__(self, "high_open", True)
        if self.low is None or self.high is None:
            return
        # A point, as most values are, needs no comparison.
        apart = 0 if self.low is self.high else order(self.low, self.high)
        if apart > 0 or (apart == 0 and (self.low_open or self.high_open)):
            raise ValueError(f"no number lies between {self.low} and {self.high}")
        if apart == 0:
            object.__setattr__(self, "high", self.low)

    @classmethod
    def point(cls, value: Exact) -> Interval:
        number = value if isinstance(value, Fraction) else Fraction(value)
        return cls(number, number)

    @classmethod
    def at_least(cls, bound: Exact, *, strict: bool = False) -> Interval:
        return cls(Fraction(bound), None, low_open=strict)

    @classmethod
    def at_most(cls, bound: Exact, *, strict: bool = False) -> Interval:
        return cls(None, Fraction(bound), high_open=strict)

    @classmethod
    def between(cls, low: Exact, high: Exact) -> Interval:
        return cls(Fraction(low), Fraction(high))

    @property
    def value(self) -> Fraction | None:
        """The number itself where it is known exactly, else `None`."""
        return self.low if self.low is self.high else None

    def __contains__(self, number: Fraction) -> bool:
        if self.low is not None:
            beyond = order(number, self.low)
            if beyond < 0 or (beyond == 0 and self.low_open):
                return False
        if self.high is None:
            return True
        beyond = order(self.high, number)
        return beyond > 0 or (beyond == 0 and not self.high_open)

    def is_subset_of(self, other: Interval) -> bool:
        return not self._starts_before(other) and not self._ends_after(other)

    def intersection(self, other: Interval) -> Interval | None:
        """The numbers that both intervals contain; `None` if they share none."""
        point = self.value
        if point is not None:  # as most values are
            return self if point in other else None
        left = other if self._starts_before(other) else self
        right = other if self._ends_after(other) else self
        if left is right:
            return left
        try:
            return Interval(left.low, right.high, left.low_open, right.high_open)
        except ValueError:
            return None

    def is_disjoint_from(self, other: Interval) -> bool:
        return self._ends_before(other) or other._ends_before(self)

    def hull(self, other: Interval) -> Interval:
        """The smallest interval that contains both."""
        left = self if self._starts_before(other) else other
        right = self if self._ends_after(other) else other
        return Interval(left.low, right.high, left.low_open, right.high_open)

    def lower_of(self, other: Interval) -> Interval:
        """All possible values of min(x, y), for x in `self` and y in `other`."""
        left = self if self._starts_before(other) else other
        right = other if self._ends_after(other) else self
        return Interval(left.low, right.high, left.low_open, right.high_open)

    def higher_of(self, other: Interval) -> Interval:
        """All possible values of max(x, y), for x in `self` and y in `other`."""
        left = other if self._starts_before(other) else self
        right = self if self._ends_after(other) else other
        return Interval(left.low, right.high, left.low_open, right.high_open)

    def __add__(self, other: Interval) -> Interval:
        """All sums x + y, for x in `self` and y in `other`."""
        mine, others = self.value, other.value
        if mine is not None and others is not None:
            return Interval.point(mine + others)
        low = None if self.low is None or other.low is None else self.low + other.low
        high = None if self.high is None or other.high is None else self.high + other.high
        return Interval(
            low,
            high,
            self.low_open or other.low_open,
            self.high_open or other.high_open,
        )

    def negated(self) -> Interval:
        """The interval with the sign of every number changed."""
        low = None if self.high is None else -self.high
        high = None if self.low is None else -self.low
        return Interval(low, high, self.high_open, self.low_open)

    def scaled(self, factor: Fraction) -> Interval:
        """The interval with every number multiplied by a positive `factor`."""
        if factor <= 0:
            raise ValueError("an interval is scaled by a positive factor only")
        if self.value is not None:
            return Interval.point(self.value * factor)
        return Interval(
            None if self.low is None else self.low * factor,
            None if self.high is None else self.high * factor,
            self.low_open,
            self.high_open,
        )

    def _ends_before(self, other: Interval) -> bool:
        """Whether every number of `other` is greater than every one of this interval."""
        if self.high is None or other.low is None:
            return False
        apart = order(self.high, other.low)
        return apart < 0 or (apart == 0 and (self.high_open or other.low_open))

    def _starts_before(self, other: Interval) -> bool:
        if self.low is None or other.low is None:
            return self.low is None and other.low is not None
        before = order(self.low, other.low)
        return before < 0 or (before == 0 and not self.low_open and other.low_open)

    def _ends_after(self, other: Interval) -> bool:
        if self.high is None or other.high is None:
            return self.high is None and other.high is not None
        after = order(self.high, other.high)
        return after > 0 or (after == 0 and not self.high_open and other.high_open)


def order(one: Fraction, other: Fraction) -> int:
    """Below 0 if `one` is less than `other`, 0 if they are equal, else above 0.

    One exact comparison by cross-multiplication, where `<` and `==` would make two, each of which
    looks up the type of its operand among the abstract numbers.
    """
    mine, below = one.as_integer_ratio()
    theirs, under = other.as_integer_ratio()
    return mine * under - theirs * below


EVERYTHING = Interval(None, None)
"""Nothing is known: every number is possible."""
