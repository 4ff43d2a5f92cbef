"""Find the fields in which two parts of JSON reports differ, by their paths.

A field that only one side has was added to the contract later, unless the sides are to agree in
everything: then it is a difference, and so is every sentence that both say in one language.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any, Final, Literal, NamedTuple

from shengzhou_quality.evaluation.comparison import Difference, Figure

_IDENTITY: Final = ("year", "code", "id", "name", "key", "path")
"""The first of these that every entry of a list has tells which entry is which."""
_NAMES: Final = ("id", "name", "key", "path")
_SENTENCES: Final = frozenset({"message", "hint"})
"""Of a finding, in the language of the run. Its `text` is the value as it was written."""

Strip = Callable[[str], str]


class Closeness(NamedTuple):
    """How closely two parts are compared.

    The strips take the name of the file off a text of their side. `whole`: a field that one side
    lacks differs. `sentences`: both are in one language, so a sentence is compared, too.
    """

    old_strip: Strip
    new_strip: Strip
    whole: bool = False
    sentences: bool = False


def differences(old: Any, new: Any, how: Closeness, path: str = "") -> Iterator[Difference]:
    """Yield each field that differs, in the order of the fields of `new`, then of `old`."""
    if isinstance(old, Mapping) and isinstance(new, Mapping):
        for key in [*new, *(key for key in old if key not in new)]:
            if not how.sentences and _is_sentence(key, old, new):
                continue
            if key in old and key in new:
                yield from differences(old[key], new[key], how, _under(path, key))
            elif how.whole:
                yield _lacking(
                    old.get(key),
                    new.get(key),
                    "old" if key in new else "new",
                    how,
                    _under(path, key),
                )
    elif isinstance(old, list) and isinstance(new, list):
        yield from _of_lists(old, new, how, path)
    elif (_is_held(old) and new is None) or (_is_held(new) and old is None):
        yield from _against_nothing(old, new, how, path)
    else:
        before, after = _scalar(old, how.old_strip), _scalar(new, how.new_strip)
        if before != after or isinstance(before, bool) is not isinstance(after, bool):
            yield Difference(path, before, after)


def _of_lists(
    old: Sequence[Any], new: Sequence[Any], how: Closeness, path: str
) -> Iterator[Difference]:
    """Entry by entry; an entry with a name that only one side has is one difference.

    Of a year that only one side has each field is one: its value is what a reader asks for.
    """
    for key, name, before, after in _entries(old, new):
        here = _under(path, name)
        if key in _NAMES and (before is None or after is None):
            yield _lacking(before, after, "old" if before is None else "new", how, here)
        else:
            yield from differences(before, after, how, here)


def _lacking(
    old: Any, new: Any, side: Literal["old", "new"], how: Closeness, path: str
) -> Difference:
    return Difference(path, _scalar(old, how.old_strip), _scalar(new, how.new_strip), side)


def _is_held(value: Any) -> bool:
    return isinstance(value, Mapping | list)


def _scalar(value: Any, strip: Strip) -> Figure:
    """A value that a difference can tell; an object or a list where none belongs, by its signs."""
    if isinstance(value, str):
        return strip(value)
    if isinstance(value, int | Decimal) or value is None:
        return value
    return "[…]" if isinstance(value, list) else "{…}"


def _against_nothing(old: Any, new: Any, how: Closeness, path: str) -> Iterator[Difference]:
    """An object or a list on one side and null on the other: each field against null."""
    held = new if old is None else old
    keys: list[Any] = (
        list(range(len(held)))
        if isinstance(held, list)
        else [key for key in held if how.sentences or not _is_sentence(key, held, held)]
    )
    if not keys:
        yield Difference(path, _scalar(old, how.old_strip), _scalar(new, how.new_strip))
    for key in keys:
        before, after = (None if of is None else of[key] for of in (old, new))
        yield from differences(before, after, how, _under(path, str(key)))


def _entries(old: Sequence[Any], new: Sequence[Any]) -> Iterator[tuple[str | None, str, Any, Any]]:
    """Pairs of entries that are the same thing, after the field that names them and their name.

    They are paired by their place where nothing tells them apart.
    """
    for key in _IDENTITY:
        named, renamed = _by(key, old), _by(key, new)
        if named is not None and renamed is not None:
            for name in [*renamed, *(name for name in named if name not in renamed)]:
                yield key, name, named.get(name), renamed.get(name)
            return
    for place in range(max(len(old), len(new))):
        before, after = (of[place] if place < len(of) else None for of in (old, new))
        yield None, str(place), before, after


def _by(key: str, entries: Sequence[Any]) -> dict[str, Any] | None:
    """The entries by `key`, or `None` if it does not tell them apart."""
    if not all(isinstance(one, Mapping) and one.get(key) is not None for one in entries):
        return None
    found = {str(one[key]): one for one in entries}
    return found if len(found) == len(entries) else None


def _is_sentence(key: str, old: Mapping[str, Any], new: Mapping[str, Any]) -> bool:
    """Whether it is in the language of the run: so are the texts of a note and an open basis."""
    if key != "text":
        return key in _SENTENCES
    return any(
        ("code" in of and _SENTENCES.isdisjoint(of)) or bool(of.get("either")) for of in (old, new)
    )


def _under(path: str, key: str) -> str:
    return f"{path}.{key}" if path else key
