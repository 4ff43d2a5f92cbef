"""Whether a command for one submission may be shown: it reads the files as the batch has read them.

A batch reads 甲县's figures as those of its own area. `sqc evaluate` and `sqc letters` read them
for the area of the plan, for which they are another's, and would refuse the same files.
"""

from __future__ import annotations

from collections.abc import Sequence

from shengzhou_quality.evaluation.entity_standing import MOST_FILES, Standing
from shengzhou_quality.evaluation.outcome import SaidBy
from shengzhou_quality.evaluation.roll_up import EntityAsks
from shengzhou_quality.plan.model import Plan
from shengzhou_quality.reading.tables.areas import Areas, is_place

_IN_THE_FILE = (SaidBy.TITLE, SaidBy.COLUMN)


def stands_alone(one: Standing | EntityAsks, plans: Sequence[Plan]) -> bool:
    """Of a submission whose area the files themselves say, or its name, it is not known.

    Nor is it of one with so many files that not all of them are kept, and of several plans.
    """
    if len(plans) != 1 or not 0 < len(one.files) < MOST_FILES or one.said_by in _IN_THE_FILE:
        return False
    return not is_place(one.entity) or Areas(plans[0].head.area).is_own(one.entity)
