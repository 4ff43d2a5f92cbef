"""Test broken plan files: every fault is found, with its code, line and column."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from shengzhou_quality.diagnostics import InputError
from shengzhou_quality.notation import write
from shengzhou_quality.plan.kinds import MeasuredIndicator
from shengzhou_quality.plan.loader import inspect_files, load_plan

if TYPE_CHECKING:
    from pathlib import Path

# Line 1 is `plan:`; the tests below name lines and columns of this text.
PLAN = """\
plan:
  id: example
  title: 示例规划
  scope_note: 说明
  issuer: 示例市人民政府
  index_number: "1"
  document_number: "1"
  adopted: 2021-08-25
  published: 2021-11-04
  baseline_year: 2020
  target_year: 2025
  evaluation: {section: 四, quote: 评估}
assessment:
  ahead: 1.05
  on_track: 0.95
  slipping: 0.60
categories:
  - {key: all, name: 全部}
indicators:
  - id: 1
    key: share
    name: 合格率
    scope_note: 说明
    aliases: [抽查合格率]
    category: all
    unit: "%"
    constraint: binding
    kind: level
    direction: increase
    baseline: "33"
    target: ">40"
    source: {section: 二, quote: 合格率}
"""
SECOND = """\
  - id: 2
    key: count
    name: 企业数
    scope_note: 说明
    category: all
    constraint: anticipatory
    kind: cumulative
    direction: increase
    whole: true
    target: "8"
    source: {section: 二, quote: 企业数}
"""
TASKS = """\
tasks:
  - id: T1
    section: 三
    title: 任务
    scope_note: 说明
    indicators: [1]
    actions:
      - {id: T1.1, title: 行动}
    boxes:
      - {id: B1, title: 专栏, after: T1.1}
safeguards:
  - {id: S1, section: 四, title: 保障}
"""

Finding = tuple[str, int | None, int | None]


def findings(folder: Path, text: str | bytes, tasks: str | None = None) -> list[Finding]:
    """Code, line and column of every fault, in order, of one target or of the whole plan."""
    content = text if isinstance(text, bytes) else text.encode()
    (folder / "indicators.yaml").write_bytes(content)
    if tasks is not None:
        (folder / "tasks.yaml").write_text(tasks, encoding="utf-8")
    try:
        found = inspect_files(folder / "indicators.yaml").faults
    except InputError as error:
        found = error.diagnostics
    places = [finding.place or pytest.fail(f"{finding.code} has no place") for finding in found]
    return [
        (finding.code, place.row, place.column)
        for finding, place in zip(found, places, strict=True)
    ]


def changed(old: str, new: str, text: str = PLAN + SECOND) -> str:
    assert text.count(old) == 1, f"{old!r} must stand once in the text"
    return text.replace(old, new)


def line_of(part: str, text: str) -> int:
    """The line of `part`, counted from 1."""
    return text[: text.index(part)].count("\n") + 1


def test_the_examples_are_sound(tmp_path: Path) -> None:
    assert findings(tmp_path, PLAN) == []
    assert findings(tmp_path, PLAN + SECOND) == []
    assert findings(tmp_path, PLAN, TASKS) == []


def test_a_folder_and_a_file_are_the_same_plan(tmp_path: Path) -> None:
    (tmp_path / "indicators.yaml").write_text(PLAN, encoding="utf-8")
    assert load_plan(tmp_path) == load_plan(str(tmp_path / "indicators.yaml"))


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("kind: level", "kind: levle", [("plan-unknown-kind", 28, 11)]),
        ("    kind: level\n", "", [("plan-unknown-kind", 20, 5)]),
        ("    name: 合格率\n", "", [("plan-missing-key", 20, 5)]),
        # A misspelt key is one finding at the key, not one more for the key that is missing.
        ("    name: 合格率\n", "    nmae: 合格率\n", [("plan-unknown-key", 22, 5)]),
        ('    unit: "%"\n', '    unti: "%"\n', [("plan-unknown-key", 26, 5)]),
        ("  title: 示例规划\n", "  titel: 示例规划\n", [("plan-unknown-key", 3, 3)]),
        ("constraint: binding", "constraint: 必须完成", [("plan-not-one-of", 27, 17)]),
        ("    direction: increase\n    baseline", "    direction: up\n    baseline",
         [("plan-not-one-of", 29, 16)]),
        ('baseline: "33"', "baseline: 三十三", [("plan-not-a-figure", 30, 15)]),
        ("key: share", "key: Share 1", [("plan-bad-value", 21, 10)]),
        ("adopted: 2021-08-25", "adopted: 25/8/2021", [("plan-bad-value", 8, 12)]),
        ("  baseline_year: 2020", "  baseline_year: 二〇二〇", [("plan-bad-value", 10, 18)]),
        ("    category: all\n    unit", "    category: quality\n    unit",
         [("plan-unknown-category", 25, 15)]),
    ],
)  # fmt: skip
def test_one_fault(tmp_path: Path, old: str, new: str, expected: list[Finding]) -> None:
    assert findings(tmp_path, changed(old, new)) == expected


@pytest.mark.parametrize(
    ("old", "new", "code", "line"),
    [
        ("on_track: 0.95", "on_track: 0.50", "plan-cut-offs-out-of-order", 14),
        ("ahead: 1.05", "ahead: 0.99", "plan-cut-offs-out-of-order", 14),
        ("target_year: 2025", "target_year: 2020", "plan-years-reversed", 11),
        ('target: ">40"', 'target: "<40"', "plan-target-against-direction", 31),
        ('baseline: "33"', "domain: {low: 0, high: 30}", "plan-target-outside-domain", 31),
        ('target: "8"', 'target: "0"', "plan-cumulative-counts-up", 42),
    ],
)
def test_parts_that_contradict_each_other(
    tmp_path: Path, old: str, new: str, code: str, line: int
) -> None:
    assert [found[:2] for found in findings(tmp_path, changed(old, new))] == [(code, line)]


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("  - id: 2", "  - id: 1", "plan-duplicate-id"),
        ("key: count", "key: share", "plan-duplicate-id"),
        ("name: 企业数", "name: 合格率", "plan-name-twice"),
        ("    category: all\n    constraint: anticipatory",
         "    aliases: [抽查合格率]\n    category: all\n    constraint: anticipatory",
         "plan-name-twice"),
        ("    category: all\n    constraint: anticipatory",
         "    aliases: [抽查 合格率]\n    category: all\n    constraint: anticipatory",
         "plan-name-twice"),
    ],
)  # fmt: skip
def test_twice(tmp_path: Path, old: str, new: str, code: str) -> None:
    """The second one is named, at its line."""
    found = findings(tmp_path, changed(old, new))
    assert [item[0] for item in found] == [code]
    assert found[0][1] in {33, 34, 35, 36}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # What YAML itself would swallow or blow up on.
        (changed('target: ">40"', "target: >40"), ("yaml-quote-it", 31, 13)),
        (changed('target: ">40"', "target: >4"), ("yaml-quote-it", 31, 13)),
        (changed('baseline: "33"', "baseline: *33"), ("yaml-anchor", 30, 15)),
        (changed('baseline: "33"', "baseline: &a 33"), ("yaml-anchor", 30, 15)),
        (changed('baseline: "33"', "baseline: !!int 33"), ("yaml-tag", 30, 15)),
        (changed('baseline: "33"', "baseline: !!python/object:os.system 33"), ("yaml-tag", 30, 15)),
        (changed('baseline: "33"', "<<: {a: 1}"), ("yaml-anchor", 30, 5)),
        (changed('baseline: "33"', "name: 又一个"), ("yaml-duplicate-key", 30, 5)),
        (PLAN + "plan: {}\n", ("yaml-duplicate-key", 33, 1)),
        (PLAN + "---\nplan: {}\n", ("yaml-second-document", 33, 1)),
        ("[" * 100_000, ("yaml-too-deep", 1, 21)),
        ("{a: " * 100_000, ("yaml-too-deep", 1, 81)),
        ("- " * 100_000, ("yaml-too-deep", 1, 41)),
        ("? [a]\n: b\n", ("yaml-syntax", 1, 3)),
    ],
)
def test_yaml_that_is_refused(tmp_path: Path, text: str, expected: tuple[str, int, int]) -> None:
    assert findings(tmp_path, text) == [expected]


@pytest.mark.parametrize("content", ["合格率".encode("gb18030"), b"\xff\xfe\x00", b"\xe5\x90"])
def test_not_utf8(tmp_path: Path, content: bytes) -> None:
    assert [found[0] for found in findings(tmp_path, content)] == ["not-utf8"]


def test_a_byte_order_mark_is_allowed(tmp_path: Path) -> None:
    assert findings(tmp_path, b"\xef\xbb\xbf" + PLAN.encode()) == []


@pytest.mark.parametrize("text", ["", "# 只有注释\n", "- 1\n", "规划\n", "null\n"])
def test_not_a_mapping(tmp_path: Path, text: str) -> None:
    found = findings(tmp_path, text)
    assert ("plan-not-a-mapping", 1, 1) in found


def test_billion_laughs_end_at_the_first_anchor(tmp_path: Path) -> None:
    text = "a: &a [x, x]\n" + "".join(
        f"{key}: &{key} [*{before}, *{before}]\n"
        for before, key in zip("abcdefgh", "bcdefghi", strict=True)
    )
    assert findings(tmp_path, text) == [("yaml-anchor", 1, 4)]


def test_a_file_of_too_many_bytes(tmp_path: Path) -> None:
    text = PLAN + "#" * (20 * 1024 * 1024)
    assert [found[0] for found in findings(tmp_path, text)] == ["file-too-large"]


def test_missing_parts(tmp_path: Path) -> None:
    codes = [found[0] for found in findings(tmp_path, "plan: {}\n")]
    assert codes.count("plan-missing-part") == 2


def test_an_unknown_part(tmp_path: Path) -> None:
    assert findings(tmp_path, PLAN + "indicator: []\n") == [("plan-unknown-key", 33, 1)]


def test_several_faults_are_reported_in_one_go(tmp_path: Path) -> None:
    text = PLAN + SECOND
    for old, new in [
        ("  issuer: 示例市人民政府\n", "  isuer: 示例市人民政府\n"),
        ("kind: level", "kind: levle"),
        ("slipping: 0.60", "slipping: 慢"),
        ('target: "8"', 'target: "8"\n    baseline: 三十'),
        ("    name: 企业数\n", ""),
    ]:
        text = changed(old, new, text)
    assert findings(tmp_path, text) == [
        ("plan-unknown-key", 5, 3),
        ("plan-not-a-figure", 16, 13),
        ("plan-unknown-kind", 28, 11),
        ("plan-missing-key", 33, 5),
        ("plan-not-a-figure", line_of("baseline: 三十", text), 15),
    ]


def test_faults_of_both_files_are_reported_in_one_go(tmp_path: Path) -> None:
    found = findings(
        tmp_path,
        changed("kind: level", "kind: levle", PLAN),
        changed("    title: 任务\n", "", TASKS),
    )
    assert found == [("plan-unknown-kind", 28, 11), ("plan-missing-key", 2, 5)]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("after: T1.1", "after: T9.9", ("plan-box-nowhere", 10, 36)),
        ("indicators: [1]", "indicators: [1, 99]", ("plan-unknown-indicator", 6, 21)),
        ("indicators: [1]", "indicators: [1, 1]", ("plan-two-tasks", 6, 21)),
        ("    indicators: [1]\n", "", ("plan-without-task", 2, 3)),
        ("id: B1", "id: T1.1", ("plan-duplicate-id", 10, 14)),
        ("safeguards:", "safegards:", ("plan-unknown-key", 11, 1)),
    ],
)
def test_tasks(tmp_path: Path, old: str, new: str, expected: tuple[str, int, int]) -> None:
    assert expected in findings(tmp_path, PLAN, changed(old, new, TASKS))


PROMISES = """\
milestone_states:
  states:
    - {key: going, name: 推进中}
    - {key: done, name: 已完成}
  aside:
    - {key: adjusted, name: 已调整}
tasks:
  - id: T1
    section: 三
    title: 任务
    scope_note: 说明
    indicators: [1]
    milestones:
      - id: M01
        name: 平台
        scope_note: 说明
        evidence: 文件
        modality: 推动
        source: {section: 三, quote: 平台}
    actions:
      - id: T1.1
        title: 行动
        scope_note: 说明
        commitments:
          - id: C01
            name: 覆盖率
            scope_note: 说明
            unit: "%"
            kind: level
            direction: increase
            target: 40%以上
            source: {section: 三, quote: 40%以上}
safeguards:
  - {id: S1, section: 四, title: 保障}
conflicts:
  - id: X01
    about: [1, C01]
    phrases: [{section: 三, quote: 40%以上}]
    effect: 影响
"""


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("target: 40%以上", "target: 较高", ("plan-not-a-figure", 31, 21)),
        ("target: 40%以上", "target: 40%以下", ("plan-target-against-direction", 31, 21)),
        ("target: 40%以上", "target: 40个", ("plan-figure-in-other-unit", 31, 21)),
        ("            target: 40%以上\n", "", ("plan-commitment-not-one-way", 25, 13)),
        ("kind: level", "kind: cumulative\n            change_in: rate",
         ("plan-commitment-change-in", 25, 13)),
        ("            kind: level\n", "", ("plan-commitment-not-one-way", 25, 13)),
        ("kind: level", "kind: milestone", ("plan-not-one-of", 29, 19)),
        ("kind: level", "kind: level\n            narrative: 无数",
         ("plan-commitment-not-one-way", 25, 13)),
        ("kind: level", "kind: level\n            restates: 1",
         ("plan-commitment-not-one-way", 25, 13)),
        ("            target: 40%以上", "            taget: 40%以上", ("plan-unknown-key", 31, 13)),
        ("        evidence: 文件\n", "", ("plan-missing-key", 14, 9)),
        ("id: M01", "id: M1", ("plan-bad-value", 14, 13)),
        ("id: M01", "id: M01\n        restates: 1", ("plan-unknown-indicator", 15, 19)),
        ("id: M01", "id: M01\n        floor: {key: a, name: 省级}",
         ("plan-milestone-one-level", 14, 9)),
        ("id: M01", "id: M01\n        floor: {key: a, name: 省级}\n"
         "        stretch: {key: b, name: 已调整}",
         ("plan-spelling-of-two-states", 14, 9)),
        ("name: 覆盖率", "name: 合格率", ("plan-name-twice", 26, 19)),
        ("name: 覆盖率", "name: 平台", ("plan-name-twice", 26, 19)),
        ("about: [1, C01]", "about: [1, C02]", ("plan-unknown-id", 37, 16)),
        ("    about: [1, C01]\n", "", ("plan-missing-key", 36, 5)),
        ("id: X01", "id: C01", ("plan-bad-value", 36, 9)),
        ("milestone_states:", "milestone_sates:", ("plan-unknown-key", 1, 1)),
        ("safeguards:\n  - {id: S1", "safeguards:\n  - {id: T1", ("plan-duplicate-id", 34, 10)),
        ("  states:\n", "  state:\n", ("plan-unknown-key", 2, 3)),
    ],
)  # fmt: skip
def test_promises(tmp_path: Path, old: str, new: str, expected: tuple[str, int, int]) -> None:
    """Commitments, milestones and conflicts, each fault at its place."""
    assert findings(tmp_path, PLAN, PROMISES) == []
    found = findings(tmp_path, PLAN, changed(old, new, PROMISES))
    assert found == [expected]


def test_milestones_need_their_states(tmp_path: Path) -> None:
    without = PROMISES[PROMISES.index("tasks:") :]
    assert findings(tmp_path, PLAN, without) == [("plan-missing-part", 1, 1)]


def test_a_misspelt_key_of_a_commitment_is_suggested(tmp_path: Path) -> None:
    (tmp_path / "indicators.yaml").write_text(PLAN, encoding="utf-8")
    text = changed("direction: increase", "direktion: increase", PROMISES)
    (tmp_path / "tasks.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(InputError) as caught:
        load_plan(tmp_path)
    assert caught.value.diagnostics[0].parameters == {"key": "direktion", "nearest": "direction"}


@pytest.mark.parametrize("key", ["category: all", "constraint: binding"])
def test_an_indicator_of_the_table_has_a_category_and_a_weight(tmp_path: Path, key: str) -> None:
    """A kind alone can do without, for a commitment has neither."""
    line = f"    {key}\n"
    assert findings(tmp_path, changed(line, "", PLAN)) == [("plan-missing-key", 20, 5)]


STATES = """\
  - id: 3
    key: city
    name: 示范市创建
    scope_note: 说明
    category: all
    constraint: anticipatory
    kind: milestone
    target: 完成创建
    states:
      - {key: going, name: 推进中}
      - {key: done, name: 完成创建, spellings: [已命名]}
    source: {section: 二, quote: 创建}
"""


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("target: 完成创建", "target: 建成", ("plan-target-not-last-state", 40)),
        ("target: 完成创建", "target: 推进中", ("plan-target-not-last-state", 40)),
        ("      - {key: going, name: 推进中}\n", "", ("plan-bad-value", 42)),
    ],
)
def test_milestones(tmp_path: Path, old: str, new: str, expected: tuple[str, int]) -> None:
    assert findings(tmp_path, PLAN + STATES) == []
    text = PLAN + changed(old, new, STATES)
    assert [found[:2] for found in findings(tmp_path, text)] == [expected]


@pytest.mark.parametrize(
    ("name", "code"), [("nosuch.yaml", "file-not-found"), ("nosuch", "file-not-found")]
)
def test_no_such_plan(tmp_path: Path, name: str, code: str) -> None:
    with pytest.raises(InputError) as caught:
        load_plan(tmp_path / name)
    assert [finding.code for finding in caught.value.diagnostics] == [code]


def test_null_is_nothing(tmp_path: Path) -> None:
    """`unit: null` is no unit, not a unit called null; `"null"` in quotes is that text."""
    for written in ("null", "~", ""):
        (tmp_path / "indicators.yaml").write_text(
            changed('unit: "%"', f"unit: {written}", PLAN), encoding="utf-8"
        )
        assert load_plan(tmp_path).indicators[0].unit is None, written
    (tmp_path / "indicators.yaml").write_text(
        changed('unit: "%"', 'unit: "null"', PLAN), encoding="utf-8"
    )
    assert load_plan(tmp_path).indicators[0].unit == "null"


def test_words_that_yaml_would_turn_into_something_else_stay_words(tmp_path: Path) -> None:
    for written in ("no", "yes", "1:30", "0o17", "1_000", "2021-08-25", "1e3"):
        text = changed("issuer: 示例市人民政府", f"issuer: {written}", PLAN)
        (tmp_path / "indicators.yaml").write_text(text, encoding="utf-8")
        assert load_plan(tmp_path).head.issuer == written


LEAST = """\
plan: {id: least, title: 最短的规划, baseline_year: 2020, target_year: 2025}
categories:
  - {key: all, name: 全部}
indicators:
  - {id: 1, name: 合格率, category: all, unit: "%", constraint: binding, kind: level,
     baseline: 33, target: ">40", source: {section: 二, quote: 合格率}}
  - {id: 2, name: 企业数, category: all, unit: 家, constraint: anticipatory, kind: cumulative,
     whole: true, target: 8, scope_note: 只算新增, source: {section: 二, quote: 企业数}}
  - {id: 3, name: 年均增速, category: all, unit: "%", constraint: anticipatory,
     kind: average_growth, target: 9, source: {section: 二, quote: 年均增速}}
  - {id: 4, name: 毛入学率, category: all, unit: "%", constraint: anticipatory, kind: level,
     baseline: 98, target: 105, source: {section: 二, quote: 毛入学率}}
  - {id: 5, name: 单位能耗, category: all, unit: 吨, constraint: anticipatory, kind: level,
     direction: decrease, baseline: 0.5, target: 0.4, domain: {high: 9},
     source: {section: 二, quote: 单位能耗}}
"""


def test_a_plan_need_not_write_what_has_a_default(tmp_path: Path) -> None:
    """Design §3: English, key, direction, domain, cut-offs, evaluation, issuer, dates."""
    assert findings(tmp_path, LEAST) == []
    plan = load_plan(tmp_path)
    head = plan.head
    assert (head.title_en, head.issuer, head.evaluation) == ("最短的规划", None, None)
    assert (head.adopted, head.published, head.index_number) == (None, None, None)
    assert [str(cut) for cut in plan.cut_offs.exact] == ["21/20", "19/20", "3/5"]
    assert [one.key for one in plan.indicators] == [f"indicator-{n}" for n in range(1, 6)]
    assert [one.name_en for one in plan.indicators] == [one.name for one in plan.indicators]
    assert plan.indicators[1].scope_note_en == "只算新增"
    possible = [str(write(one.domain.interval)) for one in plan.indicators]  # type: ignore[union-attr]
    # A share; a count; nothing shrinks by more than all; 105 is no share; as it is written.
    assert possible == ["0–100", "≥0", "≥-100", "—", "≤9"]
    assert [one.direction for one in plan.indicators] == ["increase"] * 4 + ["decrease"]  # type: ignore[union-attr]


def test_a_wrong_default_is_no_fault_of_its_own(tmp_path: Path) -> None:
    """What is missing is named once, not again for what would have followed from it."""
    text = changed("  - {id: 1, name: 合格率, ", "  - {id: 1, ", LEAST)
    assert [found[0] for found in findings(tmp_path, text)] == ["plan-missing-key"]
    text = changed("{id: 2, name: 企业数, ", "{name: 企业数, ", LEAST)
    assert [found[0] for found in findings(tmp_path, text)] == ["plan-missing-key"]
    text = changed("baseline: 33", "baseline: 三三", LEAST)
    assert [found[0] for found in findings(tmp_path, text)] == ["plan-not-a-figure"]


@pytest.mark.parametrize("target", ["全省前列", "40²", "—", "保持在合理区间"])
def test_a_target_of_no_known_form_is_kept_as_words(tmp_path: Path, target: str) -> None:
    """It refuses neither the plan nor its other items, and the plan says so with its place."""
    file = tmp_path / "indicators.yaml"
    file.write_text(changed('target: ">40"', f'target: "{target}"', PLAN) + SECOND, "utf-8")
    plan = load_plan(file)
    first, second = plan.indicators
    assert isinstance(first, MeasuredIndicator)
    assert (first.kind, first.target, first.baseline) == ("narrative", target, "33")
    assert second.kind == "cumulative"
    (warning,) = plan.warnings
    assert (warning.code, warning.indicator) == ("plan-target-not-read", first.id)
    assert str(warning.place).endswith(":31:13")
