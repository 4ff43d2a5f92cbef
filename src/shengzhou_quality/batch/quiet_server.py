"""Imported first, and only, by the server that workers are forked from: nothing of it is shown.

A worker that starts while its parent ends finds nothing left of it, and Python says so at length.
"""

from __future__ import annotations

import os

_nowhere = os.open(os.devnull, os.O_RDWR)
for _stream in (0, 1, 2):
    os.dup2(_nowhere, _stream)
