"""Who was away, as one answer: made from typed words, kept as JSON, combined with corrections.

What is not certain ("vắng 3", "3-5", number 99) stays an answer of its own kind, for the talk to ask about.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from handlers.club.names import RosterLine
from handlers.club.typed import find, phrases, words_of
from handlers.dialogue.hearing.folding import fold, nfc, tidy
from handlers.dialogue.hearing.heard import Heard, Unclear
from handlers.meeting.beside import without_count, without_guests
from handlers.meeting.book import AWAY, VISIT_NEEDED
from handlers.meeting.phrases import hear_roll_call
from storage.people_records import Member

RANGE, STRANGE, TOO_MANY, TAPPED = "range", "strange", "too_many", "tapped"
_REASONS = (
    (VISIT_NEEDED, re.compile(r"\b(om|benh|dau|met|nam vien|vien|nga|kham|yeu|phau thuat|cap cuu)\b")),
    (
        AWAY,
        re.compile(
            r"\b(di vang|ban|viec|di con|nha con|trong chau|ve que|di xa|du lich|an cuoi|dam cuoi|dam gio"
            r"|di choi|con chau)\b"
        ),
    ),
)
_PIECES = re.compile(
    r"[,;.&\n]|\bvà\b|\bva\b|(?<=[^\W\d])\s+(?=\d)(?<!số )(?<!so )(?<!vắng )(?<!vang )"
    r"|\s(?=(?:bà|ông|cụ|bác)\s)(?<!vắng\s)",
)
_ASIDE = re.compile(r"[(:]([^():]*)[):]?")


@dataclass(frozen=True, slots=True)
class Presence:
    """`kind` is RollCallHeard's, or range, strange, too_many, tapped; `numbers` are roster numbers away.

    `unclear`: names that nobody or several bear, each with the roster numbers it may mean; `strange`: numbers
    that nobody has; `twice`: numbers said twice; `reasons` by roster number.
    """

    kind: str
    numbers: tuple[int, ...] = ()
    count: int | None = None
    counted: str = ""
    unclear: tuple[tuple[str, tuple[int, ...]], ...] = ()
    strange: tuple[int, ...] = ()
    twice: tuple[int, ...] = ()
    reasons: Mapping[int, str] = field(default_factory=dict)
    guests: int = 0

    def with_number(self, number: int) -> "Presence":
        """One more member away."""
        return replace(self, numbers=tuple(dict.fromkeys((*self.numbers, number))))

    def to_json(self) -> dict[str, Any]:
        stored = {
            "kind": self.kind,
            "numbers": list(self.numbers),
            "count": self.count,
            "counted": self.counted,
        }
        unclear = [[name, list(meant)] for name, meant in self.unclear]
        reasons = {str(number): reason for number, reason in self.reasons.items()}
        rest = {
            "unclear": unclear,
            "strange": list(self.strange),
            "twice": list(self.twice),
            "reasons": reasons,
        }
        guests = {"guests": self.guests} if self.guests else {}
        return {**stored, **rest, **guests}

    @staticmethod
    def from_json(stored: Mapping[str, Any]) -> "Presence":
        return Presence(
            stored["kind"],
            tuple(stored["numbers"]),
            stored["count"],
            stored["counted"],
            tuple((name, tuple(meant)) for name, meant in stored["unclear"]),
            tuple(stored["strange"]),
            tuple(stored["twice"]),
            {int(number): reason for number, reason in stored["reasons"].items()},
            stored.get("guests", 0),
        )


def roster_of(members: Sequence[Member]) -> tuple[RosterLine, ...]:
    """The roll as hearing names needs it."""
    sexes = {"female": "f", "male": "m"}
    return tuple(
        RosterLine(m.roster_number, m.name, m.birth_year, sexes.get(m.sex or "", "")) for m in members
    )


def hear_presence(words: str, roster: Sequence[RosterLine]) -> Heard[Presence] | Unclear:
    """The answer to "ai vắng ạ?"; what means two things comes back as such, else inexact, not_understood."""
    line, guests = without_guests(", ".join(nfc(words).split("\n")))
    line, away = without_count(line, len(roster))
    heard = _presence(line, roster)
    if isinstance(heard, Unclear) or (not guests and away is None):
        return heard
    return Heard(replace(_counted(heard.value, away), guests=guests))


def _counted(said: Presence, away: int | None) -> Presence:
    """ "59/60 vắng 3": the count says that 3 is a number of the roll, not three people."""
    if away is None or said.kind not in ("absent", "ambiguous"):
        return said
    known = said.kind == "absent" or (away == 1 and bool(said.numbers))
    return replace(said, kind="absent", count=away, counted="") if known else said


def _presence(words: str, roster: Sequence[RosterLine]) -> Heard[Presence] | Unclear:
    heard = hear_roll_call(words, roster)
    if not isinstance(heard, Unclear):
        known = Presence(heard.kind, heard.numbers, heard.count, heard.counted, heard.unclear_names)
        return Heard(replace(known, twice=_twice(words, heard.numbers), reasons=_reasons(words, roster)))
    numbers = tuple(n for n in heard.guesses if isinstance(n, int))
    if heard.reason == "out_of_range" and numbers:
        return Heard(_out_of_range(words, numbers, roster))
    if heard.reason == "several" and heard.guesses:
        between = heard.guesses[0]
        return Heard(Presence(RANGE, between if isinstance(between, tuple) else ()))
    return Unclear("inexact" if heard.reason == "inexact" else "not_understood")


def _out_of_range(words: str, strange: tuple[int, ...], roster: Sequence[RosterLine]) -> Presence:
    counted = re.search(r"\d\s*(/|tr[eê]n|ng|c[uụ]|b[aá]c)", nfc(words).lower()) or re.fullmatch(
        r"\D*\d+", words
    )
    if counted and not re.search(r"\b(vang|nghi|so)\b", fold(tidy(words))):
        return Presence(TOO_MANY, count=max(int(n) for n in re.findall(r"\d{1,6}", words)))
    rest = re.sub("|".join(rf"\b0*{number}\b" for number in strange), " ", nfc(words))
    known = hear_roll_call(re.sub(r"[,;\s]+", " ", rest), roster)
    if isinstance(known, Unclear):
        return Presence(STRANGE, strange=strange)
    reasons = _reasons(rest, roster)
    return Presence(STRANGE, known.numbers, unclear=known.unclear_names, strange=strange, reasons=reasons)


def _twice(words: str, numbers: Sequence[int]) -> tuple[int, ...]:
    said = [int(found) for found in re.findall(r"\b\d{1,3}\b", words)]
    return tuple(number for number in numbers if said.count(number) > 1)


def _reasons(words: str, roster: Sequence[RosterLine]) -> dict[int, str]:
    """Why somebody was away, where it was said beside the name: kept as a kind, never as an illness."""
    found: dict[int, str] = {}
    for piece in _PIECES.split(_ASIDE.sub(r" \1 ", nfc(words))):
        reason = next((code for code, pattern in _REASONS if pattern.search(fold(piece.lower()))), None)
        said = piece if find(words_of(piece), phrases("vắng")) else f"vắng {piece}"
        heard = hear_roll_call(said, roster) if reason else None
        if reason and heard is not None and not isinstance(heard, Unclear):
            found |= dict.fromkeys(heard.numbers, reason)
    return found
