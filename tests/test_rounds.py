"""Test what a later file replaces in an earlier one: only what the user says, cell by cell."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from raw_files import ods_of
from sheets_of_periods import P5, P7, P11, P18, Rows, book, text_file, turned, values

from shengzhou_quality.evaluation.evaluate import evaluate
from shengzhou_quality.evaluation.trace import trace
from shengzhou_quality.formats import CHAIN_FORMATS, CHECK_FORMATS, FORMATS, Options
from shengzhou_quality.reading.intake import read_actuals, read_contents
from shengzhou_quality.words import Words

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from shengzhou_quality.plan.model import Plan
    from shengzhou_quality.reported import Actuals

ZH, EN = Words("zh"), Words("en")

OLD: Rows = [
    ["指标", "2023年", "2024年", "2025年"],
    [P5, 38, 39, 0.415],
    [P7, 385.1, 404.7, 4263000],
]
NEW: Rows = [["指标", "2024年", "2025年"], [P5, None, 41.5], [P7, "—", 426.3]]
SETTLED = ["5 2023 38", "5 2024 39", "5 2025 83/2", "7 2023 3851/10", "7 2025 4263/10"]


def rounds(plan: Plan, *files: bytes, suffix: str = "csv") -> Actuals:
    """The files as rounds: the first is the oldest, only the last one is not replaced."""
    named = [(f"r{number}.{suffix}", content) for number, content in enumerate(files, 1)]
    return read_contents(named[-1:], plan, replaces=named[:-1])


def told(actuals: Actuals) -> list[tuple[str, str]]:
    return [(one.code, str(one.place)) for one in actuals.diagnostics]


def standing(actuals: Actuals) -> dict[str, int | None]:
    return {source.path: source.standing for source in actuals.sources}


# each format and layout


def long(rows: Rows) -> Rows:
    (_, *years), *items = rows
    return [
        ["指标", "年份", "数值"],
        *(
            [name, year, value]
            for name, *found in items
            for year, value in zip(years, found, strict=True)
        ),
    ]


def as_yaml(rows: Rows) -> bytes:
    """A blank cell is not written; a mark is."""
    (_, *years), *items = rows
    data: dict[str, Mapping[str, object]] = {
        name: {
            year[:4]: value for year, value in zip(years, found, strict=True) if value is not None
        }
        for name, *found in items
    }
    return json.dumps({"实际值": data}, ensure_ascii=False).encode()


LAYOUTS: dict[str, Callable[[Rows], bytes]] = {
    "wide.xlsx": lambda rows: book({"表": rows}),
    "long.xlsx": lambda rows: book({"表": long(rows)}),
    "across.xlsx": lambda rows: book({"表": turned(rows)}),
    "wide.csv": text_file,
    "long.csv": lambda rows: text_file(long(rows)),
    "gbk.csv": lambda rows: text_file(rows).decode().encode("gb18030"),
    "wide.ods": ods_of,
    "long.ods": lambda rows: ods_of(long(rows)),
    "list.json": as_yaml,
    "list.yaml": as_yaml,
}


@pytest.mark.parametrize("new", LAYOUTS)
@pytest.mark.parametrize("old", LAYOUTS)
def test_the_same_in_every_format_and_layout(old: str, new: str, plan: Plan) -> None:
    files = (("old-" + old, LAYOUTS[old](OLD)), ("new-" + new, LAYOUTS[new](NEW)))
    actuals = read_contents(files[1:], plan, replaces=files[:1])
    assert values(actuals) == SETTLED
    assert sorted(code for code, _ in told(actuals)) == ["replaced", "withdrawn"]
    assert standing(actuals) == {"new-" + new: None, "old-" + old: 3}


# what replaces what


def one(*cells: object, head: tuple[str, ...] = ("2025年",), name: str = P5) -> bytes:
    """A table of one indicator."""
    return text_file([["指标", *head], [name, *cells]])


def test_without_the_option_two_values_are_a_conflict_that_names_both(plan: Plan) -> None:
    actuals = read_contents([("a.csv", one(41.5)), ("b.csv", one(41.8))], plan)
    (finding,) = actuals.diagnostics
    assert (finding.code, str(finding.place)) == ("conflicting-values", "b.csv:2:2")
    assert finding.parameters["place"] == "a.csv:2:2"


def test_each_round_replaces_those_before_it_in_the_order_typed(plan: Plan) -> None:
    actuals = rounds(plan, one(41.1), one(41.2), one(41.3))
    assert values(actuals) == ["5 2025 413/10"]
    (seen,) = actuals.observations
    assert [(old.text, str(old.place)) for old in seen.replaces] == [
        ("41.1", "r1.csv:2:2"),
        ("41.2", "r2.csv:2:2"),
    ]
    assert told(actuals) == [("replaced", "r2.csv:2:2"), ("replaced", "r3.csv:2:2")]
    assert values(rounds(plan, one(41.2), one(41.1), one(41.3))) == ["5 2025 413/10"]


def test_two_new_files_that_differ_are_a_conflict_still(plan: Plan) -> None:
    new = [("b.csv", one(41.5)), ("c.csv", one(41.8))]
    actuals = read_contents(new, plan, replaces=[("a.csv", one(40))])
    assert ("conflicting-values", "c.csv:2:2") in told(actuals)


def test_a_blank_withdraws_nothing_and_a_mark_does(plan: Plan) -> None:
    for blank in ("", " "):
        assert values(rounds(plan, one(41.5), one(blank))) == ["5 2025 83/2"]
    for mark in ("—", "无", "N/A", "未统计"):
        actuals = rounds(plan, one(41.5), one(mark))
        assert values(actuals) == []
        (finding,) = actuals.diagnostics
        assert (finding.code, finding.parameters["text"]) == ("withdrawn", mark)
        assert finding.parameters["place"] == "r1.csv:2:2"


def test_a_mark_in_a_form_of_another_office_withdraws_nothing(plan: Plan) -> None:
    """无 in every row that is not its own; it reports nothing of what the old file reports."""
    other: Rows = [["指标", "2025年"], [P5, "无"], [P7, 426.3]]
    actuals = rounds(plan, one(41.5), text_file(other))
    assert values(actuals) == ["5 2025 83/2", "7 2025 4263/10"]
    assert told(actuals) == []


def test_equal_values_are_told_by_nothing(plan: Plan) -> None:
    actuals = rounds(plan, one(41.5), one(41.5))
    assert (values(actuals), told(actuals)) == (["5 2025 83/2"], [])
    assert standing(actuals) == {"r2.csv": None, "r1.csv": 0}


OFFICES = ("建设局", "统计局")


def of_office(value: object, office: str | None) -> bytes:
    return text_file([["指标", "2025年", "责任单位"], [P5, value, office]])


def test_another_office_does_not_replace(plan: Plan) -> None:
    actuals = rounds(plan, of_office(41.5, "建设局"), of_office(41.8, "统计局"))
    (finding,) = actuals.diagnostics
    assert finding.code == "conflicting-values"
    assert {str(finding.place), finding.parameters["place"]} == {"r1.csv:2:2", "r2.csv:2:2"}
    assert values(rounds(plan, of_office(41.5, "建设局"), of_office("—", "统计局"))) == [
        "5 2025 83/2"
    ]


@pytest.mark.parametrize("new", [None, "建设局", "建 设局"])
def test_the_same_office_or_one_that_is_not_named_does(new: str | None, plan: Plan) -> None:
    actuals = rounds(plan, of_office(41.5, "建设局"), of_office(41.8, new))
    assert values(actuals) == ["5 2025 209/5"]
    (named,) = actuals.offices["5"].values()
    assert named.replace(" ", "") == "建设局", "what it corrects names the office for it"


def test_the_office_of_a_workbook_counts_like_one_of_a_row(plan: Plan) -> None:
    def filled_by(office: str, value: float) -> bytes:
        return text_file([[f"填报单位：{office}"], ["指标", "2025年"], [P5, value]])

    other = rounds(plan, filled_by("建设局", 41.5), filled_by("统计局", 41.8))
    assert [code for code, _ in told(other)] == ["conflicting-values"]
    same = rounds(plan, filled_by("嵊州市建设局", 41.5), filled_by("建设局", 41.8))
    assert values(same) == ["5 2025 209/5"]
    unnamed = rounds(plan, filled_by("建设局", 41.5), one(41.8))
    assert list(unnamed.offices["5"].values()) == ["建设局"]


SIGNED = "编号,责任单位\n5,住房和城乡建设局\n7,统计局\n8,商务局\n".encode()


def filled_in(office: str, value: object, layout: str) -> bytes:
    """A table of item 5 with the name of an office, written in one of the ways to name it."""
    if layout == "column":
        return of_office(value, office)
    return text_file([[f"填报单位：{office}"], ["指标", "2025年"], [P5, value]])


@pytest.mark.parametrize("layout", ["line", "column"])
@pytest.mark.parametrize(
    ("old", "new", "stands"),
    [
        ("住建局", "住房和城乡建设局", True),
        ("住房和城乡建设局", "住建局", True),
        ("住建局", "住房和城乡建设局建筑业科", True),
        ("住房和城乡建设局（公章）", "嵊州市住建局", True),
        ("城建委", "住房和城乡建设局", True),
        ("统计局", "住房和城乡建设局", False),
        ("住房和城乡建设局", "统计局", False),
        ("住建局", "嵊州市商务局", False),
        ("住房和城乡建设局", "城建委", False),
        ("城建委", "建管处", False),
    ],
)
def test_an_office_of_the_list_is_known_by_a_short_name(
    old: str, new: str, stands: bool, layout: str, plan: Plan
) -> None:
    """Only the responsible office replaces what it sent, or what nobody known sent."""
    named = [("r1.csv", filled_in(old, 41.5, layout)), ("r2.csv", filled_in(new, 41.8, layout))]
    actuals = read_contents(named[1:], plan, replaces=named[:1], offices=("o.csv", SIGNED))
    assert values(actuals) == (["5 2025 209/5"] if stands else ["5 2025 None"])
    differing = [place for code, place in told(actuals) if code == "conflicting-values"]
    assert bool(differing) is not stands
    if differing:
        assert [place.partition(":")[0] for place in differing] == ["r2.csv"]
        report = evaluate(plan, actuals, only=["5"], year=2025)
        asked = [str(cell.place) for one in report.lists.missing for cell in one.cells]
        files = [place.partition(":")[0] for place in asked]
        assert files == ["r1.csv", "r2.csv"], "each of the two offices at its own cell"


LIST = "编号,责任单位\n5,建设局\n6,建设局\n7,统计局\n".encode()


def test_a_summary_of_several_offices_is_no_correction_of_one(plan: Plan) -> None:
    """The summary gave another value before; the corrected table does not mention it."""
    old = text_file([["指标", "2024年", "2025年"], [P5, 39, 41.5]])
    summary = text_file([["指标", "2025年"], [P5, 41.8], [P7, 426.3]])
    corrected = one(39.5, head=("2024年",))

    def files(*new: bytes, offices: bytes | None = LIST) -> Actuals:
        named = [(f"{number}.csv", content) for number, content in enumerate(new)]
        listed = ("分工.csv", offices) if offices else None
        return read_contents(named, plan, replaces=[("old.csv", old)], offices=listed)

    both = files(corrected, summary)
    assert ("conflicting-values", "1.csv:2:2") in told(both)
    assert {"5 2024 79/2", "5 2025 None"} <= set(values(both))
    alone = files(summary)
    assert "5 2025 209/5" in values(alone), "nothing else corrects the old file"
    assert "5 2025 209/5" in values(files(corrected, summary, offices=None))
    signed = text_file(
        [["指标", "2025年", "责任单位"], [P5, 41.8, "建设局"], [P7, 426.3, "统计局"]]
    )
    assert "5 2025 209/5" in values(files(corrected, signed)), "it names the office of the item"


def test_a_prefilled_value_replaces_nothing(plan: Plan) -> None:
    """The plan's own base-year text is no report."""
    form: Rows = [["指标", "2020年", "2025年"], [P11, ">93", 95.6]]
    own: Rows = [["指标", "2020年", "2025年"], [P11, 94, 95.6]]
    actuals = rounds(plan, text_file(own), text_file(form))
    assert "11 2020 94" in values(actuals)


# kinds of value


def test_a_forecast_and_a_part_of_a_year(plan: Plan) -> None:
    assert values(rounds(plan, one("预计41"), one(41.5))) == ["5 2025 83/2"]
    assert values(rounds(plan, one(41.5), one("预计41"))) == ["5 2025 41 f"]
    part = one(41.5, head=("2025年1-9月",))
    assert values(rounds(plan, part, one(42))) == ["5 2025 42"]
    assert values(rounds(plan, one(42), part)) == ["5 2025 1-9月 83/2", "5 2025 42"]
    assert values(rounds(plan, one(41.5), part)) == ["5 2025 1-9月 83/2"], "the same figure"


def test_a_correction_in_its_own_table(plan: Plan) -> None:
    """更正前 is what the old file says, or not: the command says which file rules."""
    for before in (40, 39):
        new: Rows = [["指标", "年份", "更正前", "更正后"], [P5, 2025, before, 41.5]]
        assert values(rounds(plan, one(40), text_file(new))) == ["5 2025 83/2"]


def test_states_of_a_milestone(plan: Plan) -> None:
    def state(*row: object, head: tuple[str, ...] = ("编号", "状态", "完成日期")) -> bytes:
        return text_file([list(head), ["M01", *row]])

    def states(*files: bytes) -> list[tuple[int, object]]:
        actuals = rounds(plan, *files)
        assert {code for code, _ in told(actuals)} <= {"replaced", "withdrawn"}
        return [(seen.year, seen.text) for seen in actuals.observations]

    years = ("编号", "2023年", "2024年", "2025年")
    running = state("推进中", "推进中", "推进中", head=years)
    assert states(state("推进中"), state("已完成", "2024-06-30")) == [(2024, "已完成")]
    assert states(state("已完成", "2024-06-30"), state("推进中")) == [(2025, "推进中")]
    assert states(running, state("已完成", "2024-06-30")) == [(2023, "推进中"), (2024, "已完成")]
    assert states(state("推进中"), state("", "推进中", "已完成", head=years)) == [
        (2024, "推进中"),
        (2025, "已完成"),
    ]
    assert states(state("已完成"), state("—")) == []


# the reporting basis


def totals(*cells: object, form: str | None = None) -> bytes:
    years = ("2021年", "2022年", "2023年", "2024年", "2025年")
    return text_file([["指标", "口径", *years], [P18, form, *cells]])


def test_a_basis_that_is_not_stated_again_stays(plan: Plan) -> None:
    actuals = rounds(plan, totals(2, 5, 9, 14, "约20", form="累计值"), totals("", "", "", "", 20))
    assert values(actuals)[-1] == "18 2025 20 total"
    assert [code for code, _ in told(actuals)] == ["replaced"]


@pytest.mark.parametrize(
    ("old", "new"), [("累计值", "当年值"), ("当年值", "累计值"), (None, "累计值")]
)
def test_another_basis_never_mixes_in_silence(old: str | None, new: str, plan: Plan) -> None:
    actuals = rounds(plan, totals(2, 3, 4, 5, 6, form=old), totals("", "", "", "", 20, form=new))
    assert ("replaced-basis-differs", "r2.csv:2:7") in told(actuals)
    report = evaluate(plan, actuals, year=2025, only=["18"])
    assert report.exit_code == 1
    (entry,) = report.lists.missing
    assert [str(cell.place) for cell in entry.cells] == ["r2.csv:2:7"]
    assert "mixed-forms" not in dict(told(actuals))


@pytest.mark.parametrize(("old", "new"), [("当年值", "累计值"), (None, "累计值"), ("累计值", None)])
def test_all_years_with_another_basis_replace_the_old_ones(
    old: str | None, new: str | None, plan: Plan
) -> None:
    actuals = rounds(plan, totals(2, 3, 4, 5, 6, form=old), totals(3, 6, 9, 12, 20, form=new))
    assert [code for code, _ in told(actuals)] == ["replaced"]
    assert {seen.form.value if seen.form else None for seen in actuals.observations} == {
        "total" if new else None
    }


def test_all_years_as_before_keep_their_basis(plan: Plan) -> None:
    """The whole table again, without the column that said 累计值: nothing has changed."""
    cells = (2, 5, 9, 14, 20)
    actuals = rounds(plan, totals(*cells, form="累计值"), totals(*cells))
    assert values(actuals)[-1] == "18 2025 20 total"
    assert told(actuals) == []


# what was said about values that are gone


def test_a_finding_at_a_replaced_cell_is_gone_and_others_stay(plan: Plan) -> None:
    old: Rows = [["指标", "2024年", "2025年"], [P5, "39.x", 0.415], [P11, "约95", 95.6]]
    both = rounds(plan, text_file(old), one(41.5))
    assert told(both) == [
        ("not-a-number", "r1.csv:2:2"),
        ("approximate", "r1.csv:3:2"),
        ("replaced", "r2.csv:2:2"),
    ]


def test_what_was_not_read_matters_as_long_as_something_is_missing(plan: Plan) -> None:
    """The sheet without a head for its names may hold what is asked for."""
    unread: Rows = [["编号", "甲乙丙", "2025年完成值"], ["5", "装配式建筑", 41.8]]
    old = book({"一": [["指标", "2024年"], [P7, 404.7]], "二": unread})
    full = [[P5, 38, 38.5, 39, 40, 41.8]]
    head = ["指标", *(f"{year}年" for year in plan.years)]

    def open_(new: Rows, *, replaced: bool = True) -> list[str]:
        files = [("new.xlsx", book({"表": [head, *new]})), ("old.xlsx", old)]
        later, earlier = (files[:1], files[1:]) if replaced else (files, [])
        report = evaluate(plan, read_contents(later, plan, replaces=earlier), only=["5"], year=2025)
        return [one.code for one in report.diagnostics if one.place and one.place.sheet == "二"]

    assert open_([[P5, 38, 38.5, 39, 40, None]]) == ["no-name-column"]
    assert open_(full) == []
    assert open_(full, replaced=False) == ["no-name-column"]


def test_a_misspelt_name_is_answered_by_the_right_one(plan: Plan) -> None:
    old: Rows = [["指标", "2025年"], ["装配式建筑占新建筑比例", 41.5], [P7, 426.3]]
    assert told(rounds(plan, text_file(old), one(41.5))) == []
    assert told(rounds(plan, text_file(old), one(430, name=P7))) == [
        ("unknown-indicator", "r1.csv:2:1"),
        ("replaced", "r2.csv:2:2"),
    ]


def test_words_on_a_row_go_with_its_values(plan: Plan) -> None:
    def said(value: object, *words: object) -> bytes:
        return text_file([["指标", "2025年", "佐证", "备注"], [P5, value, *words]])

    def left(*files: bytes) -> list[tuple[str | None, str | None]]:
        return [(each.evidence, each.remark) for each in rounds(plan, *files).provenance]

    assert left(said(40, "年报", "口头"), said(41, "公报", "核实")) == [("公报", "核实")]
    assert left(said(40, "年报", "口头"), said(41)) == []
    assert left(said(40, "年报", "口头"), said(40)) == [("年报", "口头")]
    assert left(said(40, "年报", "口头"), one(426, name=P7)) == [("年报", "口头")]


def test_what_people_judge_gives_way_to_newer_words(plan: Plan) -> None:
    def said(text: str) -> bytes:
        return text_file([["编号", "进展情况"], ["C22", text], ["M01", "推进中"]])

    actuals = rounds(plan, said("已利用"), said("已全量利用"))
    assert [one.remark for one in actuals.provenance if one.indicator == "C22"] == ["已全量利用"]
    left = [place for code, place in told(actuals) if code == "left-to-people"]
    assert [place.partition(":")[0] for place in left] == ["r2.csv"], "said once, where it stands"
    kept = rounds(plan, said("已利用"), one(41.5))
    assert [code for code, _ in told(kept)].count("left-to-people") == 1


def test_an_opinion_in_the_old_file_gives_way_to_a_newer_one(plan: Plan) -> None:
    def opinion(reason: str, item: str = "5") -> bytes:
        return book({"表": NEW, "评估意见": [["编号", "状态", "理由"], [item, "达标", reason]]})

    actuals = rounds(plan, opinion("甲"), opinion("乙"), suffix="xlsx")
    assert [one.reason for one in actuals.opinions] == ["乙"]
    both = rounds(plan, opinion("甲", "7"), opinion("乙"), suffix="xlsx")
    assert [one.reason for one in both.opinions] == ["甲", "乙"]


def test_what_is_asked_is_asked_in_the_newest_file_that_has_the_row(plan: Plan) -> None:
    old: Rows = [
        ["指标", "2024年", "2025年", "责任单位"],
        [P5, 39, None, "建设局"],
        [P7, None, None, "发改局"],
    ]
    again: Rows = [["指标", "2024年", "2025年"], [P5, 39.5, None], [P7, None, None]]
    report = evaluate(
        plan, rounds(plan, text_file(old), text_file(again)), year=2025, only=["5", "7"]
    )
    asked = [(one.result.indicator.id, one.office, [str(cell.place) for cell in one.empty])
             for one in report.lists.missing]  # fmt: skip
    assert sorted(asked) == [("5", "建设局", ["r2.csv:2:3"]), ("7", "发改局", ["r2.csv:3:3"])]
    row_only = rounds(plan, text_file(old), one(430, name=P7))
    report = evaluate(plan, row_only, year=2025, only=["5", "7"])
    (entry,) = report.lists.missing
    assert [str(cell.place) for cell in entry.empty] == ["r1.csv:2:3"], "it stands there still"


# files


def test_a_replaced_file_may_stand_among_the_data_or_elsewhere(plan: Plan, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.csv").write_bytes(text_file(OLD))
    (folder / "b.csv").write_bytes(text_file(NEW))
    (tmp_path / "old.csv").write_bytes(text_file(OLD))
    for data, replaces in (
        ([folder], [folder / "a.csv"]),
        ([folder / "b.csv"], [tmp_path / "old.csv"]),
        ([folder / "b.csv"], [folder]),
        ([str(folder / "*.csv")], [folder / "a.csv"]),
        ([folder / "b.csv"], [tmp_path / "*.csv", folder]),
    ):
        actuals = read_actuals(data, plan, replaces=replaces)
        assert values(actuals) == SETTLED
        assert not actuals.sources[0].replaced
        assert len({source.path for source in actuals.sources}) == len(actuals.sources)


def test_an_unreadable_file_that_was_replaced_stops_nothing(plan: Plan) -> None:
    actuals = read_contents([("b.csv", one(41.5))], plan, replaces=[("a.xlsx", b"%PDF-1.7")])
    assert [(one.code, one.severity.value) for one in actuals.diagnostics] == [("pdf-file", "info")]


# what readers are told


@pytest.fixture
def actuals(plan: Plan) -> Actuals:
    return rounds(plan, text_file(OLD), text_file(NEW))


def test_every_format_says_how_many_values_still_stand(actuals: Actuals, plan: Plan) -> None:
    report = evaluate(plan, actuals, year=2025, only=["5", "7"])
    said = {
        ZH: "已由上列文件代替的文件：r1.csv（仍采用其中3个数）。",
        EN: "r1.csv (values still used: 3)",
    }
    for words, sentence in said.items():
        for name in ("markdown", "html"):
            text = FORMATS[name].render(report, words, Options()).decode()
            assert sentence in text, name
    data = json.loads(FORMATS["json"].render(report, ZH, Options()))
    assert [(one["path"], one["replaced"], one["standing"]) for one in data["sources"]] == [
        ("r2.csv", False, None),
        ("r1.csv", True, 3),
    ]


def test_a_command_that_repeats_the_run_gives_replaced_files_as_such(
    actuals: Actuals, plan: Plan
) -> None:
    report = evaluate(plan, actuals, year=2025, only=["5", "7"])
    text = FORMATS["terminal"].render(report, ZH, Options(width=120)).decode()
    assert "sqc explain 5 r2.csv --replaces r1.csv" in text


def test_a_check_lists_replaced_files_apart(actuals: Actuals, plan: Plan) -> None:
    from shengzhou_quality.evaluation.check import check

    report = check(plan, actuals, only=["5", "7"])
    assert report.exit_code == 0
    text = CHECK_FORMATS["terminal"].render(report, ZH, Options(width=100)).decode()
    assert "已代替：r1.csv（仍采用其中3个数）" in text


def test_explain_shows_the_old_value_the_new_one_and_both_places(
    actuals: Actuals, plan: Plan
) -> None:
    (item,) = (one for one in plan.indicators if one.id == "7")
    chain = trace(plan, item, actuals, year=2025)
    text = CHAIN_FORMATS["terminal"].render(chain, ZH, Options(width=120)).decode()
    assert "426.3亿元，用于判定（r2.csv:3:3）" in text
    assert "代替“4263000”（r1.csv:3:4）" in text
    assert "2024年填“—”，r1.csv:3:3 的“404.7”不再采用" in text
    data = json.loads(CHAIN_FORMATS["json"].render(chain, ZH, Options()))
    (value,) = (one for one in data["reported"] if one["year"] == 2025)
    assert value["replaces"] == [{"text": "4263000", "place": "r1.csv:3:4"}]
