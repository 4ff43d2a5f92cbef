"""Whether a command for one submission may be shown: it reads the files as the batch has read them.

A batch reads 甲县's figures as those of its own area; `sqc evaluate` and `sqc letters` do so with
`--area`, and else refuse them.
"""

from __future__ import annotations

from collections.abc import Sequence

from shengzhou_quality.evaluation.entity_standing import MOST_FILES, Standing
from shengzhou_quality.evaluation.outcome import EntitySource
from shengzhou_quality.evaluation.roll_up import EntityAsks
from shengzhou_quality.plan.model import Plan
from shengzhou_quality.reading.tables.areas import Areas, is_place


def stands_alone(one: Standing | EntityAsks, plans: Sequence[Plan]) -> bool:
    """Not what is one of many in a long file, nor one of several plans.

    Nor is it one with so many files that not all of them are kept.
    """
    return (
        len(plans) == 1 and 0 < len(one.files) < MOST_FILES and one.said_by != EntitySource.COLUMN
    )


def area_of(one: Standing | EntityAsks, plan: Plan) -> str:
    """The area for `--area`; empty for that of the plan, and for what is no area."""
    own = Areas(plan.head.area).is_own(one.entity)
    return one.entity if is_place(one.entity) and not own else ""
