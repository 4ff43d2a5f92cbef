"""Write the statements of a text into the keys of their items, each with the doubts it leaves."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from shengzhou_quality.diagnostics import Parameter
from shengzhou_quality.published.doubts import Doubt
from shengzhou_quality.published.proposals.proposed_kinds import ProposedKind
from shengzhou_quality.published.proposed_plan import ProposedItem, ProposedPlan
from shengzhou_quality.published.statements.mentions import Time
from shengzhou_quality.published.statements.stated import Agreement, Statement, agreement
from shengzhou_quality.words import Words

_MOST_CONFLICTS = 999
_PART_OF_AREA = ("城市", "城镇", "农村", "城区", "中心城区", "县城")


def conflict_numbers() -> Iterator[int]:
    """The numbers of X01, X02 … in the order of the items; there are no more than X999."""
    return iter(range(1, _MOST_CONFLICTS + 1))


def with_statements(
    item: ProposedItem, plan: ProposedPlan, statements: list[Statement], numbers: Iterator[int]
) -> ProposedItem:
    """The item with its readings, restatements and conflicts, in the order of the text."""
    readings: list[dict[str, Any]] = []
    restated: list[dict[str, Any]] = []
    conflicts: list[dict[str, Any]] = []
    doubts: list[Doubt] = []
    for statement in statements:
        mention = statement.mention
        place = {"section": mention.section, "quote": mention.quote}
        if statement.is_conflict:
            number = next(numbers, None)
            if number is None:
                continue
            field = "conflicts"
            conflicts.append(_conflict(statement, item, plan, place, number))
        elif statement.is_reading:
            field = "readings"
            readings.append(_reading(statement, place))
        else:
            field = "restated"
            restated.append(place)
        doubts.extend(_doubts(statement, item, field))
    added = {"readings": readings, "restated": restated, "conflicts": conflicts}
    keys = {**item.keys, **{key: entries for key, entries in added.items() if entries}}
    return replace(item, keys=keys, doubts=(*item.doubts, *doubts))


def _reading(statement: Statement, place: Mapping[str, str]) -> dict[str, Any]:
    entry = {
        "target": statement.mention.figure,
        "subject": None if statement.is_same_subject else statement.subject.text,
        "modality": statement.mention.modality,
        **place,
    }
    return {key: value for key, value in entry.items() if value}


def _conflict(
    statement: Statement,
    item: ProposedItem,
    plan: ProposedPlan,
    place: Mapping[str, str],
    number: int,
) -> dict[str, Any]:
    source = item.keys.get("source") or {}
    row = {
        "section": str(source.get("section") or plan.head.get("title") or plan.place.file),
        "quote": str(source.get("quote") or item.row.quote),
    }
    effect, parameters = _effect(statement, item)
    # The plan file is written in one language: what writes it takes one of the two.
    entry: dict[str, Any] = {
        "id": f"X{number:02}",
        "type": _type(statement),
        "phrases": [row, dict(place)],
        "effect": Words("zh")(effect, **parameters),
        "effect_en": Words("en")(effect, **parameters),
    }
    if statement.is_dated and not statement.is_of_target and statement.printed is not None:
        entry["baseline"] = statement.mention.figure
    return entry


def _type(statement: Statement) -> str:
    """Figures that exclude each other contradict, and so do two demands on the same thing.

    Whether the text says of which year its figure is, has a mark of its own.
    """
    if statement.agreement is Agreement.LIMIT:
        return "界限"
    if statement.printed is None:
        return "未界定"
    excludes = statement.agreement is Agreement.OTHER
    return "抵触" if excludes or statement.is_same_subject else "未界定"


def _effect(statement: Statement, item: ProposedItem) -> tuple[str, dict[str, Parameter]]:
    """What the difference does to the result: the key of the words, and their parameters.

    A base-year value does nothing but what the kind of the item makes of it.
    """
    code, parameters = _difference(statement)
    key = f"effect.{code}"
    if statement.printed is None or statement.is_of_target:
        return key, parameters
    kind, target = item.keys.get("kind"), item.keys.get("target")
    if kind == ProposedKind.LEVEL:
        return f"{key}.level", parameters
    if kind != ProposedKind.MAINTAIN or not isinstance(target, str):
        return key, parameters
    within = (Agreement.SAME, Agreement.LIMIT, Agreement.ABOUT, Agreement.NARROWER)
    if agreement(statement.mention, target, item.keys) in within:
        return f"{key}.maintain", parameters
    return f"{key}.rises", {**parameters, "target": target}


def _difference(statement: Statement) -> tuple[str, dict[str, Parameter]]:
    """How the text differs from the row: the code of the doubt, and its parameters."""
    parameters: dict[str, Parameter] = {"stated": statement.mention.figure}
    if statement.printed is None:
        return "import-text-no-baseline", parameters
    parameters["printed"] = statement.printed
    if statement.agreement is Agreement.LIMIT:
        return "import-text-limit", parameters
    if statement.is_of_target:
        if statement.agreement in (Agreement.NARROWER, Agreement.WIDER):
            is_stricter = statement.agreement is Agreement.NARROWER
            parameters["variant"] = "stricter" if is_stricter else "looser"
        return "import-text-target", parameters
    return "import-text-baseline", parameters


def _doubts(statement: Statement, item: ProposedItem, field: str) -> Iterator[Doubt]:
    mention = statement.mention
    section: dict[str, Parameter] = {"section": mention.section}
    if statement.is_conflict:
        code, parameters = _difference(statement)
        yield Doubt(code, field, section | parameters)
    elif statement.is_reading:
        parameters = {"stated": mention.figure, "printed": statement.printed or ""}
        yield Doubt("import-text-reading", field, section | parameters)
    else:
        parameters = {"stated": mention.figure, "printed": statement.printed or ""}
        if statement.agreement is Agreement.ABOUT:
            parameters["variant"] = "about"
        elif statement.agreement is Agreement.WIDER:
            parameters["variant"] = "wider"
        elif statement.agreement is Agreement.NARROWER:
            parameters["variant"] = "within"
        yield Doubt("import-text-agrees", field, section | parameters)
    of_no_year = mention.is_start and not statement.is_dated
    if mention.time in (Time.PAST, Time.UNKNOWN) or of_no_year:
        yield Doubt("import-text-undated", field, section | {"stated": mention.figure})
    name = str(item.keys.get("name", ""))
    area = statement.subject.area
    if area is not None and name.startswith(_PART_OF_AREA):
        yield Doubt("import-text-area", field, section | {"area": area, "name": name})
    if not statement.is_same_subject:
        yield Doubt("import-text-subject", field, section | {"name": statement.subject.text})
