"""Decide which columns hold the baseline, targets, facts and changes, and of which years."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from shengzhou_quality.published.doubts import Doubt
from shengzhou_quality.published.tables.captions import first_words
from shengzhou_quality.published.tables.printed_headers import ColumnRole, PrintedColumn
from shengzhou_quality.published.tables.printed_years import PlannedSpan, period_in

_USUAL_SPAN = 5
_UNCLEAR = "import-years-unclear"
_BASE_ASKED = (_UNCLEAR, "baseline")


@dataclass
class FigureColumns:
    """The columns by their index. `doubts` are of the table, `row_doubts` of each of its rows."""

    baseline: int | None = None
    baseline_year: int | None = None
    targets: list[tuple[int, int | None]] = field(default_factory=list)
    facts: list[tuple[int, int]] = field(default_factory=list)
    further: list[tuple[int, int | None]] = field(default_factory=list)
    """Targets after the plan's own period: 2035年展望."""
    changes: list[int] = field(default_factory=list)
    left: list[int] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)
    row_doubts: list[Doubt] = field(default_factory=list)
    is_past: bool = False
    """Whether the facts reach the last target's year: the table tells how a plan ended."""

    @property
    def target_year(self) -> int | None:
        years = [year for _, year in self.targets if year is not None]
        return max(years, default=None)

    @property
    def reads_targets(self) -> bool:
        return bool(self.targets or self.changes)


def figure_columns(columns: list[PrintedColumn], span: PlannedSpan | None) -> FigureColumns:
    """Decide by the words of the header, then by its years, then by the title's period."""
    plan = FigureColumns()
    of = {
        role: [at for at, column in enumerate(columns) if column.role is role]
        for role in (ColumnRole.BASELINE, ColumnRole.TARGET, ColumnRole.FIGURE, ColumnRole.CHANGE)
    }
    actual, planned, plain = (
        of[ColumnRole.BASELINE], of[ColumnRole.TARGET], of[ColumnRole.FIGURE]
    )  # fmt: skip
    year_of = {at: columns[at].year for at in (*actual, *planned, *plain)}
    distant = [at for at in (*planned, *plain) if columns[at].is_outlook]
    planned, plain = _without(planned, distant), _without(plain, distant)
    estimates = _estimates(columns, plain, planned, year_of)
    actual, plain = sorted([*actual, *estimates]), _without(plain, estimates)
    dateless = [at for at in plain if year_of[at] is None]
    plain = [at for at in plain if year_of[at] is not None]
    if dateless and not planned and not plain:
        planned = dateless[-1:]
        if len(dateless) == 2 and not actual:
            actual = dateless[:1]
        dateless = [at for at in dateless if at not in (*planned, *actual)]
    plan.left.extend(dateless)
    _place_changes(plan, columns, of[ColumnRole.CHANGE], span)
    if not plain:
        planned, based = _without_base(plan, planned, actual, year_of, span)
    else:  # the bare years have the base, so each year that is called a target is one
        based = []
    plain_facts, plain_targets = _part_plain(plan, plain, planned, actual, year_of, span)
    facts, targets = sorted([*actual, *based, *plain_facts]), sorted([*planned, *plain_targets])
    if not targets:
        targets, distant = sorted(distant), []
    _place_targets(plan, targets, facts, year_of, span)
    _part_further(plan, columns, [(at, year_of[at]) for at in sorted(distant)], span)
    _place_facts(plan, facts, year_of, span, estimates)
    if plan.baseline in estimates:
        said = {"year": plan.baseline_year or ""}
        plan.doubts.append(Doubt("import-baseline-estimated", "baseline_year", said))
    _compare_units(plan, columns)
    return plan


def _without(columns: list[int], others: list[int]) -> list[int]:
    return [at for at in columns if at not in others]


def _estimates(
    columns: list[PrintedColumn],
    plain: list[int],
    planned: list[int],
    year_of: dict[int, int | None],
) -> list[int]:
    """The columns 2020年（预计） of a year before others: forecasts of facts, and no targets."""
    last = max((year for at in (*plain, *planned) if (year := year_of[at])), default=0)
    return [at for at in plain if columns[at].is_estimate and (year_of[at] or 0) < last]


def _part_further(
    plan: FigureColumns,
    columns: list[PrintedColumn],
    distant: list[tuple[int, int | None]],
    span: PlannedSpan | None,
) -> None:
    """Part the targets after the plan's period from its own, if it has its own."""
    own = [pair for pair in plan.targets if span is None or pair[1] is None or pair[1] <= span.end]
    if own:
        later = [pair for pair in plan.targets if pair not in own]
        plan.targets, distant = own, [*later, *distant]
    plan.further = distant
    if distant:
        said = {"columns": tuple(first_words(columns[at].text) for at, _ in distant)}
        plan.doubts.append(Doubt("import-further-targets", "target_year", said))


def _compare_units(plan: FigureColumns, columns: list[PrintedColumn]) -> None:
    """Ask about figures whose headers name different units: 2020年（亿元）, 2025年（万元）."""
    used = [plan.baseline, *(at for at, _ in plan.targets)]
    units = [unit for at in used if at is not None and (unit := columns[at].unit) is not None]
    if len(set(units)) > 1:
        said = {"units": tuple(dict.fromkeys(units))}
        plan.row_doubts.append(Doubt("import-header-units", "unit", said))


def _without_base(
    plan: FigureColumns,
    planned: list[int],
    actual: list[int],
    year_of: dict[int, int | None],
    span: PlannedSpan | None,
) -> tuple[list[int], list[int]]:
    """Take the base year from columns that one word 目标值 heads with the target's year."""
    years = {year for at in planned if (year := year_of[at]) is not None}
    if actual or len(years) < 2:
        return planned, []
    if span is None:
        plan.row_doubts.append(_unclear(sorted(years)))
        return planned, []
    based = [at for at in planned if (year := year_of[at]) is not None and year <= span.base]
    return [at for at in planned if at not in based], based


def _part_plain(
    plan: FigureColumns,
    plain: list[int],
    planned: list[int],
    actual: list[int],
    year_of: dict[int, int | None],
    span: PlannedSpan | None,
) -> tuple[list[int], list[int]]:
    """Part columns that say a year alone into facts and targets."""
    if not plain:
        return [], []
    years = {at: year_of[at] or 0 for at in plain}
    ordered = sorted(plain, key=lambda at: years[at])
    if planned:
        known = [year for at in planned if (year := year_of[at]) is not None]
        first = min(known, default=span.end if span else 0)
        based = max((year for at in actual if (year := year_of[at]) is not None), default=None)
        facts = [
            at for at in ordered if years[at] < first and (based is None or years[at] <= based)
        ]
        between = [at for at in ordered if based is not None and based < years[at] < first]
        if between:
            plan.row_doubts.append(_unclear(years[at] for at in between))
        return facts, [at for at in ordered if at not in facts]
    if actual:
        based = max((year for at in actual if (year := year_of[at]) is not None), default=None)
        end = span.end if span is not None else years[ordered[-1]]
        _ask_between(plan, [years[at] for at in ordered], based, end)
        if based is None:
            return [], ordered
        facts = [at for at in ordered if years[at] <= based]
        return facts, _without(ordered, facts)
    if len(ordered) == 1:
        is_past = span is not None and years[ordered[0]] <= span.base
        return (ordered, []) if is_past else ([], ordered)
    if span is not None and years[ordered[0]] <= span.base < years[ordered[-1]]:
        targets = [at for at in ordered if years[at] > span.base]
        _ask_between(plan, [years[at] for at in targets], span.base, span.end)
        return _without(ordered, targets), targets
    if len(ordered) > 2:
        doubt = _unclear(years[at] for at in ordered)
        plan.row_doubts.extend((doubt, doubt._replace(field="baseline")))
        plan.doubts.extend(doubt._replace(field=key) for key in ("baseline_year", "target_year"))
    first = _years_at_first([years[at] for at in ordered])
    return ordered[:first], ordered[first:]


def _ask_between(plan: FigureColumns, years: list[int], base: int | None, end: int) -> None:
    """Ask about bare years between base and end: one can be of a fact, a forecast or a target.

    In a plan of 2021—2035 the years 2025 and 2030 are of targets; 2022 can be one that is over.
    """
    between = [year for year in years if (base or 0) < year < end]
    near = (base or 0) + _USUAL_SPAN
    unclear = [year for year in between if year < near or (end - year) % _USUAL_SPAN]
    if unclear:
        plan.row_doubts.append(_unclear(unclear))


def _years_at_first(years: list[int]) -> int:
    """How many years stand together before the first gap: 2018, 2019, 2020 before 2025."""
    gaps = [at for at in range(1, len(years)) if years[at] - years[at - 1] > 1]
    return gaps[0] if gaps else 1


def _unclear(years: Iterable[int | None]) -> Doubt:
    texts = tuple(str(year) for year in years)
    shown = texts if len(texts) <= 4 else (texts[0], texts[1], "…", texts[-1])
    return Doubt(_UNCLEAR, "target", {"years": shown})


def _place_targets(
    plan: FigureColumns,
    targets: list[int],
    facts: list[int],
    year_of: dict[int, int | None],
    span: PlannedSpan | None,
) -> None:
    latest = max((year for at in facts if (year := year_of[at]) is not None), default=None)
    later = [
        at for at in targets if (year := year_of[at]) is None or latest is None or year > latest
    ]
    if not later and targets:
        plan.is_past = True
        later = targets
    for at in targets:
        year = year_of[at]
        if at not in later:
            plan.left.append(at)
            continue
        if year is None and span is not None:
            year = span.end
            plan.doubts.append(Doubt("import-year-from-title", "target_year", {"year": year}))
        plan.targets.append((at, year))


def _place_facts(
    plan: FigureColumns,
    facts: list[int],
    year_of: dict[int, int | None],
    span: PlannedSpan | None,
    estimates: list[int],
) -> None:
    if not facts:
        return
    dated = [at for at in facts if year_of[at] is not None]
    if plan.is_past:
        dated_only = [(at, year) for at in facts if (year := year_of[at]) is not None]
        ends = plan.target_year or 0
        earlier = [(at, year) for at, year in dated_only if year < ends]
        if earlier:
            plan.baseline, plan.baseline_year = earlier[0]
        plan.facts = [pair for pair in dated_only if pair[0] != plan.baseline]
        return
    chosen = facts[-1]
    if dated:
        latest = max(dated, key=lambda at: year_of[at] or 0)
        wanted = [
            at
            for at in dated
            if year_of[at] == (span.base if span else (plan.target_year or 0) - _USUAL_SPAN)
        ]
        chosen = wanted[0] if wanted else latest
        is_asked = any((doubt.code, doubt.field) == _BASE_ASKED for doubt in plan.row_doubts)
        is_sure = bool(wanted) and (span is not None or chosen == latest)
        if not is_sure and len(dated) > 1 and chosen not in estimates and not is_asked:
            _ask_base(plan, [year_of[at] for at in dated])
    plan.baseline, plan.baseline_year = chosen, year_of[chosen]
    if plan.baseline_year is None and span is not None:
        plan.baseline_year = span.base
        plan.doubts.append(Doubt("import-year-from-title", "baseline_year", {"year": span.base}))
    plan.facts = [(at, year) for at in facts if at != chosen and (year := year_of[at]) is not None]
    plan.left.extend(at for at in facts if at != chosen and year_of[at] is None)


def _ask_base(plan: FigureColumns, years: list[int | None]) -> None:
    """Ask which of the years before the targets is the base."""
    doubt = _unclear(years)
    doubt = Doubt(doubt.code, "baseline", {**doubt.parameters, "variant": "base"})
    plan.row_doubts.append(doubt)
    plan.doubts.append(doubt._replace(field="baseline_year"))


def _place_changes(
    plan: FigureColumns,
    columns: list[PrintedColumn],
    changes: list[int],
    span: PlannedSpan | None,
) -> None:
    """Of changes of two periods the later one is the plan's."""
    periods = {at: period_in(columns[at].text) for at in changes}
    ends = {period.end for period in periods.values() if period is not None}
    if len(ends) > 1:
        wanted = span.end if span is not None and span.end in ends else max(ends)
        for at in changes:
            period = periods[at]
            if period is not None and period.end != wanted:
                plan.left.append(at)
    plan.changes = [at for at in changes if at not in plan.left]
