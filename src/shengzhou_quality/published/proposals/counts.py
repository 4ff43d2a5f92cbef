"""Propose that an item is counted in whole units: 3家 and not 2.5家.

A unit of single things does not say so alone: 9.6件 is printed of patents per 10,000 people.
"""

from __future__ import annotations

import re

from shengzhou_quality.notation import clean
from shengzhou_quality.published.doubts import Doubt
from shengzhou_quality.published.proposals.proposed_kinds import KindProposal, ProposedKind
from shengzhou_quality.published.proposals.row_reading import RowReading

_OF_FIGURES = frozenset(
    {ProposedKind.LEVEL, ProposedKind.MAINTAIN, ProposedKind.CUMULATIVE, ProposedKind.YEARLY}
)
"""Kinds whose reported figures are counts where the unit is; a mean and a growth are not."""
_SINGLE_THINGS = re.compile(
    r"[个家件项所座人户张辆台处条名起例套栋幢艘架只头株棵匹支部种门间口眼块枚份册本场届对组批列]"
    r"|[人件户家台架班场批]次"
)
"""Not 万人, of which there are fractions, and not 件/万人."""
_RATIO = re.compile(r"每|人均|户均|平均|年均|月均|日均|均值|密度")
_FRACTION = re.compile(r"[0-9]\s*[.．。·]\s*[0-9]")


def with_whole_units(read: RowReading, proposed: KindProposal) -> KindProposal:
    """The kind with `whole: true`, where the unit counts single things and so do all figures."""
    unit = clean(str(proposed.keys.get("unit", read.unit) or ""))
    row = read.row
    printed = [row.baseline, row.change, *row.targets.values()]
    if (
        proposed.kind not in _OF_FIGURES
        or _SINGLE_THINGS.fullmatch(unit) is None
        or _RATIO.search(clean(row.name))
        or any(_FRACTION.search(text) for text in printed if text)
    ):
        return proposed
    return proposed._replace(
        keys={**proposed.keys, "whole": True},
        doubts=(*proposed.doubts, Doubt("import-whole", "whole", {"written": unit})),
    )
