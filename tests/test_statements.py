"""Compare proposed plans with the text of the plan: what is found, and what must not be."""

from __future__ import annotations

import time
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest
import yaml
from conftest import PLAN_TEXT

from shengzhou_quality.diagnostics import Place
from shengzhou_quality.plan.loader import inspect_files
from shengzhou_quality.plan.quotes import check_quotes
from shengzhou_quality.published.printed_table import PrintedRow
from shengzhou_quality.published.proposed_plan import ProposedItem, ProposedPlan
from shengzhou_quality.published.statements import compared
from shengzhou_quality.published.statements.likeness import TableNames
from shengzhou_quality.published.statements.mentions import read_mentions
from shengzhou_quality.published.statements.sentences import read_sentences
from shengzhou_quality.published.statements.subjects import read_subject
from shengzhou_quality.words import LANGUAGES, Words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

HERE = Path(__file__).parent
TEXTS = HERE / "data" / "published"
KINDS = ("readings", "restated", "conflicts")
Row = tuple[str, str | None, str | None, str]
"""Name, unit, baseline and target of a row of a table."""


class Found(NamedTuple):
    """One proposal: of which item, in which list, with what and from where."""

    item: str
    kind: str
    said: str
    quote: str
    section: str


def proposed(rows: Iterable[Row], title: str = "青江市规划") -> ProposedPlan:
    items = []
    for number, (name, unit, baseline, target) in enumerate(rows, 1):
        quote = " | ".join(filter(None, (name, unit, baseline, target)))
        keys = {
            "id": str(number),
            "name": name,
            "unit": unit,
            "baseline": baseline,
            "target": target,
            "source": {"section": "主要指标", "quote": quote},
        }
        keys = {key: value for key, value in keys.items() if value is not None}
        row = PrintedRow(name=name, place=Place("table.html"), quote=quote)
        items.append(ProposedItem(row=row, keys=keys))
    head = {"title": title, "baseline_year": 2020, "target_year": 2025}
    return ProposedPlan(head=head, categories=(), items=tuple(items), place=Place("table.html"))


def found_in(plan: ProposedPlan) -> list[Found]:
    found = []
    for item in plan.items:
        for kind in KINDS:
            for entry in item.keys.get(kind, ()):
                place = entry["phrases"][1] if kind == "conflicts" else entry
                said = entry.get("type") or entry.get("target") or ""
                found.append(Found(item.keys["id"], kind, said, place["quote"], place["section"]))
    return found


def said(rows: Iterable[Row], text: str, title: str = "青江市规划") -> list[tuple[str, str, str]]:
    """The proposals as (item, list, target of a reading or type of a conflict)."""
    return [one[:3] for one in found_in(compared(proposed(rows, title), text, "text.txt"))]


def codes(plan: ProposedPlan) -> list[str]:
    return [doubt.code for item in plan.items for doubt in item.doubts]


# ---- the plan of the repository ---------------------------------------------------------------


class OwnPlan(NamedTuple):
    text: str
    data: dict[str, Any]
    plan: ProposedPlan

    def of(self, item: str) -> list[Found]:
        return [one for one in found_in(self.plan) if one.item == item]


@pytest.fixture(scope="module")
def own() -> OwnPlan:
    """The shipped plan without what people added to its table, compared with its text."""
    above = (parent / "shared" / "plan-source.txt" for parent in HERE.parents)
    source = next((file for file in (PLAN_TEXT, *above) if file.is_file()), None)
    if source is None:
        pytest.skip(f"the plan's text is not part of the repository: no {PLAN_TEXT}")
    text = source.read_text(encoding="utf-8")
    file = HERE.parent / "plan" / "indicators.yaml"
    data = yaml.load(file.read_text(encoding="utf-8"), yaml.CSafeLoader)
    rows = [
        (one["name"], one["unit"], one.get("baseline"), one["target"]) for one in data["indicators"]
    ]
    plan = proposed(rows, data["plan"]["title"])
    return OwnPlan(text, data, compared(plan, text, source.name))


@pytest.mark.parametrize(
    ("item", "kind", "said", "quote", "section"),
    [
        ("1", "readings", "96%以上", "力争我市制造业产品总体合格率保持在96%以上", "三(九)"),
        (
            "1",
            "conflicts",
            "界限",
            "“十三五”以来,全市制造业产品质量监督抽查合格率连续五年保持在96%以上",
            "一(一)2",
        ),
        # 99.76% lies within >98: the two agree, whatever else may differ.
        ("2", "restated", "", "农产品质量安全省级监测合格率为99.76%", "一(一)2"),
        ("3", "restated", "", "基本药物抽检合格率为100%", "一(一)2"),
        (
            "5",
            "readings",
            "40%以上",
            "全市实施装配式建造的新建建筑面积比例达到40%以上",
            "三(五) 专栏5",
        ),
        ("5", "restated", "", "2020年全市装配式建筑占新建建筑比例达到30%以上", "一(一)3"),
        (
            "6",
            "readings",
            "15%以上",
            "到2025年全市实现二星级以上绿色建筑占新建民用建筑比例达到15%以上",
            "三(五) 专栏5",
        ),
        (
            "6",
            "conflicts",
            "抵触",
            "2020年全市实现二星级以上绿色建筑占新建民用建筑比例达到10%以上",
            "一(一)3",
        ),
        ("9", "restated", "", "每千人医疗机构床位数5.5张", "一(一)4"),
        ("10", "conflicts", "界限", "基本养老保险参保率99%以上", "一(一)4"),
        ("11", "conflicts", "抵触", "全市空气质量优良天数比例达90.7%", "一(一)5"),
        ("16", "conflicts", "未界定", "主导制订14项“浙江制造”标准", "一(一)2"),
        ("19", "restated", "", "争取新培育8家县级以上政府质量奖企业", "三(一) 专栏1"),
        ("21", "restated", "", "全社会R&D经费投入占GDP比重达到2.65%", "一(一)2"),
        ("21", "restated", "", "到2025年,R&D经费支出占GDP比重达到3.3%", "三(四) 专栏3"),
        ("23", "restated", "", "每万人高价值发明专利拥有量3.9件", "一(一)2"),
    ],
)
def test_a_statement_is_found(
    own: OwnPlan, item: str, kind: str, said: str, quote: str, section: str
) -> None:
    assert Found(item, kind, said, quote, section) in own.of(item)


def phrases(data: Mapping[str, Any]) -> dict[tuple[str, str], str]:
    """What people found beside the table: (item, quote without blanks) → the list that holds it."""
    found: dict[tuple[str, str], str] = {}
    for one in data["indicators"]:
        for kind in KINDS:
            for entry in one.get(kind, ()):
                for place in entry.get("phrases", [entry]):
                    if place["section"] != "二(三)":
                        found.setdefault((str(one["id"]), "".join(place["quote"].split())), kind)
    return found


NOT_FOUND = {
    # Figures of another statistic that the people compare, and the machine must not.
    ("3", "全市药品评价性抽检、基本药物全品种抽检覆盖率达到100%"),
    ("12", "水功能区达标率为100%"),
    # Counts whose names share too little with the row's.
    ("12", "全市15个地表水常规监测断面中,Ⅱ类水质断面11个、Ⅲ类水质断面4个"),
    ("18", "10家企业通过“浙江制造”认证"),
    ("19", "帅丰、森歌、昂利康等4家企业先后获得绍兴市级质量奖,培育嵊州市市长质量奖8家"),
    ("19", "逐级筛选20家以上的质量奖创奖培育企业"),
    (
        "20",
        "嵊州市建筑工程先后获得国家优质工程奖1个、华东地区优质工程奖1个、“钱江杯”2个、"
        "浙江省市政优质工程金奖1个、“兰花杯”5个",
    ),
}


def test_how_much_of_what_people_found_is_found(own: OwnPlan) -> None:
    """15 of the 22 phrases with a figure; of the 11 readings and restatements with one, all."""
    wanted = {key: kind for key, kind in phrases(own.data).items() if has_figure(key[1])}
    found = {(one.item, "".join(one.quote.split())) for one in found_in(own.plan)}
    missing = {
        (item, quote)
        for item, quote in wanted
        if not any(item == of and (quote in said or said in quote) for of, said in found)
    }
    assert missing == NOT_FOUND
    assert len(wanted) == 22
    assert {wanted[key] for key in missing} == {"conflicts"}


def has_figure(quote: str) -> bool:
    return any(character.isdigit() for character in quote)


def test_how_much_of_what_is_found_is_right(own: OwnPlan) -> None:
    """16 proposals, no false one: the one that people did not list is in a `scope_note`."""
    right = phrases(own.data)
    found = [(one.item, "".join(one.quote.split())) for one in found_in(own.plan)]
    others = [
        (item, quote)
        for item, quote in found
        if not any(item == of and (quote in said or said in quote) for of, said in right)
    ]
    assert len(found) == 16
    assert others == [("5", "2020年全市装配式建筑占新建建筑比例达到30%以上")]


def test_every_proposal_is_marked(own: OwnPlan) -> None:
    for item in own.plan.items:
        proposals = sum(len(item.keys.get(kind, ())) for kind in KINDS)
        main = {"agrees", "reading", "limit", "baseline", "target", "no-baseline"}
        marks = [doubt for doubt in item.doubts if doubt.code[len("import-text-") :] in main]
        assert len(marks) == proposals
        assert {doubt.field for doubt in item.doubts} <= set(KINDS)


def test_what_is_not_certain_is_said(own: OwnPlan) -> None:
    item = next(item for item in own.plan.items if item.keys["id"] == "11")
    said = [Words("zh").message(doubt.at(Place("x"))) for doubt in item.doubts]
    assert said == [
        "正文一(一)5写作“90.7%”，与表中基期值“>93”不符，已列入表述不一致。",
        "正文一(一)5的“90.7%”没有写明年份。",
        "正文的范围写作“全市”，指标名称是“城市空气质量优良天数比例”。",
        "正文一(一)5的名称是“空气质量优良天数比例”，与表中名称不尽相同。",
    ]


def test_only_a_figure_of_the_base_year_is_another_baseline(own: OwnPlan) -> None:
    baselines = {
        item.keys["id"]: entry["baseline"]
        for item in own.plan.items
        for entry in item.keys.get("conflicts", ())
        if "baseline" in entry
    }
    assert baselines == {"6": "10%以上"}


def test_conflicts_are_numbered_through_the_plan(own: OwnPlan) -> None:
    ids = [entry["id"] for item in own.plan.items for entry in item.keys.get("conflicts", ())]
    assert ids == [f"X{number:02}" for number in range(1, len(ids) + 1)]


def test_requirements_without_an_indicator_are_counted(own: OwnPlan) -> None:
    doubt, aside = own.plan.doubts
    assert aside.code == "import-text-aside"
    assert doubt.code == "import-text-unmatched"
    assert not doubt.is_open
    assert doubt.parameters["sentences"] == (
        "按照国家、省、市、县四个层面逐级筛选20家以上的质量奖创奖培育企业",
        "高新技术产业增加值占规上增加值比重达到58%",
        "数字经济核心产业增加值占GDP比重达到6%",
    )
    assert doubt.parameters["number"] == 11


def test_every_sentence_beside_the_items_is_listed(own: OwnPlan) -> None:
    """Of the requirements all 11 with their sections; and the growth of what has a level."""
    text = own.plan.text
    assert text is not None
    assert (text.sentences, text.indicators) == (13, 13)
    assert len(text.unmatched) == 11
    last = text.unmatched[-1]
    assert (last.section, last.quote) == ("三(九)", "药品生产企业GMP跟踪检查覆盖率达到100%")
    assert [(one.indicator, one.section, one.quote) for one in text.aside] == [
        ("7", "一(一)4", "服务业增加值年均增长8.1%")
    ]


def test_the_quotes_are_in_the_text_and_the_plan_is_sound(own: OwnPlan, tmp_path: Path) -> None:
    """As `sqc plan check --source` looks at them."""
    seen = inspected(own.plan, tmp_path)
    assert seen.faults == ()
    assert len(seen.indicators) == 21
    assert [*check_quotes(seen.trees[0], own.text, "text")] == []
    assert all(len(one.quote) <= 80 for one in found_in(own.plan))


def inspected(plan: ProposedPlan, folder: Path) -> Any:
    """The plan file with what was proposed, as the loader reads it."""
    indicators = [
        {
            **item.keys,
            "category": "c",
            "constraint": "预期性",
            "kind": "level" if "baseline" in item.keys else "cumulative",
        }
        for item in plan.items
        if item.keys["target"] != "完成创建"
    ]
    data = {
        "plan": {"id": "p", **plan.head},
        "categories": [{"key": "c", "name": "指标"}],
        "indicators": indicators,
    }
    for item in indicators:
        for conflict in item.get("conflicts", ()):
            conflict.pop("effect_en", None)
    file = folder / "indicators.yaml"
    file.write_text(yaml.dump(data, allow_unicode=True, sort_keys=False), encoding="utf-8")
    return inspect_files(str(file))


# ---- plans of other fields --------------------------------------------------------------------

HEALTH: tuple[Row, ...] = (
    ("人均预期寿命", "岁", "79.2", "80.5"),
    ("孕产妇死亡率", "1/10万", "8.5", "<9"),
    ("婴儿死亡率", "‰", "2.9", "≤4"),
    ("每千人口执业（助理）医师数", "人", "2.9", "3.3"),
    ("高血压患者规范管理率", "%", "62", "≥65"),
    ("居民健康素养水平", "%", "25.1", "≥32"),
    ("新增三级甲等医院", "家", None, "2"),
    ("个人卫生支出占卫生总费用比例", "%", "28", "26"),
)
WATER: tuple[Row, ...] = (
    ("用水总量", "亿立方米", "8.6", "≤9.0"),
    ("万元地区生产总值用水量下降", "%", None, "〔16〕"),
    ("农田灌溉水有效利用系数", None, "0.57", "0.60"),
    ("农村自来水普及率", "%", "88", "95"),
    ("水土保持率", "%", "81.5", "83"),
    ("新增高效节水灌溉面积", "万亩", None, "5"),
)


def test_a_plan_of_health_is_compared() -> None:
    """Not the province's figures, the diabetics, the children under 5, the year 2023, 811, 3.0."""
    text = (TEXTS / "health_text.txt").read_text(encoding="utf-8")
    plan = compared(proposed(HEALTH, "青江市卫生健康规划"), text, "health_text.txt")
    assert [tuple(one) for one in found_in(plan)] == [
        ("1", "readings", "80.5岁以上", "到2025年，人均预期寿命提高到80.5岁以上", "第二章"),
        ("1", "conflicts", "抵触", "2020年，全市人均预期寿命达到79.6岁", "第一章 第一节"),
        ("2", "restated", "", "孕产妇死亡率为8.5/10万", "第一章 第一节"),
        ("3", "restated", "", "婴儿死亡率为2.9‰", "第一章 第一节"),
        ("4", "restated", "", "每千人口执业（助理）医师数达到3.3人", "第三章 二"),
        ("5", "restated", "", "高血压患者规范管理率不低于65%", "第二章"),
        ("6", "restated", "", "全市居民健康素养水平为25.1%", "第一章 第一节"),
        ("6", "conflicts", "抵触", "力争居民健康素养水平达到30%", "第三章 一"),
        ("7", "restated", "", "“十四五”期间新增2家三级甲等医院", "第三章 二"),
        ("8", "readings", "26%左右", "个人卫生支出占卫生总费用的比例控制在26%左右", "第三章 二"),
    ]


def test_a_plan_of_water_is_compared() -> None:
    """Not the province's 92%, the fall since 2015, the year 2023, the towns."""
    text = (TEXTS / "water_text.txt").read_text(encoding="utf-8")
    plan = compared(proposed(WATER, "大河县水安全保障规划"), text, "water_text.txt")
    assert [tuple(one) for one in found_in(plan)] == [
        ("1", "restated", "", "2020年全县用水总量8.6亿立方米", "现状"),
        ("1", "conflicts", "抵触", "到2025年，用水总量控制在9.5亿立方米以内", "目标"),
        ("2", "restated", "", "万元地区生产总值用水量较2020年下降16%", "目标"),
        ("3", "readings", "0.60以上", "农田灌溉水有效利用系数提高到0.60以上", "目标"),
        ("4", "readings", "95%以上", "农村自来水普及率由88%提高到95%以上", "任务"),
        ("4", "restated", "", "农村自来水普及率由88%提高到95%以上", "任务"),
        ("6", "restated", "", "新增高效节水灌溉面积5万亩", "任务"),
    ]
    assert plan.doubts[0].parameters["number"] == 2


def test_a_plan_of_another_field_is_sound(tmp_path: Path) -> None:
    text = (TEXTS / "health_text.txt").read_text(encoding="utf-8")
    plan = proposed(HEALTH)
    seen = inspected(compared(plan, text, "health_text.txt"), tmp_path)
    table = "\n".join(item.row.quote for item in plan.items)
    assert seen.faults == ()
    assert [*check_quotes(seen.trees[0], text + table, "text")] == []


# ---- single sentences -------------------------------------------------------------------------

FOREST: Row = ("森林覆盖率", "%", "60", "61")
GREEN: Row = ("林木绿化率", "%", "62", "63")
JOBS: Row = ("城镇新增就业人数", "人", None, "50000")
TOWNS: Row = ("常住人口城镇化率", "%", "61.5", "65")
INCOME: Row = ("居民人均可支配收入", "万元", "4.2", "6")
FIRMS: Row = ("高新技术企业数", "家", "181", "411")
GROWTH: Row = ("地区生产总值年均增长", "%", "6.5", "6")
ENERGY: Row = ("单位GDP能源消耗降低", "%", None, "〔13.5〕")
AIR: Row = ("PM2.5平均浓度", "微克/立方米", "36", "≤30")
STANDARDS: Row = ("新参与制修订国际、国家标准", "个", None, "20")
VILLAGES: Row = ("全国文明村镇数", "个", "3", "5")
SHARE: Row = ("数字经济增加值占地区生产总值比重", "%", "8", "10")
INFANTS: Row = ("婴儿死亡率", "‰", "2.9", "≤4")
CHILDREN: Row = ("5岁以下儿童死亡率", "‰", "4.8", "≤5")
WASTE: Row = ("主要污染物排放减少", "%", None, "〔8〕")
BEDS: Row = ("养老机构护理型床位占比", "%", "38", "55")
RATIO: Row = ("城乡居民收入比", None, "1.75", "1.7")
JOBLESS: Row = ("城镇调查失业率", "%", "5", "<5.5")
DUST: Row = ("细颗粒物（PM2.5）平均浓度", "μg/m³", "36", "30")
POWER: Row = ("单位地区生产总值能源消耗降低", "%", None, "〔13〕")
SCIENCE: Row = ("研究与试验发展经费投入强度", "%", "2.5", "3")
GRAIN: Row = ("粮食综合生产能力", "万吨", None, "6.5")
SAFE: Row = ("农产品合格率", "%", None, ">98")
TAPS: Row = ("农村自来水普及率", "%", "92", "≥97")
MEDICINE: Row = ("药品抽检合格率", "%", "99", "≥99")


@pytest.mark.parametrize(
    ("rows", "text", "expected"),
    [
        # The order of the words, the scale of the unit, the sign of the share.
        ([JOBS], "“十四五”期间，累计新增城镇就业5万人以上。", [("1", "readings", "5万人以上")]),
        ([JOBS], "“十四五”期间城镇新增就业5万人。", [("1", "restated", "")]),
        ([INCOME], "到2025年，全市居民人均可支配收入60000元。", [("1", "restated", "")]),
        ([FOREST], "到2025年，森林覆盖率达到61％。", [("1", "restated", "")]),
        ([FOREST], "到2025年，森林覆盖率达到百分之61。", [("1", "restated", "")]),
        # A clause without a name takes the one before it.
        ([FOREST], "森林覆盖率，到2025年达到61%。", [("1", "restated", "")]),
        # Several figures: each is of its own name.
        (
            [FOREST, GREEN],
            "到2025年，森林覆盖率、林木绿化率分别达到61%、63%。",
            [("1", "restated", ""), ("2", "restated", "")],
        ),
        ([FOREST, GREEN], "到2025年，森林覆盖率、水面率和绿化率分别达到61%和63%。", []),
        (
            [FOREST, GREEN],
            "2020年森林覆盖率60%，林木绿化率62%。",
            [("1", "restated", ""), ("2", "restated", "")],
        ),
        (
            [INFANTS, CHILDREN],
            "2020年婴儿死亡率和5岁以下儿童死亡率分别为2.9‰和4.8‰。",
            [("1", "restated", ""), ("2", "restated", "")],
        ),
        (
            [ENERGY, WASTE],
            "到2025年，单位GDP能耗、主要污染物排放分别下降13.5%和8%。",
            [("1", "restated", ""), ("2", "restated", "")],
        ),
        # Names that end in 比.
        ([BEDS], "到2025年，养老机构护理型床位占比提高到55%。", [("1", "restated", "")]),
        ([RATIO], "2020年，城乡居民收入比为1.75。", [("1", "restated", "")]),
        # Years that the row does not print, and changes that count from another year.
        ([FOREST], "到二〇二五年，森林覆盖率达到61%。", [("1", "restated", "")]),
        ([FOREST], "到二〇三五年，森林覆盖率达到63%。", []),
        ([FOREST], "到2023年，森林覆盖率达到60.5%。", []),
        (
            [ENERGY],
            "到2025年，单位GDP能耗比2020年下降13.5%以上。",
            [("1", "readings", "13.5%以上")],
        ),
        ([ENERGY], "2020年单位GDP能耗比2015年下降18%。", []),
        ([FIRMS], "高新技术企业数年均增长15%。", []),
        (
            [GROWTH],
            "“十三五”期间地区生产总值年均增长6.5%，“十四五”期间地区生产总值年均增长6%左右。",
            [("1", "readings", "6%左右"), ("1", "restated", "")],
        ),
        # Where a rise begins is the baseline, if it agrees.
        ([AIR], "PM2.5平均浓度由50微克/立方米下降至36微克/立方米。", [("1", "restated", "")]),
        # Other statistics with nearly the same name.
        ([MEDICINE], "药品抽检覆盖率达到100%。", []),
        ([MEDICINE], "药品抽检不合格率达到1%。", []),
        ([TOWNS], "2020年户籍人口城镇化率45%。", []),
        ([INCOME], "到2025年农村居民人均可支配收入达到3.5万元。", []),
        ([FIRMS], "到2025年，新增高新技术企业230家。", []),
        ([FOREST], "到2025年，人均森林覆盖面积61平方米。", []),
        # Other areas.
        ([FOREST], "2020年全国森林覆盖率为23%，全省森林覆盖率为61%。", []),
        ([FOREST], "2020年绿水市森林覆盖率为60%。", []),
        (
            [STANDARDS],
            "“十四五”期间，全市新参与制修订国际、国家标准20项。",
            [("1", "restated", "")],
        ),
        ([VILLAGES], "到2025年，全国文明村镇达到5个。", [("1", "restated", "")]),
        ([SHARE], "2020年，数字经济增加值占全市地区生产总值比重为8%。", [("1", "restated", "")]),
        # Words that bound or blur the figure.
        ([AIR], "到2025年，PM2.5平均浓度下降到30微克/立方米。", [("1", "restated", "")]),
        ([AIR], "到2025年，PM2.5平均浓度达到30微克/立方米。", [("1", "readings", "30微克/立方米")]),
        ([FIRMS], "到2025年，高新技术企业突破411家。", [("1", "readings", "突破411家")]),
        ([FIRMS], "到2025年，高新技术企业近411家。", []),
        ([FIRMS], "到2025年，高新技术企业达到450家。", [("1", "conflicts", "抵触")]),
        ([FIRMS], "高新技术企业达到450家。", [("1", "conflicts", "抵触")]),
        # Labels, dates and rows of tables.
        ([FIRMS], "“高新技术企业181家”行动、高新技术企业3.0版、高新技术企业531X工程。", []),
        ([FIRMS], "高新技术企业座谈会2025年11月3日召开。", []),
        ([FIRMS], "1 | 高新技术企业数 | 家 | 181 | 500 | 预期性", []),
        ([FIRMS], "1\t高新技术企业数\t家\t181\t500", []),
        ([FIRMS], "1  高新技术企业数  家  181  500  预期性", []),
        # What is wanted is compared with the target, though the baseline is nearer.
        (
            [JOBLESS],
            "三、主要目标\n城镇调查失业率控制在5%以内。",
            [("1", "conflicts", "抵触")],
        ),
        ([JOBLESS], "城镇调查失业率控制在5%以内。", [("1", "conflicts", "抵触")]),
        ([JOBLESS], "三、目标完成情况\n城镇调查失业率为5%。", [("1", "restated", "")]),
        # A figure of no time that lies within what is wanted does not contradict it.
        ([SAFE], "农产品合格率为99.76%。", [("1", "restated", "")]),
        ([SAFE], "农产品合格率达到99%以上。", [("1", "restated", "")]),
        ([SAFE], "到2025年，农产品合格率达到99%以上。", [("1", "conflicts", "抵触")]),
        ([SAFE], "农产品合格率为97%。", [("1", "conflicts", "抵触")]),
        # Short for long names, signs of units, and a total in brackets.
        ([DUST], "PM2.5浓度降至30微克/立方米以下。", [("1", "readings", "30微克/立方米以下")]),
        ([POWER], "单位GDP能耗累计下降13%。", [("1", "restated", "")]),
        ([SCIENCE], "到2025年，研发经费投入强度达到3%。", [("1", "restated", "")]),
        # Where a rise to the target begins is another baseline.
        (
            [TAPS],
            "农村自来水普及率由88%提高到97%以上。",
            [("1", "restated", ""), ("1", "conflicts", "抵触")],
        ),
        (
            [TAPS],
            "农村自来水普及率由92%提高到95%以上。",
            [("1", "restated", ""), ("1", "conflicts", "抵触")],
        ),
        ([TAPS], "农村自来水普及率由85%提高到92%。", [("1", "restated", "")]),
        (
            [TAPS],
            "到2025年，农村自来水普及率由88%提高到97%以上。",
            [("1", "restated", ""), ("1", "conflicts", "抵触")],
        ),
        (
            [TAPS],
            "农村自来水普及率由2020年的88%提高到2025年的97%以上。",
            [("1", "restated", ""), ("1", "conflicts", "抵触")],
        ),
        # The year of where it begins is not that of where it ends.
        (
            [TAPS],
            "农村自来水普及率由2015年的85%提高到92%。",
            [("1", "restated", "")],
        ),
        # About the same is no contradiction.
        ([TAPS], "2020年农村自来水普及率为92%左右。", [("1", "restated", "")]),
        # A table with the same name twice: nobody knows which of them is meant.
        ([FOREST, FOREST], "到2025年，森林覆盖率达到61%。", []),
    ],
)
def test_a_sentence_proposes(
    rows: list[Row], text: str, expected: list[tuple[str, str, str]]
) -> None:
    assert said(rows, text) == expected


@pytest.mark.parametrize(
    ("kind", "row", "text", "effect"),
    [
        (
            "maintain",
            ("优良天数比例", "%", ">93", ">93"),
            "2020年优良天数比例为90.7%。",
            "表中的基期值是“>93”，正文写的是“90.7%”，不在目标值“>93”之内。若起点是正文的数，"
            "起点还没有达到目标，这一项就不是保持，按保持型逐年核对偏严。以表中的基期值为准。",
        ),
        (
            "maintain",
            ("参保率", "%", "99.5", ">99"),
            "2020年参保率为99.7%。",
            "表中的基期值是“99.5”，正文写的是“99.7%”，两个数都在目标之内；"
            "保持型各年只与目标值比较，判定不受影响。",
        ),
        (
            "maintain",
            ("参保率", "%", ">99", ">99"),
            "2020年参保率达99%以上。",
            "表中的基期值写“>99”，正文写“99%以上”，数相同，只差界值本身算不算；"
            "保持型各年只与目标值比较，判定不受影响。",
        ),
        (
            "level",
            FOREST,
            "2020年森林覆盖率为59%。",
            "表中的基期值是“60”，正文写的是“59%”；以哪个数为起点，期末以前的完成进度可能不同，"
            "期末是否达到只看目标值。以表中的基期值为准。",
        ),
        (
            "trend",
            FOREST,
            "2020年森林覆盖率为59%。",
            "表中的基期值是“60”，正文写的是“59%”；判定用到基期值的，结论可能不同，以表为准。",
        ),
    ],
)
def test_an_effect_is_that_of_the_kind(kind: str, row: Row, text: str, effect: str) -> None:
    plan = proposed([row])
    item = plan.items[0]
    plan = replace(plan, items=(replace(item, keys={**item.keys, "kind": kind}),))
    (conflict,) = compared(plan, text, "x").items[0].keys["conflicts"]
    assert conflict["effect"] == effect
    assert "table" in conflict["effect_en"]


@pytest.mark.parametrize(
    ("row", "text", "said"),
    [
        (JOBLESS, "到2025年，城镇调查失业率控制在5%以内。", "比表中目标值“<5.5”严"),
        (TAPS, "到2025年，农村自来水普及率达到95%以上。", "比表中目标值“≥97”宽"),
        (TAPS, "到2025年，农村自来水普及率达到95%。", "与表中目标值“≥97”不符"),
        (("合格率", "%", ">98", ">98"), "2020年合格率为99.76%。", "在表中“>98”的范围之内"),
        (("合格率", "%", "33", ">40"), "2020年合格率达30%以上。", "表中的“33”在其范围之内"),
        (("合格率", "%", "33", ">40"), "2020年合格率为33%左右。", "与表中“33”相当"),
    ],
)
def test_a_difference_is_said_as_it_is(row: Row, text: str, said: str) -> None:
    doubts = compared(proposed([row]), text, "x").items[0].doubts
    assert said in Words("zh").message(doubts[0].at(Place("x")))


@pytest.mark.parametrize(
    ("row", "text", "quote"),
    [
        (TAPS, "到2023年，农村自来水普及率达到94%。", "到2023年，农村自来水普及率达到94%"),
        (FOREST, "2020年森林覆盖率约60%。", "2020年森林覆盖率约60%"),
        (INCOME, "居民人均可支配收入年均增长8%。", "居民人均可支配收入年均增长8%"),
        (GRAIN, "粮食综合生产能力达到30亿斤。", "粮食综合生产能力达到30亿斤"),
        (
            TAPS,
            "农村自来水普及率由2012年的70%提高到80%。",
            "农村自来水普及率由2012年的70%提高到80%",
        ),
    ],
)
def test_a_figure_that_the_row_does_not_print_is_listed(row: Row, text: str, quote: str) -> None:
    found = compared(proposed([row]), text, "x")
    assert found.text is not None
    assert [(one.indicator, one.quote) for one in found.text.aside] == [("1", quote)]
    assert found_in(found) == []
    assert [doubt.code for doubt in found.doubts] == ["import-text-aside"]


def test_more_sentences_than_are_listed_are_counted() -> None:
    text = "\n".join(f"到2025年，建成公园{number}个。" for number in range(1, 602))
    found = compared(proposed([FOREST]), text, "x")
    assert found.text is not None
    assert len(found.text.unmatched) == 500
    doubt = found.doubts[-1]
    said = Words("zh").message(doubt.at(Place("x")))
    assert "另有601处" in said
    assert "前500处列在规划文件末尾" in said


def test_several_targets_are_compared_by_year() -> None:
    plan = proposed([FOREST])
    item = plan.items[0]
    keys = {**item.keys, "targets": {"2023": "60.5", "2025": "61"}}
    del keys["target"]
    plan = ProposedPlan(
        head=plan.head,
        categories=(),
        items=(ProposedItem(row=item.row, keys=keys),),
        place=plan.place,
    )
    text = "到2023年，森林覆盖率达到60.5%。到2025年，森林覆盖率达到61%以上。"
    assert [one[:3] for one in found_in(compared(plan, text, "x"))] == [
        ("1", "readings", "61%以上"),
        ("1", "restated", ""),
    ]


def test_a_plan_without_years_is_compared() -> None:
    plan = proposed([FOREST])
    plan = ProposedPlan(head={}, categories=(), items=plan.items, place=plan.place)
    found = compared(plan, "到2025年，森林覆盖率达到61%。森林覆盖率达到61%。", "x")
    assert [one[:2] for one in found_in(found)] == [("1", "restated")]


def test_the_same_sentence_is_proposed_once() -> None:
    assert len(said([FOREST], "到2025年，森林覆盖率达到61%。\n" * 5)) == 1


@pytest.mark.parametrize(
    "text", ["", "\n\n", "没有数的一段话。", "2025年", "第一章", "专栏1", "#", "1、"]
)
def test_a_text_without_a_statement_is_told(text: str) -> None:
    plan = proposed([FOREST])
    found = compared(plan, text, "x")
    assert found.items == plan.items
    assert [doubt.code for doubt in found.doubts] == ["import-text-silent"]
    assert found.doubts[0].is_open


# ---- the parts --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "sections"),
    [
        (
            "一、基础\n(一)现状\n1.第一。\n2.第二。\n(二)问题\n正文。",
            "一 一(一) 一(一)1 一(一)2 一(二) 一(二)",
        ),
        ("第一章 总则\n正文。\n第二节 目标\n正文。", "第一章|第一章|第一章 第二节|第一章 第二节"),
        ("## 目标\n正文。\n### 任务\n正文。", "目标 目标 任务 任务"),
        ("正文。\n正文。", "x:1 x:2"),
        ("三、任务\n专栏1：标杆 |\n内容。 |\n正文。", "三|三 专栏1|三 专栏1|三"),
        (
            "三、任务\n专栏 2 标杆\n1.内容。\n2.内容。\n正文。",
            "三|三 专栏 2|三 专栏 2|三 专栏 2|三",
        ),
    ],
)
def test_a_section_is_read_from_the_headings(text: str, sections: str) -> None:
    expected = sections.split("|") if "|" in sections else sections.split()
    lines = {one.line: one.section for one in read_sentences(text, "x")}
    assert [*lines.values()] == expected


@pytest.mark.parametrize(
    ("printed", "text", "area"),
    [
        ("到2025年全市实现二星级以上绿色建筑比例达到", "二星级以上绿色建筑比例", "全市"),
        ("力争我市产品总体合格率保持在", "产品总体合格率", "我市"),
        ("大力推进绿色发展，全省森林覆盖率达到", "森林覆盖率", "全省"),
        ("农产品质量安全省级监测合格率为", "农产品质量安全省级监测合格率", None),
        ("其中：全国平均", "平均", "全国"),
        ("达到", "", None),
    ],
)
def test_a_subject_is_without_time_area_and_verb(printed: str, text: str, area: str | None) -> None:
    assert read_subject(printed) == (text, area)


def test_a_figure_is_read_with_its_unit_and_bound() -> None:
    text = (
        "达到15%以上，2.9人/10万、3—5家，不低于1,390亿元，8 件/万人，"
        "5岁以下儿童，12338N，5+5，2.0版。"
    )
    (sentence,) = read_sentences(text, "x")
    figures = [(one.figure, one.unit) for one in read_mentions(sentence, frozenset())]
    assert figures == [
        ("15%以上", "%"),
        ("2.9人/10万", "人/10万"),
        ("3—5家", "家"),
        ("不低于1,390亿元", "亿元"),
        ("8 件/万人", "件/万人"),
    ]


def test_the_likeliest_name_comes_first() -> None:
    names = TableNames(["高血压患者规范管理率", "糖尿病患者规范管理率", "患者满意率"])
    assert [like.number for like in names.likely("糖尿病患者规范管理率")] == [1]
    assert names.likely("患者覆盖率") == ()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_doubt_has_words(language: str) -> None:
    text = (TEXTS / "health_text.txt").read_text(encoding="utf-8")
    plan = compared(proposed(HEALTH), text, "health_text.txt")
    words = Words(language)
    for doubt in (*plan.doubts, *(doubt for item in plan.items for doubt in item.doubts)):
        finding = doubt.at(Place("x"))
        assert "{" not in words.message(finding) + words.hint(finding)


@pytest.mark.parametrize(
    "part",
    ["1%", "1、", "一、\n", "达到", "2020年", "较2020年", "“", "森林覆盖率达到61%", "A分别1、1和"],
)
def test_a_hostile_text_takes_time_in_proportion(part: str) -> None:
    """50,000 characters in one line: a step that looked at all the others would take minutes."""
    before = time.process_time()
    compared(proposed([FOREST, GREEN, FIRMS]), part * (50_000 // len(part)), "x")
    assert time.process_time() - before < 5


@pytest.mark.parametrize(
    ("text", "area"),
    [
        ("2020年全省森林覆盖率为61%。", "全省"),
        ("2020年，全国森林覆盖率达到23%。", "全国"),
        ("2020年绿水市森林覆盖率为60%。", "绿水市"),
    ],
)
def test_a_figure_of_another_area_is_listed_with_its_area(text: str, area: str) -> None:
    told = compared(proposed([FOREST]), text, "text.txt").text
    assert told is not None
    assert [(one.indicator, one.area) for one in told.aside] == [("1", area)]
    assert told.unmatched == ()
    assert told.sentences == 0, "the text may be that of another plan"
