"""Writing reports: all of them whole, or none at all."""

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
    """Write beside each target first; they take its place when the block ends well.

    A link stays a link: the file that it leads to is replaced. A device or a pipe never is.
    Raises `WriteError` naming the target that cannot be written; nothing is left behind.
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
    """The permissions of the file that is replaced, else those that a new file would have.

    Raises `OSError` where something stands that is no file: to put one in its place, as root
    may, would take /dev/null away from the whole machine.
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
    """A file that is read-only is not replaced, not even by root, who may."""
    return bool(mode & 0o222) and os.access(target, os.W_OK)


@contextmanager
def _naming(target: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise WriteError(str(target), error) from None
