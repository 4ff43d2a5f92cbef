"""Ask the YAML language server what an editor would: the faults of a file, and completions."""

from __future__ import annotations

import json
import subprocess
from threading import Timer
from typing import TYPE_CHECKING, Any, NamedTuple, Self

if TYPE_CHECKING:
    from pathlib import Path


class Fault(NamedTuple):
    """A fault that the editor underlines: its line, counted from 1, and its message."""

    line: int
    message: str


class LanguageServer:
    """The server as a process, spoken to as the Language Server Protocol says."""

    def __init__(self, program: Path, folder: Path) -> None:
        self._process = subprocess.Popen(
            [program, "--stdio"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=folder
        )
        self._asked = 0
        # One that never answers must not keep the tests waiting.
        self._last = Timer(60, self._process.kill)

    def __enter__(self) -> Self:
        self._last.start()
        # Without a schema store the server asks nothing of the network.
        own = {"validate": True, "completion": True, "schemaStore": {"enable": False}}
        self._ask("initialize", {"processId": None, "rootUri": None, "capabilities": {}})
        self._tell("initialized", {})
        self._tell("workspace/didChangeConfiguration", {"settings": {"yaml": own}})
        return self

    def __exit__(self, *_: object) -> None:
        self._last.cancel()
        self._process.kill()
        self._process.communicate()

    def faults(self, file: Path) -> list[Fault]:
        """Open a file; its modeline names its schema."""
        opened = {"uri": file.as_uri(), "languageId": "yaml", "version": 1}
        text = file.read_text(encoding="utf-8")
        self._tell("textDocument/didOpen", {"textDocument": opened | {"text": text}})
        while True:
            said = self._heard()
            if said.get("method") == "textDocument/publishDiagnostics":
                found = said["params"]["diagnostics"]
                return [Fault(one["range"]["start"]["line"] + 1, one["message"]) for one in found]

    def completions(self, file: Path, line: int, column: int) -> set[str]:
        """What may stand at a place of an open file, both counted from 1."""
        place = {"line": line - 1, "character": column - 1}
        asked = {"textDocument": {"uri": file.as_uri()}, "position": place}
        return {one["label"] for one in self._ask("textDocument/completion", asked)["items"]}

    def _ask(self, method: str, parameters: dict[str, Any]) -> Any:
        self._asked += 1
        self._send({"id": self._asked, "method": method, "params": parameters})
        while True:
            said = self._heard()
            if said.get("id") == self._asked and "method" not in said:
                return said["result"]

    def _tell(self, method: str, parameters: dict[str, Any]) -> None:
        self._send({"method": method, "params": parameters})

    def _send(self, message: dict[str, Any]) -> None:
        content = json.dumps({"jsonrpc": "2.0", **message}).encode()
        assert self._process.stdin
        self._process.stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(content), content))
        self._process.stdin.flush()

    def _heard(self) -> dict[str, Any]:
        """The next message; what the server asks in its turn is answered with nothing."""
        assert self._process.stdout
        length = 0
        while header := self._process.stdout.readline().strip():
            if header.lower().startswith(b"content-length:"):
                length = int(header.split(b":")[1])
        said: dict[str, Any] = json.loads(self._process.stdout.read(length))
        if "method" in said and "id" in said:
            items = said["params"].get("items", ()) if said.get("params") else ()
            answer = [None for _ in items] if said["method"] == "workspace/configuration" else None
            self._send({"id": said["id"], "result": answer})
        return said
