"""Which way an indicator is better by what its name is about; for many names nobody can tell.

The first family in `_FAMILIES` that fits a name decides. A name of no family, and one of a limit,
leaves the question to a person: a ceiling of land may rise above its baseline, and a share may
be one of what nobody wants.
"""

from __future__ import annotations

import re
from enum import StrEnum

from shengzhou_quality.notation import clean


class Side(StrEnum):
    MORE = "more"
    LESS = "less"
    LIMIT = "limit"
    """Used as a ceiling in one plan and as a floor in another, or neither."""


_FAMILIES: tuple[tuple[Side, str], ...] = (
    # What is said against a good word: 不合格率, 未处理率; or is bad although it is a rate of 化.
    (
        Side.LESS,
        r"不(?:合格|达标|满意|良|符合)|未(?:办结|处理|整改|完成|达标)|劣[Ⅴ五Vv]类|返贫|逾期",
    ),
    (Side.LIMIT, r"老龄化|少子化|空心化|负债|杠杆|债务|赤字|恩格尔|基尼|抚养比|收入比|倍差|之比"),
    (Side.LIMIT, r"^(?!.*占).*比值?$"),
    (
        Side.MORE,
        r"(?:治理|修复)[^用]{0,8}面积|(?:恢复|造林|绿化|复垦)(?:总)?面积|教育文化娱乐支出",
    ),
    (
        Side.LESS,
        r"荒漠化|沙化|石漠化|盐渍化|火灾|受害率|成灾率|撂荒|抛荒|闲置|空置|退化|缺口|差距|侵权|极差|较差",
    ),
    # A rate of something done is better the higher it is, whatever it is done to: 垃圾处理率.
    (
        Side.MORE,
        r"(?:覆盖|普及|合格|参保|达标|优良|优质|优秀|满意|满意度|知晓|绿化|绿地|入学|入园|升学|巩固|毕业|利用"
        r"|回收|处理|处置|治理|收集|办结|结案|调解|普惠|贡献|保障|供水|接种|建档|签约|规范管理|检测"
        r"|抽检|自给|完好|完成|及时|整改|修复|净化|无害化|资源化|减量化|转化|配备|渗透|上云|通达"
        r"|通车|到位|履约|兑现|破案|查处|就诊|参与|网办|就业|登记|机械化|城镇化|数字化|数控化|电气化|信息化"
        r"|智能化|规模化|标准化|专业化|产业化|国产化|本地化|连锁化|冷链|良种|森林覆盖|林木覆盖|入户"
        r"|硬化|亮化|公开|上线|联网|管护|劳动生产|产销|达标准|识别|救治|存活|控制|水土保持|保有|保护|消纳|使用)率$",
    ),
    (Side.MORE, r"优良|合格率|达标率|覆盖率|普及率|优良天数|满意率|满意度|参保率"),
    (
        Side.MORE,
        r"有效利用系数|产出率|劳动生产率|研发|R&D|研究与试验发展|科技进步|非化石|可再生能源",
    ),
    (Side.MORE, r"清洁能源|新能源|绿色建筑|装配式|达到或[好优]于|[好优]于|[ⅠI一][-—~至][ⅢI三]+类"),
    (
        Side.MORE,
        r"(?:场|馆|站|院|校|园区?|基地|中心|平台|企业|机构|设施|网点)的?(?:数量|数|个数|总数)$",
    ),
    (
        Side.LESS,
        r"个人卫生支出|排名|位次|水耗|地耗|电耗|煤耗|死亡率|失业率|发生率|发病率|患病率|近视率|肥胖率|感染率|流失率|漏损率|损失率|辍学率|贫困"
        r"|吸烟率|投诉|事故|伤亡|死亡人数|排放|能耗|能源消耗|浓度|PM(?:2\.5|10)(?:年?均值?)?$|污染天数|犯罪|违法|违规|缺陷|超标|流失"
        r"|纠纷|办理时间|办理时限|制定周期|平均周期|通关时间|响应时间|停电时间|等候时间",
    ),
    (
        Side.LIMIT,
        r"用地|用水|取水|垃圾产生|废物产生|非税|高耗能|高污染|能源消费|能源消耗|煤炭|人口规模|人口数量|人口总量|人口$|系数|总量|强度"
        r"|容积率|规模$|密度|价格|物价|CPI|费用|成本|税负|储备|占用|开发面积|开发强度|边界|限额$"
        r"|支出占|自付|化肥|农药|时间|时限|周期|增幅$",
    ),
    (
        Side.MORE,
        r"寿命|保有量|拥有量|专利|增加值|生产总值|GDP(?:增[长速幅])?$|收入|床位|托位|学位|停车位|泊位|机构数|医师|护士"
        r"|全科医生|受教育年限|产值|产量|产能|生产能力|能力$|销售额|营业额|零售总额|社零|成交额|交易额|进出口"
        r"|出口额|客运量|货运量|吞吐量|游客|旅游|投资额|固定资产投资|储蓄|企业数|企业数量|单位数|主体数"
        r"|品牌|标准数|高新技术|专精特新|独角兽|上市公司|人才|技能劳动者|从业人员|就业|体育锻炼"
        r"|体育场地|健康素养|文化设施|公共图书|藏书|阅读|志愿者|社会组织|高标准农田|湿地|林地|林木"
        r"|森林|草原综合植被|植被|绿地|公园|绿道|里程|通车|装机|充电|基站|5G|千兆|宽带|互联网普及"
        r"|养老服务|护理型|互助|学历|本科以上|专任教师|自来水|示范|获奖|蓄积|耕地|强村|硬化路|通客车|卫生厕所|村规民约|书记"
        r"|综合服务|科学素质|技术合同|绿色交通|公共交通|环境状况指数|环境质量指数",
    ),
)


def side_of(name: str) -> Side | None:
    """The side of the family to which the name belongs; `None` for a name of no family."""
    bare = re.sub(r"[(（][^()（）]*[)）]", "", clean(name))
    return next((side for side, family in _FAMILIES if re.search(family, bare)), None)


_SHARES = r"(?:率|比例|比重|占比|百分比|覆盖面)$|占.+(?:比|比重|比例)$"
_MAY_EXCEED = (
    r"毛入学率|负债率|周转率|产销率|增长|增速|增幅|涨幅|指数|杠杆|利润率|回报率|收益率|升值"
    r"|自给率|保障倍数|之比|倍|汇率|利率|生产率|产出率|抚养"
)
_GROWTHS = r"(?:增长|增速|增长率|增幅|涨幅|涨跌幅度?|递增|增长速度|增长幅度)$"
_RATES_OF_EVENTS = r"(?:死亡|发病|患病|发生|感染|伤亡|出生|复发|致残)率"


def is_growth(name: str) -> bool:
    """Whether the figures of a name are growths in %: 地区生产总值增速."""
    return bool(re.search(_GROWTHS, re.sub(r"[(（][^()（）]*[)）]$", "", clean(name))))


def may_be_negative(name: str) -> bool:
    """Whether a figure in % of the name may be below 0: a growth, or what is earned."""
    return is_growth(name) or bool(re.search(r"利润|收益|回报|盈余|净|差额", clean(name)))


def is_share(name: str) -> bool:
    """Whether the figures of a name are parts of a whole, never above 100%."""
    bare = re.sub(r"[(（][^()（）]*[)）]$", "", clean(name))
    return bool(re.search(_SHARES, bare)) and not re.search(_MAY_EXCEED, bare)


def counts_in_points(name: str) -> bool:
    """Whether a change in % of the name may be one in points: of a share, but not of a death rate.

    A death rate is so small that a fall in % is a part of it.
    """
    return is_share(name) and not re.search(_RATES_OF_EVENTS, clean(name))
