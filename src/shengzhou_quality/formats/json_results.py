"""One result as JSON: an indicator, a commitment or a milestone, every field always present."""

from __future__ import annotations

from typing import Any

from shengzhou_quality.diagnostics import Place
from shengzhou_quality.evaluation.assessed import Assessed
from shengzhou_quality.evaluation.item_result import Bounds, IndicatorResult, PromiseResult
from shengzhou_quality.pages.reasons import note_words
from shengzhou_quality.pages.rows import actual_words
from shengzhou_quality.plan.kinds import Milestone
from shengzhou_quality.plan.tasks import Commitment, TaskMilestone
from shengzhou_quality.words import Words

_FIELDS = (
    "id", "key", "name", "category", "unit", "constraint", "kind", "baseline", "target", "actual",
    "series", "unused", "verdict", "status", "severity", "margin", "gap", "progress",
    "expected_progress", "expected", "pace", "needed_per_year", "projected", "notes", "evidence",
    "provenance", "source", "assessed", "opinions",
)  # fmt: skip

_SAID_BY_THE_PLAN = ("category", "unit", "constraint", "kind")
_LISTS = ("series", "unused", "notes", "evidence", "provenance", "opinions")


def indicator_data(result: IndicatorResult, words: Words) -> dict[str, Any]:
    indicator = result.indicator
    measured = None if isinstance(indicator, Milestone) else indicator
    baseline = measured.baseline if measured else None
    return {
        "id": indicator.id,
        "key": indicator.key,
        "name": indicator.name,
        "category": indicator.category,
        "unit": indicator.unit,
        "constraint": indicator.constraint,
        "kind": indicator.kind,
        "baseline": {"text": baseline},
        "target": {"text": indicator.target, **_bounds(result.target)},
        "actual": _actual(result, words),
        "series": [
            {
                "year": entry.year,
                "text": entry.text,
                "place": _place(entry.place),
                "verdict": entry.verdict,
                "readable": entry.readable,
                "provisional": entry.provisional,
                "forecast": entry.forecast,
            }
            for entry in result.series
        ],
        "unused": [
            {
                "year": value.year,
                "text": value.text,
                "place": str(value.place),
                "why": value.why,
            }
            for value in result.unused
        ],
        "verdict": result.verdict,
        "status": result.status,
        "severity": result.severity,
        "margin": result.margin,
        "gap": result.gap,
        "progress": result.progress,
        "expected_progress": result.expected_progress,
        "expected": result.expected,
        "pace": result.pace,
        "needed_per_year": result.needed_per_year,
        "projected": result.projected,
        "notes": [
            {"code": note.code, "text": note_words(note, result, words)} for note in result.notes
        ],
        "evidence": list(result.evidence),
        "provenance": [
            {
                "year": said.year,
                "office": said.office,
                "source": said.source,
                "evidence": said.evidence,
                "remark": said.remark,
                "place": str(said.place),
            }
            for said in result.provenance
        ],
        "source": {"section": indicator.source.section, "quote": indicator.source.quote},
        "assessed": assessed_data(result.assessed),
        "opinions": [assessed_data(opinion) for opinion in result.opinions],
    }


def assessed_data(assessed: Assessed | None) -> dict[str, Any] | None:
    """A person's judgement; `status` and all else of the result stay what was computed."""
    if assessed is None:
        return None
    baseline = assessed.baseline
    return {
        "status": assessed.status,
        "excluded": assessed.excluded,
        "baseline": None
        if baseline is None
        else {
            "text": baseline.text,
            "status": baseline.status,
            "progress": baseline.progress,
            "expected": baseline.expected,
            "pace": baseline.pace,
            "needed_per_year": baseline.needed_per_year,
            "projected": baseline.projected,
        },
        "reason": assessed.reason,
        "by": assessed.by,
        "date": assessed.date,
        "place": str(assessed.place),
    }


def commitment_data(item: PromiseResult, words: Words) -> dict[str, Any]:
    commitment = item.promise
    assert isinstance(commitment, Commitment)
    return {
        **_promise(item, commitment.target, words),
        "unit": commitment.unit,
        "narrative": commitment.narrative,
        "said": [
            {"year": one.year, "text": one.remark, "place": str(one.place)} for one in item.said
        ],
    }


def milestone_data(item: PromiseResult, words: Words) -> dict[str, Any]:
    milestone = item.promise
    assert isinstance(milestone, TaskMilestone)
    target = item.result.indicator.target if item.result else None
    return {
        **_promise(item, target, words),
        "completed": item.completed,
        "demanded": milestone.demanded,
        "floor": milestone.floor.name if milestone.floor else None,
        "stretch": milestone.stretch.name if milestone.stretch else None,
    }


def _promise(item: PromiseResult, target: str | None, words: Words) -> dict[str, Any]:
    """The fields of an indicator; of one that is only shown those of what it restates.

    What the table alone says is null, and of one that is left to people everything is.
    """
    promise = item.promise
    data = dict.fromkeys(_FIELDS)
    data |= {name: [] for name in _LISTS}
    if item.result is not None:
        data |= indicator_data(item.result, words)
    if not item.by_itself:
        data |= dict.fromkeys(_SAID_BY_THE_PLAN)
        data |= {"baseline": {"text": None}, "target": {"text": target}}
    return data | {
        "id": promise.id,
        "key": promise.id.lower(),
        "name": promise.name,
        "severity": item.severity,
        "source": {"section": promise.source.section, "quote": promise.source.quote},
        "deadline": promise.deadline,
        "modality": promise.modality,
        "task": item.home.task.id,
        "place": item.home.part.id,
        "restates": promise.restates,
        "own_scope": promise.own_scope,
        "assessed": assessed_data(item.assessed),
        "opinions": [assessed_data(opinion) for opinion in item.opinions],
    }


def _bounds(bounds: Bounds | None) -> dict[str, Any]:
    """Of a milestone the text is all: it has no bounds (design §7)."""
    if bounds is None:
        return {}
    return {
        "low": bounds.low,
        "high": bounds.high,
        "low_open": bounds.low_open,
        "high_open": bounds.high_open,
    }


def _actual(result: IndicatorResult, words: Words) -> dict[str, Any] | None:
    actual = result.actual
    if actual is None:
        return None
    bounds = actual.bounds
    return {
        "text": actual_words(result, words) if actual.either else actual.text,
        "low": bounds.low if bounds else None,
        "high": bounds.high if bounds else None,
        "low_open": bounds.low_open if bounds else None,
        "high_open": bounds.high_open if bounds else None,
        "state": actual.state,
        "form": actual.form,
        "provisional": actual.provisional,
        "places": [str(place) for place in actual.places],
        "either": [{**_bounds(one.bounds), "form": one.form} for one in actual.either] or None,
    }


def _place(place: Place | None) -> str | None:
    return None if place is None else str(place)
