"""Drive a headless Chromium through its DevTools protocol, over two pipes: no library is needed."""

from __future__ import annotations

import base64
import fcntl
import json
import os
import select
import shutil
import signal
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

if TYPE_CHECKING:
    from types import TracebackType

PROGRAM = next(
    filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None
)
WHY_NOT = "no Chromium on this machine: the page is checked as text only"
SECONDS = 30
_SWITCHES = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--disable-dev-shm-usage", "--remote-debugging-pipe", "about:blank",
)  # fmt: skip


class Chromium:
    """One browser with one page; `requests` and `console` are what the page asked for and said."""

    def __init__(self) -> None:
        self.requests: list[str] = []
        self.console: list[str] = []
        self._number = 0
        self._rest = b""
        self._loaded = False

    def __enter__(self) -> Self:
        assert PROGRAM is not None, WHY_NOT
        self._profile = tempfile.TemporaryDirectory(ignore_cleanup_errors=True)
        ours_in, its_out = os.pipe()
        its_in, ours_out = os.pipe()
        ends = [fcntl.fcntl(end, fcntl.F_DUPFD, 10) for end in (its_in, its_out)]
        self._process = os.posix_spawn(
            PROGRAM,
            [PROGRAM, f"--user-data-dir={self._profile.name}", *_SWITCHES],
            os.environ,
            file_actions=[
                *((os.POSIX_SPAWN_OPEN, name, os.devnull, os.O_RDWR, 0) for name in (1, 2)),
                *((os.POSIX_SPAWN_DUP2, end, name) for name, end in zip((3, 4), ends, strict=True)),
            ],
        )
        for end in (its_in, its_out, *ends):
            os.close(end)
        self._in, self._out, self._session = ours_in, ours_out, None
        targets = self("Target.getTargets")["targetInfos"]
        page = next(one["targetId"] for one in targets if one["type"] == "page")
        self._session = self("Target.attachToTarget", targetId=page, flatten=True)["sessionId"]
        for domain in ("Page", "Network", "Log", "Runtime"):
            self(f"{domain}.enable")
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        os.kill(self._process, signal.SIGTERM)
        os.waitpid(self._process, 0)
        os.close(self._in)
        os.close(self._out)
        self._profile.cleanup()

    def __call__(self, method: str, **parameters: Any) -> Any:
        """Send a command and wait for its answer; what happens meanwhile is noted."""
        self._number += 1
        number = self._number
        command = {"id": number, "method": method, "params": parameters}
        if self._session:
            command["sessionId"] = self._session
        os.write(self._out, json.dumps(command).encode() + b"\0")
        while True:
            message = self._next()
            if message.get("id") == number:
                assert "error" not in message, (method, message["error"])
                return message["result"]

    def _next(self) -> dict[str, Any]:
        until = time.monotonic() + SECONDS
        while b"\0" not in self._rest:
            ready, _, _ = select.select([self._in], [], [], max(until - time.monotonic(), 0))
            assert ready, "Chromium does not answer"
            more = os.read(self._in, 1 << 20)
            assert more, "Chromium has ended"
            self._rest += more
        whole, self._rest = self._rest.split(b"\0", 1)
        message: dict[str, Any] = json.loads(whole)
        self._note(message.get("method", ""), message.get("params", {}))
        return message

    def _note(self, method: str, said: dict[str, Any]) -> None:
        if method == "Network.requestWillBeSent":
            self.requests.append(said["request"]["url"])
        elif method == "Log.entryAdded":
            self.console.append(said["entry"]["text"])
        elif method in ("Runtime.consoleAPICalled", "Runtime.exceptionThrown"):
            self.console.append(json.dumps(said))
        elif method == "Page.javascriptDialogOpening":
            self.console.append(f"dialog: {said['message']}")
        elif method == "Page.loadEventFired":
            self._loaded = True

    def open(
        self, path: Path, *, width: int = 1440, height: int = 900, dark: bool = False,
        script: bool = True,
    ) -> None:  # fmt: skip
        """Load a file at a width; `requests` and `console` begin anew."""
        self.requests, self.console, self._loaded = [], [], False
        self("Emulation.setScriptExecutionDisabled", value=not script)
        self(
            "Emulation.setDeviceMetricsOverride",
            width=width, height=height, deviceScaleFactor=1, mobile=width < 500,
        )  # fmt: skip
        self._look("screen", dark=dark)
        self("Page.navigate", url=path.resolve().as_uri())
        until = time.monotonic() + SECONDS
        while not self._loaded:
            assert time.monotonic() < until, "the page does not load"
            self._next()

    def _look(self, medium: str, *, dark: bool) -> None:
        scheme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
        self("Emulation.setEmulatedMedia", media=medium, features=[scheme])

    def js(self, expression: str) -> Any:
        """The value of an expression on the page."""
        made = self(
            "Runtime.evaluate", expression=expression, returnByValue=True, awaitPromise=True
        )
        assert "exceptionDetails" not in made, made
        return made["result"].get("value")

    def press(self, key: str, code: int, text: str = "") -> None:
        """Press a key, as a keyboard does."""
        named = {"key": key, "windowsVirtualKeyCode": code, "text": text}
        self("Input.dispatchKeyEvent", type="keyDown" if text else "rawKeyDown", **named)
        self("Input.dispatchKeyEvent", type="keyUp", key=key, windowsVirtualKeyCode=code)

    def picture(self, path: Path, *, whole: bool = False) -> None:
        clip = {}
        if whole:
            size = self("Page.getLayoutMetrics")["cssContentSize"]
            clip = {"clip": {**size, "scale": 1}}
        shot = self("Page.captureScreenshot", captureBeyondViewport=whole, **clip)
        path.write_bytes(base64.b64decode(shot["data"]))

    def pdf(self, *, dark: bool = False) -> bytes:
        """The page as it is printed, from a screen that is light or dark."""
        self._look("", dark=dark)
        made = self("Page.printToPDF", preferCSSPageSize=True, printBackground=True)
        return base64.b64decode(made["data"])
