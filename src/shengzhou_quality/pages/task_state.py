"""Part three as a tree with its state: what each indicator, commitment and milestone came to."""

from __future__ import annotations

from collections.abc import Iterator

from shengzhou_quality.diagnostics import Severity
from shengzhou_quality.evaluation.assessed import Assessed
from shengzhou_quality.evaluation.item_result import IndicatorResult, PromiseResult
from shengzhou_quality.evaluation.parts import PartsReport
from shengzhou_quality.evaluation.report import Report
from shengzhou_quality.evaluation.selections import promises_of
from shengzhou_quality.judgement import Verdict
from shengzhou_quality.pages import assessed, promises, rows
from shengzhou_quality.pages.model import Node, Tone, Tree
from shengzhou_quality.pages.plan_facts import heading
from shengzhou_quality.plan.kinds import AnyIndicator, Milestone
from shengzhou_quality.plan.tasks import Box, Part, Task
from shengzhou_quality.words import Words

_TONES = {Severity.ERROR: Tone.ERROR, Severity.WARNING: Tone.WARNING, Severity.INFO: Tone.GOOD}


def state_of(part: Part, report: Report, words: Words) -> Iterator[Node]:
    """A task with its actions and boxes, or one of these, in the order of print."""
    if not isinstance(part, Task):
        yield from _branch(part, report, words, 0)
        return
    for each in part.parts:
        depth = 0 if each is part else 2 if isinstance(each, Box) else 1
        yield from _branch(each, report, words, depth)


def asked_for(report: Report, words: Words) -> Tree:
    """The commitments and milestones that `--only` names, without the tree around them."""
    return Tree([_of_promise(item, 1, report, words) for item in promises_of(report)])


def _tone(severity: Severity | None) -> Tone:
    return Tone.PLAIN if severity is None else _TONES[severity]


def _branch(part: Part, report: Report, words: Words, depth: int) -> Iterator[Node]:
    title = heading(part, words)
    counted = _shares(part, report, words)
    yield Node(
        depth,
        words("plan.box", title=title) if isinstance(part, Box) else title,
        details=(counted,) if counted else (),
    )
    indicators = {result.indicator.id: result for result in report.indicators}
    for identity in part.indicators if isinstance(part, Task) else ():
        if identity in indicators:
            yield _of_indicator(indicators[identity], depth + 1, report, words)
    results = {item.promise.id: item for item in promises_of(report)}
    for promise in part.promises:
        if promise.id in results:
            yield _of_promise(results[promise.id], depth + 1, report, words)


def _shares(part: Part, report: Report, words: Words) -> str:
    """How many of a task's own are met; of the smaller parts the lines themselves tell."""
    for item in report.tasks:
        if item.task is part:
            return words(
                "tasks.shares",
                indicators=promises.share(item.count, words),
                commitments=promises.share(item.commitments, words),
                milestones=promises.share(item.milestones, words),
                encouraged=promises.share(item.encouraged, words),
            )
    return ""


def _of_indicator(result: IndicatorResult, depth: int, report: Report, words: Words) -> Node:
    return Node(
        depth,
        rows.name(result, words),
        result.indicator.id,
        rows.status_words(result, words),
        _figures(result, report, words) + _opinion(result.assessed, result.indicator, words),
        _tone(result.severity),
    )


def _of_promise(item: PromiseResult, depth: int, report: Report, words: Words) -> Node:
    name, identity = promises.name(item, words), item.promise.id
    if item.result is None:
        status = words("promises.by-people")
        return Node(depth, name, identity, status, (promises.explanation(item, words),))
    status = rows.status_words(item.result, words)
    details: tuple[str, ...] = ()
    if not item.by_itself:
        details = (promises.explanation(item, words),)
        return Node(depth, name, identity, status, details, _tone(item.severity))
    if isinstance(item.result.indicator, Milestone):
        stretch = promises.stretch(item, words)
        details = (*_reported_state(item, words), *([stretch] if stretch else []))
    elif item.result.actual is not None:
        details = _figures(item.result, report, words)
    other = promises.of_other_scope(item, words)
    details += (other,) if other else ()
    details += _opinion(item.assessed, item.result.indicator, words)
    return Node(depth, name, identity, status, details, _tone(item.severity))


def _figures(result: IndicatorResult, report: Report, words: Words) -> tuple[str, ...]:
    found = (
        f"{words('field.actual')} {rows.actual_words(result, words)}",
        f"{words('field.target')} {rows.target_words(result, words)}",
        rows.difference(result, words, final=report.final),
    )
    return tuple(text for text in found if text)


def _opinion(given: Assessed | None, item: AnyIndicator, words: Words) -> tuple[str, ...]:
    """A person's assessment, beside what was computed."""
    if given is None:
        return ()
    return (words("assessed.beside", said=assessed.said(given, item, words)),)


def _reported_state(item: PromiseResult, words: Words) -> tuple[str, ...]:
    """As reported, with the date and what shows it; nothing where nothing was."""
    assert item.result is not None
    if item.result.actual is None:
        return ()
    said = [f"{words('promises.column.state')} {rows.actual_words(item.result, words)}"]
    if item.completed:
        said.append(f"{words('promises.column.completed')} {item.completed}")
    if item.result.evidence:
        shown = words("list.separator").join(item.result.evidence)
        said.append(f"{words('promises.column.evidence')} {shown}")
    return tuple(said)


def result_line(seen: PartsReport, words: Words) -> str:
    """The one line at the end: how many of what was asked for are met."""
    report = seen.narrowed
    counted = {
        "commitments": report.commitments,
        "milestones": [item for item in report.milestones if item.demanded],
        "encouraged": [item for item in report.milestones if not item.demanded],
    }
    own = {
        key: [item.result for item in items if item.result and item.counted]
        for key, items in counted.items()
    }
    shares = {
        key: _share(results, words)
        for key, results in {"indicators": list(report.indicators), **own}.items()
    }
    return words("tasks.result", **shares)


def _share(results: list[IndicatorResult], words: Words) -> str:
    met = sum(result.verdict is Verdict.MET for result in results)
    return f"{met}/{len(results)}" if results else words("none")
