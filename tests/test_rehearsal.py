"""Rehearse a collection: twelve offices return the template; questions go to the right one."""

from __future__ import annotations

import io
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest
from markdown_page import below, parts
from questions import questions

from shengzhou_quality.cli import main
from shengzhou_quality.formats import FORMATS, Options
from shengzhou_quality.words import Words

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from office import Office

    from shengzhou_quality.evaluation.report import Report

    Judge = Callable[..., Report]

ZH, EN = Words("zh"), Words("en")
YEARS = (2021, 2022, 2023, 2024, 2025)
FIRST_YEAR, OFFICE = 6, 11
NAMES = {
    "5": "装配式建筑占新建建筑比例",
    "11": "城市空气质量优良天数比例",
    "12": "地表水市控以上断面水质Ⅰ-Ⅲ类的比例",
}

# Who reports what: all 23 but 20, which nobody has, and 6 and 18, of which a year is missing.
OFFICES: dict[str, dict[str, tuple[Any, ...]]] = {
    "市场监管局": {"1": (97, 97.2, 97.5, 97.1, 96.8), "15": (9, 9, 9, 9, 9)},
    "农业农村局": {"2": (98.6, 98.9, 98.7, 99.1, 99)},
    "药监科": {"3": (99.8, 99.7, 99.9, 100, 99.8), "4": (98.8, 99, 98.9, 99.2, 99.1)},
    "建设局": {"5": (34.5, 36.2, 37.8, 39.1, 41.5), "6": (8.2, 10.1, 12, 14.1, None)},
    "发改局": {
        "7": (345.6, 362.8, 385.1, 404.7, 426.3),
        "14": (None, None, None, "推进中", "完成"),
    },
    "商务局": {"8": (9, 9, 9, 9, 9)},
    "卫健局": {"9": (5.4, 5.6, 5.8, 6, 6.3)},
    "人社局": {"10": (99.2, 99.3, 99.4, 99.5, 99.6)},
    "质量发展科": {"16": (9, 9, 9, 9, 9), "17": (1, 1, 1, 1, 1), "18": (3, 3, None, 3, None)},
    "科技局": {"21": (2.9, 3, 3.1, 3.2, 3.4), "22": (200, 250, 300, 350, 420)},
    "知识产权科": {"23": (10, 12, 14, 16, "约20"), "19": (2, 2, 2, 2, 2)},
}
EEB = (
    "指标,2020年,2021年,2022年,2023年,2024年,2025年\n"
    "城市空气质量优良天数比例,94.0,94.2,94.5,95,95.2,95.6\n"
    "地表水市控以上断面水质Ⅰ-Ⅲ类的比例,100,100,100,100,100,100\n"
)


def fill(form: bytes, rows: Mapping[str, tuple[Any, ...]], office: str | None = None) -> bytes:
    """The form with the rows of one office, as it sends it back."""
    book = openpyxl.load_workbook(io.BytesIO(form))
    sheet = book["实际值"]
    for row in sheet.iter_rows(min_row=5):
        values = rows.get(str(row[0].value))
        if values is None:
            continue
        for cell, value in zip(row[FIRST_YEAR - 1 :], values, strict=False):
            if value is not None:
                cell.value = value
        if office:
            row[OFFICE - 1].value = office
    saved = io.BytesIO()
    book.save(saved)
    return saved.getvalue()


@pytest.fixture(scope="module")
def make(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., bytes]:
    """The form as `sqc template` makes it."""
    folder = tmp_path_factory.mktemp("forms")

    def run(*options: str, values: Mapping[str, bytes] | None = None) -> bytes:
        given: list[str] = []
        for name, content in (values or {}).items():
            (folder / name).write_bytes(content)
            given += ["--values", str(folder / name)]
        target = folder / "form.xlsx"
        assert main(["template", "-o", str(target), "-q", *options, *given]) == 0
        return target.read_bytes()

    return run


@pytest.fixture(scope="module")
def form(make: Callable[..., bytes]) -> bytes:
    return make("--for", ",".join(str(number) for number in range(1, 24)))


@pytest.fixture(scope="module")
def returned(form: bytes) -> dict[str, bytes]:
    """The first round: a form of each office, one more left blank, and one office's own table."""
    files = {
        f"{office}.xlsx": fill(form, rows, None if office == "发改局" else office)
        for office, rows in OFFICES.items()
    }
    files["乡镇街道.xlsx"] = fill(form, {})
    files["生态环境局.csv"] = EEB.encode("utf-8-sig")
    return files


FIRST_ROUND = {
    "建设局.xlsx:实际值（建设局）": ["6 没有2025年的数据（单元格J11）"],
    "知识产权科.xlsx:实际值（知识产权科）": ["23 “约20”（单元格J31）不够具体，请报准确数"],
    "质量发展科.xlsx:实际值（质量发展科）": ["18 缺2023、2025年的数据（单元格H25、J25）"],
    "没有写明责任单位": ["13 没有2025年的数据", "20 没有2021—2025年的数据"],
}


def test_no_question_goes_to_an_office_that_has_no_part_in_it(
    judge: Judge, returned: dict[str, bytes]
) -> None:
    report = judge(*returned.items(), year=2025)
    assert questions(report) == FIRST_ROUND
    assert [one.code for one in report.diagnostics if one.severity.value == "error"] == []
    told = {(one.code, one.indicator) for one in report.diagnostics}
    assert told == {("approximate", "23")}


def test_the_order_of_the_files_changes_nothing(judge: Judge, returned: dict[str, bytes]) -> None:
    assert questions(judge(*reversed(returned.items()), year=2025)) == FIRST_ROUND


def test_a_second_round_asks_only_for_what_is_left(
    judge: Judge, form: bytes, returned: dict[str, bytes]
) -> None:
    again = fill(form, {**OFFICES["建设局"], "6": (8.2, 10.1, 12, 14.1, 16.3)}, "建设局")
    report = judge(*{**returned, "建设局.xlsx": again}.items(), year=2025)
    left = {key: told for key, told in FIRST_ROUND.items() if "建设局" not in key}
    assert questions(report) == left


def test_a_blank_row_is_asked_of_the_office_that_it_names(judge: Judge, form: bytes) -> None:
    """Prefilled in every copy: asked once, in the copy in which that office reports."""
    book = openpyxl.load_workbook(io.BytesIO(form))
    for row in book["实际值"].iter_rows(min_row=5):
        if str(row[0].value) in ("5", "6"):
            row[OFFICE - 1].value = "建设局"
    saved = io.BytesIO()
    book.save(saved)
    common = saved.getvalue()
    files = {
        "a.xlsx": fill(common, {"1": (97, 97, 97, 97, 97)}),
        "b.xlsx": fill(common, {"5": (34.5, 36.2, 37.8, 39.1, 41.5)}),
        "c.xlsx": fill(common, {}),
    }
    report = judge(*files.items(), year=2025, only=["1", "5", "6", "7"])
    assert questions(report) == {
        "b.xlsx:实际值（建设局）": ["6 没有2025年的数据（单元格J11）"],
        "没有写明责任单位": ["7 没有2025年的数据"],
    }


def test_prefilled_values_come_back_and_say_nothing_new(
    judge: Judge, make: Callable[..., bytes]
) -> None:
    """They conflict with no newer figure, and make nobody the office of the row."""
    last = "指标,2023年,2024年\n装配式建筑占新建建筑比例,38,39\n服务业增加值,385.1,404.7\n"
    given = make("--for", "1,5,7", values={"last.csv": last.encode("utf-8-sig")})
    newer = "指标,2024年\n服务业增加值,405.2\n".encode("utf-8-sig")
    files = {
        "a.xlsx": fill(given, {"1": (97, 97, 97, 97, 97)}),
        "b.xlsx": fill(given, {"5": (None, None, None, 39.5, None)}),
        "c.xlsx": fill(given, {}),
        "d.csv": newer,
    }
    report = judge(*files.items(), year=2025, only=["1", "5", "7"])
    series = {
        result.indicator.id: [entry.text for entry in result.series] for result in report.indicators
    }
    assert series["5"] == [None, None, "38", "39.5", None]
    assert series["7"] == [None, None, "385.1", "405.2", None]
    assert [(one.code, one.severity.value, str(one.place)) for one in report.diagnostics] == [
        ("prefilled-replaced", "info", "b.xlsx:实际值!I7"),
        ("prefilled-replaced", "info", "d.csv:2:2"),
    ]
    assert questions(report) == {
        "b.xlsx:实际值": ["5 没有2025年的数据（单元格J7）"],
        "d.csv": ["7 没有2025年的数据"],
    }
    blank = judge(("a.xlsx", given), ("b.xlsx", given), year=2025, only=["5"])
    assert questions(blank) == {"没有写明责任单位": ["5 没有2025年的数据"]}
    assert blank.diagnostics == ()


def test_a_prefilled_state_yields_to_any_that_an_office_reports(
    judge: Judge, make: Callable[..., bytes]
) -> None:
    known = "编号,状态\nM01,推进中\nM03,推进中\n".encode("utf-8-sig")
    given = make("--for", "M01,M03", values={"last.csv": known})
    newer = "编号,状态,完成日期\nM01,已完成,2024-06-30\n".encode("utf-8-sig")
    report = judge(("a.xlsx", given), ("b.xlsx", given), ("c.csv", newer), only=["M01", "M03"])
    found = {one.promise.id: one.result.status for one in report.milestones if one.result}
    assert found["M01"] == "achieved"
    assert [one.code for one in report.diagnostics] == ["prefilled-replaced"]


def test_the_base_year_text_of_the_form_conflicts_with_nothing(judge: Judge, form: bytes) -> None:
    """11: the form prints >93, the office reports 94.0 for 2020."""
    own = "指标,2020年,2021年,2025年\n城市空气质量优良天数比例,94.0,94.2,95.6\n"
    report = judge(("a.csv", own.encode()), ("form.xlsx", form), ("b.xlsx", form), only=["11"])
    assert report.diagnostics == ()
    assert questions(report) == {"a.csv": ["11 缺2022—2024年的数据"]}


def test_a_list_of_another_office_makes_no_blank_row_a_promise(
    judge: Judge, make: Callable[..., bytes]
) -> None:
    """M21 stands in the list; of the form, which another office filled in part, 7 is blank."""
    given = make("--for", "5,7,M21,M22")
    own = "序号,任务,进展情况\n1,五类主体公共信用评价体系,已完成\n"
    partly = fill(given, {"5": (34.5, 36.2, 37.8, 39.1, 41.5)}, "建设局")
    report = judge(("c05.csv", own.encode()), ("form.xlsx", partly), only=["5", "7", "M21", "M22"])
    assert questions(report) == {
        "没有写明责任单位（form.xlsx:任务进展）": [],
        "没有写明责任单位（form.xlsx:实际值）": ["7 没有2025年的数据（单元格J7）"],
    }
    assert [one.milestones for one in report.lists.unreported] == [("M22",)]


def test_every_format_says_whom_and_where(judge: Judge, returned: dict[str, bytes]) -> None:
    report = judge(*returned.items(), year=2025)
    terminal = FORMATS["terminal"].render(report, ZH, Options(width=100)).decode()
    assert re.search(r" 6\* .* 请补报2025年 +\[4\]J11\n +（建设局）\n", terminal)
    assert re.search(r" 20 .*请补报2021—2025年\s*\n", terminal), "no office is named there"
    markdown = FORMATS["markdown"].render(report, ZH, Options()).decode()
    (unnamed,) = below(parts(markdown), "没有写明责任单位")
    assert [row["编号"] for row in unnamed.rows if row["所在的表"] == "—"] == ["13", "20"]
    english = FORMATS["terminal"].render(report, EN, Options(width=140)).decode()
    assert "report 2025 (建设局)" in re.sub(r"\s+", " ", english)
    for format_ in ("github", "junit"):
        text = FORMATS[format_].render(report, ZH, Options()).decode()
        assert "乡镇街道.xlsx:实际值!" not in text


@pytest.mark.slow
@pytest.mark.parametrize("suffix", ["xlsx", "ods", "xls"])
def test_a_form_saved_by_libreoffice_still_tells_what_it_came_with(
    suffix: str, judge: Judge, make: Callable[..., bytes], tmp_path: Path, office: Office
) -> None:
    last = "指标,2023年,2024年\n装配式建筑占新建建筑比例,38,39\n"
    given = make("--for", "5", values={"last.csv": last.encode("utf-8-sig")})
    (tmp_path / "a.xlsx").write_bytes(given)
    saved = tmp_path / "saved"
    office.run("--convert-to", suffix, "--outdir", saved, tmp_path / "a.xlsx")
    back = (f"a.{suffix}", (saved / f"a.{suffix}").read_bytes())
    newer = ("b.csv", "指标,2024年\n装配式建筑占新建建筑比例,39.5\n".encode())
    report = judge(back, newer, year=2025, only=["5"])
    assert [one.code for one in report.diagnostics] == ["prefilled-replaced"]
    assert questions(report) == {"b.csv": ["5 没有2025年的数据"]}
