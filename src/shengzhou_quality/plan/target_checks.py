"""Check what targets are in time, and what a plan file leaves unsaid about them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from shengzhou_quality.decimals import exact_decimal, plain
from shengzhou_quality.interval import Interval
from shengzhou_quality.notation import Direction, Figure, read_value
from shengzhou_quality.plan.checks import ReportFault, Warn
from shengzhou_quality.plan.kinds import AnyIndicator
from shengzhou_quality.plan.kinds.aimed import AimedIndicator
from shengzhou_quality.plan.kinds.fields import units_of
from shengzhou_quality.plan.model import Head
from shengzhou_quality.plan.target_text import Phrase, read_targets_by_year

_FIVE_YEAR_PLANS = {
    f"十{numeral}五": 2005 + 5 * number for number, numeral in enumerate("一二三四五六七", 1)
}
"""The last year of the period of each five-year plan that a target may name."""
_TARGETS, _TARGET = "targets", "target"
Path = tuple[str | int, ...]


def fill_targets(items: object, head: Head | None, report: ReportFault) -> None:
    """Give each item the target of the plan's last year, wherever it is written.

    到2025年92以上，到2027年92.5以上 is parted into the targets of its years.
    """
    for number, item in enumerate(items if isinstance(items, list) else ()):
        if not isinstance(item, dict):
            continue
        written, targets = item.get(_TARGET), item.get(_TARGETS)
        last = str(head.target_year) if head else _last(targets)
        if isinstance(written, str) and targets is None:
            found = read_targets_by_year(written, units_of(item))
            by_year = {str(year): text for year, text in found.items()}
            written, targets = (None, by_year) if last in by_year else (written, None)
        if not isinstance(targets, dict):
            continue
        if written is not None and targets.setdefault(last, written) != written:
            path = ("indicators", number, _TARGETS, last)
            report("plan-two-targets", path, written=str(targets[last]), other=str(written))
        if last in targets:
            item[_TARGET] = targets[last]
        item[_TARGETS] = targets if set(targets) - {last} else None


def _last(targets: object) -> str:
    """What is taken for the last year of a plan that does not say it: no fault of the targets."""
    return max(map(str, targets), default="") if isinstance(targets, dict) else ""


def check_targets(
    indicators: Mapping[int, AnyIndicator],
    items: object,
    head: Head | None,
    report: ReportFault,
    warn: Warn,
) -> None:
    """`items` are the indicators as they are written, by their place in the list."""
    if head is None or not isinstance(items, list):
        return
    for number, indicator in indicators.items():
        if isinstance(indicator, AimedIndicator):
            at = ("indicators", number)
            faults = list(_faults(indicator, head))
            for code, path, parameters in faults:
                report(code, (*at, *path), **parameters)
            if faults:
                continue  # it is left to people, and no reading of it is doubted
            for code, key, parameters in _doubts(indicator, items[number], head):
                warn(code, (*at, key), indicator.id, name=indicator.name, **parameters)


def _faults(item: AimedIndicator, head: Head) -> Iterator[tuple[str, Path, dict[str, str]]]:
    """Faults of the targets of other years, of changed ones and of the stretch."""
    if item.baseline_year is not None and item.baseline_year >= head.target_year:
        yield "plan-years-reversed", ("baseline_year",), {"key": "baseline_year"}
    if item.targets and not item.takes_targets:
        yield "plan-targets-of-another-kind", (_TARGETS,), {"kind": item.kind}
        return
    since = item.baseline_year or head.baseline_year
    if not (_can_count_from(since, item, head) and _is_of_this_time(item.phrase, since, head)):
        base = head.baseline_year if item.sums_years else since
        said = {"written": item.target, "base": str(base)}
        yield "plan-target-of-another-time", (_TARGET,), said
    for year, aimed in item.by_year.items():
        path: Path = (_TARGETS, str(year))
        if year <= head.baseline_year:
            given = {"written": str(year), "base": str(head.baseline_year)}
            yield "plan-target-before-plan", path, given
        yield from _unsound(aimed, path)
    yield from _faults_of_changes(item)
    for place, reading in enumerate(item.readings):
        if item.reads_target(reading.target, item.units):  # else it is told as no figure at all
            yield from _unsound(item.with_target(reading.target), ("readings", place, _TARGET))
    if item.stretched is not None:
        unsound = list(_unsound(item.stretched, ("stretch",)))
        yield from unsound
        if not unsound and not _is_beyond(item.stretched.asked, item.asked):
            given = {"written": item.stretch or "", _TARGET: item.target}
            yield "plan-stretch-not-beyond", ("stretch",), given


def _faults_of_changes(item: AimedIndicator) -> Iterator[tuple[str, Path, dict[str, str]]]:
    before = ""
    for place, change in enumerate(item.changed_targets):
        path: Path = ("changed_targets", place)
        if change.date <= before:
            yield "plan-changes-out-of-order", (*path, "date"), {"written": change.date}
        before = change.date
        yield from _unsound(item.aimed_at(change.target), (*path, _TARGET))


def _can_count_from(since: int, item: AimedIndicator, head: Head) -> bool:
    """Whether a sum of years may count from there: changes from an earlier year, others not."""
    if not item.sums_years or item.baseline is not None or since == head.baseline_year:
        return True
    return item.may_go_back and since < head.baseline_year


def _is_of_this_time(phrase: Phrase, base: int, head: Head) -> bool:
    """Whether it counts from the base year (较2020年) and names no other period (“十四五”时期)."""
    since, period = phrase.since, phrase.period
    ends = None if period is None else _FIVE_YEAR_PLANS[period]
    return since in (None, base) and ends in (None, head.target_year)


def _is_beyond(stretch: Interval, target: Interval) -> bool:
    return stretch != target and stretch.is_subset_of(target)


def _unsound(aimed: AimedIndicator, path: Path) -> Iterator[tuple[str, Path, dict[str, str]]]:
    """What would be at fault if this were the target of the item."""
    try:
        aimed.check()
    except ValueError as error:
        said = {"written": aimed.target, _TARGET: aimed.target, "unit": aimed.unit or ""}
        yield f"plan-{error}", path, {**said, "key": str(path[-1])}


def _doubts(
    item: AimedIndicator, written: Mapping[str, Any], head: Head
) -> Iterator[tuple[str, str, dict[str, str]]]:
    """Where the plan file can be used, and a person should still say what is meant."""
    unsaid = written.get("direction") is None
    given = {"written": item.target, "direction": item.direction.value}
    if unsaid and item.phrase.usual is not None and item.phrase.relation is None:
        yield "plan-usual-sense", _TARGET, given
    elif unsaid and item.direction is Direction.WITHIN:
        yield "plan-range-without-direction", _TARGET, given
    level, change = item.phrase.interval.value, item.phrase.change
    if change is not None and level is not None and item.baseline_point is not None:
        reached = item.changed_to
        if reached is not None and reached != level:
            said = {"baseline": item.baseline or "", "reached": plain(exact_decimal(reached))}
            yield "plan-level-and-change", _TARGET, {"written": item.target, **said}
    figure = read_value(item.baseline) if item.baseline is not None else None
    if item.may_go_back and isinstance(figure, Figure):  # a level of 78 would pass for a rise of 78
        said = {"written": item.target, "baseline": item.baseline or ""}
        yield "plan-change-with-baseline", "baseline", said
    for changed in item.changed_targets:
        if not head.baseline_year < changed.year <= head.target_year:
            first, last = str(head.baseline_year + 1), str(head.target_year)
            said = {"written": changed.date, "first": first, "last": last}
            yield "plan-change-outside-plan", "changed_targets", said
    is_marked = isinstance(figure, Figure) and figure.footnote
    if is_marked and item.baseline_year is None:
        said = {"written": item.baseline or "", "year": str(head.baseline_year)}
        yield "plan-baseline-year-unsaid", "baseline", said
