"""Test that each field of a JSON report has a name in the words of a comparison."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from example_reports import EXAMPLES
from recorded_reports import written

from shengzhou_quality.evaluation.evaluate import evaluate
from shengzhou_quality.pages.fields import name_of_field
from shengzhou_quality.reading.intake import read_actuals
from shengzhou_quality.words import LANGUAGES, Words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from shengzhou_quality.plan.model import Plan

_APART = {"schema_version", "tool", "since"}
"""They are compared in other ways."""
_JUDGED = {"indicators", "commitments", "milestones"}


def paths(data: Any, path: str = "") -> Iterator[str]:
    """The path of each field, as differences are told: an entry of a list by a name."""
    if isinstance(data, dict) and data:
        for key, held in data.items():
            yield from paths(held, f"{path}.{key}" if path else key)
    elif isinstance(data, list) and data:
        for number, held in enumerate(data):
            name = held.get("id") or held.get("code") if isinstance(held, dict) else None
            yield from paths(held, f"{path}.{name or number}")
    else:
        yield path


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_field_has_a_name(lang: str, plan: Plan) -> None:
    names = ["failing-2025.xlsx", "tasks-2025.xlsx", "offices.yaml", "assessments-2023.yaml"]
    data = [str(EXAMPLES / name) for name in names]
    report = written(
        evaluate(plan, read_actuals(data[:2], plan, offices=data[2], assessments=data[3:])), lang
    )
    words, found = Words(lang), set()
    for key, held in report.items():
        if key in _JUDGED:
            found |= {path for one in held for path in paths(one)}
        elif key not in _APART:
            found |= set(paths(held, key))
    unnamed = words("diff.field", field="").strip()
    assert sorted(one for one in found if name_of_field(one, words).startswith(unnamed)) == []
