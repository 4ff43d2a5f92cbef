"""An office's own letterhead: what it has stays, what it lacks is supplied, nothing is lost."""

from __future__ import annotations

import io
import re
import zipfile
from typing import TYPE_CHECKING, Any

import docx
import example_reports
import letterheads
import pytest
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from letterheads import HEAD, HEAD_OF_PAPER, NUMBER, PLACE, SENT_TO, letterhead, paragraph
from word_document import Paragraph, Rows, blocks, text

import shengzhou_quality
from shengzhou_quality.formats.docx import WordTemplateError, check_template
from shengzhou_quality.formats.docx.styles import OWN_TEXT

if TYPE_CHECKING:
    from collections.abc import Callable

    from shengzhou_quality.evaluation.report import Report

EACH = pytest.mark.parametrize("program", letterheads.ALL)


@pytest.fixture(scope="module")
def report(judge: Callable[..., Report]) -> Report:
    return example_reports.make(judge)["failing-2025"]


@pytest.fixture(scope="module")
def written(report: Report) -> Callable[[bytes], bytes]:
    return lambda template: shengzhou_quality.render(report, "docx", word_template=template)


def opened(content: bytes) -> Any:
    return docx.Document(io.BytesIO(content))


def styles_of(content: bytes) -> dict[str, Any]:
    return {one.name_val.casefold(): one for one in opened(content).styles.element.style_lst}


@EACH
def test_the_head_and_the_distribution_list_stay_around_the_report(
    program: str, report: Report, written: Callable[[bytes], bytes]
) -> None:
    made = written(letterhead(program))
    own = text(shengzhou_quality.render(report, "docx")).split("\n")
    assert text(made).split("\n") == [HEAD, NUMBER, *own[:-1], SENT_TO, ""]
    header = opened(made).sections[0].header
    assert [one.text for one in header.paragraphs] == ["（页眉）"]


@EACH
def test_every_style_that_the_report_uses_is_defined_once(
    program: str, written: Callable[[bytes], bytes]
) -> None:
    made = written(letterhead(program))
    styles = opened(made).styles.element.style_lst
    for found in ([one.styleId for one in styles], [one.name_val.casefold() for one in styles]):
        assert len(found) == len(set(found))
    ids = {one.styleId: one.get(qn("w:type")) for one in styles}
    body = opened(made).element.body
    used = {one.get(qn("w:val")) for one in body.iter(qn("w:pStyle"), qn("w:tblStyle"))}
    assert used <= ids.keys()
    assert {ids[one.get(qn("w:val"))] for one in body.iter(qn("w:tblStyle"))} == {"table"}
    based = {one.get(qn("w:val")) for style in styles for one in style.iter(qn("w:basedOn"))}
    assert based <= ids.keys()


@EACH
def test_what_the_office_has_defined_wins(program: str, written: Callable[[bytes], bytes]) -> None:
    """And what it has not looks as in the base document: a heading of size 3 in 楷体."""
    before, made = letterhead(program), written(letterhead(program))
    known = styles_of(before)
    for name, style in styles_of(made).items():
        if name in known:
            assert style.xml == known[name].xml
    headings = {one.text: one.style for one in blocks(made) if isinstance(one, Paragraph)}
    assert headings["一、总体情况"].casefold() == "heading 1"
    for name, font, size in (("附件标题", "方正小标宋简体", 44), ("表格文字", "仿宋_GB2312", 18)):
        style = styles_of(made)[name]
        assert style.rPr.rFonts.get(qn("w:eastAsia")) == font
        assert style.rPr.find(qn("w:sz")).get(qn("w:val")) == str(size)


@EACH
def test_text_has_the_style_of_an_official_paper(
    program: str, written: Callable[[bytes], bytes]
) -> None:
    """ "Normal" of 10 to 12 pt is what the program began with, and stays for the letterhead."""
    made = written(letterhead(program))
    found = {one.text: one.style for one in blocks(made) if isinstance(one, Paragraph)}
    assert style_of_text(made) == OWN_TEXT
    style = styles_of(made)[OWN_TEXT]
    assert style.pPr.ind.get(qn("w:firstLineChars")) == "200"
    assert style.rPr.find(qn("w:sz")).get(qn("w:val")) == "32"
    assert found[SENT_TO] == "Normal"


@pytest.mark.parametrize(("size", "wanted"), [(27, OWN_TEXT), (28, "Normal"), (32, "Normal")])
def test_a_normal_from_size_4_on_is_that_of_an_official_paper(
    size: int, wanted: str, written: Callable[[bytes], bytes]
) -> None:
    document = opened(letterhead())
    document.styles["Normal"].font.size = Pt(size / 2)
    assert style_of_text(written(saved(document))) == wanted


def style_of_text(made: bytes) -> str:
    found = [one for one in blocks(made) if isinstance(one, Paragraph)]
    return next(one.style for one in found if one.text.startswith("根据"))


def test_a_text_style_of_our_name_is_taken(written: Callable[[bytes], bytes]) -> None:
    own = f'<w:style w:type="paragraph" w:styleId="x"><w:name w:val="{OWN_TEXT}"/></w:style>'
    made = written(letterhead(styles=own))
    assert styles_of(made)[OWN_TEXT].styleId == "x"
    assert [one.name_val for one in opened(made).styles.element.style_lst].count(OWN_TEXT) == 1


def test_ids_and_names_of_other_styles_are_not_touched(written: Callable[[bytes], bytes]) -> None:
    """A style of characters cannot be one of paragraphs, and an id is of one style only."""
    own = (
        '<w:style w:type="character" w:styleId="x"><w:name w:val="附件"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="SqcTableText"><w:name w:val="Own"/></w:style>'
    )
    made = written(letterhead(styles=own))
    found = styles_of(made)
    assert found["附件"].styleId == "x"
    assert found["附件 (sqc)"].get(qn("w:type")) == "paragraph"
    assert found["own"].styleId == "SqcTableText"
    assert found["表格文字"].styleId not in ("SqcTableText", "TableText")
    assert any(one.style == "附件 (sqc)" for one in blocks(made) if isinstance(one, Paragraph))


def test_fonts_of_supplied_styles_have_their_substitutes(
    written: Callable[[bytes], bytes],
) -> None:
    with zipfile.ZipFile(io.BytesIO(written(letterhead()))) as packed:
        table = packed.read("word/fontTable.xml").decode()
    names = re.findall(r'<w:font w:name="([^"]+)"', table)
    assert names[0] == "宋体"
    assert sorted(names) == sorted({*names, "仿宋_GB2312", "楷体_GB2312", "黑体", "方正小标宋简体"})
    assert table.count("w:altName") == len(names)


def test_tables_have_their_own_margins_and_fit(written: Callable[[bytes], bytes]) -> None:
    """A table style of an office may have margins of twice the width."""
    made = opened(written(letterhead()))
    for table in made.element.body.iterchildren(qn("w:tbl")):
        margins = table.tblPr.find(qn("w:tblCellMar"))
        assert [one.get(qn("w:w")) for one in margins] == ["57", "57"]


# where the report stands

BOX = (
    '<w:p><w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><w:txbxContent>{0}'
    "</w:txbxContent></w:drawing></mc:Choice><mc:Fallback><w:pict><w:txbxContent>{0}"
    "</w:txbxContent></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>"
)
IN_TABLE = (
    '<w:tbl><w:tblPr/><w:tblGrid><w:gridCol w:w="9000"/></w:tblGrid><w:tr><w:tc><w:tcPr/>'
    "{0}</w:tc></w:tr></w:tbl>"
)


@pytest.mark.parametrize(
    "place",
    [
        IN_TABLE.format(PLACE),
        BOX.format(PLACE),
        f"<w:sdt><w:sdtContent>{PLACE}</w:sdtContent></w:sdt>",
        paragraph("【正文】 报告"),
        paragraph("以下为【正文】："),
        paragraph("See [Report] below"),
    ],
    ids=["table", "text-box", "control", "words-behind", "words-around", "english"],
)
def test_a_place_where_no_report_can_stand_is_refused(place: str) -> None:
    with pytest.raises(WordTemplateError) as raised:
        check_template(letterhead(body=HEAD_OF_PAPER + place + paragraph(SENT_TO)))
    assert raised.value.why == "place-not-alone"


@pytest.mark.parametrize("second", [PLACE, IN_TABLE.format(PLACE), paragraph("[report]")])
def test_two_places_are_refused(second: str) -> None:
    with pytest.raises(WordTemplateError) as raised:
        check_template(letterhead(body=HEAD_OF_PAPER + PLACE + second))
    assert raised.value.why == "several-places"


@pytest.mark.parametrize(
    "place", ["【正文】", "　【正文】 ", "[report]", "[Report]", "【 正 文 】"]
)
def test_spaces_and_capitals_of_the_place_do_not_matter(
    place: str, written: Callable[[bytes], bytes]
) -> None:
    made = written(letterhead(body=HEAD_OF_PAPER + paragraph(place) + paragraph(SENT_TO)))
    assert text(made).startswith(f"{HEAD}\n{NUMBER}\n嵊州市")
    assert place.strip() not in text(made)


def test_whether_a_text_would_be_lost_is_known() -> None:
    assert not check_template(letterhead())
    assert check_template(letterhead(body=HEAD_OF_PAPER))
    assert check_template(letterhead(body=IN_TABLE.format(HEAD_OF_PAPER)))
    assert check_template(letterhead(body="<w:p><w:r><w:drawing/></w:r></w:p>"))
    assert not check_template(letterhead(body="<w:p/>"))


def test_a_head_in_a_table_stays_above_the_report(written: Callable[[bytes], bytes]) -> None:
    head = IN_TABLE.format(HEAD_OF_PAPER)
    found = list(blocks(written(letterhead(body=head + PLACE + paragraph(SENT_TO)))))
    assert found[0] == Rows([[f"{HEAD}\n{NUMBER}"]])
    assert found[1].text.startswith("嵊州市")  # type: ignore[union-attr]


# the sheets


def test_a_document_without_measures_has_those_of_the_standard(
    written: Callable[[bytes], bytes],
) -> None:
    for sheet in ("", "<w:sectPr/>", '<w:sectPr><w:pgSz w:w="21cm"/></w:sectPr>'):
        section = opened(written(letterhead(sheet=sheet))).sections[0]
        assert round(section.page_width / Mm(1)) == 210
        assert round(section.left_margin / Mm(1)) == 28


def sheet(left: int) -> str:
    return (
        f'<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1440" w:right="1800"'
        f' w:bottom="1440" w:left="{left}" w:header="851" w:footer="992" w:gutter="0"/></w:sectPr>'
    )


def test_the_report_has_the_sheet_of_its_place(written: Callable[[bytes], bytes]) -> None:
    """The head has a section of its own, and so has what stands below."""
    ends = f"<w:p><w:pPr>{sheet(1111)}</w:pPr></w:p>"
    place = PLACE.replace("</w:pPr>", f"{sheet(2222)}</w:pPr>")
    for at_place in (place, f"{PLACE}<w:p><w:pPr>{sheet(2222)}</w:pPr></w:p>"):
        body = HEAD_OF_PAPER + ends + at_place + paragraph(SENT_TO)
        made = opened(written(letterhead(body=body, sheet=sheet(3333))))
        margins = [round(one.left_margin / 635) for one in made.sections]
        assert margins[0] == 1111
        assert margins[-1] == 3333
        assert set(margins[1:-1]) - {1440} == {2222}  # 1440 is the left of the turned ones
        assert margins.count(2222) == 2  # before the turned sheets and after them


def test_one_header_is_on_even_pages_too(written: Callable[[bytes], bytes]) -> None:
    document = opened(letterhead())
    document.settings.odd_and_even_pages_header_footer = True
    made = opened(written(saved(document)))
    for section in made.sections[:-1]:
        assert section.even_page_header.paragraphs[0].text == "（页眉）"


def test_neither_author_nor_date_of_the_letterhead_is_that_of_the_report(
    written: Callable[[bytes], bytes],
) -> None:
    document = opened(letterhead(letterheads.OF_PYTHON))
    document.core_properties.author = document.core_properties.last_modified_by = "某人"
    for template in (saved(document), letterhead()):  # the second has no properties at all
        made = written(template)
        with zipfile.ZipFile(io.BytesIO(made)) as packed:
            core = packed.read("docProps/core.xml").decode()
        assert "报告</dc:title>" in core
        assert not re.search(r"某人|W3CDTF\">\d|creator>|revision", core)
        assert made == written(template)


def saved(document: Any) -> bytes:
    content = io.BytesIO()
    document.save(content)
    return content.getvalue()
