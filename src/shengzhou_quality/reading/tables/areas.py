"""Recognise areas in tables and titles: the plan's own, or another whose figures are not read.

The plan's head lists the words for its own area. Another area is recognised by its kind (省, 市,
县, 全省) and not by a list of places; only the provinces, and counties that read like words, are
listed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache

from shengzhou_quality.notation import clean
from shengzhou_quality.reading.tables.county_names import (
    COUNTY,
    is_district,
    is_zone,
    speaks_of_all,
    zone_at_start,
)
from shengzhou_quality.reading.tables.own_names import OwnNames

_LONGEST = 24
_LONGEST_TITLE = 120
_HAN = r"[一-鿿]"

_PROVINCES = (
    "河北|山西|辽宁|吉林|黑龙江|江苏|浙江|安徽|福建|江西|山东|河南|湖北|湖南|广东|海南|四川|贵州"
    "|云南|陕西|甘肃|青海|台湾"
)
_PROVINCE = (
    rf"(?:(?:{_PROVINCES})省|(?:内蒙古|广西壮族|西藏|宁夏回族|新疆维吾尔)自治区"
    r"|(?:香港|澳门)特别行政区)"
)
# 省控, 市场, 县级, 区域: the word continues after the last character of an area.
_ENDS = r"(?![控级管域划场民政值块内外间村镇容直属辖委长]|情(?!况))"
_BELOW = (
    rf"(?:{COUNTY}){_ENDS}|{_HAN}{{2,8}}?(?:自治[州县旗]|地区){_ENDS}|{_HAN}{{2,5}}?[市盟旗]{_ENDS}"
    rf"|{_HAN}{{1,5}}?县{_ENDS}|{_HAN}{{2,5}}?区{_ENDS}"
)
_IN_A_COLUMN = rf"{_BELOW}|{_HAN}{{2,5}}?街道|{_HAN}{{1,5}}?[镇乡]|{_HAN}{{1,2}}?州"
_WIDE = r"(?:全[国省市县区州盟旗]|[我本][国省市县区州盟旗]|全自治[区州县])"
_AVERAGE = r"(?:的?(?:平均|均值)(?:水平|值|数)?|水平|合计|总计)?"
_SHORT_AVERAGE = r"(?:国家|全国|省|市|县|区|地区)(?:平均|均)(?:水平|值|数)?"
_PART = (
    r"(?:市区|城区|郊区|主城区|老城区|中心城区|市辖区|建成区|县城|[市县区]?本级|城镇|农村"
    r"|各?县\(市、?区\)|各(?:县|市|区|县市区|县区|区县|市县|乡镇|乡镇街道))"
)
_IN_EVERY_AREA = frozenset("国省市县区州盟旗镇乡村道城本")
"""Any text that names an area, or a part of one, contains one of these."""

_NO_NAME = (
    r"强[省市县区]|[大小][省市]|名城|文明|创新|健康|平安|数字|智慧|美丽|法治|开放|幸福|示范|试点"
    r"|试验|国家|产业|农业|工业|制造|服务|发展|建设|经济|社会|标准|安全|品牌|旅游|生态|卫生|食品|药品"
    r"|消费|放心|信用|园林|森林|海绵|低碳|无废|重点|主要|指标|功能|开发|高新|保护|风景|度假|合作|集聚"
    r"|[上超股楼]市|[园社景校厂片]区$|县市|市县|[各级等]|以上|^[本我该]地区"
)
"""Words that name no place: 旅游强市, 文明城市, 示范区."""
_KIND_OF_CITY = rf"[^省市区州县]{_HAN}城市$"
"""文明城市 is not an area, 盐城市 and 江苏省盐城市 are."""


# Compiling these costs more than reading a workbook that names no area.
@cache
def _other_alone() -> re.Pattern[str]:
    return re.compile(
        rf"(?:其中:?)?(?:{_WIDE}{_AVERAGE}|{_SHORT_AVERAGE}|{_PART}{_AVERAGE}"
        rf"|(?P<named>{_PROVINCE}?(?:{_IN_A_COLUMN}){{0,3}}(?<={_HAN})){_AVERAGE})"
    )


@cache
def _no_place() -> re.Pattern[str]:
    return re.compile(f"{_NO_NAME}|{_KIND_OF_CITY}")


@cache
def _chain() -> re.Pattern[str]:
    return re.compile(rf"(?:{_PROVINCE})?(?:{_BELOW})?(?:{_BELOW})?")


@cache
def _first_place() -> re.Pattern[str]:
    return re.compile(_BELOW)


@cache
def _known_county() -> re.Pattern[str]:
    return re.compile(rf"(?:{COUNTY})$")


@cache
def _heads_title() -> re.Pattern[str]:
    return re.compile(rf"(?P<area>{_WIDE}|{_PROVINCE}|{_BELOW})(?P<rest>.*)", re.DOTALL)


_BEFORE_TITLE = (
    r"(?:附?[表件][0-9一二三四五六七八九十]*[-:.、]*|[0-9一二三四五六七八九十]+[.、])*"
    r"(?:(?:19|20)[0-9]{2}(?:[-—–~至](?:19|20)[0-9]{2})?年?度?)?"
)
_OF_A_TABLE = (
    r"(?:|.*(?:表|情况|数据|指标|汇总|统计|一览|数|值|水平|比较|对比|明细|清单|年度?|月份?|季度|半年))"
    r"(?:\(.*\))?[0-9]*"
)
_SAYS_WHO = (
    r"局|厅|委员会|办公室|政府|部门|中心|公司|协会|学会|研究院|大学|学院|医院|法院|检察院|分局"
    r"|条例|办法|规定|意见|通知|下达|印发|奖|口径|来源|年鉴|公报|提供|制造业?”?标准|排名|名单"
)
_NO_FIGURES_OF_IT = (
    rf"{_SAYS_WHO}|规划|计划|方案|行动|工程|战略|专项|考核|督查|评价|部署|要求|创建|试点|示范"
)
"""Words of an office, a law, a programme, a source: its area is not that of the figures."""

_TOWN = (
    rf"(?!全|各|我|本){_HAN}{{2,3}}(?<![城乡村强小心美制])(?:镇|街道)"
    rf"|(?!全|各|我|本){_HAN}{{1,3}}(?<![城下返家山入回水侨村])乡(?!镇|村)"
)
"""A town or township behind the name of the area above it; not 城镇, 特色小镇, 城乡."""
_SHORT_TOWN = rf"(?![全各我本城乡村强小心美制集建]){_HAN}(?:镇|街道)"
"""东镇 is a town only in a title of its figures."""
_COUNTIES = tuple("县区旗")
"""The last characters of areas of which none is above the other: a county has no other's plan."""

_LINE = (
    r"(?i:(?:填[报表]|上报|报送|数据)?(?:地区|区域|省份|城市|区县|县区|县市|县市区|县\(市、区\)|市\(县、?区\))名?称?"
    r"|[省市县区]名称?|行政区划?|所[属在](?:地区|区域|地)"
    r"|统计(?:范围|区域|地区)|数据范围|area|region):(?P<area>.+)"
)
_FILED_BY = r"(?:填[报表]|上报|报送|编制|制表)?单位(?:名称)?:(?P<area>.+?)(?:人民政府)?"
"""An office stands here as well, in whatever area: only a whole area is that of the figures."""

_INCLUDED = r"\((?:不?含|包括|不包括)[^()]*\)$"
"""甲县(含高新区) is that county."""

_NEXT_LABEL = r"[\s;；,，(（]+(?=[^\s:：;；,，(（)）]{1,12}\s*[:：])"
"""Where a line goes on with another statement: 地区：甲县　　数据年度：2025年."""
_OF_AN_OFFICE = r"所[属在]地"
"""Behind the name of an office it says where that is, not whose the figures are."""

_AT_END = r"(?P<title>.*表)(?:\((?P<inside>[^():]+)\)|[—-]+(?P<behind>[^():—-]+))"
"""主要指标表(乙县), 2025年主要指标表——乙县."""

_MAY_END_AREA = r"[省市县区州盟旗国镇乡村级]|街道|平均"
_BEHIND_NAME = r"(?P<name>.+?)[(:·—-]+(?P<area>[^():]+)\)?"
_YEARS = r"(?:19|20)[0-9]{2}年?度?(?:实际值|完成值|数值)?"


class Areas:
    """Recognises the area that a text names; nothing, without words for the plan's own area."""

    def __init__(self, own: Iterable[str] = (), *, by_name: bool = False) -> None:
        """`by_name`: 全市 is not the own area, because 甲县 is next to it."""
        # The headers and titles of every file of a plan are asked about again.
        self._is_own = lru_cache(maxsize=2048)(self._reads_as_own)
        self._is_other = lru_cache(maxsize=2048)(self._reads_as_other)
        self._names_other = lru_cache(maxsize=2048)(self._reads_with_years)
        listed = tuple(own)
        self._listed = listed
        self._by_name = by_name
        self.first = listed[0] if listed else ""
        words = [clean(word).casefold() for word in listed]
        self._own = OwnNames(words, _WIDE, _ENDS)
        first = clean(self.first).casefold()
        named = [word for word in words if word in first or first in word]
        self._named = OwnNames(named, _WIDE, _ENDS)
        longest = max((word for word in words if word.endswith(first)), key=len, default=first)
        above = longest.removesuffix(first)
        self._above = {place[-1]: place for place in _places_of(above)} if above else {}

    @property
    def known(self) -> bool:
        return bool(self._own)

    def among(self, columns: Iterable[Iterable[str]]) -> Areas:
        """How to read areas where these texts are side by side.

        全市 next to 甲县 is the larger city, as in a table of all counties.
        """
        if not self._named or self._by_name:
            return self
        by_name = by_word = False
        for texts in columns:
            written = [clean(text).casefold() for text in texts]
            if any(map(self._named.is_in, written)):
                by_name = True
            elif any(map(self._own.is_in, written)):
                by_word = True
        return areas_of(self._listed, by_name=True) if by_name and by_word else self

    def names_own(self, text: str) -> bool:
        """Whether `text` contains the own area, and not as that above another: 河南省甲县."""
        written = clean(text).casefold()
        return any(
            self._fits(written[: each.start]) and self._place_below(written[each.end :]) is None
            for each in self._own.each(written)
        )

    def _fits(self, before: str) -> bool:
        """Whether the area above may be that of the own one: 南京市鼓楼区 is not 徐州市鼓楼区."""
        known = self._above.get(before[-1:])
        return known is None or before.endswith(known)

    def _place_below(self, rest: str) -> str | None:
        """The area or town with which the text behind the own area begins."""
        place = place_at_start(rest) or _zone_of_title(rest, alone=True)
        if place is None:
            place = _town_at_start(rest)
        return None if place is None or self.is_own(place) else place

    def begins_with_another(self, text: str) -> bool:
        """Whether `text` begins with 全市 where the own area is a county, or 全县 in a city."""
        if not self._own or not text.lstrip().startswith(("全", "我", "本")):
            return False
        word = re.match(_WIDE, clean(text))
        return word is not None and not self._own.is_in(word[0])

    def is_own(self, text: str) -> bool:
        """甲县, 甲县(全县), 某省某市甲县: the whole of `text` is the own area."""
        return self.known and len(text) <= _LONGEST and self._is_own(text)

    def _reads_as_own(self, text: str) -> bool:
        written = clean(text).casefold()
        first = self._own.first(written)
        if self._by_name and not self._named.is_in(written):
            return False
        if first is None or self._own.without(written[first.start :]).strip("()、/,"):
            return False
        before = written[: first.start]
        return self._fits(before) and _chain().fullmatch(before) is not None

    def without_own(self, text: str) -> str:
        """Remove the words for the own area from `text`."""
        if len(text) > _LONGEST or not self.names_own(text):
            return text
        rest = self._own.without(clean(text))
        return re.sub(r"\(\)|^[-—–/·:,、]+|[-—–/·:,、]+$", "", rest)

    def is_other(self, text: str) -> bool:
        """Whether the whole of `text` is another area or a part of the own: 全省平均, 市区."""
        return self.known and len(text) <= _LONGEST and self._is_other(text)

    def _reads_as_other(self, text: str) -> bool:
        written = clean(text).casefold()
        if self.is_own(written):
            return False
        if self._by_name and self._own.is_in(written) and not _is_area(written):
            rest = re.sub(_YEARS, "", self._own.without(written)).strip("()、/,")
            return not rest and not self._named.is_in(written)
        parts = [part for part in re.split(r"[、/]", written) if part]
        return bool(parts) and all(_is_area(part) for part in parts)

    def names_other(self, text: str) -> bool:
        """Whether it is another area, with or without a year beside it: 2025年全省平均."""
        known = self._names_other if len(text) <= _LONGEST_TITLE else self._reads_with_years
        return known(text)

    def _reads_with_years(self, text: str) -> bool:
        return self.is_other(text) or self.is_other(re.sub(_YEARS, "", clean(text)).strip("()、/,"))

    def years_beside(self, text: str) -> str:
        """The year beside an area: 2025年."""
        return "".join(re.findall(_YEARS, clean(text)))

    def is_area(self, text: str) -> bool:
        return self.is_own(text) or self.is_other(text)

    def of_line(self, text: str) -> str | None:
        """The area that a line such as 地区：某省 gives; `None` for any other text."""
        return area_stated(text) if self.known else None

    def of_title(self, text: str, *, of_sheet: bool = False) -> str | None:
        """The other area that a title begins with or consists of, or the name of a sheet.

        `None` if the title also names the own area, or names an office, a law, a programme.
        """
        if not self.known or len(text) > _LONGEST_TITLE or self.names_own(text):
            return None
        written = re.sub(_BEFORE_TITLE, "", clean(text), count=1)
        other = self._other_county(written) or self._below_own(written)
        if other is not None:
            return other
        at_end = _area_at_end(written)
        if at_end and self.is_other(at_end) and _is_whole_or_part(at_end):
            return at_end
        if self.is_other(written) and _is_whole_or_part(written):
            return written
        other = _zone_of_title(written, alone=of_sheet)
        if other is not None:
            return other
        found = _heads_title().fullmatch(written)
        if found is None or not _is_sane(found["area"]) or not _is_of_figures(found["rest"]):
            return None
        return found["area"]

    def _below_own(self, title: str) -> str | None:
        """甲县 of 河南省甲县…情况表, where the own area is the province."""
        found = self._own.first(title)
        return self._place_below(title[found.end :]) if found else None

    def _other_county(self, title: str) -> str | None:
        """乙县 of 乙县“十四五”规划…表, where the own area is a county: it has no plan of 乙县.

        Likewise a city below a known city has no plan of a third one.
        """
        place = place_at_start(title)
        if place is None:
            return None
        counties = _is_county(self.first) and _is_county(place)
        city = self._above.get("市") if self.first.endswith("市") else None
        third = city is not None and place.endswith("市") and not place.endswith(city)
        if not (counties or third):
            return None
        return None if re.search(_SAYS_WHO, title[len(place) :]) else place

    def beside_name(self, text: str) -> Iterator[tuple[str, str]]:
        """The other areas that `text` may begin or end with, each with the rest of the text.

        全省服务业增加值, 服务业增加值（乙县）: the caller decides whether the rest is a name.
        """
        if not self.known or len(text) > _LONGEST_TITLE:
            return
        written = clean(text)
        for found in re.finditer(_MAY_END_AREA, written[:_LONGEST]):
            area = written[: found.end()]
            if self.is_other(area):
                yield area, written[found.end() :].lstrip("的:·-—")
        behind = re.fullmatch(_BEHIND_NAME, written)
        if behind and self.is_other(behind["area"]):
            yield behind["area"], behind["name"]


@lru_cache(maxsize=16)
def areas_of(own: tuple[str, ...], *, by_name: bool = False) -> Areas:
    """The areas of a plan, made once: with what its files were asked about before."""
    return Areas(own, by_name=by_name)


def _is_area(written: str) -> bool:
    if _IN_EVERY_AREA.isdisjoint(written):
        return False
    if is_district(written):
        return True
    found = _other_alone().fullmatch(written)
    if found is None:
        return False
    named = found["named"]
    return named is None or (bool(named) and _is_sane(named))


def _is_sane(area: str) -> bool:
    return _no_place().search(_without_county(area)) is None


def _without_county(area: str) -> str:
    """What is above a county that is known by name: 某市 of 某市合作市."""
    return _known_county().sub("", area)


def _area_at_end(title: str) -> str | None:
    """What stands behind the words of a title: an area, or something else."""
    if "表" not in title or title.endswith("表"):
        return None
    found = re.fullmatch(_AT_END, title)
    return (found["inside"] or found["behind"]) if found else None


def _is_whole_or_part(written: str) -> bool:
    """全省平均, 市区; not 城镇 and 本级, which may be the headings of own figures."""
    return not re.search("城镇|农村|本级|^各", written)


def _is_of_figures(rest: str) -> bool:
    """Whether a title that begins with an area goes on as that of a table of its figures."""
    is_table = re.fullmatch(_OF_A_TABLE, rest) is not None
    return is_table and not re.search(_NO_FIGURES_OF_IT, rest)


def _zone_of_title(title: str, *, alone: bool = False) -> str | None:
    """The zone of a title of its figures. A zone `alone` may be the heading of own figures."""
    zone = zone_at_start(title)
    if zone is None:
        return None
    rest = title[len(zone) :]
    if not rest:
        return zone if alone else None
    return zone if _is_of_figures(rest) and re.search("指标|表", rest) else None


def _town_at_start(rest: str) -> str | None:
    if not any(kind in rest for kind in ("镇", "乡", "街道")):
        return None
    town = re.match(_TOWN, rest)
    if town is None:
        town = re.match(_SHORT_TOWN, rest)
        if town is not None and not speaks_of_all(rest[town.end() :]):
            return None
    return town[0] if town else None


def _is_county(name: str) -> bool:
    return name[-1:] in _COUNTIES and not name.endswith(("自治区", "行政区"))


# ---- without a plan: an area by its words alone

_NO_PLACE = frozenset(
    {
        "城镇", "乡镇", "村镇", "集镇", "建制镇", "中心镇", "城乡", "县乡", "市乡", "区县",
        "工作区", "数据区", "报送区", "填报区", "暂存区", "存储区", "共享区", "办公区", "备份区",
    }
)  # fmt: skip
_NO_BEGINNING = tuple("全本我各分该每跨所属及和与按")
_LONGEST_PREFECTURE = 6
"""大兴安岭地区; 产品合格率地区 is none."""
_AN_OFFICE = "[局厅委办院处]"


def is_place(text: str) -> bool:
    """Whether the whole of `text` is the name of an area: 甲县, 河南省甲县, 长乐镇; not 全市."""
    written = clean(text)
    if len(written) > _LONGEST or written in _NO_PLACE or _IN_EVERY_AREA.isdisjoint(written):
        return False
    if is_district(written):
        return True
    found = _other_alone().fullmatch(written)
    if found is None or found["named"] != written:
        return False
    is_kind = written[-1] in "省市县区盟旗镇乡" or written.endswith(("街道", "自治州"))
    return is_kind and _is_sound(written)


def place_at_start(text: str) -> str | None:
    """The area with which a text begins: 甲县 of 甲县统计局; `None` if it begins with none."""
    written = clean(text)
    chain = _chain().match(written)
    place = chain[0] if chain else ""
    if not _is_sane(place):  # 乙县 of 乙县高新区
        one = _first_place().match(written)
        place = one[0] if one else ""
    if not place or place in _NO_PLACE or not _is_sound(place) or re.search(_AN_OFFICE, place):
        return None
    long = place.endswith("地区") and len(place) > _LONGEST_PREFECTURE
    return None if long else place


def place_stated(text: str) -> str | None:
    """The area that a line (地区：甲县) or a title (甲县2025年…情况表) gives, whatever the plan.

    `None` if it gives none, or a part or the whole of one (全市, 市区).
    """
    written = clean(text)
    if len(text) > _LONGEST_TITLE:
        return None
    stated = area_stated(text)
    if stated is not None:
        return stated if is_place(stated) else None
    title = re.sub(_BEFORE_TITLE, "", written, count=1)
    area = title if is_place(title) else place_at_start(title)
    if area is None:
        at_end = _area_at_end(title)
        return at_end if at_end and is_place(at_end) else _zone_of_title(title)
    return area if _is_of_figures(title[len(area) :]) else None


def area_stated(text: str) -> str | None:
    """The area that a line gives, among other statements or alone."""
    if len(text) > _LONGEST_TITLE or not (":" in text or "：" in text):
        return None
    for number, part in enumerate(re.split(_NEXT_LABEL, text)):
        written = clean(part) if len(part) <= _LONGEST else ""
        found = re.fullmatch(_LINE, written)
        if found and not (number and re.match(_OF_AN_OFFICE, part)):
            return re.sub(_INCLUDED, "", found["area"])
        filed = re.fullmatch(_FILED_BY, written)
        if filed and is_place(filed["area"]):
            return filed["area"]
    return None


def own_words(area: str) -> tuple[str, ...]:
    """What a table calls an area that it is of: 甲县, 全县, 本县, 我县; 新江市甲县 with its city.

    Not 甲 alone: 长沙 in a table of 长沙县 is the city.
    """
    written = clean(area)
    last = _places_of(written)[-1]
    kind = last[-1]
    whole = [f"{word}{kind}" for word in "全本我"] if kind in "省市县区州盟旗镇乡" else []
    if last.endswith("街道"):
        whole = ["全街道", "本街道"]
    return (last, *whole, *([written] if written != last else []))


def _places_of(written: str) -> list[str]:
    """河南省, 开封市, 鼓楼区 of 河南省开封市鼓楼区."""
    for at in range(2, len(written) - 1):
        if written[at - 1] in "省市州盟区县旗" and is_place(written[:at]):
            below = written[at:]
            if is_place(below) or is_zone(below):
                return [written[:at], *_places_of(below)]
    return [written]


def _is_sound(area: str) -> bool:
    return not _without_county(area).startswith(_NO_BEGINNING) and _is_sane(area)
