"""Word whose figures a page is about: another area's, or the plan's own."""

from __future__ import annotations

from shengzhou_quality.pages.figures import quoted
from shengzhou_quality.plan.model import Plan
from shengzhou_quality.words import Words


def titled(plan: Plan, words: Words) -> str:
    """The title of the plan, with the area whose figures are read instead of its own."""
    title = words.of(plan.head, "title")
    if plan.other_area is None:
        return title
    return words("report.of-area", area=area_words(plan), title=without_colon(title))


def without_colon(title: str) -> str:
    """A caption may end in one; a heading goes on behind it."""
    return title.rstrip(":：")


def of_area(key: str, plan: Plan) -> str:
    """The key of a sentence, or of that which names the area."""
    return key if plan.other_area is None else f"{key}.of-area"


def area_words(plan: Plan) -> str:
    return quoted(plan.other_area or "")
