"""Select the findings that an office can correct, and tell what they are about."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence

from shengzhou_quality.diagnostics import Diagnostic, Place, Severity
from shengzhou_quality.evaluation import selections
from shengzhou_quality.evaluation.asks import ToCorrect
from shengzhou_quality.evaluation.report import Report
from shengzhou_quality.findings import GROUP_OF

_NOT_FOR_OFFICES = ("plan", "run")
"""Groups of findings that the evaluators settle themselves: about the plan, and about a run."""

_DIFFER = "conflicting-values"

_OF_NEED = frozenset({"approximate"})
"""Doubts about a value that matter only where the value is needed: a list asks for it then."""

_UNREAD = frozenset(
    {
        "another-area", "beyond-bounds", "caption-unclear", "column-not-read", "no-column-header",
        "no-full-year", "no-header", "no-name-column", "no-year", "reported-elsewhere",
        "row-not-read", "row-without-name", "unknown-indicator", "unlike", "values-not-read",
    }
)  # fmt: skip
"""Warnings that something was not read. Where no value is missing, it was none of the plan's."""


def findings_for_offices(report: Report, apart: Collection[str] = ()) -> Iterator[Diagnostic]:
    """The findings that an office can correct: errors and open doubts about its file."""
    needed = {cell.place for entry in report.lists.missing for cell in entry.cells}
    return (
        one
        for one in _open(report)
        if _is_for_offices(one, apart) and (one.code not in _OF_NEED or one.place in needed)
    )


def findings_for_evaluators(report: Report, apart: Collection[str] = ()) -> Iterator[Diagnostic]:
    """The others, that the evaluators correct: about the run, and their files `apart`.

    What is doubtful in the plan is told when it is read, in one line.
    """
    return (one for one in _open(report) if not _is_for_offices(one, apart))


def _open(report: Report) -> Iterator[Diagnostic]:
    for one in report.of_data:
        if one.severity is not Severity.INFO and one.settled is None:
            yield one


def _is_for_offices(finding: Diagnostic, apart: Collection[str]) -> bool:
    place = finding.place
    of_data = GROUP_OF[finding.code] not in _NOT_FOR_OFFICES
    return of_data and place is not None and place.file not in apart


def is_unread(finding: Diagnostic) -> bool:
    return finding.code in _UNREAD and finding.severity is Severity.WARNING


def unread_cells(report: Report) -> dict[tuple[str, Place | None], set[Place]]:
    """By item and sheet, the cells that a finding is about and that gave no value."""
    results = [*report.indicators]
    results += [one.result for one in selections.promises_of(report) if one.result is not None]
    seen = {entry.place for result in results for entry in result.series if entry.place}
    found: dict[tuple[str, Place | None], set[Place]] = {}
    for finding in findings_for_offices(report):
        place, item = finding.place, finding.indicator
        is_value = place is not None and place.row is not None and place not in seen
        if item is not None and place is not None and is_value and _quotes(finding):
            found.setdefault((item, place.whole), set()).add(place)
    return found


def mirrored(report: Report) -> dict[tuple[Place, str], Diagnostic]:
    """For a cell that another one contradicts, and that has no finding itself, the finding turned.

    Of several cells that differ from a first one, each has its finding and the first has none.
    """
    found: dict[tuple[Place, str], Diagnostic] = {}
    cells = {
        (str(cell.place), entry.result.indicator.id): cell.place
        for entry in report.lists.missing
        for cell in entry.cells
    }
    own = {(one.place, one.indicator) for one in report.diagnostics if one.code == _DIFFER}
    for finding in report.diagnostics:
        item = finding.indicator
        if finding.code != _DIFFER or item is None:
            continue
        named = finding.parameters
        cell = cells.get((str(named["place"]), item))
        if cell is not None and (cell, item) not in own:
            turned = {**named, "text": named["other"], "other": named["text"]}
            turned["place"] = str(finding.place)
            found.setdefault((cell, item), Diagnostic(_DIFFER, cell, item, turned))
    return found


def each_conflict_once(asked: Sequence[ToCorrect]) -> list[ToCorrect]:
    """Of two cells in one letter that only contradict each other, the one in the office's own file.

    Its own file is the one in which the letter asks for more. A cell that several others
    contradict is named by each of them.
    """
    by_place = {str(one.place): one for one in asked}
    in_file = Counter(one.place.file for one in asked)
    named = {str(one.place): _contradicting(one) for one in asked}
    dropped: set[Place] = set()
    for one in asked:
        place = str(one.place)
        others = [other for other, names in named.items() if names == place]
        if named[place] is None or not others or one.place in dropped:
            continue
        other = by_place[others[0]]
        if len(others) > 1:
            dropped.add(one.place)
        elif named[place] == others[0] and other.place not in dropped:
            fewer = in_file[one.place.file] < in_file[other.place.file]
            dropped.add(one.place if fewer else other.place)
    return [one for one in asked if one.place not in dropped]


def other_of(finding: Diagnostic) -> str | None:
    """The place of the other value, if two values differ."""
    return str(finding.parameters["place"]) if finding.code == _DIFFER else None


def without_answered_beside(
    asked: Sequence[ToCorrect], of_offices: Sequence[ToCorrect]
) -> list[ToCorrect]:
    """Without the cells of nobody in particular that only contradict a cell an office is asked of.

    Its letter names both places.
    """
    named = {(str(one.place), other_of(finding)) for one in of_offices for finding in one.findings}
    return [one for one in asked if (_contradicting(one), str(one.place)) not in named]


def _contradicting(ask: ToCorrect) -> str | None:
    """The other place, of a cell with nothing wrong but that it contradicts this one."""
    if len(ask.findings) != 1 or ask.findings[0].code != _DIFFER:
        return None
    return str(ask.findings[0].parameters["place"])


def _quotes(finding: Diagnostic) -> bool:
    return isinstance(finding.parameters.get("text"), str)
