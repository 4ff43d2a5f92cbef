"""What a target is in time: those of single years, what the authority made of it, the stretch."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import ClassVar, Final, Self

from shengzhou_quality.judgement import Period
from shengzhou_quality.plan.kinds.fields import TargetText, YearText
from shengzhou_quality.plan.kinds.indicator import ChangedTarget
from shengzhou_quality.plan.kinds.measured import MeasuredIndicator
from shengzhou_quality.plan.kinds.path import Stage

_FROM_THE_START: Final = "0000-00-00"


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class TimedIndicator(MeasuredIndicator):
    """An indicator whose `target` is that of the plan's last year, unless it was changed.

    `targets` are those of all years that have one, where others than the last have (年度目标,
    阶段目标). `changed_targets` took the place of `target`, in the order of their dates.
    `stretch` (激励目标) is striven for beyond the target, which alone is judged.
    """

    targets: Mapping[YearText, TargetText] | None = None
    changed_targets: tuple[ChangedTarget, ...] = ()
    stretch: TargetText | None = None

    takes_targets: ClassVar[bool] = False
    """Years before the last may have targets of their own."""
    targets_rule: ClassVar[bool] = False
    """Such a target is judged in place of the last one's, until the next is due."""

    def in_force(self, year: int) -> Self:
        """A stretch that the ruling target has overtaken is none any more."""
        if not (self.targets or self.changed_targets):
            return self
        found = self._in_force_by_year
        if year not in found:
            found[year] = self._with_target_of(year)
        return found[year]

    @cached_property
    def _in_force_by_year(self) -> dict[int, Self]:
        """By year of the plan: each keeps what is derived from its own target."""
        return {}

    def _with_target_of(self, year: int) -> Self:
        ruling = self._target_in(year)
        if ruling == self.target:
            return self
        known = self.changed_targets
        if not known or known[0].date != _FROM_THE_START:
            printed = ChangedTarget(date=_FROM_THE_START, target=self.target, source=self.source)
            known = (printed, *known)
        stretch = self.stretch
        if stretch is not None and not self.asked_by(stretch).is_subset_of(self.asked_by(ruling)):
            stretch = None
        # Further statements of the plan's text are about the target that it prints.
        return replace(self, target=ruling, changed_targets=known, stretch=stretch, readings=())

    def _target_in(self, year: int) -> str:
        """As changed by then; what is kept has in some years a target of its own."""
        own = (self.targets or {}).get(str(self.ruled_by(year)))
        change = self.change_by(year)
        if own not in (None, self._printed):
            return own or self.target
        return self._printed if change is None else change.target

    @property
    def _printed(self) -> str:
        """The target of the plan's last year as the plan prints it."""
        first = self.changed_targets[:1]
        return next((one.target for one in first if one.date == _FROM_THE_START), self.target)

    def ruled_by(self, year: int) -> int | None:
        """The year whose target rules `year`, of what is kept in every year.

        The last one that was due by then, and before any was due the first.
        """
        years = sorted(map(int, self.targets or ())) if self.targets_rule else []
        return max((one for one in years if one <= year), default=next(iter(years), None))

    @property
    def changes(self) -> tuple[ChangedTarget, ...]:
        return self.changed_targets

    def change_by(self, year: int) -> ChangedTarget | None:
        return next((one for one in reversed(self.changed_targets) if one.year <= year), None)

    def target_before(self, change: ChangedTarget) -> str:
        """What ruled until a change: the one before it, or what the plan prints."""
        at = self.changed_targets.index(change)
        return self.changed_targets[at - 1].target if at else self.target

    def targets_of(self, year: int, last: int) -> tuple[Self, ...]:
        if year != last:
            return tuple(aimed for one, aimed in self.by_year.items() if one == year)
        return (self, *(self.aimed_at(change.target) for change in self.changed_targets))

    def aimed_at(self, target: str) -> Self:
        """The same item with this target alone."""
        return replace(
            self, target=target, targets=None, changed_targets=(), stretch=None, readings=()
        )

    @cached_property
    def by_year(self) -> Mapping[int, Self]:
        targets = sorted((self.targets or {}).items())
        return {int(year): self.aimed_at(text) for year, text in targets}

    @cached_property
    def stretched(self) -> Self | None:
        return None if self.stretch is None else self.aimed_at(self.stretch)

    def stages(self, period: Period) -> tuple[Stage, ...]:
        """Where the path bends: the targets of years between the base year and the last."""
        return tuple(self._stages(period))

    def _stages(self, period: Period) -> Iterator[Stage]:
        for year, aimed in self.by_year.items():
            if period.baseline_year < year < period.target_year and aimed.bound is not None:
                yield Stage(year, aimed.bound)
