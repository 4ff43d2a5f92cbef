"""Write the Word document whose styles, sheets and page numbers every Word report takes over.

The measures are those of GB/T 9704-2012 for official papers: A4; above 37 mm, left 28 mm, a text
area of 156 by 225 mm with 22 lines of 28 characters of size 3 (16 pt); the number of the page 7 mm
below it, at the outside. A sheet that is turned has its number where the others have theirs. The
parts are written as they stand here, without a library, so every machine makes the same bytes.

Line spacing of exactly 579 twips and 5 twips less between characters give the 22 lines and the 28
characters in LibreOffice; a grid of lines and characters would give fewer characters.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

TARGET = Path(__file__).parent.parent / "src/shengzhou_quality/formats/docx/base.docx"

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_NAMES = f'xmlns:w="{_WORD}" xmlns:r="{_OFFICE}/relationships"'
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_TYPE = "application/vnd.openxmlformats-officedocument"
_LATIN = "Times New Roman"

SONG, FANG, KAI, HEI, TITLE = "宋体", "仿宋_GB2312", "楷体_GB2312", "黑体", "方正小标宋简体"
_FONTS = ((TITLE, "华文中宋"), (FANG, "仿宋"), (KAI, "楷体"), (HEI, "SimHei"), (SONG, "SimSun"))
"""Each font with the one to take where it is missing."""

_BODY_LINE, _TABLE_LINE, _SINGLE = 579, 250, 240
"""In twips: 22 lines on a sheet, a line of a table; a line as its font has it."""


class Style(NamedTuple):
    """A style of paragraphs: its font and size in points, its lines, and where it stands."""

    id: str
    name: str
    font: str
    size: float = 16
    align: str = "both"
    line: int = _BODY_LINE
    indented: bool = False
    with_next: bool = False
    level: int | None = None
    after: int = 0
    new_page: bool = False
    narrower: int = 0


_STYLES = (
    Style("Normal", "Normal", FANG, indented=True, narrower=-5),
    Style("Title", "Title", TITLE, 22, "center", 680, after=_BODY_LINE),
    Style("Subtitle", "Subtitle", KAI, align="center", after=_BODY_LINE),
    Style("Heading1", "heading 1", HEI, align="left", indented=True, with_next=True, level=0),
    Style("Heading2", "heading 2", KAI, align="left", indented=True, with_next=True, level=1),
    Style("Heading3", "heading 3", FANG, align="left", indented=True, with_next=True, level=2),
    Style("Heading4", "heading 4", FANG, align="left", indented=True, with_next=True, level=3),
    Style("Caption", "caption", HEI, 14, "center", with_next=True),
    Style("Annex", "附件", HEI, align="left", with_next=True, new_page=True),
    Style("AnnexTitle", "附件标题", TITLE, 22, "center", 680, with_next=True, level=0, after=280),
    Style("Listed", "附件正文", FANG, 12, "left", 400),
    Style("Command", "命令", FANG, 12, "left", 400),
    Style("TableHead", "表头", HEI, 9, "center", _TABLE_LINE, with_next=True),
    Style("TableText", "表格文字", FANG, 9, "left", _TABLE_LINE),
    Style("TableCentred", "表格居中", FANG, 9, "center", _TABLE_LINE),
    Style("TableNote", "表注", FANG, 10.5, "left", 360),
    Style("TableEnd", "表尾", FANG, 1, "left", 20, after=160),
    Style("Footer", "footer", SONG, 14, "left", _SINGLE),
)


def _style(one: Style) -> str:
    whose = ' w:default="1"' if one.id == "Normal" else ""
    based = "" if one.id == "Normal" else '<w:basedOn w:val="Normal"/>'
    grid = "" if one.line == _BODY_LINE else '<w:snapToGrid w:val="0"/>'
    rule = "auto" if one.line == _SINGLE else "exact"
    chars = 200 if one.indented else 0
    outline = "" if one.level is None else f'<w:outlineLvl w:val="{one.level}"/>'
    return (
        f'<w:style w:type="paragraph"{whose} w:styleId="{one.id}"><w:name w:val="{one.name}"/>'
        f"{based}<w:qFormat/><w:pPr>"
        f"{_on('keepNext', asked=one.with_next)}{_on('pageBreakBefore', asked=one.new_page)}{grid}"
        f'<w:spacing w:before="0" w:after="{one.after}" w:line="{one.line}" w:lineRule="{rule}"/>'
        f'<w:ind w:firstLineChars="{chars}" w:firstLine="{int(one.size * chars / 5)}"/>'
        f'<w:jc w:val="{one.align}"/>'
        f"{outline}</w:pPr><w:rPr>{_fonts(one.font)}"
        '<w:color w:val="000000"/>'
        f'<w:spacing w:val="{one.narrower}"/>'
        f'<w:sz w:val="{int(one.size * 2)}"/><w:szCs w:val="{int(one.size * 2)}"/>'
        "</w:rPr></w:style>"
    )


def _on(name: str, *, asked: bool) -> str:
    return f"<w:{name}/>" if asked else ""


def _fonts(font: str) -> str:
    latin = "".join(f' w:{script}="{_LATIN}"' for script in ("ascii", "hAnsi", "cs"))
    return f'<w:rFonts{latin} w:eastAsia="{font}"/>'


def _styles() -> str:
    sides = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    margins = "".join(
        f'<w:{side} w:w="{width}" w:type="dxa"/>'
        for side, width in (("top", 28), ("left", 57), ("bottom", 28), ("right", 57))
    )
    return (
        f"{_HEAD}<w:styles {_NAMES}><w:docDefaults><w:rPrDefault><w:rPr>{_fonts(FANG)}"
        '<w:sz w:val="32"/><w:szCs w:val="32"/>'
        '<w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
        "<w:pPrDefault><w:pPr><w:widowControl/></w:pPr></w:pPrDefault></w:docDefaults>"
        f"{''.join(map(_style, _STYLES))}"
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal">'
        f'<w:name w:val="Normal Table"/><w:tblPr><w:tblCellMar>{margins}</w:tblCellMar></w:tblPr>'
        '</w:style><w:style w:type="table" w:styleId="TableGrid"><w:name w:val="Table Grid"/>'
        f'<w:basedOn w:val="TableNormal"/><w:tblPr><w:tblBorders>{sides}</w:tblBorders></w:tblPr>'
        "</w:style></w:styles>"
    )


_NUMBER = (
    '<w:r><w:t xml:space="preserve">— </w:t></w:r>'
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
    '<w:r><w:instrText xml:space="preserve"> PAGE </w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>1</w:t></w:r>'
    '<w:r><w:fldChar w:fldCharType="end"/></w:r><w:r><w:t xml:space="preserve"> —</w:t></w:r>'
)


def _footer(side: str) -> str:
    """The number of the page at a side, one character in."""
    return (
        f'{_HEAD}<w:ftr {_NAMES}><w:p><w:pPr><w:pStyle w:val="Footer"/>'
        f'<w:ind w:{side}Chars="100" w:{side}="280"/><w:jc w:val="{side}"/></w:pPr>'
        f"{_NUMBER}</w:p></w:ftr>"
    )


def _turned_footer(above: int, side: str) -> str:
    """The number turned with the sheet, `above` mm from its upper edge.

    In a floating table: LibreOffice moves a text box of a footer with the text.
    """
    width, height = _twips(8), _twips(40)
    margins = "".join(f'<w:{one} w:w="0" w:type="dxa"/>' for one in ("left", "right"))
    return (
        f'{_HEAD}<w:ftr {_NAMES}><w:tbl><w:tblPr><w:tblpPr w:leftFromText="0" w:rightFromText="0"'
        f' w:vertAnchor="page" w:horzAnchor="page" w:tblpX="{_twips(22.5)}"'
        f' w:tblpY="{_twips(above)}"/><w:tblW w:w="{width}" w:type="dxa"/>'
        f'<w:tblLayout w:type="fixed"/><w:tblCellMar>{margins}</w:tblCellMar></w:tblPr>'
        f'<w:tblGrid><w:gridCol w:w="{width}"/></w:tblGrid>'
        f'<w:tr><w:trPr><w:trHeight w:val="{height}" w:hRule="exact"/></w:trPr><w:tc><w:tcPr>'
        f'<w:tcW w:w="{width}" w:type="dxa"/><w:textDirection w:val="tbRl"/></w:tcPr>'
        f'<w:p><w:pPr><w:pStyle w:val="Footer"/><w:jc w:val="{side}"/></w:pPr>{_NUMBER}</w:p>'
        '</w:tc></w:tr></w:tbl><w:p><w:pPr><w:pStyle w:val="Footer"/></w:pPr></w:p></w:ftr>'
    )


def _twips(millimetres: float) -> int:
    return round(millimetres * 1440 / 25.4)


def _sheet(numbers: tuple[str, str], size: tuple[int, int], margins: Mapping[str, float]) -> str:
    """A section: the footers of its odd and even pages, its size and its margins in mm."""
    width, height = size
    turned = ' w:orient="landscape"' if width > height else ""
    grid = 312 if turned else _BODY_LINE
    odd, even = numbers
    around = "".join(f' w:{side}="{_twips(wide)}"' for side, wide in margins.items())
    return (
        f'<w:sectPr><w:footerReference w:type="default" r:id="{odd}"/>'
        f'<w:footerReference w:type="even" r:id="{even}"/>'
        f'<w:pgSz w:w="{_twips(width)}" w:h="{_twips(height)}"{turned}/>'
        f'<w:pgMar{around} w:gutter="0"/><w:docGrid w:type="lines" w:linePitch="{grid}"/>'
        "</w:sectPr>"
    )


def _document() -> str:
    """An upright sheet, then a turned one; the report takes the place of both paragraphs."""
    upright = {"top": 37, "right": 26, "bottom": 35, "left": 28, "header": 15, "footer": 25.5}
    turned = {"top": 28, "right": 37, "bottom": 26, "left": 35, "header": 15, "footer": 15}
    return (
        f"{_HEAD}<w:document {_NAMES}><w:body>"
        f"<w:p><w:pPr>{_sheet(('rId4', 'rId5'), (210, 297), upright)}</w:pPr></w:p><w:p/>"
        f"{_sheet(('rId6', 'rId7'), (297, 210), turned)}</w:body></w:document>"
    )


_SETTINGS = (
    f'{_HEAD}<w:settings {_NAMES}><w:zoom w:percent="100"/><w:evenAndOddHeaders/>'
    '<w:characterSpacingControl w:val="compressPunctuation"/><w:compat>'
    '<w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word"'
    ' w:val="15"/></w:compat><w:themeFontLang w:val="en-US" w:eastAsia="zh-CN"/></w:settings>'
)
_PROPERTIES = (
    f'{_HEAD}<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties"'
    ' xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title></dc:title>'
    "</cp:coreProperties>"
)


def _font_table() -> str:
    fonts = "".join(
        f'<w:font w:name="{name}"><w:altName w:val="{other}"/><w:charset w:val="86"/></w:font>'
        for name, other in _FONTS
    )
    return f"{_HEAD}<w:fonts {_NAMES}>{fonts}</w:fonts>"


_PARTS = ("styles", "settings", "fontTable", "footer1", "footer2", "footer3", "footer4")


def _types() -> str:
    kinds = ((one, one.rstrip("1234")) for one in _PARTS)
    overrides = "".join(
        f'<Override PartName="/word/{one}.xml" ContentType="{_TYPE}.wordprocessingml.{kind}+xml"/>'
        for one, kind in (("document", "document.main"), *kinds)
    )
    core = "application/vnd.openxmlformats-package.core-properties+xml"
    return (
        f'{_HEAD}<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels"'
        ' ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}'
        f'<Override PartName="/docProps/core.xml" ContentType="{core}"/></Types>'
    )


def _relations(related: dict[str, str]) -> str:
    lines = "".join(
        f'<Relationship Id="rId{number}" Type="{kind}" Target="{target}"/>'
        for number, (target, kind) in enumerate(related.items(), 1)
    )
    return f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">{lines}</Relationships>'


def parts() -> dict[str, str]:
    """Every part of the document by its name."""
    kind = f"{_OFFICE}/relationships"
    core = f"{_PACKAGE}/relationships/metadata/core-properties"
    return {
        "[Content_Types].xml": _types(),
        "_rels/.rels": _relations(
            {"word/document.xml": f"{kind}/officeDocument", "docProps/core.xml": core}
        ),
        "docProps/core.xml": _PROPERTIES,
        "word/_rels/document.xml.rels": _relations(
            {f"{one}.xml": f"{kind}/{one.rstrip('1234')}" for one in _PARTS}
        ),
        "word/document.xml": _document(),
        "word/styles.xml": _styles(),
        "word/settings.xml": _SETTINGS,
        "word/fontTable.xml": _font_table(),
        "word/footer1.xml": _footer("right"),
        "word/footer2.xml": _footer("left"),
        "word/footer3.xml": _turned_footer(139, "right"),
        "word/footer4.xml": _turned_footer(33, "left"),
    }


def content() -> bytes:
    """The document, its parts not compressed: libraries compress in different ways."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as target:
        for name, text in parts().items():
            part = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            part.create_system = 3
            target.writestr(part, text)
    return packed.getvalue()


if __name__ == "__main__":
    TARGET.write_bytes(content())
    print(f"wrote {TARGET.name}")
