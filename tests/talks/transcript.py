"""Transcripts as on a phone: parsed from Markdown, played against the assistant, rewritten on request.

Inside a ```chat block: "@ handle" who speaks, "~ 2026-11-28 08:30" the clock, ">" what was typed,
"<" what the assistant answered, "!" where the scheduler wakes (`clb tick`); lines indented by two spaces
belong to the message above.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from handlers.messages import Kind
from tests.talks.conversation import Conversation, Heard, moment

_BLOCK = re.compile(r"^## (?P<title>.+?)\n(?:(?!^## ).)*?```chat\n(?P<body>.*?)```", re.MULTILINE | re.DOTALL)
_KINDS = {
    "tin thoại": Kind.VOICE,
    "nhãn dán": Kind.STICKER,
    "ảnh": Kind.PHOTO,
    "tệp": Kind.FILE,
    "vị trí": Kind.UNSUPPORTED,
}


@dataclass
class Line:
    """One line of a transcript with its continuation lines joined."""

    mark: str
    text: str


@dataclass
class Transcript:
    """One ```chat block under its heading."""

    path: Path
    title: str
    body: str
    lines: list[Line] = field(default_factory=list)

    @property
    def begins(self) -> str:
        return next(line.text for line in self.lines if line.mark == "~")


def transcripts(folder: Path) -> Iterator[Transcript]:
    """Every transcript of every Markdown file in the folder."""
    for path in sorted(folder.glob("*.md")):
        for found in _BLOCK.finditer(path.read_text(encoding="utf-8")):
            yield Transcript(path, found["title"].strip(), found["body"], list(_lines(found["body"])))


def _lines(body: str) -> Iterator[Line]:
    held: Line | None = None
    for raw in body.splitlines():
        if raw.startswith("  ") and held is not None:
            held.text += "\n" + raw[2:]
            continue
        if held is not None:
            yield held
        held = Line(raw[:1], raw[2:].strip())
    if held is not None:
        yield held


async def play(transcript: Transcript, talk: Conversation) -> str:
    """The block as it comes out when these words are really said."""
    handle, out = "", []
    for line in transcript.lines:
        if line.mark == "@":
            handle = line.text.split(",")[0].strip()
        elif line.mark == "~":
            await talk.at(moment(line.text))
        if line.mark != "<":
            out.append(_shown(line))
        if line.mark in (">", "!"):
            said = line.mark == ">"
            replies = await (talk.say(handle, _heard(line.text)) if said else talk.tick(handle))
            out += [_shown(Line("<", reply.text)) for reply in replies]
    return "\n".join(out) + "\n"


def _shown(line: Line) -> str:
    return f"{line.mark} " + line.text.replace("\n", "\n  ")


def _heard(text: str) -> Heard:
    if not text.startswith("["):
        return Heard(text)
    kind = next(kind for name, kind in _KINDS.items() if text[1:].startswith(name))
    return Heard("", kind)
