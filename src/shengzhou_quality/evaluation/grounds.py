"""The basis of a status: the verdict alone, or a pace between two cut-offs."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from shengzhou_quality.evaluation.sensitivity import JudgedIndicator
from shengzhou_quality.evaluation.status import LADDER
from shengzhou_quality.judgement import Paces, Status, Verdict


class Ground(StrEnum):
    """What the status is based on."""

    NO_DATA = "no-data"
    INVALID = "invalid"
    FINAL_YEAR = "final-year"
    EACH_YEAR = "each-year"
    WORST_YEAR = "worst-year"
    EARLY = "early"
    PACE = "pace"
    BELOW_START = "below-start"
    """The actual is worse than a baseline inside the target or on its limit."""
    NO_PACE = "no-pace"
    ENDS_APART = "ends-apart"
    FORM_UNCLEAR = "form-unclear"
    UNPROVEN = "unproven"


@dataclass(frozen=True, slots=True)
class Grounds:
    """Of a pace, the exact paces and the cut-offs of its rung: at least `lower`, below `upper`."""

    ground: Ground
    paces: Paces | None = None
    lower: Fraction | None = None
    upper: Fraction | None = None


def grounds_of(finding: JudgedIndicator) -> Grounds:
    """Derive the basis from the status itself, so that the two always agree."""
    ground, paces = _ground(finding), finding.judgement.paces
    if ground is Ground.PACE:
        edges = (None, *finding.cut_offs.exact, Fraction(0), None)
        rung = LADDER.index(finding.status)
        return Grounds(ground, paces, lower=edges[rung + 1], upper=edges[rung])
    return Grounds(ground, paces if ground is Ground.ENDS_APART else None)


def _ground(finding: JudgedIndicator) -> Ground:
    judgement, status = finding.judgement, finding.status
    if judgement.verdict is Verdict.NO_DATA:
        return Ground.NO_DATA
    if judgement.verdict is Verdict.INVALID:
        return Ground.INVALID
    if finding.period.is_final:
        return Ground.FINAL_YEAR
    if finding.indicator.is_kept:
        return Ground.WORST_YEAR if finding.indicator.is_of_worst_year else Ground.EACH_YEAR
    if status in LADDER:
        return Ground.BELOW_START if judgement.is_below_start else Ground.PACE
    if status is Status.ACHIEVED:
        return Ground.EARLY
    if status is Status.PENDING:
        return Ground.NO_PACE
    if any(note.forms_differ for note in judgement.notes):
        return Ground.FORM_UNCLEAR
    return Ground.UNPROVEN if judgement.paces is None else Ground.ENDS_APART
