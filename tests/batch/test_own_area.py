"""Test that a submission is read for its own area, and never with another area's figures."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from shengzhou_quality import evaluate, read_actuals
from shengzhou_quality.batch.entities import EntityRule
from shengzhou_quality.batch.record import from_line
from shengzhou_quality.batch.submission import Settings
from shengzhou_quality.batch.submissions import find_submissions
from shengzhou_quality.batch.work import Worker
from shengzhou_quality.evaluation.outcome import Outcome
from shengzhou_quality.limits import USUAL
from shengzhou_quality.plan.model import Plan
from shengzhou_quality.reading.tables.areas import Areas, own_words, place_stated

NAME = "制造业产品质量监督抽查合格率"
AREAS = {"嵊州市": 91, "甲县": 92, "乙县": 93, "高新区": 94, "经开城": 95, "全市": 96, "长兴县": 98}
ALL = "地区,指标,2025年\n" + "".join(f"{area},{NAME},{value}\n" for area, value in AREAS.items())
ACROSS = f"2025年指标\n指标,{','.join(AREAS)}\n{NAME},{','.join(map(str, AREAS.values()))}\n"

Judged = Callable[..., dict[str, Outcome]]


@pytest.fixture(scope="module")
def worker() -> Worker:
    return Worker(Settings())


def table(title: str = "", value: object = 97, year: int = 2025, name: str = NAME) -> str:
    return f"{title}\n指标,{year}年\n{name},{value}\n".lstrip("\n")


@pytest.fixture
def judged(worker: Worker, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Judged:
    monkeypatch.chdir(tmp_path)

    def run(rule: str | None = None, /, **files: str) -> dict[str, Outcome]:
        for path, content in files.items():
            Path(path).parent.mkdir(parents=True, exist_ok=True)
            Path(path).write_text(content, encoding="utf-8")
        found = find_submissions(["."], USUAL, rule=EntityRule(rule, USUAL))
        outcomes = [from_line(worker.do(one)) for one in found]
        assert len({one.entity for one in outcomes}) == len(outcomes)
        return {one.entity: one for one in outcomes}

    return run


def value(outcome: Outcome) -> str | None:
    return outcome.indicators[0].text


@pytest.mark.parametrize(
    "title",
    [
        "地区：乙县",
        "乙县2025年质量指标完成情况表",
        "乙县情况表",
        "乙县质量发展“十四五”规划实施情况表",  # a county has no plan of another
        "某省某市乙县2025年质量指标表",
        "丁甲县2025年质量指标表",  # another county, whose name ends alike
        "甲县长乐镇2025年质量指标表",  # only a part of it
        "嵊州市2025年质量指标表",  # the plan's own area
        "全市2025年质量指标表",
        "全省2025年质量指标表",
    ],
)
def test_a_file_of_another_area_is_never_read_as_that_of_its_path(
    judged: Judged, title: str
) -> None:
    one = judged(**{"甲县/2025.csv": table(title)})["甲县"]
    assert (one.exit_code, one.indicators) == (2, ())
    assert [finding.code for finding in one.problems] == ["another-area"]


@pytest.mark.parametrize(
    "title",
    [
        "",
        "地区：甲县",
        "甲县情况表",
        "全县2025年质量指标表",
        "某省某市甲县2025年质量指标表",
        "浙江省质量发展“十四五”规划实施情况表",  # the plan of the province
        "甲县城乡居民质量指标表",
    ],
)
def test_a_file_of_the_area_of_its_path_is_read(judged: Judged, title: str) -> None:
    one = judged(**{"甲县/2025.csv": table(title)})["甲县"]
    assert (value(one), one.said_by) == ("97", "folder")


@pytest.mark.parametrize(
    ("path", "title"),
    [
        ("义县.csv", "武义县2025年质量指标表"),
        ("沙市区.csv", "长沙市区2025年质量指标表"),
        ("长沙市.csv", "长沙县2025年质量指标表"),
        ("浙江省.csv", "浙江省甲县2025年质量指标表"),
        ("绍兴市.csv", "绍兴市新昌县2025年质量指标表"),
    ],
)
def test_names_inside_longer_names_are_other_areas(judged: Judged, path: str, title: str) -> None:
    (one,) = judged(**{path: table(title)}).values()
    assert not one.judged


@pytest.mark.parametrize("content", [ALL, ACROSS], ids=["column", "across"])
def test_of_a_table_of_all_areas_only_the_own_figures_are_read(
    judged: Judged, content: str
) -> None:
    names = (
        "甲县",
        "乙县2025",
        "嵊州市",
        "高新区",
        "经开城",
        "汇总",
        "丁县",
        "新江市",
        "浙江省",
        "长兴",
    )
    found = judged(**{f"{name}.csv": content for name in names})
    assert {entity: value(one) if one.judged else None for entity, one in found.items()} == {
        "甲县": "92",
        "乙县": "93",
        "嵊州市": "91",
        "高新区": "94",
        "经开城": "95",
        "汇总": "91",  # names no area: that of the plan, as in `sqc evaluate`
        "丁县": None,
        "新江市": "96",  # 全市
        "长兴": "98",  # 长兴县, though neither the path nor a list says that it is an area
        "浙江省": None,
    }


def test_a_city_below_a_city_has_the_plan_of_that_one_and_of_no_third(judged: Judged) -> None:
    titles = ("绍兴市", "诸暨市")
    found = judged(
        **{
            f"{name}/绍兴市/嵊州市.csv": table(f"{name}质量发展“十四五”规划实施情况表")
            for name in titles
        }
    )
    assert {entity: one.judged for entity, one in found.items()} == {
        "绍兴市/绍兴市/嵊州市": True,
        "诸暨市/绍兴市/嵊州市": False,
    }


def test_districts_of_the_same_name_are_told_apart_by_their_cities(judged: Judged) -> None:
    both = "地区,指标,2025年\n" + "".join(
        f"{city}鼓楼区,{NAME},{figure}\n" for city, figure in (("南京市", 91), ("徐州市", 92))
    )
    found = judged(
        **{
            "徐州市/鼓楼区.csv": both,
            "南京市/鼓楼区.csv": both,
            "福州市/鼓楼区.csv": table("南京市鼓楼区2025年质量指标表", 93),
            "开封市/鼓楼区.csv": table("河南省开封市鼓楼区2025年质量指标表", 94),
        }
    )
    assert {entity: value(one) if one.judged else None for entity, one in found.items()} == {
        "徐州市/鼓楼区": "92",
        "南京市/鼓楼区": "91",
        "福州市/鼓楼区": None,
        "开封市/鼓楼区": "94",
    }


def test_a_row_of_the_whole_city_is_not_that_of_a_county(judged: Judged) -> None:
    found = judged(**{f"{name}.csv": table(name="全市" + NAME) for name in ("甲县", "嵊州市")})
    assert (found["甲县"].exit_code, value(found["嵊州市"])) == (2, "97")


def test_the_title_says_it_where_the_path_does_not(judged: Judged) -> None:
    found = judged(
        **{
            "001.csv": table("地区：甲县", 92),
            "002.csv": table("乙县2025年质量指标表", 93),
            "003.csv": table("", 94),
            "004.csv": table("嵊州市2025年质量指标表", 95),
        }
    )
    assert {entity: (one.said_by, value(one)) for entity, one in found.items()} == {
        "甲县": ("title", "92"),
        "乙县": ("title", "93"),
        "003": ("file", "94"),
        "004": ("file", "95"),
    }


def test_the_sheets_of_a_workbook_may_be_those_of_several_areas(judged: Judged) -> None:
    both = {"甲县": 92, "乙县": 93}
    books = {"甲县": both, "丁县": both, "汇总": both, "表": {"丙县": 94}}
    for name, sheets in books.items():
        book = openpyxl.Workbook()
        book.remove(book.worksheets[0])
        for area, figure in sheets.items():
            sheet = book.create_sheet(area)
            sheet.append(["指标", "2025年"])
            sheet.append([NAME, figure])
        book.save(f"{name}.xlsx")
    found = judged()
    assert {entity: value(one) if one.judged else None for entity, one in found.items()} == {
        "甲县": "92",
        "丁县": None,
        "汇总": None,
        "丙县": "94",
    }
    by_title = judged("title")
    assert {name: [one.code for one in each.problems] for name, each in by_title.items()} == {
        "甲县": ["entity-stated-twice"],
        "丁县": ["entity-stated-twice"],
        "汇总": ["entity-stated-twice"],
        "丙县": [],
    }


def test_by_the_title_files_of_one_area_are_merged(judged: Judged) -> None:
    found = judged(
        "title",
        **{
            "1.csv": table("地区：甲县", 92, 2024),
            "2.csv": table("甲县2025年质量指标表", 93),
            "3.csv": table("质量指标表"),
            "4.csv": "no table",
        },
    )
    assert (found["甲县"].said_by, len(found["甲县"].files), value(found["甲县"])) == (
        "title",
        2,
        "93",
    )
    reasons = {name: [one.code for one in found[name].problems] for name in ("3", "4")}
    assert reasons == {"3": ["entity-not-stated"], "4": ["no-separator"]}


def test_years_of_one_entity_are_judged_together_as_evaluate_judges_them(
    judged: Judged, plan: Plan
) -> None:
    one = judged(**{"甲/2024.csv": table("", 90, 2024), "甲/2025.csv": table("", 97)})["甲"]
    report = evaluate(plan, read_actuals(["甲/2024.csv", "甲/2025.csv"], plan))
    assert (one.exit_code, one.year) == (report.exit_code, report.year) == (1, 2025)
    assert [each.verdict for each in one.indicators] == [each.verdict for each in report.indicators]


def test_a_broken_file_of_several_does_not_stop_the_others(judged: Judged, plan: Plan) -> None:
    found = judged(
        **{
            "甲/2024.csv": table("", 97, 2024),
            "甲/2025.csv": "broken",
            "乙/2024.csv": "broken",
            "乙/2025.csv": "",
        }
    )
    report = evaluate(plan, read_actuals(["甲"], plan))
    one, nothing = found["甲"], found["乙"]
    assert (one.exit_code, one.year) == (report.exit_code, report.year) == (1, 2024)
    assert [each.code for each in one.problems] == ["no-separator"]
    assert [each.code for each in nothing.problems] == ["no-separator", "file-empty"]


def test_two_values_for_a_year_of_one_entity_conflict(judged: Judged) -> None:
    one = judged(**{"甲县2025.csv": table("", 90), "甲县_2025年.csv": table("", 97)})["甲县"]
    assert one.indicators[0].verdict == "invalid"
    assert "conflicting-values" in [each.code for each in one.problems]


def test_a_broken_plan_refuses_only_the_submissions_below_it(
    worker: Worker, tmp_path: Path
) -> None:
    for folder in ("甲县", "乙县"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "2025.csv").write_text(table(), encoding="utf-8")
    (tmp_path / "甲县" / "plan").mkdir()
    (tmp_path / "甲县" / "plan" / "indicators.yaml").write_text("id: [", encoding="utf-8")
    found = find_submissions([str(tmp_path)], USUAL, own_plans=True)
    outcomes = {one.entity: from_line(worker.do(one)) for one in found}
    assert not outcomes["甲县"].judged
    assert outcomes["乙县"].judged


def test_a_plan_of_another_area_is_the_same_plan_and_costs_nothing(plan: Plan) -> None:
    other = plan.of_area(own_words("甲县"))
    assert other == plan
    assert hash(other) == hash(plan)
    assert other.names is plan.names
    assert other.head.area == ("甲县", "全县", "本县", "我县")
    assert plan.head.area[0] == "嵊州市"
    begin = time.process_time()
    for _ in range(1000):
        plan.of_area(("乙县",))
    assert time.process_time() - begin < 0.5


@pytest.mark.parametrize(
    ("area", "words"),
    [
        ("浙江省", ("浙江省", "全省", "本省", "我省")),
        ("嵊州市", ("嵊州市", "全市", "本市", "我市")),
        ("浙江省绍兴市嵊州市", ("嵊州市", "全市", "本市", "我市", "浙江省绍兴市嵊州市")),
        ("济南市市中区", ("市中区", "全区", "本区", "我区", "济南市市中区")),
        ("剡湖街道", ("剡湖街道", "全街道", "本街道")),
    ],
)
def test_the_words_of_an_area(area: str, words: tuple[str, ...]) -> None:
    assert own_words(area) == words
    own = Areas(words)
    assert own.is_own(area)
    assert not own.is_other(words[1])


@pytest.mark.parametrize(
    ("text", "area"),
    [
        ("地区：甲县", "甲县"),
        ("所属地区：浙江省甲县", "浙江省甲县"),
        ("附件1甲县2025年指标表", "甲县"),
        ("2025年甲县质量指标完成情况", "甲县"),
        ("地区：全市", None),
        ("全省平均水平", None),
        ("甲县统计局2025年报表", None),
        ("填报单位：甲县统计局", None),
        ("服务业增加值", None),
    ],
)
def test_the_area_that_a_title_states(text: str, area: str | None) -> None:
    assert place_stated(text) == area
