"""Test plan/tasks.yaml against the plan's printed text: every phrase at its place, all covered."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from shengzhou_quality.notation import Figure, read_value, write

if TYPE_CHECKING:
    from collections.abc import Iterator

    from shengzhou_quality.plan.kinds.indicator import Quote
    from shengzhou_quality.plan.model import Plan
    from shengzhou_quality.plan.tasks import Part

LABELS = {
    "十四五": "the name of the period",
    "12338N": "the name of a programme",
    "531X": "the name of a programme",
    "5+5": "the name of an action plan",
    "2.0版": "a version",
    "数字5G": "a technology",
    "3·15": "a day of the year",
    "五水共治": "the name of an action",
    "六链": "six chains, all of them named",
    "六西格玛": "a method",
    "千村示范、万村整治": "the name of a project of the province",
}
"""What looks like a figure and is a name."""

NO_DEMAND = LABELS | {
    "为此,确立以下十大重点任务": "how the part is laid out",
    "在需求和供给两端发力": "a figure of speech",
    "“设计、品牌、制造”三位一体转型": "a direction, without a state in which it is done",
    "加快放心消费全域覆盖": "the heading of the three coverages that follow (C08–C10)",
    "质量是百年大计": "a motto",
    "以推动“四大商圈”商业发展为核心": "the same four that C17 counts",
    "把握产业电商、跨境电商两大发展方向": "directions, not outcomes",
    "三个重点领域": "fields, not outcomes",
    "一二三产业": "the sectors of the economy",
    "谋划全域旅游新路径": "the name of a kind of tourism",
    "产业、能源、交通和用地四大结构调整": "directions, not outcomes",
    "按照“一镇一特色、一村一景观”的要求": "what the villages and towns of M37 are to be like",
    " 2.": "the number of a paragraph",
    "全域“无废城市”建设": "the heading above M39",
    "制度、技术、市场、监管四大体系": "fields, not outcomes",
    "达到“建设一个平台,支撑一个产业”的目的": "what the platforms of C31 are for",
}
"""Everything else that looks like a demand, and why it is none of its own."""

DEMAND = re.compile(
    r"[0-9]+(?:\.[0-9]+)?%?|全覆盖|全部|全量|百分百|全域|[二两三四五六七八九十百千万]+(?!分)|一个"
)
"""An Arabic figure, a word of full coverage, or a number written in words (四大、三个、一个)."""

NOT_IN_THE_TARGET = {"C04": {"300"}}
"""Figures of the subject: 3 clusters of the 300亿级."""
COUNTED = {"C03": "四个百分百", "C17": "四大", "C28": "三大"}
NUMERALS = dict(zip("一二三四五六七八九十", range(1, 11), strict=True))
FULL = ("全部", "全覆盖", "全市具备条件的")
"""What is read as 100."""


def quotes(plan: Plan) -> Iterator[tuple[str, Quote]]:
    for promise in (*plan.commitments, *plan.milestones):
        yield from ((promise.id, quote) for quote in (promise.source, *promise.also))
        yield from ((promise.id, quote) for quote in getattr(promise, "readings", ()))
    for conflict in plan.conflicts:
        yield from ((conflict.id, quote) for quote in conflict.phrases)


def test_every_phrase_stands_in_the_section_it_names(plan: Plan, sections: dict[str, str]) -> None:
    astray = [
        (where, quote.section, quote.quote)
        for where, quote in quotes(plan)
        if quote.quote not in sections.get(quote.section, "")
    ]
    assert astray == []


def test_phrases_are_short(plan: Plan) -> None:
    assert max(len(quote.quote) for _, quote in quotes(plan)) <= 100


def paragraphs(lines: list[str], plan: Plan) -> dict[str, str]:
    """The text of each part: the opening paragraph of a task, an action's, a box's."""
    found = {}
    for task in plan.tasks:
        heading = next(n for n, line in enumerate(lines) if line.endswith(f"){task.title}"))
        found[task.id] = lines[heading + 1]
        for action in task.actions:
            after = lines[heading + 1 :]
            found[action.id] = next(line for line in after if line.startswith(f"{action.title}。"))
        for box in task.boxes:
            title = next(n for n, line in enumerate(lines) if line.startswith(f"专栏{box.id[1:]}:"))
            found[box.id] = lines[title + 1]
    for safeguard in plan.safeguards:
        heading = next(n for n, line in enumerate(lines) if line.endswith(f"){safeguard.title}"))
        found[safeguard.id] = lines[heading + 1]
    return found


def test_every_promise_stands_under_the_paragraph_that_makes_it(
    plan: Plan, lines: list[str]
) -> None:
    texts = paragraphs(lines, plan)
    astray = []
    for promise in (*plan.commitments, *plan.milestones):
        home = plan.home(promise)
        section = home.task.section
        if home.part.id.startswith("B"):
            section += f" 专栏{home.part.id[1:]}"
        if promise.source.quote not in texts[home.part.id] or promise.source.section != section:
            astray.append((promise.id, home.part.id))
    assert astray == []


def test_within_a_paragraph_promises_follow_the_text(plan: Plan, lines: list[str]) -> None:
    texts = paragraphs(lines, plan)

    def starts(part: Part, key: str) -> list[int]:
        return [texts[part.id].index(one.source.quote) for one in getattr(part, key)]

    for task in plan.sections:
        for part in task.parts:
            for key in ("commitments", "milestones"):
                found = starts(part, key)
                assert found == sorted(found), (part.id, key)


def test_modality_and_deadline_are_the_words_of_the_text(plan: Plan, lines: list[str]) -> None:
    texts = paragraphs(lines, plan)
    for promise in (*plan.commitments, *plan.milestones):
        if promise.modality:
            assert promise.modality in promise.source.quote, promise.id
        if promise.deadline:
            text = texts[plan.home(promise).part.id]
            until = text.index(promise.source.quote) + len(promise.source.quote)
            sentence = text[text.rfind("。", 0, until - 1) + 1 : until]
            assert promise.deadline in sentence, promise.id


def test_a_promise_without_a_deadline_has_none_in_its_phrase(plan: Plan) -> None:
    for promise in (*plan.commitments, *plan.milestones):
        if promise.deadline is None:
            assert not re.search(r"20[0-9]{2}年|“十四五”期间", promise.source.quote), promise.id


def figures(text: str) -> set[str]:
    return set(re.findall(r"[0-9]+(?:\.[0-9]+)?", re.sub(r"20[0-9]{2}年", "", text)))


def test_every_figure_of_a_phrase_is_in_its_target(plan: Plan) -> None:
    for one in plan.commitments:
        if one.narrative:
            continue
        assert one.target is not None, one.id
        printed = figures(one.source.quote) - NOT_IN_THE_TARGET.get(one.id, set())
        if printed:
            assert figures(one.target) == printed, one.id
        for word in ("以上", "以内"):
            assert (word in one.target) is bool(re.search(rf"[0-9]%?家?{word}", one.source.quote))


def test_a_target_without_a_figure_in_its_phrase_is_counted_or_full(plan: Plan) -> None:
    for one in plan.commitments:
        if one.narrative or figures(one.source.quote):
            continue
        if one.id in COUNTED:
            assert COUNTED[one.id] in one.source.quote
            assert one.target == str(NUMERALS[COUNTED[one.id][0]])
        else:
            assert one.target == "100", one.id
            assert any(word in one.source.quote for word in FULL), one.id


def test_the_subject_of_a_narrative_says_its_figure(plan: Plan) -> None:
    for one in plan.commitments:
        if one.narrative:
            assert figures(one.source.quote) <= figures(one.name + one.narrative), one.id


@pytest.mark.parametrize(
    ("wanted", "read"),
    [
        ("C01", "≥20"), ("C04", "≥3"), ("C06", "58–100"), ("C07", "6–100"), ("C08", "100"),
        ("C17", "4"), ("C31", "≥2"), ("C34", "0–0.3"),
        ("C36", "96–100"),
    ],
)  # fmt: skip
def test_how_targets_are_read(plan: Plan, wanted: str, read: str) -> None:
    """By hand: the figure included, cut off at what is possible at all."""
    commitment = next(one for one in plan.commitments if one.id == wanted)
    assert commitment.indicator is not None
    assert write(commitment.indicator.target_set) == read


def test_targets_are_in_the_notation(plan: Plan) -> None:
    for one in plan.commitments:
        assert one.target is None or isinstance(read_value(one.target), Figure), one.id


def part_three(lines: list[str]) -> list[str]:
    begin = next(number for number, line in enumerate(lines) if line.startswith("三、"))
    end = next(number for number, line in enumerate(lines) if line.startswith("四、"))
    heading = re.compile(r"[(\uff08][一二三四五六七八九十]+[)\uff09]|专栏[0-9]|三、")
    return [line for line in lines[begin:end] if not heading.match(line)]


def spans(text: str, phrases: list[str]) -> list[tuple[int, int]]:
    return [found.span() for phrase in phrases for found in re.finditer(re.escape(phrase), text)]


def test_no_demand_of_part_three_is_left_out(plan: Plan, lines: list[str]) -> None:
    """Every figure and every word of full coverage is quoted, or listed above with a reason."""
    promised = [
        quote.quote
        for promise in (*plan.commitments, *plan.milestones)
        for quote in (promise.source, *promise.also)
    ]
    left_out = []
    demands = 0
    for line in part_three(lines):
        covered = spans(line, promised) + spans(line, list(NO_DEMAND))
        for found in DEMAND.finditer(line):
            demands += 1
            if not any(low <= found.start() and found.end() <= high for low, high in covered):
                left_out.append(line[max(0, found.start() - 12) : found.end() + 12])
    assert left_out == []
    assert demands > 60, "the search finds them"


def test_what_is_listed_as_no_demand_stands_in_the_text(lines: list[str]) -> None:
    text = "\n".join(part_three(lines))
    assert [phrase for phrase in NO_DEMAND if phrase not in text] == []


def test_labels_are_no_targets(plan: Plan) -> None:
    named = [one.id for one in plan.commitments if any(label in one.name for label in LABELS)]
    assert named == ["C18"], "八大工程 belong to the programme 12338N, and people decide on them"


def test_twenty_clauses_have_an_arabic_figure(plan: Plan) -> None:
    """As the issue counts them, the year of 到2025年底 among them."""
    with_figures = {
        one.source.quote
        for one in plan.commitments
        if figures(one.source.quote) or "年底" in one.source.quote
    }
    assert len(with_figures) == 20


OUTCOME = re.compile(
    r"(?:建立|建成|自建|建设|构建|打造|创建|设立|开设|制定|完善|健全|推行|实行|实施|引入|落实|推进)"
    r"[^,。;:]*?"
    r"(?:机制|制度|平台|清单|名单|检查员库|办法|基地|中心(?!城|镇)|基金|改革|改造|方案|计划|规划)(?!级)"
)
"""A verb of setting up or putting into force, and in the same clause what a document can show."""

FIELD = re.compile(r"体制机制|制度体系")
"""Whole fields, of which no one document shows that they are done."""

NO_OUTCOME = {
    "持续完善驱动创新的制度、文化、平台和金融体系": "whole fields",
    "制度、技术、市场、监管四大体系": "whole fields",
    "创新建设工程管理机制": "建设 belongs to the noun; the verb is 创新",
    "推进商事便利化改革": "what it consists of follows (M19, M20)",
    "达到“建设一个平台,支撑一个产业”的目的": "what the platforms of C31 are for",
    "加快培育建设特色鲜明、功能齐全、高效便捷、助动有力的质量基础“一站式”服务平台": "C31",
}
"""What the search finds besides, and why it is no outcome of its own."""


def parts_three_and_four(lines: list[str]) -> list[str]:
    begin = next(number for number, line in enumerate(lines) if line.startswith("四、"))
    heading = re.compile(r"[(\uff08][一二三四五六七八九十]+[)\uff09]|四、")
    return [*part_three(lines), *(line for line in lines[begin:] if not heading.match(line))]


def test_no_outcome_that_the_criterion_finds_is_left_out(plan: Plan, lines: list[str]) -> None:
    """The criterion of docs/en/plan-data.md over the whole text of parts three and four."""
    promised = [
        quote.quote
        for promise in (*plan.commitments, *plan.milestones)
        for quote in (promise.source, *promise.also)
    ]
    left_out, found_at = [], 0
    for line in parts_three_and_four(lines):
        covered = spans(line, promised) + spans(line, list(NO_OUTCOME))
        for found in OUTCOME.finditer(line):
            if FIELD.search(line[found.start() : found.end() + 2]):
                continue
            found_at += 1
            if not any(low < found.end() and found.start() < high for low, high in covered):
                left_out.append(found.group())
    assert left_out == []
    assert found_at > 50, "the search finds them"


def test_what_is_listed_as_no_outcome_stands_in_the_text(lines: list[str]) -> None:
    text = "\n".join(parts_three_and_four(lines))
    assert [phrase for phrase in NO_OUTCOME if phrase not in text] == []


def about(plan: Plan, wanted: str) -> tuple[str, ...]:
    return next(conflict.about for conflict in plan.conflicts if conflict.id == wanted)


def test_the_conflict_on_held_levels_names_the_seven(plan: Plan) -> None:
    held = [one.id for one in plan.indicators if getattr(one, "baseline", None) == one.target]
    assert about(plan, "X23") == tuple(held)
    assert len(held) == 7


def test_only_one_milestone_has_a_deadline(plan: Plan) -> None:
    assert [one.id for one in plan.milestones if one.deadline] == ["M38"]
    assert "除M38外" in (plan.head.scope_note or "")


def test_eight_projects_are_announced_and_six_named(plan: Plan) -> None:
    conflict = next(one for one in plan.conflicts if one.id == "X34")
    named = conflict.phrases[0].quote.removeprefix("着力实施").removesuffix("等八大工程")
    assert len(named.split("、")) == 6


def test_rows_that_the_notes_call_unmentioned_are_not_in_the_text(
    plan: Plan, lines: list[str]
) -> None:
    notes = {number: task.scope_note or "" for task in plan.tasks for number in task.indicators}
    tasks = "\n".join(part_three(lines))
    for wanted, words in (
        ("2", "农产品质量安全"), ("3", "评价抽样"), ("4", "食品抽检"), ("7", "服务业增加值"),
        ("8", "社会消费品"), ("9", "床位"), ("10", "参保"), ("11", "优良天数"), ("12", "市控"),
        ("22", "高新技术企业"),
    ):  # fmt: skip
        assert re.search(rf"(?<![0-9]){wanted}(?![0-9])", notes[wanted])
        assert words not in tasks
    before_and_after = "\n".join(lines[: lines.index("二、总体要求")] + lines[-9:])
    for words in ("食品抽检", "社会消费品", "高新技术企业"):
        assert words not in before_and_after
    for words in ("检测合格率", "评价抽样", "城市空气", "市控"):
        assert words not in before_and_after, "part one gives 2, 3, 11 and 12 other names"
