"""Word what all submissions come to: the title, the sentences that lead, the few words of a banner.

Different plans and years are never counted together: each group has a sentence of its own.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from shengzhou_quality.evaluation.roll_up import Group, RollUp
from shengzhou_quality.pages.figures import percentage, quoted
from shengzhou_quality.pages.model import Sentence, Tone
from shengzhou_quality.plan.kinds.indicator import Constraint
from shengzhou_quality.words import Words

_NAMED_FILES = 3


def when(group: Group) -> str:
    """The words of the final year differ from those before it."""
    return "final" if group.final else "before"


def heading(rolled: RollUp, words: Words) -> str:
    """By the plan and the year, where all submissions have them in common."""
    groups = rolled.groups
    if not groups or len({one.plan.sha256 for one in groups}) > 1:
        return words("roll-up.heading")
    title = plan_title(groups[0], words)
    if len(groups) > 1:
        return words("roll-up.heading.plan", title=title)
    return words(f"roll-up.heading.{when(groups[0])}", title=title, year=groups[0].year)


def plan_title(group: Group, words: Words) -> str:
    return words.of(group.plan.head, "title").rstrip(":：")


def group_name(group: Group, rolled: RollUp, words: Words) -> str:
    """2025年终期评估, with the plan where there are several, and its file if titles are equal."""
    named = words(f"roll-up.group.{when(group)}", year=group.year)
    plans = {one.plan.sha256: one for one in rolled.groups}
    if len(plans) == 1:
        return named
    titles = [plan_title(one, words) for one in plans.values()]
    title = plan_title(group, words)
    if titles.count(title) == 1:
        return words("roll-up.group.of-plan", title=title, group=named)
    return words("roll-up.group.of-file", title=title, file=plan_file(group), group=named)


def plan_file(group: Group) -> str:
    return quoted(group.plan.files[0].path)


def lead(rolled: RollUp, words: Words) -> list[Sentence]:
    """How many could be judged, and what they come to; of several groups only which they are."""
    said = [Sentence(judged(rolled, words), brief_tone(rolled))]
    if rolled.partly:
        counts = {"submissions": rolled.partly, "files": rolled.files_unread}
        said.append(Sentence(words("roll-up.partly", **counts), Tone.WARNING))
    if len(rolled.groups) == 1:
        said.append(Sentence(stated(rolled.groups[0], words), tone(rolled.groups[0])))
    elif rolled.groups:
        named = tuple(
            words(
                "roll-up.groups.part",
                group=group_name(one, rolled, words),
                count=one.submissions,
            )
            for one in rolled.groups
        )
        said.append(Sentence(words("roll-up.groups", count=len(named), groups=named)))
    if rolled.others:
        said.append(Sentence(words("roll-up.others", count=rolled.others), Tone.WARNING))
    if rolled.not_written:
        said.append(Sentence(unwritten(rolled, words), Tone.ERROR))
    return said


def unwritten(rolled: RollUp, words: Words) -> str:
    """Which reports could not be written, and what to do: the first few are named."""
    first = rolled.unwritten[0]
    return words(
        "roll-up.unwritten",
        count=rolled.not_written,
        files=files_words([str(one.place) for one in rolled.unwritten], words),
        cure=words.hint(first),
    )


def files_words(files: Sequence[str], words: Words, most: int = _NAMED_FILES) -> str:
    """The first of many files, each on one line."""
    listed = words("list.separator").join(" ".join(one.split()) for one in files[:most])
    return words("roll-up.files.more", files=listed) if len(files) > most else listed


def judged(rolled: RollUp, words: Words) -> str:
    all_of_them = "each" if rolled.partly else "all"
    key = "some" if rolled.not_judged else all_of_them
    return words(
        f"roll-up.judged.{key if rolled.judged else 'none'}",
        submissions=rolled.submissions,
        files=rolled.files,
        judged=rolled.judged,
        refused=rolled.not_judged,
    )


def stated(group: Group, words: Words) -> str:
    """What the submissions of a group come to: its binding indicators, and how the rates spread."""
    clauses = [*_of_binding(group, words), *_of_rates(group, words)]
    if group.faulty:
        clauses.insert(1 if _has_binding(group) else 0, words("roll-up.faulty", count=group.faulty))
    said_of = words("clause.separator").join(clauses) or words("roll-up.brief.no-binding")
    return words("roll-up.stated", count=group.submissions, said=said_of)


def tone(group: Group) -> Tone:
    binding = group.binding
    if binding.failing or group.faulty:
        return Tone.ERROR
    sound = _has_binding(group) and binding.sound == group.submissions
    return Tone.GOOD if sound else Tone.WARNING


def _has_binding(group: Group) -> bool:
    return any(one.indicator.constraint is Constraint.BINDING for one in group.indicators)


def _of_binding(group: Group, words: Words) -> Iterator[str]:
    if not _has_binding(group):
        return
    binding = group.binding
    if binding.sound == group.submissions:
        yield words(f"roll-up.binding.all.{when(group)}")
        return
    rest = "others" if binding.failing else f"to-verify.{when(group)}"
    parts = [
        words(f"roll-up.binding.{key}", count=count)
        for key, count in (
            (f"sound.{when(group)}", binding.sound),
            (f"failing.{when(group)}", binding.failing),
            ("not-judged", binding.not_judged),
            (rest, binding.to_verify),
        )
        if count
    ]
    yield words("roll-up.binding", parts=words("screen.separator").join(parts))


def _of_rates(group: Group, words: Words) -> Iterator[str]:
    if group.rates is None:
        return
    shown = {name: percentage(rate) for name, rate in group.rates._asdict().items()}
    how = "spread" if group.rates.lowest != group.rates.highest else "same"
    how = how if group.submissions > 1 else "one"
    yield words(f"roll-up.rates.{how}.{when(group)}", **shown)


def _of_data(group: Group, words: Words) -> Iterator[str]:
    """Errors in the data alone make a run fail, whatever the indicators are."""
    if group.faulty:
        yield words("roll-up.faulty", count=group.faulty)


def brief(rolled: RollUp, words: Words) -> str:
    """The same for the banner of a screen."""
    if not rolled.judged:
        return words("roll-up.brief.none")
    said = [*_brief_of(rolled.groups, words)]
    for key, count in (
        ("faulty", sum(one.faulty for one in rolled.groups)),
        ("unread", rolled.files_unread),
        ("refused", rolled.not_judged),
        ("unwritten", rolled.not_written),
    ):
        if count:
            said.append(words(f"roll-up.brief.{key}", count=count))
    together = words("opening.separator").join(said)
    if len(rolled.groups) == 1:
        return together
    return words("roll-up.brief.groups", said=together, count=len(rolled.groups))


def _brief_of(groups: Sequence[Group], words: Words) -> Iterator[str]:
    """The worst of all groups: what fails, else what is to verify; and what is left open."""
    binding = [one for one in groups if _has_binding(one)]
    if not binding:
        yield words("roll-up.brief.no-binding")
        return
    failing = [one for one in binding if one.binding.failing]
    to_verify = sum(one.binding.to_verify for one in binding)
    not_judged = sum(one.binding.not_judged for one in binding)
    if failing:
        count = sum(one.binding.failing for one in failing)
        yield words(f"roll-up.brief.failing.{_when_of(failing)}", count=count)
    elif to_verify:
        yield words("roll-up.brief.to-verify", count=to_verify)
    elif not not_judged:
        yield words(f"roll-up.brief.all.{_when_of(binding)}")
    if not_judged:
        yield words("roll-up.brief.not-judged", count=not_judged)


def _when_of(groups: Sequence[Group]) -> str:
    """The words of the final year, of those before it, or of both."""
    (first, *others) = dict.fromkeys(map(when, groups))
    return "both" if others else first


def brief_tone(rolled: RollUp) -> Tone:
    tones = [tone(one) for one in rolled.groups]
    if not rolled.judged or Tone.ERROR in tones:
        return Tone.ERROR
    left = rolled.not_judged or rolled.partly or rolled.not_written
    return Tone.WARNING if left or Tone.WARNING in tones else Tone.GOOD


def of_groups(rolled: RollUp, words: Words) -> Iterator[Sentence]:
    """What each of several groups comes to; of a single one the lead has said it."""
    for one in rolled.groups if len(rolled.groups) > 1 else ():
        named = group_name(one, rolled, words)
        said = words("roll-up.group.stated", group=named, stated=stated(one, words))
        yield Sentence(said, tone(one))


def result_line(rolled: RollUp, words: Words) -> str:
    """What stderr says where the page goes to a pipe or a file."""
    in_groups = (one.text for one in of_groups(rolled, words))
    return "\n".join((words.joined(*(one.text for one in lead(rolled, words))), *in_groups))
