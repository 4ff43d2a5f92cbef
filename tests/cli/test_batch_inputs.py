"""Test the inputs of `sqc batch` from the command line: --entity, --files-from, what is missing."""

from __future__ import annotations

from pathlib import Path

import pytest

from .conftest import EXAMPLES, Sqc

SUBMISSIONS = sorted(
    path.relative_to(EXAMPLES).as_posix()
    for path in (EXAMPLES / "submissions").rglob("*")
    if path.is_file()
)


def entities(sqc: Sqc, *arguments: str, stdin: bytes = b"") -> list[str]:
    ran = sqc("batch", *arguments, stdin=stdin)
    assert ran.code in (0, 1), ran.said
    return [
        name for name in ("甲县", "乙县", "丙县", "丁县") if any(name in one for one in ran.said)
    ]


def test_a_list_of_files_stands_for_its_paths(sqc: Sqc, tmp_path: Path) -> None:
    listed = [path for path in SUBMISSIONS if "乙县" in path or "甲县" in path]
    text = "# 报送\n\n" + "\n".join(listed)
    (tmp_path / "list.txt").write_text(text, encoding="gb18030")
    assert entities(sqc, "--files-from", str(tmp_path / "list.txt")) == ["甲县", "乙县"]
    assert entities(sqc, "--files-from", "-", stdin=text.encode()) == ["甲县", "乙县"]
    both = entities(sqc, "--files-from", "-", "submissions/丙县.csv", stdin=text.encode())
    assert both == ["甲县", "乙县", "丙县"]


@pytest.mark.parametrize("rule", ["title", "path:{entity}/*", "folder", "file"])
def test_each_rule_runs(sqc: Sqc, rule: str) -> None:
    assert "乙县" in entities(sqc, "submissions", "--entity", rule) or rule == "file"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "--files-from"),
        (["submissions", "--entity", "county"], "county"),
        (["submissions", "--entity", "path:{year}"], "path:{year}"),
        (["submissions", "--entity", ""], "--entity"),
        (["typo.csv", "no-folder"], "typo.csv"),
        (["submissions", "--roll-up", "no-folder/a.md"], "no-folder/a.md"),
        (["submissions", "--reports", "submissions/甲县.csv/reports"], "甲县.csv/reports"),
        (["--files-from", "typo.txt"], "typo.txt"),
        (["submissions", ""], ""),
        (["-"], ""),
        (["--files-from", ""], ""),
    ],
)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_slip_is_told_before_anything_is_judged(
    sqc: Sqc, arguments: list[str], said: str, lang: str
) -> None:
    ran = sqc("batch", *arguments, "--lang", lang)
    assert (ran.code, ran.out) == (2, b"")
    assert said in ran.err.decode()
    assert "丙县" not in ran.err.decode()


def test_an_empty_list(sqc: Sqc) -> None:
    ran = sqc("batch", "--files-from", "-", stdin=b"# nothing\n")
    assert (ran.code, ran.out) == (2, b"")
    assert "list-empty" in ran.err.decode()


def test_the_plan_of_a_folder_comes_before_that_of_the_desk_and_behind_the_one_asked_for(
    sqc: Sqc, tmp_path: Path
) -> None:
    """The plan of the folder is broken: where it counts, its county cannot be evaluated."""
    (tmp_path / "甲县" / "plan").mkdir(parents=True)
    (tmp_path / "甲县" / "plan" / "indicators.yaml").write_text("id: [", encoding="utf-8")
    content = (EXAMPLES / "submissions" / "甲县.csv").read_bytes()
    (tmp_path / "甲县" / "2025.csv").write_bytes(content)
    shipped = str(EXAMPLES.parent / "plan")
    assert sqc("batch", ".", cwd=tmp_path).code == 2
    assert sqc("batch", ".", cwd=tmp_path, env={"SQC_PLAN": shipped}).code == 2
    assert sqc("batch", ".", "--plan", shipped, cwd=tmp_path).code == 0


def test_a_refusal_by_a_template_is_made_again_when_the_run_is_resumed_with_another(
    sqc: Sqc, tmp_path: Path
) -> None:
    """甲县.csv is called 甲县 by both templates: the line alone tells them not apart."""
    (tmp_path / "甲县.csv").write_bytes((EXAMPLES / "submissions" / "甲县.csv").read_bytes())
    run = ("batch", "甲县.csv", "-o", "out.jsonl", "--resume", "--entity")
    refused = sqc(*run, "path:{entity}/{year}", cwd=tmp_path)
    assert (refused.code, sqc(*run, "path:{entity}", cwd=tmp_path).code) == (2, 0)
