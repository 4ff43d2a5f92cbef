"""Test the formats for CI (github, junit), and that text from a file stays text in every format."""

from __future__ import annotations

import json
import re
import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote
from xml.etree import ElementTree as ET

import pytest
import xmlschema
from markdown_page import without_folds
from nasty import NASTY

from shengzhou_quality.diagnostics import Diagnostic, Place, Severity
from shengzhou_quality.evaluation.check import check
from shengzhou_quality.evaluation.evaluate import evaluate
from shengzhou_quality.formats import CHECK_FORMATS, FORMATS, Options
from shengzhou_quality.formats.screen import printable, visible
from shengzhou_quality.interval import Interval
from shengzhou_quality.judgement import Form
from shengzhou_quality.reading.intake import read_contents
from shengzhou_quality.reported import Actuals, Observation, Source
from shengzhou_quality.words import Words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from shengzhou_quality.plan.model import Plan

JUNIT = xmlschema.XMLSchema(str(Path(__file__).parent / "junit.xsd"))
LANGUAGES = ("zh", "en")
UNSEEN = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
COMMANDS = ("github", "check-github")
"""The formats whose every line is a command."""


# A run that holds a text everywhere that a file can put one


def actuals_with(text: str) -> Actuals:
    """`text` as the name of a file and a sheet, as values, units, evidence and in findings."""
    sheet = Place(text, text, 3, 4)
    values = {"text": text, "unit": text, "other": text, "before": text, "place": text}

    def seen(indicator: str, year: int, value: Interval | None, **more: Any) -> Observation:
        return Observation(
            indicator=indicator, year=year, text=text, place=sheet, value=value, **more
        )

    return Actuals(
        observations=(
            seen("5", 2025, Interval.point(40), evidence=text),  # fails
            seen("7", 2025, None),  # invalid
            seen("19", 2024, Interval.point(1), form=Form.OF_YEAR),  # unproven
            seen("19", 2025, Interval.point(2), form=Form.OF_YEAR),
            seen("13", 2025, None, forecast=True),
            seen("1", 2025, Interval.point(99), partial=text, provisional=True),
        ),
        sources=(Source(text, "0" * 64, (text, text)),),
        diagnostics=(
            Diagnostic("not-a-number", sheet, "7", {**values, "name": text}),
            Diagnostic("unknown-indicator", Place(text, None, 2, 1),
                       parameters={"text": text, "nearest": text}),
            Diagnostic("hidden-sheet", Place(text, text)),
            Diagnostic("conflicting-values", sheet, "5",
                       {**values, "name": text, "year": "2025"}),
            Diagnostic("nothing-to-judge", Place(text)),
        ),
        matched=dict.fromkeys(("5", "7", "19"), (sheet,)),
    )  # fmt: skip


def outputs(plan: Plan, text: str, language: str) -> dict[str, bytes]:
    """Every format of text of both commands for the run that holds `text`."""
    words, actuals = Words(language), actuals_with(text)
    report, checked = evaluate(plan, actuals), check(plan, actuals, complete=True)
    made = {
        name: known.render(report, words, Options())
        for name, known in FORMATS.items()
        if not known.binary
    }
    made |= {
        f"check-{name}": known.render(checked, words, Options())
        for name, known in CHECK_FORMATS.items()
        if not known.binary
    }
    lines = [words.line(finding) for finding in (*report.diagnostics, *checked.diagnostics)]
    made["stderr"] = "".join(visible(line) + "\n" for line in lines).encode()
    return made


@pytest.fixture(scope="module")
def harmless(plan: Plan) -> dict[str, dict[str, bytes]]:
    return {language: outputs(plan, "harmless", language) for language in LANGUAGES}


@pytest.fixture(scope="module", params=range(len(NASTY)), ids=lambda number: repr(NASTY[number]))
def nasty(request: pytest.FixtureRequest, plan: Plan) -> tuple[str, dict[str, dict[str, bytes]]]:
    """A text in one language, the next one in the other: neighbours in the list are of a kind."""
    text, language = NASTY[request.param], LANGUAGES[request.param % len(LANGUAGES)]
    return text, {language: outputs(plan, text, language)}


Made = tuple[str, dict[str, dict[str, bytes]]]


def parsed(content: bytes) -> ET.Element:
    return ET.fromstring(content)  # noqa: S314 - our own output


def every(made: Made) -> Iterable[tuple[str, str, str]]:
    for language, formats in made[1].items():
        for name, content in formats.items():
            yield language, name, content.decode("utf-8")


# A log of GitHub Actions, read as its runner reads it


def commands(log: str) -> list[tuple[str, dict[str, str], str]]:
    """The commands in a log: `::name key=value,…::message` on a line, else `##[name]` anywhere."""
    found = []
    for line in re.split(r"\r\n|\n|\r", log):
        text = line.lstrip()
        end = text.find("::", 2)
        if text.startswith("::") and end > 0:
            name, _, written = text[2:end].partition(" ")
            pairs = [pair.partition("=") for pair in written.split(",") if pair]
            properties = {key: unquote(value) for key, _, value in pairs}
            found.append((name, properties, unquote(text[end + 2 :])))
        elif re.search(r"##\w*\[", text):
            found.append((text, {}, ""))
    return found


def test_the_reader_of_logs_finds_what_a_runner_would() -> None:
    assert commands("  ::error file=a%3Ab,line=3::x%0Ay\nx") == [
        ("error", {"file": "a:b", "line": "3"}, "x\ny")
    ]
    assert len(commands("x ##[error]y\n##vso[task]z")) == 2
    assert commands("a::b\n:: c") == []


def test_no_text_becomes_a_command(nasty: Made) -> None:
    for language, name, content in every(nasty):
        bare = name.removeprefix("check-")
        if bare != "github":
            assert commands(content) == [], (language, name)


def test_annotations_are_as_many_and_of_the_kinds_that_they_are(
    nasty: Made, harmless: dict[str, dict[str, bytes]]
) -> None:
    text, made = nasty
    for language, formats in made.items():
        for name in COMMANDS:
            found = commands(formats[name].decode("utf-8"))
            plain = commands(harmless[language][name].decode("utf-8"))
            assert [(level, list(keys)) for level, keys, _ in found] == [
                (level, list(keys)) for level, keys, _ in plain
            ]
            assert len(found) == len(formats[name].splitlines())
            for level, properties, _ in found:
                assert level in {"error", "warning", "notice"}
                assert re.fullmatch(r"[a-z_-]+", properties["title"])
                assert properties.get("file", printable(text)) == printable(text)


# Every format keeps its shape


def test_no_control_character_is_left(nasty: Made) -> None:
    for language, name, content in every(nasty):
        left = {sign for sign in set(content) if unicodedata.category(sign) in UNSEEN} - {"\n"}
        assert left == set(), (language, name)


def test_junit_keeps_its_shape_and_its_schema(
    nasty: Made, harmless: dict[str, dict[str, bytes]]
) -> None:
    text, made = nasty
    for language, formats in made.items():
        for name in ("junit", "check-junit"):
            JUNIT.validate(formats[name].decode("utf-8").partition("\n")[2])
            root = parsed(formats[name])
            plain = parsed(harmless[language][name])
            assert [element.tag for element in root.iter()] == [it.tag for it in plain.iter()]
            assert [list(element.attrib) for element in root.iter()] == [
                list(element.attrib) for element in plain.iter()
            ]
            file = root.find("testsuite/testcase")
            assert file is not None
            assert file.attrib["name"] == visible(text)


def test_json_gives_the_text_back(nasty: Made) -> None:
    text, made = nasty
    for formats in made.values():
        for name in ("json", "check-json"):
            data = json.loads(formats[name])
            assert data["sources"][0]["path"] == text
            assert any(item["location"]["sheet"] == text for item in data["diagnostics"])


def test_markdown_keeps_its_lines_and_has_no_tag_but_its_own(
    nasty: Made, harmless: dict[str, dict[str, bytes]]
) -> None:
    _, made = nasty
    for language, formats in made.items():
        for name in ("markdown", "check-markdown"):
            content = formats[name].decode("utf-8")
            plain = harmless[language][name].decode("utf-8")
            shape = [structure(line) for line in content.splitlines()]
            assert shape == [structure(line) for line in plain.splitlines()]
            bare = re.sub(r"\\.", "", without_folds(content))
            assert "<" not in bare
            assert "](" not in bare
            assert not re.search(r"(?i)(https?|ftp)://|www\.", bare)


def structure(line: str) -> tuple[str, int]:
    """What markdown makes of a line: its beginning, with a list in a list, and its cells."""
    beginning = re.match(r"(#+ |\| |\*\*|(?:\s*(?:[-+*>]|[0-9]+[.)]) )*)", line)
    assert beginning is not None
    return beginning[0], len(re.findall(r"(?<!\\)\|", line))


# What the formats say


def test_a_cell_is_named_in_the_message_and_a_line_in_its_property(plan: Plan) -> None:
    findings = (
        Diagnostic("not-whole", Place("a.xlsx", "表", 7, 11), "16",
                   {"name": "名", "text": "2.5", "unit": "个"}),
        Diagnostic("yaml-unknown-key", Place("b,c:d.yaml", None, 3, 9), parameters={"key": "k"}),
        Diagnostic("hidden-sheet", Place("a.xlsx", "旧")),
        Diagnostic("year-has-few",
                   parameters={"year": "2025", "with_value": "1", "with_data": "3"}),
    )  # fmt: skip
    report = check(plan, Actuals((), diagnostics=findings))
    written = CHECK_FORMATS["github"].render(report, Words("en"), Options()).decode()
    assert [
        line.partition("::")[2].partition("::")[0] for line in written.splitlines()
    ] == [
        "error file=a.xlsx,title=not-whole",
        "warning title=year-has-few",
        "notice file=a.xlsx,title=hidden-sheet",
        "warning file=b%2Cc%3Ad.yaml,line=3,col=9,title=yaml-unknown-key",
    ]  # fmt: skip
    messages = {keys["title"]: message for _, keys, message in commands(written)}
    assert messages["not-whole"].startswith("表!K7: 名: 2.5 is not a whole number.\n")
    assert messages["hidden-sheet"].startswith("旧: ")


def test_a_percent_sign_is_escaped_once(plan: Plan) -> None:
    place = Place("a.xlsx", "表", 1, 1)
    details = {"name": "n", "text": "5%0A", "domain": "0–100"}
    finding = Diagnostic("outside-domain", place, "5", dict(details))
    report = check(plan, Actuals((), diagnostics=(finding,)))
    written = CHECK_FORMATS["github"].render(report, Words("en"), Options()).decode()
    assert "5%250A is outside" in written
    assert "5%0A is outside" in commands(written)[0][2]


def cases(content: bytes) -> dict[str, ET.Element]:
    return {case.attrib["name"]: case for case in parsed(content).iter("testcase")}


def test_junit_of_a_check_has_a_case_for_every_file_and_indicator(plan: Plan) -> None:
    actuals = actuals_with("data.xlsx")
    found = cases(CHECK_FORMATS["junit"].render(check(plan, actuals), Words("en"), Options()))
    assert len(found) == 24
    assert next(iter(found)) == "data.xlsx"
    file = found["data.xlsx"].find("failure")
    assert file is not None
    assert file.attrib["type"] == "nothing-to-judge"
    assert "data.xlsx:2:1: warning[unknown-indicator]" in (file.text or "")
    assert "info[hidden-sheet]" in (file.text or "")
    five = next(case for name, case in found.items() if name.startswith("5 ")).find("failure")
    assert five is not None
    assert five.attrib["type"] == "conflicting-values"
    assert "data.xlsx:data.xlsx!D3: error[conflicting-values]" in (five.text or "")
    six = next(case for name, case in found.items() if name.startswith("6 "))
    assert [child.tag for child in six] == ["skipped"]


def test_junit_of_an_evaluation_fails_what_fails(plan: Plan) -> None:
    actuals = actuals_with("data.xlsx")
    report = evaluate(plan, actuals)
    root = parsed(FORMATS["junit"].render(report, Words("en"), Options()))
    failed = {
        case.attrib["name"].partition(" ")[0]
        for case in root.iter("testcase")
        if case.find("failure") is not None and case.attrib["classname"] == "sqc.indicators"
    }
    binding = {
        result.indicator.id for result in report.indicators if result.severity is Severity.ERROR
    }
    assert {"5", "7"} <= failed
    assert failed == binding
    total = sum(int(suite.attrib["failures"]) for suite in root.iter("testsuite"))
    assert root.attrib["failures"] == str(total)


def test_github_puts_failing_indicators_at_their_cell(plan: Plan) -> None:
    """Indicator 5: 40 against >40, binding; 19 (anticipatory) is unproven in the last year."""
    report = evaluate(plan, actuals_with("data.xlsx"))
    found = commands(FORMATS["github"].render(report, Words("en"), Options()).decode())
    missed = [(level, keys, text) for level, keys, text in found if keys["title"] == "missed"]
    assert [(level, keys["file"]) for level, keys, _ in missed] == [("error", "data.xlsx")]
    assert missed[0][2].startswith("data.xlsx!D3: 5 ")
    watched = [text for level, _, text in found if level == "warning" and ": 19 " in text]
    assert len(watched) == 1


def test_the_same_input_gives_the_same_bytes(
    harmless: dict[str, dict[str, bytes]], plan: Plan
) -> None:
    for language, formats in harmless.items():
        assert outputs(plan, "harmless", language) == formats


# What GitHub shows, and where a case fails


def data(*rows: str, name: str = "a.csv") -> tuple[str, bytes]:
    return name, "\n".join(rows).encode()


def annotated(report: Any, formats: Any = CHECK_FORMATS) -> list[tuple[str, str, str]]:
    log = formats["github"].render(report, Words("zh"), Options()).decode()
    return [(name, keys["title"], message) for name, keys, message in commands(log)]


def test_what_is_missing_in_one_sheet_is_one_annotation(plan: Plan) -> None:
    rows = [f"{number},,2" for number in range(15, 21)]
    actuals = read_contents([data("序号,2025年,2024年", *rows, "5,见附件,40")], plan)
    only = [str(number) for number in range(15, 21)] + ["5"]
    found = annotated(check(plan, actuals, complete=True, year=2025, only=only))
    assert [title for _, title, _ in found] == ["not-a-number", "missing-value"]
    assert all(f"{number} " in found[1][2] for number in range(15, 21))
    judged = annotated(evaluate(plan, actuals, year=2025, only=only, fail_on="any"), FORMATS)
    assert len([title for _, title, _ in judged if title == "no_data"]) <= 1


def test_a_single_missing_value_is_at_its_cell(plan: Plan) -> None:
    actuals = read_contents([data("序号,2024年,2025年", "5,40,", "6,12,16")], plan)
    report = check(plan, actuals, complete=True, year=2025, only=["5", "6"])
    (finding,) = report.diagnostics
    assert str(finding.place) == "a.csv:2:3"
    log = CHECK_FORMATS["github"].render(report, Words("zh"), Options()).decode()
    assert "line=2,col=3,title=missing-value" in log


@pytest.mark.parametrize(
    ("rows", "place"),
    [
        (["指标,2024年,2025年", "装配式建筑占新建建筑比例,40,—"], "a.csv:2:3"),
        (["指标,年份,数值", "装配式建筑占新建建筑比例,2025,", "装配式建筑占新建建筑比例,2024,40"],
         "a.csv:2:3"),
        (["年份,装配式建筑占新建建筑比例,服务业增加值", "2024,40,400", "2025,,430"], "a.csv:3:2"),
        (["指标,2024年", "装配式建筑占新建建筑比例,40"], "a.csv:2:1"),
        (["指标,2025年1-9月,2025年", "装配式建筑占新建建筑比例,40,"], "a.csv:2:3"),
    ],
)  # fmt: skip
def test_a_missing_value_points_at_the_empty_cell(rows: list[str], place: str, plan: Plan) -> None:
    actuals = read_contents([data(*rows)], plan)
    report = check(plan, actuals, complete=True, year=2025, only=["5"])
    found = [it for it in report.diagnostics if it.code == "missing-value"]
    assert [str(it.place) for it in found] == [place]


def test_ten_of_each_and_the_rest_in_the_log(plan: Plan) -> None:
    findings = tuple(
        Diagnostic(code, Place("a.xlsx", "表", row, number), str(number),
                   {"name": "::error::x", "text": "2.5", "unit": "个", "plausible": "0–1"})
        for number in range(1, 15)
        for row, code in ((7, "not-whole"), (8, "implausible"))
    )  # fmt: skip
    faulty = Diagnostic("nothing-to-judge", Place("a.xlsx"))
    report = check(plan, Actuals((), diagnostics=(*findings, faulty)))
    log = CHECK_FORMATS["github"].render(report, Words("zh"), Options()).decode()
    shown = commands(log)
    assert sorted(name for name, _, _ in shown) == ["error"] * 10 + ["warning"] * 10
    rest = [line for line in log.splitlines() if not line.startswith("::")]
    assert rest[0].startswith("另有5个错误、4个提醒")
    assert len(rest) == 1 + 5 + 4
    assert "nothing-to-judge" in log
    assert "nothing-to-judge" not in [keys["title"] for _, keys, _ in shown]


def test_a_failing_indicator_comes_before_any_other_error(plan: Plan) -> None:
    rows = [f"{number},见附件{number}" for number in range(6, 20)]
    actuals = read_contents([data("序号,2025年", *rows, "5,39")], plan)
    found = annotated(evaluate(plan, actuals), FORMATS)
    errors = [title for name, title, _ in found if name == "error"]
    assert errors[0] in {"missed", "invalid", "no_data"}
    assert "missed" in errors


def test_the_case_of_a_file_fails_if_its_cells_do(plan: Plan) -> None:
    files = [data("序号,2025年", "5,见附件"), data("序号,2025年", "6,16", name="b.csv")]
    actuals = read_contents(files, plan)
    words, options = Words("zh"), Options()
    for content in (
        FORMATS["junit"].render(evaluate(plan, actuals), words, options),
        CHECK_FORMATS["junit"].render(check(plan, actuals), words, options),
    ):
        root = parsed(content)
        failed = {
            case.attrib["name"]: case.find("failure") is not None
            for case in root.iter("testcase")
            if case.attrib["classname"] == "sqc.files"
        }
        assert failed == {"a.csv": True, "b.csv": False}


def test_a_case_fails_with_the_worst_of_its_findings(plan: Plan) -> None:
    """A doubt in an earlier cell is not why it fails."""
    actuals = read_contents([data("序号,2024年,2025年", "5,约37,见附件")], plan)
    found = cases(CHECK_FORMATS["junit"].render(check(plan, actuals), Words("zh"), Options()))
    failed = [case.find("failure") for case in found.values()]
    assert [one.attrib["type"] for one in failed if one is not None] == ["not-a-number"] * 2
    assert all("提醒 [approximate]" in (one.text or "") for one in failed if one is not None)
