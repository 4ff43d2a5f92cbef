"""Make the last part: the verdict by another reading or baseline of the plan."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from shengzhou_quality.evaluation.chain import Judged, OtherWay
from shengzhou_quality.evaluation.sensitivity import End
from shengzhou_quality.evaluation.status import LADDER
from shengzhou_quality.interval import Interval
from shengzhou_quality.pages import rows
from shengzhou_quality.pages.explain.formulas import write_step
from shengzhou_quality.pages.explain.said import status_words, verdict_words
from shengzhou_quality.pages.model import Fact, fact
from shengzhou_quality.pages.ranges import number_words, of_whom, range_words, read_target
from shengzhou_quality.plan.kinds.indicator import Reading
from shengzhou_quality.plan.kinds.steps import Line, Step
from shengzhou_quality.words import Words


def other_entries(judged: Judged, words: Words) -> Iterator[Fact]:
    """Word each other reading or baseline, and which statement takes precedence."""
    for way in judged.readings:
        yield fact(words("chain.label.by-reading"), _other(way, judged, words))
    for way in judged.baselines:
        yield fact(words("chain.label.by-baseline"), _other(way, judged, words))
        yield from _from_there(way, judged, words)
    if judged.readings or judged.baselines:
        differ = any(way.alternative.differs for way in (*judged.readings, *judged.baselines))
        key = "chain.which-rules.differs" if differ else "chain.which-rules"
        status = rows.status_words(judged.result, words)
        given = {"status": status} if differ else {}
        yield fact(words("chain.label.which-rules"), words(key, **given))


def beside_entries(judged: Judged, words: Words) -> Iterator[Fact]:
    """Word the targets of other years and the stretch, each with the distance to it."""
    for way in judged.beside:
        aimed, year, _, judgement = way.beside
        label = words("plan.stretch")
        if year is not None:
            label = words("chain.label.year-target", year=year)
        key = "later" if judgement is None else judgement.verdict.value
        actual = judgement.actual if judgement is not None else None
        shown = {"target": read_target(aimed, words)}
        if key in ("met", "not_met", "undetermined"):
            shown["actual"] = _written(actual, aimed.unit, words)
        yield fact(label, words(f"chain.beside.{key}", **shown))
        yield from bare_steps(way.steps, judged, words)


def _written(actual: Interval | None, unit: str | None, words: Words) -> str:
    if actual is None:
        return ""
    point = actual.value
    return range_words(actual, unit, words) if point is None else number_words(point, unit, words)


def source_words(way: OtherWay, judged: Judged, words: Words) -> str:
    """Where the other statement stands, and what it says."""
    source = way.alternative.source
    if isinstance(source, Reading):
        said = of_whom(source, words)
        return words("chain.other.source", section=source.section, text=source.target, said=said)
    return words(
        "chain.other.baseline",
        section=source.phrases[-1].section,
        text=source.baseline or "",
        edge=_edge(way, judged, words),
    )


def _other(way: OtherWay, judged: Judged, words: Words) -> str:
    alternative, named = way.alternative, source_words(way, judged, words)
    bounded = alternative.end is not End.EXACT and alternative.finding.status in LADDER
    key = "differs" if alternative.differs else "same"
    end = f".{alternative.end}" if bounded else ""
    there = alternative.finding
    status = status_words(there.status, there.indicator, words)
    found = verdict_words(there.judgement.verdict, judged, words)
    # In the final year, and without proof, the status says the same as the verdict.
    told = judged.report.final or found == status
    verdict = "" if told else found + words("chain.other.separator")
    return words(f"chain.other.{key}{end}", source=named, verdict=verdict, status=status)


def _edge(way: OtherWay, judged: Judged, words: Words) -> str:
    """The number that was taken as the other baseline."""
    indicator = way.alternative.finding.indicator
    start = None if indicator.of_states else indicator.baseline_value
    value = start.value if start else None
    return "" if value is None else number_words(value, judged.result.indicator.figure_unit, words)


def _from_there(way: OtherWay, judged: Judged, words: Words) -> Iterator[Fact]:
    """The arithmetic from another baseline; of one that is a bound, what it leaves possible."""
    if judged.report.final:
        yield fact("", words("chain.other.final"))
    elif judged.result.indicator.is_kept:
        yield fact("", words("chain.other.keep"))
    end = way.alternative.end
    if way.steps and end is not End.EXACT:
        edge = _edge(way, judged, words)
        yield fact("", words(f"chain.other.{end}", edge=edge))
    bound = {End.BEST: "chain.at-most", End.WORST: "chain.at-least"}.get(end)
    yield from bare_steps(way.steps, judged, words, bound)


def bare_steps(
    steps: Iterable[Line], judged: Judged, words: Words, bound: str | None = None
) -> Iterator[Fact]:
    """Sums below what they belong to; `bound` says that the result is one."""
    for line in steps:
        if isinstance(line, Step):
            written = write_step(line, judged.result.indicator.figure_unit, words)
            result = written.result if bound is None else words(bound, result=written.result)
            pieces = written.pieces[:-1]
            yield Fact("", (written.name, *pieces, f"{written.sign} {result}"))
