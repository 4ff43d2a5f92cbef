"""Cut the words of time, area and modality from around what a figure is said to be of."""

from __future__ import annotations

import re
from typing import NamedTuple

from shengzhou_quality.plan.target_words import (
    CHANGES,
    DOWN_TO,
    EACH_YEAR,
    HELD,
    IN_TOTAL,
    MEAN,
    MODALITIES,
    REACHED,
    STEADILY,
    UP_TO,
)
from shengzhou_quality.published.statements.sentences import even_width


def _any_of(*words: str) -> str:
    return "|".join(sorted(words, key=len, reverse=True))


_TIME = (
    r"[到至在]?(?:(?:19|20)[0-9]{2}|[一二][九〇零○][〇零○一二三四五六七八九]{2})年(?:[底末初]|年底)?[前时]?"
    r"|[“\"]?十[一二三四五六七]五[”\"]?(?:规划|时期|期间|期末|末|以来|期)?"
    r"|(?:到|至)?(?:规划)?期末|连续[0-9一二三四五六七八九十]{1,3}年|近[0-9一二三四五]年"
)
_OWN = r"(?<![安健齐])全(?:[省市县州镇乡村](?!级)|区(?![域级]))|[本我][省市县区州镇乡村]"
_OTHERS = r"全国|全球|世界"
_LEAD = re.compile(
    rf"(?:[\s,、:;和及与并且使]|{_TIME}|{_any_of(*MODALITIES, *IN_TOTAL)}"
    r"|[五5]年(?:内|间|共)?|实现|保持|推动|促进|完成|力促|其中)+"
)
_AREA = re.compile(rf"(?:{_OTHERS}|{_OWN})")
_RANKS = {"省": 3, "市": 2, "州": 2, "县": 1, "区": 1}
_NAMED_AREA = re.compile(r"[\u4e00-\u9fff]{2,3}?(?<![城都超上各])[省市县](?![区场民政域级])")
_VERBS = _any_of(
    *UP_TO, *DOWN_TO, *REACHED, *HELD, *(set(CHANGES) - {"增", "降", "减", "升"}), *STEADILY,
    *EACH_YEAR, *IN_TOTAL, *MEAN, *MODALITIES, "为", "是", "约", "近", "超", "由", "从", "在", "以",
    "要", "(?<!平)均", "[较比与](?=(?:19|20)[0-9]{2}年)",
    "分别", "实现", "了", "持续", "全部", "高于", "低于",
)  # fmt: skip
_TRAIL = re.compile(rf"(?:[\s,、:;(]|(?:{_TIME})的?|{_VERBS})+$")
_MIDDLE = re.compile(rf"{_TIME}|(?<![占对向为及和、])(?:{_OWN})")
_LONGEST_TRAIL, _SHORTEST = 24, 2


class Subject(NamedTuple):
    """What a figure is said to be of, and the area that is written before it."""

    text: str
    area: str | None = None

    def is_of_larger_area(self, title: str, name: str) -> bool:
        """Whether it is a figure of the country, or of the province of the plan's own city.

        An indicator whose name says 全国 counts what is of the country anyway.
        """
        if self.area is None or self.area in name:
            return False
        if re.fullmatch(_OTHERS, self.area):
            return True
        own = next((_RANKS[sign] for sign in title if sign in _RANKS), None)
        rank = _RANKS.get(self.area[1]) if self.area.startswith("全") else None
        return own is not None and rank is not None and rank > own

    @property
    def named_area(self) -> str | None:
        """The city, county or province with whose name it begins, as far as one can see."""
        found = _NAMED_AREA.match(self.text)
        return found and found[0]


def read_subject(printed: str) -> Subject:
    """The subject within the words before a figure; of the area only what stands first."""
    evened = even_width(printed)
    start, end = 0, len(printed)
    trail = _TRAIL.search(evened, max(0, end - _LONGEST_TRAIL))
    if trail is not None:
        end = trail.start()
    area: str | None = None
    for found in _MIDDLE.finditer(evened, start, end):
        if found.end() <= end - _SHORTEST:  # 推进绿色发展,全市…: what stands before is not of it
            start = found.start()
    while start < end:
        if (lead := _LEAD.match(evened, start, end)) is not None:
            start = lead.end()
        elif area is None and (own := _AREA.match(evened, start, end)) is not None:
            area, start = own[0], own.end()
        else:
            break
    return Subject(printed[start:end].strip(' “"').strip(), area)
