"""Test worker processes that die, hang, print or outlive: each costs its own submission only."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pytest
from deadly_workers import DeadlyWorker

from shengzhou_quality.batch.processes import Processes
from shengzhou_quality.batch.submission import Settings, Submission
from shengzhou_quality.batch.workers import Inline, in_turn
from shengzhou_quality.diagnostics import InputError
from shengzhou_quality.evaluation.outcome import EntitySource

if TYPE_CHECKING:
    from collections.abc import Sequence

EXAMPLES = Path(__file__).parent.parent.parent / "examples"

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform != "linux", reason="counts the processes in /proc"),
]


def ran(
    entities: Sequence[str], jobs: int = 2, seconds: int = 60, mark: Path | None = None
) -> list[tuple[str, dict[str, Any]] | None]:
    """What became of each: `None` if its line came, else the reason. They come in order."""
    submissions = [Submission(one, EntitySource.FILE, (str(mark or one),)) for one in entities]
    workers = Processes(Settings(), jobs, seconds, DeadlyWorker)
    done = list(in_turn(workers, submissions))
    assert [one.submission for one in done] == submissions
    return [_reason(one.submission.entity, one.line) for one in done]


def _reason(entity: str, line: bytes) -> tuple[str, dict[str, Any]] | None:
    if line == entity.encode() + b"\n" or (entity.startswith("large") and len(line) == 3_000_001):
        return None
    data = json.loads(line)
    assert data["entity"] == entity
    assert data["exit_code"] == 2
    (problem,) = data["problems"]
    return problem["code"], problem["parameters"]


DIED: tuple[str, dict[str, Any]] = ("worker-died", {})


def fine(count: int) -> list[str]:
    return [f"fine-{number}" for number in range(count)]


@pytest.mark.parametrize("how", ["killed", "crashed", "left"])
def test_a_worker_that_dies_costs_its_submission_only(how: str) -> None:
    assert ran([*fine(6), how, *fine(6)]) == [*[None] * 6, DIED, *[None] * 6]


def test_a_submission_is_tried_a_second_time(tmp_path: Path) -> None:
    assert ran([*fine(3), "once", *fine(3)], mark=tmp_path / "mark") == [None] * 7


def test_several_may_die_at_once_and_all_may_die() -> None:
    assert ran([f"killed-{number}" for number in range(5)]) == [DIED] * 5
    assert ran(["killed-1", "killed-2", *fine(4), "killed-3"]) == [DIED, DIED, *[None] * 4, DIED]


def test_one_process_is_protected_too() -> None:
    assert ran(["fine", "killed", "fine"], jobs=1) == [None, DIED, None]


def test_workers_that_hang_even_in_c_code_are_given_up() -> None:
    late = ("worker-timed-out", {"seconds": 1})
    assert ran(["sleeps", "hangs", *fine(20)], seconds=1) == [late, late, *[None] * 20]


def test_a_fault_within_a_worker_is_a_line_and_no_death() -> None:
    assert ran(["memory", "recursion", "exits", "fine"]) == [
        ("worker-failed", {"problem": "MemoryError"}),
        ("worker-failed", {"problem": "RecursionError"}),
        ("worker-failed", {"problem": "SystemExit"}),
        None,
    ]


def test_a_worker_killed_from_outside_at_any_moment_loses_nothing() -> None:
    """While it writes a line larger than the pipe, too: nobody waits for the rest of it."""
    entities = [f"large-{number}" for number in range(60)]
    submissions = [Submission(one, EntitySource.FILE, (one,)) for one in entities]
    workers = Processes(Settings(), 2, 60, DeadlyWorker)
    done = []
    for one in in_turn(workers, submissions):
        done.append(_reason(one.submission.entity, one.line))
        if len(done) % 12 == 5:
            for lane in workers._lanes:
                if lane.pid is not None:
                    os.kill(lane.pid, signal.SIGKILL)
    # Killed twice at the same submission is its fault, as far as anyone can know.
    assert [one for one in done if one not in (None, DIED)] == []
    assert done.count(None) >= 55


class Unable:
    """A worker that cannot even begin."""

    def __init__(self, _: Settings) -> None:
        os._exit(1)

    do = DeadlyWorker.do


def test_workers_that_never_start_end_the_run_with_the_reason() -> None:
    workers = Processes(Settings(), 2, 60, make=Unable)
    with pytest.raises(InputError) as caught:
        list(in_turn(workers, [Submission(one, EntitySource.FILE, (one,)) for one in fine(9)]))
    assert [one.code for one in caught.value.diagnostics] == ["workers-not-started"]


def test_real_workers_give_the_bytes_of_this_process() -> None:
    files = sorted(EXAMPLES.glob("*.*"))
    submissions = [Submission(one.stem, EntitySource.FILE, (str(one),)) for one in files]
    processes = in_turn(Processes(Settings(), 2, 60), submissions)
    assert list(processes) == list(in_turn(Inline(Settings()), submissions))


# processes of programs


class Program:
    """A program that runs a batch, and how many processes are left of it."""

    def __init__(self, *command: str, stdin: str | None = None) -> None:
        self.mark = uuid4().hex
        self.process = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env={**os.environ, "MARK_OF_THE_TEST": self.mark, "SQC_LANG": "en"},
            start_new_session=True,
            preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # noqa: PLW1509 - one thread
        )
        assert self.process.stdin is not None
        with self.process.stdin as pipe:
            pipe.write((stdin or "").encode())

    def lines(self, count: int) -> None:
        """Wait for so many lines on stderr."""
        assert self.process.stderr is not None
        for _ in range(count):
            assert self.process.stderr.readline()

    def ended(self, timeout: float = 30) -> tuple[int, bytes, bytes]:
        assert self.process.stdout is not None
        assert self.process.stderr is not None
        code = self.process.wait(timeout)
        with self.process.stdout as out, self.process.stderr as err:
            return code, out.read(), err.read()

    def left(self) -> int:
        """How many processes there are still, when they have had time to end."""
        until = time.monotonic() + 5
        while (count := self._count()) and time.monotonic() < until:
            time.sleep(0.05)
        return count

    def _count(self) -> int:
        mark, count = f"MARK_OF_THE_TEST={self.mark}".encode(), 0
        for folder in Path("/proc").glob("[0-9]*"):
            try:
                count += mark in (folder / "environ").read_bytes()
            except OSError:
                continue
        return count


@pytest.fixture
def many(tmp_path: Path) -> str:
    """A folder of submissions that keeps two workers busy for a while."""
    folder = tmp_path / "many"
    folder.mkdir()
    for number in range(400):
        shutil.copy(EXAMPLES / "final-2025.xlsx", folder / f"{number}.xlsx")
    return str(folder)


SQC = (sys.executable, "-m", "shengzhou_quality")


@pytest.mark.parametrize(
    ("how", "ends"), [(signal.SIGINT, 130), (signal.SIGTERM, 143), (signal.SIGHUP, 129)]
)
def test_a_signal_ends_at_once_and_leaves_no_process(
    how: signal.Signals, ends: int, many: str
) -> None:
    program = Program(*SQC, "batch", many, "--jobs=2")
    program.lines(3)
    began = time.monotonic()
    os.killpg(program.process.pid, how)  # as a terminal does: to the workers, too
    code, _, err = program.ended(timeout=10)
    assert code == ends
    assert time.monotonic() - began < 5
    assert b"Traceback" not in err
    assert program.left() == 0


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM])
def test_workers_are_gone_when_their_parent_is(many: str, how: signal.Signals) -> None:
    program = Program(*SQC, "batch", many, "--jobs=2")
    program.lines(3)
    program.process.send_signal(how)
    assert program.left() == 0
    assert b"arn" not in program.ended()[2]  # of a warning by Python's tracker of semaphores


@pytest.mark.parametrize("closed", ["<&-", ">&- 2>&-", "<&- >&- 2>&-"])
def test_it_runs_without_standard_streams(closed: str, tmp_path: Path) -> None:
    """As daemons and some schedulers start it; it ends as with them."""
    command = f"exec {sys.executable} -m shengzhou_quality batch . --jobs=2 -o {tmp_path}/r.jsonl"
    command = f"{command} {closed}"
    folder = EXAMPLES / "submissions"
    ran = subprocess.run(["sh", "-c", command], cwd=folder, timeout=60, check=False)
    assert ran.returncode == 1
    assert (tmp_path / "r.jsonl").read_bytes().count(b"\n") == 4


CALL = """
from deadly_workers import DeadlyWorker
from shengzhou_quality.batch.processes import Processes
from shengzhou_quality.batch.submission import Settings, Submission
from shengzhou_quality.batch.workers import in_turn
from shengzhou_quality.evaluation.outcome import EntitySource
print("ran")
names = ("fine", "prints", "killed")
submissions = [Submission(name, EntitySource.FILE, (name,)) for name in names]
for done in in_turn(Processes(Settings(), 2, 60, DeadlyWorker), submissions):
    print(done.submission.entity)
"""


@pytest.mark.parametrize("way", ["stdin", "script", "command"])
def test_the_main_module_is_not_run_again_and_no_worker_prints(way: str, tmp_path: Path) -> None:
    """A script without the usual guard would start itself anew in every worker."""
    call = f"import sys; sys.path.insert(0, {str(EXAMPLES.parent / 'tests')!r})\n{CALL}"
    script = tmp_path / "script.py"
    script.write_text(call, encoding="utf-8")
    command = {"stdin": ["-"], "script": [str(script)], "command": ["-c", call]}[way]
    program = Program(sys.executable, *command, stdin=call if way == "stdin" else None)
    code, out, err = program.ended()
    assert err == b""
    assert (code, out.decode().split()) == (0, ["ran", "fine", "prints", "killed"])
    assert program.left() == 0


def test_the_console_script_runs_a_batch() -> None:
    sqc = shutil.which("sqc", path=str(Path(sys.executable).parent))
    assert sqc is not None
    program = Program(sqc, "batch", str(EXAMPLES / "final-2025.xlsx"))
    code, _, err = program.ended()
    assert (code, b"final:" in err) == (0, True)
    assert program.left() == 0
