"""Write results as JSON as their classes declare it (`contract.py`), Decimals as numbers."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from functools import cache
from json.encoder import encode_basestring
from typing import TYPE_CHECKING, Any, Final

from shengzhou_quality.contract import SCHEMA_VERSION, Each, InWords, Shape, shape_of
from shengzhou_quality.decimals import exact_decimal, plain
from shengzhou_quality.diagnostics import Diagnostic, Place
from shengzhou_quality.evaluation.item_result import Actual, IndicatorResult
from shengzhou_quality.formats import Options
from shengzhou_quality.formats.screen import is_unseen
from shengzhou_quality.judgement import Note
from shengzhou_quality.pages.reasons import note_words
from shengzhou_quality.pages.rows import actual_words
from shengzhou_quality.version import __version__
from shengzhou_quality.words import Words

if TYPE_CHECKING:
    from shengzhou_quality.evaluation.check import CheckReport
    from shengzhou_quality.evaluation.comparison import Comparison
    from shengzhou_quality.evaluation.parts import PartsReport
    from shengzhou_quality.evaluation.plan_check import PlanCheck
    from shengzhou_quality.evaluation.report import Report
    from shengzhou_quality.evaluation.roll_up import RollUp
    from shengzhou_quality.published.import_report import ImportReport

    _Result = Report | CheckReport | PlanCheck | Comparison | ImportReport | RollUp

HEAD: Final = {
    "schema_version": SCHEMA_VERSION,
    "tool": {"name": "sqc", "version": __version__},
}
"""Return the first entries of the JSON of a run."""


def _actual_text(actual: Actual, result: IndicatorResult, words: Words) -> str:
    return actual_words(result, words) if actual.either else actual.text


SENTENCES: Final[Mapping[type[Any], Mapping[str, Callable[[Any, Any, Words], str]]]] = {
    Diagnostic: {
        "message": lambda finding, _, words: words.message(finding),
        "hint": lambda finding, _, words: words.hint(finding),
    },
    Note: {"text": note_words},
    Actual: {"text": _actual_text},
}
"""The values declared `IN_WORDS`: made from the object, its holder and the words.

An object of another class has those of its `finding`.
"""

_AS_THEY_ARE = (str, int, Decimal)
_COMMANDS = re.compile(r"##(?=\w*\[)")


def render(report: _Result, words: Words, _: Options) -> bytes:
    return encoded(document(report, words))


def render_parts(seen: PartsReport, words: Words, options: Options) -> bytes:
    """Render the report, reduced to the parts shown."""
    return render(seen.narrowed, words, options)


def document(report: _Result, words: Words) -> dict[str, Any]:
    """Convert the whole report to plain data; every field is always present."""
    return {**HEAD, "language": words.language, **dumped(report, words)}


def dumped(value: Any, words: Words, holder: Any = None) -> Any:
    """Convert a value of a result to plain data. `holder` is the object that has it."""
    if value is None or isinstance(value, _AS_THEY_ARE):
        return value
    if isinstance(value, Place):
        return str(value)
    if type(value) in (tuple, list):  # a NamedTuple is an object, not a list
        return [dumped(one, words, holder) for one in value]
    if type(value) is dict:
        return {key: dumped(one, words, holder) for key, one in value.items()}
    if isinstance(value, Fraction):
        return exact_decimal(value)
    return filled(shape_of(type(value)), value, words, holder)


def filled(shape: Shape, item: Any, words: Words, holder: Any = None) -> dict[str, Any]:
    """Build the object that `shape` declares for one item."""
    data: dict[str, Any] = {}
    for name, entry in shape.items():
        if isinstance(entry, str):
            owner, found = _at(entry, item) if "." in entry else (item, getattr(item, entry, None))
            if found is not None and not isinstance(found, _AS_THEY_ARE):
                found = dumped(found, words, owner)
            data[name] = found
        elif isinstance(entry, Each):
            owner, found = _at(entry.path, item)
            data[name] = [_item(entry, one, words, owner) for one in found or ()]
        elif isinstance(entry, InWords):
            said = item if type(item) in SENTENCES else item.finding
            data[name] = SENTENCES[type(said)][name](said, holder, words)
        else:
            data[name] = filled(entry, item, words)
    return data


def _item(entry: Each, item: Any, words: Words, holder: Any) -> Any:
    if entry.shape is None:
        return dumped(item, words, holder)
    return filled(entry.shape, item, words, holder)


def _at(path: str, item: Any) -> tuple[Any, Any]:
    """Return the value at a path, after the object that holds it."""
    owner = None
    for step in _steps(path):
        owner = item
        item = item.get(step) if type(item) is dict else getattr(item, step, None)
    return owner, item


@cache
def _steps(path: str) -> tuple[str, ...]:
    return tuple(path.split("."))


def encoded(data: Any) -> bytes:
    """Encode plain data as a JSON file."""
    return (_written(data, "") + "\n").encode("utf-8", "backslashreplace")


def _written(value: Any, indent: str) -> str:
    """Encode JSON text. The library's encoder writes only floats, so Decimals are written here."""
    if value is None:
        return "null"
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, Decimal):
        return plain(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    deeper = indent + "  "
    if isinstance(value, dict):  # the keys are our own names
        items = [f'"{key}": {_written(item, deeper)}' for key, item in value.items()]
        return _enclosed("{", items, "}", indent)
    return _enclosed("[", [_written(item, deeper) for item in value], "]", indent)


def _enclosed(left: str, items: Sequence[str], right: str, indent: str) -> str:
    line = f"\n{indent}"
    return f"{left}{line}  {f',{line}  '.join(items)}{line}{right}" if items else left + right


def _text(value: str) -> str:
    """Encode a string so that it cannot control a terminal or start a command in a CI log."""
    quoted = encode_basestring(value)
    if "##" in quoted:
        quoted = _COMMANDS.sub(r"#\\u0023", quoted)
    if quoted.isprintable():
        return quoted
    return "".join(json.dumps(sign)[1:-1] if is_unseen(sign) else sign for sign in quoted)
