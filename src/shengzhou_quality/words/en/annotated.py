"""Why a workbook gets no annotated copy, in English: whole sentences for an office."""

from __future__ import annotations

MESSAGES: dict[str, str] = {
    # formats
    "annotated.old-workbook": "This is a workbook of the old format (.xls), which cannot be annotated; save it as .xlsx and try again.",
    "annotated.opendocument": "This is an .ods spreadsheet, which cannot be annotated; save it as .xlsx and try again.",
    "annotated.no-workbook": "This is no .xlsx or .xlsm workbook and cannot be annotated.",
    "annotated.strict": "The workbook is saved as “Strict Open XML” and cannot be annotated; save it as a usual .xlsx and try again.",
    # files that should not be changed
    "annotated.encrypted": "The workbook is encrypted with a password and cannot be annotated.",
    "annotated.signed": "The workbook has a digital signature, which any change makes invalid; it is not annotated.",
    # files of which the rest could not be kept
    "annotated.broken": "The file is damaged and cannot be annotated.",
    "annotated.damaged": "“{part}” in the workbook is damaged; the workbook cannot be annotated.",
    "annotated.unusual-zip": "The workbook is packed in an unusual way, so comments could change other contents; save it again with Excel or WPS and try again.",
    "annotated.unusual-part": "“{part}” in the workbook has an unusual structure, so comments could change other contents; save it again with Excel or WPS and try again.",
    "annotated.encoding": "“{part}” in the workbook is not encoded as UTF-8 and cannot be annotated; save it again with Excel or WPS and try again.",
    "annotated.entities": "“{part}” in the workbook has a document type definition (DTD) and is not changed; save it again with Excel or WPS and try again.",
    "annotated.alternatives": "The sheet “{sheet}” has different contents for different versions of software, so comments could change other contents.",
    "annotated.no-styles": "The workbook has no styles, so cells cannot be filled; save it again with Excel or WPS and try again.",
    "annotated.too-many-styles": "The workbook has as many cell styles as Excel allows; cells cannot be filled.",
    "annotated.too-large": "The workbook is too large to be annotated.",
    # places
    "annotated.no-sheet": "The workbook has no sheet “{sheet}” to annotate.",
    "annotated.no-worksheet": "“{sheet}” is not a usual worksheet and cannot be annotated.",
    "annotated.no-cell": "The sheet “{sheet}” has no cell “{cell}” to annotate.",
    "annotated.threaded-comments": "Cell {cell} of the sheet “{sheet}” has a threaded comment, which is not changed.",
    "annotated.comment-full": "The comment in cell {cell} of the sheet “{sheet}” is as long as Excel allows; no text can be added.",
}
