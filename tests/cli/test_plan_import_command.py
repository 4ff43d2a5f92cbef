"""Test `sqc plan import` as a command: what it writes and refuses, its streams and its codes."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from shengzhou_quality.published import proposals, statements, tables

if TYPE_CHECKING:
    from cli.conftest import Sqc

TABLE = """\
| 规划指标体系 | 2022年 | 2035年 | 属性 |
| :--- | :--- | :--- | :--- |
| 耕地保有量（公顷） | 85.42 | 127.18 | 约束性 |
| 森林覆盖率（%） | 88 | ≥90 | 预期性 |
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "表.md").write_text(TABLE, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(
    ("output", "file"),
    [
        ((), "indicators.yaml"),
        (("-o", "规划"), "规划/indicators.yaml"),
        (("-o", "新/a b.yaml"), "新/a b.yaml"),
        (("-o", "."), "indicators.yaml"),
    ],
)
def test_the_plan_file_is_written_once(
    folder: Path, output: tuple[str, ...], file: str, sqc: Sqc
) -> None:
    ran = sqc("plan", "import", "表.md", *output, cwd=folder)
    assert ran.code == 0
    assert ran.said[0] == f"已写入 {file}"
    assert ran.report.splitlines()[2].startswith("读到2项指标：")
    typed = f"'{file}'" if " " in file else file
    assert f"sqc plan check {typed}" in ran.report
    assert f"sqc plan check {typed}" in (folder / file).read_text("utf-8")
    content = (folder / file).read_bytes()
    again = sqc("plan", "import", "表.md", *output, cwd=folder)
    assert (again.code, again.out, (folder / file).read_bytes()) == (2, b"", content)
    assert "-2.yaml" in again.said[0]
    data = sqc("plan", "list", "--plan", file, "--format", "json", cwd=folder)
    assert [one["name"] for one in json.loads(data.out)["indicators"]] == [
        "耕地保有量",
        "森林覆盖率",
    ]


def test_a_paste(folder: Path, sqc: Sqc) -> None:
    for number, argument in enumerate([(), ("-",)]):
        output = ("-o", f"{number}.yaml")
        ran = sqc("plan", "import", *argument, *output, stdin=TABLE.encode(), cwd=folder)
        assert (ran.code, "<stdin>" in ran.report) == (0, True)
        assert "从 粘贴的表 的" in (folder / f"{number}.yaml").read_text("utf-8")
    ran = sqc("plan", "import", cwd=folder)
    assert (ran.code, ran.out) == (2, b"")
    assert "没有给出指标表" in ran.said[0]


def test_the_plan_file_on_stdout(folder: Path, sqc: Sqc) -> None:
    before = sorted(folder.iterdir())
    ran = sqc("plan", "import", "表.md", "-o", "-", cwd=folder)
    assert ran.code == 0
    assert ran.report.startswith("# 规划文件：")
    assert "读到2项指标" in ran.said[-1]
    assert sorted(folder.iterdir()) == before
    assert sqc("plan", "import", "表.md", "-o", "-", "-q", cwd=folder).said == []


@pytest.mark.parametrize(
    "wrong",
    [
        ("none.md",),
        ("",),
        (".",),
        ("表.md", "-o", "表.md"),
        ("表.md", "-o", "摘要.docx"),
        ("表.md", "-o", "-", "--format", "json"),
        ("表.md", "--format", "pdf"),
        ("表.md", "--years", "2025-2020"),
        ("表.md", "--years", "2025"),
        ("表.md", "--text", "none.txt"),
        ("表.md", "-o", "表.md/规划"),
        ("表.md", "--columns", "3"),
    ],
)
def test_nothing_is_written_where_nothing_can_be_imported(
    folder: Path, wrong: tuple[str, ...], sqc: Sqc
) -> None:
    before = sorted(folder.iterdir())
    ran = sqc("plan", "import", *wrong, cwd=folder)
    assert (ran.code, ran.out) == (2, b"")
    assert 1 <= len(ran.said) <= 2
    assert sorted(folder.iterdir()) == before


@pytest.mark.parametrize("format_", ["markdown", "html", "docx", "xlsx", "json"])
def test_the_summary_in_every_format(folder: Path, format_: str, sqc: Sqc) -> None:
    for language in ("zh", "en"):
        options = ("--format", format_, "--lang", language, "-o", language)
        ran = sqc("plan", "import", "表.md", *options, cwd=folder)
        assert ran.code == 0
        assert ran.out
        if format_ == "json":
            data = json.loads(ran.out)
            counts = [data["result"][name] for name in ("printed", "proposed", "open")]
            assert sum(counts) == data["result"]["total"] == len(data["items"]) == 2
            assert data["file"] == f"{language}/indicators.yaml"


def test_a_file_that_does_not_load_is_no_success(
    folder: Path, sqc: Sqc, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is written, so that a person may correct it, and the summary says what is wrong."""
    propose = proposals.propose

    def badly(table: Any) -> Any:
        from dataclasses import replace

        plan = propose(table)
        first = replace(plan.items[0], keys=dict(plan.items[0].keys) | {"kind": "levle"})
        return replace(plan, items=(first, *plan.items[1:]))

    monkeypatch.setattr(proposals, "propose", badly)
    ran = sqc("plan", "import", "表.md", cwd=folder)
    assert ran.code == 1
    assert "有1处错误" in ran.said[-1]
    assert "indicators.yaml:" in ran.report
    assert sqc("plan", "check", "--fail-on", "error", ".", cwd=folder).code == 1


def test_years_that_the_table_does_not_print(
    folder: Path, sqc: Sqc, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without them the file lacks a key, which is asked for and is no fault of the import."""
    from dataclasses import replace

    from shengzhou_quality.published.doubts import Doubt

    read = tables.read_table

    def without_years(*arguments: Any) -> Any:
        table = read(*arguments)
        rows = tuple(
            replace(row, targets=dict.fromkeys([None], *row.targets.values())) for row in table.rows
        )
        asked = tuple(
            Doubt("plan-mark", field, {"reason": "表内没有印年份"})
            for field in ("baseline_year", "target_year")
        )
        return replace(table, baseline_year=None, target_year=None, rows=rows, doubts=asked)

    monkeypatch.setattr(tables, "read_table", without_years)
    asked = sqc("plan", "import", "表.md", "-o", "a.yaml", cwd=folder)
    assert asked.code == 0
    assert "还缺基期年、目标年" in asked.report
    assert (folder / "a.yaml").read_text("utf-8").count(
        "# 待定：规划文件中有一处待定：表内没有印年份"
    ) == 2
    given = sqc("plan", "import", "表.md", "-o", "b.yaml", "--years", "2022—2035年", cwd=folder)
    assert given.code == 0
    assert "基期2022年，目标2035年（按 --years，表内没有印）" in given.report
    text = (folder / "b.yaml").read_text("utf-8")
    assert "没有印年份" not in text
    assert "target: 127.18" in text


def test_the_text_is_compared(folder: Path, sqc: Sqc, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[str, str]] = []

    def compared(plan: Any, text: str, path: str) -> Any:
        asked.append((text, path))
        return plan

    monkeypatch.setattr(statements, "compared", compared)
    (folder / "全文.txt").write_bytes("耕地保有量达到127公顷".encode("gb18030"))
    assert sqc("plan", "import", "表.md", "--text", "全文.txt", cwd=folder).code == 0
    assert asked == [("耕地保有量达到127公顷", "全文.txt")]
    (folder / "全文.txt").write_bytes(b"\x00\x01")
    assert sqc("plan", "import", "表.md", "-o", "b", "--text", "全文.txt", cwd=folder).code == 2


def test_the_help_names_it(sqc: Sqc) -> None:
    assert "import" in sqc("plan", "--help").report
    shown = sqc("plan", "import", "--help", "--lang", "en").report
    assert all(option in shown for option in ("--area", "--text", "--years", "--output"))


@pytest.mark.slow
def test_on_a_terminal(folder: Path, sqc: Sqc) -> None:
    """The summary is told once; without a table no paste is waited for."""
    for columns in (80, 120):
        code, shown = sqc.on_terminal(
            "plan", "import", "表.md", "-o", f"{columns}.yaml", columns=columns, cwd=folder
        )
        assert (code, shown.count("读到2项指标")) == (0, 1)
        assert shown.splitlines()[0] == f"已写入 {columns}.yaml"
    code, shown = sqc.on_terminal("plan", "import", cwd=folder)
    assert (code, "没有给出指标表" in shown) == (2, True)
