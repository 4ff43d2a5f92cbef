"""Propose a plan from a printed table, by rules that docs/*/plan-import.md lists.

What a row says in words and signs is taken as it stands. What a rule adds is marked as proposed,
and what neither says is a question.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from shengzhou_quality.diagnostics import Parameter
from shengzhou_quality.notation import clean, is_missing
from shengzhou_quality.offices import offices_in
from shengzhou_quality.plan.target_text import Sort
from shengzhou_quality.published.doubts import Doubt
from shengzhou_quality.published.printed_table import PrintedTable
from shengzhou_quality.published.proposals.change_column import contradictions
from shengzhou_quality.published.proposals.comparisons_proposed import propose_comparison
from shengzhou_quality.published.proposals.constraints_proposed import propose_constraint
from shengzhou_quality.published.proposals.counts import with_whole_units
from shengzhou_quality.published.proposals.directions import propose_direction
from shengzhou_quality.published.proposals.domains import propose_domain, takes_share
from shengzhou_quality.published.proposals.heads import (
    Identity,
    propose_categories,
    propose_head,
    propose_identities,
)
from shengzhou_quality.published.proposals.kinds_proposed import propose_kind
from shengzhou_quality.published.proposals.proposed_kinds import (
    KindProposal,
    ProposedKind,
    as_words,
)
from shengzhou_quality.published.proposals.row_reading import (
    NO_BASELINE,
    BaselineDoubt,
    RowReading,
    read_row,
)
from shengzhou_quality.published.proposals.scale import ask_fractions
from shengzhou_quality.published.proposals.soundness import is_sound
from shengzhou_quality.published.proposed_plan import ProposedItem, ProposedPlan

_USUAL_SECTION = "主要指标"
_WITHOUT_FIGURE = frozenset({ProposedKind.NARRATIVE, ProposedKind.MILESTONE, ProposedKind.TREND})
_NEEDS_NO_UNIT = re.compile(r"系数|之比|比$|比值|指数|倍|得分|评分|分值|排名|位次|等级|GDP$")
_SAYS_SOMETHING = re.compile(r"\w")
_BY_YEAR = frozenset(
    {
        ProposedKind.LEVEL, ProposedKind.MAINTAIN, ProposedKind.CUMULATIVE,
        ProposedKind.MEAN_LEVEL, ProposedKind.YEARLY,
    }
)  # fmt: skip
"""Kinds that take the targets of several years."""


def propose(table: PrintedTable) -> ProposedPlan:
    """Every row becomes an item; what its row does not say is a doubt, never an assumption."""
    head = propose_head(table)
    groups = propose_categories(table)
    identities, about_ids = propose_identities(table.rows)
    reads = {
        identity.id: read_row(row, table)
        for identity, row in zip(identities, table.rows, strict=True)
    }
    items, shares = [], []
    for identity, category in zip(identities, groups.keys, strict=True):
        read = reads[identity.id]
        kind = with_whole_units(read, propose_comparison(read, reads) or propose_kind(read))
        item = _item(read, identity, category, kind, head.keys)
        items.append(item)
        if item.keys["kind"] == kind.kind and takes_share(read, kind):
            shares.append(identity.id)
    doubts = [*table.doubts, *head.doubts, *groups.doubts, *about_ids]
    doubts += _about_constraints(table, items)
    if shares:
        doubts.append(Doubt("import-shares", "domain", {"items": tuple(shares)}))
    return ProposedPlan(
        head=head.keys,
        categories=groups.categories,
        items=tuple(items),
        place=table.place,
        parts=table.parts,
        doubts=tuple(doubts),
    )


def _about_constraints(table: PrintedTable, items: list[ProposedItem]) -> list[Doubt]:
    """One question for the plan, beside the mark on each row whose weight is not printed."""
    assumed = [
        item.keys["id"]
        for item in items
        if any(doubt.code in _WEIGHT_ASSUMED for doubt in item.doubts)
    ]
    if not assumed:
        return []
    said: dict[str, Parameter] = {}
    if table.has_constraints:
        more = ("…",) if len(assumed) > _MOST_SHOWN else ()
        said = {"variant": "some", "items": (*assumed[:_MOST_SHOWN], *more)}
    return [Doubt("import-constraints-not-printed", "constraint", said)]


def _item(
    read: RowReading,
    identity: Identity,
    category: str,
    kind: KindProposal,
    head: Mapping[str, Any],
) -> ProposedItem:
    """The item as the rules propose it; as words where the loader would not take it so."""
    common = (*read.row.doubts, *identity.doubts)
    keys, doubts = _filled(read, identity, category, kind, head)
    if read.stretch and not is_sound(keys, head):
        read = replace(read, stretch=None)
        keys, doubts = _filled(read, identity, category, kind, head)
    if not is_sound(keys, head):
        kind = as_words("import-target-contradicts", written=read.target)
        keys, doubts = _filled(read, identity, category, kind, head)
    if not is_sound(keys, head):  # a baseline or a unit that no item can have
        keys = {key: value for key, value in keys.items() if key not in _OPTIONAL}
    return ProposedItem(row=read.row, keys=keys, doubts=_each_once(common + doubts))


_WEIGHT_ASSUMED = frozenset({"import-constraint-assumed", "import-constraint-blank"})
_OF_FIGURES = frozenset({"direction", "targets", "stretch"})
_MOST_SHOWN = 15
_OPTIONAL = frozenset({"baseline", "baseline_year", "domain", "targets", "direction", "scope_note"})


def _each_once(doubts: tuple[Doubt, ...]) -> tuple[Doubt, ...]:
    found: dict[tuple[str, str], Doubt] = {}
    for one in doubts:
        found.setdefault((one.code, str(one.parameters)), one)
    return tuple(found.values())


def _filled(
    read: RowReading,
    identity: Identity,
    category: str,
    kind: KindProposal,
    head: Mapping[str, Any],
) -> tuple[dict[str, Any], tuple[Doubt, ...]]:
    """The keys in the order of a plan file, and every doubt about them."""
    row = read.row
    if read.glossed is not None and not read.stretch:
        row = replace(row, notes=(*row.notes, read.glossed.gloss))
    weight = propose_constraint(read)
    domain, about_domain = propose_domain(read, kind)
    doubts = [*kind.doubts]
    direction = None
    if kind.asks_direction:
        # A growth that starts from no baseline is not compared with the level beside it.
        is_apart = kind.kind is ProposedKind.AVERAGE_GROWTH and "baseline" in kind.keys
        way = propose_direction(replace(read, baseline=NO_BASELINE) if is_apart else read)
        direction, doubts = way.written, [*doubts, *way.doubts]
        if read.phrase is not None and read.phrase.about:
            doubts.append(Doubt("import-tolerance", "tolerance", {"written": read.target}))
    is_words = kind.kind is ProposedKind.NARRATIVE
    baseline, year, about_baseline = _baseline_of(read, kind, head)
    targets = _targets_of(read, kind)
    printed = [text for text in row.targets.values() if not is_missing(text)]
    if len(printed) > 1 and targets is None:
        doubts.append(Doubt("import-targets-left-out", "targets"))
    doubts += [*about_baseline, *contradictions(read), *about_domain, *_about_unit(read, kind)]
    doubts += [*ask_fractions(read), *_about_gloss(read)]
    keys = {
        "id": identity.id,
        "name": identity.name,
        "category": category,
        "unit": read.unit,
        "constraint": weight.written,
        "kind": kind.kind.value,
        "direction": direction,
        "baseline": baseline,
        "baseline_year": year,
        "target": read.target or _as_printed(read),
        "targets": targets,
        "stretch": read.stretch,
        "domain": domain,
        "offices": list(offices_in(row.office)) if row.office else None,
        "scope_note": "；".join(filter(_SAYS_SOMETHING.search, (*row.notes, *row.modes))) or None,
        "source": {
            "section": (row.section or read.table.title or _USUAL_SECTION).strip(),
            "quote": row.quote,
        },
    }
    keys |= kind.keys
    since = keys["baseline_year"]
    if kind.kind is ProposedKind.CHANGE and since is not None:
        doubts.append(Doubt("import-change-since", "baseline_year", {"year": str(since)}))
    if is_words:
        keys = {key: value for key, value in keys.items() if key not in _OF_FIGURES}
    if kind.kind is ProposedKind.MILESTONE:
        keys = {k: v for k, v in keys.items() if k not in ("baseline", "baseline_year", "unit")}
    source = keys.pop("source")
    keys = {key: value for key, value in keys.items() if value not in (None, "", [])}
    return {**keys, "source": source}, (*doubts, *weight.doubts)


def _as_printed(read: RowReading) -> str:
    """The last target of another year, the sign that stands for none, - or /, or a dash."""
    if read.other_targets:
        year, text = list(read.other_targets.items())[-1]
        return f"{text}（{year}年）"
    printed = read.row.targets.get(read.table.target_year) or read.row.change or ""
    return printed.strip() or "—"


def _baseline_of(
    read: RowReading, kind: KindProposal, head: Mapping[str, Any]
) -> tuple[str | None, str | None, list[Doubt]]:
    """The baseline with its own year, left out where its unit or its year contradicts the row."""
    found, doubts = read.baseline, list(read.baseline.doubts)
    year, first = found.year, head.get("baseline_year")
    since = read.phrase.since if read.phrase is not None else None
    text = found.text
    if text is not None and found.unit is not None and found.unit not in read.units:
        kind_of_doubt = BaselineDoubt.UNIT if read.units else BaselineDoubt.NOT_READ
        doubts.append(kind_of_doubt.about(text))
        text = year = None
    if since is not None and since != (year or first):
        if text is not None and year is None and read.phrase and read.phrase.sort is not Sort.LEVEL:
            doubts.append(BaselineDoubt.SINCE.about(text))
        year = since
    if text is not None and kind.kind is not ProposedKind.NARRATIVE:
        last = head.get("target_year")
        if year is not None and last is not None and year >= last:
            doubts.append(BaselineDoubt.LATE.about(text))
            text = year = None
    return text, None if year is None else str(year), doubts


def _targets_of(read: RowReading, kind: KindProposal) -> dict[str, str] | None:
    """The targets by year, where there are more than the last year's and the kind takes them."""
    others, last = read.other_targets, read.table.target_year
    if not others or last is None or kind.kind not in _BY_YEAR:
        return None
    first = read.table.baseline_year
    kept = {year: text for year, text in others.items() if first is None or year > first}
    if not kept:
        return None
    return {str(year): text for year, text in sorted({**kept, last: read.target}.items())}


def _about_gloss(read: RowReading) -> list[Doubt]:
    """What was parted from the target: a stretch, a remark, or what may change the figure."""
    if read.glossed is None:
        return []
    said = {"written": read.target, "gloss": read.glossed.gloss}
    if read.stretch:
        return [Doubt("import-stretch", "stretch", said)]
    is_open = read.glossed.may_change_target
    return [Doubt("import-target-gloss-open" if is_open else "import-target-gloss", "target", said)]


def _about_unit(read: RowReading, kind: KindProposal) -> list[Doubt]:
    """A question where a figure has no unit and its name is not of a plain number."""
    if kind.kind in _WITHOUT_FIGURE or kind.kind is ProposedKind.RELATIVE:
        return []
    if read.unit is not None or "unit" in kind.keys or _NEEDS_NO_UNIT.search(clean(read.name)):
        return []
    return [Doubt("import-unit-missing", "unit")]
