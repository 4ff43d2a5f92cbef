"""The record of a run: one line of JSON for each submission, written as it is done.

It is the table of results in JSON Lines, and what `--resume` reads.
"""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

from shengzhou_quality.decimals import plain
from shengzhou_quality.diagnostics import Diagnostic, Place, Severity
from shengzhou_quality.evaluation.outcome import Ask, FileRead, ItemOutcome, Outcome, SaidBy
from shengzhou_quality.evaluation.report import Conclusion
from shengzhou_quality.judgement import Status, Verdict
from shengzhou_quality.plan.kinds.indicator import Constraint


def to_line(outcome: Outcome) -> bytes:
    """One line of UTF-8, its end included."""
    data = {
        "entity": outcome.entity,
        "said_by": outcome.said_by,
        "files": [one._asdict() for one in outcome.files],
        "basis": outcome.basis,
        "exit_code": outcome.exit_code,
        "year": outcome.year,
        "final": outcome.final,
        "conclusion": outcome.conclusion,
        "indicators": [_item(one) for one in outcome.indicators],
        "promises": [_item(one) for one in outcome.promises],
        "worst": outcome.worst,
        "errors": outcome.errors,
        "warnings": outcome.warnings,
        "problems": [_finding(one) for one in outcome.problems],
        "asks": [one._asdict() for one in outcome.asks],
        "reports": outcome.reports,
        "excluded": outcome.excluded,
        "found": outcome.found,
    }
    return (json.dumps(data, ensure_ascii=False, default=_plain) + "\n").encode()


def from_line(line: bytes) -> Outcome:
    """Read a line back. Raises `ValueError` if it is none of ours, or cut off."""
    if not line.endswith(b"\n"):
        raise ValueError("cut off")
    data = json.loads(line)
    try:
        return Outcome(
            **{
                **data,
                "said_by": SaidBy(data["said_by"]),
                "files": tuple(FileRead(**one) for one in data["files"]),
                "conclusion": data["conclusion"] and Conclusion(data["conclusion"]),
                "indicators": tuple(map(_item_from, data["indicators"])),
                "promises": tuple(map(_item_from, data["promises"])),
                "problems": tuple(map(_finding_from, data["problems"])),
                "asks": tuple(Ask(**one) for one in data["asks"]),
                "reports": tuple(data["reports"]),
                "excluded": tuple(data["excluded"]),
            }
        )
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError(str(error)) from None


def _item(one: ItemOutcome) -> dict[str, Any]:
    return {**one._asdict(), "place": one.place and list(one.place)}


def _item_from(data: dict[str, Any]) -> ItemOutcome:
    figures = ("low", "high", "margin", "gap", "progress", "pace")
    return ItemOutcome(
        **{
            **data,
            **{name: data[name] and Decimal(data[name]) for name in figures},
            "constraint": data["constraint"] and Constraint(data["constraint"]),
            "verdict": Verdict(data["verdict"]),
            "status": Status(data["status"]),
            "severity": data["severity"] and Severity(data["severity"]),
            "place": data["place"] and Place(*data["place"]),
        }
    )


def _finding(one: Diagnostic) -> dict[str, Any]:
    return {
        "code": one.code,
        "severity": one.severity,
        "place": one.place and list(one.place),
        "indicator": one.indicator,
        "parameters": one.parameters,
    }


def _finding_from(data: dict[str, Any]) -> Diagnostic:
    return Diagnostic(
        data["code"],
        data["place"] and Place(*data["place"]),
        data["indicator"],
        {
            name: tuple(value) if isinstance(value, list) else value
            for name, value in data["parameters"].items()
        },
        severity=Severity(data["severity"]),
    )


def _plain(value: object) -> str:
    assert isinstance(value, Decimal)
    return plain(value)
