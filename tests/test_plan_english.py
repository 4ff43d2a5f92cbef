"""Test a plan in pieces: English texts beside the Chinese ones, tasks.yaml, files and folders."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from shengzhou_quality.diagnostics import InputError
from shengzhou_quality.plan.loader import load_plan

if TYPE_CHECKING:
    from shengzhou_quality.plan.model import Plan

PLAN = """\
plan: {id: pieces, title: 规划, baseline_year: 2020, target_year: 2025}
states:
  titles:
    states: [{key: going, name: 推进中}, {key: done, name: 已完成}]
categories:
  - {key: all, name: 全部}
indicators:
  - id: 1
    name: 合格率
    category: all
    unit: "%"
    constraint: binding
    kind: level
    target: ">40"
    unlike: [{names: [抽检率], reason: 不是抽检}, {names: [覆盖率], reason: 不是覆盖}]
    conflicts:
      - {id: X01, phrases: [{section: 一, quote: 合格率}], effect: 影响}
    source: {section: 二, quote: 合格率}
  - id: 2
    name: 示范市
    category: all
    constraint: binding
    kind: milestone
    target: 已命名
    states: [{key: before, name: 未命名}, {key: after, name: 已命名}]
    source: {section: 二, quote: 示范市}
"""
ENGLISH = """\
plan:
  title: The plan
states:
  titles:
    states:
      done: {name: Done}
categories:
  all: {name: Everything}
indicators:
  1:
    name: Pass rate
    unlike:
      -
      - reason: no coverage
    conflicts:
      X01: {effect: It matters}
  2:
    states:
      after: {name: Named}
"""
TASKS = """\
tasks:
  - id: T1
    section: 三
    title: 任务
    indicators: [1, 2]
    actions: [{id: T1.1, title: 行动}]
    milestones:
      - {id: M01, name: 平台, evidence: 文件, states: titles, source: {section: 三, quote: 平台}}
"""
TASKS_ENGLISH = """\
tasks:
  T1:
    title: The task
    milestones:
      M01: {evidence: A document}
"""


def written(folder: Path, **texts: str) -> Path:
    """The folder, with each text in the file of its name (`indicators_en`: indicators.en.yaml)."""
    for name, text in texts.items():
        file = folder / f"{name.replace('_', '.')}.yaml"
        file.write_text(text, encoding="utf-8")
    return folder


def names_of(plan: Plan) -> list[str]:
    return [Path(file.path).name for file in plan.files]


def refused(path: Path) -> list[tuple[str, str, int | None, int | None]]:
    """Code, file, line and column of each fault."""
    with pytest.raises(InputError) as caught:
        load_plan(path)
    places = [(one.code, one.place) for one in caught.value.diagnostics]
    return [
        (code, Path(place.file).name, place.row, place.column)
        for code, place in places
        if place is not None
    ]


def test_english_texts_are_found_by_id_by_key_and_by_order(tmp_path: Path) -> None:
    folder = written(tmp_path, indicators=PLAN, indicators_en=ENGLISH, tasks=TASKS)
    plan = load_plan(written(folder, tasks_en=TASKS_ENGLISH))
    assert names_of(plan) == [
        "indicators.yaml",
        "indicators.en.yaml",
        "tasks.yaml",
        "tasks.en.yaml",
    ]
    assert (plan.head.title_en, plan.categories[0].name_en) == ("The plan", "Everything")
    rate, city = plan.indicators
    assert (rate.name_en, rate.conflicts[0].effect_en) == ("Pass rate", "It matters")
    # What the English file leaves out is shown as the Chinese file writes it.
    assert [one.reason_en for one in rate.unlike] == ["不是抽检", "no coverage"]
    states: Any = city
    assert [one.name_en for one in states.states] == ["未命名", "Named"]
    assert (city.name_en, plan.tasks[0].actions[0].title_en) == ("示范市", "行动")
    assert [one.name_en for one in plan.states["titles"].states] == ["推进中", "Done"]
    assert plan.tasks[0].title_en == "The task"
    assert (plan.milestones[0].name_en, plan.milestones[0].evidence_en) == ("平台", "A document")


def test_english_is_optional_as_a_whole(tmp_path: Path) -> None:
    plan = load_plan(written(tmp_path, indicators=PLAN, tasks=TASKS))
    assert names_of(plan) == ["indicators.yaml", "tasks.yaml"]
    assert plan.head.title_en == "规划"
    # Nor need it say anything.
    plan = load_plan(written(tmp_path, indicators_en="plan:\nindicators: {1: }\n"))
    assert names_of(plan) == ["indicators.yaml", "indicators.en.yaml", "tasks.yaml"]
    assert plan.indicators[0].name_en == "合格率"


@pytest.mark.parametrize(
    ("old", "new", "code", "line", "column"),
    [
        # No such thing in the Chinese file: an id, a key, a place in a list, a text.
        ("  2:\n", "  3:\n", "plan-english-alone", 17, 3),
        ("      done:", "      gone:", "plan-english-alone", 6, 7),
        ("  titles:", "  works:", "plan-english-alone", 4, 3),
        ("no coverage\n", "no coverage\n      - reason: more\n", "plan-english-alone", 15, 9),
        ("title: The plan", "scope_note: Note", "plan-english-alone", 2, 3),
        ("    name: Pass rate", "    states: {a: {name: A}}", "plan-english-alone", 11, 5),
        # A key that is never English.
        ("title: The plan", "titel: The plan", "plan-unknown-key", 2, 3),
        ("title: The plan", "title_en: The plan", "plan-unknown-key", 2, 3),
        ("    name: Pass rate", "    target: more", "plan-unknown-key", 11, 5),
        ("categories:", "category:", "plan-unknown-key", 7, 1),
        # Another form than that of the Chinese file.
        ("title: The plan", "title: [The, plan]", "plan-english-form", 2, 10),
        ("title: The plan", 'title: ""', "plan-english-form", 2, 10),
        ("  all: {name: Everything}", "  all: Everything", "plan-english-form", 8, 8),
        ("  all: {name: Everything}", "  - {name: Everything}", "plan-english-form", 8, 3),
        ("      -\n      - reason: no coverage", "      1: {reason: x}",
         "plan-english-form", 13, 7),
        ("      X01: {effect: It matters}", "      - effect: x", "plan-english-form", 16, 7),
        # What no text may hold, and what is no YAML.
        ("The plan", '"The \\a plan"', "plan-control-character", 2, 10),
        ("The plan", ">96", "yaml-quote-it", 2, 10),
        ("  2:\n", "  1:\n", "yaml-duplicate-key", 17, 3),
    ],
)  # fmt: skip
def test_a_fault_is_told_at_its_place_in_the_english_file(
    old: str, new: str, code: str, line: int, column: int, tmp_path: Path
) -> None:
    assert ENGLISH.count(old) == 1
    written(tmp_path, indicators=PLAN, indicators_en=ENGLISH.replace(old, new))
    assert refused(tmp_path) == [(code, "indicators.en.yaml", line, column)]


def test_a_near_name_is_suggested(tmp_path: Path) -> None:
    written(tmp_path, indicators=PLAN, indicators_en=ENGLISH.replace("  titles:", "  title:"))
    with pytest.raises(InputError) as caught:
        load_plan(tmp_path)
    assert caught.value.diagnostics[0].parameters == {"key": "title", "nearest": "titles"}


def test_faults_of_all_files_are_told_in_one_go(tmp_path: Path) -> None:
    written(tmp_path, indicators=PLAN.replace("kind: level", "kind: levle"), tasks=TASKS)
    written(tmp_path, indicators_en="plan: {tite: A}\n", tasks_en="tasks: {T2: {title: B}}\n")
    assert sorted(refused(tmp_path), key=lambda found: found[1]) == [
        ("plan-unknown-key", "indicators.en.yaml", 1, 8),
        ("plan-unknown-kind", "indicators.yaml", 13, 11),
        ("plan-english-alone", "tasks.en.yaml", 1, 9),
    ]


@pytest.mark.parametrize("key", ["name_en: Rate", "nmae_en: [Rate]"])
def test_english_no_longer_stands_in_the_chinese_file(key: str, tmp_path: Path) -> None:
    """One finding, whose cure names the file and the key to write it as."""
    written(tmp_path, indicators=PLAN.replace("    name: 合格率", f"    name: 合格率\n    {key}"))
    with pytest.raises(InputError) as caught:
        load_plan(tmp_path)
    (fault,) = caught.value.diagnostics
    assert (fault.code, fault.place and fault.place.row) == ("plan-unknown-key", 10)
    assert fault.parameters["file"] == "indicators.en.yaml"
    assert fault.parameters["text"] == key.partition("_en")[0]


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("- name_en: A\n", [(1, 1), (1, 3)]),
        (PLAN + "more_en: {name_en: A}\n", [(27, 1), (27, 11)]),
        (PLAN + "more_en: [{name_en: A}]\n", [(27, 1), (27, 12)]),
    ],
)
def test_english_at_places_where_nothing_is_expected(
    text: str, places: list[tuple[int, int]], tmp_path: Path
) -> None:
    found = refused(written(tmp_path, indicators=text))
    assert sorted({(row, column) for code, _, row, column in found if "missing" not in code}) == [
        *places
    ]


def test_a_list_of_states_may_be_called_as_one_likes(tmp_path: Path) -> None:
    plan = load_plan(written(tmp_path, indicators=PLAN.replace("  titles:", "  titles_en:")))
    assert list(plan.states) == ["titles_en"]


# files and folders


def test_english_and_tasks_are_those_beside_a_file_of_another_name(tmp_path: Path) -> None:
    written(tmp_path, tasks=TASKS, tasks_en=TASKS_ENGLISH)
    (tmp_path / "my-plan.yaml").write_text(PLAN, encoding="utf-8")
    (tmp_path / "my-plan.en.yaml").write_text(ENGLISH, encoding="utf-8")
    plan = load_plan(tmp_path / "my-plan.yaml")
    assert names_of(plan) == ["my-plan.yaml", "my-plan.en.yaml", "tasks.yaml", "tasks.en.yaml"]
    # Where the folder holds a plan, tasks.yaml is that plan's and of no other.
    written(tmp_path, indicators=PLAN)
    assert names_of(load_plan(tmp_path / "my-plan.yaml")) == ["my-plan.yaml", "my-plan.en.yaml"]
    assert names_of(load_plan(tmp_path)) == ["indicators.yaml", "tasks.yaml", "tasks.en.yaml"]


@pytest.mark.parametrize("name", ["", "indicators.en.yaml", "tasks.yaml", "tasks.en.yaml"])
def test_any_file_of_a_plan_stands_for_it(name: str, tmp_path: Path) -> None:
    folder = written(tmp_path, indicators=PLAN, indicators_en=ENGLISH, tasks=TASKS)
    written(folder, tasks_en=TASKS_ENGLISH)
    assert load_plan(folder / name) == load_plan(folder / "indicators.yaml")


@pytest.mark.parametrize(
    ("name", "missing"),
    [
        ("tasks.yaml", "indicators.yaml"),
        ("tasks.en.yaml", "indicators.yaml"),
        ("a.en.yaml", "a.yaml"),
    ],
)
def test_a_piece_without_the_indicators_is_no_plan(name: str, missing: str, tmp_path: Path) -> None:
    (tmp_path / name).write_text(TASKS, encoding="utf-8")
    assert refused(tmp_path / name) == [("file-not-found", missing, None, None)]


def test_english_of_tasks_without_the_tasks_is_told(tmp_path: Path) -> None:
    written(tmp_path, indicators=PLAN, tasks_en=TASKS_ENGLISH)
    assert refused(tmp_path) == [("file-not-found", "tasks.yaml", None, None)]


@pytest.mark.parametrize("name", ["indicators.en.yaml", "tasks.yaml", "tasks.en.yaml"])
def test_a_part_that_is_there_and_cannot_be_read_is_told(name: str, tmp_path: Path) -> None:
    written(tmp_path, indicators=PLAN, tasks=TASKS)
    (tmp_path / name).unlink(missing_ok=True)
    (tmp_path / name).mkdir()
    assert refused(tmp_path) == [("not-a-file", name, None, None)]


def test_tasks_need_not_hold_safeguards_and_conflicts(tmp_path: Path) -> None:
    plan = load_plan(written(tmp_path, indicators=PLAN, tasks=TASKS))
    assert (plan.safeguards, plan.other_conflicts) == ((), ())
