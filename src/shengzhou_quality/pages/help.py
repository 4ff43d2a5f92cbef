"""Make the page of a command's help: usage, arguments, options, commands and examples."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from shengzhou_quality.pages.model import (
    Block,
    Commands,
    Facts,
    Labels,
    Medium,
    Page,
    Sentence,
    fact,
)
from shengzhou_quality.words import Words


def page(context: Any, words: Words, medium: Medium) -> Page:
    """Of the command that the context of Typer is about; only a document has a title."""
    title = context.command_path if medium is not Medium.SCREEN else ""
    return Page(title, list(_blocks(context, words)))


def _blocks(context: Any, words: Words) -> Iterator[Block]:
    command = context.command
    yield Sentence(words("chain.labelled", label=words("help.usage"), text=_usage(context, words)))
    for paragraph in filter(None, (command.help or "").split("\n\n")):
        yield Sentence(paragraph)
    yield from _section("arguments", map(_argument, _parameters(context, "argument")), words)
    options = (_option(one, words) for one in _parameters(context, "option"))
    yield from _section("options", options, words)
    yield from _section("commands", _commands(context), words)
    if command.epilog:
        yield Commands(_heading("examples", words), command.epilog.splitlines())


def _section(key: str, entries: Iterable[tuple[str, str]], words: Words) -> Iterator[Block]:
    facts = tuple(fact(label, text) for label, text in entries)
    if facts:
        yield Facts(_heading(key, words), facts, labels=Labels.OPTIONS)


def _heading(key: str, words: Words) -> str:
    return words("chain.labelled", label=words(f"help.{key}"), text="").rstrip()


def _usage(context: Any, words: Words) -> str:
    arguments = [_argument(one)[0] for one in _parameters(context, "argument")]
    if _is_group(context.command):
        arguments = [words("help.usage.command")]
    return " ".join([context.command_path, words("help.usage.options"), *arguments])


def _commands(context: Any) -> Iterator[tuple[str, str]]:
    command = context.command
    for name in command.list_commands(context) if _is_group(command) else ():
        if found := command.get_command(context, name):
            yield name, (found.short_help or found.help or "").partition("\n")[0]


def _is_group(command: Any) -> bool:
    return hasattr(command, "list_commands")


def _parameters(context: Any, kind: str) -> list[Any]:
    found = context.command.get_params(context)
    return [parameter for parameter in found if parameter.param_type_name == kind]


def _argument(parameter: Any) -> tuple[str, str]:
    return str(parameter.metavar or parameter.human_readable_name), str(parameter.help or "")


def _option(parameter: Any, words: Words) -> tuple[str, str]:
    names = ", ".join(sorted(parameter.opts, key=len))
    if parameter.name == "help":
        return names, words("help.help")
    metavar = "" if parameter.is_flag else f" {parameter.metavar or ''}"
    return f"{names}{metavar}".rstrip(), str(parameter.help or "")
