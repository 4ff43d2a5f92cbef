"""Test that only the evaluators' input can open the gate, and no submitted file can."""

from __future__ import annotations

import io
import json
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest

from shengzhou_quality.cli import main
from shengzhou_quality.diagnostics import InputError, Severity
from shengzhou_quality.evaluation.check import check
from shengzhou_quality.evaluation.evaluate import evaluate
from shengzhou_quality.evaluation.trace import trace
from shengzhou_quality.formats import CHAIN_FORMATS, CHECK_FORMATS, FORMATS, Options
from shengzhou_quality.interval import Interval
from shengzhou_quality.pages.check import result_line
from shengzhou_quality.pages.reasons import reason
from shengzhou_quality.reading.accepted import with_settled_values
from shengzhou_quality.reading.intake import read_actuals, read_contents
from shengzhou_quality.reported import Actuals, Observation
from shengzhou_quality.words import LANGUAGES, Words

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from shengzhou_quality.plan.model import Plan

    Xlsx = Callable[..., bytes]

N5, N6, N7 = "装配式建筑占新建建筑比例", "二星级及以上绿色建筑占新建民用建筑比例", "服务业增加值"
VALUES: list[list[object]] = [["指标", "2024年", "2025年"], [N5, 38, 39], [N6, 12, 16]]
HEADER = ["编号", "名称", "状态", "理由", "评估人", "日期"]
ASIDE = [5, N5, "不纳入评估", "不再统计", "张某", "2026-01-05"]
SETTLED_HEADER = ["代码", "指标", "年份", "原文", "理由", "认定人", "日期"]


def book(**sheets: Sequence[Sequence[object]]) -> bytes:
    made = openpyxl.Workbook()
    made.remove(made.worksheets[0])
    for name, rows in sheets.items():
        sheet = made.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    stream = io.BytesIO()
    made.save(stream)
    return stream.getvalue()


def codes(actuals: Actuals) -> list[str]:
    return [finding.code for finding in actuals.diagnostics]


def csv(*rows: Sequence[object]) -> bytes:
    return "\n".join(",".join(map(str, row)) for row in rows).encode()


# ---- opinions of offices ------------------------------------------------------


def shown(report: Any, *, without: tuple[str, ...] = ("sources", "opinions")) -> Any:
    """A report's JSON without the files, the opinions and what only tells that they are there."""
    data = json.loads(FORMATS["json"].render(report, Words("zh"), Options()))
    for name in without:
        data.pop(name, None)
    for item in (*data["indicators"], *data["commitments"], *data["milestones"]):
        item.pop("opinions")
    data["diagnostics"] = [one for one in data["diagnostics"] if one["code"] != "own-opinions"]
    return data


@pytest.mark.parametrize("fail_on", ["binding", "any", "never"])
def test_an_opinion_in_a_submitted_workbook_changes_nothing(fail_on: str, plan: Plan) -> None:
    plain = read_contents([("v.xlsx", book(实际值=VALUES))], plan)
    own = read_contents([("v.xlsx", book(实际值=VALUES, 评估意见=[HEADER, ASIDE]))], plan)
    before, after = (evaluate(plan, it, fail_on=fail_on, only=["5", "6"]) for it in (plain, own))
    assert shown(before) == shown(after)
    assert after.exit_code == (0 if fail_on == "never" else 1)
    assert [(one.code, one.severity) for one in own.diagnostics] == [
        ("own-opinions", Severity.INFO)
    ]
    opinion = next(one for one in after.indicators if one.indicator.id == "5").opinions[0]
    assert (opinion.excluded, opinion.reason, opinion.by) == (True, "不再统计", "张某")


def test_it_counts_where_evaluators_give_it_or_accept_it(plan: Plan) -> None:
    content = book(实际值=VALUES, 评估意见=[HEADER, ASIDE])
    accepted = read_contents([("v.xlsx", content)], plan, accept_own_assessments=True)
    given = read_contents([("v.xlsx", content)], plan, assessments=[("v.xlsx", content)])
    for actuals in (accepted, given):
        assert [one.item for one in actuals.assessments] == ["5"]
        assert actuals.opinions == ()
        assert "own-opinions" not in codes(actuals)
        assert evaluate(plan, actuals, only=["5", "6"]).exit_code == 0


@pytest.mark.parametrize(
    "opinions",
    [
        [HEADER, [5, N5, "还可以", "甲"], [99, None, "达标", "乙"], [6, N6, "达标", None]],
        [["经审核,数据属实,同意上报。"], ["局长:张某"]],
        [
            ["代码", "指标", "年份", "原文", "理由", "认定人"],
            ["not-a-code", 99, "去年", 1, "甲", "乙"],
        ],
    ],
)
def test_what_is_wrong_with_opinions_of_an_office_fails_nothing(
    opinions: list[list[Any]], plan: Plan
) -> None:
    content = book(实际值=VALUES, 评估意见=opinions)
    report = check(plan, read_contents([("v.xlsx", content)], plan))
    assert report.exit_code == 0
    assert {one.severity for one in report.diagnostics} <= {Severity.INFO}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("format_", ["terminal", "markdown"])
def test_opinions_are_shown_as_the_offices(format_: str, language: str, plan: Plan) -> None:
    rows: list[Any] = [HEADER, ASIDE, ["C09", None, "达标", "已基本覆盖", "李某"]]
    actuals = read_contents([("v.xlsx", book(实际值=VALUES, 评估意见=rows))], plan)
    words = Words(language)
    text = FORMATS[format_].render(evaluate(plan, actuals), words, Options(width=100)).decode()
    below = text[text.index(words("assessed.heading.opinions")) :]
    for said in ("不再统计", "张某", "已基本覆盖", "李某"):
        assert said in below
    name = words.of(next(one for one in plan.commitments if one.id == "C09"), "name")
    items = {"zh": f"第5项、{name}", "en": f"no. 5, {name}"}[language]
    opening = words("assessed.opening.opinions", count=2, items=items)
    assert opening in text.replace("\n", "").replace("    ", "") or format_ == "terminal"


def test_json_holds_them_with_each_item(plan: Plan) -> None:
    rows: list[Any] = [HEADER, ASIDE, ["C09", None, "达标", "已基本覆盖", "李某"]]
    actuals = read_contents([("v.xlsx", book(实际值=VALUES, 评估意见=rows))], plan)
    data = json.loads(FORMATS["json"].render(evaluate(plan, actuals), Words("zh"), Options()))
    found = {
        item["id"]: [one["reason"] for one in item["opinions"]]
        for item in (*data["indicators"], *data["commitments"], *data["milestones"])
        if item["opinions"]
    }
    assert found == {"5": ["不再统计"], "C09": ["已基本覆盖"]}
    assert all(item["assessed"] is None for item in data["indicators"])


def test_one_info_a_file(plan: Plan) -> None:
    rows: list[Any] = [HEADER, ASIDE, [6, N6, "达标", "甲", "乙"]]
    files = [(name, book(实际值=VALUES, 评估意见=rows)) for name in ("a.xlsx", "b.xlsx")]
    told = [one for one in read_contents(files, plan).diagnostics if one.code == "own-opinions"]
    assert [(one.place.file, one.parameters["count"]) for one in told if one.place] == [
        ("a.xlsx", 2),
        ("b.xlsx", 2),
    ]


def test_headers_that_bureaus_use(plan: Plan) -> None:
    for status in ("认定结果", "评估结果", "评定结果"):
        rows: list[Any] = [["编号", "名称", status, "理由", "认定人"], [5, N5, "滞后", "甲", "乙"]]
        given = [("a.xlsx", book(认定=rows))]
        actuals = read_contents([("v.xlsx", book(实际值=VALUES))], plan, assessments=given)
        assert [(one.item, one.status, one.by) for one in actuals.assessments] == [
            ("5", "behind", "乙")
        ], status


# ---- settled doubts -----------------------------------------------------------

JUMP: list[list[object]] = [["指标", "2024年", "2025年"], [N5, 39.1, 15]]
"""abrupt-change: from 39.1 to 15."""
ROW = ["abrupt-change", 5, 2025, 15, "已与统计局核对", "李某", "2026-02-01"]


def checked(
    plan: Plan, values: Sequence[Sequence[object]], *rows: Sequence[object], **more: Any
) -> Any:
    given = [("s.csv", csv(SETTLED_HEADER, *rows))]
    actuals = read_contents([("v.csv", csv(*values))], plan, assessments=given)
    return check(plan, actuals, **more)


def test_a_settled_doubt_fails_no_more(plan: Plan) -> None:
    assert check(plan, read_contents([("v.csv", csv(*JUMP))], plan)).exit_code == 1
    report = checked(plan, JUMP, ROW)
    assert report.exit_code == 0
    (finding,) = report.diagnostics
    assert (finding.code, finding.severity) == ("abrupt-change", Severity.INFO)
    assert finding.settled is not None
    assert (finding.settled.by, str(finding.settled.place)) == ("李某", "s.csv:2:1")
    for language in LANGUAGES:
        assert "已与统计局核对" in Words(language).line(finding)
    data = json.loads(CHECK_FORMATS["json"].render(report, Words("zh"), Options()))
    assert data["diagnostics"][0]["settled"] == {
        "reason": "已与统计局核对", "by": "李某", "date": "2026-02-01", "place": "s.csv:2:1",
    }  # fmt: skip


@pytest.mark.parametrize(
    "row",
    [
        ["abrupt-change", 5, 2025, 16, "核对", "李"],  # another value as written
        ["abrupt-change", 5, 2024, 15, "核对", "李"],
        ["abrupt-change", 6, 2025, 15, "核对", "李"],
        ["implausible", 5, 2025, 15, "核对", "李"],
        ["abrupt-change", 5, "", 15, "核对", "李"],
    ],
)
def test_any_other_doubt_is_asked_still_and_the_entry_is_out_of_date(
    row: list[Any], plan: Plan
) -> None:
    report = checked(plan, JUMP, row)
    assert report.exit_code == 1
    found = {finding.code: finding.severity for finding in report.diagnostics}
    assert found == {"abrupt-change": Severity.WARNING, "settlement-unused": Severity.INFO}


def test_an_error_cannot_be_settled(plan: Plan) -> None:
    values: list[Any] = [["指标", "2025年"], [N5, "见附件"]]
    report = checked(plan, values, ["not-a-number", 5, 2025, "见附件", "已核对", "李"])
    assert {(one.code, one.severity) for one in report.diagnostics} == {
        ("not-a-number", Severity.ERROR),
        ("error-not-settled", Severity.WARNING),
    }
    assert all(one.settled is None for one in report.diagnostics)


@pytest.mark.parametrize(
    ("row", "code", "cell"),
    [
        (["abrupt-change", 5, 2025, 15, "", "李"], "settlement-incomplete", "2:1"),
        (["", 5, 2025, 15, "核对", "李"], "settlement-incomplete", "2:2"),
        (["column-not-read", "", "", "", "核对", "李"], "settlement-incomplete", "2:1"),
        (["abrupt-change", 99, 2025, 15, "核对", "李"], "settlement-of-unknown", "2:2"),
        (["数太大", 5, 2025, 15, "核对", "李"], "settlement-unknown-code", "2:1"),
        (["abrupt-change", 5, "去年", 15, "核对", "李"], "settlement-year", "2:3"),
        (["abrupt-change", 5, 2025, 15, "核对", "李", "上周"], "settlement-date", "2:7"),
    ],
)
def test_what_is_wrong_with_an_entry_is_told_at_its_cell(
    row: list[Any], code: str, cell: str, plan: Plan
) -> None:
    report = checked(plan, JUMP, row)
    found = {finding.code: finding for finding in report.diagnostics}
    assert str(found[code].place) == f"s.csv:{cell}"
    assert found["abrupt-change"].severity is Severity.WARNING
    assert report.exit_code == 1


def test_an_entry_that_nobody_has_filled_in_is_passed_over(plan: Plan) -> None:
    report = checked(plan, JUMP, [*ROW[:4], "", "", ""])
    assert [finding.code for finding in report.diagnostics] == ["abrupt-change"]


def test_a_submitted_file_settles_nothing(plan: Plan) -> None:
    content = book(实际值=JUMP, 数据核实=[SETTLED_HEADER, ROW])
    own = read_contents([("v.xlsx", content)], plan)
    assert check(plan, own).exit_code == 1
    assert codes(own) == ["own-opinions"]
    assert [seen.text for seen in own.observations] == ["39.1", "15"]
    accepted = read_contents([("v.xlsx", content)], plan, accept_own_assessments=True)
    assert check(plan, accepted).exit_code == 0


@pytest.mark.parametrize("name", ["s.yaml", "s.json"])
@pytest.mark.parametrize("key", ["settled", "数据核实"])
def test_in_yaml_and_json(name: str, key: str, plan: Plan) -> None:
    one = dict(
        zip(("code", "id", "year", "text", "reason", "by", "date"), map(str, ROW), strict=True)
    )
    other = {"代码": "abrupt-change", "指标": N5, "年份": "2025", "原文": "15", "理由": "甲"}
    for entry in (one, other):
        content = json.dumps({key: [entry]}, ensure_ascii=False).encode()
        actuals = read_contents([("v.csv", csv(*JUMP))], plan, assessments=[(name, content)])
        assert codes(actuals) == []
        assert check(plan, actuals).exit_code == 0


@pytest.mark.parametrize("name", ["s.yaml", "s.json"])
@pytest.mark.parametrize(
    ("more", "told"),
    [
        ({"assesments": [{"id": "5", "status": "滞后", "reason": "甲"}]}, "yaml-unknown-key"),
        ({"values": {"7": {"2025": "430"}}}, "yaml-unknown-key"),
        ({"实际值": {"7": {"2025": "430"}}}, "values-not-read"),
        ({"note": "第一批", "备注": "第二批"}, None),
    ],
)
def test_a_key_beside_them_is_not_passed_over(
    name: str, more: dict[str, Any], told: str | None, plan: Plan
) -> None:
    """Neither in a file of evaluators, nor in one of an office that has no values."""
    entry = {"code": "abrupt-change", "id": "5", "year": "2025", "text": "15", "reason": "甲"}
    content = json.dumps({"settled": [entry], **more}, ensure_ascii=False).encode()
    values = ("v.csv", csv(*JUMP))
    actuals = read_contents([values], plan, assessments=[(name, content)])
    found = [(one.code, one.severity) for one in actuals.diagnostics]
    assert found == ([(told, Severity.WARNING)] if told else [])
    assert all(one.place and one.place.line == 1 for one in actuals.diagnostics)
    if told == "values-not-read":
        return
    own = read_contents([values, (name, content)], plan)
    found = [(one.code, one.severity) for one in own.diagnostics if one.code != "own-opinions"]
    assert found == ([(told, Severity.WARNING)] if told else [])
    if told:
        (stray,) = (one for one in own.diagnostics if one.code == told)
        assert "settled" in Words("zh").hint(stray)
        with pytest.raises(InputError) as caught:
            read_contents([(name, content)], plan)
        assert {"yaml-unknown-key", "nothing-to-judge"} == {
            one.code for one in caught.value.diagnostics
        }


def test_beside_assessments_in_one_workbook(plan: Plan) -> None:
    content = book(评估意见=[HEADER, ASIDE], 数据核实=[SETTLED_HEADER, ROW])
    actuals = read_contents([("v.csv", csv(*JUMP))], plan, assessments=[("s.xlsx", content)])
    assert [one.item for one in actuals.assessments] == ["5"]
    assert [one.code for one in actuals.settlements] == ["abrupt-change"]
    assert codes(actuals) == []


def test_a_doubt_of_no_indicator_is_settled_by_its_words(plan: Plan) -> None:
    values: list[Any] = [["指标", "2025年全省平均", "2025年"], [N5, 41, 42]]
    plain = check(plan, read_contents([("v.csv", csv(*values))], plan))
    (doubt,) = (one for one in plain.diagnostics if one.severity is Severity.WARNING)
    assert doubt.code == "column-not-read"
    row = [doubt.code, "", "", "2025年全省平均", "不是本市数", "李"]
    assert checked(plan, values, row).exit_code == 0


def test_an_implausible_value_is_judged_once_it_is_settled(plan: Plan) -> None:
    """By 4179000亿元 the domain alone is known, until somebody says that it is so."""
    entry = csv(SETTLED_HEADER, ["implausible", 7, 2025, 4179000, "已核对", "李"])
    actuals = read_contents([("v.csv", csv(*JUMP))], plan, assessments=[("s.csv", entry)])
    (row,) = actuals.settlements
    at = row.place
    seen = Observation(
        indicator="7", year=2025, text="4179000", place=at, value=Interval.at_least(0),
        implausible=Interval.point(4179000),
    )  # fmt: skip
    (settled,) = with_settled_values([seen], [row])
    assert (settled.value, settled.implausible) == (Interval.point(4179000), None)
    changed = seen._replace(text="4179001")
    assert with_settled_values([changed], [row]) == [changed]


SLIP: list[list[object]] = [["指标", "2023年", "2024年", "2025年"], [N7, 370, 4179000, 425]]
"""A slip of ten thousand in 2024, between two years that are as they should be."""


@pytest.mark.parametrize(
    ("values", "year", "text"),
    [
        (SLIP, 2024, 4179000),
        ([["指标", "2024年", "2025年"], [N7, 390, 4179000]], 2025, 4179000),
        ([["指标", "年份", "数值"], [N7, 2024, 390], [N7, 2025, 2]], 2025, 2),
        ([["指标", "2024年", "2025年"], ["高新技术企业数", 350, 2600]], 2025, 2600),
    ],
)
def test_an_answer_raises_no_new_question(
    values: list[list[object]], year: int, text: int, plan: Plan
) -> None:
    """The jump to a value that was settled is no second doubt about the same cell."""
    item = "22" if values[1][0] == "高新技术企业数" else "7"
    asked = [one.code for one in checked(plan, values).diagnostics]
    assert asked == ["implausible"]
    report = checked(plan, values, ["implausible", item, year, text, "已核对", "李某"])
    assert [(one.code, one.severity) for one in report.diagnostics] == [
        ("implausible", Severity.INFO)
    ]
    assert report.exit_code == 0


def test_what_was_settled_is_not_asked_for_again(plan: Plan) -> None:
    """In no list, once it is judged; while it is not, its cell is asked for."""
    values: list[Any] = [["指标", "2025年"], [N7, 4179000]]
    row = ["implausible", 7, 2025, 4179000, "已核对", "李某"]
    for rows, verdict, asked in (([], "undetermined", ["4179000"]), ([row], "met", [])):
        given = [("s.csv", csv(SETTLED_HEADER, *rows))]
        actuals = read_contents([("v.csv", csv(*values))], plan, assessments=given)
        report = evaluate(plan, actuals, only=["7"])
        assert report.indicators[0].verdict == verdict
        assert [cell.text for one in report.lists.missing for cell in one.cells] == asked


@pytest.mark.parametrize(
    ("rows", "item"),
    [
        ([["指标", "单位", "2025年"], [N7, "万元", 41790000000]], "7"),
        ([["指标", "2025年"], [N7, "41790000000万元"]], "7"),
        ([["指标", "2025年"], ["每千人医疗机构床位数", "62张"]], "9"),
        ([["指标", "2025年"], ["高新技术企业数", "3千家以上"]], "22"),
        ([["指标", "年份", "数值", "单位"], ["高新技术企业数", 2025, 1, "万家"]], "22"),
        ([["指标", "2025年"], [N7, "4179000（初步核算）"]], "7"),
    ],
)
def test_what_is_settled_is_judged_in_whatever_unit_it_was_written(
    rows: list[list[object]], item: str, plan: Plan
) -> None:
    """The entry that the doubt asks for settles the doubt and frees the value, never one alone."""
    asked = read_contents([("v.csv", csv(*rows))], plan)
    (doubt,) = (one for one in check(plan, asked).diagnostics if one.severity is Severity.WARNING)
    assert doubt.code == "implausible"
    entry = csv(
        SETTLED_HEADER, ["implausible", item, 2025, doubt.parameters["text"], "已核对", "李"]
    )
    actuals = read_contents([("v.csv", csv(*rows))], plan, assessments=[("s.csv", entry)])
    assert check(plan, actuals).exit_code == 0
    assert [seen.implausible for seen in actuals.observations] == [None]
    assert evaluate(plan, actuals, only=[item]).indicators[0].verdict == "met"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("rows", "item", "told"),
    [
        ([["指标", "2025年"], [N7, 4179000]], "7", ["2025", "4179000"]),
        ([["指标", "2024年", "2025年"], ["新增“品字标”品牌企业", 900, 3]], "18", ["2024", "900"]),
    ],
)
def test_the_reason_says_that_a_value_waits_to_be_settled(
    rows: list[Any], item: str, told: list[str], language: str, plan: Plan
) -> None:
    """Never that 4179000 may or may not meet 423, nor that it is approximate."""
    words = Words(language)
    actuals = read_contents([("v.csv", csv(*rows))], plan)
    report = evaluate(plan, actuals, only=[item])
    result = report.indicators[0]
    said = reason(result, report, words)
    assert all(part in said for part in told)
    assert {"zh": "核实之前不作判定", "en": "not judged until"}[language] in said
    assert {"zh": "可能达到", "en": "may or may not"}[language] not in said
    chain = trace(plan, result.indicator, actuals, year=report.year)
    page = CHAIN_FORMATS["markdown"].render(chain, words, Options()).decode()
    assert {"zh": "约数", "en": "approximate"}[language] not in page


# ---- the gate of a check ------------------------------------------------------


@pytest.mark.parametrize(
    ("fail_on", "doubt", "error"), [("warning", 1, 1), ("error", 0, 1), ("never", 0, 0)]
)
def test_what_fails_a_check(fail_on: str, doubt: int, error: int, plan: Plan) -> None:
    doubtful = read_contents([("v.csv", csv(*JUMP))], plan)
    wrong = read_contents([("v.csv", csv(["指标", "2025年"], [N5, "见附件"]))], plan)
    reports = [check(plan, actuals, fail_on=fail_on) for actuals in (doubtful, wrong)]
    assert [report.exit_code for report in reports] == [doubt, error]
    for report in reports:
        data = json.loads(CHECK_FORMATS["json"].render(report, Words("zh"), Options()))
        assert data["result"]["fail_on"] == fail_on
        said = result_line(report, Words("zh"))
        assert ("通过" in said) is (report.exit_code == 0)
        assert "没有问题" not in said
        junit = CHECK_FORMATS["junit"].render(report, Words("zh"), Options())
        assert (b"<failure" in junit) is (report.exit_code == 1)


def test_the_same_values_in_two_files_are_one_info(plan: Plan) -> None:
    files = [("a.csv", csv(*VALUES)), ("b.csv", csv(*VALUES))]
    told = read_contents(files, plan).diagnostics
    assert [(one.code, one.parameters["count"]) for one in told] == [("reported-twice", 4)]
    line = Words("zh").line(told[0])
    assert "a.csv" in line
    assert "4个" in line


# ---- the workbook of evaluators -----------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_workbook_of_evaluators_goes_back_as_it_is(
    language: str, plan: Plan, tmp_path: Path
) -> None:
    """Empty it changes nothing; filled in it settles the doubt and excludes the item."""
    data, given = tmp_path / "v.csv", tmp_path / "a.xlsx"
    data.write_bytes(csv(*JUMP))
    arguments = ("template", "--assessments", "--values", str(data), "-o", str(given))
    assert main([*arguments, "--lang", language, "-q"]) == 0
    empty = read_actuals([data], plan, assessments=[given])
    assert (empty.assessments, empty.settlements, codes(empty)) == ((), (), [])
    assert check(plan, empty).exit_code == 1
    book = openpyxl.load_workbook(given)
    opinions, settled = book.worksheets
    row = next(cells[0].row for cells in opinions if cells[0].value == "5")
    opinions.cell(row, 3).value = Words(language)("assessed.excluded")
    opinions.cell(row, 4).value = "不再统计"
    settled.cell(4, 6).value = "已与统计局核对"
    settled.cell(4, 7).value = "李某"
    settled.cell(4, 8).value = date(2026, 2, 1)
    book.save(given)
    filled = read_actuals([data], plan, assessments=[given])
    assert codes(filled) == []
    assert [(one.item, one.excluded) for one in filled.assessments] == [("5", True)]
    assert [(one.code, one.item, one.year, one.text, one.date) for one in filled.settlements] == [
        ("abrupt-change", "5", "2025", "15", "2026-02-01")
    ]
    assert check(plan, filled).exit_code == 0


def test_it_is_the_same_bytes_and_no_data(tmp_path: Path, plan: Plan) -> None:
    made = [tmp_path / name for name in ("a.xlsx", "b.xlsx")]
    for path in made:
        assert main(["template", "--assessments", "--for", "T03,C06", "-o", str(path), "-q"]) == 0
    assert made[0].read_bytes() == made[1].read_bytes()
    with pytest.raises(InputError):
        read_actuals([made[0]], plan)
