"""Find the marks of a plan file: comments on what is not settled, and the reason.

`# 待定` is an open question, `# 待定（核对）` a proposal by a written rule that a person only has
to look at. A mark belongs to the indicator, commitment or milestone in whose lines it stands, else
to the plan.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from shengzhou_quality.diagnostics import Diagnostic, Parameter, Place
from shengzhou_quality.sources.tree import KeyPath, Tree

if TYPE_CHECKING:  # an evaluation counts the marks, and reads no file
    from shengzhou_quality.sources.yaml import Comment

MARK = "待定"
PROPOSED = "待定（核对）"
"""The same for a proposal; who types it may use half-width brackets."""
MARK_CODE = "plan-mark"
_OF_A_PROPOSAL = ("（核对）", "(核对)")
_ITEMS = frozenset({"indicators", "commitments", "milestones"})
"""The lists of a plan file whose items are reported and judged."""
_VARIANTS = {
    "": ("", "item"),
    "bare": ("bare", "item-bare"),
    "proposed": ("proposed", "item-proposed"),
}
"""How a finding is worded: of the plan, and of one of its items."""
_BEFORE_REASON = " \t：:，,。.；;—-（("


class _At(NamedTuple):
    """The item in whose lines a comment stands, and the key of it that the comment is about."""

    item: Mapping[str, Any] | None = None
    key: str = ""


def find_marks(tree: Tree, comments: Iterable[Comment]) -> Iterator[Diagnostic]:
    """Yield a warning for each comment that begins or ends with the mark, in their order."""
    starts = sorted((mark, path) for path, mark in tree.places.items())
    for comment in comments:
        said = comment.words.removesuffix(MARK).removeprefix(MARK).lstrip()
        proposed = next((one for one in _OF_A_PROPOSAL if said.startswith(one)), "")
        reason = said.removeprefix(proposed).strip(_BEFORE_REASON)
        if reason.count("(") + reason.count("（") < reason.count(")") + reason.count("）"):
            reason = reason[:-1]
        at = _at(tree, starts, comment)
        details: dict[str, Parameter] = {"reason": reason} if reason else {}
        details |= {"sort": "proposed"} if proposed else {}
        how = "bare" if not reason else "proposed" if proposed else ""
        variant = _VARIANTS[how][at.item is not None]
        if variant:
            details["variant"] = variant
        if at.item is not None:
            details["name"] = str(at.item.get("name") or at.item["id"])
            details["key"] = at.key
        place = Place(tree.file, row=comment.row, column=comment.column)
        identity = str(at.item["id"]) if at.item else None
        yield Diagnostic(MARK_CODE, place, identity, details)


def is_proposal(mark: Diagnostic) -> bool:
    """Whether a mark only asks to look at what a rule proposed; else a person has to decide."""
    return mark.parameters.get("sort") == "proposed"


def _at(tree: Tree, starts: list[tuple[tuple[int, int], KeyPath]], comment: Comment) -> _At:
    """Return where the comment stands; below an item, if it is indented like the item's keys."""
    index = bisect_left(starts, (comment.row, comment.column), key=lambda start: start[0])
    path = whole = starts[index - 1][1] if index else ()
    while path:
        item = tree.at(path)
        below = not comment.alone or comment.column >= tree.places[path][1]
        if len(path) > 1 and path[-2] in _ITEMS and isinstance(item, dict) and below:
            if not item.get("id"):
                return _At()
            after = starts[index][1] if index < len(starts) else ()
            about = after if comment.alone and after[: len(path)] == path else whole
            return _At(item, str(about[len(path)]) if len(about) > len(path) else "")
        path = path[:-1]
    return _At()
