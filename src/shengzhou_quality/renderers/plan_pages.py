"""The plan's own pages: a list of its indicators, one of them whole, and everything as JSON."""

from __future__ import annotations

import json
from typing import Any

from shengzhou_quality.messages import Words
from shengzhou_quality.messages.figures import with_unit
from shengzhou_quality.messages.rows import state
from shengzhou_quality.notation import write
from shengzhou_quality.plan.kinds import AnyIndicator, Milestone
from shengzhou_quality.plan.kinds.indicator import Constraint, Quote
from shengzhou_quality.plan.model import Plan
from shengzhou_quality.renderers import Options
from shengzhou_quality.renderers.page import Page, Style, display_width, encoded, pad, visible, wrap

SCHEMA_VERSION = 1
_LABEL = 12


_LEAST_NAME = 24
_COLUMNS = ("baseline", "target", "constraint", "kind")


def list_page(plan: Plan, words: Words, options: Options) -> bytes:
    """Every indicator: number, name, baseline, target, constraint and kind."""
    page = Page(max(60, min(options.width, 120)))
    _head(page, plan, words)
    header = {key: words(f"column.{key}") for key in _COLUMNS}
    cells = {indicator.id: _cells(indicator, words) for indicator in plan.indicators}
    widths = {
        key: max(display_width(row[key]) for row in (header, *cells.values())) for key in _COLUMNS
    }
    room = page.width - 5 - sum(widths.values()) - 2 * len(widths)
    if room < _LEAST_NAME:
        room += widths.pop("kind") + 2  # `plan show` has it
    for category in plan.categories:
        page.blank()
        name = category.name if words.language == "zh" else category.name_en
        page.line((pad(name, 5 + room) + _padded(header, widths), Style.HEADING))
        for indicator in plan.indicators:
            if indicator.category == category.key:
                named = indicator.name if words.language == "zh" else indicator.name_en
                parts = wrap(visible(named), room)
                rest = _padded(cells[indicator.id], widths)
                page.line((f"{indicator.id:>3}  {pad(parts[0], room)}{rest}", Style.PLAIN))
                for more in parts[1:]:
                    page.line((" " * 5 + more, Style.PLAIN))
    return _encoded(page, options)


def _cells(indicator: AnyIndicator, words: Words) -> dict[str, str]:
    return {
        "baseline": _figure(_baseline(indicator), indicator, words),
        "target": _figure(indicator.target, indicator, words),
        "constraint": words(f"constraint.{indicator.constraint}"),
        "kind": words(f"kind.{indicator.kind}"),
    }


def _padded(row: dict[str, str], widths: dict[str, int]) -> str:
    return "".join("  " + pad(row[key], width) for key, width in widths.items())


def show_page(plan: Plan, indicator: AnyIndicator | None, words: Words, options: Options) -> bytes:
    """Everything the plan file says of one indicator, or of all of them and the tasks."""
    page = Page(max(60, min(options.width, 100)))
    if indicator is not None:
        _indicator(page, indicator, plan, words)
        return _encoded(page, options)
    _head(page, plan, words)
    for one in plan.indicators:
        page.blank()
        _indicator(page, one, plan, words)
    _tasks(page, plan, words)
    return _encoded(page, options)


def _head(page: Page, plan: Plan, words: Words) -> None:
    head, none = plan.head, words("plan.not-printed")
    page.paragraph(head.title if words.language == "zh" else head.title_en, Style.HEADING)
    binding = sum(item.constraint is Constraint.BINDING for item in plan.indicators)
    for line in (
        words("plan.issuer", issuer=head.issuer),
        words("plan.index", number=head.index_number or none),
        words("plan.document", number=head.document_number or none),
        words("plan.dates", adopted=head.adopted or none, published=head.published or none),
        words(
            "plan.period",
            first=plan.years[0],
            last=plan.years[-1],
            baseline=head.baseline_year,
        ),
        words(
            "plan.counts",
            total=len(plan.indicators),
            binding=binding,
            anticipatory=len(plan.indicators) - binding,
            tasks=len(plan.tasks),
            actions=sum(len(task.actions) for task in plan.tasks),
            boxes=sum(len(task.boxes) for task in plan.tasks),
            safeguards=len(plan.safeguards),
        ),
        words("plan.evaluation", section=head.evaluation.section, quote=head.evaluation.quote),
    ):
        page.paragraph(line)


def _indicator(page: Page, indicator: AnyIndicator, plan: Plan, words: Words) -> None:
    named = indicator.name if words.language == "zh" else indicator.name_en
    page.paragraph(f"{indicator.id} {named}", Style.HEADING)
    for label, text in _facts(indicator, plan, words):
        page.labelled(words(f"{label}") if label else "", text, indent=2, label_width=_LABEL)


def _facts(indicator: AnyIndicator, plan: Plan, words: Words) -> list[tuple[str, str]]:
    category = next(item for item in plan.categories if item.key == indicator.category)
    other_name = indicator.name_en if words.language == "zh" else indicator.name
    facts = [
        ("plan.other-name", other_name),
        ("plan.key", indicator.key),
        ("plan.category", category.name if words.language == "zh" else category.name_en),
        ("column.constraint", words(f"constraint.{indicator.constraint}")),
        ("column.kind", words(f"kind.{indicator.kind}")),
        ("column.unit", indicator.unit or "/"),
        ("column.baseline", _figure(_baseline(indicator), indicator, words)),
        ("column.target", _target(indicator, words)),
    ]
    if isinstance(indicator, Milestone):
        zh = words.language == "zh"
        names = [state.name if zh else state.name_en for state in indicator.states]
        facts.append(("plan.states", " > ".join(names)))
    else:
        facts.append(("plan.direction", words(f"plan.direction.{indicator.direction}")))
        facts.append(("plan.domain", write(indicator.domain.interval)))
        facts.append(("plan.plausible", write(indicator.plausible.interval)))
    facts.append(("plan.source", _quote(indicator.source, words)))
    facts += _labelled("plan.readings", [_reading(item, words) for item in indicator.readings])
    facts += _labelled("plan.restated", [_quote(item, words) for item in indicator.restated])
    for conflict in indicator.conflicts:
        quotes = [_quote(item, words) for item in conflict.phrases]
        facts += _labelled("plan.conflicts", quotes)
        if conflict.baseline:
            facts.append(("", words("plan.other-baseline", baseline=conflict.baseline)))
        effect = conflict.effect if words.language == "zh" else conflict.effect_en
        facts.append(("", words("plan.effect", effect=effect)))
    scope = indicator.scope_note if words.language == "zh" else indicator.scope_note_en
    if scope:
        facts.append(("plan.scope", scope))
    task = next((item for item in plan.tasks if indicator.id in item.indicators), None)
    if task:
        title = task.title if words.language == "zh" else task.title_en
        facts.append(("plan.task", f"{task.id} {title}"))
    if indicator.aliases:
        facts.append(("plan.aliases", words("list.separator").join(indicator.aliases)))
    return facts


def _labelled(label: str, texts: list[str]) -> list[tuple[str, str]]:
    return [(label if number == 0 else "", text) for number, text in enumerate(texts)]


def _reading(reading: Any, words: Words) -> str:
    details = [part for part in (reading.modality, reading.subject) if part]
    said = f"({words('list.separator').join(details)})" if details else ""
    return words(
        "plan.reading",
        target=reading.target,
        subject=said,
        section=reading.section,
        quote=reading.quote,
    )


def _quote(quote: Quote, words: Words) -> str:
    return words("plan.quote", section=quote.section, quote=quote.quote)


def _target(indicator: AnyIndicator, words: Words) -> str:
    text = _figure(indicator.target, indicator, words)
    if isinstance(indicator, Milestone):
        return text
    return words("plan.read-as", text=text, read=write(indicator.target_set))


def _baseline(indicator: AnyIndicator) -> str | None:
    return None if isinstance(indicator, Milestone) else indicator.baseline


def _figure(text: str | None, indicator: AnyIndicator, words: Words) -> str:
    if isinstance(indicator, Milestone) and text is not None:
        return state(indicator, text, words)
    return words("none") if text is None else with_unit(text, indicator.unit, words)


def _tasks(page: Page, plan: Plan, words: Words) -> None:
    def titled(item: Any) -> str:
        return f"{item.id} {item.title if words.language == 'zh' else item.title_en}"

    for task in plan.tasks:
        page.blank()
        page.paragraph(titled(task), Style.HEADING)
        for action in task.actions:
            page.paragraph(titled(action), indent=2)
            for box in task.boxes:
                if box.after == action.id:
                    page.paragraph(words("plan.box", title=titled(box)), indent=4)
        if task.indicators:
            page.paragraph(words("plan.indicators", ids=task.indicators), Style.QUIET, indent=2)
    if plan.safeguards:
        page.blank()
        page.paragraph(words("plan.safeguards"), Style.HEADING)
        for safeguard in plan.safeguards:
            page.paragraph(titled(safeguard), indent=2)


def as_json(plan: Plan, indicator: AnyIndicator | None) -> bytes:
    """The plan file's content, whole, with the target sets as they are read."""
    if indicator is not None:
        return _dumped(_indicator_data(indicator))
    return _dumped(
        {
            "schema_version": SCHEMA_VERSION,
            "plan": plan.head.model_dump(mode="json"),
            "assessment": plan.assessment.model_dump(mode="json"),
            "categories": [item.model_dump(mode="json") for item in plan.categories],
            "indicators": [_indicator_data(item) for item in plan.indicators],
            "tasks": [item.model_dump(mode="json") for item in plan.tasks],
            "safeguards": [item.model_dump(mode="json") for item in plan.safeguards],
            "sha256": plan.sha256,
        }
    )


def list_as_json(plan: Plan) -> bytes:
    keys = ("id", "key", "name", "name_en", "category", "unit", "constraint", "kind", "target")
    rows = []
    for indicator in plan.indicators:
        data = indicator.model_dump(mode="json")
        rows.append({key: data[key] for key in keys} | {"baseline": _baseline(indicator)})
    return _dumped({"schema_version": SCHEMA_VERSION, "indicators": rows})


def _indicator_data(indicator: AnyIndicator) -> dict[str, Any]:
    return indicator.model_dump(mode="json")


def _dumped(data: dict[str, Any]) -> bytes:
    return (json.dumps(data, ensure_ascii=False, indent=2) + "\n").encode()


def _encoded(page: Page, options: Options) -> bytes:
    text = page.coloured() if options.colour else page.plain()
    return encoded(text, options.encoding)
