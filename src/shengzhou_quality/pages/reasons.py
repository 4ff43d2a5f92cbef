"""Explain the status of one indicator: from the cell through the rule to the plan."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from shengzhou_quality.diagnostics import Parameter, Place
from shengzhou_quality.evaluation.item_result import IndicatorResult
from shengzhou_quality.evaluation.report import Report
from shengzhou_quality.judgement import Form, Note, NoteCode, Status, Verdict
from shengzhou_quality.pages.differences import has_to_fall
from shengzhou_quality.pages.figures import amount, unmarked, with_unit
from shengzhou_quality.pages.findings import spot
from shengzhou_quality.pages.planned import planned
from shengzhou_quality.pages.ranges import section_words
from shengzhou_quality.pages.rows import (
    actual_words,
    as_reported,
    figure_needed,
    goal,
    has_strict_target,
    name,
    needed,
    pace,
    status_words,
    target_words,
)
from shengzhou_quality.pages.verdict_reasons import verdict_reason
from shengzhou_quality.plan.kinds.measured import Needs
from shengzhou_quality.reported import Provenance
from shengzhou_quality.words import Words


class Explanation(NamedTuple):
    """The explanation of one indicator's status; each line has a label, or none, and its text."""

    heading: str
    lines: tuple[tuple[str, str], ...]

    def said(self, words: Words) -> list[str]:
        """Each line with its label before it."""
        return [labelled(label, text, words) for label, text in self.lines]


def labelled(label: str, text: str, words: Words) -> str:
    return words("chain.labelled", label=label, text=text) if label else text


def explain(
    result: IndicatorResult, report: Report, words: Words, *, annex: str = ""
) -> Explanation:
    """From the cell through the rule to the sentence of the plan.

    An `annex` that lists what is not clear in the plan is named there, with the number of places.
    """
    indicator = result.indicator
    named = {"id": indicator.id, "name": name(result, words), "status": status_words(result, words)}
    if indicator.constraint is None:
        heading = words("explain.heading.promise", **named)
    else:
        weight = words(f"constraint.{indicator.constraint}")
        heading = words("explain.heading", constraint=weight, **named)
    label = words("explain.reported")
    lines = [
        (label if number == 0 else "", cell)
        for number, cell in enumerate(reported(result, report, words))
    ]
    lines.append((words("explain.plan"), planned(result, report, words)))
    lines.append((words("explain.reason"), reason(result, report, words)))
    forecast = outlook(result, report, words)
    if forecast:
        lines.append((words("explain.outlook"), forecast))
    # The reason says it.
    of_people = {NoteCode.NO_THRESHOLD, NoteCode.DIRECTION_UNDECIDED}
    open_to_people = of_people if result.is_for_evaluators else set()
    said_already = {NoteCode.AT_THE_LIMIT, *open_to_people}
    notes = [
        _in_annex(note, annex, words)
        if annex and note.code is NoteCode.PLAN_CONFLICT
        else note_words(note, result, words)
        for note in result.notes
        if note.code not in said_already
    ]
    if notes:
        lines.append((words("explain.note"), words.joined(*notes)))
    lines += [field for said in result.provenance for field in _fields(said, words)]
    return Explanation(heading, tuple(lines))


def reported(result: IndicatorResult, report: Report, words: Words) -> list[str]:
    """Every reported year that entered the judgement, with its cell; else the year judged."""
    places = {str(place) for place in result.actual.places} if result.actual else set()
    filled = [entry for entry in result.series if entry.text is not None]
    invalid = result.verdict is Verdict.INVALID
    entries = (
        [e for e in filled if str(e.place) in places or (invalid and not e.readable)]
        or [e for e in filled if e.year == report.year]
        or filled
    )
    # A value that could not be read has no unit yet: 0.0336 is not 0.0336%.
    unit = result.indicator.reported_unit
    return [
        words(
            "explain.cell",
            year=entry.year,
            text=as_reported(entry, unit if entry.readable else None, words),
            place=str(entry.place),
        )
        for entry in entries
    ] or [words("explain.nothing-reported")]


def provenance_words(said: Provenance, words: Words, *, sheet: Place | None = None) -> str:
    """Word the provenance that a row gives for its values, each field with its cell.

    A cell in the `sheet`, which is named elsewhere, is named without it.
    """
    fields = (labelled(label, text, words) for label, text in _fields(said, words, sheet))
    return words("clause.separator").join(fields)


def _fields(
    said: Provenance, words: Words, sheet: Place | None = None
) -> Iterator[tuple[str, str]]:
    """The name of each field that a row fills in (佐证材料), and its text with its cell."""
    year = words("provenance.year.separator", year=said.year) if said.year is not None else ""
    for column in ("office", "source", "evidence", "remark"):
        text = getattr(said, column)
        if text:
            cell = said.place_of(column)
            place = spot(cell) if cell.whole == sheet else str(cell)
            label = words(f"provenance.{column}")
            yield year + label, words("provenance.said", words=text, place=place)


def reason(result: IndicatorResult, report: Report, words: Words) -> str:
    """The rule and the arithmetic behind the verdict, with the numbers put in."""
    figures: dict[str, Parameter] = {
        "actual": actual_words(result, words),
        "target": target_words(result, words),
        "year": report.year,
        "first": report.plan.years[0],
    }
    clauses = []
    if result.indicator.sums_years and result.actual is not None:
        clauses.append(words("reason.total", **figures))
    clauses.append(verdict_reason(result, figures, words))
    if result.pace is not None and not report.final and result.expected is not None:
        unit = result.indicator.figure_unit
        expected = amount(result.expected, unit, words, points=False)
        mean = ".growth" if result.indicator.of_growth else ".mean"
        key = f"reason.pace{mean if result.indicator.is_mean else ''}"
        clauses.append(words(key, pace=pace(result, report), expected=expected, **figures))
    if result.pace_is_open:
        either = result.actual is not None and result.actual.either
        clauses.append(words("reason.pace-open.form" if either else "reason.pace-open"))
    return words("clause.separator").join(clauses)


def outlook(result: IndicatorResult, report: Report, words: Words) -> str:
    """Word what is still needed, and the projection."""
    clauses = [needs] if (needs := needs_words(result, report, words)) else []
    remaining = report.plan.period(report.year).remaining
    if result.projected is not None and remaining and result.verdict is not Verdict.MET:
        projected = amount(result.projected, result.indicator.figure_unit, words, points=False)
        year = report.plan.head.target_year
        clauses.append(words("outlook.projected", target_year=year, amount=projected))
    return words("clause.separator").join(clauses)


def needs_words(result: IndicatorResult, report: Report, words: Words) -> str:
    """今后2年每年需增加37.2亿元; of the last year 2025年需增加37.2亿元; "" if nothing is needed."""
    if result.needed_per_year is None:
        return ""
    indicator, remaining = result.indicator, report.plan.period(report.year).remaining
    last = ".last" if remaining == 1 else ""
    details: dict[str, Parameter] = {
        "remaining": remaining,
        "year": report.plan.head.target_year,
    }
    if indicator.of_states or (needs := indicator.needs) is None:
        said = needed(result, words, years=remaining)
        return words(f"outlook.needed{last}", amount=said, **details)
    falling = ".falling" if has_to_fall(result) else ""
    strict = ".strict" if has_strict_target(result) else ""
    said = figure_needed(result, words)
    if needs is Needs.GROWTH:
        return words(f"outlook.needed.growth{falling}{strict}{last}", amount=said, **details)
    what = words(f"needs.{needs}{last}")
    return words(f"outlook.needed.of{falling}{strict}{last}", what=what, amount=said, **details)


def _in_annex(note: Note, annex: str, words: Words) -> str:
    count = sum(int(str(note.parameters[key])) for key in ("count", "others"))
    return words("note.plan-conflict.annex", count=count, annex=annex)


_IF_NAMED = {
    NoteCode.PROVISIONAL: ("id", ".other"),
    NoteCode.TARGET_CHANGED: ("printed", ".again"),
    NoteCode.STATE_WENT_BACK: ("returned", ".returned"),
}
"""Of which notes another sentence says what not all of them name."""


def _which(note: Note, result: IndicatorResult) -> str:
    """Which of the sentences of its code a note has, by what it counts or names."""
    said = note.parameters
    named, which = _IF_NAMED.get(note.code, ("", ""))
    if named in said:
        return which
    match note.code:
        case NoteCode.PLAN_CONFLICT if said["others"]:
            return ".both" if said["count"] else ".blurred"
        case NoteCode.ABOUT:
            so_far = "" if result.status is Status.UNDETERMINED else ".so-far"
            return f".{said['of']}" if "of" in said else so_far
        case NoteCode.WENT_BACK if has_to_fall(result):
            return ".falling"
        case NoteCode.APART if said["missing"]:
            return ".missing"
        case NoteCode.FORM_UNCLEAR:
            return f".{_what_differs(note, result)}" if "totals" in said else ".growth"
        case NoteCode.YEAR_TARGET | NoteCode.STRETCH:
            return "" if said["verdict"] == Verdict.MET.value else f".{said['verdict']}"
        case NoteCode.DEADLINE_IMPLIED if result.indicator.is_kept:
            return ".keep"
        case _:
            return ""


_FIGURES = {NoteCode.FORM_UNCLEAR: ("additions", "totals"), NoteCode.FELL: ("before",)}
_TARGETS = {
    NoteCode.TARGET_CHANGED: ("printed", "old", "new"),
    NoteCode.YEAR_TARGET: ("target", "final"),
    NoteCode.STRETCH: ("target",),
}
"""What of a note is a figure in the unit of the indicator, or a target of it."""


def _parameters(note: Note, result: IndicatorResult, words: Words) -> dict[str, Parameter]:
    """What a note names, in words: figures and targets, and what an item is compared with."""
    parameters, indicator = dict(note.parameters), result.indicator
    if "id" in parameters and result.compared is not None:
        parameters["name"] = words.of(result.compared.indicator, "name")
    if indicator.of_states:
        return parameters
    if note.code is NoteCode.NO_BASELINE and indicator.baseline is not None:
        parameters["baseline"] = with_unit(indicator.baseline, indicator.unit, words)
    for key, text in note.parameters.items():
        if key in _FIGURES.get(note.code, ()):
            parameters[key] = with_unit(str(text), indicator.unit, words)
        elif key in _TARGETS.get(note.code, ()):
            parameters[key] = goal(indicator.with_target(str(text)), words)
    return parameters


def note_words(note: Note, result: IndicatorResult, words: Words) -> str:
    """The sentence of a note; several codes have one for each thing they can mean."""
    parameters = _parameters(note, result, words)
    key = f"note.{note.code}{_which(note, result)}"
    if "section" in parameters:
        parameters["section"] = section_words(str(parameters["section"]), words)
    if "status" in parameters:
        parameters["status"] = words(f"status.{parameters['status']}")
    match note.code:
        case NoteCode.READING_SENSITIVE:
            named = [part for part in ("subject", "modality") if parameters[part]]
            which = {0: "", 1: f".{named[0]}" if named else "", 2: ".both"}[len(named)]
            details = words(f"{key}{which}", **parameters) if which else ""
            parameters["subject"] = details
        case NoteCode.BASELINE_SENSITIVE:
            parameters["here"] = words(f"status.{result.status}")
            key = key if parameters["end"] == "exact" else f"{key}.{parameters['end']}"
        case NoteCode.NO_BASELINE if "baseline" in parameters:
            key = f"{key}.bound"
        case NoteCode.FORECAST:
            text = unmarked(str(parameters["text"]))
            parameters["text"] = with_unit(text, result.indicator.unit, words)
        case NoteCode.LOWER_BOUND if known := _lower_bound(result, words):
            key, parameters = f"{key}.years", known
        case _:
            pass
    return words(key, **parameters)


def _lower_bound(result: IndicatorResult, words: Words) -> dict[str, Parameter]:
    """The years without a usable value, and the total that the others come to at least."""
    actual = result.actual
    if actual is None or actual.bounds is None or actual.bounds.low is None:
        return {}
    entered = [entry.year for entry in result.series if entry.place in actual.places]
    after = max(entered) if actual.form is Form.TOTAL and entered else 0
    years = tuple(
        str(entry.year)
        for entry in result.series
        if entry.place not in actual.places and entry.year > after
    )
    if not years:
        return {}
    least = amount(actual.bounds.low, result.indicator.figure_unit, words, points=False)
    return {"years": years, "least": least}


def _what_differs(note: Note, result: IndicatorResult) -> str:
    """Choose the variant of `form-unclear` by what depends on the reporting basis."""
    if note.forms_differ:
        return "verdicts"
    if "years" in note.parameters:
        return "alone"
    if result.pace_is_open:
        return "status"
    return "open" if result.verdict is Verdict.UNDETERMINED else "figure"
