"""Make part three of the page: verdict and status, and their basis."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from shengzhou_quality.decimals import DERIVED_PLACES, exact_decimal, plain, rounded
from shengzhou_quality.diagnostics import Severity
from shengzhou_quality.evaluation import selections
from shengzhou_quality.evaluation.chain import Judged
from shengzhou_quality.evaluation.grounds import Ground
from shengzhou_quality.evaluation.item_result import ComparedFigure
from shengzhou_quality.evaluation.status import TO_VERIFY
from shengzhou_quality.judgement import NoteCode, Paces, Verdict, compare, note_of
from shengzhou_quality.pages import assessed, rows
from shengzhou_quality.pages.explain.other_ways import bare_steps
from shengzhou_quality.pages.explain.said import verdict_words
from shengzhou_quality.pages.figures import with_unit
from shengzhou_quality.pages.model import Fact, fact
from shengzhou_quality.pages.ranges import range_words
from shengzhou_quality.pages.reasons import note_words
from shengzhou_quality.pages.verdict_reasons import doubted_words
from shengzhou_quality.plan.kinds.steps import Step
from shengzhou_quality.words import Words

_SAID_ALREADY = {
    NoteCode.READING_SENSITIVE,
    NoteCode.BASELINE_SENSITIVE,
    NoteCode.PLAN_CONFLICT,
    NoteCode.NO_THRESHOLD,
}
"""Notes that other parts of the page explain."""


def verdict_entries(judged: Judged, words: Words) -> Iterator[Fact]:
    yield fact(words("chain.label.verdict"), _verdict(judged, words))
    yield fact(words("chain.label.status"), _status(judged, words))
    if judged.grounds.ground in (Ground.PACE, Ground.ENDS_APART):
        cut_offs = judged.report.plan.cut_offs
        written = {name: getattr(cut_offs, name) for name in ("ahead", "on_track", "slipping")}
        yield fact(words("chain.label.cut-offs"), words("chain.cut-offs", **written))
    for opinion in assessed.in_full_of_result(judged.result, judged.report, words):
        yield fact(words("assessed.heading"), opinion)
    yield from bare_steps(judged.revised, judged, words)
    yield fact(words("chain.label.weight"), words("list.separator").join(_listed(judged, words)))
    for note in judged.result.notes:
        if note.code not in _SAID_ALREADY:
            yield fact(words("chain.label.note"), note_words(note, judged.result, words))


def _verdict(judged: Judged, words: Words) -> str:
    result, verdict = judged.result, judged.result.verdict
    said = verdict_words(verdict, judged, words)
    if verdict is Verdict.INVALID:
        return words("chain.judged.invalid", verdict=said)
    if result.actual is None:
        return _without_actual(judged, said, words)
    if result.indicator.of_states:
        target = rows.target_words(result, words)
        actual = rows.actual_words(result, words)
        return words("chain.judged.state", actual=actual, target=target, verdict=said)
    if result.doubted:
        return words("chain.judged.doubted", values=doubted_words(result, words), verdict=said)
    compared = _without_target_set(judged, said, words) or _growth_compared(judged, said, words)
    return compared or _against_target(judged, said, words)


def _against_target(judged: Judged, said: str, words: Words) -> str:
    """The numbers that the target asks for, and whether the actual is one of them."""
    result, verdict = judged.result, judged.result.verdict
    assert not result.indicator.of_states, "states are compared by their rank"
    indicator, actual = result.indicator, _actual(judged, words)
    if indicator.phrase is None:
        target = rows.target_words(result, words)
        return words("chain.judged.by-words", actual=actual, target=target, verdict=said)
    asked = indicator.asked_by(indicator.target)
    target = range_words(asked, indicator.figure_unit, words)
    if indicator.is_undecided and verdict is not Verdict.MET:
        target = rows.target_words(result, words)
        return words("chain.judged.side-open", actual=actual, target=target, verdict=said)
    if indicator.is_vague and verdict is not Verdict.MET:
        target = rows.target_words(result, words)
        return words(f"chain.judged.about.{verdict}", actual=actual, target=target, verdict=said)
    return words(f"chain.judged.{verdict}", actual=actual, target=target, verdict=said)


def _without_actual(judged: Judged, said: str, words: Words) -> str:
    """Why there is nothing to compare with the target."""
    result, year = judged.result, judged.report.year
    late = judged.finding.judgement.completed_later
    if late is not None:
        return words("chain.judged.late", late=late, year=year, verdict=said)
    if result.forecast is not None:
        text = with_unit(result.forecast.text or "", result.indicator.unit, words)
        return words("chain.judged.no_data.forecast", year=year, text=text, verdict=said)
    if result.verdict is Verdict.UNDETERMINED:
        return words("chain.judged.not-enough", verdict=said)
    if result.indicator.of_states:
        return words("chain.judged.no_data.state", year=year, verdict=said)
    if result.verdict is Verdict.NOT_MET:
        target = result.indicator.target
        return words("chain.judged.lost.no_data", year=year, target=target, verdict=said)
    return words("chain.judged.no_data", year=year, verdict=said)


def _without_target_set(judged: Judged, said: str, words: Words) -> str | None:
    """Of what is left to people or compared with others, and where other years decide."""
    result, judgement = judged.result, judged.finding.judgement
    indicator, actual = result.indicator, judgement.actual
    if indicator.of_states or actual is None:
        return None
    if result.compared is not None:
        return _compared(judged, result.compared, said, words)
    by_itself = compare(actual, indicator.target_set)
    if indicator.goes_either_way:
        return None
    if indicator.left_to_people:
        key = "left-to-people"
    elif by_itself is Verdict.MET and judgement.verdict is Verdict.NOT_MET:
        key = "lost"
    elif by_itself is Verdict.MET and judgement.verdict is Verdict.UNDETERMINED:
        key = "no-figure" if indicator.bound is None else "years-open"
    else:
        return None
    lacking = note_of(NoteCode.YEARS_MISSING, judgement.notes)
    years: tuple[str, ...] = ()
    if key == "years-open" and lacking is not None:
        key, years = "years-lacking", lacking.years
    shown = rows.actual_words(result, words) if key == "left-to-people" else _actual(judged, words)
    figures = {"actual": shown, "target": indicator.target}
    return words(f"chain.judged.{key}", **figures, years=years, verdict=said)


def _compared(judged: Judged, other: ComparedFigure, said: str, words: Words) -> str:
    """Both figures, of what is compared with another item."""
    indicator, name = judged.result.indicator, words.of(other.indicator, "name")
    if other.text is None:
        lacking = rows.lacking_other(judged.result, words)
        return words("chain.judged.compared.missing", lacking=lacking, verdict=said)
    return words(
        "chain.judged.compared",
        actual=_actual(judged, words),
        name=name,
        compared=with_unit(other.text, indicator.unit, words),
        target=indicator.target,
        verdict=said,
    )


def _growth_compared(judged: Judged, said: str, words: Words) -> str | None:
    """Of an average growth the products are compared, before any root is taken."""
    kind = judged.result.indicator
    if not kind.of_growth or kind.is_undecided:
        return None
    steps = [line for line in judged.arithmetic if isinstance(line, Step) and line.side is None]
    found = next((step for step in steps if step.quantity.name == "growth"), None)
    asked = next((step for step in steps if step.quantity.name == "needed_growth"), None)
    if found is None or asked is None:
        return None
    relation = "more" if found.result > asked.result else "less"
    relation = "equal" if found.result == asked.result else relation
    return words(
        "chain.judged.growth",
        product=plain(found.figure),
        needed=plain(asked.figure),
        relation=words(f"chain.relation.{relation}"),
        verdict=said,
    )


def _actual(judged: Judged, words: Words) -> str:
    """As it is reported; what is a range also as the range that it is."""
    indicator, actual = judged.result.indicator, judged.finding.judgement.actual
    text = actual_words(judged, words)
    either = judged.finding.judgement.either
    in_words = actual is not None and indicator.left_to_people
    if actual is None or actual.value is not None or either or in_words:
        return words("chain.actual", text=text)
    if judged.result.indicator.is_derived:
        return words("chain.actual", text=text)  # the ends are roots, which are rounded
    said = range_words(actual, indicator.figure_unit, words)
    return words("chain.actual.read", text=text, range=said)


def actual_words(judged: Judged, words: Words) -> str:
    """The figure judged, to the last digit that the report has."""
    result = judged.result
    bounds = None if result.actual is None else result.actual.bounds
    is_exact = bounds is not None and bounds.number is not None
    if result.indicator.is_derived and result.actual is not None and is_exact:
        return with_unit(result.actual.text, result.indicator.figure_unit, words)
    return rows.actual_words(result, words)


def _status(judged: Judged, words: Words) -> str:
    grounds, status = judged.grounds, rows.status_words(judged.result, words)
    rung = ""
    if grounds.ground is Ground.PACE:
        lower, upper = (_cut_off(edge, judged) for edge in (grounds.lower, grounds.upper))
        if lower is None:
            rung = words("chain.rung-of.bottom")
        elif upper is None:
            rung = words("chain.rung-of.top", lower=lower)
        else:
            rung = words("chain.rung-of.between", lower=lower, upper=upper)
    key = f"chain.ground.{grounds.ground}"
    own = f"{key}.{judged.result.indicator.kind}"
    return words(
        own if words.knows(own) else key,
        status=status,
        year=judged.report.year,
        pace=_pace(judged, words),
        rung=rung,
    )


def _cut_off(edge: Fraction | None, judged: Judged) -> str | None:
    """As the plan file writes it; the last one is 0."""
    cut_offs = judged.report.plan.cut_offs
    written = (cut_offs.ahead, cut_offs.on_track, cut_offs.slipping)
    return None if edge is None else dict(zip(cut_offs.exact, written, strict=True)).get(edge, "0")


def _pace(judged: Judged, words: Words) -> str:
    paces = judged.grounds.paces
    if paces is None:
        return ""
    if judged.result.pace is not None and paces.worst is not None:
        if rounded(paces.worst) != judged.result.pace:
            return words("chain.pace.raised")
        return words("chain.pace.point", **_apart(paces.worst, judged))
    return _between(paces, words)


def _apart(pace: Fraction, judged: Judged) -> dict[str, str]:
    """Rounded as everywhere, or to more places where it would seem to reach a cut-off."""
    edges = judged.report.plan.cut_offs.exact
    shown = Fraction(0)
    for places in range(DERIVED_PLACES, 31):
        shown = Fraction(rounded(pace, places))
        if all((shown >= edge) is (pace >= edge) for edge in edges):
            break
    return {"sign": "=" if shown == pace else "≈", "pace": plain(exact_decimal(shown))}


def _between(paces: Paces, words: Words) -> str:
    worst, best = (
        None if pace is None else plain(rounded(pace)) for pace in (paces.worst, paces.best)
    )
    if worst is not None and best is not None:
        return words("chain.pace.between", worst=worst, best=best)
    if worst is not None:
        return words("chain.pace.from", worst=worst)
    return words("chain.pace.any") if best is None else words("chain.pace.to", best=best)


def _listed(judged: Judged, words: Words) -> list[str]:
    """In which lists of the report it stands."""
    result, lists = judged.result, judged.report.lists
    found = []
    watched = result.severity in (Severity.ERROR, Severity.WARNING)
    if watched and result.status not in TO_VERIFY:
        final = "final" if judged.report.final else "before"
        kept = result.verdict is Verdict.MET and judged.report.final
        found.append(words("chain.listed.outside" if kept else f"chain.listed.{final}"))
    missing = any(one.result.indicator.id == result.indicator.id for one in lists.missing)
    unreported = selections.unreported(judged.report)
    silent = any(result.indicator.id in (*one.commitments, *one.milestones) for one in unreported)
    if missing or silent or result.status in TO_VERIFY:
        found.append(words("chain.listed.missing"))
    return found or [words("chain.listed.none")]
