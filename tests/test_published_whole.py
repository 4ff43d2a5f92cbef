"""Import whole published tables: every row is read as a careful reader reads it, or it is marked.

The tables of tests/data/published are made up; those of ../shared/plans/published were published,
and are passed over where they are absent. Each has a file of what a careful reader reads.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, NamedTuple

import pytest
import yaml

from shengzhou_quality.notation import clean
from shengzhou_quality.published.imported import import_table
from shengzhou_quality.published.plan_file import written
from shengzhou_quality.published.proposed_plan import ProposedItem, ProposedPlan
from shengzhou_quality.words import Words

OWN = Path(__file__).parent / "data" / "published"
SHARED = Path(__file__).parents[2] / "shared" / "plans" / "published"
KINDS = {"change-over-period": "change"}
CONSTRAINTS = {"binding": "约束性", "anticipatory": "预期性"}
NOTHING = {"", "-", "—", "一"}


class Case(NamedTuple):
    """A table with the rows that it has for a careful reader."""

    file: Path
    expected: dict[str, Any]

    @property
    def rows(self) -> list[Any]:
        return list(self.expected["rows"])

    def proposed(self) -> ProposedPlan:
        content, area = self.file.read_bytes(), self.expected.get("area")
        return import_table(content, self.file.name, name_of_plan="某规划", area=area).plan


def _cases() -> list[Any]:
    files = sorted([*OWN.glob("*.expect.yaml"), *SHARED.glob("*.expect.yaml")])
    loaded = [(file, yaml.safe_load(file.read_text(encoding="utf-8"))) for file in files]
    return [
        pytest.param(Case(file.parent / found["table"], found), id=Path(found["table"]).stem)
        for file, found in loaded
    ]


def _open(item: ProposedItem, *fields: str) -> bool:
    """Whether a question stands at one of the fields; without fields, at any."""
    return any(doubt.is_open and (not fields or doubt.field in fields) for doubt in item.doubts)


def _marked(item: ProposedItem, *fields: str) -> bool:
    return any(not fields or doubt.field in fields for doubt in item.doubts)


def _same(written: object, expected: object) -> bool:
    texts = [clean(str(one)) if one is not None else "" for one in (written, expected)]
    first, second = ("" if text in NOTHING else text for text in texts)
    return first == second


@pytest.mark.parametrize("case", _cases())
def test_every_row_is_read_or_marked(case: Case) -> None:
    plan = case.proposed()
    assert len(plan.items) == len(case.rows)
    wrong = [
        f"{row['name']}: {fault}"
        for item, row in zip(plan.items, case.rows, strict=True)
        for fault in _faults(item, row)
    ]
    assert wrong == []


def _faults(item: ProposedItem, row: dict[str, Any]) -> list[str]:
    keys = item.keys
    target = row["target_text"]
    checks = {
        "name": _same(keys["name"], row["name"]) or _marked(item, "name"),
        "unit": _same(keys.get("unit"), row["unit"]) or _open(item, "unit", "target"),
        "baseline": _same(keys.get("baseline"), row["baseline_text"])
        or f"年为{keys.get('baseline')}" in row["baseline_text"]
        or _same(keys.get("baseline"), row["baseline_text"].replace(",", "."))  # 40,8
        or _open(item, "baseline", "baseline_year"),
        "target": clean(str(keys["target"])) in clean(target) or _open(item, "target", "kind"),
        "constraint": keys["constraint"] == CONSTRAINTS.get(row["constraint"])
        or (row["constraint"] == "none" and _marked(item, "constraint")),
        "kind": keys["kind"] == KINDS.get(row["kind"], row["kind"])
        or _marked(item, "kind", "target"),
        "ask": row["machine"] == "sure" or _open(item),
    }
    return [f"{name} ({keys})" for name, right in checks.items() if not right]


@pytest.mark.parametrize("case", _cases())
def test_nothing_is_asked_of_a_row_that_says_everything(case: Case) -> None:
    """Only who has to deliver it is asked where the table does not print it."""
    asked = {
        item.keys["name"]: [doubt.code for doubt in item.doubts if doubt.is_open]
        for item, row in zip(case.proposed().items, case.rows, strict=True)
        if row["machine"] == "sure"
        and any(
            doubt.is_open and doubt.field not in ("constraint", "name") for doubt in item.doubts
        )
    }
    assert asked == {}


@pytest.mark.parametrize("case", _cases())
def test_the_plan_file_is_read_without_a_fault(case: Case, tmp_path: Path) -> None:
    from shengzhou_quality.plan.loader import inspect_files

    file = tmp_path / "indicators.yaml"
    file.write_text(written(case.proposed(), Words("zh")), encoding="utf-8")
    inspected = inspect_files(str(file))
    assert inspected.faults == ()
    assert len(inspected.indicators) == len(case.rows)
