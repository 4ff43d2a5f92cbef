"""The record of a run: one line of JSON for each submission, written as it is done.

It is the table of results in JSON Lines, and what `--resume` reads. A line holds codes, figures
and parameters, never a sentence, so it is the same in every language. Its fields are those of
`Outcome`, in order; `SHAPE` says where one is written otherwise. A location has a `cell`, or else
a `line` and `column`, as in a report. A line begins with the name of the tool, by which sqc knows
its own results, and ends with a digest of all before it: one that was edited is not believed.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields
from decimal import Decimal
from functools import lru_cache
from hashlib import blake2b
from json import JSONDecodeError, JSONDecoder, JSONEncoder, dumps
from json.encoder import encode_basestring
from typing import Any, Final

from shengzhou_quality.contract import SCHEMA_VERSION, Each, Shape, names_of, own
from shengzhou_quality.decimals import plain
from shengzhou_quality.diagnostics import Diagnostic, Place, Severity
from shengzhou_quality.evaluation.outcome import Ask, EntitySource, FileRead, ItemOutcome, Outcome
from shengzhou_quality.evaluation.report import Conclusion
from shengzhou_quality.formats.screen import is_unseen
from shengzhou_quality.judgement import Status, Verdict
from shengzhou_quality.plan.kinds.indicator import Constraint
from shengzhou_quality.version import __version__

_LOCATION: Final[Shape] = {
    "file": "place.file",
    "sheet": "place.sheet",
    "cell": "place.cell",
    "line": "place.line",
    "column": "place.line_column",
}
_ITEM: Final[Shape] = {
    **own(*(name for name in names_of(ItemOutcome) if name != "place")),
    "location": _LOCATION,
}
_PROBLEM: Final[Shape] = {
    **own("code", "severity", "indicator"),
    "location": _LOCATION,
    **own("parameters"),
}
SHAPE: Final[Shape] = {
    **own(*names_of(Outcome)),
    "indicators": Each("indicators", _ITEM),
    "promises": Each("promises", _ITEM),
    "unread": Each("unread", _PROBLEM),
    "problems": Each("problems", _PROBLEM),
}
"""The fields of a line between `tool` and `check`, for the JSON Schema."""

CHECK_BYTES: Final = 8
_SEAL: Final = b',"check":"%s"}\n'
_SEAL_LENGTH: Final = len(_SEAL % (b"0" * 2 * CHECK_BYTES))

_TOOL: Final = f'{{"schema_version":{SCHEMA_VERSION},"tool":{{"name":"sqc","version":"'
_START: Final = f'{_TOOL}{__version__}"}},'
_NOWHERE: Final = '{"file":null,"sheet":null,"cell":null,"line":null,"column":null}'

_ENCODE = JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def _no_number(name: str) -> None:
    raise ValueError(f"{name} is no number")


_DECODE = JSONDecoder(parse_float=Decimal, parse_constant=_no_number).decode


def may_be_record(beginning: bytes) -> bool:
    """Whether a file that begins so may be a record, whatever became of some of its lines."""
    tool = _TOOL.encode()
    return beginning.startswith(tool) or tool.startswith(beginning) or b"\n" + tool in beginning


def is_of_another_version(line: bytes) -> bool:
    """Whether another version of sqc wrote a line: it may have other fields."""
    return line.startswith(_TOOL.encode()) and not line.startswith(_START.encode())


def to_line(outcome: Outcome) -> bytes:
    """One line of UTF-8, its end included."""
    written = [
        f'"{name}":{_WRITTEN.get(name, _encoded)(getattr(outcome, name))}' for name in _NAMES
    ]
    return sealed(f"{_START}{','.join(written)}".encode())


def sealed(fields_of_line: bytes) -> bytes:
    """End a line with its `check`: a digest of all that stands before the comma."""
    check = blake2b(fields_of_line, digest_size=CHECK_BYTES).hexdigest()
    return fields_of_line + _SEAL % check.encode()


def from_line(line: bytes) -> Outcome:
    """Read a line back. Raises `ValueError` if it is none of ours, cut off, or edited."""
    if sealed(line[:-_SEAL_LENGTH]) != line:
        raise ValueError("check")
    try:
        data = _DECODE(line.decode())
        _check(data)
        held: dict[str, Any] = {
            name: tuple(value) if type(value) is list else value for name, value in data.items()
        }
        held["said_by"] = EntitySource(data["said_by"])
        held["files"] = tuple([FileRead(**one) for one in data["files"]])
        held["conclusion"] = data["conclusion"] and Conclusion(data["conclusion"])
        held["indicators"] = tuple([_item_of(one) for one in data["indicators"]])
        held["promises"] = tuple([_item_of(one) for one in data["promises"]])
        held["unread"] = tuple([_problem_of(one) for one in data["unread"]])
        held["problems"] = tuple([_problem_of(one) for one in data["problems"]])
        held["asks"] = tuple([_ask_of(one) for one in data["asks"]])
        return Outcome(**held)
    except (KeyError, TypeError, AttributeError, RecursionError, JSONDecodeError) as error:
        raise ValueError(str(error)) from None


_TEXT, _MAYBE_TEXT = (str,), (str, type(None))
_PARAMETERS = (str, int, tuple)
_KINDS: Final[dict[str, tuple[type, ...]]] = {
    "entity": _TEXT,
    "basis": _TEXT,
    "exit_code": (int,),
    "year": (int, type(None)),
    "final": (bool, type(None)),
    "worst": _MAYBE_TEXT,
    "errors": (int,),
    "warnings": (int,),
}
"""What a line must hold, whoever has made its `check`."""


def _check(data: dict[str, Any]) -> None:
    if data.pop("schema_version") != SCHEMA_VERSION or data.pop("tool")["name"] != "sqc":
        raise ValueError("schema_version")
    del data["check"]
    for name, kinds in _KINDS.items():
        if type(data[name]) not in kinds:
            raise ValueError(name)


def _quoted(text: str) -> str:
    """A text in quotes; what cannot be seen, or is half of a character, as `\\u2028`."""
    quoted = encode_basestring(text)
    return quoted if quoted.isprintable() else _escaped(quoted)


def _encoded(value: object) -> str:
    written = _ENCODE(value)
    return written if written.isprintable() else _escaped(written)


def _escaped(written: str) -> str:
    return "".join([dumps(sign)[1:-1] if is_unseen(sign) else sign for sign in written])


def _number(number: Decimal | None) -> str:
    if number is None:
        return "null"
    digits = str(number)
    return digits if digits.isdecimal() else plain(number)


_known = lru_cache(maxsize=256)(_quoted)
"""The names of files and sheets, which a line repeats for each item."""


@lru_cache(maxsize=4096)
def _cell(row: int, column: int) -> str | None:
    return Place("", "", row, column).cell


def _location(place: Place | None) -> str:
    """A sheet's row without a column has no cell: it is a line."""
    if place is None:
        return _NOWHERE
    file, sheet, row, column = place
    start = f'{{"file":{_known(file)},"sheet":{"null" if sheet is None else _known(sheet)}'
    if sheet is not None and row is not None and column is not None:
        return f'{start},"cell":"{_cell(row, column)}","line":null,"column":null}}'
    return f'{start},"cell":null,"line":{row or "null"},"column":{column or "null"}}}'


def _items(items: tuple[ItemOutcome, ...]) -> str:
    return f"[{','.join(map(_item, items))}]"


def _item(one: ItemOutcome) -> str:
    constraint = "null" if one.constraint is None else f'"{one.constraint.value}"'
    severity = "null" if one.severity is None else f'"{one.severity.value}"'
    text = "null" if one.text is None else _quoted(one.text)
    return (
        f'{{"id":{_quoted(one.id)},"constraint":{constraint},'
        f'"verdict":"{one.verdict.value}","status":"{one.status.value}","severity":{severity},'
        f'"text":{text},"low":{_number(one.low)},"high":{_number(one.high)},'
        f'"margin":{_number(one.margin)},"gap":{_number(one.gap)},'
        f'"progress":{_number(one.progress)},"pace":{_number(one.pace)},'
        f'"location":{_location(one.place)}}}'
    )


def _problems(problems: tuple[Diagnostic, ...]) -> str:
    return f"[{','.join(map(_problem, problems))}]"


def _problem(one: Diagnostic) -> str:
    return (
        f'{{"code":"{one.code}","severity":"{one.severity.value}",'
        f'"indicator":{_encoded(one.indicator)},"location":{_location(one.place)},'
        f'"parameters":{_encoded(one.parameters)}}}'
    )


def _by_name(held: tuple[Any, ...]) -> str:
    return _encoded([one._asdict() for one in held])


_NAMES = tuple(field.name for field in fields(Outcome))
_WRITTEN: dict[str, Callable[[Any], str]] = {
    "files": _by_name,
    "indicators": _items,
    "promises": _items,
    "unread": _problems,
    "problems": _problems,
    "asks": _by_name,
}
"""How each field is written that holds more than texts, numbers and lists of them."""


_CONSTRAINTS: dict[str | None, Constraint | None] = {
    None: None,
    **{one.value: one for one in Constraint},
}
_VERDICTS = {one.value: one for one in Verdict}
_STATUSES = {one.value: one for one in Status}
_SEVERITIES: dict[str | None, Severity | None] = {
    None: None,
    **{one.value: one for one in Severity},
}


def _item_of(data: dict[str, Any]) -> ItemOutcome:
    if type(data["id"]) is not str or type(data["text"]) not in _MAYBE_TEXT:
        raise ValueError("text")
    return ItemOutcome(
        data["id"],
        _CONSTRAINTS[data["constraint"]],
        _VERDICTS[data["verdict"]],
        _STATUSES[data["status"]],
        _SEVERITIES[data["severity"]],
        data["text"],
        _figure(data["low"]),
        _figure(data["high"]),
        _figure(data["margin"]),
        _figure(data["gap"]),
        _figure(data["progress"]),
        _figure(data["pace"]),
        _place(data["location"]),
    )


def _figure(number: Any) -> Decimal | None:
    kind = type(number)
    if kind is int:
        return Decimal(number)
    if number is not None and kind is not Decimal:
        raise ValueError("no number")
    return number  # type: ignore[no-any-return]


def _place(data: dict[str, Any]) -> Place | None:
    file, sheet, cell = data["file"], data["sheet"], data["cell"]
    if file is None:
        return None
    if type(file) is not str or type(sheet) not in _MAYBE_TEXT:
        raise ValueError("location")
    if cell is None:
        return Place(file, sheet, data["line"], data["column"])
    return Place(file, sheet, *_row_and_column(cell))


@lru_cache(maxsize=4096)
def _row_and_column(cell: str) -> tuple[int, int]:
    """`G7` → 7, 7."""
    letters = cell.rstrip("0123456789")
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(cell[len(letters) :]), column


def _ask_of(data: dict[str, Any]) -> Ask:
    ask = Ask(**data)
    if type(ask.office) not in _MAYBE_TEXT or {type(one) for one in ask[1:]} != {int}:
        raise ValueError("asks")
    return ask


def _problem_of(data: dict[str, Any]) -> Diagnostic:
    parameters = {
        name: tuple(value) if type(value) is list else value
        for name, value in data["parameters"].items()
    }
    if not all(type(value) in _PARAMETERS for value in parameters.values()):
        raise ValueError("parameters")
    return Diagnostic(
        data["code"],
        _place(data["location"]),
        data["indicator"],
        parameters,
        severity=Severity(data["severity"]),
    )
