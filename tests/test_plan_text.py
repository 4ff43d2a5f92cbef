"""Read the plan's full text of an import from every sort of file; and list what it says."""

from __future__ import annotations

import io
import json
import zipfile

import pytest

from shengzhou_quality.diagnostics import InputError
from shengzhou_quality.formats import PLAN_IMPORT_FORMATS, Options
from shengzhou_quality.pages.ranges import cited_words
from shengzhou_quality.plan.kinds.indicator import Quote
from shengzhou_quality.plan.marks import MARK
from shengzhou_quality.published.import_report import ImportReport
from shengzhou_quality.published.imported import import_table
from shengzhou_quality.published.plan_file import written
from shengzhou_quality.published.plan_text import read_plan_text
from shengzhou_quality.published.statements.sentences import read_sentences
from shengzhou_quality.words import LANGUAGES, Words

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def packed(**parts: str) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as package:
        package.writestr("[Content_Types].xml", "<Types/>")
        for name, part in parts.items():
            package.writestr(name.replace("_", "/") + ".xml", part)
    return content.getvalue()


def docx(body: str) -> bytes:
    return packed(word_document=f'<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>')


def paragraph(text: str) -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def row(*cells: str) -> str:
    inside = "".join(f"<w:tc>{paragraph(cell)}</w:tc>" for cell in cells)
    return f"<w:tbl><w:tr>{inside}</w:tr></w:tbl>"


LINES = ("三、任务", "森林覆盖率达到61%。")
BOX = ("专栏2 绿化", "绿化率达到65%以上。")
TABLE = ("1", "森林覆盖率", "60", "61")
EXPECTED = [
    ("三", "三、任务"),
    ("三", "森林覆盖率达到61%"),
    ("三 专栏2", "专栏2 绿化"),
    ("三 专栏2", "绿化率达到65%以上"),
]


@pytest.mark.parametrize(
    ("file", "content"),
    [
        ("a.txt", "\n".join((*LINES, *BOX)).encode()),
        ("a.txt", "\n".join((*LINES, *BOX)).encode("gb18030")),
        ("a.md", ("\n\n".join((*LINES, *BOX)) + "\n\n|" + "|".join(TABLE) + "|").encode()),
        (
            "a.html",
            (
                "<html><meta charset=gbk><body>"
                + "".join(f"<p>{line}</p>" for line in LINES)
                + "<table><tr><td>"
                + "".join(f"<p>{line}</p>" for line in BOX)
                + "</td></tr></table><table><tr>"
                + "".join(f"<td>{cell}</td>" for cell in TABLE)
                + "</tr></table></body></html>"
            ).encode("gbk"),
        ),
        (
            "a.docx",
            docx("".join(map(paragraph, LINES)) + "".join(map(row, BOX)) + row(*TABLE)),
        ),
    ],
)
def test_a_full_text_is_read(file: str, content: bytes) -> None:
    """A box of one cell is running text; the row of the table is none."""
    sentences = [*read_sentences(read_plan_text(content, file), file)]
    assert [(one.section, one.text) for one in sentences] == EXPECTED


def test_a_heading_of_a_page_is_the_section() -> None:
    page = "<h1>某市规划</h1><h2>发展目标</h2><p>森林覆盖率达到61%。</p>"
    *_, sentence = read_sentences(read_plan_text(page.encode(), "a.html"), "a.html")
    assert (sentence.section, sentence.text) == ("发展目标", "森林覆盖率达到61%")


def test_a_line_of_a_page_keeps_its_number() -> None:
    page = "<html>\n<body>\n\n<p>森林覆盖率达到61%。</p></body></html>"
    (sentence,) = read_sentences(read_plan_text(page.encode(), "a.html"), "a.html")
    assert sentence.section == "a.html:4"


@pytest.mark.parametrize(
    ("file", "content", "code", "said"),
    [
        ("a.pdf", b"%PDF-1.4 xx", "import-text-format", "PDF"),
        ("a.txt", b"%PDF-1.4 xx", "import-text-format", "PDF"),
        ("a.png", b"\x89PNG\r\n", "import-text-format", "图片"),
        ("a.ods", packed(content="<x/>"), "import-text-format", "工作簿"),
        ("a.xlsx", packed(xl_workbook="<workbook/>"), "import-text-format", "工作簿"),
        ("a.pptx", packed(ppt_presentation="<x/>"), "import-text-format", "不是文本"),
        ("a.odt", packed(content="<x/>"), "import-text-format", "不是文本"),
        ("a.xls", b"\xd0\xcf\x11\xe0xx", "import-text-format", "工作簿"),
        ("a.doc", b"\xd0\xcf\x11\xe0xx", "import-text-format", "不是文本"),
        ("a.rtf", b"{\\rtf1 x}", "import-text-format", "不是文本"),
        ("a.txt", b"\x00\x01abc", "import-text-format", "不是文本"),
        ("a.docx", b"PK\x03\x04xx", "import-damaged", "损坏"),
        ("a.txt", b"", "file-empty", "空"),
        ("a.txt", b" \n\n", "file-empty", "空"),
        ("a.html", b"<html><body><p></p></body></html>", "file-empty", "空"),
        ("a.docx", docx(paragraph("")), "file-empty", "空"),
    ],
)
def test_what_is_no_text_is_refused(file: str, content: bytes, code: str, said: str) -> None:
    with pytest.raises(InputError) as refused:
        read_plan_text(content, file)
    (finding,) = refused.value.diagnostics
    assert finding.code == code
    assert said in Words("zh").message(finding)
    assert Words("zh").hint(finding)


# ---- what is said of it -----------------------------------------------------------------------

PRINTED = """“十四五”主要指标

| 序号 | 指标 | 单位 | 2020年 | 2025年 | 属性 |
|---|---|---|---|---|---|
| 1 | 森林覆盖率 | % | 60 | ≥61 | 约束性 |
| 2 | 用水总量 | 亿立方米 | 8.6 | ≤9 | 约束性 |
"""
FULL = """三、任务
到2023年，森林覆盖率达到60.5%。到2025年，森林覆盖率达到61%以上。
到2025年，建成“# 待定”甲类公园10个。到2025年，建成“# 待定”乙类公园11个。
到2025年，建成“# 待定”丙类公园12个。到2025年，建成“# 待定”丁类公园13个。
"""


def imported(text: str) -> ImportReport:
    return import_table(PRINTED.encode(), "a.md", name_of_plan="p", text=("全文.txt", text))


def test_all_sentences_beside_the_items_stand_at_the_end_of_the_file() -> None:
    lines = written(imported(FULL).plan, Words("zh")).split("\n")
    first = lines.index("# 正文中带数而没有对上指标的要求（4处），可能是量化任务：")
    assert all("第1项" not in line for line in lines[:first])
    assert [line[:12] for line in lines[first + 1 : first + 5]] == ["#   三：“到2025"] * 4
    assert lines[first + 5 :] == [
        "",
        "# 正文说到指标而没有与表比较的数（1处），年份、地区、单位不同，目标不是数，或是增速等：",
        "#   第1项，三：“到2023年，森林覆盖率达到60.5%”",
        "",
    ]
    assert not any(line.startswith(f"# {MARK}") or "# " in line[4:] for line in lines[first:])


def test_the_json_holds_all_of_them() -> None:
    text = PLAN_IMPORT_FORMATS["json"].render(imported(FULL), Words("zh"), Options())
    said = json.loads(text)["text"]
    assert {key: said[key] for key in ("path", "sentences", "indicators")} == {
        "path": "全文.txt",
        "sentences": 2,
        "indicators": 1,
    }
    assert len(said["unmatched"]) == 4
    assert said["aside"] == [
        {"section": "三", "quote": "到2023年，森林覆盖率达到60.5%", "indicator": "1", "area": None}
    ]
    without = import_table(PRINTED.encode(), "a.md", name_of_plan="p")
    text = PLAN_IMPORT_FORMATS["json"].render(without, Words("zh"), Options())
    assert json.loads(text)["text"] is None


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_screen_says_how_much_was_compared(language: str) -> None:
    words = Words(language)
    shown = PLAN_IMPORT_FORMATS["markdown"].render(imported(FULL), words, Options())
    text = shown.decode() if isinstance(shown, bytes) else shown
    assert words("import.text.found", file="全文.txt", count=2, indicators=1) in text
    assert "甲类公园" in text
    assert "丁类公园" not in text


def test_a_text_of_something_else_is_a_question() -> None:
    report = imported("本文没有数。")
    assert [doubt.code for doubt in report.doubts if doubt.open] == ["import-text-silent"]
    assert "没有一句提到表中指标的数" in written(report.plan, Words("zh"))


@pytest.mark.parametrize(
    ("section", "said"),
    [
        ("“十四五”规划主要指标", "“十四五”规划主要指标本项“%”“60”"),
        ("专栏1主要指标表", "专栏1主要指标表本项“%”“60”"),
        ("二(三)", "第二部分第（三）项指标表本项“%”“60”"),
    ],
)
def test_a_row_is_cited_by_its_table_once(section: str, said: str) -> None:
    """The title of a published table stands for its section; it is no table of indicators twice."""
    quote = Quote(section=section, quote="森林覆盖率 | % | 60")
    assert cited_words(quote, Words("zh"), of="森林覆盖率") == said
