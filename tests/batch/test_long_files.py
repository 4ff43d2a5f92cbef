"""`--by COLUMN`: one long file becomes a submission for each entity; expected values by hand."""

from __future__ import annotations

import io
import pickle
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest

from shengzhou_quality.batch.long.entity_names import EntityNames, NoEntity
from shengzhou_quality.batch.long.row_lines import text_of
from shengzhou_quality.batch.long.submissions import read_entities
from shengzhou_quality.batch.record import from_line
from shengzhou_quality.batch.submission import Settings, Submission
from shengzhou_quality.batch.work import Worker
from shengzhou_quality.diagnostics import Diagnostic, InputError
from shengzhou_quality.evaluation.outcome import EntitySource
from shengzhou_quality.limits import USUAL, Limits
from shengzhou_quality.reading.readers.compact import MarkedText, cells_of
from shengzhou_quality.reading.tables.filled_grid import grid_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from shengzhou_quality.plan.model import Plan


@pytest.fixture
def split(plan: Plan, tmp_path: Path) -> Callable[..., Any]:
    """Write files, split them by 地区, and return the submissions and what was told."""

    def split(
        *contents: str | bytes, by: str = "地区", limits: Limits = USUAL
    ) -> tuple[list[Submission], list[Diagnostic]]:
        paths, told = [], list[Diagnostic]()
        for number, content in enumerate(contents, 1):
            is_text = isinstance(content, str)
            path = tmp_path / f"{number}.{'csv' if is_text else 'xlsx'}"
            path.write_bytes(content.encode() if isinstance(content, str) else content)
            paths.append(str(path))
        entities = read_entities(paths, by, lambda _: plan, limits, told.append)
        return [entities.whole(head) for head in entities.heads(by, lambda _: plan)], told

    return split


def rows_of(submission: Submission) -> list[list[str]]:
    """The texts of each sheet's rows, by extract, those of marked cells too."""
    return [
        [text_of(cell) for cell in texts]
        for extract in submission.extracts
        for sheet in extract.sheets
        for texts in sheet.texts
    ]


def numbers_of(submission: Submission) -> list[int]:
    return [row for one in submission.extracts for sheet in one.sheets for row in sheet.numbers]


def workbook(*sheets: Sequence[Any], merged: Sequence[str] = ()) -> bytes:
    book = openpyxl.Workbook()
    for number, rows in enumerate(sheets):
        sheet = book.worksheets[0] if number == 0 else book.create_sheet()
        for row in rows:
            sheet.append(list(row))
        for area in merged if number == 0 else ():
            sheet.merge_cells(area)
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def refusal_of(split: Callable[..., Any], *contents: object, **named: object) -> Diagnostic:
    with pytest.raises(InputError) as caught:
        split(*contents, **named)
    (finding,) = caught.value.diagnostics
    return finding


# ---- whose a row is


def test_an_entity_has_titles_headers_and_its_rows(split: Callable[..., Any]) -> None:
    found, told = split(
        "各县指标\n单位：%\n\n地区,指标,2021年\n乙县,甲,1\n甲县,乙,2\n乙县,丙,3\n注：略\n"
    )
    assert [(one.entity, one.said_by, one.area) for one in found] == [
        ("乙县", EntitySource.COLUMN, "乙县"),
        ("甲县", EntitySource.COLUMN, "甲县"),
    ]
    assert [numbers_of(one) for one in found] == [[1, 2, 4, 5, 7, 8], [1, 2, 4, 6, 8]]
    assert told == []


def test_an_empty_cell_is_the_one_above(split: Callable[..., Any]) -> None:
    found, _ = split("地区,指标,2021年\n甲县,a,1\n,b,2\n同上,c,3\n乙县,a,1\n,b,2\n")
    assert [numbers_of(one) for one in found] == [[1, 2, 3, 4], [1, 5, 6]]


def test_a_merged_cell_is_of_all_its_rows(split: Callable[..., Any]) -> None:
    rows = [["地区", "指标", "2021年"], ["甲县", "a", 1], [None, "b", 2], ["乙县", "a", 1]]
    found, _ = split(workbook(rows, merged=["A2:A3"]))
    assert [numbers_of(one) for one in found] == [[1, 2, 3], [1, 4]]
    assert [one.extracts[0].sheets[0].merged for one in found] == [((2, 1, 3, 1),), ()]


def test_spellings_fold_and_names_do_not(split: Callable[..., Any]) -> None:
    found, _ = split(
        "地 区,指标,2021年\n甲 县,a,1\n甲县,b,2\n甲　县,c,3\n甲市,a,4\nＡ区,a,1\nA区,b,1\n"
    )
    assert [(one.entity, numbers_of(one)) for one in found] == [
        ("甲县", [1, 2, 3, 4]),
        ("甲市", [1, 5]),
        ("A区", [1, 6, 7]),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "全省",
        "全市（不含市辖区）",
        "合计",
        "平均",
        "各县平均",
        "全省平均水平",
        "浙江省合计",
        "total",
        "Average",
    ],
)
def test_a_whole_is_no_entity(text: str) -> None:
    assert EntityNames(9).of(text, "a") == NoEntity.WHOLE


@pytest.mark.parametrize(
    "text", ["平阳县", "全椒县", "合江县", "总寨镇", "市本级", "均州区", "Allen"]
)
def test_a_name_like_a_whole_is_an_entity(text: str) -> None:
    names = EntityNames(9)
    assert names.of(text, "a") == 0
    assert names.names == [text]


@pytest.mark.parametrize(
    "cell",
    [
        "—",
        "暂无",
        "长" * 61,
        MarkedText("#N/A", fault="error-cell"),
        MarkedText("57", percent=True),
    ],
)
def test_what_names_nothing_is_nobody(cell: str | MarkedText) -> None:
    assert EntityNames(9).of(cell, "a") == NoEntity.NOBODY


def test_rows_of_nobody_are_an_error_of_the_file(split: Callable[..., Any]) -> None:
    found, told = split("地区,指标,2021年\n,a,1\n—,b,2\n,c,2\n甲县,a,3\n全省,a,4\n平均,a,5\n")
    refused, entity = found
    assert (refused.entity, refused.said_by) == ("1", EntitySource.FILE)
    (finding,) = refused.refusals
    assert (finding.code, finding.parameters["count"]) == ("by-rows-of-nobody", 3)
    assert finding.place is not None
    assert finding.place.row == 2
    assert numbers_of(entity) == [1, 5]
    assert [(one.code, one.parameters["count"]) for one in told] == [("by-rows-of-whole", 2)]
    outcome = from_line(Worker(Settings()).do(refused))
    assert (outcome.exit_code, [one.code for one in outcome.problems]) == (2, ["by-rows-of-nobody"])


# ---- headers


def test_a_header_of_two_rows(split: Callable[..., Any]) -> None:
    text = (
        "指标,地区,2021年,,2022年,\n,,目标值,实际值,目标值,实际值\na,甲县,1,2,3,4\nb,乙县,1,2,3,4\n"
    )
    found, told = split(text)
    assert [numbers_of(one) for one in found] == [[1, 2, 3], [1, 2, 4]]
    assert told == []


def test_a_header_below_its_groups(split: Callable[..., Any]) -> None:
    found, _ = split(",,2021年,2022年\n地区,指标,实际值,实际值\n甲县,a,1,2\n乙县,a,1,2\n")
    assert [numbers_of(one) for one in found] == [[1, 2, 3], [1, 2, 4]]


def test_letters_of_columns_belong_to_the_header(split: Callable[..., Any]) -> None:
    found, _ = split("地区,指标,2021年,2022年\n甲,乙,1,2\n甲县,a,1,2\n")
    assert [(one.entity, numbers_of(one)) for one in found] == [("甲县", [1, 2, 3])]


@pytest.mark.parametrize("row", ["A,1,2,3", "甲,2,3,4", "甲,1,2,2", "甲县,1,2,3", "乙,甲,1,2"])
def test_data_like_letters_of_columns_is_data(row: str, split: Callable[..., Any]) -> None:
    found, _ = split(f"地区,指标,2021年,2022年\n{row}\n丙县,a,1,2\n")
    assert [(one.entity, numbers_of(one)) for one in found] == [
        (row.partition(",")[0], [1, 2]),
        ("丙县", [1, 3]),
    ]


def test_a_repeated_header_is_a_page(split: Callable[..., Any]) -> None:
    found, _ = split("地区,指标,2021年\n甲县,a,1\n地区,指标,2021年\n,b,2\n乙县,a,1\n,b,2\n")
    assert [numbers_of(one) for one in found] == [[1, 2, 4], [1, 5, 6]]


def test_each_table_of_a_sheet_has_its_own_column(split: Callable[..., Any]) -> None:
    found, _ = split(
        "表1\n地区,指标,2021年\n甲县,a,1\n乙县,a,1\n注：一\n\n表2\n指标,地区,2021年\nb,乙县,2\n注：二\n"
    )
    assert [numbers_of(one) for one in found] == [[1, 2, 3, 5], [1, 2, 4, 5, 7, 8, 9, 10]]


def test_several_sheets_and_files_are_of_one_entity(split: Callable[..., Any]) -> None:
    head = ["地区", "指标", "2021年"]
    book = workbook(
        [head, ["甲县", "a", 1]], [["填报说明"]], [head, ["甲县", "b", 2], ["乙县", "b", 2]]
    )
    found, told = split(book, "地区,指标,2022年\n乙县,a,1\n丙县,a,1\n")
    assert [(one.entity, len(one.files), rows_of(one)[-1]) for one in found] == [
        ("甲县", 1, ["甲县", "b", "2"]),
        ("乙县", 2, ["乙县", "a", "1"]),
        ("丙县", 1, ["丙县", "a", "1"]),
    ]
    assert [(one.code, one.place and one.place.sheet) for one in told] == [
        ("by-sheet-without-column", "Sheet1")
    ]


def test_another_table_is_not_of_every_entity(split: Callable[..., Any]) -> None:
    found, told = split("全省\n指标,2021年\na,1\n\n地区,指标,2021年\n甲县,a,2\n")
    assert [numbers_of(one) for one in found] == [[5, 6]]
    assert [(one.code, one.parameters["count"]) for one in told] == [("by-rows-outside", 3)]


def test_a_file_without_the_column_says_which_there_are(split: Callable[..., Any]) -> None:
    finding = refusal_of(split, "表\n县名,指标,2021年\n甲县,a,1\n")
    assert finding.code == "by-column-missing"
    assert finding.parameters == {"column": "地区", "headers": ("县名", "指标", "2021年")}


@pytest.mark.parametrize(
    ("content", "code"),
    [
        ("指标,甲县,乙县\na,1,2\n", "by-entities-across"),
        ("地区,指标,2021年,地区,指标,2021年\n甲县,a,1,乙县,a,1\n", "by-column-unclear"),
        (
            workbook([["地区", None, "指标"], ["甲市", "乙县", "a"]], merged=["A1:B1"]),
            "by-column-unclear",
        ),
        ('{"actuals": []}', "by-no-rows"),
        ('地区,指标\n甲县,"a\n', "csv-quote"),
        (b"PK\x03\x04broken", "workbook-damaged"),
        (b"\x81\xff,\xff\n", "unknown-encoding"),
    ],
)
def test_a_file_that_cannot_be_split_is_refused(
    split: Callable[..., Any], content: str | bytes, code: str
) -> None:
    assert refusal_of(split, content).code == code


@pytest.mark.parametrize(
    ("by", "example"), [("指标", "农产品质量安全检测合格率"), ("年份", "2021")]
)
def test_a_column_of_indicators_or_years_has_no_entities(
    by: str, example: str, split: Callable[..., Any]
) -> None:
    text = "地区,指标,年份,数值\n甲县,农产品质量安全检测合格率,2021,98\n乙县,a,2022,1\n"
    text += "乙县,制造业产品质量监督抽查合格率,2023,97\n"
    finding = refusal_of(split, text, by=by)
    assert (finding.code, finding.parameters["example"]) == ("by-column-of-others", example)


def test_one_broken_file_of_several_is_a_row(split: Callable[..., Any]) -> None:
    found, _ = split("地区,指标,2021年\n甲县,a,1\n", b"PK\x03\x04broken")
    assert [(one.entity, [each.code for each in one.refusals]) for one in found] == [
        ("2", ["workbook-damaged"]),
        ("甲县", []),
    ]


def test_a_line_with_the_area_of_the_file_is_no_header(split: Callable[..., Any]) -> None:
    found, _ = split("地区,浙江省\n填报单位,省局\n地区,指标,2021年\n甲县,a,1\n")
    assert [(one.entity, numbers_of(one)) for one in found] == [("甲县", [1, 2, 3, 4])]


def test_a_remark_in_the_last_row_is_of_its_entity(split: Callable[..., Any]) -> None:
    found, _ = split("地区,指标,2021年,备注\n甲县,a,1,\n乙县,b,已完成,见附件：二\n")
    assert [numbers_of(one) for one in found] == [[1, 2], [1, 3]]


def test_of_long_text_around_a_table_the_nearest_lines_are_read(split: Callable[..., Any]) -> None:
    lines = "".join(f"第{number}条\n" for number in range(150))
    found, told = split(f"{lines}地区,指标,2021年\n甲县,a,1\n{lines}")
    assert numbers_of(found[0]) == [*range(51, 252)]
    assert [(one.code, one.parameters["count"]) for one in told] == [("by-rows-outside", 101)]


# ---- what rows share


def test_the_name_of_an_item_holds_for_all_entities_below_it(split: Callable[..., Any]) -> None:
    """Else the rows of 乙县 would all be read as its first named item."""
    found, _ = split("指标,地区,2021年\na,乙县,1\n,甲县,2\nb,甲县,3\n,乙县,4\nc,甲县,5\n,乙县,6\n")
    assert [rows_of(one)[1:] for one in found] == [
        [["a", "乙县", "1"], ["b", "乙县", "4"], ["c", "乙县", "6"]],
        [["a", "甲县", "2"], ["b", "甲县", "3"], ["c", "甲县", "5"]],
    ]


def test_where_entities_follow_each_other_no_name_is_borrowed(split: Callable[..., Any]) -> None:
    found, _ = split("地区,指标,2021年\n甲县,a,1\n甲县,b,2\n乙县,,3\n乙县,b,4\n")
    assert rows_of(found[1])[1:] == [["乙县", "3"], ["乙县", "b", "4"]]


def test_a_merged_name_is_written_into_each_row(split: Callable[..., Any]) -> None:
    rows = [["指标", "地区", "2021年"], ["a", "甲县", 1], [None, "乙县", 2], ["b", "甲县", 3]]
    found, _ = split(workbook(rows, merged=["A2:A3"]))
    assert [rows_of(one)[1:] for one in found] == [
        [["a", "甲县", "1"], ["b", "甲县", "3"]],
        [["a", "乙县", "2"]],
    ]


def test_a_value_merged_over_two_entities_is_of_neither(
    split: Callable[..., Any], plan: Plan
) -> None:
    name = plan.indicators[0].name
    rows = [["地区", "指标", "2021年"], ["甲县", name, 99], ["乙县", name, None]]
    found, _ = split(workbook(rows, merged=["C2:C3"]))
    for submission in found:
        outcome = from_line(Worker(Settings()).do(submission))
        assert "merged-value" in [one.code for one in outcome.problems]
        assert outcome.indicators[0].low is None


# ---- rows that stand apart in the long file alone


def test_rows_follow_each_other_unless_the_file_parts_them(split: Callable[..., Any]) -> None:
    """Else a row far below the header would be another block of the sheet."""
    found, _ = split(
        "表\n\n地区,指标,2021年\n甲县,a,1\n甲县,b,1\n\n乙县,a,1\n甲县,c,1\n\n甲县,d,1\n"
    )
    sheets = [one.extracts[0].sheets[0] for one in found]
    assert [sheet.numbers for sheet in sheets] == [[1, 3, 4, 5, 8, 10], [1, 3, 7]]
    assert [sheet.follows for sheet in sheets] == [{8}, {7}]
    grid = grid_of(cells_of(sheets[0], "a.csv"))
    assert [grid.follows(row) for row in range(6)] == [False, False, True, True, True, False]


# ---- places, digests and bounds


def test_a_verdict_names_the_cell_of_the_long_file(split: Callable[..., Any], plan: Plan) -> None:
    name = plan.indicators[0].name
    rows = [["地区", "指标", "2023年"], ["甲县", name, 99], ["乙县", name, 98], ["乙县", "b", 1]]
    found, _ = split(workbook(rows))
    outcome = from_line(Worker(Settings()).do(found[1]))
    place = outcome.indicators[0].place
    assert place is not None
    assert (place.file, place.cell) == (found[1].files[0], "C3")
    assert outcome.files[0] == (found[1].files[0], found[1].extracts[0].sha256)


def test_percent_cells_stay_percent(split: Callable[..., Any]) -> None:
    book = openpyxl.load_workbook(
        io.BytesIO(workbook([["地区", "指标", "2021年"], ["甲县", "a", 0.57]]))
    )
    book.worksheets[0]["C2"].number_format = "0%"
    written = io.BytesIO()
    book.save(written)
    found, _ = split(written.getvalue())
    assert found[0].extracts[0].sheets[0].texts[1] == ("甲县", "a", MarkedText("57", percent=True))


def test_a_digest_is_of_the_entity_alone(split: Callable[..., Any]) -> None:
    text = "地区,指标,2021年\n甲县,a,1\n乙县,a,{}\n"
    before, after = (
        {one.entity: one.extracts[0].sha256 for one in split(text.format(value))[0]}
        for value in (1, 2)
    )
    assert before["甲县"] == after["甲县"]
    assert before["乙县"] != after["乙县"]


def test_more_entities_than_the_limit_are_refused(split: Callable[..., Any]) -> None:
    rows = "".join(f"{number}县,a,1\n" for number in range(6))
    finding = refusal_of(split, f"地区,指标,2021年\n{rows}", limits=Limits(entities=5))
    assert (finding.code, finding.parameters["limit"]) == ("too-many-entities", "5")


def test_more_rows_than_the_limit_are_refused(split: Callable[..., Any]) -> None:
    rows = "甲县,a,1\n" * 6
    finding = refusal_of(split, f"地区,指标,2021年\n{rows}", limits=Limits(long_rows=5))
    assert (finding.code, finding.parameters["limit"]) == ("too-many-rows", "5")


def test_the_cells_of_all_files_are_counted(split: Callable[..., Any]) -> None:
    text = "地区,指标,2021年\n甲县,a,1\n"
    found, _ = split(text, text, limits=Limits(cells=1, long_cells=11))
    assert [[each.code for each in one.refusals] for one in found] == [
        ["too-many-cells"],
        [],
    ]
    outcome = from_line(Worker(Settings(limits=Limits(cells=1))).do(found[1]))
    assert [one.code for one in outcome.problems] == ["too-many-cells"]


def test_an_entity_without_values_is_a_row(split: Callable[..., Any], plan: Plan) -> None:
    name = plan.indicators[0].name
    found, _ = split(f"地区,年份,{name}\n甲县,2021年,99\n乙县,,\n丙县,2021年,98\n")
    assert [(one.entity, numbers_of(one)) for one in found] == [
        ("甲县", [1, 2]),
        ("乙县", [1, 3]),
        ("丙县", [1, 4]),
    ]


def test_a_submission_travels_to_a_worker(split: Callable[..., Any]) -> None:
    rows = [["地区", "指标", "2021年"], ["甲县", "a", 0.57], [None, "b", "=1/0"]]
    refused, found = split(workbook([*rows, ["—", "c", 1]], merged=["A2:A3"]))[0]
    for submission in (refused, found):
        assert pickle.loads(pickle.dumps(submission)) == submission  # noqa: S301 - our own
