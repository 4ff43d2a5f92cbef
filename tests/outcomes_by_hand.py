"""Outcomes made by hand, so that what comes of them can be counted by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shengzhou_quality.diagnostics import Diagnostic, Place
from shengzhou_quality.evaluation.outcome import (
    Ask,
    EntitySource,
    FileRead,
    ItemOutcome,
    Outcome,
    refused,
)
from shengzhou_quality.evaluation.report import Conclusion
from shengzhou_quality.evaluation.roll_up import RollUp
from shengzhou_quality.evaluation.tally import Tally
from shengzhou_quality.judgement import Status, Verdict
from shengzhou_quality.plan.kinds.indicator import Constraint

if TYPE_CHECKING:
    from collections.abc import Iterable

    from shengzhou_quality.plan.model import Plan

BINDING = ("1", "2")
"""Of the indicators used here; 7 and 22 are anticipatory in the shipped plan."""
_MET = (Status.MET, Status.MAINTAINED, Status.ACHIEVED)
_SAME = (Status.UNDETERMINED, Status.NO_DATA, Status.INVALID)


def outcome(
    entity: str,
    statuses: dict[str, Status],
    *,
    year: int = 2025,
    errors: int = 0,
    asks: tuple[Ask, ...] = (),
    excluded: tuple[str, ...] = (),
    found: dict[str, int] | None = None,
) -> Outcome:
    items = tuple(
        ItemOutcome(
            identity,
            Constraint.BINDING if identity in BINDING else Constraint.ANTICIPATORY,
            _verdict(status),
            status,
            None,
        )
        for identity, status in statuses.items()
    )
    bad = [one for one in items if one.status not in (*_MET, Status.ON_TRACK)]
    fails = errors or any(one.constraint is Constraint.BINDING for one in bad)
    return Outcome(
        entity=entity,
        said_by=EntitySource.FILE,
        files=(FileRead(f"{entity}.xlsx", "0" * 64),),
        basis="b",
        exit_code=1 if fails else 0,
        year=year,
        final=year == 2025,
        conclusion=Conclusion.FAILING if fails else Conclusion.MET,
        indicators=items,
        worst=bad[0].id if bad else None,
        errors=errors,
        asks=asks,
        excluded=excluded,
        found=found or {},
    )


def _verdict(status: Status) -> Verdict:
    if status in _MET:
        return Verdict.MET
    return Verdict(status.value) if status in _SAME else Verdict.NOT_MET


def items(first: Status, second: Status, seventh: Status, last: Status) -> dict[str, Status]:
    return dict(zip(("1", "2", "7", "22"), (first, second, seventh, last), strict=True))


def unreadable(entity: str) -> Outcome:
    file = f"{entity}.pdf"
    finding = Diagnostic("pdf-file", Place(file))
    return refused(entity, EntitySource.FILE, "b", [FileRead(file, None)], [finding])


MET, MISSED, NO_DATA, INVALID = Status.MET, Status.MISSED, Status.NO_DATA, Status.INVALID
SIX = (
    outcome("甲县", items(MET, MET, MET, MET)),
    outcome("乙县", items(MISSED, MET, MISSED, MET), found={"implausible": 3}),
    outcome("丙县", items(MET, NO_DATA, MET, MET), asks=(Ask("统计局", 1, 0), Ask("科技局", 1, 2))),
    outcome(
        "丁县",
        items(MISSED, MISSED, MET, INVALID),
        errors=1,
        asks=(Ask(None, 1, 0),),
        found={"implausible": 1, "not-a-number": 1},
    ),
    unreadable("戊县"),
    outcome(
        "己县",
        items(Status.MAINTAINED, Status.LAPSED, Status.BEHIND, Status.ON_TRACK),
        year=2023,
    ),
)
"""Four of the final year, one that cannot be read, one of a year before."""


def rolled(plan: Plan, outcomes: Iterable[Outcome]) -> RollUp:
    tally = Tally(plan)
    for one in outcomes:
        tally.add(one)
    return tally.roll_up()
