"""What the codes of faults in a plan file mean, each with an example, in Chinese."""

from __future__ import annotations

PLAN_CODES: dict[str, tuple[str, ...]] = {
    "plan-not-a-mapping": ("这里应是“键: 值”,却是一个值或列表。", "assessment: 0.95。"),
    "plan-missing-part": ("规划文件缺少一个部分,或者它是空的。", "indicators.yaml 中没有 categories。"),
    "plan-missing-key": ("一项中缺少必需的键。", "指标没有写 target。"),
    "plan-unknown-key": ("有不认识的键。", "把 unit 误写为 units。"),
    "plan-unknown-kind": ("指标的类型不存在。", "kind: ratio。", "可用的类型有 level、maintain、cumulative、average_growth、milestone。"),
    "plan-not-one-of": ("值不在可用的几个之中。", "constraint: strict。", "请使用提示列出的值,例如 constraint 只能是 binding 或 anticipatory。"),
    "plan-bad-value": ("值不符合这个键的要求。", "baseline_year: 二〇二〇。"),
    "plan-not-a-figure": ("值不能读作数值或目标。", "target: 较大提高。"),
    "plan-bounds-reversed": ("范围的下限大于上限。", "domain: low 为100,high 为0。"),
    "plan-target-against-direction": ("目标值与“越大越好”或“越小越好”不符。", "direction 为 increase,target 却是 <5。"),
    "plan-target-outside-domain": ("目标值不可能达到。", "domain 上限是100,target 却是 >100。"),
    "plan-cumulative-counts-up": ("累计型指标的目标须大于0,且越大越好。", "kind 为 cumulative,target 为0。"),
    "plan-target-not-last-state": ("创建型指标的目标须是最后一个状态。", "target 写“推进中”。"),
    "plan-figure-in-other-unit": ("目标值或基期值写了与指标不同的单位。", "unit 是亿元,target 写“4230000万元”。"),
    "plan-spelling-of-two-states": ("同一写法出现在两个状态中,读到时无法区分。", "“创建中”既在“推进中”也在“已申报”之下。"),
    "plan-years-reversed": ("目标年不晚于基期年。", "baseline_year: 2025,target_year: 2020。"),
    "plan-cut-offs-out-of-order": ("时序进度比的分界值次序不对。", "on_track 为0.60,slipping 为0.95。"),
    "plan-duplicate-id": ("编号或键重复。", "两项指标的 id 都是5。"),
    "plan-name-twice": ("两项指标有相同的名称或别名,读到时无法区分。", "两项指标的别名都有“合格率”。"),
    "plan-unknown-category": ("指标所属的分类不存在。", "category: green,而 categories 中没有 green。"),
    "plan-box-nowhere": ("专栏所在的行动不存在。", "after: 9,而该任务只有三项行动。"),
    "plan-unknown-indicator": ("任务中列了不存在的指标。", "任务3的 indicators 中有99。"),
    "plan-two-tasks": ("一项指标归入了两项任务。", "指标5同时列在任务3和任务6之下。"),
    "plan-without-task": ("有指标没有归入任何任务。", "tasks.yaml 中找不到指标23。"),
    "plan-unknown-id": ("矛盾所涉及的编号不存在。", "about: [C99]。"),
    "plan-commitment-not-one-way": ("量化任务没有写明怎样判定,或者写了两种办法。", "既写 target 和 kind,又写 narrative。"),
    "plan-milestone-one-level": ("两级成果只写了一级。", "写了 floor,没有写 stretch。"),
    "plan-control-character": ("规划的文字中有控制字符。", 'name: "高新技术\\a企业数"。', "请删去转义写出的控制字符。"),
}  # fmt: skip
