"""The JSON contract as a class declares it: the name, order and origin of each value.

A class without a declaration is written field by field. Else its attribute `json` lists each
JSON name in order, with one of four entries: the path of an attribute, an object of further
names, a list (`Each`), or `IN_WORDS`. `formats/json.py` writes results by these declarations,
and `scripts/make_schemas.py` makes the JSON Schema from them and from the types.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import fields
from typing import Annotated, Any, Final, NamedTuple, TypeAlias


class Each(NamedTuple):
    """A list: every item at `path`, written as `shape`, or as its own class declares.

    The list is empty, not null, if the path has no value.
    """

    path: str
    shape: Shape | None = None


class InWords:
    """A sentence that the format takes from the pages, in the reader's language."""


IN_WORDS: Final = InWords()
SCHEMA_VERSION: Final = 1

Shape: TypeAlias = Mapping[str, "str | Shape | Each | InWords"]
"""A path is attributes (or keys of a mapping) joined by dots: `indicator.id`.

If one of them is missing or `None`, the value is null.
"""


class Rule(NamedTuple):
    """A rule for a value in addition to its type, given in the field's type by `Annotated`.

    `check` raises `ValueError` with a code for rules that `pattern` and the limits cannot express.
    It is given the text, and the units in which the item counts.
    """

    pattern: str | None = None
    shortest: int | None = None
    lowest: int | None = None
    highest: int | None = None
    among: tuple[str, ...] = ()
    check: Callable[[str, Collection[str]], None] | None = None
    choices_in_braces: bool = False
    """Names as offices write them: choices in braces stand for each of them (`spellings.py`)."""


HowMany = Annotated[int, Rule(lowest=0)]
Sha256 = Annotated[str, Rule(pattern="^[0-9a-f]{64}$")]


def own(*names: str) -> dict[str, str]:
    """Map attributes to JSON names that equal their own."""
    return {name: name for name in names}


def shape_of(of: type[Any]) -> Shape:
    """Return what a class declares; without a declaration all its fields, in order."""
    declared: Shape | None = getattr(of, "json", None)
    return declared or own(*names_of(of))


def names_of(of: type[Any]) -> tuple[str, ...]:
    """Return the fields of a `NamedTuple` or a dataclass, in order."""
    named: tuple[str, ...] | None = getattr(of, "_fields", None)
    return named or tuple(field.name for field in fields(of))


def under(path: str, of: type[Any]) -> Shape:
    """Return the entries of the object at `path` (of class `of`) as entries of its holder."""
    return {name: _moved(path, entry) for name, entry in shape_of(of).items()}


def _moved(path: str, entry: str | Shape | Each | InWords) -> str | Shape | Each:
    match entry:
        case str():
            return f"{path}.{entry}"
        case Each():
            return Each(f"{path}.{entry.path}", entry.shape)
        case InWords():
            raise TypeError("a sentence is of the object that declares it")
        case _:
            return {name: _moved(path, inner) for name, inner in entry.items()}
