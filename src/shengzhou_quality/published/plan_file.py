"""Write a proposed plan as the text of a plan file, with comments and marks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

from shengzhou_quality.plan.english import SUFFIX
from shengzhou_quality.plan.kinds.indicator import Constraint
from shengzhou_quality.plan.marks import MARK, PROPOSED
from shengzhou_quality.published.compared_text import ComparedText
from shengzhou_quality.published.doubts import Doubt
from shengzhou_quality.published.proposed_plan import ProposedItem, ProposedPlan
from shengzhou_quality.published.yaml_text import comment, comment_lines, scalar, width
from shengzhou_quality.words import Words

STDIN: Final = "<stdin>"
"""The name of a document that was pasted."""
_WIDEST: Final = 100
_BESIDE: Final = "  "
_KEYS_OF_HEAD: Final = ("id", "title", "area", "issuer", "baseline_year", "target_year")
_KEYS: Final = (
    *("id", "key", "name", "aliases", "unlike", "part_of_area", "category"),
    *("unit", "unit_aliases", "constraint", "offices", "kind", "change_in", "change", "reported"),
    *("against", "over", "every_year", "populations"),
    *("direction", "domain", "plausible", "whole", "baseline", "baseline_year"),
    *("target", "targets", "tolerance", "stretch", "changed_targets", "states", "aside", "beyond"),
    "source",
    *("readings", "restated", "conflicts", "scope_note"),
)
"""The order of an item's keys in the file; a key that is not listed follows in its own order."""
_FIGURES: Final = frozenset(
    {"id", "baseline", "baseline_year", "target", "target_year", "tolerance", "low", "high"}
)
"""Keys whose numbers need no quotation marks."""
_LEFT_BLANK: Final = ("baseline_year", "target_year")
"""Keys of the head that a person fills in where nothing is printed."""
_BLANK: Final = object()
_OWN_KEY = re.compile(r"[a-z]{2}[a-z_]*|[0-9]{4}")


def written(plan: ProposedPlan, words: Words, file: str = "indicators.yaml") -> str:
    """The YAML of the plan. Text from the document is data: it is quoted, and never a comment.

    `file` is the name that the commands of the head comment use, as a shell takes it.
    """
    of_head = [one for one in plan.doubts if _field(one) in _KEYS_OF_HEAD[1:]]
    of_categories = [one for one in plan.doubts if _field(one) in ("categories", "category")]
    of_all = [one for one in plan.doubts if one not in (*of_head, *of_categories)]
    lines = [*_introduction(plan, words, file), ""]
    if of_all:
        lines.append(comment(words("import-file.whole")))
        for doubt in sorted(of_all, key=lambda one: not one.is_open):
            lines += comment_lines(_mark(doubt, words), _WIDEST)
        lines.append("")
    head = {key: _BLANK if _is_blank(key, value) else value for key, value in plan.head.items()}
    lines.append("plan:")
    lines += _mapping(head, of_head, _KEYS_OF_HEAD, "  ", words, notes=[words("import-file.id")])
    lines += ["", comment(words("import-file.categories"))]
    for doubt in of_categories:
        lines += comment_lines(_mark(doubt, words), _WIDEST)
    lines.append("categories:")
    for category in plan.categories:
        lines.append(f"  - {_in_braces({'key': category.key, 'name': category.name})}")
    lines += ["", "indicators:"]
    for number, item in enumerate(plan.items):
        lines += [""] * (number > 0)
        lines += _item(item, words)
    lines += _beside_items(plan.text, words)
    return "\n".join(lines) + "\n"


def _beside_items(text: ComparedText | None, words: Words) -> Iterator[str]:
    """What the full text says beside the items, as plain comments: no mark stands here."""
    if text is None:
        return
    for key, sentences in (("unmatched", text.unmatched), ("aside", text.aside)):
        if sentences:
            yield ""
            yield from comment_lines(words(f"text.{key}", count=len(sentences)), _WIDEST)
        for one in sentences:
            whose = ".area" if one.area else ""
            said = words(
                f"text.{key}.sentence{whose}",
                section=one.section,
                quote=one.quote,
                id=one.indicator or "",
                area=one.area or "",
            )
            for line in comment_lines(said, _WIDEST - 2):
                yield f"#   {line.removeprefix('# ')}"


def _places(plan: ProposedPlan, words: Words) -> str:
    places = dict.fromkeys(str(part.place) for part in plan.parts) or [str(plan.place)]
    return words("list.separator").join(places)


def _introduction(plan: ProposedPlan, words: Words, file: str) -> Iterator[str]:
    """Where the file comes from, what its marks mean, what to do next."""
    pasted = plan.place.file == STDIN
    place = words("import-file.pasted") if pasted else _places(plan, words)
    yield comment(words("import-file.made", count=len(plan.items)))
    yield comment(words("import-file.place", place=place))
    yield "#"
    yield f"# {words('import-file.marks', mark=MARK)}"
    yield f"# {words('import-file.marks.proposed', mark=PROPOSED)}"
    yield comment(words("import-file.marks.settle"))
    yield "#"
    commands = {
        "check": f"sqc plan check {file}",
        "template": f"sqc template --plan {file} -o {words('import-file.form')}",
        "evaluate": f"sqc evaluate {words('import-file.data')} --plan {file}",
    }
    labels = {key: words(f"import-file.next.{key}") for key in commands}
    room = max(map(width, labels.values())) + 4
    for key, command in commands.items():
        label = labels[key]
        yield f"#   {label}{' ' * (room - width(label))}{comment(command)[2:]}"
    yield "#"
    yield comment(words("import-file.rules"))
    yield comment(words("import-file.rules.keys"))


def _item(item: ProposedItem, words: Words) -> Iterator[str]:
    """One indicator: its marks and the notes of its row stand below the id, or at their keys."""
    told = str(item.keys.get("scope_note", ""))
    notes = [words("import-file.note", note=note) for note in item.row.notes if note not in told]
    keys = dict(item.keys)
    weight = Constraint.printed().get(str(keys.get("constraint")))
    if weight is not None and words.translates:
        keys["constraint"] = weight.value
    lines = _mapping(keys, item.doubts, _KEYS, "    ", words, notes=notes)
    for number, line in enumerate(lines):
        yield line if number else f"  - {line[4:]}"


def _mapping(
    keys: Mapping[str, Any],
    doubts: Sequence[Doubt],
    order: Sequence[str],
    indent: str,
    words: Words,
    *,
    notes: Sequence[str] = (),
) -> list[str]:
    """The lines of a mapping; each doubt stands at the key that it concerns.

    The doubt of a key that is not there stands where the key would; one that concerns no key
    stands below the first line. A key whose value is `None` is not printed, and so not written.
    """
    keys = {key: one for key, one in _in_one_language(keys, words).items() if one is not None}
    names = [name for name in order if name in keys or name in _fields(doubts)]
    names += [name for name in keys if name not in order]
    room = _WIDEST - len(indent)
    general = [_mark(one, words) for one in doubts if _field(one) not in names]
    waiting = _set_in([*general, *notes], indent, room)
    lines: list[str] = []
    for name in names:
        marks = [_mark(one, words) for one in doubts if _field(one) == name]
        if name not in keys:
            waiting += _set_in(marks, indent, room)
            continue
        first, *more = _entry(name, keys[name], indent)
        if len(marks) == 1 and not more:
            beside = f"{first}{_BESIDE}{comment(marks[0])}"
            if width(beside) <= _WIDEST:
                first, marks = beside, []
        if lines:
            lines += [*waiting, *_set_in(marks, indent, room), first, *more]
        else:  # before its first key a comment would belong to the item above
            lines += [first, *more, *_set_in(marks, indent, room), *waiting]
        waiting = []
    return lines + waiting


def _set_in(comments: Iterable[str], indent: str, room: int) -> list[str]:
    return [indent + line for one in comments for line in comment_lines(one, room)]


def _in_one_language(value: Any, words: Words) -> Any:
    """Keys with the words of one language: a plan file has no `effect_en` beside its `effect`."""
    if isinstance(value, list | tuple):
        return [_in_one_language(one, words) for one in value]
    if not isinstance(value, Mapping):
        return value
    kept = {key: one for key, one in value.items() if not str(key).endswith(SUFFIX)}
    other = {key: value.get(f"{key}{SUFFIX}") for key in kept} if words.translates else {}
    return {key: _in_one_language(other.get(key) or one, words) for key, one in kept.items()}


def _fields(doubts: Iterable[Doubt]) -> set[str]:
    return {_field(doubt) for doubt in doubts}


def _field(doubt: Doubt) -> str:
    """The key of the item that it concerns, also of something within that key."""
    return (doubt.field or "").partition(".")[0]


def _mark(doubt: Doubt, words: Words) -> str:
    said = words.without_stop(words.message(doubt.at(None)))
    mark = MARK if doubt.is_open else PROPOSED
    return words("import-file.mark", mark=mark, reason=said)


def _is_blank(key: str, value: Any) -> bool:
    return value is None and key in _LEFT_BLANK


def _entry(name: str, value: Any, indent: str) -> list[str]:
    """A key with its value: in one line if it fits there, else block style."""
    key = _key(name)
    if value is _BLANK:
        return [f"{indent}{key}:"]
    if not isinstance(value, Mapping | list | tuple):
        return [f"{indent}{key}: {_scalar(name, value)}"]
    short = f"{indent}{key}: {_in_braces(value, name)}"
    if not value or (name != "source" and _is_flat(value) and width(short) <= _WIDEST):
        return [short]
    lines = [f"{indent}{key}:"]
    if isinstance(value, Mapping):
        for inner, held in value.items():
            lines += _entry(str(inner), held, indent + "  ")
        return lines
    for one in value:
        lines += _list_item(name, one, indent + "  ")
    return lines


def _list_item(name: str, value: Any, indent: str) -> list[str]:
    """One entry of a list in block style."""
    short = f"{indent}- {_in_braces(value, name)}"
    if not isinstance(value, Mapping | list | tuple) or not value:
        return [short]
    if _is_flat(value) and width(short) <= _WIDEST:
        return [short]
    lines: list[str] = []
    if isinstance(value, Mapping):
        for inner, held in value.items():
            lines += _entry(str(inner), held, indent + "  ")
    else:
        for one in value:
            lines += _list_item(name, one, indent + "  ")
    return [f"{indent}- {lines[0].lstrip(' ')}", *lines[1:]]


def _is_flat(value: Any) -> bool:
    """Whether nothing in a list or a mapping holds a further list or mapping."""
    held = value.values() if isinstance(value, Mapping) else value
    return not any(isinstance(one, Mapping | list | tuple) for one in held)


def _in_braces(value: Any, name: str = "") -> str:
    """A value in one line: `{low: 0, high: 100}`, `[全市, 本市]`."""
    if isinstance(value, Mapping):
        held = (f"{_key(str(key))}: {_in_braces(one, str(key))}" for key, one in value.items())
        return "{" + ", ".join(held) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(_in_braces(one, name) for one in value) + "]"
    return _scalar(name, value)


def _key(name: str) -> str:
    return name if _OWN_KEY.fullmatch(name) else scalar(name)


def _scalar(name: str, value: Any) -> str:
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    return scalar(str(value), as_number=name in _FIGURES or isinstance(value, int))
