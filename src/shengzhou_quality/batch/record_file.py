"""The file of the record: whole lines, in order; whenever a run is killed, none of them is lost.

A run goes along what the file already holds. While its lines are those, nothing is written. At
the first other line the rest of the file moves to the end of NAME.before, the file is cut off
there, and the run goes on behind it. A line is so at every moment in one of the two, and both
are asked for what is already evaluated. A run that ends removes NAME.before.
"""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from io import FileIO
from pathlib import Path
from typing import BinaryIO, NamedTuple

from shengzhou_quality.batch.file_lock import lock
from shengzhou_quality.batch.record import may_be_record

_PIECE = 1024 * 1024


class OutputError(Exception):
    """An output that cannot be written: `name`, and the error of the system."""

    def __init__(self, name: str, cause: OSError) -> None:
        super().__init__(name)
        self.name = name
        self.cause = cause


class ForeignFileError(Exception):
    """A file that is there and is no record, so nothing is added to it: `name`."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


class Spot(NamedTuple):
    """Where a line is: in NAME.before, or else in the file itself."""

    before: bool
    start: int
    length: int


class RecordFile:
    """A record that is open for one run; nobody else can open it meanwhile.

    Raises `OutputError`, `OutputInUseError` and `ForeignFileError`.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.before = path.with_name(f"{path.name}.before")
        self._at = 0
        """All before this is written, or was found to be there."""
        self._parted: tuple[int, int] | None = None
        """Where the file was cut off, and where the rest begins in NAME.before."""
        with naming(path):
            self._new = not path.exists()
            self._file = open_to_write(path)
        try:
            lock(self._file, path)
            for one in (path, self.before):
                _check_record(one)
            self._there: BinaryIO | None = path.open("rb")
        except BaseException:
            self._file.close()
            raise

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing of an earlier run."""
        return not (self.path.stat().st_size or self.before.exists())

    def lines(self) -> Iterator[tuple[Spot, bytes]]:
        """Each whole line that is there, those of NAME.before first."""
        for path, before in ((self.before, True), (self.path, False)):
            if before and not path.exists():
                continue
            with naming(path), path.open("rb") as file:
                start = 0
                for line in file:
                    if line.endswith(b"\n"):
                        yield Spot(before, start, len(line)), line
                    start += len(line)

    def line_at(self, spot: Spot) -> bytes:
        """A line that `lines` found before the first was put, wherever it is now."""
        before, start, length = spot
        if not before and self._parted is not None and start >= self._parted[0]:
            before, start = True, start - self._parted[0] + self._parted[1]
        path = self.before if before else self.path
        with naming(path), path.open("rb") as file:
            file.seek(start)
            return file.read(length)

    def put(self, line: bytes) -> None:
        """Write the next line, unless it is what already stands there."""
        if self._there is not None:
            if self._there.read(len(line)) == line:
                self._at += len(line)
                return
            self.part()
        with naming(self.path):
            write_whole(self._file, line)
        self._at += len(line)

    def part(self) -> None:
        """Let go of what the file holds from here on: a run that begins anew does so first."""
        if self._there is None:
            return
        self._there.seek(self._at)
        with self._there as rest, naming(self.before):
            first = rest.read(_PIECE)
            if first:
                with open_to_write(self.before) as before:
                    self._parted = self._at, _end_of_whole_lines(before)
                    before.truncate(self._parted[1])
                    before.seek(self._parted[1])
                    while first:
                        write_whole(before, first)
                        first = rest.read(_PIECE)
                    os.fsync(before.fileno())
        self._there = None
        with naming(self.path):
            self._file.truncate(self._at)
            self._file.seek(self._at)

    def finish(self) -> None:
        """The run has ended: nothing else than its lines is left."""
        with naming(self.path):
            self._file.truncate(self._at)
            os.fsync(self._file.fileno())
        with naming(self.before):
            self.before.unlink(missing_ok=True)

    def close(self) -> None:
        """Leave whole lines, and no file in which nothing is written."""
        if self._there is not None:
            self._there.close()
        else:
            with suppress(OSError):
                self._file.truncate(self._at)
        self._file.close()
        with suppress(OSError):
            if self._new and not self.path.stat().st_size:
                self.path.unlink()


@contextmanager
def naming(path: Path) -> Iterator[None]:
    """Raise an error of the system with the name of the output."""
    try:
        yield
    except OSError as error:
        raise OutputError(str(path), error) from None


def open_to_write(path: Path) -> FileIO:
    """Open a file, new or as it is; each write is at once the system's."""
    check_target(path)
    flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0)
    return FileIO(os.open(path, flags, 0o666), "r+b")


def check_target(path: Path) -> None:
    """Raise `OSError` for what is no output: a device or a pipe, or a read-only file."""
    try:
        mode = path.stat().st_mode
    except FileNotFoundError:
        return
    if not stat.S_ISREG(mode):
        code = errno.EISDIR if stat.S_ISDIR(mode) else errno.EEXIST
        raise OSError(code, os.strerror(code))
    if not (mode & 0o222 and os.access(path, os.W_OK)):  # root could write it all the same
        raise OSError(errno.EACCES, os.strerror(errno.EACCES))


def write_whole(file: BinaryIO, content: bytes) -> None:
    """Write all of it: a full disk takes a part, and says so only of the next one."""
    left = memoryview(content)
    while left:
        left = left[file.write(left) :]


def _check_record(path: Path) -> None:
    with naming(path):
        if not path.exists():
            return
        with path.open("rb") as file:
            beginning = file.read(_PIECE)
    if not may_be_record(beginning):
        raise ForeignFileError(str(path))


def _end_of_whole_lines(file: BinaryIO) -> int:
    """Where the last whole line ends."""
    at = file.seek(0, os.SEEK_END)
    while at:
        start = max(0, at - _PIECE)
        file.seek(start)
        found = file.read(at - start).rfind(b"\n")
        if found >= 0:
            return start + found + 1
        at = start
    return 0
