"""templates/ as blocks of words: one file per talk, one block per key, compiled once."""

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template, TemplateNotFound

TEMPLATES = Path(__file__).resolve().parent.parent / "templates"


@cache
def environment() -> Environment:
    """Plain chat text: nothing is escaped, a value nobody gave is an error."""
    from bot.wording_filters import FILTERS  # some filters fill in blocks themselves

    chat_text = Environment(
        loader=FileSystemLoader(TEMPLATES),
        undefined=StrictUndefined,
        autoescape=False,  # noqa: S701  # plain text for chats; web pages have an environment of their own
        trim_blocks=True,
        lstrip_blocks=True,
    )
    chat_text.filters.update(FILTERS)
    return chat_text


@cache
def page(name: str) -> Template:
    """templates/<name>.j2, compiled; raises KeyError for a page nobody has written.

    Jinja's own error is an OSError, which would pass for a disk that is away and hold everything back.
    """
    try:
        return environment().get_template(f"{name}.j2")
    except TemplateNotFound as error:
        raise KeyError(f"no page templates/{name}.j2") from error


def has_block(name: str, block: str) -> bool:
    """Whether that page words that block."""
    return block in page(name).blocks


def block_text(name: str, block: str, show: Mapping[str, Any] | None = None) -> str:
    """One block as plain text; raises KeyError for a block nobody has worded."""
    template = page(name)
    if block not in template.blocks:
        raise KeyError(f"no words for {block!r} in templates/{name}.j2")
    context = template.new_context(dict(show or {}))
    return tidy_lines("".join(template.blocks[block](context)))


def tidy_lines(text: str) -> str:
    """Spaces folded, empty lines gone: what the template's layout added is not part of the message."""
    lines = (re.sub(r"[ \t]+", " ", line).strip() for line in text.splitlines())
    return "\n".join(line for line in lines if line)
