"""`python -m shengzhou_quality` is `sqc`."""

from __future__ import annotations

import sys

from shengzhou_quality.cli import main

sys.exit(main())
