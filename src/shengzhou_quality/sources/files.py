"""Read a file: regular files only, size-limited, in a single read; find what ships with sqc.

A plain open() would wait for ever on a FIFO or a device named data.xlsx.
"""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

from shengzhou_quality.diagnostics import Place, refusal
from shengzhou_quality.limits import MEGABYTE, USUAL, Limits

_NO_FILE = {errno.EISDIR, errno.ENXIO, errno.ELOOP}
"""The path is a folder, a socket or a circular link."""


def read_file(path: str | Path, limits: Limits = USUAL) -> bytes:
    """The bytes of a regular file. Raises `InputError` if it cannot be read."""
    name = str(path)
    try:
        descriptor = os.open(
            path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
        )
    except (FileNotFoundError, NotADirectoryError):
        raise refusal("file-not-found", Place(name)) from None
    except OSError as error:
        # Path.is_dir would raise if a parent folder may not be entered.
        folder = error.errno in _NO_FILE or os.path.isdir(path)  # noqa: PTH112
        code = "not-a-file" if folder else "file-unreadable"
        raise refusal(code, Place(name)) from None
    except ValueError:
        raise refusal("file-unreadable", Place(name)) from None
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise refusal("not-a-file", Place(name))
    with os.fdopen(descriptor, "rb") as file:
        try:
            content = file.read(limits.file_size + 1)
        except OSError:
            raise refusal("file-unreadable", Place(name)) from None
    if len(content) > limits.file_size:
        limit = f"{limits.file_size // MEGABYTE} MB"
        raise refusal("file-too-large", Place(name), limit=limit)
    return content


def shipped(folder: str) -> Path:
    """The folder of data that ships with sqc: in an installed wheel beside the code.

    In a checkout it is the folder of this name at its top.
    """
    package = Path(__file__).resolve().parent.parent
    installed = package / f"{folder}_data"
    return installed if installed.is_dir() else package.parent.parent / folder
