"""Test a letter as each format lays it out, and as LibreOffice prints it: one page an office."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest
import word_document
from docx.oxml.ns import qn
from test_letters import HEAD, table
from test_word_printed import Sheet, printed

from shengzhou_quality.evaluation.evaluate import evaluate
from shengzhou_quality.evaluation.letters import select_letters
from shengzhou_quality.formats import LETTER_FORMATS, PAGE_FORMATS, Options, render
from shengzhou_quality.formats import docx as as_word
from shengzhou_quality.formats import html as as_html
from shengzhou_quality.formats import markdown as as_markdown
from shengzhou_quality.formats import terminal as as_terminal
from shengzhou_quality.formats import xlsx as as_workbook
from shengzhou_quality.pages.letters.letter import OfficeLetter, page
from shengzhou_quality.pages.model import Correspondence, Page, Section, Sentence
from shengzhou_quality.plan.model import Plan
from shengzhou_quality.reading.intake import read_contents
from shengzhou_quality.words import Words

EXAMPLES = sorted((Path(__file__).parent.parent / "examples").glob("*.xlsx"))
ORDER = ("标题", "某局：", "正文。", "附件：清单", "（印章）", "年月日", "附件一")
LETTER = Page(
    heading="标题",
    blocks=[
        Sentence("正文。"),
        Section("附件一：明细", [Sentence("一格。")], label="附件一", title="明细"),
    ],
    letter=Correspondence(to="某局：", enclosed=["附件：清单"], signed=["（印章）", "年月日"]),
)
RENDER: dict[str, Callable[[Page, Words, Options], bytes]] = {
    "terminal": as_terminal.render,
    "markdown": as_markdown.render,
    "html": as_html.render,
    "docx": as_word.render,
}


@pytest.mark.parametrize("name", RENDER)
def test_the_ends_of_a_letter_stand_around_its_text_and_before_its_annexes(name: str) -> None:
    made = RENDER[name](LETTER, Words("zh"), Options())
    text = word_document.said(made)
    body = text[text.index("<main") :] if name == "html" else text
    at = [body.index(one) for one in ORDER]
    assert at == sorted(at)


def test_every_format_of_pages_lays_out_a_letter() -> None:
    assert set(PAGE_FORMATS) == {*RENDER, "xlsx"}
    book = openpyxl.load_workbook(io.BytesIO(as_workbook.render(LETTER, Words("zh"), Options())))
    texts = [cell.value for sheet in book for row in sheet.iter_rows() for cell in row]
    assert {"某局：", "附件：清单", "（印章）"} <= set(texts)


def test_in_word_the_addressee_is_not_indented_and_the_signature_is_on_the_right() -> None:
    document = docx.Document(io.BytesIO(as_word.render(LETTER, Words("zh"), Options())))
    found = {one.text: one for one in document.paragraphs}
    assert set_in(found["某局："], "w:ind", "w:firstLineChars") == "0"
    assert set_in(found["正文。"], "w:ind", "w:firstLineChars") != "0"
    # The signature is one paragraph, so that it is never torn over two sheets.
    (signature,) = (one for text, one in found.items() if "（印章）" in text)
    assert signature.text.split() == ["（印章）", "年月日"]
    assert set_in(signature, "w:jc", "w:val") == "right"


def set_in(paragraph: Any, name: str, attribute: str) -> str | None:
    """An attribute of a paragraph's own properties."""
    found = paragraph._p.pPr.find(qn(name))
    return None if found is None else str(found.get(qn(attribute)))


def letters_of(plan: Plan, *files: tuple[str, bytes], **more: Any) -> list[OfficeLetter]:
    actuals = read_contents(files, plan)
    report = evaluate(plan, actuals, **more)
    chosen = select_letters(report, actuals).letters
    return [OfficeLetter(report, letter, "退回.xlsx") for letter in chosen]


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_no_letter_names_a_command_a_code_or_a_folder(path: Path, lang: str, plan: Plan) -> None:
    for shown in letters_of(plan, (f"报送/{path.name}", path.read_bytes())):
        text = LETTER_FORMATS["md"].render(shown, Words(lang), Options()).decode()
        for word in ("sqc", "--", "报送/", "[", "error", "warning"):
            assert word not in text.replace("| ---", "").replace("---", ""), word


def test_of_two_files_with_one_name_the_folder_is_said(plan: Plan) -> None:
    head = ("指标", "责任单位", "2025年")
    files = [
        (f"{office}/表.xlsx", table(("服务业增加值", office, value), head=head))
        for office, value in (("统计局", 426), ("发改局", 430))
    ]
    texts = [
        LETTER_FORMATS["md"].render(shown, Words("zh"), Options()).decode()
        for shown in letters_of(plan, *files, year=2025)
        if shown.letter.office
    ]
    assert len(texts) == 2
    assert "发改局/表.xlsx:实际值!C2" in "".join(texts)


def test_a_long_list_is_an_annex_and_a_short_one_is_not(plan: Plan) -> None:
    """Twelve rows and more would not fit below the text."""
    names = [one.name for one in plan.indicators if not one.of_states]
    for count, earlier, is_annex in ((1, 98, False), (15, None, True)):
        rows = [(name, "某局", *[earlier] * 4, "详见附件") for name in names[:count]]
        (shown, *_) = letters_of(plan, ("a.xlsx", table(*rows, head=HEAD)), year=2025)
        assert len(shown.letter.to_correct) == count
        made = page(shown, Words("zh"))
        assert bool(made.parts[1]) is is_annex
        said = [block.text for block in made.blocks if isinstance(block, Sentence)]
        assert ("（详见附件1）。" in said[0], said[0].endswith("具体如下。")) == (
            is_annex,
            not is_annex,
        )
        assert made.letter is not None
        listed = ["附件：1. 需要", "附件：退回"][not is_annex]
        assert made.letter.enclosed[0].startswith(listed)


def test_the_report_of_an_evaluation_is_laid_out_as_before(plan: Plan) -> None:
    path = EXAMPLES[1]
    actuals = read_contents([(path.name, path.read_bytes())], plan)
    report = evaluate(plan, actuals)
    assert "附件1" in word_document.said(render(report, "docx"))


@pytest.fixture(scope="module")
def sheets(plan: Plan, tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[Sheet]]:
    """Every letter of the examples, and letters of 1 to 12 cells to correct."""
    made: dict[str, bytes] = {}

    def add(name: str, shown: list[OfficeLetter]) -> None:
        copies = {"a.xlsx": "标注-a.xlsx"}
        marked = [one._replace(copies=copies, template="填报表.xlsx") for one in shown]
        for lang in ("zh", "en"):
            for number, one in enumerate([*shown, *marked]):
                content = LETTER_FORMATS["docx"].render(one, Words(lang), Options())
                annex = bool(page(one, Words(lang)).parts[1])
                made[f"{name}-{lang}-{number}-{'annex' if annex else 'alone'}"] = content

    for path in EXAMPLES:
        add(path.stem, letters_of(plan, (path.name, path.read_bytes())))
    names = [one.name for one in plan.indicators if not one.of_states]
    for count in range(1, 13):
        rows = [(name, "某局", None, None, None, None, "详见附件") for name in names[:count]]
        book = ("a.xlsx", table(*rows, head=HEAD))
        add(f"cells{count}", letters_of(plan, book, year=2025)[:1])
    return printed(made, tmp_path_factory.mktemp("letters"))


@pytest.mark.slow
def test_a_letter_is_one_page(sheets: dict[str, list[Sheet]]) -> None:
    """Alone it is the only one; before an annex it is the first, and the annex begins another."""
    pages = {name: len(found) for name, found in sheets.items()}
    assert [name for name, count in pages.items() if name.endswith("alone") and count != 1] == []
    for name, found in sheets.items():
        if name.endswith("annex"):
            marks = ("附件",) if "-zh-" in name else ("Annex",)
            second = [word.text for word in found[1].words[:4]]
            assert any(text.startswith(marks) for text in second), (name, second)
