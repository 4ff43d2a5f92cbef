"""Part a cell that holds name, target and baseline: 婴儿死亡率 5.0‰(目前8.1‰).

Also a sentence with a year: 到2025年，森林覆盖率达到24.1%.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from shengzhou_quality.plan.target_text import read_target
from shengzhou_quality.published.cells.characters import HAN, close_up, joined, plain_characters
from shengzhou_quality.published.cells.figures import clean_figure
from shengzhou_quality.published.cells.names import clean_name
from shengzhou_quality.published.cells.unit_text import is_unit_text
from shengzhou_quality.published.doubts import Doubt

_LONGEST = 200
_BRACKET = re.compile(r"\s*[(（]\s*(?P<within>[^()（）]*\d[^()（）]*)[)）]$")
_OF_PAST = re.compile(
    r"^(?:(?P<current>目前|现状|当前|现有|现|基期|原)|(?P<year>(?:19|20)\d\d)\s*年(?:底|末|度)?|(?P<plain>(?:19|20)\d\d)(?=[:：]))"
    r"\s*(?P<subject>.*?)\s*(?P<verb>为|是|达到|达|约为|[:：])?\s*(?P<figure>[<>≥≤约]?\s*\d[^年]*)$",
    re.DOTALL,
)
_YEAR_FIRST = re.compile(
    r"^(?:到|至|力争到|争取到|力争)?\s*(?P<year>(?:19|20)\d\d)\s*年\s*(?:底|末|度|时)?\s*前?\s*[,，:：]?\s*"
    r"(?P<modality>力争|争取|确保|努力)?(?:实现|使)?\s*(?=[^\d\s])"
)
_PERIOD_FIRST = re.compile(
    r"^(?:到|至)?[“\"]?十[一二三四五六七]五[”\"]?(?:(?:时期|期间|期)[末底]?|[末底])(?:时|前)?\s*[,，]?\s*"
)
_BOUND_VERB = re.compile(
    r"(?:达到|提[高升][到至]|增[加长]?[到至]|下?降[低]?[到至]|减少?[到至]|控制在|保持在|稳定在)[^，,、。]{0,4}?\d"
)
_WITH_UNIT = re.compile(
    r"[<>≥≤]?\d[\d.,]*(?P<unit>[^\d，。；]+?)(?:[²³23]?(?:以上|以下|以内|左右|及以上|及以下))?$"
)
_TARGET_STARTS = re.compile(
    r"[由从](?=(?:(?:19|20)\d\d年的?)?\d)|[<>≥≤+±]|(?<![0-9.,A-Za-z])[0-9]|较|比20|力争|争取|确保|达|超|不低于|不少于|不高于|不超过|不小于|不大于|低于|高于|少于|大于"
    r"|小于|控制|保持|稳定|维持|提高|提升|增[加长至到]|上升|下降|降[低至到]|减[少至到]|压减|缩短|突破|完成|年均|每年|累计|新增|约|至少"
)
_NO_NAME = re.compile(r"[，,；;。→]")
_FIGURE_AT_END = re.compile(rf"(?<![A-Za-z0-9.])\d+(?:\.\d+)?(?:[%‰]|[{HAN}]{{0,2}})$")
"""A name that ends so holds a figure of another year or of another sentence."""
_NO_NAME_END = re.compile(
    r"(?:达|超过|控制|突破|力争|争取|确保|努力|不[低少高大小]于|不超过|[由从到至在为较约每占与和及的、,，]|年均|每年)$"
)
_SHORTEST_NAME = 2


class Parts(NamedTuple):
    """The parts of a cell, cleaned. `target` is as printed, with its verb (达到79岁, 12/10万).

    `bracket` is what the bracket behind says, `bracket_year` its year. `baseline` is its figure
    where the bracket can only be a past value; else a doubt asks what the bracket is.
    """

    name: str
    target: str
    target_year: int | None = None
    bracket: str | None = None
    bracket_year: int | None = None
    baseline: str | None = None
    number: str | None = None
    marks: tuple[str, ...] = ()
    doubts: tuple[Doubt, ...] = ()


def parts_of(text: str) -> Parts | None:
    """Part the text of a cell; `None` unless it holds a name and a target that can be read.

    For tables without a column of targets only: 城乡收入比2 may be a name with a footnote mark.
    """
    if len(text) > _LONGEST:
        return None
    seen, doubts = plain_characters(text, "target")
    seen = seen.rstrip("。｡；;，,、 \n")
    year, modality = None, ""
    seen = seen[_period_end(seen) :]
    sentence = _YEAR_FIRST.match(seen)
    if sentence is not None:
        year, modality = int(sentence["year"]), sentence["modality"] or ""
        seen = seen[sentence.end() :]
    bracket = _BRACKET.search(seen)
    head = seen[: bracket.start()] if bracket is not None else seen
    found = _name_and_target(head)
    if found is None:
        return None
    name = clean_name(found[0].rstrip(":：,，、—- "))
    target = clean_figure(modality + found[1])
    if len(name.text) < _SHORTEST_NAME or not target.text:
        return None
    doubts = joined(doubts, *name.doubts, *target.doubts)
    told = Doubt("import-parted", "target", {"name": name.text, "text": target.text})
    parts = Parts(
        name=name.text,
        target=target.text,
        target_year=year or target.year,
        number=name.number,
        marks=(*name.marks, *target.marks),
        doubts=joined(doubts, told),
    )
    return parts if bracket is None else _with_bracket(parts, bracket["within"].strip())


def _period_end(text: str) -> int:
    found = _PERIOD_FIRST.match(text)
    return found.end() if found is not None else 0


def _name_and_target(head: str) -> tuple[str, str] | None:
    """At the last space that parts a target, else where its first word or figure begins.

    Only if no target can be read, one that leaves a question (77.3 79).
    """
    at = [(gap.start(), gap.end()) for gap in reversed(list(re.finditer(r"\s+", head)))]
    at = [(end, start) for end, start in at if _TARGET_STARTS.match(head, start)]
    at += [(start.start(), start.start()) for start in _TARGET_STARTS.finditer(head)]
    places = [(head[:end], head[start:]) for end, start in at if _is_name(head[:end])]
    readable = (place for place in places if _is_target(place[1]))
    asked = (place for place in places if _is_asked(place[1]))
    return next(readable, None) or next(asked, None)


def _is_name(text: str) -> bool:
    name = text.strip(" \n:：,，、—-")
    if not re.search(rf"[{HAN}A-Za-zА-Яа-я]", name) or _NO_NAME_END.search(name):
        return False
    return not _NO_NAME.search(name) and not _FIGURE_AT_END.search(close_up(name))


def _is_target(text: str) -> bool:
    """Whether the text can be read as a target once its spaces and marks are gone."""
    if not re.search("[0-9]", text):
        return False
    cleaned = clean_figure(text)
    if re.search("[，。；]", cleaned.text):
        return False
    if _BOUND_VERB.match(cleaned.text):
        return not any(doubt.code == "import-two-figures" for doubt in cleaned.doubts)
    figure = _WITH_UNIT.match(cleaned.text)
    return read_target(cleaned.text) is not None or (
        figure is not None and is_unit_text(figure["unit"])
    )


def _is_asked(text: str) -> bool:
    """Whether it is a figure that a person has to settle."""
    cleaned = clean_figure(text)
    is_open = any(doubt.is_open for doubt in cleaned.doubts)
    return is_open and bool(re.match(r"[<>≥≤]?\d", cleaned.text))


def _with_bracket(parts: Parts, within: str) -> Parts:
    """Take a bracket as the past value where it says so; 2020年…达到77.3岁 may be a target."""
    past = _OF_PAST.match(within)
    if past is None:
        doubt = Doubt("import-bracket-unclear", "baseline", {"text": within})
        return parts._replace(bracket=within, doubts=joined(parts.doubts, doubt))
    written = past["year"] or past["plain"]
    year = int(written) if written else None
    figure = clean_figure(past["figure"], field="baseline")
    parts = parts._replace(bracket=within, bracket_year=year)
    if past["verb"] in ("达到", "达") and year is not None:
        doubt = Doubt("import-interim-or-baseline", "baseline", {"text": within, "year": year})
        return parts._replace(doubts=joined(parts.doubts, doubt))
    doubts = list(figure.doubts)
    if year is None:
        doubts.append(Doubt("import-current-year", "baseline_year", {"text": within}))
    return parts._replace(baseline=figure.text, doubts=joined(parts.doubts, *doubts))
