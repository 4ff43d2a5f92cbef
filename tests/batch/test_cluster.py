"""Test a real scheduler of dask.distributed with two workers, some of which are killed."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest

from shengzhou_quality.batch import cluster
from shengzhou_quality.batch.cluster import Cluster
from shengzhou_quality.batch.submission import Settings, Submission
from shengzhou_quality.batch.workers import Inline, in_turn
from shengzhou_quality.cli import main
from shengzhou_quality.diagnostics import InputError
from shengzhou_quality.evaluation.outcome import EntitySource

if TYPE_CHECKING:
    from collections.abc import Iterator

    from shengzhou_quality.plan.model import Plan

TESTS = Path(__file__).parent.parent
EXAMPLES = TESTS.parent / "examples"
pytestmark = pytest.mark.slow

PRELOADED = """
from deadly_workers import DeadlyWorker
from shengzhou_quality.batch import cluster_worker
cluster_worker.Worker = DeadlyWorker
"""


class Dask(NamedTuple):
    address: str
    scheduler: subprocess.Popen[bytes]


def started(folder: Path, workers: int) -> Iterator[Dask]:
    """A scheduler on a free port, and workers that die as the name of an entity says."""
    preloaded, at = folder / "preloaded.py", folder / "scheduler.json"
    preloaded.write_text(PRELOADED, encoding="utf-8")
    env = {
        **os.environ,
        "PYTHONPATH": str(TESTS),
        "DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": "0",
    }

    def start(program: str, *arguments: str) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            [sys.executable, "-m", f"distributed.cli.{program}", "--no-dashboard", *arguments],
            env=env,
            cwd=folder,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )

    scheduler = start("dask_scheduler", "--host=127.0.0.1", "--port=0", f"--scheduler-file={at}")
    processes = [scheduler]
    try:
        while not at.exists():
            assert scheduler.poll() is None
            time.sleep(0.05)
        address = json.loads(at.read_text(encoding="utf-8"))["address"]
        processes += [
            start("dask_worker", address, "--nthreads=1", f"--preload={preloaded}")
            for _ in range(workers)
        ]
        yield Dask(address, scheduler)
    finally:
        for process in processes:
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait(20)


@pytest.fixture(scope="module")
def dask(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Dask]:
    yield from started(tmp_path_factory.mktemp("dask"), workers=2)


def judged(count: int) -> list[Submission]:
    files = sorted(EXAMPLES.glob("[fm]*-20*.xlsx"))
    return [
        Submission(f"judged-{number}", EntitySource.FILE, (str(files[number % len(files)]),))
        for number in range(count)
    ]


def named(*entities: str) -> list[Submission]:
    return [Submission(one, EntitySource.FILE, (one,)) for one in entities]


def reasons(lines: list[bytes]) -> list[str | None]:
    return [
        None if not line.startswith(b"{") else json.loads(line)["problems"][0]["code"]
        for line in lines
    ]


def test_a_worker_killed_in_the_middle_loses_nothing_and_doubles_nothing(
    dask: Dask, plan: Plan
) -> None:
    """The bytes are those of this process, in the same order."""
    submissions = judged(40)
    workers = Cluster(Settings(), dask.address, plan, 60)
    killed = min(workers._client.run(os.getpid).values())
    done = []
    for one in in_turn(workers, submissions):
        done.append(one)
        if len(done) == 10:
            os.kill(killed, signal.SIGKILL)
    assert done == list(in_turn(Inline(Settings()), submissions))


def test_a_submission_that_kills_its_worker_costs_itself_only(dask: Dask, plan: Plan) -> None:
    workers = Cluster(Settings(), dask.address, plan, 60)
    given = named(*(f"fine-{number}" for number in range(10)), "killed", "fine", "memory")
    lines = [one.line for one in in_turn(workers, given)]
    assert reasons(lines) == [*[None] * 10, "worker-died", None, "worker-failed"]
    assert lines[11] == b"fine\n"


def test_a_submission_that_hangs_is_given_up(dask: Dask, plan: Plan) -> None:
    workers = Cluster(Settings(), dask.address, plan, 1)
    lines = [one.line for one in in_turn(workers, named("fine-1", "sleeps", "fine-2", "fine-3"))]
    assert reasons(lines) == [None, "worker-timed-out", None, None]


def test_another_plan_on_the_workers_is_refused_before_any_work(dask: Dask, plan: Plan) -> None:
    with pytest.raises(InputError) as caught:
        Cluster(Settings(plan="not-there"), dask.address, plan, 60)
    assert [one.code for one in caught.value.diagnostics] == ["cluster-differs"]
    assert caught.value.diagnostics[0].parameters["variant"] == "plan"


def test_files_that_the_workers_do_not_see_are_refused_before_any_work(
    dask: Dask, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A path that starts in the folder of the caller, which is not that of the workers."""
    monkeypatch.chdir(EXAMPLES)
    assert main(["batch", "final-2025.xlsx", f"--scheduler={dask.address}", "--lang=en"]) == 2
    (line,) = capfd.readouterr().err.splitlines()
    assert line.startswith("error[cluster-differs] The worker at ")
    assert "does not see the files" in line


@pytest.fixture
def _impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster, "_CONNECT_SECONDS", 1)


@pytest.mark.usefixtures("_impatient")
def test_a_cluster_without_workers_is_refused(tmp_path: Path, plan: Plan) -> None:
    for empty in started(tmp_path, workers=0):
        with pytest.raises(InputError) as caught:
            Cluster(Settings(), empty.address, plan, 60)
    assert [one.code for one in caught.value.diagnostics] == ["cluster-empty"]


@pytest.mark.usefixtures("_impatient")
@pytest.mark.parametrize("address", ["127.0.0.1:1", "nowhere", "http://x", "tcp://", "\x1b[2J"])
def test_an_address_where_nothing_answers_is_one_line(
    address: str, capfd: pytest.CaptureFixture[str]
) -> None:
    data = str(EXAMPLES / "final-2025.xlsx")
    assert main(["batch", data, f"--scheduler={address}", "--lang=en"]) == 2
    out, err = capfd.readouterr()
    assert out == ""
    assert err.startswith("error[cluster-not-reached] No scheduler of Dask answers at ")
    assert err.count("\n") == 1
    assert "\x1b" not in err


def test_a_cluster_that_is_lost_ends_the_run_with_one_line(dask: Dask, tmp_path: Path) -> None:
    """The last test: it ends the scheduler of them all."""
    for number in range(20):
        (tmp_path / f"sleeps-{number}.xlsx").write_bytes(b"")
    (tmp_path / "judged-1.xlsx").write_bytes((EXAMPLES / "final-2025.xlsx").read_bytes())
    batch = subprocess.Popen(
        [sys.executable, "-m", "shengzhou_quality", "batch", tmp_path, "--scheduler", dask.address],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        env={**os.environ, "SQC_LANG": "en"},
    )
    assert batch.stderr is not None
    assert b"judged-1:" in batch.stderr.readline()
    dask.scheduler.kill()
    err = batch.communicate(timeout=60)[1].decode().splitlines()
    assert batch.returncode == 2
    assert len(err) == 1
    assert err[0].startswith("error[cluster-lost] The cluster at ")
