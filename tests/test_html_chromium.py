"""The HTML page in a real browser: it runs nothing foreign, fits, filters, opens and prints."""

from __future__ import annotations

import json
import re
import shutil
import socket
import subprocess
from collections import Counter
from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pytest
from chromium import PROGRAM, WHY_NOT, Chromium
from example_reports import LANGUAGES, NAMES, as_shown, make
from nasty import NASTY

from shengzhou_quality.formats import FORMATS, Options
from shengzhou_quality.formats import html as as_html
from shengzhou_quality.pages.model import (
    Page,
    Section,
    Sentence,
    Table,
    TableCell,
    TableColumn,
    TableGroup,
)
from shengzhou_quality.pages.reasons import reason
from shengzhou_quality.words import Words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from shengzhou_quality.evaluation.report import Report

    Files = dict[tuple[str, str], Path]

pytestmark = [pytest.mark.slow, pytest.mark.skipif(PROGRAM is None, reason=WHY_NOT)]

WIDTHS = (390, 600, 899, 900, 1024, 1440, 1920)


@pytest.fixture(scope="module")
def reports(judge: Callable[..., Report]) -> dict[str, Report]:
    return make(judge)


@pytest.fixture(scope="module")
def files(reports: dict[str, Report], tmp_path_factory: pytest.TempPathFactory) -> Files:
    folder = tmp_path_factory.mktemp("pages")
    made = {}
    for name, report in reports.items():
        for lang in LANGUAGES:
            path = folder / f"{name}.{lang}.html"
            path.write_bytes(FORMATS["html"].render(report, Words(lang), Options()))
            made[name, lang] = path
    return made


@pytest.fixture(scope="module")
def browser() -> Iterator[Chromium]:
    with Chromium() as opened:
        yield opened


def as_json(report: Report, lang: str = "zh") -> Any:
    made = FORMATS["json"].render(report, Words(lang), Options())
    return json.loads(made, parse_float=Decimal, parse_int=Decimal)


def is_quiet(browser: Chromium) -> bool:
    """Whether the page asked for itself alone and the console is empty."""
    return len(browser.requests) == 1 and browser.console == []


NOT_WIDER = "document.documentElement.scrollWidth <= document.documentElement.clientWidth"
OPEN_ALL = "document.querySelectorAll('details').forEach((one) => { one.open = true; })"
SHOWN = (
    "[...document.querySelectorAll('tbody.row[data-choice0]')].filter((one) => one.offsetHeight)"
)


@pytest.mark.parametrize("name", NAMES)
def test_the_page_asks_for_nothing_and_fits_at_every_width(
    name: str, browser: Chromium, files: Files
) -> None:
    """Closed and with everything open; those that differ in more than figures in both languages."""
    one_for_all = name == "failing-2025"
    for lang in LANGUAGES if name in ("failing-2025", "assessed") else ("zh",):
        for width in WIDTHS if one_for_all else (390, 1440):
            browser.open(files[name, lang], width=width)
            assert browser.js(NOT_WIDER), (lang, width)
            browser.js(OPEN_ALL)
            assert browser.js(NOT_WIDER), (lang, width, "open")
            assert is_quiet(browser), (browser.requests, browser.console)


# figures

ROWS = """
[...document.querySelectorAll("tbody.row")].filter((one) => one.querySelector(".more")).map(
  (row) => [...row.querySelectorAll("tr:first-child > *")].map((cell) => cell.innerText.trim()))
"""
HEADS = """
[...(document.querySelector("form ~ .wide")?.querySelectorAll("thead th") ?? [])].map(
  (one) => one.innerText)
"""
OPTIONS = """
[...document.forms[%d].querySelectorAll("select")].map(
  (one) => [...one.options].map((each) => each.text))
"""


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", NAMES)
def test_the_figures_that_the_browser_shows_are_those_of_the_json(
    name: str, lang: str, browser: Chromium, files: Files, reports: dict[str, Report]
) -> None:
    data = as_json(reports[name], lang)
    browser.open(files[name, lang])
    heads = browser.js(HEADS)
    rows = {row[0]: dict(zip(heads, row, strict=True)) for row in browser.js(ROWS)}
    if name in ("blank", "only-milestone"):
        assert not rows
        return
    year, target = ("{}年", "目标") if lang == "zh" else ("{}", "Target")
    status = "完成情况" if lang == "zh" else "Status"
    assert set(rows) == {item["id"] for item in data["indicators"]}
    for item in data["indicators"]:
        row = rows[item["id"]]
        assert row[year.format(2020)] == (item["baseline"]["text"] or "—")
        if item["kind"] != "milestone":
            assert row[target] == item["target"]["text"]
        for entry in item["series"]:
            assert row[year.format(entry["year"])] == as_shown(entry, lang)
        for word in ("margin", "gap"):
            apart = re.search(r"(高出|低)([0-9.]+)", row[status])
            if item[word] and apart and (apart[1] == "高出") == (word == "margin"):
                assert abs(Decimal(apart[2]) - item[word]) <= Decimal("0.005")
    whole = browser.js("document.body.innerText")
    total = data["summary"]
    counts = total["met"] if data["final"] else total["on_schedule"]
    figures = browser.js("[...document.querySelectorAll('.figures b')].map((one) => one.innerText)")
    assert (figures[0] == str(counts)) or counts == 0
    assert (str(total["to_verify"]) in figures) or total["to_verify"] == 0
    rate = total["completion_rate"] if data["final"] else total["on_schedule_rate"]
    if rate is not None:
        assert abs(Decimal(figures[-1].rstrip("%")) - rate * 100) <= Decimal("0.05")
    assert " ".join(data["sources"][0]["path"].split()) in whole


# filters and rows


@pytest.mark.parametrize("name", ["failing-2025", "midterm-2023", "county-2025", "all-fail"])
def test_each_choice_shows_as_many_as_the_json_counts(
    name: str, browser: Chromium, files: Files, reports: dict[str, Report]
) -> None:
    items = as_json(reports[name])["indicators"]
    weight = {"binding": "约束性", "anticipatory": "预期性"}
    groups = [
        Counter(item["category"] for item in items),
        Counter(weight[item["constraint"]] for item in items),
        Counter("excluded" if (item["assessed"] or {}).get("excluded") else item["status"]
                for item in items),
    ]  # fmt: skip
    browser.open(files[name, "zh"])
    selects = browser.js(OPTIONS % 0)
    for place, options in enumerate(selects):
        counted = {}
        for option in options[1:]:
            browser.js(CHOOSE % (0, place, json.dumps(option)))
            counted[option] = len(browser.js(f"{SHOWN}.map((one) => one.id)"))
            said = browser.js("document.querySelector('output').innerText")
            assert said == f"显示{counted[option]}项，共{len(items)}项"
            headed = browser.js(
                "[...document.querySelectorAll('tbody.group')].filter((one) => one.offsetHeight)"
                ".map((one) => one.innerText.trim())"
            )
            assert len(headed) == len(set(headed)) >= 1
        browser.js(CHOOSE % (0, place, '"全部"'))
        if place < len(groups) and len(options) - 1 == len(groups[place]):
            assert sorted(counted.values()) == sorted(groups[place].values())
            if set(counted) <= set(weight.values()):
                assert counted == groups[place]
        if place < len(groups):
            assert sum(counted.values()) == len(items)
    assert len(browser.js(f"{SHOWN}.map((one) => one.id)")) == len(items)
    assert is_quiet(browser)


CHOOSE = """
(() => {
  const select = document.forms[%d].querySelectorAll("select")[%d];
  select.selectedIndex = [...select.options].findIndex((one) => one.text === %s);
  select.dispatchEvent(new Event("change", { bubbles: true }));
})()
"""
FIND = """
(() => {
  const input = document.querySelector("input");
  input.value = %s;
  input.dispatchEvent(new Event("input", { bubbles: true }));
})()
"""


def test_text_is_found_in_rows_and_in_what_they_open(browser: Chromium, files: Files) -> None:
    browser.open(files["failing-2025", "zh"])
    found = {}
    for text in ("装配式", "须高于40%", "无废城市", "r&d", "没有这样的字"):
        browser.js(FIND % json.dumps(text))
        found[text] = len(browser.js(f"{SHOWN}.map((one) => one.id)"))
    assert found["装配式"] == 1
    assert found["须高于40%"] == 1
    assert found["无废城市"] == 1
    assert found["r&d"] == 1
    assert found["没有这样的字"] == 0
    assert browser.js("document.querySelector('output').innerText") == "显示0项，共23项"
    browser.js("document.querySelector('button[type=reset]').click()")
    browser.js("new Promise((done) => setTimeout(done, 20))")
    assert len(browser.js(f"{SHOWN}.map((one) => one.id)")) == 23


FOUND = f"{SHOWN}.map((one) => one.querySelector('td').innerText.trim())"


def test_what_is_found_is_what_a_reader_sees(browser: Chromium, files: Files) -> None:
    """Not the hidden words of charts, nor cells run together; several words must all be there."""
    browser.open(files["failing-2025", "zh"])
    found = {}
    texts = (
        "时序进度", "基期", "3334", "33 34.5", "34.5 33", "装配式 无此字", "Ｒ＆Ｄ", "ｒ&Ｄ　gdp",
        "  装配式   约束性 ",
    )  # fmt: skip
    for text in texts:
        browser.js(FIND % json.dumps(text))
        found[text] = browser.js(FOUND)
    assert found["时序进度"] == []  # in the final year it is the key of a line in the charts alone
    assert "21" not in found["基期"]
    assert found["3334"] == []
    assert found["33 34.5"] == found["34.5 33"] == ["5"]
    assert found["装配式 无此字"] == []
    assert found["Ｒ＆Ｄ"] == found["ｒ&Ｄ　gdp"] == ["21"]
    assert found["  装配式   约束性 "] == ["5"]


def test_commitments_and_milestones_have_filters_of_their_own(
    browser: Chromium, files: Files, reports: dict[str, Report]
) -> None:
    """By status and by office; each filter leaves the other tables alone."""
    data = as_json(reports["county-2025"])
    browser.open(files["county-2025", "zh"])
    browser.js(OPEN_ALL)
    shown = (
        "[...document.forms[%d].parentElement.querySelectorAll('tbody.row')]"
        ".filter((one) => one.offsetHeight).length"
    )
    all_of = [len(data[name]) for name in ("indicators", "commitments", "milestones")]
    assert [browser.js(shown % form) for form in range(3)] == all_of
    for form in (1, 2):
        selects = browser.js(OPTIONS % form)
        assert len(selects) == 2
        for place, options in enumerate(selects):
            counts = []
            for option in options[1:]:
                browser.js(CHOOSE % (form, place, json.dumps(option)))
                counts.append(browser.js(shown % form))
                assert browser.js(shown % 0) == all_of[0]
            assert all(counts)
            # one item may have several offices, and has one status
            assert sum(counts) >= all_of[form] if place else sum(counts) == all_of[form]
            browser.js(CHOOSE % (form, place, '"全部"'))
    assert is_quiet(browser)


def test_a_chart_stays_small_on_every_screen(browser: Chromium, files: Files) -> None:
    for width in (390, 768, 899, 1920):
        browser.open(files["failing-2025", "zh"], width=width)
        browser.js(OPEN_ALL)
        widest = browser.js(
            "Math.max(...[...document.querySelectorAll('svg')].map((one) => one.clientWidth))"
        )
        assert 200 < widest <= 420, width


@pytest.mark.parametrize("dark", [False, True])
def test_the_hint_in_the_field_can_be_read(dark: bool, browser: Chromium, files: Files) -> None:
    browser.open(files["final-2025", "zh"], dark=dark)
    look = "getComputedStyle(document.querySelector('input'), '::placeholder').%s"
    quiet = browser.js("getComputedStyle(document.querySelector('output')).color")
    assert browser.js(look % "color") == quiet  # which has contrast AA
    assert browser.js(look % "opacity") == "1"


def test_rows_open_and_close_by_keyboard(browser: Chromium, files: Files) -> None:
    browser.open(files["failing-2025", "zh"])
    visible = "[...document.querySelectorAll('.more')].filter((one) => one.offsetHeight).length"
    assert browser.js(visible) == 0
    browser.js("document.querySelector('output').previousElementSibling.focus()")
    browser.press("Tab", 9)
    assert browser.js("document.activeElement.tagName") == "SUMMARY"
    assert browser.js("getComputedStyle(document.activeElement).outlineStyle") != "none"
    browser.press("Enter", 13, "\r")
    assert browser.js(visible) == 1
    assert browser.js("document.querySelector('.more').offsetHeight") > 100
    browser.press("Tab", 9)
    browser.press(" ", 32, " ")
    assert browser.js(visible) == 2
    browser.press(" ", 32, " ")
    assert browser.js(visible) == 1
    browser.js("document.querySelector('[data-open]').click()")
    assert browser.js(visible) == 23
    assert browser.js("document.querySelector('[data-open]').innerText") == "全部收起"
    assert browser.js("document.querySelector('[data-open]').ariaPressed") is None
    browser.js("document.querySelector('[data-open]').click()")
    assert browser.js(visible) == 0


def test_without_script_rows_open_and_nothing_is_missing(browser: Chromium, files: Files) -> None:
    browser.open(files["failing-2025", "zh"], script=False)
    assert browser.js("document.querySelector('form').offsetHeight") == 0
    assert len(browser.js(f"{SHOWN}.map((one) => one.id)")) == 23
    browser.js("document.querySelector('tbody.row summary').focus()")
    browser.press("Enter", 13, "\r")
    assert browser.js("document.querySelector('.more').offsetHeight") > 100
    assert is_quiet(browser)


# charts

CHARTS = """
[...document.querySelectorAll("tbody.row")].filter((row) => row.querySelector("svg")).map((row) => {
  const middle = (one) => { const box = one.getBoundingClientRect();
    return [box.left + box.width / 2, box.top + box.height / 2]; };
  return { id: row.querySelector("td").innerText.trim(),
    points: [...row.querySelectorAll("svg .actual circle")].map(
      (one) => [Number(one.dataset.year), ...middle(one)]),
    target: middle(row.querySelector("svg line.target"))[1],
    inside: [...row.querySelectorAll("svg text")].every((one) => {
      const box = one.getBoundingClientRect(), all = one.ownerSVGElement.getBoundingClientRect();
      return box.left >= all.left - 1 && box.right <= all.right + 1
        && box.top >= all.top - 1 && box.bottom <= all.bottom + 1; }) };
})
"""


@pytest.mark.parametrize("width", [390, 1440])
@pytest.mark.parametrize(("name", "lang"), [("failing-2025", "zh"), ("midterm-2023", "en")])
def test_points_stand_on_the_screen_where_the_numbers_say(
    name: str, lang: str, width: int, browser: Chromium, files: Files, reports: dict[str, Report]
) -> None:
    browser.open(files[name, lang], width=width)
    browser.js(OPEN_ALL)
    items = {item["id"]: item for item in as_json(reports[name])["indicators"]}
    charts = browser.js(CHARTS)
    assert len(charts) >= 22
    for chart in charts:
        item = items[chart["id"]]
        assert chart["inside"], chart["id"]
        if item["kind"] not in ("level", "maintain", "average_growth"):
            continue
        values = {int(entry["year"]): entry["text"] for entry in item["series"] if entry["text"]}
        target = float(item["target"]["low"])
        for year, _, y in chart["points"]:
            value = float(re.match(r"[0-9.]+", values[year])[0])  # type: ignore[index]
            assert (y < chart["target"] - 0.5) == (value > target) or abs(y - chart["target"]) < 1
        known = sorted((float(re.match(r"[0-9.]+", values[year])[0]), y)  # type: ignore[index]
                       for year, _, y in chart["points"])  # fmt: skip
        (low, bottom), (high, top) = known[0], known[-1]
        for value, y in known:
            share = 0 if high == low else (value - low) / (high - low)
            assert abs(y - (bottom + share * (top - bottom))) < 0.5, chart["id"]
        across = [(year, x) for year, x, _ in chart["points"]]
        steps = {round(other[1] - one[1], 1) / (other[0] - one[0])
                 for one, other in pairwise(across)}  # fmt: skip
        assert max(steps) - min(steps) < 0.3


# hostile text


def test_hostile_text_runs_nothing(browser: Chromium, tmp_path: Path) -> None:
    """Each string in a heading, a sentence, a cell, a choice, a note and what a row opens."""
    more = (
        "<svg onload=alert(1)>", "</script><script>alert(1)</script>", "</style><script>x</script>",
        "</title><script>alert(1)</script>", '" onfocus=alert(1) autofocus="',
    )  # fmt: skip
    texts = [text[:300] for text in (*NASTY, *more)]
    columns = [TableColumn(text, selects=text) for text in texts]
    cells = [TableCell(text, note=text, choices=(text,)) for text in texts]
    other = [TableCell("x", choices=("x",)) for _ in texts]
    table = Table(columns[:8], [TableGroup([cells[:8], other[:8]], more=[[Sentence("x")], []])])
    page = Page(
        heading="".join(texts),
        title="".join(texts),
        blocks=[
            *(Section(text, [Sentence(text)]) for text in texts),
            table,
            *(
                Table([one], [TableGroup([[cell]])])
                for one, cell in zip(columns, cells, strict=True)
            ),
        ],
    )
    path = tmp_path / "page.html"
    path.write_bytes(as_html.render(page, Words("zh"), Options()))
    browser.open(path)
    browser.js("document.querySelectorAll('select').forEach((one) => { one.selectedIndex = 1; "
               "one.dispatchEvent(new Event('change', {bubbles: true})); })")  # fmt: skip
    browser.js(OPEN_ALL)
    assert is_quiet(browser), browser.console
    assert browser.js("document.querySelectorAll('script').length") == 1
    assert (
        browser.js("document.querySelectorAll('img, iframe, object, link, b, a[href^=h]').length")
        == 0
    )
    assert "<script>alert(1)</script>" in browser.js("document.body.innerText")


def test_the_policy_stops_what_would_get_in_all_the_same(
    browser: Chromium, files: Files, tmp_path: Path
) -> None:
    """Even if markup got in: no script, no event handler, no style, no picture."""
    content = files["final-2025", "zh"].read_text("utf-8")
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.5)
        address = f"http://127.0.0.1:{server.getsockname()[1]}"
        bad = (
            f"<script>window.ran = 1</script><img src='{address}/' onerror='window.ran = 2'>"
            "<p id='bad' style='color: rgb(1, 2, 3)' onclick='window.ran = 3'>x</p>"
        )
        path = tmp_path / "bad.html"
        path.write_text(content.replace("</h1>", f"</h1>{bad}", 1), "utf-8")
        browser.open(path)
        browser.js("document.querySelector('#bad').click()")
        with pytest.raises(TimeoutError):
            server.accept()
    assert browser.js("window.ran") is None
    colour = browser.js("getComputedStyle(document.querySelector('#bad')).color")
    assert colour != "rgb(1, 2, 3)"
    assert browser.console


# colours and paper


def test_dark_and_light_are_other_colours(browser: Chromium, files: Files) -> None:
    ground = {}
    for dark in (False, True):
        browser.open(files["final-2025", "zh"], dark=dark)
        ground[dark] = browser.js("getComputedStyle(document.body).backgroundColor")
    assert ground == {False: "rgb(255, 255, 255)", True: "rgb(20, 23, 26)"}


@pytest.fixture
def printed(tmp_path: Path) -> Callable[[bytes], list[str]]:
    if not (shutil.which("pdftotext") and shutil.which("pdftoppm")):
        pytest.skip("no poppler on this machine: what is printed is not read back")

    def read(content: bytes) -> list[str]:
        (tmp_path / "page.pdf").write_bytes(content)
        subprocess.run(["pdftotext", "-layout", "page.pdf", "page.txt"], cwd=tmp_path, check=True)
        return (tmp_path / "page.txt").read_text("utf-8").split("\f")[:-1]

    return read


@pytest.mark.parametrize(("name", "lang"), [("county-2025", "zh"), ("failing-2025", "en")])
def test_what_belongs_to_a_table_is_printed_with_it(
    name: str, lang: str, browser: Chromium, files: Files,
    printed: Callable[[bytes], list[str]],
) -> None:  # fmt: skip
    """Neither a summary nor the note above a table ends a sheet."""
    browser.open(files[name, lang])
    summaries = browser.js(
        "[...document.querySelectorAll('details.block > summary')].map((one) => one.innerText)"
    )
    notes = browser.js(
        "[...document.querySelectorAll('p:has(+ .wide), p:has(+ div > .wide)')]"
        ".map((one) => one.innerText)"
    )
    assert summaries
    assert notes
    for one in printed(browser.pdf()):
        lines = [re.sub(r"\s", "", line) for line in one.splitlines() if line.strip()]
        *_, last, _number = lines
        assert last not in {re.sub(r"\s", "", text) for text in summaries}
        assert not any(re.sub(r"\s", "", text).endswith(last) for text in notes)


@pytest.mark.parametrize("name", ["failing-2025", "all-fail", "forty-findings"])
def test_a_dark_filtered_page_is_printed_white_and_whole(
    name: str, browser: Chromium, files: Files, reports: dict[str, Report], tmp_path: Path,
    printed: Callable[[bytes], list[str]],
) -> None:  # fmt: skip
    """Every row again, and the reason of each that needs one; A4 landscape; no row is cut."""
    browser.open(files[name, "zh"], dark=True)
    browser.js(FIND % '"装配式"')
    pages = [re.sub(r"\s", "", one) for one in printed(browser.pdf(dark=True))]
    whole = "".join(pages)
    begun = [len(re.findall("报送(?=20\\d\\d年|没有)", one)) for one in pages]
    ended = [len(re.findall("理由(?!相反)", one)) for one in pages]
    assert begun == ended
    assert sum(begun) >= 1
    for result in reports[name].indicators:
        if result.severity is not None:
            why = reason(result, reports[name], Words("zh"))
            assert re.sub(r"\s", "", why)[:12] in whole
    assert sum(one.count("历年情况与目标") for one in pages) >= sum(
        one.severity is not None and one.actual is not None for one in reports[name].indicators
    )
    subprocess.run(["pdftoppm", "-r", "40", "-gray", "page.pdf", "p"], cwd=tmp_path, check=True)
    pictures = sorted(tmp_path.glob("p-*.pgm"))
    assert len(pictures) == len(pages)
    for picture in pictures:
        _, size, _, *_ = picture.read_bytes().split(b"\n", 3)
        width, height = map(int, size.split())
        assert abs(width / height - 297 / 210) < 0.02
        dots = picture.read_bytes()[-width * height :]
        assert dots[:width] == b"\xff" * width
        assert sum(dots) / len(dots) > 200
