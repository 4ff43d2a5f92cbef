"""The rows of a long file hold what the cells of the same file hold."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shengzhou_quality.diagnostics import InputError, Place
from shengzhou_quality.limits import MEGABYTE, USUAL, Limits
from shengzhou_quality.reading.readers import read_workbook
from shengzhou_quality.reading.readers.compact import cells_of
from shengzhou_quality.reading.readers.compact_rows import CompactRows
from shengzhou_quality.reading.readers.grid import CellCount, SheetBuilder, SheetSink
from shengzhou_quality.reading.readers.long_file import read_compact

DATA = Path(__file__).parent.parent / "data"
FILES = sorted(
    path
    for path in (DATA / "readers").glob("*")
    if path.suffix in (".xlsx", ".xlsm", ".xls", ".ods", ".csv", ".tsv")
)


@pytest.mark.parametrize("path", FILES, ids=[path.name for path in FILES])
def test_a_file_has_the_same_cells_either_way(path: Path) -> None:
    content = path.read_bytes()
    workbook = read_workbook(content, path.name)
    sheets, findings = read_compact(content, path.name, USUAL)
    assert tuple(cells_of(sheet, path.name) for sheet in sheets) == workbook.sheets
    assert findings == list(workbook.diagnostics)


NUMBERS = st.integers(1, 7)
SPANS = st.tuples(NUMBERS, NUMBERS, st.integers(0, 3), st.integers(0, 3))


@given(
    cells=st.dictionaries(
        st.tuples(NUMBERS, NUMBERS), st.sampled_from(["甲县", "1", " ", "长" * 9, "x"])
    ),
    marked=st.sets(st.tuples(NUMBERS, NUMBERS)),
    spans=st.lists(SPANS, max_size=4),
    hidden_rows=st.sets(NUMBERS, max_size=3),
    hidden_columns=st.sets(NUMBERS, max_size=2),
)
def test_rows_and_cells_of_the_same_sheet_agree(
    cells: dict[tuple[int, int], str],
    marked: set[tuple[int, int]],
    spans: list[tuple[int, int, int, int]],
    hidden_rows: set[int],
    hidden_columns: set[int],
) -> None:
    """In any order of cells, with merged areas, hidden rows and what lies beyond the bounds."""

    def fill(sink: SheetSink[object]) -> None:
        for (row, column), text in cells.items():
            percent = (row, column) in marked
            sink.put(row, column, text, percent=percent, line=row + percent)
        for top, left, down, right in spans:
            sink.merge(top, left, top + down, left + right)
        for number in hidden_rows:
            sink.hide_rows(number, number)
        for number in hidden_columns:
            sink.hide_columns(number, number)

    limits = Limits(rows=6, columns=6, cell_text=8)
    place = Place("a.xlsx", "表")
    grid = SheetBuilder(place, CellCount("a.xlsx", limits))
    compact = CompactRows(place, CellCount("a.xlsx", limits))
    fill(grid)
    fill(compact)
    expected, told = grid.sheet()
    sheet, findings = compact.sheet()
    assert cells_of(sheet, "a.xlsx") == expected
    assert findings == told


@given(
    st.lists(
        st.lists(
            st.sampled_from(["甲县", "", " ", "1\n2", "a\r\nb", "长" * 9, "0.57"]), max_size=8
        ),
        max_size=6,
    )
)
def test_a_text_is_read_alike_record_by_record(rows: list[list[str]]) -> None:
    written = io.StringIO()
    csv.writer(written).writerows([["地区", "值"], *rows])
    content = written.getvalue().encode()
    limits = Limits(rows=8, columns=6, cell_text=8)
    workbook = read_workbook(content, "a.csv", limits)
    (sheet,), findings = read_compact(content, "a.csv", limits)
    assert (cells_of(sheet, "a.csv"),) == workbook.sheets
    assert findings == list(workbook.diagnostics)


@pytest.mark.parametrize(
    ("limits", "code"),
    [
        (Limits(cells=7), "too-many-cells"),
        (Limits(text=9), "too-much-text"),
        (Limits(file_size=20), "file-too-large"),
    ],
)
def test_a_text_beyond_a_limit_is_refused(limits: Limits, code: str) -> None:
    content = "地区,值\n甲县,1\n乙县,2\n丙县,3\n".encode()
    with pytest.raises(InputError) as caught:
        read_compact(content, "a.csv", limits)
    assert [one.code for one in caught.value.diagnostics] == [code]


def test_a_long_file_may_be_larger_and_an_entity_not() -> None:
    longer = USUAL.of_long_files()
    assert (longer.rows, longer.cells, longer.file_size) == (400_000, 3_000_000, 80 * MEGABYTE)
    assert (longer.columns, longer.cell_text) == (USUAL.columns, USUAL.cell_text)
    assert Limits.asked(cells=4_000_000).of_long_files().cells == 4_000_000
