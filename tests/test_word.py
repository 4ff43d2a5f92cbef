"""The Word document: what it says is the page, what it is made of is GB/T 9704, for any report."""

from __future__ import annotations

import importlib.util
import io
import json
import re
import zipfile
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

import docx
import example_reports
import pytest
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from example_reports import LANGUAGES, NAMES, as_shown
from nasty import NASTY
from word_document import Rows, blocks, text

import shengzhou_quality
from shengzhou_quality.formats import CHAIN_FORMATS, Options
from shengzhou_quality.formats.cleaning import clean
from shengzhou_quality.formats.column_widths import widths
from shengzhou_quality.formats.docx import WordTemplateError, check_template
from shengzhou_quality.formats.docx import render as render_page
from shengzhou_quality.formats.docx.titles import title_lines
from shengzhou_quality.pages.model import (
    Chart,
    Commands,
    Counts,
    Details,
    Facts,
    Findings,
    KeyFigures,
    Medium,
    Page,
    Section,
    Sentence,
    Sentences,
    Table,
    TableCell,
    TableColumn,
    TableGroup,
    ToComplete,
    fact,
)
from shengzhou_quality.pages.report import page
from shengzhou_quality.words import Words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from shengzhou_quality.evaluation.report import Report
    from shengzhou_quality.pages.model import Block

SCRIPT = Path(__file__).parent.parent / "scripts" / "make_word_base.py"
BASE = Path(shengzhou_quality.__file__).parent / "formats" / "docx" / "base.docx"
EACH = pytest.mark.parametrize("name", NAMES)
BOTH = pytest.mark.parametrize("lang", LANGUAGES)


@pytest.fixture(scope="module")
def reports(judge: Callable[..., Report]) -> dict[str, Report]:
    return example_reports.make(judge)


@pytest.fixture(scope="module")
def written(reports: dict[str, Report]) -> Callable[..., bytes]:
    """The document of a report, made once."""
    made: dict[tuple[str, str], bytes] = {}

    def document(name: str, lang: str = "zh") -> bytes:
        if (name, lang) not in made:
            made[name, lang] = example_reports.rendered(reports[name], "docx", lang)
        return made[name, lang]

    return document


def opened(content: bytes) -> Any:
    return docx.Document(io.BytesIO(content))


def parts_of(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        return {name: packed.read(name) for name in packed.namelist()}


# what it says


def said_by(page: Page, words: Words) -> Iterator[str]:
    """Every text of a page in the order of print: rows of a table with a bar between cells."""
    first = (*page.preface, *page.lead)
    yield from (page.heading, page.title, page.to_sign.to if page.to_sign else "")
    yield from (one.text for one in first)
    annexes = [one for one in page.blocks if isinstance(one, Section) and one.label]
    body = [one for one in page.blocks if one not in annexes]
    yield from said_by_blocks(body, words)
    for number, annex in enumerate(annexes, 1):
        label = f"{page.annexes}{'：' if words.language == 'zh' else ': '}" if number == 1 else ""
        yield f"{label}{number}. {annex.title}"
    yield from page.to_sign.signed if page.to_sign else ()
    yield from said_by_blocks(annexes, words)
    yield from page.foot


def said_by_blocks(found: Any, words: Words) -> Iterator[str]:
    for block in found:
        yield from said_by_block(block, words)


def said_by_block(block: Block, words: Words) -> Iterator[str]:  # noqa: C901, PLR0912 - one a block
    colon = "：" if words.language == "zh" else ": "
    if isinstance(block, Sentence):
        yield block.text
    elif isinstance(block, Sentences):
        yield from (block.label, *block.texts)
    elif isinstance(block, Counts):
        yield from ("".join(row) for row in block.rows)
    elif isinstance(block, Section):
        yield from (block.label, block.title) if block.label else (block.heading,)
        yield from said_by_blocks(block.blocks, words)
    elif isinstance(block, Details):
        yield block.summary
        yield from said_by_blocks(block.blocks, words)
    elif isinstance(block, ToComplete):
        yield block.heading
        yield from (f"{one.label}{colon}{one.text}" for one in block.facts)
        yield from (f"{label}{colon}{block.hint}" for label in block.open)
    elif isinstance(block, Facts):
        yield block.heading
        yield from (f"{one.label}{colon if one.label else ''}{one.text}" for one in block.facts)
    elif isinstance(block, Findings):
        yield from (block.heading, " | ".join(block.columns))
        for one in block.findings:
            yield " | ".join(map(clean, (one.place, one.code, one.message, one.hint)))
    elif isinstance(block, Table):
        yield block.caption
        for group in block.groups:
            yield from (group.heading, group.note)
            yield " | ".join(clean(one.heading) for one in block.columns)
            for row in group.rows:
                yield " | ".join(said_in(cell, block.none, words) for cell in row)
    elif not isinstance(block, KeyFigures | Chart):
        raise TypeError(f"say what a {type(block).__name__} says")


def said_in(cell: TableCell, none: str, words: Words) -> str:
    shown = f"{cell.text}{cell.mark}" or none
    separator = "；" if words.language == "zh" else "; "
    return clean(separator.join(one for one in (shown, cell.note) if one))


@BOTH
@EACH
def test_it_says_what_the_page_says(
    name: str, lang: str, reports: dict[str, Report], written: Callable[..., bytes]
) -> None:
    words = Words(lang)
    shown = page(reports[name], words, Medium.DOCUMENT)
    wanted = [clean(line) for line in said_by(shown, words)]
    found = text(written(name, lang)).split("\n")
    lines = title_lines(shown.heading)
    first = (wanted[0], found[: len(lines)])
    assert "".join(first[0].split()) == "".join("".join(first[1]).split())
    rest = [line for line in "\n".join(wanted[1:]).split("\n") if line.strip()]
    titles = {"\n".join(title_lines(one)): one for one in wanted if len(title_lines(one)) > 1}
    joined = "\n".join(found[len(lines) :])
    for broken, whole in titles.items():
        joined = joined.replace(f"\n{broken}\n", f"\n{whole}\n")
    assert [line for line in joined.split("\n") if line.strip()] == [one.rstrip() for one in rest]


def tables(content: bytes) -> list[list[list[str]]]:
    return [block.rows for block in blocks(content) if isinstance(block, Rows)]


@BOTH
@pytest.mark.parametrize("name", [one for one in NAMES if one not in ("blank", "only-milestone")])
def test_its_figures_are_those_of_the_json(
    name: str, lang: str, reports: dict[str, Report], written: Callable[..., bytes]
) -> None:
    """Every value of every year, the targets, and the counts that stand in the summary."""
    report = reports[name]
    made = example_reports.rendered(report, "json", lang)
    known = json.loads(made, parse_float=Decimal, parse_int=Decimal)
    number, actual = ("序号", "{}年") if lang == "zh" else ("No.", "{}")
    found = tables(written(name, lang))
    of_years = next(rows for rows in found if actual.format(report.year) in rows[0])
    by_id = {row[of_years[0].index(number)]: row for row in of_years[1:]}
    assert len(by_id) == len(known["indicators"]) == len(report.indicators)
    for item in known["indicators"]:
        row = dict(zip(of_years[0], by_id[item["id"]], strict=True))
        for entry in item["series"]:
            assert row[actual.format(entry["year"])] == as_shown(entry, lang)
    counts = found[0]
    assert counts[-1][1] == str(known["summary"]["total"])
    assert counts[1][1] == str(known["summary"]["binding"]["total"])
    if report.final:
        assert counts[-1][2] == str(known["summary"]["met"])
        rate = known["summary"]["completion_rate"] * 100
        assert Decimal(counts[-1][-1].removesuffix("%")) == rate.quantize(Decimal("0.1"))
    else:
        assert counts[-1][2] == str(known["summary"]["on_schedule"])


@BOTH
@EACH
def test_no_path_cell_command_or_digest_stands_before_the_annexes(
    name: str, lang: str, written: Callable[..., bytes]
) -> None:
    """Of nothing reported there is no body: what was looked at stands below the one sentence."""
    if name == "blank":
        return
    before = text(written(name, lang)).split("\n附件1\n" if lang == "zh" else "\nAnnex 1\n")
    assert len(before) == 2
    told = re.compile(r"\.(?:xlsx|yaml|csv)\b|\bsqc\b|--\w|[0-9a-f]{16}|![A-Z]+[0-9]+|`")
    assert told.findall(before[0]) == []


def test_what_an_office_has_to_write_is_left_open(written: Callable[..., bytes]) -> None:
    found = text(written("failing-2025"))
    at = found.index("1. 装配式建筑占新建建筑比例（第5项，约束性）\n")
    assert found[at:].split("\n")[1:4] == [
        "现状：2025年为40%，目标为大于40%（不含40%），尚未达到。",
        "原因：（由责任单位填写）",
        "措施：（由责任单位填写）",
    ]
    assert "原因：" not in text(written("final-2025"))


@pytest.mark.parametrize("name", ["final-2025", "failing-2025", "midterm-2023", "all-fail"])
def test_what_only_the_signing_office_knows_is_left_open(
    name: str, written: Callable[..., bytes]
) -> None:
    """Below the title at the left edge; below the list of annexes on the right: GB/T 9704 7.3."""
    body = opened(written(name)).element.body
    made = ["".join(one.itertext(qn("w:t"))) for one in body]
    at = made.index("（主送机关）：")
    assert made[at + 1].startswith("根据《")
    assert body[at].pPr.ind.get(qn("w:firstLineChars")) == "0"
    signed = made.index("（发文机关署名）（成文日期）")
    assert made[signed - 1].startswith("附件：1. ")
    assert made[signed + 1].startswith("附件1")
    assert body[signed].pPr.find(qn("w:jc")).get(qn("w:val")) == "right"
    for one in (body[signed - 2], body[signed - 1]):  # the last of the text goes with them
        assert one.pPr.find(qn("w:keepNext")) is not None


def test_nothing_else_is_to_be_signed(written: Callable[..., bytes], plan: Any) -> None:
    from shengzhou_quality.evaluation.trace import trace

    chain = CHAIN_FORMATS["docx"].render(
        trace(plan, plan.indicators[0], None), Words("zh"), Options()
    )
    for made in (written("blank"), chain):
        assert "主送机关" not in text(made)
        assert "成文日期" not in text(made)


@EACH
def test_what_stands_above_a_table_stays_with_it(name: str, written: Callable[..., bytes]) -> None:
    body = opened(written(name)).element.body
    styles = {one.styleId: one for one in opened(BASE.read_bytes()).styles.element.style_lst}
    for table in body.iterchildren(qn("w:tbl")):
        above = table.getprevious()
        kept = above.pPr.find(qn("w:keepNext")) is not None
        begins = above.pPr.find(qn("w:sectPr")) is not None
        assert kept or begins or styles[above.style].pPr.find(qn("w:keepNext")) is not None


def test_an_item_without_an_office_has_a_dash(written: Callable[..., bytes]) -> None:
    (rows,) = [one for one in tables(written("final-2025")) if "2025年" in one[0]]
    assert {row[rows[0].index("责任单位")] for row in rows[1:]} == {"—"}


# what it is made of


def test_the_base_document_is_the_one_that_the_script_makes() -> None:
    spec = importlib.util.spec_from_file_location("make_word_base", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    script = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(script)
    assert BASE.read_bytes() == script.content()


def test_the_sheets_have_the_measures_of_the_standard(written: Callable[..., bytes]) -> None:
    """156 by 225 mm for text, 37 above and 28 on the left; turned, the same sheet on its side."""
    sections = list(opened(written("final-2025")).sections)
    assert [one.orientation for one in sections] == [
        WD_ORIENT.PORTRAIT,
        WD_ORIENT.LANDSCAPE,
        WD_ORIENT.PORTRAIT,
    ]
    for one in sections:
        turned = one.orientation is WD_ORIENT.LANDSCAPE
        size = (297, 210) if turned else (210, 297)
        around = (28, 37, 26, 35) if turned else (37, 26, 35, 28)
        margins = (one.top_margin, one.right_margin, one.bottom_margin, one.left_margin)
        assert [round(each / Mm(1)) for each in (one.page_width, one.page_height)] == [*size]
        assert [round(each / Mm(1)) for each in margins] == [*around]
        wide = one.page_width - one.left_margin - one.right_margin
        high = one.page_height - one.top_margin - one.bottom_margin
        assert sorted((round(wide / Mm(1)), round(high / Mm(1)))) == [156, 225]


def test_odd_and_even_pages_have_their_number_at_the_outside(
    written: Callable[..., bytes],
) -> None:
    document = opened(written("final-2025"))
    assert document.settings.odd_and_even_pages_header_footer
    for section in document.sections:
        turned = section.orientation is WD_ORIENT.LANDSCAPE
        for footer, side in ((section.footer, "right"), (section.even_page_footer, "left")):
            assert not footer.is_linked_to_previous
            xml = footer._element.xml
            assert xml.count(" PAGE ") == 1
            assert f'<w:jc w:val="{side}"/>' in xml
            assert ('<w:textDirection w:val="tbRl"/>' in xml) is turned
            shown = "".join(one.text or "" for one in footer._element.iter(qn("w:t")))
            assert shown == "— 1 —"


def test_every_style_names_its_four_fonts_and_no_theme() -> None:
    found = parts_of(BASE.read_bytes())
    styles = ET.fromstring(found["word/styles.xml"])  # noqa: S314 - our own
    fonts = list(styles.iter(qn("w:rFonts")))
    of_paragraphs = [
        one for one in styles.iter(qn("w:style")) if one.get(qn("w:type")) == "paragraph"
    ]
    assert len(fonts) == len(of_paragraphs) + 1  # and the defaults
    for one in fonts:
        assert {name.rpartition("}")[2] for name in one.keys()} == {  # noqa: SIM118 - an element
            "ascii", "hAnsi", "cs", "eastAsia"
        }  # fmt: skip
    assert b"Theme=" not in found["word/styles.xml"]
    assert b'w:eastAsia="zh-CN"' in found["word/styles.xml"]
    table = ET.fromstring(found["word/fontTable.xml"])  # noqa: S314 - our own
    known = {one.get(qn("w:name")) for one in table.iter(qn("w:font"))}
    assert {one.get(qn("w:eastAsia")) for one in fonts} <= known
    assert all(one.find(qn("w:altName")) is not None for one in table.iter(qn("w:font")))


def test_text_titles_and_headings_are_set_as_the_standard_says() -> None:
    styles = opened(BASE.read_bytes()).styles
    wanted = {
        "Normal": ("仿宋_GB2312", 16, 200),
        "Title": ("方正小标宋简体", 22, 0),
        "Heading 1": ("黑体", 16, 200),
        "Heading 2": ("楷体_GB2312", 16, 200),
        "Heading 3": ("仿宋_GB2312", 16, 200),
        "附件": ("黑体", 16, 0),
        "Footer": ("宋体", 14, 0),
    }
    for name, (font, size, indent) in wanted.items():
        style = styles[name]
        assert style.element.rPr.rFonts.get(qn("w:eastAsia")) == font
        assert style.font.size == Pt(size)
        assert style.element.pPr.ind.get(qn("w:firstLineChars")) == str(indent)


@BOTH
@EACH
def test_rows_stay_whole_heads_are_repeated_and_tables_fit_their_sheet(
    name: str, lang: str, written: Callable[..., bytes]
) -> None:
    document = opened(written(name, lang))
    body = document.element.body
    rooms = iter(
        (one.page_width - one.left_margin - one.right_margin) / 635 for one in document.sections
    )
    room = next(rooms)
    before = None
    for block in body:
        if block.tag == qn("w:tbl"):
            widths_ = [int(one.get(qn("w:w"))) for one in block.tblGrid.iter(qn("w:gridCol"))]
            assert sum(widths_) <= room
            assert block.tblPr.find(qn("w:tblLayout")).get(qn("w:type")) == "fixed"
            rows = list(block.iter(qn("w:tr")))
            assert all(row.trPr.find(qn("w:cantSplit")) is not None for row in rows)
            heads = [row.trPr.find(qn("w:tblHeader")) is not None for row in rows]
            assert heads == [True, *[False] * (len(rows) - 1)]
            cells = [int(one.get(qn("w:w"))) for one in rows[0].iter(qn("w:tcW"))]
            assert cells == widths_
        assert not (before == block.tag == qn("w:tbl"))
        before = block.tag
        if block.tag == qn("w:p") and block.pPr.find(qn("w:sectPr")) is not None:
            room = next(rooms)
    assert [one.tag for one in body][-2:] == [qn("w:p"), qn("w:sectPr")]


@EACH
def test_the_same_report_gives_the_same_bytes(
    name: str, reports: dict[str, Report], written: Callable[..., bytes]
) -> None:
    again = shengzhou_quality.render(reports[name], "docx")
    assert again == written(name)
    with zipfile.ZipFile(io.BytesIO(again)) as packed:
        assert {one.date_time for one in packed.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    properties = opened(again).core_properties
    assert (properties.created, properties.modified, properties.author) == (None, None, "")
    assert properties.title.endswith("报告")


# text from data


@pytest.mark.parametrize("nasty", NASTY, ids=range(len(NASTY)))
def test_nasty_text_stays_text(nasty: str) -> None:
    column = TableColumn("Text", takes_room=True)
    shown = Page(
        f"a{nasty}",
        [
            Sentence(f"b{nasty}"),
            Sentences([f"c{nasty}"]),
            Table([column, column], [TableGroup([[TableCell(nasty), TableCell("x", note=nasty)]])]),
            Section(f"d{nasty}", [Facts("", (fact("e", nasty),))]),
            Commands("", [nasty]),
            ToComplete(f"f{nasty}", [fact("g", nasty)], [nasty], nasty),
        ],
        title=f"h{nasty}",
        foot=[nasty],
    )
    made = render_page(shown, Words("en"), Options())
    found = " ".join(text(made).split())
    for letter in "bcdfh":
        assert " ".join(clean(letter + nasty).split()) in found
    for name, content in parts_of(made).items():
        assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]", content.decode()), name
        ET.fromstring(content)  # noqa: S314 - our own


# the office's own document


def with_body(change: Callable[[Any], None]) -> bytes:
    document = opened(BASE.read_bytes())
    change(document)
    saved = io.BytesIO()
    document.save(saved)
    return saved.getvalue()


def test_an_office_gives_its_styles_its_page_and_its_footers(reports: dict[str, Report]) -> None:
    def change(document: Any) -> None:
        document.styles["Normal"].font.size = Pt(15)
        document.sections[0].left_margin = Mm(30)
        document.sections[0].header.paragraphs[0].text = "嵊州市市场监督管理局"
        document.paragraphs[0].insert_paragraph_before("旧的正文")

    made = shengzhou_quality.render(reports["final-2025"], "docx", word_template=with_body(change))
    document = opened(made)
    assert document.styles["Normal"].font.size == Pt(15)
    for section in document.sections:
        if section.orientation is WD_ORIENT.PORTRAIT:
            assert round(section.left_margin / Mm(1)) == 30
            assert section.header.paragraphs[0].text == "嵊州市市场监督管理局"
    assert "旧的正文" not in text(made)
    assert text(made).startswith("嵊州市质量发展“十四五”规划\n2025年终期评估报告\n（主送机关）：\n")


@pytest.mark.parametrize("place", ["【正文】", "[report]"])
def test_a_letterhead_stays_above_the_place_of_the_report(
    place: str, reports: dict[str, Report]
) -> None:
    def change(document: Any) -> None:
        for one in list(document.element.body)[:-1]:
            document.element.body.remove(one)
        section = document.sections[0]
        section.orientation = WD_ORIENT.PORTRAIT
        section.page_width, section.page_height = Mm(210), Mm(297)
        section.different_first_page_header_footer = True
        document.add_paragraph("嵊州市市场监督管理局文件")
        document.add_paragraph(place)
        document.add_paragraph("抄送：各责任单位")

    made = shengzhou_quality.render(reports["final-2025"], "docx", word_template=with_body(change))
    lines = text(made).split("\n")
    assert lines[:2] == ["嵊州市市场监督管理局文件", "嵊州市质量发展“十四五”规划"]
    assert lines[-2] == "抄送：各责任单位"
    document = opened(made)
    first, *others = document.sections
    assert first.different_first_page_header_footer
    assert not any(one.different_first_page_header_footer for one in others)
    assert others[0].orientation is WD_ORIENT.LANDSCAPE
    assert round(others[0].page_width / Mm(1)) == 297  # turned, as no sheet of theirs is


@pytest.mark.parametrize("content", [b"", b"no document", b"PK\x05\x06" + bytes(18)])
def test_what_is_no_word_document_is_refused(content: bytes) -> None:
    with pytest.raises(WordTemplateError, match="not a Word document"):
        check_template(content)


def test_a_workbook_is_no_word_document(xlsx: Callable[..., bytes]) -> None:
    with pytest.raises(WordTemplateError, match="not a Word document"):
        check_template(xlsx([["a", "b"]]))


def test_a_report_is_itself_a_document_to_start_from(
    reports: dict[str, Report], written: Callable[..., bytes]
) -> None:
    """The next report can take over what an office has changed in the last."""
    last = written("failing-2025")
    again = shengzhou_quality.render(reports["final-2025"], "docx", word_template=last)
    assert text(again) == text(written("final-2025"))


# the measures of tables and titles


def test_columns_share_the_room_and_keep_figures_whole() -> None:
    found = widths(
        [["序号", "12"], ["指标", "长" * 60], ["目标", ">98.5%"]], [False, True, False], 60
    )
    assert sum(found) == 60
    assert found[0] >= 4
    assert found[2] >= 8
    assert found[1] == max(found)


def test_years_have_columns_of_one_width() -> None:
    """One of them has states, and needs more: each has as much."""
    heads = ["序号", "指标", "2020年", "2021年", "2022年", "责任单位"]
    rows = [["1", "长" * 30, "—", "1.5", "完成创建", "—"]] * 3
    for available in (60, 75, 90, 300):
        columns = [list(column) for column in zip(heads, *rows, strict=True)]
        found = widths(columns, [False, True, *[False] * 4], available)
        assert sum(found) == available
        assert len(set(found[2:5])) == 1
        assert found[2] >= 8


def test_short_words_stay_whole_where_long_ones_can_be_broken() -> None:
    """约束性 needs six half-widths; the room that lacks is taken from the longest."""
    columns = [["属性", "约束性"], ["甲", "x" * 19], ["乙", "y" * 19], ["丙", "z" * 19]]
    found = widths(columns, [False] * 4, 50)
    assert found[0] >= 6
    assert sum(found) == 50


def test_too_little_room_is_shared_all_the_same() -> None:
    found = widths([["x" * 40]] * 9, [False] * 9, 50)
    assert sum(found) == 50
    assert min(found) > 0


def test_a_title_is_broken_where_its_sense_has_a_break() -> None:
    assert title_lines("短的标题") == ["短的标题"]
    assert title_lines("嵊州市质量发展“十四五”规划2025年终期评估报告") == [
        "嵊州市质量发展“十四五”规划",
        "2025年终期评估报告",
    ]
    assert title_lines("A plan for quality and how it is evaluated in the year 2025") == [
        "A plan for quality and how it",
        "is evaluated in the year 2025",
    ]
    assert [len(one) for one in title_lines("长" * 50)] == [17, 16, 17]


@pytest.mark.parametrize(
    "lines",
    [
        "国民经济和社会发展第十四个五年规划纲要/2025年终期评估报告",
        "国民经济和社会发展第十四个五年规划纲要/终期评估报告",
        "指标5：装配式建筑占/新建建筑比例（约束性）",
        "5 装配式建筑占新建建筑比例/（预期性）：提前实现",
        "指标13：完成国家级生态文明/示范市创建（约束性）",
        "指标11：城市空气质量/优良天数比例（约束性）",
        "标志性成果：以“双随机、一公开”/为基本手段的新型监管机制（M60）",
        "关于报送嵊州市质量发展/“十四五”规划2025年实施情况数据的函",
        "嵊州市“十四五”规划纲要/和远景目标2023年度评估报告",
    ],
)
def test_a_line_of_a_title_ends_with_a_word(lines: str) -> None:
    """Neither 终/期 nor 新/建, no number from its year, no quotation in two."""
    assert title_lines(lines.replace("/", "")) == lines.split("/")


# from Python


def test_every_explanation_can_be_written(plan: Any) -> None:
    from shengzhou_quality.evaluation.trace import trace

    for item in plan.indicators[:3]:
        chain = trace(plan, item, None)
        assert text(CHAIN_FORMATS["docx"].render(chain, Words("en"), Options()))


def test_from_python_a_missing_extra_is_named(
    reports: dict[str, Report], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda *_: None)
    with pytest.raises(ImportError, match=r'pip install "shengzhou-quality\[word\]"'):
        shengzhou_quality.render(reports["final-2025"], "docx")
