"""`sqc batch --by COLUMN` as a user meets it: exit codes, one line for what is wrong."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from cli.conftest import Sqc

MET = "农产品质量安全检测合格率"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "全省.csv"


def test_each_entity_is_a_line(sqc: Sqc, file: Path) -> None:
    file.write_text(f"地区,指标,2023年\n甲县,{MET},99\n乙县,{MET},98\n全省,{MET},98\n", "utf-8")
    ran = sqc("batch", file, "--by", "地区")
    assert ran.code in (0, 1)
    assert re.findall("[甲乙]县", "".join(ran.said[1:3])) == ["甲县", "乙县"]
    assert "[by-rows-of-whole]" in ran.said[0]
    assert "[by-rows-of-whole]" not in " ".join(sqc("batch", file, "--by", "地区", "--quiet").said)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_wrong_header_is_one_line_with_those_there_are(
    language: str, sqc: Sqc, file: Path
) -> None:
    file.write_text("县名,指标,2023年\n甲县,a,99\n", "utf-8")
    ran = sqc("--lang", language, "batch", file, "--by", "地区")
    assert (ran.code, ran.out, len(ran.said)) == (2, b"", 1)
    assert all(header in ran.said[0] for header in ("县名", "指标", "2023年"))


@pytest.mark.parametrize("by", ["", " "])
def test_no_header_is_a_usage_error(by: str, sqc: Sqc, file: Path) -> None:
    ran = sqc("batch", file, "--by", by)
    assert (ran.code, ran.out) == (2, b"")
    assert ran.said[0].startswith("用法错误：--by")


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "file-empty"),
        (b"PK\x03\x04 broken", "workbook-damaged"),
        (b"\x81\xff,\xff\n", "unknown-encoding"),
        ('地区,指标,2023年\n甲县,"a,1\n'.encode(), "csv-quote"),
        ("指标,甲县,乙县\na,1,2\n".encode(), "by-entities-across"),
        (b'{"actuals": []}', "by-no-rows"),
    ],
)
def test_what_cannot_be_split_is_one_line(content: bytes, code: str, sqc: Sqc, file: Path) -> None:
    file.write_bytes(content)
    ran = sqc("batch", file, "--by", "地区")
    assert (ran.code, ran.out, len(ran.said)) == (2, b"", 1)
    assert f"[{code}]" in ran.said[0]


def test_a_cell_of_a_megabyte_is_no_trouble(sqc: Sqc, file: Path) -> None:
    file.write_text(f"地区,指标,2023年\n{'长' * (1 << 20)},a,1\n甲县,{MET},99\n", "utf-8")
    ran = sqc("batch", file, "--by", "地区", timeout=10)
    assert ran.code == 1
    assert re.findall("全省|甲县", "".join(ran.said))[:1] == ["全省"]
    assert "甲县" in "".join(ran.said)
