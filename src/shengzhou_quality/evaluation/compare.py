"""Compare two recorded evaluations: items, data problems, requests, files, counts.

A corrected file has another name and its rows may stand elsewhere, so nothing is matched by its
file first. Sentences are compared only in one language, of the same files (`same_run.py`).
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from shengzhou_quality.evaluation.answers import Former, answers
from shengzhou_quality.evaluation.comparison import (
    AskedAgain,
    Comparison,
    Difference,
    FileDifference,
    Problems,
    Requests,
    Side,
)
from shengzhou_quality.evaluation.differences import Closeness, differences
from shengzhou_quality.evaluation.item_changes import item_changes, movement
from shengzhou_quality.evaluation.matching import matched
from shengzhou_quality.evaluation.recorded import (
    Asked,
    Problem,
    Recorded,
    RecordedFile,
)
from shengzhou_quality.evaluation.same_run import has_same_inputs, same_plan_files, unlisted
from shengzhou_quality.offices import OfficeNames


def compare(old: Recorded, new: Recorded) -> Comparison:
    """Compare `new` with `old`. Items that `--only` left out on one side are not compared."""
    same_plan, same_year = old.plan == new.plan, old.year == new.year
    common = _common(old, new) if same_plan else set()
    same_inputs = has_same_inputs(old, new)
    how = Closeness(
        old.without_file,
        new.without_file,
        whole=same_inputs,
        sentences=same_inputs and old.language == new.language,
    )
    changes, moved = item_changes(old, new, common, how)
    of_others = same_plan and same_year and old.only == new.only
    others = ("result", "assessment", "lists")
    return Comparison(
        old=_side(old),
        new=_side(new),
        same_inputs=same_inputs,
        files=tuple(_files(old, new)),
        settings=tuple(_settings(old, new, how)) if same_plan else (),
        items=changes,
        moved=moved,
        counts=tuple(_at(("summary", "tasks"), old, new, how)) if of_others else (),
        others=(*_at(others, old, new, how), *unlisted(old, new, how)) if of_others else (),
        problems=_problems(old, new, common) if same_plan else Problems((), (), ()),
        requests=_requests(old, new, common) if same_plan else Requests((), (), (), (), ()),
        movement=movement(old, new, common),
        statuses=tuple(
            (one.id, None if one.excluded else one.status)
            for one in old.items.values()
            if same_plan
        ),
    )


def _side(of: Recorded) -> Side:
    return Side(of.path, of.judged, of.version, of.plan, of.title, of.year, of.final, of.only)


def _common(old: Recorded, new: Recorded) -> set[str | None]:
    """The ids that both sides could have judged; and `None`, what is of no item."""
    chosen = [set(each.only) for each in (old, new) if each.only is not None]
    ids = {*old.items, *new.items}
    return {None, *(ids.intersection(*chosen) if chosen else ids)}


# what is asked for, and what is wrong

_REQUEST_KEYS: Sequence[Callable[[Asked], Hashable]] = (
    lambda one: one,
    lambda one: (one.item, one.years, one.texts, one.sheet, one.office),
    lambda one: (one.item, one.file, one.sheet),
    lambda one: (one.item, one.sheet, one.office),
    lambda one: (one.item, one.office),
    lambda one: one.item,
)
"""How a request is found again, the surest sign first."""

_PROBLEM_KEYS: Sequence[Callable[[Problem], Hashable]] = (
    lambda one: (one.code, one.severity, one.item, one.year, one.text, *one.at),
    lambda one: (one.code, one.severity, one.item, one.year, one.text, one.sheet, one.cell),
    lambda one: (one.code, one.severity, one.item, one.year, one.text, one.sheet),
    lambda one: (one.code, one.severity, one.item, one.year, one.text),
)


def _requests(old: Recorded, new: Recorded, common: Collection[str | None]) -> Requests:
    before = [one for one in old.requests if one.item in common]
    after = [one for one in new.requests if one.item in common]
    became = tuple(answers(before, after, old, new))
    former = Former(before, OfficeNames())
    left = [one.asked for one in became if not one.whole]
    more = [one for one in after if not former.has_all(one)]
    unpaired = [one for one in after if one not in more]
    # A request that says nothing new is found first, so that its own former one is not taken.
    _, rest, _ = matched(left, unpaired, _REQUEST_KEYS)
    pairs, _, added = matched(rest, more, _REQUEST_KEYS)
    return Requests(
        new=tuple(added),
        changed=tuple(AskedAgain(one, now) for one, now in pairs),
        open=tuple(unpaired),
        settled=tuple(one.asked for one in became if one.whole),
        dropped=tuple(one.asked for one in became if not (one.whole or one.left)),
        answers=became,
    )


def _problems(old: Recorded, new: Recorded, common: Collection[str | None]) -> Problems:
    before = [one for one in old.findings if one.item in common]
    after = [one for one in new.findings if one.item in common]
    keys = _PROBLEM_KEYS
    if not all("text" in one for of in (old, new) for one in of.data["diagnostics"]):
        keys = _WITHOUT_TEXT
    pairs, solved, added = matched(before, after, keys)
    return Problems(tuple(added), tuple(now for _, now in pairs), tuple(solved))


_WITHOUT_TEXT: Sequence[Callable[[Problem], Hashable]] = (
    lambda one: (one.severity, *one.at),
    lambda one: (one.code, one.severity, one.item, one.sheet, one.cell),
)
"""For a report of an older version, which does not tell the value of a finding."""


# files, settings, counts


def _files(old: Recorded, new: Recorded) -> Iterator[FileDifference]:
    known = (old, new)
    if not all("files" in of.data["plan"] for of in known):
        plans = [of.plan_files[:1] for of in known]  # an older report names the first one only
    else:
        plans = [of.plan_files for of in known]
    yield from _file_differences("plan", *plans)
    yield from _file_differences("data", old.sources, new.sources)


def _file_differences(
    of: Any, old: Sequence[RecordedFile], new: Sequence[RecordedFile]
) -> Iterator[FileDifference]:
    """Files with other bytes: by path, else by the name of the file; the rest lack on one side."""
    digests: Sequence[Callable[[RecordedFile], Hashable]] = (lambda one: one.sha256,)
    _, before, after = matched(old, new, digests)
    names: Sequence[Callable[[RecordedFile], Hashable]] = (
        lambda one: one.path,
        lambda one: one.path.replace("\\", "/").rpartition("/")[2],
    )
    pairs, gone, added = matched(before, after, names)
    for one, now in pairs:
        yield FileDifference(of, now.path, one.sha256, now.sha256)
    for one in gone:
        yield FileDifference(of, one.path, one.sha256, None)
    for one in added:
        yield FileDifference(of, one.path, None, one.sha256)


def _settings(old: Recorded, new: Recorded, how: Closeness) -> Iterator[Difference]:
    """What the runs were asked to do, and what the head of the plan says."""
    for key, before, after in (
        ("year", old.year, new.year),
        ("final", old.final, new.final),
        ("fail_on", old.fail_on, new.fail_on),
        ("only", _joined(old.only), _joined(new.only)),
    ):
        if before != after:
            yield Difference(key, before, after)
    told = {"files"} if same_plan_files(old, new) else {"files", "sha256"}
    head, now = (
        {key: value for key, value in of.data["plan"].items() if key not in told}
        for of in (old, new)
    )
    yield from differences(head, now, how, "plan")


def _joined(only: tuple[str, ...] | None) -> str | None:
    return None if only is None else ",".join(only)


def _at(keys: Iterable[str], old: Recorded, new: Recorded, how: Closeness) -> Iterator[Difference]:
    for key in keys:
        before, after = (_compared(key, of) for of in (old, new))
        yield from differences(before, after, how, "" if key == "tasks" else key)


def _compared(key: str, of: Recorded) -> Mapping[str, Any]:
    """A part of a report without what is compared by itself; nothing of one that it lacks."""
    part = of.data.get(key)
    if key == "tasks" or not isinstance(part, Mapping):
        return {key: part} if key in of.data else {}
    if key == "lists":
        return {"warnings": part["warnings"]} if "warnings" in part else {}
    return {name: value for name, value in part.items() if name != "fail_on"}
