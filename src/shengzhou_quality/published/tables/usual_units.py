"""Tell whether the unit that a line above a table names can be that of an indicator by its name.

人均预期寿命 under 单位：亿元 has another unit, which nobody printed.
"""

from __future__ import annotations

import re

from shengzhou_quality.units import is_currency

_SHARES = ("%", "‰")
_SHARE_NAME = re.compile(r"(?:率|比重|占比|比例|比|指数)(?:[（(].*)?$")
_MONEY_NAME = re.compile(
    r"值|GDP|收入|支出|投资|资[金产本]|[税经规学运]费|费用|消费|预算|财政|贷款|存款|余额|金额|[总销售税债保进出口交易]额|产出"
    r"|融资|利润|税收|价格|进出口|出口|进口|销售|债务|成本|工资|薪|标准|补助|补贴|救助|生产率|经济|产业|规模",
    re.IGNORECASE,
)
"""Words of names that can count money."""
_OF_MONEY_ALONE = re.compile(
    r"(?:GDP|生产总值|收入|支出|投资额?|产值|销售额|进出口总额|贷款余额|存款余额)$"
)
_OF_YEARS = re.compile(r"(?:寿命|年龄|年限)(?:[（(].*)?$")


def fits_name(unit: str, name: str) -> bool:
    """Whether the unit can be that of the name; a name that tells nothing fits every unit."""
    if unit in _SHARES:
        return not (_OF_MONEY_ALONE.search(name) or _OF_YEARS.search(name))
    if _SHARE_NAME.search(name):
        return False
    if _OF_YEARS.search(name):
        return unit in ("岁", "年")
    if is_currency(unit):
        return _MONEY_NAME.search(name) is not None
    return _OF_MONEY_ALONE.search(name) is None
