"""Find the office that filled in a sheet: 填报单位：市场监管局, above or below its table."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from shengzhou_quality.diagnostics import Place
from shengzhou_quality.notation import Figure, is_missing, read_value
from shengzhou_quality.offices import offices_in
from shengzhou_quality.reported import Cell, Sheet

_ROWS = 25
"""The line stands in one of so many rows at the beginning or the end of a sheet."""
_LONGEST_LINE, _LONGEST_NAME = 200, 60
_SEAL = r"[(（](?:盖章|公章|签章|章)[)）]"
_LABEL = (
    rf"(?:填报|报送|填表|上报|编报|报表|提交)\s*(?:单位|部门)(?:\s*{_SEAL})?|单位\s*{_SEAL}"
    r"|(?:reporting|submitting)\s+office|office\s*\(seal\)"
)
_MAY_BE_LABEL = re.compile("单位|部门|office", re.IGNORECASE)
"""One of these is in every label, and in few cells."""
_COLON = r"\s*[:：]\s*"
_SEALED = rf"{_SEAL}\s*$"
_NEXT = (
    r"\s{2,}|\s+(?=[^\s:：]{2,8}[:：])|[,，;；]\s*(?=[^\s:：,，;；]{2,8}[:：])"
    r"|(?=(?:填报|报送|填表|上报)?(?:日期|时间|人)[:：])|(?=联系(?:人|电话)|电话|单位[:：])"
)
"""Where the name ends: at another label of the same line."""
_NO_NAME = r"[(（][^()（）]*[)）]$|.*[:：]\s*$|[_＿…\s.]*$"


def filled_by(sheets: Sequence[Sheet]) -> Mapping[Place, str]:
    """The office of each sheet of one file.

    A sheet that names none has that of the others, if these all name the same one. A sheet
    that names several has none: each may be that of a part of it.
    """
    named = {sheet.place: _names(sheet) for sheet in sheets if not sheet.listed}
    found = {place: names[0] for place, names in named.items() if len(names) == 1}
    everywhere = _distinct(name for names in named.values() for name in names)
    if len(everywhere) == 1:
        found |= dict.fromkeys(named, everywhere[0])
    return found


def _names(sheet: Sheet) -> list[str]:
    rows = sheet.rows
    ends = rows if len(rows) <= 2 * _ROWS else (*rows[:_ROWS], *rows[-_ROWS:])
    return _distinct(name for row in ends for name in _in_row(row))


def _distinct(names: Iterable[str]) -> list[str]:
    """Each office once: 市场监管局 by the seal is the 甲县市场监管局 of the title."""
    found: list[str] = []
    for name in names:
        if not any(name.endswith(one) or one.endswith(name) for one in found):
            found.append(name)
    return found


def _in_row(row: Mapping[int, Cell]) -> Iterator[str]:
    if not _MAY_BE_LABEL.search("\n".join([cell.text for cell in row.values()])):
        return
    cells = list(row.values())
    for number, cell in enumerate(cells):
        text = cell.text.strip()
        label = _label(text)
        if label is None:
            continue
        behind = re.match(_COLON, text[label.end() :])
        name = text[label.end() + behind.end() :] if behind else text[label.end() :]
        if name:
            if behind:
                yield from _name(re.split(_NEXT, name, maxsplit=1)[0])
            continue
        sealed = re.search(_SEALED, text) is not None
        following = cells[number + 1 : number + 2]
        # Without a colon it is the header of a column, unless it asks for a seal.
        if (behind or sealed) and following:
            yield from _name(following[0].text)


def _label(text: str) -> re.Match[str] | None:
    """The label at the beginning, or behind others: 制表日期：2025年  填报单位：市统计局."""
    if len(text) > _LONGEST_LINE:
        return None
    if not _MAY_BE_LABEL.search(text):
        return None
    first = re.match(_LABEL, text, re.IGNORECASE)
    behind = rf"(?:(?<=\s)|(?<=[,，;；]))(?:{_LABEL})(?={_COLON})"
    return first or re.search(behind, text, re.IGNORECASE)


def _name(written: str) -> Iterator[str]:
    """The office, if the text is the name of one: no other label, no number, no blank line."""
    name = re.sub(_SEALED, "", " ".join(written.split())).rstrip()
    if is_missing(name) or len(name) > _LONGEST_NAME or re.match(_NO_NAME, name):
        return
    if isinstance(read_value(name), Figure):
        return
    yield from offices_in(name)[:1]
