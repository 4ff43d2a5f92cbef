"""Compare a proposed plan with the plan's full text: sentences that name an indicator's figure.

Nothing is decided here: each statement found is proposed with a doubt that a person settles.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any, NamedTuple

from shengzhou_quality.diagnostics import Parameter
from shengzhou_quality.plan.target_words import COUNTED
from shengzhou_quality.published.doubts import Doubt
from shengzhou_quality.published.likeness import Likeness, Names, plain_name
from shengzhou_quality.published.mentions import Mention, Time, read_mentions
from shengzhou_quality.published.proposed_plan import ProposedItem, ProposedPlan
from shengzhou_quality.published.sentences import read_sentences
from shengzhou_quality.published.stated import Agreement, agreement, is_comparable
from shengzhou_quality.published.subjects import Subject, read_subject
from shengzhou_quality.words import DEFAULT_LANGUAGE, Words

_ENOUGH = 0.6
"""So much of a name has to be in the words, where the figure is that of the row."""
_ENOUGH_FOR_ANOTHER_FIGURE = 0.7
_NEARER = 0.02
"""By so much the best name has to be better than the next."""
_MOST_OF_AN_ITEM = 20
_MOST_CONFLICTS = 999
_SHOWN = 3
_PART_OF_AREA = ("城市", "城镇", "农村", "城区", "中心城区", "县城")


class _Statement(NamedTuple):
    """A mention that names an indicator, and how it agrees with a figure of its row."""

    mention: Mention
    subject: Subject
    agreement: Agreement
    is_of_target: bool
    is_dated: bool
    is_same_subject: bool
    printed: str | None
    """The row's figure that it is compared with; `None` where the row prints none."""

    @property
    def is_conflict(self) -> bool:
        """Whether it contradicts the row, or says as a past figure what the row does not."""
        match self.agreement:
            case Agreement.SAME:
                return False
            case Agreement.OTHER:
                return True
            case Agreement.LIMIT:
                return not self.is_of_target
            case Agreement.WIDER:
                return self.is_of_target
            case Agreement.NARROWER:
                return self.is_of_target or not self.is_same_subject

    @property
    def is_reading(self) -> bool:
        return self.is_of_target and self.agreement is Agreement.LIMIT


def compared(plan: ProposedPlan, text: str, path: str) -> ProposedPlan:
    """The plan with `readings`, `restated` and `conflicts` that the text proposes, all marked."""
    names = Names([str(item.keys.get("name", "")) for item in plan.items])
    units = _units(plan)
    found: dict[int, list[_Statement]] = defaultdict(list)
    unnamed: list[str] = []
    seen: set[tuple[int | None, str, str]] = set()
    for sentence in read_sentences(text, path):
        for mention in read_mentions(sentence, units):
            at, statement = _named(mention, plan, names)
            key = (at, mention.quote, mention.figure)
            if key in seen:
                continue
            if at is None and _is_goal(mention, plan):
                unnamed.append(mention.quote)
            elif at is None or statement is None or len(found[at]) >= _MOST_OF_AN_ITEM:
                continue
            else:
                found[at].append(statement)
            seen.add(key)
    numbers = iter(range(1, _MOST_CONFLICTS + 1))
    items = tuple(
        _with_statements(item, plan, found[at], numbers) if at in found else item
        for at, item in enumerate(plan.items)
    )
    doubts = plan.doubts
    if unnamed:
        parameters: dict[str, Parameter] = {
            "number": len(unnamed),
            "sentences": tuple(unnamed[:_SHOWN]),
            "file": path,
        }
        doubts = (*doubts, Doubt("import-text-unmatched", None, parameters))
    return replace(plan, items=items, doubts=doubts)


def _units(plan: ProposedPlan) -> frozenset[str]:
    units = {str(item.keys.get("unit") or "") for item in plan.items}
    return frozenset(unit for unit in units | {unit.partition("/")[0] for unit in units} if unit)


def _named(
    mention: Mention, plan: ProposedPlan, names: Names
) -> tuple[int | None, _Statement | None]:
    """The place of the indicator that a mention names, and what it states of it."""
    candidates: list[tuple[Likeness, Subject]] = []
    for text in mention.texts:
        subject = read_subject(text)
        if len(subject.text) < 2 or subject.is_of_larger_area(str(plan.head.get("title"))):
            continue
        for like in names.likely(subject.text):
            keys = plan.items[like.number].keys
            area = subject.named_area
            if area is not None and area not in f"{keys.get('name')}{plan.head.get('title')}":
                continue
            if like.trimmed >= _ENOUGH and is_comparable(mention, keys):
                candidates.append((like, subject))
    candidates.sort(key=lambda found: (-found[0].trimmed, -found[0].whole))
    if not candidates:
        return None, None
    best, subject = candidates[0]
    others = [like for like, _ in candidates[1:] if like.number != best.number]
    if others and best.trimmed - others[0].trimmed < _NEARER and best.whole <= others[0].whole:
        return None, None
    statement = _statement(mention, subject, plan.items[best.number], plan.head)
    if statement is None or statement.agreement in (Agreement.SAME, Agreement.LIMIT):
        return best.number, statement
    name = str(plan.items[best.number].keys.get("name", ""))
    is_of_more = best.is_qualified or (subject.text.startswith("新") and name[:1] != "新")
    if best.whole < _ENOUGH_FOR_ANOTHER_FIGURE or (is_of_more and statement.printed is not None):
        return None, None
    return best.number, statement


def _statement(
    mention: Mention, subject: Subject, item: ProposedItem, head: Mapping[str, Any]
) -> _Statement | None:
    """What a mention states of an item; `None` if of a year of which the row says nothing."""
    keys, baseline_year = item.keys, head.get("baseline_year")
    targets, target_year = _targets(keys), head.get("target_year")
    baseline = _figure(keys.get("baseline"))
    target = _figure(keys.get("target")) or targets.get(str(target_year))
    of_target, dated = True, False
    match mention.time:
        case Time.YEAR if mention.year == target_year:
            dated = True
        case Time.YEAR if str(mention.year) in targets:
            target, dated = targets[str(mention.year)], True
        case Time.YEAR if mention.year == baseline_year:
            of_target, dated = False, not mention.is_of_period
        case Time.YEAR:
            return None
        case Time.PAST:
            of_target = False
        case Time.UNKNOWN:
            of_target = _is_nearer_to_target(mention, keys, baseline, target)
        case Time.GOAL:
            pass
    of_target = of_target and not mention.is_start
    printed = target if of_target else baseline
    found = Agreement.OTHER if printed is None else agreement(mention, printed, keys)
    if found is None or _says_nothing(mention, printed, found, baseline_year, is_dated=dated):
        return None
    same = plain_name(subject.text) == plain_name(str(keys.get("name", "")))
    return _Statement(mention, subject, found, of_target, dated, same, printed)


def _says_nothing(
    mention: Mention, printed: str | None, found: Agreement, since: object, *, is_dated: bool
) -> bool:
    """A change from another year, or a start of which nobody knows the year."""
    if mention.is_change and (mention.since not in (None, since) or printed is None):
        return True
    return mention.is_start and found is Agreement.OTHER and not is_dated


def _figure(value: object) -> str | None:
    return value if isinstance(value, str) and value.strip() else None


def _targets(keys: Mapping[str, Any]) -> dict[str, str]:
    """The targets of the years of an item with several."""
    targets = keys.get("targets")
    if not isinstance(targets, Mapping):
        return {}
    return {str(year): text for year, text in targets.items() if isinstance(text, str)}


def _is_nearer_to_target(
    mention: Mention, keys: Mapping[str, Any], baseline: str | None, target: str | None
) -> bool:
    """Whether a figure without a time is rather the target: it agrees, or the baseline does not."""
    order = (*Agreement, None)
    of_target = agreement(mention, target, keys) if target is not None else None
    of_baseline = agreement(mention, baseline, keys) if baseline is not None else None
    return order.index(of_target) <= order.index(of_baseline)


def _is_goal(mention: Mention, plan: ProposedPlan) -> bool:
    """Whether a figure without an indicator may be that of a commitment."""
    if mention.is_start or mention.unit is None or mention.time is Time.PAST:
        return False
    if mention.time is Time.YEAR and mention.year != plan.head.get("target_year"):
        return False
    if any(word in mention.texts[0] for word in COUNTED):
        return True
    return mention.reaches or mention.time is not Time.UNKNOWN or mention.figure[-1:] in "上下内%"


def _with_statements(
    item: ProposedItem, plan: ProposedPlan, statements: list[_Statement], numbers: Iterator[int]
) -> ProposedItem:
    readings: list[dict[str, Any]] = []
    restated: list[dict[str, Any]] = []
    conflicts: list[dict[str, Any]] = []
    doubts: list[Doubt] = []
    for statement in statements:
        mention = statement.mention
        place = {"section": mention.section, "quote": mention.quote}
        if statement.is_conflict:
            number = next(numbers, None)
            if number is None:
                continue
            field = "conflicts"
            conflicts.append(_conflict(statement, item, plan, place, number))
        elif statement.is_reading:
            field = "readings"
            readings.append(_reading(statement, place))
        else:
            field = "restated"
            restated.append(place)
        doubts.extend(_doubts(statement, item, field))
    added = {"readings": readings, "restated": restated, "conflicts": conflicts}
    keys = {**item.keys, **{key: entries for key, entries in added.items() if entries}}
    return replace(item, keys=keys, doubts=(*item.doubts, *doubts))


def _reading(statement: _Statement, place: Mapping[str, str]) -> dict[str, Any]:
    entry = {
        "target": statement.mention.figure,
        "subject": None if statement.is_same_subject else statement.subject.text,
        "modality": statement.mention.modality,
        **place,
    }
    return {key: value for key, value in entry.items() if value}


def _conflict(
    statement: _Statement,
    item: ProposedItem,
    plan: ProposedPlan,
    place: Mapping[str, str],
    number: int,
) -> dict[str, Any]:
    source = item.keys.get("source") or {}
    row = {
        "section": str(source.get("section") or plan.head.get("title") or plan.place.file),
        "quote": str(source.get("quote") or item.row.quote),
    }
    code, parameters = _difference(statement)
    entry: dict[str, Any] = {
        "id": f"X{number:02}",
        "type": _type(statement),
        "phrases": [row, dict(place)],
        "effect": Words(DEFAULT_LANGUAGE)(f"effect.{code}", **parameters),
    }
    if statement.is_dated and not statement.is_of_target and statement.printed is not None:
        entry["baseline"] = statement.mention.figure
    return entry


def _type(statement: _Statement) -> str:
    """Only what is of the same year and the same thing contradicts the row."""
    if statement.agreement is Agreement.LIMIT:
        return "界限"
    certain = statement.is_dated and statement.is_same_subject and statement.printed is not None
    return "抵触" if certain else "未界定"


def _difference(statement: _Statement) -> tuple[str, dict[str, Parameter]]:
    """How the text differs from the row: the code of the doubt, which names the effect too."""
    parameters: dict[str, Parameter] = {"stated": statement.mention.figure}
    if statement.printed is None:
        return "import-text-no-baseline", parameters
    parameters["printed"] = statement.printed
    if statement.agreement is Agreement.LIMIT:
        return "import-text-limit", parameters
    if statement.is_of_target:
        return "import-text-target", parameters
    return "import-text-baseline", parameters


def _doubts(statement: _Statement, item: ProposedItem, field: str) -> Iterator[Doubt]:
    mention = statement.mention
    section: dict[str, Parameter] = {"section": mention.section}
    if statement.is_conflict:
        code, parameters = _difference(statement)
        yield Doubt(code, field, section | parameters)
    elif statement.is_reading:
        parameters = {"stated": mention.figure, "printed": statement.printed or ""}
        yield Doubt("import-text-reading", field, section | parameters)
    else:
        parameters = {"stated": mention.figure, "printed": statement.printed or ""}
        if statement.agreement is Agreement.WIDER:
            parameters["variant"] = "wider"
        elif statement.agreement is Agreement.NARROWER:
            parameters["variant"] = "within"
        yield Doubt("import-text-agrees", field, section | parameters)
    if mention.time in (Time.PAST, Time.UNKNOWN):
        yield Doubt("import-text-undated", field, section | {"stated": mention.figure})
    name = str(item.keys.get("name", ""))
    area = statement.subject.area
    if area is not None and name.startswith(_PART_OF_AREA):
        yield Doubt("import-text-area", field, section | {"area": area, "name": name})
    if not statement.is_same_subject:
        yield Doubt("import-text-subject", field, section | {"subject": statement.subject.text})
