"""What the codes about assessments mean, each with an example, in Chinese."""

from __future__ import annotations

ASSESSMENT_CODES: dict[str, tuple[str, ...]] = {
    "assessment-without-reason": ("评估意见没有写理由,不起作用。", "指标6一行的状态填“基本符合时序进度”,“理由”一格为空。"),
    "assessment-without-item": ("评估意见没有写是对哪一项的,不起作用。", "“编号”“名称”两格都为空,“理由”一格填“统计口径调整”。"),
    "assessment-of-unknown": ("评估意见所指的不是规划中的指标、量化任务或标志性成果,不起作用。", "编号填99。", "请按 sqc plan list --all 列出的编号或名称填写。"),
    "assessment-status": ("评估意见的状态不是本工具的状态用语,不起作用。状态须写整个词。", "状态填“还可以”。", "请填写报告中的状态用语,如“达标”“滞后”,或“不纳入评估”。"),
    "assessment-date": ("评估意见的日期不能读作日期,不起作用。", "日期填“上周”。"),
    "assessment-says-nothing": ("评估意见既没有状态,也没有修订基期值。", "只填了编号、理由和评估人。"),
    "assessed-twice": ("同一项有两条不同的评估意见,不知以哪一条为准,都不起作用。", "一张表认定指标6为“滞后”,另一张表认定为“基本符合时序进度”。"),
    "assessment-repeated": ("同一项有两条相同的评估意见,按一条计。只是提示,不影响结论。", "评估意见的工作表随两个文件各报了一次。"),
    "baseline-not-used": ("这一项不从基期值计算进度,修订基期值没有用处,这一条评估意见不起作用。", "对保持型的指标1填修订基期值97。"),
    "baseline-elsewhere": ("这一项与某项指标是同一要求,修订基期值应填在该指标的评估意见中,这一条评估意见不起作用。", "对与指标6是同一要求的C14填修订基期值10。"),
    "baseline-not-exact": ("修订基期值不是一个确定的数,这一条评估意见不起作用。", "修订基期值填“>30”。"),
    "no-assessments": ("按 --assessments 给出的文件,或名为“评估意见”的工作表,没有评估意见的表头。", "表头只写“指标”“2025年”。"),
    "values-not-read": ("按 --assessments 给出的文件中另有实际值的表,没有读取。", "把整本填报表按 --assessments 给出。"),
    "assessments-not-a-list": ("YAML 或 JSON 的评估意见应逐条写,每项一个值,这一处没有读取。", "assessments: 指标6没有问题。"),
    "assessment-unknown-key": ("YAML 或 JSON 的评估意见中有不认识的键。", "把 reason 误写为 resaon。", "请使用 id、name、status、reason、by、date、baseline。"),
}  # fmt: skip
