"""Make the page of the tasks with the result of each indicator, commitment and milestone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from shengzhou_quality.diagnostics import Severity
from shengzhou_quality.evaluation.assessed import Assessed
from shengzhou_quality.evaluation.item_result import IndicatorResult, PromiseResult
from shengzhou_quality.evaluation.parts import PartsReport
from shengzhou_quality.evaluation.report import Report
from shengzhou_quality.evaluation.selections import are_promises_listed, counted_apart, promises_of
from shengzhou_quality.pages import assessed, promises, rows, summary, tasks_overview
from shengzhou_quality.pages.differences import difference
from shengzhou_quality.pages.model import (
    Block,
    Medium,
    Outline,
    OutlineRow,
    Page,
    Section,
    Sentence,
    Sentences,
    Tone,
    commands,
)
from shengzhou_quality.pages.plan import part_heading, tree_of
from shengzhou_quality.pages.plan_overview import example
from shengzhou_quality.pages.report.screen.commands import command
from shengzhou_quality.plan.kinds import AnyIndicator
from shengzhou_quality.plan.model import Plan
from shengzhou_quality.plan.tasks import Part, Task
from shengzhou_quality.words import Words

_TONES = {Severity.ERROR: Tone.ERROR, Severity.WARNING: Tone.WARNING, Severity.INFO: Tone.GOOD}


def page(seen: PartsReport, words: Words, medium: Medium) -> Page:
    """All tasks open with an overview; a screen has no more of them, unless it is asked for it."""
    report = seen.report
    if not report.plan.sections:
        return Page(
            summary.heading_title(report, words), [], lead=[Sentence(result_line(seen, words))]
        )
    blocks: list[Block] = []
    if len(seen.parts) > 1:
        blocks += tasks_overview.blocks(report, words)
    if seen.in_full or len(seen.parts) == 1 or medium is not Medium.SCREEN:
        several = len(seen.parts) > 1
        blocks += [_state_of(part, report, words, several=several) for part in seen.parts]
    else:
        more = _more(report.plan)
        blocks.append(commands({command(one, report, words): words(key) for one, key in more}))
    return Page(
        heading=summary.heading_title(report, words),
        lead=[
            Sentence(summary.heading(report, words), Tone.STRONG),
            Sentence(result_line(seen, words)),
        ],
        blocks=[*blocks, _closing(report, words, medium)],
        wide=True,
    )


def _more(plan: Plan) -> Iterator[tuple[str, str]]:
    """The commands that show more, each with the key of what it shows."""
    yield f"sqc tasks {example('T06', plan.sections)}", "tasks.more.one-judged"
    yield "sqc tasks --all", "tasks.more.all-judged"
    items = plan.commitments or plan.milestones or plan.indicators
    yield f"sqc explain {example('C06', items)}", "tasks.more.explain"


def _closing(report: Report, words: Words, medium: Medium) -> Block:
    """How the year was chosen; a screen also says that this is no gate."""
    chosen = summary.year_choice(report, words)
    if medium is Medium.SCREEN:
        return Sentences([chosen, words("promises.gate")], tone=Tone.QUIET)
    return Sentence(chosen, Tone.QUIET)


def asked_for(report: Report, words: Words) -> Outline:
    """The commitments and milestones that `--only` names, without the tree around them."""
    return outlined(promises_of(report), report, words)


def outlined(items: Iterable[PromiseResult], report: Report, words: Words) -> Outline:
    return Outline([_of_promise(item, 0, report, words) for item in items])


def _state_of(part: Part, report: Report, words: Words, *, several: bool) -> Section:
    """A task with its actions and boxes, or one of these, with what each item came to."""
    indicators = {result.indicator.id: result for result in report.indicators}
    results = {item.promise.id: item for item in promises_of(report)}

    def nodes_of(each: Part, depth: int) -> Iterator[OutlineRow]:
        for identity in each.indicators if isinstance(each, Task) else ():
            if identity in indicators:
                yield _of_indicator(indicators[identity], depth, report, words)
        for promise in each.promises:
            if promise.id in results:
                yield _of_promise(results[promise.id], depth, report, words)

    shares = _shares(part, report, words) if several else ""
    note = [Sentence(shares, Tone.QUIET)] if shares else []
    return Section(part_heading(part, words), [*note, tree_of(part, words, nodes_of)])


def _shares(part: Part, report: Report, words: Words) -> str:
    """How many of a task's own are met; of the smaller parts the lines themselves tell."""
    for item in report.tasks:
        if item.task is part:
            return words(
                "tasks.shares",
                done=tasks_overview.done_words(report, words),
                indicators=tasks_overview.share(item.count, report, words),
                commitments=tasks_overview.share(item.commitments, report, words),
                milestones=tasks_overview.share(item.milestones, report, words),
                encouraged=tasks_overview.share(item.encouraged, report, words),
            )
    return ""


def _of_indicator(result: IndicatorResult, depth: int, report: Report, words: Words) -> OutlineRow:
    return OutlineRow(
        depth,
        rows.name(result, words),
        result.indicator.id,
        status=rows.status_words(result, words),
        tone=_tone(result.severity),
        details=_figures(result, report, words)
        + _opinion(result.assessed, result.indicator, words),
    )


def _of_promise(item: PromiseResult, depth: int, report: Report, words: Words) -> OutlineRow:
    result = item.result
    return OutlineRow(
        depth,
        promises.name(item, words),
        item.promise.id,
        status=rows.status_words(result, words) if result else words("promises.by-people"),
        tone=_tone(item.severity),
        details=_details(item, report, words),
    )


def _tone(severity: Severity | None) -> Tone:
    return Tone.PLAIN if severity is None else _TONES[severity]


def _details(item: PromiseResult, report: Report, words: Words) -> tuple[str, ...]:
    if item.result is None or not item.by_itself:
        return (promises.explanation(item, words),)
    details: tuple[str, ...] = ()
    if item.result.indicator.of_states:
        stretch = promises.stretch(item, words)
        details = (*_reported_state(item, words), *([stretch] if stretch else []))
    elif item.result.actual is not None:
        details = _figures(item.result, report, words)
    other = promises.of_other_scope(item, words)
    details += (other,) if other else ()
    return details + _opinion(item.assessed, item.result.indicator, words)


def _figures(result: IndicatorResult, report: Report, words: Words) -> tuple[str, ...]:
    found = (
        words("tasks.actual", text=rows.actual_words(result, words)),
        words("tasks.target", text=rows.target_words(result, words)),
        difference(result, words, final=report.final),
    )
    return tuple(text for text in found if text)


def _opinion(given: Assessed | None, item: AnyIndicator, words: Words) -> tuple[str, ...]:
    """Word a person's assessment, next to the computed result."""
    if given is None:
        return ()
    return (words("assessed.beside", said=assessed.said(given, item, words)),)


def _reported_state(item: PromiseResult, words: Words) -> tuple[str, ...]:
    """As reported, with the date and what shows it; nothing where nothing was."""
    assert item.result is not None
    if item.result.actual is None:
        return ()
    said = [words("tasks.state", text=rows.actual_words(item.result, words))]
    if item.completed:
        said.append(words("tasks.completed", date=item.completed))
    if item.result.evidence:
        said.append(words("tasks.evidence", shown=item.result.evidence))
    return tuple(said)


def result_line(seen: PartsReport, words: Words) -> str:
    """The one line at the end: how many of what was asked for are met or on schedule."""
    if not seen.report.plan.sections:
        return words("plan.count.tasks.none")
    report = seen.narrowed
    own = {
        key: [item.result for item in items if item.result and item.counted]
        for key, items in counted_apart(report).items()
    }
    shares = {
        key: _share(results, report, words)
        for key, results in {"indicators": list(report.indicators), **own}.items()
    }
    asked = len(seen.parts) > 1 and not are_promises_listed(report)
    key = "tasks.result.indicators" if asked else "tasks.result"
    return words(key, done=tasks_overview.done_words(report, words), **shares)


def _share(results: list[IndicatorResult], report: Report, words: Words) -> str:
    done = sum(tasks_overview.is_done(result.status, report) for result in results)
    return f"{done}/{len(results)}" if results else words("none")
