"""The JSON of a report as text that a reviewer reads: a line for each item, with every figure.

What is null, false, empty or a count of zero is left out: a schema says that it is there. Bounds
are an interval, a place is its cell, and each sentence of the notes stands once, with its items.
What an item copies from the plan is left out too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

_ITEMS = ("indicators", "commitments", "milestones")
_OF_THE_PLAN = {
    "key", "name", "category", "source", "modality", "task", "place", "restates", "narrative",
    "floor", "stretch", "own_scope",
}  # fmt: skip
_UNNAMED = {
    "id", "key", "unit", "constraint", "kind", "baseline", "target", "text", "place", "code",
    "year", "verdict", "status", "severity", "message", "title", "path", "name", "cell",
}  # fmt: skip
"""What is known by what it says."""


def lines(document: dict[str, Any]) -> Iterator[str]:
    for key, value in document.items():
        if isinstance(value, dict):
            yield f"{key}: {_told({name: one for name, one in value.items() if not _big(one)})}"
            yield from (f"  {name}: {_told(one)}" for name, one in value.items() if _big(one))
        elif isinstance(value, list):
            yield f"{key}:"
            told = _of_items(value) if key in _ITEMS else map(_told, value)
            yield from (f"  {line}" for line in told)
        else:
            yield f"{key}: {_told(value)}"
    yield "notes:"
    yield from (f"  {note}: {', '.join(ids)}" for note, ids in _notes(document).items())


def _big(value: Any) -> bool:
    return isinstance(value, (dict, list)) and bool(value)


def _of_items(items: list[dict[str, Any]]) -> Iterator[str]:
    """Those of which nobody reported anything stand together in the last lines."""
    silent: dict[str, list[str]] = {}
    for item in items:
        if item["status"] in {None, "no_data"} and not (item["unused"] or item.get("said")):
            state = _told({key: item[key] for key in ("status", "severity")}) or "not judged"
            silent.setdefault(state, []).append(item["id"])
            continue
        shown = {key: value for key, value in item.items() if key not in _OF_THE_PLAN}
        shown["series"] = [_entry(entry) for entry in item["series"] if entry["text"] is not None]
        shown["notes"] = [note["code"] for note in item["notes"]]
        yield _told(shown)
    yield from (f"{state}: {', '.join(ids)}" for state, ids in silent.items())


def _entry(entry: dict[str, Any]) -> dict[str, Any]:
    """The value of a year; all but a few can be read."""
    return {**entry, "readable": None, "unreadable": not entry["readable"]}


def _notes(document: dict[str, Any]) -> dict[str, list[str]]:
    """Each sentence with the items that it is said of; what it advises to show is left open."""
    found: dict[str, list[str]] = {}
    for key in _ITEMS:
        for item in document[key]:
            for note in item["notes"]:
                text = re.sub(r"(?<=sqc plan show )\w+", "…", note["text"])
                found.setdefault(f"{note['code']} {text}", []).append(item["id"])
    return dict(sorted(found.items()))


def _told(value: Any) -> str:
    if isinstance(value, dict):
        return " ".join(_of_object(value))
    if isinstance(value, list):
        return f"[{'; '.join(map(_told, value))}]"
    text = str(value)
    return text.rpartition("!")[2] if ".xlsx:" in text and " " not in text else text


def _of_object(data: dict[str, Any]) -> Iterator[str]:
    if data.get("low_open") is not None:
        data = {"text": data.get("text"), "in": _interval(data), **data}
    for key, value in data.items():
        if value is None or value is False or value in ([], {}):
            continue
        if key in {"low", "high", "low_open", "high_open"} or ("judged" in data and value == 0):
            continue
        told = f"({_told(value)})" if isinstance(value, dict) else _told(value)
        if value is True:
            yield key
        else:
            yield told if key in _UNNAMED else f"{key}={told}"


def _interval(data: dict[str, Any]) -> str:
    low, high = data["low"], data["high"]
    ends = f"{'-∞' if low is None else low}, {'∞' if high is None else high}"
    return f"{'(' if data['low_open'] else '['}{ends}{')' if data['high_open'] else ']'}"
