"""Tell how a batch goes on stderr: a line for each submission, and how far the run has come.

On a terminal a bar stands below the lines and is written anew with each of them; elsewhere a line
says it now and then.
"""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable
from time import monotonic

from shengzhou_quality.cli import streams
from shengzhou_quality.evaluation.outcome import Outcome
from shengzhou_quality.formats.screen import display_width, visible
from shengzhou_quality.pages.figures import quoted
from shengzhou_quality.pages.roll_up.concluded import line
from shengzhou_quality.plan.model import Plan
from shengzhou_quality.words import Words

_REDRAWN = 0.1
"""Seconds between two looks of the bar, at least."""
_COUNTED, _COUNTED_EACH = 5.0, 1000
"""Seconds, or submissions, between two lines that count, whichever are over first."""
_LONGEST_NAME = 32
"""Columns of the name of an entity."""
_BAR = 20
_MANY = 10
"""A lower rate has a decimal."""
_MINUTE, _HOUR = 60, 3600


class BatchProgress:
    """What stderr shows of a run. `total` is `None` while nobody knows how many there will be."""

    def __init__(
        self,
        plan: Plan,
        words: Words,
        total: int | None = None,
        *,
        quiet: bool = False,
        clock: Callable[[], float] = monotonic,
    ) -> None:
        self.done = 0
        self.total = total
        self._words = words
        self._quiet = quiet
        self._names = {one.id: one for one in plan.indicators}
        self._clock = clock
        self._on_terminal = streams.is_terminal(sys.stderr)
        self._started = self._told = clock()
        self._told_at = self._held = 0
        self._drawn = 0

    def tell(self, outcome: Outcome, plan: Plan | None = None, *, held: bool = False) -> None:
        """One more is done; one `held` by an earlier record is counted and not told again.

        `plan` is that of the submission's own folder, if it has one.
        """
        self.done += 1
        self._held += held
        if self._quiet:
            return
        if not held:
            names = {one.id: one for one in plan.indicators} if plan else self._names
            said = self._words(
                "batch.line",
                number=self._number(),
                entity=cut_to_width(quoted(outcome.entity), _LONGEST_NAME),
                said=line(outcome, names, self._words),
            )
            self._clear()
            streams.say(said)
        now = self._clock()
        if self._on_terminal:
            if not held or now - self._told >= _REDRAWN:
                self._told = now
                self._draw(now)
        elif now - self._told >= _COUNTED or self.done - self._told_at >= _COUNTED_EACH:
            self._told, self._told_at = now, self.done
            streams.say(self._said("counter", now))

    def close(self) -> None:
        """Take the bar away: what follows stands where it was."""
        self._clear()

    def _number(self) -> str:
        """[  12/14250]: as wide as the last one."""
        if self.total is None:
            return str(self.done)
        done = str(self.done).rjust(len(str(self.total)))
        return self._words("batch.line.number", done=done, total=self.total)

    def _said(self, where: str, now: float) -> str:
        """The rate is that of what this run has done itself; at first there is none."""
        elapsed, made = now - self._started, self.done - self._held
        number = self._number().strip()
        if elapsed <= 0 or not made:
            return self._words(f"batch.{where}.first", number=number)
        rate = made / elapsed
        parameters = {
            "number": number,
            "rate": f"{rate:.0f}" if rate >= _MANY else f"{rate:.1f}",
            "elapsed": time_words(elapsed, self._words),
        }
        if self.total is None or self.done > self.total:
            return self._words(f"batch.{where}.rate", **parameters)
        left = time_words((self.total - self.done) / rate, self._words)
        return self._words(f"batch.{where}.left", **parameters, left=left)

    def _draw(self, now: float) -> None:
        bar = ""
        if self.total:
            full = _BAR * min(self.done, self.total) // self.total
            bar = f"[{'#' * full}{'.' * (_BAR - full)}] "
        text = cut_to_width(bar + self._said("bar", now), _columns() - 1)
        streams.overwrite(text, self._drawn)
        self._drawn = display_width(text)

    def _clear(self) -> None:
        if self._drawn:
            streams.overwrite("", self._drawn)
            self._drawn = 0


def _columns() -> int:
    """Of the terminal of stderr: stdout may be a file."""
    try:
        return os.get_terminal_size(sys.stderr.fileno()).columns
    except (OSError, ValueError):
        return shutil.get_terminal_size().columns


def time_words(seconds: float, words: Words) -> str:
    whole = round(seconds)
    if whole < _MINUTE:
        return words("batch.time.seconds", seconds=whole)
    if whole < _HOUR:
        minutes, rest = divmod(whole, _MINUTE)
        return words("batch.time.minutes", minutes=minutes, seconds=rest)
    hours, rest = divmod(whole, _HOUR)
    return words("batch.time.hours", hours=hours, minutes=rest // _MINUTE)


def cut_to_width(text: str, width: int) -> str:
    """A text of at most so many columns: a wide character is whole, or is left out."""
    text = visible(text)
    if display_width(text) <= width:
        return text
    kept, used = "", display_width("…")
    for character in text:
        used += display_width(character)
        if used > width:
            break
        kept += character
    return kept + "…"
