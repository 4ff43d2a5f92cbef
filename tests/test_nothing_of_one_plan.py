"""Test that sqc knows nothing of the plan that ships with it: no place, no field, no indicator.

A plan is data. A word of one plan in the program would be read, or shown, for every other plan.
"""

from __future__ import annotations

import io
import re
import tokenize
from pathlib import Path

import pytest

from shengzhou_quality.plan.loader import load_plan
from shengzhou_quality.plan.spellings import spread

PACKAGE = Path(__file__).parent.parent / "src" / "shengzhou_quality"
TEXTS = {
    path.relative_to(PACKAGE).as_posix(): path.read_text(encoding="utf-8")
    for path in sorted(PACKAGE.rglob("*"))
    if path.suffix in {".py", ".txt", ".yaml", ".css", ".js"}
}
PLACE = re.compile(r"嵊州|绍兴|浙江|新昌|Shengzhou|Shaoxing|Zhejiang")
FIELD = re.compile(r"质\s?量|quality", re.IGNORECASE)
OWN_NAME = re.compile(r"shengzhou[_-]quality")
"""The name of the package and of the distribution."""
PROVINCES = "江苏|浙江|安徽"
"""All of them stand in one list: which names are areas."""
STATISTICS = re.compile("环境质量指数")
"""Names that any plan may print, in a list of which statistics are better when they rise."""


def without_what_may_stand(text: str) -> str:
    return STATISTICS.sub("", OWN_NAME.sub("", text)).replace(PROVINCES, "")


@pytest.mark.parametrize("pattern", [PLACE, FIELD], ids=["place", "field"])
def test_no_text_of_the_program_names_the_place_or_the_field(pattern: re.Pattern[str]) -> None:
    """Not even a comment or an example: they are read as a model."""
    assert len(TEXTS) > 300
    found = {
        name: lines
        for name, text in TEXTS.items()
        if (lines := [it for it in without_what_may_stand(text).splitlines() if pattern.search(it)])
    }
    assert found == {}


def acts(name: str, text: str) -> str:
    """What of a file acts, or is shown with every plan.

    Docstrings, comments and the examples of a finding tell how somebody wrote an indicator.
    """
    if name.endswith(".py"):
        tokens = tokenize.generate_tokens(io.StringIO(text).readline)
        kept = [it.string for it in tokens if it.type != tokenize.COMMENT]
        return "\n".join(it for it in kept if not it.startswith(('"""', 'r"""')))
    if name.startswith("words/") and name.endswith(".txt"):
        lines = text.splitlines()
        return "\n".join(it for it in lines if not re.match(r"\s+(example|cure)[.:]", it))
    return text


def test_no_name_of_an_indicator_is_in_what_acts() -> None:
    plan = load_plan()
    names = {
        word
        for item in plan.indicators
        for word in (item.name, item.name_en, item.key, *spread(item.aliases))
        if word
    }
    assert len(names) > 200
    everything = "\n".join(TEXTS.values())
    in_chinese = "\n".join({it for it in everything.splitlines() if not it.isascii()})
    names = {it for it in names if it in (everything if it.isascii() else in_chinese)}
    suspect = {
        name: acts(name, text)
        for name, text in TEXTS.items()
        if any(word in text for word in names)
    }
    assert suspect
    assert [(it, name) for it in names for name, text in suspect.items() if it in text] == []


def test_the_search_finds_what_it_looks_for() -> None:
    assert PLACE.search(without_what_may_stand("全市 next to 嵊州市"))
    assert FIELD.search(without_what_may_stand("from shengzhou_quality import a  # Quality"))
    assert not FIELD.search(without_what_may_stand("from shengzhou_quality import a"))
    assert acts("a.py", 'x = "甲"  # 乙\n"""丙"""\n').split() == ["x", "=", '"甲"']
    assert acts("words/zh/codes/a.txt", "a: 甲\n  example: 乙\n").split() == ["a:", "甲"]
