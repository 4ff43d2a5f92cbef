"""A published document is read into paragraphs and tables, whatever its format."""

from __future__ import annotations

import io
import shutil
import zipfile
from pathlib import Path

import pytest

from shengzhou_quality.diagnostics import InputError
from shengzhou_quality.limits import Limits
from shengzhou_quality.published.document import Document, Paragraph
from shengzhou_quality.published.documents import read_document
from shengzhou_quality.reported import Sheet, Span

SHARED = Path("/work/shared")
PUBLISHED = SHARED / "plans" / "published"


def read(content: str | bytes, file: str = "a.html") -> Document:
    return read_document(content.encode() if isinstance(content, str) else content, file)


def rows(sheet: Sheet) -> list[dict[int, str]]:
    return [{column: cell.text for column, cell in row.items()} for row in sheet.rows]


def table(content: str | bytes, file: str = "a.html") -> list[dict[int, str]]:
    (sheet,) = read(content, file).tables
    return rows(sheet)


def paragraphs(document: Document) -> list[str]:
    return [block.text for block in document.blocks if isinstance(block, Paragraph)]


def codes(document: Document) -> list[str]:
    return [finding.code for finding in document.diagnostics]


def refused(content: str | bytes, file: str, limits: Limits | None = None) -> list[str]:
    data = content.encode() if isinstance(content, str) else content
    with pytest.raises(InputError) as caught:
        read_document(data, file, limits or Limits())
    return [finding.code for finding in caught.value.diagnostics]


# Web pages


@pytest.mark.parametrize(
    ("written", "text", "shown"),
    [
        ("制造业<br>增加值", "制造业\n增加值", None),
        ("<p>≥</p><p>96</p>", "≥\n96", None),
        ("<span lang=EN-US>15<o:p></o:p></span><font>.7</font>", "15.7", None),
        ("粮食\n产量", "粮食产量", None),  # Word ends a line of its file anywhere
        ("per\ncapita  GDP", "per capita GDP", None),
        ("&gt;96&nbsp;%", ">96 %", None),
        ("<96", "<96", None),
        ("15.7<sup>4</sup>", "15.7", "15.7⁴"),
        ("15.7<span style='vertical-align:super'>[4]</span>", "15.7", "15.7[4]"),
        ("15.7<span style='mso-text-raise:4.0pt'>4</span>", "15.7", "15.7⁴"),
        ("15.7<span style='vertical-align:-5.5pt'>亿</span>", "15.7亿", None),
        ("GDP<sup>1</sup>", "GDP", "GDP¹"),
        ("PM<sub>2.5</sub>", "PM2.5", None),
        ("CO<sub>2</sub>排放", "CO2排放", None),
        ("km<sup>2</sup>", "km²", None),
        ("亿m<sup>3</sup>", "亿m³", None),
        ("10<sup>4</sup>吨", "10⁴吨", None),
        ("10<sup>4</sup>", "10", "10⁴"),
        ("1<sup>4</sup>5", "1⁴5", None),  # whether it is a digit is unknown
        ("<del cite='mailto:x' datetime='2021'>12</del><ins>15</ins>", "15", None),
        ("12<span style='display:none'>34</span>", "12", None),
        ("12<script>x('<td>')</script><!-- 3 -->", "12", None),
        ("<![if !supportMisc]>12<![endif]>", "12", None),
    ],
)
def test_cell_of_a_page(written: str, text: str, shown: str | None) -> None:
    (sheet,) = read(f"<table><tr><td>指标<td>{written}</table>").tables
    cell = sheet.rows[0][2]
    assert (cell.text, cell.shown, cell.fault) == (text, shown, None)


@pytest.mark.parametrize("tag", ["s", "strike", "del"])
def test_struck_out_text_is_no_value(tag: str) -> None:
    (sheet,) = read(f"<table><tr><td>指标<td><{tag}>12</{tag}>15<td><{tag}>9</{tag}>").tables
    part, whole = sheet.rows[0][2], sheet.rows[0][3]
    assert (part.text, part.shown, part.fault) == ("15", "1215", "struck-out")
    assert (whole.text, whole.fault) == ("9", "struck-out")


def test_class_of_excel_strikes_out() -> None:
    page = "<style>.xl65 {text-decoration:line-through;}</style><table><tr><td>a<td class=xl65>9"
    (sheet,) = read(page).tables
    assert sheet.rows[0][2].fault == "struck-out"


def test_end_tags_may_be_missing() -> None:
    page = "<p>表1<table><tr><th>指标<th>值<tr><td>甲<td>1<tr><td>乙<td>2</table>注<p>完"
    document = read(page)
    assert rows(document.tables[0]) == [{1: "指标", 2: "值"}, {1: "甲", 2: "1"}, {1: "乙", 2: "2"}]
    assert paragraphs(document) == ["表1", "注", "完"]


def test_spans_of_any_size() -> None:
    page = (
        "<table><thead><tr><td rowspan=0>类<td colspan=99999>值<tr><td>甲<td>乙</thead>"
        "<tbody><tr><td rowspan=-3 colspan=x>丙<td rowspan=999999>丁<td>1<tr><td>戊<td>2</table>"
    )
    (sheet,) = read(page).tables
    assert rows(sheet) == [
        {1: "类", 2: "值"}, {2: "甲", 3: "乙"}, {1: "丙", 2: "丁", 3: "1"}, {1: "戊", 3: "2"},
    ]  # fmt: skip
    assert sheet.merged == (Span(1, 1, 2, 1), Span(1, 2, 1, 3), Span(3, 2, 4, 2))


def test_table_inside_a_layout_table() -> None:
    document = read(
        "<table><tr><td>栏目<td><h2>规划指标</h2><p>单位：亿元</p>"
        "<table><caption>表1</caption><tr><td>甲<td>1<tr><td>乙<td>2</table>注：略</table>"
    )
    (sheet,) = document.tables
    assert rows(sheet) == [{1: "甲", 2: "1"}, {1: "乙", 2: "2"}]
    assert str(sheet.rows[1][2].place) == "a.html:#1!B2"
    assert paragraphs(document) == ["栏目", "规划指标", "单位：亿元", "表1", "注：略"]
    headings = [one.text for one in document.blocks if isinstance(one, Paragraph) and one[2]]
    assert headings == ["规划指标"]


def test_small_table_inside_a_table_of_figures() -> None:
    body = "<tr><td>甲<td>1<td>2" * 3
    document = read(f"<table>{body}<tr><td>乙<td><table><tr><td>3<td>4</table><td>5</table>")
    outer, inner = document.tables
    assert rows(outer)[3] == {1: "乙", 3: "5"}
    assert rows(inner) == [{1: "3", 2: "4"}]


def test_hidden_rows_are_named() -> None:
    document = read("<table><tr><td>甲<td>1<tr style='display:none'><td>乙<td>2</table>")
    assert rows(document.tables[0]) == [{1: "甲", 2: "1"}]
    assert codes(document) == ["hidden-rows"]


def test_tracked_changes_of_a_page_are_named() -> None:
    assert codes(read("<table><tr><td>甲<td><del datetime=1>1</del>2")) == [
        "import-tracked-changes"
    ]


def test_numbers_of_a_list_are_printed() -> None:
    page = "<table><tr><td><ol><li></ol><td>甲<tr><td><ol start=2><li></ol><td>乙</table>"
    assert table(page) == [{1: "1.", 2: "甲"}, {1: "2.", 2: "乙"}]


@pytest.mark.parametrize("encoding", ["gb2312", "gbk", "gb18030", "utf-8", "utf-16"])
def test_encodings_of_a_page(encoding: str) -> None:
    page = f"<html><meta charset='{encoding}'><table><tr><td>指标<td>值</table>"
    assert table(page.encode(encoding)) == [{1: "指标", 2: "值"}]


def test_damaged_characters_are_told() -> None:
    page = "<p>" + "规划" * 40 + "</p><table><tr><td>指标<td>≥96<tr><td>甲<td>1</table>"
    document = read(page.encode().replace("≥".encode(), b"\xe2\x89"))
    assert rows(document.tables[0])[0] == {1: "指标", 2: "\ufffd96"}
    (finding,) = document.diagnostics
    assert finding.code == "import-unreadable-characters"
    assert str(finding.place) == "a.html:#1!B1"


def test_page_saved_as_one_file() -> None:
    head = "MIME-Version: 1.0\nContent-Type: text/html; charset=gb2312\n\n"
    page = head.encode() + "<table><tr><td>指标<td>值</table>".encode("gb2312")
    assert table(page, "a.mht") == [{1: "指标", 2: "值"}]


# Word


def docx(body: str, **parts: str) -> bytes:
    names = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("[Content_Types].xml", "<Types/>")
        body = f"<w:document {names}><w:body>{body}</w:body></w:document>"
        package.writestr("word/document.xml", body)
        for name, part in parts.items():
            package.writestr(f"word/{name}.xml", f"<w:{name} {names}>{part}</w:{name}>")
    return content.getvalue()


def run(text: str, properties: str = "") -> str:
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r>"


def cell(inside: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr><w:p>{inside}</w:p></w:tc>"


def word_table(*lines: str) -> str:
    return "<w:tbl>" + "".join(f"<w:tr>{line}</w:tr>" for line in lines) + "</w:tbl>"


SUPER = '<w:vertAlign w:val="superscript"/>'


@pytest.mark.parametrize(
    ("inside", "text", "shown", "fault"),
    [
        (run("质量") + run("建设"), "质量建设", None, None),
        (run("12") + "<w:r><w:br/></w:r>" + run("13"), "12\n13", None, None),
        (run("12") + "<w:r><w:tab/></w:r>" + run("13"), "12 13", None, None),
        (run("12") + "<w:r><w:noBreakHyphen/></w:r>" + run("13"), "12-13", None, None),
        ('<w:r><w:sym w:font="Symbol" w:char="F0B3"/></w:r>' + run("96"), "≥96", None, None),
        (f"<w:del>{run('12')}</w:del><w:ins>{run('15')}</w:ins>", "15", None, None),
        (f"<w:moveFrom>{run('12')}</w:moveFrom>" + run("15"), "15", None, None),
        (run("12", "<w:vanish/>") + run("15"), "15", None, None),
        (run("15", '<w:vanish w:val="0"/>'), "15", None, None),
        (run("15.7") + run("4", SUPER), "15.7", "15.7⁴", None),
        (run("15.7") + run("4", '<w:position w:val="8"/>'), "15.7", "15.7⁴", None),
        (run("15.7") + run("4", '<w:position w:val="1"/>'), "15.74", None, None),
        (run("m") + run("2", SUPER), "m²", None, None),
        (run("12", "<w:strike/>") + run("15"), "15", "1215", "struck-out"),
        (f"<w:sdt><w:sdtContent>{run('15')}</w:sdtContent></w:sdt>", "15", None, None),
        (run("15") + "<w:r><w:instrText>PAGE</w:instrText></w:r>", "15", None, None),
    ],
)  # fmt: skip
def test_cell_of_a_word_table(inside: str, text: str, shown: str | None, fault: str | None) -> None:
    (sheet,) = read(docx(word_table(cell(run("指标")) + cell(inside))), "a.docx").tables
    read_cell = sheet.rows[0][2]
    assert (read_cell.text, read_cell.shown, read_cell.fault) == (text, shown, fault)


def test_spans_of_a_word_table() -> None:
    first = '<w:vMerge w:val="restart"/>'
    content = docx(
        word_table(
            cell(run("类"), first) + cell(run("值"), '<w:gridSpan w:val="2"/>'),
            cell("", "<w:vMerge/>") + cell(run("2020")) + cell(run("2025")),
            '<w:trPr><w:gridBefore w:val="1"/></w:trPr>' + cell(run("7")) + cell(run("8")),
        )
    )
    (sheet,) = read(content, "a.docx").tables
    assert rows(sheet) == [{1: "类", 2: "值"}, {2: "2020", 3: "2025"}, {2: "7", 3: "8"}]
    assert sheet.merged == (Span(1, 1, 2, 1), Span(1, 2, 1, 3))
    assert str(sheet.rows[1][3].place) == "a.docx:#1!C2"


def test_footnotes_of_word_follow_with_their_marks() -> None:
    reference = '<w:r><w:footnoteReference w:id="7"/></w:r>'
    notes = '<w:footnote w:id="7"><w:p><w:r><w:footnoteRef/></w:r>' + run(" 指规上企业")
    content = docx(
        word_table(cell(run("粮食产量") + reference) + cell(run("5"))),
        footnotes=f"{notes}</w:p></w:footnote><w:footnote w:id='9'><w:p/></w:footnote>",
    )
    document = read(content, "a.docx")
    first = document.tables[0].rows[0][1]
    assert (first.text, first.shown) == ("粮食产量", "粮食产量¹")
    assert paragraphs(document) == ["[1] 指规上企业"]


def test_automatic_numbers_of_word() -> None:
    number = '<w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="3"/></w:numPr></w:pPr>'
    content = docx(
        word_table(*(cell(number) + cell(run(name)) for name in "甲乙")),
        numbering='<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:start w:val="1"/>'
        '<w:numFmt w:val="decimal"/><w:lvlText w:val="%1"/></w:lvl></w:abstractNum>'
        '<w:num w:numId="3"><w:abstractNumId w:val="1"/></w:num>',
    )
    assert table(content, "a.docx") == [{1: "1", 2: "甲"}, {1: "2", 2: "乙"}]


def test_headings_text_boxes_and_changes_of_word() -> None:
    box = f"<w:r><w:txbxContent><w:p>{run('单位：亿元')}</w:p></w:txbxContent></w:r>"
    content = docx(
        f'<w:p><w:pPr><w:pStyle w:val="1"/></w:pPr>{run("主要指标")}</w:p>'
        f"<w:p>{box}<w:del>{run('旧')}</w:del>{run('新')}</w:p>"
        + word_table(cell(run("甲")) + cell(run("1"))),
        styles='<w:style w:styleId="1"><w:name w:val="heading 1"/></w:style>',
    )
    document = read(content, "a.docx")
    assert paragraphs(document) == ["主要指标", "单位：亿元", "新"]
    assert [one[2] for one in document.blocks if isinstance(one, Paragraph)] == [True, False, False]
    assert codes(document) == ["import-tracked-changes"]


# Text


@pytest.mark.parametrize(
    ("text", "read_rows"),
    [
        ("| 甲 | 乙 |\n|:--|--:|\n| 1 | 2 |", [{1: "甲", 2: "乙"}, {1: "1", 2: "2"}]),
        ("甲 | 乙\n1 | 2", [{1: "甲", 2: "乙"}, {1: "1", 2: "2"}]),
        ("甲 | 乙 | |\n\n1 | 2 | |", [{1: "甲", 2: "乙"}, {1: "1", 2: "2"}]),
        ("|甲|乙|\n|-|-|\n|-|-|\n| |2|", [{1: "甲", 2: "乙"}, {1: "-", 2: "-"}, {2: "2"}]),
        ("|甲|乙|\n|-|-|\n|a\\|b|c<br>d|", [{1: "甲", 2: "乙"}, {1: "a|b", 2: "c\nd"}]),
        ("|甲|乙|\n|-|-|\n|**1**|\\>2*|", [{1: "甲", 2: "乙"}, {1: "1", 2: ">2*"}]),
        ("|甲|乙|\n|-|-|\n|[1](http://x)|`2`|", [{1: "甲", 2: "乙"}, {1: "1", 2: "2"}]),
        ("甲\t乙\t丙\n1\t\t3", [{1: "甲", 2: "乙", 3: "丙"}, {1: "1", 3: "3"}]),
        ('甲\t乙\n"1\n""2"""\t3', [{1: "甲", 2: "乙"}, {1: '1\n"2"', 2: "3"}]),
        ("甲\t乙\n一、经济\n1\t3", [{1: "甲", 2: "乙"}, {1: "一、经济"}, {1: "1", 2: "3"}]),
        ("┌─┬─┐\n│甲│乙│\n├─┼─┤\n│1│2│\n└─┴─┘", [{1: "甲", 2: "乙"}, {1: "1", 2: "2"}]),
        ("甲,乙\n1,2\n3,4", [{1: "甲", 2: "乙"}, {1: "1", 2: "2"}, {1: "3", 2: "4"}]),
    ],
)
def test_table_of_a_text(text: str, read_rows: list[dict[int, str]]) -> None:
    assert table(text, "-") == read_rows


def test_struck_and_marked_cells_of_markdown() -> None:
    (sheet,) = read("|甲[^1]|乙|\n|-|-|\n|~~1~~2|3<sup>4</sup>|\n\n[^1]: 注", "a.md").tables
    cells = [sheet.rows[0][1], sheet.rows[1][1], sheet.rows[1][2]]
    assert [(one.text, one.shown, one.fault) for one in cells] == [
        ("甲", "甲¹", None), ("2", "12", "struck-out"), ("3", "3⁴", None),
    ]  # fmt: skip


def test_columns_parted_by_spaces_are_doubtful() -> None:
    document = read("主要指标\n名称  2020年　2025年\n甲  1  2\n乙  3  4\n注：略", "-")
    assert rows(document.tables[0])[1] == {1: "甲", 2: "1", 3: "2"}
    assert paragraphs(document) == ["主要指标", "注：略"]
    assert codes(document) == ["import-columns-by-spaces"]


def test_text_with_several_tables_keeps_lines() -> None:
    text = "# 标题\n\n|甲|乙|\n|-|-|\n|1|2|\n\n|丙|丁|\n|-|-|\n|3|4|\n\n"
    text += "<table><tr><td>戊<td>5</table>\n尾"
    document = read(text, "a.md")
    assert [str(one.place) for one in document.tables] == ["a.md:3", "a.md:7", "a.md:#1"]
    assert str(document.tables[1].rows[1][2].place) == "a.md:9:2"
    assert document.blocks[0] == Paragraph("标题", document.blocks[0].place, is_heading=True)
    assert document.blocks[-1].place.row == 12


# Refusals


@pytest.mark.parametrize(
    ("content", "file", "code"),
    [
        ("这是正文，没有表。\n第二段,也没有,对。", "a.txt", "import-no-table"),
        ("<html><body><p>正文</p></body></html>", "a.html", "import-no-table"),
        (docx("<w:p/>"), "a.docx", "import-no-table"),
        ("", "a.html", "file-empty"),
        (" \n", "-", "file-empty"),
        (b"%PDF-1.7", "a.pdf", "import-pdf"),
        (b"\x89PNG\r\n", "a.png", "import-image"),
        (b"RIFF\x00\x00WEBP", "a.webp", "import-image"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "a.doc", "import-old-document"),
        (b"{\\rtf1 x}", "a.doc", "import-old-document"),
        (b"PK\x03\x04 half", "a.docx", "import-damaged"),
        (b"a\x00b", "a.txt", "import-unknown-format"),
        (b"\x80\x81\xff\xff abc", "a.txt", "unknown-encoding"),
        ("plan:\n  title: x\nindicators:\n- id: 1\n", "a.yaml", "import-plan-file"),
        ('{"a": 1}', "a.json", "import-no-table"),
        ('{"schema_version": 1, "tool": {"name": "sqc"', "a.json", "import-own-result"),
        ("<?xml version='1.0'?><Workbook/>", "a.xls", "xml-file"),
        ("<table><tr><td>" * 1000, "a.html", "import-too-deep"),
        (docx("<w:tbl><w:tr><w:tc>" * 40), "a.docx", "import-too-deep"),
        ('<p a " ' * 500, "a.html", "import-damaged"),
    ],
)  # fmt: skip
def test_refused(content: str | bytes, file: str, code: str) -> None:
    assert refused(content, file) == [code]


@pytest.mark.parametrize(
    ("content", "file", "limits", "code"),
    [
        ("<table><tr>" + "<td>" * 50, "a.html", Limits(cells=40), "too-many-cells"),
        ("<table>" + "<tr>" * 50, "a.html", Limits(cells=40), "too-many-cells"),
        ("x" * 50, "a.txt", Limits(file_size=40), "file-too-large"),
        ("x|y\n" * 50, "a.txt", Limits(cells=40), "too-many-cells"),
        ("<p>" * 50, "a.html", Limits(elements=40), "too-many-elements"),
        (docx("<w:p/>" * 50), "a.docx", Limits(elements=40), "too-many-elements"),
        (docx(f"<w:p>{'x' * 500}</w:p>"), "a.docx", Limits(unpacked_size=400), "unpacks-too-large"),
        ("<table><tr><td>1<td>2</table>" * 5, "a.html", Limits(tables=4), "too-many-tables"),
    ],
)
def test_beyond_a_limit(content: str | bytes, file: str, limits: Limits, code: str) -> None:
    assert refused(content, file, limits) == [code]


# Files as published


@pytest.mark.skipif(not PUBLISHED.exists(), reason="the published tables are not here")
@pytest.mark.parametrize(
    ("name", "sizes", "some"),
    [
        ("agri_rural_14fyp.html", [(8, 4)], "[2.75)"),
        ("healthy_china_2030_exam.html", [(9, 1)], "重大慢性病過早死亡率 較2015年下降30%"),
        ("jintian_village_2035.md", [(9, 4)], "35.29"),
        ("kenko_nihon21_3_smoking.html", [(4, 4), (2, 4)], "12%\n(令和 14 年度)"),
        ("national_15fyp_deck.csv", [(7, 4)], "＞22 件"),
        ("tambov_economy_2024.html", [(6, 16)], "35,26"),
    ],
)
def test_published_tables(name: str, sizes: list[tuple[int, int]], some: str) -> None:
    document = read((PUBLISHED / name).read_bytes(), name)
    found = [(len(one.rows), max(max(row) for row in one.rows)) for one in document.tables]
    assert found == sizes
    texts = [text for one in document.tables for row in rows(one) for text in row.values()]
    assert some in texts


@pytest.mark.skipif(not SHARED.exists(), reason="the plan's source is not here")
def test_plan_as_text_has_one_table() -> None:
    document = read((SHARED / "plan-source.txt").read_bytes(), "plan-source.txt")
    (sheet,) = document.tables
    assert len(sheet.rows) == 24
    assert rows(sheet)[1] == {
        1: "质 量 建 设", 2: "1", 3: "制造业产品质量监督抽查合格率", 4: "%", 5: ">96", 6: ">96",
        7: "约束性",
    }  # fmt: skip
    assert "专栏1:质量管理标杆培育工程 |" in paragraphs(document)


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("soffice") is None, reason="needs LibreOffice")
def test_table_saved_by_libreoffice(tmp_path: Path) -> None:
    from office import Office

    source = tmp_path / "a.html"
    source.write_text(
        "<html><meta charset='utf-8'><table><tr><td rowspan=2>类<td>km<sup>2</sup>"
        "<tr><td>15.7<sup>4</sup></table>",
        encoding="utf-8",
    )
    program = shutil.which("soffice")
    assert program
    office = Office(program, tmp_path / "profile")
    office.run("--writer", "--convert-to", "odt:writer8", "--outdir", tmp_path, source)
    office.run("--convert-to", "docx", "--outdir", tmp_path, tmp_path / "a.odt")
    (sheet,) = read((tmp_path / "a.docx").read_bytes(), "a.docx").tables
    assert rows(sheet) == [{1: "类", 2: "km²"}, {2: "15.7"}]
    assert sheet.rows[1][2].shown == "15.7⁴"
    assert sheet.merged == (Span(1, 1, 2, 1),)
