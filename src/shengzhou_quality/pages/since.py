"""Word how a report compares with an earlier one: a sentence, and what is still open."""

from __future__ import annotations

from shengzhou_quality.evaluation.comparison import Comparison
from shengzhou_quality.evaluation.recorded import UNREPORTED
from shengzhou_quality.evaluation.repeated import open_problems, solved_problems, status_before
from shengzhou_quality.evaluation.report import Report
from shengzhou_quality.evaluation.selections import are_promises_listed
from shengzhou_quality.plan.kinds import AnyIndicator
from shengzhou_quality.words import Words

_WAYS = ("met", "better", "worse", "to_verify", "other")


def sentence(since: Comparison, words: Words) -> str:
    """比2024年评估：新增达标2项，变差1项，其余20项没有变化: they add up to all indicators."""
    moved = since.movement
    parts = [
        words(f"since.{way}", count=getattr(moved, way)) for way in _WAYS if getattr(moved, way)
    ]
    if not moved.total:
        parts = [words("since.nothing")]
    elif not parts:
        parts = [words("since.all-same", count=moved.total)]
    elif moved.same:
        parts.append(words("since.same", count=moved.same))
    said = words("screen.separator").join(parts)
    if since.same_year:
        return words("since.sentence.same-year", parts=said)
    return words("since.sentence", year=since.old.year, parts=said)


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
    done = f"screen.status.{status}.done"
    if item.is_created and words.knows(done):
        return words(done)
    key = f"screen.status.{status}"
    return words(key if words.knows(key) else f"status.{status}")
