"""Test that every command works on a plan as `sqc plan import` writes it.

It is one file without tasks, English or sources of the text; ids are 1 to N, directions are left
open, and `# 待定` stands wherever a person has to decide.
"""

from __future__ import annotations

import io
import json
import re
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from jsonschema import Draft202012Validator

from shengzhou_quality.sources.yaml import read_yaml

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cli.conftest import Sqc

PLAN = Path(__file__).parent.parent / "data" / "plans" / "imported.yaml"
MARKS = 14
DATA = """\
指标,2021年,2022年,2023年
粮食播种面积,17.4,17.5,17.6
国土开发强度,31,32,33
恩格尔系数,29,28,27
常住人口规模,500,500,500
新增高标准农田,4,4,3
地区生产总值增长,7,6,
单位GDP能耗降低,3,2,3
村庄整治达标,20,25,29
森林覆盖率,15.1,15.2,15.6
数字乡村建设水平,,,显著提升
农村公路列养率,100,100,99
"""
OFFICES = "指标,责任单位\n粮食播种面积,县农业农村局\n地区生产总值增长,县统计局\n"
HAN = re.compile(r"[\u4e00-\u9fff]+")
FULL_WIDTH = re.compile(r"[\u3001\u3002\uff0c\uff1a\uff1b\uff08\uff09]")
TEXTS = ("terminal", "markdown", "html", "json", "junit", "github")
BOOKS = ("docx", "xlsx")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "p.yaml").write_bytes(PLAN.read_bytes())
    (tmp_path / "d.csv").write_text(DATA, encoding="utf-8")
    (tmp_path / "o.csv").write_text(OFFICES, encoding="utf-8")
    return tmp_path


def texts_of_book(path: Path) -> str:
    """The text of all parts of a workbook or a document."""
    with zipfile.ZipFile(io.BytesIO(path.read_bytes())) as parts:
        names = [name for name in parts.namelist() if name.endswith(".xml")]
        joined = "".join(parts.read(name).decode("utf-8") for name in names)
    return re.sub(r"<[^>]+>", "", joined)


def in_format(sqc: Sqc, folder: Path, format_: str, *options: str) -> str:
    arguments = ("evaluate", "d.csv", "--plan", "p.yaml", *options)
    if format_ not in BOOKS:
        wide = {"COLUMNS": "400"}
        return sqc(*arguments, "--format", format_, cwd=folder, env=wide).report
    path = folder / f"r.{format_}"
    sqc(*arguments, "-o", path, cwd=folder)
    return texts_of_book(path)


COMMANDS = [
    ("evaluate", "d.csv"),
    ("evaluate", "d.csv", "--brief"),
    ("evaluate", "d.csv", "--only", "2,3"),
    ("evaluate", "d.csv", "--offices", "o.csv", "-o", "r.md", "-o", "r.docx", "-o", "r.xlsx"),
    ("check", "d.csv"),
    ("check", "d.csv", "--format", "markdown"),
    ("explain", "3", "d.csv"),
    ("explain", "10"),
    ("explain", "direction-undecided"),
    ("explain", "plan-mark"),
    ("template", "-o", "t.xlsx"),
    ("template", "--offices", "-o", "of.xlsx"),
    ("template", "--split", "t", "--by", "o.csv"),
    ("template", "--assessments", "--values", "d.csv", "-o", "a.xlsx"),
    ("evaluate", "d.csv", "--fail-on", "any", "--year", "2022"),
    ("letters", "d.csv", "--offices", "o.csv", "-o", "letters"),
    ("diff", "d.csv", "d.csv"),
    ("tasks",),
    ("tasks", "d.csv"),
    ("plan", "list"),
    ("plan", "show"),
    ("plan", "show", "3"),
    ("plan", "conflicts"),
    ("plan", "check"),
    ("plan", "check", "--format", "json"),
    ("schema", "plan"),
]


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("arguments", COMMANDS, ids=" ".join)
def test_every_command_works(folder: Path, arguments: tuple[str, ...], lang: str, sqc: Sqc) -> None:
    named: tuple[str, ...] = ("--plan", "p.yaml")
    if arguments[:2] == ("plan", "check"):
        named = ("p.yaml",)
    if arguments[0] == "schema" or arguments[1:2] in (("direction-undecided",), ("plan-mark",)):
        named = ()
    ran = sqc(*arguments, *named, "--lang", lang, cwd=folder)
    assert ran.code in (0, 1), ran.said
    assert ran.report.strip() or {"-o", "--split"} & {*arguments}
    assert not any("Traceback" in line for line in ran.said)
    of_marks = sum("[plan-mark]" in line for line in ran.said)
    assert of_marks <= 1 or arguments[:2] == ("plan", "check")


@pytest.mark.parametrize("format_", [*TEXTS, *BOOKS])
def test_every_report_tells_of_the_marks_once(folder: Path, format_: str, sqc: Sqc) -> None:
    said = in_format(sqc, folder, format_)
    if format_ == "json":
        marks = [one for one in json.loads(said)["diagnostics"] if one["code"] == "plan-mark"]
        assert len(marks) == MARKS
        return
    assert f"规划文件有{MARKS}处待定" in said
    whole = said.split("</testsuite>")[0]
    assert whole.count("标为待定") == 0


def test_the_closing_screen_tells_of_the_marks(folder: Path, sqc: Sqc) -> None:
    for columns in ("80", "120"):
        ran = sqc(
            "evaluate", "d.csv", "--plan", "p.yaml", "--brief",
            cwd=folder, env={"COLUMNS": columns},
        )  # fmt: skip
        lines = ran.report.splitlines()
        said = f"规划文件有{MARKS}处待定，涉及12项，结论只供参考，逐处见 sqc plan check p.yaml"
        assert said in lines
        assert "plan-mark" not in ran.report


def test_a_check_of_the_plan_lists_each_mark(folder: Path, sqc: Sqc) -> None:
    said = sqc("plan", "check", "p.yaml", cwd=folder).report
    assert said.count("[plan-mark]") == MARKS


def test_an_explanation_says_what_is_marked_of_its_item(folder: Path, sqc: Sqc) -> None:
    said = sqc("explain", "3", "d.csv", "--plan", "p.yaml", cwd=folder).report
    assert "待定      没有“属性”一栏，约束性还是预期性须定" in said
    assert "只写了数，没有写明以上还是以下，须定方向" in said
    assert "目标值高于基期值" not in said, "this one is of item 2"


def words_of_the_plan() -> Iterator[str]:
    """Whatever the plan file writes in Chinese: names, units, quotes, reasons, targets."""
    plan: Any = read_yaml(PLAN.read_bytes(), "p.yaml").data
    yield plan["plan"]["title"]
    for item in (*plan["categories"], *plan["indicators"]):
        source = item.get("source", {})
        texts = [*item.values(), *source.values()]
        quoted = source.get("quote", "").split(" | ")
        yield from (one for one in (*texts, *quoted) if isinstance(one, str))
    for line in PLAN.read_text("utf-8").splitlines():
        if "待定" in line:
            yield line.partition("待定：")[2]
    yield from ("待定", "县农业农村局", "县统计局")


EXPLAINED = ("以上", "以下", "以内", "超过", "不满", "高于", "低于")
"""The method quotes the words of Chinese plans that it reads, each with its English."""


@pytest.mark.parametrize("format_", [*TEXTS, *BOOKS])
def test_an_english_report_of_a_plan_without_english(folder: Path, format_: str, sqc: Sqc) -> None:
    """What the plan says is in Chinese, and nothing else."""
    said = in_format(sqc, folder, format_, "--lang", "en", "--offices", "o.csv")
    if format_ == "json":
        report = json.loads(said)
        texts = [one["message"] + one["hint"] for one in report["diagnostics"]]
        texts += [note["text"] for item in report["indicators"] for note in item["notes"]]
        said = "\n".join(texts)
    assert leaks(said) == []


def leaks(said: str) -> list[str]:
    """Chinese words and signs in a text beside those of the plan, with what stands around."""
    for known in sorted(set(words_of_the_plan()), key=len, reverse=True):
        if HAN.search(known):
            said = said.replace(known, "").replace(known.translate(QUOTES), "")
    for known in EXPLAINED:
        said = said.replace(known, "")
    found = (*HAN.finditer(said), *FULL_WIDTH.finditer(said))
    return [said[max(0, one.start() - 40) : one.end() + 40] for one in found]


QUOTES = str.maketrans("“”", "‘’")


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_plan_without_tasks_says_so(folder: Path, lang: str, sqc: Sqc) -> None:
    said = sqc("tasks", "d.csv", "--plan", "p.yaml", "--lang", lang, cwd=folder).report
    assert ("规划文件没有写重点任务" if lang == "zh" else "no major tasks") in said


@pytest.mark.parametrize(
    "arguments",
    [
        *(("explain", str(number), "d.csv") for number in range(1, 13)),
        ("explain", "2"),
        ("check", "d.csv"),
        ("diff", "d.csv", "e.csv"),
        ("plan", "list"),
        ("plan", "show"),
        ("plan", "show", "2"),
        ("plan", "show", "7"),
        ("plan", "conflicts"),
    ],
    ids=" ".join,
)
def test_other_english_pages_of_it(folder: Path, arguments: tuple[str, ...], sqc: Sqc) -> None:
    (folder / "e.csv").write_text(DATA.replace(",99\n", ",100\n"), encoding="utf-8")
    options = ("--plan", "p.yaml", "--lang", "en")
    ran = sqc(*arguments, *options, cwd=folder, env={"COLUMNS": "400"})
    assert ran.code in (0, 1)
    assert leaks(ran.report + "\n".join(ran.said)) == []


def test_english_letters_of_it(folder: Path, sqc: Sqc) -> None:
    sqc(
        "letters", "d.csv", "--plan", "p.yaml", "--offices", "o.csv", "--lang", "en",
        "-o", "letters", cwd=folder,
    )  # fmt: skip
    assert leaks(texts_of_book(folder / "letters" / "县统计局" / "letter.docx")) == []


@pytest.mark.parametrize("format_", ["terminal", "markdown", "html", "json", *BOOKS])
def test_a_report_names_the_plan_of_the_environment(folder: Path, format_: str, sqc: Sqc) -> None:
    """Also where nothing of it is marked."""
    text = PLAN.read_text("utf-8")
    (folder / "settled.yaml").write_text(re.sub(" *# 待定.*", "", text), encoding="utf-8")
    env = {"SQC_PLAN": "settled.yaml"}
    if format_ in BOOKS:
        sqc("evaluate", "d.csv", "-o", f"r.{format_}", cwd=folder, env=env)
        assert "settled.yaml" in texts_of_book(folder / f"r.{format_}")
    else:
        assert "settled.yaml" in sqc(
            "evaluate", "d.csv", "--format", format_, cwd=folder, env=env
        ).report  # fmt: skip


def test_what_it_writes_is_as_the_schemas_say(folder: Path, sqc: Sqc) -> None:
    """Of the plan itself too, with its directions left open."""
    schemas = PLAN.parents[3] / "schemas"

    def check(text: str, schema: str) -> Any:
        found = json.loads(text)
        of = json.loads((schemas / f"{schema}.schema.json").read_text("utf-8"))
        assert [error.message for error in Draft202012Validator(of).iter_errors(found)] == []
        return found

    report = check(in_format(sqc, folder, "json"), "report")
    notes = {note["code"] for one in report["indicators"] for note in one["notes"]}
    assert "direction-undecided" in notes
    plan = read_yaml(PLAN.read_bytes(), "p.yaml").data
    check(json.dumps(plan), "plan")


PROPOSED = PLAN.read_text("utf-8").replace("# 待定：推定", "# 待定（核对）：推定")
LISTED = ("markdown", "html", *BOOKS)


@pytest.mark.parametrize("format_", [*LISTED, "terminal", "github", "junit"])
def test_a_conclusion_with_marks_left_is_provisional(folder: Path, format_: str, sqc: Sqc) -> None:
    (folder / "p.yaml").write_text(PROPOSED, encoding="utf-8")
    said = in_format(sqc, folder, format_)
    assert "结论只供参考" in said
    assert "5处只须核对" in said
    if format_ in LISTED:
        reasons = re.findall(r"# 待定(?:（核对）)?：(.*)", PROPOSED)
        assert len(reasons) == MARKS
        told = re.sub(r"</?[^>]*>", "", said).replace("&quot;", '"')
        assert [one for one in reasons if one not in told] == []


def test_a_constraint_that_nobody_settled_is_no_fact(folder: Path, sqc: Sqc) -> None:
    """Without a column 属性 every item is taken as anticipatory, and marked."""
    text = re.sub(r"constraint: .*", "constraint: 预期性  # 待定：属性没有印", PROPOSED)
    (folder / "p.yaml").write_text(text, encoding="utf-8")
    for format_ in ("markdown", "github"):
        said = in_format(sqc, folder, format_)
        assert "没有约束性指标" not in said
        assert "12项指标的属性待定，暂按预期性评估" in said


def test_a_direction_whose_mark_is_deleted_is_still_open(folder: Path, sqc: Sqc) -> None:
    text = re.sub(r" *# 待定.*", "", PROPOSED)
    (folder / "p.yaml").write_text(text, encoding="utf-8")
    assert text.count("direction: undecided") == 6
    assert "规划文件有6处待定，结论只供参考" in in_format(sqc, folder, "markdown")
    listed = sqc("plan", "list", "--plan", "p.yaml", "-f", "markdown", cwd=folder).report
    assert listed.count("（方向待定）") == 6
    assert "规划文件有6处待定" in listed


def test_a_list_for_programs_has_the_directions_and_the_marks(folder: Path, sqc: Sqc) -> None:
    (folder / "p.yaml").write_text(PROPOSED, encoding="utf-8")
    listed = json.loads(sqc("plan", "list", "--plan", "p.yaml", "-f", "json", cwd=folder).report)
    assert (listed["marks"], listed["proposed"]) == (MARKS, 5)
    assert [one["direction"] for one in listed["indicators"]].count("undecided") == 6


def test_what_is_just_the_figure_of_no_known_side_is_not_early(folder: Path, sqc: Sqc) -> None:
    """The method says so, as the table has a status that no pace explains."""
    said = in_format(sqc, folder, "markdown", "--year", "2023")
    assert "第3项现在合乎规划期末的目标，但目标是上限、须守到规划期末，或者没有写明" in said
    assert "不算提前实现" in in_format(sqc, folder, "html", "--year", "2023")
    assert "on track whatever their pace" in in_format(
        sqc, folder, "markdown", "--year", "2023", "--lang", "en"
    )


def test_marks_are_no_problems_of_the_data(folder: Path, sqc: Sqc) -> None:
    arguments = ("evaluate", "d.csv", "--plan", "p.yaml", "--year")
    sqc(*arguments, "2022", "-o", "old.json", cwd=folder)
    said = sqc(*arguments, "2023", "--since", "old.json", cwd=folder).report
    assert "个数据问题此前已提出" not in said


def test_who_settles_a_direction_is_said_before_what_is_asked_for(folder: Path, sqc: Sqc) -> None:
    (folder / "d.csv").write_text("指标,2021年,2022年,2025年\n常住人口规模,505,500,480\n", "utf-8")
    arguments = ("evaluate", "d.csv", "--plan", "p.yaml")
    final = sqc(*arguments, cwd=folder, env={"COLUMNS": "200"}).report
    assert "须先定下限还是上限；请补报2023、2024年" in final
    before = in_format(sqc, folder, "markdown", "--year", "2022")
    assert "保持达标，但2021年不能确认" in before


def test_a_title_that_ends_in_a_colon(folder: Path, sqc: Sqc) -> None:
    text = PROPOSED.replace("农业农村发展规划", "主要指标,其中:")
    (folder / "p.yaml").write_text(text, encoding="utf-8")
    for format_ in ("terminal", "markdown"):
        assert "x3a" not in in_format(sqc, folder, format_, "--lang", "en")


def test_an_error_of_the_plan_file_is_named_as_the_cause(folder: Path, sqc: Sqc) -> None:
    text = PROPOSED.replace('target: "35.29"', 'target: "≥35.29"')
    (folder / "p.yaml").write_text(text, encoding="utf-8")
    assert "规划文件第2项有错误，没有判定" in in_format(sqc, folder, "markdown")
    assert "规划文件这一项有错误" in in_format(sqc, folder, "terminal")
