"""Derive 状态 from a verdict in the year judged, and its severity (design §5)."""

from __future__ import annotations

from collections.abc import Collection
from fractions import Fraction

from shengzhou_quality.diagnostics import Severity
from shengzhou_quality.interval import order
from shengzhou_quality.judgement import (
    Judgement,
    Note,
    NoteCode,
    Paces,
    Period,
    Status,
    Verdict,
)
from shengzhou_quality.plan.kinds import AnyIndicator
from shengzhou_quality.plan.kinds.indicator import Constraint
from shengzhou_quality.plan.model import CutOffs

FAILING = frozenset({Status.MISSED, Status.LAPSED, Status.BEHIND, Status.REGRESSED})
"""The statuses with which a binding indicator fails in any year."""

UNPROVEN = frozenset({Status.UNDETERMINED, Status.NO_DATA})
"""The statuses without proof: in the final year they count as failing."""

TO_VERIFY = frozenset({*UNPROVEN, Status.INVALID})
"""待核实: the statuses that the office concerned must clear up."""

ON_SCHEDULE = (Status.ACHIEVED, Status.MAINTAINED, Status.AHEAD, Status.ON_TRACK)
"""符合或快于时序进度: as an official mid-term review counts them, in this order."""

LAGGING = (Status.BEHIND, Status.REGRESSED, Status.LAPSED)
"""滞后, as the opening sentence counts them before the final year."""

LADDER = (Status.AHEAD, Status.ON_TRACK, Status.SLIPPING, Status.BEHIND, Status.REGRESSED)
"""The statuses by pace, the best first."""

_NOTHING = Fraction(0)
_SAME_IN_ANY_YEAR = {
    Verdict.NO_DATA: Status.NO_DATA,
    Verdict.INVALID: Status.INVALID,
}
_IN_THE_FINAL_YEAR = _SAME_IN_ANY_YEAR | {
    Verdict.MET: Status.MET,
    Verdict.NOT_MET: Status.MISSED,
    Verdict.UNDETERMINED: Status.UNDETERMINED,
}
_KEPT_SO_FAR = _SAME_IN_ANY_YEAR | {
    Verdict.MET: Status.MAINTAINED,
    Verdict.NOT_MET: Status.LAPSED,
    Verdict.UNDETERMINED: Status.UNDETERMINED,
}


def status_of(
    judgement: Judgement, indicator: AnyIndicator, period: Period, cut_offs: CutOffs
) -> Status:
    """The status of one indicator in the year judged."""
    verdict = judgement.verdict
    if period.is_final:
        return _IN_THE_FINAL_YEAR[verdict]
    if judgement.is_lost:
        return Status.BEHIND
    if indicator.is_kept:
        return _kept_so_far(judgement, indicator, period)
    if verdict in _SAME_IN_ANY_YEAR:
        return _SAME_IN_ANY_YEAR[verdict]
    if verdict is Verdict.MET and indicator.can_be_early:
        return Status.ACHIEVED
    if any(note.forms_differ for note in judgement.notes):
        return Status.UNDETERMINED
    if judgement.paces is None:
        return _without_path(judgement, indicator)
    worst, best = _rungs(judgement.paces, cut_offs)
    return worst if worst is best else Status.UNDETERMINED


def _kept_so_far(judgement: Judgement, indicator: AnyIndicator, period: Period) -> Status:
    """当年未达目标值 is said of the year judged only; after a miss in an earlier year it is behind.

    Every year is to be inside, so what was missed once cannot be made up for: 滞后, as a review
    before the final year calls what does not reach its target.
    """
    missed = judgement.verdict is Verdict.NOT_MET and indicator.is_of_worst_year
    if missed and judgement.verdict_by_year.get(period.year) is not Verdict.NOT_MET:
        return Status.BEHIND
    return _KEPT_SO_FAR[judgement.verdict]


def _without_path(judgement: Judgement, indicator: AnyIndicator) -> Status:
    """No pace: on its way, unless it starts at the target and is now worse than the baseline.

    A mean is on no way to its target: in any year the mean so far is to meet it.
    """
    if judgement.verdict is not Verdict.NOT_MET or judgement.is_below_start is None:
        return Status.UNDETERMINED
    if indicator.is_mean:
        return Status.LAPSED
    return Status.REGRESSED if judgement.is_below_start else Status.PENDING


def _rungs(paces: Paces, cut_offs: CutOffs) -> tuple[Status, Status]:
    """The lowest and the highest rung that are possible; an open end is not reached itself."""
    worst = Status.REGRESSED if paces.worst is None else rung(paces.worst, cut_offs)
    if paces.best is None:
        return worst, Status.AHEAD
    if paces.best is paces.worst and not paces.best_is_open:
        return worst, worst
    return worst, rung(paces.best, cut_offs, itself=not paces.best_is_open)


def rung(pace: Fraction, cut_offs: CutOffs, *, itself: bool = True) -> Status:
    """The rung of the ladder on which an exact pace stands, or (`itself` false) all below it."""
    for cut_off, status in zip((*cut_offs.exact, _NOTHING), LADDER, strict=False):
        beyond = order(pace, cut_off)
        if beyond > 0 or (itself and beyond == 0):
            return status
    return Status.REGRESSED


def severity_of(
    status: Status, constraint: Constraint | None, notes: Collection[Note], period: Period
) -> Severity | None:
    """An error for a binding indicator that fails, or proves nothing in the final year.

    A commitment or milestone, which has no legal weight, gets a warning. So does a year that
    missed the target, or missed a target of its own.
    """
    if status is Status.INVALID:
        return Severity.ERROR
    fails = status in FAILING or (period.is_final and status in UNPROVEN)
    if fails:
        return Severity.ERROR if constraint is Constraint.BINDING else Severity.WARNING
    if status is Status.SLIPPING or status in UNPROVEN:
        return Severity.WARNING
    missed = any(note.code is NoteCode.YEAR_OUTSIDE or note.year_missed for note in notes)
    return Severity.WARNING if missed else None
