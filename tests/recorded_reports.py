"""Reports as recorded: of a run, of a JSON file, and of one that somebody has changed."""

from __future__ import annotations

import copy
import json
from typing import TYPE_CHECKING, Any

from shengzhou_quality import render
from shengzhou_quality.evaluation.recorded import Recorded, read_recorded
from shengzhou_quality.formats.json import document
from shengzhou_quality.sources.report_json import read_report_json
from shengzhou_quality.words import Words

if TYPE_CHECKING:
    from shengzhou_quality.evaluation.report import Report


def of_run(report: Report, path: str = "data", language: str = "zh") -> Recorded:
    return read_recorded(document(report, Words(language)), path)


def written(report: Report, language: str = "en") -> Any:
    """The JSON report as plain data that a test may change."""
    return json.loads(render(report, "json", language=language))


def of_file(data: Any, path: str = "report.json") -> Recorded:
    content = json.dumps(data, ensure_ascii=False).encode()
    return read_recorded(read_report_json(content, path), path)


def changed(data: Any, field: str, value: Any) -> Any:
    """The data with one field changed; a number in the path is a place in a list."""
    data = copy.deepcopy(data)
    *way, last = [int(step) if step.isdecimal() else step for step in field.split(".")]
    held = data
    for step in way:
        held = held[step]
    assert held[last] != value
    held[last] = value
    return data
