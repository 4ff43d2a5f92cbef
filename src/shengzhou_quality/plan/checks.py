"""Check the indicators of a plan against each other, as far as each is valid by itself."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Protocol

from shengzhou_quality.notation import Direction
from shengzhou_quality.plan.faults import tell, unknown_category
from shengzhou_quality.plan.ids import spelled
from shengzhou_quality.plan.kinds import AnyIndicator, MeasuredIndicator
from shengzhou_quality.plan.kinds.indicator import ANYTHING
from shengzhou_quality.plan.model import Category
from shengzhou_quality.plan.names import fold
from shengzhou_quality.sources.tree import KeyPath


class ReportFault(Protocol):
    def __call__(self, code: str, path: tuple[str | int, ...], **parameters: str) -> None: ...


class Warn(Protocol):
    def __call__(
        self, code: str, path: tuple[str | int, ...], indicator: str, **parameters: str
    ) -> None: ...


def check_baselines(indicators: Mapping[int, AnyIndicator], warn: Warn) -> None:
    """Warn of a level whose baseline already meets its target: it should be kind maintain."""
    for number, indicator in indicators.items():
        if indicator.starts_from_baseline and indicator.starts_in_target:
            said = {"baseline": indicator.baseline or "", "target": indicator.target}
            said |= _what_is_meant(indicator)
            path = ("indicators", number, "baseline")
            warn("plan-baseline-in-target", path, indicator.id, name=indicator.name, **said)


def _what_is_meant(indicator: MeasuredIndicator) -> dict[str, str]:
    """The variant of the cure: a bare number that may have to fall, or an upper limit (<12)."""
    phrase, start = indicator.phrase, indicator.baseline_point
    rising = indicator.direction is Direction.INCREASE
    if phrase is None or phrase.relation is None:
        may_fall = phrase is not None and rising and start not in (None, indicator.bound)
        may_rise = phrase is not None and not rising and start not in (None, indicator.bound)
        return {"variant": "falls"} if may_fall else {"variant": "rises"} if may_rise else {}
    return {} if rising else {"variant": "upper-limit"}


def check_indicators(
    indicators: Mapping[int, AnyIndicator],
    categories: Mapping[int, Category],
    report: ReportFault,
    unread: Collection[str] = (),
) -> None:
    """Check that ids, keys and names are unique, categories exist, readings can be read.

    `unread` are the ids and keys in items that have faults of their own.
    """
    by_name = {category.name: category.key for category in categories.values()}
    known = {*unread, *(category.key for category in categories.values())} if by_name else set()
    ids: dict[str, str] = {}
    names: dict[str, str] = {}
    for number, indicator in indicators.items():
        at = ("indicators", number)
        same_id = indicator.id in ids
        for key, identity in (("id", indicator.id), ("key", indicator.key)):
            if identity in ids and not (key == "key" and same_id):  # a key follows from the id
                report("plan-duplicate-id", (*at, key), written=identity, other=ids[identity])
            ids[identity] = indicator.name
        for name in (indicator.name, *indicator.aliases):
            other = names.setdefault(fold(name), indicator.id)
            if other != indicator.id:
                report("plan-name-twice", (*at, "name"), written=name, other=other)
        _check_place_in_table(indicator, known, by_name, at, report)
        for place, reading in enumerate(indicator.readings):
            if not _is_a_target_of(indicator, reading.target):
                path = (*at, "readings", place, "target")
                report("plan-not-a-figure", path, key="target", written=reading.target)


def _check_place_in_table(
    indicator: AnyIndicator,
    known: Collection[str],
    by_name: Mapping[str, str],
    at: tuple[str, int],
    report: ReportFault,
) -> None:
    """Check that an indicator has a category of the plan, and a legal weight."""
    for key in ("category", "constraint"):
        if getattr(indicator, key) is None:
            told = tell("plan-missing-key", (*at, key), {}, None, by_name)
            report(told.code, at, **told.parameters)
    written = indicator.category
    if known and written is not None and written not in known:
        told = unknown_category((*at, "category"), written, by_name)
        report(told.code, told.path, **told.parameters)


def without_plausible(
    indicators: Mapping[int, AnyIndicator],
) -> Iterator[tuple[KeyPath, MeasuredIndicator]]:
    """Yield the indicators in 万 or 亿 of which nothing in the plan says how large a value is.

    Offices report these in the smaller unit too, and only a baseline or a usual range tells.
    """
    for number, indicator in indicators.items():
        if indicator.of_states or indicator.of_growth or not indicator.unit:
            continue
        known = indicator.baseline is not None or indicator.plausible != ANYTHING
        if indicator.unit[0] in "万亿" and not known:
            yield ("indicators", number, "unit"), indicator


def check_directions(
    indicators: Mapping[int, AnyIndicator], marked: Collection[str | None], warn: Warn
) -> None:
    """Check that a mark says so of each indicator whose direction is undecided."""
    for number, indicator in indicators.items():
        if not indicator.of_states and indicator.is_undecided and indicator.id not in marked:
            path = ("indicators", number, "direction")
            said = {"name": indicator.name, "target": indicator.target}
            warn("plan-direction-undecided", path, indicator.id, **said)


def _is_a_target_of(indicator: AnyIndicator, target: str) -> bool:
    if indicator.of_states:
        return any(target in (state.name, *state.spellings) for state in indicator.every_state)
    return indicator.reads_target(target, indicator.units)


def check_comparisons(
    indicators: Mapping[int, AnyIndicator],
    comparisons: Mapping[int, MeasuredIndicator],
    report: ReportFault,
) -> None:
    """Check that ids and names are unique, and that `against` names figures of the same unit."""
    others: dict[str, AnyIndicator] = {}
    names: dict[str, str] = {}
    for indicator in indicators.values():
        others |= {spelled(indicator.id): indicator, indicator.key: indicator}
        names |= dict.fromkeys(map(fold, (indicator.name, *indicator.aliases)), indicator.id)
    for number, one in comparisons.items():
        at = ("comparisons", number)
        if spelled(one.id) in others:
            other = others[spelled(one.id)].name
            report("plan-duplicate-id", (*at, "id"), written=one.id, other=other)
        others |= {spelled(one.id): one, one.key: one}
        for name in (one.name, *one.aliases):
            known = names.setdefault(fold(name), one.id)
            if known != one.id:
                report("plan-name-twice", (*at, "name"), written=name, other=known)
    for number, indicator in indicators.items():
        wanted = indicator.compared_with
        if wanted is not None:
            other_item = others.get(wanted) or others.get(spelled(wanted))
            code = _fault_of(indicator, other_item)
            if code is not None:
                fitting = [
                    f"{one.id} {one.name}"
                    for one in (*indicators.values(), *comparisons.values())
                    if _fault_of(indicator, one) is None
                ]
                said = {"known": ", ".join(fitting)} if fitting else {"variant": "none"}
                report(code, ("indicators", number, "against"), written=wanted, **said)


def _fault_of(indicator: AnyIndicator, other: AnyIndicator | None) -> str | None:
    """The code of what keeps the two from being compared."""
    if other is None:
        return "plan-against-unknown"
    if other is indicator:
        return "plan-against-itself"
    if other.of_states or other.sums_years:
        return "plan-against-not-comparable"
    return "plan-against-in-other-unit" if other.unit != indicator.unit else None
