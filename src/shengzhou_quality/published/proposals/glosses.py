"""Part a target from what stands behind it: 24%（不含经济林）, 40以上（力争45）."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import NamedTuple

from shengzhou_quality.notation import clean
from shengzhou_quality.plan.target_text import Sort, read_target

_BEHIND = re.compile(r"(?P<target>[^()]+?)\((?P<gloss>[^()]+)\)")
_STRIVEN = re.compile(
    r"(?P<target>[^,，;；、(]+)[,，;；、(]\s*(?P<gloss>(?:力争|争取|奋斗目标|努力)[^)]+)\)?"
)
_STRIVING = re.compile(r"(?:力争|争取|奋斗目标|努力)(?:达到|实现|达|到|为|[:：])?")
_TIME_OR_PRICE = re.compile(r"(?:19|20)[0-9]{2}年(?:不变)?价(?:格)?")
_CHANGES_THE_FIGURE = re.compile(
    "[0-9]|[五每]年|年均|累计|合计|以[上下内]|新增|增长|下降|cumul|total|annual|mean", re.IGNORECASE
)


class Glossed(NamedTuple):
    """`stretch` is a figure beyond the target that the gloss strives for."""

    target: str
    gloss: str
    stretch: str | None = None

    @property
    def may_change_target(self) -> bool:
        """Whether it asks for more, or holds a figure or a time: 其中小学93, 五年, not 2020年价."""
        return bool(_STRIVING.match(self.gloss)) or bool(
            _CHANGES_THE_FIGURE.search(_TIME_OR_PRICE.sub("", self.gloss))
        )


def part_gloss(text: str, units: Collection[str]) -> Glossed | None:
    """The target without its gloss, where it is read without it and not with it."""
    found = _STRIVEN.fullmatch(clean(text)) or _BEHIND.fullmatch(clean(text))
    if found is None:
        return None
    target, gloss = found["target"].strip(), found["gloss"].strip()
    if read_target(target, units) is None:
        return None
    verb = _STRIVING.match(gloss)
    stretch = None if verb is None else gloss[verb.end() :]
    beyond = None if stretch is None else read_target(stretch, units)
    is_level = beyond is not None and beyond.sort is Sort.LEVEL
    return Glossed(target, gloss, stretch if is_level else None)
