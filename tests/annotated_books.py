"""Workbooks as XML, each with something that a load and save by a library would lose or change.

Beside each sheet stand the cells to annotate. `members` gives the parts of a file in the order
of its entries, so that a test can add one, or spoil one.
"""

from __future__ import annotations

from typing import NamedTuple

from raw_files import HEAD, MAIN, OFFICE, PACKAGE, zipped

TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
SPREADSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml"
COMPATIBILITY = "http://schemas.openxmlformats.org/markup-compatibility/2006"
X14 = "http://schemas.microsoft.com/office/spreadsheetml/2009/9/main"
XM = "http://schemas.microsoft.com/office/excel/2006/main"
VML = (
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
    ' xmlns:x="urn:schemas-microsoft-com:office:excel"'
)
TITLE = "表 &amp; “一”'s"
"""The sheet's name as XML has it."""
SHEET = "表 & “一”'s"

STYLES = (
    f'{HEAD}<styleSheet xmlns="{MAIN}"><numFmts count="1"><numFmt numFmtId="200"'
    ' formatCode="0.0&quot;万元&quot;"/></numFmts><fonts count="2"><font><sz val="11"/>'
    '<name val="宋体"/></font><font><b/><strike/><sz val="12"/><name val="黑体"/></font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill'
    ' patternType="gray125"/></fill></fills><borders count="2"><border><left/><right/><top/>'
    '<bottom/><diagonal/></border><border><left style="thin"/><right style="thin"/>'
    '<top style="thin"/><bottom style="thin"/><diagonal/></border></borders>'
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
    '<cellXfs count="4"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'
    '<xf numFmtId="10" fontId="0" fillId="0" borderId="1" xfId="0" applyNumberFormat="1"/>'
    '<xf numFmtId="200" fontId="1" fillId="0" borderId="1" xfId="0" applyAlignment="1"'
    ' applyProtection="1"><alignment horizontal="center" wrapText="1"/><protection locked="0"/>'
    "</xf><xf xfId='0' borderId='1' fillId='1' applyFill='1' fontId='1' numFmtId='14'/></cellXfs>"
    '<cellStyles count="1"><cellStyle name="常规" xfId="0" builtinId="0"/></cellStyles>'
    '<dxfs count="1"><dxf><font><color rgb="FF9C0006"/></font><fill><patternFill>'
    '<bgColor rgb="FFFFC7CE"/></patternFill></fill></dxf></dxfs></styleSheet>'
)

ROWS = (
    '<row r="1" spans="1:3"><c r="A1" t="inlineStr"><is><t>指标 &amp; 名称</t></is></c>'
    '<c r="B1" s="1"><v>0.965</v></c><c r="C1" s="2"/></row>'
    '<row r="3" s="2" customFormat="1" spans="1:3"><c r="A3" s="3"><v>45000</v></c>'
    '<c r="C3" t="str"><f>A3&amp;"&gt;"</f><v>45000&gt;</v></c></row>'
    '<row r="7"/>'
)


class Book(NamedTuple):
    """A sheet's XML, the cells to annotate, and what else belongs to the sheet."""

    sheet: str | bytes
    cells: tuple[str, ...]
    related: str = ""
    more: dict[str, str | bytes] = {}  # noqa: RUF012 - never changed
    types: str = ""
    styles: str = STYLES


def sheet(rows: str = ROWS, before: str = "", after: str = "", prefix: str = "") -> str:
    """A worksheet with what stands before and behind its data."""
    declared = f"xmlns:{prefix[:-1]}" if prefix else "xmlns"
    return (
        f'{HEAD}<{prefix}worksheet {declared}="{MAIN}" xmlns:r="{OFFICE}"'
        f' xmlns:mc="{COMPATIBILITY}" xmlns:x14="{X14}" xmlns:xm="{XM}">'
        f"{before}<{prefix}sheetData>{rows}</{prefix}sheetData>{after}</{prefix}worksheet>"
    )


def relation(number: str, kind: str, target: str) -> str:
    return f'<Relationship Id="{number}" Type="{OFFICE}/{kind}" Target="{target}"/>'


def members(book: Book) -> dict[str, str | bytes]:
    """All parts of a workbook whose second sheet is the one to annotate."""
    related = f'{HEAD}<Relationships xmlns="{PACKAGE}">{{}}</Relationships>'
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": f'{HEAD}<Types xmlns="{TYPES}"><Default Extension="rels"'
        ' ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/><Override PartName='
        f'"/xl/workbook.xml" ContentType="{SPREADSHEET}.sheet.main+xml"/>'
        + "".join(
            f'<Override PartName="/xl/worksheets/sheet{number}.xml"'
            f' ContentType="{SPREADSHEET}.worksheet+xml"/>'
            for number in (1, 2)
        )
        + f'<Override PartName="/xl/styles.xml" ContentType="{SPREADSHEET}.styles+xml"/>'
        f"{book.types}</Types>",
        "_rels/.rels": related.format(relation("rId1", "officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": f'{HEAD}<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>'
        '<sheet name="说明" sheetId="1" r:id="rId1"/>'
        f'<sheet name="{TITLE}" sheetId="2" r:id="rId2"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": related.format(
            relation("rId1", "worksheet", "worksheets/sheet1.xml")
            + relation("rId2", "worksheet", "/xl/worksheets/sheet2.xml")
            + relation("rId3", "styles", "styles.xml")
        ),
        "xl/worksheets/sheet1.xml": sheet('<row r="1"><c r="A1"><v>1</v></c></row>'),
        "xl/worksheets/sheet2.xml": book.sheet,
        "xl/styles.xml": book.styles,
    }
    if book.related:
        parts["xl/worksheets/_rels/sheet2.xml.rels"] = related.format(book.related)
    return {**parts, **book.more}


def packed(book: Book) -> bytes:
    return zipped(members(book))


def comments(*inner: str, authors: str = "<author>张三</author>") -> str:
    return (
        f'{HEAD}<comments xmlns="{MAIN}"><authors>{authors}</authors><commentList>{"".join(inner)}'
        "</commentList></comments>"
    )


def note_shape(number: int, row: int, column: int) -> str:
    """The box of a comment, as Excel writes it; row and column from 0."""
    return (
        f'<v:shape id="_x0000_s{number}" type="#_x0000_t202" style=\'visibility:hidden\'>'
        '<v:textbox/><x:ClientData ObjectType="Note"><x:MoveWithCells/><x:Anchor>'
        f"\n    {column + 1}, 15, {row}, 2, {column + 2}, 31, {row + 2}, 4</x:Anchor>"
        f"<x:Row>{row}</x:Row><x:Column>{column}</x:Column></x:ClientData></v:shape>"
    )


BUTTON = (
    '<v:shapetype id="_x0000_t201" coordsize="21600,21600" o:spt="201"/><v:shape'
    ' id="_x0000_s2049" type="#_x0000_t201" o:button="t"><v:textbox><div><font>汇总<br>上报'
    '</font></div></v:textbox><x:ClientData ObjectType="Button"><x:Anchor>1, 2, 3, 4, 5, 6, 7, 8'
    "</x:Anchor><x:FmlaMacro>[0]!汇总</x:FmlaMacro></x:ClientData></v:shape>"
)
NOTE_TYPE = '<v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202"/>'


def drawing(*inner: str) -> str:
    return (
        f'<xml {VML}>\r\n <o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="2"/>'
        f"</o:shapelayout>{''.join(inner)}</xml>"
    )


_VML_TYPE = '<Default Extension="vml" ContentType="application/vnd.openxmlformats-officedocument.vmlDrawing"/>'  # noqa: E501
_COMMENTS_TYPE = (
    f'<Override PartName="/xl/comments7.xml" ContentType="{SPREADSHEET}.comments+xml"/>'
)
_LEGACY = '<legacyDrawing r:id="v"/>'
_OLD_NOTES = {
    "related": relation("v", "vmlDrawing", "../drawings/vmlDrawing7.vml")
    + relation("rIdSqc1", "comments", "../comments7.xml"),
    "types": _VML_TYPE + _COMMENTS_TYPE,
}
_RUN = '<r><rPr><b/><sz val="9"/></rPr><t>{}</t></r>'
_NOTES = comments(
    f'<comment ref="B1" authorId="0"><text>{_RUN.format("张三：")}{_RUN.format("已核")}</text>'
    "</comment>",
    '<comment ref="A3" authorId="0"><text><t>只有一段</t></text></comment>',
    f'<comment ref="C3" authorId="0"><text>{_RUN.format("不动")}</text></comment>',
)
_BOXES = NOTE_TYPE + note_shape(2049, 0, 1) + note_shape(2050, 2, 0) + note_shape(2051, 2, 2)
_CONTROLS = (
    f'<mc:AlternateContent xmlns:mc="{COMPATIBILITY}"><mc:Choice Requires="x14"><controls>'
    '<control shapeId="2049" r:id="c" name="按钮 1"/></controls></mc:Choice></mc:AlternateContent>'
)
_SPARKLINES = (
    '<extLst><ext uri="{05C60535-1F16-4fd2-B633-F4F36F0B64E0}"><x14:sparklineGroups>'
    "<x14:sparklineGroup><x14:sparklines><x14:sparkline><xm:f>说明!A1:A9</xm:f>"
    "<xm:sqref>C1</xm:sqref></x14:sparkline></x14:sparklines></x14:sparklineGroup>"
    "</x14:sparklineGroups></ext></extLst>"
)
_RULES = (
    '<mergeCells count="1"><mergeCell ref="E5:F6"/></mergeCells><conditionalFormatting sqref="B1">'
    '<cfRule type="cellIs" dxfId="0" priority="1" operator="lessThan"><formula>1</formula></cfRule>'
    '</conditionalFormatting><dataValidations count="1"><dataValidation type="list" sqref="C1">'
    '<formula1>"当年值,累计值"</formula1></dataValidation></dataValidations>'
)
_COLUMNS = '<cols><col min="4" max="16384" width="20" style="1" customWidth="1"/></cols>'
_PICTURE = {"xl/media/image1.png": b"\x89PNG\r\n\x1a\n" + bytes(range(256))}

BOOKS: dict[str, Book] = {
    "plain": Book(sheet(), ("B1",)),
    "empty-cell": Book(sheet(), ("C1", "B3", "D3", "XFD1")),
    "row-absent": Book(sheet(), ("A2", "C5", "A4", "B99")),
    "row-empty": Book(sheet(), ("B7", "A7")),
    "no-rows": Book(sheet(rows=""), ("B7", "A7", "C9")),
    "data-empty": Book(sheet().replace(f"<sheetData>{ROWS}</sheetData>", "<sheetData/>"), ("B2",)),
    "columns-styled": Book(sheet(before=f'<dimension ref="A1:C3"/>{_COLUMNS}'), ("D2", "E3", "G9")),
    "rules": Book(sheet(after=_RULES), ("B1", "C1", "F6")),
    "sparklines": Book(
        sheet(before='<sheetPr><tabColor rgb="FFFF0000"/></sheetPr>', after=_SPARKLINES),
        ("B1", "D4"),
    ),
    "prefixed": Book(
        sheet(
            '<x:row r="1"><x:c r="A1"><x:v>5</x:v></x:c><x:c r="C1" s="1"><x:v>6</x:v></x:c>'
            "</x:row>",
            prefix="x:",
            after='<x:tableParts count="0"/>',
        ),
        ("A1", "B1", "C1", "B4"),
    ),
    "single-quotes": Book(
        sheet(ROWS.replace('"', "'").replace("'&gt;'", '"&gt;"')), ("B1", "C1", "A3")
    ),
    "line-ends": Book(sheet().replace("><", ">\r\n  <"), ("B1", "B3", "A2")),
    "byte-order-mark": Book(b"\xef\xbb\xbf" + sheet().encode(), ("B1", "B3", "A2")),
    "spaces-in-tags": Book(
        sheet().replace('<c r="B1" s="1">', '<c  r = "B1"\n\ts = \'1\' >').replace("/>", " />"),
        ("B1", "C1", "A7"),
    ),
    "no-references": Book(
        sheet('<row><c><v>1</v></c><c s="1"><v>0.5</v></c></row><row><c/><c><v>3</v></c></row>'),
        ("B1", "A2", "B2", "C2", "D1", "A4"),
    ),
    "greater-in-attribute": Book(
        sheet('<row r="1"><c r="A1" x="a>b \' s=&quot;9&quot;" s="2"><v>1</v></c></row>'), ("A1",)
    ),
    "comments": Book(
        sheet(after=_LEGACY), ("B1", "A3", "C1"),
        more={"xl/comments7.xml": _NOTES, "xl/drawings/vmlDrawing7.vml": drawing(_BOXES)},
        **_OLD_NOTES,
    ),
    "button": Book(
        sheet(after=_LEGACY + _CONTROLS), ("B1", "C9"),
        related=relation("v", "vmlDrawing", "../drawings/vmlDrawing7.vml")
        + relation("c", "ctrlProp", "../ctrlProps/ctrlProp1.xml"),
        types=_VML_TYPE,
        more={
            "xl/drawings/vmlDrawing7.vml": drawing(BUTTON),
            "xl/ctrlProps/ctrlProp1.xml": f'<formControlPr xmlns="{X14}" objectType="Button"/>',
        },
    ),
    "head-picture": Book(
        sheet(after=f'<legacyDrawingHF r:id="v"/>{_CONTROLS}'), ("B1",),
        related=relation("v", "vmlDrawing", "../drawings/vmlDrawing1.vml"),
        types=_VML_TYPE,
        more={"xl/drawings/vmlDrawing1.vml": drawing(BUTTON), **_PICTURE},
    ),
    "macros": Book(
        sheet(), ("B1",),
        types='<Default Extension="bin" ContentType="application/vnd.ms-office.vbaProject"/>',
        more={"xl/vbaProject.bin": b"\xd0\xcf\x11\xe0" + bytes(range(256)) * 9, **_PICTURE},
    ),
    "protected": Book(
        sheet(after='<sheetProtection password="CC3D" sheet="1" objects="1"/>'), ("B1", "C1")
    ),
    "styles-prefixed": Book(
        sheet(), ("B1", "A3"),
        styles=STYLES.replace("xmlns=", "xmlns:s=")
        .replace("</", "</s:").replace("<", "<s:").replace("<s:/s:", "</s:").replace("<s:?", "<?"),
    ),
    "types-prefixed": Book(sheet(), ("B1",)),
}  # fmt: skip
