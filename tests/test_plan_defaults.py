"""Test the table of what a plan need not write against the defaults of the plan's classes."""

from __future__ import annotations

from dataclasses import MISSING
from itertools import product
from typing import TYPE_CHECKING

import pytest
from guides import DOCS, code_spans, tables, text_of
from test_schema_files import schema

from shengzhou_quality.plan.kinds import KINDS
from shengzhou_quality.plan.kinds.indicator import Conflict
from shengzhou_quality.plan.kinds.states import MilestoneStates
from shengzhou_quality.plan.model import Category, CutOffs, Head
from shengzhou_quality.plan.schema import shape_in
from shengzhou_quality.plan.tasks import Safeguard, Task
from shengzhou_quality.words import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from shengzhou_quality.plan.kinds.fields import PlanText

SHAPES: dict[str, tuple[type[PlanText], ...]] = {
    "plan": (Head,),
    "assessment": (CutOffs,),
    "categories": (Category,),
    "states": (MilestoneStates,),
    "indicators": tuple(KINDS.values()),
    "tasks": (Task,),
    "safeguards": (Safeguard,),
    "conflicts": (Conflict,),
    "milestone_states": (MilestoneStates,),
}
"""Each part of the files, and what it holds."""

ASKED = {("indicators", "category"), ("indicators", "constraint")}
"""The classes have a default, for commitments; the loader asks an indicator for both."""


def optional_in(part: str, shapes: Iterable[type[PlanText]]) -> Iterator[tuple[str, str]]:
    """Each key that need not be written, with the key of the part in which it stands."""
    for shape in shapes:
        for key, (written, default) in shape.written_keys().items():
            if key.endswith("_en"):
                continue
            if default is not MISSING:
                yield part, key
            inner = shape_in(written)
            if inner is not None:
                yield from optional_in(key, (inner,))


def optional_parts() -> Iterator[tuple[str, str]]:
    for file, name in (("indicators.yaml", "plan"), ("tasks.yaml", "tasks")):
        written = schema(name).schema
        assert isinstance(written, dict)
        for key in written["properties"].keys() - set(written["required"]):
            yield file, key


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_table_has_what_has_a_default(language: str) -> None:
    path = DOCS / language / "plan-data.md"
    (rows,) = (table for table in tables(text_of(path)) if "`domain`" in str(table))
    told = [
        pair for parts, keys, _ in rows for pair in product(code_spans(parts), code_spans(keys))
    ]
    defaults = {pair for part, shapes in SHAPES.items() for pair in optional_in(part, shapes)}
    assert len(told) == len(set(told)), "a key is told twice"
    assert set(told) == (defaults - ASKED) | set(optional_parts())
