"""What a record holds for a submission: by the content of its files, and by nothing else."""

from __future__ import annotations

import hashlib
import os
import shutil
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from shengzhou_quality.batch.digests import Bases, digest_of
from shengzhou_quality.batch.record import from_line
from shengzhou_quality.batch.record_file import RecordFile
from shengzhou_quality.batch.resume import Held
from shengzhou_quality.batch.submission import ReportsAsked, Settings, Submission
from shengzhou_quality.batch.work import Worker, plan_of
from shengzhou_quality.diagnostics import Diagnostic, Place
from shengzhou_quality.evaluation.outcome import EntitySource
from shengzhou_quality.limits import USUAL

if TYPE_CHECKING:
    from shengzhou_quality.plan.model import Plan

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
    return Submission("甲县", EntitySource.FOLDER, tuple(files))


def test_a_submission_of_several_files_is_held_while_each_is_the_same(
    merged: Submission, tmp_path: Path
) -> None:
    record = tmp_path / "r.jsonl"
    line = Worker(SETTINGS).do(merged)
    record.write_bytes(line)
    assert len(from_line(line).files) == 2
    assert held_of(record, merged) == line
    assert held_of(record, merged._replace(entity="乙县")) is None
    assert held_of(record, merged._replace(said_by=EntitySource.FILE)) is None
    assert held_of(record, merged._replace(files=merged.files[:1])) is None
    assert held_of(record, merged._replace(files=merged.files[::-1])) is None
    assert held_of(record, merged, SETTINGS._replace(year=2024)) is None
    Path(merged.files[1]).write_text(ROW.format(year="2024", value="40.2"), encoding="utf-8")
    assert held_of(record, merged) is None


def test_the_same_plan_in_another_folder_is_the_same_plan(plan: Plan) -> None:
    """But for what names its files: reports, and findings about the plan."""
    moved = replace(plan, files=tuple(one._replace(path=f"b/{one.path}") for one in plan.files))
    other = replace(plan, files=(plan.files[0]._replace(sha256="0" * 64), *plan.files[1:]))
    assert SETTINGS.basis(moved) == SETTINGS.basis(plan)
    assert SETTINGS.basis(other) != SETTINGS.basis(plan)
    reported = SETTINGS._replace(reports=ReportsAsked("r", ("json",), "zh"))
    assert reported.basis(moved) != reported.basis(plan)
    doubt = (Diagnostic("not-a-number", Place("a.yaml")),)
    assert SETTINGS.basis(replace(moved, warnings=doubt)) != SETTINGS.basis(
        replace(plan, warnings=doubt)
    )


def test_why_a_submission_is_evaluated_again_is_counted(merged: Submission, tmp_path: Path) -> None:
    """Lines twice in the record, or in both of its files, are of one submission."""
    path = tmp_path / "r.jsonl"
    other = merged._replace(files=merged.files[:1])
    lines = [Worker(SETTINGS).do(one) for one in (merged, other)]
    path.write_bytes(lines[0] + lines[1] + lines[0] + b"damaged\n")
    path.with_name("r.jsonl.before").write_bytes(lines[1])
    moved = Path(shutil.copytree(tmp_path, tmp_path / "b"))
    elsewhere = merged._replace(files=tuple(str(moved / Path(one).name) for one in merged.files))
    backwards = merged._replace(files=merged.files[::-1])
    record = RecordFile(path)
    try:
        held = Held(record, SETTINGS)
        assert (held.count, held.unread) == (2, 1)
        basis = Bases(SETTINGS, plan_of)(merged)
        assert held.line_of(merged, basis) == lines[0]
        assert held.line_of(backwards, basis) is None
        assert (held.kept, held.others, held.moved) == (1, 0, 0)
        assert held.line_of(merged, "other") is held.line_of(elsewhere, basis) is None
        assert (held.kept, held.others, held.moved) == (1, 1, 1)
    finally:
        record.close()


def test_a_file_that_cannot_be_judged_is_held_and_one_that_cannot_be_read_is_not(
    tmp_path: Path,
) -> None:
    record, empty, missing = (str(tmp_path / name) for name in ("r.jsonl", "a.csv", "b.csv"))
    Path(empty).write_bytes(b"")
    refused = [Submission(path, EntitySource.FILE, (path,)) for path in (empty, missing)]
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
    submission = Submission("甲县", EntitySource.FILE, ("a.csv",))
    assert len(bases(submission)) == 64
    assert bases(submission._replace(plan=str(tmp_path))) == ""
    assert Bases(SETTINGS._replace(accept_own=True), plan_of)(submission) != bases(submission)
