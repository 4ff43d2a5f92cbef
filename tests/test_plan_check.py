"""Test what a check finds in a plan file that a person wrote: slips, marks, quotes, what to type.

Lines and columns are counted by hand in the texts below.
"""

from __future__ import annotations

import json
import random
import re
from typing import TYPE_CHECKING

import pytest
from jsonschema import Draft202012Validator

from shengzhou_quality.cli.plan_new import skeleton
from shengzhou_quality.diagnostics import Diagnostic, InputError
from shengzhou_quality.evaluation.plan_check import PlanCheck, SourceText, check_plan
from shengzhou_quality.formats import PLAN_CHECK_FORMATS, Options
from shengzhou_quality.plan.kinds import KINDS
from shengzhou_quality.plan.loader import inspect_files, load_plan
from shengzhou_quality.sources import mended
from shengzhou_quality.words import LANGUAGES, Words

if TYPE_CHECKING:
    from pathlib import Path

    from shengzhou_quality.plan.model import Plan

ZH = Words("zh")
PLAN = """\
plan:
  id: example
  title: 示例规划
  baseline_year: 2025
  target_year: 2030
categories:
  - {key: economy, name: 经济发展}
indicators:
  - id: 1
    name: 城镇化率
    category: economy
    unit: "%"
    constraint: 预期性
    kind: level
    baseline: 67
    target: ">71"
    source: {section: 专栏1, quote: 城镇化率}
  - id: 2
    name: 粮食产量
    category: economy
    unit: 亿斤
    constraint: 约束性
    kind: level
    baseline: 10
    target: "12"
    source: {section: 专栏1, quote: 粮食产量}
"""
"""Indicator 1 stands in lines 9 to 17, indicator 2 in lines 18 to 26."""


def checked(folder: Path, text: str | bytes, source: str | None = None) -> PlanCheck:
    content = text if isinstance(text, bytes) else text.encode()
    (folder / "indicators.yaml").write_bytes(content)
    text_of_plan = None if source is None else SourceText("plan.txt", source)
    return check_plan(inspect_files(folder), text_of_plan)


def places(found: tuple[Diagnostic, ...]) -> list[tuple[str, int | None, int | None]]:
    return [(one.code, *(one.place[2:] if one.place else (None, None))) for one in found]


def changed(old: str, new: str, text: str = PLAN) -> str:
    assert text.count(old) == 1, f"{old!r} must stand once in the text"
    return text.replace(old, new)


def test_the_example_is_clean_and_counted(tmp_path: Path) -> None:
    report = checked(tmp_path, PLAN)
    assert (report.diagnostics, report.exit_code, report.title) == ((), 0, "示例规划")
    assert [(one.kind, one.total) for one in report.kinds] == [("level", 2)]
    assert load_plan(tmp_path).indicator("2")


SLIPS = [
    ('target: ">71"', "target: >71", "yaml-quote-it", 16, 13),
    ('baseline: 10\n    target: "12"', "baseline: 5\n    target: >9", "yaml-quote-it", 25, 13),
    ('unit: "%"', "unit: %", "yaml-quote-it", 12, 11),
    ("name: 粮食产量", "name: 粮食: 产量", "yaml-quote-it", 19, 11),
    ("    name: 粮食产量", "\tname: 粮食产量", "yaml-tab", 19, 1),
    ("    name: 粮食产量", "     name: 粮食产量", "yaml-indentation", 19, 6),
    ("    name: 粮食产量", "   name: 粮食产量", "yaml-indentation", 19, 4),
    ("  - id: 2", "- id: 2", "yaml-indentation", 18, 1),
    ("    name: 粮食产量", "    name：粮食产量", "yaml-wide-colon", 19, 9),
    ("indicators:", "indicators：", "yaml-wide-colon", 8, 11),
    ("    unit: 亿斤", "    单位：亿斤", "yaml-wide-colon", 21, 7),
    ("- id: 2", "- id:2", "yaml-no-space", 18, 7),
    ("- id: 2", "-id: 2", "yaml-no-space", 18, 3),
    ("  title: 示例规划", "  title:示例规划", "yaml-no-space", 3, 8),
    ("    name: 粮食产量", "    name 粮食产量", "yaml-no-colon", 19, 9),
    ("categories:", "categories", "yaml-no-colon", 6, 11),
    ('target: ">71"', 'target: ">71', "yaml-not-closed", 16, 13),
    ('target: ">71"', 'target: ">71”', "yaml-not-closed", 16, 13),
    ("quote: 粮食产量}", "quote: 粮食产量", "yaml-not-closed", 26, 13),
    ("{section: 专栏1, quote: 粮食产量}", "{section:专栏1, quote:粮食产量}", "yaml-no-space",
     26, 21),
    ("{section: 专栏1, quote: 粮食产量}", "{section：专栏1，quote：粮食产量}", "yaml-wide-colon",
     26, 21),
    ("  - id: 2\n", "", "yaml-duplicate-key", 18, 5),
    ("name: 粮食产量", "名称: 粮食产量", "plan-unknown-key", 19, 5),
    ("    kind: level\n    baseline: 10", "    类型: level\n    baseline: 10", "plan-unknown-key",
     23, 5),
    ("    kind: level\n    baseline: 10", "    baseline: 10", "plan-unknown-kind", 18, 5),
    ("constraint: 约束性", "constraint: 必须", "plan-not-one-of", 22, 17),
    ("  baseline_year: 2025", "  baseline_year: 2025年", "plan-bad-value", 4, 18),
    ("- id: 2", "- id: 第2项", "plan-bad-value", 18, 9),
    ('target: "12"', "target: [12]", "plan-bad-value", 25, 13),
    ('target: "12"', "target: “12”", "yaml-wide-quotes", 25, 13),
    ('unit: "%"', "unit: ”%”", "yaml-wide-quotes", 12, 11),
    ("name: 粮食产量", "name: “粮食产量”", "yaml-wide-quotes", 19, 11),
    ("quote: 粮食产量}", "quote: “粮食产量”}", "yaml-wide-quotes", 26, 35),
    ("    unit: 亿斤", "    aliases: [粮食，产量]\n    unit: 亿斤", "yaml-wide-comma", 21, 17),
    ("{key: economy, name: 经济发展}", "{key: economy，name: 经济发展}", "yaml-wide-comma",
     7, 18),
    ("{section: 专栏1, quote: 粮食产量}", "{section: 专栏1，quote: 粮食产量}", "yaml-wide-comma",
     26, 26),
    ("{section: 专栏1, quote: 粮食产量}", "｛section: 专栏1, quote: 粮食产量｝", "yaml-not-closed",
     26, 13),
    ("{section: 专栏1, quote: 粮食产量}", "section: 专栏1, quote: 粮食产量", "yaml-no-braces",
     26, 13),
    ("quote: 粮食产量}", 'quote: "推进"双碳"工作"}', "yaml-quote-it", 26, 35),
    ("quote: 粮食产量}", "quote: 目标: 粮食产量}", "yaml-quote-it", 26, 35),
    ("quote: 粮食产量}", "quote: 见 #1 粮食产量}", "yaml-quote-it", 26, 35),
    ("quote: 粮食产量}", "quote: 粮食产量,67.9%,71%}", "yaml-quote-it", 26, 35),
    ("quote: 城镇化率}", 'quote: "城镇化率}', "yaml-not-closed", 17, 35),
    ("plan:\n", "规划文件\nplan:\n", "yaml-no-colon", 1, 1),
    ("    unit: 亿斤", "    这是粮食\n    unit: 亿斤", "yaml-no-colon", 21, 5),
    ("indicators:", "======\nindicators:", "yaml-no-colon", 8, 1),
    ("    kind: level\n    baseline: 10", "　　　　kind: level\n    baseline: 10", "yaml-tab",
     23, 1),
    ("    kind: level\n    baseline: 10", "    　　kind: level\n    baseline: 10", "yaml-tab",
     23, 5),
    ("- id: 1", "  id: 1", "yaml-no-space", 9, 5),
    ("- id: 1", "－id: 1", "yaml-no-space", 9, 3),
    ('target: "12"', 'target: "12"\n    targets: {2028:11, 2029：12}', "yaml-no-space", 26, 19),
    ('target: "12"', "target: 全省前列", "plan-target-not-read", 25, 13),
    ('target: "12"', "target: 约12", "plan-target-needs-direction", 25, 13),
    ('target: "12"', "target: 约12\n    direction: up", "plan-not-one-of", 26, 16),
    ('baseline: 10\n    target: "12"', "baseline: 十\n    target: 下降18%", "plan-not-a-figure",
     24, 15),
    ('target: "12"', "target: 每年新增12", "plan-target-of-another-kind", 25, 13),
    ('kind: level\n    baseline: 10\n    target: "12"',
     'kind: change\n    baseline: 10\n    target: "2"', "plan-change-with-baseline", 24, 15),
    ('target: "12"', 'target: "<12"', "plan-baseline-in-target", 24, 15),
    ('target: "12"', 'target: "<12"\n    direction: increase', "plan-target-against-direction",
     25, 13),
    ('target: "12"', "target: 12万吨", "plan-figure-in-other-unit", 25, 13),
    ("- id: 2", "- id: 1", "plan-duplicate-id", 18, 9),
    ("    unit: 亿斤", "    aliases: 粮食\n    unit: 亿斤", "plan-bad-value", 21, 14),
    ("    unit: 亿斤", "    whole: 是\n    unit: 亿斤", "plan-bad-value", 21, 12),
    ("    unit: 亿斤", "    aliases: [城镇化率]\n    unit: 亿斤", "plan-name-twice", 19, 11),
    ("    name: 粮食产量\n", "", "plan-missing-key", 18, 5),
    ("  - {key: economy, name: 经济发展}\n", "", "plan-missing-part", 6, 12),
    ("- {key: economy, name: 经济发展}", "- {key: growth, name: 经济发展}", "plan-unknown-category",
     11, 15),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "code", "line", "column"), SLIPS)
def test_a_slip_is_one_finding_at_its_place(
    tmp_path: Path, old: str, new: str, code: str, line: int, column: int
) -> None:
    found = places(checked(tmp_path, changed(old, new)).diagnostics)
    # Both indicators name the category that the last case renames; 单位 is no key either.
    twice = [(code, 20, 15)] if code == "plan-unknown-category" else []
    twice += [("plan-unknown-key", 21, 5)] if "单位" in new else []
    assert sorted(found, key=str) == sorted([(code, line, column), *twice], key=str)


@pytest.mark.parametrize(
    ("old", "new", "typed"),
    [
        ('target: ">71"', "target: >71", 'target: ">71"'),
        ("    name: 粮食产量", "    name：粮食产量", "name: 粮食产量"),
        ("- id: 2", "- id:2", "- id: 2"),
        ("name: 粮食产量", "名称: 粮食产量", "name:"),
        ("    kind: level\n    baseline: 10", "    类型: level\n    baseline: 10", "kind:"),
        ("    kind: level\n    baseline: 10", "    baseline: 10", "kind: level"),
        ("constraint: 约束性", "constraint: 必须", "constraint: "),
        ('target: "12"', "target: 约12%以上", "target: 40%以上"),
        ('target: "12"', "target: 稳步提升", "kind: trend"),
        ('target: "12"', "target: 与GDP增长同步", "kind: relative"),
        ('target: "12"', "target: “12”", 'target: "12"'),
        ("quote: 粮食产量}", "quote: 粮食产量,67%}", 'quote: "粮食产量,67%"}'),
        ('target: "12"', 'target: "<12"', "kind: maintain"),
        ('target: "12"', 'target: "<9"\n    direction: increase', "direction: decrease"),
        ('target: "12"', 'target: "8"', "direction: decrease"),
        ('target: "12"', 'target: ">8"', "kind: maintain"),
        ('target: "12"', "target: [12]", '"[20]"'),
        ("category: economy\n    unit: 亿斤", "category: 经济发展\n    unit: 亿斤",
         "category: economy"),
        ("    category: economy\n    unit: 亿斤", "    unit: 亿斤", "category: economy"),
        ("  target_year: 2030\n", "", "target_year: 2030"),
        ("source: {section: 专栏1, quote: 粮食产量}", "source: 专栏1",
         "source: {section: 专栏1, quote: "),
        ("source: {section: 专栏1, quote: 粮食产量}",
         "source:\n    section: 专栏1\n    quote: 粮食产量", "source"),
        ("{section: 专栏1, quote: 粮食产量}", "{section: 专栏1}\n    quote: 粮食产量", "source"),
        ('target: "12"', 'target: "12"\n    states: [甲]', "milestone"),
        ("    constraint: 约束性\n", "", "constraint: "),
        ("constraint: 约束性", "constraint: 约束", "constraint: 约束性"),
        ('target: "12"', "target:", 'target: ">65"'),
        ('target: "12"', "target: {2028: 11, 2030: 12}", "targets: {2023: "),
        ('target: "12"', 'target: "12"\n    plausible: 1-60', "plausible: {low: 1, high: 60}"),
        ("baseline: 10", "baseline: 9(2024年)", "baseline_year: 2024"),
        ("kind: level\n    baseline: 10", "kind: 水平型\n    baseline: 10", "kind: level"),
        ('target: "12"', 'target: "12"\n    direction: within', "kind: maintain"),
        ('target: "12"', 'target: "12"\n    direction: decrease', "direction: decrease"),
        ("  baseline_year: 2025", "  baseline_year: 2020年", "baseline_year: 2020"),
        ('target: "12"', 'target: "12"\n    baseline_year: 2032', "baseline_year"),
        ('target: "12"', 'target: "12"\n    changed_targets: [{date: 2033-06-30, target: "11", '
         "source: {section: 1, quote: 粮食产量}}]", "target_year"),
    ],
)  # fmt: skip
def test_the_cure_says_what_to_type(tmp_path: Path, old: str, new: str, typed: str) -> None:
    (found,) = checked(tmp_path, changed(old, new)).diagnostics
    for language in LANGUAGES:
        assert typed in Words(language).hint(found), Words(language).line(found)


@pytest.mark.parametrize(
    ("signs", "code", "of_item"),
    [((": ", "："), "yaml-wide-colon", 9), ((": ", ":"), "yaml-no-space", 9),
     (("    ", "　　"), "yaml-tab", 8)],
)  # fmt: skip
@pytest.mark.parametrize("start", ["", "  - id: 2"])
def test_the_same_slip_in_every_line_is_called_by_its_name(
    tmp_path: Path, signs: tuple[str, str], code: str, of_item: int, start: str
) -> None:
    at = PLAN.index(start)
    found = checked(tmp_path, PLAN[:at] + PLAN[at:].replace(*signs)).diagnostics
    assert {one.code for one in found} == {code}
    assert not start or len({one.place.row for one in found if one.place}) == of_item


@pytest.mark.parametrize(
    ("written", "codes"),
    [
        ("target: 12# 待定：甲", ["yaml-comment", "plan-mark"]),
        ("target: 12 ＃待定：甲", ["yaml-comment", "plan-mark"]),
        ('target: "12"  ＃待定：甲', ["plan-mark", "yaml-comment"]),
        ('target: "12"# 待定：甲', ["plan-mark"]),
        ('target: "12"  # 甲，待定', ["plan-mark"]),
        ('target: "12"  # 甲（待定）', ["plan-mark"]),
    ],
)
def test_no_mark_is_lost(tmp_path: Path, written: str, codes: list[str]) -> None:
    found = checked(tmp_path, changed('target: "12"', written)).diagnostics
    assert [one.code for one in found] == codes
    (mark,) = (one for one in found if one.code == "plan-mark")
    assert mark.parameters["reason"] == "甲"


def test_all_slips_are_found_in_one_run_and_the_plan_is_never_used(tmp_path: Path) -> None:
    text = PLAN
    for old, new in [
        ("  title: 示例规划", "  title：示例规划"),
        ('unit: "%"', "unit: %"),
        ('target: ">71"', "target: >71"),
        ("- id: 2", "- id:2"),
        ("    kind: level\n    baseline: 10", "\tkind: levle\n    baseline: 10"),
        ("category: economy\n    unit: 亿斤", "category: 经济发展\n    unit: 亿斤"),
    ]:
        text = changed(old, new, text)
    report = checked(tmp_path, text)
    assert places(report.diagnostics) == [
        ("yaml-wide-colon", 3, 8),
        ("yaml-quote-it", 12, 11),
        ("yaml-quote-it", 16, 13),
        ("yaml-no-space", 18, 7),
        ("plan-unknown-category", 20, 15),
        ("yaml-tab", 23, 1),
        ("plan-unknown-kind", 23, 11),
    ]
    assert report.exit_code == 1
    with pytest.raises(InputError):
        load_plan(tmp_path)


def test_two_slips_of_a_line_are_cured_by_the_same_line(tmp_path: Path) -> None:
    text = changed('target: "12"', 'target: "12"\n    targets: {2028: >11, 2029: >11.5}')
    typed = [one.parameters["sample"] for one in checked(tmp_path, text).diagnostics]
    assert typed == ['targets: {2028: ">11", 2029: ">11.5"}'] * 2


@pytest.mark.parametrize(
    "content",
    [PLAN.encode("gb18030"), PLAN.encode("utf-16")],
)
def test_another_encoding_is_refused_with_what_to_do_in_notepad(
    tmp_path: Path, content: bytes
) -> None:
    with pytest.raises(InputError) as caught:
        checked(tmp_path, content)
    (found,) = caught.value.diagnostics
    assert found.code == "not-utf8"
    assert "另存为" in ZH.hint(found)


def test_what_notepad_writes_is_read(tmp_path: Path) -> None:
    """A byte order mark and its line ends; of `.yaml.txt` the file to rename is named."""
    text = changed('target: ">71"', "target: >71").replace("\n", "\r\n")
    report = checked(tmp_path, b"\xef\xbb\xbf" + text.encode())
    assert places(report.diagnostics) == [("yaml-quote-it", 16, 13)]
    (tmp_path / "indicators.yaml").rename(tmp_path / "indicators.yaml.txt")
    with pytest.raises(InputError) as caught:
        inspect_files(tmp_path)
    (found,) = caught.value.diagnostics
    assert found.code == "file-not-found"
    assert "indicators.yaml.txt" in ZH.hint(found)


def test_what_cannot_be_mended_is_listed_with_what_came_before(tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        checked(tmp_path, changed('unit: "%"', "unit: %") + "? [a]\n: b\n")
    assert [one.code for one in caught.value.diagnostics] == ["yaml-quote-it", "yaml-syntax"]


def test_mending_ends_however_many_slips_there_are(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Beyond what all tries may read, the next slip stops the check as any fault does."""
    slips = "".join(f"  - {{key: k{number}, name: %{number}}}\n" for number in range(200))
    text = changed("indicators:", slips + "indicators:")
    monkeypatch.setattr(mended, "_MOST_READ", 20 * len(text))
    with pytest.raises(InputError) as caught:
        checked(tmp_path, text)
    found = caught.value.diagnostics
    assert {one.code for one in found} == {"yaml-quote-it"}
    assert 10 <= len(found) <= 21


def test_a_mark_below_a_duplicate_key_does_no_harm(tmp_path: Path) -> None:
    text = PLAN + "categories:\n  a: {b: 1}  # 待定\n"
    found = places(checked(tmp_path, text).diagnostics)
    assert found == [("yaml-duplicate-key", 27, 1), ("plan-mark", 28, 14)]


def test_the_first_indicator_without_a_kind_lists_all_kinds(tmp_path: Path) -> None:
    text = PLAN.replace("    kind: level\n", "")
    first, second = checked(tmp_path, text).diagnostics
    for language in LANGUAGES:
        words = Words(language)
        for kind in KINDS:
            assert (
                f"{kind}{words('plan-check.kind', kind='', said=words(f'chain.kind.{kind}'))}"
                in (words.hint(first))
            )
        assert words(f"chain.kind.{next(iter(KINDS))}") not in words.hint(second)
        assert "None" not in words.line(first) + words.line(second)


def test_a_faulty_item_hides_no_fault_of_another(tmp_path: Path) -> None:
    """A link to it is no fault; links to what stands nowhere are."""
    (tmp_path / "tasks.yaml").write_text(
        """\
tasks:
  - id: T1
    section: 三
    title: 任务
    indicators: [1, 2, 9]
    actions:
      - {id: T1.1, title: 行动}
conflicts:
  - id: X01
    about: [2, C09]
    phrases: [{section: 三, quote: 任务}]
    effect: 影响
safeguards:
  - {id: S1, section: 四, title: 保障}
""",
        encoding="utf-8",
    )
    report = checked(tmp_path, changed('target: "12"', "target: 约12"))
    assert places(report.diagnostics) == [
        ("plan-target-needs-direction", 25, 13),
        ("plan-unknown-indicator", 5, 24),
        ("plan-unknown-id", 10, 16),
    ]


@pytest.mark.parametrize(
    ("unit", "baseline", "plausible", "told"),
    [
        ("亿斤", "", "", True),
        ("万人", "", "", True),
        ("亿斤", "    baseline: 10\n", "", False),
        ("亿斤", "", "    plausible: {low: 1, high: 20}\n", False),
        ("家", "", "", False),
    ],
)
def test_a_unit_in_ten_thousands_needs_something_to_compare_with(
    tmp_path: Path, unit: str, baseline: str, plausible: str, told: bool
) -> None:
    text = changed("    baseline: 10\n", baseline + plausible, PLAN).replace("亿斤", unit)
    report = checked(tmp_path, text)
    assert [one.code for one in report.diagnostics] == ["plan-no-plausible"] * told
    assert report.exit_code == 0


MARKED = """\
# 待定：年份
plan:
  id: example
  title: "示例 # 待定：不是标记"
  baseline_year: 2025
  target_year: 2030   # 待定
categories:
  - {key: economy, name: 经济发展}   # 说明 # 待定：分类
indicators:
  - id: 1
    name: 城镇化率
    category: economy
    constraint: 预期性  # 待定(属性没有印)
    kind: level
    target: ">71"  # 待定： 方向、单位都未写明
    scope_note: |
      第一行
      # 待定：不是标记
    source: {section: 专栏1, quote: "a # 待定 b"}  # 待定 出处
    # 待定：第1项的
  # 待定：不属于哪一项
  - id: 2
    name: 粮食产量
    category: economy
    constraint: 约束性
    kind: level
    target: "12"
    #待定
    source: {section: 专栏1, quote: 粮食产量}
"""


def test_a_mark_is_a_warning_of_its_item_with_its_reason(tmp_path: Path) -> None:
    report = checked(tmp_path, MARKED)
    assert {one.code for one in report.diagnostics} == {"plan-mark"}
    seen = [
        (*(one.place[2:] if one.place else ()), one.indicator, one.parameters.get("reason"))
        for one in report.diagnostics
    ]
    assert seen == [
        (1, 1, None, "年份"),
        (6, 23, None, None),
        (8, 39, None, "分类"),
        (13, 22, "1", "属性没有印"),
        (15, 20, "1", "方向、单位都未写明"),
        (19, 48, "1", "出处"),
        (20, 5, "1", "第1项的"),
        (21, 3, None, "不属于哪一项"),
        (28, 5, "2", None),
    ]
    assert (report.counts.marks, report.counts.warnings, report.exit_code) == (9, 9, 1)
    assert load_plan(tmp_path).warnings == report.diagnostics


@pytest.mark.parametrize(
    ("text", "nearest"),
    [
        ("城镇化率 67 >71\n粮 食 产\n量 10 12", None),
        ("专栏1 城镇化率；粮食产量。", None),
        ("城镇化率；粮食总产量达到12亿斤。", "粮食总产量"),
        ("城镇化率", ""),
    ],
)
def test_quotes_are_compared_without_white_space(
    tmp_path: Path, text: str, nearest: str | None
) -> None:
    """`None`: the quote is there; else the words of the text that are suggested, if any."""
    quote = "quote: 粮食产量达到12亿斤}" if nearest else "quote: 粮食产量}"
    found = checked(tmp_path, changed("quote: 粮食产量}", quote), text).diagnostics
    if nearest is None:
        assert found == ()
        return
    (one,) = found
    assert places(found) == [("plan-quote-not-found", 26, 35)]
    assert one.indicator == "2"
    assert str(one.parameters.get("nearest", "")).startswith(nearest)
    assert ("nearest" in one.parameters) is bool(nearest)


def test_a_suggested_row_keeps_the_blanks_between_its_figures(tmp_path: Path) -> None:
    text = changed("quote: 粮食产量}", "quote: 粮食产量达 10 13}")
    (found,) = checked(tmp_path, text, "城镇化率；粮食产量达 10  12。").diagnostics
    assert str(found.parameters["nearest"]).startswith("粮食产量达 10 12")


def test_a_workbook_is_no_plan(tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        checked(tmp_path, b"PK\x03\x04")
    assert "sqc plan new" in ZH.hint(caught.value.diagnostics[0])


def test_a_folder_without_indicators_names_what_is_there(tmp_path: Path) -> None:
    (tmp_path / "我的.yaml").write_text(PLAN, encoding="utf-8")
    with pytest.raises(InputError) as caught:
        inspect_files(tmp_path)
    assert "我的.yaml" in ZH.hint(caught.value.diagnostics[0])


def test_the_shipped_plan_is_clean(plan: Plan, lines: list[str]) -> None:
    """Also against its printed text, where that is at hand."""
    from shengzhou_quality.sources.files import shipped

    report = check_plan(
        inspect_files(shipped("plan")), SourceText("plan-source.txt", "\n".join(lines))
    )
    assert report.diagnostics == ()
    assert report.counts.indicators == len(plan.indicators)
    assert report.counts.milestones == len(plan.milestones)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_skeleton_says_in_one_line_what_to_fill_in(tmp_path: Path, language: str) -> None:
    text = skeleton(Words(language), for_windows=False).decode()
    report = checked(tmp_path, text)
    assert [one.code for one in report.diagnostics] == ["plan-not-filled-in"]
    # As its explanation says: a title, and the examples without “# ” at the beginning.
    titled = re.sub("(?m)^  title:.*", "  title: 示例规划", text)
    filled = re.sub(r"(?m)^# (?=  (?:- |  ))(?=.*:)", "", titled[titled.index("indicators:") :])
    report = checked(tmp_path, titled[: titled.index("indicators:")] + filled)
    assert report.diagnostics == ()
    assert {one.kind for one in report.kinds} == set(KINDS), "every kind needs its example"


def test_notepad_gets_its_mark_and_line_ends() -> None:
    content = skeleton(ZH, for_windows=True)
    assert content.startswith(b"\xef\xbb\xbf#")
    assert content.count(b"\n") == content.count(b"\r\n")


SIGNS = (
    "：", "“", "”", '"', "'", "\t", "{", "}", "[", "]", "- ", "-", ":", " ", "#", "# 待定",
    "，", ",", ">", "|", "&", "*", "!", "%", "@", "\n", "\r\n", "    ",
    "~", "?", "kind", "id: 1", "\u2028",
)  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(8))
def test_whatever_a_person_does_to_a_file_is_told(tmp_path: Path, seed: int) -> None:
    """Signs put in, text cut out, lines moved: findings in words, never a fault of ours."""
    chance = random.Random(seed)  # noqa: S311 - the same in every run
    for _ in range(150):
        text = chance.choice((PLAN, MARKED, ZH.skeleton()))
        for _ in range(chance.randint(1, 6)):
            at, lines = chance.randrange(len(text)), text.split("\n")
            lines[chance.randrange(len(lines))] = chance.choice(lines).lstrip(" ")
            put_in = text[:at] + chance.choice(SIGNS) + text[at:]
            cut_out = text[:at] + text[at + chance.randint(1, 6) :]
            text = chance.choice((put_in, cut_out, "\n".join(lines)))
        try:
            found = checked(tmp_path, text, "城镇化率达到").diagnostics
        except InputError as error:
            found = error.diagnostics
        for language in LANGUAGES:
            assert not any("None" in Words(language).line(one) for one in found), text


@pytest.mark.parametrize("name", ["terminal", "json", "github", "junit"])
def test_the_formats_of_a_check(tmp_path: Path, name: str) -> None:
    report = checked(tmp_path, MARKED)
    out = PLAN_CHECK_FORMATS[name].render(report, ZH, Options(width=80)).decode()
    if name == "json":
        from pathlib import Path as Folder

        schema = Folder(__file__).parent.parent / "schemas" / "plan-check.schema.json"
        Draft202012Validator(json.loads(schema.read_text("utf-8"))).validate(json.loads(out))
        assert json.loads(out)["result"]["marks"] == 9
    else:
        assert {"terminal": "15:20", "github": "line=15,col=20", "junit": ":15:20"}[name] in out
    if name == "terminal":
        assert out.rstrip().endswith("检查结论：有9个提醒，含9处待定。")
