"""Test `sqc diff` and `evaluate --since` as they are typed: pages, JSON, exit codes, refusals."""

from __future__ import annotations

import json
import re
import shutil
from typing import TYPE_CHECKING, Any

import pytest
from jsonschema import Draft202012Validator

if TYPE_CHECKING:
    from pathlib import Path

    from cli.conftest import Sqc

FAILING, FINAL, MIDTERM = "failing-2025.xlsx", "final-2025.xlsx", "midterm-2023.xlsx"
SAME = {"zh": "比较结果：没有不同。", "en": "Comparison: nothing differs."}


@pytest.fixture(scope="module")
def reports(sqc: Sqc, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A JSON report of each of three examples, by the name of the example."""
    folder = tmp_path_factory.mktemp("reports")
    for name in (FAILING, FINAL, MIDTERM, "tasks-2025.xlsx"):
        ran = sqc("evaluate", name, "-q", "-o", folder / f"{name}.json")
        assert ran.code in (0, 1)
    return folder


def of(reports: Path, name: str) -> str:
    return str(reports / f"{name}.json")


# sqc diff


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("name", [FAILING, FINAL, MIDTERM, "tasks-2025.xlsx"])
def test_a_report_against_its_data_is_empty(name: str, lang: str, sqc: Sqc, reports: Path) -> None:
    for old, new in ((of(reports, name), name), (name, of(reports, name)), (name, name)):
        ran = sqc("diff", old, new, "--fail-on-worse", "--lang", lang)
        assert (ran.code, ran.report.splitlines()[0]) == (0, SAME[lang])
    compared = json.loads(sqc("diff", of(reports, name), name, "-q", "--format", "json").out)
    assert compared["same"] is True


def test_the_first_line_is_the_conclusion(sqc: Sqc, reports: Path) -> None:
    """Of the final example six are met that the failing one misses or cannot prove."""
    better = sqc("diff", of(reports, FAILING), of(reports, FINAL))
    assert better.code == 0
    first, *_ = better.report.splitlines()
    assert first == "比较结果：7项有变化，6项好转。"
    worse = sqc("diff", of(reports, FINAL), of(reports, FAILING), "--fail-on-worse")
    first, *_ = worse.report.splitlines()
    assert worse.code == 1
    assert first == "比较结果：7项有变化，其中6项变差，新增数据错误1个。"
    assert sqc("diff", of(reports, FINAL), of(reports, FAILING)).code == 0
    changed = "5    装配式建筑占新建建筑比例 +达标→未达标\n +2025年 41.5→40\n"
    assert re.search(changed, worse.report)


def test_no_line_is_wider_than_the_screen(sqc: Sqc, reports: Path) -> None:
    from shengzhou_quality.formats.screen import display_width

    for lang in ("zh", "en"):
        for columns in ("80", "120"):
            ran = sqc(
                "diff", of(reports, MIDTERM), FAILING, "--lang", lang, env={"COLUMNS": columns}
            )
            assert max(map(display_width, ran.report.splitlines())) <= int(columns)


def test_every_format_has_the_same_changes(sqc: Sqc, reports: Path, tmp_path: Path) -> None:
    names = ["d.md", "d.html", "d.docx", "d.json", "d.txt"]
    outputs = [part for name in names for part in ("-o", str(tmp_path / name))]
    ran = sqc("diff", of(reports, FINAL), of(reports, FAILING), *outputs)
    assert ran.code == 0
    data = json.loads((tmp_path / "d.json").read_text(encoding="utf-8"))
    assert (data["changed"], data["worse"], data["better"], data["new_errors"]) == (7, 6, 0, 1)
    ids = ["2", "5", "9", "11", "12", "19", "21"]
    assert [one["id"] for one in data["items"]] == ids
    markdown = (tmp_path / "d.md").read_text(encoding="utf-8")
    page = (tmp_path / "d.html").read_text(encoding="utf-8")
    for text in ("2025年 41.5→40", "达标→未达标", "完成→暂无法判定", "达标→数据有误"):
        assert text in markdown
        assert text in page


def test_the_json_is_as_its_schema_says(sqc: Sqc, reports: Path, examples: Path) -> None:
    schema = json.loads((examples.parent / "schemas" / "diff.schema.json").read_text("utf-8"))
    names = (FAILING, FINAL, MIDTERM, "tasks-2025.xlsx")
    for old in names:
        for new in names:
            ran = sqc("diff", of(reports, old), of(reports, new), "--format", "json", "-q")
            Draft202012Validator(schema).validate(json.loads(ran.out))


def test_the_same_files_give_the_same_bytes(sqc: Sqc, reports: Path) -> None:
    for form in ("terminal", "markdown", "html", "json", "docx"):
        one, other = (
            sqc("diff", of(reports, MIDTERM), FAILING, "--format", form) for _ in range(2)
        )
        assert one.out == other.out


@pytest.mark.parametrize(
    "options",
    [
        ("--year", "2023"),
        ("--fail-on", "any"),
        ("--fail-on", "never", "--only", "5,6"),
        ("--only", "T01-T03", "--year", "2024"),
    ],
)
def test_data_are_judged_as_the_report_says(
    options: tuple[str, ...], sqc: Sqc, tmp_path: Path
) -> None:
    report = str(tmp_path / "r.json")
    assert sqc("evaluate", FAILING, *options, "-q", "-o", report).code in (0, 1)
    assert sqc("diff", report, FAILING).report.startswith(SAME["zh"])


def test_a_year_chosen_for_few_values_is_judged_with_its_warning(sqc: Sqc, tmp_path: Path) -> None:
    """`year-has-few` is a finding of the chosen year, and none of a year that was given."""
    data, report = tmp_path / "d.csv", str(tmp_path / "r.json")
    rows = [f"{number},,9" for number in (7, 9, 22)] + ["23,5,6"]
    data.write_text("序号,2025年,2024年\n" + "\n".join(rows) + "\n", encoding="utf-8")
    sqc("evaluate", data, "-q", "-o", report)
    assert "year-has-few" in (tmp_path / "r.json").read_text(encoding="utf-8")
    assert sqc("diff", report, data).report.startswith(SAME["zh"])
    sqc("evaluate", data, "--year", "2025", "-q", "-o", report)
    assert sqc("diff", report, data).report.startswith(SAME["zh"])


def test_options_on_the_data_that_the_report_does_not_record_are_given_again(
    sqc: Sqc, tmp_path: Path
) -> None:
    report = str(tmp_path / "r.json")
    opinions = ("--assessments", "assessments-2023.yaml")
    sqc("evaluate", MIDTERM, *opinions, "-q", "-o", report)
    assert sqc("diff", report, MIDTERM, *opinions).report.startswith(SAME["zh"])
    without = sqc("diff", report, MIDTERM).report
    assert "assessments-2023.yaml：旧为" in without


def test_replaced_files_and_the_list_of_offices_are_given_again(sqc: Sqc, tmp_path: Path) -> None:
    """A report names them; only their options say what they are."""
    options = ["--replaces", "midterm-2023.xlsx", "--offices", "offices.yaml", "--year", "2025"]
    made = sqc("evaluate", FINAL, *options, "-q", "-o", tmp_path / "r.json")
    assert made.code == 0
    again = sqc("diff", tmp_path / "r.json", FINAL, *options[:4], "--fail-on-worse")
    assert (again.code, again.report.splitlines()[0]) == (0, SAME["zh"])
    without = sqc("diff", tmp_path / "r.json", FINAL)
    assert "midterm-2023.xlsx" in without.report
    assert "offices.yaml" in without.report


def test_a_file_with_other_bytes_is_named_with_both_digests(
    sqc: Sqc, reports: Path, tmp_path: Path
) -> None:
    from hashlib import sha256

    copied = tmp_path / FAILING
    shutil.copy(sqc_example(sqc, FAILING), copied)
    with copied.open("ab") as file:
        file.write(b"\0")
    ran = sqc("diff", of(reports, FAILING), copied)
    first, *_ = ran.report.splitlines()
    assert first == "比较结果：各项的数和状态没有不同，1个文件不一致。"
    digests = [sha256(path.read_bytes()).hexdigest()[:12] for path in
               (sqc_example(sqc, FAILING), copied)]  # fmt: skip
    assert f"旧为 {digests[0]}，新为 {digests[1]}" in "".join(ran.report.split("\n  "))


def sqc_example(_: Sqc, name: str) -> Path:
    from cli.conftest import EXAMPLES

    return EXAMPLES / name


def test_a_verdict_and_a_count_changed_by_hand_are_named(
    sqc: Sqc, reports: Path, tmp_path: Path
) -> None:
    data = json.loads((reports / f"{FAILING}.json").read_text(encoding="utf-8"))
    data["indicators"][4]["verdict"] = "met"
    altered = write(tmp_path / "v.json", data)
    ran = sqc("diff", altered, FAILING, "--fail-on-worse")
    assert ran.code == 1
    assert "判定 达标→未达标" in ran.report
    data["indicators"][4]["verdict"] = "not_met"
    data["summary"]["not_met"] = 1
    ran = sqc("diff", write(tmp_path / "c.json", data), FAILING)
    assert (
        ran.report.splitlines()[0] == "比较结果：各项的数和状态没有不同，1处合计、清单或设置不同。"
    )
    assert "未达标 1→2" in ran.report


def write(path: Path, data: Any) -> str:
    path.write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
    return str(path)


def test_other_years_and_plans_are_said_first(sqc: Sqc, reports: Path, tmp_path: Path) -> None:
    years = sqc("diff", of(reports, MIDTERM), of(reports, FAILING)).report.splitlines()
    assert years[1].startswith("评估年份不同（2023年、2025年）")
    data = json.loads((reports / f"{FAILING}.json").read_text(encoding="utf-8"))
    data["plan"]["id"] = "another"
    other = write(tmp_path / "o.json", data)
    plans = sqc("diff", other, FAILING, "--fail-on-worse")
    assert plans.report.startswith("比较结果：两者不是同一规划")
    assert plans.code == 1


def test_a_report_of_several_inputs_is_audited_with_all_of_them(sqc: Sqc, tmp_path: Path) -> None:
    report = tmp_path / "two.json"
    sqc("evaluate", FINAL, "tasks-2025.xlsx", "-q", "-o", report)
    both = sqc("diff", report, FINAL, "tasks-2025.xlsx", "--fail-on-worse")
    assert (both.code, both.report.splitlines()[0]) == (0, SAME["zh"])
    assert "tasks-2025.xlsx：旧为" in sqc("diff", report, FINAL).report
    ran = sqc("diff", FINAL, FAILING, report)
    assert (ran.code, ran.out) == (2, b"")
    assert "不能与其他文件并列" in ran.said[0]


def test_an_audit_compares_the_sentences_in_the_language_of_the_report(
    sqc: Sqc, tmp_path: Path
) -> None:
    report = tmp_path / "en.json"
    sqc("evaluate", FAILING, "-q", "--lang", "en", "-o", report)
    assert sqc("diff", report, FAILING).report.startswith(SAME["zh"])
    data = json.loads(report.read_text(encoding="utf-8"))
    data["diagnostics"][0]["message"] = "Nothing is wrong."
    ran = sqc("diff", write(report, data), FAILING)
    assert ran.report.startswith("比较结果：各项的数和状态没有不同，1处合计、清单或设置不同。")
    assert "Nothing is wrong." in ran.report
    data = json.loads(report.read_text(encoding="utf-8"))
    data["final"] = False
    assert "终期评估 否→是" in sqc("diff", write(report, data), FAILING).report


def test_a_year_that_is_given_again_is_no_difference(sqc: Sqc, reports: Path) -> None:
    ran = sqc("diff", of(reports, FAILING), FAILING, "--year", "2025")
    assert ran.report.startswith(SAME["zh"])


@pytest.mark.parametrize("item", ["X1", "T01", "Z9", "c05"])
def test_an_item_that_is_none_of_the_plan_keeps_its_name(
    item: str, sqc: Sqc, reports: Path, tmp_path: Path
) -> None:
    """`X1` is a conflict of the plan, and `T01` a task: neither is an indicator."""
    data = json.loads((reports / f"{FAILING}.json").read_text(encoding="utf-8"))
    data["indicators"][0]["id"] = item
    ran = sqc("diff", write(tmp_path / "x.json", data), FAILING)
    assert ran.code == 0
    assert "已没有此项" in ran.report


def test_a_lowered_target_is_no_improvement(
    sqc: Sqc, reports: Path, tmp_path: Path, examples: Path
) -> None:
    """40 misses the target >40 of item 5, and meets >39."""
    plan = tmp_path / "plan"
    shutil.copytree(examples.parent / "plan", plan)
    text = (plan / "indicators.yaml").read_text(encoding="utf-8")
    assert 'target: ">40"' in text
    (plan / "indicators.yaml").write_text(
        text.replace('target: ">40"', 'target: ">39"', 1), "utf-8"
    )
    sqc("evaluate", FAILING, "--plan", plan, "-q", "-o", tmp_path / "p.json")
    for new in ([FAILING, "--plan", plan], [tmp_path / "p.json"]):
        ran = sqc("diff", of(reports, FAILING), *new, "--fail-on-worse")
        assert ran.code == 1
        assert ran.report.startswith("比较结果：1项有变化，规划有改动")
        assert "好转" not in ran.report
    since = ("--since", of(reports, FAILING))
    ran = sqc("evaluate", FAILING, "--plan", plan, *since)
    assert "新增达标" not in ran.report


def test_fields_have_official_names(sqc: Sqc, tmp_path: Path) -> None:
    report = tmp_path / "r.json"
    opinions = ("--assessments", "assessments-2023.yaml", "--offices", "offices.yaml")
    sqc("evaluate", MIDTERM, *opinions, "-q", "-o", report)
    for lang, other in (("zh", "字段"), ("en", "field ")):
        ran = sqc("diff", report, MIDTERM, "--lang", lang, "-f", "markdown")
        assert other not in ran.out.decode()
        assert {"zh": "分工表→（空）", "en": "list of offices → (empty)"}[lang] in ran.out.decode()


def test_a_past_shortfall_that_was_settled_is_told(sqc: Sqc) -> None:
    """Item 11 missed its target in 2022 in the failing example; its status is met in both."""
    assert "不再有未达标的年度" in sqc("diff", FAILING, FINAL).report
    assert "年 93.7→92.6  有年度未达标" in sqc("diff", FINAL, FAILING).report


def test_figures_are_shown_as_reported_or_as_in_the_report(sqc: Sqc) -> None:
    """A reported value to its last sign, a growth that was worked out rounded, with its unit."""
    assert "2025年 0.0336→3.36\n" in sqc("diff", FAILING, FINAL).report
    years = sqc("diff", MIDTERM, FAILING).report
    assert "判定的数 7.14%（2023年）→9.32%（2025年）" in years
    assert "判定的数 无（2023年）→11个（2025年）" in years


def test_two_submissions_are_two_files(sqc: Sqc) -> None:
    """That they differ is said of a report and its data only."""
    ran = sqc("diff", FINAL, FAILING)
    assert "文件不一致" not in ran.report
    assert "不一致的文件" not in ran.report


def test_a_later_evaluation_is_said_to_be_later(sqc: Sqc, reports: Path) -> None:
    ran = sqc("evaluate", MIDTERM, "--since", of(reports, FINAL))
    assert "比2025年评估（晚于本次）：" in ran.report


def test_data_come_from_a_folder_and_from_stdin(
    sqc: Sqc, reports: Path, tmp_path: Path, examples: Path
) -> None:
    folder = tmp_path / "报送"
    folder.mkdir()
    shutil.copy(examples / FAILING, folder)
    assert sqc("diff", of(reports, FAILING), folder).report.startswith(SAME["zh"])
    piped = (examples / FAILING).read_bytes()
    ran = sqc("diff", of(reports, FAILING), "-", stdin=piped)
    assert ran.report.startswith(SAME["zh"])


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["diff"], "没有给出要比较的两次评估"),
        (["diff", "a.json"], "没有给出与之比较的另一次评估"),
        (["diff", "-", "-"], "只能给出一次"),
        (["diff", "nothing.json", FINAL], "file-not-found"),
        (["diff", FINAL, FINAL, "--format", "junit"], "不是可用的格式"),
        (["diff", FINAL, FINAL, "-o", FINAL], "是输入文件"),
    ],
)
def test_what_cannot_be_compared_is_one_line_and_exit_code_2(
    arguments: list[str], said: str, sqc: Sqc
) -> None:
    ran = sqc(*arguments)
    assert (ran.code, ran.out) == (2, b"")
    assert said in ran.said[0]


def test_a_broken_report_is_one_line_with_its_place(
    sqc: Sqc, reports: Path, tmp_path: Path
) -> None:
    whole = (reports / f"{FAILING}.json").read_bytes()
    cut = tmp_path / "cut.json"
    cut.write_bytes(whole[:30_000])
    newer = tmp_path / "newer.json"
    newer.write_bytes(whole.replace(b'"schema_version": 1', b'"schema_version": 9', 1))
    checked = tmp_path / "check.json"
    sqc("check", FAILING, "-q", "-o", checked)
    for path, code in ((cut, "report-damaged"), (newer, "newer-report"), (checked, "not-a-report")):
        for command in (("diff", path, FAILING), ("evaluate", FAILING, "--since", path)):
            ran = sqc(*map(str, command))
            assert (ran.code, ran.out, len(ran.said)) == (2, b"", 1)
            assert ran.said[0].startswith(str(path))
            assert f"[{code}]" in ran.said[0]


def test_what_was_meant_as_a_report_is_no_faulty_data_file(
    sqc: Sqc, reports: Path, tmp_path: Path
) -> None:
    whole = (reports / f"{FAILING}.json").read_bytes()
    for content in (b"{}", b"[]", b"null", b"[" * 40 + b"]" * 40):
        (tmp_path / "r.json").write_bytes(content)
        ran = sqc("diff", tmp_path / "r.json", FAILING)
        assert (ran.code, ran.out) == (2, b"")
        assert "[not-a-report]" in ran.said[0]
    ran = sqc("diff", "-", FAILING, stdin=whole)
    assert (ran.code, ran.said[0]) == (
        2,
        "用法错误：标准输入的内容不是报送数据。JSON 报告请给出文件名。",
    )
    for was, now, said in (
        (b'"year": 2025', b'"year": 2026', "字段 year 不是"),
        (b'"gap": 6.7', b'"gap": NaN', "NaN不是 sqc 会写出的数"),
        (b'"gap": 6.7', b'"gap": ' + b"9" * 200, "99999999999999999999不是 sqc 会写出的数"),
    ):
        assert was in whole
        (tmp_path / "r.json").write_bytes(whole.replace(was, now, 1))
        ran = sqc("diff", tmp_path / "r.json", FAILING)
        assert (ran.code, ran.out, len(ran.said)) == (2, b"", 1)
        assert said in ran.said[0]


def test_options_on_data_are_refused_where_no_data_are_judged(sqc: Sqc, reports: Path) -> None:
    for option in (["--year", "2024"], ["--form", "15=累计值"]):
        ran = sqc("diff", of(reports, FINAL), of(reports, FAILING), *option)
        assert (ran.code, ran.out) == (2, b"")
        assert option[0] in ran.said[0]


# evaluate --since


def test_a_report_compares_with_last_year_in_a_sentence_and_a_column(
    sqc: Sqc, reports: Path, tmp_path: Path
) -> None:
    names = ["s.md", "s.html", "s.docx", "s.json"]
    outputs = [part for name in names for part in ("-o", str(tmp_path / name))]
    ran = sqc("evaluate", FAILING, "--since", of(reports, MIDTERM), *outputs, "-o", "-")
    assert ran.code == 1
    said = (
        "比2023年评估：新增达标12项，变差5项（2、5、9、12、19），另有1项转为待核实（21），"
        "其余5项没有变化。"
    )
    assert said in ran.report.replace("\n", "")
    for name in names[:2]:
        text = (tmp_path / name).read_text(encoding="utf-8")
        assert said in text
        assert "上次状态" in text
    data = json.loads((tmp_path / "s.json").read_text(encoding="utf-8"))
    assert data["since"]["old"]["year"] == 2023
    assert data["since"]["movement"]["worse"] == ["2", "5", "9", "12", "19"]
    assert len(data["indicators"]) == 23


def test_without_since_there_is_nothing_of_it(sqc: Sqc, reports: Path) -> None:
    data = json.loads((reports / f"{FAILING}.json").read_text(encoding="utf-8"))
    assert data["since"] is None
    assert "上次" not in sqc.once("evaluate", FAILING).report


def test_the_screen_does_not_repeat_what_was_said(sqc: Sqc, reports: Path) -> None:
    """The data are the same: no list, no finding, no row; what is open is counted once."""
    before = sqc("evaluate", FAILING)
    ran = sqc("evaluate", FAILING, "--since", of(reports, FAILING))
    assert ran.code == before.code == 1
    again = ran.report
    for text in ("K6", "K13", "请报准确数", "一、", "装配式", "评估年份"):
        assert text not in again
    assert "另有4项此前已提出，尚未答复；另有2个数据问题此前已提出，尚未解决。" in again.replace(
        "\n", ""
    )
    assert len(ran.said) == 1  # the conclusion


def test_the_screen_shows_what_is_new(sqc: Sqc, reports: Path) -> None:
    """From all met to the failing example: everything that is asked for is new."""
    ran = sqc("evaluate", FAILING, "--since", of(reports, FINAL), env={"COLUMNS": "100"})
    asked = ["2", "5", "9", "11", "12", "19", "21"]
    shown = re.findall(r"(?m)^ {1,2}(\d+)[* ]  ", ran.report)
    assert [one for one in asked if shown.count(one) < 1] == []
    assert set(shown) <= set(asked)
    assert "尚未答复" not in ran.report


def test_a_report_on_another_plan_is_refused(sqc: Sqc, reports: Path, tmp_path: Path) -> None:
    data = json.loads((reports / f"{FAILING}.json").read_text(encoding="utf-8"))
    data["plan"]["id"] = "another"
    ran = sqc("evaluate", FAILING, "--since", write(tmp_path / "o.json", data))
    assert (ran.code, ran.out) == (2, b"")
    assert "[report-of-other-plan]" in ran.said[0]


def test_since_is_no_output(sqc: Sqc, reports: Path, tmp_path: Path) -> None:
    own = tmp_path / "r.json"
    shutil.copy(reports / f"{FINAL}.json", own)
    before = own.read_bytes()
    ran = sqc("evaluate", FINAL, "--since", own, "-o", own)
    assert (ran.code, ran.out) == (2, b"")
    assert own.read_bytes() == before


def test_text_of_a_report_that_somebody_made_up_stays_text(
    sqc: Sqc, reports: Path, tmp_path: Path
) -> None:
    """Names, values, places, sentences and the plan's title, all of them hostile."""
    from nasty import NASTY

    data = json.loads((reports / f"{FAILING}.json").read_text(encoding="utf-8"))
    hostile = json.loads(json.dumps(data))
    texts = iter(NASTY * 40)
    hostile["plan"]["title"] = next(texts)
    hostile["sources"][0] = {"path": next(texts), "sha256": next(texts)}
    for item in hostile["indicators"]:
        item["name"], item["evidence"] = next(texts), [next(texts)]
        item["series"][0]["text"], item["target"]["text"] = next(texts), next(texts)
    for one in hostile["diagnostics"]:
        one["message"], one["code"], one["location"]["file"] = (next(texts) for _ in range(3))
    for one in hostile["lists"]["missing"]:
        one["name"], one["office"], one["why"] = (next(texts) for _ in range(3))
        one["cells"], one["years"] = [{"text": next(texts), "place": next(texts)}], []
    hostile["lists"]["missing"][0]["cells"] = []
    path = tmp_path / "h.json"
    path.write_text(json.dumps(hostile), encoding="utf-8")
    for form in ("terminal", "markdown", "html", "docx", "json"):
        for arguments in (("diff", path, FAILING), ("diff", FAILING, path)):
            ran = sqc(*map(str, arguments), "--format", form)
            assert ran.code == 0, ran.said
            if form != "docx":
                assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202e]", ran.report)
            if form == "html":
                assert "<script>alert" not in ran.report


def test_a_round_shows_what_is_new_and_counts_the_rest(sqc: Sqc, tmp_path: Path) -> None:
    """Of three doubtful values one is corrected, one is left, and one more comes in."""
    head = "序号,指标,2024年,2025年\n"
    one, two, three = ("9,每千人医疗机构床位数,5.9,{}", "2,农产品质量安全检测合格率,99,{}",
                       "22,高新技术企业数,365,{}")  # fmt: skip
    first, second = tmp_path / "一.csv", tmp_path / "二.csv"
    rows = [one.format("约6"), two.format("98%以上"), three.format("420")]
    first.write_text(head + "\n".join(rows) + "\n", encoding="utf-8")
    rows = [one.format("6.1"), two.format("98%以上"), three.format("约410")]
    second.write_text(head + "\n".join(rows) + "\n", encoding="utf-8")
    only = ("--only", "2,9,22", "--year", "2025")
    before = sqc("evaluate", "一.csv", *only, "-o", "-", "-o", "1.json", cwd=tmp_path)
    since = ("--since", "1.json")
    ran = sqc("evaluate", "二.csv", *only, *since, env={"COLUMNS": "100"}, cwd=tmp_path)
    assert "比上次评估：新增达标1项，变差1项（22），其余1项没有变化。" in ran.report
    said = "另有1项此前已提出，尚未答复；此前提出的已有1项得到答复"
    assert said in ran.report.replace("\n", "")
    assert "一、待核实（2项），新列1项" in ran.report
    assert "98%以上" not in ran.report
    assert "农产品" not in ran.report
    assert "约410" in ran.report
    assert [line for line in ran.said if "[approximate]" in line and "约410" in line]
    assert not [line for line in ran.said if "98%以上" in line]
    lines = {line for line in ran.report.splitlines() if line.strip()}
    banner = {line for line in lines if "终期评估" in line or "只评估所选" in line}
    assert lines & {*before.report.splitlines()} <= banner
