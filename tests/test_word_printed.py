"""The Word document as LibreOffice prints it: 22 lines, 28 characters, nothing beyond the sheet."""

from __future__ import annotations

import re
import shutil
import subprocess
import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from xml.etree import ElementTree as ET

import example_reports
import letterheads
import pytest

from shengzhou_quality.formats import FORMATS, Options
from shengzhou_quality.formats.docx import render as render_page
from shengzhou_quality.pages.model import Page, Sentences
from shengzhou_quality.words import Words

if TYPE_CHECKING:
    from collections.abc import Callable

    from shengzhou_quality.evaluation.report import Report

_MM = 72 / 25.4


class Word(NamedTuple):
    """A word on a page with its edges in millimetres from the upper left corner."""

    text: str
    left: float
    top: float
    right: float
    bottom: float


class Sheet(NamedTuple):
    """A page: its size in millimetres, and the words on it."""

    width: float
    height: float
    words: list[Word]


def printed(documents: dict[str, bytes], folder: Path) -> dict[str, list[Sheet]]:
    """The pages of each document, all printed by one LibreOffice."""
    soffice, reader = shutil.which("soffice"), shutil.which("pdftotext")
    if soffice is None or reader is None:
        pytest.skip("soffice (LibreOffice) or pdftotext (poppler) is not installed")
    fonts = subprocess.run(["fc-list", ":lang=zh"], capture_output=True, check=False)
    if not fonts.stdout.strip():
        pytest.skip("no Chinese font is installed")
    for name, content in documents.items():
        (folder / f"{name}.docx").write_bytes(content)
    command = [soffice, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless"]
    command += ["--convert-to", "pdf", "--outdir", str(folder)]
    command += [str(folder / f"{name}.docx") for name in documents]
    subprocess.run(command, capture_output=True, check=False, timeout=180)
    if not all((folder / f"{name}.pdf").is_file() for name in documents):
        pytest.skip("this LibreOffice opens no Word document: it has no Writer")
    return {name: _sheets(folder / f"{name}.pdf", reader) for name in documents}


def _sheets(pdf: Path, reader: str) -> list[Sheet]:
    made = subprocess.run([reader, "-bbox", str(pdf), "-"], capture_output=True, check=True)
    text = re.sub(r"&(?!amp;|lt;|gt;|quot;)", "&amp;", made.stdout.decode())
    spaced = "{http://www.w3.org/1999/xhtml}"
    sheets = []
    for page in ET.fromstring(text).iter(f"{spaced}page"):  # noqa: S314 - made by poppler
        words = [
            Word(
                one.text or "",
                *(float(one.get(edge, 0)) / _MM for edge in ("xMin", "yMin", "xMax", "yMax")),
            )
            for one in page.iter(f"{spaced}word")
        ]
        width, height = (float(page.get(edge, 0)) / _MM for edge in ("width", "height"))
        sheets.append(Sheet(width, height, words))
    return sheets


@pytest.fixture(scope="module")
def sheets(
    judge: Callable[..., Report], tmp_path_factory: pytest.TempPathFactory
) -> dict[str, list[Sheet]]:
    """Reports, and one document of nothing but text."""
    reports = example_reports.make(judge)
    made = {
        f"{name}-{lang}": FORMATS["docx"].render(reports[name], Words(lang), Options())
        for name, lang in (("final-2025", "zh"), ("failing-2025", "zh"), ("tasks-2023", "zh"))
    }
    made["failing-2025-en"] = FORMATS["docx"].render(
        reports["failing-2025"], Words("en"), Options()
    )
    made["forty"] = FORMATS["docx"].render(reports["forty-findings"], Words("zh"), Options())
    for program in letterheads.ALL:
        template = Options(word_template=letterheads.letterhead(program))
        made[f"of-{program}"] = FORMATS["docx"].render(
            reports["failing-2025"], Words("zh"), template
        )
    text = Page("标题", [Sentences(["长" * 27 * 60])])
    made["text"] = render_page(text, Words("zh"), Options())
    return printed(made, tmp_path_factory.mktemp("word"))


def in_text(sheet: Sheet) -> list[Word]:
    """Without the number of the page, which stands below the text or beside it."""
    turned = sheet.width > sheet.height
    return [
        one for one in sheet.words if (one.left > 30 if turned else one.top < sheet.height - 35)
    ]


@pytest.mark.slow
def test_a_sheet_has_22_lines_of_28_characters(sheets: dict[str, list[Sheet]]) -> None:
    full = sheets["text"][1]
    tops = sorted({round(one.top) for one in in_text(full)})
    lines = [tops[0]]
    for top in tops:
        if top - lines[-1] > 3:
            lines.append(top)
    assert len(lines) == 22
    in_a_line = [len(one.text) for one in in_text(full) if one.text.startswith("长")]
    assert max(in_a_line) == 28
    assert lines[0] >= 36
    assert lines[-1] <= 297 - 35


@pytest.mark.slow
def test_no_line_of_text_is_longer_than_28_characters(sheets: dict[str, list[Sheet]]) -> None:
    """A text of the size of the body; a Latin letter is half a character."""
    for sheet in sheets["final-2025-zh"][:1]:
        lines: dict[int, float] = {}
        for one in in_text(sheet):
            if one.bottom - one.top > 4.5:
                wide = sum(
                    1 if unicodedata.east_asian_width(sign) in "WFA" else 0.5 for sign in one.text
                )
                at = round(one.top / 3)
                lines[at] = lines.get(at, 0) + wide
        assert lines
        assert max(lines.values()) <= 28.5


@pytest.mark.slow
def test_nothing_stands_outside_the_text_area(sheets: dict[str, list[Sheet]]) -> None:
    """But a full stop may hang at the end of a line, as Chinese is set."""
    for name, found in sheets.items():
        if name.startswith("of-"):
            continue  # these have the sheets of their office
        for number, sheet in enumerate(found, 1):
            turned = sheet.width > sheet.height
            assert {round(sheet.width), round(sheet.height)} == {210, 297}
            left, right = (35, 297 - 37) if turned else (28, 210 - 26)
            top, bottom = (28, 210 - 26) if turned else (37, 297 - 35)
            for one in in_text(sheet):
                where = (name, number, one)
                assert left - 1.5 <= one.left, where
                hangs = 5.7 if one.text[-1] in "。，、；：）”" else 1.5
                assert one.right <= right + hangs, where
                assert top - 1.5 <= one.top, where
                assert one.bottom <= bottom + 1.5, where


@pytest.mark.slow
def test_a_turned_sheet_has_its_number_where_the_others_have_theirs(
    sheets: dict[str, list[Sheet]],
) -> None:
    """At the left edge: 24 mm in, below on odd pages and above on even ones."""
    looked_at = set()
    for name, found in sheets.items():
        for number, sheet in enumerate(found if not name.startswith("of-") else (), 1):
            beside = [one for one in sheet.words if one.text.strip("—") == str(number)]
            if sheet.width > sheet.height:
                (mark,) = [one for one in beside if one.left < 30]
                assert 22 <= mark.left <= mark.right <= 31
                odd = number % 2
                assert (mark.top > 105) is bool(odd)
                looked_at.add(odd)
            else:
                (mark,) = [one for one in beside if one.top > 297 - 35]
                assert (mark.left > 105) is bool(number % 2)
    assert looked_at == {0, 1}


@pytest.mark.slow
def test_no_sheet_is_empty(sheets: dict[str, list[Sheet]]) -> None:
    for name, found in sheets.items():
        assert [number for number, one in enumerate(found, 1) if not in_text(one)] == [], name
    assert len(sheets["final-2025-zh"]) == 13


def said(sheet: Sheet) -> str:
    return "".join(one.text for one in in_text(sheet))


@pytest.mark.slow
def test_nothing_stands_on_a_sheet_apart_from_what_it_belongs_to(
    sheets: dict[str, list[Sheet]],
) -> None:
    """The list of annexes and the signature have text above them, a table its sentence."""
    for name, found in sheets.items():
        texts = [said(sheet) for sheet in found]
        if name.endswith("-zh"):
            (signed,) = [one for one in texts if "（成文日期）" in one]
            above, _, below = signed.partition("附件：1.")
            assert len(above) > 10, name
            assert "（发文机关署名）" in below, name
            (summary,) = [one for one in texts if "汇总如下。" in one]
            assert "约束性8" in summary, name
            (read,) = [one for one in texts if "年为规划的基期值" in one]
            assert "一级指标序号" in read, name


@pytest.mark.slow
def test_a_letterhead_stands_above_the_title_and_below_the_end(
    sheets: dict[str, list[Sheet]],
) -> None:
    for program in letterheads.ALL:
        found = sheets[f"of-{program}"]
        first = "".join(one.text for one in found[0].words)
        assert letterheads.HEAD in first.replace("（页眉）", "")
        assert "终期评估报告" in first
        assert letterheads.SENT_TO in "".join(one.text for one in found[-1].words)
        assert "评估方法" in said(found[-1])


@pytest.mark.slow
def test_a_year_stands_on_one_line(sheets: dict[str, list[Sheet]]) -> None:
    """In the head of the large table, as do the words of its short columns."""
    for name in ("final-2025-zh", "failing-2025-zh", "tasks-2023-zh"):
        heads = [one for one in sheets[name] if one.width > one.height and "一级指标" in said(one)]
        assert heads
        for sheet in heads:
            found = in_text(sheet)
            assert not {"约束", "预期", "性"} & {one.text for one in found}
            years = [one for one in found if re.fullmatch(r"20\d\d年?", one.text)]
            assert years
            for one in (one for one in found if one.text == "年"):
                assert any(
                    abs(year.top - one.top) < 1.5 and abs(year.right - one.left) < 1.5
                    for year in years
                ), (name, one)
