"""The words of headers: what a column can hold, and the words that say so."""

from __future__ import annotations

from enum import StrEnum

from shengzhou_quality.judgement import Form, Status


class Role(StrEnum):
    """What a column (or, in a cell of its own, a row) holds."""

    __hash__ = str.__hash__  # an enumeration's own is slow, and each cell asks for its role

    NAME = "name"
    SERIAL = "serial"
    UNIT = "unit"
    FORM = "form"
    EVIDENCE = "evidence"
    OFFICE = "office"
    SOURCE = "source"
    REMARK = "remark"
    YEAR_OF_ROW = "year_of_row"
    PERIOD_OF_ROW = "period_of_row"
    """The part of the year that a row covers: 月份, 季度, 期间."""
    VALUE_OF_ROW = "value_of_row"
    ACTUAL = "actual"
    STATE = "state"
    """The state of a milestone, without a year: as of the date next to it, or of the reporting."""
    AREA = "area"
    """The area whose figures a row holds."""
    COMPLETED = "completed"
    """The date on which a milestone was completed."""
    BASELINE = "baseline"
    TARGET = "target"
    DERIVED = "derived"
    """Calculated from the values: 完成率, 同比, 排名. Never a value itself."""
    PASSIVE = "passive"
    """Known not to be a value, and not used: 类别, 联系电话."""
    OTHER = "other"


VALUES = frozenset({Role.ACTUAL, Role.VALUE_OF_ROW, Role.STATE})
HEADS_VALUES = VALUES | {Role.TARGET, Role.BASELINE}
SPEAKS_OF_VALUES = HEADS_VALUES | {Role.DERIVED}


class BasisMeasure(StrEnum):
    """What a 口径 measures, if its words say so: 增速 is not a level, 新增 is not a stock."""

    GROWTH = "growth"
    ADDITION = "addition"


class Correction(StrEnum):
    """Whether a value is the wrong one that was reported, or the corrected one."""

    BEFORE = "before"
    AFTER = "after"


CORRECTION_WORDS: dict[Correction, tuple[str, ...]] = {
    Correction.BEFORE: ("更正前", "修正前", "订正前", "改正前", "勘误前"),
    Correction.AFTER: ("更正后", "修正后", "订正后", "改正后", "勘误后"),
}

# Spelled without punctuation and spaces, in lower case; a whole header must be one of these.
ROLE_WORDS: dict[Role, tuple[str, ...]] = {
    Role.NAME: (
        "指标", "指标名称", "名称", "二级指标", "三级指标", "二级指标名称", "三级指标名称",
        "主要指标", "主要指标名称", "具体指标", "具体指标名称", "规划指标", "考核指标", "评价指标",
        "监测指标", "核心指标", "发展指标", "分项指标", "指标项目", "指标内容", "指标项", "项目",
        "项目名称", "指标年份", "年份指标", "指标年度", "年度指标", "项目年份", "年份项目",
        "指标单位", "重点工作", "重点工作名称", "重点工作任务", "重点任务", "主要任务", "主要工作",
        "工作", "工作名称", "工作内容", "工作事项", "工作项目", "任务内容", "任务事项", "事项",
        "事项名称", "重点事项", "建设内容", "建设任务", "任务", "任务名称", "工作任务", "量化任务",
        "量化任务名称", "任务指标", "任务指标名称", "量化指标", "量化指标名称", "标志性成果",
        "标志性成果名称", "成果名称", "indicator", "name", "indicatorname", "commitment",
        "milestone",
    ),
    Role.SERIAL: (
        "序号", "编号", "指标序号", "指标编号", "任务编号", "成果编号", "项目编号", "项目序号",
        "事项编号", "事项序号", "任务序号", "成果序号", "序", "no", "id",
    ),
    Role.UNIT: ("单位", "计量单位", "指标计量单位", "数据单位", "unit"),
    Role.FORM: ("口径", "数据口径", "统计口径", "填报口径", "指标口径", "form", "reportingbasis"),
    Role.EVIDENCE: (
        "佐证", "佐证材料", "证明材料", "佐证文件", "证明文件", "佐证资料", "支撑材料", "evidence",
    ),
    Role.OFFICE: (
        "责任单位", "责任部门", "牵头单位", "牵头部门", "填报单位", "填报部门", "报送单位",
        "报送部门", "主管部门", "主管单位", "责任科室", "部门", "提供单位", "数据提供单位",
        "牵头责任单位", "office", "department",
    ),
    Role.SOURCE: ("数据来源", "来源", "资料来源", "数据出处", "出处", "source"),
    Role.REMARK: (
        "备注", "说明", "备注说明", "情况说明", "数据说明", "填报说明", "注", "其他说明", "note",
        "remark", "remarks", "notes",
    ),
    Role.STATE: (
        "状态", "任务状态", "工作状态", "目前状态", "当前状态", "完成状态", "进展状态", "进展",
        "进展情况", "工作进展", "工作进展情况", "任务进展", "目前进展", "建设情况", "建设进展",
        "落实情况", "推进情况", "进度", "进度情况", "办理情况", "任务完成情况", "工作完成情况",
        "是否完成", "是否已完成", "是否建成", "state",
        "status", "progress",
    ),
    Role.COMPLETED: (
        "完成日期", "完成时间", "完成年月", "完成年份", "实际完成日期", "实际完成时间", "办结日期",
        "建成日期", "建成时间", "命名日期", "命名时间", "completed", "completedon",
        "completiondate", "dateofcompletion",
    ),
    Role.YEAR_OF_ROW: ("年份", "年度", "年", "year"),
    Role.AREA: (
        "地区", "区域", "省份", "城市", "区县", "县区", "县市", "市县", "县市区", "市县区", "地市",
        "设区市", "行政区", "行政区划", "区划", "地区名称", "区域名称", "所属地区", "所属区域",
        "所在地区", "统计地区", "统计区域", "统计范围", "数据范围", "乡镇", "镇街", "乡镇街道",
        "area", "region", "county", "city", "province",
    ),
    Role.PERIOD_OF_ROW: (
        "月份", "月", "月度", "累计月份", "季度", "季", "年月", "年月份", "年季度", "期间", "时期",
        "时段", "统计期", "统计期间", "期别", "统计时期", "统计时段", "统计月份", "统计季度",
        "统计周期", "报告期", "报告期间", "数据期间", "数据时期", "数据月份", "所属期", "所属时期",
        "所属月份", "所属季度", "时间", "统计时间", "数据时间", "数据截止时间", "数据截止日期",
        "统计截止时间", "统计截止日期", "month", "quarter", "period", "time",
    ),
    Role.PASSIVE: (
        "一级指标", "一级指标名称", "类别", "指标类别", "分类", "指标分类", "类型", "指标类型",
        "指标属性", "属性", "性质", "指标性质", "领域", "大类", "权重", "填报人", "联系人",
        "负责人", "审核人", "联系电话", "电话", "手机", "填报日期", "日期", "填报时间",
        "指标英文名", "规划位置",
        "指标解释", "指标含义", "计算方法", "计算公式", "category", "type",
    ),
}  # fmt: skip

LOOSE_STATES = frozenset(
    {
        "进展", "进展情况", "工作进展", "工作进展情况", "任务进展", "目前进展", "建设情况",
        "建设进展",
        "落实情况", "推进情况", "进度", "进度情况", "办理情况", "任务完成情况", "工作完成情况",
        "progress",
    }
)  # fmt: skip
"""Words for a state that may also be the header of narrative."""

LOOSE_PERIODS = frozenset({"时间", "time"})
"""Words for a period that may also be the header of the day of reporting."""

FORM_WORDS: dict[Form, tuple[str, ...]] = {
    Form.OF_YEAR: (
        "当年值", "当年", "当年数", "当年新增", "当年增速", "年度值", "年度新增", "新增", "新增数",
        "增速", "同比增速", "同比增长", "同比增长率", "同比增幅", "年末值", "年末数", "期末值",
        "时点值", "本年新增", "of_year", "annual",
    ),
    Form.TOTAL: (
        "累计值", "累计", "累计数", "累计完成", "累计新增", "合计", "累计至今", "total",
        "cumulative",
    ),
    Form.MEAN: (
        "年均增速", "年均", "年均值", "年均增长", "平均增速", "年平均", "年平均增速", "年均增长率",
        "mean",
    ),
}  # fmt: skip

ACTUAL_WORDS = (
    "实际", "实绩", "完成", "数值", "绝对值", "绝对额", "绝对数", "绝对量", "总量", "值", "数",
    "数据",
    "指标值", "报送", "上报", "填报", "现状", "最终核实", "最终核定", "最终", "核定", "核实",
    "终核", "终审", "年报", "决算",
    "基期", "基数", "基准", "年度", "情况", "状态", "actual", "value",
)  # fmt: skip
"""The header of a value is a sequence of these: 实际完成情况, 现状值."""

VALUE_WORDS = (
    "实际", "实绩", "值", "数", "数值", "绝对值", "绝对额", "绝对数", "绝对量", "总量", "指标值",
    "完成", "value", "actual",
)  # fmt: skip
"""Without a year, the header of a value must contain one of these."""

BASELINE_WORDS = ("基期值", "基期", "基数", "基准值", "基期数", "基期年", "规划基期值", "baseline")
TARGET_WORDS = ("目标", "计划", "规划", "任务数", "target")
TARGET_LABELS = (
    "目标", "目标值", "目标数", "计划值", "计划数", "规划值", "规划目标", "规划目标值", "年度目标",
    "年度目标值", "任务数", "计划目标", "target",
)  # fmt: skip
"""The whole words that make a row one of targets: 规划 alone may be a source."""

DERIVED_WORDS = (
    "完成率", "达成率", "完成比例", "完成百分比", "进度", "同比", "环比", "增长", "增幅", "增减",
    "比上年", "较上年", "比去年", "较去年", "比基期", "较基期", "排名", "排位", "位次", "名次",
    "得分", "分值", "评分", "差距", "差值", "缺口", "是否", "评价", "判定", "预警",
)  # fmt: skip

NEUTRAL_WORDS = (
    "十四五", "十三五", "规划期间", "规划期内", "规划期", "期间", "时期", "各年度", "各年", "各",
    "分年度", "分年", "历年", "年份", "本年度", "本年", "本期", "当期", "报告期", "全市", "本市",
    "我市", "主要指标", "指标", "统计", "截至", "截止", "以来", "的", "为", "至", "到",
)  # fmt: skip
"""Words next to a year or a value that change nothing."""


class OpinionColumn(StrEnum):
    """What a column of a table of opinions (评估意见) holds, besides the item."""

    STATUS = "状态"
    REASON = "理由"
    BY = "评估人"
    DATE = "日期"
    BASELINE = "修订基期值"


OPINION_WORDS: dict[OpinionColumn, tuple[str, ...]] = {
    OpinionColumn.STATUS: (
        "状态", "评估状态", "认定状态", "评定状态", "评估意见", "评估结论", "认定结论",
        "评估结果", "认定结果", "评定结果", "status",
    ),
    OpinionColumn.REASON: (
        "理由", "评估理由", "认定理由", "评定理由", "理由和依据", "理由及依据", "reason",
    ),
    OpinionColumn.BY: (
        "评估人", "评估人员", "认定人", "评定人", "by", "assessedby", "assessor",
    ),
    OpinionColumn.DATE: ("日期", "评估日期", "认定日期", "评定日期", "评估时间", "date"),
    OpinionColumn.BASELINE: (
        "修订基期值", "修订后基期值", "修订后的基期值", "调整后基期值", "revisedbaseline",
    ),
}  # fmt: skip

EXCLUDED = "excluded"
"""The code of the word, in the column of the status, that excludes an item."""

# Chinese words, then English ones: those of the reports (a test compares them with the
# catalogues). Items that are created have their own words for 达标 and 未达标.
STATUS_WORDS: dict[Status, tuple[str, ...]] = {
    Status.MET: ("达标", "完成", "met", "completed"),
    Status.ACHIEVED: ("提前实现", "achieved early"),
    Status.MAINTAINED: ("保持达标", "maintained"),
    Status.AHEAD: ("快于时序进度", "ahead of schedule"),
    Status.ON_TRACK: ("基本符合时序进度", "on track"),
    Status.SLIPPING: ("略慢于时序进度", "slipping"),
    Status.BEHIND: ("滞后", "behind"),
    Status.REGRESSED: ("低于基期水平", "worse than baseline"),
    Status.LAPSED: ("当年未达目标值", "lapsed"),
    Status.MISSED: ("未达标", "未完成", "not met", "not completed"),
    Status.PENDING: ("推进中", "in progress"),
    Status.UNDETERMINED: ("暂无法判定", "undetermined"),
    Status.NO_DATA: ("数据缺失", "no data"),
    Status.INVALID: ("数据有误", "invalid data"),
}
EXCLUDED_WORDS = ("不纳入评估", "excluded", "set aside")


class SettlementColumn(StrEnum):
    """What a column of a table of settled doubts (数据核实) holds."""

    CODE = "代码"
    ITEM = "指标"
    YEAR = "年份"
    TEXT = "原文"
    REASON = "理由"
    BY = "认定人"
    DATE = "日期"


SETTLEMENT_WORDS: dict[SettlementColumn, tuple[str, ...]] = {
    SettlementColumn.CODE: ("代码", "问题代码", "提示代码", "code"),
    SettlementColumn.ITEM: (
        "指标", "编号", "名称", "指标名称", "指标编号", "序号", "item", "id", "name",
    ),
    SettlementColumn.YEAR: ("年份", "年度", "year"),
    SettlementColumn.TEXT: ("原文", "原值", "原报数", "报送值", "text"),
    SettlementColumn.REASON: ("理由", "核实理由", "认定理由", "核实情况", "reason"),
    SettlementColumn.BY: ("认定人", "核实人", "评估人", "by"),
    SettlementColumn.DATE: ("日期", "认定日期", "核实日期", "评估日期", "date"),
}  # fmt: skip
