"""Find slips in which a YAML parser sees no fault: signs of a Chinese keyboard become text.

Each would be a name, a unit or a key that is not what the person wrote, without a word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from shengzhou_quality.sources.slips import WIDE_BRACES, Mend, quoted, with_colons
from shengzhou_quality.sources.tree import KeyPath, Tree

_WIDE_QUOTES = ("“”", "‘’")
_DEPTH = 3
"""Names below the items of a list: an achievement may be printed in quotation marks."""
_BEGINNING_OF_LINE = re.compile(r"\s*(?:-\s+)*")
_LINE = re.compile(
    r"(?P<head>\s*(?:-\s+)*)(?P<key>[A-Za-z_]+)\s*(?P<sign>：|:(?!\s))\s*(?P<value>.*)"
)
_JOINED = re.compile(r"[A-Za-z_0-9]+[:：]\S")
_SEPARATOR = re.compile(r"\s*(?P<sign>[，、；])\s*")
_ENTRY_OF_TEXT = re.compile(
    r"[{,]\s*[a-z_]+: +(?P<value>[^\s\"'{}\[][^{}]*?)(?=\s*\}|,\s*[a-z_]+: )"
)


def unnoticed_slips(text: str, tree: Tree, remark: str) -> list[Mend]:
    """The first slip of each line; `remark` is the word of remarks that must not be lost."""
    lines = text.splitlines()
    found: dict[int, Mend] = {}
    for mend in (*_of_keys(lines, tree), *_of_values(lines, tree, remark)):
        if mend.meant != lines[mend.line]:
            found.setdefault(mend.line, mend)
    return [found[line] for line in sorted(found)]


def _of_keys(lines: list[str], tree: Tree) -> Iterator[Mend]:
    """Keys that hold a colon or a blank in full width, or are a part of a text with commas."""
    for path, (row, column) in tree.keys.items():
        key, number, at = str(path[-1]), row - 1, column - 1
        if number >= len(lines) or at >= len(lines[number]):
            continue
        line = lines[number]
        if key.startswith("\u3000"):
            meant = " " * _indent_above(lines, number) + line.lstrip()
            yield Mend("yaml-tab", number, at, meant, "wide")
        elif _JOINED.match(key):  # {low:0，high：5}: keys without values
            wide = "：" in key
            sign = re.search("[:：]", line[at:])
            code = "yaml-wide-colon" if wide else "yaml-no-space"
            yield Mend(code, number, at + (sign.start() if sign else 0), with_colons(line))
        elif "{" in line[:at] and not re.match(r"[\"']?[A-Za-z_0-9]+$", key) and not tree.at(path):
            # {quote: 城镇化率,67.9%,71%}
            for entry in _ENTRY_OF_TEXT.finditer(line):
                if entry.start("value") < at < entry.end("value"):
                    start, end = entry.span("value")
                    meant = line[:start] + quoted(entry["value"]) + line[end:]
                    yield Mend("yaml-quote-it", number, start, meant, "comma")


def _indent_above(lines: list[str], number: int) -> int:
    """Where the keys of the item above begin: the nearest line without blanks in full width."""
    for line in reversed(lines[:number]):
        begun = _BEGINNING_OF_LINE.match(line)
        if line.strip() and begun and "\u3000" not in begun[0]:
            return begun.end()
    return 0


def _of_values(lines: list[str], tree: Tree, remark: str) -> Iterator[Mend]:
    """Texts without quotation marks that YAML knows."""
    glued = re.compile(rf"\s*(?P<sign>[#＃])\s*(?={re.escape(remark)})|\s+(?P<wide>＃)\s*")
    for path, (row, column) in tree.places.items():
        number, at = row - 1, column - 1
        if number >= len(lines) or at >= len(lines[number]) or lines[number][at] in "\"'|>{[-#":
            continue
        value = tree.at(path)
        if not isinstance(value, str):
            continue
        line, end = lines[number], at + len(value)
        is_whole = line[at:end] == value  # a text may go on in the next line
        remarked = glued.search(line, at)
        if remarked and (remarked.start() < end or not is_whole):
            sign = max(remarked.start("sign"), remarked.start("wide"))
            meant = f"{line[: remarked.start()]}  # {line[remarked.end() :]}"
            yield Mend("yaml-comment", number, sign, meant)
        elif is_whole:
            in_brackets = _in_brackets(path, lines, tree)
            may_be_printed = path[-1:] == ("name",) and len(path) > _DEPTH
            for code, shift, typed, variant in _in_wide_signs(value, in_brackets, may_be_printed):
                yield Mend(code, number, at + shift, line[:at] + typed + line[end:], variant)
        yield from _of_lines(lines, number, at)


def _in_wide_signs(
    value: str, in_brackets: bool, may_be_printed: bool
) -> Iterator[tuple[str, int, str, str]]:
    """A text within full-width quotation marks or braces, or with separators in a list."""
    inner = value[1:-1]
    for signs in () if may_be_printed else _WIDE_QUOTES:
        in_quotes = len(value) > 1 and value[0] in signs and value[-1] in signs
        if in_quotes and not any(sign in inner for sign in signs):
            yield "yaml-wide-quotes", 0, quoted(inner), ""
    if in_brackets and (separator := _SEPARATOR.search(value)):
        typed = _SEPARATOR.sub(", ", value)
        yield "yaml-wide-comma", separator.start("sign"), typed, "list"
    if value[:1] == "｛":
        yield "yaml-not-closed", 0, with_colons(value.translate(WIDE_BRACES)), "wide"


def _of_lines(lines: list[str], first: int, at: int) -> Iterator[Mend]:
    """Lines that would be keys with their values, had they a colon that YAML knows."""
    if not _BEGINNING_OF_LINE.fullmatch(lines[first], 0, at):
        return
    for number in range(first, len(lines)):
        line = lines[number]
        found = _LINE.fullmatch(line)
        in_braces = with_colons(line)
        if found is not None and (found["sign"] == "：" or found["value"]):
            code = "yaml-wide-colon" if found["sign"] == "：" else "yaml-no-space"
            value = with_colons(found["value"])
            meant = f"{found['head']}{found['key']}: {value}".rstrip()
            yield Mend(code, number, found.start("sign"), meant)
        elif in_braces != line and "：" in line:
            yield Mend("yaml-wide-colon", number, line.index("："), in_braces)
        else:
            return


def _in_brackets(path: KeyPath, lines: list[str], tree: Tree) -> bool:
    """Whether a text is an item of a list that is written in brackets, in one line."""
    if not path or isinstance(path[-1], str) or path[:-1] not in tree.places:
        return False
    row, column = tree.places[path[:-1]]
    return lines[row - 1][column - 1 : column] == "["
