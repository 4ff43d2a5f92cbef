"""Names of areas that their kind alone does not tell: counties that read like words, and zones."""

from __future__ import annotations

import re

from shengzhou_quality.notation import clean

_COUNTIES = (
    "和平区", "和平县", "和县", "和顺县", "和静县", "和硕县", "和田县", "和田市", "和田地区",
    "和龙市", "和政县", "和林格尔县", "和布克赛尔蒙古自治县", "全椒县", "全州县", "全南县",
    "本溪市", "本溪县", "本溪满族自治县", "分宜县", "平安区", "平安县", "合作市", "天等县",
    "武强县", "宁强县", "枣强县", "梁园区", "绿园区", "下花园区", "共青城市", "辉县市", "梅县区",
    "芒市", "科尔沁左翼中旗", "科尔沁左翼后旗", "科尔沁右翼前旗", "科尔沁右翼中旗",
    "察哈尔右翼前旗", "察哈尔右翼中旗", "察哈尔右翼后旗", "达尔罕茂明安联合旗", "梅里斯达斡尔族区",
    "隆林各族自治县", "龙胜各族自治县", "元江哈尼族彝族傣族自治县",
    "双江拉祜族佤族布朗族傣族自治县", "镇沅彝族哈尼族拉祜族自治县", "孟连傣族拉祜族佤族自治县",
    "积石山保安族东乡族撒拉族自治县",
)  # fmt: skip
"""Of all counties, prefectures and provinces of China, those that no pattern takes for an area."""

COUNTY = "|".join(sorted(_COUNTIES, key=len, reverse=True))

_ZONE = (
    r"(?P<name>[一-鿿]{0,10}?)"
    r"(?:(?P<sure>开发|高新|产业|经开|高开|新|度假|保税|工业园|产业园|科技园|物流园|自贸)"
    r"|示范|试验|集聚|合作|管理)区(?![域间分划内外以]|建设)"
)
_DISTRICT = "[东西南北]区|矿区|城区|郊区|老城区"
_PART = rf"{_DISTRICT}|市区|主城区|中心城区|市辖区|县城(?![镇乡])"
_OF_ALL = (
    r"(?:(?:19|20)[0-9]{2}年?度?)?"
    r"(?:[一-鿿“”]{0,10}(?:发展|主要|重点|各项|核心|统计|规划|十四五”?))?(?:指标|数据|情况|报表|表|$)"
)
"""Behind a word that may be no area: 城区主要指标完成情况表, not 城区空气情况表."""
_NO_ZONE = r"[省市县区州盟旗的]|创建|建设|完成|国家$"


def is_zone(text: str) -> bool:
    """Whether the whole of a text may be a zone: 高新区, 临港经济开发区, 示范区."""
    written = clean(text)
    return written.endswith("区") and re.fullmatch(_ZONE, written) is not None


def is_district(text: str) -> bool:
    """Whether the whole of a text is a district that is called like a part of a city: 城区."""
    return re.fullmatch(_DISTRICT, clean(text)) is not None


def speaks_of_all(rest: str) -> bool:
    """Whether the rest of a title speaks of the figures of its area, and not of some of them."""
    return re.match(_OF_ALL, rest) is not None


def zone_at_start(title: str) -> str | None:
    """The zone, or the part of a city, with which a folded title begins.

    示范区 and 城区 are also words for what an area has, so the rest must be of all figures.
    """
    if "区" not in title and "县城" not in title:
        return None
    zone = re.match(_ZONE, title)
    if zone is not None and zone[0] != "新区" and not re.search(_NO_ZONE, zone["name"]):
        rest = title[zone.end() :]
        if zone["sure"] is not None or (rest and speaks_of_all(rest)):
            return zone[0]
    part = re.match(_PART, title)
    return part[0] if part is not None and speaks_of_all(title[part.end() :]) else None
