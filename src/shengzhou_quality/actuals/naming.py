"""The name of a row: which indicator it is, and what the bracket behind it says."""

from __future__ import annotations

import re

from shengzhou_quality.actuals.headers import read_form
from shengzhou_quality.judgement import Form
from shengzhou_quality.notation import clean
from shengzhou_quality.plan.kinds import AnyIndicator
from shengzhou_quality.plan.names import NameIndex
from shengzhou_quality.units import is_unit

_LEADING_NUMBER = re.compile(r"[(（]?[0-9]{1,3}[)）]?[.、．\s]\s*(?P<name>\D.*)", re.DOTALL)
_TRAILING_NOTE = re.compile(r"(?P<name>.+?)[(（](?P<note>[^()（）]*)[)）]", re.DOTALL)


def find_by_name(names: NameIndex, name: str) -> AnyIndicator | None:
    """By the name as written, without a number before it, or a unit or form behind it.

    Any other bracket makes it another quantity: 高新技术企业数(新增) is not the number.
    """
    found = names.by_name(name)
    if found is None and (match := _LEADING_NUMBER.fullmatch(name.strip())):
        found = find_by_name(names, match["name"])
    if found is None and (match := _TRAILING_NOTE.fullmatch(name.strip())):
        named, note = find_by_name(names, match["name"]), _bracket(match)
        if named and (_is_unit_of(note, named) or _form_of(note, named)):
            found = named
    return found


def unit_behind(name: str, indicator: AnyIndicator, names: NameIndex) -> str | None:
    """The unit in the bracket behind a name, where the bracket is no part of the name."""
    bracket = _TRAILING_NOTE.fullmatch(name.strip())
    if bracket is None or names.by_name(name) is not None:
        return None
    note = _bracket(bracket)
    return None if _form_of(note, indicator) else note


def form_behind(name: str, indicator: AnyIndicator) -> Form | None:
    """The 口径 in the bracket behind a name: 新增“浙江制造”标准(累计)."""
    bracket = _TRAILING_NOTE.fullmatch(name.strip())
    return _form_of(_bracket(bracket), indicator) if bracket else None


def _bracket(match: re.Match[str]) -> str:
    return clean(match["note"]).removeprefix("单位:")


def _form_of(written: str, indicator: AnyIndicator) -> Form | None:
    """A 口径, where the indicator has several: 累计 behind the name of a cumulative one."""
    form = read_form(written)
    return form if len(indicator.forms) > 1 and form in indicator.forms else None


def _is_unit_of(written: str, indicator: AnyIndicator) -> bool:
    """A unit of any kind; one that does not convert is refused with each value."""
    return is_unit(written) or written in indicator.unit_aliases or _is_money(written)


def _is_money(written: str) -> bool:
    return len(written) > 1 and written.endswith("元")
