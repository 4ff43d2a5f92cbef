"""Make the pydantic models of the plan's YAML files from the fields of the plan's classes.

The model of each class checks the data; valid data becomes an instance of the class.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import MISSING, asdict, dataclass
from itertools import chain
from types import UnionType
from typing import Annotated, Any, Final, TypeVar, Union, cast, get_args, get_origin

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    TypeAdapter,
    ValidationError,
    ValidationInfo,
    WithJsonSchema,
    WrapValidator,
    create_model,
)
from pydantic_core import ErrorDetails

from shengzhou_quality.contract import Rule
from shengzhou_quality.plan.faults import meant_by
from shengzhou_quality.plan.kinds import KINDS
from shengzhou_quality.plan.kinds.fields import PlanText, units_of
from shengzhou_quality.plan.kinds.indicator import Constraint
from shengzhou_quality.sources.tree import KeyPath

Shape = TypeVar("Shape", bound=PlanText)


class WrittenText(BaseModel):
    """A piece of a plan file as it is written; an unknown key is refused."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


@dataclass(frozen=True)
class Fault:
    """One fault, by its code, at `path` within the piece that was read (its last key is `key`).

    `at_key` tells that the key is at fault rather than what it holds.
    """

    code: str
    path: KeyPath
    parameters: dict[str, str]
    at_key: bool = False


class UnsoundError(Exception):
    """Raised for a piece of a plan file with faults."""

    def __init__(self, faults: list[Fault]) -> None:
        super().__init__()
        self.faults = faults


def read_as(shape: type[Shape], data: object) -> Shape:
    """What a plan file says, as `shape`. Raises `UnsoundError` with every fault."""
    units = units_of(data) if isinstance(data, dict) else ()
    try:
        return cast("Shape", _reader_of(shape).validate_python(data, context=units))
    except ValidationError as error:
        raise UnsoundError(list(_faults(error.errors(include_url=False), shape))) from None


def _reader_of(shape: type[PlanText]) -> TypeAdapter[Any]:
    if shape not in _READERS:
        _READERS[shape] = TypeAdapter(_made_from(shape))
    return _READERS[shape]


def model_of(shape: type[PlanText]) -> type[WrittenText]:
    """The pydantic model of `shape`: its fields with their names, types, rules and defaults."""
    if shape not in _MODELS:
        described: dict[str, Any] = {
            name: (_type_of(written), _default_of(default))
            for name, (written, default) in shape.written_keys().items()
        }
        _MODELS[shape] = create_model(
            shape.__name__, __base__=WrittenText, __doc__=shape.__doc__, **described
        )
    return _MODELS[shape]


_READERS: Final[dict[type[PlanText], TypeAdapter[Any]]] = {}
_MODELS: Final[dict[type[PlanText], type[WrittenText]]] = {}
"""Each is made once: a piece of the plan stands in many others."""


def _made_from(shape: type[PlanText]) -> Any:
    """The type of a field that holds a `shape`: its model checks it, and it becomes a `shape`."""
    names = list(shape.written_keys())

    def made(data: Any, checked: Callable[[Any], Any]) -> PlanText:
        if isinstance(data, shape):
            return data
        found = checked(shape.filled(data) if isinstance(data, dict) else data)
        piece = shape.made_of({name: getattr(found, name) for name in names})
        piece.check()
        return piece

    return Annotated[model_of(shape), WrapValidator(made)]


def _type_of(written: Any) -> Any:
    """The type of a field of the plan's classes, as pydantic is to check it."""
    origin, parts = get_origin(written), get_args(written)
    if origin is Annotated:
        held, *rules = parts
        return Annotated[_type_of(held), *chain.from_iterable(map(_told, rules))]
    if origin is tuple:
        return tuple[_type_of(parts[0]), ...]  # type: ignore[misc]
    if origin is Mapping:
        return dict[_type_of(parts[0]), _type_of(parts[1])]  # type: ignore[misc]
    if origin in (Union, UnionType):
        return Union[tuple(_type_of(part) for part in parts)]  # noqa: UP007
    if isinstance(written, type) and issubclass(written, PlanText):
        return _made_from(written)
    if written is Constraint:
        return Annotated[written, WithJsonSchema({"enum": [*Constraint, *Constraint.printed()]})]
    return written


def _default_of(default: Any) -> Any:
    """What need not be written; a piece of the plan as it would be written."""
    if default is MISSING:
        return ...
    if isinstance(default, PlanText):
        return Field(asdict(default), validate_default=True)
    return default


def _told(rule: Rule) -> Iterator[Any]:
    """A rule of ours in the words of pydantic."""
    yield Field(pattern=rule.pattern, min_length=rule.shortest, ge=rule.lowest, le=rule.highest)
    if rule.check is not None:
        yield AfterValidator(_passed_by(rule.check))


def _passed_by(
    check: Callable[[str, Collection[str]], None],
) -> Callable[[str, ValidationInfo], str]:
    def passed(text: str, within: ValidationInfo) -> str:
        check(text, within.context or ())
        return text

    return passed


def _faults(errors: list[ErrorDetails], shape: type[PlanText]) -> Iterator[Fault]:
    """pydantic's findings in our own codes; a missing and a misspelt key are one fault."""
    beside = _beside_their_piece(errors, shape)
    yield from beside.values()
    errors = [error for error in errors if not _follows(error, beside, shape)]
    missing = [error["loc"] for error in errors if error["type"] == "missing"]
    for error in errors:
        path = error["loc"]
        if path[-1:] == ("[key]",):
            yield Fault("plan-not-a-year", path[:-1], {"written": str(path[-2])}, at_key=True)
            continue
        match error["type"]:
            case "missing":
                continue
            case "too_short" if _items_are_at_fault(error, errors):
                continue
            case "extra_forbidden":
                siblings = [str(other[-1]) for other in missing if other[:-1] == path[:-1]]
                meant = meant_by(str(path[-1]), siblings)
                if meant is not None:
                    missing.remove((*path[:-1], meant))
                known = [meant] if meant is not None else _keys_at(shape, path[:-1])
                yield _of_other_kinds(path, shape) or unknown_key(path, known)
            case _:
                code, parameters = _told_apart(error)
                yield Fault(code, path, parameters)
    for path in missing:
        yield Fault("plan-missing-key", path, {})


def _beside_their_piece(errors: Iterable[ErrorDetails], shape: type[PlanText]) -> dict[str, Fault]:
    """By the piece, such as the source: the first of its keys that stands beside it."""
    found: dict[str, Fault] = {}
    for error in errors:
        piece = _piece_of(error, shape)
        if piece is not None:
            said = {"variant": "within", "holder": piece, "nearest": ""}
            found.setdefault(piece, Fault("plan-unknown-key", error["loc"], said, at_key=True))
    return found


def _piece_of(error: ErrorDetails, shape: type[PlanText]) -> str | None:
    """The piece that every item has, and that has this unknown key of the item."""
    path = error["loc"]
    if error["type"] != "extra_forbidden" or len(path) != 1:
        return None
    for name, (written, default) in shape.written_keys().items():
        piece = shape_in(written)
        if default is MISSING and piece is not None and path[0] in piece.written_keys():
            return name
    return None


def _follows(error: ErrorDetails, beside: Mapping[str, Fault], shape: type[PlanText]) -> bool:
    """Whether a piece lacks only what stands beside it."""
    path = error["loc"]
    lacks = error["type"] == "missing" or not error["input"]
    return _piece_of(error, shape) is not None or (lacks and path[:1] != () and path[0] in beside)


def _of_other_kinds(path: KeyPath, shape: type[PlanText]) -> Fault | None:
    """A key that other kinds of indicators have."""
    having = [name for name, kind in KINDS.items() if path[0] in kind.written_keys()]
    if len(path) != 1 or not having or shape not in KINDS.values():
        return None
    said = {"variant": "other-kind", "having": ", ".join(having), "nearest": ""}
    return Fault("plan-unknown-key", path, said, at_key=True)


def unknown_key(path: KeyPath, known: Iterable[str]) -> Fault:
    """A key that is none of `known`, and which of them it may be meant for."""
    nearest = meant_by(str(path[-1]), known)
    return Fault("plan-unknown-key", path, {"nearest": nearest or ""}, at_key=True)


def _items_are_at_fault(short: ErrorDetails, errors: Iterable[ErrorDetails]) -> bool:
    """pydantic counts the sound items of a list only: it is not short, they are unsound."""
    depth = len(short["loc"])
    return any(len(one["loc"]) > depth and one["loc"][:depth] == short["loc"] for one in errors)


def _keys_at(shape: type[PlanText], path: KeyPath) -> list[str]:
    """The keys that are known at a place within `shape`."""
    for step in path:
        if isinstance(step, str):
            inner = shape_in(shape.written_keys()[step][0])
            assert inner is not None, "only a piece of the plan has keys of its own"
            shape = inner
    return list(shape.written_keys())


def shape_in(written: Any) -> type[PlanText] | None:
    """The piece of the plan that a field holds, be it in a tuple or optional."""
    if isinstance(written, type) and issubclass(written, PlanText):
        return written
    return next(filter(None, map(shape_in, get_args(written))), None)


def _told_apart(error: ErrorDetails) -> tuple[str, dict[str, str]]:
    """The code of a fault in what is written, and the words for it."""
    at_fault = error["input"]
    if isinstance(at_fault, dict):  # what contradicts each other in a piece is about its target
        at_fault = at_fault.get("target")
    context, written = error.get("ctx", {}), {"written": _short(at_fault)}
    if error["type"] == "value_error":
        return f"plan-{context.get('error')}", written
    if error["type"] in ("enum", "literal_error"):
        known = str(context.get("expected")).replace("'", "").replace(" or ", ", ")
        return "plan-not-one-of", written | {"known": known}
    if error["type"] == "tuple_type":
        return "plan-bad-value", written | {"variant": "list"}
    return "plan-bad-value", written


def _short(written: object) -> str:
    if isinstance(written, dict | list):
        return ""
    text = "" if written is None else str(written)
    return text if len(text) <= 60 else text[:59] + "…"
