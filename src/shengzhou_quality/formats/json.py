"""The report as JSON: the contract of design §7, stable in its names, Decimals as numbers."""

from __future__ import annotations

import json
import re
from decimal import Decimal
from typing import Any

from shengzhou_quality.decimals import exact_decimal, plain
from shengzhou_quality.diagnostics import Diagnostic
from shengzhou_quality.evaluation.parts import PartsReport
from shengzhou_quality.evaluation.report import Count, Report
from shengzhou_quality.formats import Options
from shengzhou_quality.formats.json_lists import lists_data
from shengzhou_quality.formats.json_results import (
    commitment_data,
    indicator_data,
    milestone_data,
)
from shengzhou_quality.formats.screen import is_unseen
from shengzhou_quality.judgement import Status, Verdict
from shengzhou_quality.plan.model import Plan
from shengzhou_quality.version import __version__
from shengzhou_quality.words import Words

SCHEMA_VERSION = 1

_quoted = json.JSONEncoder(ensure_ascii=False).encode
_COMMANDS = re.compile(r"##(?=\w*\[)")


def render(report: Report, words: Words, _: Options) -> bytes:
    return encoded(document(report, words))


def render_parts(seen: PartsReport, words: Words, options: Options) -> bytes:
    """The report with no more in it than belongs to the parts that are seen."""
    return render(seen.narrowed, words, options)


def document(report: Report, words: Words) -> dict[str, Any]:
    """The whole report as plain data; every field is always present."""
    return {
        **head_data(report.plan),
        "year": report.year,
        "year_choice": {
            "rule": report.year_choice.rule,
            "with_value": report.year_choice.with_value,
            "with_data": report.year_choice.with_data,
        },
        "final": report.final,
        "only": None if report.only is None else list(report.only),
        "sources": [{"path": item.path, "sha256": item.sha256} for item in report.sources],
        "result": {
            "passed": report.passed,
            "exit_code": report.exit_code,
            "fail_on": report.fail_on,
            "conclusion": report.conclusion,
        },
        "summary": {
            **_count(report.summary.everything),
            "binding": _count(report.summary.binding),
            "anticipatory": _count(report.summary.anticipatory),
            "categories": [
                {"key": item.key, "name": item.name, **_count(item.count)}
                for item in report.summary.categories
            ],
        },
        "assessment": {
            name: exact_decimal(cut_off)
            for name, cut_off in zip(
                ("ahead", "on_track", "slipping"), report.plan.assessment.cut_offs, strict=True
            )
        },
        "indicators": [indicator_data(result, words) for result in report.indicators],
        "commitments": [commitment_data(item, words) for item in report.commitments],
        "milestones": [milestone_data(item, words) for item in report.milestones],
        "tasks": [
            {
                "id": item.task.id,
                "title": item.task.title,
                **_count(item.count),
                "commitments": {
                    **_count(item.commitments),
                    "left_to_people": item.left_to_people,
                },
                "milestones": _count(item.milestones),
                "encouraged": _count(item.encouraged),
            }
            for item in report.tasks
        ],
        "lists": lists_data(report),
        "diagnostics": [diagnostic_data(finding, words) for finding in report.diagnostics],
    }


def head_data(plan: Plan) -> dict[str, Any]:
    """What every JSON of ours begins with."""
    head = plan.head
    return {
        "schema_version": SCHEMA_VERSION,
        "tool": {"name": "sqc", "version": __version__},
        "plan": {
            "id": head.id,
            "title": head.title,
            "baseline_year": head.baseline_year,
            "target_year": head.target_year,
            "sha256": plan.sha256,
            "files": [{"path": file.path, "sha256": file.sha256} for file in plan.files],
        },
    }


def _count(count: Count) -> dict[str, Any]:
    """`met` is the verdict's count, which in the final year is also the status's."""
    statuses = {
        status.value: number
        for status, number in count.statuses.items()
        if status is not Status.MET
    }
    return {
        "total": count.total,
        "excluded": count.excluded,
        "met": count.met,
        "not_met": count.verdicts[Verdict.NOT_MET],
        "judged": count.judged,
        "completion_rate": count.completion_rate,
        "completion_rate_judged": count.completion_rate_judged,
        **statuses,
    }


def diagnostic_data(finding: Diagnostic, words: Words) -> dict[str, Any]:
    """A finding, as every JSON of ours shows it."""
    place = finding.place
    return {
        "code": finding.code,
        "severity": finding.severity,
        "message": words.message(finding),
        "hint": words.hint(finding),
        "indicator": finding.indicator,
        "settled": None
        if finding.settled is None
        else {
            "reason": finding.settled.reason,
            "by": finding.settled.by,
            "date": finding.settled.date,
            "place": str(finding.settled.place),
        },
        "location": {
            "file": place.file if place else None,
            "sheet": place.sheet if place else None,
            "cell": place.cell if place else None,
            "line": place.line if place else None,
            "column": place.column if place and place.sheet is None else None,
        },
    }


def encoded(data: Any) -> bytes:
    """Plain data as a file of JSON."""
    return (_written(data, "") + "\n").encode("utf-8", "backslashreplace")


def _written(value: Any, indent: str) -> str:
    """JSON text. The library's encoder has no numbers but floats, so Decimals are set here."""
    deeper = indent + "  "
    if value is None:
        return "null"
    if isinstance(value, str):
        return _text(str(value))
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, dict) and value:  # its keys are names of ours
        items = (f'"{key}": {_written(item, deeper)}' for key, item in value.items())
        return "{\n" + ",\n".join(deeper + item for item in items) + f"\n{indent}}}"
    if isinstance(value, list | tuple) and value:
        items = (_written(item, deeper) for item in value)
        return "[\n" + ",\n".join(deeper + item for item in items) + f"\n{indent}]"
    return plain(value) if isinstance(value, Decimal) else _quoted(value)


def _text(value: str) -> str:
    """A string that neither steers a terminal nor, in the log of a CI job, starts a command."""
    quoted = _quoted(value)
    if "##" in quoted:
        quoted = _COMMANDS.sub(r"#\\u0023", quoted)
    if quoted.isprintable():
        return quoted
    return "".join(json.dumps(sign)[1:-1] if is_unseen(sign) else sign for sign in quoted)
