"""What the codes about the gate and about folders mean, each with an example, in Chinese."""

from __future__ import annotations

GATE_CODES: dict[str, tuple[str, ...]] = {
    "own-opinions": ("报送的文件里有单位自己的评估意见或数据核实。作为单位意见列出，不改变判定、各数、清单和退出码。", "某局在报送的工作簿中加了一张“评估意见”表，把一项约束性指标写成“不纳入评估”。"),
    "settlement-incomplete": ("数据核实缺少必填的一格，没有采用。", "填了认定人和日期，“理由”一格为空。"),
    "settlement-of-unknown": ("数据核实所指的不是规划中的一项，没有采用。", "指标一格填99。", "请按 sqc plan list --all 列出的编号或名称填写。"),
    "settlement-date": ("数据核实的日期不能读作日期，没有采用。", "日期填“上周”。"),
    "settlement-year": ("数据核实的年份不是年份，没有采用。", "年份填“去年”。"),
    "settlement-unknown-code": ("数据核实所写的代码不是任何数据问题的代码，没有采用。", "代码填“数太大”。", "请照 sqc check 列出的代码填写，如 implausible。"),
    "settlement-unused": ("数据核实没有对应的问题：原文已经改动，或已不再提示。只是提示，不影响结论。", "核实的是4179000，现在报的是4179001。"),
    "error-not-settled": ("错误不能以核实了结，只有警告可以。", "对“详见附件”（not-a-number）填了数据核实。"),
}  # fmt: skip

FOLDER_CODES: dict[str, tuple[str, ...]] = {
    "no-data-files": ("给出的文件夹或模式中没有数据文件。", "sqc check 报送材料/，其中只有几份 PDF。"),
    "file-skipped": ("文件夹或模式中的一个文件不是数据文件的格式，没有读取。只是提示，不影响结论。", "报送材料/ 中有一份“公文.docx”。"),
    "own-result": ("文件夹或模式中有 sqc 自己生成的结果，不作为数据读取。只是提示，不影响结论。", "报送材料/ 中有上一次写出的 report.json。"),
    "too-many-files": ("文件夹或模式所含的文件过多，没有读取。", "sqc check /**/*.csv。"),
}  # fmt: skip
