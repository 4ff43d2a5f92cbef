"""Test a person's judgement in every format: next to the computed one, and always as text."""

from __future__ import annotations

import json
import re
import unicodedata
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

import pytest
import word_document
from markdown_it import MarkdownIt
from markdown_page import without_folds
from nasty import NASTY

from shengzhou_quality.formats import FORMATS, Options
from shengzhou_quality.pages.conclusion import result_line
from shengzhou_quality.words import LANGUAGES, Words

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from shengzhou_quality.evaluation.report import Report

    Judge = Callable[..., Report]

ACTUALS = {
    "5": {"2023": "39.9"},
    "6": {"2023": "11"},
    "7": {"2023": "348.6"},
    "12": {"2023": "93.3"},
    "C06": {"2023": "50"},
}
ONLY = ["5", "6", "7", "12", "C06", "C09"]


def report_on(judge: Judge, assessments: dict[str, Any], year: int = 2023) -> Report:
    data = {"actuals": ACTUALS, "assessments": assessments}
    return judge(("d.json", json.dumps(data).encode("ascii")), year=year, only=ONLY)


@pytest.fixture(scope="module")
def report(judge: Judge) -> Report:
    """An override, a revised baseline, a binding indicator set aside, commitments."""
    who = {"by": "张某", "date": "2024-03-15"}
    return report_on(
        judge,
        {
            "6": {"status": "基本符合时序进度", "reason": "项目已竣工", **who},
            "7": {"baseline": "303", "reason": "普查后修订", **who},
            "12": {"status": "不纳入评估", "reason": "断面已撤销", **who},
            "C06": {"status": "滞后", "reason": "口径不同", **who},
            "C09": {"status": "达标", "reason": "现场核查"},
        },
    )


def shown(report: Report, format_: str, language: str = "zh") -> str:
    text = FORMATS[format_].render(report, Words(language), Options(width=100)).decode()
    return re.sub(r"\s+", "", text.replace("%25", "%") if format_ == "github" else text)


@pytest.mark.parametrize(
    ("format_", "items"),
    [
        ("terminal", ("项目已竣工", "普查后修订", "断面已撤销", "口径不同", "现场核查")),
        ("markdown", ("项目已竣工", "普查后修订", "断面已撤销", "口径不同", "现场核查")),
        ("json", ("项目已竣工", "普查后修订", "断面已撤销", "口径不同", "现场核查")),
        # Only indicators have a place of their own there, and what is set aside a notice.
        ("github", ("项目已竣工", "普查后修订", "断面已撤销")),
        ("junit", ("项目已竣工", "普查后修订", "断面已撤销")),
    ],
)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_format_shows_the_reasons(
    language: str, format_: str, items: tuple[str, ...], report: Report
) -> None:
    text = shown(report, format_, language)
    assert [reason for reason in items if reason not in text] == []


@pytest.mark.parametrize("format_", ["terminal", "markdown", "github", "junit"])
def test_the_given_status_stands_beside_the_computed_one(format_: str, report: Report) -> None:
    text = shown(report, format_)
    beside = {"markdown": "略慢于时序进度；评估意见：认定为“基本符合时序进度”"}
    assert beside.get(format_, "计算结果为“略慢于时序进度”；认定为“基本符合时序进度”") in text
    # From 303: q = 45.6/120 = 38%, pace 0.38/0.6.
    assert "按修订基期值303亿元（规划的是322.7亿元）测算，完成进度38%，时序进度比0.63" in text


def test_the_opening_says_what_is_set_aside(report: Report) -> None:
    for format_ in ("terminal", "markdown"):
        opening = shown(report, format_).partition("预警清单")[0]
        assert {"terminal": "指标3项：", "markdown": "3项指标中"}[format_] in opening
        assert "不纳入评估的指标1项（第12项），不计入以上各数，也不影响结论" in opening
        assert (
            "另有评估意见4项（第6项、第7项、高新技术产业增加值占规上增加值比重、"
            "人口集中的重点乡镇和特色乡村放心消费基本全覆盖）"
        ) in opening
    assert shown(report, "github").startswith("::notice")
    assert "title=excluded::12" in shown(report, "github")
    assert result_line(report, Words("zh")).endswith("不纳入评估的指标1项（第12项）。")
    assert result_line(report, Words("en")).endswith("indicators excluded: 1 (no. 12).")


def test_what_is_set_aside_is_skipped_and_never_a_failure(report: Report) -> None:
    document = ET.fromstring(  # noqa: S314 - our own
        FORMATS["junit"].render(report, Words("zh"), Options())
    )
    cases = [it for it in document.iter("testcase") if it.get("name", "").startswith("12 ")]
    (case,) = cases
    assert case.find("skipped") is not None
    assert case.find("failure") is None
    assert document.get("failures") == "0"
    assert "::error" not in shown(report, "github")


def test_json_has_all_of_it_or_null(report: Report) -> None:
    data = json.loads(FORMATS["json"].render(report, Words("zh"), Options()))
    found = {item["id"]: item["assessed"] for item in (*data["indicators"], *data["commitments"])}
    assert found["5"] is None
    assert found["6"] == {
        "status": "on_track", "excluded": False, "baseline": None, "reason": "项目已竣工",
        "by": "张某", "date": "2024-03-15", "place": found["6"]["place"],
    }  # fmt: skip
    assert re.fullmatch(r"d\.json:1:\d+", found["6"]["place"])
    assert found["7"]["baseline"] == {
        "text": "303", "status": "slipping", "progress": 0.38, "expected": 375, "pace": 0.633333,
        "needed_per_year": 37.2, "projected": 379,
    }  # fmt: skip
    assert (found["7"]["status"], found["12"]["excluded"]) == (None, True)
    assert found["C09"]["status"] == "met"
    assert (data["summary"]["total"], data["summary"]["excluded"]) == (3, 1)
    by_id = {item["id"]: item for item in data["indicators"]}
    assert (by_id["12"]["status"], by_id["12"]["severity"]) == ("lapsed", None)
    warnings = {entry["id"]: entry["assessed_status"] for entry in data["lists"]["warnings"]}
    assert warnings == {"6": "on_track", "7": None}


# No file holds a lone surrogate: the readers refuse it.
WRITABLE = [text for text in NASTY if not re.search("[\ud800-\udfff]", text)]


PAPERS = ("docx", "xlsx")


def given(texts: Sequence[str]) -> dict[str, Any]:
    """Four opinions of four kinds, each with the next of the texts for its reason and its judge."""
    ones = [{"status": "滞后", "reason": text, "by": text} for text in texts]
    return {"5": ones[0], "6": ones[1], "12": {**ones[2], "status": "不纳入评估"}, "C06": ones[3]}


def strange_in(text: str) -> set[str]:
    categories = {"Cc", "Cf", "Cs", "Zl", "Zp"}
    return {it for it in set(text) if unicodedata.category(it) in categories} - {"\n"}


@pytest.mark.parametrize("first", range(0, len(WRITABLE), 2))
def test_reasons_and_names_stay_text_on_paper(first: int, judge: Judge) -> None:
    """A paper or a workbook takes most of the time: it holds two texts, each in all places."""
    texts = (WRITABLE[first], WRITABLE[(first + 1) % len(WRITABLE)])
    for number, language in enumerate(LANGUAGES):
        one, other = texts[number], texts[1 - number]
        report = report_on(judge, given((one, other, one, other)))
        name = PAPERS[(first // 2 + number) % 2]
        made = FORMATS[name].render(report, Words(language), Options(width=80))
        assert strange_in(word_document.said(made)) == set(), name


@pytest.mark.parametrize("nasty", WRITABLE, ids=range(len(WRITABLE)))
def test_reasons_and_names_stay_text_in_every_format(nasty: str, judge: Judge) -> None:
    """`5` is fine, and so are its reason and its judge, whatever they are made of."""
    report = report_on(judge, given([nasty] * 4))
    for language in LANGUAGES:
        made = {
            name: format_.render(report, Words(language), Options(width=80)).decode()
            for name, format_ in FORMATS.items()
            if name not in PAPERS
        }
        for name, text in made.items():
            assert strange_in(text) == set(), name
        wide = [line for line in made["terminal"].splitlines() if _width(line) > 80]
        assert wide == []
        assert not re.search(r"(?m)^\s*(::|##\[|##vso)", made["terminal"])
        lines = made["github"].splitlines()
        assert all(re.match(r"::(notice|warning|error) ", line) for line in lines)
        ET.fromstring(made["junit"])  # noqa: S314 - our own
        tokens = (
            MarkdownIt("commonmark")
            .enable(["table", "strikethrough"])
            .parse(without_folds(made["markdown"]))
        )
        kinds = {it.type for token in tokens for it in (token, *(token.children or ()))}
        markup = {"html_block", "html_inline", "link_open", "image", "em_open", "fence",
                  "code_inline", "code_block", "s_open", "blockquote_open", "hr"}  # fmt: skip
        assert kinds & markup == set()
        data = json.loads(made["json"])
        reasons = {item["assessed"]["reason"] for item in data["indicators"] if item["assessed"]}
        assert len(reasons) <= 1
        if _says_something(nasty):
            assert reasons == {" ".join(nasty.split())}


def _width(line: str) -> int:
    wide = {"W", "F"}
    return sum(
        0 if unicodedata.combining(it) else 2 if unicodedata.east_asian_width(it) in wide else 1
        for it in line
    )


def _says_something(text: str) -> bool:
    """What JSON writes as it is."""
    return text.isprintable() and bool(text.strip())


RESTATED = {"19": {"2025": "3"}, "C02": {"2025": "3"}, "C06": {"2025": "50"}}


@pytest.fixture(scope="module")
def aside(judge: Judge) -> Report:
    """Set aside: an indicator that C02 restates, a commitment, a milestone that nobody reported."""
    gone = {"status": "不纳入评估", "reason": "评选已取消"}
    data = {"actuals": RESTATED, "assessments": {"19": gone, "C06": gone, "M30": gone}}
    content = ("d.json", json.dumps(data).encode("ascii"))
    return judge(content, year=2025, only=["19", "C02", "C06", "M30"])


@pytest.mark.parametrize("format_", ["terminal", "markdown"])
def test_what_restates_an_indicator_is_named_when_that_is_set_aside(
    format_: str, aside: Report
) -> None:
    """None of the table is left to count, and the opening still says what was set aside."""
    text = shown(aside, format_)
    assert "不纳入评估的指标1项（第19项）" in text
    assert (
        "与上述指标是同一要求的量化任务和标志性成果1项（新培育县级以上政府质量奖企业），随之不纳入评估。"
        in text
    )
    assert (
        "不纳入评估的量化任务和标志性成果2项（高新技术产业增加值占规上增加值比重、浙江省“群星奖”）"
        in text
    )


def test_junit_skips_what_is_set_aside_and_says_why(aside: Report) -> None:
    root = ET.fromstring(FORMATS["junit"].render(aside, Words("zh"), Options()))  # noqa: S314
    cases = {case.get("name", "").split()[0]: case for case in root.iter("testcase")}
    for identity in ("19", "C06", "M30"):
        assert cases[identity].find("skipped") is not None, identity
        assert "评选已取消" in (cases[identity].findtext("system-out") or "")
        assert cases[identity].find("failure") is None


def test_junit_tells_an_error_in_an_indicator_that_only_left_out(judge: Judge) -> None:
    """C14 shows 6: what is wrong with 6 makes the exit code 1, so something has to fail."""
    content = json.dumps({"actuals": {"6": {"2025": "很高"}}}).encode()
    report = judge(content, year=2025, only=["C14"])
    assert report.exit_code == 1
    root = ET.fromstring(FORMATS["junit"].render(report, Words("zh"), Options()))  # noqa: S314
    assert [case.get("classname") for case in root.iter("testcase")
            if case.find("failure") is not None] == ["sqc.files"]  # fmt: skip
