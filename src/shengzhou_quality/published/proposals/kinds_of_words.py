"""Rules for targets in words, and for those that no rule reads."""

from __future__ import annotations

import re

from shengzhou_quality.notation import clean
from shengzhou_quality.plan.target_relative import Sense, read_trend
from shengzhou_quality.published.doubts import Doubt
from shengzhou_quality.published.printed_table import SAY_TARGET
from shengzhou_quality.published.proposals.families import Side, side_of
from shengzhou_quality.published.proposals.general_states import general_states
from shengzhou_quality.published.proposals.proposed_kinds import (
    KindProposal,
    ProposedKind,
    as_words,
)
from shengzhou_quality.published.proposals.row_reading import RowReading, Where
from shengzhou_quality.units import PERCENT

_QUALITATIVE = re.compile(r"定性")
_DONE = re.compile(
    r"(?:完成|建成|创成|创建成功|成功创建|建立|通过[^,，;；]{0,8}(?:验收|评估|认定|考核)|验收合格"
    r"|命名|投入使用|投入运行|投用|上线|竣工|达到创建标准|获批|获评)"
)
_NOT_OWN = re.compile(
    r"(?:完成|达到|实现).{0,8}(?:目标|任务|要求|计划|指标)|[国省市县]定|下达|上级|任务数|视情|合理区间|基本|左右|前列|[0-9]|同步|力争|高于|低于"
)


def without_target(read: RowReading) -> KindProposal | None:
    """An empty target, - and / promise nothing."""
    if read.where is not Where.NOWHERE:
        return None
    if read.other_targets:
        written = "；".join(f"{year}年{text}" for year, text in read.other_targets.items())
        return as_words("import-target-of-other-year", written=written)
    if any(doubt.is_open and doubt.field in SAY_TARGET for doubt in read.row.doubts):
        return KindProposal(ProposedKind.NARRATIVE)  # who read the row asks for it already
    return as_words("import-target-missing")


def qualitative(read: RowReading) -> KindProposal | None:
    """定性 in a column beside the target: grades, not figures."""
    said = next((mode for mode in read.row.modes if _QUALITATIVE.search(mode)), None)
    return None if said is None else as_words("import-target-qualitative", written=said)


def trend(read: RowReading) -> KindProposal | None:
    """稳步提升, 基本稳定: a direction without a figure."""
    found = read_trend(read.target)
    if found is None:
        return None
    side, sense = side_of(read.name), found.sense
    wrong = {Sense.RISE: Side.LESS, Sense.FALL: Side.MORE}.get(sense)
    if side is not None and side is wrong:
        return as_words("import-against-name", written=read.target)
    doubts = [Doubt("import-kind-trend", "kind", {"written": read.target})]
    if sense is Sense.STABLE:
        doubts.append(Doubt("import-tolerance", "tolerance", {"written": read.target}))
    return KindProposal(ProposedKind.TREND, doubts=tuple(doubts))


def milestone(read: RowReading) -> KindProposal | None:
    """完成创建, 通过验收 and the like without a number: a state to reach."""
    text = clean(read.target)
    if read.phrase is not None or not _DONE.search(text) or _NOT_OWN.search(text):
        return None
    if read.unit == PERCENT or read.start is not None:
        return None  # a figure is asked for
    if len(text) > 20:
        return None
    doubt = Doubt("import-kind-milestone", "states", {"written": read.target})
    return KindProposal(ProposedKind.MILESTONE, {"states": general_states(read.target)}, (doubt,))


def not_read(read: RowReading) -> KindProposal:
    """A target of no known form is never guessed at."""
    return as_words("import-target-not-read", written=read.target)
