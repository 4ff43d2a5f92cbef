"""What may be meant by the lines of a YAML file at which a parser stops, the likeliest first."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from shengzhou_quality.diagnostics import Diagnostic, Place

_LONGEST_LINE = 2_000
_NEAR = 3
"""The lines at the fault and above it that are mended."""
_FAR = 40
"""How many lines above the fault a quotation may have been opened."""
_LONGEST_SAMPLE = 60
_OF_VALUE = frozenset({"yaml-quote-it", "yaml-wide-quotes"})
"""Slips of a value: the “- ” before its key says nothing."""
_NOT_SHOWN = frozenset({"yaml-tab", "yaml-indentation"})
_SAID = frozenset({"list", "stray", "inner"})
"""Slips, and variants of them, that the line as it was meant does not explain."""


class Mend(NamedTuple):
    """A slip at a line and column, both from 0, and the line as it was probably meant."""

    code: str
    line: int
    column: int
    meant: str
    variant: str = ""

    def finding(self, file: str) -> Diagnostic:
        """The slip at its place, with the line as it is to be typed where it is short enough."""
        place = Place(file, row=self.line + 1, column=self.column + 1)
        typed = self.meant.strip()
        sample = typed.removeprefix("- ") if self.code in _OF_VALUE else typed
        details = {"variant": self.variant} if self.variant else {}
        explains = self.code not in _NOT_SHOWN and self.variant not in _SAID
        if explains and len(sample) <= _LONGEST_SAMPLE:
            details["sample"] = sample
        return Diagnostic(self.code, place, parameters={**details})


def mended(text: str, mends: Sequence[Mend]) -> str:
    """The text with the lines as they were meant."""
    lines = text.splitlines(keepends=True)
    for mend in mends:
        before = lines[mend.line]
        lines[mend.line] = mend.meant + before[len(before.rstrip("\r\n")) :]
    return "".join(lines)


def likely_mends(text: str, fault: Diagnostic) -> Iterator[list[Mend]]:
    """Yield what may be meant by the line at fault and those above it, the likeliest first."""
    place = fault.place
    if fault.code not in ("yaml-syntax", "yaml-quote-it") or place is None or place.row is None:
        return
    lines = [line.rstrip("\r\n") for line in text.splitlines(keepends=True)]
    row, column = place.row - 1, (place.column or 1) - 1
    if fault.code != "yaml-syntax" and row < len(lines):
        yield [Mend(fault.code, row, column, _quoted_at(lines[row], column))]
    lines = [line if len(line) <= _LONGEST_LINE else "" for line in lines]
    at = min(row, len(lines) - 1)
    for slip in (_wide_colons, _wide_blanks_of_two, _wide_blanks):
        if len(mends := _alike(lines, at, slip)) > 1:
            yield mends
    for mend in _of_one_line(lines, at):
        yield [mend]


def _of_one_line(lines: Sequence[str], at: int) -> Iterator[Mend]:
    above = [number for number in range(max(0, at - 8), at + 1) if lines[number].strip()][-_NEAR:]
    near = above[::-1]
    for number in near:
        yield from _of_wide_signs(lines[number], number)
    for number in near[:2]:
        if found := _STRAY.fullmatch(lines[number]):
            meant = f"{found['head']}# {found['said']}"
            yield Mend("yaml-no-colon", number, found.start("said"), meant, "stray")
    for number in near:
        yield from _of_entries(lines[number], number)
        yield from _of_signs(lines[number], number)
    yield from _of_lists(lines, at)
    for number in near[:2]:
        yield from _of_indentation(lines, number)
    for number in range(at, max(-1, at - _FAR), -1):
        yield from _of_quotes(lines[number], number)


def _alike(lines: Sequence[str], at: int, slip: Callable[[str, int], Mend | None]) -> list[Mend]:
    """The same slip in one line after the other, up to the line at fault."""
    found: list[Mend] = []
    for number in range(at, -1, -1):
        mend = slip(lines[number], number)
        if mend is not None:
            found.append(mend)
        elif number < at and lines[number].strip():
            break
    return found[::-1]


def _wide_colons(line: str, number: int) -> Mend | None:
    found = _WIDE_COLON.fullmatch(line)
    meant = with_colons(line)
    if found is not None:
        meant = f"{found['head']}{found['key']}: {with_colons(found['value'])}".rstrip()
    elif "{" not in line or "：" not in line or meant == line:
        return None
    return Mend("yaml-wide-colon", number, line.index("："), meant)


def _wide_blanks(line: str, number: int, width: int = 1) -> Mend | None:
    content = line.lstrip()
    indent = line[: len(line) - len(content)]
    if "\u3000" not in indent or not content:
        return None
    meant = indent.replace("\u3000", " " * width) + content
    return Mend("yaml-tab", number, indent.index("\u3000"), meant, "wide")


def _wide_blanks_of_two(line: str, number: int) -> Mend | None:
    return _wide_blanks(line, number, 2)


_KEY = r"(?P<head>\s*(?:-\s+)*)(?P<key>[A-Za-z_]+)"
_WIDE_COLON = re.compile(
    r"(?P<head>\s*(?:-\s+)*)(?P<key>[A-Za-z_\u4e00-\u9fff]{1,12})\s*(?P<sign>：)\s*(?P<value>.*)"
)
_NO_SPACE = re.compile(rf"{_KEY}\s*(?P<sign>:)(?=[^\s:])(?P<value>.+)")
_NO_COLON = re.compile(rf"{_KEY}(?P<sign>\s+|$)(?P<value>(?:[^\s:：#].*)?)")
_VALUE = re.compile(rf"{_KEY}:\s+(?P<sign>(?P<value>[^\s#].*?))(?P<rest>\s+#.*)?")
_INNER = re.compile(rf'{_KEY}:\s+"(?P<value>[^"]+"[^"]*"[^"]*)"(?P<rest>\s+#.*)?')
_NO_SPACE_AFTER_DASH = re.compile(r"(?P<head>\s*)(?P<sign>-)(?=[^\s-])(?P<value>.+)")
_STRAY = re.compile(r"(?P<head>\s*)(?P<said>[^\x00-\x7f\s＃－—–][^:：]*|[=*—]{3,})")
"""A line of words alone, or a rule across the page."""


def _of_signs(line: str, number: int) -> Iterator[Mend]:
    """A colon in full width, without its space, or left out; a dash without its space."""
    indent = line[: len(line) - len(line.lstrip())]
    if indent.strip(" "):  # tabs, or blanks in full width
        variant = "" if "\t" in indent else "wide"
        for width in (2, 4, 1):
            blanks = "".join(one if one == " " else " " * width for one in indent)
            column = len(indent) - len(indent.lstrip(" "))
            yield Mend("yaml-tab", number, column, blanks + line.lstrip(), variant)
    for code, pattern in (
        ("yaml-wide-colon", _WIDE_COLON),
        ("yaml-no-space", _NO_SPACE),
        ("yaml-no-colon", _NO_COLON),
    ):
        if found := pattern.fullmatch(line):
            meant = f"{found['head']}{found['key']}: {with_colons(found['value'])}"
            yield Mend(code, number, found.start("sign"), meant)
    if found := _NO_SPACE_AFTER_DASH.fullmatch(line):
        meant = f"{found['head']}- {found['value']}"
        yield Mend("yaml-no-space", number, found.start("sign"), meant)
    if found := _INNER.fullmatch(line):
        at = found.start("value") - 1
        meant = f"{line[:at]}{quoted(found['value'])}{found['rest'] or ''}"
        yield Mend("yaml-quote-it", number, at, meant, "inner")
    if (found := _VALUE.fullmatch(line)) and found["value"][0] not in "\"'[{":
        at = found.start("value")
        if _SEVERAL.match(found["value"]):
            meant = f"{line[:at]}{{{found['value']}}}{found['rest'] or ''}"
            yield Mend("yaml-no-braces", number, at, meant)
        meant = f"{line[:at]}{quoted(found['value'])}{found['rest'] or ''}"
        yield Mend("yaml-quote-it", number, at, meant)


_SEVERAL = re.compile(r"[a-z_]+: [^{}]*, *[a-z_]+: ")
"""`section: 专栏1, quote: …`, to which the braces are missing."""
WIDE_BRACES = str.maketrans("｛｝［］", "{}[]")
_WIDE_COMMA = re.compile(r"\s*(?P<sign>[，、；])\s*(?=[A-Za-z_]+\s*[:：])")
_WIDE_HASH = re.compile(r"\s＃")
_WIDE_DASH = re.compile(r"(?P<head>\s*)(?P<sign>[－—–])\s*(?P<value>[A-Za-z_]+\s*[:：].*)")


def _of_wide_signs(line: str, number: int) -> Iterator[Mend]:
    """Braces, a comma between entries, or the sign of a remark in full width."""
    narrow = line.translate(WIDE_BRACES)
    if narrow != line:
        column = next(
            at for at, (one, other) in enumerate(zip(line, narrow, strict=True)) if one != other
        )
        yield Mend("yaml-not-closed", number, column, with_colons(narrow), "wide")
    if "{" in narrow and (comma := _WIDE_COMMA.search(narrow)):
        meant = with_colons(_WIDE_COMMA.sub(", ", narrow))
        yield Mend("yaml-wide-comma", number, comma.start("sign"), meant)
    if dash := _WIDE_DASH.fullmatch(line):
        meant = f"{dash['head']}- {dash['value']}"
        yield Mend("yaml-no-space", number, dash.start("sign"), meant, "dash")
    if remark := _WIDE_HASH.search(line):
        meant = re.sub(r"＃\s*", "# ", line)
        yield Mend("yaml-comment", number, remark.start() + 1, meant)


_ENTRY = re.compile(r"(?P<before>[{,，]\s*)(?P<key>[A-Za-z_0-9]+)\s*(?P<sign>[:：])\s*")


def with_colons(line: str) -> str:
    """The entries in braces with commas, colons and spaces as YAML needs them."""
    if "{" not in line:
        return line
    return _ENTRY.sub(lambda found: found["before"].replace("，", ", ") + f"{found['key']}: ", line)


_IN_BRACES = re.compile(
    r"(?P<before>[{,]\s*[a-z_]+: +)(?P<value>[^\s{}\[][^{}]*?)(?=\s*,\s*[a-z_]+: |\s*\})"
)


def _of_entries(line: str, number: int) -> Iterator[Mend]:
    """A value in braces that holds `: `, ` #`, or marks of quotation within its own."""
    for found in _IN_BRACES.finditer(line) if "{" in line else ():
        value, at = found["value"], found.start("value")
        inner = value[1:-1]
        is_quoted = len(value) > 1 and value[0] == value[-1] and value[0] in "\"'"
        if is_quoted and value[0] in inner:
            meant, variant = quoted(inner), "inner"
        elif not is_quoted and value[0] not in "\"'" and (": " in value or " #" in value):
            meant, variant = quoted(value), ""
        else:
            continue
        whole = f"{line[:at]}{meant}{line[found.end('value') :]}"
        yield Mend("yaml-quote-it", number, at, whole, variant)


def _of_lists(lines: Sequence[str], at: int) -> Iterator[Mend]:
    """The first line of a list lacks the “- ” that the line at fault has."""
    content = lines[at].lstrip()
    if not content.startswith("- "):
        return
    indent = lines[at][: len(lines[at]) - len(content)]
    for number in range(at - 1, 0, -1):
        if lines[number].lstrip().startswith(("- ", "#")):
            return
        if lines[number - 1].rstrip().endswith(":") and lines[number].strip():
            meant = f"{indent}- {lines[number].lstrip()}"
            column = len(lines[number]) - len(lines[number].lstrip())
            yield Mend("yaml-no-space", number, column, meant, "item")
            return


def _of_indentation(lines: Sequence[str], number: int) -> Iterator[Mend]:
    """Indented by other than the lines beside it: as the keys above it, or the line below it."""
    content = lines[number].lstrip()
    own = len(lines[number]) - len(content)
    beside = [*lines[max(0, number - _FAR) : number][::-1], *lines[number + 1 :][:2]]
    if content.startswith("-"):  # an item of a list stands below the one before it
        beside.sort(key=lambda line: not line.lstrip().startswith("-"))
    blanks = lines[number][:own].strip(" ")
    tried = set() if blanks else {own}
    for line in beside:
        for sign in ("- ", ""):
            key = line.lstrip()
            indent = len(line) - len(key)
            if sign and not content.startswith("-") and key.startswith(sign):
                indent += len(sign)
            if not key or key.startswith("#") or indent in tried:
                continue
            tried.add(indent)
            code = "yaml-tab" if blanks else "yaml-indentation"
            variant = "wide" if blanks and "\t" not in blanks else ""
            yield Mend(code, number, own, " " * indent + content, variant)


_ENDS_IN_BRACES = re.compile(r"\s*[}\]]+\s*$")


def _of_quotes(line: str, number: int) -> Iterator[Mend]:
    """A quotation or a bracket that is not closed, or closed by a sign in full width."""
    for sign, wide in (('"', "“”"), ("'", "‘’")):
        if line.count(sign) % 2:
            column = line.index(sign)
            if any(one in line for one in wide):
                meant = re.sub(f"[{wide}]", sign, line)
                yield Mend("yaml-not-closed", number, column, meant)
            if end := _ENDS_IN_BRACES.search(line):
                meant = f"{line[: end.start()]}{sign}{end[0]}"
                yield Mend("yaml-not-closed", number, column, meant)
            yield Mend("yaml-not-closed", number, column, line.rstrip() + sign)
    for opening, closing in ("{}", "[]"):
        if line.count(opening) > line.count(closing):
            at = line.index(opening)
            yield Mend("yaml-not-closed", number, at, line.rstrip() + closing)


def _quoted_at(line: str, column: int) -> str:
    """Quote the value that begins at a column: up to the end of the line, or of its entry."""
    end = r"\s*(?:[,}\]]|\s#|$)" if re.search(r"[\[{]", line[:column]) else r"\s*(?:\s#|$)"
    found = re.search(end, line[column:])
    stop = column + (found.start() if found else len(line) - column)
    return line[:column] + quoted(line[column:stop]) + line[stop:]


def quoted(value: str) -> str:
    if '"' in value or "\\" in value:
        return "'" + value.replace("'", "''") + "'"
    return f'"{value}"'
