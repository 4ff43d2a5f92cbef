"""Test the pictures of the terminal: their columns, what they fetch, and that they are today's."""

from __future__ import annotations

import re
import subprocess
import sys
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

ROOT = Path(__file__).resolve().parent.parent
SCRIPTS = ROOT / "scripts"
PICTURES = ROOT / "docs" / "pictures"
SVG = "{http://www.w3.org/2000/svg}"
ALL = sorted(PICTURES.rglob("*.svg"))

sys.path.insert(0, str(SCRIPTS))
try:
    from picture_screen import Look, Run, read_rows
    from picture_svg import draw
finally:
    sys.path.remove(str(SCRIPTS))


def parsed(svg: str) -> ET.Element:
    return ET.fromstring(svg)  # noqa: S314 - a picture of ours


def cells(svg: str) -> list[dict[int, str]]:
    """The rows of a picture, its bar first: each character by the x at which it stands."""
    return [
        {
            int(x): character
            for piece in ([row] if row.get("x") else row.findall(f"{SVG}tspan"))
            for x, character in zip(piece.get("x", "").split(), piece.text or "", strict=True)
        }
        for row in parsed(svg).iter(f"{SVG}text")
    ]


# what a terminal gets


def test_colours_and_weights_become_looks() -> None:
    rows = read_rows("a\x1b[1;31m错\x1b[0m误  \r\n\x1b[2mb\r\nc\x1b[0m\r\n")
    assert rows == [
        (Run("a", Look()), Run("错", Look("red", bold=True)), Run("误", Look())),
        (Run("b", Look(dim=True)),),
        (Run("c", Look(dim=True)),),
    ]


def test_spaces_at_the_end_are_no_part_of_a_row() -> None:
    assert read_rows("a \x1b[2m  \x1b[0m\n\n  \n") == [(Run("a", Look()),), (), ()]


def test_a_look_that_no_picture_knows_is_refused() -> None:
    with pytest.raises(ValueError, match="4m"):
        read_rows("\x1b[4munderlined")


# the picture


def test_a_han_character_takes_two_cells_and_other_signs_one() -> None:
    _, row = cells(draw("sqc", [(Run("5* 装配式  “>40%”，K9", Look()),)], 40))
    assert row == {
        16: "5", 24: "*", 32: " ", 40: "装", 56: "配", 72: "式",
        104: "“", 112: ">", 120: "4", 128: "0", 136: "%", 144: "”", 152: "，", 168: "K", 176: "9",
    }  # fmt: skip


def test_a_run_begins_where_the_one_before_ended() -> None:
    _, row = cells(draw("sqc", [(Run("  结论：", Look()), Run("未通过", Look("red")))], 40))
    assert row == {32: "结", 48: "论", 64: "：", 80: "未", 96: "通", 112: "过"}


def test_a_sign_that_fonts_draw_wider_than_its_cell_is_narrowed() -> None:
    svg = draw("sqc", [(Run("水质Ⅰ-Ⅲ类 ①K9", Look()),)], 40)
    assert cells(svg)[1] == {
        16: "水", 32: "质", 48: "Ⅰ", 56: "-", 64: "Ⅲ", 72: "类", 88: " ", 96: "①",
        104: "K", 112: "9",
    }  # fmt: skip
    narrowed = {piece.text for piece in parsed(svg).iter(f"{SVG}tspan") if piece.get("textLength")}
    assert narrowed == {"Ⅰ", "Ⅲ", "①"}


def test_text_is_never_markup() -> None:
    hostile = '</text><script>alert("&")</script>'
    root = parsed(draw(hostile, [(Run(hostile, Look()),)], 80))
    assert {element.tag.removeprefix(SVG) for element in root.iter()} == {
        "svg", "title", "rect", "path", "g", "text", "tspan",
    }  # fmt: skip
    assert "".join(root.itertext()).count(hostile) == 3


@pytest.mark.parametrize("path", ALL, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_a_picture_is_small_and_fetches_nothing(path: Path) -> None:
    svg = path.read_text(encoding="utf-8")
    assert len(svg.encode()) < 100_000
    assert re.findall(r"https?://[^\"]*", svg) == [SVG.strip("{}")]
    assert not re.search(r"<(?!/?(?:svg|title|rect|path|g|text|tspan)\b)", svg)
    assert not re.search(r"\b(?:href|src|style|url|on\w+)\s*[=(]", svg)


@pytest.mark.parametrize("path", ALL, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_every_character_stands_inside_the_picture_and_apart(path: Path) -> None:
    svg = path.read_text(encoding="utf-8")
    width = int(parsed(svg).get("width", "0"))
    rows = cells(svg)
    assert len(rows) > 5
    for row in rows:
        places = sorted(row)
        assert places[0] >= 16
        assert places[-1] < width - 16
        for here, following in pairwise(places):
            han = row[here] > "\u2e80"
            assert following - here >= (16 if han else 8)


def test_both_languages_have_the_same_pictures() -> None:
    named = [sorted(path.name for path in (PICTURES / lang).iterdir()) for lang in ("zh", "en")]
    assert named[0] == named[1] != []


@pytest.mark.slow
def test_the_pictures_show_what_sqc_prints_today() -> None:
    script = SCRIPTS / "make_pictures.py"
    checked = subprocess.run(
        [sys.executable, str(script), "--check"], capture_output=True, encoding="utf-8", check=False
    )
    assert (checked.returncode, checked.stdout, checked.stderr) == (0, "", "")
