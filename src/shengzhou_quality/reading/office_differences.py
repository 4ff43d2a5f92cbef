"""Report sources that name another office than the one that rules, once for all their items."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from shengzhou_quality.diagnostics import Diagnostic, Parameter, Place
from shengzhou_quality.limits import quoted
from shengzhou_quality.offices import OfficeNames, offices_in
from shengzhou_quality.plan.model import Plan
from shengzhou_quality.reading.assigned import Assigned
from shengzhou_quality.reported import Observation, Provenance


class _Naming(NamedTuple):
    """A source that names the office `text` for an item, and what rules over it."""

    variant: str
    item: str
    text: str
    ruling: tuple[str, ...]
    place: Place


def tell_differences(
    plan: Plan,
    assigned: Assigned | None,
    said: Sequence[Provenance],
    filled_by: Mapping[Place, str],
    reported: Iterable[Observation],
) -> Iterator[Diagnostic]:
    """`said` are the rows with their 责任单位, `reported` all values, as they were settled.

    A 填报单位 line counts only for items that its sheet reports and names no office beside.
    """
    names = OfficeNames(plan.head.area)
    of_list = assigned.offices if assigned else {}
    sources = [
        *(_of_plan(plan, assigned) if assigned else ()),
        *_of_columns(plan, of_list.keys(), said),
        *_of_lines(plan, of_list.keys(), said, filled_by, reported),
    ]
    alike: dict[tuple[str, Place, str, tuple[str, ...]], dict[str, Place]] = {}
    for source in sources:
        ruling = source.ruling or of_list[source.item].names
        offices = offices_in(source.text)
        if not any(names.same(one, other) for one in offices for other in ruling):
            key = (source.variant, source.place.whole, source.text, ruling)
            alike.setdefault(key, {}).setdefault(source.item, source.place)
    for (variant, _, text, ruling), items in alike.items():
        details: dict[str, Parameter] = {
            "text": quoted(text),
            "others": ruling,
            "items": tuple(items),
            "variant": variant,
        }
        yield Diagnostic("office-differs", next(iter(items.values())), parameters=details)


def _of_plan(plan: Plan, assigned: Assigned) -> Iterator[_Naming]:
    """The list of offices against the plan, over which it rules."""
    for item, office in assigned.offices.items():
        if item in plan.offices:
            place = assigned.places[item]
            yield _Naming("plan", item, office.office, plan.offices[item], place)


def _of_columns(plan: Plan, listed: Iterable[str], said: Iterable[Provenance]) -> Iterator[_Naming]:
    for row in said:
        item, text = row.indicator, row.office
        if text and item in listed:
            yield _Naming("column", item, text, (), row.place)
        elif text and item in plan.offices:
            yield _Naming("printed", item, text, plan.offices[item], row.place)


def _of_lines(
    plan: Plan,
    listed: Iterable[str],
    said: Iterable[Provenance],
    filled_by: Mapping[Place, str],
    reported: Iterable[Observation],
) -> Iterator[_Naming]:
    in_columns = {(row.indicator, row.place.whole) for row in said if row.office}
    for seen in reported:
        item, sheet = seen.indicator, seen.place.whole
        if seen.printed or sheet not in filled_by or (item, sheet) in in_columns:
            continue
        if item in listed:
            yield _Naming("workbook", item, filled_by[sheet], (), sheet)
        elif item in plan.offices:
            yield _Naming("line", item, filled_by[sheet], plan.offices[item], sheet)
