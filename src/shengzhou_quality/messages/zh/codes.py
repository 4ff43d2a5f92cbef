"""What the codes mean, each with an example, in Chinese; behind `sqc explain` and its page.

A line is a code: its meaning, an example and the cure. Where the cure is left out, the
hint of the finding says it.
"""

from __future__ import annotations

from shengzhou_quality.messages.zh.assessment_codes import ASSESSMENT_CODES
from shengzhou_quality.messages.zh.gate_codes import FOLDER_CODES, GATE_CODES
from shengzhou_quality.messages.zh.plan_codes import PLAN_CODES
from shengzhou_quality.messages.zh.report_codes import NOTE_CODES, STATUS_CODES
from shengzhou_quality.messages.zh.task_codes import TASK_CODES

_FILE_CODES: dict[str, tuple[str, ...]] = {
    "file-not-found": ("所给的路径上没有这个文件。", "命令中写的是“数据.xlsx”,文件夹里的却是“数据(1).xlsx”。"),
    "not-a-file": ("所给的是文件夹、管道或设备,不是普通文件。", "--assessments 报送材料/，其中“报送材料”是文件夹。"),
    "file-unreadable": ("文件存在,但系统不允许读取。", "文件正被其他程序独占,或当前用户没有读取权限。"),
    "file-too-large": ("文件超过大小限度,没有读取。", "工作簿中贴有大量照片,大小为60 MB。"),
    "file-empty": ("文件中没有任何内容。", "网盘同步中断,只留下0字节的“数据.xlsx”。"),
    "web-page": ("扩展名是工作簿,内容却是网页。", "业务系统导出的“指标表.xls”,用文本编辑器打开后以 <html> 开头。"),
    "unknown-format": ("内容不是任何能识别的文件格式。", "把一段录音改名为“数据.xlsx”。"),
    "not-a-workbook": ("扩展名是工作簿,内容却不是。", "把文本文件改名为“数据.xlsx”。"),
    "workbook-damaged": ("工作簿内部不完整,无法打开。", "传输中断,文件只有一半。"),
    "strict-workbook": ("工作簿保存成了“Strict Open XML”格式,不能读取。", "另存时选择了“Strict Open XML 电子表格”。"),
    "needs-extra": ("旧版 Excel(.xls)须另装读取组件,本机没有装。", "“季度报表.xls”。", '请运行 pip install "shengzhou-quality[legacy]",或另存为 .xlsx。'),
    "encrypted": ("文件设有打开密码,不能读取。", "带打开密码的“季度报表.xlsx”。"),
    "wps-workbook": ("是 WPS 表格的自有格式,不能读取。", "“指标表.et”。"),
    "word-document": ("是文字文档,不是工作簿,即使改了扩展名。", "“指标完成情况.docx”。"),
    "numbers-file": ("是苹果 iWork 的文件。", "“指标表.numbers”。"),
    "pdf-file": ("是 PDF,其中的数无法可靠读取。", "扫描盖章后的“指标表.pdf”。"),
    "image-file": ("是图片。", "表格的截图“指标表.png”。"),
    "archive-file": ("是压缩包;不解压读取。", "“报送材料.zip”。"),
    "binary-workbook": ("是二进制工作簿,不能读取。", "“指标表.xlsb”。"),
    "xml-file": ("内容是 XML,不是工作簿。", "系统导出的“XML 表格2003”,扩展名为 .xls。"),
    "lock-file": ("是 Office 打开文件时留下的临时锁文件。", "“~$数据.xlsx”,用 *.xlsx 时一并选中。"),
    "xml-dtd": ("工作簿内含 DTD;它可以无限展开或引用外部文件,一律不接受。", "被人为改动的工作簿。"),
    "unknown-encoding": ("文本的编码无法识别。", "用西欧编码保存的 CSV。"),
    "no-separator": ("文本中没有分列的逗号、制表符或分号。", "用空格对齐的“数据.txt”。"),
    "csv-quote": ("引号不成对,以后的内容无法分清。", "“备注”一格以引号开头,没有结束。"),
    "unpacks-too-large": ("文件不大,解压后却超过限度。", "300 MB 的空白压缩成300 kB。"),
    "too-many-parts": ("文件内部的部件过多。", "贴有几千张照片的工作簿。"),
    "too-many-elements": ("文件内部的 XML 元素过多,多半是大片只设了格式的空白单元格。", "给整张表的一百万行都设了边框。"),
    "too-many-sheets": ("工作表过多。", "几百个单位各一张工作表。"),
    "too-many-cells": ("有内容的单元格超过限度,没有读取。", "附有全部原始台账的工作簿。"),
    "too-many-tables": ("文件中的表头过多,没有读取。", "上千张小表逐行排在一张工作表中。"),
    "too-many-values": ("文件中指标的数过多,没有读取。", "把几百个乡镇的明细与指标名称排在一起。"),
    "too-much-text": ("单元格中的文字合计超过限度,没有读取。", "把全文粘贴在单元格中的工作簿。"),
    "too-many-merged": ("合并单元格的范围过大。", "把整张空表合并成一格。"),
    "hidden-rows": ("隐藏或被筛选掉的行没有读取。只是提示,不影响结论。", "筛选“约束性”后保存的表。"),
    "hidden-columns": ("隐藏的列没有读取。只是提示,不影响结论。", "隐藏了2021年至2024年各列的表。"),
    "hidden-sheet": ("工作表被隐藏,没有读取。只是提示,不影响结论。", "工作簿中隐藏了“去年数据”工作表。"),
    "beyond-bounds": ("工作表的行数或列数超出读取范围,范围以外的内容没有读取。", "最后一行(第1,048,576行)有一个误填的字。"),
    "more-findings": ("同一种问题太多,只逐条列出前一部分,其余的只报数目;轻重与其余的相同。", "附有几万行其他工作事项的表。"),
    "nothing-to-judge": ("整个文件中没有一行对应规划指标。", "表头写的是“工作事项”“完成情况”,没有指标名称和年份。"),
}  # fmt: skip

_YAML_CODES: dict[str, tuple[str, ...]] = {
    "not-utf8": ("文本不是 UTF-8 编码,无法可靠读取。", "用旧版记事本以 ANSI 编码保存的 YAML 文件。"),
    "yaml-syntax": ("YAML 语法有误,无法读下去。", "values: {2025: 41.2,缺少右括号。", "请检查这一行的缩进、冒号、括号和引号。"),
    "yaml-quote-it": ("值以 YAML 的特殊符号开头,必须加引号。", "2025: >96 没有加引号。"),
    "yaml-anchor": ("文件中有锚点、别名或合并键;为避免恶意展开,一律不接受。", "2025: &a 41.2,另一处写 *a。"),
    "yaml-tag": ("文件中有标签;为避免执行其他内容,一律不接受。", "2025: !!str 41.2。"),
    "yaml-second-document": ("一个文件中有两个 YAML 文档,只能有一个。", "文件中间有一行“---”。"),
    "yaml-duplicate-key": ("同一层中有两个相同的键,无法确定以哪个为准。", "values 中 2025 写了两次。"),
    "yaml-said-twice": ("同一项用中文和英文各写了一次,无法确定以哪个为准。", "同时写了 values 和数值。"),
    "yaml-too-deep": ("嵌套层数超过限度。", "列表套列表,连续几十层。"),
    "yaml-no-actuals": ("最外层没有“actuals”或“实际值”。", "文件直接从指标名称写起。"),
    "yaml-unknown-key": ("有不认识的键,没有读取。", "把 values 误写为 vales。"),
    "yaml-not-text": ("应填一个值的地方填了列表或下级项目。", "2025: [41.2, 41.3]。"),
    "yaml-not-an-item": ("应填指标的地方填了别的内容。", "actuals: 5。"),
    "yaml-no-values": ("这一项没有按年份填写的数值。", "只写了 indicator 和 note,没有 values。"),
    "json-syntax": ("JSON 语法有误,无法读下去。", "最后一项后面多了一个逗号。"),
    "json-not-finite": ("NaN、Infinity 不是 JSON 的数。", '程序导出的 "2025": NaN。'),
    "too-many-nodes": ("YAML 或 JSON 中的键和值过多。", "附有全部原始记录的 JSON。"),
}  # fmt: skip

_TABLE_CODES: dict[str, tuple[str, ...]] = {
    "no-header": ("表中有规划指标的名称,却没有找到表头,因此没有读取。", "复制表格时漏掉了第一行。"),
    "no-year": ("有数值列而不知是哪一年的数。", "表头只写“实际值”,表中也没有“年份”列。"),
    "column-not-read": ("一列中有数,却没有作为实际值读取。表头不认识而又含有年份的是警告,须核对是否漏读;完成率、排名一类的列只是提示。", "“2025年全省平均”一列。"),
    "no-year-in-row": ("按“指标、年份、数值”填写的表中,这一行没有年份。", "“年份”一格留空,“数值”一格填了41.2。"),
    "not-a-year": ("“年份”一格填的不是年份。", "年份填“去年”。"),
    "number-differs": ("序号与名称指向不同的指标,以名称为准。", "部门把自己的三项指标重新编为1、2、3号。"),
    "unknown-indicator": ("有数据的一行,名称不是规划中的指标、量化任务或标志性成果,没有读取。", "规划中是“装配式建筑占新建建筑比例”,表中写“装配式占比情况”。", "请使用规划中的名称或编号;sqc plan list --all 列出全部。"),
    "unknown-form": ("“口径”一格填的不是可用的口径,按未写明处理。", "口径填“同比”。"),
    "form-mismatch": ("口径与指标的类型不符,这个值没有采用。", "新增企业数按“年均增速”报送。", "请改用本指标可用的口径,提示中已经列出。"),
    "other-first-year": ("年均数或累计数不是从规划期第一年算起。", "规划期从2021年算起,报送的是“2022—2025年年均”。", "请报送从规划期第一年算起的数。"),
    "target-differs": ("表中的目标值与规划不同,以规划为准。", "规划的目标是 >40,表中的目标值一列填45。"),
    "no-column-header": ("指标所在的行有数,那一列却没有表头,不知是什么数。", "删去表头一格后忘了补填。", "请补上年份表头;不是实际值的,也请写明是什么。"),
    "value-beside": ("同一年份既有本指标口径的数,又有另一种口径的数,只读前者。只是提示,不影响结论。", "“2025年”一列填430(亿元),“2025年增速”一列填7.5。"),
    "row-not-read": ("这个指标在表中只有目标值或完成率的行,没有实际值的行。", "每个指标三行,漏了“实际值”一行。"),
    "row-without-name": ("这一行在年份列下有数,却没有写指标。", "名称一格被误删。"),
    "two-names": ("同一行写了两个不同的指标,不知数是哪一个的。", "名称列和相邻一列各有一个指标名称。"),
    "unit-unclear": ("单位列、名称、表头或单位行写的单位互相矛盾,没有采用这个值。", "单位列写“亿元”,表头写“2025年(万元)”。"),
    "form-differs": ("--form 与文件写明的口径不同,以文件为准;--form 只用于没有写明口径的数。", "口径列写“累计值”,命令中写 --form 15=当年值。"),
    "forms-contradict": ("表头和口径列写的口径互相矛盾,没有采用这个值。", "表头是“2025年累计”,口径一格是“当年值”。"),
    "growth-for-level": ("报送的是增速,而本指标要的是该年的数值。", "服务业增加值的口径一格填“增速”,数值填7.5。"),
    "addition-for-stock": ("报送的是新增数,而本指标要的是总数。", "高新技术企业数的口径一格填“当年新增”,数值填30。"),
    "merged-value": ("一个合并单元格跨了几个年份或几个指标,不知是谁的数,没有采用。", "2024年和2025年两格合并,只填了一个43。"),
}  # fmt: skip

_VALUE_CODES: dict[str, tuple[str, ...]] = {
    "not-a-number": ("单元格中的文字不能读作数值。", "“详见附件”“较好”。"),
    "approximate": ("是约数,背后的数不能确知。不算错误,但判定为暂无法判定。", "“约6”“423左右”。"),
    "exponent": ("数写成了科学记数法。它常是程序导出时丢了位数的结果,不代为还原。", "“1.5e3”“1E+09”。"),
    "ditto": ("单元格写的是“同上”,不是数。不代为照抄,没有采用。", "“〃”“同上”。"),
    "too-many-digits": ("数字的位数多得不合情理,没有读取。", "一长串银行账号误填在数值列。"),
    "unit-mismatch": ("写明的单位与指标的单位不同,又没有已知的换算关系。", "指标以“家”计,填“35万元”。", "请按指标的单位填写;金额单位之间会自动换算。"),
    "looks-like-fraction": ("百分数指标中的数不大于1,乘以100才合乎常情。不代为猜测,没有采用。", "合格率填0.965,应为96.5。", "若是小数形式的百分数,请填写乘以100后的数,或把单元格设为百分比格式。"),
    "outside-domain": ("数值不可能出现。", "合格率填103%,或企业数填−5。"),
    "not-whole": ("按个数计的指标填了小数。", "新增企业2.5家。", "请核对数值;本指标只能是整数。"),
    "implausible": ("数值可能出现,但不在通常的范围之内;照报送数判定,须核对。", "服务业增加值填4,263(亿元),上年为404.7。"),
    "unknown-state": ("创建型指标填了规划文件中没有的状态。", "“差不多完成了”。", "请从提示列出的状态中选填,例如“推进中”“完成创建”。"),
    "error-cell": ("单元格是 Excel 的错误值。", "#DIV/0!、#REF!。"),
    "not-calculated": ("公式从未计算过,文件中没有结果。", "程序生成的工作簿,没有用 Excel 打开并保存过。"),
    "date-cell": ("单元格是日期,不是数值。", "输入“6-5”,被 Excel 自动改成6月5日。"),
    "struck-out": ("单元格中一部分文字划了删除线,不能确定哪个是要报的数。", "划去“38”,又在同一格写上“40”。"),
    "text-too-long": ("单元格中的文字超过32,767字,没有读完。", "把整篇说明粘贴在数值一格。"),
    "conflicting-values": ("同一指标、同一年份报送了不同的数。", "一张表填41.5,另一张表填41.8。"),
    "reported-twice": ("同一指标、同一年份报送了两次,数相同,按一次计。只是提示,不影响结论。", "总表和部门的分表都有这一项。"),
    "total-differs": ("各年都有当年值,另报的累计数却不等于各年之和,总有一个写错了。没有写明年份的累计数只是警告,按各年的数判定。", "2021年至2025年为1、2、3、4、5,“累计”一列写20。"),
    "mixed-forms": ("同一指标有的年份按当年值,有的按累计值,不能合并计算。", "“2021年”一列填3,“2022年累计”一列填8。"),
    "baseline-differs": ("报送的基期值与规划的基期值不同,以规划为准。", "规划的2020年基期值是33,表中2020年填31.6。"),
    "total-falls": ("累计值比以前的年份小,两个数必有一个不对。", "2023年累计12家,2024年累计10家。"),
    "mean-differs": ("各年增速齐全,算出的年均增速却与报送的年均增速相差超过0.1个百分点,必有一处不对,没有采用。", "五年每年增长5%,年均增速却报9.5%。"),
    "abrupt-change": ("比率或水平高于上年的两倍,或低于上年的一半;计数和增速不在此列。须核对。", "2024年为39.1%,2025年为3.98%。"),
    "missing-value": ("要求齐全(--complete)时,指标没有该年份的全年数。预计数和部分月份的数不算。", "2025年一格填“—”。"),
}  # fmt: skip

_RUN_CODES: dict[str, tuple[str, ...]] = {
    "year-has-few": ("自动选定的年份只有不到一半的指标有数据,多半不是要评估的年份。", "23项指标中只有2项已报2025年数,其余报到2024年。"),
    "year-outside-period": ("指定的年份不在规划期内。", "规划期为2021—2025年,却指定 --year 2026。", "请用 --year 指定规划期内的年份。"),
    "only-unknown": ("--only 所写的不是规划中的指标、量化任务或标志性成果。", "--only 99。"),
    "form-of-unknown": ("--form 所写的不是规划中可以报送的指标或量化任务。", "--form 99=累计值。"),
}  # fmt: skip

CODES: dict[str, dict[str, tuple[str, ...]]] = {
    "file": _FILE_CODES | FOLDER_CODES,
    "yaml": _YAML_CODES,
    "table": _TABLE_CODES | TASK_CODES | ASSESSMENT_CODES | GATE_CODES,
    "value": _VALUE_CODES,
    "run": _RUN_CODES,
    "plan": PLAN_CODES,
    "note": NOTE_CODES,
    "status": STATUS_CODES,
}
"""The codes of each group: meaning, example and, where no hint says it, cure."""
