"""Kill a real `sqc batch` at random points, and resume it: it ends as if nothing had happened."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

COMMAND = (sys.executable, "-m", "shengzhou_quality", "batch", "报送", "-q")
OUTPUTS = ("-o", "r.jsonl", "-o", "a.csv", "--roll-up", "s.json", "--format", "json")
FILES = 300
NAMES = {
    "1": "制造业产品质量监督抽查合格率",
    "5": "装配式建筑占新建建筑比例",
    "7": "规上工业增加值",
}


def send(folder: Path, files: int) -> None:
    """Submissions of a county each, every twentieth of them broken."""
    chance = random.Random(files)  # noqa: S311 - the same files each time
    folder.mkdir(exist_ok=True)
    for number in range(files):
        rows = [f"{key},{name},{chance.uniform(30, 99):.2f}" for key, name in NAMES.items()]
        text = "\n".join(["序号,指标,2025年实际值", *rows]) + "\n"
        broken = number % 20 == 7
        (folder / f"{number:03}县.csv").write_text("\0" if broken else text, encoding="utf-8")


def start(desk: Path, *more: str, out: int = subprocess.DEVNULL) -> subprocess.Popen[bytes]:
    # Workers that are processes end with their parent; a session of its own shows that they do.
    return subprocess.Popen(
        [*COMMAND, *OUTPUTS, *more],
        cwd=desk,
        stdout=out,  # a pipe that nobody reads would hold a run that is not killed in time
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )


def finish(desk: Path, *more: str) -> dict[str, bytes]:
    """Run it to its end; what it wrote."""
    with start(desk, *more, out=subprocess.PIPE) as run:
        assert run.stdout is not None
        out = run.stdout.read()
        assert run.wait() == 1  # some files are broken
    assert sorted(os.listdir(desk)) == ["a.csv", "r.jsonl", "s.json", "报送"]  # noqa: PTH208
    written = {name: (desk / name).read_bytes() for name in ("r.jsonl", "a.csv", "s.json")}
    return {**written, "stdout": out}


def size_of(path: Path) -> int:
    return path.stat().st_size if path.exists() else 0


def kill(desk: Path, at: int, *more: str) -> None:
    """Kill it when the record has grown by so many bytes; then it holds whole lines."""
    with start(desk, *more) as run:
        begun = size_of(desk / "r.jsonl")
        while run.poll() is None and size_of(desk / "r.jsonl") < begun + at:
            time.sleep(0.001)
        os.killpg(run.pid, signal.SIGKILL)
        run.communicate()
    lines = (desk / "r.jsonl").read_bytes().splitlines(keepends=True) if at else []
    assert all(line.endswith(b"\n") for line in lines[:-1])


@pytest.mark.slow
def test_killed_ten_times_and_resumed_it_ends_as_an_unbroken_run(tmp_path: Path) -> None:
    send(tmp_path / "报送", FILES)
    unbroken = finish(tmp_path)
    whole = len(unbroken["r.jsonl"])
    assert unbroken["r.jsonl"].count(b"\n") == FILES
    chance = random.Random(17)  # noqa: S311 - the same points each time
    for point in range(10):
        (tmp_path / "r.jsonl").unlink()
        kill(tmp_path, chance.randrange(whole))
        if point % 3 == 1:  # the resumed run is killed too
            kill(tmp_path, chance.randrange(1, whole // 4), "--resume")
        assert finish(tmp_path, "--resume") == unbroken


@pytest.mark.slow
def test_killed_while_old_lines_move_it_loses_none_of_them(tmp_path: Path) -> None:
    """Ten files in front are new, so that every line of the record has to move."""
    folder = tmp_path / "报送"
    send(folder, 60)
    unbroken = finish(tmp_path)
    for number in range(10):
        (folder / f"{number:03}县.csv").rename(tmp_path / f"{number:03}")
    (tmp_path / "r.jsonl").unlink()
    with start(tmp_path) as run:
        run.communicate()
    for number in range(10):
        (tmp_path / f"{number:03}").rename(folder / f"{number:03}县.csv")
    with start(tmp_path, "--resume") as run:
        while run.poll() is None and not (tmp_path / "r.jsonl.before").exists():
            time.sleep(0.0005)
        os.killpg(run.pid, signal.SIGKILL)
        run.communicate()
    assert finish(tmp_path, "--resume") == unbroken
