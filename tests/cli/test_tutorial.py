"""Go the way of the tutorial: every command in its order, and the edits that it shows."""

from __future__ import annotations

import json
import re
import shutil
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from guides import DOCS, ROOT, blocks, command, text_of

from shengzhou_quality.plan.loader import load_plan
from shengzhou_quality.words import LANGUAGES

if TYPE_CHECKING:
    from pathlib import Path

    from cli.conftest import Sqc

STATUSES = {
    "1": "ahead",  # (9.6−8)/2.5 = 0.64; ÷ 0.6 = 1.0667
    "2": "on_track",  # (69.3−67)/4 = 0.575; ÷ 0.6 = 0.9583
    "3": "slipping",  # (11.4−9.6)/4.4 = 0.4091; ÷ 0.6 = 0.6818
    "4": "on_track",  # 3.7/6 = 0.6167; ÷ 0.6 = 1.0278
    "5": "achieved",  # 82.1, and 82 is the target
    "6": "maintained",  # 62.3 ≥ 62.1
    "7": "on_track",  # 1 − 0.978 × 0.98 × 0.979 = 6.1687%; ÷ 10 ÷ 0.6 = 1.0281
    "8": "maintained",  # 33.0 ≤ 35.29
    "9": "lapsed",  # 6.4, and above 6.5 is demanded
    "10": "pending",
}
_ITEM = r"(?ms)^  - id: {id}\n.*?(?=^  - id:|\Z)"
_MARK = re.compile(r"(?m)^ *# 待定.*\n| +# 待定.*$")
"""On a line of its own, or behind a value."""


def settle(file: Path, shown: list[str]) -> None:
    """Put the items that the page shows in place of those of the file, and remove the marks.

    An item keeps the category that the file gave it.
    """
    text = file.read_text(encoding="utf-8-sig")
    for block in shown:
        found = re.match(r"- id: (\d+)\n", block)
        assert found is not None
        pattern = re.compile(_ITEM.format(id=found[1]))
        (old,) = pattern.findall(text)
        category = re.search(r"(?m)^ +category: (\S+)$", old)
        assert category is not None
        new = re.sub(r"(?m)^(  category: ).*$", rf"\g<1>{category[1]}", block)
        indented = "".join(f"  {line}\n" for line in new.splitlines()) + "\n"
        text = text.replace(old, indented)
    file.write_text(_MARK.sub("", text), encoding="utf-8")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_tutorial_leads_to_a_report(language: str, tmp_path: Path, sqc: Sqc) -> None:
    shutil.copytree(DOCS / "tutorial", tmp_path / "docs" / "tutorial")
    page = blocks(text_of(DOCS / language / "tutorial.md"))
    shown = ["\n".join(one.lines) for one in page if one.info == "yaml"]
    assert len(shown) == 2
    plan, reports = "", []
    for block in page:
        for line in block.lines if block.info == "sh" else ():
            one = command(line)
            assert one is not None
            if one.arguments[:2] == ("plan", "check"):
                marked = sqc(*one.arguments, cwd=tmp_path, env={"SQC_LANG": language})
                assert marked.code == 1, "with marks it is not ready"
                settle(tmp_path / plan / "indicators.yaml", shown)
            ran = sqc(*one.arguments, cwd=tmp_path, env={"SQC_LANG": language})
            assert ran.code == one.code, (line, ran.report, ran.said)
            if one.arguments[:2] == ("plan", "import"):
                plan = one.arguments[-1]
            if one.arguments[0] == "evaluate":
                reports += [name for option, name in pairwise(one.arguments) if option == "-o"]
    assert [name.rpartition(".")[2] for name in reports] == ["docx", "html"]
    assert all((tmp_path / name).stat().st_size > 10_000 for name in reports)
    assert statuses(tmp_path / plan, sqc) == STATUSES
    imported = load_plan(tmp_path / plan / "indicators.yaml")
    settled = load_plan(DOCS / "tutorial" / "settled.yaml")
    assert [(one.id, one.name, one.constraint, one.kind) for one in imported.indicators] == [
        (one.id, one.name, one.constraint, one.kind) for one in settled.indicators
    ]


def test_the_settled_plan_gives_the_statuses_worked_by_hand(sqc: Sqc) -> None:
    assert statuses(DOCS / "tutorial" / "settled.yaml", sqc) == STATUSES
    assert load_plan(DOCS / "tutorial" / "settled.yaml").warnings == ()


def statuses(plan: Path, sqc: Sqc) -> dict[str, str]:
    data = "docs/tutorial/filled-2028.csv"
    ran = sqc("evaluate", data, "--plan", str(plan), "-f", "json", cwd=ROOT)
    return {one["id"]: one["status"] for one in json.loads(ran.report)["indicators"]}
