"""Test what the page of a roll-up says, in each format, also of hostile names."""

from __future__ import annotations

import io
from dataclasses import replace
from html.parser import HTMLParser
from typing import TYPE_CHECKING

import docx
import openpyxl
import pytest
from markdown_it import MarkdownIt
from nasty import NASTY
from outcomes_by_hand import MET, MISSED, SIX, items, outcome, rolled, unreadable
from page_text import lines

from shengzhou_quality.diagnostics import Diagnostic, Place
from shengzhou_quality.evaluation.outcome import Ask, EntitySource, FileRead, refused
from shengzhou_quality.evaluation.tally import Tally
from shengzhou_quality.formats import PAGE_FORMATS, ROLL_UP_FORMATS, Options
from shengzhou_quality.formats.screen import display_width, is_unseen
from shengzhou_quality.pages.model import Medium
from shengzhou_quality.pages.roll_up import page
from shengzhou_quality.pages.roll_up.concluded import line
from shengzhou_quality.words import LANGUAGES, Words

if TYPE_CHECKING:
    from shengzhou_quality.evaluation.outcome import Outcome
    from shengzhou_quality.evaluation.roll_up import RollUp
    from shengzhou_quality.plan.model import Plan, PlanFile

ZH = Words("zh")


def text(made: RollUp, medium: Medium, words: Words = ZH) -> str:
    return "\n".join(lines(page(made, words, medium)))


def rendered(made: RollUp, name: str, words: Words = ZH, width: int = 80) -> bytes:
    return ROLL_UP_FORMATS[name].render(made, words, Options(width=width))


def test_mixed_years_are_told_apart(plan: Plan) -> None:
    made = rolled(plan, SIX)
    for medium in Medium:
        said = text(made, medium)
        assert "共收到6份报送数据（6个文件），评估5份，无法评估1份。" in said
        assert "以下分2组统计，各组的数不能相加：2025年终期评估4份、2023年度评估1份。" in said
        assert (
            "评估的4份中，约束性指标全部完成的1份，有未完成的2份，其余1份有待核实的；"
            "其中数据有误、须先改正的1份；指标完成率最低25%，中位数62.5%，最高100%。" in said
        )
        assert "评估的1份中，约束性指标有滞后的1份；符合或快于时序进度的指标占50%。" in said


def test_one_year_leads_with_what_it_comes_to(plan: Plan) -> None:
    for medium in Medium:
        made = page(rolled(plan, SIX[:5]), ZH, medium)
        assert "2025年终期评估汇总" in made.heading
    document = text(rolled(plan, SIX[:5]), Medium.DOCUMENT)
    # 4 of the table's columns: met, missed, undetermined, no data, invalid, and the rate of met.
    assert (
        "2 | 农产品质量安全检测合格率 | 约束性 | 4 | 2 | 1 [error] | 0 | 1 [warning] | 0 | 50%"
        in document
    )
    assert "丁县 | 约束性指标2项未达标 [error] | 1/4 | 25% |" in document
    assert "戊县 | 戊县.pdf | 是 PDF 文件，不能读取。 |" in document.replace(" [warning]", "")
    assert "丙县 | 2 | 2 | 科技局（待报1个、待改2处）、统计局（待报1个）" in document
    assert "丁县 | 1 | 0 | 未写明责任单位" in document
    assert "sqc" not in document[: document.index("附件1")]


def test_the_workbook_has_a_row_for_each_office(plan: Plan) -> None:
    workbook = text(rolled(plan, SIX[:5]), Medium.WORKBOOK)
    assert "丙县 | 科技局 | 1 | 2 | 丙县.xlsx" in workbook
    assert "丙县 | 统计局 | 1 | 0 | 丙县.xlsx" in workbook
    sheets = openpyxl.load_workbook(io.BytesIO(rendered(rolled(plan, SIX[:5]), "xlsx")))
    assert sheets.sheetnames == [
        "汇总", "指标", "报送主体", "无法评估", "补报和更正", "数据问题分类",
    ]  # fmt: skip
    assert 0.25 in [cell.value for row in sheets["报送主体"].iter_rows() for cell in row]


def test_the_screen_shows_the_worst_ten_and_what_to_type(plan: Plan) -> None:
    many = [
        outcome(f"{number:02}县", items(MISSED if number < 3 else MET, MET, MET, MET))
        for number in range(12)
    ]
    screen = rendered(rolled(plan, many), "terminal").decode()
    assert "情况最差的10份（共12份）" in screen
    assert "01县" in screen
    assert "10县" not in screen
    closing = screen[screen.index("共收到12份") :]
    assert "看一份的评估结果：sqc evaluate 00县.xlsx" in closing
    assert "结论：3份有约束性指标未完成" in screen


def test_a_long_list_stands_in_an_annex_and_its_first_rows_in_the_text(plan: Plan) -> None:
    many = [
        outcome(f"{number:02}县", items(MET, MET, MISSED, MET), asks=(Ask("统计局", 1, 0),))
        for number in range(16)
    ]
    refusals = [unreadable(f"{number:02}区") for number in range(16)]
    document = text(rolled(plan, [*many, *refusals]), Medium.DOCUMENT)
    body, annexes = document.replace(" [warning]", "").split("附件1：", 1)
    assert "以下是情况最差的10份，全部见附件1。" in body
    assert "以下是前10份，全部见附件2。" in body
    assert "须补报数据16个，涉及16份数据。以下是最多的10份，全部见附件3。" in body
    assert body.count("09县") == 2
    assert "09区" in body
    assert not [name for name in ("10县", "10区") if name in body]
    assert all(f"{number:02}县 | 约束性指标全部达标" in annexes for number in range(16))
    assert all(f"{number:02}区 | {number:02}区.pdf" in annexes for number in range(16))
    assert "依次按约束性指标未完成、各项指标未完成" in annexes


def test_plans_are_told_apart_by_their_titles(plan: Plan) -> None:
    other = replace(plan, sha256="f" * 64, head=replace(plan.head, title="另一规划"))
    tally = Tally(plan)
    tally.add(SIX[0])
    tally.add(SIX[1], other)
    tally.add(SIX[3], other)
    made = tally.roll_up()
    for medium in Medium:
        said = text(made, medium)
        assert "另一规划2025年终期评估2份、" in said
        assert f"{plan.head.title}2025年终期评估1份。" in said
        assert page(made, ZH, medium).heading.startswith("评估汇总")
    sheets = openpyxl.load_workbook(io.BytesIO(rendered(made, "xlsx"))).sheetnames
    assert len(sheets) == len(set(sheets)) == 7


def test_plans_of_one_title_are_told_apart_by_their_files(plan: Plan) -> None:
    files = (replace_path(plan.files[0], "甲县/plan/indicators.yaml"), *plan.files[1:])
    tally = Tally(plan)
    tally.add(SIX[0])
    tally.add(SIX[1], replace(plan, sha256="f" * 64, files=files))
    for medium in Medium:
        said = text(tally.roll_up(), medium)
        assert f"{plan.head.title}（甲县/plan/indicators.yaml）2025年终期评估1份" in said
        assert f"{plan.head.title}（{plan.files[0].path}）2025年终期评估1份" in said


def replace_path(file: PlanFile, path: str) -> PlanFile:
    return file._replace(path=path)


def partly_read() -> Outcome:
    """All binding ones are met, but a file could not be read: the run fails for that alone."""
    broken = Diagnostic("pdf-file", Place("甲县/2025.pdf"))
    files = (FileRead("甲县/2024.csv", "0" * 64), FileRead("甲县/2025.pdf", None))
    met = outcome("甲县", items(MET, MET, MET, MET), errors=1)
    return replace(met, files=files, unread=(broken,))


@pytest.mark.parametrize("name", [name for name in ROLL_UP_FORMATS if name != "docx"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_file_that_was_not_read_is_named_in_every_format(
    plan: Plan, name: str, language: str
) -> None:
    made = rolled(plan, [partly_read()])
    written = rendered(made, name, Words(language))
    if name == "xlsx":
        book = openpyxl.load_workbook(io.BytesIO(written))
        cells = [str(one.value) for sheet in book for row in sheet for one in row]
        written = "\n".join(cells).encode()
    assert "甲县/2025.pdf" in written.decode()


def test_the_words_do_not_say_that_all_was_evaluated(plan: Plan) -> None:
    made = rolled(plan, [partly_read()])
    for medium in Medium:
        said = text(made, medium)
        assert "全部作了评估" not in said
        assert "评估的数据中，1份有文件没有读取（共1个），只按其余文件评估。" in said
        assert "甲县 [warning] | 甲县/2025.pdf | 是 PDF 文件，不能读取。" in said
    banner = text(made, Medium.SCREEN)
    assert "结论：约束性指标全部完成，1份数据有误，1个文件没有读取" in banner
    many = tuple(Diagnostic("pdf-file", Place(f"甲县/{at:02}.pdf")) for at in range(20))
    made = rolled(plan, [replace(partly_read(), unread=many)])
    body, annexes = text(made, Medium.DOCUMENT).split("附件1：", 1)
    assert "以下是前10个，全部见附件1。" in body
    assert "10.pdf" not in body
    assert "19.pdf" in annexes


def test_the_reason_names_the_file_that_it_is_about(plan: Plan) -> None:
    """A broken plan of the folder; what follows from it is not the reason."""
    where = "甲县/plan/indicators.yaml"
    findings = (
        Diagnostic("plan-missing-part", Place(where), parameters={"key": "categories"}),
        Diagnostic("yaml-not-closed", Place(where, None, 1, 4)),
    )
    one = refused("甲县", EntitySource.FILE, "", [FileRead("甲县.csv", "0" * 64)], findings)
    said = "甲县/plan/indicators.yaml:1:4：这里的引号或括号没有配对。"
    assert line(one, {}, ZH) == f"无法评估。{said}"
    assert said in text(rolled(plan, [one]), Medium.DOCUMENT)
    assert "sqc plan check 甲县/plan" in text(rolled(plan, [one]), Medium.SCREEN)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("width", [80, 120])
def test_no_line_of_the_screen_is_too_wide(plan: Plan, language: str, width: int) -> None:
    asked = [
        outcome(
            f"{'很长的名字' * 3}{number}县",
            items(MISSED, MISSED, MISSED, MET),
            asks=tuple(Ask(f"{one}局", 3, 4) for one in range(9)),
        )
        for number in range(15)
    ]
    made = rolled(plan, [*asked, *SIX])
    screen = rendered(made, "terminal", Words(language), width).decode()
    assert not [line for line in screen.splitlines() if display_width(line) > width]


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_could_be_judged(plan: Plan, language: str) -> None:
    words = Words(language)
    for outcomes in ([unreadable("甲县"), unreadable("乙县")], []):
        made = rolled(plan, outcomes)
        for name in ROLL_UP_FORMATS:
            assert rendered(made, name, words)
    screen = text(rolled(plan, [unreadable("甲县"), unreadable("乙县")]), Medium.SCREEN)
    assert "共收到2份报送数据（2个文件），没有一份能够评估。" in screen
    assert "sqc check 甲县.pdf" in screen
    assert "指标完成率" not in screen


def hostile() -> list[Outcome]:
    """Names, files and offices that try to become something else."""
    made = []
    for name in NASTY:
        made.append(outcome(name, items(MISSED, MET, MET, MET), asks=(Ask(name, 1, 1),)))
        made.append(unreadable(name))
    return made


@pytest.fixture(scope="module")
def hostile_roll_up(plan: Plan) -> RollUp:
    return rolled(plan, hostile())


def test_names_control_no_terminal(hostile_roll_up: RollUp) -> None:
    screen = rendered(hostile_roll_up, "terminal").decode()
    assert not [sign for sign in screen if is_unseen(sign) and sign != "\n"]
    assert "::error" not in screen
    assert "##[" not in screen


class Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.add(tag)
        assert not [name for name, _ in attrs if name.startswith("on") or name == "src"]


def test_names_are_no_markup(plan: Plan, hostile_roll_up: RollUp) -> None:
    for made, known in ((hostile_roll_up, None), (rolled(plan, SIX), set[str]())):
        tags = Tags()
        tags.feed(rendered(made, "html").decode())
        if known is None:
            of_hostile = tags.found
        else:
            assert of_hostile <= tags.found | {"nav", "a", "details", "summary"}
    written = rendered(hostile_roll_up, "markdown").decode()
    tokens = MarkdownIt("commonmark").enable("table").parse(written)
    inner = [one for token in tokens for one in token.children or ()]
    kinds = {token.type for token in (*tokens, *inner)}
    assert not kinds & {"html_block", "html_inline", "link_open", "image", "fence", "code_block"}


def test_names_stay_text_in_word_and_excel(hostile_roll_up: RollUp) -> None:
    book = openpyxl.load_workbook(io.BytesIO(rendered(hostile_roll_up, "xlsx")))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value]
    assert "f" not in {cell.data_type for cell in cells}
    assert "=1+1" in {cell.value for cell in cells}
    paper = docx.Document(io.BytesIO(rendered(hostile_roll_up, "docx")))
    texts = {cell.text for table in paper.tables for row in table.rows for cell in row.cells}
    assert {"=1+1", "<script>alert(1)</script>"} <= texts


def test_the_same_roll_up_is_the_same_bytes(plan: Plan) -> None:
    for name in PAGE_FORMATS:
        first, again = (rendered(rolled(plan, SIX), name) for _ in range(2))
        assert first == again


def test_a_file_named_like_an_option_is_none(plan: Plan) -> None:
    one = outcome("报送表", items(MISSED, MET, MET, MET))
    named = replace(one, files=(FileRead("--plan=x y.csv", "0" * 64),))
    screen = rendered(rolled(plan, [named]), "terminal").decode()
    assert "sqc evaluate -- '--plan=x y.csv'" in screen


@pytest.mark.parametrize(
    ("entity", "said_by", "typed"),
    [
        ("嵊州市", EntitySource.FILE, "嵊州市.xlsx"),
        ("报送表", EntitySource.FOLDER, "报送表.xlsx"),
        # For the plan's own area these figures are another's: the commands would refuse them.
        ("甲县", EntitySource.FILE, "--area 甲县 甲县.xlsx"),
        ("甲县", EntitySource.TITLE, "--area 甲县 甲县.xlsx"),
        ("嵊州市", EntitySource.COLUMN, None),
    ],
)
def test_only_commands_that_read_the_same_are_shown(
    plan: Plan, entity: str, said_by: EntitySource, typed: str | None
) -> None:
    one = outcome(entity, items(MISSED, MET, MET, MET), asks=(Ask("统计局", 1, 0),))
    screen = rendered(rolled(plan, [replace(one, said_by=said_by)]), "terminal").decode()
    for command in ("evaluate", "letters"):
        if typed is None:
            assert f"sqc {command}" not in screen
        else:
            assert f"sqc {command} {typed}" in screen
    assert "--reports 报告" in screen
