"""Every command finds an item by the same ids, keys and names, and suggests the same ones."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from cli.conftest import Sqc


@pytest.mark.parametrize(
    ("written", "identity"),
    [
        (" 5 ", "5"),
        ("c06", "C06"),
        ("高新技术产业增加值占规上增加值比重", "C06"),
        ("Fifteen-minute urban reading circle", "C20"),
        ("Zero-waste city pilot established", "M39"),
    ],
)
def test_an_item_is_shown_and_explained_by_its_id_or_name(
    written: str, identity: str, sqc: Sqc
) -> None:
    for command in (("explain",), ("plan", "show")):
        ran = sqc.once(*command, written, "--lang", "en")
        assert (ran.code, ran.said) == (0, [])
        heading = ran.report.split("\n\n")[0]
        assert identity in re.split(r"[\s:()]+", heading)


@pytest.mark.parametrize(
    ("written", "nearest"),
    [
        ("24", "23 High-value invention patents held per ten thousand people"),
        ("C99", "C36 "),
        ("服务业增加", "7 Value added of the service sector"),
        ("Fifteen-minute reading circle", "C20 Fifteen-minute urban reading circle"),
    ],
)
def test_the_nearest_item_is_suggested_in_the_readers_language(
    written: str, nearest: str, sqc: Sqc, tmp_path: Path
) -> None:
    ask = ("template", "-o", "form.xlsx", "--for")
    for command in (("explain",), ("plan", "show"), ask):
        ran = sqc(*command, written, "--lang", "en", cwd=tmp_path)
        assert (ran.code, ran.out) == (2, b"")
        assert nearest in ran.said[0]
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("lang", "written", "said"),
    [
        ("zh", "装配式", "5 装配式建筑占新建建筑比例、C15 实施装配式建造的新建建筑面积比例"),
        ("en", "prefabricated", "5 Share of prefabricated buildings in new buildings, C15 "),
        ("zh", "质量", "名称中有“质量”的有29项"),
    ],
)
def test_part_of_several_names_lists_them(lang: str, written: str, said: str, sqc: Sqc) -> None:
    for command in (("explain",), ("plan", "show")):
        ran = sqc.once(*command, written, "--lang", lang)
        assert (ran.code, ran.out) == (2, b"")
        assert said in ran.said[0]


@pytest.mark.parametrize(
    ("arguments", "instead"),
    [
        (("explain", "T05"), "sqc tasks T05"),
        (("explain", "x06"), "sqc plan show x06"),
        (("tasks", "5"), "sqc explain 5"),
        (("tasks", "X06"), "sqc plan show X06"),
        (("plan", "show", "99"), "编号为1—23"),
        (("check",), "没有给出数据文件"),
    ],
)
def test_a_usage_error_says_what_to_type_instead(
    arguments: tuple[str, ...], instead: str, sqc: Sqc
) -> None:
    ran = sqc.once(*arguments)
    assert (ran.code, ran.out) == (2, b"")
    assert instead in ran.said[0]


def test_what_is_left_to_people_is_no_row_to_fill_in_whatever_it_is_called(
    sqc: Sqc, tmp_path: Path
) -> None:
    for written in ("C20", "Fifteen-minute urban reading circle"):
        ran = sqc("template", "-o", "f.xlsx", "--for", written, "--lang", "en", cwd=tmp_path)
        assert ran.code == 2
        assert "C20" in ran.said[0]
        assert "nothing to fill in" in ran.said[0]


def test_the_last_of_several_languages_counts(sqc: Sqc) -> None:
    ran = sqc.once("plan", "show", "nosuch", "--lang", "zh", "--lang", "en")
    assert ran.said[0].startswith("Usage error")
    ran = sqc.once("plan", "list", "--lang", "en", "--lang", "xx")
    assert (ran.code, ran.out) == (2, b"")
    assert "xx" in ran.said[0]
