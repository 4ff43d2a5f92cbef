"""The report on a terminal: a table of all, and a closing screen that stays in view."""

from __future__ import annotations

import json
import re
import unicodedata
from decimal import ROUND_HALF_EVEN, ROUND_UP, Decimal
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest
from nasty import NASTY

from shengzhou_quality.cli import main
from shengzhou_quality.formats import FORMATS, Options
from shengzhou_quality.formats.screen import Screen, wrap
from shengzhou_quality.formats.screen_closing import set_closing, set_few
from shengzhou_quality.formats.screen_tables import row_lines, slots_of
from shengzhou_quality.formats.terminal import render
from shengzhou_quality.pages.model import (
    Banner,
    Block,
    Closing,
    Few,
    FileName,
    Medium,
    Page,
    Sentence,
    Table,
    TableCell,
    TableColumn,
    TableGroup,
)
from shengzhou_quality.pages.report import page
from shengzhou_quality.words import Words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from shengzhou_quality.evaluation.report import Report

    Judge = Callable[..., Report]

EXAMPLES = Path(__file__).parent.parent / "examples"
TABLED = ("final-2025", "failing-2025", "midterm-2023")
WITH_TASKS = ("tasks-2023", "tasks-2025", "county-2025")
LANGUAGES = ("zh", "en")
WIDTHS = (80, 100, 120)


@pytest.fixture(scope="module")
def reports(judge: Judge) -> Mapping[str, Report]:
    def read(name: str) -> tuple[str, bytes]:
        return (name, (EXAMPLES / name).read_bytes())

    found = {name: judge(read(f"{name}.xlsx")) for name in (*TABLED, *WITH_TASKS)}
    found["assessed"] = judge(read("midterm-2023.xlsx"), read("assessments-2023.yaml"))
    return found


ALL = (*TABLED, *WITH_TASKS, "assessed")


def screen(report: Report, lang: str = "zh", width: int = 100, **options: Any) -> list[str]:
    made = FORMATS["terminal"].render(report, Words(lang), Options(width=width, **options))
    return made.decode("utf-8").splitlines()


def closing(lines: Sequence[str]) -> list[str]:
    """The lines from the second banner on: the title stands at the head of both parts."""
    return list(lines[max(n for n, line in enumerate(lines) if line[:12] == lines[0][:12]) :])


def columns(line: str) -> int:
    return sum(
        0 if unicodedata.combining(sign) else 2 if unicodedata.east_asian_width(sign) in "WF" else 1
        for sign in line
    )


# how much room it takes


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", ALL)
def test_the_closing_screen_stays_in_view(
    name: str, lang: str, width: int, reports: Mapping[str, Report]
) -> None:
    report = reports[name]
    whole, brief = (screen(report, lang, width, brief=brief) for brief in (False, True))
    assert len(brief) <= 24
    assert len(closing(whole)) <= (40 if name in WITH_TASKS else 24)
    assert [line for line in (*whole, *brief) if columns(line) > width] == []


@pytest.mark.parametrize("name", TABLED)
def test_a_whole_report_takes_sixty_lines(name: str, reports: Mapping[str, Report]) -> None:
    assert len(screen(reports[name], width=100, tells_all=True)) <= 60


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", ALL)
def test_both_ends_say_what_it_came_to(name: str, lang: str, reports: Mapping[str, Report]) -> None:
    shown = page(reports[name], Words(lang), Medium.SCREEN)
    assert shown.closing is not None
    end = shown.closing.banner.end
    lines = screen(reports[name], lang, 120)
    for part in (lines, closing(lines)):
        assert any(line.endswith(end) for line in part[:3])


def test_an_indicator_takes_one_line_from_100_columns_on(reports: Mapping[str, Report]) -> None:
    table = [
        line for line in screen(reports["final-2025"], width=100) if re.match(r" [ 12]\d", line)
    ]
    assert [line[:3].strip() for line in table][:23] == [str(n) for n in range(1, 24)]
    assert re.sub(" +", " ", table[4]).startswith(" 5* 装配式建筑占新建建筑比例 达标 ")
    narrow = screen(reports["final-2025"], width=80)
    below = narrow[next(n for n, line in enumerate(narrow) if line.startswith("  5*")) + 1]
    assert below.lstrip().startswith("实际 ")


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", [*TABLED, "tasks-2023"])
def test_nothing_in_a_table_is_cut_at_any_width(
    name: str, lang: str, reports: Mapping[str, Report]
) -> None:
    shown = page(reports[name], Words(lang), Medium.SCREEN)
    assert shown.closing is not None
    tables = [block for block in shown.blocks if isinstance(block, Table)]
    tables += [shown.closing.table] if shown.closing.table else []
    for width in range(80, 141, 5):
        for table in tables:
            slots = slots_of(table, width, 0)
            for row in table.rows:
                found = dict.fromkeys((slot.start for slot in slots), "")
                for line in row_lines(table, row, slots):
                    assert sum(columns(text) for _, text, _ in line) <= width
                    for start, text, _ in line:
                        found[start] += text
                for slot in slots:
                    cell = row[slot.number]
                    said = (cell.text + cell.mark) or table.none
                    assert "".join(found[slot.start].split()) == "".join(said.split())


# every number stands in the JSON


def numbers(text: str) -> set[Decimal]:
    return {Decimal(found) for found in re.findall(r"\d+(?:\.\d+)?", text)}


def known(thing: Any) -> set[Decimal]:
    """Every number below a part of the JSON, and as a reader sees it: rounded, or in percent."""
    if isinstance(thing, dict):
        return set().union(*map(known, thing.values())) if thing else set()
    if isinstance(thing, list):
        return set().union(*map(known, thing)) if thing else set()
    if isinstance(thing, str):
        return numbers(thing)
    if isinstance(thing, bool) or thing is None:
        return set()
    number = abs(Decimal(thing))
    found = {number, (number * 100).quantize(Decimal("0.1"), ROUND_HALF_EVEN)}
    for places in ("0.01", "0.001"):
        for rounding in (ROUND_HALF_EVEN, ROUND_UP):
            found.add(number.quantize(Decimal(places), rounding))
    return found


COUNTED = {
    "final": [("完成", "met"), ("未完成", "missed"), ("待核实", "to_verify")],
    "before": [
        ("符合或快于时序进度", "on_schedule"), ("略慢", "slipping"), ("滞后", "late"),
        ("推进中", "pending"), ("待核实", "to_verify"),
    ],
}  # fmt: skip


def counted(summary: Any) -> Any:
    def add(*statuses: str) -> int:
        return sum(summary[status] for status in statuses)

    return summary | {
        "on_schedule": add("achieved", "maintained", "ahead", "on_track"),
        "late": add("behind", "regressed", "lapsed"),
        "to_verify": add("undetermined", "no_data", "invalid"),
    }


@pytest.mark.parametrize("name", ALL)
def test_every_number_of_the_closing_screen_is_in_the_json(
    name: str, reports: Mapping[str, Report]
) -> None:
    report = reports[name]
    made = FORMATS["json"].render(report, Words("zh"), Options())
    data = json.loads(made, parse_float=Decimal)
    lines = screen(report, width=120, brief=True)
    everything = counted(data["summary"])
    sentence = next(line for line in lines if line.startswith("指标"))
    assert numbers(sentence.split("项", 1)[0]) == {Decimal(everything["total"])}
    total = 0
    for word, key in COUNTED["final" if data["final"] else "before"]:
        for found in re.findall(rf"(?<!未){word}(\d+)项|(\d+)项{word}", sentence):
            total += int(next(filter(None, found)))
            assert int(next(filter(None, found))) == everything[key], (word, sentence)
    assert total == everything["total"], "the parts add up to all"
    rate = Decimal(re.search(r"([\d.]+)%", sentence)[1])  # type: ignore[index]
    share = everything["met"] if data["final"] else everything["on_schedule"]
    assert rate == (Decimal(share) * 100 / everything["total"]).quantize(rate)
    for label, group in (("约束性", "binding"), ("预期性", "anticipatory")):
        line = next(line for line in lines if line.strip().startswith(label))
        figures = [int(found) for found in re.findall(r"\d+", line)]
        assert figures[0] == data["summary"][group]["total"] == sum(figures[1:])
    items = {
        item["id"]: item
        for key in ("indicators", "commitments", "milestones")
        for item in data[key]
    }
    asked = {key: [one for one in data["lists"]["missing"] if one["id"] == key] for key in items}
    rows = [line for line in lines if re.match(r"\s*([CM]?\d+)\*?  +\S", line)]
    assert len(rows) >= (0 if name == "final-2025" else 1)
    for line in rows:
        identity = re.match(r"\s*([CM]?\d+)", line)[1]  # type: ignore[index]
        unknown = numbers(line) - known([items[identity], asked[identity]]) - {Decimal(2)}
        assert unknown - numbers(items[identity]["name"]) == set(), line


def test_lists_and_the_others_add_up(reports: Mapping[str, Report]) -> None:
    """23 indicators: 2 + 4 + 1 in the lists of the failing example, and 16 others."""
    text = "\n".join(screen(reports["failing-2025"], brief=True))
    for heading in (
        "一、未达标（2项）",
        "二、待核实（4项）",
        "三、2025年达标、期间有年度未达标（1项）",
    ):
        assert heading in text
    assert "其余16项达标或完成" in text
    text = "\n".join(screen(reports["midterm-2023"], brief=True))
    for heading in (
        "一、滞后、低于基期、当年未达（3项）",
        "二、略慢于时序进度（2项）",
        "三、待核实（2项）",
    ):
        assert heading in text
    assert "其余15项" in text
    assert "{count}" not in text


def test_what_an_office_is_asked_for_stands_with_its_cell(reports: Mapping[str, Report]) -> None:
    lines = [
        re.sub(" +", " ", line).strip() for line in screen(reports["failing-2025"], brief=True)
    ]
    assert "2* 农产品质量安全检测合格率 98%以上 >98% 请报准确数 K6" in lines
    assert "19 新增各级政府质量奖企业 ≥7家 8家 请补报2023年 I23" in lines
    assert "11* 城市空气质量优良天数比例 94.8% >93% 2022年为92.6% H15" in lines
    assert any(line.startswith("21 R&D经费支出占GDP比重 0.0336 3.3% 请更正 K25") for line in lines)


def test_the_last_lines_say_what_to_type_next(reports: Mapping[str, Report]) -> None:
    last = screen(reports["failing-2025"])[-1]
    assert last == "一项的依据和计算：sqc explain 5 failing-2025.xlsx    存为文件：-o 报告.md"


# a list that does not fit


def long_closing(failing: int, lines: int = 24, name: str = "甲", files: int = 0) -> Closing:
    def group(heading: str, count: int) -> TableGroup:
        places = [f"{number % files}.csv" if files else "" for number in range(count)]
        rows = [
            (
                TableCell(str(number + 1)),
                TableCell(name),
                TableCell("9"),
                TableCell("请报"),
                TableCell(place),
            )
            for number, place in enumerate(places)
        ]
        rest = [f"另{number + 1}项，见上表" for number in range(count)]
        return TableGroup(rows, heading, rest=rest, elsewhere="：见上表")

    heads = [TableColumn(text) for text in ("序号", "指标", "2025年", "差距", "单元格")]
    groups = [group(f"一、未达标（{failing}项）", failing), group("二、待核实（3项）", 3)]
    return Closing(
        Banner("标题", "结论：未通过"),
        [Sentence("指标共若干项。")],
        Table(heads, groups),
        [Sentence("其余0项。")],
        [FileName(f"{number}.csv", f"[{number}]{number}.csv") for number in range(files)],
        [("依据：", "sqc explain 1 a.csv")],
        lines,
    )


def laid_out(made: Closing, width: int = 100) -> list[str]:
    screen = Screen(width)
    set_closing(screen, made, lambda part: part.paragraph("指标共若干项。"))
    return screen.plain().splitlines()


@pytest.mark.parametrize("failing", [1, 9, 10, 11, 12, 40])
def test_forty_failing_show_the_first_and_how_many_more(failing: int) -> None:
    lines = laid_out(long_closing(failing))
    assert len(lines) <= 24
    shown = [line for line in lines if re.match(r"\d+ +甲", line)]
    left_out = [int(found) for line in lines for found in re.findall(r"另(\d+)项，见上表", line)]
    left_out += [3 for line in lines if line == "二、待核实（3项）：见上表"]
    assert len(shown) + sum(left_out) == failing + 3
    if failing == 40:
        assert len(lines) == 24
        first = lines.index(next(line for line in lines if line.startswith("二、")))
        top = next(n for n, line in enumerate(lines) if line.startswith("一、"))
        numbered = [line.split()[0] for line in lines[top + 1 : first - 1]]
        # 24 − 3 down to the sentence − 2 at the end − 3 heads − 1 that says what is left out
        assert numbered == [str(n) for n in range(1, 16)]
        assert lines[first] == "二、待核实（3项）：见上表", "a later list is its heading"


def test_one_more_is_never_said_where_its_row_would_fit() -> None:
    for failing in range(1, 41):
        lines = laid_out(long_closing(failing))
        assert not any(line.strip() == "另1项，见上表" for line in lines), failing


def test_rows_that_take_several_lines_are_counted_as_such() -> None:
    lines = laid_out(long_closing(40, name="很长的名称" * 12), width=80)
    assert len(lines) <= 24
    assert sum(line.count("很长") for line in lines) > 12


def test_only_the_files_of_the_cells_that_are_shown_are_named() -> None:
    made = long_closing(40, files=30)
    for group in made.table.groups if made.table else ():
        for row in group.rows:
            assert row[4].place is None
    assert laid_out(made)[-2] == "其余0项。"


def test_sentences_that_do_not_fit_are_counted() -> None:
    few = Few([Sentence("甲" * 70)] * 9, 10, [f"另{n + 1}条，见 sqc check" for n in range(9)])
    screen = Screen(100)
    set_few(screen, few)
    lines = screen.plain().splitlines()
    assert len(lines) <= 10
    assert lines[-1] == "另5条，见 sqc check"


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", ALL)
def test_what_fails_is_whole_before_any_later_list_has_a_row(
    name: str, width: int, lang: str, reports: Mapping[str, Report]
) -> None:
    lines = screen(reports[name], lang, width, brief=True)
    more, numbered = r"(?:另\d+项，|\d+ more: )", r"(?:[一二三四五六]、|\d\. )"
    elided = next((n for n, line in enumerate(lines) if re.match(rf"\s+{more}", line)), None)
    after = lines[elided + 1 :] if elided is not None else []
    assert not any(re.match(r"\s*(?:[CM]?\d+)\*? +\S", line) for line in after), lines
    assert all(re.search("见|see", line) for line in after if re.match(numbered, line))
    if name == "midterm-2023":
        assert [row for row in ("7", "10", "21") if _has_row(row, lines)] == ["7", "10", "21"]


def _has_row(identity: str, lines: Sequence[str]) -> bool:
    return any(re.match(rf"\s*{identity}\*? +\S", line) for line in lines)


def test_optional_columns_go_before_rows_do(reports: Mapping[str, Report]) -> None:
    narrow = screen(reports["midterm-2023"], "en", 80, brief=True)
    wide = screen(reports["midterm-2023"], "zh", 120, brief=True)
    assert not any("Per year" in line for line in narrow)
    assert any("今后每年需" in line for line in wide)


def test_before_the_final_year_tasks_are_counted_by_their_schedule(
    reports: Mapping[str, Report],
) -> None:
    lines = screen(reports["tasks-2023"])
    assert "各项重点任务中符合或快于时序进度（含已达到目标）的项数/总项数：" in lines
    first = next(line.split() for line in lines if line.startswith("T01 "))
    counts = reports["tasks-2023"].tasks[0]
    assert first[-3] == f"{counts.count.on_schedule}/{counts.count.total}" == "1/1"
    assert first[-2] == f"{counts.commitments.on_schedule}/{counts.commitments.total}"
    final = screen(reports["tasks-2025"])
    assert "各项重点任务中达标或完成的项数/总项数：" in final


def test_what_is_on_its_way_before_the_final_year_is_no_task_to_list(
    reports: Mapping[str, Report],
) -> None:
    report = reports["tasks-2023"]
    rows = [line.split()[0] for line in closing(screen(report)) if re.match(r"[CM]\d\d ", line)]
    warned = {one.result.indicator.id for one in report.lists.warnings}
    assert rows == ["C31", "C34", "C01", "C04", "C29"]
    assert set(rows) == {identity for identity in warned if identity[0] in "CM"}


def test_the_list_to_verify_is_as_long_as_the_sentence_says(
    reports: Mapping[str, Report], judge: Judge
) -> None:
    file = ("failing-2025.xlsx", (EXAMPLES / "failing-2025.xlsx").read_bytes())
    lines = screen(judge(file, year=2021), brief=True)
    text = "\n".join(lines)
    assert "待核实" not in text
    assert "二、其他年份的数须补报、更正（1项）" in text
    for name in ("failing-2025", "tasks-2023", "midterm-2023"):
        text = "\n".join(screen(reports[name], brief=True))
        count = reports[name].summary.everything.to_verify
        assert f"待核实{count}项" in text or f"{count}项待核实" in text
        assert f"、待核实（{count}项）" in text


def test_two_files_that_differ_take_one_row_an_item(judge: Judge) -> None:
    files = [
        (f"{name}.xlsx", (EXAMPLES / f"{name}.xlsx").read_bytes())
        for name in ("failing-2025", "tasks-2025")
    ]
    lines = [re.sub(" +", " ", line).strip() for line in screen(judge(*files), brief=True)]
    assert (
        "5* 装配式建筑占新建建筑比例 ①40、②41.5 >40% 两份文件不一致，请核实 ①K9、②实际值!K9"
        in lines
    )
    assert sum(line.startswith("5* ") for line in lines) == 1
    assert "2022年两份文件不一致" in "".join(lines), "of 11, in another year"
    assert any("②tasks-2025.xlsx" in line for line in lines)


def test_the_same_is_asked_of_several_years_at_once(judge: Judge) -> None:
    rows = "编号,2021,2022,2023,2024,2025\n1,10,10,10,10,10\n2,10,10,10,10,10\n"
    lines = screen(judge(("a.csv", rows.encode()), only=["1", "2"]), width=80, brief=True)
    row = next(re.sub(" +", " ", line) for line in lines if re.match(r"\s+1\* ", line))
    assert "10% >96% 请核实2021—2025年的数 2:2—2:6" in row
    assert "制造业产品质量监督" in row, "what is asked for does not squeeze the names"


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", ["midterm-2023", "tasks-2025"])
def test_a_narrow_window_is_not_overflowed(
    name: str, lang: str, reports: Mapping[str, Report]
) -> None:
    for width in (48, 54, 60):
        lines = screen(reports[name], lang, width)
        assert [line for line in lines if columns(line) > width] == []


def test_an_offices_remark_on_a_missing_value_stands_with_what_is_asked(judge: Judge) -> None:
    rows = "编号,2025年,备注\n6,16,\n5,,数据待统计局核定\n"
    text = "".join("\n".join(screen(judge(("a.csv", rows.encode())))).split())
    assert "（备注：数据待统计局核定）" in text


def test_a_file_of_tasks_alone_is_headed_by_its_tasks(judge: Judge) -> None:
    lines = screen(judge(("a.csv", "编号,2025年\nC07,5\n".encode())), brief=True)
    text = "\n".join(lines)
    assert "23项指标都没有报送数据。" in lines
    assert "指标完成率" not in text
    first = next(line for line in lines if line.startswith("一、"))
    assert "量化任务" in first
    assert lines[lines.index(first) + 1].startswith("C07 ")


@pytest.mark.parametrize(("item", "said"), [("C09", "需评估单位认定"), ("M30", "已调整")])
def test_what_is_asked_for_by_id_is_on_the_brief_screen(item: str, said: str, judge: Judge) -> None:
    file = ("tasks-2025.xlsx", (EXAMPLES / "tasks-2025.xlsx").read_bytes())
    lines = screen(judge(file, only=[item]), brief=True)
    assert any(line.split()[:1] == [item] for line in lines)
    assert said in "\n".join(lines)


def test_remarks_on_the_data_are_not_said_to_need_nothing(reports: Mapping[str, Report]) -> None:
    told = screen(reports["county-2025"], tells_all=True)
    (line,) = (line for line in told if line.startswith("数据另有提示"))
    assert "无需处理" not in line
    assert line.endswith("见 sqc check county-2025.xlsx")


def test_the_status_to_verify_has_one_word_on_a_screen(reports: Mapping[str, Report]) -> None:
    for name in ("tasks-2023", "tasks-2025"):
        text = "\n".join(screen(reports[name]))
        assert "待核实" in text
        assert not re.search("暂无法判定\\d|数据缺失\\d", text)


def test_where_all_are_excluded_one_sentence_says_so(judge: Judge) -> None:
    said = "".join(
        f"  - 编号: {number}\n    状态: 不纳入评估\n    理由: 区划调整\n"
        "    评估人: 张某\n    日期: 2024-03-15\n"
        for number in range(1, 24)
    )
    file = ("midterm-2023.xlsx", (EXAMPLES / "midterm-2023.xlsx").read_bytes())
    lines = screen(judge(file, ("a.yaml", f"assessments:\n{said}".encode())), brief=True)
    assert lines[2].startswith("23项指标全部不纳入评估，理由见“评估意见”。")
    assert "第22项" not in "".join(lines)


# several files


def office(number: int, values: Mapping[int, str]) -> tuple[str, bytes]:
    rows = [{"id": str(number), "values": {str(year): text for year, text in values.items()}}]
    return f"局{number}.yaml", json.dumps({"actuals": rows}).encode()


@pytest.mark.parametrize(("files", "mark"), [(2, "②"), (10, "⑩"), (11, "[11]")])
def test_each_file_is_named_once_and_a_cell_by_its_mark(
    files: int, mark: str, judge: Judge
) -> None:
    numbers = [*range(1, 13)][:files]
    report = judge(
        *(office(number, {2025: "约1"}) for number in numbers), year=2025,
        only=[str(number) for number in numbers],
    )  # fmt: skip
    lines = screen(report, brief=True)
    text = "\n".join(lines)
    assert len(lines) <= 24
    sources = [source.path for source in report.sources]
    shown = [line for line in lines if "sqc explain" not in line]
    named = {file for file in sources if any(file in line for line in shown)}
    for file in named:
        assert sum(line.count(file) for line in shown) == 1, file
    if mark in text:
        assert f"{mark}{sources[files - 1]}" in text
    assert ("[1]" in text) is (files > 10)
    assert ("①" in text) is (files <= 10)


def test_a_stream_that_cannot_show_the_marks_shows_numbers_in_brackets(judge: Judge) -> None:
    report = judge(office(5, {2025: "约1"}), office(6, {2025: "约1"}), year=2025, only=["5", "6"])
    made = FORMATS["terminal"].render(report, Words("en"), Options(encoding="ascii"))
    assert b"[1]" in made
    assert "①".encode("unicode_escape") not in made
    in_gbk = FORMATS["terminal"].render(report, Words("zh"), Options(encoding="gbk"))
    assert in_gbk.decode("gbk") == "\n".join([*screen(report, width=80), ""])


def test_a_sheet_is_named_where_a_file_has_several(reports: Mapping[str, Report]) -> None:
    assert any("量化任务!J24" in line for line in screen(reports["tasks-2025"]))
    one_sheet = "\n".join(screen(reports["failing-2025"]))
    assert "failing-2025.xlsx 的“实际值”表" in one_sheet
    assert "实际值!" not in one_sheet


# what is asked for, what people say, what is missing


def test_a_blank_workbook_says_how_to_go_on(judge: Judge, tmp_path: Path) -> None:
    made = tmp_path / "填报表.xlsx"
    assert main(["template", "-o", str(made), "--quiet"]) == 0
    report = judge(("填报表.xlsx", made.read_bytes()))
    lines = screen(report, width=80, tells_all=True)
    assert len(lines) <= 10
    text = "\n".join(lines)
    assert "没有填写任何数" in text
    assert "结论：" in text
    assert "sqc check 填报表.xlsx" in text
    assert "sqc evaluate 填报表.xlsx" in text
    assert lines == screen(report, width=80, brief=True)


def test_an_excluded_indicator_is_in_no_list_and_named(reports: Mapping[str, Report]) -> None:
    lines = screen(reports["assessed"])
    end = "\n".join(closing(lines))
    assert "不纳入评估的指标1项（第20项）" in end
    assert "另有评估意见3项（第6项、第7项、第10项）" in end.replace("\n", "")
    assert "指标22项" in end
    assert not any(re.match(r" 20 ", line) for line in closing(lines))
    row = next(line for line in lines if line.startswith(" 20 "))
    assert "不纳入评估" in row
    table = "".join(line.strip() for line in lines)
    assert "计算结果为“略慢于时序进度”；认定为“基本符合时序进度”。理由：" in table


def test_what_only_selects_is_said_at_the_end(judge: Judge) -> None:
    file = ("tasks-2025.xlsx", (EXAMPLES / "tasks-2025.xlsx").read_bytes())
    few = screen(judge(file, only=["5", "C34"]), brief=True)
    assert any(line.startswith("只评估所选各项：5、C34；") for line in few)
    many = screen(judge(file, only=["T06"]), brief=True)
    assert any(re.match(r"只评估所选的\d+项；", line) for line in many)


def test_tasks_have_a_line_each_and_only_the_unfinished_follow(
    reports: Mapping[str, Report],
) -> None:
    lines = screen(reports["tasks-2025"])
    assert [line[:3] for line in lines if re.match(r"T\d\d ", line)] == [
        f"T{n:02}" for n in range(1, 11)
    ]
    rows = [line.split()[0] for line in closing(lines) if re.match(r" [CM]\d\d ", line)]
    assert rows == ["C07", "C10", "M16", "M29", "M53", "M58", "M65", "M72", "C29", "C34"]
    report = reports["tasks-2025"]
    encouraged = {item.promise.id for item in report.milestones if not item.demanded}
    assert not encouraged & set(rows)
    assert "没有报送的标志性成果：3项（M36、M43、M47）。" in lines


def test_remarks_say_which_results_depend_on_the_plans_words(
    reports: Mapping[str, Report],
) -> None:
    assert "规划表述不一、结果因此不同的：1项（6），见 sqc explain 6。" in screen(
        reports["midterm-2023"]
    )


def test_the_year_is_explained_where_it_is_not_simply_the_last(
    reports: Mapping[str, Report], judge: Judge
) -> None:
    assert not any("评估年份" in line for line in screen(reports["final-2025"]))
    assert not any("评估年份" in line for line in screen(reports["midterm-2023"]))
    assert any("评估年份" in line for line in screen(reports["county-2025"])), "21 of 23 have it"
    file = ("final-2025.xlsx", (EXAMPLES / "final-2025.xlsx").read_bytes())
    given = screen(judge(file, year=2025))
    assert any("评估年份" in line for line in given)
    assert given[-1].startswith("一项的依据和计算：sqc explain 1 final-2025.xlsx --year 2025")


def test_a_terminal_is_told_what_the_lists_do_not_say(reports: Mapping[str, Report]) -> None:
    """K25 has its reason only there; that K13 is 约6 the list says."""
    report = reports["failing-2025"]
    plain, told = screen(report), screen(report, tells_all=True)
    added = [line for line in told if line not in plain]
    assert any("looks-like-fraction" in line for line in added)
    assert not any("approximate" in line for line in told)
    assert closing(told) == closing(plain)


def test_hostile_names_steer_nothing_and_are_counted(judge: Judge) -> None:
    def files() -> Iterator[tuple[str, bytes]]:
        for number, text in enumerate(NASTY[:23], 1):
            rows = [{"id": str(number), "values": {"2025": text}, "evidence": text}]
            yield f"{text}.yaml", json.dumps({"actuals": rows}).encode("ascii")

    report = judge(*files(), year=2025)
    for width in WIDTHS:
        for brief in (False, True):
            lines = screen(report, width=width, brief=brief, tells_all=True)
            assert all(line.replace("\u3000", "").isprintable() for line in lines)
            assert len(lines if brief else closing(lines)) <= 24


def test_wide_and_narrow_terminals_say_the_same(reports: Mapping[str, Report]) -> None:
    """Each word of the failing example's closing screen, whatever its width."""

    def words(width: int) -> str:
        return "".join(
            sorted(
                "".join("".join(screen(reports["failing-2025"], width=width, brief=True)).split())
            )
        )

    assert words(80) == words(100) == words(140) == words(400)
    assert max(map(columns, screen(reports["midterm-2023"], width=400))) <= 140


def test_a_page_without_a_table_begins_with_its_closing_screen() -> None:
    blocks: list[Block] = [Sentence("只此一句。")]
    made = Closing(Banner("标题", "结论"), blocks)
    text = render(Page("标题", [], closing=made), Words("zh"), Options()).decode()
    assert text.splitlines()[2:] == ["只此一句。"]
    assert text.startswith("标题")


def test_cells_name_their_sheet_where_two_hold_data(judge: Judge) -> None:
    book = openpyxl.Workbook()
    assert book.active is not None
    book.active.title = "甲"
    for title, number in (("甲", 5), ("乙", 6)):
        sheet = book[title] if title in book.sheetnames else book.create_sheet(title)
        sheet.append(["序号", "指标", "2025"])
        sheet.append([number, "", "约1"])
    stream = BytesIO()
    book.save(stream)
    text = "\n".join(screen(judge(("a.xlsx", stream.getvalue()), year=2025, only=["5", "6"])))
    assert "甲!C2" in text
    assert "乙!C2" in text


# figures stay whole, and are marked in the reader's language


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("报送的是98%以上", 12, ["报送的是", "98%以上"]),
        ("须增加37.2亿元", 12, ["须增加", "37.2亿元"]),
        ("今后每年需增加 348.6×CNY100m", 20, ["今后每年需增加", "348.6×CNY100m"]),
    ],
)
def test_no_line_ends_between_a_number_and_its_unit(
    text: str, width: int, lines: list[str]
) -> None:
    assert wrap(text, width) == lines


@pytest.mark.parametrize("width", WIDTHS)
def test_no_column_parts_a_figure_from_its_unit(reports: Mapping[str, Report], width: int) -> None:
    english = "\n".join(screen(reports["midterm-2023"], width=width, lang="en"))
    for figure in ("348.6×CNY100m", "423×CNY100m", "(preliminary)"):
        assert figure in english
    assert ("37.2×CNY100m" in english) is ("Per year" in english) is (width > 80)
    assert not re.search(r"37\.2(?!×CNY100m)", english)
    assert "初步" not in english
    chinese = "\n".join(screen(reports["midterm-2023"], width=width))
    assert "348.6亿元" in chinese
    assert "（初步数）" in chinese


def test_a_forecast_is_marked_in_the_readers_language(judge: Judge) -> None:
    report = judge(office(7, {2025: "430(预计)"}), year=2025, only=["7"])
    assert "430（预计）" in "".join("\n".join(screen(report)).split())
    english = "\n".join(screen(report, lang="en"))
    assert "(forecast)" in english
    assert "预计" not in english


def test_the_foot_names_a_file_without_its_folder_where_that_is_clear(judge: Judge) -> None:
    name, content = office(5, {2025: "约1"})
    alone = judge((f"sent/in/{name}", content), year=2025, only=["5"])
    assert any(f"单元格在 {name}" in line for line in screen(alone))
    both = judge((f"a/{name}", content), (f"b/{name}", content), year=2025, only=["5"])
    told = "\n".join(screen(both))
    assert f"a/{name}" in told
    assert f"b/{name}" in told


def test_a_last_row_is_shown_where_saying_that_it_is_left_out_takes_more_room() -> None:
    rest = ("One more row of this list stands in the whole table above.",)
    few = Few([Sentence("first"), Sentence("second")], 2, rest)
    shown = Screen(20)
    set_few(shown, few)
    assert shown.plain().splitlines() == ["first", "second"]
    group = TableGroup([[TableCell("1"), TableCell("a")], [TableCell("2"), TableCell("b")]], "L",
                       rest=rest)  # fmt: skip
    table = Table([TableColumn("No."), TableColumn("Name", takes_room=True)], [group])
    closing = Closing(Banner("T", ""), [], table, lines=5)
    shown = Screen(30)
    set_closing(shown, closing, lambda _: None)
    assert [line for line in shown.plain().splitlines() if "more" in line] == []


def test_words_of_other_alphabets_stay_whole() -> None:
    lines = wrap("Объем инвестиций в основной капитал за счёт всех источников", 22)
    assert " ".join(lines) == "Объем инвестиций в основной капитал за счёт всех источников"
    assert all(len(line) <= 22 for line in lines)
