"""Letterheads as the programs of offices write them: Word, LibreOffice and python-docx.

Each has a red head, the number of the paper, the place of the report and a distribution list. The
first two are written here part by part, as those programs name their styles.
"""

from __future__ import annotations

import io
import zipfile

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Pt, RGBColor

HEAD, NUMBER, SENT_TO = "嵊州市市场监督管理局文件", "嵊市监〔2026〕12号", "抄送：市政府办公室。"
OF_WORD, OF_LIBRE_OFFICE, OF_PYTHON = "word", "libre-office", "python-docx"
ALL = (OF_WORD, OF_LIBRE_OFFICE, OF_PYTHON)

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_NAMES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    f' xmlns:r="{_OFFICE}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" mc:Ignorable="w14"'
)
_SHEET = (
    '<w:sectPr w:rsidR="00A77B3E"><w:headerReference w:type="default" r:id="rId4"/>'
    '<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1440" w:right="1800" w:bottom="1440"'
    ' w:left="1800" w:header="851" w:footer="992" w:gutter="0"/><w:cols w:space="425"/>'
    '<w:docGrid w:type="lines" w:linePitch="312"/></w:sectPr>'
)
_STYLES = {
    # Word numbers its styles, and writes only those that a document uses.
    OF_WORD: (
        '<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:asciiTheme="minorHAnsi"'
        ' w:eastAsiaTheme="minorEastAsia" w:hAnsiTheme="minorHAnsi" w:cstheme="minorBidi"/>'
        '<w:kern w:val="2"/><w:sz w:val="21"/><w:szCs w:val="22"/><w:lang w:val="en-US"'
        ' w:eastAsia="zh-CN" w:bidi="ar-SA"/></w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>'
        '<w:latentStyles w:defLockedState="0" w:defUIPriority="99" w:count="376">'
        '<w:lsdException w:name="heading 1" w:uiPriority="9" w:qFormat="1"/></w:latentStyles>'
        '<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/>'
        '<w:qFormat/><w:rsid w:val="00A77B3E"/><w:pPr><w:widowControl w:val="0"/>'
        '<w:jc w:val="both"/></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/>'
        '<w:basedOn w:val="a"/><w:next w:val="a"/><w:link w:val="10"/><w:rPr><w:b/>'
        '<w:sz w:val="44"/></w:rPr></w:style>'
        '<w:style w:type="character" w:default="1" w:styleId="a0">'
        '<w:name w:val="Default Paragraph Font"/></w:style>'
        '<w:style w:type="table" w:default="1" w:styleId="a1"><w:name w:val="Normal Table"/>'
        '<w:tblPr><w:tblCellMar><w:left w:w="108" w:type="dxa"/><w:right w:w="108"'
        ' w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
        '<w:style w:type="character" w:customStyle="1" w:styleId="10"><w:name w:val="标题 1 字符"/>'
        '<w:basedOn w:val="a0"/><w:link w:val="1"/></w:style>'
    ),
    # LibreOffice writes capitals, no default and no style of tables.
    OF_LIBRE_OFFICE: (
        '<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Liberation Serif"'
        ' w:hAnsi="Liberation Serif" w:eastAsia="Noto Serif CJK SC" w:cs="DejaVu Sans"/>'
        '<w:sz w:val="24"/></w:rPr></w:rPrDefault></w:docDefaults>'
        '<w:style w:type="paragraph" w:styleId="Normal"><w:name w:val="Normal"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="Heading 1"/>'
        '<w:basedOn w:val="Normal"/><w:rPr><w:b/><w:sz w:val="44"/></w:rPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="TextBody"><w:name w:val="Body Text"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="Footer"><w:name w:val="Footer"/></w:style>'
    ),
}


def paragraph(text: str, of_run: str = "") -> str:
    """A paragraph cut into runs as Word cuts it, with the marks of its spelling check."""
    runs = "".join(
        f'<w:proofErr w:type="spellStart"/><w:r w:rsidRPr="00A77B3E"><w:rPr>{of_run}</w:rPr>'
        f'<w:t xml:space="preserve">{part}</w:t></w:r>'
        for part in (text[:2], text[2:])
    )
    return f'<w:p w:rsidR="00A77B3E"><w:pPr><w:jc w:val="center"/></w:pPr>{runs}</w:p>'


HEAD_OF_PAPER = paragraph(HEAD, '<w:color w:val="FF0000"/><w:sz w:val="72"/>') + paragraph(NUMBER)
PLACE = paragraph("【正文】")


def letterhead(
    program: str = OF_WORD,
    body: str = HEAD_OF_PAPER + PLACE + paragraph(SENT_TO),
    sheet: str = _SHEET,
    styles: str = "",
) -> bytes:
    """A letterhead with a header; `styles` come after those of the program."""
    if program == OF_PYTHON:
        return _of_python()
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    kinds = {
        "styles": "styles",
        "fontTable": "fontTable",
        "settings": "settings",
        "header1": "header",
    }
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels"'
        ' ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{_TYPE}.document.main+xml"/>'
        + "".join(
            f'<Override PartName="/word/{name}.xml" ContentType="{_TYPE}.{kind}+xml"/>'
            for name, kind in kinds.items()
        )
        + "</Types>",
        "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1"'
        f' Type="{_OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">'
        + "".join(
            f'<Relationship Id="rId{at}" Type="{_OFFICE}/{kind}" Target="{name}.xml"/>'
            for at, (name, kind) in enumerate(kinds.items(), 1)
        )
        + "</Relationships>",
        "word/document.xml": f"<w:document {_NAMES}><w:body>{body}{sheet}</w:body></w:document>",
        "word/styles.xml": f"<w:styles {_NAMES}>{_STYLES[program]}{styles}</w:styles>",
        "word/fontTable.xml": f'<w:fonts {_NAMES}><w:font w:name="宋体"><w:altName'
        ' w:val="SimSun"/></w:font></w:fonts>',
        "word/settings.xml": f"<w:settings {_NAMES}/>",
        "word/header1.xml": f"<w:hdr {_NAMES}>{paragraph('（页眉）')}</w:hdr>",
    }
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as target:
        for name, text in parts.items():
            target.writestr(name, head + text)
    return packed.getvalue()


def _of_python() -> bytes:
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "（页眉）"
    red = document.add_paragraph().add_run(HEAD)
    red.font.size, red.font.color.rgb = Pt(36), RGBColor(255, 0, 0)
    document.add_paragraph(NUMBER).alignment = WD_ALIGN_PARAGRAPH.CENTER
    document.add_paragraph("【正文】")
    document.add_paragraph(SENT_TO)
    saved = io.BytesIO()
    document.save(saved)
    return saved.getvalue()
