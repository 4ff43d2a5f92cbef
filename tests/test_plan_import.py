"""Test the plan file that an import writes, the page that shows it, and `sqc plan import`."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from shengzhou_quality.cli.plan_new import encoded
from shengzhou_quality.diagnostics import Diagnostic, Place
from shengzhou_quality.formats import PLAN_IMPORT_FORMATS, Options
from shengzhou_quality.formats.screen import display_width
from shengzhou_quality.plan.kinds import KINDS
from shengzhou_quality.plan.loader import inspect_files
from shengzhou_quality.plan.marks import MARK, find_marks
from shengzhou_quality.published.document import Document
from shengzhou_quality.published.doubts import Doubt
from shengzhou_quality.published.given_years import GivenYears, with_years
from shengzhou_quality.published.import_report import ImportReport
from shengzhou_quality.published.plan_file import written
from shengzhou_quality.published.printed_table import PrintedRow, PrintedTable
from shengzhou_quality.published.proposed_plan import (
    ProposedCategory,
    ProposedItem,
    ProposedPlan,
)
from shengzhou_quality.sources.yaml import comments_of, read_text
from shengzhou_quality.words import Words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

PLACE = Place("表.md", row=3, column=1)
PROPOSAL = Doubt("import-direction-by-baseline", "direction")
STATES = [
    {"key": "going", "name": "推进中", "spellings": ["正在推进"]},
    {"key": "done", "name": "完成创建", "spellings": ["完成", "是"]},
]

AGAINST: dict[str, Any] = {"against": "4", "over": "period", "tolerance": "0.5"}


def question(field: str | None, reason: str = "原文没有写明") -> Doubt:
    """An open doubt whose words hold any text; the codes of the rules have their own tests."""
    return Doubt("plan-mark", field, {"reason": reason})


def item(
    identity: str,
    name: str,
    kind: str,
    target: str,
    *doubts: Doubt,
    notes: tuple[str, ...] = (),
    **more: Any,
) -> ProposedItem:
    quote = f"{name} | {target}"
    source = {"section": "专栏1", "quote": quote}
    keys = {"source": source, "target": target, "kind": kind, "constraint": "anticipatory"}
    keys |= {"name": name, "id": identity, "category": "economy", **more}
    place = PLACE._replace(row=3 + int(identity))
    row = PrintedRow(name=name, place=place, quote=quote, notes=notes)
    return ProposedItem(row=row, keys=keys, doubts=doubts)


ITEMS = (
    item("1", "城镇化率", "level", ">71", unit="%", baseline="67", domain={"low": "0"}),
    item("2", "合格率", "maintain", ">98", unit="%", baseline="98.6", category="life"),
    item("3", "新增就业", "cumulative", "〔60〕", PROPOSAL, unit="万人"),
    item("4", "研发经费增长", "average_growth", ">7", unit="%"),
    item("5", "碳排放降低", "change", "〔17〕", question("change_in"), unit="%", change_in="rate"),
    item("6", "失业率", "mean_level", "<5.5", unit="%"),
    item("7", "口袋公园", "yearly", "每年新增10个", unit="个", notes=("含改建。# 待定",)),
    item("8", "国家文明城市", "milestone", "完成创建", PROPOSAL, states=STATES),
    item("9", "收入增长", "relative", "与城镇化率基本同步", unit="%", **AGAINST),
    item("10", "满意率", "trend", "稳步提升", unit="%", baseline="98.2", category="life"),
    item("11", "生产总值", "narrative", "在合理区间", question(None), question("target"), unit="%"),
    item("12", "恩格尔系数", "level", "25", question("direction"), direction="decrease"),
    item("13", "优良天数", "level", "93", PROPOSAL, question("baseline"), targets={"2023": "91.5"}),
    *(
        item(str(number), f"指标{number}", "level", "9", PROPOSAL, baseline="1", category="life")
        for number in range(14, 21)
    ),
)
HEAD = {"id": "example", "title": "某市规划", "baseline_year": "2020", "target_year": "2025"}
CATEGORIES = (ProposedCategory("economy", "经济发展"), ProposedCategory("life", "民生福祉"))


def plan_of(
    *items: ProposedItem, head: Mapping[str, Any] = HEAD, doubts: Sequence[Doubt] = ()
) -> ProposedPlan:
    return ProposedPlan(
        head=head, categories=CATEGORIES, items=items, place=PLACE, doubts=tuple(doubts)
    )


def report_of(plan: ProposedPlan, **more: Any) -> ImportReport:
    rows = tuple(one.row for one in plan.items)
    table = PrintedTable(place=PLACE, rows=rows, title="主要指标", baseline_year=2020)
    return ImportReport(
        document=Document("表.md", "0" * 64, ()), table=table, plan=plan, file="a.yaml", **more
    )


def plain(value: Any) -> Any:
    """Keys as the parser gives them back: every scalar is text."""
    if isinstance(value, dict):
        return {str(key): plain(held) for key, held in value.items()}
    if isinstance(value, list | tuple):
        return [plain(one) for one in value]
    return value if value is None else str(value)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_kind_is_written_and_loads(tmp_path: Path, language: str) -> None:
    assert {one.keys["kind"] for one in ITEMS} == set(KINDS)
    file = tmp_path / "indicators.yaml"
    plan = plan_of(*ITEMS, doubts=[question("target_year"), question(None)])
    file.write_text(written(plan, Words(language)), encoding="utf-8")
    seen = inspect_files(file)
    assert seen.faults == ()
    assert [one.id for one in seen.indicators.values()] == [one.keys["id"] for one in ITEMS]
    assert seen.head is not None
    assert seen.head.title == "某市规划"
    assert [one.indicator for one in seen.warnings if one.code == "plan-mark"] == (
        [None, None]
        + ["3", "5", "8", "11", "11", "12", "13", "13"]
        + [str(number) for number in range(14, 21)]
    )
    assert max(map(display_width, file.read_text("utf-8").splitlines())) <= 100


def test_a_mark_stands_at_the_key_that_it_concerns() -> None:
    doubts = (question("target"), question("unit"), question(None), question("source.quote"))
    text = written(
        plan_of(item("1", "甲", "level", "5", *doubts, notes=("一年一评",))), Words("zh")
    )
    said = f"# {MARK}：规划文件中有一处待定：原文没有写明"
    assert text.partition("indicators:\n")[2].splitlines() == [
        "  - id: 1",
        f"    {said}",
        "    # 原表注：“一年一评”",
        "    name: 甲",
        "    category: economy",
        f"    {said}",  # the table prints no unit
        "    constraint: anticipatory",
        "    kind: level",
        f"    target: 5  {said}",
        f"    {said}",
        "    source:",
        "      section: 专栏1",
        '      quote: "甲 | 5"',
    ]


def test_doubts_of_the_head_stand_in_the_head() -> None:
    """What concerns all rows stands before it; a year that is missing has a line to fill in."""
    head = {"id": "example", "title": "某市规划", "baseline_year": "2020", "target_year": None}
    doubts = [
        *(question(key) for key in ("target_year", "title", "categories")),
        *(PROPOSAL, question(None), question("id")),
    ]
    lines = written(plan_of(ITEMS[0], head=head, doubts=doubts), Words("zh")).splitlines()
    begun = lines.index("# 整张表要核对的：")
    said = f"# {MARK}：规划文件中有一处待定：原文没有写明"
    assert lines[begun : lines.index("indicators:")] == [
        "# 整张表要核对的：",
        said,
        said,
        "# 待定（核对）：推定越大越好：目标值高于基期值",
        "",
        "plan:",
        "  id: example",
        "  # 代号是导入时暂定的，可以改。",
        f"  title: 某市规划  {said}",
        "  baseline_year: 2020",
        f"  target_year:  {said}",
        "",
        "# 指标表的一级指标；key 给下面的 category 用。",
        said,
        "categories:",
        "  - {key: economy, name: 经济发展}",
        "  - {key: life, name: 民生福祉}",
        "",
    ]


LONG = "甲乙丙丁，" * 60 + "GDP with many Latin words 待定和待定 " * 12 + "完"


@pytest.mark.parametrize(
    "reason", [LONG, "x" * 300, "甲" * 95 + "待定" * 30 + "乙", "甲" * 99 + "。" * 20]
)
def test_a_long_mark_is_folded_and_read_as_one(reason: str) -> None:
    text = written(plan_of(item("1", "甲", "level", "5", question("name", reason))), Words("zh"))
    assert max(map(display_width, text.splitlines())) <= (100 if " " in reason else 320)
    assert not re.search("(?m)^ *#   [，。]", text)
    (mark,) = find_marks(read_text(text, "a.yaml"), comments_of(text, MARK))
    assert mark.indicator == "1"
    assert mark.parameters["reason"] == f"规划文件中有一处待定：{reason.strip()}".rstrip("。")


NASTY = (
    *("no", "Null", "~", "1e3", "0x1F", "1:30", "2020-01-01", "- a", "? a", "a: b", "a #b"),
    *("=", "<<", "a# 待定", "# 待定：假的", '"a', "'a", "@a", "`a", "%", "&a", "*a", "!a"),
    *("|", ">", "{a}", "[a", "a, b", "质量：好", "“质量”", "‘质量’", "甲、乙", "｛甲｝"),
    *(" 甲", "甲 ", "", " ", "甲\n乙", "甲\t乙", "\\", "\\n", "甲\u2028乙", "甲\u2029乙"),
    *("\u3000甲", "\u202e甲", "\ufeff甲", "甲\u00a0乙", "😀", "長" * 2000, "：", "key：值"),
    *("---", "...", "yes", "on", "2020", "007", "1_000", ".5", "+1", "甲：# 待定"),
    *("甲 ＃待定", "甲 #待定"),
)
CONTROLS = ("\x00", "\x07甲", "甲\x1b[31m", "甲\x85乙", "\ud800", "\uffff", "甲\r乙")
texts = st.one_of(st.sampled_from(NASTY), st.text(st.characters(codec="utf-8"), max_size=12))
clean = texts.filter(lambda text: not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\ufffe\uffff]", text))


@settings(max_examples=60)
@given(
    st.lists(clean, min_size=9, max_size=9),
    st.lists(texts, min_size=4, max_size=4),
    st.booleans(),
)
def test_what_is_written_is_read_back(
    values: list[str], said: list[str], for_windows: bool
) -> None:
    """Exactly the keys proposed, and one mark for each doubt, at its indicator."""
    name, unit, baseline, target, section, quote, spelling, title, area = values
    keys = {
        "id": "7",
        "name": name,
        "unit": unit,
        "baseline": baseline,
        "target": target,
        "source": {"section": section, "quote": quote},
        "states": [{"key": "a", "spellings": [spelling, name]}, {"key": "b", "spellings": []}],
        "targets": {"2023": target},
        "conflicts": [{"id": "X01", "phrases": [{"section": section, "quote": quote}]}],
        "aliases": [name, unit],
    }
    doubts = [question(field, reason) for field, reason in zip(keys, said, strict=False)]
    row = PrintedRow(name=name, place=PLACE, quote=quote, notes=tuple(said))
    head = {"id": "a", "title": title, "area": [area]}
    plan = plan_of(
        ITEMS[0],
        ProposedItem(row=row, keys=keys, doubts=tuple(doubts)),
        ITEMS[1],
        head=head,
        doubts=[question("title", said[0])],
    )
    text = encoded(written(plan, Words("zh")), for_windows=for_windows).decode("utf-8-sig")
    tree = read_text(text, "a.yaml")
    assert tree.data == {
        "plan": plain(head),
        "categories": [{"key": one.key, "name": one.name} for one in CATEGORIES],
        "indicators": [plain(dict(one.keys)) for one in plan.items],
    }
    marks = list(find_marks(tree, comments_of(text, MARK)))
    assert [one.indicator for one in marks] == [None, *["7"] * len(doubts)]


@pytest.mark.parametrize("text", [*NASTY, *CONTROLS])
def test_the_loader_takes_any_text_of_a_table(tmp_path: Path, text: str) -> None:
    """Also what it refuses in a plan: such a sign stays visible as another."""
    file = tmp_path / "indicators.yaml"
    first = item("1", text or "甲", "narrative", "好", question("name", text), notes=(text,))
    file.write_bytes(written(plan_of(first), Words("zh")).encode())
    seen = inspect_files(file)
    assert seen.faults == ()
    (name,) = (one.name for one in seen.indicators.values())
    expected = re.sub("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\uffff]", "\ufffd", text or "甲")
    assert name == expected


@pytest.mark.parametrize(("language", "effect"), [("zh", "以表为准"), ("en", "The table rules")])
def test_words_of_the_tool_are_in_the_language_of_the_reader(language: str, effect: str) -> None:
    """A plan file has no English beside the Chinese: that is a file of its own."""
    conflict = {"id": "X01", "effect": "以表为准", "effect_en": "The table rules"}
    one = item("1", "甲", "level", "5", conflicts=[conflict], name_en=None)
    text = written(plan_of(one), Words(language))
    found = read_text(text, "a.yaml").at(("indicators", 0, "conflicts", 0))
    assert found == {"id": "X01", "effect": effect}
    assert "_en" not in text


def test_the_counts_of_the_summary_add_up() -> None:
    """Every indicator is in one group of the page and in one count; the open ones come first."""
    report = report_of(plan_of(*ITEMS, doubts=[question("target_year")]))
    text = PLAN_IMPORT_FORMATS["terminal"].render(report, Words("zh"), Options()).decode()
    assert "读到20项指标：7项照表读定，9项有推定，4项待定。" in text
    assert "整张表（规划名称、年份等）另有1处待定。" in text
    assert [line.split("（")[0].split()[0] for line in text.splitlines() if "项" in line][-3:] == [
        "待定4项，须由人定",
        "经济发展",
        "民生福祉",
    ]
    ids = [int(found[1]) for found in re.finditer(r"(?m)^ {1,3}(\d+)  \S", text)]
    assert ids == [5, 11, 12, 13, 1, 3, 4, 6, 7, 8, 9, 2, 10, *range(14, 21)]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_json_is_of_its_schema(language: str) -> None:
    schema = Path(__file__).parent.parent / "schemas" / "plan-import.schema.json"
    doubts = [question("target_year")]
    fault = Diagnostic("plan-missing-key", PLACE, parameters={"key": "target_year"})
    report = report_of(plan_of(*ITEMS, head={"id": "a"}, doubts=doubts), faults=(fault,))
    data = json.loads(PLAN_IMPORT_FORMATS["json"].render(report, Words(language), Options()))
    Draft202012Validator(json.loads(schema.read_bytes())).validate(data)
    assert data["result"] == {"exit_code": 1, "total": 20, "printed": 7, "proposed": 9, "open": 4}
    doubt = data["items"][12]["doubts"][0]
    assert (doubt["code"], doubt["open"], doubt["field"]) == ("plan-mark", True, "baseline")
    assert (doubt["location"]["file"], doubt["location"]["line"]) == ("表.md", 16)
    assert data["items"][7]["keys"]["states"] == STATES


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("width", [80, 120])
def test_the_summary_keeps_to_the_screen(language: str, width: int) -> None:
    report = report_of(plan_of(*ITEMS))
    shown = PLAN_IMPORT_FORMATS["terminal"].render(report, Words(language), Options(width=width))
    lines = shown.decode().splitlines()
    assert max(map(display_width, lines)) <= width
    assert lines[2].startswith("读到20项指标" if language == "zh" else "Indicators read: 20")


def test_years_are_taken_only_where_the_table_is_not_sure() -> None:
    row = PrintedRow(name="甲", place=PLACE, quote="甲", targets={None: "5", 2023: "4"})
    table = PrintedTable(place=PLACE, rows=(row,), baseline_year=2019)
    given = GivenYears(2020, 2025)
    years = with_years(table, given)
    assert (years.baseline_year, years.target_year) == (2019, 2025)
    assert dict(years.rows[0].targets) == {2025: "5", 2023: "4"}
    unsure = replace(table, doubts=(question("baseline_year"), question("title")))
    years = with_years(unsure, given)
    assert (years.baseline_year, years.doubts) == (2020, (question("title"),))
