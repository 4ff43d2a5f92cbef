"""stdout and stderr: what they can show, and how failed writes are handled."""

from __future__ import annotations

import errno
import os
import shutil
import sys
from collections.abc import Sequence
from typing import TextIO

from shengzhou_quality.diagnostics import Diagnostic, Severity, in_order
from shengzhou_quality.formats import Options
from shengzhou_quality.words import Words

_PLAIN_WIDTH = 80
MOST_FINDINGS = 200


class WriteError(Exception):
    """A failed write: `name` is the target, `cause` the error (ENOSPC …)."""

    def __init__(self, name: str, error: OSError) -> None:
        super().__init__(name)
        self.name = name
        self.cause = errno.errorcode.get(error.errno or 0, "")


def is_terminal(stream: TextIO | None) -> bool:
    return stream is not None and not stream.closed and stream.isatty()


def options() -> Options:
    """What stdout can show: its width, colour and encoding."""
    terminal = is_terminal(sys.stdout)
    codes = terminal and _carries_out_codes()
    dumb = os.environ.get("TERM") == "dumb" or bool(os.environ.get("NO_COLOR"))
    return Options(
        width=shutil.get_terminal_size((_PLAIN_WIDTH, 24)).columns,
        colour=codes and not dumb,
        encoding=getattr(sys.stdout, "encoding", None) or "utf-8",
    )


def _carries_out_codes() -> bool:
    """Whether the terminal carries out colour codes; the console of Windows has to be asked."""
    if not sys.platform.startswith("win"):
        return True
    import ctypes

    from shengzhou_quality.cli.console import carries_out_codes

    return carries_out_codes(vars(ctypes)["windll"].kernel32)


def put(content: bytes) -> None:
    """Write to stdout. A reader that closed the pipe is not an error of the report."""
    if sys.stdout is None:
        return
    try:
        sys.stdout.flush()
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()
    except OSError as error:
        _silence(sys.stdout)
        if error.errno not in (errno.EPIPE, errno.EINVAL, errno.ESHUTDOWN):
            raise WriteError("<stdout>", error) from None


def say(line: str) -> None:
    """Write one line to stderr; text from files cannot control the terminal."""
    _write_to_stderr(line, "", "\n")


def overwrite(line: str, wide: int) -> None:
    """Write a line over the one that stands there, `wide` columns long, without ending it."""
    from shengzhou_quality.formats.screen import pad, visible

    _write_to_stderr(pad(visible(line), wide), "\r", "" if line else "\r")


def _write_to_stderr(line: str, before: str, after: str) -> None:
    from shengzhou_quality.formats.screen import encoded, visible

    if sys.stderr is None:
        return
    try:
        encoding = sys.stderr.encoding or "utf-8"
        shown = encoded(visible(line), encoding)
        sys.stderr.buffer.write(before.encode() + shown + after.encode())
        sys.stderr.buffer.flush()
    except OSError:
        _silence(sys.stderr)


def say_findings(findings: Sequence[Diagnostic], words: Words) -> None:
    """Write one line for each finding, the worst first if there are too many to read."""
    worst = sorted(findings, key=lambda finding: list(Severity).index(finding.severity))
    for finding in in_order(worst[:MOST_FINDINGS]):
        say(words.line(finding))
    if len(findings) > MOST_FINDINGS:
        say(words("findings.more", count=len(findings) - MOST_FINDINGS))


def _silence(stream: TextIO) -> None:
    """Keep the interpreter's final flush from failing on a broken stream."""
    devnull = os.open(os.devnull, os.O_WRONLY)
    os.dup2(devnull, stream.fileno())
    os.close(devnull)
