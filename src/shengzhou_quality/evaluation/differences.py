"""Find the fields in which two parts of JSON reports differ, by their paths.

A field that only one side has was added to the contract later and is no difference; an entry of
a list that only one side has is one, field by field.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any, Final

from shengzhou_quality.evaluation.comparison import Difference, Figure

_IDENTITY: Final = ("year", "code", "id", "name", "key", "path")
"""The first of these that every entry of a list has tells which entry is which."""
_SENTENCES: Final = {"code": ("text",)}
"""The sentences, which are in the language of the run: that of a note, which has a code."""

Strip = Callable[[str], str]


def differences(
    old: Any, new: Any, old_strip: Strip, new_strip: Strip, path: str = ""
) -> Iterator[Difference]:
    """Yield each field that differs, in the order of the fields of `new`.

    The strips take the name of the file off a place of their side.
    """
    if isinstance(old, Mapping) and isinstance(new, Mapping):
        for key in new:
            if key in old and not _is_sentence(key, old, new):
                yield from differences(old[key], new[key], old_strip, new_strip, _under(path, key))
    elif isinstance(old, list) and isinstance(new, list):
        for key, before, after in _entries(old, new):
            yield from differences(before, after, old_strip, new_strip, _under(path, key))
    elif (_is_held(old) and new is None) or (_is_held(new) and old is None):
        yield from _against_nothing(old, new, old_strip, new_strip, path)
    else:
        before, after = _scalar(old, old_strip), _scalar(new, new_strip)
        if before != after or isinstance(before, bool) is not isinstance(after, bool):
            yield Difference(path, before, after)


def _is_held(value: Any) -> bool:
    return isinstance(value, Mapping | list)


def _scalar(value: Any, strip: Strip) -> Figure:
    """A value that a difference can tell; an object or a list where none belongs, by its signs."""
    if isinstance(value, str):
        return strip(value)
    if isinstance(value, int | Decimal) or value is None:
        return value
    return "[…]" if isinstance(value, list) else "{…}"


def _against_nothing(
    old: Any, new: Any, old_strip: Strip, new_strip: Strip, path: str
) -> Iterator[Difference]:
    """An object or a list on one side and null on the other: each field against null."""
    held = new if old is None else old
    keys: list[Any] = (
        list(range(len(held)))
        if isinstance(held, list)
        else [key for key in held if not _is_sentence(key, held, held)]
    )
    if not keys:
        yield Difference(path, _scalar(old, old_strip), _scalar(new, new_strip))
    for key in keys:
        before, after = (None if of is None else of[key] for of in (old, new))
        yield from differences(before, after, old_strip, new_strip, _under(path, str(key)))


def _entries(old: Sequence[Any], new: Sequence[Any]) -> Iterator[tuple[str, Any, Any]]:
    """Pairs of entries that are the same thing; by their place where nothing tells them apart."""
    for key in _IDENTITY:
        named, renamed = _by(key, old), _by(key, new)
        if named is not None and renamed is not None:
            for name in [*renamed, *(name for name in named if name not in renamed)]:
                yield name, named.get(name), renamed.get(name)
            return
    for place in range(max(len(old), len(new))):
        before, after = (of[place] if place < len(of) else None for of in (old, new))
        yield str(place), before, after


def _by(key: str, entries: Sequence[Any]) -> dict[str, Any] | None:
    """The entries by `key`, or `None` if it does not tell them apart."""
    if not all(isinstance(one, Mapping) and one.get(key) is not None for one in entries):
        return None
    found = {str(one[key]): one for one in entries}
    return found if len(found) == len(entries) else None


def _is_sentence(key: str, old: Mapping[str, Any], new: Mapping[str, Any]) -> bool:
    if any(sign in of and key in names for sign, names in _SENTENCES.items() for of in (old, new)):
        return True
    # The text of an open reporting basis is a sentence, too.
    return key == "text" and any(of.get("either") for of in (old, new))


def _under(path: str, key: str) -> str:
    return f"{path}.{key}" if path else key
