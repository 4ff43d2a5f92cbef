"""Test DATA as a folder or a pattern: the files read, their order, and the files skipped."""

from __future__ import annotations

import io
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest

from shengzhou_quality.diagnostics import InputError, Severity
from shengzhou_quality.evaluation.check import check
from shengzhou_quality.evaluation.evaluate import evaluate
from shengzhou_quality.formats import FORMATS, Options
from shengzhou_quality.limits import USUAL
from shengzhou_quality.reading.folders import find_files
from shengzhou_quality.reading.intake import read_actuals
from shengzhou_quality.result_mark import RESULT_MARK, is_result
from shengzhou_quality.words import Words

if TYPE_CHECKING:
    from shengzhou_quality.plan.model import Plan

EXAMPLES = Path(__file__).parent.parent / "examples"
PDF = b"%PDF-1.7\n" + b"x" * 100


def value(number: int, figure: float) -> bytes:
    return f"序号,2025年\n{number},{figure}\n".encode()


@pytest.fixture
def sent(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder as offices fill it; the tests stand beside it."""
    folder = tmp_path / "报送"
    for name, content in {
        "b局.csv": value(6, 16),
        "a局.csv": value(5, 41),
        "c局/c.csv": value(9, 6.3),
        "c局/d/e.csv": value(10, 90),
        ".hidden.csv": value(1, 99),
        ".git/x.csv": value(1, 99),
        "~$a局.xlsx": b"\x05admin",
        ".~lock.a局.ods#": b",admin",
        "说明.docx": b"PK\x03\x04",
        "目录.txt": b"a",
    }.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    monkeypatch.chdir(tmp_path)
    return folder


def found(*paths: str) -> list[str]:
    return [one.path for one in find_files(paths).found]


@pytest.mark.parametrize(
    ("path", "names"),
    [
        ("报送", ["报送/a局.csv", "报送/b局.csv"]),
        ("报送/", ["报送/a局.csv", "报送/b局.csv"]),
        ("报送/*.csv", ["报送/a局.csv", "报送/b局.csv"]),
        ("报送/*", ["报送/a局.csv", "报送/b局.csv"]),
        ("报送/[ab]局.csv", ["报送/a局.csv", "报送/b局.csv"]),
        ("报送/?局.csv", ["报送/a局.csv", "报送/b局.csv"]),
        ("报送/*/*.csv", ["报送/c局/c.csv"]),
        ("*/c局/*", ["报送/c局/c.csv"]),
        ("报送/**/*.csv", [
            "报送/a局.csv", "报送/b局.csv", "报送/c局/c.csv", "报送/c局/d/e.csv",
        ]),
        ("报送/**", ["报送/a局.csv", "报送/b局.csv", "报送/c局/c.csv", "报送/c局/d/e.csv"]),
        ("**/e.csv", ["报送/c局/d/e.csv"]),
        ("报送/**/**/e.csv", ["报送/c局/d/e.csv"]),
        ("报送/**/d/*.csv", ["报送/c局/d/e.csv"]),
    ],
)  # fmt: skip
def test_the_files_in_the_order_of_their_names(path: str, names: list[str], sent: Path) -> None:
    assert found(path) == names
    absolute = str(sent.parent / path)
    assert found(absolute) == [str(sent.parent / name) for name in names]


@pytest.mark.usefixtures("sent")
@pytest.mark.parametrize("path", ["报送/**/*.xlsx", "报送/*.ods", "没有/*.csv", "报送/x[0-9].csv"])
def test_nothing_found_is_refused(path: str, plan: Plan) -> None:
    for paths in ([path], [path, "报送/a局.csv"]):
        with pytest.raises(InputError) as refused:
            read_actuals(paths, plan)
        assert [(it.code, str(it.place)) for it in refused.value.diagnostics] == [
            ("no-data-files", path)
        ]


def test_a_folder_without_data_is_refused(sent: Path, plan: Plan) -> None:
    (sent / "空").mkdir()
    (sent / "空" / "公文.docx").write_bytes(b"PK")
    with pytest.raises(InputError) as refused:
        read_actuals(["报送/空"], plan)
    assert [it.code for it in refused.value.diagnostics] == ["no-data-files"]


def test_a_name_with_the_signs_of_a_pattern_is_a_file(sent: Path) -> None:
    for name in ("a[1].csv", "a*.csv", "报送?.csv"):
        (sent / name).write_bytes(value(5, 41))
        assert found(f"报送/{name}") == [f"报送/{name}"]
        assert find_files([f"报送/{name}"]).found[0].named


def test_what_is_no_data_is_one_info_each(sent: Path, plan: Plan) -> None:
    shutil.rmtree(sent / "c局")
    actuals = read_actuals([sent], plan)
    assert [seen.indicator for seen in actuals.observations] == ["5", "6"]
    told = [
        (it.code, Path(it.place.file).name)
        for it in actuals.diagnostics
        if it.place and it.severity is Severity.INFO
    ]
    assert told == [("file-skipped", "目录.txt"), ("file-skipped", "说明.docx")]
    assert check(plan, actuals).exit_code == 0


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("d局.xlsx", PDF, "pdf-file"),
        ("d局.pdf", PDF, "pdf-file"),
        ("d局.JPG", b"\xff\xd8\xff\xe0", "image-file"),
        ("d局.xlsx", b"\xff\xd8\xff\xe0", "image-file"),
        ("d局.xlsx", b"PK\x03\x04broken", "workbook-damaged"),
        ("d局.csv", b"", "file-empty"),
        ("d局.xls", b"<html><table></table></html>", "web-page"),
        ("d局.yaml", b"a: [", "yaml-syntax"),
    ],
)
def test_what_cannot_be_read_is_an_error_and_the_rest_is_judged(
    name: str, content: bytes, code: str, sent: Path, plan: Plan
) -> None:
    (sent / name).write_bytes(content)
    for path in (str(sent), f"{sent}/*局.*"):
        actuals = read_actuals([path], plan)
        errors = [it for it in actuals.diagnostics if it.severity is Severity.ERROR]
        assert [(it.code, it.place.file) for it in errors if it.place] == [(code, f"{sent}/{name}")]
        report = evaluate(plan, actuals, only=["5", "6"])
        assert [one.verdict for one in report.indicators] == ["met", "met"]
        assert report.exit_code == 1
        junit = FORMATS["junit"].render(report, Words("zh"), Options()).decode()
        assert f'name="{sent}/{name}"' in junit
    with pytest.raises(InputError):
        read_actuals([sent / "a局.csv", sent / name], plan)


def test_pipes_links_and_folders_hang_nothing(sent: Path, plan: Plan) -> None:
    os.mkfifo(sent / "p.xlsx")
    (sent / "nowhere.csv").symlink_to("gone.csv")
    (sent / "loop").symlink_to(sent, target_is_directory=True)
    (sent / "folder.xlsx").mkdir()
    actuals = read_actuals([f"{sent}/**"], plan)
    errors = {it.code for it in actuals.diagnostics if it.severity is Severity.ERROR}
    assert errors == {"not-a-file", "file-not-found"}
    assert len(actuals.observations) == 4


@pytest.mark.usefixtures("sent")
def test_a_file_is_read_once() -> None:
    assert found("报送", "报送/*.csv", "报送/a局.csv") == ["报送/a局.csv", "报送/b局.csv"]
    assert found("报送/a局.csv", "报送") == ["报送/a局.csv", "报送/b局.csv"]


def test_the_evaluators_file_is_no_data_of_its_folder(sent: Path, plan: Plan) -> None:
    own = sent / "认定.csv"
    own.write_text("编号,状态,理由,评估人\n5,不纳入评估,甲,乙\n", encoding="utf-8")
    actuals = read_actuals([sent], plan, assessments=[own])
    assert [one.item for one in actuals.assessments] == ["5"]
    assert actuals.opinions == ()
    assert [Path(it.path).name for it in actuals.sources] == ["a局.csv", "b局.csv", "认定.csv"]


def test_a_lock_file_that_a_shell_hands_on_is_passed_over(sent: Path, plan: Plan) -> None:
    paths = sorted(str(path) for path in sent.glob("*") if path.suffix in {".csv", ".xlsx"})
    paths = [path for path in paths if "/." not in path]
    assert any("~$" in path for path in paths)
    actuals = read_actuals(paths, plan)
    assert [it.code for it in actuals.diagnostics] == ["lock-file"]
    with pytest.raises(InputError):
        read_actuals([sent / "~$a局.xlsx"], plan)


def test_results_of_sqc_are_no_data(sent: Path, plan: Plan) -> None:
    report = evaluate(plan, read_actuals([sent], plan))
    (sent / "report.json").write_bytes(FORMATS["json"].render(report, Words("zh"), Options()))
    book = openpyxl.Workbook()
    book.properties.category = RESULT_MARK
    book.save(sent / "report.xlsx")
    told = read_actuals([sent], plan).diagnostics
    assert [Path(it.place.file).name for it in told if it.place and it.code == "own-result"] == [
        "report.json",
        "report.xlsx",
    ]
    results = [it.severity for it in told if it.code == "own-result"]
    assert set(results) == {Severity.INFO}


def unread(plan: Plan, *paths: str, **options: Any) -> list[tuple[str, object]]:
    told = read_actuals(paths, plan, **options).diagnostics
    mine = [it for it in told if it.code == "subfolder-not-read"]
    assert all(it.severity is Severity.WARNING for it in mine)
    return [(it.place.file.replace(os.sep, "/"), it.parameters["file"]) for it in mine if it.place]


@pytest.mark.parametrize(
    ("paths", "told"),
    [
        (["报送"], [("报送/c局", "c.csv")]),
        (["报送/"], [("报送/c局", "c.csv")]),
        (["报送/*"], [("报送/c局", "c.csv")]),
        (["报送/", "报送/c局"], [("报送/c局", "d/e.csv"), ("报送/c局/d", "e.csv")]),
        (["报送", "报送/c局/*.csv"], [("报送/c局", "d/e.csv")]),
        (["报送", "报送/c局", "报送/c局/d"], []),
        (["报送/**"], []),
        (["报送", "报送/*/**"], []),
        (["报送/*.csv"], []),
        (["报送/a局.csv", "报送/b局.csv"], []),
    ],
)
@pytest.mark.usefixtures("sent")
def test_a_subfolder_with_data_that_is_not_read_is_named(
    paths: list[str], told: list[tuple[str, str]], plan: Plan
) -> None:
    assert unread(plan, *paths) == told


def test_a_subfolder_without_data_of_its_own_is_not_named(sent: Path, plan: Plan) -> None:
    """Results of sqc, letters, scans of evidence, opinions and the list of offices."""
    shutil.rmtree(sent / "c局")
    for name in (
        "催报/建设局/催报函.docx",
        "佐证/1.pdf",
        "佐证/2.jpg",
        ".git/x.csv",
        "空/~$a.xlsx",
    ):
        (sent / name).parent.mkdir(parents=True, exist_ok=True)
        (sent / name).write_bytes(b"x")
    report = evaluate(plan, read_actuals([sent], plan))
    (sent / "催报" / "r.json").write_bytes(FORMATS["json"].render(report, Words("zh"), Options()))
    own, listed = sent / "评估" / "认定.csv", sent / "评估" / "分工表.csv"
    own.parent.mkdir()
    own.write_text("编号,状态,理由,评估人\n5,不纳入评估,甲,乙\n", encoding="utf-8")
    listed.write_text("编号,责任单位\n5,建设局\n", encoding="utf-8")
    assert unread(plan, str(sent), assessments=[own], offices=listed) == []
    assert len(unread(plan, str(sent))) == 1


@pytest.mark.usefixtures("sent")
def test_a_subfolder_of_another_round_is_read(plan: Plan) -> None:
    assert unread(plan, "报送/c局/d", replaces=["报送"]) == [("报送/c局", "c.csv")]
    assert unread(plan, "报送/c局/d", replaces=["报送", "报送/c局"]) == []


@pytest.mark.usefixtures("sent")
def test_what_to_type_reads_it(plan: Plan) -> None:
    (told,) = (it for it in read_actuals(["报送/"], plan).diagnostics if "sub" in it.code)
    assert told.parameters["pattern"] == "报送/**"
    assert len(read_actuals([str(told.parameters["pattern"])], plan).observations) == 4
    for language in ("zh", "en"):
        assert "报送/**" in Words(language).hint(told)


@pytest.mark.parametrize("name", ["report.json", "report.xlsx"])
def test_a_result_that_is_named_is_refused(name: str, sent: Path, plan: Plan) -> None:
    """Also beside data, for its opinions, and from a pipe; the message says what to give."""
    report = evaluate(plan, read_actuals([sent], plan))
    kind = Path(name).suffix[1:]
    content = FORMATS[kind].render(report, Words("zh"), Options())
    result = sent / name
    result.write_bytes(content)
    for paths, more in (
        ([result], {}),
        ([result, sent / "a局.csv"], {}),
        ([sent], {"assessments": [result]}),
        (["-"], {"stdin": content}),
    ):
        with pytest.raises(InputError) as refused:
            read_actuals(paths, plan, **more)
        (finding,) = refused.value.diagnostics
        assert (finding.code, finding.severity) == ("own-result", Severity.ERROR)
        assert "sqc 生成的结果" in Words("zh").message(finding)
        assert "报送的数据" in Words("zh").hint(finding)


def test_a_folder_whose_files_are_all_replaced_is_not_without_data(sent: Path, plan: Plan) -> None:
    """Whether they are replaced by name, by pattern or as a folder, in each of the rounds."""
    (sent / "更正.csv").write_bytes(value(5, 42))
    for corrected, old in (
        (["报送", "报送/c局"], ["报送/[ab更]*.csv"]),
        (["报送/[ab]*.csv", "报送/更正.csv"], ["报送/a局.csv", "报送/b局.csv"]),
        (["报送/更正.csv"], ["报送", "报送/a局.csv", "报送/b局.csv"]),
    ):
        actuals = read_actuals(corrected, plan, replaces=old)
        assert "no-data-files" not in [one.code for one in actuals.diagnostics]
        assert {one.indicator for one in actuals.observations} >= {"5", "6"}


@pytest.mark.usefixtures("sent")
def test_nothing_can_replace_where_no_file_is_left(plan: Plan) -> None:
    with pytest.raises(InputError) as refused:
        read_actuals(["报送/c局"], plan, replaces=["报送/c局/*.csv"])
    assert [one.code for one in refused.value.diagnostics] == ["no-data-files"]


def test_a_template_and_any_other_workbook_are_data() -> None:
    for name in ("final-2025.xlsx", "actuals.yaml"):
        assert not is_result(io.BytesIO((EXAMPLES / name).read_bytes()))
    for content in (b"", b"PK\x03\x04", b"PK\x05\x06" + bytes(18), b'{"schema_version": 1}'):
        assert not is_result(io.BytesIO(content))


def test_there_is_a_bound(sent: Path, plan: Plan) -> None:
    with pytest.raises(InputError) as refused:
        read_actuals([sent], plan, limits=USUAL._replace(files=1))
    assert [it.code for it in refused.value.diagnostics] == ["too-many-files"]


# ---- every command that reads data -------------------------------------------


def sqc(cwd: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    done = subprocess.run(
        [sys.executable, "-m", "shengzhou_quality", *arguments],
        cwd=cwd,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert "Traceback" not in done.stderr
    return done


@pytest.mark.parametrize("data", ["报送/", "报送/*.csv"])
def test_all_commands_take_them(data: str, sent: Path) -> None:
    shutil.rmtree(sent / "c局")
    for command in (["evaluate", "--only", "5,6"], ["check"], ["explain", "5"], ["tasks", "T03"]):
        done = sqc(sent.parent, *command, data)
        assert done.returncode == 0, done.stderr
    done = sqc(sent.parent, "template", "--values", data, "-o", "x.xlsx", "--for", "5,6")
    assert done.returncode == 0, done.stderr
    sheet = openpyxl.load_workbook(sent.parent / "x.xlsx").worksheets[0]
    assert {cell.value for row in sheet for cell in row} >= {41, 16}


def test_an_output_in_the_folder_is_no_input_and_an_input_is_no_output(sent: Path) -> None:
    shutil.copy(EXAMPLES / "actuals.yaml", sent / "a.json")
    for _ in range(2):  # the second time the report of the first lies in the folder
        done = sqc(sent.parent, "evaluate", "报送", "-o", "报送/report.json", "--fail-on", "never")
        assert done.returncode == 0, done.stderr
    assert json.loads((sent / "report.json").read_text(encoding="utf-8"))["result"]
    before = (sent / "a.json").read_bytes()
    done = sqc(sent.parent, "evaluate", "报送", "-o", "报送/a.json")
    assert (done.returncode, done.stdout) == (2, "")
    assert (sent / "a.json").read_bytes() == before
