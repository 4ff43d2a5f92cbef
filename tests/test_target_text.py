"""Test how targets are read, in the words that published plans use."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest
import yaml

from shengzhou_quality.interval import Interval
from shengzhou_quality.notation import Direction, Relation
from shengzhou_quality.plan.target_relative import (
    RelativeTarget,
    Sense,
    TrendTarget,
    read_comparison,
    read_trend,
)
from shengzhou_quality.plan.target_text import (
    Phrase,
    Sort,
    read_target,
    read_targets_by_year,
)

FORMS = Path(__file__).resolve().parent.parent.parent / "shared" / "plans"
"""Forms of targets seen in published plans: no part of the repository."""

UP, DOWN = Direction.INCREASE, Direction.DECREASE


def level(written: str, unit: str | None = None, **more: object) -> Phrase:
    """`written` in signs alone: 96, ≥8, 50–60."""
    low, dash, high = written.partition("–")
    number = Fraction(low.strip("<>≥≤"))
    sign = None if low[0].isdigit() else Relation(low[0])
    interval = {
        None: Interval.between(number, Fraction(high) if dash else number),
        Relation.AT_LEAST: Interval.at_least(number),
        Relation.MORE_THAN: Interval.at_least(number, strict=True),
        Relation.AT_MOST: Interval.at_most(number),
        Relation.LESS_THAN: Interval.at_most(number, strict=True),
    }[sign]
    return Phrase(interval, sign, unit=unit)._replace(**more)  # type: ignore[arg-type]


def rise(written: str, unit: str | None = None, **more: object) -> Phrase:
    return level(written, sort=Sort.CHANGE, change_unit=unit, fall=False)._replace(**more)  # type: ignore[arg-type]


def fall(written: str, unit: str | None = None, **more: object) -> Phrase:
    return rise(written, unit, fall=True, **more)


def change(written: str, unit: str | None = None, **more: object) -> Phrase:
    """A change of which the text does not say whether it is a fall."""
    return rise(written, unit, fall=None, **more)


def ratio(written: str, **more: object) -> Phrase:
    return level(written, sort=Sort.RATIO)._replace(**more)  # type: ignore[arg-type]


READ = {
    # Signs, and words of limits
    ">96": level(">96"),
    "<5.5": level("<5.5"),
    "≥8": level("≥8"),
    "＞22 件": level(">22", "件"),
    "40%以上": level("≥40", "%"),
    "0.3以内": level("≤0.3"),
    "不低于96": level("≥96"),
    "不得低于96%": level("≥96", "%"),
    "大于等于96": level("≥96"),
    "大于或等于96": level("≥96"),
    "96以上（含）": level("≥96"),
    "超96%": level(">96", "%"),
    "小于等于5": level("≤5"),
    "小于或等于5": level("≤5"),
    "不得超过5": level("≤5"),
    "5以下（含）": level("≤5"),
    "维持96%": level("96", "%", usual=UP),
    "严格控制在5%以内": level("≤5", "%"),
    "失业率严格控制在5.5%": level("5.5", "%", usual=DOWN, subject="失业率"),
    "实现零增长": rise("≤0"),
    "增长一倍": ratio("≥2"),
    "比2020年增长一倍以上": ratio("≥2", since=2020),
    "不超过5": level("≤5"),
    "超过17%": level(">17", "%"),
    "低于0.3": level("<0.3"),
    "6人（含）以下": level("≤6", "人"),
    "≤6人（含）以下": level("≤6", "人"),
    "423": level("423"),
    "1,234": level("1234"),
    "１，２３４": level("1234"),
    "15。74": level("15.74"),
    ">100%": level(">100", "%"),
    "¥100": level("100", "¥"),
    "-5": Phrase(Interval.point(-5)),
    "-5%—10%": Phrase(Interval.between(-5, 10), unit="%"),
    # Units
    "12/10万": level("12", "/10万"),
    "11.5 人/10万": level("11.5", "人/10万"),
    "低于0.3件/万人": level("<0.3", "件/万人"),
    "11.3年": level("11.3", "年"),
    "100(百分之)": level("100", "%"),
    "百分之90以上": level("≥90", "%"),
    # Verbs of reaching a level
    "达到58%": level("≥58", "%"),
    "达到或超过60%": level("≥60", "%"),
    "达到35以下": level("≤35"),
    "突破60%": level(">60", "%"),
    "提高到60%": level("≥60", "%", arrives=True),
    "提升至30%以上": level("≥30", "%", arrives=True),
    "稳步提高到60%": level("≥60", "%", arrives=True),
    "增至5.3亿人": level("≥5.3", "亿人", arrives=True),
    "增加到10": level("≥10", arrives=True),
    "上升到10": level("≥10", arrives=True),
    "降至5": level("≤5", arrives=True),
    "降到5": level("≤5", arrives=True),
    "下降到5": level("≤5", arrives=True),
    "压减到5": level("≤5", arrives=True),
    "缩短至18个月以内": level("≤18", "个月", arrives=True),
    "年底达到96": level("≥96"),
    # Words that usually mean a limit
    "控制在0.3以内": level("≤0.3"),
    "控制在4.5%": level("4.5", "%", usual=DOWN),
    "控制在3450万亩": level("3450", "万亩", usual=DOWN),
    "保持在18.18亿亩": level("18.18", "亿亩", usual=UP),
    "稳定在95%以上": level("≥95", "%"),
    # Modality, and what the figure is of
    "力争94%以上": level("≥94", "%", modality="力争"),
    "力争达到94%以上": level("≥94", "%", modality="力争"),
    "原则上不超过5%": level("≤5", "%", modality="原则上"),
    "比重达到58%": level("≥58", "%", subject="比重"),
    "占GDP比重超过17%": level(">17", "%", subject="占GDP比重"),
    "产品合格率力争达到94%": level("≥94", "%", subject="产品合格率", modality="力争"),
    "普及率达到95%": level("≥95", "%", subject="普及率"),
    # Everything, nothing
    "全覆盖": level("≥100", "%", arrives=True),
    "全部": level("≥100", "%", arrives=True),
    "全量": level("≥100", "%", arrives=True),
    "百分百": level("≥100", "%", arrives=True),
    "百分之百": level("≥100", "%", arrives=True),
    "100%全覆盖": level("≥100", "%", arrives=True),
    "实现全覆盖": level("≥100", "%", arrives=True),
    "零发生": level("≤0", arrives=True),
    "杜绝": level("≤0", arrives=True),
    "“十三五”时期零发生": level("≤0", period="十三五", arrives=True),
    # About, and ranges
    "15%左右": level("15", "%", about=True),
    "约15": level("15", about=True),
    "控制在27%左右": level("27", "%", about=True, usual=DOWN),
    "提升至30%左右": level("30", "%", about=True, usual=UP, arrives=True),
    "4.5%—5%": level("4.5–5", "%"),
    "50–60": level("50–60"),
    "77-78%": level("77–78", "%"),
    "控制在4%—5%": level("4–5", "%"),
    # Changes in brackets
    "〔13.5〕": change("13.5"),
    "[20]": change("20"),
    "【20】": change("20"),
    "[≥20]": change("≥20"),
    "〔下降13.5〕": fall("13.5"),
    "〔-13.5〕": fall("13.5"),
    "〔13.5〕%": change("13.5", "%"),
    "18%（累计）": change("18", "%"),
    "18%以上（累计）": level("≥18", "%", in_total=True),
    "累计18%": level("18", "%", in_total=True),
    "累计达到96%": level("≥96", "%", in_total=True),
    "力争累计达到96": level("≥96", modality="力争", in_total=True),
    "[2.75)": change("2.75"),
    "(2.75]": change("2.75"),
    "23.04〔1.38〕": level("23.04", change=change("1.38")),
    "23.04 [1.38]": level("23.04", change=change("1.38")),
    "≥23〔1〕": level("≥23", change=change("1")),
    # Changes in words
    "-16%": fall("16", "%"),
    "+20%": rise("20", "%"),
    "下降18%": fall("18", "%"),
    "下降18%以上": fall("≥18", "%"),
    "下降18%以内": fall("≤18", "%"),
    "降低18%左右": fall("18", "%", about=True),
    "降低至少5%": fall("≥5", "%"),
    "累计降低至少5%": fall("≥5", "%"),
    "每年提高至少0.5个百分点": rise("≥0.5", "百分点", each_year=True),
    "下降不少于40%": fall("≥40", "%"),
    "降幅达到18%": fall("≥18", "%"),
    "较2020年下降30%": fall("30", "%", since=2020),
    "较2020年累计下降30%": fall("30", "%", since=2020),
    "累计提高1个百分点": rise("1", "百分点"),
    "劳动生产率增长7%": rise("7", "%", subject="劳动生产率"),
    "1个百分点": change("1", "百分点"),
    "由55.8%提高到60%": level("≥60", "%", start=Fraction("55.8"), arrives=True),
    "从0.45增加到0.5": level("≥0.5", start=Fraction("0.45"), arrives=True),
    "由2020年的20降至15以下": level("≤15", start=Fraction(20), since=2020, arrives=True),
    # Multiples of the baseline
    "翻一番": ratio("≥2"),
    "翻两番": ratio("≥4"),
    "比2020年翻一番": ratio("≥2", since=2020),
    "2020年规模的1.3倍以内": ratio("≤1.3", since=2020),
    "控制在基于2020年城镇建设用地规模的1.3倍以内": ratio("≤1.3", since=2020),
    "控制在2020年的1.3倍": ratio("1.3", since=2020, usual=DOWN),
    "增长到1.5倍": ratio("≥1.5"),
    "增长1倍": ratio("2"),
    "增长1.5倍以上": ratio("≥2.5"),
    # Counts, yearly figures, means
    "新增10个": level("10", "个", added=True),
    "累计新增20个以上": level("≥20", "个", added=True, in_total=True),
    "每年新增10个": level("10", "个", each_year=True, added=True),
    "≥300项/年": level("≥300", "项", each_year=True),
    "每年降0.5以上": fall("≥0.5", each_year=True),
    "每年下降0.5个百分点以上": fall("≥0.5", "百分点", each_year=True),
    "逐年下降2.97%": fall("2.97", "%", each_year=True),
    ">7(年均)": level(">7", mean=True),
    "年均8%": level("8", "%", mean=True),
    "年均增长7%以上": rise("≥7", "%", mean=True),
    "年均增速9%": rise("9", "%", mean=True),
}


@pytest.mark.parametrize("text", READ)
def test_what_is_read(text: str) -> None:
    assert read_target(text) == READ[text]


@pytest.mark.parametrize(
    "text",
    [
        # Words that draw no threshold
        *("基本全覆盖", "基本消除", "趋零", "趋零增长", "保持在合理区间", "各年度视情提出"),
        *("基本达到95%", "达到国家标准", "稳步提升", "—", "/", "", "左右", "以上", "不低于"),
        # Ranks
        *("全省前列", "第15名", "前三名", "第一", "由18名提升到第15名", "提高1个位次"),
        # Two indicators, a part, a composition, two levels
        *("分别达到75%和27%左右", "均达到60%", "合格率和达标率达到95%", "14:44.5:41.5"),
        *("城镇60%、农村50%", "其中城镇60%", "92%，力争94%", "基本目标为14%", "20个/30个"),
        "城市污水处理率和生活垃圾无害化处理率均达到60%",
        "20% (or even 30%)",
        # By reference, against another period, against others
        *("完成省下达目标", "不低于国家下达任务", "不低于国家下达任务，其中2025年不低于35%"),
        *("较“十二五”下降30%以上", "比上年增长5%", "2020年全国水平的1.3倍", "与2020年持平"),
        # A total with a ceiling; a verb with its object, of which the figure is the change
        *("新增建设用地总量控制在3450万亩", "降低能耗强度18%", "提高合格率5个百分点"),
        # Below, but not by how much
        *("提高近1个百分点", "比2015年提高近1个百分点", "接近15", "10余个"),
        # A year of its own, or a date
        *("2025年达到92以上", "2025年", "到2025年", "2021—2025年年均增长7%"),
        # What the words say is contradicted
        *(
            "-18%以上",
            "-5%以下",
            "降至5以上",
            "提高到40%以内",
            "突破60%以上",
            "由60%提高到55%",
            "下降-5%",
            "〔-5—10〕",
        ),
        *("[累计]提高到18", "新增提高到5", "年均提高到60%", "累计全覆盖", "稳步下降18%"),
        *("逐年提高到60%", "每年翻一番", "下降1倍", "5以上10以下", "约15以上", "提高到1个百分点"),
        # No figure, several figures, or a footnote
        *("100 万 kW / 200 万 kWh", "2.0版", "12338N", "531X", "1,400,0001,500,000", "22 23"),
        *("70。83 b*", "15.74*", "60.6*", "95[1]", "(9)", "5+5", "3个300亿级产业集群", "预计96"),
        *(
            "5×10³",
            "1.5倍",
            "12%(令和 14 年度)",
            "1% (public sector only)",
            "〔5〕〔6〕",
            "每年0.3[累计]",
            "23〔增长1倍〕",
            "9" * 31,
        ),
    ],
)
def test_what_is_never_read(text: str) -> None:
    assert read_target(text) is None


def test_the_units_of_the_indicator_are_known() -> None:
    assert read_target("35微克/立方米以内") is None
    assert read_target("35微克/立方米以内", ("微克/立方米",)) == level("≤35", "微克/立方米")
    assert read_target("0.5吨标准煤/万元", ("吨标准煤/万元",)) == level("0.5", "吨标准煤/万元")
    assert read_target("控制在2.1倍以内", ("倍",)) == level("≤2.1", "倍")
    assert read_target("30万吨/年", ("万吨/年",)) == level("30", "万吨/年")
    assert read_target("缩小到2倍以内", ("倍",)) == level("≤2", "倍", arrives=True)
    assert read_target("缩小到2倍以内") == ratio("≤2")


@pytest.mark.parametrize(
    ("text", "better"),
    [
        *((text, UP) for text in (">96", "40%以上", "提高到60%", "保持在18亿亩", "下降18%以上")),
        *((text, DOWN) for text in ("<5.5", "0.3以内", "降至5", "控制在4.5%", "下降18%以内")),
        *((text, None) for text in ("423", "50–60", "15%左右", "降至25%左右", "下降18%", "[20]")),
    ],
)
def test_which_way_is_better(text: str, better: Direction | None) -> None:
    phrase = read_target(text)
    assert phrase is not None
    assert phrase.direction is better


@pytest.mark.parametrize(
    ("text", "targets"),
    [
        ("2025年达到92以上", {2025: "达到92以上"}),
        ("到2025年，比重达到58%", {2025: "比重达到58%"}),
        ("到2025年92以上，到2027年92.5以上", {2025: "92以上", 2027: "92.5以上"}),
        ("２０２５年底 92 以上；2027年末，93", {2025: "92 以上", 2027: "93"}),
        ("力争到2025年达到60%", {2025: "力争达到60%"}),
        ("2025年比2020年下降30%", {2025: "比2020年下降30%"}),
        ("2025年1,234", {2025: "1,234"}),
        ("2025年35%，2035年完成上级任务", {2025: "35%", 2035: "完成上级任务"}),
        *(
            (text, {})
            for text in (
                *("423", "2025年", "2025年视情提出", "2025年92，2025年93", "9999年92"),
                *("2020年规模的1.3倍以内", "较2020年下降30%", "2025年均增长7%"),
                "不低于国家下达任务，其中2025年不低于35%",
            )
        ),
    ],
)
def test_targets_by_year(text: str, targets: dict[int, str]) -> None:
    assert read_targets_by_year(text) == targets


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("高于GDP增长", RelativeTarget(Relation.MORE_THAN, "GDP增长")),
        ("不低于全省平均水平", RelativeTarget(Relation.AT_LEAST, "全省平均水平")),
        ("快于经济增长", RelativeTarget(Relation.MORE_THAN, "经济增长")),
        ("低于全国平均", RelativeTarget(Relation.LESS_THAN, "全国平均")),
        ("≥GDP增长", RelativeTarget(Relation.AT_LEAST, "GDP增长")),
        ("增速不低于GDP增速", RelativeTarget(Relation.AT_LEAST, "GDP增速")),
        ("与GDP增长基本同步", RelativeTarget(None, "GDP增长", in_step=True)),
        ("力争与经济增长同步", RelativeTarget(None, "经济增长", in_step=True, modality="力争")),
        ("收入增长与GDP增长同步", RelativeTarget(None, "GDP增长", in_step=True)),
        *(
            (text, None)
            for text in (
                *("不低于国家下达任务", "不超过上级下达指标", "高于GDP增长2个百分点", ">96"),
                *("高于", "同步", "与GDP和人口增长同步", "快于全国、全省平均", "稳步提升"),
            )
        ),
    ],
)
def test_comparisons(text: str, read: RelativeTarget | None) -> None:
    assert read_comparison(text) == read


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("稳步提升", TrendTarget(Sense.RISE, every_year=True)),
        ("持续提高", TrendTarget(Sense.RISE, every_year=True)),
        ("不断下降", TrendTarget(Sense.FALL, every_year=True)),
        ("逐年下降", TrendTarget(Sense.FALL, every_year=True)),
        ("力争进一步提高", TrendTarget(Sense.RISE, modality="力争")),
        ("保持稳定", TrendTarget(Sense.STABLE)),
        ("基本稳定", TrendTarget(Sense.STABLE)),
        *((text, None) for text in ("稳步提升至60%", "全省前列", "保持在合理区间", "持续改善", "")),
    ],
)
def test_trends(text: str, read: TrendTarget | None) -> None:
    assert read_trend(text) == read


AS_TARGET = {
    *(">96", "<5.5", "≥8", "＞22 件", "40%以上", "控制在0.3以内", "占GDP比重超过17%", "423"),
    *("低于0.3 件/万人", "15%左右", "70左右", "3%左右", "比重达到58%", "〔13.5〕", "〔1〕", "[10]"),
    *("制造业产品质量合格率力争达到94%以上", "23.04 〔1.38〕", ">7 (年均)", "15%—20%", "全覆盖"),
    *("比2020年翻一番", "全部", "全量", "百分百", "国家标准平均制定周期缩短至18个月以内"),
    *("超过25%", "99%以上", "≥300 项/年", "“十三五”时期零发生", "6人（含）以下", ">100%"),
    *("由0.45增加到0.5", "由55.8%提高到60%", "12/10万", "下降不少于40%", "控制在4.5%"),
    *("控制在基于2020年城镇建设用地规模的1.3倍以内", "控制在3450万亩", "保持在18.18亿亩"),
    *("突破 60%", "突破5500 亿元", "提高到60%", "-16%", "77-78%", "近视率每年降0.5%以上"),
    *("[2.75)", "[1.6)", "76。7"),
}
BY_YEAR = {"到2025年92以上,到2027年92.5以上", "2024年3.9%左右", "2026年目标区间4.5%—5%"}
AS_COMPARISON = {"高于GDP增长", "与GDP增长基本同步", "力争投入强度高于“十三五”时期实际"}
AS_TREND = {"稳步提升", "不断下降", "持续提高", "保持稳定"}


def test_every_form_seen_in_published_plans() -> None:
    """Each is read as what it is, and what is not listed above is read as nothing."""
    if not FORMS.is_dir():
        pytest.skip(f"the forms seen are not part of the repository: no {FORMS}")
    texts = {
        text
        for name in ("target_forms.yaml", "target_forms_more.yaml")
        for form in yaml.safe_load((FORMS / name).read_text(encoding="utf-8"))["forms"]
        for text in form["text"].split(" / ")
    }
    assert {text for text in texts if read_target(text)} == AS_TARGET
    assert {text for text in texts if read_targets_by_year(text)} == BY_YEAR
    assert {text for text in texts if read_comparison(text)} == AS_COMPARISON
    assert {text for text in texts if read_trend(text)} == AS_TREND
