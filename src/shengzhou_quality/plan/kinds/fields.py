"""Declare what a field of a plan file may hold, as plain data for the checks of plan/schema."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, fields
from fractions import Fraction
from functools import cached_property
from typing import Annotated, Any, Self, get_type_hints

from shengzhou_quality.contract import Rule
from shengzhou_quality.notation import Figure, read_value
from shengzhou_quality.plan.kinds.defaults import with_english
from shengzhou_quality.plan.target_text import read_target
from shengzhou_quality.units import is_unit


def units_of(data: Mapping[str, Any]) -> tuple[str, ...]:
    """The unit of an item as a plan file writes it, and its other spellings."""
    also = data.get("unit_aliases")
    written = (data.get("unit"), *(also if isinstance(also, list | tuple) else ()))
    return tuple(unit for unit in written if unit and isinstance(unit, str))


def _is_baseline(text: str, units: Collection[str]) -> None:
    """A footnote mark may stand behind it (60.6*): it is of another year."""
    figure = read_value(text)
    unit = figure.unit if isinstance(figure, Figure) else None
    if not isinstance(figure, Figure) or not (unit is None or unit in units or is_unit(unit)):
        raise ValueError("not-a-figure")


def _is_figure(text: str, units: Collection[str]) -> None:
    _is_baseline(text, units)
    if getattr(read_value(text), "footnote", False):
        raise ValueError("not-a-figure")


def _is_target(text: str, units: Collection[str]) -> None:
    if read_target(text, units) is None:
        raise ValueError("not-a-figure")


def number_in(text: str | None) -> Fraction | None:
    """The number that a field holds, if it is one and no range."""
    figure = read_value(text) if text is not None else None
    return figure.interval.value if isinstance(figure, Figure) else None


FigureText = Annotated[str, Rule(check=_is_figure)]
TargetText = Annotated[str, Rule(check=_is_target)]
BaselineText = Annotated[str, Rule(check=_is_baseline)]
Slug = Annotated[str, Rule(pattern=r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$")]
PlanWords = Annotated[str, Rule(shortest=1)]
Names = Annotated[tuple[PlanWords, ...], Rule(choices_in_braces=True)]
DateText = Annotated[str, Rule(pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$")]
Year = Annotated[int, Rule(lowest=1900, highest=2200)]
YearText = Annotated[str, Rule(pattern=r"^(?:19|20|21)[0-9]{2}$")]
"""A year as the key of a mapping."""


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class PlanText:
    """A frozen piece of the plan file; an unknown key is refused.

    Its pieces are compared and written here, with `eq=False, repr=False` in each class: a
    dataclass compiles these methods for every class anew, at every start of the program.
    """

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, PlanText) or type(self) is not type(other):
            return NotImplemented
        return self._values == other._values

    def __hash__(self) -> int:
        return self._hash

    def __repr__(self) -> str:
        named = (f"{name}={value!r}" for name, value in self._values)
        return f"{type(self).__name__}({', '.join(named)})"

    @cached_property
    def _hash(self) -> int:
        """Computed once: caches keyed by a state are asked for every cell of a file."""
        return hash(tuple((name, _hashable(value)) for name, value in self._values))

    @property
    def _values(self) -> tuple[tuple[str, Any], ...]:
        return tuple((field.name, getattr(self, field.name)) for field in fields(self))

    @classmethod
    def written_keys(cls) -> dict[str, tuple[Any, Any]]:
        """The keys that a plan file may write in it, each with its type and its default.

        The default of a key that must be written is `MISSING`.
        """
        types = get_type_hints(cls, include_extras=True)
        return {field.name: (types[field.name], field.default) for field in fields(cls)}

    @classmethod
    def made_of(cls, written: Mapping[str, Any]) -> Self:
        """The piece, from a sound value for each of its keys."""
        return cls(**written)

    @classmethod
    def filled(cls, data: Mapping[str, Any]) -> dict[str, Any]:
        """`data` of a plan file, and with it what the file need not write."""
        return with_english(data, (field.name for field in fields(cls)))

    def check(self) -> None:
        """Raise `ValueError` with a code if valid fields contradict each other."""


def _hashable(value: object) -> object:
    return tuple(value.items()) if isinstance(value, Mapping) else value
