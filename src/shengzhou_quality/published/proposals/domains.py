"""Write the possible range of a row in % where the loader's own 0 to 100 may not hold.

The loader takes every unit % for a share. Of a growth, of a debt ratio and of names that do not
say share, that would refuse true figures.
"""

from __future__ import annotations

from collections.abc import Mapping

from shengzhou_quality.interval import Interval
from shengzhou_quality.plan.target_text import Sort
from shengzhou_quality.published.doubts import Doubt
from shengzhou_quality.published.proposals.families import is_share, may_be_negative
from shengzhou_quality.published.proposals.proposed_kinds import KindProposal, ProposedKind
from shengzhou_quality.published.proposals.row_reading import RowReading
from shengzhou_quality.units import PERCENT

_OWN_RANGE = frozenset(
    {
        ProposedKind.AVERAGE_GROWTH, ProposedKind.CHANGE, ProposedKind.MILESTONE,
        ProposedKind.NARRATIVE, ProposedKind.RELATIVE, ProposedKind.CUMULATIVE,
    }
)  # fmt: skip
"""Kinds whose range does not follow from the unit."""


def propose_domain(
    read: RowReading, proposed: KindProposal
) -> tuple[Mapping[str, str] | None, tuple[Doubt, ...]]:
    """The range to write, if one has to be, and a question where figures leave 0 to 100."""
    unit = proposed.keys.get("unit", read.unit)
    if unit != PERCENT or proposed.kind in _OWN_RANGE or "domain" in proposed.keys:
        return None, ()
    if "reported" in proposed.keys and proposed.keys["reported"] == "changes":
        return None, ()
    beyond = _is_beyond(read.start) or (
        read.phrase is not None
        and read.phrase.sort is Sort.LEVEL
        and _is_beyond(read.phrase.interval)
    )
    if is_share(read.name):
        asked = (Doubt("import-share-beyond", "domain"),) if beyond else ()
        return ({"low": "0"} if beyond else None), asked
    if may_be_negative(read.name):
        return {"low": "-100"}, ()
    return {"low": "0"}, ()


def takes_share(read: RowReading, proposed: KindProposal) -> bool:
    """Whether the loader's range of 0 to 100 is what the import proposes for this row."""
    unit = proposed.keys.get("unit", read.unit)
    if unit != PERCENT or proposed.kind in _OWN_RANGE:
        return False
    domain, _ = propose_domain(read, proposed)
    return domain is None and "domain" not in proposed.keys


def _is_beyond(interval: Interval | None) -> bool:
    if interval is None:
        return False
    if interval.low_open and interval.low is not None and interval.low >= 100:
        return True  # >100
    return any(end is not None and not 0 <= end <= 100 for end in (interval.low, interval.high))
