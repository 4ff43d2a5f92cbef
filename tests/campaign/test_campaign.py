"""Run the campaign: four rounds, each with one command, and count every question and line."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest
from cli.conftest import Sqc

from campaign.answers import Files, Question, questions, rows_only
from campaign.first_round import LAST, SLIPS, Offices, asked, list_of_offices, of_items
from campaign.tables import make, wide
from campaign.truth import ADJUSTED, FIGURES, VALUES, WORDS, YEARS

if TYPE_CHECKING:
    from pathlib import Path

    from campaign.tables import Part, Table, Values
    from shengzhou_quality.plan.model import Plan

FOLDER = "报送"
LATE = "发改局"
"""It does not answer in the second round, and slips again in the third."""


@dataclass
class Round:
    """What one round asked, and what it put on the screen."""

    report: dict[str, Any]
    asked: set[Question]
    lines: list[str]
    letters: set[str]
    of_others: list[tuple[str, str]]
    """Office and file, where an office is asked about a file of another one."""
    returned: list[tuple[str, str]]
    """Office, and the item or the text of each row that it is asked to correct or to fill in."""


@dataclass
class Campaign:
    """All rounds, the commands that were typed, and the values that were sent again."""

    rounds: list[Round] = field(default_factory=list)
    commands: list[str] = field(default_factory=list)


class Bureau:
    """Keeps the folder of what came in, and types the commands."""

    def __init__(self, plan: Plan, path: Path) -> None:
        self._path, self._sqc = path, Sqc()
        (path / FOLDER).mkdir()
        (path / "分工表.xlsx").write_bytes(list_of_offices())
        self.offices = Offices(plan)
        self.files = Files(FOLDER)
        self.replaces: list[str] = []
        self.campaign = Campaign()

    def take(self, office: str, tables: list[Table]) -> None:
        """What an office sent; its earlier files with the same values are replaced."""
        for table in tables:
            for name in self.files.replaced_by(office, table.values):
                if f"{FOLDER}/{name}" not in self.replaces:
                    self.replaces.append(f"{FOLDER}/{name}")
        for table in tables:
            (self._path / FOLDER / table.name).write_bytes(table.content)
            self.files.add(office, table)

    def evaluate(self, forms: tuple[str, ...] = ()) -> Round:
        number = len(self.campaign.rounds) + 1
        common = [FOLDER, "--offices", "分工表.xlsx", "--year", str(LAST)]
        common += [part for name in self.replaces for part in ("--replaces", name)]
        common += [part for form in forms for part in ("--form", form)]
        common += ["--since", f"{number - 1}.json"] if number > 1 else []
        lines = self._run("evaluate", *common, "--brief", "-o", f"{number}.json")
        report = json.loads((self._path / f"{number}.json").read_text(encoding="utf-8"))
        found = questions(report, self.files.held)
        letters: set[str] = set()
        if found:
            self._run("letters", *common, "-f", "md", "-o", f"函{number}")
            made = (self._path / f"函{number}").iterdir()
            letters = {one.name for one in made if one.is_dir()}
        folder = self._path / f"函{number}"
        returned = [
            (office, text)
            for office in sorted(letters)
            for text in rows_of(folder / office / "退回.xlsx")
        ]
        this = Round(report, found, lines, letters, self._of_others(report), returned)
        self.campaign.rounds.append(this)
        return this

    def _of_others(self, report: dict[str, Any]) -> list[tuple[str, str]]:
        lists = report["lists"]
        asked_in = {(one["office"], (one["file"] or "").rpartition("/")[2])
                    for one in (*lists["missing"], *lists["unreported"])}  # fmt: skip
        mine = {(office, name) for office, names in self.files.by_office.items() for name in names}
        return sorted((office, name) for office, name in asked_in - mine if name)

    def _run(self, *arguments: str) -> list[str]:
        self.campaign.commands.append(arguments[0])
        ran = self._sqc(*arguments, cwd=self._path)
        assert ran.code in (0, 1), ran.said
        return [*ran.report.splitlines(), *ran.said]


def rows_of(path: Path) -> list[str]:
    """The item of each row of a list of returned cells; without one the text of its cell."""
    found: list[str] = []
    for sheet in openpyxl.load_workbook(path):
        head: list[str] = []
        for row in sheet.iter_rows(values_only=True):
            texts = [str(cell or "") for cell in row]
            if "怎样改" in texts or "需补报" in texts:
                head = texts
            elif head and all(texts[: len(head)]):
                cells = dict(zip(head, texts, strict=False))
                item = cells.get("编号") or cells["指标或任务"].partition(" ")[0]
                found.append(item if item != "—" else cells["原值"])
    return found


@pytest.fixture(scope="module")
def campaign(plan: Plan, tmp_path_factory: pytest.TempPathFactory) -> Campaign:
    bureau = Bureau(plan, tmp_path_factory.mktemp("campaign"))
    for table in bureau.offices.first_round():
        office = table.name.rpartition(".")[0].removesuffix("任务").removesuffix("汇总")
        bureau.take(office, [table])
    last = bureau.evaluate()
    forms = ("18=当年值",)  # what 市场监管局 answered on the telephone
    for answer in (second_round, third_round, fourth_round):
        for office, tables in answer(bureau.offices, last.asked).items():
            bureau.take(office, tables)
        last = bureau.evaluate(forms)
    return bureau.campaign


def answers(offices: Offices, found: set[Question], office: str) -> Values:
    """The true value of all that an office is asked."""
    mine = sorted((one for one in found if one.office == office), key=str)
    return {one.slot: offices.truth(one.slot) for one in mine if not one.form}


def second_round(offices: Offices, found: set[Question]) -> dict[str, list[Table]]:
    sent: dict[str, list[Table]] = {}
    layouts = {"农业农村局": "csv", "住建局": "long", "商务局": "across", "药品监管科": "csv"}
    for office in sorted({one.office or "" for one in found} - {"", LATE, "卫健局"}):
        values = answers(offices, found, office)
        values.pop(("21", LAST), None)  # forgotten, beside the figure of the statistics office
        if ("12", 2023) in values:
            values["12", 2023] = 1  # a new slip: the fraction for 100%
        sent[office] = rows_only(office, 2, values, offices, layouts.get(office, "wide"))
    whole: list[Part] = [("床位", wide, of_items(["9"]), {})]
    sent["卫健局"] = [make("卫健局-2.xlsx", whole, offices.names)]
    return sent


def third_round(offices: Offices, found: set[Question]) -> dict[str, list[Table]]:
    """The late office answers, and says 万元 in one cell only; the slip is corrected."""
    late = answers(offices, found, LATE)
    late["7", LAST] = 4_263_000
    mended = answers(offices, found, "生态环境局")
    remembered = answers(offices, found, "科技局")
    return {
        "科技局": rows_only("科技局", 3, remembered, offices),
        LATE: rows_only(LATE, 3, late, offices),
        "生态环境局": rows_only("生态环境局", 3, mended, offices),
    }


def fourth_round(offices: Offices, found: set[Question]) -> dict[str, list[Table]]:
    return {LATE: rows_only(LATE, 4, answers(offices, found, LATE), offices, "csv")}


OPEN = [
    SLIPS,
    asked(LATE, "7")
    | asked(LATE, "M22", [None])
    | asked("生态环境局", "12", [2023])
    | asked("科技局", "21", [LAST])
    | asked("统计局", "21", [LAST]),
    asked(LATE, "7", [LAST]),
    frozenset(),
]
"""What has to be asked after each round, by hand: the slips, then what was not answered."""


@pytest.mark.parametrize("number", range(4))
def test_all_that_is_open_is_asked_of_the_right_office_and_nothing_else(
    number: int, campaign: Campaign
) -> None:
    found = {(one.office, one.item, one.year) for one in campaign.rounds[number].asked}
    assert found - OPEN[number] == set(), "wrong or needless"
    assert OPEN[number] - found == set(), "not asked"


def test_the_letters_ask_of_each_office_what_is_open_and_nothing_else(campaign: Campaign) -> None:
    """Not about the province's figure beside the own one, nor a row that is of no plan."""
    for number, one in enumerate(campaign.rounds):
        needed = {(office, item) for office, item, _ in OPEN[number]}
        assert needed <= set(one.returned), number
        assert [row for row in one.returned if row not in needed] == [], number


def test_no_office_is_asked_about_a_file_of_another(campaign: Campaign) -> None:
    assert [one.of_others for one in campaign.rounds] == [[], [], [], []]


def test_one_command_a_round_one_for_the_letters_one_for_the_report(campaign: Campaign) -> None:
    assert campaign.commands == ["evaluate", "letters"] * 3 + ["evaluate"]


COUNTS = ("  约束性", "  预期性", "  量化任务", "  标志性成果")
FRAME = ("嵊州市质量发展", *COUNTS, "存为文件：", "已写入 ")
"""How a screen begins and ends: the conclusion, the numbers of now, and what to type."""


def test_no_line_on_the_screen_that_the_round_before_already_said(campaign: Campaign) -> None:
    before: set[str] = set()
    for number, one in enumerate(campaign.rounds, 1):
        said = [line for line in one.lines if line.strip() and not line.startswith(FRAME)]
        assert len(set(said)) == len(said), number
        assert set(said) & before == set(), number
        before |= set(said)


def test_the_screen_gets_shorter_as_less_is_open(campaign: Campaign) -> None:
    lengths = [len(one.lines) for one in campaign.rounds]
    assert lengths == sorted(lengths, reverse=True)
    assert sum(lengths) < 150, "a rehearsal without --since took thousands of lines"


def test_at_the_end_every_value_is_read(campaign: Campaign, plan: Plan) -> None:
    report = campaign.rounds[-1].report
    assert report["lists"]["missing"] == report["lists"]["unreported"] == []
    assert [one["code"] for one in report["diagnostics"] if one["severity"] == "error"] == []
    offices = Offices(plan)
    items = {one["id"]: one for part in ("indicators", "commitments", "milestones")
             for one in report[part]}  # fmt: skip
    for item, values in VALUES.items():
        read = [one["text"] for one in items[item]["series"]]
        for year, text, value in zip(YEARS, read, values, strict=True):
            same = text == value if isinstance(value, str) else Decimal(text) == Decimal(str(value))
            assert same, (item, year, text)
    for item, value in FIGURES.items():
        assert items[item]["actual"]["low"] == value, item
    for item, words in WORDS.items():
        assert items[item]["said"][0]["text"] == words, item
    for item in offices.works_of_all():
        assert items[item]["verdict"] == ("met" if item != ADJUSTED else "undetermined"), item
