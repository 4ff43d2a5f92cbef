"""SIGTERM and SIGHUP stop a long run as Ctrl-C does: a shutdown, a window that is closed.

What is done is whole, and the exit code is that of a process that the signal has ended.
"""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from threading import current_thread, main_thread
from typing import NoReturn

_INTERRUPTED = 130
_BY_SIGNAL = 128
_STOPS = tuple(getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name))


class StopSignal(KeyboardInterrupt):
    """What ends a run whoever asks: raised where Ctrl-C would be."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.exit_code = _BY_SIGNAL + number


@contextmanager
def stop_signals_raised() -> Iterator[None]:
    """Raise `StopSignal` in the block. A signal that is ignored, as by nohup, stays ignored."""
    if current_thread() is not main_thread():
        yield
        return
    taken = [one for one in _STOPS if signal.getsignal(one) is signal.SIG_DFL]
    for one in taken:
        signal.signal(one, _stop)
    try:
        yield
    finally:
        for one in taken:
            signal.signal(one, signal.SIG_DFL)


def exit_code_of(interrupt: KeyboardInterrupt) -> int:
    """130 for Ctrl-C, 143 for SIGTERM, 129 for SIGHUP."""
    return interrupt.exit_code if isinstance(interrupt, StopSignal) else _INTERRUPTED


def _stop(number: int, _: object) -> NoReturn:
    for one in _STOPS:  # a shutdown sends both, and whatever is being ended now ends whole
        signal.signal(one, signal.SIG_IGN)
    raise StopSignal(number)
