"""Every rule that proposes an item of a plan from a printed row: what it says, and what it asks.

A row is read right or it is marked: the wrong-looking rules of published tables are here with a
row that shows where each of them would be wrong.
"""

from __future__ import annotations

import itertools
import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import yaml

from shengzhou_quality.diagnostics import Place
from shengzhou_quality.notation import Direction
from shengzhou_quality.plan.from_yaml import read_plan
from shengzhou_quality.plan.model import Plan
from shengzhou_quality.published.doubts import Doubt
from shengzhou_quality.published.printed_table import ChangeBasis, PrintedRow, PrintedTable
from shengzhou_quality.published.proposals import propose
from shengzhou_quality.published.proposals.families import Side, is_growth, is_share, side_of
from shengzhou_quality.published.proposed_plan import ProposedItem, ProposedPlan

HERE = Path(__file__).resolve()
CASES = HERE.parent / "data" / "proposals.yaml"
OWN_PLAN = HERE.parent.parent / "plan" / "indicators.yaml"
SHARED = next((up / "shared" for up in HERE.parents if (up / "shared").is_dir()), HERE.parent)
PUBLISHED = SHARED / "plans" / "published"
NOWHERE = Place("table.md")
WEIGHTS = {"binding": "约束性", "anticipatory": "预期性"}
TOTAL, MEAN, EITHER = ChangeBasis.TOTAL, ChangeBasis.YEARLY_MEAN, ChangeBasis.EITHER


def row(
    name: str, baseline: str | None, target: str | None, unit: str | None = None, **more: Any
) -> PrintedRow:
    """A row of a table for 2020 to 2025 whose weight is printed, unless `more` says otherwise."""
    more.setdefault("constraint", "预期性")
    more.setdefault("targets", {} if target is None else {2025: target})
    quote = " | ".join(filter(None, (name, unit, baseline, target)))
    return PrintedRow(name=name, place=NOWHERE, quote=quote, unit=unit, baseline=baseline, **more)


def table(*rows: PrintedRow, **more: Any) -> PrintedTable:
    usual: dict[str, Any] = {
        "title": "主要指标", "plan_title": "某规划", "baseline_year": 2020, "target_year": 2025,
        "has_constraints": True,
    }  # fmt: skip
    return PrintedTable(place=NOWHERE, rows=rows, **(usual | more))


def item(one: PrintedRow, **more: Any) -> ProposedItem:
    return propose(table(one, **more)).items[0]


def codes(doubts: Iterable[Doubt]) -> list[str]:
    """Each doubt by its code without the group, with its variant; a proposal with a plus."""
    return [
        ("" if one.is_open else "+")
        + one.code.removeprefix("import-")
        + (f".{one.parameters['variant']}" if "variant" in one.parameters else "")
        for one in doubts
    ]


def loaded(plan: ProposedPlan, folder: Path) -> Plan:
    """The plan as the loader takes it, of a head that a person completed."""
    head = {key: value or {"title": "某规划"}.get(key, 2025) for key, value in plan.head.items()}
    known = {*map(str, Direction)}
    items = [dict(one.keys) for one in plan.items]
    for one in items:
        if one.get("direction") not in (None, *known):
            one["direction"] = "increase"  # a core that does not know `undecided` yet
    written = {
        "plan": head,
        "categories": [{"key": one.key, "name": one.name} for one in plan.categories],
        "indicators": items,
    }
    file = folder / "indicators.yaml"
    file.write_text(json.dumps(written, ensure_ascii=False), encoding="utf-8")
    return read_plan(file, None)


class Case(NamedTuple):
    """A row, and what is proposed of it: kind, direction if it is written, doubts, more keys."""

    row: PrintedRow
    kind: str
    direction: str | None
    doubts: tuple[str, ...]
    keys: Mapping[str, Any]
    notes: tuple[str, ...]


def cases() -> list[Any]:
    groups = yaml.safe_load(CASES.read_text(encoding="utf-8"))
    return [
        pytest.param(_case(written), id=f"{group}-{' '.join(map(str, written['row']))}")
        for group, several in groups.items()
        for written in several
    ]


def _case(written: Mapping[str, Any]) -> Case:
    name, baseline, target, unit = written["row"]
    more = {"targets": written["targets"]} if "targets" in written else {}
    basis = written.get("basis")
    printed = row(
        name, baseline, target, unit, **more,
        change=written.get("change"), change_basis=None if basis is None else ChangeBasis(basis),
        change_header=written.get("header"), baseline_year=written.get("baseline_year"),
        modes=tuple(written.get("modes", ())),
        notes=tuple(written.get("row_notes", ())),
    )  # fmt: skip
    return Case(
        printed, written["kind"], written.get("direction"), tuple(written.get("doubts", ())),
        written.get("keys", {}), tuple(written.get("notes", ())),
    )  # fmt: skip


@pytest.mark.parametrize("case", cases())
def test_a_row_is_proposed_so_and_asked_about(case: Case) -> None:
    found = item(case.row, notes=case.notes)
    assert found.keys["kind"] == case.kind
    assert found.keys.get("direction") == case.direction
    assert tuple(codes(found.doubts)) == case.doubts
    for key, value in case.keys.items():
        assert found.keys.get(key) == value, key


def test_every_case_loads_as_the_kind_that_is_proposed(tmp_path: Path) -> None:
    every: list[Case] = [one.values[0] for one in cases()]
    for notes, several in itertools.groupby(every, lambda case: case.notes):
        proposed = propose(table(*(case.row for case in several), notes=notes))
        plan = loaded(proposed, tmp_path)
        found = [(one.kind, one.name) for one in plan.indicators]
        assert found == [(one.keys["kind"], one.keys["name"]) for one in proposed.items]


@pytest.mark.parametrize(
    ("target", "reported"),
    [
        ("完成创建", {"未启动": 0, "未开始": 0, "推进中": 1, "正在推进": 1, "进行中": 1,
                  "未完成": 1, "完成": 2, "已完成": 2, "完成创建": 2, "达到": 2, "是": 2, "√": 2}),
        ("建成", {"在建": 1, "未建成": 1, "建成": 2, "已建成": 2, "完成": 2, "是": 2}),
        ("通过验收", {"未完成": 1, "完成": None, "已完成": None, "通过验收": 2, "是": 2}),
        ("完成验收", {"未完成": 1, "完成": None, "已完成": None, "完成验收": 2, "是": 2}),
    ],
)  # fmt: skip
def test_what_offices_write_of_a_milestone_is_known_where_nobody_would_dispute_it(
    target: str, reported: Mapping[str, int | None]
) -> None:
    """`None`: works that are completed may still wait for the decision that the target names."""
    states = item(row("国家卫生城市", None, target)).keys["states"]
    known = [{one["name"], *one["spellings"]} for one in states]
    assert sum(map(len, known)) == len(set.union(*known)), "no spelling is of two states"
    for written, state in reported.items():
        found = [number for number, spellings in enumerate(known) if written in spellings]
        assert found == ([] if state is None else [state]), written


def test_an_item_has_the_keys_of_a_plan_file_and_no_english() -> None:
    one = item(row("森林覆盖率", "90", "≥90", "%", office="林业局、水利局", number="7"))
    assert one.keys == {
        "id": "7", "name": "森林覆盖率", "category": "c1", "unit": "%", "constraint": "预期性",
        "kind": "maintain", "baseline": "90", "target": "≥90", "offices": ["林业局", "水利局"],
        "source": {"section": "主要指标", "quote": "森林覆盖率 | % | 90 | ≥90"},
    }  # fmt: skip


def test_a_comparison_needs_the_other_row(tmp_path: Path) -> None:
    growth = row("国内生产总值(GDP)增长", "2.3", "—", "%", change="视情提出", change_basis=EITHER)
    above = row("劳动生产率增长", "2.5", "—", "%", change="高于GDP增长", change_basis=EITHER)
    step = row("收入增长", "2.1", "与GDP增长基本同步", "%")
    alone = row("收入增长率", "2.1", "与CPI涨幅同步", "%")
    plan = propose(table(growth, above, step, alone))
    kinds = [(one.keys["kind"], one.keys.get("against")) for one in plan.items]
    assert kinds == [("narrative", None), ("relative", "1"), ("relative", "1"), ("narrative", None)]
    assert [codes(one.doubts) for one in plan.items[1:]] == [
        ["+compared"],
        ["+compared", "compared-over", "tolerance"],
        ["against-not-found"],
    ]
    assert [one.kind for one in loaded(plan, tmp_path).indicators] == [kind for kind, _ in kinds]


def test_the_other_row_may_be_named_in_full() -> None:
    growth = row("地区生产总值增速", "2.3", "—", "%", change="6", change_basis=MEAN)
    above = row("劳动生产率增长", "2.5", "—", "%", change="高于GDP增长", change_basis=MEAN)
    assert propose(table(growth, above)).items[1].keys["against"] == "1"


def test_a_total_is_no_figure_to_compare_with(tmp_path: Path) -> None:
    total = row("单位GDP能耗降低", "—", "〔13.5〕", "%")
    plan = propose(table(total, row("碳排放降低", "—", "不低于单位GDP能耗降低", "%")))
    assert codes(plan.items[1].doubts) == ["against-not-found"]
    assert [one.kind for one in loaded(plan, tmp_path).indicators] == ["change", "narrative"]


def test_without_a_baseline_a_bound_may_be_reached_already() -> None:
    grain = row("粮食综合生产能力", "—", ">6.5", "亿吨")
    doubts = propose(table(grain, row("城镇化率", "60", ">65", "%"))).items[0].doubts
    assert codes(doubts) == ["level-or-maintain"]
    assert codes(item(grain).doubts) == []  # in a table without baselines nothing is missing


def test_brackets_in_one_row_leave_the_other_rows_to_the_yearly_mean() -> None:
    mean = row("研发经费投入增长", "—", "—", "%", change=">7", change_basis=EITHER)
    total = row("单位GDP能耗降低", "—", "—", "%", change="〔13.5〕", change_basis=EITHER)
    kinds = [one.keys["kind"] for one in propose(table(mean, total)).items]
    assert kinds == ["average_growth", "change"]


@pytest.mark.parametrize(
    ("printed", "notes", "weight", "doubts"),
    [
        ("约束性", (), "约束性", []),
        ("[约束性]", (), "约束性", []),
        ("约", (), "约束性", []),
        ("预", (), "预期性", []),
        ("预期", (), "预期性", []),
        ("★", ("注：带★的为约束性指标，带▲的为预期性指标",), "约束性", []),
        ("▲", ("注：带★的为约束性指标，带▲的为预期性指标",), "预期性", []),
        ("★", (), "预期性", ["constraint-unknown"]),
        ("指导性", (), "预期性", ["constraint-unknown"]),
        ("", (), "预期性", ["+constraint-blank"]),
        (None, ("以上指标均为预期性指标",), "预期性", []),
        (None, ("以上指标均为约束性指标",), "约束性", []),
    ],
)
def test_the_legal_weight_is_printed_or_asked_for(
    printed: str | None, notes: tuple[str, ...], weight: str, doubts: list[str]
) -> None:
    one = item(row("覆盖率", "60", ">65", "%", constraint=printed), notes=notes)
    assert (one.keys["constraint"], codes(one.doubts)) == (weight, doubts)


def test_a_table_without_the_column_of_weights_is_asked_about_as_a_whole() -> None:
    one = row("覆盖率", "60", ">65", "%", constraint=None)
    plan = propose(table(one, one, has_constraints=False))
    assert [item.keys["constraint"] for item in plan.items] == ["预期性", "预期性"]
    assert "+constraint-assumed" in codes(plan.items[0].doubts)
    assert codes(plan.doubts).count("constraints-not-printed") == 1


def test_blank_weights_are_counted_and_asked_about_as_those_of_a_missing_column() -> None:
    one, other = row("覆盖率", "60", ">65", "%", constraint=None), row("普及率", "60", ">65", "%")
    plan = propose(table(one, other))
    assert [codes(item.doubts) for item in plan.items] == [["+constraint-blank"], []]
    asked = [one for one in plan.doubts if one.code == "import-constraints-not-printed"]
    assert [(one.is_open, one.parameters) for one in asked] == [
        (True, {"variant": "some", "items": ("1",)})
    ]


@pytest.mark.parametrize(
    ("given", "head", "doubts"),
    [
        ({}, {"title": "某规划", "baseline_year": 2020, "target_year": 2025}, []),
        ({"baseline_year": None}, {"baseline_year": 2020}, ["baseline-year-assumed"]),
        ({"target_year": None}, {"target_year": None}, ["year-missing.target"]),
        ({"target_year": None, "baseline_year": None}, {"baseline_year": None, "target_year": None},
         ["year-missing.target", "year-missing.baseline"]),
        ({"baseline_year": 2030}, {"baseline_year": None}, ["year-missing.reversed"]),
        ({"plan_title": None}, {"title": "主要指标"}, ["+title-of-table"]),
        ({"plan_title": None, "title": None}, {"title": None}, ["title-missing"]),
    ],
)  # fmt: skip
def test_the_head_says_what_is_printed(
    given: dict[str, Any], head: dict[str, Any], doubts: list[str]
) -> None:
    plan = propose(table(row("投资额", "60", ">65", "元", number="1"), **given))
    assert plan.head["id"] == "imported-plan"
    assert head.items() <= plan.head.items()
    assert codes(plan.doubts) == doubts


@pytest.mark.parametrize(
    ("numbers", "ids", "doubts"),
    [
        (["1", "2"], ["1", "2"], []),
        (["3", "3.1"], ["3", "3.1"], []),
        (["1.", "2."], ["1", "2"], []),
        (["C01", "C02"], ["C01", "C02"], []),
        (["1", "1"], ["1", "2"], ["+ids-in-order"]),
        (["1", "01"], ["1", "2"], ["+ids-in-order"]),
        (["①", None], ["1", "2"], ["+ids-in-order"]),
        ([None, None], ["1", "2"], ["+ids-in-order.none"]),
    ],
)
def test_numbers_are_ids_if_they_can_be(
    numbers: list[str | None], ids: list[str], doubts: list[str]
) -> None:
    rows = (row(f"投资额{at}", "60", ">65", "元", number=one) for at, one in enumerate(numbers))
    plan = propose(table(*rows))
    assert [one.keys["id"] for one in plan.items] == ids
    assert codes(plan.doubts) == doubts


def test_a_name_that_stands_twice_is_told_apart_and_asked_about(tmp_path: Path) -> None:
    one = row("其中：女性投资额", "60", ">65", "元")
    plan = propose(table(one, one, one))
    names = ["其中：女性投资额", "其中：女性投资额（2）", "其中：女性投资额（3）"]
    assert [each.keys["name"] for each in plan.items] == names
    assert [codes(each.doubts) for each in plan.items] == [[], ["name-twice"], ["name-twice"]]
    assert len(loaded(plan, tmp_path).indicators) == 3


def test_groups_are_categories_as_printed() -> None:
    rows = [row("投资额", "60", ">65", "元", category=c) for c in ("经济", "民生", "经济")]
    plan = propose(table(*rows))
    assert list(plan.categories) == [("c1", "经济"), ("c2", "民生")]
    assert [one.keys["category"] for one in plan.items] == ["c1", "c2", "c1"]
    alone = propose(table(row("投资额", "60", ">65", "元", number="1")))
    assert (list(alone.categories), alone.doubts) == ([("c1", "主要指标")], ())
    mixed = propose(table(rows[0], row("产值", "60", ">65", "元")))
    assert "+category-missing" in codes(mixed.doubts)


def test_targets_of_other_years_are_left_out_with_a_question_where_the_kind_takes_one() -> None:
    one = item(row("年均增速", None, None, "%", targets={2023: ">5", 2025: ">6"}))
    assert "targets" not in one.keys
    assert "targets-left-out" in codes(one.doubts)


def test_doubts_of_the_reading_stay_in_front() -> None:
    read = Doubt("import-unit-missing", "unit")
    one = item(row("死亡率", "5", "6", "‰", doubts=(read,)))
    assert codes(one.doubts) == ["unit-missing", "direction-open.against"]


@pytest.mark.parametrize(
    ("name", "side"),
    [
        ("不合格率", Side.LESS), ("产品合格率", Side.MORE), ("污水处理率", Side.MORE),
        ("非化石能源占能源消费比重", Side.MORE), ("煤炭消费比重", Side.LIMIT),
        ("用水总量", Side.LIMIT),
        ("农田灌溉水有效利用系数", Side.MORE), ("恩格尔系数", Side.LIMIT), ("老龄化率", Side.LIMIT),
        ("政府负债率", Side.LIMIT), ("R&D经费支出占GDP比重", Side.MORE), ("第三产业比重", None),
        ("生产安全事故死亡人数", Side.LESS), ("案件办结率", Side.MORE),
        ("人均公园绿地面积", Side.MORE),
        ("森林火灾受害率", Side.LESS), ("耕地撂荒率", Side.LESS), ("水土流失面积", Side.LESS),
        ("农产品加工产值与农业总产值比", Side.LIMIT), ("水土流失治理面积", Side.MORE),
        ("自然岸线保有率", Side.MORE), ("创新能力世界排名", Side.LESS), ("产值占GDP比", Side.MORE),
        ("限额以上商贸企业数", Side.MORE), ("水土保持率", Side.MORE),
        ("建设用地规模", Side.LIMIT), ("劣Ⅴ类水体比例", Side.LESS), ("常住人口", Side.LIMIT),
        ("PM2.5（μg/m³）", Side.LESS), ("PM2.5达标率", Side.MORE), ("社零总额", Side.MORE),
    ],
)  # fmt: skip
def test_what_a_name_is_about_says_its_better_side_or_nothing(name: str, side: Side | None) -> None:
    assert side_of(name) is side


def test_growths_and_shares_are_told_by_name() -> None:
    assert is_growth("国内生产总值(GDP)增长")
    assert is_growth("居民收入增速（%）")
    assert not is_growth("工业增加值")
    assert is_share("高技术产业占GDP比重")
    assert not is_share("毛入学率")
    assert not is_share("利润率")
    assert not is_share("收入增长率")


# ---- Published tables -----------------------------------------------------------------------

EXPECTED = sorted(PUBLISHED.glob("*.expect.yaml"))
ASKED_ABOUT = {
    "粮食综合生产能力": "level-or-maintain",
    "乡镇(街道)范围具备综合功能的养老服务机构覆盖率": "change-contradicts",
    "人均预期寿命": "baseline-open.target",
    "个人卫生支出占卫生总费用的比重": "tolerance",
    "婴儿死亡率": "baseline-open.no-year",
    "5岁以下儿童死亡率": "baseline-open.no-year",
    "孕产妇死亡率": "baseline-open.no-year",
    "户籍人口规模": "target-missing",
    "常住人口规模": "direction-open.limit",
    "永久基本农田保护面积": "direction-open.equal",
    "生态保护红线面积": "direction-open.equal",
    "村庄建设用地规模": "direction-open.limit",
    "林地保有量": "direction-open.equal",
    "20 歳以上の者の喫煙率": "direction-open.no-baseline",
    "1日当たりの純アルコール摂取量が男性 40g以上、女性 20g以上の者の割合": (
        "direction-open.no-baseline"
    ),
    # What is wrong with this row, a star lost in the reprint, is not in the table.
    "数字经济核心产业占 GDP 比重": "direction-open.unknown",
    "Доля инвестиций в основной капитал в валовом региональном продукте": "direction-open.unknown",
}
"""The question that each row is to have which a program cannot read by itself."""
KINDS_READ = {
    "粮食综合生产能力": "level",  # the baseline was lost: whether it is to be kept is the question
    "重大慢性病过早死亡率": "change",
}
CHANGES_PRINTED = {
    "农业科技进步贡献率": "[4]", "高标准农田面积": "[2.75)", "农作物耕种收综合机械化率": "[4]",
    "农产品质量安全例行监测合格率": "[0.2]", "乡村义务教育学校专任教师本科以上学历比例": "[1.6)",
    "乡镇(街道)范围具备综合功能的养老服务机构覆盖率": "(9)",
}  # fmt: skip


def _printed(expected: Mapping[str, Any], first: int | None) -> PrintedRow:
    """The row as the readers clean it: no misread dash, no era year, a decimal point."""
    baseline = {"一": "", "40,8": "40.8"}.get(text := expected["baseline_text"], text)
    target = expected["target_text"].partition("(令和")[0].replace("34,34", "34.34")
    own = expected["baseline_year"]
    return row(
        expected["name"], baseline or None, None, expected["unit"],
        targets={expected["target_year"]: target},
        baseline_year=None if own == first else own,
        constraint=WEIGHTS.get(expected["constraint"]),
        change=CHANGES_PRINTED.get(expected["name"]), change_basis=TOTAL,
    )  # fmt: skip


def _published() -> list[Any]:
    cases = []
    for path in EXPECTED:
        read = yaml.safe_load(path.read_text(encoding="utf-8"))
        years = {one["baseline_year"] for one in read["rows"]}
        first = years.pop() if len(years) == 1 else None
        has_column = any(one["constraint"] != "none" for one in read["rows"])
        rows = [_printed(one, first) for one in read["rows"]]
        plan = propose(
            table(
                *rows, baseline_year=first, target_year=read["rows"][0]["target_year"],
                has_constraints=has_column,
            )
        )  # fmt: skip
        cases += [
            pytest.param(expected, found, id=expected["name"])
            for expected, found in zip(read["rows"], plan.items, strict=True)
        ]
    return cases


@pytest.mark.skipif(not EXPECTED, reason="the published tables are not here")
@pytest.mark.parametrize(("expected", "found"), _published())
def test_a_published_row_is_read_right_or_asked_about(
    expected: Mapping[str, Any], found: ProposedItem
) -> None:
    name = expected["name"]
    assert found.keys["kind"] == KINDS_READ.get(name, expected["kind"])
    asked = [code for code in codes(found.doubts) if not code.startswith("+")]
    if expected["machine"] == "ask":
        assert ASKED_ABOUT[name] in asked
        return
    assert asked == []
    sign = expected["read"].partition(",")[0]
    if sign.startswith(("=0", "<")):
        assert found.keys["direction"] == "decrease"
    elif sign.startswith(">=") and found.keys["kind"] == "level":
        assert found.keys.get("direction") == "increase" or "至" in found.keys["target"]


def test_the_own_table_is_proposed_as_its_plan_file_says(tmp_path: Path) -> None:
    """All keys equal; a kind that a rule proposed is marked."""
    plan = yaml.safe_load(OWN_PLAN.read_text(encoding="utf-8"))
    names = {one["key"]: one["name"] for one in plan["categories"]}
    rows = []
    for one in plan["indicators"]:
        _, unit, baseline, target, weight = one["source"]["quote"].split(" | ")
        rows.append(
            row(one["name"], baseline, target, unit, constraint=weight,
                number=str(one["id"]), category=names[one["category"]])
        )  # fmt: skip
    found = propose(table(*rows))
    for one, proposed in zip(plan["indicators"], found.items, strict=True):
        for key in ("id", "name", "unit", "baseline", "target", "kind"):
            assert proposed.keys.get(key) == (None if one.get(key) is None else str(one[key])), key
        assert proposed.keys["constraint"] == WEIGHTS[one["constraint"]]
        assert proposed.keys.get("whole", False) == one.get("whole", False), one["id"]
        assert not proposed.is_open
        if one["kind"] not in ("level", "narrative"):
            assert proposed.is_proposed
    assert [one.kind for one in loaded(found, tmp_path).indicators] == [
        one["kind"] for one in plan["indicators"]
    ]


TEXTS = (
    "", "—", "96", ">96", "100", "0", "-5", "〔5〕", "5%", "约5", "4—6", "下降5%", "达到3",
    "翻一番", "每年新增3个", "年均增长5%", "由3提高到5", "2030年5", "５０％以上", "5（预计）",
    "=SUM(A1)", "稳步提升",
)  # fmt: skip


@pytest.mark.slow
def test_whatever_a_row_prints_loads(tmp_path: Path) -> None:
    """Every mixture of cells becomes a plan that can be used, each item as its own kind."""
    names = (
        "合格率",
        "死亡率",
        "新增企业",
        "能耗降低",
        "用地规模",
        "年均增速",
        "恩格尔系数",
        "完成创建",
    )
    units = (None, "%", "个", "‰", "/")
    for name, unit in itertools.product(names, units):
        rows = [
            row(name, baseline, target, unit, change=change, change_basis=EITHER)
            for baseline, target, change in itertools.product(
                ("", "95", ">96", "60.6*", "5个", "2019年为3"), TEXTS, (None, "〔3〕", "6")
            )
        ]
        proposed = propose(table(*rows))
        kinds = [one.kind for one in loaded(proposed, tmp_path).indicators]
        assert kinds == [one.keys["kind"] for one in proposed.items]
