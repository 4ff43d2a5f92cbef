"""Test what two evaluations differ in: nothing of the same data, and every single change."""

from __future__ import annotations

import copy
import hashlib
import io
import itertools
import json
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest
from example_reports import EXAMPLES
from recorded_reports import changed, of_file, of_run, written

from shengzhou_quality.diagnostics import InputError
from shengzhou_quality.evaluation.compare import compare
from shengzhou_quality.evaluation.comparison import Direction, Presence
from shengzhou_quality.evaluation.evaluate import evaluate
from shengzhou_quality.evaluation.recorded import read_recorded
from shengzhou_quality.evaluation.standing import direction_of
from shengzhou_quality.formats import DIFF_FORMATS, Options
from shengzhou_quality.judgement import Status, Verdict
from shengzhou_quality.plan.loader import load_plan
from shengzhou_quality.reading.intake import read_actuals
from shengzhou_quality.sources.report_json import looks_like_report, read_report_json
from shengzhou_quality.words import Words

if TYPE_CHECKING:
    from collections.abc import Callable

    from shengzhou_quality.evaluation.comparison import Comparison
    from shengzhou_quality.evaluation.report import Report
    from shengzhou_quality.plan.model import Plan

    Judge = Callable[..., Report]

FILES = sorted(
    path.name
    for path in EXAMPLES.iterdir()
    if path.is_file() and path.stem.partition("-")[0] not in ("assessments", "offices", "counties")
)
ROOT = EXAMPLES.parent


def judged(plan: Plan, *paths: str | Path, **how: Any) -> Report:
    return evaluate(plan, read_actuals([str(path) for path in paths], plan), **how)


def ids(compared: Comparison) -> list[str]:
    return [one.id for one in compared.items]


# the same


@pytest.mark.parametrize("name", FILES)
def test_a_report_and_its_data_do_not_differ(name: str, plan: Plan) -> None:
    """Read back from an English file, compared with a run in Chinese."""
    report = judged(plan, EXAMPLES / name)
    compared = compare(of_file(written(report)), of_run(report))
    assert compared.same
    assert not compared.is_worse
    assert compared.movement.total == compared.movement.same == len(report.indicators)


def test_assessments_are_compared_as_well(judge: Judge) -> None:
    data = [(name, (EXAMPLES / name).read_bytes()) for name in ("midterm-2023.xlsx",)]
    opinions = ("assessments-2023.yaml", (EXAMPLES / "assessments-2023.yaml").read_bytes())
    assessed, bare = judge(*data, opinions), judge(*data)
    assert compare(of_file(written(assessed)), of_run(assessed)).same
    compared = compare(of_file(written(assessed)), of_run(bare))
    assert not compared.same
    assert {one.path for one in compared.files} == {"assessments-2023.yaml"}
    assert any(field.field.startswith("assessed") for one in compared.items for field in one.fields)


def test_another_path_of_the_same_files_is_no_difference(tmp_path: Path, plan: Plan) -> None:
    copied = tmp_path / "报送" / "改名.xlsx"
    copied.parent.mkdir()
    shutil.copy(EXAMPLES / "failing-2025.xlsx", copied)
    one, other = judged(plan, EXAMPLES / "failing-2025.xlsx"), judged(plan, copied)
    assert compare(of_file(written(one)), of_run(other)).same


# one value, in each sort of file

CSV = "序号,指标,2021年,2022年,2023年,2024年,2025年\n9,每千人医疗机构床位数,5.6,5.7,5.8,5.9,6.1\n"
YAML = 'actuals:\n  - id: "9"\n    values: {2023: "5.8", 2024: "5.9", 2025: "6.1"}\n'


def workbook(*changes: tuple[str, Any]) -> bytes:
    """The final example with some cells of the sheet of values changed."""
    book = openpyxl.load_workbook(EXAMPLES / "final-2025.xlsx")
    for cell, value in changes:
        book["实际值"][cell].value = value
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("name", "before", "after"),
    [
        ("a.xlsx", workbook(), workbook(("K13", 5.9))),
        ("a.csv", CSV.encode(), CSV.replace("6.1", "5.9").encode()),
        ("a.yaml", YAML.encode(), YAML.replace("6.1", "5.9").encode()),
    ],
)
def test_a_changed_value_is_named_with_what_follows(
    name: str, before: bytes, after: bytes, judge: Judge
) -> None:
    """Item 9 has the target 6: 6.1 meets it and 5.9 does not."""
    compared = compare(of_file(written(judge((name, before)))), of_run(judge((name, after))))
    (item,) = compared.items
    assert (item.id, item.direction) == ("9", Direction.WORSE)
    assert [(one.year, one.old, one.new) for one in item.values] == [(2025, "6.1", "5.9")]
    assert (item.status.old, item.status.new) == (Status.MET, Status.MISSED)
    assert (item.verdict.old, item.verdict.new) == (Verdict.MET, Verdict.NOT_MET)
    (file,) = compared.files
    digests = tuple(hashlib.sha256(content).hexdigest() for content in (before, after))
    assert (file.of, file.path, (file.old, file.new)) == ("data", name, digests)
    assert compared.is_worse
    counts = {one.field: (one.old, one.new) for one in compared.counts}
    assert counts["summary.not_met"] == (0, 1)


def test_a_value_that_leaves_the_status_is_no_worse(judge: Judge) -> None:
    after = CSV.replace("5.8", "5.85").encode()
    compared = compare(
        of_file(written(judge(("a.csv", CSV.encode())))), of_run(judge(("a.csv", after)))
    )
    (item,) = compared.items
    assert (item.values[0].year, item.direction) == (2023, Direction.NEITHER)
    assert not compared.is_worse


def test_moved_rows_are_no_change_of_a_value(judge: Judge) -> None:
    moved = "各项指标,,,,,,\n" + CSV
    compared = compare(
        of_file(written(judge(("a.csv", CSV.encode())))), of_run(judge(("b.csv", moved.encode())))
    )
    assert (compared.items, compared.moved) == ((), ("9",))
    assert not compared.same


def test_a_source_of_which_nothing_that_is_read_differs_is_named(judge: Judge) -> None:
    saved_again = CSV.replace("\n", "\r\n").encode()
    compared = compare(
        of_file(written(judge(("a.csv", CSV.encode())))), of_run(judge(("a.csv", saved_again)))
    )
    assert not compared.same
    assert (compared.items, len(compared.files)) == ((), 1)


def test_a_missing_source_is_named(judge: Judge) -> None:
    more = ("b.yaml", b'actuals:\n  - id: "22"\n    values: {2025: "420"}\n')
    both, one = judge(("a.csv", CSV.encode()), more), judge(("a.csv", CSV.encode()))
    compared = compare(of_file(written(both)), of_run(one))
    (file,) = compared.files
    assert (file.path, file.new) == ("b.yaml", None)
    assert ids(compared) == ["22"]
    assert compared.items[0].direction is Direction.WORSE


# the plan


@pytest.mark.parametrize(
    ("file", "was", "now", "item"),
    [
        ("indicators.yaml", 'target: "423"', 'target: "430"', "7"),
        ("indicators.en.yaml", "name: Value added of the service sector", "name: Services", ""),
        ("tasks.en.yaml", "name:", "name: The", ""),
    ],
)
def test_a_changed_plan_is_named(
    file: str, was: str, now: str, item: str, tmp_path: Path, plan: Plan
) -> None:
    """Item 7 reached 426.3: that meets 423 and not 430."""
    for path in (ROOT / "plan").glob("*.yaml"):
        text, name = path.read_text(encoding="utf-8"), path.name
        if name == file:
            assert was in text
            text = text.replace(was, now, 1)
        (tmp_path / name).write_text(text, encoding="utf-8")
    data = EXAMPLES / "failing-2025.xlsx"
    changed_plan = load_plan(str(tmp_path))
    compared = compare(of_file(written(judged(plan, data))), of_run(judged(changed_plan, data)))
    assert [(one.of, Path(one.path).name) for one in compared.files] == [("plan", file)]
    assert [one.id for one in compared.items] == ([item] if item else [])
    if item:
        (one,) = compared.items
        assert (one.target.old, one.target.new) == ("423", "430")
        assert one.direction is Direction.WORSE


def test_evaluations_of_different_plans_are_not_compared(plan: Plan) -> None:
    report = written(judged(plan, EXAMPLES / "final-2025.xlsx"))
    other = changed(report, "plan.id", "shengzhou-quality-13fyp")
    compared = compare(of_file(report), of_file(other))
    assert not compared.same_plan
    assert not compared.same
    assert (compared.items, compared.counts, compared.requests.settled) == ((), (), ())
    assert compared.is_worse  # nothing is proved


# reports that somebody has changed

HAND_MADE = [
    ("indicators.4.verdict", "met", "5", "verdict"),
    ("indicators.4.status", "met", "5", "status"),
    ("indicators.6.actual.low", 500, "7", "actual.low"),
    ("indicators.6.actual.text", "500", "7", "actual"),
    ("indicators.6.series.4.text", "500", "7", "value"),
    ("indicators.6.target.text", "400", "7", "target"),
    ("indicators.6.target.low", 400, "7", "target.low"),
    ("indicators.6.margin", 33, "7", "margin"),
    ("indicators.0.severity", "error", "1", "severity"),
    ("indicators.0.constraint", "anticipatory", "1", "constraint"),
    ("indicators.6.evidence", [], "7", "evidence.0"),
    ("indicators.6.notes", [{"code": "provisional", "text": "x"}], "7", "notes.provisional.code"),
    ("commitments.4.status", "met", "C05", "status"),
    ("milestones.0.demanded", False, "M01", "demanded"),
]


@pytest.fixture(scope="module")
def failing(plan: Plan) -> tuple[Report, Any]:
    report = judged(plan, EXAMPLES / "failing-2025.xlsx")
    return report, written(report)


@pytest.mark.parametrize(("field", "value", "item", "told"), HAND_MADE)
def test_a_field_of_an_item_changed_by_hand_is_named(
    field: str, value: Any, item: str, told: str, failing: tuple[Report, Any]
) -> None:
    report, data = failing
    compared = compare(of_file(changed(data, field, value)), of_run(report))
    (one,) = compared.items
    assert one.id == item
    named = {each.field for each in one.fields} | {
        key
        for key, differs in {
            "verdict": one.verdict.old != one.verdict.new,
            "status": one.has_new_status,
            "target": one.has_new_target,
            "value": bool(one.values),
            "actual": one.actual.old != one.actual.new,
        }.items()
        if differs
    }
    assert told in named


@pytest.mark.parametrize(
    ("field", "value", "told"),
    [
        ("summary.met", 23, "counts"),
        ("summary.binding.total", 9, "counts"),
        ("summary.categories.0.missed", 0, "counts"),
        ("tasks.3.met", 99, "counts"),
        ("result.passed", True, "others"),
        ("result.conclusion", "met", "others"),
        ("result.exit_code", 0, "others"),
        ("result.fail_on", "never", "settings"),
        ("assessment.slipping", 0.5, "others"),
        ("plan.title", "别的规划", "settings"),
        ("plan.sha256", "0" * 64, "settings"),
        ("year_choice.with_value", 1, "others"),
        ("sources.0.replaced", True, "others"),
        ("lists.missing.0.office", "财政局", "others"),
        ("diagnostics.0.message", "没有问题", "others"),
        ("diagnostics.0.hint", "没有问题", "others"),
        ("plan.files.0.sha256", "0" * 64, "files"),
        ("sources.0.sha256", "0" * 64, "files"),
        ("lists.warnings.0.gap", 3, "others"),
    ],
)
def test_a_count_or_result_changed_by_hand_is_named(
    field: str, value: Any, told: str, failing: tuple[Report, Any]
) -> None:
    """`plan.sha256` is that of the first file once more, and is to agree with the list of files."""
    report, data = failing
    compared = compare(of_file(changed(data, field, value)), of_run(report, language="en"))
    kinds = {"counts", "others", "settings", "files", "items"}
    assert {kind for kind in kinds if getattr(compared, kind)} == ({told} if told else set())
    if told in ("counts", "others"):
        (one,) = getattr(compared, told)
        assert one.old == value


@pytest.mark.parametrize("name", ["diagnostics", "lists.missing"])
def test_an_entry_removed_by_hand_is_named(name: str, failing: tuple[Report, Any]) -> None:
    report, data = failing
    data = copy.deepcopy(data)
    held = data["lists"]["missing"] if "." in name else data[name]
    del held[0]
    compared = compare(of_file(data), of_run(report))
    found = compared.requests.new if "." in name else compared.problems.new
    assert len(found) == 1
    assert not compared.same


# problems and requests


def rows(*of: str) -> bytes:
    return ("序号,指标,2024年,2025年\n" + "\n".join(of) + "\n").encode()


BEDS, RATE = "9,每千人医疗机构床位数,5.9,{}", "2,农产品质量安全检测合格率,99,{}"


def two_rounds(judge: Judge, before: bytes, after: bytes) -> Comparison:
    """The second round comes under another name."""
    first, second = judge(("一月.csv", before), year=2025), judge(("二月.csv", after), year=2025)
    return compare(of_file(written(first)), of_run(second))


def of_values(found: Any) -> list[tuple[str, tuple[str, ...]]]:
    return [(one.item, one.texts) for one in found if one.why not in ("unreported", "no_data")]


def test_the_same_fault_in_another_file_is_not_new(judge: Judge) -> None:
    before = rows(BEDS.format("约6"), RATE.format("98%以上"))
    after = rows("", RATE.format("98%以上"), BEDS.format("约6"))
    compared = two_rounds(judge, before, after)
    assert (compared.problems.new, compared.problems.solved) == ((), ())
    assert {one.code for one in compared.problems.open} == {"approximate"}
    assert of_values(compared.requests.open) == [("2", ("98%以上",)), ("9", ("约6",))]
    asked = compared.requests
    assert (asked.new, asked.changed, asked.settled) == ((), (), ())


def test_another_doubtful_value_is_asked_for_again(judge: Judge) -> None:
    """The office has answered, and not well: that was not said before."""
    compared = two_rounds(judge, rows(BEDS.format("约6")), rows(BEDS.format("约6.1")))
    assert [one.text for one in compared.problems.new] == ["约6.1"]
    assert [one.text for one in compared.problems.solved] == ["约6"]
    (again,) = compared.requests.changed
    assert (again.before.texts, again.now.texts) == (("约6",), ("约6.1",))


def test_what_was_corrected_is_settled(judge: Judge) -> None:
    compared = two_rounds(judge, rows(BEDS.format("约6")), rows(BEDS.format("6.1")))
    assert of_values(compared.requests.settled) == [("9", ("约6",))]
    assert [one.code for one in compared.problems.solved] == ["approximate"]


def test_fewer_missing_years_are_still_the_same_request(judge: Judge) -> None:
    """Item 15 needs all years: 2021 to 2024 were asked for, now 2021 alone."""
    head = "序号,指标,2021年,2022年,2023年,2024年,2025年\n"
    row = "15,新参与制修订国际、国家、行业标准,"
    before, after = f"{head}{row},,,,1\n", f"{head}{row},3,3,3,1\n"
    compared = two_rounds(judge, before.encode(), after.encode())
    asked = {one.item: one for one in compared.requests.open}["15"]
    assert asked.years == (2021,)
    more = two_rounds(judge, after.encode(), before.encode())
    assert [one.now.years for one in more.requests.changed] == [(2021, 2022, 2023, 2024)]


def test_the_same_words_for_two_years_are_told_apart_by_the_year(judge: Judge) -> None:
    """约6 in 2024 and 2025; then the columns change places and the one of 2024 is corrected."""
    before = rows("9,每千人医疗机构床位数,约6,约6")
    after = "序号,指标,2025年,2024年\n9,每千人医疗机构床位数,约6,5.9\n".encode()
    compared = two_rounds(judge, before, after)
    assert [one.year for one in compared.problems.solved] == [2024]
    assert [one.year for one in compared.problems.open] == [2025]


def test_two_equal_findings_are_two(judge: Judge) -> None:
    """One of two unknown rows with the same words goes: one is left, one is solved."""
    unknown = "99,没有这一项,1,2"
    both = rows(BEDS.format("6"), unknown, "98,没有那一项,1,2")
    compared = two_rounds(judge, both, rows(BEDS.format("6"), unknown))
    assert len(compared.problems.new) == 0
    assert len(compared.problems.solved) == 1


def test_items_that_one_side_left_out_are_not_settled(plan: Plan) -> None:
    whole = judged(plan, EXAMPLES / "failing-2025.xlsx")
    narrow = judged(plan, EXAMPLES / "failing-2025.xlsx", only=["5", "9"])
    compared = compare(of_file(written(whole)), of_run(narrow))
    assert (compared.items, compared.requests.settled, compared.problems.solved) == ((), (), ())
    assert compared.movement.total == 2
    assert {one.field for one in compared.settings} == {"only"}


_UNTOLD = ("tool.version", "since", "path")
"""Told in a line of its own; of an earlier report; the name of a file with the same bytes."""


def test_no_field_changed_or_removed_by_hand_goes_without_a_word(
    failing: tuple[Report, Any],
) -> None:
    """Every field of the first entries, of a report on the same files in the same language."""
    _, data = failing
    short = copy.deepcopy(data)
    for key in ("indicators", "commitments", "milestones", "tasks", "diagnostics"):
        del short[key][1:]
    short["lists"] = {key: held[:1] for key, held in short["lists"].items()}
    now, silent = of_file(short), []
    for way in list(_ways(short, depth=6)):
        told = ".".join(map(str, way))
        if told in _UNTOLD or way[-1] in _UNTOLD:
            continue
        for value in (_GONE, "x", 7, True, [7], []):
            broken = _broken(short, way, value)
            if broken == short:
                continue
            try:
                compared = compare(read_recorded(broken, "r.json"), now)
            except InputError:
                continue
            if compared.same and compared.same_inputs:
                silent.append((told, value))
    assert silent == []


def test_what_a_change_by_hand_hides_behind_is_no_reason_not_to_tell_it(
    failing: tuple[Report, Any],
) -> None:
    """An item that differs does not explain a total, where the inputs are the same."""
    report, data = failing
    two = changed(changed(data, "summary.met", 23), "indicators.0.margin", 99)
    compared = compare(of_file(two), of_run(report))
    assert compared.same_inputs
    assert [one.field for one in compared.counts] == ["summary.met"]
    assert [one.id for one in compared.items] == ["1"]


def test_a_removed_field_is_told_with_the_side_that_lacks_it(failing: tuple[Report, Any]) -> None:
    report, data = failing
    without = copy.deepcopy(data)
    del without["indicators"][11]["gap"], without["summary"]["met"], without["tasks"][1:]
    compared = compare(of_file(without), of_run(report))
    (item,) = compared.items
    assert [(one.field, one.lacks) for one in item.fields] == [("gap", "old")]
    assert ("summary.met", "old") in {(one.field, one.lacks) for one in compared.counts}
    lacking = [one.field for one in compared.counts if one.field.startswith("tasks.")]
    assert lacking == [
        f"tasks.{one['id']}" for one in data["tasks"][1:]
    ]  # an entry, not its fields


def test_entries_in_another_order_or_a_renamed_file_are_no_difference(
    failing: tuple[Report, Any],
) -> None:
    report, data = failing
    other = json.loads(json.dumps(data).replace("failing-2025.xlsx", "改名.xlsx"))
    other["diagnostics"].reverse()
    other["lists"]["missing"].reverse()
    assert compare(of_file(other), of_run(report, language="en")).same


# another year


def test_another_year_compares_statuses_and_common_years(plan: Plan) -> None:
    """Statuses of the examples: 5 was ahead in 2023 (design §5) and is missed in 2025."""
    before = judged(plan, EXAMPLES / "midterm-2023.xlsx")
    after = judged(plan, EXAMPLES / "failing-2025.xlsx")
    compared = compare(of_file(written(before)), of_run(after))
    assert not compared.same_year
    assert (compared.counts, compared.others) == ((), ())
    by_id = {one.id: one for one in compared.items}
    assert (by_id["5"].status.old, by_id["5"].direction) == (Status.AHEAD, Direction.WORSE)
    assert {value.year for one in compared.items for value in one.values} <= {2021, 2022, 2023}
    assert not any(field.field.startswith("margin") for field in by_id["7"].fields)
    moved = compared.movement
    worse = tuple(one.id for one in compared.items if one.direction is Direction.WORSE)
    assert moved.worse == worse == ("2", "5", "9", "12", "19")  # 2, 9 and 19 lost their proof
    assert moved.to_verify == ("21",)  # it stood slow before
    ways = (moved.met, moved.better, moved.worse, moved.to_verify, moved.other)
    assert sum(map(len, ways)) + moved.same == moved.total == 23


def test_an_item_that_only_one_plan_has_is_told(plan: Plan) -> None:
    data = written(judged(plan, EXAMPLES / "final-2025.xlsx"))
    fewer = copy.deepcopy(data)
    del fewer["indicators"][22]
    compared = compare(of_file(data), of_file(fewer))
    (one,) = compared.items
    assert (one.id, one.presence, one.direction) == ("23", Presence.REMOVED, Direction.NEITHER)
    assert compare(of_file(fewer), of_file(data)).items[0].presence is Presence.ADDED


# the order of the statuses

GOOD = (Status.MET, Status.ACHIEVED, Status.MAINTAINED, Status.AHEAD, Status.ON_TRACK)
FAILS = (Status.MISSED, Status.LAPSED, Status.BEHIND, Status.REGRESSED)
TO_VERIFY = (Status.UNDETERMINED, Status.NO_DATA, Status.INVALID)


def way(old: Status, new: Status) -> Direction:
    return direction_of((old, Verdict.NOT_MET), (new, Verdict.NOT_MET))


def test_to_lose_the_proof_of_what_stood_well_is_worse() -> None:
    for good, unproved in itertools.product(GOOD, TO_VERIFY):
        assert way(good, unproved) is Direction.WORSE
        assert way(unproved, good) is Direction.BETTER


def test_what_failed_and_cannot_be_judged_is_no_better() -> None:
    for fails, unproved in itertools.product(FAILS, TO_VERIFY):
        assert way(fails, unproved) is Direction.NEITHER
        assert way(unproved, fails) is Direction.WORSE


def test_the_sorts_of_to_verify_have_no_order() -> None:
    for one, other in itertools.product(TO_VERIFY, TO_VERIFY):
        assert way(one, other) is Direction.NEITHER


def test_what_is_judged_has_an_order_that_goes_both_ways() -> None:
    judged_ones = [status for status in Status if status not in TO_VERIFY]
    opposite = {
        Direction.BETTER: Direction.WORSE,
        Direction.WORSE: Direction.BETTER,
        Direction.NEITHER: Direction.NEITHER,
    }
    for one, other in itertools.product(judged_ones, judged_ones):
        assert way(one, other) is opposite[way(other, one)]
    for good, fails in itertools.product(GOOD, FAILS):
        assert way(good, fails) is Direction.WORSE
    for one, other in itertools.pairwise(
        (Status.AHEAD, Status.ON_TRACK, Status.SLIPPING, Status.BEHIND, Status.REGRESSED)
    ):
        assert way(one, other) is Direction.WORSE
    assert way(Status.BEHIND, Status.MISSED) is Direction.NEITHER
    assert way(Status.MAINTAINED, Status.MET) is Direction.NEITHER
    assert way(Status.SLIPPING, Status.MISSED) is Direction.WORSE
    assert way(Status.PENDING, Status.MET) is Direction.BETTER


def test_with_the_same_status_the_verdict_decides() -> None:
    open_pace = Status.UNDETERMINED
    assert direction_of((open_pace, Verdict.MET), (open_pace, Verdict.UNDETERMINED)) == "worse"
    assert direction_of((open_pace, Verdict.UNDETERMINED), (open_pace, Verdict.MET)) == "better"
    assert direction_of((None, None), (Status.MET, Verdict.MET)) == "neither"


# reading a JSON report


def refused(content: bytes) -> tuple[str, str]:
    """The code and the field of the one line that a broken report gets."""
    with pytest.raises(InputError) as error:
        read_recorded(read_report_json(content, "r.json"), "r.json")
    (finding,) = error.value.diagnostics
    return finding.code, str(finding.parameters.get("field", ""))


@pytest.mark.parametrize(
    ("field", "value", "told"),
    [
        ("schema_version", 2, ("newer-report", "")),
        ("schema_version", "1", ("report-damaged", "schema_version")),
        ("tool.name", "other", ("not-a-report", "")),
        ("year", "2025", ("report-damaged", "year")),
        ("final", None, ("report-damaged", "final")),
        ("plan", [], ("report-damaged", "plan")),
        ("sources", {}, ("report-damaged", "sources")),
        ("sources.0", "data.xlsx", ("report-damaged", "sources[0]")),
        ("indicators.3.verdict", "passed", ("report-damaged", "indicators[3].verdict")),
        ("indicators.3.status", "完成", ("report-damaged", "indicators[3].status")),
        ("indicators.3.id", "5", ("report-damaged", "indicators[4].id")),
        ("indicators.3", None, ("report-damaged", "indicators[3]")),
        ("indicators.3.series.0", 7, ("report-damaged", "indicators[3].series[0]")),
        ("indicators.3.series.0.text", 7, ("report-damaged", "indicators[3].series[0].text")),
        ("result.fail_on", "sometimes", ("report-damaged", "result.fail_on")),
        ("result", 7, ("report-damaged", "result")),
        ("lists.missing", None, ("report-damaged", "lists.missing")),
        ("diagnostics.0.severity", "fatal", ("report-damaged", "diagnostics[0].severity")),
    ],
)
def test_a_report_that_sqc_did_not_write_so_is_refused_by_the_field(
    field: str, value: Any, told: tuple[str, str], failing: tuple[Report, Any]
) -> None:
    assert refused(json.dumps(changed(failing[1], field, value)).encode()) == told


def test_every_cut_of_a_report_is_refused(failing: tuple[Report, Any]) -> None:
    content = json.dumps(failing[1], ensure_ascii=False).encode()
    for end in (*range(60, 3000, 97), len(content) // 2, len(content) - 1):
        code, _ = refused(content[:end])
        assert code in ("report-damaged", "not-utf8")


@pytest.mark.parametrize(
    "content",
    [b'{"schema_version": 1, "schema_version": 1}', b'{"schema_version": NaN}', b"[" * 100_000,
     b'{"schema_version": 1' + b"0" * 5000 + b"}", b'{"schema_version": 1e999999999999999999}'],
)  # fmt: skip
def test_hostile_json_is_refused(content: bytes) -> None:
    assert refused(content)[0] == "report-damaged"


@pytest.mark.slow
def test_no_field_that_is_missing_or_of_another_type_is_a_traceback(
    failing: tuple[Report, Any],
) -> None:
    """Each field of the first entries is taken away or replaced, each in two of six ways."""
    _, data = failing
    short = copy.deepcopy(data)
    for key in ("indicators", "commitments", "milestones", "tasks"):
        del short[key][1:]
    now, lines = of_file(short), set[int]()
    values: tuple[Any, ...] = (_GONE, None, 7, [], {}, "x")
    for number, way_to in enumerate(list(_ways(short))):
        for value in (values[number % 6], values[(number + 3) % 6]):
            broken = _broken(short, way_to, value)
            try:
                compared = compare(read_recorded(broken, "r.json"), now)
                for shown in (compared, compare(now, read_recorded(broken, "r.json"))):
                    for name in ("terminal", "markdown", "json"):
                        assert DIFF_FORMATS[name].render(shown, Words("zh"), Options())
            except InputError as error:
                lines.add(len(error.diagnostics))
    assert lines == {1}


_GONE = object()


def _ways(data: Any, path: tuple[Any, ...] = (), depth: int = 4) -> Any:
    steps = data.items() if isinstance(data, dict) else enumerate(data[:1])
    for step, held in steps:
        yield (*path, step)
        if isinstance(held, dict | list) and len(path) < depth:
            yield from _ways(held, (*path, step), depth)


def _broken(data: Any, way: tuple[Any, ...], value: Any) -> Any:
    """The data with the field at `way` taken away or replaced; it shares what is not on the way."""
    broken = copy.copy(data)
    *path, last = way
    held = broken
    for step in path:
        held[step] = copy.copy(held[step])
        held = held[step]
    if value is _GONE:
        del held[last]
    else:
        held[last] = copy.copy(value)
    return broken


def test_an_older_report_without_later_fields_is_read(failing: tuple[Report, Any]) -> None:
    report, data = failing
    older = changed(data, "tool.version", "0.0.9")
    del older["language"]
    del older["since"], older["plan"]["files"], older["year_choice"], older["only"]
    for one in older["diagnostics"]:
        del one["text"], one["year"], one["settled"]
    for one in older["indicators"]:
        del one["opinions"], one["assessed"], one["provenance"]
    compared = compare(of_file(older), of_run(report))
    assert (compared.items, compared.problems.new, compared.problems.solved) == ((), (), ())
    later = {"indicators.en.yaml", "tasks.yaml", "tasks.en.yaml"}
    assert {one.path for one in compared.files} <= later


def test_a_data_file_is_no_report() -> None:
    assert looks_like_report(b'\xef\xbb\xbf {"schema_version": 1')
    assert not looks_like_report(b'{"actuals": []}')
    assert not looks_like_report(b"PK\x03\x04")
    assert not looks_like_report(b"")
