"""Read the document that a Word report starts from, and say in one line what is wrong with it."""

from __future__ import annotations

from shengzhou_quality.cli import streams
from shengzhou_quality.cli.usage import UsageError
from shengzhou_quality.words import Words


def read_word_template(path: str, words: Words) -> bytes:
    """Return the content of the office's document; raise a usage error if it cannot be used.

    Says on stderr if the report takes the place of all its text: a letterhead would be lost.
    """
    from shengzhou_quality.formats.docx import WordTemplateError, check_template
    from shengzhou_quality.sources.files import read_file

    content = read_file(path)
    try:
        replaces_text = check_template(content)
    except WordTemplateError as error:
        key = f"usage.word-template.{error.why}"
        raise UsageError(words(key, name=path, place=error.place)) from None
    if replaces_text:
        streams.say(words("word-template.replaced", name=path, place=words("word-template.place")))
    return content
