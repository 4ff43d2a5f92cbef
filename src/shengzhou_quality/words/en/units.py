"""The units of plans in English, as they stand behind a figure: 微克/立方米 as µg/m³.

A unit brings its own leading space; a counting word is nothing. One that is not known stays as
the plan has it, and so does 名: a rank or a person.
"""

from __future__ import annotations

import re

_COUNTED = frozenset("个家项件张起座所台套条处种例份批辆幢栋")
_BASES = {
    "年": " years", "岁": " years", "个月": " months", "天": " days", "小时": " hours",
    "分钟": " minutes", "人": " people", "户": " households", "次": " times",
    "倍": " times", "吨": " t", "吨标准煤": " t of standard coal", "公里": " km", "千米": " km",
    "米": " m", "亩": " mu", "公顷": " ha", "平方米": " m²", "平方公里": " km²", "立方米": " m³",
    "千瓦": " kW", "千瓦时": " kWh", "斤": " jin", "公斤": " kg", "元": " yuan", "美元": " US dollars",
    "百分点": " pp", "个百分点": " pp",
    "微克/立方米": " µg/m³", "毫克/立方米": " mg/m³", "毫克/升": " mg/L",
}  # fmt: skip
_SCALES = {
    "十": "10", "百": "100", "千": "1,000", "万": "10,000", "十万": "100,000", "百万": "1m",
    "千万": "10m", "10万": "100,000", "亿": "100m", "十亿": "1bn", "百亿": "10bn", "千亿": "100bn", "万亿": "1tn",
}  # fmt: skip
_PER = {
    "/人": "person", "/户": "household", "/年": "year", "/亩": "mu", "/公顷": "ha", "/元": "yuan",
    "/平方公里": "km²", "/平方米": "m²", "/立方米": "m³", "/吨": "t",
    "/万人": "10,000 people", "/千人": "1,000 people", "/10万人": "100,000 people",
    "/万户": "10,000 households", "/百户": "100 households",
}  # fmt: skip
_SCALED = re.compile(r"(?P<scale>万亿|[十百千]?[万亿]|10万|[十百千])(?P<base>\D*)")


def unit_in_english(unit: str) -> str:
    """The unit as it stands behind a figure in an English sentence."""
    if unit in _BASES or unit in _COUNTED:
        return _BASES.get(unit, "")
    of, slash, per = unit.partition("/")
    if slash:
        below = _below(per)
        above = unit_in_english(of) if of else ""
        return unit if below is None or above == of != "" else f"{above} per {below}"
    found = _SCALED.fullmatch(unit)
    scale, base = (_SCALES[found["scale"]], found["base"]) if found else ("", "")
    if base not in _BASES and base not in _COUNTED:
        return unit
    return f"×CNY{scale}" if base == "元" else f"×{scale}{_BASES.get(base, '')}"


def _below(unit: str) -> str | None:
    """What stands below the line of a ratio: /万人 is per 10,000 people, /10万 per 100,000."""
    if f"/{unit}" in _PER:
        return _PER[f"/{unit}"]
    found = _SCALED.fullmatch(unit)
    if found is None:
        return None
    scale, base = _SCALES[found["scale"]], found["base"]
    if base == "元":
        return f"CNY{scale}"
    return None if base else scale
