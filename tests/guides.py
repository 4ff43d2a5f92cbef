"""Read markdown pages for the tests: headings, anchors, links, blocks of commands, tables."""

from __future__ import annotations

import re
import shlex
import textwrap
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from shengzhou_quality.words import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
GUIDES = {language: sorted((DOCS / language).glob("*.md")) for language in LANGUAGES}

_FENCE = re.compile(r"^( *)(```+|~~~+)(.*)\n((?:.*\n)*?)\1\2 *$", re.MULTILINE)
_CODE = re.compile(r"(`+)(.+?)\1")
_LINK = re.compile(r'!?\[(?:[^\[\]]|\[[^\]]*\])*\]\(([^()\s]+)(?: "[^"]*")?\)')
_PICTURE = re.compile(r'!\[[^\]]*\]\(([^()\s]+)(?: "[^"]*")?\)')
_HTML_LINK = re.compile(r"<(?:a|img)\b[^>]*?\b(?:href|src)=\"([^\"]+)\"")
_HEADING = re.compile(r"^(#{1,6}) +(.+?)(?: +#+)?$", re.MULTILINE)
_STATED = re.compile(r"#.*(?:退出码|exit code) ?(\d)")
_WINDOWS = re.compile(r"^(?:\.venv/Scripts/sqc|py -m shengzhou_quality)(?= |$)")


class Block(NamedTuple):
    """A fenced block: the words after its fence, and its lines."""

    info: str
    lines: tuple[str, ...]


class Command(NamedTuple):
    """A command of a guide: the arguments of `sqc`, and the exit code that the guide states."""

    arguments: tuple[str, ...]
    code: int


def text_of(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def prose(text: str) -> str:
    """A page without its fenced blocks."""
    return _FENCE.sub("", text)


def blocks(text: str) -> list[Block]:
    return [
        Block(found[3].strip(), tuple(textwrap.dedent(found[4]).splitlines()))
        for found in _FENCE.finditer(text)
    ]


def headings(text: str) -> list[tuple[int, str]]:
    """The level and the words of each heading."""
    return [(len(found[1]), found[2]) for found in _HEADING.finditer(prose(text))]


def anchors(text: str) -> set[str]:
    """The names that GitHub gives to the headings, as they stand behind `#` in a link."""
    names: list[str] = []
    for _, words in headings(text):
        plain = re.sub(r"[^\w\- ]", "", re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", words).lower())
        name = plain.strip().replace(" ", "-")
        again = names.count(name)
        names.append(f"{name}-{again}" if again else name)
    return set(names)


def links(text: str) -> list[str]:
    """The targets of links and pictures, apart from those that only code shows."""
    without_code = _CODE.sub("", prose(text))
    kinds = (_LINK, _PICTURE, _HTML_LINK)
    return list(dict.fromkeys(link for kind in kinds for link in kind.findall(without_code)))


def code_spans(text: str) -> list[str]:
    """The inline code of a page."""
    return [found[2].strip() for found in _CODE.finditer(prose(text))]


def tables(text: str) -> Iterator[list[list[str]]]:
    """The rows of each table, without the line below the header."""
    for found in re.findall(r"(?:^\|.*\|\n)+", prose(text) + "\n", re.MULTILINE):
        rows = [re.split(r"(?<!\\)\|", line.strip("|")) for line in found.splitlines()]
        yield [
            [cell.strip() for cell in row] for row in rows if not set("".join(row)) <= set(" -:")
        ]


def command_blocks(text: str) -> list[list[str]]:
    """The lines of each block that a person types: in a shell, or in PowerShell."""
    return [list(one.lines) for one in blocks(text) if one.info in {"sh", "console", "powershell"}]


def command(line: str) -> Command | None:
    """A line that runs `sqc`, on Windows or elsewhere; `None` for another program."""
    typed = _WINDOWS.sub("sqc", line.removeprefix("$ ").replace("\\", "/"))
    words = shlex.split(typed, comments=True)
    if not words or words[0] != "sqc":
        return None
    stated = _STATED.search(line)
    return Command(tuple(words[1:]), int(stated[1]) if stated else 0)


def all_commands(text: str) -> list[Command]:
    """Every command of a page, in order."""
    found = (command(line) for block in command_blocks(text) for line in block)
    return [one for one in found if one]
