"""Read the document that a Word report starts from, and say in one line what is wrong with it."""

from __future__ import annotations

from shengzhou_quality.cli.usage import UsageError
from shengzhou_quality.words import Words


def read_word_template(path: str, words: Words) -> bytes:
    """Return the content of the office's document; raise a usage error if it cannot be used."""
    from shengzhou_quality.formats.docx import WordTemplateError, check_template
    from shengzhou_quality.sources.files import read_file

    content = read_file(path)
    try:
        check_template(content)
    except WordTemplateError as error:
        if error.missing:
            missing = words("usage.word-template.styles", name=path, styles=error.missing)
            raise UsageError(missing) from None
        raise UsageError(words("usage.word-template.not-docx", name=path)) from None
    return content
