"""On Telegram, whose servers are abroad, other people appear by roster number and given name (domain.md 10).

Done at the one door letters leave by, whatever template, list or round worded them. The person's own name
stands, and so do names they typed themselves.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from handlers.dialogue.hearing.folding import fold, nfc
from handlers.messages import Outgoing
from storage.known_names import Bearer, KnownNames, load_known_names
from storage.outbox import Claimed

ABROAD = frozenset({"telegram"})
_TITLE = r"(?:bà|ông|cụ|bác|cô|chú|anh|chị|Bà|Ông|Cụ|Bác|Cô|Chú|Anh|Chị)"
_TITLED = re.compile(rf"\b({_TITLE}) ((?:[^\W\d_]+ ?)+)")
_BORN = r"(?: \((?:sinh )?(?P<year>(?:19|20)\d\d)\))?"


async def discreet(connection: Any, letters: Sequence[Claimed]) -> list[Claimed]:
    """The same letters; those that go abroad without other people's full names."""
    going = [letter for letter in letters if letter.channel in ABROAD]
    known = await load_known_names(connection, [letter.person_id for letter in going]) if going else {}
    return [
        replace(letter, outgoing=discreet_message(letter.outgoing, known.get(letter.person_id, KnownNames())))
        if letter.channel in ABROAD
        else letter
        for letter in letters
    ]


def discreet_message(message: Outgoing, known: KnownNames) -> Outgoing:
    """Text and buttons; names of files never name anybody."""
    choices = tuple(replace(choice, label=discreet_text(choice.label, known)) for choice in message.choices)
    return replace(message, text=discreet_text(message.text, known), choices=choices)


def discreet_text(text: str, known: KnownNames) -> str:
    """Known names by number and given name; any other titled name by its last word.

    Somebody without a name yet is being asked who they are: the only name they see is the one on their card.
    """
    if not known.own:
        return text
    kept = _Kept(known)
    for name in sorted(known.names, key=len, reverse=True):
        if name in text and not kept.stands(name):
            text = _numbered(text, name, known.names[name])
    return _TITLED.sub(lambda found: _given_only(found, kept), text)


class _Kept:
    """Names that may stand: the person's own, and those they typed."""

    def __init__(self, known: KnownNames) -> None:
        self.own = known.own
        self.typed = " | ".join(_plain(words) for words in known.typed)

    def stands(self, name: str) -> bool:
        return name == self.own or _plain(name) in self.typed


def _plain(words: str) -> str:
    return " ".join(fold(nfc(words).lower()).split())


def _numbered(text: str, name: str, bearers: Sequence[Bearer]) -> str:
    """ "bà Nguyễn Thị Lan (sinh 1952)" -> "bà Lan (số 3)"; a number that stands beside it is enough."""
    pattern = re.compile(
        rf"(?P<before>số \d+, )?(?P<title>\b{_TITLE} )?(?<![^\W\d_]){re.escape(name)}(?![^\W\d_]){_BORN}"
        r"(?P<after>(?=,? \(?số \d))?"
    )
    return pattern.sub(lambda found: _short(found, name, bearers), text)


def _short(found: re.Match[str], name: str, bearers: Sequence[Bearer]) -> str:
    beside = found["before"] is not None or found["after"] is not None
    year = int(found["year"]) if found["year"] else None
    numbers = {number for number, born in bearers if number and year in (None, born)}
    number = f" (số {numbers.pop()})" if len(numbers) == 1 and not beside else ""
    return f"{found['before'] or ''}{found['title'] or ''}{name.rsplit(maxsplit=1)[-1]}{number}"


def _given_only(found: re.Match[str], kept: _Kept) -> str:
    """ "bà Nguyễn Thị Lan trả" -> "bà Lan trả": somebody of another roll."""
    words = found[2].split(" ")
    capitals = next((at for at, word in enumerate(words) if not word[:1].isupper()), len(words))
    full = " ".join(words[:capitals])
    if capitals < 2 or kept.stands(full):
        return found[0]
    return f"{found[1]} {' '.join(words[capitals - 1 :])}"
