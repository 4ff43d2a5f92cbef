"""Read the legal weight of rows, 约束性 or 预期性, from signs with a legend and from group rows."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from shengzhou_quality.notation import clean
from shengzhou_quality.published.doubts import Doubt
from shengzhou_quality.published.printed_table import PrintedRow
from shengzhou_quality.published.tables.cell_forms import is_constraint
from shengzhou_quality.published.tables.cell_texts import plain_mark

_SIGNS = "★☆▲△●○◆◇■□※*√✓"
_WEIGHT = r"(?P<weight>约束|预期)性?"
_OF_SIGN = re.compile(rf"(?P<sign>[{_SIGNS}])[^{_SIGNS}约预，,。；;其未]{{0,12}}{_WEIGHT}")
_BY_SIGN = re.compile(rf"{_WEIGHT}(?:指标)?(?:用|以|标注?为?|:)[“\"]?(?P<sign>[{_SIGNS}])")
_OTHERS = re.compile(rf"(?:其[余他]|未标|无标|不带)[^约预。；;]{{0,12}}{_WEIGHT}")
_GROUP = re.compile(
    r"(?:[(]?[一二三四五六七八九十0-9]{1,3}[)]?[、.]?)?(?P<weight>约束|预期)(?:性|类|性类)?(?:指标)?(?:[(][^()]*[)])?[:]?"
)
_SOLE = re.compile(rf"[{_SIGNS}]+")
_MARK_BEHIND = re.compile(
    rf"^(?P<text>.*?性?)(?P<mark>[{_SIGNS}]{{1,3}}|[①-⑳]|[¹²³⁴⁵⁶⁷⁸⁹]|[\[〔(]?注?[0-9①-⑳][\]〕)]?)$"
)
_MARK_BEFORE = re.compile(rf"^(?P<mark>[{_SIGNS}]{{1,3}})(?P<text>.+)$")
_WITH_BRACKET = re.compile(r"(?P<weight>[^()]+)\([^()]*\)")


def is_weight_sign(text: str) -> bool:
    """Whether a cell holds a sign alone, whose meaning a legend says."""
    return bool(_SOLE.fullmatch(clean(text)))


def tells_weight(text: str) -> bool:
    """Whether a cell says 约束性 or 预期性, with a mark or a bracket or not, or holds a sign."""
    return is_weight_sign(text) or is_constraint(plain_weight(part_mark(text)[0]))


def group_weight(text: str) -> str | None:
    """约束性 of a row of a group: 一、约束性指标（8项）."""
    found = _GROUP.fullmatch(clean(text))
    return f"{found['weight']}性" if found is not None else None


def part_mark(text: str) -> tuple[str, str | None]:
    """约束性 and ▲ of 约束性▲, 约束性① and ★约束性; a text of no known weight as it is."""
    cleaned = clean(text)
    for pattern in (_MARK_BEHIND, _MARK_BEFORE):
        found = pattern.fullmatch(cleaned)
        if found is not None and is_constraint(plain_weight(found["text"])):
            return found["text"], plain_mark(found["mark"])
    return text, None


def plain_weight(text: str) -> str:
    """约束性 of 约束性（省） and “约束性”; any other text as it is."""
    cleaned = clean(text).strip("“”\"'‘’")
    found = _WITH_BRACKET.fullmatch(cleaned)
    plain = found["weight"] if found is not None else cleaned
    return plain if is_constraint(plain) else text


def weights_by_legend(notes: Sequence[str]) -> Mapping[str, str]:
    """The weight of each sign that the notes give one weight only; "" is of rows without one."""
    said: dict[str, set[str]] = {}
    for note in map(clean, notes):
        for pattern in (_OF_SIGN, _BY_SIGN):
            for found in pattern.finditer(note):
                said.setdefault(found["sign"], set()).add(f"{found['weight']}性")
        for found in _OTHERS.finditer(note):
            said.setdefault("", set()).add(f"{found['weight']}性")
    return {sign: min(weights) for sign, weights in said.items() if len(weights) == 1}


def with_weights(
    rows: list[PrintedRow], marks: Sequence[frozenset[str]], notes: Sequence[str]
) -> list[PrintedRow]:
    """Read the signs of a column 属性 by the legend; without such a column those of the names."""
    legend = weights_by_legend(notes)
    if not any(legend):
        return rows
    if any(is_constraint(row.constraint or "") for row in rows):
        return [_asked(row, of_row, legend) for row, of_row in zip(rows, marks, strict=True)]
    read = []
    for row, of_row in zip(rows, marks, strict=True):
        cell = clean(row.constraint or "")[:1]
        sign = cell or next((mark for mark in legend if mark and mark in of_row), "")
        weight = legend.get(sign)
        known = "".join(filter(None, legend))
        doubt = Doubt("import-constraint-by-mark", "constraint", {"mark": sign or known})
        told = () if cell or weight is None else (doubt,)
        weight = weight or row.constraint
        read.append(replace(row, constraint=weight, doubts=(*row.doubts, *told)))
    return read


def _asked(row: PrintedRow, marks: frozenset[str], legend: Mapping[str, str]) -> PrintedRow:
    """Ask where the column 属性 says another weight than the legend of a sign of the row."""
    printed = clean(row.constraint or "")
    if not is_constraint(printed):
        return row
    said = {
        sign: legend[sign]
        for sign in sorted(marks & set(legend))
        if legend[sign][:2] != printed[:2]
    }
    doubts = [
        Doubt(
            "import-constraint-unknown",
            "constraint",
            {"variant": "against", "written": printed, "mark": sign, "weight": weight},
        )
        for sign, weight in said.items()
    ]
    return replace(row, doubts=(*row.doubts, *doubts)) if doubts else row
