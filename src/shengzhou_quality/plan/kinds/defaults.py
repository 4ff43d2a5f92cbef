"""The defaults that a plan file need not write, because they follow from it (design §3)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from shengzhou_quality.notation import Figure, read_value
from shengzhou_quality.units import PERCENT

_ALL = "100"
_YES = frozenset({"true", "yes", "on", "1"})


def with_english(data: Mapping[str, Any], known: Iterable[str]) -> dict[str, Any]:
    """Without a text in English (`name_en`) the plan's own words are shown in English too."""
    filled = dict(data)
    for english in known:
        own = english.removesuffix("_en")
        if english != own and filled.get(english) is None and filled.get(own) is not None:
            filled[english] = filled[own]
    return filled


def key_of(identity: object) -> str:
    """A stable name for programs from an id: C06 is `c06`, 5 is `indicator-5`."""
    written = str(identity).lower().replace(".", "-")
    return written if written[:1].isalpha() else f"indicator-{written}"


def limits_of(data: Mapping[str, Any], *, counted_up: bool) -> dict[str, str]:
    """Return the possible range of an item that does not give one.

    A share is from 0 to 100, unless the plan's own figures are not; numbers counted in whole
    units, and cumulative ones, are never below 0.
    """
    if data.get("unit") == PERCENT:
        figures = (data.get(name) for name in ("baseline", "target"))
        within = all(_is_share(figure) for figure in figures if figure is not None)
        return {"low": "0", "high": _ALL} if within else {}
    counted = counted_up or str(data.get("whole", "")).lower() in _YES
    return {"low": "0"} if counted else {}


def _is_share(text: object) -> bool:
    figure = read_value(text) if isinstance(text, str) else None
    if not isinstance(figure, Figure):
        return True  # reported elsewhere
    ends = (figure.interval.low, figure.interval.high)
    return all(0 <= end <= int(_ALL) for end in ends if end is not None)
