"""Make the console of Windows carry out colour codes, which it would otherwise print as text.

Carrying them out, it also ends a full line as other terminals do, without an empty line below.
"""

from __future__ import annotations

import ctypes
from typing import Any

_STDOUT = -11
_CARRIES_OUT_CODES = 0x0004
"""ENABLE_VIRTUAL_TERMINAL_PROCESSING, from Windows 10 on."""


def carries_out_codes(windows: Any) -> bool:
    """Ask for it, through kernel32; False where stdout is no console or an older one."""
    handle = ctypes.c_void_p(windows.GetStdHandle(_STDOUT))
    mode = ctypes.c_ulong()
    if not windows.GetConsoleMode(handle, ctypes.byref(mode)):
        return False
    return bool(windows.SetConsoleMode(handle, mode.value | _CARRIES_OUT_CODES))
