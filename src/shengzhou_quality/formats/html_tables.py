"""Write a table as HTML: its rows open, can be selected, and become cards on a narrow screen."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence

from shengzhou_quality.formats.html_nodes import Content, Node, node
from shengzhou_quality.formats.screen import display_width
from shengzhou_quality.pages.model import (
    Align,
    Block,
    Table,
    TableCell,
    TableColumn,
    TableGroup,
    Tone,
)
from shengzhou_quality.words import Words

_HALF = 24
"""Up to this width a text fits into half of a card; a Chinese character is two wide."""
_SHORT = 15
"""Up to this width it stays on one line."""


Choices = dict[str, str]
"""What rows can be selected by, each with the number that stands for it in the file."""


class Writer(ABC):
    """What a table asks of the page that it stands in."""

    words: Words

    @abstractmethod
    def name(self) -> str:
        """A name that nothing else on the page has."""

    @abstractmethod
    def all(self, blocks: Sequence[Block], level: int) -> list[Node]:
        """Write the blocks that open below a row."""


def table(block: Table, writer: Writer, level: int) -> Node:
    """The table, with the filters above it where its rows can be selected."""
    choices = [_choices(block, place) for place in range(len(block.columns))]
    rows = _Rows(block, choices, writer, level)
    numbers = rows.columns[1:]
    is_small = bool(numbers) and all(one.align is Align.RIGHT for one in numbers)
    written = node(
        "table",
        node("caption", block.caption) if block.caption else None,
        node("thead", node("tr", [rows.head(one) for one in rows.columns])),
        [part for group in block.groups for part in rows.of_group(group)],
        class_="small" if is_small else None,
    )
    wrapped = node("div", written, class_="wide")
    filters = _filters(block, choices, writer.words)
    return node("div", filters, wrapped) if filters else wrapped


class _Rows:
    """The rows of one table. A first column that merges its cells heads them instead."""

    def __init__(
        self, block: Table, choices: Sequence[Choices], writer: Writer, level: int
    ) -> None:
        self.block, self.choices, self.writer, self.level = block, choices, writer, level
        self.headed = bool(block.columns) and block.columns[0].merged
        self.columns = block.columns[1:] if self.headed else block.columns
        room = (place for place, one in enumerate(self.columns) if one.takes_room)
        self.named = next(room, 0)

    def head(self, column: TableColumn) -> Node:
        short = "short" if display_width(column.heading) <= _SHORT else None
        return node("th", column.heading, scope="col", class_=_looks(_side(column), short))

    def of_group(self, group: TableGroup) -> Iterator[Node]:
        heading = [group.heading, f" {group.note}" if group.note else None]
        if group.heading:
            yield self._heading(heading)
        above = None
        for place, cells in enumerate(group.rows):
            if self.headed and cells[0].text != above:
                above = cells[0].text
                yield self._heading(above or self.block.none)
            more = group.more[place] if group.more else ()
            yield self._row(cells, more)

    def _heading(self, text: Content) -> Node:
        across = node("th", text, colspan=len(self.columns), scope="rowgroup")
        return node("tbody", node("tr", across), class_="group")

    def _row(self, cells: Sequence[TableCell], more: Sequence[Block]) -> Node:
        """The row, and below it what it opens; both together are what a filter hides."""
        shown = cells[1:] if self.headed else cells
        pairs = zip(shown, self.columns, strict=True)
        name = self.writer.name() if more else None
        row = [self._cell(one, column, place, name) for place, (one, column) in enumerate(pairs)]
        opened = node("tr", node("td", self._more(more), colspan=len(row)), class_="more", id=name)
        toned = next((one.tone for one in cells if one.status is not None), Tone.PLAIN)
        choices = {
            f"data_choice{place}": " ".join(choices[one] for one in cell.choices)
            for place, (cell, choices) in enumerate(zip(cells, self.choices, strict=True))
            if choices
        }
        return node(
            "tbody",
            node("tr", row),
            opened if more else None,
            class_=f"row {toned}",
            **choices,
        )

    def _more(self, blocks: Sequence[Block]) -> Node:
        return node("div", self.writer.all(blocks, self.level), class_="opened")

    def _cell(self, cell: TableCell, column: TableColumn, place: int, opens: str | None) -> Node:
        text = cell.text + cell.mark or self.block.none
        said: Content = node("span", text, class_=f"tone {cell.tone}") if _is_toned(cell) else text
        note = node("span", cell.note, class_="note") if cell.note else None
        width = display_width(text)
        size = "short" if width <= _SHORT else "full" if width > _HALF else None
        size = "full" if column.takes_room or cell.note else size
        standing = None if cell.status is None else "standing"
        looks = _looks(_side(column), size, standing, None if cell.text else "empty")
        if place == self.named:
            if opens:
                said = node("details", node("summary", said, aria_controls=opens))
            return node("th", said, note, scope="row", class_=looks)
        return node("td", said, note, class_=looks, data_label=column.heading or None)


def _is_toned(cell: TableCell) -> bool:
    return cell.tone is not Tone.PLAIN and bool(cell.text)


def _side(column: TableColumn) -> str | None:
    return "right" if column.align is Align.RIGHT else None


def _looks(*classes: str | None) -> str | None:
    return " ".join(filter(None, classes)) or None


def _choices(block: Table, place: int) -> Choices:
    """The choices of a column in their order; none where its rows cannot be selected by it."""
    column = block.columns[place]
    given = dict.fromkeys(choice for row in block.rows for choice in row[place].choices)
    if not column.selects:
        return {}
    ordered = dict.fromkeys([*(one for one in column.choices if one in given), *given])
    return {one: str(number) for number, one in enumerate(ordered)}


def _filters(block: Table, choices: Sequence[Choices], words: Words) -> Node | None:
    """Choices a column, a field for text, and how many rows are left; script shows them."""
    fields = []
    for place, (column, offered) in enumerate(zip(block.columns, choices, strict=True)):
        if len(offered) > 1:
            options = [node("option", words("html.all"), value="")]
            options += [node("option", one, value=number) for one, number in offered.items()]
            select = node("select", options, data_choice=place)
            fields.append(node("label", column.selects, select))
    if not any(column.selects for column in block.columns):
        return None
    find = node("input", type="search", placeholder=words("html.find.hint"))
    return node(
        "form",
        fields,
        node("label", words("html.find"), find),
        node("button", words("html.clear"), type="reset"),
        _opener(words) if any(group.more for group in block.groups) else None,
        node("output", data_said=words("html.shown", shown="{shown}", all="{all}")),
        class_="filters",
        hidden=True,
        aria_label=words("html.filter"),
    )


def _opener(words: Words) -> Node:
    return node(
        "button",
        words("html.open"),
        type="button",
        data_open=words("html.open"),
        data_close=words("html.close"),
    )
