"""The file of the record: whole lines in order, and nothing lost wherever a run is killed."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import BinaryIO
from unittest.mock import patch

import pytest

from shengzhou_quality.batch import record_file
from shengzhou_quality.batch.file_lock import OutputInUseError
from shengzhou_quality.batch.record import to_line
from shengzhou_quality.batch.record_file import ForeignFileError, OutputError, RecordFile
from shengzhou_quality.evaluation.outcome import EntitySource, Outcome


def line(entity: str) -> bytes:
    return to_line(
        Outcome(entity=entity, said_by=EntitySource.FILE, files=(), basis="", exit_code=2)
    )


A, B, C, D, E = (line(entity) for entity in "ABCDE")


def write(path: Path, *lines: bytes) -> None:
    """A run from the beginning to the end."""
    record = RecordFile(path)
    for one in lines:
        record.put(one)
    record.finish()
    record.close()


def held(record: RecordFile) -> set[bytes]:
    return {one for _, one in record.lines()}


def before(path: Path) -> Path:
    return path.with_name(f"{path.name}.before")


@pytest.mark.parametrize(
    "old",
    [
        b"",
        A[:1],
        A[:-1],
        A,
        A + B[:50],
        A + B + C,
        A + C,
        A + C + D,
        B + A + C,
        C + B + A,
        D + E,
        A + B + C + D + E[:9],
        A + A + B,
        A + b"broken\n" + C,
        A + b"broken",
    ],
)
def test_whatever_is_there_a_run_ends_with_its_own_lines(old: bytes, tmp_path: Path) -> None:
    path = tmp_path / "out.jsonl"
    path.write_bytes(old)
    write(path, A, B, C)
    assert path.read_bytes() == A + B + C
    assert os.listdir(tmp_path) == ["out.jsonl"]  # noqa: PTH208


def test_each_line_is_in_the_file_as_soon_as_it_is_put(tmp_path: Path) -> None:
    path = tmp_path / "out.jsonl"
    record = RecordFile(path)
    for count, one in enumerate((A, B, C), 1):
        record.put(one)
        assert path.read_bytes() == b"".join((A, B, C)[:count])
    record.close()


def test_no_line_is_lost_at_any_moment_of_a_run_that_parts(tmp_path: Path) -> None:
    """B is no longer a submission, D is new: what is held moves, and stays readable."""
    path = tmp_path / "out.jsonl"
    write(path, A, B, C)
    record = RecordFile(path)
    spots = {one: spot for spot, one in record.lines()}
    record.put(A)
    for put in (D, E):
        record.put(put)
        assert {record.line_at(spots[one]) for one in (A, B, C)} == {A, B, C}
        assert held(record) >= {A, B, C, put}
    record.close()  # as after Ctrl-C
    assert path.read_bytes() == A + D + E
    assert before(path).read_bytes() == B + C

    record = RecordFile(path)
    assert held(record) == {A, B, C, D, E}
    record.put(C)  # and other files again
    assert held(record) == {A, B, C, D, E}
    record.finish()
    record.close()
    assert path.read_bytes() == C
    assert not before(path).exists()


@pytest.mark.parametrize("torn", [b"", C[:30]])
@pytest.mark.parametrize("cut_off", [False, True])
def test_a_kill_while_lines_move_loses_none(torn: bytes, tmp_path: Path, *, cut_off: bool) -> None:
    """Killed while NAME.before is written, before the record is cut off, or right after."""
    path = tmp_path / "out.jsonl"
    path.write_bytes(A if cut_off else A + B + C)
    before(path).write_bytes(B + C if cut_off else B + torn)
    record = RecordFile(path)
    assert held(record) >= {A, B, C}
    record.put(A)
    record.put(D)
    assert held(record) >= {A, B, C, D}
    record.close()


def test_a_run_that_begins_anew_keeps_the_old_lines_until_it_has_ended(tmp_path: Path) -> None:
    path = tmp_path / "out.jsonl"
    write(path, A, B)
    record = RecordFile(path)
    assert not record.is_empty
    record.part()
    assert path.read_bytes() == b""
    record.put(A)
    record.close()
    assert (path.read_bytes(), before(path).read_bytes()) == (A, A + B)
    write(path, A, C)
    assert os.listdir(tmp_path) == ["out.jsonl"]  # noqa: PTH208


def test_nothing_is_left_of_a_run_that_wrote_nothing(tmp_path: Path) -> None:
    record = RecordFile(tmp_path / "out.jsonl")
    assert record.is_empty
    record.close()
    assert not os.listdir(tmp_path)  # noqa: PTH208


@pytest.mark.parametrize("name", ["out.jsonl", "out.jsonl.before"])
def test_what_is_no_record_is_left_as_it_is(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(b'{"name": "mine"}\n')
    with pytest.raises(ForeignFileError) as caught:
        RecordFile(tmp_path / "out.jsonl")
    assert caught.value.name == str(tmp_path / name)
    assert (tmp_path / name).read_bytes() == b'{"name": "mine"}\n'


def test_a_second_run_cannot_open_it_and_a_dead_one_does_not_hold_it(tmp_path: Path) -> None:
    path = tmp_path / "out.jsonl"
    record = RecordFile(path)
    with pytest.raises(OutputInUseError):
        RecordFile(path)
    record.put(A)
    record.close()
    dying = (
        "import os, sys; from pathlib import Path;"
        "from shengzhou_quality.batch.record_file import RecordFile;"
        "RecordFile(Path(sys.argv[1])); os._exit(9)"
    )
    assert subprocess.run([sys.executable, "-c", dying, str(path)], check=False).returncode == 9
    write(path, A)
    assert path.read_bytes() == A


def test_a_link_stays_a_link_and_a_folder_is_no_record(tmp_path: Path) -> None:
    (tmp_path / "link.jsonl").symlink_to(tmp_path / "real.jsonl")
    write(tmp_path / "link.jsonl", A)
    assert (tmp_path / "link.jsonl").is_symlink()
    assert (tmp_path / "real.jsonl").read_bytes() == A
    for bad in (tmp_path, tmp_path / "none" / "out.jsonl", Path("/dev/null")):
        with pytest.raises(OutputError) as caught:
            RecordFile(bad)
        assert caught.value.name == str(bad)


def test_on_a_full_disk_what_is_written_stays_whole(tmp_path: Path) -> None:
    """The system takes a part of a line, and then nothing."""
    path = tmp_path / "out.jsonl"
    record = RecordFile(path)
    record.put(A)

    def full(file: BinaryIO, content: bytes) -> None:
        file.write(content[:40])
        raise OSError(28, "No space left on device")

    with patch.object(record_file, "write_whole", full), pytest.raises(OutputError) as caught:
        record.put(B)
    assert caught.value.cause.errno == 28
    record.close()
    assert path.read_bytes() == A


def test_a_write_that_takes_a_part_goes_on() -> None:
    class Slow:
        def __init__(self) -> None:
            self.taken = b""

        def write(self, content: memoryview) -> int:
            self.taken += bytes(content[:7])
            return min(7, len(content))

    slow = Slow()
    record_file.write_whole(slow, A)  # type: ignore[arg-type]
    assert slow.taken == A
