"""Test 预警清单 and 催报清单 by hand: on the examples, and for each reason to list an item."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from markdown_page import below, parts
from questions import by_sheet

from shengzhou_quality.formats import FORMATS, Options
from shengzhou_quality.pages.conclusion import result_line
from shengzhou_quality.pages.report.item_words import asked, gap, standing
from shengzhou_quality.pages.rows import needed
from shengzhou_quality.words import Words

if TYPE_CHECKING:
    from collections.abc import Callable

    from shengzhou_quality.evaluation.report import Report

    Judge = Callable[..., Report]
    Xlsx = Callable[..., bytes]

EXAMPLES = Path(__file__).parent.parent / "examples"
ZH = Words("zh")


def example(name: str, judge: Judge) -> Report:
    return judge((name, (EXAMPLES / name).read_bytes()))


def warned(report: Report) -> list[tuple[str, str, str]]:
    return [
        (entry.result.indicator.id, entry.severity.value, entry.result.status.value)
        for entry in report.lists.warnings
    ]


def missing(report: Report) -> list[tuple[str, str, list[int], list[str]]]:
    return [
        (
            entry.result.indicator.id,
            entry.why.value,
            list(entry.years),
            [str(cell.place).rpartition("!")[2] for cell in entry.cells],
        )
        for entry in report.lists.missing
    ]


def test_the_lists_of_a_year_before_the_last(judge: Judge) -> None:
    """All are warnings, so the plan's order is all there is. 10 stands exactly at >99."""
    report = example("midterm-2023.xlsx", judge)
    assert warned(report) == [
        ("4", "warning", "maintained"),  # kept in 2023, but not in 2022
        ("6", "warning", "slipping"),
        ("7", "warning", "behind"),
        ("8", "warning", "slipping"),
        ("10", "warning", "lapsed"),
        ("21", "warning", "regressed"),
    ]
    assert missing(report) == [
        ("16", "years", [2021], []),
        ("20", "no_data", [2021, 2022, 2023], []),
    ]
    results = [entry.result for entry in report.lists.warnings]
    lines = [(standing(one, ZH), gap(one, report, ZH), needed(one, ZH)) for one in results]
    # (15 − 11)/2, (423 − 348.6)/2; 8: (1.09^5 / (1.095·1.04·1.08))^(1/2) − 1 = 11.848622%
    assert lines[:5] == [
        ("达标，但2022年未达目标值", "", ""),
        ("略慢于时序进度", "低4个百分点", "增加超过2个百分点"),
        ("滞后", "低74.4亿元", "增加37.2亿元"),
        ("略慢于时序进度", "低1.86个百分点", "年均增长11.85%"),
        ("当年未达目标值", "等于99%，须高于99%", ""),
    ]


def test_the_lists_of_the_last_year_put_errors_first(judge: Judge) -> None:
    """2 fails the gate, too, but what it needs is a better figure: it is asked for again."""
    report = example("failing-2025.xlsx", judge)
    assert warned(report) == [
        ("5", "error", "missed"),
        ("12", "error", "missed"),
        ("11", "warning", "met"),
    ]
    assert missing(report) == [
        ("2", "undetermined", [], ["K6"]),
        ("9", "undetermined", [], ["K13"]),
        ("19", "years", [2023], []),
        ("21", "unusable", [], ["K25"]),
    ]
    assert [asked(entry, ZH) for entry in report.lists.missing] == [
        "“98%以上”（单元格K6）不够具体，请报准确数",
        "“约6”（单元格K13）不够具体，请报准确数",
        "缺2023年的数据（单元格I23）",
        "“0.0336”（单元格K25）有误，请改正",
    ]


def test_where_nothing_fails_and_nothing_is_missing_both_are_empty(judge: Judge) -> None:
    report = example("final-2025.xlsx", judge)
    assert (report.lists.warnings, report.lists.missing) == ((), ())
    text = FORMATS["terminal"].render(report, ZH, Options()).decode()
    assert "23项指标全部达标或完成。" in text
    assert "一、" not in text
    found = parts(FORMATS["markdown"].render(report, ZH, Options()).decode())
    (attention,) = below(found, "三、")
    assert attention.sentences == ["没有未达标、待核实或期间有年度未达标的指标。"]
    assert not any("催报清单" in part.heading for part in found)


def test_nothing_is_in_both(judge: Judge) -> None:
    for name in ("midterm-2023.xlsx", "failing-2025.xlsx"):
        lists = example(name, judge).lists
        ids = [entry.result.indicator.id for entry in lists.warnings]
        ids += [entry.result.indicator.id for entry in lists.missing]
        assert len(ids) == len(set(ids))


_ALL_97 = dict.fromkeys(range(2021, 2026), 97)


@pytest.mark.parametrize(
    ("number", "values", "expected"),
    [
        # a level needs the year judged alone
        ("5", {2024: 39}, ("no_data", [2025], [])),
        ("5", {2024: "约39", 2025: 41}, None),  # readable, and not the year judged
        ("5", {2024: "较好", 2025: 41}, ("unusable", [], ["E2"])),
        ("5", {2024: 39, 2025: "较好"}, ("unusable", [], ["F2"])),
        # of what has to be kept every year counts
        ("1", {2023: 97, 2025: 97}, ("years", [2021, 2022, 2024], [])),
        ("1", {2023: 97, 2024: 97}, ("no_data", [2021, 2022, 2025], [])),
        ("1", {2023: "好", 2025: 97}, ("years", [2021, 2022, 2024], ["D2"])),
        # additions: a missing year matters until the others suffice
        ("15", {2021: 12, 2022: 8}, None),
        ("15", {2021: 12, 2022: 7}, ("years", [2023, 2024, 2025], [])),
        ("15", {2025: "几个"}, ("unusable", [2021, 2022, 2023, 2024], ["F2"])),
        ("8", {2024: 5, 2025: "5-7月"}, ("unusable", [2021, 2022, 2023], ["F2"])),
        ("18", {2023: 1, 2024: "大于"}, ("unusable", [2021, 2022, 2025], ["E2"])),
        # a bound beside what is missing or unusable, all at once
        ("18", {2023: 1, 2024: "≥1"}, ("years", [2021, 2022, 2025], ["E2"])),
        ("18", {2021: 1, 2022: 1, 2023: 1, 2024: "≥1", 2025: "x"}, ("unusable", [], ["E2", "F2"])),
        # of a level the year judged, though the cell of another year is an error too
        ("22", {2022: "大于", 2025: "≥300"}, ("undetermined", [], ["C2", "F2"])),
        # of what has to be kept, a bound that leaves its own year open
        (
            "1",
            dict.fromkeys(range(2021, 2026), 97) | {2024: "95%以上"},
            ("undetermined", [], ["E2"]),
        ),
        ("1", {**_ALL_97, 2024: "97%以上"}, None),
        ("15", {2021: 20, 2022: 5, 2023: "约5"}, None),  # met without it
        # growths, year by year, or one mean
        ("8", {2021: 9, 2025: 9}, ("years", [2022, 2023, 2024], [])),
        # a milestone
        ("13", {2023: "已申报", 2024: "推进中"}, ("undetermined", [], ["D2", "E2"])),
        ("13", {2025: "差不多"}, ("undetermined", [], ["F2"])),
    ],
)
def test_why_something_is_asked_for_again(
    number: str,
    values: dict[int, Any],
    expected: tuple[Any, ...] | None,
    judge: Judge,
    xlsx: Xlsx,
) -> None:
    """The years stand in the columns B to F."""
    years = range(2021, 2026)
    header = ["序号", *(f"{year}年" for year in years)]
    row = [number, *(values.get(year) for year in years)]
    report = judge(xlsx([header, row]), year=2025, only=[number])
    found = [entry[1:] for entry in missing(report)]
    assert found == ([expected] if expected else [])


def test_years_in_a_row_are_said_as_one(judge: Judge, xlsx: Xlsx) -> None:
    values = [["序号", "2023年", "2025年"], ["1", 97, 97], ["2", None, 99], ["8", None, None]]
    report = judge(xlsx(values), year=2025, only=["1", "2", "8"])
    assert [asked(entry, ZH) for entry in report.lists.missing] == [
        "缺2021、2022、2024年的数据",
        "缺2021—2024年的数据",
        "没有2021—2025年的数据",
    ]


def test_a_form_that_is_not_stated_is_asked_for(judge: Judge, xlsx: Xlsx) -> None:
    """19: 2, 4, 5, 6, 7 against 8 is met as additions (24) and missed as totals (7)."""
    values = [["序号", *(f"{year}年" for year in range(2021, 2026))], ["19", 2, 4, 5, 6, 7]]
    report = judge(xlsx(values), only=["19"])
    assert missing(report) == [("19", "form", [], [])]
    assert asked(report.lists.missing[0], ZH) == (
        "没有写明口径：按累计值为7家，按当年值为24家，判定因此不同"
    )


def test_it_is_grouped_by_sheet_and_office_and_what_is_nowhere_comes_last(
    judge: Judge, xlsx: Xlsx
) -> None:
    header = ["序号", "2024年", "2025年", "责任单位"]
    first = [
        header,
        [6, 14, None, "市建设局"],
        [5, 39, "较好", "市建设局"],
        [9, "约6", "约6", None],
    ]
    second = [header, [7, 400, None, "市发改局"]]
    files = [("b.xlsx", xlsx(second)), ("a.xlsx", xlsx(first))]
    report = judge(*files, year=2025, only=["5", "6", "7", "9", "22"])
    found = [
        (named, [entry.result.indicator.id for entry in entries])
        for named, entries in by_sheet(report).items()
    ]
    assert found == [
        ("a.xlsx:实际值（市建设局）", ["5", "6"]),
        ("a.xlsx:实际值", ["9"]),
        ("b.xlsx:实际值（市发改局）", ["7"]),
        ("没有在任何表中找到", ["22"]),
    ]


def test_what_the_only_file_lacks_is_found_in_no_table(judge: Judge, xlsx: Xlsx) -> None:
    report = judge(("a.xlsx", xlsx([["序号", "2025年"], [5, 41]])), only=["5", "22"])
    assert list(by_sheet(report)) == ["没有在任何表中找到"]


def test_commitments_stand_with_the_indicators_and_unreported_ones_are_counted(
    judge: Judge, xlsx: Xlsx
) -> None:
    """C06 asks for 58%; C34 is missing only because nobody reported it."""
    rows = [["编号", "2025年"], ["5", 39], ["C06", 50], ["C07", "较好"], ["M12", "已完成"]]
    report = judge(xlsx(rows), only=["5", "C06", "C07", "C34", "M11", "M12"])
    assert warned(report) == [("5", "error", "missed"), ("C06", "warning", "missed")]
    assert missing(report) == [("C07", "unusable", [], ["B4"])]
    unreported = [(*one.commitments, *one.milestones) for one in report.lists.unreported]
    assert sorted(each for ids in unreported for each in ids) == ["C34", "M11"]
    terminal = FORMATS["terminal"].render(report, ZH, Options()).decode()
    assert "没有报送的量化任务：1项（C34）。" in terminal
    assert "没有报送的标志性成果：1项（M11）。" in terminal
    assert asked_in_document(report) == {
        "没有写明责任单位（1项）": ["C07"],
        "没有在任何表中找到（2项）": ["M11", "C34"],  # by task: T04, T09
    }


def test_where_no_commitment_was_reported_none_is_listed_but_in_json(
    judge: Judge, xlsx: Xlsx
) -> None:
    report = judge(xlsx([["序号", "2025年"], [5, 39]]))
    for format_ in ("terminal", "markdown"):
        text = FORMATS[format_].render(report, ZH, Options()).decode()
        assert "没有报送的量化任务" not in text
    data = json.loads(FORMATS["json"].render(report, ZH, Options()))
    assert {task["task"] for task in data["lists"]["unreported"]} >= {"T01", "T10"}


def asked_in_document(report: Report) -> dict[str, list[str]]:
    """What annex 2 asks of each office."""
    found = parts(FORMATS["markdown"].render(report, ZH, Options()).decode())
    return {
        part.heading: [row["编号"] for row in part.rows] for part in below(found, "附件2：")[1:]
    }


def test_the_lists_stand_where_a_reader_looks_first(judge: Judge) -> None:
    """At the end of a screen, which stays in view."""
    report = example("failing-2025.xlsx", judge)
    text = FORMATS["terminal"].render(report, ZH, Options()).decode()
    looked_for = ("\n质量建设", "一、未达标（2项）", "二、待核实（4项）", "一项的依据和计算")
    places = [text.index(word) for word in looked_for]
    assert places == sorted(places)


def test_each_item_is_one_short_line(judge: Judge) -> None:
    """Three headings, and two, four and one indicators."""
    report = example("failing-2025.xlsx", judge)
    text = FORMATS["terminal"].render(report, ZH, Options(width=100)).decode()
    listed = text[text.index("一、未达标") : text.index("\n其余16项")].splitlines()
    assert len([line for line in listed if line.strip()]) == 3 + 2 + 4 + 1


def test_milestones_that_are_not_done_are_warned_of_in_the_last_year(judge: Judge) -> None:
    """Before it they are on their way. One line counts them; with --only each has its own."""
    content = json.dumps(
        {"actuals": [{"id": "M03", "state": "推进中"}, {"id": "M13", "state": "未启动"}]}
    ).encode()
    assert judge(content, year=2023).lists.warnings == ()
    report = judge(content, year=2025)
    assert warned(report) == [("M03", "warning", "missed"), ("M13", "warning", "missed")]
    text = FORMATS["terminal"].render(report, ZH, Options()).decode()
    assert "未完成、待核实等的量化任务、标志性成果（2项）" in text
    assert re.search(r"\n *M03 +品牌培育规划完善 +推进中 +已完成 +未完成 ", text)
    markdown = FORMATS["markdown"].render(report, ZH, Options()).decode()
    assert "| M03 | 品牌培育规划完善 | 未完成 | 目前为“推进中” |" in markdown
    asked_for = judge(content, year=2025, only=["M03"])
    text = FORMATS["terminal"].render(asked_for, ZH, Options()).decode()
    assert re.search(r"\n *M03 +品牌培育规划完善 +推进中 +已完成 +未完成 ", text)


def test_only_what_restates_an_indicator_warns_of_that_indicator(judge: Judge, xlsx: Xlsx) -> None:
    """C14 is 6, binding: 14 misses >15. Asked for alone, it is a warning and fails nothing."""
    content = xlsx([["序号", "2025年"], [6, 14]])
    alone = judge(content, only=["C14"])
    assert warned(alone) == [("6", "warning", "missed")]
    assert alone.exit_code == 0
    both = judge(content, only=["6", "C14"])
    assert warned(both) == [("6", "error", "missed")]
    missing_alone = judge(xlsx([["序号", "2025年"], [5, 41]]), only=["C14"])
    assert [entry[0] for entry in missing(missing_alone)] == ["6"]


def test_the_last_line_says_how_a_pass_goes_with_the_warnings(judge: Judge, xlsx: Xlsx) -> None:
    """7: 400 of 423 is a miss of an anticipatory indicator, which by default fails nothing."""
    alone = judge(xlsx([["序号", "2025年"], [7, 400]]), only=["7"])
    assert alone.exit_code == 0
    assert "通过" not in result_line(alone, ZH)  # nothing that the gate counts was judged
    report = judge(xlsx([["序号", "2025年"], [5, 41], [7, 400]]), only=["5", "7"])
    assert report.exit_code == 0
    assert result_line(report, ZH) == "结论：约束性指标全部达标；预期性指标1项未达标。"
    failed = judge(xlsx([["序号", "2025年"], [7, 400]]), only=["7"], fail_on="any")
    assert result_line(failed, ZH) == (
        "结论：预期性指标1项未达标。预期性指标未达标1项：第7项（服务业增加值）。"
    )


def test_a_date_that_is_none_is_asked_for_at_its_own_cell(judge: Judge, xlsx: Xlsx) -> None:
    rows = [["编号", "状态", "完成日期"], ["M04", "已完成", "2024年13月"]]
    report = judge(xlsx(rows, title="任务进展"), only=["M04"])
    assert [asked(entry, ZH) for entry in report.lists.missing] == [
        "“2024年13月”（单元格C2）有误，请改正"
    ]


def test_a_growth_that_is_only_about_right_is_asked_for_by_its_cell(
    judge: Judge, xlsx: Xlsx
) -> None:
    """Both ways to read 9, 9, 9, 9 and 约9 are open: the cause is the cell, not the 口径."""
    rows = [["序号", *(f"{year}年" for year in range(2021, 2026))], ["8", 9, 9, 9, 9, "约9"]]
    report = judge(xlsx(rows), only=["8"])
    (entry,) = report.lists.missing
    assert entry.why == "undetermined"
    text = FORMATS["terminal"].render(report, ZH, Options()).decode()
    assert "口径" not in asked(entry, ZH)
    assert "-100%" not in text


def test_rows_that_stand_empty_are_asked_for_by_sheet_and_office(judge: Judge, xlsx: Xlsx) -> None:
    rows = [
        ["编号", "2025年", "责任单位"],
        ["5", 41, "市建设局"],
        ["C06", None, "市科技局"],
        ["M06", "—", "市科技局"],
        ["C16", None, None],
    ]
    report = judge(xlsx(rows), only=["5", "C06", "M06", "C16", "M02"])
    located = [(one.task, one.commitments, one.milestones, one.office)
               for one in report.lists.unreported]  # fmt: skip
    assert located == [
        ("T04", ("C06",), ("M06",), "市科技局"),
        ("T05", ("C16",), (), None),  # its row is empty, and stands on the sheet all the same
        ("T02", (), ("M02",), None),  # no row at all
    ]
    terminal = FORMATS["terminal"].render(report, ZH, Options(width=100)).decode()
    nobody = "没有写明责任单位的1项"
    assert f"没有报送的量化任务：市科技局1项（C06）、{nobody}（C16）。" in terminal
    assert f"没有报送的标志性成果：市科技局1项（M06）、{nobody}（M02）。" in terminal
    assert asked_in_document(report) == {
        "市科技局（2项）": ["C06", "M06"],
        "没有写明责任单位（1项）": ["C16"],
        "没有在任何表中找到（1项）": ["M02"],
    }
    data = json.loads(FORMATS["json"].render(report, ZH, Options()))
    assert data["lists"]["unreported"][0]["office"] == "市科技局"


def test_where_only_indicators_were_reported_nothing_more_is_claimed(
    judge: Judge, xlsx: Xlsx
) -> None:
    header = ["序号", *(f"{year}年" for year in range(2021, 2026))]
    report = judge(xlsx([header, ["1", 97, 97, 97, 97, 97]]), only=["1"])
    for seen in (report, example("final-2025.xlsx", judge)):
        assert (seen.lists.warnings, seen.lists.missing) == ((), ())
        assert asked_in_document(seen) == {}


def test_an_empty_row_belongs_to_its_sheet_whatever_other_sheets_there_are(
    judge: Judge, xlsx: Xlsx
) -> None:
    values = xlsx([["序号", "2025年"], ["5", 41], ["22", None]])
    states = xlsx([["编号", "状态"], ["M01", "已完成"]], title="任务进展")
    report = judge(("v.xlsx", values), ("s.xlsx", states), only=["5", "22", "M01"])
    (entry,) = report.lists.missing
    assert (entry.result.indicator.id, str(entry.rows)) == ("22", "v.xlsx:实际值")
    assert [str(cell.place) for cell in entry.empty] == ["v.xlsx:实际值!B3"]
    assert (entry.sheet, entry.office) == (None, None)


def test_of_two_offices_that_differ_each_is_asked_for_its_own_cell(
    judge: Judge, xlsx: Xlsx
) -> None:
    header = ["序号", "2024年", "2025年", "责任单位"]
    files = [
        ("a.xlsx", xlsx([header, ["22", 400, "见附件", "科技局"]])),
        ("b.xlsx", xlsx([header, ["22", None, 300, "经信局"]])),
    ]
    report = judge(*files, only=["22"])
    found = [
        (str(entry.sheet), entry.office, [cell.text for cell in entry.cells])
        for entry in report.lists.missing
    ]
    assert found == [
        ("a.xlsx:实际值", "科技局", ["见附件"]),
        ("b.xlsx:实际值", "经信局", ["300"]),
    ]
    text = FORMATS["terminal"].render(report, ZH, Options()).decode()
    assert "一、其他年份的数须补报、更正（1项）" in text
    wide = FORMATS["terminal"].render(report, ZH, Options(width=140)).decode()
    asked_of = re.findall(r"(?m)^ *22 .*2025年两份文件不一致（(.*)），请核实 +(\S+)$", wide)
    assert asked_of == [("①见附件、②300", "①C2、②C2")]
    assert asked_in_document(report) == {"科技局（1项）": ["22"], "经信局（1项）": ["22"]}


def test_a_total_that_falls_is_asked_for_at_its_cell(judge: Judge) -> None:
    rows = [{"id": "17", "values": {"2023": "2", "2024": "1", "2025": "3"}, "form": "累计值"}]
    report = judge(json.dumps({"actuals": rows}).encode(), year=2025, only=["17"])
    assert report.exit_code == 1
    fallen = [found.place for found in report.diagnostics if found.code == "total-falls"]
    assert set(fallen) <= {cell.place for entry in report.lists.missing for cell in entry.cells}
    assert fallen


def test_of_growth_only_the_year_that_may_be_anything_is_asked_for(judge: Judge) -> None:
    """约9.2 in one of five years: the others are known."""
    values = {"2021": "9.4", "2022": "8.8", "2023": "9.1", "2024": "9.3", "2025": "约9.2"}
    rows = [{"id": "8", "values": values}]
    report = judge(json.dumps({"actuals": rows}).encode(), year=2025, only=["8"])
    (entry,) = report.lists.missing
    assert ([cell.text for cell in entry.cells], entry.years) == (["约9.2"], ())
