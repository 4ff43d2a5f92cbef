"""Compare observations with each other and the plan: repeats, mixed bases, falling totals."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from fractions import Fraction

from shengzhou_quality.decimals import plain, rounded
from shengzhou_quality.diagnostics import Diagnostic, Place
from shengzhou_quality.falls import falling_totals
from shengzhou_quality.interval import Interval
from shengzhou_quality.judgement import Form
from shengzhou_quality.plan.kinds import AnyIndicator, MeasuredIndicator
from shengzhou_quality.plan.model import Plan
from shengzhou_quality.reading.populations import joined
from shengzhou_quality.reading.printed import restating, yielding
from shengzhou_quality.reading.replaced import agree, standing
from shengzhou_quality.reading.series_doubts import refuse_other_notations
from shengzhou_quality.reading.totals import ROUNDING, settle_totals
from shengzhou_quality.reported import Observation, Provenance, finding_on

_ONCE_A_PAIR = frozenset({"reported-twice", "assessment-repeated", "replaced"})


def settle(
    observations: Iterable[Observation],
    plan: Plan,
    round_of: Callable[[Place], int] = lambda _: 0,
) -> tuple[tuple[Observation, ...], tuple[Diagnostic, ...]]:
    """Each indicator's observations, one for each year and basis, in the order of the plan.

    `round_of` is the round of a file: of values that differ, the finding is at the newest.
    """
    settled: list[Observation] = []
    observations = placed(observations, plan)
    diagnostics: list[Diagnostic] = []
    by_indicator: dict[str, list[Observation]] = defaultdict(list)
    for observation in observations:
        by_indicator[observation.indicator].append(observation)
    base, length = plan.head.baseline_year, len(plan.years)
    for indicator in plan.reportable:
        if indicator.id not in by_indicator:
            continue
        known = restating(by_indicator[indicator.id], indicator, base)
        reported, findings = yielding(known, indicator, _slot, base)
        diagnostics += findings
        reported, findings = settle_totals(reported, indicator, plan)
        diagnostics += findings
        reported, findings = _once_each(reported, indicator, round_of)
        diagnostics += findings
        reported, findings = refuse_other_notations(reported, indicator, length)
        diagnostics += findings
        reported = joined(reported, indicator)
        if indicator.is_mean:
            reported, findings = _compare_means(reported, indicator, plan)
            diagnostics += findings
        diagnostics += _baseline_differs(reported, indicator, plan)
        diagnostics += falling_totals(reported, indicator, plan)
        settled += reported
    return tuple(settled), tuple(diagnostics)


def _once_each(
    reported: Sequence[Observation], indicator: AnyIndicator, round_of: Callable[[Place], int]
) -> tuple[list[Observation], list[Diagnostic]]:
    """Keep one value for each slot: equal values give a note, different values an error.

    The oldest is the one that later values repeat or contradict: what is said is said of those.
    """
    if len({seen.year for seen in reported}) == len(reported):  # a value a year: as usual
        return sorted(reported, key=lambda seen: seen.year), []
    groups: dict[tuple[object, ...], list[Observation]] = defaultdict(list)
    for seen in reported:
        groups[_slot(seen)].append(seen)
    once: list[Observation] = []
    findings: list[Diagnostic] = []
    for slot in sorted(groups, key=str):
        same, replaced = standing(groups[slot], indicator)
        findings += replaced
        same.sort(key=lambda seen: (round_of(seen.place), seen.place.sort_key(), seen.text))
        first = same[0]
        differing = [seen for seen in same[1:] if not agree(seen, first)]
        if differing:
            findings += _conflicts(same, indicator)
            first = first._replace(value=None, implausible=None)
        else:
            findings += (
                _twice("reported-twice", again, first, indicator)
                for again in same[1:]
                if again.form is first.form
            )
        once.append(first if differing or len(same) == 1 else _joined(same))
    return once, findings


def _conflicts(same: Sequence[Observation], indicator: AnyIndicator) -> Iterator[Diagnostic]:
    """Compare each with the first of its kind; a total next to an addition is `mixed-forms`."""
    for are_totals in (False, True):
        kind = [seen for seen in same if (seen.form is Form.TOTAL) is are_totals]
        for seen in kind[1:]:
            if agree(seen, kind[0]):
                continue
            yield _twice("conflicting-values", seen, kind[0], indicator)


def _joined(same: list[Observation]) -> Observation:
    """Join several equal observations; keep what each of them adds, in whatever order they come."""
    return same[0]._replace(
        text=min((seen.text for seen in same), key=lambda text: (len(text), text)),
        provisional=any(seen.provisional for seen in same),
        form=min((seen.form for seen in same if seen.form), default=None),
        evidence=min((seen.evidence for seen in same if seen.evidence), default=None),
        name_says_mean=any(seen.name_says_mean for seen in same),
        replaces=tuple(dict.fromkeys(old for seen in same for old in seen.replaces)),
    )


def _twice(
    code: str,
    seen: Observation,
    first: Observation,
    indicator: AnyIndicator,
) -> Diagnostic:
    details = {
        "year": str(first.year),
        "other": first.text,
        "place": str(first.place),
        "file": first.place.file,
    }
    return finding_on(seen, code, indicator.name, **details)


def _slot(seen: Observation) -> tuple[object, ...]:
    """What may be reported once: a year's value, its mean to date, its forecast, a part of it.

    If populations are reported apart, each of them may be reported once.
    """
    of_whom, when = seen.part or "", seen.partial or ""
    return (seen.year, seen.form is Form.MEAN, seen.forecast, when, of_whom)


def _baseline_differs(
    reported: Iterable[Observation], indicator: AnyIndicator, plan: Plan
) -> Iterator[Diagnostic]:
    """Report a base-year value that contradicts the plan's; the plan's is used (design §4)."""
    if indicator.of_states or indicator.baseline_value is None:
        return
    base = indicator.baseline_year or plan.head.baseline_year
    for seen in reported:
        read = seen.as_read
        if seen.year != base or not isinstance(read, Interval):
            continue
        if read.is_disjoint_from(indicator.baseline_value):
            baseline = indicator.baseline or ""
            yield finding_on(seen, "baseline-differs", indicator.name, baseline=baseline)


def _compare_means(
    reported: list[Observation], indicator: MeasuredIndicator, plan: Plan
) -> tuple[list[Observation], list[Diagnostic]]:
    """Compare a mean to date with the yearly values of the same years, if all are known."""
    yearly = {
        seen.year: seen.value.value
        for seen in reported
        if seen.form is not Form.MEAN
        and seen.is_full_year
        and isinstance(seen.value, Interval)
        and seen.value.value is not None
        and seen.value.value in indicator.domain.interval
    }
    compared: list[Observation] = []
    findings: list[Diagnostic] = []
    for seen in reported:
        years = range(plan.years[0], seen.year + 1)
        declared = seen.value if seen.form is Form.MEAN else None
        if isinstance(declared, Interval) and years and all(year in yearly for year in years):
            mean = indicator.combined([yearly[year] for year in years])
            whole = not indicator.of_growth and declared.value and declared.value.denominator == 1
            apart = Fraction(1) if whole else ROUNDING
            near = Interval.between(mean - apart, mean + apart)
            if declared.is_disjoint_from(near):
                shown = plain(rounded(mean, 2))
                details = {"mean": shown} | ({} if indicator.of_growth else {"variant": "level"})
                findings.append(finding_on(seen, "mean-differs", indicator.name, **details))
                seen = seen._replace(value=None)  # noqa: PLW2901
        compared.append(seen)
    return compared, findings


def once_a_pair(findings: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Report equal findings about two files once for each pair of files, with their number."""
    alike: dict[tuple[str, str, str], list[Diagnostic]] = defaultdict(list)
    others: list[Diagnostic] = []
    for finding in findings:
        if finding.code in _ONCE_A_PAIR and finding.place is not None:
            other = str(finding.parameters["file"])
            alike[finding.code, finding.place.file, other].append(finding)
        else:
            others.append(finding)
    for same in alike.values():
        first = min(same, key=Diagnostic.sort_key)
        count = len(same)
        indicator = first.indicator if count == 1 else None
        parameters = {**first.parameters, "count": count}
        others.append(replace(first, indicator=indicator, parameters=parameters))
    return tuple(others)


def merge_provenance(said: Iterable[Provenance]) -> tuple[Provenance, ...]:
    """Merge equal words on several rows of an indicator; keep the year if all rows share it."""
    once: dict[tuple[object, ...], Provenance] = {}
    for each in sorted(said, key=lambda each: each.place.sort_key()):
        words = (each.indicator, each.office, each.source, each.evidence, each.remark)
        known = once.setdefault(words, each)
        if known.year != each.year:
            once[words] = replace(known, year=None)
    return tuple(once.values())


def placed(observations: Iterable[Observation], plan: Plan) -> list[Observation]:
    """Put undated states into the latest plan year for which an indicator has a value.

    Without --year, that is the year judged. If no indicator has a value, use the latest year
    of the other items; if those have none either, use the target year.
    """
    reported = list(observations)
    if not any(seen.undated for seen in reported):
        return reported
    of_indicators = {indicator.id for indicator in plan.indicators}
    years = plan.years
    full = [
        seen for seen in reported if seen.year in years and seen.is_full_year and not seen.undated
    ]
    own = [seen.year for seen in full if seen.indicator in of_indicators]
    latest = max(own or [seen.year for seen in full], default=plan.head.target_year)
    return [seen._replace(year=latest) if seen.undated else seen for seen in reported]
