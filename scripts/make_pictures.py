"""Make docs/pictures/: what `sqc` shows on a terminal, and its report as markdown, by running it.

Each picture holds the text of the terminal as text. Run with `--check` to compare instead of
writing; a test does.
"""

from __future__ import annotations

import shlex
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from picture_screen import Look, Row, Run, rows_of
from picture_svg import draw

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "docs" / "pictures"
LANGUAGES = {"zh": "", "en": " --lang en"}
_MORE: Row = (Run("…", Look(dim=True)),)
"""Stands where a picture ends before its command does."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A command on a terminal: all its rows, the first ones, or the last, which stay in view."""

    name: str
    command: str
    columns: int = 100
    first: int | None = None
    last: int | None = None

    def shown(self, rows: list[Row]) -> list[Row]:
        if self.first and len(rows) > self.first:
            return [*rows[: self.first], _MORE]
        return rows[-self.last :] if self.last else rows


PICTURES = (
    Picture("evaluate", "sqc evaluate examples/failing-2025.xlsx", last=24),
    Picture("midterm", "sqc evaluate examples/midterm-2023.xlsx", last=24),
    Picture("explain", "sqc explain 5 examples/failing-2025.xlsx", first=24),
    Picture("check", "sqc check examples/failing-2025.xlsx --complete"),
)
REPORT = "sqc evaluate examples/failing-2025.xlsx --format markdown"
"""Its output is a page of docs/pictures/, which GitHub and GitLab show as a report looks there."""


def files() -> Iterator[tuple[str, bytes]]:
    """Each file below docs/pictures/ with its content."""
    for language, option in LANGUAGES.items():
        for picture in PICTURES:
            command = picture.command + option
            rows = picture.shown(rows_of(_runnable(command), picture.columns, ROOT))
            svg = draw(command, rows, picture.columns)
            yield f"{language}/{picture.name}.svg", svg.encode()
        done = subprocess.run(
            _runnable(REPORT + option), cwd=ROOT, capture_output=True, check=False
        )
        yield f"{language}/report.md", done.stdout


def _printed(command: str) -> bytes:
    return subprocess.run(
        _runnable(command), cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=False
    ).stdout


def _runnable(command: str) -> list[str]:
    """`sqc` of the Python that runs the script."""
    _, *arguments = shlex.split(command)
    return [sys.executable, "-m", "shengzhou_quality", *arguments]


def main(arguments: list[str]) -> int:
    made = dict(files())
    there = {path.relative_to(FOLDER).as_posix() for path in FOLDER.rglob("*") if path.is_file()}
    if "--check" in arguments:
        stale = {name for name, content in made.items()
                 if name not in there or (FOLDER / name).read_bytes() != content}  # fmt: skip
        for name in sorted(stale | (there - set(made))):
            print(f"docs/pictures/{name} is not what sqc prints: run scripts/make_pictures.py")
        return 1 if stale or there - set(made) else 0
    for name in there - set(made):
        (FOLDER / name).unlink()
    for name, content in made.items():
        path = FOLDER / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
