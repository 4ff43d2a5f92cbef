"""The annotated copy of a submitted workbook: a comment and a fill on each cell to correct.

    annotate(
        content: bytes,
        remarks: Mapping[str, Mapping[str, str]],
        limits: Limits = USUAL,
    ) -> bytes | NotAnnotated

`remarks` are the texts by sheet and cell: `{"实际值": {"G7": "…"}}`. The answer is the copy, or
the reason why none is made: `reason.sentence(words)` says it. The function is pure; all remarks
are made or none.

In the copy every entry of the file keeps its place and its raw bytes, headers included, except
those of each sheet with remarks (style of the cell, a new cell or row, `legacyDrawing`), its
listing of references, its comments and their drawing, the styles and `[Content_Types].xml`. In
these parts bytes are spliced in; what stood there stays, but for our own remarks and fills of an
earlier round. New parts are at the end of the file.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from shengzhou_quality.annotated.archive import Archive
from shengzhou_quality.annotated.comments import Comments, may_hold_ours
from shengzhou_quality.annotated.drawing import blocks_of, extended_drawing, new_drawing
from shengzhou_quality.annotated.reasons import NotAnnotated, NotAnnotatedError
from shengzhou_quality.annotated.relations import COMMENTS, DRAWING, Relations, Types, listing_of
from shengzhou_quality.annotated.sheet import mark_sheet
from shengzhou_quality.annotated.splices import walk
from shengzhou_quality.annotated.styles import MAIN, Styles
from shengzhou_quality.annotated.survey import OFFICE, Cell, Survey, cell_name, read_cell
from shengzhou_quality.diagnostics import InputError
from shengzhou_quality.formats.cleaning import clean
from shengzhou_quality.limits import USUAL, Limits
from shengzhou_quality.reading.readers.kinds import kind_of

__all__ = ["NotAnnotated", "annotate"]

_STRICT = "http://purl.oclc.org/ooxml/"
_NAMES = {COMMENTS: "xl/comments{}.xml", DRAWING: "xl/drawings/vmlDrawing{}.vml"}
_OTHER = "no-workbook"
_KINDS = {"xls": "old-workbook", "ods": "opendocument"}
_REFUSED = {
    "encrypted": "encrypted",
    "too-many-parts": "too-large",
    "unpacks-too-large": "too-large",
    "workbook-damaged": "broken",
}


def annotate(
    content: bytes, remarks: Mapping[str, Mapping[str, str]], limits: Limits = USUAL
) -> bytes | NotAnnotated:
    """The copy of a workbook (.xlsx, .xlsm) with the remarks, or why there is none."""
    try:
        _refuse_other_formats(content, limits)
        return _Copy(content, limits).made(remarks)
    except NotAnnotatedError as error:
        return error.reason


def _refuse_other_formats(content: bytes, limits: Limits) -> None:
    try:
        kind = kind_of(content, "", limits)
    except InputError as error:
        code = error.diagnostics[0].code
        raise NotAnnotatedError(_REFUSED.get(code, _OTHER)) from None
    if kind != "xlsx":
        raise NotAnnotatedError(_KINDS.get(kind, _OTHER))


class _Copy:
    """The parts of one workbook, and what becomes of them."""

    def __init__(self, content: bytes, limits: Limits) -> None:
        self._archive = Archive(content, limits)
        self._parts: dict[str, bytes] = {}
        package = self._relations_of("")
        names = self._archive.names
        if package.is_signed or any("_xmlsignatures" in name for name in names):
            raise NotAnnotatedError("signed")
        main = package.parts("officeDocument")
        if len(main) != 1:
            raise NotAnnotatedError("unusual-part", part=listing_of(""))
        self._main = main[0]
        self._related = self._relations_of(self._main)
        self._sheets = self._list_sheets()
        styles = self._related.parts("styles")
        if len(styles) != 1 or styles[0] not in self._archive:
            raise NotAnnotatedError("no-styles")
        self._styles_part = styles[0]

    def made(self, remarks: Mapping[str, Mapping[str, str]]) -> bytes:
        styles = Styles(self._archive.read(self._styles_part), self._styles_part)
        types = Types(self._archive.read(Types.name))
        for sheet in dict.fromkeys((*filter(remarks.get, remarks), *self._marked_before())):
            self._mark(sheet, remarks.get(sheet, {}), styles, types)
        if not self._parts:
            return self._archive.rewritten({})
        self._parts[self._styles_part] = styles.result()
        self._parts[Types.name] = types.result()
        return self._archive.rewritten(self._parts)

    def _mark(self, sheet: str, texts: Mapping[str, str], styles: Styles, types: Types) -> None:
        """Replace the sheet's own part, and what holds its comments."""
        part = self._part_of(sheet)
        content = self._archive.read(part)
        survey = Survey(content, part, sheet, styles.is_filled)
        cells = _by_cell(sheet, texts, survey)
        related = self._relations_of(part)
        drawing = self._drawing_of(related, part, survey)
        listed = self._comments_of(related, part, drawing)
        old = self._archive.read(listed) if listed else None
        comments = Comments(old, listed or part, sheet, cells, survey.marked)
        if not (cells or comments.cleared):
            return
        if comments.extended and related.parts("threadedComment"):
            cell = cell_name(min(comments.extended))
            raise NotAnnotatedError("threaded-comments", sheet=sheet, cell=cell)
        if listed is None:
            listed = self._new_part(COMMENTS, related, types)
        self._parts[listed] = comments.result()
        element, taken = b"", self._blocks_except(drawing)
        if drawing is None:
            drawing = self._new_part(DRAWING, related, types)
            element = survey.drawing_element(related.id_of(drawing))
            self._parts[drawing] = new_drawing(comments.texts, survey, taken)
        else:
            written = self._archive.read(drawing)
            self._parts[drawing] = extended_drawing(
                written,
                drawing,
                comments.texts,
                comments.extended,
                survey,
                taken,
                comments.removed,
            )
        if related.is_extended:
            self._parts[listing_of(part)] = related.result()

        def style_for(cell: Cell, number: int) -> int:
            if cell in cells:
                return styles.filled(number)
            return styles.cleared(number, survey.styles_used(cell[1]))

        changed = {*cells, *(comments.cleared & survey.marked)}
        self._parts[part] = mark_sheet(content, part, survey, changed, style_for, element)

    def _marked_before(self) -> Iterator[str]:
        """The sheets with comments that may hold remarks of an earlier round."""
        for sheet, part in self._sheets.items():
            listed = self._relations_of(part).parts(COMMENTS)
            if any(
                one in self._archive and may_hold_ours(self._archive.read(one)) for one in listed
            ):
                yield sheet

    def _drawing_of(self, related: Relations, part: str, survey: Survey) -> str | None:
        if survey.drawing is None:
            return None
        reference = related.by_id.get(survey.drawing)
        if reference is None or reference.kind != DRAWING:
            raise NotAnnotatedError("unusual-part", part=part)
        return reference.part

    def _comments_of(self, related: Relations, part: str, drawing: str | None) -> str | None:
        """The sheet's comments, if it has any; they and the drawing must belong to it alone."""
        found = related.parts(COMMENTS)
        if len(found) > 1 or (found and drawing is None):
            raise NotAnnotatedError("unusual-part", part=listing_of(part))
        for other in self._sheets.values():
            if other != part:
                shared = {each.part for each in self._relations_of(other).by_id.values()}
                if shared & {*found, drawing}:
                    raise NotAnnotatedError("unusual-part", part=listing_of(other))
        return found[0] if found else None

    def _relations_of(self, part: str) -> Relations:
        listing = listing_of(part)
        content = self._archive.read(listing) if listing in self._archive else None
        return Relations(content, part)

    def _list_sheets(self) -> dict[str, str]:
        sheets: dict[str, str] = {}

        def start(depth: int, name: str, attributes: dict[str, str], _: int) -> None:
            if depth == 0 and name.startswith(_STRICT):
                raise NotAnnotatedError("strict")
            if depth == 2 and name == "sheet":
                title = attributes.get("name", "")
                reference = self._related.by_id.get(attributes.get(f"{OFFICE} id", ""))
                if title in sheets or reference is None or reference.part in sheets.values():
                    raise NotAnnotatedError("unusual-part", part=self._main)
                sheets[title] = reference.part

        walk(self._archive.read(self._main), self._main, MAIN, start)
        return sheets

    def _part_of(self, sheet: str) -> str:
        if sheet not in self._sheets:
            raise NotAnnotatedError("no-sheet", sheet=sheet)
        return self._sheets[sheet]

    def _new_part(self, kind: str, related: Relations, types: Types) -> str:
        """A name that nothing has, listed among the sheet's references and among the types."""
        number = 1
        while (name := _NAMES[kind].format(number)) in self._archive or (
            name in self._parts or name.casefold() in types.stated
        ):
            number += 1
        related.add(kind, name)
        types.add(kind, name)
        return name

    def _blocks_except(self, drawing: str | None) -> set[int]:
        """The blocks of numbers of all drawings but one."""
        kept = {name for name in self._archive.names if name.endswith(".vml")}
        kept -= {name.casefold() for name in (drawing, *self._parts) if name}
        contents = [self._archive.read(name) for name in kept]
        contents += [data for name, data in self._parts.items() if name.endswith(".vml")]
        return set().union(*map(blocks_of, contents))


def _by_cell(sheet: str, texts: Mapping[str, str], survey: Survey) -> dict[Cell, str]:
    """The remarks by the cell that shows them, row by row; texts are cleaned."""
    found: dict[Cell, list[str]] = {}
    for name, text in texts.items():
        try:
            cell = read_cell(name)
        except ValueError:
            raise NotAnnotatedError("no-cell", sheet=sheet, cell=name) from None
        cleaned = "\n".join(clean(line) for line in text.splitlines())
        found.setdefault(survey.anchor_of(cell), []).append(cleaned)
    return {cell: "\n".join(found[cell]) for cell in sorted(found)}
