"""Compare proposed plans with the text of the plan: what is found, and what must not be."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest
import yaml
from conftest import PLAN_TEXT

from shengzhou_quality.diagnostics import Place
from shengzhou_quality.plan.from_yaml import inspect_contents
from shengzhou_quality.published.likeness import Names
from shengzhou_quality.published.mentions import read_mentions
from shengzhou_quality.published.printed_table import PrintedRow
from shengzhou_quality.published.proposed_plan import ProposedItem, ProposedPlan
from shengzhou_quality.published.sentences import read_sentences
from shengzhou_quality.published.statements import compared
from shengzhou_quality.published.subjects import read_subject
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
                found.append(
                    Found(item.keys["id"], kind, said, place["quote"], place["section"])
                )
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
        (one["name"], one["unit"], one.get("baseline"), one["target"])
        for one in data["indicators"]
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
        ("2", "conflicts", "未界定", "农产品质量安全省级监测合格率为99.76%", "一(一)2"),
        ("3", "conflicts", "未界定", "基本药物抽检合格率为100%", "一(一)2"),
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
        ("11", "conflicts", "未界定", "全市空气质量优良天数比例达90.7%", "一(一)5"),
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
    found = {}
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
    """16 proposals; no false one: the only one that people did not list agrees (scope_note of 5)."""
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
        "正文一(一)5写作“90.7%”，与表中基期值“>93”不符，已列入 conflicts。",
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
    ids = [
        entry["id"] for item in own.plan.items for entry in item.keys.get("conflicts", ())
    ]
    assert ids == [f"X{number:02}" for number in range(1, len(ids) + 1)]


def test_requirements_without_an_indicator_are_counted(own: OwnPlan) -> None:
    (doubt,) = own.plan.doubts
    assert doubt.code == "import-text-unmatched"
    assert not doubt.is_open
    assert doubt.parameters["sentences"] == (
        "按照国家、省、市、县四个层面逐级筛选20家以上的质量奖创奖培育企业",
        "高新技术产业增加值占规上增加值比重达到58%",
        "数字经济核心产业增加值占GDP比重达到6%",
    )
    assert doubt.parameters["number"] == 11


def test_the_quotes_are_in_the_text_and_the_plan_is_sound(own: OwnPlan) -> None:
    """As `sqc plan check --source` looks at them."""
    from shengzhou_quality.plan.quotes import check_quotes

    seen = inspected(own.plan)
    assert seen.faults == ()
    assert [*check_quotes(seen.trees[0], own.text, "text")] == []
    assert all(len(one.quote) <= 80 for one in found_in(own.plan))


def inspected(plan: ProposedPlan) -> Any:
    """The plan file with what was proposed, as the loader reads it."""
    head = {"id": "p", **plan.head}
    indicators = [
        {
            **item.keys,
            "category": "c",
            "constraint": "预期性",
            "kind": "cumulative" if "新" in item.keys["name"] else "level",
        }
        for item in plan.items
        if item.keys["target"] != "完成创建"
    ]
    data = {
        "plan": head,
        "categories": [{"key": "c", "name": "指标"}],
        "indicators": indicators,
    }
    text = yaml.dump(data, allow_unicode=True, sort_keys=False)
    return inspect_contents([("indicators.yaml", text.encode())])
