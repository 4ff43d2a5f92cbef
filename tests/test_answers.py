"""Test what a second round says of the first: settled and asked again, of what was asked."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, NamedTuple

import pytest
from recorded_reports import of_run

from shengzhou_quality.evaluation.asks import Again, Letter
from shengzhou_quality.evaluation.compare import compare
from shengzhou_quality.evaluation.comparison import Comparison
from shengzhou_quality.evaluation.evaluate import evaluate
from shengzhou_quality.evaluation.letters import select_letters
from shengzhou_quality.pages.letters.letter import OfficeLetter, page
from shengzhou_quality.pages.model import Sentence
from shengzhou_quality.plan.model import Plan
from shengzhou_quality.reading.intake import read_contents
from shengzhou_quality.words import Words

HEAD = "编号,2021年,2022年,2023年,2024年,2025年,责任单位"
LISTED = "上次评估时"


class Second(NamedTuple):
    since: Comparison
    letters: dict[str | None, Letter]
    answered: tuple[str, ...]
    texts: dict[str | None, str]


def second_round(plan: Plan, before: str, after: str, year: int = 2025, **more: Any) -> Second:
    """The letters about the rows `after`, compared with an evaluation of the rows `before`."""
    rows = [row.split(",")[0] for row in (*before.split(), *after.split())]
    only = list(dict.fromkeys(rows))
    old = evaluate(plan, read_contents([("a.csv", table(before))], plan), year=year, only=only)
    actuals = read_contents([("b.csv", table(after))], plan, **more)
    report = evaluate(plan, actuals, year=2025, only=only)
    report = replace(report, since=compare(of_run(old), of_run(report)))
    found = select_letters(report, actuals)
    assert report.since is not None
    texts = {
        one.office: "".join(
            block.text
            for block in page(OfficeLetter(report, one), Words("zh")).blocks
            if isinstance(block, Sentence)
        )
        for one in found.letters
    }
    letters = {one.office: one for one in found.letters}
    return Second(report.since, letters, found.answered, texts)


def table(rows: str) -> bytes:
    return "\n".join([HEAD, *rows.split()]).encode()


def settled(letter: Letter) -> list[tuple[str, tuple[int, ...]]]:
    return [(one.item.id, one.years) for one in letter.settled]


def test_the_same_again_is_said_without_a_reproach(plan: Plan) -> None:
    rows = "2,99,,99,99,99,农业局"
    found = second_round(plan, rows, rows)
    mine = found.letters["农业局"]
    assert (mine.again, settled(mine)) == (Again(1, 0), [])
    assert "以上数据上次评估时已列入催报。" in found.texts["农业局"]
    assert "抓紧" not in found.texts["农业局"]
    assert [one.item for one in found.since.requests.open] == ["2"]


def test_another_year_of_an_item_is_new_and_the_one_that_came_is_settled(plan: Plan) -> None:
    """商务局 was asked for 2025 and sent it; now 2023 is gone."""
    found = second_round(plan, "8,9,9,9,9,,商务局", "8,9,9,,9,9,商务局")
    mine = found.letters["商务局"]
    assert (mine.again, settled(mine)) == (Again(0, 0), [("8", (2025,))])
    assert "社会消费品零售总额年均增速（2025年）已经解决" in found.texts["商务局"]
    asked = found.since.requests
    assert [(one.item, one.years) for one in asked.settled] == [("8", (2025,))]
    assert [(one.item, one.years) for one in asked.new] == [("8", (2023,))]
    assert (asked.open, asked.changed) == ((), ())


def test_of_some_years_those_that_came_are_settled(plan: Plan) -> None:
    found = second_round(plan, "2,99,,,99,99,农业局", "2,99,,99,99,99,农业局")
    mine = found.letters["农业局"]
    assert (mine.again, settled(mine)) == (Again(1, 0), [("2", (2023,))])
    assert [one.years for one in found.since.requests.open] == [(2022,)]


def test_what_another_year_does_not_need_is_not_settled(plan: Plan) -> None:
    """22 is judged by the year: of 2023 nothing came, and 2025 is there."""
    rows = "22,200,240,,,400,科技局 5,34,36,37,39,41,住建局"
    found = second_round(plan, rows, rows, year=2023)
    assert "科技局" not in {*found.letters, *found.answered}
    asked = found.since.requests
    assert (asked.settled, [one.item for one in asked.dropped]) == ((), ["22"])
    assert not found.since.same


def test_what_came_for_the_year_judged_before_is_settled(plan: Plan) -> None:
    found = second_round(plan, "22,200,240,,,400,科技局", "22,200,240,300,,400,科技局", year=2023)
    assert found.answered == ("科技局",)
    assert [one.item for one in found.since.requests.settled] == ["22"]


@pytest.mark.parametrize("answer", ["约42", "三百"])
def test_a_cell_that_is_wrong_again_is_not_settled(answer: str, plan: Plan) -> None:
    """It is asked about for another text, which nobody had been asked about."""
    found = second_round(plan, "5,34,36,37,39,约41,住建局", f"5,34,36,37,39,{answer},住建局")
    mine = found.letters["住建局"]
    assert (mine.again, settled(mine)) == (Again(0, 0), [])
    assert LISTED not in found.texts["住建局"]
    asked = found.since.requests
    assert (asked.settled, asked.open, len(asked.changed)) == ((), (), 1)


def test_a_missing_value_that_came_unusable_is_neither(plan: Plan) -> None:
    found = second_round(plan, "22,200,240,300,350,,科技局", "22,200,240,300,350,三百,科技局")
    mine = found.letters["科技局"]
    assert (mine.again, settled(mine)) == (Again(0, 0), [])


def test_an_office_that_nothing_was_asked_of_is_not_told_that_it_was(plan: Plan) -> None:
    """Round one had no office for item 7; a list of offices names one now."""
    rows = "7,345,362,385,404,,"
    listed = ("o.csv", "编号,责任单位\n7,统计局\n".encode())
    found = second_round(plan, rows, rows, offices=listed)
    assert found.letters["统计局"].again == Again(0, 0)
    assert LISTED not in found.texts["统计局"]
    assert found.since.requests.open == ()  # the screen names whom to ask now


def test_another_office_is_not_told_and_the_first_one_has_not_settled_it(plan: Plan) -> None:
    found = second_round(plan, "7,345,362,385,404,,统计局", "7,345,362,385,404,,发改局")
    assert found.letters["发改局"].again == Again(0, 0)
    assert found.answered == ()
    assert found.since.requests.settled == ()


@pytest.mark.parametrize("other", ["统计局（一科)", "嵊州市统计局（一科）"])
def test_one_office_spelled_in_two_ways_is_asked_again(other: str, plan: Plan) -> None:
    rows = "7,345,362,385,404,,"
    found = second_round(plan, f"{rows}统计局（一科）", f"{rows}{other}")
    (mine,) = found.letters.values()
    assert mine.again == Again(1, 0)


def test_some_of_both_kinds_are_counted_by_their_kind(plan: Plan) -> None:
    before = "5,34,36,37,39,约41,甲局 7,345,362,385,404,,甲局 22,200,240,300,350,400,甲局"
    after = "5,34,36,37,39,约41,甲局 7,345,362,385,404,,甲局 22,200,240,300,350,,甲局"
    found = second_round(plan, before, after)
    assert found.letters["甲局"].again == Again(1, 1)
    text = found.texts["甲局"]
    assert "其中补报的1项、更正的1处上次评估时已列入催报。" in text
    assert text.index("请贵单位补报数据2项") < text.index("其中补报的1项")
