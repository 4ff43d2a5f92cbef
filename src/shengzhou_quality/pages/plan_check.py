"""Make the page of a check of a plan's files: every finding, what was read, and the result."""

from __future__ import annotations

from shengzhou_quality.diagnostics import Diagnostic
from shengzhou_quality.evaluation.plan_check import PlanCheck
from shengzhou_quality.pages.findings import said_of, sections_of
from shengzhou_quality.pages.marks import counted_words
from shengzhou_quality.pages.model import Block, Medium, Page, Sentence, Sentences, Tone
from shengzhou_quality.plan.marks import MARK_CODE, is_proposal
from shengzhou_quality.words import Words


def page(report: PlanCheck, words: Words, medium: Medium) -> Page:
    """The result first; on a screen also last, where a long list of findings ends."""
    on_screen = medium is Medium.SCREEN
    files = [words("check.file", path=file.path) for file in report.files]
    blocks: list[Block] = [
        Sentences(files, label=words("check.files")),
        *sections_of(_in_order(report), words, medium, cures_once=(MARK_CODE,)),
    ]
    if report.source is not None:
        blocks.insert(1, Sentences([words("plan-check.source", source=report.source)]))
    result = words("plan-check.result", said=_said(report, words))
    return Page(
        title=report.title or words("plan-check.untitled"),
        heading=result if on_screen else words("plan-check.heading"),
        lead=[Sentence(result_line(report, words), Tone.GOOD if report.passed else Tone.ERROR)],
        blocks=blocks,
        closes=on_screen,
    )


def _in_order(report: PlanCheck) -> list[Diagnostic]:
    """As in the files; the marks last, and of them those first that a person has to decide."""
    return sorted(report.diagnostics, key=lambda one: (one.code == MARK_CODE, is_proposal(one)))


def result_line(report: PlanCheck, words: Words) -> str:
    """What was read, and whether it is in order, in one line."""
    return words("plan-check.closing", read=_read(report, words), said=_said(report, words))


def _read(report: PlanCheck, words: Words) -> str:
    counts = report.counts
    kinds = tuple(
        words("plan-check.of-kind", kind=words(f"kind.{kind}"), count=count)
        for kind, count in report.kinds
    )
    indicators = words("plan-check.indicators", count=counts.indicators)
    said = [words("plan-check.with-kinds", said=indicators, kinds=kinds) if kinds else indicators]
    parts = {name: getattr(counts, name) for name in ("tasks", "commitments", "milestones")}
    said += (words(f"plan-check.{name}", count=count) for name, count in parts.items() if count)
    return words("plan-check.separator").join(said)


def _said(report: PlanCheck, words: Words) -> str:
    said = said_of(report.diagnostics, words, passed=report.passed)
    counts = report.marks
    if not counts.marks:
        return said
    return words("plan-check.with-marks", said=said, counted=counted_words(counts, words))
