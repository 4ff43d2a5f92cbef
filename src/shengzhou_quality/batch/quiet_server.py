"""Imported first by the server that workers are forked from: nothing of it is shown.

A worker that starts while its parent ends finds nothing left of it, and Python says so at length.
"""

from __future__ import annotations

import os
import sys

# Python starts the server by this module; whoever else imports all modules keeps its streams.
if any("multiprocessing.forkserver" in argument for argument in sys.orig_argv):
    _nowhere = os.open(os.devnull, os.O_RDWR)
    for _stream in (0, 1, 2):
        os.dup2(_nowhere, _stream)
