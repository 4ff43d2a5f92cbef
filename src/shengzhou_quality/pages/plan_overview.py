"""Make the overviews of the plan for a screen: its indicators, its tasks, where it is unclear."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from shengzhou_quality.pages.marks import provisional
from shengzhou_quality.pages.model import (
    Align,
    Block,
    Facts,
    Page,
    Sentence,
    Table,
    TableCell,
    TableColumn,
    TableGroup,
    Tone,
    commands,
)
from shengzhou_quality.pages.plan_facts import cited, figure, issued_by
from shengzhou_quality.pages.rows import goal
from shengzhou_quality.plan.kinds import AnyIndicator
from shengzhou_quality.plan.kinds.indicator import Conflict, ConflictType, Constraint
from shengzhou_quality.plan.model import Excerpt, Item, Plan
from shengzhou_quality.plan.tasks import Safeguard, Task, TaskMilestone
from shengzhou_quality.words import Words


def of_plan(excerpt: Excerpt, words: Words) -> Page:
    """The head in three lines, and every indicator in one."""
    plan = excerpt.plan
    head = plan.head
    issued = words(
        f"plan.overview.{issued_by(head)}",
        issuer=head.issuer or "",
        adopted=head.adopted or "",
        first=plan.years[0],
        last=plan.years[-1],
        baseline=head.baseline_year,
    )
    counted = (of_indicators(plan, words), of_tasks(plan, words), of_conflicts(plan, words))
    return Page(
        words.of(head, "title"),
        [indicators(plan, words, grouped=True, kinds=False), _more(_of_plan(plan, words), excerpt)],
        lead=[
            Sentence(said) for said in (issued, words.joined(*counted), *provisional(plan, words))
        ],
        wide=True,
    )


def _of_plan(plan: Plan, words: Words) -> Iterator[tuple[str, str]]:
    """The commands that show more of the plan, each with what it shows."""
    item = words("plan.more.item.alone")
    if promised := plan.commitments or plan.milestones or plan.sections:
        item = words("plan.more.item", id=example("C06", promised))
    yield f"sqc plan show {example('5', plan.indicators)}", item
    if plan.sections:
        yield "sqc tasks", words("plan.more.tasks")
    if plan.conflicts:
        yield "sqc plan conflicts", words("plan.more.conflicts")
    yield "sqc plan show --all", words("plan.more.all")


def tasks(excerpt: Excerpt, words: Words) -> Page:
    """A task a line, with how much it demands."""
    plan = excerpt.plan
    blocks: list[Block] = []
    if plan.sections:
        more = (
            (f"sqc tasks {example('T06', plan.sections)}", words("tasks.more.one")),
            ("sqc tasks --all", words("tasks.more.all")),
            ("sqc tasks data.xlsx", words("tasks.more.data")),
        )
        blocks = [task_table(plan, words), _more(more, excerpt)]
    return Page(words.of(plan.head, "title"), blocks, lead=[Sentence(of_tasks(plan, words))])


def conflicts(excerpt: Excerpt, words: Words) -> Page:
    """A statement a line, by type: what it is about and where it stands."""
    plan = excerpt.plan
    columns = (
        TableColumn(words("plan.column.id")),
        TableColumn(words("plan.about"), takes_room=True),
        TableColumn(words("plan.column.sections"), optional=True),
    )
    groups = [
        TableGroup(
            [_conflict(one, plan, words) for one in found],
            words("plan.conflicts.heading", type=type_means(kind, words), count=len(found)),
        )
        for kind, found in by_type(plan)
    ]
    more = [
        (f"sqc plan show {example('X07', plan.conflicts)}", words("plan.more.conflict")),
        ("sqc plan conflicts --all", words("plan.more.conflicts.all")),
    ]
    return Page(
        words("plan.conflicts"),
        [Table(columns, groups), _more(more, excerpt)] if groups else [],
        title=words.of(plan.head, "title"),
        lead=[Sentence(said) for said in (of_conflicts(plan, words), *provisional(plan, words))],
    )


def _more(shown: Iterable[tuple[str, str]], excerpt: Excerpt) -> Facts:
    """Commands for the same plan, each with what it shows."""
    return commands({f"{command} {excerpt.typed}".strip(): what for command, what in shown})


def example(wanted: str, items: Iterable[Item]) -> str:
    """An id to show in a command: the one that the guides use, if the plan has it."""
    ids = [one.id for one in items]
    return wanted if wanted in ids else next(iter(ids), wanted)


def by_type(plan: Plan) -> list[tuple[ConflictType, list[Conflict]]]:
    """What contradicts first, then differing limits, then what is left undefined."""
    found = ((kind, [one for one in plan.conflicts if one.type is kind]) for kind in ConflictType)
    return [(kind, conflicts) for kind, conflicts in found if conflicts]


def type_means(kind: ConflictType, words: Words) -> str:
    return words(f"plan.type.{kind.name.lower()}.means")


def _first(conflict: Conflict, plan: Plan, words: Words) -> str:
    """The first of the items that it is about, by name and id."""
    items = [item for one in conflict.about if (item := plan.item(one))]
    return cited(items[0], words) if items else conflict.about[0]


def _conflict(conflict: Conflict, plan: Plan, words: Words) -> list[TableCell]:
    shown = _first(conflict, plan, words)
    if len(conflict.about) > 1:
        shown = words("plan.about.many", first=shown, count=len(conflict.about))
    sections = dict.fromkeys(phrase.section for phrase in conflict.phrases)
    places = words("list.separator").join(sections)
    return [TableCell(text) for text in (conflict.id, shown, places)]


# counts


def of_indicators(plan: Plan, words: Words) -> str:
    binding = _binding(plan.indicators)
    total = len(plan.indicators)
    return words("plan.count.indicators", total=total, binding=binding, other=total - binding)


def of_tasks(plan: Plan, words: Words) -> str:
    """Count the parts, and what they demand; encouraged milestones are counted separately."""
    if not plan.sections:
        return words("plan.count.tasks.none")
    return words(
        "plan.count.tasks",
        tasks=len(plan.tasks),
        actions=sum(len(task.actions) for task in plan.tasks),
        boxes=sum(len(task.boxes) for task in plan.tasks),
        safeguards=len(plan.safeguards),
        commitments=len(plan.commitments),
        milestones=len(plan.milestones),
        encouraged=sum(not one.demanded for one in plan.milestones),
    )


def of_conflicts(plan: Plan, words: Words) -> str:
    """Count by type: only contradictions are called contradictions."""
    counted = (
        words("plan.count.type", type=words(f"plan.type.{kind.name.lower()}"), count=len(found))
        for kind, found in by_type(plan)
    )
    types = words("list.separator").join(counted)
    if not types:
        return words("plan.count.conflicts.none")
    return words("plan.count.conflicts", total=len(plan.conflicts), types=types)


def _binding(indicators: Iterable[AnyIndicator]) -> int:
    return sum(item.constraint is Constraint.BINDING for item in indicators)


# tables


def indicators(plan: Plan, words: Words, *, grouped: bool, kinds: bool = True) -> Table:
    """Every indicator in a row, below its category where the table is `grouped`."""
    columns = [
        TableColumn(words("column.id"), Align.RIGHT),
        TableColumn(words("column.name"), takes_room=True),
        *(TableColumn(words(f"column.{key}")) for key in ("baseline", "target", "constraint")),
        *([TableColumn(words("column.kind"), optional=True)] if kinds else []),
    ]
    rows = {one.id: _row(one, words)[: len(columns)] for one in plan.indicators}
    groups = [TableGroup(list(rows.values()))]
    if grouped:
        groups = []
        for category in plan.categories:
            found = [one for one in plan.indicators if one.category == category.key]
            key = "plan.category.binding" if _binding(found) else "plan.category.none"
            name = words.of(category, "name")
            heading = words(key, name=name, total=len(found), binding=_binding(found))
            groups.append(TableGroup([rows[one.id] for one in found], heading))
    return Table(columns, groups)


def _row(indicator: AnyIndicator, words: Words) -> list[TableCell]:
    baseline = None if indicator.of_states else indicator.baseline
    texts = (
        indicator.id,
        words.of(indicator, "name"),
        figure(baseline, indicator, words),
        _goal(indicator, words),
        words(f"constraint.{indicator.constraint}"),
        words(f"kind.{indicator.kind}"),
    )
    return [TableCell(text=text) for text in texts]


def _goal(indicator: AnyIndicator, words: Words) -> str:
    """The target; of a bare number that may be a floor or a ceiling, that this is open."""
    target = goal(indicator, words)
    if indicator.of_states or not indicator.is_undecided:
        return target
    return words("plan.target.undecided", target=target)


def task_table(plan: Plan, words: Words) -> Table:
    """How many indicators, commitments and milestones each task and safeguard has."""
    keys = ("indicators", "commitments", "milestones", "encouraged")
    columns = (
        TableColumn(words("promises.column.id")),
        TableColumn(words("promises.column.task"), takes_room=True),
        *(TableColumn(words(f"promises.column.{key}"), Align.RIGHT) for key in keys),
    )
    rows = [_task_row(one, words) for one in plan.sections if one.contents]
    return Table(columns, [TableGroup(rows)], none=words("none"))


def _task_row(section: Task | Safeguard, words: Words) -> list[TableCell]:
    promises = [one for part in section.parts for one in part.promises]
    milestones = [one for one in promises if isinstance(one, TaskMilestone)]
    demanded = sum(one.demanded for one in milestones)
    counts = (
        len(section.indicators),
        len(promises) - len(milestones),
        demanded,
        len(milestones) - demanded,
    )
    return [
        TableCell(section.id, Tone.QUIET),
        TableCell(words.of(section, "title")),
        *(TableCell(str(count) if count else "") for count in counts),
    ]
