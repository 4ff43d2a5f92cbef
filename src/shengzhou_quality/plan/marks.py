"""Find the marks of a plan file: comments `# 待定` on what is not settled, and the reason.

A mark belongs to the indicator, commitment or milestone in whose lines it stands, else to the plan.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from shengzhou_quality.diagnostics import Diagnostic, Parameter, Place
from shengzhou_quality.sources.tree import KeyPath, Tree
from shengzhou_quality.sources.yaml import Comment

MARK = "待定"
_ITEMS = frozenset({"indicators", "commitments", "milestones"})
"""The lists of a plan file whose items are reported and judged."""
_BEFORE_REASON = " \t：:，,。.；;—-（("


def find_marks(tree: Tree, comments: Iterable[Comment]) -> Iterator[Diagnostic]:
    """Yield a warning for each comment that begins or ends with the mark, in their order."""
    starts = sorted((mark, path) for path, mark in tree.places.items())
    for comment in comments:
        said = comment.words.removesuffix(MARK).removeprefix(MARK)
        reason = said.strip(_BEFORE_REASON)
        if reason.count("(") + reason.count("（") < reason.count(")") + reason.count("）"):
            reason = reason[:-1]
        item = _item_at(tree, starts, comment)
        details: dict[str, Parameter] = {"reason": reason} if reason else {}
        variants = ["item"] * (item is not None) + ["bare"] * (not reason)
        if variants:
            details["variant"] = "item-bare" if len(variants) > 1 else variants[0]
        if item is not None:
            details["name"] = str(item.get("name") or item["id"])
        place = Place(tree.file, row=comment.row, column=comment.column)
        yield Diagnostic("plan-mark", place, str(item["id"]) if item else None, details)


def _item_at(
    tree: Tree, starts: list[tuple[tuple[int, int], KeyPath]], comment: Comment
) -> Mapping[str, Any] | None:
    """Return the item in whose lines the comment stands; below it, if indented like its keys."""
    before = [path for mark, path in starts if mark < (comment.row, comment.column)]
    path = before[-1] if before else ()
    while path:
        item = tree.at(path)
        below = not comment.alone or comment.column >= tree.places[path][1]
        if len(path) > 1 and path[-2] in _ITEMS and isinstance(item, dict) and below:
            return item if item.get("id") else None
        path = path[:-1]
    return None
