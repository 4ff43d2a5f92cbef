"""Go the way of the tutorial: every command in its order, and the edits that it shows."""

from __future__ import annotations

import json
import re
import shutil
import sys
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from guides import DOCS, ROOT, blocks, command, text_of

from shengzhou_quality.plan.loader import load_plan
from shengzhou_quality.words import LANGUAGES

if TYPE_CHECKING:
    from pathlib import Path

    from cli.conftest import Sqc
    from shengzhou_quality.plan.kinds import AnyIndicator

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
    """Change the lines that the page shows, add those that an item lacks, remove the marks."""
    text = _MARK.sub("", file.read_text(encoding="utf-8-sig"))
    for block in shown:
        first, *lines = block.splitlines()
        found = re.fullmatch(r"- id: (\d+)", first)
        assert found is not None
        (old,) = re.findall(_ITEM.format(id=found[1]), text)
        new = old
        for line in lines:
            key = line.partition(":")[0].strip()
            new, changed = re.subn(rf"(?m)^    {key}: .*$", f"  {line}", new)
            if not changed:
                new = re.sub(r"(?m)^    kind: .*$", rf"\g<0>\n  {line}", new)
        assert new != old, block
        text = text.replace(old, new)
    file.write_text(text, encoding="utf-8")


def copied(page: str, folder: Path) -> None:
    """Copy into the empty folder what the page says, and nothing else."""
    named = re.findall(r"(?m)^- \[(\S+)\]\(\.\./tutorial/\1\)", page)
    assert len(named) == 3
    for name in named:
        shutil.copy(DOCS / "tutorial" / name, folder)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_tutorial_leads_from_an_empty_folder_to_a_report(
    language: str, tmp_path: Path, sqc: Sqc, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As it is installed there, without any extra."""
    for extra in ("docx", "lxml", "xlrd"):
        monkeypatch.setitem(sys.modules, extra, None)
    text = text_of(DOCS / language / "tutorial.md")
    copied(text, tmp_path)
    env = {"SQC_LANG": language}
    page = blocks(text)
    shown = ["\n".join(one.lines) for one in page if one.info == "yaml"]
    assert len(shown) == 3
    plan, reports = "", []
    for one in filter(None, (command(line) for it in page if it.info == "sh" for line in it.lines)):
        if one.arguments[:2] == ("plan", "check"):
            marked = sqc(*one.arguments, cwd=tmp_path, env=env)
            assert marked.code == 1, "with marks it is not ready"
            settle(tmp_path / plan / "indicators.yaml", shown)
        ran = sqc(*one.arguments, cwd=tmp_path, env=env)
        assert ran.code == one.code, (one, ran.report, ran.said)
        if one.arguments[:2] == ("plan", "import"):
            plan = one.arguments[-1]
        if one.arguments[0] == "evaluate":
            reports += [name for option, name in pairwise(one.arguments) if option == "-o"]
    assert [name.rpartition(".")[2] for name in reports] == ["html"]
    assert all((tmp_path / name).stat().st_size > 10_000 for name in reports)
    assert statuses(tmp_path / plan, sqc) == STATUSES
    imported = load_plan(tmp_path / plan / "indicators.yaml")
    settled = load_plan(DOCS / "tutorial" / "settled.yaml")
    assert imported.warnings == ()
    assert [meaning(one) for one in imported.indicators] == [
        meaning(one) for one in settled.indicators
    ]


def meaning(one: AnyIndicator) -> tuple[object, ...]:
    """What decides how an item is judged, and the quote that shows it."""
    held = ("unit", "direction", "baseline", "target", "change", "change_in", "plausible", "whole")
    source = (one.source.section, one.source.quote)
    judged = [getattr(one, key, None) for key in held]
    return (one.id, one.name, one.constraint, one.kind, source, *judged)


def test_installing_is_shown_as_the_readme_shows_it() -> None:
    """What the page tells a person to run before the first command; the word extra is apart."""
    for language, readme in {"zh": "README.zh-CN.md", "en": "README.md"}.items():
        text, told = text_of(DOCS / language / "tutorial.md"), text_of(ROOT / readme)
        for line in [it for one in blocks(text) if one.info != "yaml" for it in one.lines]:
            if "pip" in line:
                assert line in told, line
        assert '-m pip install ".[word]"' in text


def test_the_settled_plan_gives_the_statuses_worked_by_hand(sqc: Sqc) -> None:
    assert statuses(DOCS / "tutorial" / "settled.yaml", sqc) == STATUSES
    assert load_plan(DOCS / "tutorial" / "settled.yaml").warnings == ()


def statuses(plan: Path, sqc: Sqc) -> dict[str, str]:
    data = "docs/tutorial/filled-2028.csv"
    ran = sqc("evaluate", data, "--plan", str(plan), "-f", "json", cwd=ROOT)
    return {one["id"]: one["status"] for one in json.loads(ran.report)["indicators"]}
