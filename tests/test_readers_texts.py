"""Test tables and lists as text: encodings, separators and quotes of CSV; YAML and JSON."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shengzhou_quality.diagnostics import Diagnostic, InputError
from shengzhou_quality.limits import Limits
from shengzhou_quality.reading.readers import read_workbook
from shengzhou_quality.sources.json import read_json

ROWS = [["指标", "单位", "2025年"], ["装配式", "%", "45"], ["〇𠮷", "家", "3,227"]]


def table(content: bytes, name: str = "a.csv") -> list[list[str]]:
    (sheet,) = read_workbook(content, name).sheets
    return [[cell.text for cell in row.values()] for row in sheet.rows]


def placed(content: bytes) -> dict[str, str]:
    """Each text with the line and the field where it stands."""
    (sheet,) = read_workbook(content, "a.csv").sheets
    return {
        cell.text: str(cell.place).removeprefix("a.csv:")
        for row in sheet.rows
        for cell in row.values()
    }


def refused(content: bytes, name: str) -> Diagnostic:
    with pytest.raises(InputError) as caught:
        read_workbook(content, name)
    (finding,) = caught.value.diagnostics
    return finding


def written(rows: list[list[str]], **options: Any) -> str:
    stream = io.StringIO()
    csv.writer(stream, **options).writerows(rows)
    return stream.getvalue()


# ---- CSV ----------------------------------------------------------------------


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
@pytest.mark.parametrize("separator", [",", "\t", ";"])
def test_encodings_and_separators(encoding: str, separator: str) -> None:
    content = written(ROWS, delimiter=separator).encode(encoding)
    assert table(content) == ROWS
    assert table(content, "a.tsv") == ROWS


def test_utf_16_of_the_other_order() -> None:
    assert table(b"\xfe\xff" + written(ROWS).encode("utf-16-be")) == ROWS


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_line_ends(line_end: str) -> None:
    assert table(written(ROWS, lineterminator=line_end).encode()) == ROWS


@pytest.mark.parametrize(
    ("text", "columns"),
    [
        # Commas in names and thousands, semicolons between the columns.
        ("序号;指标;2025年\n1;国际、国家,行业标准;3,227\n2;甲,乙;4,000\n", 3),
        # A title and a unit line above, a sign-off line below, each with other signs in it.
        (
            "嵊州市,2025年;汇总\n单位:万元\n指标\t2024年\t2025年\n甲\t1\t2\n乙\t3\t4\n填报人,王;复核\n",
            3,
        ),
        # Every line of decimals with a comma: the header alone tells.
        ("指标;2024年;2025年\n甲;45,5;46,5\n", 3),
        ("sep=;\n指标;a,b,c,d\n甲;1,2,3,4\n", 2),
        ("指标,2025年,,,\n甲,1,,,\n", 2),
    ],
)
def test_the_separator_is_the_one_that_makes_columns(text: str, columns: int) -> None:
    header = next(row for row in table(text.encode()) if row[0] in ("指标", "序号"))
    assert len(header) == columns


def test_places_are_line_and_field_also_after_quoted_newlines() -> None:
    text = '"标题\r\n两行",x\r\n指标,2025年\r\n"甲\n(一)\n",45\r\n\r\n,,乙\r\n'
    assert placed(text.encode()) == {
        "标题\r\n两行": "1:1",
        "x": "2:2",
        "指标": "3:1",
        "2025年": "3:2",
        "甲\n(一)\n": "4:1",
        "45": "6:2",
        "乙": "8:3",
    }


def test_a_stated_separator_takes_a_line() -> None:
    assert placed("sep=;\r\n指标;45\r\n".encode()) == {"指标": "2:1", "45": "2:2"}


def test_a_record_of_several_lines_is_one_row() -> None:
    assert table('指标,2025年\n"甲\n乙",45\n'.encode()) == [["指标", "2025年"], ["甲\n乙", "45"]]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ('指标,2025年\n甲,45\n"乙,46\n丙,47\n', 3),  # Lenient reading loses 丙 without a word.
        ('指标,2025年\n甲,"4"5\n乙,46\n', 2),
        ('指标,2025年\n"' + "甲" * 140_000 + ",45\n", 2),
    ],
)
def test_quotes_that_do_not_match_are_named_with_their_line(text: str, line: int) -> None:
    finding = refused(text.encode(), "a.csv")
    assert (finding.code, str(finding.place)) == ("csv-quote", f"a.csv:{line}")


def test_a_long_field_is_cut_however_long_it_is() -> None:
    content = ('指标,2025年\n甲,45\n"' + "乙" * 140_000 + '",45\n').encode()
    (sheet,) = read_workbook(content, "a.csv").sheets
    assert (sheet.rows[2][1].fault, len(sheet.rows[2][1].text)) == ("text-too-long", 32_767)
    assert sheet.rows[2][2].text == "45"


def test_a_quote_inside_a_field_is_a_sign_like_others() -> None:
    assert table('指标,2025年\n5"管,45\n'.encode()) == [["指标", "2025年"], ['5"管', "45"]]


def test_values_stay_text() -> None:
    values = ["045", "1e309", "NaN", "96.50", "TRUE", "=1+1", "2025-12-31", "－5", "9" * 5000]
    content = written([["指标", "值"], *([value, "x"] for value in values)]).encode()
    assert [row[0] for row in table(content)[1:]] == values


fields = st.text(st.characters(codec="gb18030", exclude_characters="\x00"), max_size=6)


@given(st.lists(st.lists(fields, min_size=3, max_size=3), min_size=1, max_size=6))
def test_what_the_library_writes_is_read_back(rows: list[list[str]]) -> None:
    header = [["指标", "单位", "2025年"]] * (len(rows) + 1)
    for encoding in ("utf-8-sig", "utf-16", "gb18030"):
        content = written(header + rows, quoting=csv.QUOTE_ALL).encode(encoding)
        kept = [[text for text in row if text.strip()] for row in header + rows]
        assert table(content) == [row for row in kept if row]


# ---- YAML and JSON alike ------------------------------------------------------


def listed(content: bytes, name: str) -> list[list[str]]:
    return table(content, name)[1:]


ITEMS = {
    "actuals": [
        {"indicator": "甲", "form": "当年值", "unit": "家", "values": {"2024": "≥4", "2025": None}},
        {"id": "5", "values": {"2025": "45"}, "note": "备", "source": "统计局"},
    ]
}


@pytest.mark.parametrize("name", ["a.yaml", "a.json"])
def test_one_shape_in_two_syntaxes(name: str) -> None:
    content = json.dumps(ITEMS, ensure_ascii=False, indent=1).encode()
    assert table(content, name)[0] == [
        "指标", "序号", "口径", "单位", "佐证", "备注", "数据来源", "责任单位", "年份", "数值",
    ]  # fmt: skip
    assert listed(content, name) == [
        ["甲", "当年值", "家", "2024", "≥4"],
        ["甲", "当年值", "家", "2025"],
        ["5", "备", "统计局", "2025", "45"],
    ]


@pytest.mark.parametrize("name", ["a.yaml", "a.json"])
def test_both_tell_the_same_places(name: str) -> None:
    text = '{"actuals": {\n  "甲": {"2025": "约4",\n     "2024": "5"}}}'
    (sheet,) = read_workbook(text.encode(), name).sheets
    found = {
        cell.text: str(cell.place).removeprefix(f"{name}:")
        for row in sheet.rows[1:]
        for cell in row.values()
    }
    assert found == {"甲": "2:3", "2025": "2:9", "约4": "2:17", "2024": "3:6", "5": "3:14"}


@pytest.mark.parametrize("name", ["a.yaml", "a.json"])
@pytest.mark.parametrize(
    ("text", "code", "place"),
    [
        ('{"actuals": {"甲": {"2025": "1", "2025": "2"}}}', "yaml-duplicate-key", ":1:33"),
        ("[" * 100_000, "yaml-too-deep", ":1:21"),
        ('{"a": ' * 100_000, "yaml-too-deep", ":1:121"),
        ('{"actual": {}}', "yaml-no-actuals", ":1:1"),
        ('{"actuals": {}, "实际值": {"甲": {"2025": "1"}}}', "yaml-said-twice", ":1:17"),
        ('{"actuals": {"甲": {"2025": "1"}', "-syntax", ""),
        ('{"actuals": {"甲": {"2025": "1"}}}}', "-syntax", ""),
        ('{"actuals": {"甲": "\\ud800"}}', "-syntax", ""),
    ],
)
def test_both_refuse_the_same(name: str, text: str, code: str, place: str) -> None:
    finding = refused(text.encode(), name)
    assert finding.code.endswith(code)
    assert str(finding.place).startswith(name + place)


@pytest.mark.parametrize("name", ["a.yaml", "a.json"])
@pytest.mark.parametrize(
    ("text", "code", "key"),
    [
        ('{"actuals": [{"id": "1", "values": {"2025": "1"}, "数值": {"2025": "2"}}]}',
         "yaml-said-twice", "数值"),
        ('{"actuals": [{"indicator": "甲", "指标": "乙", "values": {"2025": "1"}}]}',
         "yaml-said-twice", "指标"),
        ('{"actuals": [{"id": "1", "vales": {"2025": "1"}, "values": {}}]}',
         "yaml-unknown-key", "vales"),
        ('{"actuals": [{"id": "1", "values": {"2025": ["1"]}}]}', "yaml-not-text", "2025"),
        ('{"actuals": [{"id": ["1"], "values": {"2025": "1"}}]}', "yaml-not-text", "id"),
        ('{"actuals": [{"id": "1"}]}', "yaml-no-values", "0"),
        ('{"actuals": ["甲"]}', "yaml-not-an-item", "0"),
        ('{"actuals": "甲"}', "yaml-not-an-item", "actuals"),
    ],
)  # fmt: skip
def test_nothing_is_passed_over_in_silence(name: str, text: str, code: str, key: str) -> None:
    workbook = read_workbook(text.encode(), name)
    assert [(found.code, found.parameters["key"]) for found in workbook.diagnostics] == [
        (code, key)
    ]


@pytest.mark.parametrize("name", ["a.yaml", "a.json"])
def test_figures_keep_their_digits(name: str) -> None:
    figures = ["45.10", "0.1", "-3", "1e5", "1E400", "9" * 5000, "0"]
    text = ", ".join(f'"{2001 + number}": {figure}' for number, figure in enumerate(figures))
    content = f'{{"actuals": {{"甲": {{{text}}}}}}}'.encode()
    assert [row[-1] for row in listed(content, name)] == figures


# ---- JSON ---------------------------------------------------------------------


@pytest.mark.parametrize("word", ["NaN", "Infinity", "-Infinity"])
def test_json_that_is_no_number_is_named_with_its_place(word: str) -> None:
    finding = refused(f'{{"actuals": {{"甲": {{"2025":\n  {word}}}}}}}'.encode(), "a.json")
    assert (finding.code, str(finding.place)) == ("json-not-finite", "a.json:2:3")


def test_json_words_are_text_or_nothing() -> None:
    content = '{"actuals": {"甲": {"2023": true, "2024": false, "2025": null}}}'.encode()
    assert listed(content, "a.json") == [
        ["甲", "2023", "TRUE"],
        ["甲", "2024", "FALSE"],
        ["甲", "2025"],
    ]


@pytest.mark.parametrize(
    "text",
    ["", "{", "[1,]", '{"a":1,}', "{'a':1}", "{a:1}", "[01]", "[1.]", "[.5]", "[+1]", "[1 2]",
     '["a\nb"]', '["\\x"]', '["', "[1]]", "[1] 2", "nul", "[tru]", '{"a"}', '{"a":}', "{,}", "[,]",
     "{1:2}", "// x\n[]", "[1e]", "[--1]", '["\\ud800"]', "]", ":", "[0x1]", "[１]"],
)  # fmt: skip
def test_json_that_is_none(text: str) -> None:
    with pytest.raises(InputError) as caught:
        read_json(text.encode(), "a.json")
    assert [finding.code for finding in caught.value.diagnostics] == ["json-syntax"]


letters = st.text(st.characters(codec="utf-8"), max_size=8)
numbers = st.integers() | st.floats(allow_nan=False, allow_infinity=False)
values = st.recursive(
    st.none() | st.booleans() | letters | numbers,
    lambda inner: st.lists(inner) | st.dictionaries(letters, inner),
    max_leaves=20,
)


def expected(item: Any) -> Any:
    """What our reader makes of what the library reads: text, or nothing."""
    if isinstance(item, dict):
        return {key: expected(inner) for key, inner in item.items()}
    if isinstance(item, list):
        return [expected(inner) for inner in item]
    return ("FALSE", "TRUE")[item] if isinstance(item, bool) else item


@given(values, st.booleans(), st.sampled_from([None, 1]))
def test_json_is_what_the_library_reads(value: Any, ascii_only: bool, indent: int | None) -> None:
    text = json.dumps(value, ensure_ascii=ascii_only, indent=indent, allow_nan=False)
    plain = json.loads(text, parse_int=str, parse_float=str)
    assert read_json(text.encode(), "a.json", Limits(nesting=100)).data == expected(plain)
