"""Test `sqc letters`: the files of each office, the index, and what is refused."""

from __future__ import annotations

import hashlib
import io
import os
import re
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Any
from unittest.mock import patch

import openpyxl
import pytest
import word_document
from nasty import NASTY

if TYPE_CHECKING:
    from cli.conftest import Sqc

EXAMPLES = Path(__file__).parent.parent.parent / "examples"
HEAD = ("指标", "责任单位", "2021年", "2022年", "2023年", "2024年", "2025年")
ROWS = {
    "5": ("装配式建筑占新建建筑比例", 34, 36, 37, 39, 41),
    "7": ("服务业增加值", 345, 362, 385, 404, 426),
    "22": ("高新技术企业数", 200, 250, 300, 350, 420),
}
SIGNS = re.compile(r"[\s|#*\\]|\-\-\-")
"""What markdown adds to the words, and where lines end."""


def workbook(path: Path, *rows: tuple[Any, ...], head: tuple[str, ...] = HEAD) -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "实际值"
    for row in (head, *rows):
        sheet.append(row)
    book.save(path)
    return path


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """建设局 owes a year, 统计局 a number for a text; 科技局 owes nothing."""
    name, *values = ROWS["22"]
    return workbook(
        tmp_path / "data.xlsx",
        (ROWS["5"][0], "建设局", 34, 36, 37, 39, None),
        (ROWS["7"][0], "统计局", 345, 362, 385, 404, "详见附件"),
        (name, "科技局", *values),
    )


def written(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_each_office_has_a_letter_and_a_list_in_a_folder_of_its_name(
    sqc: Sqc, data: Path, tmp_path: Path
) -> None:
    ran = sqc("letters", data, "-o", tmp_path / "out", "--only", "5,7,22", "-y", "2025")
    assert (ran.code, ran.said) == (0, [])
    assert list(written(tmp_path / "out")) == [
        "建设局/催报函.docx",
        "建设局/退回.xlsx",
        "统计局/催报函.docx",
        "统计局/退回.xlsx",
    ]
    lines = ran.report.splitlines()
    assert any("建设局" in line and "补报1项" in line for line in lines)
    assert any("统计局" in line and "更正1处" in line for line in lines)
    assert "已写出2份催报函（补报1项，更正1处），共4个文件" in ran.report


def test_the_letter_names_the_cell_its_value_the_problem_and_the_correction(
    sqc: Sqc, data: Path, tmp_path: Path
) -> None:
    sqc("letters", data, "-o", tmp_path, "--only", "5,7,22", "-f", "md", "-y", "2025")
    text = (tmp_path / "统计局" / "催报函.md").read_text(encoding="utf-8")
    assert text.startswith("# 关于更正2025年规划评估数据的函\n\n统计局：\n")
    (row,) = [line for line in text.splitlines() if line.startswith("| G3")]
    assert [cell.strip() for cell in row.strip("|").split("|")] == [
        "G3",
        "7 服务业增加值",
        "详见附件",
        "“详见附件”没有写明数值。",
        "请填写数值（单位：亿元）。",
    ]
    assert "请于＿＿＿＿年＿＿月＿＿日前" in text
    assert "＿＿＿＿＿＿＿＿（印章）" in text
    assert "建设局" not in text
    other = (tmp_path / "建设局" / "催报函.md").read_text(encoding="utf-8")
    assert "关于补报2025年规划评估数据的函" in other
    (row,) = [line for line in other.splitlines() if line.startswith("| 5 ")]
    assert row == "| 5 | 装配式建筑占新建建筑比例 | % | 2025年的数据 | G2 |"


@pytest.mark.parametrize("name", sorted(path.name for path in EXAMPLES.glob("*.xlsx")))
@pytest.mark.parametrize("lang", ["zh", pytest.param("en", marks=pytest.mark.slow)])
def test_word_and_markdown_say_the_same(sqc: Sqc, name: str, lang: str, tmp_path: Path) -> None:
    for kind in ("docx", "md"):
        ran = sqc("letters", EXAMPLES / name, "-o", tmp_path / kind, "-f", kind, "--lang", lang)
        assert ran.code == 0, ran.said
    folders = list((tmp_path / "md").glob("*"))
    assert len(folders) == len(list((tmp_path / "docx").glob("*")))
    for folder in folders:
        (letter,) = folder.glob("*.md")
        word = (tmp_path / "docx" / folder.name / letter.with_suffix(".docx").name).read_bytes()
        said = [line for line in word_document.lines(word) if line]
        text = letter.read_text(encoding="utf-8")
        assert _words(text) == _words(
            "\n".join(said).replace("附件1\n", "附件1：").replace("Annex 1\n", "Annex 1: ")
        )


def _words(text: str) -> str:
    for entity, character in (("&gt;", ">"), ("&lt;", "<"), ("&amp;", "&")):
        text = text.replace(entity, character)
    return SIGNS.sub("", text)


def test_the_list_links_to_the_cells_of_the_office_s_own_file(
    sqc: Sqc, data: Path, tmp_path: Path
) -> None:
    sqc("letters", data, "-o", tmp_path, "--only", "5,7,22", "-f", "md", "-y", "2025")
    book = openpyxl.load_workbook(tmp_path / "统计局" / "退回.xlsx")
    (sheet,) = book.worksheets
    rows = list(sheet.iter_rows())
    (at,) = [number for number, row in enumerate(rows) if row[0].value == "文件"]
    head, (row, *rest) = [cell.value for cell in rows[at]], rows[at + 1 :]
    assert head == ["文件", "表", "单元格", "指标或任务", "原值", "问题", "怎样改"]
    named = ["data.xlsx", "实际值", "G3", "7 服务业增加值", "详见附件"]
    assert [cell.value for cell in row][:5] == named
    link = row[2].hyperlink
    assert link is not None
    assert (link.target, link.location) == ("./data.xlsx", "'实际值'!G3")
    assert not any(cell.value for line in rest for cell in line)
    other = openpyxl.load_workbook(tmp_path / "建设局" / "退回.xlsx")
    links = [
        (cell.hyperlink.target, cell.hyperlink.location)
        for row in other.worksheets[0].iter_rows()
        for cell in row
        if cell.hyperlink
    ]
    assert links == [("./data.xlsx", "'实际值'!G2")]


def test_what_no_table_has_room_for_is_asked_for_with_a_template(sqc: Sqc, tmp_path: Path) -> None:
    """建设局 has no column of 2024 and 2025; nobody has a row of 22, nor of a milestone."""
    head = ("指标", "责任单位", "2021年", "2022年", "2023年")
    data = workbook(
        tmp_path / "data.xlsx",
        (ROWS["5"][0], "建设局", 34, 36, None),
        (ROWS["7"][0], "统计局", 345, 362, None),
        head=head,
    )
    options = ("--only", "5,7,15,M01", "-f", "md")
    ran = sqc("letters", data, "-o", tmp_path / "a", *options, "-y", "2025")
    assert ran.code == 0
    files = written(tmp_path / "a")
    assert [name for name in files if name.endswith("填报表.xlsx")] == [
        "建设局/填报表.xlsx",
        "没有写明责任单位/填报表.xlsx",
        "统计局/填报表.xlsx",
    ]
    letter = files["没有写明责任单位/催报函.md"].decode()
    assert "前填写附件中的填报表，报送我单位" in letter
    assert "填报表（填报表.xlsx）" in letter
    assert "原表" not in letter
    form = openpyxl.load_workbook(io.BytesIO(files["建设局/填报表.xlsx"]))
    texts = [str(cell.value) for sheet in form for row in sheet for cell in row if cell.value]
    assert ROWS["5"][0] in texts
    assert ROWS["7"][0] not in texts
    assert any("2025" in text for text in texts)
    # Where there is an empty cell, nothing else is to be filled in.
    ran = sqc("letters", data, "-o", tmp_path / "b", *options[:1], "5,7", "-f", "md", "-y", "2023")
    files = written(tmp_path / "b")
    assert not [name for name in files if name.endswith("填报表.xlsx")]
    assert "填入原表" in files["建设局/催报函.md"].decode()


def test_a_template_that_comes_back_settles_what_was_asked(sqc: Sqc, tmp_path: Path) -> None:
    head = ("指标", "责任单位", "2021年")
    data = workbook(tmp_path / "data.xlsx", (ROWS["7"][0], "统计局", 345), head=head)
    options = ("--only", "7", "-f", "md", "-y", "2025")
    sqc("letters", data, "-o", tmp_path / "a", *options)
    book = openpyxl.load_workbook(tmp_path / "a" / "统计局" / "填报表.xlsx")
    form = book.worksheets[0]
    cells = [cell for row in form.iter_rows() for cell in row]
    (row,) = [cell.row for cell in cells if cell.value == ROWS["7"][0]]
    (at,) = [cell.coordinate[0] for cell in cells if str(cell.value).startswith("2025年")]
    form[f"{at}{row}"] = 426
    book.save(tmp_path / "back.xlsx")
    ran = sqc("letters", data, tmp_path / "back.xlsx", "-o", tmp_path / "b", *options)
    assert ran.code == 0
    assert "没有催报事项" in ran.report


def test_a_copy_of_a_copy_is_named_and_marked_as_the_first_was(
    sqc: Sqc, data: Path, tmp_path: Path
) -> None:
    options = ("--only", "5,7,22", "-f", "md", "-y", "2025", "--annotate")
    sqc("letters", data, "-o", tmp_path / "a", *options)
    book = openpyxl.load_workbook(tmp_path / "a" / "统计局" / "标注-data.xlsx")
    book["实际值"]["G3"] = 426
    back = tmp_path / "标注-data.xlsx"
    book.save(back)
    sqc("letters", back, "-o", tmp_path / "b", *options)
    files = written(tmp_path / "b")
    assert [name for name in files if "标注" in name] == ["建设局/标注-data.xlsx"]
    copy = openpyxl.load_workbook(io.BytesIO(files["建设局/标注-data.xlsx"]))["实际值"]
    assert [cell.coordinate for row in copy for cell in row if cell.comment] == ["G2"]
    red = [cell.coordinate for row in copy for cell in row if cell.fill.fgColor.rgb == "FFFFC7CE"]
    assert red == ["G2"]


def test_copies_of_files_with_one_name_are_told_apart(sqc: Sqc, tmp_path: Path) -> None:
    for folder, item in (("甲", "5"), ("乙", "7")):
        (tmp_path / folder).mkdir()
        row = (ROWS[item][0], "某局", "较好")
        workbook(tmp_path / folder / "d.xlsx", row, head=("指标", "责任单位", "2025年"))
    files = (tmp_path / "甲" / "d.xlsx", tmp_path / "乙" / "d.xlsx")
    options = ("--only", "5,7", "-f", "md", "-y", "2025", "--annotate")
    assert sqc("letters", *files, "-o", tmp_path / "out", *options).code == 0
    names = {name for name in written(tmp_path / "out") if "标注" in name}
    assert names == {"某局/标注-甲-d.xlsx", "某局/标注-乙-d.xlsx"}


def test_a_marked_copy_has_a_comment_on_each_cell_to_fill_in_or_to_correct(
    sqc: Sqc, data: Path, tmp_path: Path
) -> None:
    options = ("--only", "5,7,22", "-f", "md", "-y", "2025", "--annotate")
    ran = sqc("letters", data, "-o", tmp_path / "out", *options)
    assert ran.code == 0
    files = written(tmp_path / "out")
    assert [name for name in files if "标注" in name] == [
        "建设局/标注-data.xlsx",
        "统计局/标注-data.xlsx",
    ]
    other = openpyxl.load_workbook(io.BytesIO(files["建设局/标注-data.xlsx"]))["实际值"]
    comments = {cell.coordinate: cell.comment.text for row in other for cell in row if cell.comment}
    assert comments == {"G2": "请填报：2025年的数据。"}
    copy = openpyxl.load_workbook(io.BytesIO(files["统计局/标注-data.xlsx"]))["实际值"]
    comments = {cell.coordinate: cell.comment.text for row in copy for cell in row if cell.comment}
    assert list(comments) == ["G3"]
    assert comments["G3"] == "“详见附件”没有写明数值。请填写数值（单位：亿元）。"
    listed = openpyxl.load_workbook(io.BytesIO(files["统计局/退回.xlsx"])).worksheets[0]
    targets = {cell.hyperlink.target for row in listed for cell in row if cell.hyperlink}
    assert targets == {"./标注-data.xlsx"}
    letter = files["统计局/催报函.md"].decode()
    assert "标注-data.xlsx" in letter
    assert "批注" in letter


def test_why_a_file_has_no_marked_copy_is_said(sqc: Sqc, tmp_path: Path) -> None:
    data = tmp_path / "data.csv"
    data.write_text("指标,责任单位,2025年\n服务业增加值,统计局,较好\n", encoding="utf-8")
    ran = sqc("letters", data, "-o", tmp_path / "out", "-f", "md", "--only", "7", "--annotate")
    assert ran.code == 0
    assert "data.csv 没有加批注的副本：" in ran.report
    assert list(written(tmp_path / "out")) == ["统计局/催报函.md", "统计局/退回.xlsx"]
    piped = sqc(
        *("letters", "-", "-o", tmp_path / "in", "-f", "md", "--only", "7", "--annotate"),
        stdin=data.read_bytes(),
    )
    assert piped.code == 0
    assert "没有加批注的副本" in piped.report


def test_a_file_that_cannot_be_opened_stops_no_letter_of_a_folder(
    sqc: Sqc, data: Path, tmp_path: Path
) -> None:
    """Whoever sent it is asked for a file that opens, and has no value to confirm."""
    (tmp_path / "in").mkdir()
    data.rename(tmp_path / "in" / "data.xlsx")
    (tmp_path / "in" / "broken.xlsx").write_bytes(b"PK\x03\x04 broken")
    options = ("--only", "5,7,22", "-f", "md", "-y", "2025")
    ran = sqc("letters", tmp_path / "in", "-o", tmp_path / "out", *options)
    assert ran.code == 0
    files = written(tmp_path / "out")
    assert {"建设局/催报函.md", "统计局/催报函.md", "broken/催报函.md"} <= set(files)
    letter = files["broken/催报函.md"].decode()
    assert "日前改正，报送我单位。" in letter
    assert "原值" not in letter
    named = sqc("letters", *sorted((tmp_path / "in").iterdir()), "-o", tmp_path / "no", *options)
    assert (named.code, (tmp_path / "no").exists()) == (2, False)


def test_the_same_data_give_the_same_names_and_bytes(sqc: Sqc, data: Path, tmp_path: Path) -> None:
    for folder in ("a", "b"):
        assert sqc("letters", data, "-o", tmp_path / folder, "--annotate").code == 0
    assert written(tmp_path / "a") == written(tmp_path / "b")
    again = sqc("letters", data, "-o", tmp_path / "a", "--annotate")
    assert again.code == 0


def test_a_file_that_is_there_is_not_overwritten(sqc: Sqc, data: Path, tmp_path: Path) -> None:
    """The office has filled in the deadline: the letter is its own by now."""
    out = tmp_path / "out"
    options = ("--only", "5,7,22", "-f", "md", "-y", "2025")
    assert sqc("letters", data, "-o", out, *options).code == 0
    mine = out / "统计局" / "催报函.md"
    mine.write_text("请于2026年3月1日前报送", encoding="utf-8")
    (out / "建设局" / "催报函.md").unlink()
    before = written(out)
    ran = sqc("letters", data, "-o", out, *options)
    assert (ran.code, ran.out) == (2, b"")
    assert "催报函.md 已经存在，内容不同，没有覆盖" in ran.said[0]
    assert written(out) == before


def test_nothing_to_ask_writes_nothing(sqc: Sqc, tmp_path: Path) -> None:
    ran = sqc("letters", EXAMPLES / "final-2025.xlsx", "-o", tmp_path / "out")
    assert ran.code == 0
    assert "没有催报事项，没有写出催报函。" in ran.report
    assert not (tmp_path / "out").exists()


def test_a_letter_without_an_office_says_so(sqc: Sqc, tmp_path: Path) -> None:
    path = EXAMPLES / "failing-2025.xlsx"
    ran = sqc("letters", path, "-o", tmp_path, "-f", "md")
    assert ran.code == 0
    assert "没有写明责任单位的1份，主送单位" in ran.report
    (letter,) = tmp_path.glob("failing-2025-实际值/催报函.md")
    text = letter.read_text(encoding="utf-8")
    assert "数据没有写明责任单位，本函所列都在 failing-2025.xlsx 的“实际值”表" in text
    # 2 is a bound, 9 about, 19 lacks a year, 21 is a fraction
    assert [line.split(" | ")[0] for line in text.splitlines() if re.match(r"\| [K1]", line)] == [
        "| 19", "| K6", "| K13", "| K25",
    ]  # fmt: skip


# what is refused: nothing is written then


def refused(sqc: Sqc, *arguments: str | Path, **more: Any) -> str:
    ran = sqc("letters", *arguments, **more)
    assert (ran.code, ran.out) == (2, b"")
    line: str = ran.said[0]
    return line


def test_a_folder_must_be_named(sqc: Sqc, data: Path, tmp_path: Path) -> None:
    assert "-o" in refused(sqc, data)
    assert "-o" in refused(sqc, data, "-o", "-")
    taken = tmp_path / "taken"
    taken.write_bytes(b"mine")
    assert "不是文件夹" in refused(sqc, data, "-o", taken)
    assert "不是文件夹" in refused(sqc, data, "-o", data)
    below = refused(sqc, data, "-o", taken / "below")
    assert "taken" in below
    assert taken.read_bytes() == b"mine"


def test_a_read_only_folder_is_named(sqc: Sqc, data: Path, tmp_path: Path) -> None:
    """Root may write everywhere, so the refusal is a made-up one there."""
    folder = tmp_path / "closed"
    folder.mkdir(mode=0o500)
    closed = patch.object(Path, "mkdir", side_effect=PermissionError(13, "closed"))
    with closed if os.geteuid() == 0 else nullcontext():
        line = refused(sqc, data, "-o", folder / "out")
    assert "没有权限" in line
    assert str(folder) in line
    assert list(folder.iterdir()) == []


def test_a_failed_write_leaves_no_file_and_no_folder(sqc: Sqc, data: Path, tmp_path: Path) -> None:
    """The second of the letters cannot be put in its place."""
    real, count = Path.replace, iter(range(9))

    def replace(self: Path, target: str) -> Path:
        if next(count) == 2:
            raise OSError(28, "full")
        return real(self, target)

    with patch.object(Path, "replace", replace):
        line = refused(sqc, data, "-o", tmp_path / "new" / "out", "-f", "md")
    assert "磁盘已满" in line
    assert sorted(path.name for path in tmp_path.iterdir()) == ["data.xlsx"]


def test_without_the_extra_one_line_says_how_to_go_on(sqc: Sqc, data: Path, tmp_path: Path) -> None:
    with patch("importlib.util.find_spec", return_value=None):
        line = refused(sqc, data, "-o", tmp_path / "out")
    assert 'pip install "shengzhou-quality[word]"' in line
    assert "--format md" in line
    assert not (tmp_path / "out").exists()


def test_what_cannot_be_judged_gives_no_letter(sqc: Sqc, tmp_path: Path) -> None:
    empty = tmp_path / "a.csv"
    empty.write_text("名称,数\n无关,1\n", encoding="utf-8")
    for path in (empty, tmp_path / "gone.xlsx"):
        ran = sqc("letters", path, "-o", tmp_path / "out")
        assert (ran.code, ran.out) == (2, b"")
        assert not (tmp_path / "out").exists()
    assert "html" in refused(sqc, empty, "-o", tmp_path / "out", "-f", "html")


# names


FEW = ("letters", "-", "--only", "5,7")
"""A row that the data have, and one that they lack: of more there are more letters alike."""


def csv_of(offices: list[str]) -> bytes:
    """A row an item for each office, in turn, all without 2025."""
    names = [ROWS["5"][0], ROWS["7"][0], ROWS["22"][0]]
    rows = [
        f'{name},"{office.replace(chr(34), chr(34) * 2)}",较好'
        for name, office in zip(names, offices, strict=False)
    ]
    return "\n".join(["指标,责任单位,2025年", *rows]).encode("utf-8", "surrogatepass")


@pytest.mark.parametrize(
    "name",
    ["../../x", "/etc/passwd", "C:\\x", "con", "NUL.txt", "...", "a/b", ".hidden", "长" * 300],
)
def test_the_name_of_an_office_is_no_path(sqc: Sqc, name: str, tmp_path: Path) -> None:
    ran = sqc(*(*FEW, "-o", tmp_path / "out", "-f", "md"), stdin=csv_of([name]))
    assert ran.code == 0, ran.said
    found = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert all(path.parent.parent == tmp_path / "out" for path in found)
    assert len([path for path in found if path.name == "催报函.md"]) == len(
        list((tmp_path / "out").iterdir())
    )


@pytest.mark.parametrize("kind", ["md", pytest.param("docx", marks=pytest.mark.slow)])
@pytest.mark.parametrize("name", NASTY, ids=range(len(NASTY)))
def test_hostile_names_and_texts_stay_data(sqc: Sqc, name: str, kind: str, tmp_path: Path) -> None:
    """As an office and as a value; what no file of text can hold is refused in one line."""
    content = csv_of([name]).replace("较好".encode(), name.encode("utf-8", "surrogatepass"))
    ran = sqc(*(*FEW, "-o", tmp_path, "-f", kind), stdin=content)
    if ran.code == 2:
        assert ran.said
        return
    for path in tmp_path.rglob("*.xlsx"):
        for sheet in openpyxl.load_workbook(path).worksheets:
            cells = [cell for row in sheet.iter_rows() for cell in row]
            assert not any(cell.data_type == "f" for cell in cells)
            assert all(cell.hyperlink is None for cell in cells)  # nothing to link to on stdin
    for path in tmp_path.rglob("*.docx"):
        assert word_document.text(path.read_bytes())
    for path in tmp_path.rglob("*.md"):
        text = path.read_text(encoding="utf-8")
        assert not re.search(r"(?<!\\)<script", text)
        assert "\x1b" not in text


@pytest.mark.slow
def test_a_hundred_and_twenty_offices(sqc: Sqc, tmp_path: Path) -> None:
    """Names that differ in case only, or not at all once they are safe, have folders apart."""
    folder = tmp_path / "in"
    folder.mkdir()
    for number in range(60):
        for case in ("Bureau", "BUREAU"):
            office = f"{case}:{number}"
            path = folder / f"{case}{number}.csv"
            path.write_text(
                f"指标,责任单位,2025年\n服务业增加值,{office} {case},较好{case}{number}\n",
                encoding="utf-8",
            )
    ran = sqc("letters", folder, "-o", tmp_path / "out", "-f", "md", "--only", "7")
    assert ran.code == 0
    files = written(tmp_path / "out")
    letters = [name for name in files if name.endswith(".md")]
    names = {name.split("/")[0].casefold() for name in letters}
    assert len(letters) == len(names) == 60  # Bureau:1 and BUREAU:1 are one office
    texts = [files[name].decode() for name in letters]
    assert all(len(set(re.findall(r"较好\w+", text))) >= 2 for text in texts)


# what the evaluators have to correct themselves


def test_a_fault_of_the_evaluators_file_is_told_and_in_no_letter(
    sqc: Sqc, data: Path, tmp_path: Path
) -> None:
    own = tmp_path / "own.yaml"
    own.write_text("assessments:\n  - id: 99\n    reason: x\n", encoding="utf-8")
    options = ("--assessments", own, "--only", "5,7,22", "-f", "md", "-y", "2025")
    ran = sqc("letters", data, "-o", tmp_path / "out", *options)
    assert ran.code == 0
    (line,) = ran.said
    assert "assessment-of-unknown" in line
    texts = [path.read_text(encoding="utf-8") for path in (tmp_path / "out").rglob("*.md")]
    assert len(texts) == 2
    assert not any("评估意见" in text or "own.yaml" in text for text in texts)
    quiet = sqc("letters", data, "-o", tmp_path / "out", *options, "-q")
    assert (quiet.code, quiet.said, quiet.out) == (0, [], b"")


# rounds


def test_the_letters_of_a_second_round_say_what_was_settled(
    sqc: Sqc, data: Path, tmp_path: Path
) -> None:
    old = tmp_path / "old.json"
    judged = sqc("evaluate", data, "-o", old, "--only", "5,7,22", "-y", "2025", "-q")
    assert judged.code == 1  # a text where a number belongs is an error
    answer = workbook(tmp_path / "again.xlsx", (ROWS["7"][0], "统计局", 345, 362, 385, 404, 426))
    ran = sqc(
        *("letters", answer, "--replaces", data, "--since", old, "-o", tmp_path / "out"),
        *("--only", "5,7,22", "-f", "md", "-y", "2025"),
    )
    assert ran.code == 0, ran.said
    assert list(written(tmp_path / "out")) == ["建设局/催报函.md", "建设局/退回.xlsx"]
    assert "上次评估时列入催报的1项已经解决。" in ran.report
    assert "这次不再发函的：统计局。" in ran.report
    text = (tmp_path / "out" / "建设局" / "催报函.md").read_text(encoding="utf-8")
    assert "以上数据上次评估时已列入催报。" in text


def test_the_file_with_the_offices_decides_who_is_asked(
    sqc: Sqc, data: Path, tmp_path: Path
) -> None:
    offices = tmp_path / "offices.csv"
    offices.write_text("指标,责任单位\n服务业增加值,发改局\n", encoding="utf-8")
    ran = sqc(
        *("letters", data, "--offices", offices, "-o", tmp_path / "out"),
        *("--only", "5,7,22", "-f", "md", "-y", "2025"),
    )
    assert ran.code == 0, ran.said
    assert {name.split("/")[0] for name in written(tmp_path / "out")} == {"建设局", "发改局"}
    assert hashlib.sha256(offices.read_bytes()).hexdigest()  # an input, still there
