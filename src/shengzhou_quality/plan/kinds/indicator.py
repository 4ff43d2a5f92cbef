"""The fields of every indicator of a plan, and the attributes of its kind.

All figures stay the text that the plan prints; the notation reads them.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import Annotated, Any, ClassVar, Self

from shengzhou_quality.contract import Rule
from shengzhou_quality.interval import Interval
from shengzhou_quality.judgement import Form, Judgement, Period, Series, Verdict
from shengzhou_quality.plan.kinds.defaults import key_of
from shengzhou_quality.plan.kinds.fields import (
    DateText,
    FigureText,
    Names,
    PlanText,
    PlanWords,
    Slug,
    TargetText,
    number_in,
)
from shengzhou_quality.plan.kinds.steps import Line, Remark, RemarkCode


class Constraint(StrEnum):
    """The legal weight: 约束性 or 预期性. It decides severity, never the arithmetic."""

    BINDING = "binding"
    ANTICIPATORY = "anticipatory"

    @classmethod
    def printed(cls) -> dict[str, Constraint]:
        """The words of the plan's table, which a plan file may write too."""
        return {"约束性": cls.BINDING, "预期性": cls.ANTICIPATORY}

    @classmethod
    def _missing_(cls, value: object) -> Constraint | None:
        return cls.printed().get(value) if isinstance(value, str) else None


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class Quote(PlanText):
    """A phrase of the plan, verbatim, and the section where it stands."""

    section: PlanWords
    quote: PlanWords


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class Reading(Quote):
    """表述: another statement about the same target, in the words of the text."""

    target: PlanWords
    subject: PlanWords | None = None
    modality: PlanWords | None = None


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class ChangedTarget(PlanText):
    """调整: the target that the authority set on a date; `source` is its document."""

    date: DateText
    target: TargetText
    source: Quote

    @property
    def year(self) -> int:
        """The first year that it rules: the last day of that year is not before the date."""
        return int(self.date[:4])


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class Unlike(PlanText):
    """Names of another statistic that an office could confuse with an item, and the reason.

    They are never read as the item and it is never suggested for them. Such a name may be
    the name of another item, and is then read as that one.
    """

    names: Annotated[Names, Rule(shortest=1)]
    reason: PlanWords
    reason_en: PlanWords = ""


_MANY = 6
"""A conflict about more items than this concerns a whole list of the plan, not its items."""


class ConflictType(StrEnum):
    """What a conflict is, as the plan file writes it."""

    CONTRADICTION = "抵触"
    """The phrases cannot both hold, or ask for the same with another force."""
    LIMIT = "界限"
    """They differ only in whether the limit itself counts."""
    UNDEFINED = "未界定"
    """The plan does not define what is counted, or of which whole."""


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class Conflict(PlanText):
    """Phrases of the plan against each other, and what that changes for an evaluation.

    What changes nothing is no conflict but a `scope_note`. `baseline` is set where the text
    names another base-year value; it is computed too.
    `about` names what it concerns by id; within an indicator it is the indicator.
    """

    id: Annotated[str, Rule(pattern=r"^X[0-9]{2,3}$")]
    type: ConflictType = ConflictType.UNDEFINED
    about: tuple[PlanWords, ...] = ()
    phrases: Annotated[tuple[Quote, ...], Rule(shortest=1)]
    effect: PlanWords
    effect_en: PlanWords = ""
    baseline: FigureText | None = None

    @property
    def is_general(self) -> bool:
        """Whether it is about too many items to concern a single one."""
        return len(self.about) > _MANY


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class Bounds(PlanText):
    """A range that includes its ends; a side that is left out has no limit."""

    low: FigureText | None = None
    high: FigureText | None = None

    def check(self) -> None:
        low, high = number_in(self.low), number_in(self.high)
        if low is not None and high is not None and low > high:
            raise ValueError("bounds-reversed")

    @cached_property
    def interval(self) -> Interval:
        return Interval(number_in(self.low), number_in(self.high))


ANYTHING = Bounds()
"""No limit on either side."""


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class Indicator(PlanText, ABC):
    """指标: what the table prints of it, and what the text adds.

    `id` is the table's number (3.1 of the first 其中 row below 3), `key` a stable name for
    programs, `unit` is `None` where the table prints `/`. `part_of_area` is what of the plan's
    area it is of, where that is not the whole (城市). `offices` are those that the plan prints for
    it (责任单位), the one that leads first. `category` and `constraint` are `None` for what the
    table does not hold, a commitment or a milestone of a task; of its own rows the loader asks
    for both.
    """

    id: Annotated[str, Rule(pattern=r"^[A-Za-z]?[0-9]{1,3}(?:\.[1-9])?$")]
    key: Slug = ""
    name: PlanWords
    name_en: PlanWords = ""
    aliases: Names = ()
    unlike: tuple[Unlike, ...] = ()
    part_of_area: PlanWords | None = None
    category: Slug | None = None
    unit: PlanWords | None = None
    unit_aliases: tuple[PlanWords, ...] = ()
    constraint: Constraint | None = None
    offices: tuple[PlanWords, ...] = ()
    source: Quote
    readings: tuple[Reading, ...] = ()
    restated: tuple[Quote, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    scope_note: PlanWords | None = None
    scope_note_en: PlanWords | None = None

    is_created: ClassVar[bool] = False
    """Its target is completed (完成), not met (达标)."""
    is_of_worst_year: ClassVar[bool] = False
    """Its verdict is that of its worst year, not that of the year judged."""
    sums_years: ClassVar[bool] = False
    """Its actual is a total: of additions, or the latest of totals so far."""
    may_go_back: ClassVar[bool] = False
    """Its total so far may fall: a year may take back what others added."""
    reports_changes: ClassVar[bool] = False
    """A value is a change already (an addition, a growth), and may halve or double as it likes."""
    starts_from_baseline: ClassVar[bool] = False
    """Its progress is measured from the baseline."""
    takes_words: ClassVar[bool] = False
    """What an office writes in words is kept as it stands, and is no fault."""

    left_to_people: ClassVar[bool] = False
    """Nothing is judged: what was reported is listed, and nobody is asked for it again."""

    @property
    def units(self) -> tuple[str, ...]:
        """Its unit, if it has one, and the other spellings of it."""
        return (*([] if self.unit is None else [self.unit]), *self.unit_aliases)

    @property
    def forms(self) -> tuple[Form, ...]:
        """The bases (口径) on which it may be reported, the usual one first."""
        return ()

    @property
    def is_kept(self) -> bool:
        """Every year counts: it is never early, and has no progress."""
        return False

    @property
    def of_growth(self) -> bool:
        """Its values are growths in %, and its actual is their geometric mean."""
        return False

    @property
    def is_mean(self) -> bool:
        """Whether its actual is the mean of the years so far."""
        return False

    @property
    def reporting(self) -> str:
        """What is reported, as the words of its kind are keyed: `.changes`, `.growth` or none."""
        return ""

    @property
    def is_derived(self) -> bool:
        """Whether its actual is computed otherwise than by adding up, and is rounded if shown."""
        return False

    @property
    def figure_unit(self) -> str | None:
        """What the figure judged counts in: a change of a share may be in points of it."""
        return self.unit

    @property
    def reported_unit(self) -> str | None:
        """What the values that are reported count in."""
        return self.unit

    @property
    def is_rate_of_rise(self) -> bool:
        """Whether a value is a rise in % over the year before, as a growth is."""
        return False

    @property
    def can_be_early(self) -> bool:
        """Whether it has a target to reach; reaching it before the final year is early."""
        return False

    @property
    def compared_with(self) -> str | None:
        """The id of the item whose figures it is compared with."""
        return None

    @classmethod
    def reads_target(cls, target: str, units: Collection[str]) -> bool:  # noqa: ARG003
        """Whether the kind knows this form of a target, of an item that counts in `units`."""
        return True

    @classmethod
    def filled(cls, data: Mapping[str, Any]) -> dict[str, Any]:
        key = {"key": key_of(data["id"])} if "id" in data else {}
        return super().filled({**key, **data})

    def in_force(self, year: int) -> Self:  # noqa: ARG002
        """The item with the target that rules the evaluation of `year`."""
        return self

    def targets_of(self, year: int, last: int) -> tuple[Self, ...]:
        """The item with each target that the plan ever set for `year`; `last` is its last year."""
        return (self,) if year == last else ()

    @abstractmethod
    def judge(self, series: Series[Any], period: Period) -> Judgement:
        """The verdict and the figures of what was reported, as this kind counts."""

    @abstractmethod
    def steps(self, series: Series[Any], period: Period, judged: Judgement) -> Iterator[Line]:
        """The arithmetic behind `judged`, in the order in which a person would take the steps."""

    @abstractmethod
    def to_go(self, series: Series[Any], period: Period, judged: Judgement) -> Iterator[Line]:
        """Yield the distance to the target, and the amount that each remaining year needs."""

    def outlook(self, series: Series[Any], period: Period, judged: Judgement) -> Iterator[Line]:
        """Yield what is still needed: the distance first, then the remaining years."""
        yield from self.to_go(series, period, judged)
        if period.is_final:
            yield Remark(RemarkCode.NO_YEARS_LEFT)
        elif self.is_kept:
            yield Remark(RemarkCode.KEEP_IT, {"remaining": period.remaining})
        elif self.can_be_early and judged.verdict is Verdict.MET:
            yield Remark(RemarkCode.REACHED)


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class Population(PlanText):
    """One of several populations or measures that an item combines, by the offices' name."""

    name: PlanWords
    name_en: PlanWords = ""
    aliases: Names = ()
