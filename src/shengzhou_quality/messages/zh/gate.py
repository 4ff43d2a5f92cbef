"""The words about what opens the gate, and about folders of files, in Chinese."""

from __future__ import annotations

MESSAGES: dict[str, str] = {
    # 单位意见
    "assessed.heading.opinions": "单位意见（不计入）",
    "assessed.opening.opinions": "报送文件中另有单位自己的意见{count}条（{ids}），只列出，不改变判定、各数和结论。",
    "diagnostic.own-opinions": "文件中有评估意见或数据核实{count}条，作为报送单位的意见列出，不起作用。",
    "hint.own-opinions": "由评估人员认定的，请另存一个文件，用 --assessments 给出；确由评估人员填写的，可用 --accept-own-assessments 采用。",
    # 数据核实
    "settled.by": "已核实：{reason}（{by}{date}）。",
    "settled.unsigned": "已核实：{reason}（没有写明认定人{date}）。",
    "settled.date": "，{date}",
    "settled.hint": "无需处理；原文改动以后会重新提示。",
    "diagnostic.settlement-incomplete": "这一条数据核实（“{text}”）没有写{what}，没有采用。",
    "hint.settlement-incomplete": "请写明代码、理由，以及指标或原文。",
    "diagnostic.settlement-of-unknown": "“{text}”不是规划中的指标、量化任务或标志性成果，数据核实没有采用。",
    "hint.settlement-of-unknown": "可用 sqc plan list --all 查看编号和名称。",
    "hint.settlement-of-unknown.nearest": "是否为“{nearest}”？可用 sqc plan list --all 查看编号和名称。",
    "diagnostic.settlement-date": "数据核实的日期“{text}”不能读作日期，没有采用。",
    "hint.settlement-date": "请填写 2025-12-20、2025年12月 一类的日期；不知道的留空。",
    "diagnostic.settlement-year": "数据核实的年份“{text}”不是年份，没有采用。",
    "hint.settlement-year": "请填写四位数的年份，如 2025；问题不属于某一年的留空。",
    "diagnostic.settlement-unknown-code": "数据核实所写的“{text}”不是任何数据问题的代码，没有采用。",
    "hint.settlement-unknown-code": "请照 sqc check 列出的代码填写，如 implausible。",
    "hint.settlement-unknown-code.nearest": "是否为 {nearest}？请照 sqc check 列出的代码填写。",
    "diagnostic.settlement-unused": "数据核实的“{kind}”（原文“{text}”）没有对应的问题：原文已经改动，或已不再提示。",
    "hint.settlement-unused": "可删去这一条；原文改动的，请重新核实。",
    "diagnostic.error-not-settled": "“{kind}”（原文“{text}”）是错误，不能以核实了结，这一条没有采用。",
    "hint.error-not-settled": "请改正数据；只有警告可以核实。",
    # 文件夹
    "diagnostic.no-data-files": "没有数据文件。",
    "hint.no-data-files": "请核对路径；文件夹只取其中的数据文件（.xlsx、.xls、.ods、.csv、.yaml、.json），子文件夹用 ** 写明，如 报送/**/*.xlsx。",
    "diagnostic.file-skipped": "不是数据文件的格式，没有读取。",
    "hint.file-skipped": "其中有数据的，请改报 .xlsx、.ods 或 .csv；没有数据的，无需处理。",
    "diagnostic.own-result": "是 sqc 生成的结果，不是数据，没有读取。",
    "hint.own-result": "无需处理。",
    "diagnostic.too-many-files": "文件夹或模式所含的文件超过{limit}个的限度。",
    "hint.too-many-files": "请分几次检查，或只给出需要评估的文件。",
    "diagnostic.plan-control-character": "“{key}”的文字中有控制字符。",
    "hint.plan-control-character": "请删去转义写出的控制字符（如 \\a、\\u0007）。",
    # 一对文件
    "many.reported-twice": "与 {file} 相同的数有{count}个（第一个是“{name}”{year}年），按一次计。",
    "many.assessment-repeated": "与 {file} 相同的评估意见有{count}条（第一条是“{name}”），按一条计。",
    # 命令
    "usage.no-such-item.range": "规划中没有编号为“{name}”的指标：编号为{first}—{last}。",
    "help.accept-own-assessments": "数据文件中的评估意见和数据核实也采用；默认只作为单位意见列出。",
    "help.check.fail-on": "何时退出码为 1：error（有错误）、warning（有错误或警告，默认）、never（从不）。",
    "help.check.assessments": "评估人员的文件（各种格式均可），可重复：其中已核实的警告（数据核实）不再计为问题，不纳入评估的各项不再要求。",
    "help.template.assessments": "生成评估人员填写的“评估意见”和“数据核实”两张表；给出 --values 的，列入其中待核实的警告。",
    "usage.folder-gone": "当前文件夹已不存在，无法确定 {name} 的位置；请换到一个现有的文件夹，或写完整路径。",
    "template.assessments.title": "评估意见（由评估人员填写）",
    "template.settled.title": "数据核实（由评估人员填写）",
    "template.settled.note": "逐条填写理由、认定人和日期；没有填写的不起作用。代码、指标、年份、原文请勿改动。",
    "template.assessments.note": "状态从下拉列表中选填；没有理由的不起作用。修订基期值只用于水平型指标。",
    "template.doubts": "列入待核实的警告{count}条。",
    # 持续集成
    "github.rest": "另有{counts}没有作为注释列出：",
    "github.missing": "缺{year}年的数据{count}项：{items}",
    "github.missing.item": "{id} {name}",
    "github.missing.cure": "请逐项补报；预计数和部分月份的数不算。",
    "github.nowhere": "没有在任何表中找到",
}
