"""A page: what is shown of a thing, selected and in words, before a format lays it out.

A page module makes one from a report, a check, an item or the plan; a format turns any page
into bytes. Text is data here: each format escapes it in its own way. The blocks are named
tuples: Python makes their classes six times as fast as dataclasses, and every run needs them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:  # the page of a help text is made without reading any number
    from decimal import Decimal

    from shengzhou_quality.diagnostics import Place
    from shengzhou_quality.judgement import Status


class Medium(StrEnum):
    """Where a page is read: a screen, from which it scrolls away, or a document that is kept.

    A workbook is a document in which people sort, filter and count: a sheet for each section.
    """

    SCREEN = "screen"
    DOCUMENT = "document"
    WORKBOOK = "workbook"


class Tone(StrEnum):
    """What a text means; a format decides how to show it, and never by colour alone."""

    PLAIN = "plain"
    QUIET = "quiet"
    STRONG = "strong"
    GOOD = "good"
    WARNING = "warning"
    ERROR = "error"


class Sentence(NamedTuple):
    """A sentence that stands by itself."""

    text: str
    tone: Tone = Tone.PLAIN


class Sentences(NamedTuple):
    """Sentences one below the other; on a screen a label stands above them."""

    texts: Sequence[str]
    label: str = ""
    tone: Tone = Tone.PLAIN


class Fact(NamedTuple):
    """A label and its text in pieces, between which a line may best be broken.

    A fact without a label goes on with what the one before it is about. Of a sum the label
    is what stands before its first sign.
    """

    label: str
    pieces: tuple[str, ...]
    is_sum: bool = False

    @property
    def text(self) -> str:
        first, *more = self.pieces
        return first + "".join(space_before(piece) + piece for piece in more)


def space_before(piece: str) -> str:
    """What stands between a piece of text and the one before it: a full-width bracket has room."""
    return "" if piece.startswith("（") else " "


class Labels(StrEnum):
    """What labels name. Those of one sort are aligned alike, on whichever page they stand."""

    FIELDS = "fields"
    CODES = "codes"
    OPTIONS = "options"
    COMMANDS = "commands"


class Facts(NamedTuple):
    """Labelled facts, under a heading if they have one."""

    heading: str
    facts: tuple[Fact, ...]
    labels: Labels | None = None


class Finding(NamedTuple):
    """A problem of the data, its correction and its place: a sheet, or a cell in it.

    `at` is that place as data, which a format may link to.
    """

    sheet: str
    spot: str
    place: str
    code: str
    tone: Tone
    message: str
    hint: str
    at: Place | None = None


class Findings(NamedTuple):
    """Findings about the data; a document has them in a table with these column heads."""

    heading: str
    columns: Sequence[str]
    findings: Sequence[Finding]


class Commands(NamedTuple):
    """Lines that a person may copy into a shell."""

    heading: str
    lines: Sequence[str]


class OutlineRow(NamedTuple):
    """A line of a tree: a part of the plan's text, or (with an `id`) what that part demands.

    `target` is the target to reach; for a judged item `status` is the result, and `details`
    are the figures behind it.
    """

    depth: int
    text: str
    id: str = ""
    target: str = ""
    status: str = ""
    tone: Tone = Tone.PLAIN
    details: Sequence[str] = ()


class Outline(NamedTuple):
    """Nodes in the order of print, each at its depth, which counts from 0."""

    nodes: Sequence[OutlineRow]


class Align(StrEnum):
    """On which side texts that stand below each other are flush: numbers on the right."""

    LEFT = "left"
    RIGHT = "right"


class TableCell(NamedTuple):
    """What a cell says, and the data behind it where there is any.

    `mark` is a sign behind the text that takes no part in its alignment (the * of a binding
    indicator); `note` goes with the cell, behind it or below its row. `number` is in `unit`;
    without a unit it is a plain number or a ratio. `place` is where the value was reported,
    `quote` what the plan says. `choices` are what a reader may select its row by.
    """

    text: str
    tone: Tone = Tone.PLAIN
    mark: str = ""
    note: str = ""
    number: Decimal | None = None
    unit: str | None = None
    status: Status | None = None
    place: Place | None = None
    quote: str = ""
    choices: tuple[str, ...] = ()


class TableColumn(NamedTuple):
    """A column: its heading, and what a format has to know to make room for it.

    A column without a heading goes on with the one before it. One `takes_room` that the others
    leave. A narrow screen leaves out an `optional` one. Where a row takes several lines, a
    `detail` stands below the first; there `label` names it, unless it says itself what it is.
    In a `merged` one equal cells that follow each other are shown as one. Where rows can be
    selected, `selects` is what the choices of its cells are called, and `choices` is the order
    in which they are offered; others follow in that of the rows.
    """

    heading: str
    align: Align = Align.LEFT
    takes_room: bool = False
    optional: bool = False
    detail: bool = False
    label: str = ""
    merged: bool = False
    selects: str = ""
    choices: tuple[str, ...] = ()


class TableGroup(NamedTuple):
    """Rows, each with a cell for every column; a heading with a note may stand above them.

    Where there is room for the first rows only, `rest` says so: its first text if one row is
    left out, its second if two are; `elsewhere` stands behind the heading of one without rows.
    `more` has the blocks that a reader may open below each row, where a format can.
    """

    rows: Sequence[Sequence[TableCell]]
    heading: str = ""
    note: str = ""
    tone: Tone = Tone.STRONG
    rest: Sequence[str] = ()
    elsewhere: str = ""
    more: Sequence[Sequence[Block]] = ()


class Table(NamedTuple):
    """Rows of typed cells in groups; `none` stands where a cell has no text.

    A `wide` one has more columns than an upright sheet of paper has room for. In a `summed` one
    some rows are sums of others, so that they keep their order.
    """

    columns: Sequence[TableColumn]
    groups: Sequence[TableGroup]
    caption: str = ""
    none: str = ""
    wide: bool = False
    summed: bool = False

    @property
    def rows(self) -> Iterator[Sequence[TableCell]]:
        for group in self.groups:
            yield from group.rows


class Counts(NamedTuple):
    """Like clauses in rows, aligned where they correspond; else the sentences, one for each row."""

    rows: Sequence[Sequence[str]]
    sentences: Sequence[str]


class Section(NamedTuple):
    """Blocks under a heading; a section within one is a level below it.

    An annex also has its `label` and its `title` apart: on paper it begins a sheet, with the
    label above the title. Everywhere else the heading says both.
    """

    heading: str
    blocks: Sequence[Block]
    tone: Tone = Tone.STRONG
    label: str = ""
    title: str = ""


class ToComplete(NamedTuple):
    """What is known of one item, and the `open` labels that an office has to write after.

    Only a document that people go on writing shows it: the facts stand in a table as well. The
    `hint` says who is to write.
    """

    heading: str
    facts: Sequence[Fact]
    open: Sequence[str]
    hint: str


class Details(NamedTuple):
    """Blocks that a reader may skip: closed under their summary where a format can close them.

    What is `in_rows` can also be opened below the rows of a table: a format that opens them
    leaves these blocks out.
    """

    summary: str
    blocks: Sequence[Block]
    in_rows: bool = False


class KeyFigure(NamedTuple):
    """A number that a reader looks for first, and what it counts."""

    number: str
    label: str
    tone: Tone = Tone.PLAIN


class KeyFigures(NamedTuple):
    """Numbers of a sentence once more, to be seen at a glance; a format may leave them out."""

    figures: Sequence[KeyFigure]


class Drawn(StrEnum):
    """What a line of a chart is of; a format draws each in its own way, and not by colour alone."""

    ACTUAL = "actual"
    OTHER = "other"
    """The same values in another reading."""
    MEAN = "mean"
    SCHEDULE = "schedule"
    BASELINE = "baseline"
    FORECAST = "forecast"


class ChartPoint(NamedTuple):
    """A value of a year: a number if both ends are the same, else a range; `None` is no limit.

    The `label` is short enough to stand beside it; `said` is the same in full, with its unit and
    with what marks it as not final. A `provisional` value is not final.
    """

    year: int
    low: Decimal | None
    high: Decimal | None
    label: str = ""
    said: str = ""
    provisional: bool = False


class ChartLine(NamedTuple):
    """Points of one sort by year; numbers of `joined` ones that follow each other are a line."""

    drawn: Drawn
    label: str
    points: Sequence[ChartPoint]
    joined: bool = False


class ChartStep(NamedTuple):
    """What is to be kept to in the years from `first` to `last`; `None` is no limit."""

    first: int
    last: int
    low: Decimal | None
    high: Decimal | None
    bound: Decimal


class ChartTarget(NamedTuple):
    """The numbers that meet the target; `None` is no limit.

    `bound` is the one to reach, by the last year or (`every_year`) to keep to in all of them;
    of a range with two ends it is the lower one, and `upper` the other, with its own label.
    Where the years have targets of their own, `steps` are all of them.
    """

    low: Decimal | None
    high: Decimal | None
    bound: Decimal
    label: str
    every_year: bool = False
    upper: Decimal | None = None
    upper_label: str = ""
    steps: Sequence[ChartStep] = ()


class Chart(NamedTuple):
    """One indicator by year, to scale; `description` says in words all that is drawn.

    Where values are `states`, a number is the place in their order. `apart` says which values
    are not drawn; `provisional` names the points that are.
    """

    title: str
    description: str
    first_year: int
    last_year: int
    lines: Sequence[ChartLine]
    target: ChartTarget
    legend: str
    states: Sequence[str] = ()
    apart: str = ""
    provisional: str = ""


Block = (
    Sentence
    | Sentences
    | Facts
    | Findings
    | Commands
    | Outline
    | Table
    | Section
    | Details
    | KeyFigures
    | Chart
    | ToComplete
    | Counts
)


class Correspondence(NamedTuple):
    """What makes a page a letter: whom it is `to`, what is enclosed, the lines of its signature.

    The addressee stands above the text; what is enclosed and the signature stand below it, before
    the annexes.
    """

    to: str
    enclosed: Sequence[str]
    signed: Sequence[str]


class Page(NamedTuple):
    """The page of one thing. The lead is the result, for readers who stop there.

    A page that `closes` with its lead has it last on a screen, where it stays in view. A `wide`
    one has a table that can use more room than text should have. One with a `closing` screen
    begins with its banner and ends with it; `told` is what a terminal shows before that, and what
    elsewhere goes to another stream. `brief` is a closing screen without the page. `annexes` stands
    before the list of what is attached, where a format makes one. A `letter` has its own such list.
    The `preface` says what the page rests on (引语): an official paper begins with it, other
    formats have it below the lead. Such a paper also has the addressee and the signature that are
    left open `to_sign`. One that `comes_back` is for offices, who may send it back with changes.
    """

    heading: str
    blocks: Sequence[Block]
    title: str = ""
    lead: Sequence[Sentence] = ()
    preface: Sequence[Sentence] = ()
    foot: Sequence[str] = ()
    closes: bool = False
    wide: bool = False
    told: Few | None = None
    closing: Closing | None = None
    brief: Closing | None = None
    annexes: str = ""
    letter: Correspondence | None = None
    to_sign: Correspondence | None = None
    comes_back: bool = False

    @property
    def parts(self) -> tuple[list[Block], list[Section]]:
        """The blocks of the text, and the annexes that follow it."""
        annexes = [one for one in self.blocks if isinstance(one, Section) and one.label]
        return [one for one in self.blocks if one not in annexes], annexes


def fact(label: str, text: str) -> Fact:
    return Fact(label, (text,))


def facts(label: str, texts: Iterable[str]) -> Iterator[Fact]:
    """Several texts under one label, which stands before the first."""
    for number, text in enumerate(texts):
        yield fact("" if number else label, text)


def commands(shown: Mapping[str, str]) -> Facts:
    """What to type next: each command with what it shows."""
    lines = tuple(fact(command, text) for command, text in shown.items())
    return Facts("", lines, labels=Labels.COMMANDS)


class Banner(NamedTuple):
    """A line with a text at its left edge, and another at its right where there is room."""

    text: str
    end: str
    tone: Tone = Tone.STRONG


class Few(NamedTuple):
    """Sentences that may take so many `lines`; `rest` says how many are left out, as in a table."""

    sentences: Sequence[Sentence]
    lines: int
    rest: Sequence[str]


class FileName(NamedTuple):
    """A file, and the text that names it beside its mark."""

    file: str
    text: str


class Closing(NamedTuple):
    """What a screen ends with, so that it stays in view: at most `lines` lines.

    Of the `files` those are named whose cells are shown. Each of the `commands` is what it does
    and a line for a shell.
    """

    banner: Banner
    blocks: Sequence[Block]
    table: Table | None = None
    foot: Sequence[Sentence] = ()
    files: Sequence[FileName] = ()
    commands: Sequence[tuple[str, str]] = ()
    lines: int = 24
