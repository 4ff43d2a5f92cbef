"""`-o report.docx`, `--word-template`, and what a run without them never imports."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import docx
import pytest
from word_document import Paragraph, blocks, text

if TYPE_CHECKING:
    from cli.conftest import Sqc


def test_it_is_written_beside_the_others(sqc: Sqc, tmp_path: Path) -> None:
    """One run, one judgement, each file by its suffix."""
    names = ("报告.docx", "report.md", "report.json")
    ran = sqc("evaluate", "final-2025.xlsx", *(f"-o{tmp_path / name}" for name in names))
    assert ran.code == 0
    assert sorted(one.name for one in tmp_path.iterdir()) == sorted(names)
    assert text((tmp_path / "报告.docx").read_bytes()).startswith("嵊州市质量发展")
    piped = sqc("evaluate", "final-2025.xlsx", "--format", "docx")
    assert piped.out == (tmp_path / "报告.docx").read_bytes()


def test_no_terminal_gets_a_word_document(sqc: Sqc) -> None:
    code, shown = sqc.on_terminal("evaluate", "final-2025.xlsx", "--format", "docx")
    assert code == 2
    assert "终端不能显示 docx" in shown
    assert "PK" not in shown


def test_an_explanation_is_written_too(sqc: Sqc, tmp_path: Path) -> None:
    ran = sqc("explain", "5", "failing-2025.xlsx", "-o", str(tmp_path / "5.docx"))
    assert ran.code == 0
    found = list(blocks((tmp_path / "5.docx").read_bytes()))
    assert isinstance(found[0], Paragraph)
    assert found[0].style == "Title"
    assert "40 - 40 = 0" in text((tmp_path / "5.docx").read_bytes())


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_without_the_extra_nothing_is_written(
    lang: str, sqc: Sqc, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = importlib.util.find_spec
    monkeypatch.setattr(
        importlib.util,
        "find_spec",
        lambda name, *more: None if name == "docx" else found(name, *more),
    )
    names = ("a.md", "b.docx", "c.json")
    options = [f"-o{tmp_path / name}" for name in names]
    ran = sqc("evaluate", "final-2025.xlsx", *options, "--lang", lang)
    assert (ran.code, ran.out) == (2, b"")
    assert 'pip install "shengzhou-quality[word]"' in ran.said[0]
    assert list(tmp_path.iterdir()) == []
    assert len(ran.said) == 2  # what is wrong, and how to get help


def test_a_template_is_checked_before_anything_is_read(sqc: Sqc, tmp_path: Path) -> None:
    document = docx.Document()
    document.add_table(1, 1).cell(0, 0).text = "【正文】"
    document.save(str(tmp_path / "table.docx"))
    document.add_paragraph("【正文】")
    document.save(str(tmp_path / "twice.docx"))
    docx.Document().save(str(tmp_path / "bare.docx"))
    (tmp_path / "text.docx").write_text("no document", encoding="utf-8")
    target = tmp_path / "out.docx"
    for name, problem in (
        ("missing.docx", "missing.docx"),
        ("text.docx", "不是可以打开的 Word 文档"),
        ("table.docx", "table.docx 中的“【正文】”不是单独一段"),
        ("twice.docx", "twice.docx 中不止一处“【正文】”"),
    ):
        ran = sqc("evaluate", "no-data.xlsx", f"-o{target}", "--word-template", tmp_path / name)
        assert ran.code == 2
        assert problem in ran.said[0]
        assert not target.exists()
    unused = sqc("evaluate", "final-2025.xlsx", "--word-template", tmp_path / "bare.docx")
    assert (unused.code, unused.out) == (2, b"")
    assert "--word-template 只用于 .docx" in unused.said[0]
    same = sqc(
        "evaluate", "final-2025.xlsx", f"-o{tmp_path / 'bare.docx'}",
        "--word-template", tmp_path / "bare.docx",
    )  # fmt: skip
    assert same.code == 2
    assert "是输入文件" in same.said[0]


@pytest.mark.parametrize(("lang", "place"), [("zh", "【正文】"), ("en", "[report]")])
def test_a_letterhead_that_the_report_replaces_is_said_to_be_lost(
    lang: str, place: str, sqc: Sqc, tmp_path: Path
) -> None:
    """With a place, or without any text, there is nothing to say."""
    for name, said in (("lost.docx", True), ("kept.docx", False), ("bare.docx", False)):
        document = docx.Document()
        for one in ("红头", *([place] if name == "kept.docx" else [])):
            document.add_paragraph("" if name == "bare.docx" else one)
        document.save(str(tmp_path / name))
        template = tmp_path / name
        ran = sqc(
            "evaluate", "final-2025.xlsx", f"-o{tmp_path / 'out.docx'}",
            "--word-template", template, "--lang", lang,
        )  # fmt: skip
        assert ran.code == 0
        assert any(line.startswith(str(template)) for line in ran.said) is said
        assert ("红头" in text((tmp_path / "out.docx").read_bytes())) is (name == "kept.docx")


# what it costs


@pytest.mark.slow
def test_without_a_word_document_no_run_imports_what_makes_one(examples: Path) -> None:
    program = (
        "import sys; from shengzhou_quality.cli import main;"
        f" main(['evaluate', {str(examples / 'final-2025.xlsx')!r}, '--format', 'markdown', '-q']);"
        " print('imported:', *sorted({'docx', 'lxml'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True)
    assert done.stdout.decode().split()[-1] == "imported:"


@pytest.mark.slow
@pytest.mark.parametrize("with_lxml", ["True", "False"])
def test_the_template_for_offices_is_the_same_with_and_without_lxml(
    with_lxml: str, sqc: Sqc
) -> None:
    """python-docx brings lxml, and openpyxl then writes by it."""
    usual = sqc.process("template", "-o", "-", env={"OPENPYXL_LXML": "True"})
    made = sqc.process("template", "-o", "-", env={"OPENPYXL_LXML": with_lxml})
    assert made.out == usual.out
    assert made.out.startswith(b"PK")
