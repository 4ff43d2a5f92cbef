"""The report's workbook: its figures are those of the JSON, in the sheets that people ask for."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import example_reports
import pytest
import workbook_file
from example_reports import EXAMPLES, LANGUAGES, NAMES, as_shown
from nasty import NASTY
from test_formats import hostile_files

from shengzhou_quality import render
from shengzhou_quality.cli import main
from shengzhou_quality.result_mark import is_result

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from shengzhou_quality.evaluation.report import Report

SHEETS = {
    "zh": ["汇总", "指标完成情况", "未达标及关注", "催报清单", "重点任务", "数据问题", "方法"],
    "en": [
        "Summary", "Indicators", "Not met or to watch", "Missing or to be corrected", "Tasks",
        "Data findings", "Method",
    ],
}  # fmt: skip
LISTS = {"zh": ["量化任务", "标志性成果"], "en": ["Commitments", "Milestones"]}
"""Further sheets, where commitments and milestones of the tasks are reported."""
BEFORE = ("midterm-2023", "tasks-2023", "assessed")
BEFORE_FINAL = {"zh": "滞后及关注", "en": "Behind or to watch"}
"""Nothing is missed before the last year of a plan."""
HEADS = {
    "zh": {
        "id": "序号", "target": "目标", "actual": "实际", "margin": "超出目标", "gap": "差距",
        "progress": "完成进度", "pace": "时序进度比", "status": "状态", "source": "数据来源",
        "year": "{}年", "total": "指标数", "rate": "指标完成率", "item": "编号", "place": "位置",
        "cell": "单元格",
    },
    "en": {
        "id": "No.", "target": "Target", "actual": "Actual", "margin": "Beyond target",
        "gap": "Gap", "progress": "Progress", "pace": "Pace", "status": "Status",
        "source": "Source", "year": "{}", "total": "Indicators", "rate": "Completion rate",
        "item": "ID", "place": "Place", "cell": "Cell",
    },
}  # fmt: skip
BOTH = pytest.mark.parametrize("lang", LANGUAGES)
EACH = pytest.mark.parametrize("name", NAMES)
JUDGED = [one for one in NAMES if one not in ("blank", "only-milestone")]


@pytest.fixture(scope="module")
def reports(judge: Callable[..., Report]) -> dict[str, Report]:
    made = example_reports.make(judge)
    made["hostile"] = judge(*hostile_files(dict(enumerate(NASTY[:23], 1))), year=2025)
    return made


@pytest.fixture(scope="module")
def written(reports: dict[str, Report]) -> Callable[..., bytes]:
    """The workbook of a report, made once."""
    made: dict[tuple[str, str], bytes] = {}

    def workbook(name: str, lang: str = "zh") -> bytes:
        if (name, lang) not in made:
            made[name, lang] = render(reports[name], "xlsx", language=lang)
        return made[name, lang]

    return workbook


@pytest.fixture(scope="module")
def opened(written: Callable[..., bytes]) -> Callable[..., Any]:
    """The same as openpyxl reads it, once: nobody changes it."""

    @cache
    def workbook(name: str, lang: str = "zh") -> Any:
        return workbook_file.opened(written(name, lang))

    return workbook


def as_json(report: Report, lang: str = "zh") -> Any:
    made = example_reports.rendered(report, "json", lang)
    return json.loads(made, parse_float=Decimal, parse_int=Decimal)


def lines(sheet: Any, head: str) -> Iterator[dict[str, Any]]:
    """The rows of the table with this head, by their heads; in blocks, those of each block."""
    rows = list(sheet.iter_rows())
    at = next(number for number, row in enumerate(rows) if head in [cell.value for cell in row])
    heads = [cell.value for cell in rows[at]]
    for row in rows[at + 1 :]:
        if all(cell.value is None for cell in row[1:]) and row[0].alignment.wrap_text is None:
            continue  # the heading of a block
        if any(cell.value is None for cell in row):
            return
        yield dict(zip(heads, row, strict=True))


def number_in(cell: Any) -> Decimal | None:
    return Decimal(str(cell.value)) if cell.data_type == "n" else None


@BOTH
@pytest.mark.parametrize("name", JUDGED)
def test_its_figures_are_those_of_the_json(
    name: str, lang: str, reports: dict[str, Report], opened: Callable[..., Any]
) -> None:
    report, heads = reports[name], HEADS[lang]
    known = as_json(report, lang)
    sheet = opened(name, lang)[SHEETS[lang][1]]
    found = {str(line[heads["id"]].value): line for line in lines(sheet, heads["id"])}
    assert list(found) == [item["id"] for item in known["indicators"]]
    for item in known["indicators"]:
        line = found[item["id"]]
        for entry in item["series"]:
            cell = line[heads["year"].format(entry["year"])]
            assert workbook_file.seen(cell) == as_shown(entry, lang), (item["id"], entry)
            if re.fullmatch(r"-?\d+(\.\d+)?", entry["text"] or ""):
                assert number_in(cell) == Decimal(entry["text"])
        for key in ("progress", "pace"):
            if heads[key] in line:
                assert number_in(line[heads[key]]) == item[key], (item["id"], key)
        assert number_in(line[heads["margin"]]) == item["margin"]
        assert number_in(line[heads["gap"]]) in (item["gap"], None if not item["gap"] else "never")
        actual = item["actual"]
        if actual and actual["low"] is not None and actual["low"] == actual["high"]:
            assert number_in(line[heads["actual"]]) == actual["low"]
        elif actual:
            assert number_in(line[heads["actual"]]) is None
        if re.fullmatch(r"-?\d+(\.\d+)?", item["target"]["text"]):
            assert number_in(line[heads["target"]]) == Decimal(item["target"]["text"])
        else:
            assert number_in(line[heads["target"]]) is None


@BOTH
@pytest.mark.parametrize("name", JUDGED)
def test_its_counts_are_those_of_the_json(
    name: str, lang: str, reports: dict[str, Report], opened: Callable[..., Any]
) -> None:
    known, heads = as_json(reports[name]), HEADS[lang]
    workbook = opened(name, lang)
    first = workbook.worksheets[0]
    (head,) = [row for row in first.iter_rows() if heads["total"] in [one.value for one in row[1:]]]
    at = next(cell for cell in head if cell.value == heads["total"])
    totals = [
        row[at.column - 1]
        for row in first.iter_rows(min_row=at.row + 1)
        if row[at.column - 1].value
    ]
    everything = [one for one in totals if one.data_type == "n"][-1]
    assert everything.value == known["summary"]["total"]
    rate = next((cell for cell in head if cell.value == heads["rate"]), None)
    if rate is not None:
        shown = first.cell(everything.row, rate.column)
        assert number_in(shown) == known["summary"]["completion_rate"]


@BOTH
@EACH
def test_it_has_the_sheets_that_are_asked_for(
    name: str, lang: str, opened: Callable[..., Any]
) -> None:
    """A blank form has them all too: a program that opens one by its name finds it."""
    names = opened(name, lang).sheetnames
    third = SHEETS[lang][2] if name not in BEFORE else BEFORE_FINAL[lang]
    assert [one for one in names if one not in LISTS[lang]] == [
        *SHEETS[lang][:2],
        third,
        *SHEETS[lang][3:],
    ]


@EACH
def test_every_problem_and_every_request_is_there(
    name: str, reports: dict[str, Report], opened: Callable[..., Any]
) -> None:
    known = as_json(reports[name])
    workbook = opened(name)
    problems = workbook["数据问题"]
    if known["diagnostics"]:
        assert len(list(lines(problems, "怎样改"))) == len(known["diagnostics"])
    else:
        assert workbook_file.rows_of(problems)[1] == [
            "按表式、单位和取值范围检查，没有发现问题；检查不涉及数据是否真实准确。"
        ]
    ids = [row[0] for row in workbook_file.rows_of(workbook["催报清单"]) if len(row) == 6]
    ids = [one for one in ids if one != "编号"]
    missing = [one["id"] for one in known["lists"]["missing"]]
    unreported = [
        one
        for task in known["lists"]["unreported"]
        for one in (*task["commitments"], *task["milestones"])
    ]
    assert sorted(ids) in (sorted(missing), sorted([*missing, *unreported]))
    assert ids or workbook_file.rows_of(workbook["催报清单"])[1] == ["没有催报事项。"]


def test_cells_to_correct_are_links(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """From a folder of its own, to the file as it was given."""
    monkeypatch.chdir(tmp_path)
    Path("out").mkdir()
    Path("报送").mkdir()
    data = Path("报送", "R&D 1.xlsx")
    data.write_bytes((EXAMPLES / "failing-2025.xlsx").read_bytes())
    assert main(["evaluate", str(data), "-o", "out/结果.xlsx"]) == 1
    workbook = workbook_file.opened(Path("out/结果.xlsx").read_bytes())
    for sheet, head, cell in (
        ("指标完成情况", "数据来源", "K25"),
        ("催报清单", "单元格", "K25"),
        ("数据问题", "单元格", "K25"),
    ):
        (found,) = [one[head] for one in lines(workbook[sheet], head) if one[head].value == cell]
        assert found.hyperlink.target == "../报送/R%26D%201.xlsx"
        assert found.hyperlink.location == f"'实际值'!{cell}"


def test_a_result_is_marked_and_never_read_as_data(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("data.xlsx").write_bytes((EXAMPLES / "final-2025.xlsx").read_bytes())
    assert main(["evaluate", ".", "-o", "结果.xlsx"]) == 0
    with Path("结果.xlsx").open("rb") as file:
        assert is_result(file)
    capfd.readouterr()
    assert main(["evaluate", ".", "--format", "json"]) == 0
    made = json.loads(capfd.readouterr().out)
    assert [one["path"] for one in made["sources"]] == ["./data.xlsx"]
    assert "own-result" in [one["code"] for one in made["diagnostics"]]


@BOTH
def test_hostile_texts_are_texts(lang: str, written: Callable[..., bytes]) -> None:
    content = written("hostile", lang)
    assert workbook_file.formulas(content) == []
    for text in workbook_file.texts(content):
        assert "\x1b" not in text
        assert "\u202e" not in text


@BOTH
def test_it_compares_with_an_earlier_evaluation(
    lang: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In the sentence and the column of the other reports; without one, in neither."""
    monkeypatch.chdir(tmp_path)
    old, new = str(EXAMPLES / "midterm-2023.xlsx"), str(EXAMPLES / "failing-2025.xlsx")
    main(["evaluate", old, "-o", "old.json"])
    language = ["--lang", lang]
    outputs = ["-o", "new.xlsx", "-o", "new.md", "-o", "new.json"]
    main(["evaluate", new, "--since", "old.json", *language, *outputs])
    workbook = workbook_file.opened(Path("new.xlsx").read_bytes())
    summary, indicators = (workbook[name] for name in SHEETS[lang][:2])
    document = Path("new.md").read_text(encoding="utf-8")
    begins = {"zh": "比2023年评估：", "en": "Compared with the evaluation of 2023:"}[lang]
    (said,) = [
        text
        for row in workbook_file.rows_of(summary)
        for text in row
        if str(text).startswith(begins)
    ]
    assert said in document
    head = {"zh": "上次状态", "en": "Status before"}[lang]
    earlier = json.loads(Path("old.json").read_text(encoding="utf-8"))
    statuses = {one["id"]: one["status"] for one in earlier["indicators"]}
    column = {
        str(line[HEADS[lang]["id"]].value): line[head].value for line in lines(indicators, head)
    }
    assert len(column) == len(statuses) == 23
    shown: dict[str, set[str]] = {}
    for item, status in statuses.items():
        shown.setdefault(status, set()).add(column[item])
    assert all(shown.values())
    assert len(set().union(*shown.values())) > 2
    main(["evaluate", new, *language, "-o", "alone.xlsx"])
    alone = workbook_file.opened(Path("alone.xlsx").read_bytes())
    texts = [text for sheet in alone for row in workbook_file.rows_of(sheet) for text in row]
    assert head not in texts
    assert not [one for one in texts if str(one).startswith(begins)]


@pytest.mark.slow
def test_the_bytes_are_the_same_with_and_without_lxml(tmp_path: Path) -> None:
    """openpyxl writes with lxml where it is installed: python-docx brings it."""
    made = []
    for number, lxml in enumerate(("True", "False", "True")):
        target = tmp_path / f"{number}.xlsx"
        command = [sys.executable, "-m", "shengzhou_quality", "evaluate", "-o", str(target)]
        command += [str(EXAMPLES / "failing-2025.xlsx")]
        environment = {"OPENPYXL_LXML": lxml, "PYTHONHASHSEED": str(number), "SQC_LANG": "zh"}
        subprocess.run(command, check=False, env=environment, capture_output=True)
        made.append(target.read_bytes())
    assert made[0] == made[1] == made[2]


@pytest.mark.parametrize(
    "command",
    [
        ["check", "failing-2025.xlsx"],
        ["explain", "5", "midterm-2023.xlsx"],
        ["tasks", "tasks-2023.xlsx"],
    ],
    ids=lambda command: command[0],
)
def test_every_page_can_be_a_workbook(
    command: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(EXAMPLES)
    target = tmp_path / "x.xlsx"
    main([*command, "-o", str(target)])
    workbook = workbook_file.opened(target.read_bytes())
    assert all(workbook_file.rows_of(sheet) for sheet in workbook)
