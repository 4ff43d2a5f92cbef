"""Find the rows of tables among the lines of a text: parted by `|`, by tabs or by spaces.

Lines that were pasted or printed break the rules of Markdown: outer pipes and the row of dashes
may be missing, and blank lines may stand between rows.
"""

from __future__ import annotations

import re
from bisect import bisect
from collections import Counter
from collections.abc import Sequence
from itertools import dropwhile

from shengzhou_quality.published.readers.spaced_rows import headed
from shengzhou_quality.published.readers.text_table import TextRow, TextTable, gap_fields

_BOX = str.maketrans("│┃║┆┊｜", "||||||")
_RULE = re.compile(r"[\s|+:=─━═┄┈┌┐└┘├┤┬┴┼╔╗╚╝╠╣╦╩╬┏┓┗┛┣┫┳┻╋╞╡╪-]+")
_DASHED = re.compile(r":?-+:?")
_DASHES = re.compile(r"-{3,}|:-|-:|={3,}|[─━═]")
_CORNER = re.compile(r"[|+─━═]")
_MOST_BLANK = 2
"""Blank lines between two rows of a pasted table."""
_PIPE = re.compile(r"(?<!\\)\|")
_KEY = re.compile(r".*[:：]")
_MOST_QUOTED = 40
"""Lines of one quoted cell of a spreadsheet."""
_LONGEST_BETWEEN = 40
"""Characters of a line among the rows of a table that is one cell alone (一、经济发展)."""
_LONGEST_SPACED = 200
_FEWEST_SPACED = 3


def find_tables(lines: Sequence[str]) -> list[TextTable]:
    """All tables of a text from top to bottom. Lines are counted from 0."""
    tables: list[TextTable] = []
    tried = dict.fromkeys((_piped, _tabbed, headed, _spaced), 0)  # up to where each found no table
    at = 0
    while at < len(lines):
        table = None
        if lines[at] and not lines[at].isspace():
            for find, until in tried.items():
                if table is None and at >= until:
                    table, tried[find] = find(lines, at)
        if table is None:
            at += 1
        else:
            tables.append(table)
            at = table.last
    return tables


# Parted by pipes


def _piped(lines: Sequence[str], first: int) -> tuple[TextTable | None, int]:
    """A table of lines with `|`, or with the lines of a box around its cells."""
    found = _piped_lines(lines, first)
    if not found:
        return None, first
    end = found[-1] + 1
    rows = [one for one in found if not _is_rule(lines[one])]
    delimiters = [one for one in found[1:3] if _is_delimiter(lines[one])][:1]
    if not delimiters:
        rows = list(dropwhile(lambda one: _is_list_of_keys(lines[one]), rows))
    rows = [one for one in rows if one not in delimiters]
    if len(rows) < 2:
        return None, end
    starts = sum(_plain(lines[one]).lstrip().startswith("|") for one in rows)
    outer = starts * 2 > len(rows)
    parted = [TextRow(one, _fields(lines[one], outer=outer)) for one in rows]
    rules = [one for one in found if one > rows[0] and _is_rule(lines[one])]
    if len(rules) > 2 and len(rules) * 2 > len(rows) - 1:
        parted = _boxed(parted, rules)
    top = rows[0] if not _is_rule(lines[first]) else first
    return TextTable(top, end, tuple(parted), marked_up=True), end


def _piped_lines(lines: Sequence[str], first: int) -> list[int]:
    """The lines from `first` on that have fields or part rows; few blank lines may lie between."""
    found: list[int] = []
    blank = 0
    for at in range(first, len(lines)):
        line = lines[at]
        if not line or line.isspace():
            blank += 1
            if blank > _MOST_BLANK or not found:
                break
        elif _is_piped(line) or _is_rule(line):
            begins = blank and at + 1 < len(lines) and _is_delimiter(lines[at + 1])
            if begins:
                break  # another table with its own header
            found.append(at)
            blank = 0
        else:
            break
    return found


def _is_delimiter(line: str) -> bool:
    """Whether it is the row of dashes of Markdown."""
    if "|" not in line:
        return False
    parts = [one.strip() for one in line.strip().strip("|").split("|")]
    return all(_DASHED.fullmatch(one) for one in parts)


def _plain(line: str) -> str:
    return line.translate(_BOX)


def _is_piped(line: str) -> bool:
    """Whether a line has at least two fields; a sign at its end parts nothing.

    Of a row with one text, | 民生福祉 | | | |, the empty fields show it.
    """
    plain = _plain(line).strip()
    if plain.startswith("|") and plain.endswith("||") and plain.strip("|"):
        return True
    return "|" in plain and len(_PIPE.split(plain.strip("|"))) > 1


def _is_rule(line: str) -> bool:
    return bool(_RULE.fullmatch(line) and _DASHES.search(line) and _CORNER.search(line))


def _is_list_of_keys(line: str) -> bool:
    """Whether it is `索引号: | 1133 | 公开日期: | 2021-11-04 |`."""
    fields = [one.strip() for one in _fields(line, outer=False)]
    return sum(bool(_KEY.fullmatch(one)) for one in fields[:-1]) * 2 >= len(fields) - 1


def _fields(line: str, *, outer: bool) -> tuple[str, ...]:
    plain = _plain(line).strip()
    if outer:
        plain = plain.removeprefix("|")
    if plain.endswith("|") and not plain.endswith("\\|"):
        plain = plain[:-1]
    return tuple(_PIPE.split(plain))


def _boxed(rows: list[TextRow], rules: list[int]) -> list[TextRow]:
    """Join the lines between two rules of a box: a cell of several lines."""
    joined: list[TextRow] = []
    above = -1
    for row in rows:
        below = bisect(rules, row.line)
        if joined and below == above and len(joined[-1].fields) == len(row.fields):
            pairs = zip(joined[-1].fields, row.fields, strict=True)
            fields = tuple("\n".join(filter(None, (a.strip(), b.strip()))) for a, b in pairs)
            joined[-1] = joined[-1]._replace(fields=fields)
        else:
            joined.append(row)
        above = below
    return joined


# Parted by tabs


def _tabbed(lines: Sequence[str], first: int) -> tuple[TextTable | None, int]:
    """Cells copied from a browser, Word or a spreadsheet, whose cells may be quoted."""
    if "\t" not in lines[first].strip():
        return None, first
    rows: list[TextRow] = []
    at = end = first
    while at < len(lines):
        line = lines[at]
        text, after = _quoted(lines, at)
        if "\t" in text:
            rows.append(TextRow(at, _cells(text)))
            at = end = after
        elif _is_before_row(lines, at) and len(line) <= _LONGEST_BETWEEN:
            if line.strip():
                rows.append(TextRow(at, (line,)))
            at += 1
        else:
            break
    full = sum(len(list(filter(str.strip, row.fields))) > 1 for row in rows)
    return (TextTable(first, end, tuple(rows)) if full > 1 else None), end


def _is_before_row(lines: Sequence[str], at: int) -> bool:
    return at + 1 < len(lines) and ("\t" in lines[at + 1] or lines[at + 1].startswith('"'))


def _quoted(lines: Sequence[str], at: int) -> tuple[str, int]:
    """The row that begins on a line, with the further lines of its quoted cell."""
    text = lines[at]
    if not _opens_quote(text):
        return text, at + 1
    for end in range(at + 1, min(at + _MOST_QUOTED, len(lines))):
        text += "\n" + lines[end]
        if not _opens_quote(text):
            return text, end + 1
    return lines[at], at + 1


def _opens_quote(text: str) -> bool:
    """Whether a cell begins with a quotation mark that no other one ends."""
    return any(one.startswith('"') and one.count('"') % 2 for one in text.split("\t"))


def _cells(text: str) -> tuple[str, ...]:
    return tuple(
        one[1:-1].replace('""', '"')
        if len(one) > 1 and one[0] == one[-1] == '"' and one.count('"') % 2 == 0
        else one
        for one in text.split("\t")
    )


# Parted by spaces


def _spaced(lines: Sequence[str], first: int) -> tuple[TextTable | None, int]:
    """A table whose lines agree on at least three columns, parted by wide gaps."""
    rows: list[TextRow] = []
    end = first
    for at in range(first, len(lines)):
        fields = _space_fields(lines[at])
        is_text = len(fields) == 1 and (not rows or len(fields[0]) > _LONGEST_BETWEEN)
        if not fields or is_text:
            break
        rows.append(TextRow(at, fields))
        end = at + 1
    widths = Counter(len(row.fields) for row in rows if len(row.fields) > 1)
    (width, number), *_ = widths.most_common(1) or [(0, 0)]
    # Lines above the table have other gaps.
    rows = list(dropwhile(lambda row: abs(len(row.fields) - width) > 1, rows))
    while rows and len(rows[-1].fields) == 1:
        rows.pop()  # a note below
    full = sum(len(row.fields) > 1 for row in rows)
    if width < _FEWEST_SPACED or number < _FEWEST_SPACED or number * 3 < full * 2:
        return None, end
    last = rows[-1].line + 1
    return TextTable(rows[0].line, last, tuple(rows), by_spaces=True), last


def _space_fields(line: str) -> tuple[str, ...]:
    line = line.strip()
    return gap_fields(line) if line and len(line) <= _LONGEST_SPACED else ()
