"""Write report files atomically: all of them or none."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from shengzhou_quality.cli.streams import WriteError


@contextmanager
def written(contents: Mapping[Path, bytes]) -> Iterator[None]:
    """Write a temporary file next to each target; replace the targets when the block succeeds.

    A link stays a link: the file that it points to is replaced. Devices and pipes never are.
    Raises `WriteError` naming the target that cannot be written; no temporary file remains.
    """
    waiting: dict[Path, Path] = {}
    try:
        for target, content in contents.items():
            waiting[target] = _written_beside(target, content)
        yield
        for target in list(waiting):
            with _naming(target):
                waiting[target].replace(os.path.realpath(target))
            del waiting[target]
    finally:
        for leftover in waiting.values():
            with suppress(OSError):
                leftover.unlink()


def check_writable(target: Path) -> None:
    """Raise `WriteError` for a target that cannot be written, before long work is done for it."""
    import tempfile

    with _naming(target):
        _mode(target)
        with tempfile.TemporaryFile(dir=Path(os.path.realpath(target)).parent):
            """It has no name, and goes at once."""


def check_folder(folder: Path) -> None:
    """Make a folder, if it is not there. Raises `WriteError` if no file can be made in it."""
    with _naming(folder):
        folder.mkdir(parents=True, exist_ok=True)
    check_writable(folder / "sqc")


@contextmanager
def newly_written(contents: Mapping[Path, bytes]) -> Iterator[None]:
    """Write new files and the folders that they need before the block, all or none.

    No target exists before. If anything fails, also in the block, no new file or folder remains.
    """
    made: list[Path] = []
    try:
        for folder in dict.fromkeys(target.parent for target in contents):
            _make_folder(folder, made)
        with written(contents):
            pass
        yield
    except BaseException:
        for target in contents:
            with suppress(OSError):
                target.unlink(missing_ok=True)
        for folder in reversed(made):
            with suppress(OSError):
                folder.rmdir()
        raise


def _make_folder(folder: Path, made: list[Path]) -> None:
    """Make a folder and those above it, and note down each that was made."""
    missing = []
    above = folder
    with _naming(folder):
        while not above.exists():
            missing.append(above)
            above = above.parent
        for each in reversed(missing):
            each.mkdir()
            made.append(each)


def _written_beside(target: Path, content: bytes) -> Path:
    import tempfile

    with _naming(target):
        mode = _mode(target)
        file_there = Path(os.path.realpath(target))
        descriptor, name = tempfile.mkstemp(
            dir=file_there.parent, prefix=f".{file_there.name[:40]}."
        )
        temporary = Path(name)
        try:
            with os.fdopen(descriptor, "wb") as file:
                file.write(content)
            temporary.chmod(mode)
        except BaseException:
            temporary.unlink(missing_ok=True)
            raise
        return temporary


def _mode(target: Path) -> int:
    """Return the permissions of the file to replace, else those of a new file.

    Raises `OSError` if the target is not a regular file: root could otherwise replace
    /dev/null for the whole machine.
    """
    try:
        there = target.stat().st_mode
    except FileNotFoundError:
        mask = os.umask(0)
        os.umask(mask)
        return 0o666 & ~mask
    if stat.S_ISREG(there) and not _may_write(target, there):
        raise OSError(errno.EACCES, os.strerror(errno.EACCES))
    if not stat.S_ISREG(there):
        code = errno.EISDIR if stat.S_ISDIR(there) else errno.EEXIST
        raise OSError(code, os.strerror(code))
    return stat.S_IMODE(there) & 0o777


def _may_write(target: Path, mode: int) -> bool:
    """A read-only file is not replaced, not even by root."""
    return bool(mode & 0o222) and os.access(target, os.W_OK)


@contextmanager
def _naming(target: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise WriteError(str(target), error) from None
