"""Write a file whole or not at all, and remove what writers that were killed have left behind.

A file is written beside its target and then put in its place. While somebody writes it, the
system holds it: what nobody holds is of a process that is gone, and a folder may be swept while
other runs write into it.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from shengzhou_quality.batch.file_lock import OutputInUseError, lock

_LONGEST = 40
_PART = re.compile(r"\..+\.[0-9]+\.part", re.DOTALL)


def write_beside(target: Path, content: bytes) -> None:
    """Write a file beside the target, then put it in its place.

    Its name is that of the process too: a submission that was handed out again may be written by
    two of them.
    """
    beside = target.with_name(f".{target.name[:_LONGEST]}.{os.getpid()}.part")
    try:
        with beside.open("wb") as file:
            with suppress(OutputInUseError):
                lock(file, beside)
            file.write(content)
        beside.replace(target)
    except OSError:
        with suppress(OSError):
            beside.unlink()
        raise


@contextmanager
def swept(folder: str) -> Iterator[None]:
    """Remove what was left behind in a folder, before the block and by the workers in it."""
    _sweep(folder)
    try:
        yield
    finally:
        _sweep(folder)


def _sweep(folder: str) -> None:
    with suppress(OSError), os.scandir(folder) as there:
        for one in there:
            if _PART.fullmatch(one.name) and one.is_file(follow_symlinks=False):
                with suppress(OSError, OutputInUseError):
                    with Path(one.path).open("r+b") as file:
                        lock(file, Path(one.path))
                    Path(one.path).unlink()  # Windows removes no open file
