"""Run every command of the guides, a test a line, in a folder with the files that they name."""

from __future__ import annotations

import shutil
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

import pytest
from guides import GUIDES, ROOT, Command, command, command_blocks, text_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from cli.conftest import Ran, Sqc

SHARES = {
    "zh": {
        "报送/住建局.xlsx": "5,6",
        "报送/市场监管局.xlsx": "1,2,15,16,17,18",
        "更正1/住建局.xlsx": "5",
        "更正2/市场监管局.xlsx": "15",
    },
    "en": {
        "reports/housing.xlsx": "5,6",
        "reports/market.xlsx": "1,2,15,16,17,18",
        "corrected1/housing.xlsx": "5",
        "corrected2/market.xlsx": "15",
    },
}
"""What came in, in the guides: the workbooks of two offices, each with its own indicators."""

TUTORIAL = "tutorial.md"
"""Its commands are steps of one way, which test_tutorial.py goes."""

OFFICES = {"分工表.xlsx", "offices.xlsx"}
"""The list of offices, which a page may name that does not show how to make it."""


class Line(NamedTuple):
    """A line of a guide: its language, the lines above it on its page, and the command."""

    language: str
    above: tuple[Command, ...]
    command: Command


def lines() -> dict[str, Line]:
    """Each command once in each language, by the place where it stands first."""
    found: dict[str, Line] = {}
    for language, paths in GUIDES.items():
        seen: set[Command] = set()
        for path in paths:
            if path.name == TUTORIAL:
                continue
            above: list[Command] = []
            for block in command_blocks(text_of(path)):
                for text in block:
                    if (one := command(text)) is None:
                        continue
                    if one not in seen:
                        found[f"{language}/{path.name}: {text}"] = Line(language, (*above,), one)
                    seen.add(one)
                    above.append(one)
    return found


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory, sqc: Sqc) -> Path:
    """The examples, the plan, and what the offices sent: shares of the failing example.

    Its text is made of the plan's own files, which hold every quote.
    """
    folder = tmp_path_factory.mktemp("guides")
    for name in ("examples", "plan", "docs/tutorial"):
        shutil.copytree(ROOT / name, folder / name)
    text = "".join(path.read_text("utf-8") for path in sorted((ROOT / "plan").glob("*.yaml")))
    for name in ("规划原文.txt", "plan-text.txt"):
        (folder / name).write_text(text, encoding="utf-8")
    for language, shares in SHARES.items():
        for name, ids in shares.items():
            (folder / name).parent.mkdir(exist_ok=True)
            given = ("--for", ids, "--values", "examples/failing-2025.xlsx", "-o", name)
            made = sqc("template", *given, cwd=folder, env={"SQC_LANG": language})
            assert made.code == 0, made.said
    return folder


def outputs(one: Command) -> set[str]:
    """The files that it writes, and the folder that it makes."""
    options = {"-o", "--output", "--split", "--roll-up", "--reports"}
    new = {one.arguments[2]} if one.arguments[:2] == ("plan", "new") else set()
    return new | {name for option, name in pairwise(one.arguments) if option in options}


def inputs(one: Command) -> set[str]:
    return set(one.arguments) - outputs(one)


def needed_by(line: Line) -> list[Command]:
    """The lines above that write what it reads, and what they read in their turn."""
    found: list[Command] = []
    wanted = inputs(line.command)
    for earlier in reversed(line.above):
        if outputs(earlier) & wanted:
            found.insert(0, earlier)
            wanted = (wanted - outputs(earlier)) | inputs(earlier)
    made = set().union(*map(outputs, found))
    for name in sorted(OFFICES & (wanted - made)):
        arguments = ("template", "--offices", "--by", "examples/offices.yaml", "-o", name)
        found.insert(0, Command(arguments, 0))
    return found


LINES = lines()


class Kept:
    """Runs commands in one folder, and keeps what they write for the lines that read it.

    Of a command that has the same lines above it again, only its files are laid down.
    """

    def __init__(self, folder: Path, sqc: Sqc) -> None:
        self.folder = folder
        self._sqc = sqc
        self._files: dict[tuple[str, tuple[Command, ...]], dict[Path, bytes]] = {}

    def run(self, one: Command, language: str, above: Sequence[Command]) -> Ran:
        """Run `one` anew, which stands below `above`."""
        ran = self._sqc(*one.arguments, cwd=self.folder, env={"SQC_LANG": language})
        named = [self.folder / name for name in outputs(one)]
        found = [path for name in named for path in (name, *name.rglob("*")) if path.is_file()]
        self._files[language, (*above, one)] = {path: path.read_bytes() for path in found}
        return ran

    def lay_down(self, commands: Sequence[Command], language: str) -> None:
        for number, one in enumerate(commands):
            above = commands[:number]
            if (files := self._files.get((language, (*above, one)))) is None:
                self.run(one, language, above)
                continue
            for path, content in files.items():
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(content)


@pytest.fixture(scope="module")
def kept(prepared: Path, sqc: Sqc) -> Kept:
    return Kept(prepared, sqc)


@pytest.mark.parametrize("place", LINES)
def test_a_command_ends_as_the_guide_says(place: str, kept: Kept) -> None:
    """0, or the exit code that stands behind it; it may read what a line above it wrote."""
    line = LINES[place]
    one, needed = line.command, needed_by(line)
    before = set(kept.folder.rglob("*"))
    kept.lay_down(needed, line.language)
    ran = kept.run(one, line.language, needed)
    written = set(kept.folder.rglob("*")) - before
    assert all(path.is_dir() or path.stat().st_size for path in written)
    made = {path for path in written if path.parent not in written}
    filled = {path.name for path in made}
    for path in made:
        shutil.rmtree(path) if path.is_dir() else path.unlink()
    assert ran.code == one.code, ran.said
    assert filled == {name for each in (*needed, one) for name in outputs(each)}
    assert ran.out or filled or "-q" in one.arguments
