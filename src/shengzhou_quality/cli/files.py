"""Writing reports: all of them whole, or none at all."""

from __future__ import annotations

import errno
import os
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from shengzhou_quality.cli.streams import WriteError


@contextmanager
def written(contents: Mapping[Path, bytes]) -> Iterator[None]:
    """Write beside each target first; they take its place when the block ends well.

    Raises `WriteError` naming the target that cannot be written; nothing is left behind.
    """
    waiting: dict[Path, Path] = {}
    try:
        for target, content in contents.items():
            waiting[target] = _written_beside(target, content)
        yield
        for target in list(waiting):
            with _naming(target):
                waiting[target].replace(target)
            del waiting[target]
    finally:
        for leftover in waiting.values():
            with suppress(OSError):
                leftover.unlink()


def _written_beside(target: Path, content: bytes) -> Path:
    with _naming(target):
        if target.is_dir():
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
        descriptor, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name[:40]}.")
        temporary = Path(name)
        try:
            with os.fdopen(descriptor, "wb") as file:
                file.write(content)
            temporary.chmod(_permissions(target))
        except BaseException:
            temporary.unlink(missing_ok=True)
            raise
        return temporary


def _permissions(target: Path) -> int:
    """Those of the file that is replaced, else what a new file would have."""
    with suppress(OSError):
        return target.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask


@contextmanager
def _naming(target: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise WriteError(str(target), error) from None
