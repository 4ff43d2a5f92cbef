"""Run `sqc` for the CLI tests with clean streams and environment, in process or as a process."""

from __future__ import annotations

import fcntl
import io
import os
import pty
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from contextlib import chdir
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any
from unittest.mock import patch

import pytest

from shengzhou_quality.cli import main

if TYPE_CHECKING:
    from collections.abc import Mapping

EXAMPLES = Path(__file__).parent.parent.parent / "examples"
COMMAND = (sys.executable, "-W", "error", "-m", "shengzhou_quality")
OURS = (
    "SQC_LANG",
    "SQC_PLAN",
    "NO_COLOR",
    "COLUMNS",
    "LINES",
    "TERM",
    "PYTHONIOENCODING",
    "PYTHONUTF8",
)
"""Variables of the desk that would change what the tests see."""


@dataclass(frozen=True, slots=True)
class Ran:
    """A run that has ended: its exit code and what it wrote."""

    code: int
    out: bytes
    err: bytes

    @property
    def report(self) -> str:
        return self.out.decode("utf-8")

    @property
    def said(self) -> list[str]:
        """The lines on stderr."""
        return self.err.decode("utf-8").splitlines()


class Sqc:
    """Runs `sqc` in the examples' folder; no run may ever show a traceback.

    A call runs `main()` in this process, which takes a tenth of the time of a new one. Where
    the streams, the encoding or the end of a process are the point, `process` starts one.
    """

    def __init__(self, *, in_process: bool = True) -> None:
        self._known: dict[object, Ran] = {}
        self._in_process = in_process

    def __call__(
        self,
        *arguments: str | bytes | Path,
        stdin: bytes = b"",
        env: Mapping[str, str] | None = None,
        cwd: Path = EXAMPLES,
        timeout: float = 60,
    ) -> Ran:
        if not self._in_process or any(name.startswith("PYTHON") for name in env or {}):
            return self.process(*arguments, stdin=stdin, env=env, cwd=cwd, timeout=timeout)
        out, err = io.BytesIO(), io.BytesIO()
        streams: dict[str, Any] = {
            name: io.TextIOWrapper(content, encoding="utf-8", write_through=True)
            for name, content in (("stdin", io.BytesIO(stdin)), ("stdout", out), ("stderr", err))
        }
        variables = self.env(env) | {"PYDANTIC_DISABLE_PLUGINS": "__all__"}
        with (
            chdir(cwd),
            patch.dict(os.environ, variables, clear=True),
            patch.multiple(sys, **streams),
        ):
            code = main([os.fsdecode(argument) for argument in arguments])
        return Ran(code, out.getvalue(), err.getvalue())

    def process(
        self,
        *arguments: str | bytes | Path,
        stdin: bytes = b"",
        env: Mapping[str, str] | None = None,
        cwd: Path = EXAMPLES,
        timeout: float = 60,
    ) -> Ran:
        done = subprocess.run(
            [*COMMAND, *arguments],
            input=stdin,
            capture_output=True,
            env=self.env(env),
            cwd=cwd,
            timeout=timeout,
            check=False,
        )
        ran = Ran(done.returncode, done.stdout, done.stderr)
        last = ran.err.decode("utf-8", "replace").splitlines()[-1:]
        assert b"Traceback" not in ran.err, f"exit code {ran.code}, a traceback ending in {last}"
        return ran

    def once(self, *arguments: str, **env: str) -> Ran:
        """The same for a run that writes nothing and that several tests look at."""
        key = (arguments, tuple(sorted(env.items())))
        if key not in self._known:
            self._known[key] = self(*arguments, env=env)
        return self._known[key]

    def shell(self, script: str, cwd: Path = EXAMPLES) -> Ran:
        """A line of shell in which `sqc` is our command."""
        quoted = " ".join(f"'{part}'" for part in COMMAND)
        done = subprocess.run(
            ["bash", "-c", f'sqc() {{ {quoted} "$@"; }}\n{script}'],
            capture_output=True,
            env=self.env(),
            cwd=cwd,
            timeout=60,
            check=False,
        )
        return Ran(done.returncode, done.stdout, done.stderr)

    def started(self, *arguments: str) -> subprocess.Popen[bytes]:
        """A run with pipes for all three streams, still going on.

        It hears Ctrl-C even where the tests themselves run in the background, deaf to it.
        """
        return subprocess.Popen(
            [*COMMAND, *arguments],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=self.env(),
            cwd=EXAMPLES,
            preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # noqa: PLW1509 - one thread
        )

    def on_terminal(
        self,
        *arguments: str,
        columns: int = 80,
        cwd: Path = EXAMPLES,
        env: Mapping[str, str] | None = None,
        stderr: Path | None = None,
    ) -> tuple[int, str]:
        """The exit code, and all that a terminal of so many columns got.

        It gets both streams, unless `stderr` goes to a file.
        """
        log = stderr.open("wb") if stderr else None
        ours, theirs = pty.openpty()
        fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
        process = subprocess.Popen(
            [*COMMAND, *arguments],
            stdin=theirs,
            stdout=theirs,
            stderr=log or theirs,
            env=self.env({"TERM": "xterm-256color"} | dict(env or {})),
            cwd=cwd,
        )
        os.close(theirs)
        if log is not None:
            log.close()
        shown = _all_of(ours).decode("utf-8").replace("\r\n", "\n")
        assert "Traceback" not in shown
        return process.wait(timeout=60), shown

    @staticmethod
    def env(more: Mapping[str, str] | None = None) -> dict[str, str]:
        kept = {name: value for name, value in os.environ.items() if name not in OURS}
        return kept | {"LC_ALL": "C.UTF-8"} | dict(more or {})


def _all_of(terminal: int) -> bytes:
    """What is written to a terminal until its other side is closed."""
    shown = b""
    until = time.monotonic() + 20
    try:
        while time.monotonic() < until:
            if select.select([terminal], [], [], 1)[0]:
                part = os.read(terminal, 65536)
                if not part:
                    break
                shown += part
    except OSError:  # EIO: how Linux says that the other side is closed
        pass
    finally:
        os.close(terminal)
    return shown


@pytest.fixture(scope="session")
def sqc() -> Sqc:
    return Sqc()


@pytest.fixture(scope="session")
def examples() -> Path:
    return EXAMPLES
