"""Test that each example in `sqc explain` really produces its code."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from shengzhou_quality.diagnostics import InputError
from shengzhou_quality.evaluation.check import check
from shengzhou_quality.reading.intake import read_actuals
from shengzhou_quality.words import Words
from shengzhou_quality.words.code_index import example

if TYPE_CHECKING:
    from collections.abc import Callable

    from shengzhou_quality.evaluation.report import Report
    from shengzhou_quality.plan.model import Plan

N1, N5, N7 = "制造业产品质量监督抽查合格率", "装配式建筑占新建建筑比例", "服务业增加值"
N8, N9, N13 = "社会消费品零售总额年均增速", "每千人医疗机构床位数", "完成国家级生态文明示范市创建"
N15, N18, N22 = "新参与制修订国际、国家、行业标准", "新增“品字标”品牌企业", "高新技术企业数"
BESIDE = [N5, 41]
"""A row that is fine, where the example alone would leave nothing to judge."""

TABLES: dict[str, list[list[Any]]] = {
    "column-not-read": [["指标", "2025年全省平均", "2025年"], [N5, 41, 42]],
    "no-year": [["指标", "实际值"], [N5, 42]],
    "no-year-in-row": [["指标", "年份", "数值"], [N5, None, 41.2], [N5, 2024, 40]],
    "not-a-year": [["指标", "年份", "数值"], [N5, "去年", 41.2], [N5, 2024, 40]],
    "unknown-indicator": [["指标", "2025年"], ["装配式占比情况", 41], BESIDE],
    "unlike": [["指标", "2025年"], ["新增高新技术企业", 50], BESIDE],
    "unknown-form": [["指标", "口径", "2025年"], [N5, "同比", 42]],
    "form-mismatch": [["指标", "口径", "2025年"], [N18, "年均增速", 4]],
    "other-first-year": [["指标", "2022—2025年年均"], [N8, 9]],
    "target-differs": [["指标", "目标值", "2025年"], [N5, 45, 42]],
    "value-beside": [["指标", "2025年", "2025年增速"], [N7, 430, 7.5]],
    "growth-for-level": [["指标", "口径", "2025年"], [N7, "增速", 7.5]],
    "addition-for-stock": [["指标", "口径", "2025年"], [N22, "当年新增", 30]],
    "unit-unclear": [["指标", "单位", "2025年(万元)"], [N7, "亿元", 430]],
    "forms-contradict": [["指标", "口径", "2025年累计"], [N15, "当年值", 30]],
    "not-a-number": [["指标", "2025年"], [N7, "详见附件"], [N9, "较好"]],
    "approximate": [["指标", "2025年"], [N9, "约6"], [N7, "423左右"]],
    "exponent": [["指标", "2025年"], [N7, "1.5e3"], [N22, "1E+09"]],
    "ditto": [["指标", "2024年", "2025年"], [N7, 404, "〃"], [N9, 6, "同上"]],
    "unit-mismatch": [["指标", "2025年"], [N22, "35万元"]],
    "looks-like-fraction": [["指标", "2025年"], [N1, 0.965]],
    "outside-domain": [["指标", "2025年"], [N1, "103%"], [N22, -5]],
    "not-whole": [["指标", "2025年"], [N18, "2.5家"]],
    "implausible": [["指标", "2024年", "2025年"], [N7, 404.7, 4179000]],
    "unknown-state": [["指标", "2025年"], [N13, "差不多完成了"], BESIDE],
    "conflicting-values": [["指标", "2025年"], [N5, 41.5], [N5, 41.8]],
    "mixed-forms": [["指标", "2021年", "2022年累计"], [N18, 3, 8]],
    "baseline-differs": [["指标", "2020年", "2025年"], [N5, 31.6, 42]],
    "total-falls": [["指标", "口径", "2023年", "2024年"], [N18, "累计值", 12, 10]],
    "mean-differs": [
        ["指标", "2021年", "2022年", "2023年", "2024年", "2025年", "2021—2025年年均"],
        [N8, 5, 5, 5, 5, 5, 9.5],
    ],
    "abrupt-change": [["指标", "2024年", "2025年"], [N5, 39.1, 90]],
}
FILES: dict[str, tuple[str, bytes]] = {
    "unknown-format": ("数据.xlsx", b"ID3\x03\x00\x00\x00\x00\x0f\x76\xff\xfb\x90\x00"),
    "not-a-workbook": ("数据.xlsx", "一段文字".encode()),
    "unknown-encoding": ("data.csv", "indicator,2025\nÉlève à ça façon,41\n".encode("latin-1")),
    "no-separator": ("数据.txt", f"指标          2025年\n{N5}  41\n".encode()),
    "json-not-finite": ("a.json", b'{"actuals": [{"id": 5, "values": {"2025": NaN}}]}'),
}


@pytest.mark.parametrize("code", TABLES)
def test_the_example_of_a_table_gives_its_code(
    code: str, plan: Plan, xlsx: Callable[..., bytes], tmp_path: Path
) -> None:
    path = tmp_path / "data.xlsx"
    path.write_bytes(xlsx(TABLES[code]))
    assert code in {finding.code for finding in check(plan, read_actuals([path], plan)).diagnostics}


@pytest.mark.parametrize("code", FILES)
def test_the_example_of_a_file_is_refused_with_its_code(
    code: str, plan: Plan, tmp_path: Path
) -> None:
    name, content = FILES[code]
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(InputError) as refused:
        read_actuals([path], plan)
    assert code in {finding.code for finding in refused.value.diagnostics}


def test_the_example_of_invalid_is_invalid(
    judge: Callable[..., Report], xlsx: Callable[..., bytes]
) -> None:
    assert "0.965" in example("invalid", Words("zh"))
    report = judge(xlsx([["指标", "2025年"], [N1, 0.965]]), only=["1"])
    assert [result.verdict for result in report.indicators] == ["invalid"]
