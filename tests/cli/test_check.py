"""Test `sqc check` as a whole process: exit codes, streams, formats and files."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

import openpyxl
import pytest
from jsonschema import Draft202012Validator

if TYPE_CHECKING:
    from collections.abc import Callable

    from cli.conftest import Sqc

ROOT = Path(__file__).resolve().parents[2]
FINAL, FAILING, MIDTERM = "final-2025.xlsx", "failing-2025.xlsx", "midterm-2023.xlsx"
WRONG = ("K13", "K25")
"""What is wrong with the values of the failing example: 约6 is only about six (a warning), and
0.0336 among percentages a fraction (an error)."""

TEN_FAULTS: dict[str, tuple[str, str | float]] = {
    "K5": ("outside-domain", 103),
    "K6": ("not-a-number", "详见附件"),
    "K7": ("error-cell", "#DIV/0!"),
    "K9": ("looks-like-fraction", 0.415),
    "K11": ("unit-mismatch", "426家"),
    "K13": ("not-a-number", "较好"),
    "K17": ("ditto", "同上"),
    "K19": ("not-whole", 2.5),
    "K21": ("outside-domain", -3),
    "K25": ("too-many-digits", "3." + "1" * 40),
}
"""A fault in ten of the rows, which are the indicators 1 to 23 in rows 5 to 27."""


@pytest.fixture(scope="session")
def ten_faults(tmp_path_factory: pytest.TempPathFactory) -> Path:
    book = openpyxl.load_workbook(ROOT / "examples" / FINAL)
    sheet = book.active
    assert sheet is not None
    for cell, (_, value) in TEN_FAULTS.items():
        sheet[cell] = value
        sheet[cell].number_format = "General"
    sheet["K7"].data_type = "e"
    path = tmp_path_factory.mktemp("faults") / "faults.xlsx"
    book.save(path)
    return path


def checked(sqc: Sqc, *arguments: str) -> dict[str, Any]:
    data: dict[str, Any] = json.loads(sqc.once("check", *arguments, "--format", "json").out)
    return data


# Exit codes


def test_a_clean_file_is_0_and_the_last_line_says_so(sqc: Sqc) -> None:
    ran = sqc.once("check", FINAL, "--complete")
    assert ran.code == 0
    assert ran.report.splitlines()[-1] == "检查结论：没有发现问题。"
    assert ran.report.splitlines()[1] == "数据检查：没有发现问题"


def test_a_file_with_faults_is_1_and_the_last_line_counts_them(sqc: Sqc) -> None:
    ran = sqc.once("check", FAILING)
    assert ran.code == 1
    assert ran.report.splitlines()[-1] == "检查结论：有1个错误、1个提醒。"
    assert ran.report.splitlines()[1] == "数据检查：有1个错误、1个提醒"
    assert (
        sqc.once("check", FAILING, "--lang", "en")
        .report.splitlines()[-1]
        .endswith("errors: 1, warnings: 1.")
    )


@pytest.mark.parametrize(
    "arguments",
    [
        ("nosuch.xlsx",),
        (FINAL, "nosuch.xlsx"),
        (FINAL, "--year", "2026"),
        (FINAL, "--year", "soon"),
        (FINAL, "--only", "99"),
        (FINAL, "--plan", "nosuch"),
        (FINAL, "--format", "html5"),
        (FINAL, "--strict"),
        (FINAL, "-o", "check.nosuch"),
        ("-", "-"),
        ("",),
        (),
    ],
)
def test_what_cannot_be_checked_is_2_with_nothing_on_stdout_and_no_file(
    arguments: tuple[str, ...], sqc: Sqc, tmp_path: Path
) -> None:
    shutil.copy(ROOT / "examples" / FINAL, tmp_path)
    ran = sqc("check", *arguments, "-o", "check.json", "-o", "-", cwd=tmp_path)
    assert (ran.code, ran.out) == (2, b"")
    assert ran.said
    assert [path.name for path in tmp_path.iterdir()] == [FINAL]


def test_the_targets_of_the_plan_play_no_part(sqc: Sqc) -> None:
    """Three binding indicators fail in it; its two wrong values are all that check sees."""
    found = checked(sqc, FAILING)["diagnostics"]
    assert [item["location"]["cell"] for item in found] == list(WRONG)


# Ten faults


def test_ten_faults_are_all_listed_with_their_cells(sqc: Sqc, ten_faults: Path) -> None:
    found = checked(sqc, str(ten_faults))["diagnostics"]
    errors = [
        (item["location"]["cell"], item["code"]) for item in found if item["severity"] == "error"
    ]
    assert errors == [(cell, code) for cell, (code, _) in TEN_FAULTS.items()]


def test_the_other_thirteen_are_still_judged(sqc: Sqc, ten_faults: Path) -> None:
    report = json.loads(sqc("evaluate", ten_faults, "--format", "json").out)
    faulty = {str(int(cell[1:]) - 4) for cell in TEN_FAULTS}
    judged = {item["id"] for item in report["indicators"] if item["verdict"] == "met"}
    assert {item["id"] for item in report["indicators"]} - faulty <= judged


def test_the_page_lists_them_in_reading_order_under_their_sheet(sqc: Sqc, ten_faults: Path) -> None:
    page = sqc("check", ten_faults.name, cwd=ten_faults.parent).report
    lines = page.splitlines()
    assert lines.count("  faults.xlsx:实际值") == 1
    found = re.findall(r"(?m)^    ([A-Z]+[0-9]+)  错误 \[([a-z-]+)\]$", page)
    assert found == [(cell, code) for cell, (code, _) in TEN_FAULTS.items()]
    at = lines.index("    K13  错误 [not-a-number]")
    assert lines[at + 1].startswith("      每千人医疗机构床位数：“较好”不是数值")
    assert lines[at + 2].startswith("      请填写数值")


def test_the_most_severe_findings_come_first(sqc: Sqc) -> None:
    """K13 stands above K25 in the sheet, and is only a warning."""
    report = sqc.once("check", FAILING).report
    assert re.findall(r"(?m)^(\S+)（[0-9]+个）$", report) == ["错误", "提醒"]
    assert re.findall(r"(?m)^    (K[0-9]+)  ", report) == ["K25", "K13"]
    english = sqc.once("check", FAILING, "--lang", "en").report
    assert re.findall(r"(?m)^(\w+) \([0-9]+\)$", english) == ["Errors", "Warnings"]
    assert "    K25  error[looks-like-fraction]" in english


def test_the_same_cure_is_said_once_for_neighbours(sqc: Sqc, tmp_path: Path) -> None:
    """A screen says it behind the last of them; a file has it for each."""
    report = sqc.once("check", "county-2025.xlsx", "-o", "-", "-o", str(tmp_path / "c.md")).report
    cells = re.findall(r"(?m)^    (C[0-9]+)  提示 \[left-to-people\]$", report)
    assert cells == ["C14", "C23", "C25", "C26", "C27", "C32"]
    cure = "认定的意见和理由请评估单位写在“评估意见”表中。"
    assert report.count(cure) == 1
    assert (tmp_path / "c.md").read_text(encoding="utf-8").count(cure) == len(cells)


# What it says of what was read


def test_the_page_says_what_was_read(sqc: Sqc) -> None:
    page = sqc.once("check", MIDTERM).report
    assert "  midterm-2023.xlsx（工作表：实际值）\n" in page
    assert "指标：共23项，找到23项。" in page
    assert "指标有数据的年份：2020、2021、2022、2023。" in page


def test_complete_names_the_indicator_and_the_year(sqc: Sqc) -> None:
    """Prizes (20) have no value for 2023 in it: the cell holds —."""
    assert sqc.once("check", MIDTERM).code == 0
    ran = sqc.once("check", MIDTERM, "--complete")
    assert ran.code == 1
    missing = checked(sqc, MIDTERM, "--complete")["diagnostics"]
    assert [(item["code"], item["indicator"]) for item in missing] == [("missing-value", "20")]
    assert "2023" in missing[0]["message"]
    assert sqc.once("check", MIDTERM, "--complete", "--year", "2025").code == 1


def test_what_is_missing_comes_in_the_order_of_the_plan(sqc: Sqc, tmp_path: Path) -> None:
    data = tmp_path / "data.csv"
    data.write_text("指标,2025年\n服务业增加值,430\n", encoding="utf-8")
    missing = checked(sqc, str(data), "--complete")["diagnostics"]
    wanted = [str(number) for number in range(1, 24) if number != 7]
    assert [item["indicator"] for item in missing] == wanted


def test_only_narrows_it(sqc: Sqc) -> None:
    assert sqc.once("check", FAILING, "--only", "1,2").code == 0
    page = sqc.once("check", FAILING, "--only", "9").report
    assert "仅检查所选各项：9。" in page
    assert "R&D" not in page


# JSON


@pytest.mark.parametrize("extra", [(), ("--complete",), ("--only", "5,13"), ("--lang", "en")])
@pytest.mark.parametrize("name", [FINAL, FAILING, MIDTERM, "actuals.yaml"])
def test_json_is_what_its_schema_says(name: str, extra: tuple[str, ...], sqc: Sqc) -> None:
    schema = json.loads((ROOT / "schemas" / "check.schema.json").read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    Draft202012Validator(schema).validate(checked(sqc, name, *extra))


def test_json_has_the_fields_that_are_promised(sqc: Sqc) -> None:
    data = checked(sqc, FAILING)
    assert list(data) == [
        "schema_version", "tool", "language", "plan", "sources", "result", "checked", "diagnostics",
    ]  # fmt: skip
    assert data["result"] == {
        "passed": False, "exit_code": 1, "fail_on": "warning",
        "errors": 1, "warnings": 1, "infos": 0,
    }  # fmt: skip
    assert data["checked"]["years"] == [2020, 2021, 2022, 2023, 2024, 2025]
    assert (data["checked"]["total"], data["checked"]["matched"]) == (23, 23)
    assert data["sources"][0]["sheets"] == ["实际值"]


# Streams and files


def test_findings_come_once(sqc: Sqc) -> None:
    """On stdout where it lists them, else on stderr."""
    page = sqc.once("check", FAILING)
    assert page.said == ["检查结论：有1个错误、1个提醒。"]
    github = sqc.once("check", FAILING, "--format", "github")
    assert (len(github.report.splitlines()), len(github.said)) == (2, 1)
    data = sqc.once("check", FAILING, "--format", "json")
    assert len(data.said) == 3
    assert "提醒 [approximate]" in data.said[0]


def test_quiet_says_nothing(sqc: Sqc) -> None:
    ran = sqc.once("check", FAILING, "--quiet", "--format", "json")
    assert (ran.code, ran.err) == (1, b"")


def test_files_take_their_format_from_their_suffix(sqc: Sqc, tmp_path: Path) -> None:
    names = ("check.xml", "check.json", "check.md", "check.txt")
    shutil.copy(ROOT / "examples" / FAILING, tmp_path)
    outputs = [part for name in names for part in ("-o", name)]
    ran = sqc("check", FAILING, *outputs, cwd=tmp_path)
    assert (ran.code, ran.out) == (1, b"")
    assert ET.parse(tmp_path / "check.xml").getroot().tag == "testsuites"  # noqa: S314
    assert json.loads((tmp_path / "check.json").read_bytes())["result"]["errors"] == 1
    assert (tmp_path / "check.md").read_text(encoding="utf-8").startswith("# 数据检查\n")
    assert (tmp_path / "check.txt").read_text(encoding="utf-8") == sqc.once("check", FAILING).report


def test_an_evaluation_is_junit_by_its_suffix_too(sqc: Sqc, tmp_path: Path) -> None:
    shutil.copy(ROOT / "examples" / FAILING, tmp_path)
    ran = sqc("evaluate", FAILING, "-o", "report.xml", cwd=tmp_path)
    assert ran.code == 1
    root = ET.parse(tmp_path / "report.xml").getroot()  # noqa: S314
    # 2 unproven, 5 and 12 missed (all binding), 21 not to be read, and so the file itself;
    # 9 and 19 are only watched.
    assert root.attrib["failures"] == "5"


def test_stdin_is_data(sqc: Sqc) -> None:
    ran = sqc("check", "-", stdin=(ROOT / "examples" / FAILING).read_bytes())
    assert ran.code == 1
    assert "<stdin>:实际值" in ran.report


def test_nothing_is_wider_than_80_columns(sqc: Sqc) -> None:
    from unicodedata import east_asian_width

    for lang in ("zh", "en"):
        for command in (("check", FAILING, "--complete"), ("check", "--help")):
            for line in sqc.once(*command, SQC_LANG=lang).report.splitlines():
                assert sum(2 if east_asian_width(sign) in "WF" else 1 for sign in line) <= 80


def test_colour_on_a_terminal_adds_nothing_but_colour(sqc: Sqc) -> None:
    code, text = sqc.on_terminal("check", FAILING)
    assert code == 1
    plain = re.sub(r"\x1b\[[0-9;]*m", "", text)
    assert plain != text
    assert [line.rstrip() for line in plain.splitlines()] == sqc.once(
        "check", FAILING
    ).report.splitlines()


def test_the_names_of_files_and_cells_start_no_command_in_a_log(
    sqc: Sqc, tmp_path: Path, xlsx: Callable[..., bytes]
) -> None:
    book = xlsx(
        [("指标名称", "2025年"), ("装配式建筑占新建建筑比例", "\n::error::pwned ##[error]x")]
    )
    name = "::warning file=x::y ##[error]z.xlsx"
    (tmp_path / name).write_bytes(book)
    for command in ("check", "evaluate"):
        ran = sqc(command, name, cwd=tmp_path)
        for line in [*ran.report.splitlines(), *ran.said]:
            assert not line.lstrip().startswith("::")
            assert "##[" not in line


def test_the_years_of_commitments_are_data_too(sqc: Sqc) -> None:
    content = b"- {id: C06, values: {2023: 50, 2024: 55}}"
    ran = sqc("check", "-", stdin=b"actuals:\n" + content)
    assert "没有任何一年的数据" not in ran.report
    assert "量化任务和标志性成果有数据的年份：2023、2024。" in ran.report
    ran = sqc("check", "-", "--only", "C06", stdin=b"actuals:\n" + content)
    assert "指标：共" not in ran.report
    forecast = b"actuals:\n- {id: C06, values: {2025: \xe9\xa2\x84\xe8\xae\xa150}}"  # 预计50
    assert "没有任何一年的数据" in sqc("check", "-", stdin=forecast).report
