"""Hold an output, so that two runs never write into it at once.

The system gives a lock back when its process ends, however it ends: nothing is left behind.
"""

from __future__ import annotations

import errno
import importlib
import os
from pathlib import Path
from typing import IO, Any

_FAR = 1 << 62
"""Windows locks bytes, which nobody else can then read: one that no file reaches."""
_HELD = (errno.EACCES, errno.EAGAIN, errno.EWOULDBLOCK, errno.EDEADLK)


class OutputInUseError(Exception):
    """Another run writes into the output: `name`."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


def lock(file: IO[bytes], path: Path) -> None:
    """Hold an open file until it is closed. A file system without locks is taken as it is."""
    try:
        _lock(file.fileno())
    except OSError as error:
        if error.errno in _HELD:
            raise OutputInUseError(str(path)) from None


def _lock(descriptor: int) -> None:
    system: Any
    if os.name == "nt":
        system = importlib.import_module("msvcrt")
        at = os.lseek(descriptor, 0, os.SEEK_CUR)
        os.lseek(descriptor, _FAR, os.SEEK_SET)
        try:
            system.locking(descriptor, system.LK_NBLCK, 1)
        finally:
            os.lseek(descriptor, at, os.SEEK_SET)
    else:
        system = importlib.import_module("fcntl")
        system.flock(descriptor, system.LOCK_EX | system.LOCK_NB)
