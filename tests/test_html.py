"""The HTML page as a file: it asks for nothing, says what the page says, and draws to scale."""

from __future__ import annotations

import re
from base64 import b64encode
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

import html_page
import pytest
from example_reports import LANGUAGES, NAMES, make
from html_page import Element
from nasty import NASTY

import shengzhou_quality.formats
from shengzhou_quality.evaluation import course
from shengzhou_quality.formats import FORMATS, PLAN_FORMATS, Options
from shengzhou_quality.formats import html as as_html
from shengzhou_quality.formats.cleaning import clean
from shengzhou_quality.formats.html_nodes import node
from shengzhou_quality.judgement import Form
from shengzhou_quality.pages.findings import spot
from shengzhou_quality.pages.model import (
    Commands,
    Details,
    Facts,
    Finding,
    Findings,
    KeyFigure,
    KeyFigures,
    Medium,
    Outline,
    OutlineRow,
    Page,
    Section,
    Sentence,
    Sentences,
    Table,
    TableCell,
    TableColumn,
    TableGroup,
    Tone,
    fact,
)
from shengzhou_quality.pages.ranges import with_sections
from shengzhou_quality.pages.reasons import explain
from shengzhou_quality.pages.report import page
from shengzhou_quality.plan.kinds.indicator import Constraint
from shengzhou_quality.plan.model import Contents, Excerpt
from shengzhou_quality.words import Words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from shengzhou_quality.evaluation.item_result import IndicatorResult
    from shengzhou_quality.evaluation.report import Report
    from shengzhou_quality.pages.model import Block
    from shengzhou_quality.plan.model import Plan

MOST = 400_000
"""Bytes of a page of the whole plan."""
BOTH = pytest.mark.parametrize("lang", LANGUAGES)
EACH = pytest.mark.parametrize("name", NAMES)
LISTED = pytest.mark.parametrize("name", [n for n in NAMES if n not in ("blank", "only-milestone")])


@pytest.fixture(scope="module")
def reports(judge: Callable[..., Report]) -> dict[str, Report]:
    return make(judge)


@pytest.fixture(scope="module")
def pages(reports: dict[str, Report]) -> dict[tuple[str, str], bytes]:
    return {
        (name, lang): FORMATS["html"].render(report, Words(lang), Options())
        for name, report in reports.items()
        for lang in LANGUAGES
    }


# one file


@BOTH
@EACH
def test_the_file_asks_for_nothing(
    name: str, lang: str, pages: Mapping[tuple[str, str], bytes]
) -> None:
    content = pages[name, lang]
    assert len(content) < MOST
    root = html_page.read(content)
    for element in root.elements:
        for attribute, value in element.attributes.items():
            assert attribute not in ("style", "src", "srcset", "action", "data", "poster")
            assert not attribute.startswith("on")
            assert attribute != "href" or value.startswith("#")
    style = root.one("style").text
    assert not re.search(r"url\(|@import|image-set|expression", style)
    assert not re.search(
        r"\b(fetch|XMLHttpRequest|import|innerHTML|eval)\b", root.one("script").text
    )


@BOTH
@EACH
def test_the_policy_allows_the_one_style_and_the_one_script_alone(
    name: str, lang: str, pages: Mapping[tuple[str, str], bytes]
) -> None:
    root = html_page.read(pages[name, lang])
    (policy,) = (
        one.attributes["content"]
        for one in root.all("meta")
        if one.attributes.get("http-equiv") == "Content-Security-Policy"
    )
    digests = {
        tag: b64encode(sha256(root.one(tag).text.encode()).digest()).decode()
        for tag in ("style", "script")
    }
    assert policy.split("; ") == [
        "default-src 'none'",
        f"style-src 'sha256-{digests['style']}'",
        f"script-src 'sha256-{digests['script']}'",
        "base-uri 'none'",
        "form-action 'none'",
    ]


@BOTH
@EACH
def test_each_name_is_unique_and_each_reference_has_its_end(
    name: str, lang: str, pages: Mapping[tuple[str, str], bytes]
) -> None:
    root = html_page.read(pages[name, lang])
    named = [one.attributes["id"] for one in root.elements if "id" in one.attributes]
    assert len(named) == len(set(named))
    for element in root.elements:
        for attribute in ("aria-labelledby", "aria-describedby", "aria-controls", "href"):
            for one in element.attributes.get(attribute, "").split():
                assert one.removeprefix("#") in named


@EACH
def test_the_same_report_is_the_same_bytes(
    name: str, reports: dict[str, Report], pages: Mapping[tuple[str, str], bytes]
) -> None:
    assert FORMATS["html"].render(reports[name], Words("zh"), Options()) == pages[name, "zh"]


def test_the_largest_page_of_the_whole_plan_stays_small(judge: Callable[..., Report]) -> None:
    """Every task reported, and each remark as long as a cell is shown."""
    content = Path("examples/tasks-2025.xlsx").read_bytes()
    report = judge(("a.xlsx", content))
    long = tuple(
        replace(one, provenance=tuple(replace(said, remark="备注" * 60) for said in one.provenance))
        for one in report.indicators
    )
    made = FORMATS["html"].render(replace(report, indicators=long), Words("zh"), Options())
    assert len(made) < MOST


# what it says


def said(blocks: Sequence[Block]) -> Iterator[str]:  # noqa: C901 - a branch for each sort
    """Each text of the blocks that a reader must find."""
    for block in blocks:
        if isinstance(block, Sentence):
            yield block.text
        elif isinstance(block, Sentences):
            yield from block.texts
        elif isinstance(block, Section):
            yield block.heading
            yield from said(block.blocks)
        elif isinstance(block, Details) and not block.in_rows:
            yield block.summary
            yield from said(block.blocks)
        elif isinstance(block, Findings):
            yield from (one.message for one in block.findings)
        elif isinstance(block, Facts):
            yield from (one.text for one in block.facts)
        elif isinstance(block, KeyFigures):
            yield from (one.number for one in block.figures)
        elif isinstance(block, Table):
            yield from (cell.text for row in block.rows for cell in row)
            yield from (cell.note for row in block.rows for cell in row)
            for group in block.groups:
                for more in group.more:
                    yield from said(more)


@BOTH
@EACH
def test_every_text_of_the_page_is_in_the_file(
    name: str, lang: str, reports: dict[str, Report], pages: Mapping[tuple[str, str], bytes]
) -> None:
    shown = page(reports[name], Words(lang), Medium.DOCUMENT)
    whole = html_page.read(pages[name, lang]).text
    for text in (shown.heading, *(one.text for one in shown.lead), *said(shown.blocks)):
        assert clean(text) in whole


def rows_of(root: Element) -> dict[str, Element]:
    """The indicators' rows by number: those that open."""
    found = {}
    for one in root.all("tbody", "row"):
        if one.all("tr", "more"):
            found[one.all("td")[0].text] = one
    return found


@BOTH
@LISTED
def test_each_indicator_opens_to_its_explanation(
    name: str, lang: str, reports: dict[str, Report], pages: Mapping[tuple[str, str], bytes]
) -> None:
    """Also one that is met; the plan's conflicts, elsewhere only counted, are there in full."""
    report, words = reports[name], Words(lang)
    rows = rows_of(html_page.read(pages[name, lang]))
    assert set(rows) == {one.indicator.id for one in report.indicators}
    for result in report.indicators:
        row = rows[result.indicator.id]
        opened = row.one("div", "opened").text
        for label, text in explain(result, report, words).lines:
            assert clean(text) in opened, (label, text)
        for conflict in report.plan.conflicts_of(result.indicator.id):
            effect = with_sections(words.of(conflict, "effect"), words)
            assert clean(effect) in opened
        for entry in result.series:
            assert spot(entry.place) in opened
        assert row.one("th").all("details")
    assert "sqc plan show" not in "".join(row.text for row in rows.values())


def test_what_people_say_stands_in_the_row(pages: Mapping[tuple[str, str], bytes]) -> None:
    rows = rows_of(html_page.read(pages["assessed", "zh"]))
    assert "评估意见" in rows["6"].one("div", "opened").text
    assert "评估意见" not in rows["5"].one("div", "opened").text


def test_the_annex_does_not_repeat_what_the_rows_say(
    pages: Mapping[tuple[str, str], bytes],
) -> None:
    whole = html_page.read(pages["failing-2025", "zh"]).text
    assert whole.count("实际值等于40%，须高于40%（目标值>40%不含本数）") == 1
    assert "逐项依据" not in whole


# rows and filters


@BOTH
@LISTED
def test_the_rows_can_be_selected_by_what_their_columns_are_called(
    name: str, lang: str, reports: dict[str, Report], pages: Mapping[tuple[str, str], bytes]
) -> None:
    report = reports[name]
    root = html_page.read(pages[name, lang])
    form = root.all("form")[0]
    assert "hidden" in form.attributes
    rows = rows_of(root)
    for select in form.all("select"):
        attribute = f"data-choice{select.attributes['data-choice']}"
        options = [one.attributes["value"] for one in select.all("option")]
        assert options[0] == ""
        assert len(options) > 2
        given = [set(row.attributes[attribute].split()) for row in rows.values()]
        assert set(options[1:]) == set().union(*given)
    weights = [one.indicator.constraint for one in report.indicators]
    binding = "约束性" if lang == "zh" else "binding"
    column, number = next(
        (one.attributes["data-choice"], option.attributes["value"])
        for one in form.all("select")
        for option in one.all("option")
        if option.text == binding
    )
    chosen = [row for row in rows.values() if row.attributes[f"data-choice{column}"] == number]
    assert len(chosen) == weights.count(Constraint.BINDING)


def test_without_script_no_row_is_hidden(pages: Mapping[tuple[str, str], bytes]) -> None:
    root = html_page.read(pages["final-2025", "zh"])
    hidden = [one.tag for one in root.elements if "hidden" in one.attributes]
    assert set(hidden) == {"form"}


# charts


class Scale:
    """The places in a chart, as they are written in it."""

    def __init__(self, row: Element) -> None:
        self.svg = row.one("svg")

    def group(self, drawn: str) -> Element | None:
        found = self.svg.all("g", drawn)
        return found[0] if found else None

    def points(self, drawn: str) -> dict[int, tuple[Fraction, Fraction]]:
        group = self.group(drawn)
        return {
            int(one.attributes["data-year"]): (
                Fraction(one.attributes["cx"]),
                Fraction(one.attributes["cy"]),
            )
            for one in (group.all("circle") if group else [])
        }

    def ranges(self, drawn: str) -> dict[int, tuple[Fraction, Fraction]]:
        """The lower and the upper end of each range, by year."""
        group = self.group(drawn)
        return {
            int(one.attributes["data-year"]): (
                Fraction(one.attributes["y1"]),
                Fraction(one.attributes["y2"]),
            )
            for one in (group.all("line", "range") if group else [])
        }

    @property
    def target(self) -> Fraction:
        return Fraction(self.svg.one("line", "target").attributes["y1"])

    def ends(self, drawn: str) -> list[tuple[Fraction, Fraction]]:
        """Both ends of a straight line."""
        group = self.group(drawn)
        assert group
        numbers = re.findall(r"-?[0-9.]+", group.one("path").attributes["d"])
        x1, y1, x2, y2 = map(Fraction, numbers)
        return [(x1, y1), (x2, y2)]


def is_to_scale(places: Sequence[tuple[Decimal | Fraction | int, Fraction]]) -> bool:
    """Whether each difference of values is drawn at the same scale, to what is rounded."""
    (first, start), *_, (last, end) = sorted(places)
    if first == last:
        return len({place for _, place in places}) == 1
    scale = (end - start) / (Fraction(last) - Fraction(first))
    return all(
        abs(place - (start + scale * (Fraction(value) - Fraction(first)))) <= Fraction(2, 100)
        for value, place in places
    )


def number(text: str) -> Decimal | None:
    found = re.fullmatch(
        r"(-?[0-9]+(?:\.[0-9]+)?)(?:%|[^0-9.]?[^0-9.]?)?(?:[(（]初步核算[)）])?", text
    )
    return Decimal(found[1]) if found else None


@EACH
def test_charts_stand_where_the_numbers_of_the_json_say(
    name: str, reports: dict[str, Report], pages: Mapping[tuple[str, str], bytes]
) -> None:
    """Values and totals, the target and both ends of the schedule on one scale."""
    report = reports[name]
    if name in ("blank", "only-milestone"):
        return
    rows = rows_of(html_page.read(pages[name, "zh"]))
    charts = 0
    for result in report.indicators:
        if result.indicator.of_states or not rows[result.indicator.id].all("svg"):
            continue
        charts += 1
        scale = Scale(rows[result.indicator.id])
        values = dict(expected(result))
        form_open = bool(result.actual and result.actual.either)
        drawn = scale.points("actual")
        if not form_open:
            assert set(drawn) == set(values), result.indicator.id
        vertical: list[tuple[Decimal | Fraction | int, Fraction]]
        vertical = [(values[year], y) for year, (_, y) in drawn.items() if year in values]
        across: list[tuple[Decimal | Fraction | int, Fraction]]
        across = [(year, x) for year, (x, _) in drawn.items()]
        bound = result.indicator.bound
        assert bound is not None
        vertical.append((bound, scale.target))
        baseline = number(result.indicator.baseline or "")
        if baseline is not None:
            ((year, (x, y)),) = scale.points("baseline").items()
            vertical.append((baseline, y))
            across.append((year, x))
        if scale.group("schedule"):
            (start, end) = scale.ends("schedule")
            first = Decimal(0) if result.indicator.sums_years else baseline
            assert first is not None
            vertical += [(first, start[1]), (bound, end[1])]
            across += [(2020, start[0]), (2025, end[0])]
        assert is_to_scale(vertical), (result.indicator.id, vertical)
        assert is_to_scale(across) or len(across) == 1
        tops = [y for value, y in vertical if value == max(one for one, _ in vertical)]
        assert min(y for _, y in vertical) == min(tops), "more is higher"
    assert charts or name == "blank"


def expected(result: IndicatorResult) -> Iterator[tuple[int, Decimal]]:
    """By hand from the texts: each exact value, or the sum up to a year as long as it is exact."""
    total = Decimal(0)
    exact = True
    for entry in result.series:
        value = number(entry.text or "")
        usable = value is not None and entry.readable and not entry.forecast and not entry.doubted
        if not result.indicator.sums_years:
            if usable and value is not None:
                yield entry.year, value
            continue
        form = result.actual.form if result.actual else None
        if form is Form.TOTAL:
            if usable and value is not None:
                yield entry.year, value
            continue
        exact = exact and usable
        total += value or 0
        if exact:
            yield entry.year, total


def chart_of(result_id: str, content: bytes) -> Scale:
    return Scale(rows_of(html_page.read(content))[result_id])


def test_only_what_can_be_read_is_a_point(pages: Mapping[tuple[str, str], bytes]) -> None:
    """0.0336 for 3.36% would be a crash to zero; 约6 is no number; a bound is a range."""
    content = pages["failing-2025", "zh"]
    for identity in ("21", "9"):
        chart = chart_of(identity, content)
        assert set(chart.points("actual")) == {2021, 2022, 2023, 2024}
        assert not chart.ranges("actual")
    rows = rows_of(html_page.read(content))
    assert "没有画出：2025年“0.0336”。" in rows["21"].text
    assert "没有画出：2025年“约6”。" in rows["9"].text
    share = chart_of("2", content)
    assert set(share.points("actual")) == {2021, 2022, 2023, 2024}
    low, high = share.ranges("actual")[2025]
    assert low == share.target  # 98%以上 begins at the limit of >98
    assert high < low


def test_a_total_of_which_a_year_is_missing_is_a_bound(
    pages: Mapping[tuple[str, str], bytes],
) -> None:
    """1, 2, nothing, 2, 2: 1 and 3 are known, then it is at least 3, 5 and 7."""
    chart = chart_of("19", pages["failing-2025", "zh"])
    known = chart.points("actual")
    bounds = chart.ranges("actual")
    assert set(known) == {2021, 2022}
    assert set(bounds) == {2023, 2024, 2025}
    lows = [(3, bounds[2023][0]), (5, bounds[2024][0]), (7, bounds[2025][0])]
    assert is_to_scale([(1, known[2021][1]), (3, known[2022][1]), (8, chart.target), *lows])


def test_a_maintained_indicator_has_its_range_and_growth_its_mean(
    pages: Mapping[tuple[str, str], bytes],
) -> None:
    content = pages["midterm-2023", "zh"]
    kept = chart_of("1", content)
    band = kept.svg.one("rect", "band")
    bottom = Fraction(band.attributes["y"]) + Fraction(band.attributes["height"])
    assert bottom == kept.target
    assert kept.group("schedule") is None
    growth = chart_of("8", content)
    places = growth.points("actual")
    (start, end) = growth.ends("mean")
    assert start[1] == end[1]
    mean = (1.095 * 1.04 * 1.08) ** (1 / 3) * 100 - 100
    values = [(Decimal("9.5"), places[2021][1]), (Decimal(4), places[2022][1])]
    assert is_to_scale([*values, (Decimal(str(round(mean, 6))), start[1]), (9, growth.target)])


def test_a_milestone_goes_up_the_steps_of_its_states(
    pages: Mapping[tuple[str, str], bytes],
) -> None:
    """推进中, 推进中, 已申报, 完成创建, 完成创建: the second, the third, the last of four."""
    chart = chart_of("13", pages["failing-2025", "zh"])
    heights = [y for _, (_, y) in sorted(chart.points("actual").items())]
    assert heights[0] == heights[1] > heights[2] > heights[3] == heights[4] == chart.target
    assert heights[1] - heights[2] == heights[2] - heights[3]
    names = [one.text for one in chart.svg.all("text", "state")]
    assert names == ["未启动", "推进中", "已申报或通过验收，待命名", "完成创建"]


@BOTH
@LISTED
def test_a_chart_says_in_words_what_it_draws(
    name: str, lang: str, reports: dict[str, Report], pages: Mapping[tuple[str, str], bytes]
) -> None:
    rows = rows_of(html_page.read(pages[name, lang]))
    for result in reports[name].indicators:
        row = rows[result.indicator.id]
        usable = [one for one in result.series if course.is_usable(one)]
        drawn = row.all("svg")
        assert bool(drawn) or not usable
        for svg in drawn:
            title, description = svg.one("title"), svg.one("desc")
            assert svg.attributes["aria-labelledby"] == title.attributes["id"]
            assert svg.attributes["aria-describedby"] == description.attributes["id"]
            assert svg.attributes["role"] == "img"
            for year in {one.attributes.get("data-year") for one in svg.elements} - {None}:
                assert str(year) in description.text
            words = Words(lang)
            if not result.indicator.sums_years and not result.indicator.of_states:
                values = [number(one.text or "") for one in usable]
                assert all(str(value) in description.text for value in values if value is not None)
            assert ("目标" if words.language == "zh" else "Target") in description.text


def test_the_totals_of_a_chart_end_at_the_total_that_was_judged(
    reports: dict[str, Report],
) -> None:
    for report in reports.values():
        for result in report.indicators:
            actual = result.actual
            if not result.indicator.sums_years or actual is None or actual.bounds is None:
                continue
            if actual.form is None:
                continue
            totals = dict(course.totals(result, report, actual.form))
            last = totals[report.year]
            assert (last.low, last.high) == (
                Fraction(actual.bounds.low) if actual.bounds.low is not None else None,
                Fraction(actual.bounds.high) if actual.bounds.high is not None else None,
            )


# text is text


def every_block(text: str) -> Page:
    """The text wherever a page has one."""
    cell = TableCell(text, Tone.ERROR, note=text, choices=(text,))
    table = Table(
        [TableColumn(text, selects=text, merged=True), TableColumn(text, takes_room=True)],
        [TableGroup([[cell, cell]], text, text, more=[[Sentence(text)]])],
        caption=text,
        none=text,
    )
    finding = Finding(text, text, text, text, Tone.ERROR, text, text)
    return Page(
        title=text,
        heading=text,
        lead=[Sentence(text, Tone.ERROR)],
        blocks=[
            Sentence(text),
            Sentences([text], text),
            Facts(text, (fact(text or "x", text),)),
            Findings(text, [text] * 4, [finding]),
            Commands(text, [text]),
            Outline([OutlineRow(0, text, text, text, text, details=[text])]),
            KeyFigures([KeyFigure(text, text)]),
            Section(text, [Details(text, [table])]),
        ],
        foot=[text],
    )


def shape(content: bytes) -> list[tuple[str, list[str]]]:
    """Each element with the names of its attributes; nothing of what they say, or of its room."""
    return [
        (one.tag, sorted(one.attributes.keys() - {"class"}))
        for one in html_page.read(content).elements
    ]


@pytest.mark.parametrize("text", NASTY)
def test_text_from_a_file_stays_text(text: str) -> None:
    made = as_html.render(every_block(text), Words("zh"), Options())
    harmless = "x" * max(len(clean(text)), 1)
    plain = as_html.render(every_block(harmless), Words("zh"), Options())
    assert shape(made) == shape(plain)
    if clean(text):
        assert clean(text) in html_page.read(made).text
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\ufffe\uffff]", made.decode())


def test_a_node_escapes_whatever_is_no_node() -> None:
    inner = node("b", "<i>&", title="\"'<>&\n\x1b")
    assert inner == '<b title="&quot;&#x27;&lt;&gt;&amp;\n\\x1b">&lt;i&gt;&amp;</b>'
    assert node("p", inner, ["x ", None, inner[:0]], hidden=True, id=None).startswith("<p hidden>")
    assert node("p", f"{inner}").startswith("<p>&lt;b title=")


# colours


def luminance(colour: str) -> float:
    digits = colour[1:] if len(colour) == 7 else "".join(sign * 2 for sign in colour[1:])
    parts = [int(digits[place : place + 2], 16) / 255 for place in (0, 2, 4)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def themes() -> list[dict[str, str]]:
    style = Path(shengzhou_quality.formats.__file__).with_name("html.css").read_text("utf-8")
    rules = re.findall(r":root \{([^}]*)\}", style)
    return [dict(re.findall(r"--([a-z-]+): (#[0-9a-f]+);", rule)) for rule in rules]


def test_the_three_themes_have_the_same_colours() -> None:
    light, dark, paper = themes()
    assert set(light) == set(dark) == set(paper)


@pytest.mark.parametrize("theme", [0, 1, 2], ids=["light", "dark", "paper"])
def test_every_text_has_contrast_aa(theme: int) -> None:
    colours = themes()[theme]
    pairs = [
        (text, ground)
        for text in ("text", "quiet", "link", "good", "warning", "error", "aim")
        for ground in ("ground", "soft")
    ]
    pairs += [(tone, f"{tone}-soft") for tone in ("good", "warning", "error")]
    pairs += [("text", "band"), ("quiet", "band")]
    weak = {pair: contrast(*(colours[one] for one in pair)) for pair in pairs}
    assert {pair: value for pair, value in weak.items() if value < 4.5} == {}
    drawn = [(line, ground) for line in ("actual", "aim", "quiet") for ground in ("ground", "band")]
    assert all(contrast(colours[line], colours[ground]) >= 3 for line, ground in drawn)


# other pages


@BOTH
def test_the_other_pages_are_laid_out_too(lang: str, plan: Plan) -> None:
    made = PLAN_FORMATS["html"].render(Excerpt(plan, Contents.INDICATORS), Words(lang), Options())
    root = html_page.read(made)
    assert root.one("html").attributes["lang"] == lang
    assert all(one.name in root.text for one in plan.indicators) or lang == "en"
    assert not root.all("form")
    assert not root.all("nav")
