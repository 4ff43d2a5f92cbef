"""Reading a file from outside: regular files only, within a bound, in one go.

A FIFO or a device named data.xlsx would hang a plain open() for ever.
"""

from __future__ import annotations

import os
import stat
from pathlib import Path

from shengzhou_quality.diagnostics import Diagnostic, InputError, Place, Severity

MAX_BYTES = 20 * 1024 * 1024


def read_file(path: str | Path) -> bytes:
    """The bytes of a regular file. Raises `InputError` when there is no reading it."""
    name = str(path)
    try:
        descriptor = os.open(
            path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
        )
    except FileNotFoundError:
        raise _refusal("file-not-found", name) from None
    except IsADirectoryError:
        raise _refusal("not-a-file", name) from None
    except (OSError, ValueError):
        code = "not-a-file" if Path(path).is_dir() else "file-unreadable"
        raise _refusal(code, name) from None
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise _refusal("not-a-file", name)
    with os.fdopen(descriptor, "rb") as file:
        try:
            content = file.read(MAX_BYTES + 1)
        except OSError:
            raise _refusal("file-unreadable", name) from None
    if len(content) > MAX_BYTES:
        raise _refusal("file-too-large", name, limit=f"{MAX_BYTES // 2**20} MB")
    return content


def _refusal(code: str, file: str, **parameters: str) -> InputError:
    return InputError(Diagnostic(code, Severity.ERROR, Place(file), parameters=dict(parameters)))
