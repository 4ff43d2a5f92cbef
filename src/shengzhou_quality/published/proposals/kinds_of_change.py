"""Rules for changes from the base year."""

from __future__ import annotations

import re
from typing import Any

from shengzhou_quality.notation import Direction, clean
from shengzhou_quality.plan.kinds.aimed import IN_POINTS, ChangeIn
from shengzhou_quality.plan.target_text import Phrase, Sort
from shengzhou_quality.published.doubts import Doubt
from shengzhou_quality.published.printed_table import ChangeBasis
from shengzhou_quality.published.proposals.bases import brackets_are_totals
from shengzhou_quality.published.proposals.families import (
    Side,
    counts_in_points,
    side_of,
)
from shengzhou_quality.published.proposals.proposed_kinds import (
    KindProposal,
    ProposedKind,
    as_words,
)
from shengzhou_quality.published.proposals.row_reading import (
    RowReading,
)
from shengzhou_quality.units import PERCENT

_CHANGE_NAMED = re.compile(
    r"(?P<fall>(?:下降|降低|减少|削减|压减|降幅|减排)(?:率|比例|幅度|量|数)?)$"
    r"|(?P<rise>(?:提高|提升|上升)(?:率|比例|幅度|百分点)?)$"
)
_OF_CHANGE = re.compile(
    r"(?:[较比](?:(?:19|20)[0-9]{2}年|上年|基期)(?:底|末)?)?(?:五年|5年)?(?:累计|合计)?"
    r"(?:下降|降低|减少|削减|压减|减排|提高|提升|上升|增加|增长|升高|扩大|增幅|降幅|变化)"
    r"(?:率|比例|幅度|百分点|量|数|值)?$"
)
"""What stands behind the name of what changes: 增加 of 比重增加."""
_KEPT = re.compile(r"用地|耕地|农田|人口|规模|面积|储备")
_SENSES = {Side.MORE: "rise", Side.LESS: "fall"}


def change(read: RowReading, phrase: Phrase) -> KindProposal | None:
    """下降18%, 〔13.5〕, or a name like 能耗降低: how much it changes."""
    named = names_a_change(read)
    if phrase.sort is not Sort.CHANGE and named is None:
        if read.basis is ChangeBasis.TOTAL and phrase.sort is Sort.LEVEL:
            return as_words("import-change-sense", written=read.target)
        return None if phrase.change is None else _level_and_change(read, phrase.change)
    if phrase.sort is Sort.CHANGE and phrase.interval.high == 0:
        return None  # 零增长 is a limit
    return _limits_what_is_good(read, phrase) or _counted(read, phrase)


def _counted(read: RowReading, phrase: Phrase) -> KindProposal:
    """With a baseline the level that it leads to, unless the name says that changes are printed."""
    named = names_a_change(read)
    counted, doubts = change_in(read, phrase)
    if phrase.sort is Sort.CHANGE and phrase.fall is None:
        doubts += _about_bracket(read)
    if read.start is not None and named is None:
        return _from_baseline(read, phrase, counted, doubts)
    if phrase.fall is None and named is None:
        side = _base_side(read)
        if side not in _SENSES:
            return as_words("import-change-sense", written=read.target)
        counted["change"] = _SENSES[side]
        doubts += (Doubt("import-change-by-name", "change", {"variant": _SENSES[side]}),)
    since = read.since_in_name
    if since is not None:
        counted |= {} if since == read.table.baseline_year else {"baseline_year": str(since)}
    elif phrase.sort is Sort.LEVEL and read.basis is not ChangeBasis.TOTAL:
        doubts += (Doubt("import-change-of-year-or-total", "kind"),)
    if not doubts and phrase.fall is None:
        doubts = (Doubt("import-kind-change", "kind"),)
    if phrase.about:
        counted["direction"] = "increase"  # of about so much of what is asked for, more is as good
        doubts += (Doubt("import-tolerance", "tolerance", {"written": read.target}),)
    if read.baseline.text is not None:  # beside a change it is one too, and no level to start from
        said = {"written": read.baseline.text}
        doubts += (Doubt("import-baseline-of-change", "baseline", said),)
    return KindProposal(ProposedKind.CHANGE, {**counted, "baseline": None}, doubts)


def _limits_what_is_good(read: RowReading, phrase: Phrase) -> KindProposal | None:
    """耕地减少: whether that much has to go, or no more than that may, a person says."""
    named = names_a_change(read)
    falls = phrase.fall if phrase.fall is not None else bool(named and named["fall"])
    side = _base_side(read)
    is_kept = side is Side.MORE or (side is Side.LIMIT and _KEPT.search(clean(read.name)))
    if falls and is_kept and not _is_intensity(read):
        return as_words("import-fall-of-good", written=read.target)
    rises = phrase.fall is False or bool(named and named["rise"])
    if rises and not falls and side in (Side.LESS, Side.LIMIT):
        return as_words("import-against-name", written=read.target)
    return None


def _from_baseline(
    read: RowReading, phrase: Phrase, counted: dict[str, Any], doubts: tuple[Doubt, ...]
) -> KindProposal:
    """77.3 and 〔1〕: the level that so much change leads to."""
    side = _base_side(read)
    if phrase.fall is None:
        if side not in _SENSES:
            return as_words("import-change-sense", written=read.target)
        counted["direction"] = "increase" if side is Side.MORE else "decrease"
        sense = {"variant": _SENSES[side]}
        doubts += (Doubt("import-change-by-name", "direction", sense),)
    return KindProposal(ProposedKind.LEVEL, counted, doubts)


def _level_and_change(read: RowReading, change: Phrase) -> KindProposal | None:
    """23.04〔1.38〕 is a level with its change: both have to be reached."""
    if read.start is None:
        return as_words("import-target-not-read", written=read.target)
    keys: dict[str, Any] = {}
    if read.unit == PERCENT and change.change_unit not in IN_POINTS:
        keys["change_in"] = ChangeIn.POINTS.value
    return KindProposal(ProposedKind.LEVEL, keys, (), asks_direction=True)


def _bare(read: RowReading) -> str:
    """The name without what stands in brackets behind it: 排放总量减少（氨氮）."""
    return re.sub(r"[(（][^()（）]*[)）]$", "", clean(read.name))


def names_a_change(read: RowReading) -> re.Match[str] | None:
    return _CHANGE_NAMED.search(_bare(read))


def _base_side(read: RowReading) -> Side | None:
    """The side of what changes: 耕地 in 耕地减少."""
    return side_of(_CHANGE_NAMED.sub("", _bare(read)) or read.name)


def _is_intensity(read: RowReading) -> bool:
    """单位GDP能耗, 单位GDP用水量: a fall of what a unit of output takes is what plans ask for."""
    return bool(re.search(r"单位|[万亿]元|强度", clean(read.name)))


def change_in(read: RowReading, phrase: Phrase) -> tuple[dict[str, Any], tuple[Doubt, ...]]:
    """What a change counts in; only for a figure in % is it a question."""
    written = phrase.change_unit
    if written in IN_POINTS:
        return {"change_in": ChangeIn.POINTS.value}, ()
    if PERCENT not in (written, read.unit):
        return {"change_in": ChangeIn.UNITS.value}, ()
    if read.unit != PERCENT:
        return {"change_in": ChangeIn.RATE.value}, ()
    if counts_in_points(_OF_CHANGE.sub("", _bare(read))):
        # 比例下降〔25〕 has been meant as per cent; beside a level 〔1.38〕 are points.
        if written == PERCENT or read.start is None or names_a_change(read):
            asked = Doubt("import-points-or-rate", "change_in", {"variant": "points"})
            return {"change_in": ChangeIn.POINTS.value}, (asked,)
        told = Doubt("import-change-in", "change_in", {"variant": "points"})
        return {"change_in": ChangeIn.POINTS.value}, (told,)
    if names_a_change(read) or phrase.fall is not None:
        told = Doubt("import-change-in", "change_in", {"variant": "rate"})
        return {"change_in": ChangeIn.RATE.value}, (told,)
    asked = Doubt("import-points-or-rate", "change_in", {"variant": "rate"})
    return {"change_in": ChangeIn.RATE.value}, (asked,)


def _about_bracket(read: RowReading) -> tuple[Doubt, ...]:
    """A question where neither header nor note says what 〔 〕 is."""
    if read.basis is ChangeBasis.TOTAL or brackets_are_totals(read.table, read.row):
        return ()
    return (Doubt("import-bracket-basis", "kind", {"written": read.target}),)


def relative_to_baseline(read: RowReading, phrase: Phrase) -> KindProposal | None:
    """翻一番, 零增长, 1.3倍以内: of the own baseline, which has to be printed."""
    if phrase.sort is Sort.LEVEL:
        return None
    if read.start is None or read.start.value is None:
        return as_words("import-baseline-needed", written=read.target)
    is_limit = phrase.direction is Direction.DECREASE
    kind = ProposedKind.MAINTAIN if is_limit else ProposedKind.LEVEL
    return KindProposal(kind, {}, (), asks_direction=True)
