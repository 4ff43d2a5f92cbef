"""Run a command on a terminal of a given width, and read what it shows as rows of styled runs."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import struct
import subprocess
import termios
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

_ROWS = 24
_DESK = ("SQC_LANG", "NO_COLOR", "COLUMNS", "LINES", "COLORTERM", "PYTHONIOENCODING", "PYTHONUTF8")
"""Variables of the person who runs the script that would change what the terminal shows."""

_ESCAPE = re.compile(r"\x1b\[([0-9;]*)m")
_COLOURS = {"31": "red", "32": "green", "33": "yellow"}


@dataclass(frozen=True, slots=True)
class Look:
    """How a run of characters is shown; a colour is None where it is the terminal's own."""

    colour: str | None = None
    bold: bool = False
    dim: bool = False


@dataclass(frozen=True, slots=True)
class Run:
    """Characters of one row that look the same."""

    text: str
    look: Look


Row = tuple[Run, ...]


def text_of(row: Row) -> str:
    return "".join(run.text for run in row)


def rows_of(command: Sequence[str], columns: int, folder: Path) -> list[Row]:
    """What a terminal of so many columns gets from stdout and stderr of a command."""
    return read_rows(_on_terminal(command, columns, folder))


def read_rows(shown: str) -> list[Row]:
    """Split what a terminal got into rows; colour may go on from one row to the next."""
    rows, look = [], Look()
    for line in shown.replace("\r\n", "\n").removesuffix("\n").split("\n"):
        runs = []
        pieces = _ESCAPE.split(line)  # text, codes, text, codes … text
        for place, piece in enumerate(pieces):
            if place % 2:
                look = _changed(look, piece)
            elif piece:
                runs.append(Run(piece, look))
        rows.append(tuple(_without_trailing_spaces(runs)))
    return rows


def _changed(look: Look, codes: str) -> Look:
    for code in codes.split(";"):
        if code in ("", "0"):
            look = Look()
        elif code == "1":
            look = replace(look, bold=True)
        elif code == "2":
            look = replace(look, dim=True)
        elif code in _COLOURS:
            look = replace(look, colour=_COLOURS[code])
        else:
            raise ValueError(f"no picture knows the look of \\x1b[{code}m")
    return look


def _without_trailing_spaces(runs: Sequence[Run]) -> Iterator[Run]:
    last = len(runs)
    while last and not runs[last - 1].text.strip(" "):
        last -= 1
    for place, run in enumerate(runs[:last], 1):
        yield replace(run, text=run.text.rstrip(" ")) if place == last else run


def _on_terminal(command: Sequence[str], columns: int, folder: Path) -> str:
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", _ROWS, columns, 0, 0))
    kept = {name: value for name, value in os.environ.items() if name not in _DESK}
    process = subprocess.Popen(
        command,
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        cwd=folder,
        env=kept | {"TERM": "xterm-256color", "LC_ALL": "C.UTF-8"},
    )
    os.close(theirs)
    shown = b"".join(_parts(ours))
    code = process.wait()
    if code not in (0, 1):
        raise RuntimeError(f"{' '.join(command)}: exit code {code}: {shown.decode()}")
    return shown.decode("utf-8")


def _parts(terminal: int) -> Iterator[bytes]:
    try:
        while part := os.read(terminal, 65536):
            yield part
    except OSError:  # EIO: how Linux says that the other side is closed
        pass
    finally:
        os.close(terminal)
