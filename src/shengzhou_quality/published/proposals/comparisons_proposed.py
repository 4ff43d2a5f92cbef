"""Propose what a target in words is compared with: 高于GDP增长 needs a row of GDP growth."""

from __future__ import annotations

import re
from collections.abc import Mapping

from shengzhou_quality.notation import clean
from shengzhou_quality.plan.names import fold
from shengzhou_quality.plan.target_relative import read_comparison
from shengzhou_quality.published.doubts import Doubt
from shengzhou_quality.published.printed_table import ChangeBasis
from shengzhou_quality.published.proposals.families import is_growth
from shengzhou_quality.published.proposals.kinds_proposed import propose_kind
from shengzhou_quality.published.proposals.proposed_kinds import (
    KindProposal,
    ProposedKind,
    as_words,
)
from shengzhou_quality.published.proposals.row_reading import RowReading
from shengzhou_quality.units import PERCENT

_NOT_COMPARABLE = frozenset({ProposedKind.CUMULATIVE, ProposedKind.CHANGE, ProposedKind.MILESTONE})
"""Totals and states, with which no figure of a year is compared."""
_GDP = re.compile(r"(?:国内|地区)?生产总值")
_GROWTH = re.compile(r"(?:增速|增长率|增幅|增长速度)$")
_NUMERAL = re.compile(r"[〇零一二两三四五六七八九十百千万亿]{2,}")
"""不少于一百二十 compares with no row: it is a number in words."""
_BRACKETED = re.compile(r"^(?P<before>[^()]*)\((?P<within>[^()]+)\)(?P<after>[^()]*)$")


def propose_comparison(read: RowReading, rows: Mapping[str, RowReading]) -> KindProposal | None:
    """`rows` are the rows of the table by id. `None` for a target that compares with nothing."""
    if read.phrase is not None:
        return None
    found = read_comparison(read.target)
    if found is None or _NUMERAL.match(clean(found.name)):
        return None
    others = [
        (identity, other)
        for identity, other in rows.items()
        if other is not read and _spellings(found.name) & _spellings(other.name)
    ]
    if len(others) != 1 or others[0][1].unit != read.unit:
        return as_words("import-against-not-found", written=read.target)
    identity, other = others[0]
    if propose_kind(other).kind in _NOT_COMPARABLE:
        return as_words("import-against-not-found", written=read.target)
    doubts = [Doubt("import-compared", "against", {"other": other.name})]
    both_grow = is_growth(read.name) and is_growth(other.name) and read.unit == PERCENT
    over = "period" if both_grow else "year"
    in_mean = read.row.change_basis in (ChangeBasis.YEARLY_MEAN, ChangeBasis.EITHER)
    if both_grow and not in_mean:
        doubts.append(Doubt("import-compared-over", "over"))
    if found.in_step:
        doubts.append(Doubt("import-tolerance", "tolerance", {"written": read.target}))
    keys = {"against": identity, "over": over}
    return KindProposal(ProposedKind.RELATIVE, keys, tuple(doubts))


def _spellings(name: str) -> set[str]:
    """国内生产总值(GDP)增长 is also 国内生产总值增长 and GDP增长, and so is 地区生产总值增速."""
    written = [clean(name)]
    parts = _BRACKETED.match(clean(name))
    if parts is not None:
        written.append(parts["before"] + parts["after"])
        written.append(parts["within"] + parts["after"])
    return {fold(_GROWTH.sub("增长", _GDP.sub("GDP", one))) for one in written}
