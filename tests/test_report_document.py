"""The status report that is handed on: its figures are those of report.json, and it adds up."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from decimal import ROUND_CEILING, ROUND_HALF_EVEN, ROUND_UP, Decimal
from difflib import unified_diff
from io import BytesIO
from typing import TYPE_CHECKING, Any

import markdown_page
import openpyxl
import pytest
from example_reports import EXAMPLES, LANGUAGES, LONG, NAMES, as_shown, make, rendered
from markdown_page import Part, below, numbers, parts

from shengzhou_quality.diagnostics import Diagnostic, Place
from shengzhou_quality.evaluation.selections import are_promises_listed, is_blank
from shengzhou_quality.formats import FORMATS, Options
from shengzhou_quality.judgement import Status
from shengzhou_quality.pages.model import Details, Medium, Section, Sentence, Sentences
from shengzhou_quality.pages.reasons import explain
from shengzhou_quality.pages.report import page
from shengzhou_quality.words import Words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from shengzhou_quality.evaluation.report import Report
    from shengzhou_quality.pages.model import Block

    Judge = Callable[..., Report]

TO_VERIFY = {"undetermined", "no_data", "invalid"}
BEHIND = {"behind", "regressed", "lapsed"}
PARTS = "一、总体情况 二、主要指标完成情况 三、{attention} 四、重点任务进展 五、需要说明的问题"
ANNEXES = {
    "sources": ("数据来源和依据", "Sources and grounds"),
    "requests": ("催报清单", "Missing or to be corrected"),
    "unclear": ("规划表述需说明之处", "Statements of the plan that need a remark"),
    "method": ("评估方法", "Method"),
}
ATTENTION = {True: "未达标和需要关注的指标", False: "滞后和需要关注的指标"}
"""In the final year, and before it."""


@pytest.fixture(scope="module")
def reports(judge: Judge) -> dict[str, Report]:
    return make(judge)


def markdown(report: Report, lang: str = "zh") -> str:
    return rendered(report, "markdown", lang).decode()


def as_json(report: Report, lang: str = "zh") -> Any:
    return json.loads(rendered(report, "json", lang), parse_float=Decimal, parse_int=Decimal)


def whole(name: str) -> bool:
    return name != "blank"


BOTH = pytest.mark.parametrize("lang", LANGUAGES)
EACH = pytest.mark.parametrize("name", [name for name in NAMES if whole(name)])


def section(found: list[Part], number: int, lang: str) -> list[Part]:
    return below(found, f"{'一二三四五'[number - 1]}、" if lang == "zh" else f"{number}. ")


def annex(found: list[Part], key: str, lang: str) -> list[Part]:
    """The annex with this title; an empty list where the report has none."""
    title = ANNEXES[key][LANGUAGES.index(lang)]
    headings = [part.heading for part in found if part.heading.endswith(title)]
    return below(found, headings[-1]) if headings else []


@EACH
def test_the_parts_stand_in_order_and_are_always_there(
    name: str, reports: dict[str, Report]
) -> None:
    report = reports[name]
    found = parts(markdown(report))
    last = "终期评估报告" if report.final else "年度评估报告"
    assert found[0].heading.startswith("嵊州市质量发展“十四五”规划")
    assert found[0].heading.endswith(last)
    assert found[0].sentences[0].startswith(("约束性指标", "预期性指标", "不作认定", "各项指标"))
    assert found[0].sentences[1].startswith("根据《嵊州市质量发展“十四五”规划》第四部分第（三）项")
    asked = bool(report.lists.missing) or (
        are_promises_listed(report) and bool(report.lists.unreported)
    )
    unclear = any(report.plan.conflicts_of(one.indicator.id) for one in report.indicators)
    left_out = {*(() if asked else ("requests",)), *(() if unclear else ("unclear",))}
    there = [title for key, (title, _) in ANNEXES.items() if key not in left_out]
    annexes = (f"附件{number}：{title}" for number, title in enumerate(there, 1))
    wanted = [*PARTS.format(attention=ATTENTION[report.final]).split(), *annexes]
    assert [part.heading for part in found if part.level == 2] == wanted


@BOTH
@EACH
def test_every_year_of_every_indicator_is_the_one_in_the_json(
    name: str, lang: str, reports: dict[str, Report]
) -> None:
    report = reports[name]
    items = as_json(report, lang)["indicators"]
    if not items:
        return
    (part,) = section(parts(markdown(report, lang)), 2, lang)
    assert len(part.rows) == len(items)
    by_id = {row["序号" if lang == "zh" else "No."]: row for row in part.rows}
    for item in items:
        row = by_id[item["id"]]
        assert row["指标" if lang == "zh" else "Indicator"] != ""
        assert row["2020年" if lang == "zh" else "2020"] == (item["baseline"]["text"] or "—")
        if item["kind"] != "milestone":
            assert row["目标" if lang == "zh" else "Target"] == item["target"]["text"]
        for entry in item["series"]:
            shown = row[f"{entry['year']}年" if lang == "zh" else str(entry["year"])]
            assert shown == as_shown(entry, lang)
        assert len([head for head in part.tables[0][0] if re.fullmatch(r"20\d\d年?", head)]) == (
            report.year - 2019
        )


def known(item: Any) -> set[str]:
    """Each figure of the JSON of an item, rounded as a reader may see it."""
    figures = [item[key] for key in ("margin", "gap", "expected", "pace", "needed_per_year")]
    if item["progress"] is not None:
        figures.append(item["progress"] * 100)
    actual = item["actual"] or {"low": None, "high": None, "either": None, "text": ""}
    figures += [actual["low"], actual["high"]]
    for either in actual["either"] or ():
        figures += [either["low"], either["high"], either["margin"], either["gap"]]
    target = item["target"]
    figures += [target.get("low"), target.get("high")]
    found = set()
    for figure in figures:
        if figure is None:
            continue
        for places in range(7):
            for rounding in (ROUND_HALF_EVEN, ROUND_UP, ROUND_CEILING):
                cut = figure.quantize(Decimal(1).scaleb(-places), rounding)
                found |= {f"{abs(cut):f}", f"{abs(cut).normalize():f}"}
    texts = [actual["text"], *(entry["text"] or "" for entry in item["series"])]
    said = item["assessed"]
    texts += [json.dumps(said, default=str)] if said else []
    return found | {number for text in texts for number in numbers(text)}


@BOTH
@EACH
def test_every_figure_about_an_indicator_is_in_its_json(
    name: str, lang: str, reports: dict[str, Report]
) -> None:
    """In the column of completion and in the lists of part three."""
    report = reports[name]
    items = {item["id"]: item for item in as_json(report, lang)["indicators"]}
    years = {str(year) for year in range(2020, 2027)}
    found = parts(markdown(report, lang))
    looked_at = 0
    for part in (*section(found, 2, lang), *section(found, 3, lang)):
        for table in part.tables:
            heads = table[0]
            at = heads.index("序号" if lang == "zh" else "No.")
            columns = [
                place
                for place, head in enumerate(heads)
                if head in {
                    "完成情况", "时序进度比", "实际", "按时序应为", "差距", "今后每年需",
                    "未达标的年份", "Status", "Pace", "Actual", "Expected by now", "Gap",
                    "Needed per year", "Years outside the target",
                }
            ]  # fmt: skip
            for row in table[1:]:
                allowed = known(items[row[at]]) | years
                for place in columns:
                    text = row[place].replace("×CNY100m", "")
                    unknown = {one.lstrip("-") for one in numbers(text)} - allowed
                    assert unknown == set(), (row[at], heads[place], row[place])
                    looked_at += 1
    assert looked_at or not items


@BOTH
@EACH
def test_the_counts_are_those_of_the_json_and_add_up(
    name: str, lang: str, reports: dict[str, Report]
) -> None:
    report = reports[name]
    summary = as_json(report, lang)["summary"]
    (part,) = section(parts(markdown(report, lang)), 1, lang)
    if not (summary["total"] or summary["excluded"]):
        assert part.tables == []
        return
    table = part.tables[0]
    groups = [summary["binding"], summary["anticipatory"], *summary["categories"], summary]
    groups = [one for one in groups if one["total"] or one["excluded"]]
    assert len(table) - 1 == len(groups)
    rate = "completion_rate" if report.final else "on_schedule_rate"
    for row, group in zip(table[1:], groups, strict=True):
        excluded = bool(summary["excluded"])
        total, *counts = [int(text) for text in row[1:] if re.fullmatch(r"\d+", text)]
        if excluded:
            assert counts.pop() == group["excluded"]
        assert total == group["total"] == sum(counts)
        assert counts[-1] == group["to_verify"]
        first = group["met"] if report.final else group["on_schedule"]
        assert counts[0] == first
        shown = next((text for text in row if text.endswith("%")), None)
        if group[rate] is None or group["to_verify"] == group["total"]:
            assert shown is None
        else:
            assert shown is not None
            assert abs(Decimal(shown[:-1]) - group[rate] * 100) <= Decimal("0.05")


@BOTH
@EACH
def test_each_indicator_that_is_worth_it_stands_in_one_list(
    name: str, lang: str, reports: dict[str, Report]
) -> None:
    report = reports[name]
    items = {item["id"]: item for item in as_json(report, lang)["indicators"]}
    lists = section(parts(markdown(report, lang)), 3, lang)
    shown: dict[str, str] = {}
    for part in lists[1:]:
        count = re.search(r"(\d+)\D*$", part.heading)
        assert count
        assert int(count[1]) == len(part.rows)
        for row in part.rows:
            identity = row["序号" if lang == "zh" else "No."]
            assert identity not in shown
            shown[identity] = part.heading
    assert set(shown) == {one for one, item in items.items() if item["severity"] is not None}
    for identity, heading in shown.items():
        item = items[identity]
        named = {
            "待核实": item["status"] in TO_VERIFY, "To verify": item["status"] in TO_VERIFY,
            "期间有年度": item["status"] == "met", "not in every year": item["status"] == "met",
            "（一）未达标": item["status"] == "missed", "Not met": item["status"] == "missed",
            "滞后": item["status"] in BEHIND, "Behind": item["status"] in BEHIND,
        }  # fmt: skip
        assert all(holds for word, holds in named.items() if word in heading), (identity, heading)


@BOTH
@pytest.mark.parametrize("fail_on", ["binding", "any", "never"])
@pytest.mark.parametrize("name", ["midterm-2023", "tasks-2023", "county-2025", "failing-2025"])
def test_the_conclusion_and_the_lists_agree(
    name: str, fail_on: str, lang: str, judge: Judge
) -> None:
    """What the conclusion counts to watch or behind is as long as the list below."""
    report = judge((f"{name}.xlsx", (EXAMPLES / f"{name}.xlsx").read_bytes()), fail_on=fail_on)
    found = parts(markdown(report, lang))
    conclusion = re.split("。|indicators (?:behind|not met|with|to verify)", found[0].sentences[0])[
        0
    ]
    lists = {part.heading: len(part.rows) for part in section(found, 3, lang)[1:]}
    for counted, heading in (
        (r"(\d+)项需关注|to watch (\d+)", "需关注|To watch"),
        (r"(\d+)项滞后|behind schedule (\d+)", "滞后|Behind"),
        (r"(\d+)项待核实|to verify (\d+)", "待核实|To verify"),
    ):
        if not report.final:
            said = sum(int(one or other) for one, other in re.findall(counted, conclusion))
            assert said == sum(count for title, count in lists.items() if re.search(heading, title))


@BOTH
@EACH
def test_annexes_name_who_is_asked_and_the_digests(
    name: str, lang: str, reports: dict[str, Report]
) -> None:
    report = reports[name]
    data = as_json(report, lang)
    found = parts(markdown(report, lang))
    asked = [
        row["编号" if lang == "zh" else "ID"]
        for part in annex(found, "requests", lang)[1:]
        for row in part.rows
    ]
    wanted = [entry["id"] for entry in data["lists"]["missing"]]
    if are_promises_listed(report):
        for one in data["lists"]["unreported"]:
            wanted += [*one["commitments"], *one["milestones"]]
    assert sorted(asked) == sorted(wanted)
    (table,) = annex(found, "method", lang)[0].tables
    digests = {(row[1], row[2]) for row in table[1:]}
    files = [*data["plan"].get("files", ()), *data["sources"]]
    assert {(" ".join(one["path"].split()), one["sha256"]) for one in files} <= digests


SENTENCES_OF_THE_MACHINE = re.compile(
    r"\.xlsx|\.yaml|![A-Z]+[0-9]+|单元格|\(cell|--[a-z]|\bsqc\b|SHA-256|[0-9a-f]{64}"
    r"|\b[CMXT][0-9]{2}\b|\b[a-z]+-[a-z]+-[a-z]+\b(?=\])"
)


@BOTH
@EACH
def test_no_sentence_before_the_annexes_has_a_word_of_the_machine(
    name: str, lang: str, reports: dict[str, Report]
) -> None:
    report = reports[name]
    found = parts(markdown(report, lang))
    end = found.index(annex(found, "sources", lang)[0])
    said = [text for part in found[:end] for text in (part.heading, *part.sentences)]
    cells = [
        cell
        for part in found[:end]
        for table, folded in zip(part.tables, part.folded, strict=True)
        if not folded
        for row in table
        for cell in row
        if not re.fullmatch(r"[CM][0-9]{2}", cell)  # the number of an item in its own column
    ]
    only = "仅评估所选" if lang == "zh" else "Only"
    machine = [
        text
        for text in (*said, *cells)
        if SENTENCES_OF_THE_MACHINE.search(text) and not text.startswith(only)
    ]
    assert machine == []


def sentences(blocks: Sequence[Block]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, Sentence):
            yield block.text
        elif isinstance(block, Sentences):
            yield from block.texts
        elif isinstance(block, (Section, Details)):
            yield from sentences(block.blocks)


@BOTH
@EACH
def test_nothing_is_said_twice(name: str, lang: str, reports: dict[str, Report]) -> None:
    shown = page(reports[name], Words(lang), Medium.DOCUMENT)
    said = [*(one.text for one in shown.lead), *sentences(shown.blocks)]
    assert [text for text in said if said.count(text) > 1] == []


@BOTH
def test_a_blank_workbook_has_a_short_document_that_says_so(
    lang: str, reports: dict[str, Report]
) -> None:
    text = markdown(reports["blank"], lang)
    assert len(text.splitlines()) < 22
    assert ("没有填报" if lang == "zh" else "holds no value") in text
    assert "# " in text.splitlines()[0]


def test_a_base_year_that_a_template_has_printed_is_no_report(judge: Judge) -> None:
    said = {}
    for values in ("{2020: 322.7}", "{2020: 322.7, 2021: 330}"):
        content = f"actuals: [{{id: '7', values: {values}}}]".encode()
        said[values] = "没有填报任何" in markdown(judge(("a.yaml", content), year=2025))
    assert list(said.values()) == [True, False]


def test_an_error_is_not_called_blank(judge: Judge) -> None:
    report = judge(("a.yaml", b"actuals: [{id: '7', values: {2025: null}}]"), year=2025)
    error = Diagnostic("not-a-number", Place("a.yaml"), "7", {"text": "x", "name": "服务业增加值"})
    assert is_blank(report)
    assert not is_blank(replace(report, diagnostics=(error,)))


@pytest.mark.parametrize(("row", "value", "most"), [(26, 421, 12), (9, 41.5, 60)])
def test_one_value_changed_is_a_small_difference(
    row: int, value: float, most: int, judge: Judge
) -> None:
    """420 to 421 in one cell: its row, the digest; 40 to 41.5 settles a failing indicator."""
    content = (EXAMPLES / "failing-2025.xlsx").read_bytes()
    book = openpyxl.load_workbook(BytesIO(content))
    book["实际值"].cell(row, 11).value = value
    stream = BytesIO()
    book.save(stream)
    before, after = (
        markdown(judge(("a.xlsx", one))).splitlines() for one in (content, stream.getvalue())
    )
    changed = [
        line
        for line in unified_diff(before, after, n=0, lineterm="")
        if line[0] in "+-" and line[:3] not in ("+++", "---")
    ]
    assert 0 < len(changed) <= most


def test_long_tables_are_folded_and_short_ones_are_not(reports: dict[str, Report]) -> None:
    found = parts(markdown(reports["tasks-2025"]))
    for part in found:
        if part.heading.startswith(("附件1", "附件3", "附件4")) or part.level == 1:
            continue
        for table, folded in zip(part.tables, part.folded, strict=True):
            main = part.heading.startswith(("二、", "四、")) and len(table) - 1 in (13, 23)
            assert folded is (len(table) - 1 > 12 and not main), part.heading


def test_a_fold_has_blank_lines_round_what_is_markdown(reports: dict[str, Report]) -> None:
    """Without them GitHub and GitLab show the table as text."""
    lines = markdown(reports["tasks-2025"]).splitlines()
    assert lines.count("<details>") == lines.count("</details>") > 3
    for number, line in enumerate(lines):
        if line == "<details>":
            assert lines[number - 1] == ""
            assert re.fullmatch(r"<summary>[^<>]+</summary>", lines[number + 1])
            assert lines[number + 2] == ""
        if line == "</details>":
            assert lines[number - 1] == ""
            assert lines[number + 1 : number + 2] in ([""], [])


def test_forty_findings_with_long_remarks_leave_the_page_readable(
    reports: dict[str, Report],
) -> None:
    found = parts(markdown(reports["forty-findings"]))
    (problems,) = [part for part in found if part.heading.startswith("数据问题")]
    assert problems.folded == [True]
    assert len(problems.rows) == len(reports["forty-findings"].diagnostics) >= 20
    body = found[: found.index(annex(found, "sources", "zh")[0])]
    assert all(LONG not in "".join(map(str, part.tables)) for part in body)


def test_numbers_are_flush_right(reports: dict[str, Report]) -> None:
    text = markdown(reports["failing-2025"])
    start = text.index("| 一级指标 |")
    heads, rules = (line.strip("| ").split(" | ") for line in text[start:].splitlines()[:2])
    for head, rule in zip(heads, rules, strict=True):
        right = head in {"序号", "目标"} or head.endswith("年")
        assert rule == ("---:" if right else "---"), head


def test_a_category_is_named_where_it_begins(reports: dict[str, Report]) -> None:
    (part,) = section(parts(markdown(reports["final-2025"])), 2, "zh")
    named = {row["序号"]: row["一级指标"] for row in part.rows if row["一级指标"]}
    assert named == {"1": "质量建设", "15": "标准建设", "18": "品牌建设", "21": "创新驱动"}


def test_offices_are_those_that_the_files_name(reports: dict[str, Report]) -> None:
    (part,) = section(parts(markdown(reports["county-2025"])), 2, "zh")
    offices = {row["序号"]: row["责任单位"] for row in part.rows}
    assert offices["7"] == "市统计局（示例）"
    assert offices["23"] == "市市场监管局（示例）"
    (part,) = section(parts(markdown(reports["failing-2025"])), 2, "zh")
    assert {row["责任单位"] for row in part.rows} == {"—"}


def test_what_failing_indicators_come_to_is_said_in_full(reports: dict[str, Report]) -> None:
    """By hand: 40 against >40, 93.3 against 100, 92.6 in 2022 against >93."""
    (_, missed, to_verify, outside) = section(parts(markdown(reports["failing-2025"])), 3, "zh")
    assert [(row["序号"], row["实际"], row["目标"]) for row in missed.rows] == [
        ("5", "40%", ">40%"),
        ("12", "93.3%", "100%"),
    ]
    assert "6.7个百分点" in missed.rows[1]["差距"]
    assert [row["序号"] for row in to_verify.rows] == ["2", "9", "19", "21"]
    assert [row["未达标的年份"] for row in outside.rows] == ["2022年为92.6%"]


def test_before_the_final_year_each_list_says_what_a_year_needs(
    reports: dict[str, Report],
) -> None:
    """By hand: (423-348.6)÷2 = 37.2; expected 322.7+(423-322.7)×3÷5 = 382.88."""
    lists = section(parts(markdown(reports["midterm-2023"])), 3, "zh")
    rows = {row["序号"]: row for part in lists[1:] for row in part.rows}
    assert rows["7"]["今后每年需"] == "增加37.2亿元"
    assert rows["7"]["按时序应为"] == "382.88亿元"
    assert [part.heading[:6] for part in lists[1:]] == [
        "（一）滞后（",
        "（二）需关注",
        "（三）待核实",
    ]


@pytest.mark.parametrize("name", ["midterm-2023", "tasks-2023", "assessed"])
def test_before_the_final_year_nothing_is_said_to_be_missed(
    name: str, reports: dict[str, Report]
) -> None:
    found = parts(markdown(reports[name]))
    body = found[: found.index(annex(found, "sources", "zh")[0])]
    said = [text for part in body for text in (part.heading, *part.sentences)]
    said += [cell for part in body for table in part.tables for row in table for cell in row]
    assert [text for text in said if re.search(r"未达标|(?<!不算)未完成|未通过|终期", text)] == []


def test_every_status_has_its_place_in_the_lists() -> None:
    """The words of the lists know each status; a new one has to be put somewhere."""
    assert {"missed", *BEHIND, *TO_VERIFY, "slipping", "pending", "maintained", "met", "achieved",
            "ahead", "on_track"} == {status.value for status in Status}  # fmt: skip


def test_the_reader_of_a_markdown_page_is_strict() -> None:
    with pytest.raises(AssertionError, match="not ours"):
        markdown_page.parts("# x\n\n<b>\n")


def test_each_remark_is_cited_with_its_own_cell(judge: Callable[..., Report]) -> None:
    """The office in the fourth column, evidence in the sixth, the remark in the seventh."""
    lines = (
        "指标,2024年,2025年,责任单位,数据来源,佐证材料,备注",
        "装配式建筑占新建建筑比例,40,41,市建设局,,台账,",
        "服务业增加值,420,430,市发改局,,,按新口径",
    )
    report = judge(("a.csv", "\n".join(lines).encode()))
    by_id = {one.indicator.id: one for one in report.indicators}
    words = Words("zh")
    said = dict(explain(by_id["7"], report, words).lines)
    assert said["责任单位"] == "市发改局（a.csv:3:4）"
    assert said["备注"] == "按新口径（a.csv:3:7）"
    said = dict(explain(by_id["5"], report, words).lines)
    assert said["责任单位"] == "市建设局（a.csv:2:4）"
    assert said["佐证材料"] == "台账（a.csv:2:6）"
    whole = FORMATS["markdown"].render(report, words, Options()).decode()
    assert re.search("责任单位：市发改局（[^（）]*3:4）；备注：按新口径（[^（）]*3:7）", whole)
