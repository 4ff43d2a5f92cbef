"""Store the outputs of sqc on every example at one commit, and compare another commit with them.

`python scripts/same_outputs.py store DIR` writes every output below DIR; `compare DIR` names
each output that differs. Words after DIR select the commands that contain one of them. The
script is kept while the pages are rebuilt, and is removed in the last step.
"""

from __future__ import annotations

import contextlib
import io
import os
import sys
from collections.abc import Iterator
from pathlib import Path

EXAMPLES = {
    "final-2025.xlsx": [],
    "failing-2025.xlsx": [],
    "midterm-2023.xlsx": [],
    "tasks-2025.xlsx": [],
    "tasks-2023.xlsx": [],
    "county-2025.xlsx": [],
    "actuals.yaml": [],
    "midterm-2023.xlsx+": ["--assessments", "examples/assessments-2023.yaml"],
}
LANGUAGES = ("zh", "en")
EXPLAINED = ("1", "5", "7", "9", "12", "14", "23", "C01", "C09", "C15", "C31", "M01", "M42", "M70")
SHOWN: tuple[str | None, ...] = (
    "1",
    "14",
    "23",
    "C05",
    "C36",
    "M01",
    "M58",
    "X01",
    "X57",
    "T03",
    "B2",
    "S1",
    None,
)


def commands() -> Iterator[list[str]]:
    for name, more in EXAMPLES.items():
        data = ["examples/" + name.rstrip("+"), *more]
        for format_ in ("terminal", "markdown", "json", "junit", "github"):
            yield ["evaluate", *data, "--format", format_]
            if not more:
                yield ["check", *data, "--format", format_]
        yield ["evaluate", *data, "--year", "2022", "--fail-on", "any"]
        yield ["evaluate", *data, "--only", "5,12,C09,M01,T06", "--fail-on", "never"]
        yield ["evaluate", *data, "--only", "C09", "--format", "markdown"]
        yield ["check", *data[:1], "--complete"]
        for format_ in ("terminal", "markdown", "json"):
            yield ["tasks", *data, "--format", format_]
            for item in EXPLAINED:
                yield ["explain", item, *data, "--format", format_]
        yield ["tasks", "T03", *data]
    for format_ in ("terminal", "markdown", "json"):
        yield ["plan", "list", "--format", format_]
        yield ["plan", "list", "--all", "--format", format_]
        yield ["plan", "conflicts", "--format", format_]
        for shown in SHOWN:
            yield ["plan", "show", *filter(None, [shown]), "--format", format_]
        for item in EXPLAINED:
            yield ["explain", item, "--format", format_]
    yield ["tasks"]
    yield ["explain", "not-a-number"]
    yield ["explain", "on_track"]
    for help_ in ([], ["evaluate"], ["check"], ["explain"], ["tasks"], ["plan"], ["template"]):
        yield [*help_, "--help"]


def output(arguments: list[str]) -> bytes:
    """What the command writes to both streams, and its exit code."""
    from shengzhou_quality.cli import main

    out, err = (io.TextIOWrapper(io.BytesIO(), "utf-8") for _ in range(2))
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        sys.argv = ["sqc", *arguments]
        try:
            code: object = main()
        except SystemExit as stop:
            code = stop.code
    parts = []
    for stream in (out, err):
        stream.flush()
        assert isinstance(stream.buffer, io.BytesIO)
        parts.append(stream.buffer.getvalue())
    return b"\n=====\n".join([*parts, str(code).encode()])


def name_of(arguments: list[str]) -> str:
    return " ".join(arguments).replace("/", "_")[:200]


def main_() -> int:
    action, folder, asked_for = sys.argv[1], Path(sys.argv[2]), sys.argv[3:]
    os.environ["COLUMNS"] = "80"
    os.environ.pop("SQC_LANG", None)
    folder.mkdir(parents=True, exist_ok=True)
    differ = total = 0
    for columns in ("80", "120"):
        os.environ["COLUMNS"] = columns
        for arguments in commands():
            if columns == "120" and "--format" in arguments:
                continue
            for language in LANGUAGES:
                asked = [*arguments, "--lang", language]
                if asked_for and not any(part in name_of(asked) for part in asked_for):
                    continue
                found, path = output(asked), folder / f"{columns} {name_of(asked)}"
                total += 1
                if action == "store":
                    path.write_bytes(found)
                elif not path.exists() or path.read_bytes() != found:
                    differ += 1
                    path.with_name(path.name + ".now").write_bytes(found)
                    print("differs:", " ".join(asked))
    print(f"{total} outputs, {differ} differ")
    return 1 if differ else 0


if __name__ == "__main__":
    raise SystemExit(main_())
