"""One small page of every block, as each format that lays out pages sets it."""

from __future__ import annotations

from decimal import Decimal

import pytest
import word_document
import workbook_file
from html_page import main_lines
from markdown_it import MarkdownIt

from shengzhou_quality.diagnostics import Place
from shengzhou_quality.formats import PAGE_FORMATS, Options
from shengzhou_quality.formats import docx as as_word
from shengzhou_quality.formats import html as as_html
from shengzhou_quality.formats import markdown as as_markdown
from shengzhou_quality.formats import terminal as as_terminal
from shengzhou_quality.formats import xlsx as as_workbook
from shengzhou_quality.formats.markdown_text import escape
from shengzhou_quality.judgement import Status
from shengzhou_quality.pages.model import (
    Align,
    Commands,
    Details,
    Fact,
    Facts,
    Finding,
    Findings,
    Labels,
    Outline,
    OutlineRow,
    Page,
    Section,
    Sentence,
    Sentences,
    Table,
    TableCell,
    TableColumn,
    TableGroup,
    Tone,
    fact,
)
from shengzhou_quality.words import Words

RENDER = {
    "terminal": as_terminal.render,
    "markdown": as_markdown.render,
    "html": as_html.render,
    "docx": as_word.render,
    "xlsx": as_workbook.render,
}


def cells(*texts: str) -> tuple[TableCell, ...]:
    return tuple(TableCell(text=text) for text in texts)


SHARES = Table(
    (
        TableColumn("Task"),
        TableColumn("", takes_room=True),
        TableColumn("Met", Align.RIGHT),
        TableColumn("Kind", optional=True),
    ),
    (
        TableGroup(
            (
                cells("T01", "Deepen the building of a city strong in quality", "2/14", "level"),
                cells("T10", "Share", "", "maintain"),
            )
        ),
    ),
    caption="Met of all:",
    none="—",
)
VALUES = Table(
    (
        TableColumn("No.", Align.RIGHT),
        TableColumn("Indicator", takes_room=True),
        TableColumn("Status"),
        TableColumn("Actual", detail=True, label="Actual"),
        TableColumn("Gap", detail=True),
        TableColumn("Pace", detail=True, label="Pace"),
    ),
    (
        TableGroup(
            (
                (
                    TableCell(text="5", mark="*"),
                    TableCell(text="Share of prefabricated buildings in new buildings"),
                    TableCell(text="slipping", tone=Tone.WARNING, status=Status.SLIPPING, note="?"),
                    TableCell(text="37%", number=Decimal(37), unit="%", place=Place("a.csv")),
                    TableCell(text="gap 3 pp", number=Decimal(3), unit="%"),
                    TableCell(text="0.85", number=Decimal("0.85")),
                ),
            ),
            "Quality",
            "slipping 1",
        ),
        TableGroup(((*cells("14", "Pilot", "no data", "", "", ""),),), "Brands"),
    ),
    none="—",
)
PAGE = Page(
    title="The plan",
    heading="The report",
    lead=[Sentence("Result: 1 fails.", Tone.ERROR)],
    blocks=[
        Sentences(["a.csv", "b.csv"], label="Read:"),
        Sentences(["Two files."]),
        Section(
            "Warnings (1)",
            [
                Sentences(["5* slipping", "1 more"], label="S1", tone=Tone.WARNING),
                Sentences(["All others are met."]),
            ],
        ),
        Section("Not done", [Facts("", (fact("M01", "begun"), fact("M22", "—")))]),
        VALUES,
        Section(
            "To watch",
            [
                Section(
                    "5 Share: slipping",
                    [
                        Facts("", (fact("Plan", "40%"), fact("", "by 2025"))),
                        Sentences(["The text says 30%."]),
                    ],
                    Tone.WARNING,
                )
            ],
        ),
        Section("Tasks", [Sentences(["Of 2 tasks:"]), SHARES]),
        Facts(
            "How", (Fact("total", ("= 20", "+ 15", "= 35"), is_sum=True), fact("Rule", "1. all"))
        ),
        Findings(
            "Findings",
            ("Place", "Code", "What", "Cure"),
            [Finding("a.csv", "3:2", "a.csv:3:2", "error[x]", Tone.ERROR, "No number.", "Fix it.")],
        ),
        Sentence("Nothing else was read.", Tone.QUIET),
    ],
    foot=["Rounded for the eye."],
    closes=True,
)

TERMINAL = """\
The plan
The report

Read:
  a.csv
  b.csv
Two files.

Warnings (1)
  S1
    5* slipping
    1 more
  All others are met.

Not done
  M01  begun
  M22  —

Quality  slipping 1
  5*  Share of prefabricated buildings in new       slipping
      buildings
      Actual 37%       gap 3 pp       Pace 0.85
      ?

Brands
 14   Pilot                                          no data

To watch
  5 Share: slipping
    Plan  40%
          by 2025
    The text says 30%.

Tasks
  Of 2 tasks:

  Met of all:
  Task                                         Met  Kind
  T01 Deepen the building of a city strong    2/14  level
      in quality
  T10 Share                                      —  maintain

How
  total  = 20 + 15 = 35
  Rule   1. all

a.csv
  3:2  error[x]
    No number.
    Fix it.

Nothing else was read.

Rounded for the eye.

Result: 1 fails.
"""

MARKDOWN = """\
# The report

The plan

**Result: 1 fails.**

- a.csv
- b.csv
- Two files.

## Warnings (1)

- 5\\* slipping
- 1 more
- All others are met.

## Not done

- M01: begun
- M22: —

## Quality

slipping 1

| No. | Indicator | Status | Actual | Gap | Pace |
| ---: | --- | --- | --- | --- | --- |
| 5\\* | Share of prefabricated buildings in new buildings | slipping; ? | 37% | gap 3 pp | 0.85 |

## Brands

| No. | Indicator | Status | Actual | Gap | Pace |
| ---: | --- | --- | --- | --- | --- |
| 14 | Pilot | no data | — | — | — |

## To watch

### 5 Share: slipping

- Plan: 40%
  - by 2025
- The text says 30%.

## Tasks

- Of 2 tasks:

Met of all:

| Task |  | Met | Kind |
| --- | --- | ---: | --- |
| T01 | Deepen the building of a city strong in quality | 2/14 | level |
| T10 | Share | — | maintain |

## How

- total = 20 + 15 = 35
- Rule: 1. all

## Findings

| Place | Code | What | Cure |
| --- | --- | --- | --- |
| a.csv:3:2 | error\\[x\\] | No number. | Fix it. |

Nothing else was read.

---

Rounded for the eye.
"""


WORD = """\
Title: The report
Subtitle: The plan
Normal: Result: 1 fails.
Normal: Read:
Normal: a.csv
Normal: b.csv
Normal: Two files.
Heading 1: Warnings (1)
Normal: S1
Normal: 5* slipping
Normal: 1 more
Normal: All others are met.
Heading 1: Not done
附件正文: M01: begun
附件正文: M22: —
Heading 1: Quality
表注: slipping 1
| No. | Indicator | Status | Actual | Gap | Pace
| 5* | Share of prefabricated buildings in new buildings | slipping; ? | 37% | gap 3 pp | 0.85
表尾:
Heading 1: Brands
| No. | Indicator | Status | Actual | Gap | Pace
| 14 | Pilot | no data | — | — | —
表尾:
Heading 1: To watch
Heading 2: 5 Share: slipping
附件正文: Plan: 40%
附件正文: by 2025
Normal: The text says 30%.
Heading 1: Tasks
Normal: Of 2 tasks:
表注: Met of all:
| Task |  | Met | Kind
| T01 | Deepen the building of a city strong in quality | 2/14 | level
| T10 | Share | — | maintain
表尾:
Heading 1: How
附件正文: total = 20 + 15 = 35
附件正文: Rule: 1. all
Heading 1: Findings
| Place | Code | What | Cure
| a.csv:3:2 | error[x] | No number. | Fix it.
表尾:
表注: Nothing else was read.
表注: Rounded for the eye.
"""


WORKBOOK = """\
# Overview
The report
The plan
Result: 1 fails.
Read:
a.csv
b.csv
Two files.
Rounded for the eye.
Sheets of this workbook
Warnings (1)
Not done
To watch
Tasks
# Warnings (1)
Warnings (1)
S1
5* slipping
1 more
All others are met.
# Not done
Not done
M01 | begun
M22 | —
No. | Indicator | Status | Actual | Gap | Pace
Quality slipping 1
5* | Share of prefabricated buildings in new buildings | slipping; ? | 37 as 0"%" | \
3 as "gap "0" pp" | 0.85 as 0.00
Brands
14 as 0 | Pilot | no data | — | — | —
# To watch
To watch
5 Share: slipping
Plan | 40%
by 2025
The text says 30%.
# Tasks
Tasks
Of 2 tasks:
Met of all:
Task | Met | Kind
T01 | Deepen the building of a city strong in quality | 2/14 | level
T10 | Share | — | maintain
How
total | = 20 + 15 = 35
Rule | 1. all
Findings
Place | Cell | Code | What | Cure
a.csv | 3:2 | error[x] | No number. | Fix it.
Nothing else was read.
"""


def in_sheets(content: bytes) -> str:
    """Each sheet below its name, each row on a line; a number with the format that shows it."""
    found = []
    for sheet in workbook_file.opened(content):
        found.append(f"# {sheet.title}")
        for row in sheet.iter_rows():
            said = [
                f"{cell.value} as {cell.number_format}"
                if cell.data_type == "n"
                else str(cell.value)
                for cell in row
                if cell.value is not None
            ]
            found.append(" | ".join(said))
    return "".join(f"{line}\n" for line in found)


def test_every_block_on_its_sheet_in_a_workbook() -> None:
    assert in_sheets(as_workbook.render(PAGE, Words("en"), Options())) == WORKBOOK


def in_styles(content: bytes) -> str:
    """Each paragraph below the name of its style, each row of a table on a line."""
    found = []
    for block in word_document.blocks(content):
        if isinstance(block, word_document.Paragraph):
            found.append(f"{block.style}: {block.text}".rstrip())
        else:
            found += [f"| {' | '.join(row)}" for row in block.rows]
    return "".join(f"{line}\n" for line in found)


def test_every_block_in_its_style_in_a_word_document() -> None:
    assert in_styles(as_word.render(PAGE, Words("en"), Options())) == WORD


@pytest.mark.parametrize(("name", "expected"), [("terminal", TERMINAL), ("markdown", MARKDOWN)])
def test_every_block_as_this_format_sets_it(name: str, expected: str) -> None:
    assert RENDER[name](PAGE, Words("en"), Options(width=60)).decode() == expected


TREE = Page(
    heading="T04 Better products",
    blocks=[
        Facts("", (fact("In Chinese", "实施产品质量提升行动"),), labels=Labels.FIELDS),
        Outline(
            [
                OutlineRow(0, "Indicators: 1"),
                OutlineRow(0, "T04.2 Renewal"),
                OutlineRow(1, "Clusters of traditional industries", "C04", target="3"),
                OutlineRow(1, "Box B3 Upgrading"),
                OutlineRow(
                    2,
                    "Share of R&D in the gross domestic product, which a short line cannot hold",
                    "C05",
                    status="slipping",
                    tone=Tone.WARNING,
                    details=("actual 2.7%", "target 3.3%"),
                ),
            ]
        ),
        Commands(
            "How to go on:", ["sqc explain C05 a-workbook-whose-name-is-longer-than-a-line.xlsx"]
        ),
    ],
)
TREE_TERMINAL = """\
T04 Better products
  In Chinese  实施产品质量提升行动
  Indicators: 1
  T04.2 Renewal
    C04  Clusters of traditional industries                3
    Box B3 Upgrading
      C05  Share of R&D in the gross domestic       slipping
           product, which a short line cannot hold
           actual 2.7%  target 3.3%

How to go on:
  sqc explain C05 a-workbook-whose-name-is-longer-than-a-line.xlsx
"""
TREE_MARKDOWN = """\
# T04 Better products

- In Chinese: 实施产品质量提升行动

- Indicators: 1
- T04.2 Renewal
  - C04 Clusters of traditional industries · 3
  - Box B3 Upgrading
    - C05 Share of R&D in the gross domestic product, which a short line cannot hold: \
**slipping** (actual 2.7%, target 3.3%)

## How to go on:

    sqc explain C05 a-workbook-whose-name-is-longer-than-a-line.xlsx
"""


@pytest.mark.parametrize(
    ("name", "expected"), [("terminal", TREE_TERMINAL), ("markdown", TREE_MARKDOWN)]
)
def test_a_tree_with_what_is_to_be_reached_and_what_it_came_to(name: str, expected: str) -> None:
    assert RENDER[name](TREE, Words("en"), Options(width=60)).decode() == expected


TREE_WORKBOOK = """\
# Overview
T04 Better products
In Chinese | 实施产品质量提升行动
Item | Target | Status | Details
Indicators: 1
T04.2 Renewal
C04 Clusters of traditional industries | 3
Box B3 Upgrading
C05 Share of R&D in the gross domestic product, which a short line cannot hold | slipping | \
actual 2.7%, target 3.3%
How to go on:
sqc explain C05 a-workbook-whose-name-is-longer-than-a-line.xlsx
"""


def test_a_tree_in_the_columns_of_a_sheet() -> None:
    assert in_sheets(as_workbook.render(TREE, Words("en"), Options())) == TREE_WORKBOOK


FOLDED = Page(
    heading="The report",
    blocks=[
        Details(
            "All of R&D <3>",
            [
                Section("5 Share", [Facts("", (fact("Plan", "40%"),))]),
                Table(
                    (TableColumn("Category", merged=True), TableColumn("No.", Align.RIGHT)),
                    (TableGroup((cells("Quality", "1"), cells("Quality", "2"), cells("", "3"))),),
                    none="—",
                ),
            ],
        ),
        Sentence("The end."),
    ],
)
FOLDED_MARKDOWN = """\
# The report

<details>
<summary>All of R&amp;D &lt;3&gt;</summary>

### 5 Share

- Plan: 40%

| Category | No. |
| --- | ---: |
| Quality | 1 |
|  | 2 |
| — | 3 |

</details>

The end.
"""


FOLDED_TERMINAL = """\
The report
All of R&D <3>
  5 Share
    Plan  40%

  Category   No.
  Quality      1
  Quality      2
  —            3

The end.
"""


def test_a_terminal_shows_open_what_other_formats_fold() -> None:
    made = as_terminal.render(FOLDED, Words("en"), Options(width=60))
    assert made.decode() == FOLDED_TERMINAL


def test_markdown_folds_what_a_reader_may_skip_and_merges_equal_cells() -> None:
    made = as_markdown.render(FOLDED, Words("en"), Options())
    assert made.decode() == FOLDED_MARKDOWN


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("R&D", "R&D"),
        ("R & D", "R & D"),
        ("AT&T;", "AT&amp;T;"),
        ("&lt;b&gt;", "&amp;lt;b&amp;gt;"),
        ("&#60;", "&amp;&#35;60;"),
        ("&copy 2025", "&copy 2025"),
        ("a&", "a&amp;"),
        ("&@x", "&&#64;x"),
        ("&&amp;", "&&amp;amp;"),
    ],
)
def test_an_ampersand_stands_unless_it_could_begin_an_entity(text: str, written: str) -> None:
    assert escape(text) == written
    (_, token, _) = MarkdownIt("commonmark").parse(written)
    assert "".join(child.content for child in token.children or ()) == text


def test_labels_of_one_sort_are_aligned_alike_whatever_their_length() -> None:
    for label in ("X", "Ten signs."):
        page = Page("", [Facts("", (fact(label, "text"),), labels=Labels.FIELDS)])
        assert as_terminal.render(page, Words("en"), Options()) == f"  {label:12}text\n".encode()


def test_a_label_that_is_too_long_has_a_line_of_its_own() -> None:
    page = Page("", [Facts("", (fact("Eleven char", "text"),), labels=Labels.FIELDS)])
    assert as_terminal.render(page, Words("en"), Options()).split() == [b"Eleven", b"char", b"text"]
    assert b"  Eleven char\n              text\n" in as_terminal.render(
        page, Words("en"), Options()
    )


def test_a_wide_page_takes_more_of_a_wide_screen() -> None:
    widths = []
    for wide in (False, True):
        page = Page("", [Sentence("x" * 300)], wide=wide)
        lines = as_terminal.render(page, Words("en"), Options(width=200)).split()
        widths.append(max(map(len, lines)))
    assert widths == [100, 120]


def test_no_format_is_left_out() -> None:
    assert set(RENDER) == set(PAGE_FORMATS)


HTML = """\
<h1>The report</h1>
<p class="quiet">The plan</p>
<div class="lead error">
<p>Result: 1 fails.</p></div>
<nav aria-label="Contents">
<ul>
<li><a href="#n1">Warnings (1)</a></li>
<li><a href="#n2">Not done</a></li>
<li><a href="#n3">To watch</a></li>
<li><a href="#n5">Tasks</a></li></ul></nav>
<div>
<p>Read:</p>
<ul class="plain">
<li>a.csv</li>
<li>b.csv</li></ul></div>
<ul class="plain">
<li>Two files.</li></ul>
<section id="n1">
<h2 class="strong">Warnings (1)</h2>
<div>
<p>S1</p>
<ul class="warning">
<li>5* slipping</li>
<li>1 more</li></ul></div>
<ul class="plain">
<li>All others are met.</li></ul></section>
<section id="n2">
<h2 class="strong">Not done</h2>
<dl>
<dt>M01</dt>
<dd>begun</dd>
<dt>M22</dt>
<dd>—</dd></dl></section>
<div class="wide">
<table>
<thead>
<tr>
<th scope="col" class="right short">No.</th>
<th scope="col" class="short">Indicator</th>
<th scope="col" class="short">Status</th>
<th scope="col" class="short">Actual</th>
<th scope="col" class="short">Gap</th>
<th scope="col" class="short">Pace</th></tr></thead>
<tbody class="group">
<tr>
<th colspan="6" scope="rowgroup">Quality slipping 1</th></tr></tbody>
<tbody class="row warning">
<tr>
<td class="right short" data-label="No.">5*</td>
<th scope="row" class="full">Share of prefabricated buildings in new buildings</th>
<td class="full standing" data-label="Status"><span class="tone warning">slipping</span><span \
class="note">?</span></td>
<td class="short" data-label="Actual">37%</td>
<td class="short" data-label="Gap">gap 3 pp</td>
<td class="short" data-label="Pace">0.85</td></tr></tbody>
<tbody class="group">
<tr>
<th colspan="6" scope="rowgroup">Brands</th></tr></tbody>
<tbody class="row plain">
<tr>
<td class="right short" data-label="No.">14</td>
<th scope="row" class="full">Pilot</th>
<td class="short" data-label="Status">no data</td>
<td class="short empty" data-label="Actual">—</td>
<td class="short empty" data-label="Gap">—</td>
<td class="short empty" data-label="Pace">—</td></tr></tbody></table></div>
<section id="n3">
<h2 class="strong">To watch</h2>
<section id="n4">
<h3 class="warning">5 Share: slipping</h3>
<dl>
<dt>Plan</dt>
<dd>40%</dd>
<dd>by 2025</dd></dl>
<ul class="plain">
<li>The text says 30%.</li></ul></section></section>
<section id="n5">
<h2 class="strong">Tasks</h2>
<ul class="plain">
<li>Of 2 tasks:</li></ul>
<div class="wide">
<table><caption>Met of all:</caption>
<thead>
<tr>
<th scope="col" class="short">Task</th>
<th scope="col" class="short"></th>
<th scope="col" class="right short">Met</th>
<th scope="col" class="short">Kind</th></tr></thead>
<tbody class="row plain">
<tr>
<td class="short" data-label="Task">T01</td>
<th scope="row" class="full">Deepen the building of a city strong in quality</th>
<td class="right short" data-label="Met">2/14</td>
<td class="short" data-label="Kind">level</td></tr></tbody>
<tbody class="row plain">
<tr>
<td class="short" data-label="Task">T10</td>
<th scope="row" class="full">Share</th>
<td class="right short empty" data-label="Met">—</td>
<td class="short" data-label="Kind">maintain</td></tr></tbody></table></div></section>
<div>
<h2 class="strong">How</h2>
<dl>
<dt>total</dt>
<dd class="sum">= 20 + 15 = 35</dd>
<dt>Rule</dt>
<dd>1. all</dd></dl></div>
<div>
<h2 class="strong">Findings</h2>
<div class="wide">
<table>
<thead>
<tr>
<th scope="col" class="short">Place</th>
<th scope="col" class="short">Code</th>
<th scope="col" class="short">What</th>
<th scope="col" class="short">Cure</th></tr></thead>
<tbody class="row plain">
<tr>
<td class="short" data-label="Place">a.csv:3:2</td>
<td class="short" data-label="Code"><span class="tone error">error[x]</span></td>
<th scope="row" class="full">No number.</th>
<td class="full" data-label="Cure">Fix it.</td></tr></tbody></table></div></div>
<p class="quiet">Nothing else was read.</p>
<footer>
<p>Rounded for the eye.</p></footer>
"""

TREE_HTML = """\
<h1>T04 Better products</h1>
<dl>
<dt>In Chinese</dt>
<dd>实施产品质量提升行动</dd></dl>
<ul class="tree">
<li class="depth0">Indicators: 1</li>
<li class="depth0">T04.2 Renewal</li>
<li class="depth1"><b>C04 </b>Clusters of traditional industries · 3</li>
<li class="depth1">Box B3 Upgrading</li>
<li class="depth2"><b>C05 </b>Share of R&amp;D in the gross domestic product, which a short \
line cannot hold <span class="tone warning">slipping</span> (actual 2.7%, target 3.3%)</li></ul>
<div>
<h2 class="strong">How to go on:</h2>
<ul class="tree">
<li><code>sqc explain C05 \
a-workbook-whose-name-is-longer-than-a-line.xlsx</code></li></ul></div>
"""

FOLDED_HTML = """\
<h1>The report</h1>
<details class="block"><summary>All of R&amp;D &lt;3&gt;</summary>
<section id="n1">
<h2 class="strong">5 Share</h2>
<dl>
<dt>Plan</dt>
<dd>40%</dd></dl></section>
<div class="wide">
<table>
<thead>
<tr>
<th scope="col" class="right short">No.</th></tr></thead>
<tbody class="group">
<tr>
<th colspan="1" scope="rowgroup">Quality</th></tr></tbody>
<tbody class="row plain">
<tr>
<th scope="row" class="right short">1</th></tr></tbody>
<tbody class="row plain">
<tr>
<th scope="row" class="right short">2</th></tr></tbody>
<tbody class="group">
<tr>
<th colspan="1" scope="rowgroup">—</th></tr></tbody>
<tbody class="row plain">
<tr>
<th scope="row" class="right short">3</th></tr></tbody></table></div></details>
<p class="plain">The end.</p>
"""


@pytest.mark.parametrize(
    ("page", "expected"),
    [(PAGE, HTML), (TREE, TREE_HTML), (FOLDED, FOLDED_HTML)],
    ids=["page", "tree", "folded"],
)
def test_every_block_as_html_sets_it(page: Page, expected: str) -> None:
    made = as_html.render(page, Words("en"), Options())
    assert main_lines(made) == expected
