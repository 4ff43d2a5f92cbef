"""Test which files are submissions: folders with all their subfolders, patterns, lists, plans."""

from __future__ import annotations

import os
import socket
import sys
from pathlib import Path
from typing import Any

import pytest

from shengzhou_quality.batch.entities import EntityRule
from shengzhou_quality.batch.submission import Submission
from shengzhou_quality.batch.submissions import Apart, find_submissions, read_list
from shengzhou_quality.diagnostics import Diagnostic, InputError
from shengzhou_quality.limits import USUAL

EXAMPLES = Path(__file__).parents[2] / "examples"
TABLE = "指标,2025年\n服务业增加值增速,9\n"


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def make(*paths: str, content: str = TABLE) -> None:
    for path in map(Path, paths):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")


def found(*paths: str, told: list[Diagnostic] | None = None, **given: Any) -> list[Submission]:
    tell = (lambda _: None) if told is None else told.append
    return list(find_submissions(paths, USUAL, tell=tell, **given))


def files(*paths: str, **given: Any) -> list[str]:
    return [Path(file).as_posix() for one in found(*paths, **given) for file in one.files]


def test_a_folder_is_read_with_all_its_subfolders_in_the_order_of_paths() -> None:
    make("d/b/1.xlsx", "d/a/z/2.csv", "d/a-1.csv", "d/a.csv")
    assert files("d") == ["d/a/z/2.csv", "d/a-1.csv", "d/a.csv", "d/b/1.xlsx"]


def test_hidden_files_locks_and_results_of_sqc_are_no_submissions() -> None:
    make("d/a.csv", "d/.b.csv", "d/~$c.xlsx", "d/.git/x.csv", "d/.~lock.a.csv#")
    make("d/r.json", content='{"schema_version": 1, "tool": {"name": "sqc"}}')
    assert files("d") == ["d/a.csv"]


def test_a_scan_is_a_submission_and_other_files_are_counted_once() -> None:
    make("d/a.csv", "d/scan.pdf", "d/notes.docx", "d/e/letter.txt")
    told: list[Diagnostic] = []
    assert files("d", told=told) == ["d/a.csv", "d/scan.pdf"]
    assert [(one.code, one.parameters) for one in told] == [("files-not-submitted", {"count": 2})]


def test_outputs_of_the_run_inside_the_folder_are_left_out() -> None:
    make("d/a.csv", "d/out.csv", "d/reports/a.csv")
    assert files("d", apart=Apart(("d/out.csv", "d/none.csv"), ("./d/reports",))) == ["d/a.csv"]


def test_the_same_file_by_two_paths_or_a_link_counts_once() -> None:
    make("d/a.csv", "d/e/b.csv")
    Path("d/z.csv").symlink_to("a.csv")
    assert files("d", "d/a.csv", "./d/e", "d/**/*.csv") == ["d/a.csv", "d/e/b.csv"]


def test_links_in_circles_pipes_and_sockets_never_hang() -> None:
    make("d/a.csv")
    Path("d/round").symlink_to("..", target_is_directory=True)
    Path("d/self.csv").symlink_to("self.csv")
    os.mkfifo("d/pipe.xlsx")
    with socket.socket(socket.AF_UNIX) as one:
        one.bind("d/s.csv")
        assert files("d") == ["d/a.csv", "d/pipe.xlsx", "d/s.csv", "d/self.csv"]


def test_a_path_that_is_not_there_is_a_refused_submission_beside_others() -> None:
    make("d/a.csv")
    refusals = {one.files: [why.code for why in one.refusals] for one in found(*GONE, "d")}
    assert refusals == {
        ("d/*.xls",): ["no-data-files"],
        ("d/a.csv",): [],
        ("typo.csv",): ["file-not-found"],
    }
    with pytest.raises(InputError) as refused:
        found(*GONE)
    assert [one.code for one in refused.value.diagnostics] == ["no-data-files", "file-not-found"]


GONE = ("typo.csv", "d/*.xls")


def test_no_file_at_all() -> None:
    Path("d").mkdir()
    with pytest.raises(InputError) as refused:
        found("d")
    assert [one.code for one in refused.value.diagnostics] == ["no-data-files"]


def test_an_empty_folder_beside_others_is_a_refused_submission() -> None:
    make("甲县/2025.csv")
    Path("乙县").mkdir()
    empty, full = found("甲县", "乙县")
    assert (empty.entity, [one.code for one in empty.refusals]) == ("乙县", ["no-data-files"])
    assert (full.entity, full.refusals) == ("甲县", ())


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root enters all")
def test_a_folder_that_may_not_be_entered_is_refused_and_the_rest_is_read() -> None:
    make("d/a.csv", "d/closed/b.csv")
    Path("d/closed").chmod(0)
    try:
        good, closed = found("d")
    finally:
        Path("d/closed").chmod(0o700)
    assert good.files == ("d/a.csv",)
    assert [one.code for one in closed.refusals] == ["file-unreadable"]


def test_a_folder_that_cannot_be_listed_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    make("d/a.csv", "d/closed/b.csv")
    listed = os.scandir

    def scandir(path: str) -> object:
        if Path(path).name == "closed":
            raise PermissionError(13, "no")
        return listed(path)

    monkeypatch.setattr(os, "scandir", scandir)
    good, closed = found("d")
    assert good.files == ("d/a.csv",)
    assert (closed.entity, [one.code for one in closed.refusals]) == ("closed", ["file-unreadable"])


def test_the_plan_of_a_folder_is_that_of_the_nearest_above() -> None:
    make("d/a.csv", "d/甲县/x.csv", "d/甲县/年/y.csv", "d/甲县/plan/indicators.yaml")
    make("d/甲县/年/plan/tasks.yaml", "d/乙县/plan/x.csv")
    plans = {Path(one.files[0]).as_posix(): one.plan for one in found("d", own_plans=True)}
    assert plans == {
        "d/a.csv": None,
        "d/乙县/plan/x.csv": None,  # no file of a plan is in it
        "d/甲县/x.csv": os.path.join("d", "甲县", "plan"),  # noqa: PTH118
        "d/甲县/年/y.csv": os.path.join("d", "甲县", "年", "plan"),  # noqa: PTH118
    }
    assert {one.plan for one in found("d")} == {None}
    assert found("d/甲县/x.csv", own_plans=True)[0].plan == "d/甲县/plan"
    assert files("d") == list(plans)


def test_a_hint_once_where_the_folder_of_an_area_holds_several() -> None:
    make("甲县/统计局.csv", "甲县/科技局.csv", "乙县/统计局.csv", "乙县/科技局.csv")
    told: list[Diagnostic] = []
    assert len(found("甲县", "乙县", told=told)) == 4
    assert [(one.code, str(one.place)) for one in told] == [("entity-by-folder", "乙县")]
    told.clear()
    found("甲县", "乙县", told=told, rule=EntityRule("folder"))
    assert told == []


def test_a_list_of_files() -> None:
    text = "\ufeff# 报送\r\n\r\n  甲县/2021.csv\r\n乙县\r\n#无\r\n"
    assert read_list(text.encode(), "l") == ["甲县/2021.csv", "乙县"]
    assert read_list("甲县/一.csv\n".encode("gb18030"), "l") == ["甲县/一.csv"]
    assert read_list("甲县.csv\n".encode("utf-16"), "l") == ["甲县.csv"]
    for content, code in ((b"\n# x\n", "list-empty"), (b"PK\x03\x04\x00", "unknown-format")):
        with pytest.raises(InputError) as refused:
            read_list(content, "l")
        assert [one.code for one in refused.value.diagnostics] == [code]


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="slow there")
def test_twenty_thousand_files_are_found_in_seconds() -> None:
    import time

    for county in range(200):
        Path(f"d/{county}县").mkdir(parents=True)
        for number in range(100):
            Path(f"d/{county}县/{number}.csv").touch()
    begin = time.process_time()
    assert len(found("d")) == 20_000
    assert time.process_time() - begin < 6
