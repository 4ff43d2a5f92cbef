"""Test the order and the window of a run, whatever its workers do; no process is started."""

from __future__ import annotations

import json
from concurrent.futures import Future
from pathlib import Path
from threading import Timer
from typing import TYPE_CHECKING

import pytest

from shengzhou_quality.batch.record import from_line
from shengzhou_quality.batch.submission import Settings, Submission
from shengzhou_quality.batch.workers import Inline, in_turn, line_of
from shengzhou_quality.cli import main
from shengzhou_quality.diagnostics import InputError
from shengzhou_quality.evaluation.outcome import EntitySource

if TYPE_CHECKING:
    from collections.abc import Iterator

MIDTERM = str(Path(__file__).parent.parent.parent / "examples" / "midterm-2023.xlsx")


def submissions(count: int) -> list[Submission]:
    return [
        Submission(str(number), EntitySource.FILE, (f"{number}.xlsx",)) for number in range(count)
    ]


class LateWorkers:
    """Workers that do nothing until they are told to."""

    def __init__(self, window: int) -> None:
        self.window = window
        self.lines: dict[str, Future[bytes]] = {}
        self.closed: list[bool] = []

    def submit(self, submission: Submission) -> Future[bytes]:
        return self.lines.setdefault(submission.entity, Future())

    def finish(self, *entities: str) -> None:
        for entity in entities:
            self.lines[entity].set_result(entity.encode())

    def close(self, *, at_once: bool = False) -> None:
        self.closed.append(at_once)


def test_lines_come_in_order_however_they_are_done() -> None:
    workers = LateWorkers(window=4)
    given = submissions(4)
    done = in_turn(workers, given)
    Timer(0.05, lambda: workers.finish("2", "3", "1", "0")).start()
    assert [(one.submission, one.line) for one in done] == [
        (one, one.entity.encode()) for one in given
    ]
    assert workers.closed == [False]


def test_no_more_than_the_window_is_handed_out_before_the_first_is_done() -> None:
    workers = LateWorkers(window=3)
    done = in_turn(workers, submissions(10))
    Timer(0.05, lambda: workers.finish("1", "0")).start()
    assert next(done).line == b"0"
    assert list(workers.lines) == ["0", "1", "2"]


def test_a_line_that_is_done_does_not_wait_for_the_window() -> None:
    """Else a run that is killed would lose them, and its reader would wait for them."""

    class Prompt(LateWorkers):
        def submit(self, submission: Submission) -> Future[bytes]:
            line = super().submit(submission)
            self.finish(submission.entity)
            return line

    workers = Prompt(window=100)
    assert next(in_turn(workers, submissions(10))).line == b"0"
    assert list(workers.lines) == ["0"]


def test_who_stops_early_ends_the_workers_at_once() -> None:
    workers = LateWorkers(window=1)

    def interrupted() -> Iterator[Submission]:
        yield from submissions(1)
        raise KeyboardInterrupt

    done = in_turn(workers, interrupted())
    Timer(0.05, lambda: workers.finish("0")).start()
    assert next(done).line == b"0"
    with pytest.raises(KeyboardInterrupt):
        next(done)
    assert workers.closed == [True]


def test_a_fault_of_all_workers_ends_the_run() -> None:
    workers = LateWorkers(window=1)
    done = in_turn(workers, submissions(2))
    Timer(0.05, lambda: workers.lines["0"].set_exception(InputError())).start()
    with pytest.raises(InputError):
        next(done)
    assert workers.closed == [True]


class Failing:
    def __init__(self, error: Exception) -> None:
        self.error = error

    def do(self, submission: Submission) -> bytes:
        raise self.error from KeyError(submission.entity)


@pytest.mark.parametrize("error", [KeyError("secret"), MemoryError(), RecursionError()])
def test_a_fault_of_ours_is_a_line_with_its_name(error: Exception) -> None:
    line = line_of(Submission("甲县", EntitySource.FOLDER, ("a.xlsx", "b.xlsx")), Failing(error))
    outcome = from_line(line)
    assert (outcome.entity, outcome.said_by, outcome.exit_code) == ("甲县", EntitySource.FOLDER, 2)
    assert [tuple(one) for one in outcome.files] == [("a.xlsx", None), ("b.xlsx", None)]
    (finding,) = outcome.problems
    assert finding.code == "worker-failed"
    assert finding.parameters == {"problem": type(error).__name__}
    assert b"secret" not in line
    assert b"Traceback" not in line


def test_a_submission_of_no_readable_file_is_a_line_too() -> None:
    (done,) = in_turn(Inline(Settings()), [Submission("x", EntitySource.FILE, ("no-such.xlsx",))])
    assert [one["code"] for one in json.loads(done.line)["problems"]] == ["file-not-found"]


# the options


def usage_error(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    assert main(["batch", MIDTERM, *arguments, "--lang=en"]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert "Traceback" not in err
    return err


@pytest.mark.parametrize(
    ("option", "given"),
    [
        *(("--jobs", given) for given in ("0", "-1", "257", "1.5", "two", "", "٢", "1" * 5000)),
        *(("--timeout", given) for given in ("0", "-1", "86401", "1s", "inf", "1e3")),
    ],
)
def test_absurd_numbers_are_usage_errors(
    option: str, given: str, capsys: pytest.CaptureFixture[str]
) -> None:
    said = usage_error(capsys, f"{option}={given}")
    assert f"{option}: “" in said
    assert "is not a whole number from 1 to" in said


def test_jobs_are_no_matter_of_a_cluster(capsys: pytest.CaptureFixture[str]) -> None:
    said = usage_error(capsys, "--jobs=2", "--scheduler=tcp://x:1")
    assert "--jobs is for this machine" in said


def test_a_cluster_needs_its_extra(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda _: None)
    said = usage_error(capsys, "--scheduler=tcp://x:1")
    assert 'pip install "shengzhou-quality[cluster]"' in said
