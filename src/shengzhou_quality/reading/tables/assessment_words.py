"""The words for a status in an assessment: those of the reports (design §5), whole.

They stand here as the words of headers do, for data is read in any language of the reports;
a test holds them against the catalogues.
"""

from __future__ import annotations

from shengzhou_quality.judgement import Status
from shengzhou_quality.plan.names import fold

EXCLUDED = "excluded"
"""What stands in the column of the status to set an item aside."""

# In Chinese, then in English; of what is created 达标 and 未达标 have words of their own.
STATUS_WORDS: dict[Status, tuple[str, ...]] = {
    Status.MET: ("达标", "完成", "met", "completed"),
    Status.ACHIEVED: ("提前实现", "achieved early"),
    Status.MAINTAINED: ("保持达标", "maintained"),
    Status.AHEAD: ("快于时序进度", "ahead of schedule"),
    Status.ON_TRACK: ("基本符合时序进度", "on track"),
    Status.SLIPPING: ("略慢于时序进度", "slipping"),
    Status.BEHIND: ("滞后", "behind"),
    Status.REGRESSED: ("低于基期水平", "worse than baseline"),
    Status.LAPSED: ("未保持", "lapsed"),
    Status.MISSED: ("未达标", "未完成", "not met", "not completed"),
    Status.PENDING: ("推进中", "in progress"),
    Status.UNDETERMINED: ("暂无法判定", "undetermined"),
    Status.NO_DATA: ("数据缺失", "no data"),
    Status.INVALID: ("数据有误", "invalid data"),
}
EXCLUDED_WORDS = ("不纳入评估", "set aside")

_CODE_OF = {
    **{fold(status.value): status.value for status in Status},
    **{fold(word): status.value for status, words in STATUS_WORDS.items() for word in words},
    **{fold(word): EXCLUDED for word in (EXCLUDED, *EXCLUDED_WORDS)},
}


def status_of(text: str) -> str | None:
    """The code of a status, or `EXCLUDED`; `None` for any other word."""
    return _CODE_OF.get(fold(text))


def known_statuses() -> tuple[str, ...]:
    """All that may be written, as it stands in a Chinese table."""
    words = (word for each in STATUS_WORDS.values() for word in each if not word.isascii())
    return (*words, EXCLUDED_WORDS[0])
