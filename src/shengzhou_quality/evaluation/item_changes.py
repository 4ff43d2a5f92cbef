"""Compare the items of two recorded evaluations: what differs of each, and which way it moved."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final

from shengzhou_quality.evaluation.comparison import (
    Difference,
    Direction,
    ItemChange,
    Movement,
    Presence,
    Statuses,
    Texts,
    Verdicts,
    YearTexts,
)
from shengzhou_quality.evaluation.differences import Closeness, differences
from shengzhou_quality.evaluation.recorded import Recorded, RecordedItem
from shengzhou_quality.evaluation.standing import REACHED, direction_of
from shengzhou_quality.evaluation.status import TO_VERIFY
from shengzhou_quality.judgement import NoteCode, Status
from shengzhou_quality.plan.kinds import KINDS

_OF_ANY_YEAR: Final = frozenset(
    {"name", "unit", "constraint", "kind", "baseline", "target", "deadline", "demanded"}
)
"""The fields of an item that mean the same in another year; the rest are of the year judged."""
_SHOWN: Final = frozenset({"verdict", "status", "target.text"})
"""The fields that a change of an item has by name."""
_MEASURES: Final = frozenset({"target", "baseline", "kind", "unit", "deadline", "demanded"})
"""What an item is judged by: where one of these was changed, nothing proves that it is better."""
_PLACES: Final = frozenset({"place", "places", "rows"})


def item_changes(
    old: Recorded, new: Recorded, common: Collection[str | None], how: Closeness
) -> tuple[tuple[ItemChange, ...], tuple[str, ...]]:
    """The items of `common` that changed, and the ids of those of which only the cells differ."""
    found = list(_items(old, new, common, how))
    moved = tuple(one.id for one in found if not _is_changed(one))
    changes = [_without_places(one) for one in found if _is_changed(one)]
    return tuple(_without_repeated(changes, new)), moved


def _items(
    old: Recorded, new: Recorded, common: Collection[str | None], how: Closeness
) -> Iterator[ItemChange]:
    """The items of which anything differs, in the order of the newer plan."""
    order = [*new.items, *(identity for identity in old.items if identity not in new.items)]
    for identity in order:
        if identity not in common:
            continue
        before, after = old.items.get(identity), new.items.get(identity)
        found = []
        if before is not None and after is not None:
            found = list(differences(before.data, after.data, how))
        if old.year != new.year:
            found = [one for one in found if _compares_years(one, before, after)]
        change = _item(before, after, found)
        if found or change.presence is not Presence.BOTH or _is_changed(change):
            yield change


def _compares_years(
    one: Difference, before: RecordedItem | None, after: RecordedItem | None
) -> bool:
    """Of evaluations of different years: what the plan says, and the years that both have."""
    first, _, rest = one.field.partition(".")
    if first == "series":
        year = rest.partition(".")[0]
        return all(year in map(str, _years(item)) for item in (before, after))
    return first in _OF_ANY_YEAR


def _years(item: RecordedItem | None) -> list[int]:
    return [] if item is None else [entry["year"] for entry in item.data["series"]]


def _item(
    before: RecordedItem | None,
    after: RecordedItem | None,
    found: Sequence[Difference],
) -> ItemChange:
    either = after or before
    assert either is not None
    presence = (
        Presence.ADDED if before is None else Presence.REMOVED if after is None else Presence.BOTH
    )
    both = presence is Presence.BOTH
    values = tuple(_values(found)) if both else ()
    shown = {f"series.{value.year}.text" for value in values} | _SHOWN
    statuses = tuple(None if one is None or one.excluded else one.status for one in (before, after))
    verdicts = tuple(None if one is None else one.verdict for one in (before, after))
    return ItemChange(
        id=either.id,
        name=either.name,
        unit=either.data.get("unit"),
        group=either.group,
        created=_is_created(either.data.get("kind")),
        presence=presence,
        direction=_direction(before, after),
        status=Statuses(*statuses),
        verdict=Verdicts(*verdicts),
        target=Texts(_text(before, "target"), _text(after, "target")),
        actual=Texts(_text(before, "actual"), _text(after, "actual")),
        values=values,
        fields=tuple(one for one in found if one.field not in shown),
    )


def _is_created(kind: object) -> bool:
    """Whether an item of this kind is completed; a kind of another version may be unknown."""
    known = KINDS.get(kind) if isinstance(kind, str) else None
    return known is not None and known.is_created


def _direction(before: RecordedItem | None, after: RecordedItem | None) -> Direction:
    """Which way an item moved: the one rule of `sqc diff` and of `--since`."""
    if before is None or after is None:
        return Direction.NEITHER
    statuses = [None if one.excluded else one.status for one in (before, after)]
    found = direction_of((statuses[0], before.verdict), (statuses[1], after.verdict))
    if _waits_for_direction(before) or _waits_for_direction(after):
        return Direction.NEITHER
    if found is Direction.BETTER and not _is_measured_alike(before, after):
        return Direction.NEITHER
    return found


def _waits_for_direction(item: RecordedItem) -> bool:
    """Whether nobody can say how it stands: its target may be a floor or a ceiling."""
    notes = item.data.get("notes")
    if item.status is not Status.UNDETERMINED or not isinstance(notes, list):
        return False
    codes = (one.get("code") for one in notes if isinstance(one, Mapping))
    return NoteCode.DIRECTION_UNDECIDED in codes


def _is_measured_alike(before: RecordedItem, after: RecordedItem) -> bool:
    """Whether both are judged by the same, as far as both reports tell it."""
    alike = Closeness(str, str)
    return not any(
        True
        for key in _MEASURES & before.data.keys() & after.data.keys()
        for _ in differences(before.data[key], after.data[key], alike)
    )


def _text(item: RecordedItem | None, key: str) -> str | None:
    """The text of what was judged, or of the target."""
    held = item.data.get(key) if item else None
    text = held.get("text") if isinstance(held, Mapping) else None
    return text if isinstance(text, str) else None


def _values(found: Iterable[Difference]) -> Iterator[YearTexts]:
    for one in found:
        first, *rest = one.field.split(".")
        if first == "series" and rest[1:] == ["text"]:
            old, new = (None if text is None else str(text) for text in (one.old, one.new))
            yield YearTexts(int(rest[0]), old, new)


def _is_place(one: Difference) -> bool:
    return not _PLACES.isdisjoint(one.field.split("."))


def _is_changed(one: ItemChange) -> bool:
    """Whether anything but the cells differs."""
    return (
        one.presence is not Presence.BOTH
        or one.has_new_status
        or one.verdict.old is not one.verdict.new
        or one.has_new_target
        or bool(one.values)
        or not all(map(_is_place, one.fields))
    )


def _without_places(one: ItemChange) -> ItemChange:
    return replace(one, fields=tuple(each for each in one.fields if not _is_place(each)))


def _without_repeated(changes: Sequence[ItemChange], new: Recorded) -> Iterator[ItemChange]:
    """Without what restates an item that changed in the same way: that is told once."""
    told = {one.id: one for one in changes}
    for one in changes:
        item = new.items.get(one.id)
        restated = told.get(str(item.data.get("restates"))) if item else None
        if restated is None or (restated.status, restated.verdict, restated.values) != (
            one.status,
            one.verdict,
            one.values,
        ):
            yield one


def movement(old: Recorded, new: Recorded, common: Collection[str | None]) -> Movement:
    total, ways = 0, {key: list[str]() for key in ("met", "better", "worse", "to_verify", "other")}
    for identity, after in new.items.items():
        before = old.items.get(identity)
        if before is None or identity not in common or after.group != "indicators":
            continue
        total += 1
        way = _way(before, after)
        if way is not None:
            ways[way].append(identity)
    return Movement(total, **{way: tuple(ids) for way, ids in ways.items()})


def _way(before: RecordedItem, after: RecordedItem) -> str | None:
    """The field of the movement to which an indicator belongs; `None` if it did not move."""
    old, new = before.status, after.status
    if before.excluded or after.excluded:
        return None if before.excluded == after.excluded else "other"
    if old is new or (old in REACHED and new in REACHED):
        return None
    direction = _direction(before, after)
    if direction is not Direction.NEITHER:
        return "met" if new in REACHED else str(direction)
    return "to_verify" if new in TO_VERIFY and old not in TO_VERIFY else "other"
