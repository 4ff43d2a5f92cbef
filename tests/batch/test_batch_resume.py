"""What a record holds for a submission: by the content of its files, and by nothing else."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import pytest

from shengzhou_quality.batch.digests import Bases, digest_of
from shengzhou_quality.batch.record import from_line
from shengzhou_quality.batch.record_file import RecordFile
from shengzhou_quality.batch.resume import Held
from shengzhou_quality.batch.submission import Settings, Submission
from shengzhou_quality.batch.work import Worker, plan_of
from shengzhou_quality.evaluation.outcome import SaidBy
from shengzhou_quality.limits import USUAL

SETTINGS = Settings()
ROW = "序号,指标,{year}年实际值\n5,装配式建筑占新建建筑比例,{value}\n"


def held_of(path: Path, submission: Submission, settings: Settings = SETTINGS) -> bytes | None:
    record = RecordFile(path)
    try:
        basis = Bases(settings, plan_of)(submission)
        return Held(record, settings).line_of(submission, basis)
    finally:
        record.close()


@pytest.fixture
def merged(tmp_path: Path) -> Submission:
    """One entity's files of two years, the later first."""
    files = []
    for year, value in (("2025", "42.3"), ("2024", "40.1")):
        path = tmp_path / f"{year}.csv"
        path.write_text(ROW.format(year=year, value=value), encoding="utf-8")
        files.append(str(path))
    return Submission("甲县", SaidBy.FOLDER, tuple(files))


def test_a_submission_of_several_files_is_held_while_each_is_the_same(
    merged: Submission, tmp_path: Path
) -> None:
    record = tmp_path / "r.jsonl"
    line = Worker(SETTINGS).do(merged)
    record.write_bytes(line)
    assert len(from_line(line).files) == 2
    assert held_of(record, merged) == line
    assert held_of(record, merged._replace(entity="乙县")) is None
    assert held_of(record, merged._replace(said_by=SaidBy.FILE)) is None
    assert held_of(record, merged._replace(files=merged.files[:1])) is None
    assert held_of(record, merged._replace(files=merged.files[::-1])) is None
    assert held_of(record, merged, SETTINGS._replace(year=2024)) is None
    Path(merged.files[1]).write_text(ROW.format(year="2024", value="40.2"), encoding="utf-8")
    assert held_of(record, merged) is None


def test_a_file_that_cannot_be_judged_is_held_and_one_that_cannot_be_read_is_not(
    tmp_path: Path,
) -> None:
    record, empty, missing = (str(tmp_path / name) for name in ("r.jsonl", "a.csv", "b.csv"))
    Path(empty).write_bytes(b"")
    refused = [Submission(path, SaidBy.FILE, (path,)) for path in (empty, missing)]
    lines = [Worker(SETTINGS).do(one) for one in refused]
    Path(record).write_bytes(b"".join(lines))
    assert [from_line(line).exit_code for line in lines] == [2, 2]
    assert [held_of(Path(record), one) for one in refused] == [lines[0], None]


def test_the_digest_is_of_the_bytes_of_a_regular_file_within_the_limit(tmp_path: Path) -> None:
    file, pipe = tmp_path / "a.csv", tmp_path / "pipe.csv"
    file.write_bytes(b"abc" * 1000)
    os.mkfifo(pipe)
    assert digest_of(str(file), USUAL) == hashlib.sha256(b"abc" * 1000).hexdigest()
    assert digest_of(str(file), USUAL._replace(file_size=2999)) is None
    for other in (pipe, tmp_path, tmp_path / "none.csv", "/dev/zero", "a\0b", "\udcff"):
        assert digest_of(str(other), USUAL) is None


def test_a_plan_of_its_own_has_a_basis_of_its_own_and_a_broken_one_has_none(
    tmp_path: Path,
) -> None:
    (tmp_path / "indicators.yaml").write_text("plan: {}\n", encoding="utf-8")
    bases = Bases(SETTINGS, plan_of)
    submission = Submission("甲县", SaidBy.FILE, ("a.csv",))
    assert len(bases(submission)) == 64
    assert bases(submission._replace(plan=str(tmp_path))) == ""
    assert Bases(SETTINGS._replace(accept_own=True), plan_of)(submission) != bases(submission)
