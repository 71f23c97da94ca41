"""The rules every message obeys ("Luật lời"), as a list of faults: empty for a message that may be sent."""

import re
import unicodedata
from collections.abc import Sequence

from handlers.decision import Ask, Say
from handlers.dialogue.questions import Confirm, PickLine
from handlers.messages import Outgoing

LONGEST = 350
FORBIDDEN = re.compile(
    r"\b(?:lỗi|không hợp lệ|hệ thống|sai cú pháp|error|invalid|please|null|none|undefined|true|false|user|"
    r"submit|input|click|menu|bot|admin|report|system|failed)\b|\{\{|\{%|&lt;|&amp;",
    re.IGNORECASE,
)
_LISTED = re.compile(r"^(?:- |\d{1,2}\. )")
_ASIDE = re.compile(r"\([^)]*\)|\"[^\"]*\"|“[^”]*”")
_ENDS = re.compile(r"[.?!](?=\s|$)")
_IN_WORDS = re.compile(r"đồng \([^)]+ đồng\)")


def faults(parts: Sequence[Say | Ask], message: Outgoing, *, receipt: bool = False) -> list[str]:
    """What is wrong with a message made of these parts."""
    return [*_form(message.text), *_speech(message.text, len(parts)), *_lists(parts, message.text, receipt)]


def _form(text: str) -> list[str]:
    found = []
    if text != unicodedata.normalize("NFC", text):
        found.append("not NFC")
    if len(text) > LONGEST:
        found.append(f"{len(text)} characters")
    if not text.strip() or "  " in text or " ," in text or ".." in text:
        found.append("odd spaces or dots")
    return found


def _speech(text: str, parts: int) -> list[str]:
    """Two sentences; a receipt and the question that had waited for it are two speeches in one message."""
    said = _ASIDE.sub("", "\n".join(line for line in text.splitlines() if not _LISTED.match(line)))
    found = [f"forbidden: {word[0]}" for word in FORBIDDEN.finditer(_ASIDE.sub("", text))]
    if said.count("?") > 1:
        found.append("two questions")
    if len(_ENDS.findall(said)) > 2 * min(parts, 2):
        found.append(f"{len(_ENDS.findall(said))} sentences")
    return found


def _lists(parts: Sequence[Say | Ask], text: str, receipt: bool) -> list[str]:
    found = []
    numbered = re.search(r"^1\. ", text, re.MULTILINE)
    if receipt and numbered:
        found.append("a receipt with a numbered list")
    for ask in (part for part in parts if isinstance(part, Ask)):
        question = ask.question
        if isinstance(question, Confirm) and ask.options and ask.options[0].code != "yes":
            found.append("1 is not yes")
        if (
            isinstance(question, Confirm)
            and question.money
            and ask.doubt is None
            and not _IN_WORDS.search(text)
        ):
            found.append("an amount without its words")
        if isinstance(question, PickLine) and not ask.options:
            found.append("no line to pick")
    return found
