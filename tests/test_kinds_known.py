"""How many places outside plan/kinds know a kind: few, and a new kind meets none of them.

A place is a name imported from a kind's own module, and a use of a kind's class in `isinstance`,
in `issubclass`, in a pattern or as a call; and a kind's name as a string, but for the words of the
catalogues. Some names are also ordinary words (a milestone of a task, a change), so as strings
they count where they are compared or given as a `kind`. `KINDS`, the table of all of them, and the
two shapes (`MeasuredIndicator`, `StatesIndicator`) know no kind.
"""

from __future__ import annotations

import ast
from collections import Counter
from pathlib import Path

import pytest

import shengzhou_quality
from shengzhou_quality.plan.kinds import KINDS

PACKAGE = Path(shengzhou_quality.__file__).parent
MODULES = {kind.__module__ for kind in KINDS.values()}
CLASSES = {kind.__name__ for kind in KINDS.values()}
ORDINARY_WORDS = frozenset(KINDS) & {
    "change", "level", "milestone", "narrative", "relative", "trend", "yearly",
}  # fmt: skip
MOST_PLACES, MOST_MODULES = 15, 6


def places(source: str) -> list[int]:
    """The lines that know a kind, each as often as it names one."""
    found = []
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.ImportFrom(module=str(module)) if module in MODULES:
                found += [node.lineno for _ in node.names]
            case ast.ImportFrom(module="shengzhou_quality.plan.kinds"):
                found += [node.lineno for name in node.names if _is_kind(name.name)]
            case ast.Import():
                found += [node.lineno for name in node.names if name.name in MODULES]
            case ast.Call(func=ast.Name("isinstance" | "issubclass"), args=[_, asked]):
                found += [node.lineno for name in _names_in(asked) if _is_kind(name)]
            case ast.Call(func=ast.Name(name)) if name in CLASSES:
                found.append(node.lineno)
            case ast.match_case(pattern=pattern):
                classes = (one.cls for one in ast.walk(pattern) if isinstance(one, ast.MatchClass))
                found += [one.lineno for one in classes for _ in filter(_is_kind, _names_in(one))]
            case ast.Constant(value=str(text)) if text in KINDS and text not in ORDINARY_WORDS:
                found.append(node.lineno)
            case ast.Compare() | ast.keyword(arg="kind"):
                inner = (one for one in ast.walk(node) if isinstance(one, ast.Constant))
                found += [one.lineno for one in inner if one.value in ORDINARY_WORDS]
    return sorted(found)


def _is_kind(name: str) -> bool:
    return name in CLASSES or f"shengzhou_quality.plan.kinds.{name}" in MODULES


def _names_in(asked: ast.expr) -> list[str]:
    named = (node for node in ast.walk(asked) if isinstance(node, ast.Name | ast.Attribute))
    return [node.id if isinstance(node, ast.Name) else node.attr for node in named]


def test_few_places_know_a_kind() -> None:
    apart = {PACKAGE / "plan" / "kinds", PACKAGE / "words"}
    known: Counter[str] = Counter()
    for path in sorted(PACKAGE.rglob("*.py")):
        if not apart.intersection(path.parents):
            lines = places(path.read_text(encoding="utf-8"))
            known[str(path.relative_to(PACKAGE))] += len(lines)
    known = +known
    assert known.total() <= MOST_PLACES, known
    assert len(known) <= MOST_MODULES, known


@pytest.mark.parametrize(
    ("source", "lines"),
    [
        ("from shengzhou_quality.plan.kinds.level import Level", [1]),
        ("from shengzhou_quality.plan.kinds import Level, KINDS", [1]),
        ("from shengzhou_quality.plan.kinds import milestone", [1]),
        ("import shengzhou_quality.plan.kinds.level", [1]),
        ("isinstance(item, Level | Milestone)", [1, 1]),
        ("isinstance(item, kinds.Level)", [1]),
        ("isinstance(item, MeasuredIndicator)", []),
        ("match item:\n    case Level() | Milestone():\n        pass", [2, 2]),
        ("item.kind == 'level'", [1]),
        ("item.kind == 'milestone'", [1]),
        ("kind in ('cumulative', 'milestone')", [1, 1]),
        ("words(f'kind.{item.kind}')", []),
        ("Milestone(kind='milestone')", [1, 1]),
        ("columns = ('id', 'milestone')", []),
        ("caption.kind is Kind.NOTE", []),
    ],
)
def test_what_counts_as_knowing(source: str, lines: list[int]) -> None:
    assert places(source) == lines
