"""Hold each proposed item to what the loader of plans takes, before it is written."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from shengzhou_quality.notation import Direction
from shengzhou_quality.plan.kinds import KINDS
from shengzhou_quality.plan.kinds.fields import units_of
from shengzhou_quality.plan.model import Head
from shengzhou_quality.plan.schema import UnsoundError, read_as
from shengzhou_quality.plan.target_checks import check_targets, fill_targets

_KNOWN = frozenset(map(str, Direction))


def is_sound(keys: Mapping[str, Any], head: Mapping[str, Any]) -> bool:
    """Whether the loader takes the item as its kind, and does not leave it to people."""
    kind = KINDS[keys["kind"]]
    item = {key: _as_read(value) for key, value in keys.items()}
    if item.get("direction") not in _KNOWN:
        item["direction"] = None if "direction" not in item else "increase"
    item = {key: value for key, value in item.items() if value is not None}
    whole = _whole_head(head)
    faults: list[str] = []

    def report(code: str, path: tuple[str | int, ...], **parameters: str) -> None:  # noqa: ARG001
        faults.append(code)

    def warn(code: str, path: tuple[str | int, ...], indicator: str, **parameters: str) -> None:
        """A warning leaves the item as it is."""

    fill_targets([item], whole, report)
    item = {key: value for key, value in item.items() if value is not None}
    target = item.get("target")
    if not isinstance(target, str) or not kind.reads_target(target, units_of(item)):
        return False
    try:
        indicator = read_as(kind, dict(item))
    except UnsoundError:
        return False
    check_targets({0: indicator}, [item], whole, report, warn)
    return not faults


def _whole_head(head: Mapping[str, Any]) -> Head | None:
    first, last = head.get("baseline_year"), head.get("target_year")
    if not isinstance(first, int) or not isinstance(last, int):
        return None
    return Head(id=head["id"], title=head["title"] or "—", baseline_year=first, target_year=last)


def _as_read(value: Any) -> Any:
    """Keys as the reader of YAML gives them: every scalar is text."""
    match value:
        case dict():
            return {str(key): _as_read(one) for key, one in value.items()}
        case list():
            return [_as_read(one) for one in value]
        case None:
            return None
        case _:
            return str(value)
