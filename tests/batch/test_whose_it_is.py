"""Test whose a file is where its words mislead: names like words, forms, headers, folders."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from shengzhou_quality import evaluate, read_actuals
from shengzhou_quality.batch.entities import EntityRule, SubmittedFile, submissions_of
from shengzhou_quality.batch.long.submissions import read_entities
from shengzhou_quality.batch.names_twice import NamesTwice
from shengzhou_quality.batch.plan_folders import PlanFolders
from shengzhou_quality.batch.record import from_line
from shengzhou_quality.batch.submission import Settings
from shengzhou_quality.batch.submissions import find_submissions
from shengzhou_quality.batch.work import Worker, plan_of
from shengzhou_quality.batch.years_in_names import without_years
from shengzhou_quality.evaluation.outcome import Outcome
from shengzhou_quality.limits import USUAL
from shengzhou_quality.reading.tables.areas import Areas, is_place, own_words, place_stated

NAME = "制造业产品质量监督抽查合格率"
WORK = "完成国家级生态文明示范市创建"
TITLE = "质量发展主要指标完成情况表"

Judged = Callable[..., Outcome]


@pytest.fixture(scope="module")
def worker() -> Worker:
    return Worker(Settings())


@pytest.fixture
def judged(worker: Worker, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Judged:
    monkeypatch.chdir(tmp_path)

    def run(path: str, content: str, *, at: str = ".", given: str = ".", rule: str = "") -> Outcome:
        Path(path).parent.mkdir(parents=True, exist_ok=True)
        Path(path).write_text(content, encoding="utf-8")
        with monkeypatch.context() as moved:
            moved.chdir(at)
            (one,) = find_submissions([given], USUAL, rule=EntityRule(rule or None, USUAL))
            return from_line(worker.do(one))

    return run


def table(*above: str, header: str = "指标,2025年", row: str = f"{NAME},97") -> str:
    return "\n".join((*above, header, row, ""))


def value(outcome: Outcome) -> str | None:
    return outcome.indicators[0].text if outcome.judged else None


def codes(outcome: Outcome) -> list[str]:
    return [one.code for one in outcome.problems]


@pytest.mark.parametrize(
    "area", ["和平区", "全椒县", "平安区", "合作市", "科尔沁左翼中旗", "城区", "东区", "高新区"]
)  # fmt: skip
def test_an_area_that_reads_like_a_word_is_own_and_another(judged: Judged, area: str) -> None:
    assert value(judged(f"{area}.csv", table(f"{area}{TITLE}"))) == "97"
    assert place_stated(f"{area}{TITLE}") == area
    assert codes(judged(f"{area}.csv", table(f"沈河区{TITLE}"))) == ["another-area"]
    assert codes(judged(f"{area}.csv", table("地区：沈河区"))) == ["another-area"]
    assert Areas(own_words("甲县")).of_title(f"{area}{TITLE}") == area


@pytest.mark.parametrize(
    ("own", "title"),
    [
        ("甲县", "高新区"),
        ("甲县", "临港经济开发区"),
        ("甲县", "甲县高新区"),
        ("甲县", "甲县城区"),
        ("甲县", "甲县东镇"),
        ("经济开发区", "临港经济开发区"),
        ("经济开发区", "高新区"),
        ("大东区", "东区"),
        ("东区", "大东区"),
        ("甲县高新区", "乙县高新区"),
        ("甲县高新区", "甲县"),
    ],
)
def test_a_part_or_a_longer_name_is_another_area(judged: Judged, own: str, title: str) -> None:
    assert codes(judged(f"{own}.csv", table(f"{title}2025年{TITLE}"))) == ["another-area"]


@pytest.mark.parametrize(
    "title",
    [
        "城区空气质量情况表", "市区空气质量情况表", "甲县城区空气质量情况表",
        "甲县城镇居民收入情况表",
        "示范区创建情况表", "甲县国家级示范区创建情况表", "开发区建设规划",
        "和县域经济有关的指标表",
        "合作市场主体情况表", "2025年质量发展指标表（全县）", "质量发展指标表（甲县）",
    ],
)  # fmt: skip
def test_words_of_what_an_area_has_leave_it_the_own(judged: Judged, title: str) -> None:
    assert value(judged("甲县.csv", table(title))) == "97"


STATED = (
    "数据年度：2025年　　地区：{}",
    "单位：%　　地区：{}",
    "制表日期：2026年1月　　地区：{}",
    "地区：{}（数据年度：2025年）",
    "地区：{}，单位：%",
    "填报地区：{}",
    "县名：{}",
    "填报单位：{}",
    "县（市、区）：{}",
    "地区,{},年度,2025",
    "质量发展指标表（{}）",
    "2025年质量发展指标表——{}",
)


@pytest.mark.parametrize("line", STATED)
def test_a_line_states_the_area_whatever_stands_beside_it(judged: Judged, line: str) -> None:
    assert value(judged("甲县.csv", table(line.format("甲县")))) == "97"
    rows = table(line.format("乙县"), header="序号,指标,单位,2025年", row=f"1,{NAME},%,97")
    assert codes(judged("甲县.csv", rows)) == ["another-area"]
    assert not judged("甲县.csv", table(line.format("乙县"))).judged


@pytest.mark.parametrize("line", STATED)
def test_the_plans_own_figures_are_read_under_the_same_lines(tmp_path: Path, line: str) -> None:
    plan = plan_of(None)
    file = tmp_path / "a.csv"
    file.write_text(table(line.format("嵊州市")), encoding="utf-8")
    report = evaluate(plan, read_actuals([str(file)], plan))
    assert report.indicators[0].status == "met"


def test_an_office_of_another_area_may_have_filled_in_the_form(judged: Judged) -> None:
    assert value(judged("甲县.csv", table("填报单位：乙县市场监督管理局"))) == "97"


@pytest.mark.parametrize("header", ["乙县", "全省平均"])
def test_a_column_of_another_area_is_none_of_states(judged: Judged, header: str) -> None:
    content = table(header=f"重点工作,{header}", row=f"{WORK},完成创建")
    assert codes(judged("甲县.csv", content))[:1] == ["nothing-to-judge"]
    own = table(header="重点工作,当前", row=f"{WORK},完成创建")
    assert judged("甲县.csv", own).judged


def test_a_row_of_data_is_no_title(judged: Judged) -> None:
    content = table(row=f"{NAME},97\n全省平均,50\n绍兴市,93")
    one = judged("市场局.csv", content)
    assert (one.entity, one.said_by, value(one)) == ("市场局", "file", "97")
    assert codes(judged("市场局.csv", content, rule="title")) == ["entity-not-stated"]


@pytest.mark.parametrize(
    ("at", "given"), [(".", "."), (".", "甲县"), ("甲县", "."), ("甲县", "统计局.csv")]
)
def test_the_folder_that_is_given_tells_the_area(judged: Judged, at: str, given: str) -> None:
    path = "甲县/统计局.csv"
    assert codes(judged(path, table(f"乙县{TITLE}"), at=at, given=given)) == ["another-area"]
    both = f"地区,指标,2025年\n甲县,{NAME},92\n乙县,{NAME},97\n"
    assert value(judged(path, both, at=at, given=given)) == "92"


@pytest.mark.parametrize("given", [".", "杭州市", "杭州市/西湖区"])
def test_the_city_above_is_known_however_the_path_is_given(judged: Judged, given: str) -> None:
    path = "杭州市/西湖区/2025.csv"
    assert value(judged(path, table(f"杭州市西湖区{TITLE}"), given=given)) == "97"
    assert codes(judged(path, table(f"南昌市西湖区{TITLE}"), given=given)) == ["another-area"]


@pytest.mark.parametrize("given", [".", "浙江省"])
def test_the_folder_of_a_province_holds_the_files_of_its_counties(
    judged: Judged, given: str
) -> None:
    path = "浙江省/统计.csv"
    one = judged(path, table(f"乙县{TITLE}"), given=given)
    assert (one.entity, one.said_by, value(one)) == ("乙县", "title", "97")
    assert codes(judged(path, table(f"江西省{TITLE}"), given=given)) == ["another-area"]


def test_a_year_without_a_title_is_not_that_of_the_title_of_another(
    worker: Worker, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("统计2024.csv").write_text(table(header="指标,2024年"), encoding="utf-8")
    Path("统计2025.csv").write_text(table(f"乙县{TITLE}"), encoding="utf-8")
    (one,) = find_submissions(["."], USUAL)
    assert from_line(worker.do(one)).entity == "统计"


def test_no_two_submissions_are_called_alike() -> None:
    files = [
        SubmittedFile(path, 1, plan)
        for path, plan in (("a/2024/甲县.csv", "p"), ("a/2025/甲县.csv", None))
    ]
    assert [one.entity for one in submissions_of(files, EntityRule())] == [
        "a/2024/甲县",
        "a/2025/甲县",
    ]
    files = [SubmittedFile("a/b.csv"), SubmittedFile("a/b.yaml")]
    assert [one.entity for one in submissions_of(files, EntityRule("file"))] == [
        "a/b.csv",
        "a/b.yaml",
    ]


@pytest.mark.parametrize("name", ["企业2001", "2000亩示范", "2021亩示范"])
def test_a_number_that_is_no_year_of_a_plan_stays(name: str) -> None:
    assert without_years(name) == name


# ---- long files


@pytest.fixture
def split(tmp_path: Path) -> Callable[[str], dict[str, list[list[str]]]]:
    """The rows of each entity behind the header; refused rows have the name of the file."""

    def run(content: str) -> dict[str, list[list[str]]]:
        file = tmp_path / "f.csv"
        file.write_text(content, encoding="utf-8")
        found = read_entities([str(file)], "地区", plan_of, USUAL, lambda _: None)
        heads = map(found.whole, found.heads("地区", plan_of))
        return {
            one.entity: [
                list(map(str, texts))
                for extract in one.extracts
                for sheet in extract.sheets
                for texts in sheet.texts[1:]
            ]
            for one in heads
        }

    return run


def test_a_name_that_is_left_out_gives_the_row_to_nobody(
    split: Callable[[str], dict[str, list[list[str]]]],
) -> None:
    found = split("地区,指标,2025年\n甲县,a,35\n,b,97\n乙县,a,45\n")
    assert found == {"f": [], "甲县": [["甲县", "a", "35"]], "乙县": [["乙县", "a", "45"]]}


def test_names_written_once_hold_for_the_rows_below(
    split: Callable[[str], dict[str, list[list[str]]]],
) -> None:
    found = split("地区,指标,2025年\n甲县,a,1\n,b,2\n,c,3\n乙县,a,4\n,b,5\n丙县,a,6\n")
    assert {name: len(rows) for name, rows in found.items()} == {"甲县": 3, "乙县": 2, "丙县": 1}


def test_a_repeated_name_is_written_out_and_the_whole_is_the_area(
    split: Callable[[str], dict[str, list[list[str]]]],
) -> None:
    found = split("地区,指标,2025年\n甲县,a,1\n同上,b,2\n甲县（全县）,c,3\n其中：东街道,d,4\n")
    assert [row[0] for row in found["甲县"]] == ["甲县", "甲县", "甲县（全县）"]
    assert list(found) == ["f", "甲县"]


def test_a_long_file_is_judged_by_the_plan_of_its_folder(tmp_path: Path) -> None:
    own = tmp_path / "plan"
    own.symlink_to(Path(__file__).parents[2] / "plan")
    (tmp_path / "b").mkdir()
    file = tmp_path / "b" / "f.csv"
    file.write_text(f"地区,指标,2025年\n甲县,{NAME},97\n", encoding="utf-8")
    for own_plans, plan in ((True, str(own)), (False, None)):
        found = read_entities(
            [str(file)], "地区", plan_of, USUAL, lambda _: None, own_plans=own_plans
        )
        assert [one.plan for one in found.heads("地区", plan_of)] == [plan]
    assert PlanFolders().above(f"{tmp_path}{os.sep}b{os.sep}") == str(own)


def test_names_of_the_list_are_places() -> None:
    assert all(map(is_place, ("和平区", "本溪满族自治县", "辉县市", "芒市", "天津市和平区")))
    assert not any(map(is_place, ("全县", "和各县", "本县", "平安市场", "文明城市", "市区")))


def test_an_area_that_is_counted_twice_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, worker: Worker
) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("甲县", "市场局", "科技局"):
        Path(f"{name}.csv").write_text(table(f"甲县{TITLE}"), encoding="utf-8")
    Path("其他.csv").write_text(table(f"乙县{TITLE}"), encoding="utf-8")
    for rule, told in ((None, [("entity-twice", {"entity": "甲县", "count": 3})]), ("title", [])):
        found = list(find_submissions(["."], USUAL, rule=EntityRule(rule, USUAL)))
        twice = NamesTwice(found)
        for one in found:
            twice.see(from_line(worker.do(one)))
        assert [(one.code, dict(one.parameters)) for one in twice.findings()] == told
