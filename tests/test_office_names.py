"""Test how names of offices are read, compared, and made into names of files."""

from __future__ import annotations

import pytest

from shengzhou_quality.file_names import file_names
from shengzhou_quality.offices import OfficeNames, offices_in

AREA = ("嵊州市", "嵊州", "全市", "本市", "我市")


@pytest.mark.parametrize(
    ("text", "offices"),
    [
        ("市场监管局", ("市场监管局",)),
        (" 市场\n监管局 ", ("市场 监管局",)),
        ("住建局\n发改局", ("住建局", "发改局")),
        ("住建局、发改局", ("住建局", "发改局")),
        ("住建局，发改局；统计局", ("住建局", "发改局", "统计局")),
        ("住建局,发改局", ("住建局", "发改局")),
        ("配合：发改局、统计局；牵头：住建局", ("住建局", "发改局", "统计局")),
        ("发改局、住建局（牵头）", ("住建局", "发改局")),
        ("牵头单位:住建局 配合单位:发改局", ("住建局", "发改局")),
        ("住建局、住建局", ("住建局",)),
        ("市质量办（市场监管局、发改局）", ("市质量办（市场监管局、发改局）",)),
        ("Bureau of Housing, Urban and Rural Development", None),
        ("Housing office; Planning office", ("Housing office", "Planning office")),
        ("", ()),
        ("、；", ()),
    ],
)
def test_several_offices_in_one_cell(text: str, offices: tuple[str, ...] | None) -> None:
    assert offices_in(text) == ((text,) if offices is None else offices)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("市场监管局", "嵊州市市场监管局", True),
        ("住建局", "市住建局", True),
        ("住建局", " 住 建 局", True),
        ("市场监管局", "场监管局", False),  # 市场 is one word
        ("住建局", "绍兴市住建局", False),  # another city's
        ("住建局", "省住建局", False),
        ("Housing Office", "housing office", True),
        ("嵊州市", "嵊州", False),  # nothing is left of a name
    ],
)
def test_an_office_with_and_without_its_own_area(one: str, other: str, same: bool) -> None:
    names = OfficeNames(AREA)
    assert names.same(one, other) is same
    assert (names.spelled(one) == names.spelled(other)) is same
    assert names.spelled(one) == one


def test_a_file_name_for_each_office() -> None:
    hostile = [
        "住建局", "../../etc/passwd", "..", ".隐藏", "CON", "con", "Lpt1.局", "a/b", "a\\b", "a:b",
        "-o", "~$局", "=1+1", "x" * 300, "局" * 200, "", "  ", "尾点...", "尾空 ", "行\n行",
        "a\x00b", "a\u202eb", "\ud800", "office", "OFFICE", "oﬃce", "é", "e\u0301",
    ]  # fmt: skip
    made = file_names(hostile, ".xlsx")
    assert list(made) == list(dict.fromkeys(hostile))
    names = list(made.values())
    assert len({name.casefold() for name in names}) == len(names)
    assert made["住建局"] == "住建局.xlsx"
    for name in names:
        assert name == name.strip()
        assert not set(name) & set('/\\:*?"<>|\n\x00\u202e')
        assert not name.startswith((".", "-", "~", "="))
        assert name.endswith(".xlsx")
        assert not name.removesuffix(".xlsx").endswith((".", " "))
        assert len(name.encode()) < 255
        assert name.split(".")[0].upper() not in {"CON", "LPT1", ""}
    assert file_names(hostile, ".xlsx") == made
