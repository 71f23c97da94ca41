"""Thôi khỏi nhắc: nobody is reminded of a thing who asked not to be, until they take it back.

It holds for that report, loan or deadline and that person only: deputies and officers hear of it as before.
"""

import re
from dataclasses import dataclass
from datetime import date

from handlers.calendar.duties import report_occasion
from handlers.catalogue_types import COMMITTEE, Talk, Visit
from handlers.decision import Caller
from handlers.dialogue.hearing.folding import fold, tidy
from handlers.dialogue.replay import Facts
from handlers.dialogue.subject import Subject
from handlers.officer.nudge import Scope
from handlers.report.monthly import report_subject

_LONGEST = 10  # words; a longer message is about something else
_ME = r"(?: (?:bac|toi|ong|ba|co|chu|anh|chi|em|minh|nhau))?"
_NOT = re.compile(
    rf"\b(?:(?:thoi )?khoi(?: phai| can)?|dung(?: co)?|(?:khong|ko|k|chang)(?: can| phai)?|ngung|thoi) nhac"
    rf"(?: nho)?{_ME}(?: nua| lam gi| chi)*\b"
)
_ONLY_NOW = re.compile(r"\b(?:bay gio|luc nay|gio nay|hom nay|sang nay|toi nay|buoi trua)\b")
_AGAIN = re.compile(
    rf"^(?:(?:chau|thoi|u|vay|the|cu|lai) )*nhac(?: lai)?(?: cho)?{_ME} ?(?:lai|nhu cu|nhu truoc|nhu thuong)?"
    r"(?: (?:di|nhe|nha|chau|a|voi|giup))*$"
)
_BACK = re.compile(r"\b(?:lai|cu|nhu cu|nhu truoc|nhu thuong)\b")


@dataclass(frozen=True, slots=True)
class KeepSilence:
    """Effect: this person hears no more of these occasions; without any, of what the last reminder was about.

    `otherwise` is meant where there was no reminder lately ("" for nothing).
    """

    person_id: int
    occasions: tuple[str, ...] = ()
    otherwise: str = ""


@dataclass(frozen=True, slots=True)
class BreakSilence:
    """Effect: this person is reminded again of everything."""

    person_id: int


@dataclass(frozen=True, slots=True)
class Silenced:
    """What the receipt says: kinds of things (report, loan, official, area) and the reports' months."""

    kinds: tuple[str, ...] = ()
    periods: tuple[str, ...] = ()


def silenced(occasions: tuple[str, ...]) -> Silenced:
    """Occasions as the receipt names them."""
    kinds = tuple(dict.fromkeys(occasion.partition("/")[0] for occasion in occasions))
    periods = (occasion.rpartition("/")[2] for occasion in occasions if occasion.startswith("report/"))
    return Silenced(kinds, tuple(dict.fromkeys(periods)))


def wants_silence(words: str) -> bool:
    """ "thôi khỏi nhắc", "đừng nhắc bác nữa"; not "đừng nhắc bây giờ", not "đừng nhắc, chiều nhắc"."""
    plain = _plain(words)
    if len(plain.split()) > _LONGEST or _ONLY_NOW.search(plain):
        return False
    rest, found = _NOT.subn("", plain)
    return bool(found) and "nhac" not in rest.split()


def takes_back(words: str) -> bool:
    """ "nhắc lại cho bác", "cứ nhắc bác như cũ"."""
    plain = _plain(words)
    return bool(_AGAIN.match(plain)) and bool(_BACK.search(plain))


def _plain(words: str) -> str:
    return re.sub(r"[.,!?;…]+", " ", fold(tidy(words))).strip().replace("  ", " ")


async def keep_silence(_: object, visit: Visit) -> KeepSilence | BreakSilence:
    """Nothing is asked back: it costs nobody anything, and is taken back with four words."""
    if takes_back(visit.words):
        return BreakSilence(visit.person.id)
    subject = visit.subject
    otherwise = report_occasion(subject.club_id, subject.period) if subject.period else ""
    return KeepSilence(visit.person.id, otherwise=otherwise)


def _opens(words: str, _: date) -> bool:
    return wants_silence(words) or takes_back(words)


def _subject(words: str, caller: Caller, facts: Facts) -> Subject:
    """The club's report of now, and the message itself: every wish is a talk of its own."""
    report = report_subject(words, caller, facts) if caller.club_id else Subject()
    return Subject(report.club_id, report.period, caller.inbox_id, caller.person.id)


SILENCE = Talk("report.silence", keep_silence, Scope, _opens, _subject, COMMITTEE | frozenset({"officer"}))
