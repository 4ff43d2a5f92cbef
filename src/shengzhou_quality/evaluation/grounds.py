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
    LEFT_TO_PEOPLE = "left-to-people"
    FINAL_YEAR = "final-year"
    EACH_YEAR = "each-year"
    LOST = "lost"
    """A year that counts has failed for good."""
    WORST_YEAR = "worst-year"
    EARLY = "early"
    PACE = "pace"
    SO_FAR = "so-far"
    """It meets the target so far, and no pace is computed."""
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


_WITHOUT_PROOF = {Verdict.NO_DATA: Ground.NO_DATA, Verdict.INVALID: Ground.INVALID}


def _ground(finding: JudgedIndicator) -> Ground:
    judgement = finding.judgement
    if judgement.verdict in _WITHOUT_PROOF:
        return _WITHOUT_PROOF[judgement.verdict]
    if finding.indicator.left_to_people:
        return Ground.LEFT_TO_PEOPLE
    if finding.period.is_final:
        return Ground.FINAL_YEAR
    if judgement.is_lost:
        return Ground.LOST
    if finding.indicator.is_kept:
        return Ground.WORST_YEAR if finding.indicator.is_of_worst_year else Ground.EACH_YEAR
    return _on_the_way(finding)


def _on_the_way(finding: JudgedIndicator) -> Ground:
    """Before the final year, of what is to reach its target by then."""
    judgement, status = finding.judgement, finding.status
    if status is Status.ON_TRACK and judgement.progress.pace is None:
        return Ground.SO_FAR
    if status in LADDER:
        return Ground.BELOW_START if judgement.is_below_start else Ground.PACE
    if status is Status.ACHIEVED:
        return Ground.EARLY
    if status in (Status.PENDING, Status.LAPSED):
        return Ground.NO_PACE
    if any(note.forms_differ for note in judgement.notes):
        return Ground.FORM_UNCLEAR
    return Ground.UNPROVEN if judgement.paces is None else Ground.ENDS_APART
