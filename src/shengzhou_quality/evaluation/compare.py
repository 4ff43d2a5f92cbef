"""Compare two recorded evaluations: items, data problems, requests, files, counts.

A corrected file has another name and its rows may stand elsewhere, so nothing is matched by its
file first. Sentences are not compared: the reports may be in different languages.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, Final, TypeVar

from shengzhou_quality.evaluation.comparison import (
    AskedAgain,
    Comparison,
    Difference,
    Direction,
    FileDifference,
    ItemChange,
    Movement,
    Presence,
    Problems,
    Requests,
    Side,
    Statuses,
    Texts,
    Verdicts,
    YearTexts,
)
from shengzhou_quality.evaluation.differences import differences
from shengzhou_quality.evaluation.recorded import (
    Asked,
    Problem,
    Recorded,
    RecordedFile,
    RecordedItem,
)
from shengzhou_quality.evaluation.standing import REACHED, direction_of
from shengzhou_quality.evaluation.status import TO_VERIFY
from shengzhou_quality.plan.kinds import KINDS

T = TypeVar("T")

_OF_ANY_YEAR: Final = frozenset(
    {"name", "unit", "constraint", "kind", "baseline", "target", "deadline", "demanded"}
)
"""The fields of an item that mean the same in another year; the rest are of the year judged."""
_SHOWN: Final = frozenset({"verdict", "status", "target.text"})
"""The fields that a change of an item has by name."""
_CREATED: Final = {name for name, kind in KINDS.items() if kind.is_created}
_PLACES: Final = frozenset({"place", "places", "rows"})


def compare(old: Recorded, new: Recorded) -> Comparison:
    """Compare `new` with `old`. Items that `--only` left out on one side are not compared."""
    same_plan, same_year = old.plan == new.plan, old.year == new.year
    common = _common(old, new) if same_plan else set()
    found = list(_items(old, new, common, same_year=same_year))
    moved = [one.id for one in found if not _is_changed(one)]
    changes = [_without_places(one) for one in found if _is_changed(one)]
    of_others = same_plan and same_year and old.only == new.only
    return Comparison(
        old=_side(old),
        new=_side(new),
        files=tuple(_files(old, new)),
        settings=tuple(_settings(old, new)) if same_plan else (),
        items=tuple(_without_repeated(changes, new)),
        moved=tuple(moved),
        counts=tuple(_at(("summary", "tasks"), old, new)) if of_others else (),
        others=tuple(_at(("result", "assessment", "lists"), old, new)) if of_others else (),
        problems=_problems(old, new, common) if same_plan else Problems((), (), ()),
        requests=_requests(old, new, common) if same_plan else Requests((), (), (), ()),
        movement=_movement(old, new, common),
        statuses=tuple(
            (one.id, None if one.excluded else one.status)
            for one in old.items.values()
            if same_plan
        ),
    )


def _side(of: Recorded) -> Side:
    return Side(of.path, of.version, of.plan, of.title, of.year, of.final, of.only)


def _common(old: Recorded, new: Recorded) -> set[str | None]:
    """The ids that both sides could have judged; and `None`, what is of no item."""
    chosen = [set(each.only) for each in (old, new) if each.only is not None]
    ids = {*old.items, *new.items}
    return {None, *(ids.intersection(*chosen) if chosen else ids)}


# items


def _items(
    old: Recorded, new: Recorded, common: Collection[str | None], *, same_year: bool
) -> Iterator[ItemChange]:
    """The items of which anything differs, in the order of the newer plan."""
    order = [*new.items, *(identity for identity in old.items if identity not in new.items)]
    for identity in order:
        if identity not in common:
            continue
        before, after = old.items.get(identity), new.items.get(identity)
        found = [] if before is None or after is None else _fields(before, after, old, new)
        if not same_year:
            found = [one for one in found if _compares_years(one, before, after)]
        change = _item(before, after, found)
        if found or change.presence is not Presence.BOTH or _is_changed(change):
            yield change


def _fields(
    before: RecordedItem, after: RecordedItem, old: Recorded, new: Recorded
) -> list[Difference]:
    return list(differences(before.data, after.data, old.without_file, new.without_file))


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
    weighed = both and before is not None and after is not None
    return ItemChange(
        id=either.id,
        name=either.name,
        unit=either.data.get("unit"),
        group=either.group,
        created=either.data.get("kind") in _CREATED,
        presence=presence,
        direction=direction_of((statuses[0], verdicts[0]), (statuses[1], verdicts[1]))
        if weighed
        else Direction.NEITHER,
        status=Statuses(*statuses),
        verdict=Verdicts(*verdicts),
        target=Texts(_text(before, "target"), _text(after, "target")),
        actual=Texts(_text(before, "actual"), _text(after, "actual")),
        values=values,
        fields=tuple(one for one in found if one.field not in shown),
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


def _movement(old: Recorded, new: Recorded, common: Collection[str | None]) -> Movement:
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
    if new in REACHED:
        return "met"
    if new in TO_VERIFY:
        return "other" if old in TO_VERIFY else "to_verify"
    direction = direction_of((old, before.verdict), (new, after.verdict))
    return "other" if direction is Direction.NEITHER else str(direction)


# what is asked for, and what is wrong

_REQUEST_KEYS: Sequence[Callable[[Asked], Hashable]] = (
    lambda one: one,
    lambda one: (one.item, one.years, one.texts, one.sheet, one.office),
    lambda one: (one.item, one.file, one.sheet),
    lambda one: (one.item, one.sheet, one.office),
    lambda one: (one.item, one.office),
    lambda one: one.item,
)
"""How a request is found again, the surest sign first."""

_PROBLEM_KEYS: Sequence[Callable[[Problem], Hashable]] = (
    lambda one: (one.code, one.severity, one.item, one.year, one.text, *one.at),
    lambda one: (one.code, one.severity, one.item, one.year, one.text, one.sheet, one.cell),
    lambda one: (one.code, one.severity, one.item, one.year, one.text, one.sheet),
    lambda one: (one.code, one.severity, one.item, one.year, one.text),
)


def _requests(old: Recorded, new: Recorded, common: Collection[str | None]) -> Requests:
    before = [one for one in old.requests if one.item in common]
    after = [one for one in new.requests if one.item in common]
    pairs, settled, added = _matched(before, after, _REQUEST_KEYS)
    return Requests(
        new=tuple(added),
        changed=tuple(AskedAgain(one, now) for one, now in pairs if not _was_asked(one, now)),
        open=tuple(now for one, now in pairs if _was_asked(one, now)),
        settled=tuple(settled),
    )


def _was_asked(before: Asked, now: Asked) -> bool:
    """Whether all that is asked for now was asked for before: nothing new is to be said."""
    if not (now.years or now.texts):
        return now.why == before.why
    return {*now.years} <= {*before.years} and {*now.texts} <= {*before.texts}


def _problems(old: Recorded, new: Recorded, common: Collection[str | None]) -> Problems:
    before = [one for one in old.findings if one.item in common]
    after = [one for one in new.findings if one.item in common]
    keys = _PROBLEM_KEYS
    if not all("text" in one for of in (old, new) for one in of.data["diagnostics"]):
        keys = _WITHOUT_TEXT
    pairs, solved, added = _matched(before, after, keys)
    return Problems(tuple(added), tuple(now for _, now in pairs), tuple(solved))


_WITHOUT_TEXT: Sequence[Callable[[Problem], Hashable]] = (
    lambda one: (one.severity, *one.at),
    lambda one: (one.code, one.severity, one.item, one.sheet, one.cell),
)
"""For a report of an older version, which does not tell the value of a finding."""


def _matched(
    before: Iterable[T], after: Iterable[T], keys: Sequence[Callable[[T], Hashable]]
) -> tuple[list[tuple[T, T]], list[T], list[T]]:
    """Pairs by the first key that both have; then what is left of each side, in its order.

    Nothing is in two pairs: of two equal ones before and one after, one is left.
    """
    left, right = list(enumerate(before)), list(enumerate(after))
    pairs: list[tuple[int, T, T]] = []
    for key in keys:
        waiting: dict[Hashable, list[tuple[int, T]]] = {}
        for numbered in left:
            waiting.setdefault(key(numbered[1]), []).append(numbered)
        unmatched = []
        for number, one in right:
            found = waiting.get(key(one))
            if found:
                pairs.append((number, found.pop(0)[1], one))
            else:
                unmatched.append((number, one))
        left = sorted((each for of in waiting.values() for each in of), key=lambda each: each[0])
        right = unmatched
    pairs.sort(key=lambda pair: pair[0])
    return [pair[1:] for pair in pairs], [one for _, one in left], [one for _, one in right]


# files, settings, counts


def _files(old: Recorded, new: Recorded) -> Iterator[FileDifference]:
    yield from _file_differences("plan", old.plan_files, new.plan_files)
    yield from _file_differences("data", old.sources, new.sources)


def _file_differences(
    of: Any, old: Sequence[RecordedFile], new: Sequence[RecordedFile]
) -> Iterator[FileDifference]:
    """Files with other bytes: by path, else by the name of the file; the rest lack on one side."""
    digests: Sequence[Callable[[RecordedFile], Hashable]] = (lambda one: one.sha256,)
    _, before, after = _matched(old, new, digests)
    names: Sequence[Callable[[RecordedFile], Hashable]] = (
        lambda one: one.path,
        lambda one: one.path.replace("\\", "/").rpartition("/")[2],
    )
    pairs, gone, added = _matched(before, after, names)
    for one, now in pairs:
        yield FileDifference(of, now.path, one.sha256, now.sha256)
    for one in gone:
        yield FileDifference(of, one.path, one.sha256, None)
    for one in added:
        yield FileDifference(of, one.path, None, one.sha256)


def _settings(old: Recorded, new: Recorded) -> Iterator[Difference]:
    """What the runs were asked to do, and what the head of the plan says."""
    for key, before, after in (
        ("year", old.year, new.year),
        ("final", old.final, new.final),
        ("fail_on", old.fail_on, new.fail_on),
        ("only", _joined(old.only), _joined(new.only)),
    ):
        if before != after:
            yield Difference(key, before, after)
    head, now = ({**of.data["plan"], "files": [], "sha256": None} for of in (old, new))
    yield from differences(head, now, old.without_file, new.without_file, "plan")


def _joined(only: tuple[str, ...] | None) -> str | None:
    return None if only is None else ",".join(only)


def _at(keys: Iterable[str], old: Recorded, new: Recorded) -> Iterator[Difference]:
    for key in keys:
        before, after = (_compared(key, of) for of in (old, new))
        path = "" if key == "tasks" else key
        yield from differences(before, after, old.without_file, new.without_file, path)


def _compared(key: str, of: Recorded) -> Mapping[str, Any]:
    """A part of a report without what is compared by itself."""
    part = of.data.get(key)
    if key == "tasks" or not isinstance(part, Mapping):
        return {key: part}
    if key == "lists":
        return {"warnings": part.get("warnings")}
    return {name: value for name, value in part.items() if name != "fail_on"}
