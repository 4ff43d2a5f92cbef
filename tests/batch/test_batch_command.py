"""`sqc batch`: its outputs, resuming, exit codes, and what it refuses; one row of each file.

The workers are this process here; real ones are tested in modules of their own.
"""

from __future__ import annotations

import csv
import errno
import io
import json
import os
import random
import shutil
import signal
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from functools import partial
from io import FileIO
from pathlib import Path
from typing import Any, NamedTuple

import openpyxl
import pytest

from shengzhou_quality.batch import record_file
from shengzhou_quality.batch.file_lock import lock
from shengzhou_quality.batch.submission import Settings, Submission
from shengzhou_quality.batch.table_rows import TableRows
from shengzhou_quality.batch.tables import CsvTable
from shengzhou_quality.batch.workers import Inline, Workers
from shengzhou_quality.cli import batch_run, main, streams
from shengzhou_quality.cli.streams import WriteError
from shengzhou_quality.evaluation.outcome import EntitySource, ItemOutcome, Outcome
from shengzhou_quality.judgement import Status, Verdict
from shengzhou_quality.plan.model import Plan
from shengzhou_quality.words import Words

PASSES = (
    "序号,指标,2025年实际值\n1,制造业产品质量监督抽查合格率,97.6\n5,装配式建筑占新建建筑比例,42.3\n"
)
FAILS = "序号,指标,2025年实际值\n5,装配式建筑占新建建筑比例,39.1%\n9,x,1\n"
BROKEN = "no table"


class Batch(NamedTuple):
    code: int
    out: bytes
    said: list[str]


Run = Callable[..., Batch]


def _use(workers: Callable[[Settings], Workers], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(batch_run, "start_workers", lambda _, settings, __: workers(settings))


@pytest.fixture(autouse=True)
def _inline(monkeypatch: pytest.MonkeyPatch) -> None:
    _use(Inline, monkeypatch)


@pytest.fixture
def run(capfdbinary: pytest.CaptureFixture[bytes]) -> Run:
    def run(*arguments: object) -> Batch:
        format_ = [] if "--format" in arguments else ["--format", "json"]
        code = main(["batch", *map(str, arguments), *format_])
        out, err = capfdbinary.readouterr()
        return Batch(code, out, err.decode().splitlines())

    return run


@pytest.fixture
def sent(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Three submissions in the folder 报送, the current folder beside them."""
    folder = tmp_path / "报送"
    folder.mkdir()
    for name, text in (("乙县", FAILS), ("甲县", PASSES), ("丙县", BROKEN)):
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return folder


def records(path: str | Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in Path(path).read_bytes().splitlines()]


def by_evaluate(file: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> tuple[int, Any]:
    """What `sqc evaluate` says of one file."""
    code = main(["evaluate", str(file), "--format", "json"])
    out = capfdbinary.readouterr().out
    return code, json.loads(out) if out else None


def test_each_line_is_what_evaluate_says_of_the_file(
    run: Run, sent: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    ran = run("报送", "-o", "out.jsonl")
    lines = records("out.jsonl")
    assert [one["entity"] for one in lines] == ["丙县", "乙县", "甲县"]
    assert ran.code == 1  # the worst of those that could be judged
    for line in lines:
        code, report = by_evaluate(sent / f"{line['entity']}.csv", capfdbinary)
        assert line["exit_code"] == code
        if report is None:
            assert line["conclusion"] is None
            assert line["problems"]
            continue
        assert line["conclusion"] == report["result"]["conclusion"]
        assert line["year"] == report["year"]
        assert [one["path"] for one in line["files"]] == [f"报送/{line['entity']}.csv"]
        for mine, theirs in zip(line["indicators"], report["indicators"], strict=True):
            for name in ("id", "constraint", "verdict", "status", "severity", "margin", "gap"):
                assert mine[name] == theirs[name]
            actual = theirs["actual"] or {"text": None, "low": None, "high": None}
            assert all(mine[name] == actual[name] for name in ("text", "low", "high"))


def test_good_files_have_the_same_lines_whatever_is_beside_them(run: Run, sent: Path) -> None:
    run("报送", "-o", "with.jsonl", "-q")
    (sent / "丙县.csv").unlink()
    run("报送", "-o", "without.jsonl", "-q")
    both = [Path(name).read_bytes().splitlines() for name in ("with.jsonl", "without.jsonl")]
    assert both[0][1:] == both[1]


@pytest.mark.slow
def test_hostile_files_change_no_line_of_the_good_ones(run: Run, sent: Path) -> None:
    """Every file that some test has for broken, a pipe, links in a circle, names that are code."""
    for number in range(40):
        shutil.copy(sent / f"{'甲乙'[number % 2]}县.csv", sent / f"{number:02}县.csv")
    (sent / "丙县.csv").unlink()
    run("报送", "-o", "without.jsonl")
    good = Path("without.jsonl").read_bytes().splitlines()
    invalid = Path(__file__).resolve().parents[1] / "data" / "invalid"
    hostile = [path for path in invalid.rglob("*") if path.suffix in {".xlsx", ".csv", ".yaml"}]
    for number, path in enumerate(hostile):
        shutil.copy(path, sent / f"{number:02}县 坏{path.suffix}")
    os.mkfifo(sent / "10县 管道.csv")
    (sent / "11县 圈.csv").symlink_to(sent / "12县 圈.csv")
    (sent / "12县 圈.csv").symlink_to(sent / "11县 圈.csv")
    for name in (b"\xff\xfe.csv", b"[red]\x1b[31m::error::.csv", b"=1+1\n.csv"):
        Path(os.fsdecode(bytes(sent) + b"/" + name)).write_bytes(b"\0")
    assert run("报送", "-o", "with.jsonl", "-o", "a.csv", "-o", "b.xlsx").code == 1
    both = Path("with.jsonl").read_bytes().splitlines()
    assert len(both) > len(good) + len(hostile)
    names = {json.loads(line)["entity"] for line in good}
    assert [line for line in both if json.loads(line)["entity"] in names] == good


@pytest.mark.parametrize("order", [("a.csv",), ("a.csv", "b.xlsx"), ("r.jsonl", "a.csv", "b.xlsx")])
@pytest.mark.usefixtures("sent")
def test_a_table_has_a_row_for_each_item_and_for_each_refusal(
    order: tuple[str, ...], run: Run
) -> None:
    assert run("报送", *(part for name in order for part in ("-o", name))).code == 1
    record = Path("r.jsonl" if "r.jsonl" in order else "a.csv.record.jsonl")
    lines = records(record)
    rows = list(csv.DictReader(io.StringIO(Path("a.csv").read_text("utf-8-sig"))))
    assert Path("a.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    expected = [
        (line["entity"], item["id"], item["verdict"], item["status"])
        for line in lines
        for item in line["indicators"] or [{"id": "", "verdict": "", "status": ""}]
    ]
    got = [(row["报送主体"], row["序号"], row["sqc:verdict"], row["sqc:status"]) for row in rows]
    assert got == expected
    refused, missed = (
        rows[0],
        next(row for row in rows if row["报送主体"] == "乙县" and row["序号"] == "5"),
    )
    assert refused["结论"] == "无法评估"
    assert refused["文件"] == refused["位置"] == "报送/丙县.csv"
    assert refused["数据问题"]
    assert {name: missed[name] for name in list(missed)[2:19]} == {
        "评估年份": "2025",
        "结论": "约束性指标1项未达标、7项待核实",
        "序号": "5",
        "指标": "装配式建筑占新建建筑比例",
        "单位": "%",
        "指标属性": "约束性",
        "判定": "未达标",
        "状态": "未达标",
        "严重程度": "错误",
        "实际值": "39.1%",
        "实际值下限": "39.1",
        "实际值上限": "39.1",
        "超出目标": "",
        "差距": "0.9",
        "完成进度": "0.871429",  # (39.1 − 33) / (40 − 33)
        "时序进度比": "0.871429",
        "位置": "报送/乙县.csv:2:3",
    }
    if "b.xlsx" in order:
        sheet = openpyxl.load_workbook("b.xlsx").worksheets[0]
        cells = [[cell.value for cell in row] for row in sheet.iter_rows()]
        assert cells[0] == list(rows[0])
        assert [["" if cell is None else str(cell) for cell in row] for row in cells[1:]] == [
            list(row.values()) for row in rows
        ]
        by_head = dict(zip(cells[0], next(row for row in cells if row[12] == 39.1), strict=True))
        assert by_head["差距"] == 0.9
        assert by_head["评估年份"] == 2025
        assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("B2", f"A1:W{len(cells)}")


@pytest.mark.usefixtures("sent")
def test_tables_are_in_the_language_and_codes_are_not(run: Run) -> None:
    run("报送", "-o", "zh.csv", "-q")
    run("报送", "-o", "en.csv", "-q", "--lang", "en")
    zh, en = (
        list(csv.DictReader(io.StringIO(Path(name).read_text("utf-8-sig"))))
        for name in ("zh.csv", "en.csv")
    )
    assert [row["sqc:status"] for row in zh] == [row["sqc:status"] for row in en]
    assert en[-1]["Item"] != zh[-1]["指标"]
    assert Path("zh.csv.record.jsonl").read_bytes() == Path("en.csv.record.jsonl").read_bytes()


def test_text_of_a_file_is_no_formula_in_a_table(run: Run, sent: Path) -> None:
    (sent / "丙县.csv").rename(sent / "=HYPERLINK(1).csv")
    (sent / "甲县.csv").rename(sent / "@甲 \x1b[31m<b>&_x0041_.csv")
    run("报送", "-o", "a.csv", "-o", "b.xlsx", "-q")
    rows = list(csv.reader(io.StringIO(Path("a.csv").read_text("utf-8-sig"))))
    assert {row[0] for row in rows[1:]} == {
        "'=HYPERLINK(1)",
        "'@甲 \\x1b[31m<b>&_x0041_",
        "乙县",
    }
    sheet = openpyxl.load_workbook("b.xlsx").worksheets[0]
    first = {cell.value: cell for (cell,) in sheet.iter_rows(min_row=2, max_col=1)}
    # As Excel reads it, `_x005F_` is the `_` before `x0041_`; openpyxl leaves it as it is.
    assert set(first) == {"=HYPERLINK(1)", "@甲 \\x1b[31m<b>&_x005F_x0041_", "乙县"}
    assert first["=HYPERLINK(1)"].data_type == "s"
    assert first["=HYPERLINK(1)"].quotePrefix


@pytest.mark.parametrize(
    ("text", "field"),
    [
        ("-2.5", "-2.5"),  # a number is no formula
        ("-2+3", "'-2+3"),
        ("+86", "'+86"),
        ("＝1", "'＝1"),
        ("\t=1", "'=1"),
        ("a=1", "a=1"),
        ('a,"b"\nc', 'a,"b" c'),
    ],
)
def test_a_reported_text_is_data_in_csv(text: str, field: str, tmp_path: Path, plan: Plan) -> None:
    item = ItemOutcome("5", None, Verdict.INVALID, Status.INVALID, None, text=text)
    outcome = Outcome(
        entity="甲县",
        said_by=EntitySource.FILE,
        files=(),
        basis="",
        exit_code=1,
        indicators=(item,),
    )
    table = CsvTable(tmp_path / "a.csv", Words("zh"))
    table.add(TableRows(Words("zh")).of(outcome, plan))
    table.close()
    with (tmp_path / "a.csv").open(encoding="utf-8-sig", newline="") as file:
        (row,) = csv.DictReader(file)
    assert row["实际值"] == field


def outputs() -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in Path().iterdir() if path.is_file()}


OUTPUTS = ("-o", "r.jsonl", "-o", "a.csv", "-o", "b.xlsx", "--roll-up", "s.json")


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The entities that were evaluated."""
    evaluated: list[str] = []

    class Counting(Inline):
        def submit(self, submission: Submission) -> Future[bytes]:
            evaluated.append(submission.entity)
            return super().submit(submission)

    _use(Counting, monkeypatch)
    return evaluated


@pytest.mark.parametrize("kept", [0, 1, 2, 3])
@pytest.mark.parametrize("torn", [0, 1, 40])
@pytest.mark.usefixtures("sent")
def test_resumed_it_ends_as_an_unbroken_run(
    kept: int, torn: int, run: Run, counted: list[str]
) -> None:
    whole = run("报送", *OUTPUTS)
    expected = outputs()
    lines = expected["r.jsonl"].splitlines(keepends=True)
    left = b"".join(lines[:kept]) + b"".join(lines[kept:])[:torn]
    Path("r.jsonl").write_bytes(left)
    Path("a.csv").write_bytes(expected["a.csv"][: len(expected["a.csv"]) // 2])
    counted.clear()
    resumed = run("报送", *OUTPUTS, "--resume")
    assert counted == ["丙县", "乙县", "甲县"][kept:]
    assert outputs() == expected
    assert (resumed.code, resumed.out) == (whole.code, whole.out)


def test_only_what_changed_is_evaluated_again(run: Run, sent: Path, counted: list[str]) -> None:
    run("报送", *OUTPUTS)
    (sent / "乙县.csv").write_text(PASSES, encoding="utf-8")  # changed
    (sent / "丙县.csv").unlink()  # removed
    (sent / "丁县.csv").write_text(FAILS, encoding="utf-8")  # added, in front
    counted.clear()
    ran = run("报送", *OUTPUTS, "--resume")
    assert counted == ["丁县", "乙县"]
    assert ran.code == 1
    resumed = outputs()
    run("报送", *OUTPUTS)
    assert outputs() == resumed


def test_the_time_of_a_file_says_nothing(run: Run, sent: Path, counted: list[str]) -> None:
    run("报送", "-o", "r.jsonl")
    shutil.copyfile(sent / "乙县.csv", sent / "copy")
    (sent / "copy").replace(sent / "乙县.csv")
    counted.clear()
    run("报送", "-o", "r.jsonl", "--resume")
    assert counted == []


@pytest.mark.parametrize(
    "other", [("--year", "2025"), ("--fail-on", "any"), ("--only", "5"), ("--form", "15=累计值")]
)
@pytest.mark.usefixtures("sent")
def test_other_options_are_another_result(
    other: tuple[str, ...], run: Run, counted: list[str]
) -> None:
    run("报送", "-o", "r.jsonl")
    counted.clear()
    ran = run("报送", "-o", "r.jsonl", "--resume", *other)
    assert counted == ["丙县", "乙县", "甲县"]
    assert any("3份" in line and "选项" in line for line in ran.said)
    counted.clear()
    run("报送", "-o", "r.jsonl", "--resume", *other)
    assert counted == []


@pytest.mark.usefixtures("sent")
def test_assessments_are_known_by_their_content(run: Run, counted: list[str]) -> None:
    settled = "评估意见:\n  - {指标: '5', 意见: 认可, 评估人: 甲}\n"
    Path("opinions.yaml").write_text(settled, encoding="utf-8")
    arguments = ("报送", "-o", "r.jsonl", "--assessments", "opinions.yaml")
    run(*arguments)
    counted.clear()
    run(*arguments, "--resume")
    assert counted == []
    Path("opinions.yaml").write_text(settled.replace("甲", "乙"), encoding="utf-8")
    run(*arguments, "--resume")
    assert len(counted) == 3
    assert {one["path"] for line in records("r.jsonl") for one in line["files"]} == {
        f"报送/{name}县.csv" for name in "甲乙丙"
    }


@pytest.mark.usefixtures("sent")
def test_a_report_that_is_gone_is_made_again(run: Run, counted: list[str]) -> None:
    arguments = ("报送", "-o", "r.jsonl", "--reports", "reports", "--report-format", "json,pdf")
    assert run(*arguments).code == 2
    assert not Path("reports").exists()
    arguments = (*arguments[:-1], "json,md")
    run(*arguments)
    names = sorted(path.name for path in Path("reports").iterdir())
    assert names == ["乙县.json", "乙县.md", "甲县.json", "甲县.md"]
    assert [one["reports"] for one in records("r.jsonl")] == [
        [],
        ["乙县.json", "乙县.md"],
        ["甲县.json", "甲县.md"],
    ]
    expected, report = Path("r.jsonl").read_bytes(), Path("reports/乙县.md").read_bytes()
    Path("reports/乙县.md").unlink()
    counted.clear()
    run(*arguments, "--resume")
    assert counted == ["乙县"]
    assert Path("r.jsonl").read_bytes() == expected
    assert Path("reports/乙县.md").read_bytes() == report


def edits(line: bytes) -> Iterator[bytes]:
    """What somebody may have made of a line."""
    yield line[:300] + b"\n"
    yield line.replace(b'"year":2025', b'"year": 2025')
    yield line.replace(b'"exit_code":1', b'"exit_code":"1"')
    yield b"\xef\xbb\xbf" + line
    yield line.replace(b"\n", b"\r\n")
    yield b"\x00\xff\n"
    yield line.replace(b'"status":"missed"', b'"status":"met"').replace(b'"not_met"', b'"met"')
    yield line.replace("乙县".encode(), "丁县".encode())


@pytest.mark.parametrize("which", range(8))
@pytest.mark.usefixtures("sent")
def test_a_record_edited_by_hand_is_used_as_far_as_it_is_whole(
    which: int, run: Run, counted: list[str]
) -> None:
    run("报送", "-o", "r.jsonl")
    expected = Path("r.jsonl").read_bytes()
    first, second, third = expected.splitlines(keepends=True)
    Path("r.jsonl").write_bytes(first + list(edits(second))[which] + third)
    counted.clear()
    ran = run("报送", "-o", "r.jsonl", "--resume")
    assert counted == ["乙县"]
    assert any("1行不完整或者被改过" in line for line in ran.said)
    assert Path("r.jsonl").read_bytes() == expected
    assert not Path("r.jsonl.before").exists()


def damaged(lines: list[bytes], chance: random.Random) -> bytes:
    """What may become of a record: lines lost, moved, cut, doubled or filled with noise."""
    left = list(lines)
    for _ in range(chance.randint(1, 4)):
        at = chance.randrange(len(left))
        match chance.randrange(6):
            case 0:
                left[at] = b""
            case 1:
                left.insert(at, chance.choice(lines))
            case 2:
                chance.shuffle(left)
            case 3:
                left[at] = left[at][: chance.randrange(len(left[at]) + 1)] + b"\n"
            case 4:
                left.insert(at, chance.randbytes(30) + b"\n")
            case _:
                cut = chance.randrange(len(left[at]) + 1)
                left[at] = (
                    left[at][:cut] + chance.choice((b"\0", b"\n", b"{", b'"')) + left[at][cut:]
                )
    whole = b"".join(left)
    return whole[: chance.randrange(len(whole) + 1)] if chance.random() < 0.5 else whole


@pytest.mark.slow
def test_whatever_becomes_of_a_record_it_ends_as_an_unbroken_run(run: Run, sent: Path) -> None:
    for name in "戊己庚辛":
        (sent / f"{name}县.csv").write_text(PASSES, encoding="utf-8")
    run("报送", *OUTPUTS)
    expected = outputs()
    lines = expected["r.jsonl"].splitlines(keepends=True)
    chance = random.Random(5)  # noqa: S311 - the same damage each time
    for _ in range(80):
        Path("r.jsonl").write_bytes(damaged(lines, chance))
        if chance.random() < 0.3:
            Path("r.jsonl.before").write_bytes(damaged(lines, chance))
        ran = run("报送", *OUTPUTS, "--resume")
        if ran.code == 2:  # nothing was left by which it is known: it is not touched
            assert any("不是 sqc batch 的结果" in line for line in ran.said)
            Path("r.jsonl").unlink()
            Path("r.jsonl.before").unlink(missing_ok=True)
            continue
        assert outputs() == expected


@pytest.mark.usefixtures("sent")
def test_a_broken_plan_is_never_taken_from_the_record(run: Run, tmp_path: Path) -> None:
    (tmp_path / "plan").mkdir()
    (tmp_path / "plan" / "indicators.yaml").write_text("plan: {}\n", encoding="utf-8")
    assert run("报送", "-o", "r.jsonl", "--plan", "plan").code == 2
    assert not Path("r.jsonl").exists()


@pytest.mark.usefixtures("sent")
def test_a_run_without_resume_says_that_it_replaces_results(run: Run) -> None:
    run("报送", "-o", "r.jsonl")
    expected = Path("r.jsonl").read_bytes()
    assert any("--resume" in line for line in run("报送", "-o", "r.jsonl").said)
    assert Path("r.jsonl").read_bytes() == expected


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("--resume",), "-o"),
        (("-o", "a.txt"), ".jsonl"),
        (("-o", "a.jsonl", "-o", "b.ndjson"), "一个"),
        (("-o", "a.csv", "-o", "./a.csv"), "a.csv"),
        (("-o", "a.csv", "--roll-up", "a.csv.record.jsonl"), "a.csv.record.jsonl"),
        (("-o", "报送/甲县.csv"), "报送/甲县.csv"),
        (("-o", "link.csv"), "link.csv"),
        (("-o", "hard.csv"), "hard.csv"),
        (("-o", "notes.jsonl"), "notes.jsonl"),
        (("--offices", "-"), "标准输入"),
        (("--report-format", "docx"), "--reports"),
        (("--reports", "notes.jsonl"), "notes.jsonl"),
        (("--reports", "r", "--report-format", "junit,nothing"), "nothing"),
        (("--fail-on", "some"), "some"),
        (("--word-template", "notes.jsonl"), "docx"),
        (("-o", "none/a.jsonl"), "none"),
        (("-o", "/dev/null.csv/a.csv"), "a.csv"),
        (("--scheduler", ""), "--scheduler"),
        (("-o", "pipe.csv"), "写到标准输出"),
    ],
)
def test_a_wrong_output_is_refused_before_anything_is_written(
    arguments: tuple[str, ...], says: str, run: Run, sent: Path
) -> None:
    Path("notes.jsonl").write_text('{"mine": 1}\n', encoding="utf-8")
    Path("link.csv").symlink_to(sent / "甲县.csv")
    Path("hard.csv").hardlink_to(sent / "甲县.csv")
    os.mkfifo("pipe.csv")
    before = outputs(), [path.read_bytes() for path in sent.iterdir()]
    ran = run("报送", *arguments)
    assert ran.code == 2
    assert ran.out == b""
    assert any(says in line for line in ran.said)
    assert not any("-o -" in line for line in ran.said)
    assert (outputs(), [path.read_bytes() for path in sent.iterdir()]) == before


def test_a_report_never_replaces_a_submission(run: Run, sent: Path) -> None:
    (sent / "甲县.csv").rename(sent / "甲县.json")
    (sent / "甲县.json").write_text('{"actuals": {"5": {"2025": "42.3"}}}', encoding="utf-8")
    before = (sent / "甲县.json").read_bytes()
    ran = run("报送", "--reports", "报送", "--report-format", "json")
    assert ran.code == 2
    assert (sent / "甲县.json").read_bytes() == before


@pytest.mark.parametrize(
    ("names", "fail_on", "code"),
    [
        ("甲", "binding", 0),
        ("甲乙", "binding", 1),
        ("甲丙", "binding", 1),
        ("甲丙", "any", 1),
        ("甲丙", "never", 0),
        ("甲乙丙", "never", 0),
        ("丙", "binding", 2),
        ("丙", "never", 2),
    ],
)
def test_the_exit_code_is_that_of_the_worst_submission(
    names: str, fail_on: str, code: int, run: Run, sent: Path
) -> None:
    files = [sent / f"{name}县.csv" for name in names]
    assert run(*files, "--fail-on", fail_on, "--only", "1,5").code == code


def press_ctrl_c() -> None:
    raise KeyboardInterrupt


def stop_by(number: signal.Signals) -> None:
    signal.raise_signal(number)
    pytest.fail("it went on")


@pytest.mark.parametrize(
    ("after", "end", "code"),
    [
        (0, press_ctrl_c, 130),
        (1, press_ctrl_c, 130),
        (2, press_ctrl_c, 130),
        (0, partial(stop_by, signal.SIGTERM), 143),
        (2, partial(stop_by, signal.SIGTERM), 143),
        (1, partial(stop_by, signal.SIGHUP), 129),
    ],
)
@pytest.mark.usefixtures("sent")
def test_an_interrupted_run_keeps_what_is_done(
    after: int, end: Callable[[], None], code: int, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("报送", "-o", "whole.jsonl")
    closed: list[bool] = []

    class Interrupted(Inline):
        done = 0

        def submit(self, submission: Submission) -> Future[bytes]:
            if self.done == after:
                end()
            self.done += 1
            return super().submit(submission)

        def close(self, *, at_once: bool = False) -> None:
            closed.append(at_once)

    _use(Interrupted, monkeypatch)
    ran = run("报送", "-o", "r.jsonl", "-o", "a.csv", "-o", "b.xlsx")
    assert ran.code == code
    assert ran.out == b""
    assert closed == [True]
    whole = Path("whole.jsonl").read_bytes().splitlines(keepends=True)
    if after:
        assert ran.said[-1].startswith(f"已中断：完成{after}份，共3份")
        assert "--resume" in ran.said[-1]
        assert Path("r.jsonl").read_bytes() == b"".join(whole[:after])
    else:
        assert ran.said[-1] == "已中断：完成0份，共3份，没有可以保存的结果。"
        assert not Path("r.jsonl").exists()
    assert not Path("b.xlsx").exists()
    assert not list(Path().glob(".*"))
    assert signal.getsignal(signal.SIGTERM) is signal.getsignal(signal.SIGHUP) is signal.SIG_DFL
    _use(Inline, monkeypatch)
    run("报送", "-o", "r.jsonl", "-o", "a.csv", "-o", "b.xlsx", "--resume")
    assert Path("r.jsonl").read_bytes() == b"".join(whole)


@pytest.mark.usefixtures("sent")
def test_a_signal_that_is_ignored_stays_ignored(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """`nohup sqc batch …` goes on when its terminal is closed."""

    class HungUp(Inline):
        def submit(self, submission: Submission) -> Future[bytes]:
            signal.raise_signal(signal.SIGHUP)
            return super().submit(submission)

    _use(HungUp, monkeypatch)
    before = signal.signal(signal.SIGHUP, signal.SIG_IGN)
    try:
        assert run("报送", "-o", "r.jsonl").code == 1
        assert signal.getsignal(signal.SIGHUP) is signal.SIG_IGN
    finally:
        signal.signal(signal.SIGHUP, before)


@pytest.mark.parametrize("fault", ["full", "interrupted"])
@pytest.mark.usefixtures("sent")
def test_a_roll_up_that_is_not_delivered_can_be_had_again(
    fault: str, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    def put(_: bytes) -> None:
        if fault == "interrupted":
            raise KeyboardInterrupt
        raise WriteError("<stdout>", OSError(errno.ENOSPC, "No space left on device"))

    with monkeypatch.context() as broken:
        broken.setattr(streams, "put", put)
        ran = run("报送", "-o", "r.jsonl", "--roll-up", "s.json")
    assert ran.code == (2 if fault == "full" else 130)
    (hint,) = [line for line in ran.said if "--resume" in line]
    assert "完成3份，共3份，已写入 r.jsonl" in hint
    assert not Path("s.json").exists()


@pytest.mark.usefixtures("sent")
def test_a_report_that_was_left_half_written_is_removed(run: Run) -> None:
    """What another process is writing is not, nor what is somebody's own."""
    Path("r").mkdir()
    half, under_way, own = (
        Path("r") / name for name in (".甲县.md.123.part", ".丁县.md.124.part", "甲县.md.123.part")
    )
    for one in (half, own):
        one.write_bytes(b"half")
    with under_way.open("wb") as file:
        lock(file, under_way)
        run("报送", "--reports", "r", "--report-format", "md")
        assert sorted(os.listdir("r")) == [  # noqa: PTH208
            under_way.name,
            "乙县.md",
            "甲县.md",
            own.name,
        ]
    run("报送", "--reports", "r", "--report-format", "md")
    assert not under_way.exists()


@pytest.mark.usefixtures("sent")
def test_a_list_from_a_closed_standard_input_is_empty(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", None)
    ran = run("--files-from", "-")
    assert ran.code == 2
    assert "[list-empty]" in ran.said[0]


def test_a_full_sheet_is_followed_by_another(
    run: Run, sent: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from shengzhou_quality.batch import workbook_table

    monkeypatch.setattr(workbook_table, "MOST_ROWS", 30)
    (sent / "丙县.csv").write_text(PASSES, encoding="utf-8")
    run("报送", "-o", "b.xlsx", "-q")
    book = openpyxl.load_workbook("b.xlsx")
    assert book.sheetnames == ["逐项结果", "逐项结果 2", "逐项结果 3"]
    for sheet, name in zip(book.worksheets, ("丙县", "乙县", "甲县"), strict=True):
        assert sheet["A1"].value == "报送主体"
        assert sheet.max_row == 24
        assert sheet.auto_filter.ref == "A1:W24"
        assert sheet.print_title_rows == "$1:$1"
        assert {cell.value for (cell,) in sheet.iter_rows(min_row=2, max_col=1)} == {name}


@pytest.mark.parametrize("done", [0, 1, 2])
@pytest.mark.usefixtures("sent")
def test_on_a_full_disk_it_says_so_and_can_go_on(
    done: int, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("报送", *OUTPUTS)
    expected = outputs()
    for name in expected:
        Path(name).unlink()
    left = iter(range(done))

    def write(file: FileIO, content: bytes) -> None:
        if next(left, None) is None:
            file.write(content[:50])
            raise OSError(errno.ENOSPC, "No space left on device")
        file.write(content)

    with monkeypatch.context() as full:
        full.setattr(record_file, "write_whole", write)
        ran = run("报送", *OUTPUTS)
    assert (ran.code, ran.out) == (2, b"")
    assert ran.said[-1] == "无法写入 r.jsonl：磁盘已满"
    assert [line for line in ran.said if "--resume" in line] == [
        line for line in ran.said[-2:-1] if done and line.startswith(f"完成{done}份，共3份")
    ]
    run("报送", *OUTPUTS, "--resume")
    assert outputs() == expected


@pytest.mark.usefixtures("sent")
def test_lines_of_another_version_are_not_used(run: Run, counted: list[str]) -> None:
    run("报送", "-o", "r.jsonl")
    expected = Path("r.jsonl").read_bytes()
    Path("r.jsonl").write_bytes(expected.replace(b'"version":"', b'"version":"0.0.'))
    counted.clear()
    ran = run("报送", "-o", "r.jsonl", "--resume")
    assert len(counted) == 3
    assert any("3份" in line and "版本" in line for line in ran.said)
    assert Path("r.jsonl").read_bytes() == expected


def test_outputs_among_the_submissions_are_none(run: Run, sent: Path) -> None:
    for name in ("r.jsonl", "a.csv", "b.xlsx"):
        assert run("报送", "-o", f"报送/{name}").code == 1
    first = [(sent / name).read_bytes() for name in ("r.jsonl", "a.csv", "b.xlsx")]
    for name in ("r.jsonl", "a.csv", "b.xlsx"):
        assert run("报送", "-o", f"报送/{name}").code == 1
    assert [(sent / name).read_bytes() for name in ("r.jsonl", "a.csv", "b.xlsx")] == first


@pytest.mark.parametrize("wrong", [("--year", "2035"), ("--only", "99")])
@pytest.mark.usefixtures("sent")
def test_what_the_plan_has_not_is_said_once(
    wrong: tuple[str, ...], run: Run, counted: list[str]
) -> None:
    ran = run("报送", "-o", "r.jsonl", *wrong)
    assert (ran.code, len(ran.said), counted) == (2, 1, [])
    assert not Path("r.jsonl").exists()


@pytest.mark.usefixtures("sent")
def test_two_runs_into_one_output_are_refused(run: Run) -> None:
    for output, held in (("r.jsonl", "r.jsonl"), ("a.csv", "a.csv"), ("b.xlsx", ".b.xlsx.part")):
        with Path(held).open("wb") as file:
            lock(file, Path(held))
            ran = run("报送", "-o", output)
        assert ran.code == 2
        assert output in ran.said[0]


YEARLY = "序号,指标,{}年实际值\n5,装配式建筑占新建建筑比例,42.3\n"
SCAN = b"%PDF-1.7"


@pytest.fixture
def county(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """甲县 has sent five files: one of another county, one that is a scan, one no workbook."""
    folder = tmp_path / "报送" / "甲县"
    folder.mkdir(parents=True)
    for year in (2021, 2022):
        (folder / f"{year}.csv").write_text(YEARLY.format(year), encoding="utf-8")
    (folder / "2023.csv").write_text("地区：乙县\n" + YEARLY.format(2023), encoding="utf-8")
    (folder / "2024.pdf").write_bytes(SCAN)
    (folder / "2025.xlsx").write_bytes(b"x")
    monkeypatch.chdir(tmp_path)
    return folder


BROKEN_ONES = {"2023.csv": "another-area", "2024.pdf": "pdf-file", "2025.xlsx": "not-a-workbook"}


@pytest.mark.parametrize("rule", [[], ["--entity", "folder"]])
@pytest.mark.usefixtures("county")
def test_a_broken_file_beside_others_is_seen_everywhere(run: Run, rule: list[str]) -> None:
    ran = run("报送", *rule, "-o", "a.jsonl", "-o", "a.csv", "-o", "a.xlsx")
    assert ran.code == 1
    (line,) = records("a.jsonl")
    assert [Path(one["path"]).name for one in line["files"]] == [
        *("2021.csv", "2022.csv", *BROKEN_ONES)
    ]
    unread = {Path(one["location"]["file"]).name: one["code"] for one in line["unread"]}
    assert unread == BROKEN_ONES
    rolled = json.loads(ran.out)
    assert (rolled["files"], rolled["partly"]) == (5, 1)
    assert rolled["files_unread"] == len(rolled["unread"]) == 3
    assert {one["entity"] for one in rolled["unread"]} == {line["entity"]}
    book = openpyxl.load_workbook("a.xlsx", read_only=True)
    of_csv = list(csv.reader(io.StringIO(Path("a.csv").read_text("utf-8-sig"))))
    for rows in (of_csv, [list(row) for row in book.worksheets[0].values]):
        refused = [row for row in rows if row[3] == "无法评估"]
        assert [(row[0], Path(str(row[1])).name) for row in refused] == [
            (line["entity"], name) for name in BROKEN_ONES
        ]
        assert all(row[19] for row in refused)
        judged = [row for row in rows[1:] if row not in refused]
        assert not [name for row in judged for name in BROKEN_ONES if name in str(row[1])]
    said = next(one for one in ran.said if one.startswith("[1/1]"))
    assert "没有读取的文件3个（2023.csv、2024.pdf、2025.xlsx）" in said


def test_a_county_with_a_broken_file_is_judged_again_when_it_is_mended(
    run: Run, county: Path
) -> None:
    run("报送", "-o", "a.jsonl", "-q")
    before = Path("a.jsonl").read_bytes()
    same = run("报送", "-o", "a.jsonl", "--resume")
    assert "沿用上次结果1份。" in same.said
    assert Path("a.jsonl").read_bytes() == before
    (county / "2025.xlsx").unlink()
    (county / "2025.csv").write_text(YEARLY.format(2025), encoding="utf-8")
    assert run("报送", "-o", "a.jsonl", "--resume").code == 1
    (line,) = records("a.jsonl")
    assert line["year"] == 2025
    assert "not-a-workbook" not in {one["code"] for one in line["unread"]}


@pytest.mark.usefixtures("sent")
def test_one_listed_path_that_is_gone_is_a_row(run: Run) -> None:
    Path("list.txt").write_text("报送/甲县.csv\n报送/丁县.xlsx\n", encoding="utf-8")
    for named in (["--files-from", "list.txt"], ["报送/甲县.csv", "报送/丁县.xlsx"]):
        ran = run(*named, "-o", "a.jsonl")
        assert ran.code == 1
        gone, there = records("a.jsonl")
        assert (gone["entity"], gone["problems"][0]["code"]) == ("丁县", "file-not-found")
        assert (there["entity"], there["year"]) == ("甲县", 2025)
    Path("list.txt").write_text("报送/丁县.xlsx\n", encoding="utf-8")
    assert run("--files-from", "list.txt", "-o", "b.jsonl").code == 2
    assert not Path("b.jsonl").exists()


@pytest.mark.usefixtures("sent")
def test_outputs_that_cannot_be_written_are_told_before_the_run(run: Run) -> None:
    Path("file").touch()
    for asked in (["--roll-up", "none/a.md"], ["--reports", "file/x"], ["--roll-up", "file/a.md"]):
        ran = run("报送", "-o", "a.jsonl", *asked)
        assert (ran.code, ran.out) == (2, b"")
        assert not [one for one in ran.said if one.startswith("[")]
        assert not Path("a.jsonl").exists()
