"""Tell whether the text of a bracket is a unit: %, 万人, 个/万人, μg/m³, 亿元，2020年价."""

from __future__ import annotations

import re
from typing import NamedTuple

from shengzhou_quality.published.cells.characters import HAN

_SCALE = "(?:万亿|[十百千]?[万亿]|[十百千])?"
_COUNTED = frozenset(
    (
        "个百分点", "百分点", "百分比", "千分比", "人民币元", "元人民币", "美元", "欧元", "港元",
        "日元", "标准煤", "标煤", "平方公里", "平方千米", "平方米", "立方米", "公里", "千米",
        "海里", "公顷", "公斤", "千克", "毫克", "微克", "毫米", "厘米", "分贝", "人次", "人天",
        "人日", "人年", "人份", "架次", "车次", "班次", "标台", "标箱", "标准箱", "车公里",
        "千瓦时", "千瓦", "兆瓦", "兆瓦时", "小时", "分钟", "毫秒", "个月", "工作日", "米", "亩",
        "吨", "克", "升", "毫升", "度", "元", "个", "家", "件", "项", "张", "户", "人", "次",
        "起", "座", "所", "名", "位", "条", "台", "辆", "例", "份", "批", "种", "处", "幢", "栋",
        "套", "本", "册", "床", "岁", "年", "月", "天", "日", "周", "分", "秒", "倍", "株", "头",
        "只", "羽", "艘", "架", "部", "场", "对", "篇", "班", "支", "枚", "片", "间", "宗", "单",
        "盏", "根", "尾", "包", "级", "期", "卷", "吨公里", "人公里", "万户次", "学时", "课时",
        "学年", "平米", "瓦", "焦", "摄氏度", "点", "位次", "名次", "批次", "例次",
        "斤", "市斤", "担", "公担", "方", "标方",
        "场次", "组", "队", "门", "口", "棵", "平方", "立方", "人时", "家次", "户次", "件次",
    )
)  # fmt: skip
_OF = "(?:标准煤|标煤|二氧化碳|CO2|CO₂|油当量)?"
_SIGNED = (
    r"%|‰|‱|℃|°C|[kcmdnμµ]?m[²³23]?|㎡|㎥|㎞|㎞²|km[²2]|hm[²2]|㎏|㎎|[kmuμµ]?g|[mM]?t|k?g?ce|tce|TEU|[mkM]?L|[kMGT]?W(?:·?h)?|dB(?:\(A\))?"
    r"|[MGTP]bps|[KMGTPEZ]B|[PEZ]FLOPS|EFlops|ha|h|min|ppm|ppb|pH|Bq|Gy|RMB|US\$|\$|€|¥"
)
_COUNT_WORD = "|".join(sorted(map(re.escape, _COUNTED), key=len, reverse=True))
_ONE = rf"(?:{_SCALE}(?:{_COUNT_WORD}){_OF}|{_SCALE}(?:{_SIGNED}))"
_PER = rf"(?:每?1?0{{0,6}}(?:(?!注)[{HAN}A-Za-zμµ·㎡㎥℃]){{1,10}}(?:(?<=m)[²³23])?|每?10{{1,6}})"
_UNIT = re.compile(
    rf"{_ONE}(?:[·•×]{_ONE})?(?:[/／∕]{_PER}){{0,2}}|1?[/／∕]\d{{0,3}}0?[十百千万]{{1,2}}人?口?"
    rf"|[/／]10{{3,6}}|(?:上年|基期|\d{{4}}年)=?=100|以上年为100|无量纲|万亿|[十百千]?[万亿]"
)
_LEAD = re.compile(r"^(?:计量)?单位[:：]?\s*")
_PARTS = re.compile(r"\s*[，,；;、]\s*|(?<=[%‰])\s+")
_WORDS = {
    "проценты": "%", "процент": "%", "процентов": "%", "в процентах": "%", "percent": "%",
    "per cent": "%", "パーセント": "%",
}  # fmt: skip


class UnitText(NamedTuple):
    """The unit, and what its bracket says beside it."""

    unit: str
    note: str | None = None


def is_unit_text(text: str) -> bool:
    """Whether the whole text is a unit. It knows more of them than `units`, and no sizes."""
    return bool(_UNIT.fullmatch(re.sub(r"\s+", "", text))) or text.strip().casefold() in _WORDS


def read_unit(text: str) -> UnitText | None:
    """Read the text of a bracket; `None` if no part of it is a unit: GDP, 街道, 含托育."""
    text = _LEAD.sub("", text.strip())
    if is_unit_text(text):
        return UnitText(_written(text))
    parts = [part for part in _PARTS.split(text) if part]
    if len(parts) < 2:
        return None
    for at in (0, len(parts) - 1):
        if is_unit_text(parts[at]):
            note = "，".join(parts[:at] + parts[at + 1 :])
            return None if is_unit_text(note) else UnitText(_written(parts[at]), note)
    return None


def _written(unit: str) -> str:
    """The unit as plan files write it, without spaces; words for % as the sign."""
    return _WORDS.get(unit.strip().casefold(), re.sub(r"\s+", "", unit))
