"""The words around the figure of a target, and how they are taken from a text one by one."""

from __future__ import annotations

import re
from collections.abc import Collection

from shengzhou_quality.notation import WORDS_BEFORE, Direction, Relation

_RISES = ("提高", "提升", "增加", "增长", "上升", "扩大")
_FALLS = ("下降", "降低", "减少", "缩短", "压减", "压缩", "缩小", "削减")
UP_TO = {
    rise + to: Relation.AT_LEAST for rise in (*_RISES, "增", "升", "发展") for to in ("到", "至")
}
DOWN_TO = {
    fall + to: Relation.AT_MOST for fall in (*_FALLS, "降", "减", "压降") for to in ("到", "至")
}
REACHED = {
    **dict.fromkeys(("达到", "达到或超过", "达", "完成", "实现"), Relation.AT_LEAST),
    "突破": Relation.MORE_THAN,
}
HELD = {
    **dict.fromkeys(("控制在", "控制到", "限制在", "严格控制在"), Direction.DECREASE),
    **dict.fromkeys(("保持在", "稳定在", "维持在", "保持", "维持"), Direction.INCREASE),
}
CHANGES = {
    **dict.fromkeys((*_RISES, "增", "升", "增幅"), False),
    **dict.fromkeys((*_FALLS, "降", "减", "压降", "降幅"), True),
}
"""Verbs of a change, each with whether it is a fall."""
ADDED = ("新增", "新建")
COUNTED = (*ADDED, "建成", "建设", "创建", "培育")
EVERYTHING_COVERED = ("100%全覆盖", "100%覆盖", "全覆盖", "全部", "全量", "百分百", "百分之百")
NOTHING_HAPPENS = ("零发生", "零事故", "杜绝", "不发生")
NO_GROWTH = ("零增长",)
DOUBLED = {
    **dict.fromkeys(("翻番", "翻一番", "增长一倍", "增加一倍"), 2),
    **dict.fromkeys(("翻两番", "翻二番"), 4),
    "翻三番": 8,
}
MODALITIES = ("力争", "争取", "确保", "努力", "原则上", "力求")
ABOUT_BEFORE, ABOUT_AFTER = ("大约", "大约为", "约", "约为"), ("左右", "上下")
"""近, 接近 and 将近 are no such words: they say below, but not by how much."""
EACH_YEAR = ("每年", "逐年")
IN_TOTAL, IN_TOTAL_MARKS = (
    ("五年累计", "5年累计", "累计"),
    ("(累计)", "[累计]", "〔累计〕", "【累计】"),
)
MEAN, MEAN_MARKS = ("年均", "年平均"), ("(年均)", "[年均]", "〔年均〕", "【年均】")
MEAN_GROWTH = tuple(
    mean + growth + verb
    for mean in MEAN
    for growth in ("增速", "增长率", "增幅")
    for verb in ("", "为")
)
STEADILY = ("稳步", "进一步", "逐步")
AT_THE_END = ("到规划期末", "规划期末", "到期末", "期末", "到年底", "年底")
TARGET_IS = ("目标区间", "目标区间为", "目标值", "目标值为")

PERIOD = r"[“\"]?(十[一二三四五六七]五)[”\"]?(?:规划)?(?:时期|期间|期),?"
SINCE = r"(?:较|比|与)(?:((?:19|20)[0-9]{2})年|(?:规划)?(?:基期|基准)年?)(?:相比|水平|底|末)?,?"
OWN_PAST = (
    # 2020年规模的, 基于2020年城镇建设用地规模的; 2020年全国水平的 is the past of others.
    r"(?:基于|为|是)?(?:((?:19|20)[0-9]{2})年|基期|原来)(?:(?!全[国省市]|[国省市])"
    r"[一-鿿]{0,8}(?:规模|水平|总量|数量|面积))?的?(?=[0-9])"
)
_SUBJECT_ENDS = r"率|比重|占比|比例|强度|浓度|周期"
_NO_SUBJECT = (
    # Two things, a part, another sort of figure, or a verb with its object (降低能耗强度18%).
    r"(?<!饱)和|(?<!参)与|(?<!普)及|(?<!平)均|[、,两较0-9<>≥≤%\[\]〔〕【】]|分别|其中|新增|基本"
    r"|^\(|至|[升降增减加少高低展]到|[控保维][制持]|以[上下内]|[高低大小]于|超过|年均|每年|逐年|累计|增加(?!值)|提高|提升|增长|上升|扩大|下降|降低"
    r"|减少|缩短|压减|压缩|缩小"
)
_AFTER_SUBJECT = (
    *UP_TO, *DOWN_TO, *REACHED, *HELD, *CHANGES, *WORDS_BEFORE, *MODALITIES, *ABOUT_BEFORE,
    *EACH_YEAR, *IN_TOTAL, *MEAN, *STEADILY, *"0123456789", "较", "比", "快于", "不快于", "不慢于",
    "稳定", "基本稳定", "不断", "持续", "明显",
)  # fmt: skip


class PhraseText:
    """What is left of a phrase while its words are taken from both ends."""

    def __init__(self, left: str) -> None:
        self.left = left

    def take(self, words: Collection[str]) -> str | None:
        """Take the longest of `words` with which the text begins."""
        found = max(filter(self.left.startswith, words), key=len, default=None)
        if found is not None:
            self.left = self.left[len(found) :]
        return found

    def take_verb(self, verbs: Collection[str]) -> str | None:
        """Take the longest of `verbs`: of 降低至少5% it is 降低, for 至少 belongs to the figure."""
        verb = self.take(verbs)
        if verb is not None and verb.endswith("至") and self.left.startswith(("少", "多")):
            self.left = "至" + self.left
            return verb[:-1]
        return verb

    def take_end(self, words: Collection[str]) -> str | None:
        """Take the longest of `words` with which the text ends."""
        found = max(filter(self.left.endswith, words), key=len, default=None)
        if found is not None:
            self.left = self.left[: -len(found)]
        return found

    def take_match(self, pattern: str) -> re.Match[str] | None:
        found = re.match(pattern, self.left)
        if found is not None:
            self.left = self.left[found.end() :]
        return found

    def take_subject(self) -> str | None:
        """Take what the figure is said to be of (比重, 产品合格率), if it is one thing."""
        for end in re.finditer(_SUBJECT_ENDS, self.left):
            subject, behind = self.left[: end.end()], self.left[end.end() :]
            if behind.startswith(_AFTER_SUBJECT):
                if re.search(_NO_SUBJECT, subject):
                    return None
                self.left = behind
                return subject
        return None
