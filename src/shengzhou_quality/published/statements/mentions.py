"""Read of each figure of a sentence what it may be of, its time, its modality and its quote."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterator
from enum import StrEnum
from typing import NamedTuple

from shengzhou_quality.plan.target_words import MODALITIES
from shengzhou_quality.published.statements.sentences import PlanSentence, even_width
from shengzhou_quality.published.statements.text_figures import FigureSpan, find_figures

LONGEST_QUOTE = 80
_LONGEST_SUBJECT = 45
_LONGEST_TIME, _LONGEST_JOIN = 16, 3


_TIME = re.compile(
    r"(?P<since>[较比与])?(?P<year>(?:19|20)[0-9]{2}|[一二][九〇零○][〇零○一二三四五六七八九]{2})年(?!代)"
    r"|(?<![0-9])(?P<first>(?:19|20)[0-9]{2})(?:[~–—-]+)(?=(?:19|20)[0-9]{2}年)"
    r"|(?P<compared>[较比与])?[“\"]?(?P<period>十[一二三四五六七]五)[”\"]?|(?P<last>规划期末|期末)"
)
_DIGITS = str.maketrans("〇零○一二三四五六七八九", "000123456789")
_CLAUSE = re.compile(r"(?<![0-9])[,:]|[,:](?![0-9])")
_PERIODS = "一二三四五六七"
_FIRST_PERIOD_ENDS = 2010
"""十一五 ended in 2010, and each period has five years."""

_CHANGE = re.compile(
    r"(?:增长|增加|提高|提升|上升|扩大|下降|降低|减少|压减|压缩|缩短|缩小|翻|增速|增幅|降幅|(?<!新)增|降|减)"
    r"(?:了|约|率|速度|幅度|为|达到?|保持在|不低于|超过)*$"
)
_FROM = re.compile(r"[由从](?:(?:19|20)[0-9]{2}年)?(?:的)?$")
_AT_FIGURE = re.compile(r"[底末]?的?\s?(?=[0-9])")
_ABOUT = re.compile(r"(?:大约|约|近|将近|接近|超)$")
_REACHES = re.compile(r"(?:达到|达|完成|实现|[高升加长到]至|[高升加长]到)$")
_FALLS_TO = re.compile(r"(?:[降低少减缩短]至|[降低少减缩短]到|控制在|控制到|限制在)$")
_HELD = ("控制在", "控制到", "限制在")
_OF_PAST = re.compile(
    r"(?:现实|发展|工作|良好|坚实)基础|回顾|现状|成效|成就|成绩|背景|存在问题|面临形势|进展情况"
)
_OF_GOALS = re.compile(r"目标(?!.{0,6}(?:完成|实现|达成)情况)|远景|愿景")
_JOINS = ("、", "和", "及", "与", "并", "或", ",", "(", "。", "的增")


class Time(StrEnum):
    """Of what time a figure is said to be."""

    YEAR = "year"
    PAST = "past"
    """No year is said; the heading speaks of what was achieved."""
    GOAL = "goal"
    """No year is said; a word of modality or the heading speaks of what is wanted."""
    UNKNOWN = "unknown"


class Mention(NamedTuple):
    """A figure in a sentence. `texts` are what it may be of, as printed, the likelier first."""

    sentence: PlanSentence
    first: int
    """Where the words begin that the figure may be of."""
    start: int
    end: int
    figure: str
    """The figure with its unit and the words of its bound, as printed."""
    unit: str | None
    texts: tuple[str, ...]
    quote: str = ""
    time: Time = Time.UNKNOWN
    year: int | None = None
    """The year, or the last year of the period, that the sentence names before the figure."""
    is_of_period: bool = False
    modality: str | None = None
    is_change: bool = False
    since: int | None = None
    """The year from which a change counts: 较2020年下降30%."""
    is_start: bool = False
    """Whether it is where a rise begins: 由2.65%提高到3.3%."""
    is_about: bool = False
    reaches: bool = False
    """Whether a verb makes the figure a floor (达到), or a ceiling: `falls_to` (下降到, 控制在)."""
    falls_to: bool = False
    is_held: bool = False
    """Whether it is a limit that is to be kept: 控制在."""

    @property
    def section(self) -> str:
        return self.sentence.section


class _Signs(NamedTuple):
    """The signs of a sentence by their places, so that no figure looks at the whole of it."""

    borders: list[int]
    """Where each clause begins, and behind the last one."""
    times: list[re.Match[str]]
    """The years and periods that are named, without those that only compare (较2020年)."""
    time_starts: list[int]
    of_starts: list[int]
    """Those of them that are only of where a rise begins: 由2020年的62%提高到67%."""

    def border_before(self, at: int) -> int:
        """Where the clause begins that holds the character before `at`, or that begins at it."""
        return self.borders[max(0, bisect_left(self.borders, at) - 1)]

    def clause_end(self, at: int) -> int:
        return self.borders[bisect_right(self.borders, at)] - 1


def read_mentions(sentence: PlanSentence, units: Collection[str]) -> Iterator[Mention]:
    """Yield the figures of a sentence. `units` are those of the table, beside the known ones."""
    text = even_width(sentence.text)
    found = [*find_figures(text, frozenset(units))]
    if not found:
        return
    signs = _signs(text)
    titled = _time_of_titles(" ".join(sentence.titles))
    previous: Mention | None = None
    listed: list[str] = []
    for at, (start, end, unit) in enumerate(found):
        border = signs.border_before(start + 1)
        ended = found[at - 1].end if at else 0
        begins = found[at + 1].start if at + 1 < len(found) else len(text)
        closes = signs.clause_end(end)
        first = max(border, ended, start - _LONGEST_SUBJECT)
        before = sentence.text[first:start]
        after = sentence.text[end : min(closes, begins, end + _LONGEST_SUBJECT)]
        texts = _texts(before, after)
        if "分别" in before:
            run = _run_from(at, found, sentence.text)
            names = re.split("[、和及与]", before.partition("分别")[0])
            listed = names if len(names) == run else [""] * run
            texts = (listed.pop(0),)
        elif listed and not _says_something(before):
            texts = (listed.pop(0),)
            first = previous.first if previous is not None else first
        elif not _says_something(before) and not _says_something(after):
            clause = signs.border_before(border)
            if previous is not None and previous.start >= clause:
                texts, first = previous.texts, previous.first
            else:
                first = max(clause, start - _LONGEST_SUBJECT)
                texts = (sentence.text[first:border],)
        mention = Mention(
            sentence=sentence,
            first=first,
            start=start,
            end=end,
            figure=sentence.text[start:end].strip(),
            unit=unit,
            texts=texts,
            modality=next((word for word in MODALITIES if word in before), None),
        )
        if previous is not None and len(before.strip()) <= 1 and first == previous.first:
            mention = mention._replace(  # 分别降低13.5%和18%
                is_change=previous.is_change,
                since=previous.since,
                reaches=previous.reaches,
                falls_to=previous.falls_to,
                is_held=previous.is_held,
            )
        else:
            mention = _with_sense(mention, even_width(before))
        mention = _dated(mention, signs, titled)
        ends = closes if mention.is_start else min(begins, closes)
        yield mention._replace(quote=_quote(mention, signs, ends))
        previous = mention


def _signs(text: str) -> _Signs:
    borders = [0, *(at.end() for at in _CLAUSE.finditer(text)), len(text) + 1]
    times = [
        time
        for time in _TIME.finditer(text)
        if not (time["since"] or time["compared"] or time["first"])
    ]
    of_starts = [time.start() for time in times if _is_of_start(time, text)]
    return _Signs(borders, times, [time.start() for time in times], of_starts)


def _is_of_start(time: re.Match[str], text: str) -> bool:
    before = text[max(0, time.start() - 1) : time.start()]
    return before in ("由", "从") and _AT_FIGURE.match(text, time.end()) is not None


def _texts(before: str, after: str) -> tuple[str, ...]:
    """What the figure may be of: the words before it; or those before and behind it together."""
    if not after or after.startswith(_JOINS):
        return (before,)
    return (before, before + after)


def _run_from(at: int, found: list[FigureSpan], text: str) -> int:
    """How many figures follow one another with no name between them, from the one at `at`."""
    last = at
    while last + 1 < len(found):
        between = text[found[last].end : found[last + 1].start]
        if len(between) > _LONGEST_JOIN or _says_something(between):
            break
        last += 1
    return last - at + 1


_FUNCTION = re.compile(
    r"[\s,、:;“”\"()]|(?:19|20)[0-9]{2}年|[到至底末前]|由|从|为|达|保持|稳定|控制|在|提高|提升|增加|下降|降低"
    r"|减少|约|近|其中|分别|力争|争取|确保|努力|实现|完成|年均|增长|上升|累计|全部|均|也|并|将|再|和|比|较"
)


def _says_something(text: str) -> bool:
    return len(_FUNCTION.sub("", text)) >= 2


def _with_sense(mention: Mention, before: str) -> Mention:
    """The mention with what the words right before the figure make of it."""
    words = before.rstrip()
    blurred = _ABOUT.search(words)
    bare = words[: blurred.start()] if blurred else words
    years = [time["year"] for time in _TIME.finditer(before) if time["since"]]
    return mention._replace(
        since=_year(years[-1]) if years and years[-1] else None,
        is_change=_CHANGE.search(bare) is not None,
        is_start=_FROM.search(bare) is not None,
        is_about=blurred is not None,
        reaches=_REACHES.search(bare) is not None,
        falls_to=_FALLS_TO.search(bare) is not None,
        is_held=bare.endswith(_HELD),
    )


def _time_of_titles(titles: str) -> Time:
    if _OF_PAST.search(titles):
        return Time.PAST
    return Time.GOAL if _OF_GOALS.search(titles) else Time.UNKNOWN


def _dated(mention: Mention, signs: _Signs, titled: Time) -> Mention:
    """The mention with the time that is named last before it, else that of the headings."""
    at = bisect_left(signs.time_starts, mention.start) - 1
    if at >= 0 and not mention.is_start and signs.time_starts[at] in signs.of_starts:
        at -= 1
    if at < 0:
        if titled is Time.UNKNOWN and mention.modality:
            titled = Time.GOAL
        return mention._replace(time=titled)
    found = signs.times[at]
    if found["last"]:
        return mention._replace(time=Time.GOAL)
    if found["year"]:
        return mention._replace(time=Time.YEAR, year=_year(found["year"]))
    ends = _FIRST_PERIOD_ENDS + 5 * _PERIODS.index(found["period"][1])
    return mention._replace(time=Time.YEAR, year=ends, is_of_period=True)


def _year(written: str) -> int:
    """2025, also where it is written 二〇二五."""
    return int(written.translate(_DIGITS))


def _quote(mention: Mention, signs: _Signs, ends: int) -> str:
    """The clause of the figure, with its time if that is the clause before; verbatim."""
    start, text = mention.first, mention.sentence.text
    border = signs.border_before(start + 1)
    if start == border > 0:
        before = signs.border_before(border)
        time = bisect_left(signs.time_starts, border) - 1
        if time >= 0 and before <= signs.time_starts[time] and border - before <= _LONGEST_TIME:
            start = before
    goes_on = len(mention.texts) > 1 or mention.is_start
    end = min(ends if goes_on else mention.end, start + LONGEST_QUOTE)
    if end < mention.end:  # the words before the figure are too many
        start, end = max(start, mention.end - LONGEST_QUOTE), mention.end
    return text[start:end].strip(" ,，、:：\u3000\t")
