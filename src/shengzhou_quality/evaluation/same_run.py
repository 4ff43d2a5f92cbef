"""Compare two reports that the same version of sqc made of the same files: nothing may differ.

An auditor relies on every field of such a report: on the office that is asked, on the sentence
of a finding, on what is said of a file. What `compare.py` pairs as the same thing, because
another submission has it in another place or in other words, is compared here to the letter.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from typing import Any, Final

from shengzhou_quality.evaluation.comparison import Difference
from shengzhou_quality.evaluation.differences import Closeness, Strip, differences
from shengzhou_quality.evaluation.matching import matched
from shengzhou_quality.evaluation.recorded import GROUPS, Plain, Recorded, RecordedFile

_ELSEWHERE: Final = frozenset(
    {
        "schema_version", "tool", "language", "plan", "year", "final", "only", "sources", "result",
        "summary", "tasks", "assessment", "lists", "diagnostics", "since", *GROUPS,
    }
)  # fmt: skip
"""Parts of a report that are compared by themselves; and the one that is of another report."""

_READ_KINDLY: Final = ("language", "only", "since")
"""Fields without which a report is read, because an older version did not write them."""

_IDENTITY: Final = ("id", "code", "task", "path")
"""The first of these that an entry has names it in the path of a difference."""


def has_same_inputs(old: Recorded, new: Recorded) -> bool:
    """Whether both were made by one version, of the same bytes, for the same year and scope."""
    return (
        (old.version, old.plan, old.year, old.only) == (new.version, new.plan, new.year, new.only)
        and same_plan_files(old, new)
        and _digests(old.sources) == _digests(new.sources)
    )


def same_plan_files(old: Recorded, new: Recorded) -> bool:
    return _digests(old.plan_files) == _digests(new.plan_files)


def _digests(files: Sequence[RecordedFile]) -> list[str]:
    return sorted(one.sha256 for one in files)


def unlisted(old: Recorded, new: Recorded, how: Closeness) -> Iterator[Difference]:
    """Yield what differs in the fields that are compared nowhere else, if the inputs are the same.

    An entry of a list that only one side has is a request or a problem of its own, and not here.
    """
    if not has_same_inputs(old, new):
        return
    for key in _READ_KINDLY:
        if (key in old.data) is not (key in new.data):
            yield Difference(key, None, None, "new" if key in old.data else "old")
    close = how._replace(old_strip=_renamed(old, new), new_strip=str)
    before, after = (
        {key: value for key, value in of.data.items() if key not in _ELSEWHERE} for of in (old, new)
    )
    yield from differences(before, after, close)
    for path, found in (("sources", _sources), ("lists", _lists), ("diagnostics", _findings)):
        before, after = found(old.data), found(new.data)
        for key in after:
            here = f"{path}.{key}" if key else path
            for name, one, now in _pairs(before.get(key), after[key], close):
                yield from differences(one, now, close, f"{here}.{name}")


def _sources(data: Plain) -> dict[str, Any]:
    """Without the paths: files with the same bytes are the same."""
    return {"": [{**one, "path": one["sha256"]} for one in data["sources"]]}


def _lists(data: Plain) -> dict[str, Any]:
    return {key: value for key, value in data["lists"].items() if key != "warnings"}


def _findings(data: Plain) -> dict[str, Any]:
    return {"": data["diagnostics"]}


def _pairs(old: Any, new: Any, how: Closeness) -> Iterator[tuple[str, Any, Any]]:
    """Entries that are the same one, the most alike first, after the name of the newer."""
    if not (isinstance(old, list) and isinstance(new, list)):
        return
    keys: list[Callable[[tuple[Any, Strip]], Hashable]] = [
        lambda of: of[1](repr(_sorted(of[0]))),
        lambda of: of[1](repr([_at(of[0], key) for key in (*_IDENTITY, "indicator", "location",
                                                           "file", "sheet", "office")])),
        lambda of: repr([_at(of[0], key) for key in (*_IDENTITY, "indicator")]),
    ]  # fmt: skip
    if len(old) == len(new):
        keys.append(lambda _: None)  # by their order
    before = [(one, how.old_strip) for one in old]
    after = [(one, how.new_strip) for one in new]
    for (one, _), (now, _) in matched(before, after, keys)[0]:
        name = next((str(_at(now, key)) for key in _IDENTITY if _at(now, key)), "")
        yield name, one, now


def _sorted(value: Any) -> Any:
    if isinstance(value, Mapping):
        return sorted((key, _sorted(held)) for key, held in value.items())
    return [_sorted(one) for one in value] if isinstance(value, list) else value


def _at(entry: Any, key: str) -> Any:
    return _sorted(entry.get(key)) if isinstance(entry, Mapping) else None


def _renamed(old: Recorded, new: Recorded) -> Strip:
    """Put into a text of the older report the names that its files have in the newer one."""
    names = {one.sha256: one.path for one in new.sources}
    moved = {one.path: names[one.sha256] for one in old.sources if one.path}
    if all(path == now for path, now in moved.items()):
        return str
    longest = sorted(moved, key=len, reverse=True)
    pattern = re.compile("|".join(map(re.escape, longest)))
    return lambda text: pattern.sub(lambda found: moved[found[0]], text)
