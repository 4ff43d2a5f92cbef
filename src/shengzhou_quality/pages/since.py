"""Word how a report compares with an earlier one: a sentence, and what is still open."""

from __future__ import annotations

from shengzhou_quality.evaluation.comparison import Comparison
from shengzhou_quality.evaluation.recorded import UNREPORTED
from shengzhou_quality.evaluation.repeated import open_problems, solved_problems, status_before
from shengzhou_quality.evaluation.report import Report
from shengzhou_quality.evaluation.selections import are_promises_listed
from shengzhou_quality.pages import conclusion
from shengzhou_quality.plan.kinds import AnyIndicator
from shengzhou_quality.words import Words

_FEW = 8
_NAMED = ("worse", "to_verify")
_WAYS = ("met", "better", "worse", "to_verify", "other")


def sentence(since: Comparison, words: Words) -> str:
    """比2024年评估：新增达标2项，变差1项，其余20项没有变化: they add up to all indicators."""
    moved = since.movement
    parts = [_part(way, getattr(moved, way), words) for way in _WAYS if getattr(moved, way)]
    if not moved.total:
        parts = [words("since.nothing")]
    elif not parts:
        parts = [words("since.all-same", count=moved.total)]
    elif moved.same:
        parts.append(words("since.same", count=moved.same))
    said = words("screen.separator").join(parts)
    if since.same_year:
        return words("since.sentence.same-year", parts=said)
    key = "since.sentence.later" if since.old.year > since.new.year else "since.sentence"
    return words(key, year=since.old.year, parts=said)


def result_line(report: Report, words: Words) -> str:
    """The line of the result, and how it compares with the earlier report."""
    assert report.since is not None
    return words.joined(conclusion.result_line(report, words), sentence(report.since, words))


def _part(way: str, ids: tuple[str, ...], words: Words) -> str:
    """变差2项（5、12）: what a reader must look at is named, unless it is much."""
    said = words(f"since.{way}", count=len(ids))
    named = way in _NAMED and len(ids) <= _FEW
    return words("since.named", said=said, ids=ids) if named else said


def still_open(report: Report, since: Comparison, words: Words) -> str:
    """How many requests and problems that were raised before are open, and how many are not.

    Commitments and milestones that a report does not list are asked of nobody.
    """
    listed = are_promises_listed(report)
    asked = [
        sum(listed or one.why != UNREPORTED for one in of)
        for of in (since.requests.open, since.requests.settled)
    ]
    counted = {
        "open": asked[0],
        "settled": asked[1],
        "problems": open_problems(since),
        "solved": solved_problems(since),
    }
    parts = [words(f"since.{key}", count=count) for key, count in counted.items() if count]
    return words("since.said", parts=words("clause.separator").join(parts)) if parts else ""


def before(item: AnyIndicator, since: Comparison, words: Words) -> str:
    """上次状态, in the few signs that a column has room for; nothing of what was not judged."""
    status = status_before(item.id, since)
    if status is None:
        return ""
    keys = [f"screen.status.{status}", f"status.{status}"]
    if item.is_created:
        keys = [each for key in keys for each in (f"{key}.done", key)]
    return words(next(key for key in keys if words.knows(key)))
