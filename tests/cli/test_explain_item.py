"""Test `sqc explain ID [DATA…]`: one page for an indicator, a commitment or a milestone."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest
from markdown_it import MarkdownIt
from nasty import NASTY

from shengzhou_quality.diagnostics import InputError, Place
from shengzhou_quality.evaluation.evaluate import evaluate
from shengzhou_quality.evaluation.trace import trace, trace_in
from shengzhou_quality.formats import CHAIN_FORMATS, Options
from shengzhou_quality.formats.screen import display_width
from shengzhou_quality.pages.explain.lead import places_words
from shengzhou_quality.pages.model import Fact
from shengzhou_quality.reading.intake import read_contents
from shengzhou_quality.words import Words

if TYPE_CHECKING:
    from pathlib import Path

    from cli.conftest import Sqc
    from shengzhou_quality.plan.model import Plan

HEADINGS = {
    "zh": ["一、", "二、", "三、", "四、", "五、", "六、"],
    "en": ["1 ", "2 ", "3 ", "4 ", "5 ", "6 "],
}

LAST = {"zh": "七、", "en": "7 "}
"""The part about other statements, where the plan has any."""


@pytest.mark.parametrize(
    ("item", "data", "lead"),
    [
        ("12", "failing-2025.xlsx", [
            "指标12：地表水市控以上断面水质Ⅰ-Ⅲ类的比例（约束性）",
            r"2025年：未达标（低于目标6\.7个百分点.*）。",
            "实际值93.3%（failing-2025.xlsx:实际值!K16），目标值100%。",
        ]),
        ("5", "failing-2025.xlsx", [
            "指标5：装配式建筑占新建建筑比例（约束性）",
            "2025年：未达标（.*须高于.*）。",
            "实际值40%（failing-2025.xlsx:实际值!K9），目标值>40%。",
            "规划表述不一：按三(五) 专栏5“40%以上”（所指为实施装配式建造的新建建筑面积比例），"
            "结果为“达标”；以指标表为准。",
        ]),
        ("19", "failing-2025.xlsx", [
            "指标19：新增各级政府质量奖企业（预期性）",
            "2025年：暂无法判定。",
            "实际值≥7家（failing-2025.xlsx:实际值!G23、H23、J23、K23），目标值8家。",
            "缺2023年的数，暂无法判定；请补报。",
        ]),
        ("2", "failing-2025.xlsx", [
            "指标2：农产品质量安全检测合格率（约束性）",
            "2025年：暂无法判定。",
            "实际值98%以上（failing-2025.xlsx:实际值!K6），目标值>98%。",
            "不能确认是否达到目标，暂不计入达标；请向报送单位核实，报准确数。",
        ]),
        ("6", "midterm-2023.xlsx", [
            "指标6：二星级及以上绿色建筑占新建民用建筑比例（约束性）",
            "2023年：略慢于时序进度（低于目标4个百分点）。",
            "实际值11%（midterm-2023.xlsx:实际值!I10），目标值>15%。",
            "要按期达到目标，今后2年每年需增加超过2个百分点。",
            "规划表述不一：按一(一)3“10%以上”，取10%作基期值，结果最好为“滞后”；以指标表为准。",
        ]),
        ("20", "midterm-2023.xlsx", [
            "指标20：创建“鲁班奖”、“国家优质工程奖”、“钱江杯”、“白玉兰杯”等优质工程（预期性）",
            "2023年：数据缺失。",
            "没有可以用于判定的数；目标值10个。",
            "缺2021、2022、2023年的数，暂无法判定；请补报。",
        ]),
        ("M53", "tasks-2025.xlsx", [
            "标志性成果：重大工程设备监理制度（M53）",
            "2025年：未完成。",
            "2026年才完成；目标“已完成”。",
        ]),
    ],
)  # fmt: skip
def test_the_page_opens_with_the_answer_and_its_cell(
    item: str, data: str, lead: list[str], sqc: Sqc
) -> None:
    report = sqc.once("explain", item, data).report
    first = "".join(report.split("\n\n")[0].splitlines()[1:])
    pattern = "".join(re.escape(line) if ".*" not in line else line for line in lead)
    assert re.fullmatch(pattern, first)


def test_the_answer_is_in_english_too(sqc: Sqc) -> None:
    first = sqc.once("explain", "6", "midterm-2023.xlsx", "--lang", "en").report.split("\n\n")[0]
    said = " ".join(first.split())
    for part in (
        "(binding) 2023: slipping (",
        "Actual 11% (midterm-2023.xlsx:实际值!I10), target >15%.",
        "To meet the target in time, needed in each of the 2 years left: "
        "increase of more than 2 pp.",
        "the result is “behind” at best; the indicator table takes precedence.",
    ):
        assert part in said


def test_cells_of_one_sheet_stand_behind_its_name() -> None:
    places = [Place("a.xlsx", "表", 7, 7), Place("a.xlsx", "表", 7, 8), Place("b.xlsx", "表", 1, 1)]
    assert places_words(places, Words("zh")) == "（a.xlsx:表!G7、H7、b.xlsx:表!A1）"
    assert places_words([], Words("zh")) == ""


def test_a_full_width_bracket_needs_no_space_before_it() -> None:
    assert (
        Fact("2025年", ("40%，用于判定", "（a.xlsx:表!K9）")).text
        == "40%，用于判定（a.xlsx:表!K9）"
    )
    assert Fact("2025", ("40%; used", "(a.xlsx:表!K9)")).text == "40%; used (a.xlsx:表!K9)"


def test_without_data_the_target_is_the_answer(sqc: Sqc) -> None:
    lines = sqc.once("explain", "5").report.splitlines()
    assert lines[2] == "2025年目标值>40%，即大于40%（不含40%）。"


def test_a_finding_on_a_value_is_named_in_the_readers_language(sqc: Sqc) -> None:
    assert "错误 [looks-like-fraction]" in sqc.once("explain", "21", "failing-2025.xlsx").report
    english = sqc.once("explain", "21", "failing-2025.xlsx", "--lang", "en").report
    assert "error[looks-like-fraction]" in english


def test_the_page_of_indicator_6_shows_both_baselines_and_which_one_rules(sqc: Sqc) -> None:
    ran = sqc.once("explain", "6", "midterm-2023.xlsx")
    assert (ran.code, ran.err) == (0, b"")
    page = re.sub(r"\s+", "", ran.report)
    assert "=(11-6.1)÷(15-6.1)≈0.550562" in page
    assert "=(4.9÷8.9)÷(3÷5)≈0.917603" in page
    assert "不低于0.60而低于0.95：略慢于时序进度" in page
    assert "=(11-10)÷(15-10)=0.2（至多）" in page
    assert "=(1÷5)÷(3÷5)≈0.333333（至多）" in page
    assert "最好为滞后；与按指标表不同" in page
    assert "以谁为准指标表，状态为“略慢于时序进度”" in page
    assert "“2020年全市实现二星级以上绿色建筑占新建民用建筑比例达到10%以上”" in page
    assert "（midterm-2023.xlsx:实际值!I10）" in page


@pytest.mark.parametrize(
    ("data", "width", "lang"),
    [
        ("tasks-2023.xlsx", 80, "zh"),
        ("tasks-2025.xlsx", 80, "en"),
        ("failing-2025.xlsx", 120, "zh"),
    ],
)
def test_every_part_is_there_and_no_line_is_too_long(
    data: str, width: int, lang: str, plan: Plan, examples: Path
) -> None:
    """Of every indicator, commitment and milestone."""
    actuals = read_contents([(data, (examples / data).read_bytes())], plan)
    report = evaluate(plan, actuals)
    render = CHAIN_FORMATS["terminal"].render
    for item in (*plan.indicators, *plan.commitments, *plan.milestones):
        chain = trace_in(plan, item, actuals, report)
        page = render(chain, Words(lang), Options(width=width)).decode()
        starts = [line[: len(HEADINGS[lang][0])] for line in page.splitlines() if line[:1] != " "]
        if chain.judged is not None:
            others = chain.judged.readings or chain.judged.baselines
            expected = [*HEADINGS[lang], *([LAST[lang]] if others else [])]
            assert [start for start in starts if start in (*HEADINGS[lang], LAST[lang])] == expected
        assert max(map(display_width, page.splitlines())) <= min(width, 100), item.id


def test_the_page_is_as_wide_as_the_terminal(sqc: Sqc) -> None:
    for width in (80, 100):
        page = sqc("explain", "6", "midterm-2023.xlsx", env={"COLUMNS": str(width)}).report
        assert width - 20 < max(map(display_width, page.splitlines())) <= width


@pytest.mark.parametrize(
    "written",
    ["6", "green-building-share", "二星级及以上绿色建筑占新建民用建筑比例", " 6 "],
)
def test_an_item_is_found_by_id_key_and_name(written: str, sqc: Sqc) -> None:
    assert sqc.once("explain", written, "--lang", "zh").report.splitlines()[1].startswith("指标6：")


def test_a_commitment_and_a_milestone_have_their_place_and_how_to_report_them(
    plan: Plan, sqc: Sqc
) -> None:
    for promise in (plan.commitments[0], plan.milestones[0]):
        page = re.sub(r"\s+", "", sqc.once("explain", promise.id.lower()).report)
        assert re.sub(r"\s+", "", promise.source.quote) in page
        assert plan.home(promise).task.id in page
        assert "三、报送要求" in page
        assert "计算过程" not in page


def test_one_that_restates_an_indicator_shows_that_indicator(plan: Plan, sqc: Sqc) -> None:
    shown = [one for one in plan.commitments if one.restates and plan.judged(one) is None]
    assert shown
    promise = shown[0]
    page = sqc.once("explain", promise.id, "final-2025.xlsx").report
    assert f"与指标{promise.restates}“" in page
    assert "二、计算过程" in page


def test_what_people_judge_says_so(plan: Plan, sqc: Sqc) -> None:
    left = next(one for one in plan.commitments if one.narrative)
    page = sqc.once("explain", left.id).report
    assert "规划没有给出可以判定的数，需评估单位认定。" in page
    assert "目标的含义" not in page


def test_without_data_a_page_says_what_to_report(sqc: Sqc) -> None:
    page = sqc.once("explain", "8").report
    assert "没有给出数据文件" in page
    assert "缺一年就不能判定" in re.sub(r"\s+", "", page)
    assert "五、" not in page


def test_json_holds_the_steps_and_the_result_of_evaluate(sqc: Sqc) -> None:
    for identity in ("6", "8", "11", "13", "17"):
        page = json.loads(sqc.once("explain", identity, "midterm-2023.xlsx", "-f", "json").out)
        report = json.loads(sqc.once("evaluate", "midterm-2023.xlsx", "-f", "json").out)
        result = next(one for one in report["indicators"] if one["id"] == identity)
        assert page["result"] == result
        assert (page["year"], page["final"]) == (report["year"], report["final"])
        for step in (*page["arithmetic"], *page["outlook"]):
            if step.get("field"):
                assert step["result"] == result[step["field"]]


def test_json_without_data_has_the_same_fields(sqc: Sqc) -> None:
    with_data = json.loads(sqc.once("explain", "6", "midterm-2023.xlsx", "-f", "json").out)
    for identity in ("6", "C01", "M01"):
        alone = json.loads(sqc.once("explain", identity, "-f", "json").out)
        assert alone.keys() == with_data.keys()
        assert alone["result"] is None


def test_files_are_written_and_named(sqc: Sqc, examples: Path, tmp_path: Path) -> None:
    data = str(examples / "midterm-2023.xlsx")
    ran = sqc("explain", "7", data, "-o", "7.md", "-o", "7.json", cwd=tmp_path)
    assert (ran.code, ran.out) == (0, b"")
    assert ran.said == ["已写入 7.md", "已写入 7.json"]
    assert (tmp_path / "7.md").read_text(encoding="utf-8").startswith("# 指标7：")


def test_data_from_stdin_and_another_year(sqc: Sqc, examples: Path) -> None:
    piped = (examples / "midterm-2023.xlsx").read_bytes()
    ran = sqc("explain", "7", "-", "--year", "2022", stdin=piped)
    assert "≈ 0.332253" in ran.report  # 13.33/100.3 ÷ 0.4, design §5
    assert "<stdin>:实际值!H11" in ran.report


# wrong use


@pytest.mark.parametrize(
    ("written", "nearest"),
    [
        ("24", "23 每万人高价值发明专利拥有量"),
        ("C99", "C36 "),
        ("M999", "M"),
        ("green-building-shar", "6 二星级及以上绿色建筑占新建民用建筑比例"),
        ("社会消费品零售总额的速度", "8 社会消费品零售总额年均增速"),
        ("not-a-numbr", "not-a-number"),
    ],
)
def test_an_unknown_id_is_2_and_suggests_the_nearest(written: str, nearest: str, sqc: Sqc) -> None:
    ran = sqc.once("explain", written)
    assert (ran.code, ran.out) == (2, b"")
    assert f"是否为{nearest}" in ran.said[0].replace("是否为 ", "是否为")


def test_a_task_or_a_conflict_is_not_what_this_page_explains(sqc: Sqc) -> None:
    for identity in ("T03", "X07", "B5"):
        ran = sqc.once("explain", identity)
        assert (ran.code, ran.out) == (2, b"")
        assert "sqc plan show" in ran.said[0]


@pytest.mark.parametrize(
    "arguments",
    [
        ("behind", "midterm-2023.xlsx"),
        ("not-a-number", "--format", "json"),
        ("not-a-number", "--year", "2023"),
        ("--year", "2023"),
        ("6", "--year", "2023"),
        ("6", "--form", "6=当年值"),
        ("6", "midterm-2023.xlsx", "--format", "junit"),
        ("6", "midterm-2023.xlsx", "--year", "2026"),
        ("6", "midterm-2023.xlsx", "-o", "midterm-2023.xlsx"),
        ("6", "nosuch.xlsx"),
    ],
    ids=" ".join,
)
def test_what_cannot_be_explained_is_2_with_nothing_on_stdout(
    arguments: tuple[str, ...], sqc: Sqc
) -> None:
    ran = sqc.once("explain", *arguments)
    assert (ran.code, ran.out) == (2, b"")
    assert ran.said


# text from files is data


def hostile(folder: Path, text: str) -> str:
    """The text as a value, as evidence and as a remark."""
    rows = [
        {"id": "6", "values": {"2022": text, "2023": "11"}, "evidence": text, "remark": text},
        {"id": "13", "values": {"2023": "推进中"}, "evidence": text},
    ]
    (folder / "data.json").write_text(json.dumps({"actuals": rows}), encoding="ascii")
    return "data.json"


def test_a_nasty_file_is_explained_on_every_stream(sqc: Sqc, tmp_path: Path) -> None:
    data = hostile(tmp_path, NASTY[0])
    ran = sqc("explain", "6", data, "-o", "a.md", "-o", "a.json", "-o", "-", cwd=tmp_path)
    assert ran.code == 0
    assert (tmp_path / "a.md").stat().st_size > 0
    assert (tmp_path / "a.json").stat().st_size > 0


@pytest.mark.parametrize("number", range(len(NASTY)))
def test_no_text_of_a_file_becomes_more_than_text(number: int, plan: Plan, tmp_path: Path) -> None:
    data = hostile(tmp_path, NASTY[number])
    try:
        actuals = read_contents([(data, (tmp_path / data).read_bytes())], plan)
    except InputError:  # refused as a file
        return
    item = plan.indicator("6" if number % 2 else "13")
    assert item is not None
    chain = trace(plan, item, actuals)
    made = {
        name: one.render(chain, Words("zh"), Options()).decode()
        for name, one in CHAIN_FORMATS.items()
        if not one.binary
    }
    for name, text in made.items():
        assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\u2028]", text)
        assert not re.search(r"(?m)^\s*::", text)
        assert "##[" not in text, name
    json.loads(made["json"])
    tokens = MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(made["markdown"])
    kinds = {part.type for token in tokens for part in (token, *(token.children or ()))}
    own = {"heading", "paragraph", "bullet_list", "list_item", "strong"}
    expected = {f"{kind}_{end}" for kind in own for end in ("open", "close")}
    expected |= {"inline", "text", "text_special", "softbreak", "hr"}
    assert kinds <= expected


def test_a_page_goes_through_a_stream_that_lacks_the_signs(sqc: Sqc) -> None:
    ran = sqc(
        "explain", "7", "midterm-2023.xlsx", "--lang", "en", env={"PYTHONIOENCODING": "ascii"}
    )
    assert ran.code == 0
    page = b" ".join(ran.out.split())
    assert b"= (25.9 / 100.3) / (3 / 5) ~ 0.430376" in page


def test_the_same_input_gives_the_same_bytes(sqc: Sqc) -> None:
    for format_ in ("terminal", "markdown", "json"):
        once = sqc("explain", "19", "failing-2025.xlsx", "-f", format_)
        again = sqc("explain", "19", "failing-2025.xlsx", "-f", format_)
        assert once == again


def test_a_milestone_that_nobody_reported_is_told_in_words_of_states(sqc: Sqc) -> None:
    ran = sqc.once("explain", "m3", "final-2025.xlsx")
    assert "2025年：数据缺失。\n没有可以用于判定的状态；目标“已完成”。\n" in ran.report
    assert "请补报完成状态，已经完成的附完成日期和佐证材料。" in ran.report
    assert "到2025年没有可以用于判定的状态：数据缺失" in ran.report
    assert "请先报送状态" in ran.report
    assert "目标值已完成" not in ran.report
    assert not re.search("用于判定的数|2025年的数", ran.report)
