"""The command line: finds the language, runs the command, and owns the exit code.

0 nothing fails, 1 something fails, 2 nothing could be judged, 130 interrupted (of `sqc batch` also
143 by SIGTERM, 129 by SIGHUP; design §5). Every failure is one line on stderr, never a
traceback. That includes Ctrl-C while modules are still being imported, so nothing is imported at
the top that takes time.
"""

from __future__ import annotations

import gc
import os
import sys

from shengzhou_quality import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import NoReturn

INTERRUPTED = 130


def process() -> NoReturn:
    """Run `sqc` as a separate process.

    A run is short and frees little: collecting garbage, during the run and once more
    at its end, would take a fifth of its time.
    """
    gc.disable()
    _fill_closed_streams()
    code = main()
    gc.freeze()
    sys.exit(code)


def _fill_closed_streams() -> None:
    """Open what was closed before the start on nothing.

    The next file that is opened would else be what some other process, such as a worker, takes
    for its standard input, output or errors. `sys.stdin` and the like stay `None`.
    """
    for stream in (0, 1, 2):
        try:
            os.fstat(stream)
        except OSError:
            if os.open(os.devnull, os.O_RDWR) == stream:
                os.set_inheritable(stream, True)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run `sqc` with `arguments` (by default those of the process); return the exit code."""
    # Plugins of other packages are not used, and searching for them costs time.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    given = list(sys.argv[1:] if arguments is None else arguments)
    try:
        return _run(given)
    except KeyboardInterrupt:
        return _end(INTERRUPTED, given, "fault.interrupted")
    except Exception as error:  # noqa: BLE001 - the last resort: a fault of ours is exit code 2
        return _end(2, given, "fault.internal", problem=type(error).__name__)


def _run(given: list[str]) -> int:
    from shengzhou_quality.cli import streams
    from shengzhou_quality.diagnostics import InputError
    from shengzhou_quality.words import LANGUAGES, Words

    language = _language(given)
    words = Words(language)
    if language not in LANGUAGES:
        unknown = words("usage.not-one-of", name=language, known=LANGUAGES)
        streams.say(words("usage.error", problem=unknown))
        streams.say(words("usage.try", command="sqc"))
        return 2
    from shengzhou_quality.cli.app import run

    try:
        return run(given, words)
    except InputError as error:
        streams.say_findings(error.diagnostics, words)
        return 2


def _end(code: int, given: Sequence[str], key: str, **parameters: str) -> int:
    """Write the last message, and end with `code`."""
    from shengzhou_quality.cli import streams
    from shengzhou_quality.words import Words

    streams.say(Words(_language(given))(key, **parameters))
    return code


def _language(arguments: Sequence[str]) -> str:
    """Return the last `--lang`, else SQC_LANG, else Chinese; help texts need it first."""
    from shengzhou_quality.words import DEFAULT_LANGUAGE

    language = os.environ.get("SQC_LANG") or DEFAULT_LANGUAGE
    for place, argument in enumerate(arguments):
        if argument == "--":
            break
        if argument.startswith("--lang="):
            language = argument.removeprefix("--lang=")
        if argument == "--lang" and place + 1 < len(arguments):
            language = arguments[place + 1]
    return language
