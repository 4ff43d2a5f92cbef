"""Write the chain behind one verdict as JSON: every step with its exact numbers and words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from shengzhou_quality.contract import shape_of
from shengzhou_quality.decimals import exact_decimal, rounded
from shengzhou_quality.evaluation.chain import (
    BesideWay,
    Chain,
    ComparedValues,
    Judged,
    OtherWay,
    ReportedValue,
)
from shengzhou_quality.evaluation.grounds import Grounds
from shengzhou_quality.evaluation.report import Report
from shengzhou_quality.formats import Options
from shengzhou_quality.formats.json import HEAD, dumped, encoded, filled
from shengzhou_quality.formats.step_codes import code_of
from shengzhou_quality.interval import Interval
from shengzhou_quality.pages.explain import sort_of
from shengzhou_quality.pages.explain.formulas import write_step
from shengzhou_quality.pages.explain.lead import lead_of
from shengzhou_quality.pages.explain.line_words import remark_words
from shengzhou_quality.plan.kinds import AnyIndicator
from shengzhou_quality.plan.kinds.indicator import Reading
from shengzhou_quality.plan.kinds.steps import Check, Line, Remark, Rung, Step
from shengzhou_quality.plan.tasks import Commitment, TaskMilestone
from shengzhou_quality.words import Words


def render(chain: Chain, words: Words, _: Options) -> bytes:
    return encoded(chain_data(chain, words))


def chain_data(chain: Chain, words: Words) -> dict[str, Any]:
    """Every field is always present; what does not apply is null or empty."""
    item, kind, judged = chain.item, chain.kind, chain.judged
    promise = item if isinstance(item, Commitment | TaskMilestone) else None
    opinion = chain.opinion or (judged.result.assessed if judged else None)
    return {
        **HEAD,
        "plan": dumped(chain.plan, words),
        "sort": sort_of(chain),
        "id": item.id,
        "name": item.name,
        "name_en": item.name_en,
        "judged_as": kind.id if kind else None,
        "kind": kind.kind if kind else None,
        "constraint": None if promise else getattr(item, "constraint", None),
        "task": _task(chain),
        "part": chain.home.part.id if chain.home else None,
        "deadline": promise.deadline if promise else None,
        "modality": promise.modality if promise else None,
        "source": dumped(item.source, words),
        "readings": dumped(kind.readings if kind else (), words),
        "restated": dumped(promise.also if promise else kind.restated if kind else (), words),
        "conflicts": [
            {
                "id": conflict.id,
                "type": conflict.type,
                "phrases": dumped(conflict.phrases, words),
                "effect": words.of(conflict, "effect"),
                "baseline": conflict.baseline,
            }
            for conflict in chain.conflicts
        ],
        "target": _target(kind, words),
        "lead": [sentence.text for sentence in lead_of(chain, words)],
        "year": chain.report.year if chain.report else None,
        "final": chain.report.final if chain.report else None,
        "sources": [
            {
                "path": source.path,
                "sha256": source.sha256,
                "replaced": source.replaced,
                "standing": source.standing,
            }
            for source in (chain.report.sources if chain.report else ())
        ],
        "assessed": dumped(opinion, words),
        "opinions": dumped(chain.of_offices, words),
        **_judged(judged, kind, words),
    }


def _task(chain: Chain) -> str | None:
    if chain.home:
        return chain.home.task.id
    return next((task.id for task in chain.plan.tasks if chain.item.id in task.indicators), None)


def _judged(judged: Judged | None, kind: AnyIndicator | None, words: Words) -> dict[str, Any]:
    if judged is None or kind is None:
        empty: dict[str, Any] = {
            "reported": [],
            "compared": None,
            "arithmetic": [],
            "revised": [],
            "outlook": [],
        }
        return empty | {
            "grounds": None,
            "alternatives": [],
            "result": None,
            "diagnostics": [],
            "beside": [],
        }
    findings = [*judged.diagnostics, *(f for value in judged.reported for f in value.diagnostics)]
    return {
        "reported": [_value(value, kind, words) for value in judged.reported],
        "compared": _compared(judged.compared, words),
        "arithmetic": _lines(judged.arithmetic, kind, words),
        "revised": _lines(judged.revised, kind, words),
        "outlook": _lines(judged.outlook, kind, words),
        "grounds": _grounds(judged.grounds),
        "alternatives": [_other(way, kind, words) for way in (*judged.readings, *judged.baselines)],
        "result": _result(judged, words),
        "diagnostics": dumped(tuple(findings), words),
        "beside": [_beside(way, words) for way in judged.beside],
    }


def _beside(way: BesideWay, words: Words) -> dict[str, Any]:
    aimed, year, *_ = way.beside
    return {
        "year": year,
        "target": _target(aimed, words),
        "verdict": way.beside.verdict,
        "steps": _lines(way.steps, aimed, words),
    }


def _compared(other: ComparedValues | None, words: Words) -> dict[str, Any] | None:
    """What was reported of the item that it is compared with, or the plan's own figure."""
    if other is None:
        return None
    return {
        "id": other.indicator.id,
        "name": other.indicator.name,
        "planned": None if other.planned is None else _interval(other.planned, words),
        "reported": [_value(value, other.indicator, words) for value in other.reported],
    }


def _result(judged: Judged, words: Words) -> dict[str, Any] | None:
    """Return the same object as in the report of `evaluate`, if the report lists it."""
    report, wanted = judged.report, judged.result.indicator.id
    only = replace(
        report,
        indicators=tuple(one for one in report.indicators if one.indicator.id == wanted),
        commitments=tuple(one for one in report.commitments if one.promise.id == wanted),
        milestones=tuple(one for one in report.milestones if one.promise.id == wanted),
    )
    shape = shape_of(Report)
    lists = {part: shape[part] for part in ("indicators", "commitments", "milestones")}
    data = filled(lists, only, words)
    return next((one for part in lists for one in data[part]), None)


def _interval(interval: Interval | None, words: Words) -> dict[str, Any]:
    """The bounds of a state, or of an unreadable value, are all null."""
    return filled(shape_of(Interval), interval, words)


def _target(kind: AnyIndicator | None, words: Words) -> dict[str, Any] | None:
    if kind is None:
        return None
    if kind.of_states or kind.bound is None:
        return {"text": kind.target, **_interval(None, words), "arithmetic": []}
    steps = _lines(kind.aim(), kind, words)
    return {"text": kind.target, **_interval(kind.target_set, words), "arithmetic": steps}


def _value(value: ReportedValue, kind: AnyIndicator, words: Words) -> dict[str, Any]:
    seen, state = value.seen, None
    if kind.of_states and isinstance(value.read, int):
        state = kind.every_state[value.read].key
    return {
        "year": seen.year,
        "text": seen.text,
        "place": str(seen.place),
        **_interval(value.read if isinstance(value.read, Interval) else None, words),
        "state": state,
        "form": seen.form,
        "provisional": seen.provisional,
        "forecast": seen.forecast,
        "judged": value.entered,
        "unused": value.why,
        "findings": [finding.code for finding in value.diagnostics],
        "replaces": [{"text": old.text, "place": str(old.place)} for old in seen.replaces],
    }


def _lines(lines: Iterable[Line], kind: AnyIndicator, words: Words) -> list[dict[str, Any]]:
    return [_line(line, kind, words) for line in lines]


def _line(line: Line, kind: AnyIndicator, words: Words) -> dict[str, Any]:
    match line:
        case Step():
            written = write_step(line, kind.unit, words)
            return {
                "line": "step",
                "code": code_of(line, kind),
                "side": line.side,
                "field": line.field,
                "name": written.name,
                "formula": written.formula,
                "numbers": written.numbers,
                "result": line.figure,
                "rounded": line.is_rounded,
            }
        case Remark():
            text = remark_words(line, kind, words)
            return {"line": "remark", "code": line.code, "text": text}
        case Check():
            value = _interval(line.value, words)
            return {"line": "year", "year": line.year, **value, "verdict": line.verdict}
        case Rung():
            state = kind.every_state[line.rank] if kind.of_states else None
            return {
                "line": "state",
                "rank": line.rank + 1,
                "state": state.key if state else None,
                "years": list(line.years),
                "target": line.is_target,
                "latest": line.is_latest,
            }


def _grounds(grounds: Grounds) -> dict[str, Any]:
    paces = grounds.paces
    return {
        "ground": grounds.ground,
        "worst_pace": rounded(paces.worst) if paces and paces.worst is not None else None,
        "best_pace": rounded(paces.best) if paces and paces.best is not None else None,
        "at_least": None if grounds.lower is None else exact_decimal(grounds.lower),
        "below": None if grounds.upper is None else exact_decimal(grounds.upper),
    }


def _other(way: OtherWay, kind: AnyIndicator, words: Words) -> dict[str, Any]:
    alternative, source = way.alternative, way.alternative.source
    by_reading = isinstance(source, Reading)
    section = source.section if isinstance(source, Reading) else source.phrases[-1].section
    return {
        "by": "reading" if by_reading else "baseline",
        "section": section,
        "text": source.target if isinstance(source, Reading) else source.baseline,
        "verdict": alternative.finding.judgement.verdict,
        "status": alternative.finding.status,
        "end": alternative.end,
        "differs": alternative.differs,
        "arithmetic": _lines(way.steps, kind, words),
    }
