"""Make what the guides in docs/ take from the program: the codes, and what commands print.

`diagnostics.md` of each language is made whole. In the other guides a block that begins with
```` ```text printed ```` is filled with what the last command of the block above it prints on a
terminal; `printed 12` keeps the first 12 lines. Below a line `<!-- codes: import info -->` stands
the table of all codes of a group with a severity. Run with `--check` to compare instead of
writing; a test does.
"""

from __future__ import annotations

import io
import os
import re
import shlex
import sys
from contextlib import chdir
from pathlib import Path
from unittest.mock import patch

from shengzhou_quality.cli import main as sqc
from shengzhou_quality.findings import SEVERITIES
from shengzhou_quality.formats.markdown_text import escape, table
from shengzhou_quality.words import LANGUAGES, Words
from shengzhou_quality.words.code_index import GROUPS, cure, example, meaning

ROOT = Path(__file__).resolve().parent.parent
CODES = "diagnostics.md"
WIDTH = 100
TYPED_IN = {"tutorial.md": ROOT / "docs" / "tutorial"}
"""The folder of a guide whose commands are not typed in the repository."""

_PRINTED = re.compile(
    r"(?P<above>^```sh\n(?:(?!```).*\n)*?(?P<command>sqc .*)\n```\n\n)"
    r"(?P<fence>```text printed(?: (?P<most>\d+))?\n)(?:(?!```).*\n)*```$",
    re.MULTILINE,
)

_CODES = re.compile(
    r"(?P<mark>^<!-- codes: (?P<group>[a-z]+) (?P<severity>[a-z]+) -->\n)(?:\n|\|.*\n)*",
    re.MULTILINE,
)


class _Terminal(io.TextIOWrapper):
    def isatty(self) -> bool:
        return True


def diagnostics_page(words: Words) -> str:
    """The table that `sqc explain` uses, one section for each group."""
    lines = [f"# {escape(words('codes.title'))}", "", escape(words("codes.introduction")), ""]
    keys = ("code", "meaning", "example", "cure")
    header = [words(f"codes.column.{key}") for key in keys]
    for group, codes in GROUPS.items():
        body = (
            [code, meaning(code, words), example(code, words), cure(code, words)] for code in codes
        )
        lines += [f"## {escape(words(f'codes.heading.{group}'))}", "", *table(header, body)]
    return "\n".join(lines).rstrip() + "\n"


def printed(command: str, language: str, folder: Path) -> list[str]:
    """The lines that a `command` prints on a terminal without colour, run in a folder."""
    written = io.BytesIO()
    screen = _Terminal(written, encoding="utf-8", write_through=True)
    variables = {"SQC_LANG": language, "COLUMNS": str(WIDTH), "NO_COLOR": "1"}
    arguments = shlex.split(command, comments=True)[1:]
    with (
        chdir(folder),
        patch.dict(os.environ, variables),
        patch.multiple(sys, stdout=screen, stderr=screen),
    ):
        sqc(arguments)
    return [line.rstrip() for line in written.getvalue().decode("utf-8").splitlines()]


def codes_of(group: str, severity: str, words: Words) -> list[str]:
    """The table of the codes of a group that have a severity."""
    keys = ("code", "meaning", "example")
    body = [
        [code, meaning(code, words), example(code, words)]
        for code in GROUPS[group]
        if SEVERITIES[code][0] == severity
    ]
    return table([words(f"codes.column.{key}") for key in keys], body)


def refreshed(text: str, language: str, folder: Path = ROOT) -> str:
    """A guide with the codes of today, and with what its commands print in `folder`."""
    words = Words(language)

    def list_codes(found: re.Match[str]) -> str:
        listed = "\n".join(codes_of(found["group"], found["severity"], words)).rstrip()
        return f"{found['mark']}\n{listed}\n" + "\n" * (found.end() < len(text))

    def fill(found: re.Match[str]) -> str:
        lines = printed(found["command"], language, folder)
        most = int(found["most"] or len(lines))
        shown = lines[:most] + ["…"] * (len(lines) > most)
        return found["above"] + found["fence"] + "\n".join(shown) + "\n```"

    return _PRINTED.sub(fill, _CODES.sub(list_codes, text))


def main(arguments: list[str]) -> int:
    stale = []
    for language in LANGUAGES:
        folder = ROOT / "docs" / language
        made = {folder / CODES: diagnostics_page(Words(language))}
        for path in sorted(folder.glob("*.md")):
            if path.name != CODES:
                text = path.read_text(encoding="utf-8")
                made[path] = refreshed(text, language, TYPED_IN.get(path.name, ROOT))
        for path, text in made.items():
            if path.is_file() and path.read_text(encoding="utf-8") == text:
                continue
            stale.append(path.relative_to(ROOT))
            if "--check" not in arguments:
                path.write_text(text, encoding="utf-8")
    if "--check" not in arguments:
        return 0
    for name in stale:
        print(f"{name} is not what the program says: run scripts/make_docs.py")
    return 1 if stale else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
