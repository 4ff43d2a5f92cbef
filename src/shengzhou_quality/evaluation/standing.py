"""The order of the statuses: whether an item stands better or worse than it did.

From the best: reached (达标, 提前实现, 保持达标), on schedule, slow or on its way, failing. What is
to be verified is neither met nor failed, so it has no place in that order: to lose the proof of
what stood well is worse, to find it is better; what turns out to fail is worse; and what failed and
can no longer be judged is neither, because nothing shows that it improved.
"""

from __future__ import annotations

from shengzhou_quality.evaluation.comparison import Direction
from shengzhou_quality.evaluation.status import FAILING, LADDER, TO_VERIFY
from shengzhou_quality.judgement import Status, Verdict

REACHED = frozenset({Status.MET, Status.ACHIEVED, Status.MAINTAINED})
"""The target is met in the year judged."""

_ON_SCHEDULE = frozenset({Status.AHEAD, Status.ON_TRACK})
_UNDER_WAY = frozenset({Status.SLIPPING, Status.PENDING})
_STANDING = {
    status: rank
    for rank, statuses in enumerate((REACHED, _ON_SCHEDULE, _UNDER_WAY, FAILING))
    for status in statuses
}
"""From the best, 0. Two failing statuses of different years are alike."""


def direction_of(
    old: tuple[Status | None, Verdict | None], new: tuple[Status | None, Verdict | None]
) -> Direction:
    """By the status; where it is the same, by the verdict (a pace can be open in both)."""
    before, after = old[0], new[0]
    if before is None or after is None:
        return Direction.NEITHER  # left to people
    if before is after:
        return _by_verdict(old[1], new[1])
    if before in TO_VERIFY or after in TO_VERIFY:
        return _by_proof(before, after)
    if before in LADDER and after in LADDER:
        return _by_rank(LADDER.index(before), LADDER.index(after))
    return _by_rank(_STANDING[before], _STANDING[after])


def _by_rank(before: int, after: int) -> Direction:
    if before == after:
        return Direction.NEITHER
    return Direction.WORSE if after > before else Direction.BETTER


def _by_proof(before: Status, after: Status) -> Direction:
    """One of them is to be verified, or both are."""
    good = REACHED | _ON_SCHEDULE
    if before in TO_VERIFY:
        if after in good:
            return Direction.BETTER
        return Direction.WORSE if after in FAILING else Direction.NEITHER
    return Direction.WORSE if before in good else Direction.NEITHER


def _by_verdict(before: Verdict | None, after: Verdict | None) -> Direction:
    if before is after:
        return Direction.NEITHER
    if before is Verdict.MET:
        return Direction.WORSE
    if after is Verdict.MET:
        return Direction.BETTER
    return Direction.WORSE if after is Verdict.NOT_MET else Direction.NEITHER
