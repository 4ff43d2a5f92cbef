"""The layouts in which counties report, and the invented values that they report.

Each layout takes a county, a year and a source of chance, and gives the sheets of one file.
A county's values are the same in all of its files: 2022 has one value, in whichever file.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from functools import cache
from random import Random
from typing import Final, NamedTuple

from spreadsheets import Cell, Formula, Percent, Sheet

YEARS: Final = (2021, 2022, 2023, 2024, 2025)
COUNTIES: Final = 95
"""Counties in a province."""

TITLE: Final = "质量发展“十四五”规划主要指标完成情况表"


class Item(NamedTuple):
    """An indicator: its value before the plan, and where its value of 2025 lies.

    `digits` after the point. `yearly`: the last range is that of every single year.
    """

    id: int
    name: str
    unit: str
    base: str
    low: float
    high: float
    digits: int = 1
    yearly: bool = False


ITEMS: Final = (
    Item(1, "制造业产品质量监督抽查合格率", "%", ">96", 95.6, 99, yearly=True),
    Item(2, "农产品质量安全检测合格率", "%", ">98", 97.8, 99.9, yearly=True),
    Item(3, "基本药物评价抽样合格率", "%", ">99.5", 99.4, 100, yearly=True),
    Item(4, "评价性食品抽检合格率", "%", ">98.5", 98.3, 99.9, yearly=True),
    Item(5, "装配式建筑占新建建筑比例", "%", "33", 38, 46),
    Item(6, "二星级及以上绿色建筑占新建民用建筑比例", "%", "6.1", 13, 19),
    Item(7, "服务业增加值", "亿元", "322.7", 405, 440, 2),
    Item(8, "社会消费品零售总额年均增速", "%", "—", 6, 12.5, yearly=True),
    Item(9, "每千人医疗机构床位数", "张", "5.5", 5.8, 6.5, 2),
    Item(10, "基本养老保险参保率", "%", ">99", 98.8, 99.9, yearly=True),
    Item(11, "城市空气质量优良天数比例", "%", ">93", 92, 97, yearly=True),
    Item(12, "地表水市控以上断面水质Ⅰ-Ⅲ类的比例", "%", "100", 100, 100, 0, yearly=True),
    Item(13, "完成国家级生态文明示范市创建", "/", "—", 0, 0),
    Item(14, "完成“无废城市”建设试点任务", "/", "—", 0, 0),
    Item(15, "新参与制修订国际、国家、行业标准", "个", "—", 3, 6, 0, yearly=True),
    Item(16, "新增“浙江制造”标准", "个", "—", 1, 3, 0, yearly=True),
    Item(17, "新增企业标准“领跑者”", "个", "—", 0, 1, 0, yearly=True),
    Item(18, "新增“品字标”品牌企业", "家", "—", 1, 4, 0, yearly=True),
    Item(19, "新增各级政府质量奖企业", "家", "—", 1, 3, 0, yearly=True),
    Item(20, "创建“鲁班奖”、“国家优质工程奖”、“钱江杯”、“白玉兰杯”等优质工程",
         "个", "—", 1, 3, 0, yearly=True),
    Item(21, "R&D经费支出占GDP比重", "%", "2.65", 3.1, 3.6, 2),
    Item(22, "高新技术企业数", "家", "181", 380, 450, 0),
    Item(23, "每万人高价值发明专利拥有量", "件", "3.9", 5.4, 7.2, 2),
)  # fmt: skip

COMMITMENTS: Final = (
    ("C06", "高新技术产业增加值占规上增加值比重", "%", 55, 62),
    ("C07", "数字经济核心产业增加值占GDP比重", "%", 4, 8),
    ("C12", "药品评价性抽检覆盖率", "%", 100, 100),
    ("C24", "县级以上集中式饮用水水源地安全保障达标率", "%", 99, 100),
)

STATES: Final = ("未启动", "推进中", "推进中", "已申报", "完成创建")
LETTERS: Final = "云江河山林松柏石泉溪湖岭峰谷田原川沙洲桥塘湾梅兰竹菊桂枫桃杏梨柳荷莲萍苇"
HEAD: Final = ("序号", "指标", "单位")


class County(NamedTuple):
    """An office that reports. `values` are by the indicator's number and by year."""

    number: int
    province: str
    name: str
    values: Mapping[int, Mapping[int, Cell]]


@cache
def county(number: int, of_a_province: int, seed: int) -> County:
    """The county with this number: its names and values depend on nothing but the seed."""
    random = Random(f"{seed}/county/{number}")  # noqa: S311 - reproducible, not secret
    values = {item.id: _values(item, random) for item in ITEMS}
    first, second = divmod(number, len(LETTERS))
    outer, first = divmod(first, len(LETTERS))
    name = f"例{LETTERS[outer]}{LETTERS[first]}{LETTERS[second]}{'县县县区市'[number % 5]}"
    province = f"例{LETTERS[number // of_a_province % len(LETTERS)]}省"
    return County(number, province, name, values)


def _values(item: Item, random: Random) -> dict[int, Cell]:
    if item.unit == "/":
        behind = random.choice((0, 0, 0, 1))
        return dict(zip(YEARS, (STATES[0], *STATES)[1 - behind :], strict=False))
    target = random.uniform(item.low, item.high)
    before = float(item.base) * random.uniform(0.92, 1.05) if not item.yearly else 0.0
    values: dict[int, Cell] = {}
    for step, year in enumerate(YEARS, 1):
        figure = (
            random.uniform(item.low, item.high)
            if item.yearly
            else before + (target - before) * step / len(YEARS) * random.uniform(0.985, 1.015)
        )
        value = round(Decimal(figure), item.digits)
        chance = random.random()
        if chance < 0.02:
            values[year] = random.choice(("—", "/", None, "未统计"))
        elif item.base.startswith(">") and chance < 0.06:
            values[year] = f"≥{value}" if chance < 0.04 else f"{value}%以上"
        else:
            values[year] = value
    return values


def one_year(county: County, year: int, _: Random) -> list[Sheet]:
    """Without titles, with remarks: the shortest file."""
    rows: list[list[Cell]] = [[*HEAD, f"{year}年", "备注"]]
    rows += [[*_named(item), county.values[item.id][year], None] for item in ITEMS]
    return [Sheet("Sheet1", rows)]


def five_years(county: County, year: int, _: Random) -> list[Sheet]:
    """A column for the base and for each year so far, below a title."""
    years = _until(year)
    rows = _titled([*HEAD, "2020年实际值", *(f"{each}年" for each in years)], county)
    rows += [[*_named(item), item.base, *_row(county, item, years)] for item in ITEMS]
    return [Sheet("实际值", rows, ["A1:D1"])]


def long(county: County, year: int, _: Random) -> list[Sheet]:
    """A row for each indicator and year."""
    rows: list[list[Cell]] = [["指标名称", "年份", "数值", "计量单位"]]
    rows += [
        [item.name, each, county.values[item.id][each], item.unit]
        for item in ITEMS
        for each in _until(year)
    ]
    return [Sheet("数据", rows)]


def transposed(county: County, year: int, _: Random) -> list[Sheet]:
    """A column for each indicator, its unit in brackets; a row for each year."""
    rows: list[list[Cell]] = [["年份", *(_with_unit(item) for item in ITEMS)]]
    rows += [
        [f"{each}年", *(county.values[item.id][each] for item in ITEMS)] for each in _until(year)
    ]
    return [Sheet("Sheet1", rows)]


def merged_header(county: County, year: int, random: Random) -> list[Sheet]:
    """Titles, a header of two rows, merged categories, and the lines below that people sign."""
    years = _until(year)
    rows = _titled(
        ["序号", "类别", "指标名称", "计量单位", "2020年实际值", "各年度实际完成情况"], county
    )
    rows[-1] += [None] * (len(years) - 1) + ["备注"]
    top = len(rows)
    rows.append([*[None] * 5, *(f"{each}年" for each in years)])
    for item in ITEMS:
        category = "质量建设" if item.id == 1 else "标准品牌创新" if item.id == 15 else None
        rows.append(
            [item.id, category, item.name, item.unit, item.base, *_row(county, item, years), None]
        )
    rows += [[], [f"填报人：张某　　审核人：李某　　填报日期：2026年1月{random.randint(5, 28)}日"]]
    last = chr(ord("E") + len(years))
    areas = [f"{column}{top}:{column}{top + 1}" for column in "ABCDE"]
    areas += [f"F{top}:{last}{top}"] * (len(years) > 1)
    areas += [f"B{top + 2}:B{top + 15}", f"B{top + 16}:B{top + 24}"]
    return [Sheet("主要指标", rows, areas)]


def several_sheets(county: County, year: int, random: Random) -> list[Sheet]:
    """The indicators, quantified tasks, and a sheet of explanations."""
    years = _until(year)
    tasks: list[list[Cell]] = [["编号", "量化任务", "单位", *(f"{each}年" for each in years)]]
    for id_, name, unit, low, high in COMMITMENTS:
        figures = [round(Decimal(random.uniform(low, high)), 1) for _ in years]
        tasks.append([id_, name, unit, *figures])
    notes: list[list[Cell]] = [["填报说明"], ["一、各项数据以统计部门为准。"], ["二、保留小数。"]]
    return [*five_years(county, year, random), Sheet("量化任务", tasks), Sheet("说明", notes)]


def units_in_names(county: County, year: int, _: Random) -> list[Sheet]:
    """No column of units: each stands in brackets behind the name."""
    years = _until(year)
    rows = _titled(["指标", *(f"{each}年" for each in years)], county)
    rows += [[_with_unit(item), *_row(county, item, years)] for item in ITEMS]
    return [Sheet("Sheet1", rows)]


def percents(county: County, year: int, _: Random) -> list[Sheet]:
    """Shares are stored as 0.57 and shown as 57%."""
    years = _until(year)
    rows: list[list[Cell]] = [[*HEAD, *(f"{each}年度" for each in years)]]
    for item in ITEMS:
        cells = _row(county, item, years)
        if item.unit == "%":
            cells = [_share(cell) for cell in cells]
        rows.append([*_named(item), *cells])
    return [Sheet("实际值", rows)]


def remarks(county: County, year: int, random: Random) -> list[Sheet]:
    """Evidence and remarks behind each row, reporting bases, and a line for an area."""
    rows: list[list[Cell]] = [[TITLE], [f"地区：{county.name}　　数据年度：{year}年"]]
    rows.append([*HEAD, "口径", f"{year}年实际值", "佐证材料", "备注"])
    for item in ITEMS:
        basis = "年末值" if item.id in (9, 10, 22, 23) else "当年值"
        evidence = f"{county.name}统计局{random.randint(1, 999)}号来文"
        cell = county.values[item.id][year]
        rows.append([*_named(item), basis, cell, evidence, random.choice((None, "已核对"))])
    return [Sheet("实际值", rows)]


def extra_columns(county: County, year: int, random: Random) -> list[Sheet]:
    """Offices, targets and growth beside the values, and a formula in each row."""
    years = _until(year)
    rows = _titled(
        ["序号", "一级指标", *HEAD[1:], "责任单位", "2025年目标值",
         *(f"{each}年" for each in years), "同比增减", "联系人", "联系电话"], county
    )  # fmt: skip
    for item in ITEMS:
        change = Formula("1+1", Decimal(random.randint(-30, 30)) / 10)
        phone = f"0575-8{random.randint(1_000_000, 9_999_999)}"
        cells = _row(county, item, years)
        number, name, unit = _named(item)
        rows.append([number, None, name, unit, "市统计局", None, *cells, change, "王某", phone])
    return [Sheet("实际值", rows)]


def reordered(county: County, year: int, random: Random) -> list[Sheet]:
    """Rows in any order, years from the last to the first, an empty column in front."""
    years = _until(year)[::-1]
    rows: list[list[Cell]] = [[None, "单位", "指标", *(f"{each}年" for each in years)]]
    rows += [
        [None, item.unit, item.name, *_row(county, item, years)]
        for item in random.sample(ITEMS, len(ITEMS))
    ]
    return [Sheet("Sheet1", rows)]


def with_list(county: County, year: int, random: Random) -> list[Sheet]:
    """A sheet of 300 companies behind the values: the longest of the usual files."""
    rows: list[list[Cell]] = [["序号", "企业名称", "证书编号", "发证日期"]]
    for number in range(1, 301):
        code = f"GR{year}33{random.randint(0, 999_999):06}"
        rows.append(
            [number, f"{county.name}第{number}机械有限公司", code, f"{year}-12-0{number % 9}"]
        )
    return [*five_years(county, year, random), Sheet("高新技术企业名单", rows)]


Layout = Callable[[County, int, Random], list[Sheet]]
LAYOUTS: Final[Sequence[Layout]] = (
    one_year, five_years, long, transposed, merged_header, several_sheets,
    units_in_names, percents, remarks, extra_columns, reordered, with_list,
)  # fmt: skip


def layout_of(county: County, year: int) -> Layout:
    """An office keeps its layout, but for one year of the five."""
    other = year == YEARS[county.number % len(YEARS)]
    return LAYOUTS[(county.number + 5 * other) % len(LAYOUTS)]


def _until(year: int) -> Sequence[int]:
    return YEARS[: YEARS.index(year) + 1]


def _named(item: Item) -> tuple[int, str, str]:
    return item.id, item.name, item.unit


def _row(county: County, item: Item, years: Sequence[int]) -> list[Cell]:
    return [county.values[item.id][each] for each in years]


def _with_unit(item: Item) -> str:
    return item.name if item.unit == "/" else f"{item.name}（{item.unit}）"


def _titled(head: list[Cell], county: County) -> list[list[Cell]]:
    office = "统计局" if county.number % 2 else "市场监督管理局"
    return [[TITLE], [f"填报单位：{office}　　　计量单位：见表"], head]


def _share(cell: Cell) -> Cell:
    return Percent(cell / 100) if isinstance(cell, Decimal) else cell
