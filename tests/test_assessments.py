"""Test 评估意见: which tables hold them, which are accepted, and what an accepted one changes."""

from __future__ import annotations

import json
from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING, Any

import pytest
from guides import DOCS, tables, text_of

from shengzhou_quality.diagnostics import InputError, Severity
from shengzhou_quality.evaluation.check import check
from shengzhou_quality.evaluation.evaluate import evaluate
from shengzhou_quality.formats import FORMATS, Options
from shengzhou_quality.judgement import Status
from shengzhou_quality.pages.conclusion import result_line
from shengzhou_quality.plan.names import fold
from shengzhou_quality.reading import intake
from shengzhou_quality.reading.readers.assessment_list import FIELDS, SETTLED_FIELDS
from shengzhou_quality.reading.tables.header_words import (
    EXCLUDED_WORDS,
    OPINION_WORDS,
    ROLE_WORDS,
    SETTLEMENT_WORDS,
    STATUS_WORDS,
    Role,
)
from shengzhou_quality.words import LANGUAGES, Words

if TYPE_CHECKING:
    from collections.abc import Callable

    from shengzhou_quality.evaluation.item_result import IndicatorResult
    from shengzhou_quality.evaluation.report import Report
    from shengzhou_quality.plan.model import Plan
    from shengzhou_quality.reported import Actuals

    Judge = Callable[..., Report]
    Xlsx = Callable[..., bytes]

read_contents = partial(intake.read_contents, accept_own_assessments=True)
"""Most of these files are the evaluators' own; `test_gate.py` has what offices send."""

N5, N6, N7 = "装配式建筑占新建建筑比例", "二星级及以上绿色建筑占新建民用建筑比例", "服务业增加值"
HEADER = ["编号", "名称", "状态", "理由", "评估人", "日期", "修订基期值"]
# 6 from 6.1 to >15: 11 in 2023 is q = 4.9/8.9 = 0.550562 against 0.6, pace 0.917603, slipping.
# 7 from 322.7 to 423: 348.6 is q = 25.9/100.3 = 0.258225, pace 0.430376, behind.
VALUES = [["指标", "2023年"], [N5, 37.8], [N6, 11], [N7, 348.6]]


@pytest.fixture
def read(plan: Plan, xlsx: Xlsx) -> Callable[..., Actuals]:
    """Values, and beside them the rows of a table of assessments, as two files."""

    def run(*rows: list[Any], header: list[str] = HEADER) -> Actuals:
        sheets = xlsx([header, *rows], title="评估意见")
        return read_contents([("v.xlsx", xlsx(VALUES)), ("a.xlsx", sheets)], plan)

    return run


def codes(actuals: Actuals) -> list[str]:
    return [finding.code for finding in actuals.diagnostics]


def of(report: Report, number: str) -> IndicatorResult:
    return next(one for one in report.indicators if one.indicator.id == number)


def listed(**assessments: Any) -> bytes:
    return json.dumps({"assessments": assessments}, ensure_ascii=False).encode()


# which tables they are


def test_a_row_is_read_with_all_that_it_says(read: Callable[..., Actuals]) -> None:
    actuals = read([6, N6, "基本符合时序进度", "两个项目\n已完工", "张某", "2024-03-15", None])
    (found,) = actuals.assessments
    assert codes(actuals) == []
    assert (found.item, found.status, found.excluded, found.baseline) == (
        "6",
        "on_track",
        False,
        None,
    )
    assert (found.reason, found.by, found.date) == ("两个项目 已完工", "张某", "2024-03-15")
    assert str(found.place) == "a.xlsx:评估意见!A2"


def test_a_table_is_known_by_its_words_on_any_sheet_below_any_table(plan: Plan, xlsx: Xlsx) -> None:
    rows = [*VALUES, [], ["市质量办评估意见"], ["名称", "状态", "评估理由", "评估人"]]
    rows += [[N6, "滞后", "现场核查", "张某"], [], ["填表人:张某", "审核人:李某"]]
    actuals = read_contents([("v.xlsx", xlsx(rows))], plan)
    assert [(one.item, one.status) for one in actuals.assessments] == [("6", "behind")]
    assert codes(actuals) == []
    assert len(actuals.observations) == 3


def test_a_table_across_is_read_the_same(plan: Plan, xlsx: Xlsx) -> None:
    rows = [
        ["名称", N6, N7],
        ["状态", "滞后", "滞后"],
        ["理由", "甲", "乙"],
        ["评估人", "张", "李"],
    ]
    files = [("v.xlsx", xlsx(VALUES)), ("a.xlsx", xlsx(rows, title="评估意见"))]
    found = read_contents(files, plan).assessments
    assert [(one.item, one.reason) for one in found] == [("6", "甲"), ("7", "乙")]


def test_no_cell_of_such_a_table_is_a_value(plan: Plan, xlsx: Xlsx) -> None:
    """Its years are lost, so it is said; the value of the other file stands alone."""
    header = ["编号", "名称", "状态", "理由", "评估人", "2023年", "2024年"]
    table = xlsx([header, [6, N6, "滞后", "甲", "张", 14, 15]])
    actuals = read_contents([("v.xlsx", xlsx(VALUES)), ("a.xlsx", table)], plan)
    assert [seen.text for seen in actuals.observations if seen.indicator == "6"] == ["11"]
    assert codes(actuals) == ["column-not-read", "column-not-read"]
    assert {finding.severity for finding in actuals.diagnostics} == {Severity.WARNING}


def test_a_milestone_table_with_states_is_no_assessment(plan: Plan, xlsx: Xlsx) -> None:
    rows = [["编号", "状态", "佐证", "说明"], ["13", "完成创建", "公告", "理由充分"]]
    actuals = read_contents([("v.xlsx", xlsx(rows))], plan)
    assert actuals.assessments == ()
    assert [seen.indicator for seen in actuals.observations] == ["13"]


def test_a_sheet_of_that_name_without_a_header_is_told(plan: Plan, xlsx: Xlsx) -> None:
    files = [
        ("v.xlsx", xlsx(VALUES)),
        ("a.xlsx", xlsx([["随便", "写写"], [6, "好"]], title="评估意见")),
    ]
    found = read_contents(files, plan).diagnostics
    assert "no-assessments" in {finding.code for finding in found}


def test_items_that_nobody_has_assessed_and_notes_are_passed_over(
    read: Callable[..., Actuals],
) -> None:
    actuals = read([5, N5], [6, N6, "—", None, "—"], ["注:本表由评估单位填写。"])
    assert (actuals.assessments, codes(actuals)) == ((), [])


def test_a_reason_merged_down_holds_for_all_its_rows(plan: Plan) -> None:
    import io

    import openpyxl

    book = openpyxl.Workbook()
    assert book.active is not None
    rows: list[list[Any]] = [HEADER[:5], [5, N5, "滞后", "甲", "张"], [6, N6, "滞后", None, None]]
    for row in rows:
        book.active.append(row)
    book.active.title = "评估意见"
    book.active.merge_cells("D2:D3")
    book.active.merge_cells("E2:E3")
    values = book.create_sheet("实际值")
    for numbers in VALUES:
        values.append(numbers)
    stream = io.BytesIO()
    book.save(stream)
    found = read_contents([("v.xlsx", stream.getvalue())], plan).assessments
    assert [(one.item, one.reason, one.by) for one in found] == [
        ("5", "甲", "张"),
        ("6", "甲", "张"),
    ]


# YAML and JSON


@pytest.mark.parametrize("key", ["assessments", "评估意见"])
def test_a_list_or_a_mapping_under_the_key(key: str, plan: Plan) -> None:
    one = {"status": "on track", "reason": "甲", "by": "张", "date": "2024-03"}
    for items in ([{"id": "6", **one}], {"6": one}, {N6: one}, [{"名称": N6, **one}]):
        data = {"actuals": {"6": {"2023": "11"}}, key: items}
        for ascii_only in (True, False):
            content = json.dumps(data, ensure_ascii=ascii_only).encode()
            for name in ("d.json", "d.yaml"):
                actuals = read_contents([(name, content)], plan)
                assert [(it.item, it.status, it.by) for it in actuals.assessments] == [
                    ("6", "on_track", "张")
                ]
                assert codes(actuals) == []


def test_places_in_yaml_are_lines_and_columns(plan: Plan) -> None:
    text = "actuals:\n  6: {2023: 11}\nassessments:\n  - id: 6\n    status: 好\n    reason: 甲\n"
    (finding,) = read_contents([("d.yaml", text.encode())], plan).diagnostics
    assert (finding.code, str(finding.place)) == ("assessment-status", "d.yaml:5:13")


@pytest.mark.parametrize(
    ("items", "code"),
    [
        ("没有问题", "assessments-not-a-list"),
        (["没有问题"], "assessments-not-a-list"),
        ([{"id": "6", "status": ["滞后"], "reason": "甲"}], "assessments-not-a-list"),
        ([{"id": "6", "status": "滞后", "reason": "甲", "resaon": "乙"}], "assessment-unknown-key"),
        ([{"id": "6", "编号": "7", "status": "滞后", "reason": "甲"}], "yaml-said-twice"),
    ],
)
def test_a_wrong_shape_is_told(items: Any, code: str, plan: Plan) -> None:
    data = {"actuals": {"6": {"2023": "11"}}, "assessments": items}
    found = read_contents([("d.json", json.dumps(data).encode())], plan).diagnostics
    assert code in {finding.code for finding in found}


# what is accepted


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_words_are_those_of_the_reports(language: str) -> None:
    """The readers' own table says no more and no less than the catalogues of both languages."""
    words, zh = Words(language), language == "zh"
    for status in Status:
        keys = (f"status.{status}", f"status.{status}.done")
        said = {words(key) for key in keys if words.knows(key)}
        assert said == {word for word in STATUS_WORDS[status] if word.isascii() is not zh}
    assert words("assessed.excluded") in EXCLUDED_WORDS


def test_the_fields_of_a_list_are_headers_that_a_table_has() -> None:
    for name in FIELDS:
        word = fold(name)
        in_roles = any(word in ROLE_WORDS[role] for role in (Role.SERIAL, Role.NAME))
        assert in_roles or any(word in words for words in OPINION_WORDS.values()), name
    for name in SETTLED_FIELDS:
        assert any(fold(name) in words for words in SETTLEMENT_WORDS.values()), name


@pytest.mark.parametrize(
    ("written", "status"),
    [
        ("达标", "met"), ("完成", "met"), ("Completed", "met"), ("not met", "missed"),
        ("略慢于时序进度", "slipping"), (" 略慢于 时序进度 ", "slipping"), ("on_track", "on_track"),
        ("On Track", "on_track"), ("“滞后”", "behind"), ("数据缺失", "no_data"),
    ],
)  # fmt: skip
def test_a_status_is_a_whole_word(written: str, status: str, read: Callable[..., Actuals]) -> None:
    (found,) = read([6, N6, written, "甲"]).assessments
    assert (found.status, found.excluded) == (status, False)


@pytest.mark.parametrize(
    "written", ["基本达标", "达标,但2022年未达标", "还可以", "100", "未保持达标"]
)
def test_any_other_word_is_none(written: str, read: Callable[..., Actuals]) -> None:
    actuals = read([6, N6, written, "甲"])
    assert (actuals.assessments, codes(actuals)) == ((), ["assessment-status"])
    hint = Words("zh").hint(actuals.diagnostics[0])
    assert all(word in hint for word in ("达标", "略慢于时序进度", "不纳入评估"))


@pytest.mark.parametrize("written", ["不纳入评估", "set aside", "excluded"])
def test_an_item_is_set_aside(written: str, read: Callable[..., Actuals]) -> None:
    (found,) = read([6, N6, written, "甲"]).assessments
    assert (found.status, found.excluded) == (None, True)


@pytest.mark.parametrize(
    ("row", "code", "cell"),
    [
        ([6, N6, "滞后", None], "assessment-without-reason", "A2"),
        ([6, N6, "滞后", " — "], "assessment-without-reason", "A2"),
        ([6, N6, "滞后", "无"], "assessment-without-reason", "A2"),
        ([99, None, "滞后", "甲"], "assessment-of-unknown", "A2"),
        ([None, "绿色建筑", "滞后", "甲"], "assessment-of-unknown", "B2"),
        ([6, "没有的指标", "滞后", "甲"], "assessment-of-unknown", "B2"),
        ([None, None, "滞后", "甲"], "assessment-without-item", "C2"),
        ([6, N6, None, "甲"], "assessment-says-nothing", "A2"),
        ([6, N6, "滞后", "甲", "张", "上周"], "assessment-date", "F2"),
        ([6, N6, "滞后", "甲", "张", "2024-02-30"], "assessment-date", "F2"),
        ([6, N6, None, "甲", "张", None, ">5"], "baseline-not-exact", "G2"),
        ([6, N6, None, "甲", "张", None, "很多"], "not-a-number", "G2"),
        ([6, N6, None, "甲", "张", None, "0.05"], "looks-like-fraction", "G2"),
        ([7, N7, None, "甲", "张", None, "300家"], "unit-mismatch", "G2"),
        ([1, None, None, "甲", "张", None, 95], "baseline-not-used", "G2"),
        ([15, None, None, "甲", "张", None, 2], "baseline-not-used", "G2"),
        (["C09", None, "滞后", "甲", "张", None, 2], "baseline-not-used", "G2"),
        (["C14", None, "滞后", "甲", "张", None, 10], "baseline-elsewhere", "G2"),
    ],
)
def test_what_is_wrong_is_an_error_with_its_cell_and_a_cure_and_has_no_effect(
    row: list[Any], code: str, cell: str, read: Callable[..., Actuals]
) -> None:
    actuals = read(row)
    (finding,) = actuals.diagnostics
    assert (finding.code, finding.severity) == (code, Severity.ERROR)
    assert finding.place is not None
    assert finding.place.cell == cell
    assert all(Words(language).hint(finding) for language in LANGUAGES)
    assert actuals.assessments == ()


def test_all_that_is_wrong_with_a_row_is_told_at_once(read: Callable[..., Actuals]) -> None:
    actuals = read([1, None, "还可以", None, "张", "上周", 95])
    assert sorted(codes(actuals)) == [
        "assessment-date", "assessment-status", "assessment-without-reason", "baseline-not-used",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "date", ["2024-03-15", "2024年3月15日", "2024年3月", "2024.3", "2024年", None]
)
def test_dates_as_people_write_them(date: str | None, read: Callable[..., Actuals]) -> None:
    (found,) = read([6, N6, "滞后", "甲", None, date]).assessments
    assert (found.date, found.by) == (date, None)


def test_a_date_cell_is_a_date(read: Callable[..., Actuals]) -> None:
    from datetime import date

    (found,) = read([6, N6, "滞后", "甲", None, date(2024, 3, 15)]).assessments
    assert found.date == "2024-03-15"


def test_the_name_decides_as_for_values(read: Callable[..., Actuals]) -> None:
    """An 编号 that only counts the rows is told, and does no harm."""
    actuals = read([1, N6, "滞后", "甲"])
    assert [one.item for one in actuals.assessments] == ["6"]
    assert [(it.code, it.severity.value) for it in actuals.diagnostics] == [
        ("number-differs", "warning")
    ]


@pytest.mark.parametrize(
    ("serial", "name", "item"),
    [
        ("C06", None, "C06"), ("c06", None, "C06"), ("M12", None, "M12"), ("C09", None, "C09"),
        (None, "C09", "C09"), (None, "green-building-share", "6"),
        # C05 has the name of indicator 21, which it restates: its id says which one is meant.
        ("C05", "R&D经费支出占GDP比重", "C05"), (None, "R&D经费支出占GDP比重", "21"),
        ("M38", "国家级生态文明示范县(市)建成", "M38"),
    ],
)  # fmt: skip
def test_commitments_and_milestones_can_be_assessed(
    serial: str | None, name: str | None, item: str | None, read: Callable[..., Actuals]
) -> None:
    actuals = read([serial, name, "达标", "甲"])
    assert [one.item for one in actuals.assessments] == ([item] if item else [])
    assert codes(actuals) == ([] if item else ["assessment-of-unknown"])


def test_two_that_differ_are_an_error_that_names_both_and_neither_holds(
    read: Callable[..., Actuals],
) -> None:
    actuals = read([6, N6, "滞后", "甲", "张"], [5, N5, "滞后", "乙"], [6, N6, "达标", "甲", "张"])
    assert [one.item for one in actuals.assessments] == ["5"]
    (finding,) = actuals.diagnostics
    assert (finding.code, finding.severity) == ("assessed-twice", Severity.ERROR)
    line = Words("zh").line(finding)
    assert "a.xlsx:评估意见!A4" in line
    assert "a.xlsx:评估意见!A2" in line


def test_two_that_are_the_same_are_one(read: Callable[..., Actuals]) -> None:
    row = [6, N6, "滞后", "甲", "张"]
    actuals = read(row, row)
    assert [one.item for one in actuals.assessments] == ["6"]
    assert [(it.code, it.severity.value) for it in actuals.diagnostics] == [
        ("assessment-repeated", "info")
    ]


def test_the_order_of_rows_does_not_matter(read: Callable[..., Actuals]) -> None:
    rows = [
        [6, N6, "滞后", "甲"], [5, N5, "不纳入评估", "乙"], [7, N7, None, "丙", "张", None, 303],
        ["M12", None, "达标", "丁"],
    ]  # fmt: skip
    found = [read(*order).assessments for order in (rows, rows[::-1])]
    assert [[(one.item, one.reason) for one in each] for each in found] == [
        [("5", "乙"), ("6", "甲"), ("7", "丙"), ("M12", "丁")]
    ] * 2


# --assessments


def test_a_file_given_for_them_needs_no_name_and_no_signature(plan: Plan, xlsx: Xlsx) -> None:
    given = [("a.csv", "编号,状态,理由\n6,滞后,甲\n".encode())]
    actuals = read_contents([("v.xlsx", xlsx(VALUES))], plan, assessments=given)
    assert [(one.item, one.status) for one in actuals.assessments] == [("6", "behind")]
    assert codes(actuals) == []
    assert [source.path for source in actuals.sources] == ["v.xlsx", "a.csv"]


def test_its_values_are_not_read_and_that_is_told(plan: Plan, xlsx: Xlsx) -> None:
    both = [*VALUES, [], HEADER, [6, N6, "滞后", "甲", "张"]]
    given = [("a.xlsx", xlsx(both))]
    values = xlsx([["指标", "2023年"], [N5, 30]])
    actuals = read_contents([("v.xlsx", values)], plan, assessments=given)
    assert [one.item for one in actuals.assessments] == ["6"]
    assert [seen.indicator for seen in actuals.observations] == ["5"]
    assert codes(actuals) == ["values-not-read"]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.csv", "指标,2023年\n甲,1\n".encode()),
        ("a.yaml", b"actuals:\n  6: {2023: 11}\n"),
        ("a.json", b'{"actuals": {}}'),
    ],
)
def test_a_file_without_any_is_an_error(name: str, content: bytes, plan: Plan, xlsx: Xlsx) -> None:
    actuals = read_contents([("v.xlsx", xlsx(VALUES))], plan, assessments=[(name, content)])
    assert "no-assessments" in codes(actuals)


def test_the_same_file_as_data_and_for_its_assessments_says_everything_once(
    plan: Plan, xlsx: Xlsx
) -> None:
    content = xlsx(
        [*VALUES, [], HEADER, [6, N6, "滞后", "甲", "张"], [8, None, "滞后", None, "张"]]
    )
    actuals = read_contents([("v.xlsx", content)], plan, assessments=[("v.xlsx", content)])
    assert [one.item for one in actuals.assessments] == ["6"]
    assert codes(actuals).count("assessment-without-reason") == 1
    assert "assessment-repeated" not in codes(actuals)


def test_assessments_alone_are_nothing_to_judge(plan: Plan, xlsx: Xlsx) -> None:
    content = listed(**{"6": {"status": "滞后", "reason": "甲"}})
    with pytest.raises(InputError) as refused:
        read_contents([("a.json", content)], plan)
    assert [it.code for it in refused.value.diagnostics] == ["nothing-to-judge"]
    actuals = read_contents([("v.xlsx", xlsx(VALUES)), ("a.json", content)], plan)
    assert (codes(actuals), len(actuals.assessments)) == ([], 1)


# what they change


def computed(report: Report) -> Any:
    """Everything but the assessments themselves, and where the files are named."""
    from shengzhou_quality.formats import FORMATS, Options

    data = json.loads(FORMATS["json"].render(report, Words("zh"), Options()))
    del data["sources"]
    for item in (*data["indicators"], *data["commitments"], *data["milestones"]):
        del item["assessed"]
    for entry in data["lists"]["warnings"]:
        del entry["assessed_status"]
    return data


@pytest.mark.parametrize("fail_on", ["binding", "any", "never"])
def test_an_override_changes_no_verdict_no_figure_and_no_exit_code(
    fail_on: str, judge: Judge, xlsx: Xlsx
) -> None:
    values = [["指标", "2025年"], [N5, 39], [N6, 11], [N7, 430], ["C06", 58], ["M12", "推进中"]]
    rows = [
        [5, N5, "达标", "甲"], [6, N6, "提前实现", "乙", "张", None, 5], [7, N7, "滞后", "丙"],
        ["C06", None, "未达标", "丁"], ["M12", None, "完成", "戊"], ["C09", None, "达标", "己"],
    ]  # fmt: skip
    plain = judge(xlsx(values), fail_on=fail_on)
    assessed = judge(xlsx(values), xlsx([HEADER, *rows], title="评估意见"), fail_on=fail_on)
    assert assessed.exit_code == (0 if fail_on == "never" else 1)
    assert computed(assessed) == computed(plain)
    shown = of(assessed, "5").assessed
    assert shown is not None
    assert (of(assessed, "5").status.value, shown.status) == ("missed", "met")
    shown = next(one.assessed for one in assessed.commitments if one.promise.id == "C09")
    assert shown is not None
    assert (shown.status, shown.reason) == ("met", "己")


def test_a_binding_indicator_that_fails_and_is_set_aside_fails_nothing(
    judge: Judge, xlsx: Xlsx
) -> None:
    values = xlsx([["指标", "2025年"], [N5, 39], [N6, 16]])
    aside = xlsx([HEADER, [5, N5, "不纳入评估", "不再统计", "张"]], title="评估意见")
    only = ["5", "6"]
    assert judge(values, only=only).exit_code == 1
    report = judge(values, aside, only=only)
    result = of(report, "5")
    assert report.exit_code == 0
    assert (result.verdict.value, result.status.value) == ("not_met", "missed")  # as computed
    assert (result.severity, result.fails, str(result.gap)) == (None, False, "1")
    count = report.summary.everything
    assert (count.total, count.excluded, count.met, count.judged) == (1, 1, 1, 1)
    assert count.completion_rate == Decimal(1)
    assert (report.summary.binding.total, report.summary.binding.excluded) == (1, 1)
    category = next(it for it in report.summary.categories if it.key == "quality")
    assert (category.count.total, category.count.excluded) == (1, 1)
    assert sum(task.count.excluded for task in report.tasks) == 1
    assert sum(task.count.total for task in report.tasks) == 1
    assert [entry.result.indicator.id for entry in report.lists.warnings] == []


def test_what_is_wrong_with_the_data_of_what_is_set_aside_is_said_in_passing(
    judge: Judge, xlsx: Xlsx
) -> None:
    """An office writes 已取消 into the cell of an indicator that is no longer measured."""
    values = xlsx([["指标", "2025年"], [N5, "已取消"], [N6, 16]])
    aside = xlsx([HEADER, [5, N5, "不纳入评估", "不再统计", "张"]], title="评估意见")
    report = judge(values, aside, only=["5", "6"])
    assert report.exit_code == 0
    assert [(it.code, it.severity.value) for it in report.diagnostics] == [("not-a-number", "info")]
    assert report.lists.missing == ()


def test_a_commitment_set_aside_leaves_its_task_and_no_gate(judge: Judge, xlsx: Xlsx) -> None:
    values = xlsx([["指标", "2025年"], [N5, 39], ["C06", 30]])
    rows = [["C06", None, "不纳入评估", "甲"], ["C09", None, "不纳入评估", "乙"],
            ["M12", None, "不纳入评估", "丙"], ["C05", None, "不纳入评估", "丁"]]  # fmt: skip
    plain = judge(values)
    report = judge(values, xlsx([HEADER, *rows], title="评估意见"))
    assert (plain.exit_code, report.exit_code) == (1, 1)
    commitments = [task.commitments for task in report.tasks]
    assert sum(count.excluded for count in commitments) == 3  # C05, C06, C09
    before = sum(task.commitments.total for task in plain.tasks)
    # C09 and C05 never were in the count: one is left to people, the other is indicator 21.
    assert sum(count.total for count in commitments) == before - 1
    assert sum(task.left_to_people for task in report.tasks) == 5  # six without C09
    assert sum(task.encouraged.excluded for task in report.tasks) == 1  # M12
    shown = next(one for one in report.commitments if one.promise.id == "C06")
    assert (shown.excluded, shown.severity) == (True, None)
    assert report.summary.everything == plain.summary.everything  # 21 itself is not set aside
    ids = {each for one in report.lists.unreported for each in (*one.commitments, *one.milestones)}
    assert ids & {"C06", "M12"} == set()
    assert "M11" in ids


def test_what_restates_an_indicator_is_set_aside_with_it(judge: Judge, xlsx: Xlsx) -> None:
    values = xlsx([["指标", "2025年"], [N5, 39]])
    report = judge(values, xlsx([HEADER, [21, None, "不纳入评估", "甲"]], title="评估意见"))
    shown = next(one for one in report.commitments if one.promise.id == "C05")
    assert (of(report, "21").excluded, shown.excluded) == (True, True)


def test_a_revised_baseline_is_computed_beside_the_plans_which_rules(
    judge: Judge, xlsx: Xlsx
) -> None:
    """From 303: q = (348.6−303)/(423−303) = 0.38, pace 0.38/0.6, expected 303+120·0.6 = 375,
    projected 303+45.6·5/3 = 379, and (423−348.6)/2 = 37.2 a year are needed from anywhere."""
    rows = [[7, N7, None, "普查", "李", "2024-03-15", 303]]
    report = judge(xlsx(VALUES), xlsx([HEADER, *rows], title="评估意见"), year=2023)
    result = of(report, "7")
    assert (result.status.value, str(result.pace)) == ("behind", "0.430376")
    assert result.assessed is not None
    revised = result.assessed.baseline
    assert revised is not None
    assert (result.assessed.status, revised.status.value) == (None, "slipping")
    figures = [revised.progress, revised.pace, revised.expected, revised.needed_per_year,
               revised.projected]  # fmt: skip
    assert figures == [Decimal(it) for it in ("0.38", "0.633333", "375", "37.2", "379")]


def test_a_revised_baseline_is_read_in_its_unit(read: Callable[..., Actuals]) -> None:
    (found,) = read([7, N7, "滞后", "普查", "李", None, "3030000万元"]).assessments
    assert (found.status, found.baseline) == ("behind", "303")


def test_a_revised_baseline_beyond_the_target_gives_no_pace(judge: Judge, xlsx: Xlsx) -> None:
    rows = [[7, N7, None, "普查", "李", None, 423]]
    report = judge(xlsx(VALUES), xlsx([HEADER, *rows], title="评估意见"), year=2023)
    assessed = of(report, "7").assessed
    assert assessed is not None
    assert assessed.baseline is not None
    assert (assessed.baseline.status.value, assessed.baseline.pace) == ("regressed", None)


def test_only_narrows_them_too(judge: Judge, xlsx: Xlsx) -> None:
    rows = [[5, N5, "不纳入评估", "甲"], [6, N6, "滞后", None]]
    report = judge(xlsx(VALUES), xlsx([HEADER, *rows], title="评估意见"), only=["7"])
    assert (report.diagnostics, report.summary.everything.excluded) == ((), 0)


def test_a_check_judges_them_and_asks_nothing_of_what_is_set_aside(
    plan: Plan, read: Callable[..., Actuals]
) -> None:
    actuals = read([8, None, "不纳入评估", "甲"], [6, N6, "滞后", None])
    found = check(plan, actuals, complete=True, only=["5", "6", "8"], year=2023).diagnostics
    assert [it.code for it in found] == ["assessment-without-reason"]
    assert [it.indicator for it in found] == ["6"]


def test_evaluating_without_any_is_as_before(plan: Plan, xlsx: Xlsx) -> None:
    report = evaluate(plan, read_contents([("v.xlsx", xlsx(VALUES))], plan))
    assert {one.assessed for one in report.indicators} == {None}
    assert {one.assessed for one in (*report.commitments, *report.milestones)} == {None}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_table_of_the_guide_can_be_pasted_into_a_sheet(
    language: str, plan: Plan, xlsx: Xlsx
) -> None:
    pages = tables(text_of(DOCS / language / "opinions.md"))
    pasted = xlsx(next(rows for rows in pages if rows[0][0] == "编号"), title="评估意见")
    actuals = read_contents([("v.xlsx", xlsx(VALUES)), ("a.xlsx", pasted)], plan)
    found = [(one.item, one.status, one.baseline, one.excluded) for one in actuals.assessments]
    assert codes(actuals) == []
    assert found == [("6", "on_track", None, False), ("7", None, "303", False),
                     ("20", None, None, True)]  # fmt: skip


def test_a_cell_that_was_never_calculated_is_told_as_such(plan: Plan, xlsx: Xlsx) -> None:
    content = xlsx([HEADER, [6, N6, "滞后", "=A1&B1", "张", None, None]], title="评估意见")
    actuals = read_contents([("v.xlsx", xlsx(VALUES)), ("a.xlsx", content)], plan)
    assert codes(actuals) == ["not-calculated"]
    assert actuals.assessments == ()


def test_a_revised_baseline_is_doubted_like_any_value(read: Callable[..., Actuals]) -> None:
    """30300万元 is 3.03亿元, of an indicator that stands between 100 and 1500."""
    actuals = read([7, N7, None, "甲", "张", None, "30300万元"])
    assert [(one.code, one.severity) for one in actuals.diagnostics] == [("implausible", "warning")]
    assert [one.baseline for one in actuals.assessments] == ["3.03"]


def test_a_number_may_be_written_as_excel_shows_it(read: Callable[..., Actuals]) -> None:
    assert [one.item for one in read(["6.0", None, "滞后", "甲"]).assessments] == ["6"]


def test_with_everything_set_aside_nothing_is_said_to_be_met(judge: Judge) -> None:
    gone = {"status": "不纳入评估", "reason": "规划已调整"}
    content = json.dumps({"actuals": {"1": {"2025": "90"}}, "assessments": {"1": gone}}).encode()
    report = judge(content, only=["1"])
    assert report.exit_code == 0
    assert result_line(report, Words("zh")).startswith("结论：不作认定。所评各项中没有约束性指标")
    assert "不纳入评估的指标1项（第1项）" in result_line(report, Words("zh"))


def test_a_count_of_rows_never_sets_an_indicator_aside(plan: Plan, xlsx: Xlsx) -> None:
    """It would leave the gate: the person meant C34, in the fifth row."""
    rows = [["序号", "编号", "状态", "理由", "评估人"], [5, "C34", "不纳入评估", "任务取消", "李"]]
    files = [("v.xlsx", xlsx(VALUES)), ("a.xlsx", xlsx(rows, title="评估意见"))]
    assert [one.item for one in read_contents(files, plan).assessments] == ["C34"]


def test_what_restates_an_indicator_that_is_set_aside_is_in_no_count(judge: Judge) -> None:
    """C05 has an opinion of its own, and is set aside with 21 all the same."""
    said = {
        "21": {"status": "不纳入评估", "reason": "口径已变"},
        "C05": {"status": "提前实现", "reason": "已达"},
    }
    content = {"actuals": {"21": {"2025": "2"}, "C06": {"2025": "58"}}, "assessments": said}
    report = judge(json.dumps(content).encode(), year=2025)
    task = next(task for task in report.tasks if task.task.id == "T04")
    text = FORMATS["terminal"].render(report, Words("zh"), Options()).decode()
    judged = sum(one.counted for one in report.commitments)
    assert f"量化任务   {judged}项：" in text
    assert judged == 36 - 6 - 5  # six are left to people, five are counted elsewhere
    assert task.commitments.excluded == 1
    assert "（R&D经费支出占GDP比重），随之不纳入评估" in "".join(text.split())


def test_only_what_restates_it_shows_why_an_indicator_is_set_aside(judge: Judge) -> None:
    said = {"21": {"status": "不纳入评估", "reason": "口径已变", "by": "张某"}}
    content = {"actuals": {"21": {"2025": "2"}}, "assessments": said}
    report = judge(json.dumps(content).encode(), year=2025, only=["C05"])
    for format_ in ("terminal", "markdown"):
        text = FORMATS[format_].render(report, Words("zh"), Options(width=100)).decode()
        assert "口径已变" in text
        assert "不纳入评估的指标1项（第21项）" in text


def test_an_override_has_one_word_in_the_whole_report(judge: Judge) -> None:
    """M38 is 13, which is created: 完成, not 达标."""
    content = {
        "actuals": {"13": {"2025": "推进中"}},
        "assessments": {"M38": {"status": "完成", "reason": "已命名"}},
    }
    report = judge(json.dumps(content).encode(), year=2025, only=["M38"])
    for format_ in ("terminal", "markdown"):
        text = FORMATS[format_].render(report, Words("zh"), Options(width=100)).decode()
        assert "认定为“完成”" in text
        assert "认定为“达标”" not in text
