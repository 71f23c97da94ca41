"""Hears what the club did, in one line: "chăm sóc 5 cụ 20 lượt", "hôm nay có văn nghệ, dưỡng sinh".

Several things may stand in one message; money never does, that is an entry in the fund.
"""

import re
from dataclasses import dataclass
from datetime import date

from handlers.club.people_named import people_named
from handlers.club.typed import Word, find, phrases, words_of
from handlers.dialogue.hearing.days import find_day
from handlers.dialogue.hearing.folding import polish, tidy
from handlers.dialogue.hearing.heard import Heard
from handlers.dialogue.hearing.numbers import hear_pair
from handlers.dialogue.hearing.put_right import hear_put_right
from handlers.meeting.doings_named import doings_named
from handlers.report.areas import CARE, DOINGS, SELF_HELP

CARE_UNITS = (("cụ", "người", "ông", "bà"), ("lượt", "lần", "buổi"))
HELP_UNITS = (("nhà", "hộ", "gia đình"), ("công", "ngày công", "ngày", "buổi"))
_CARE = phrases("chăm sóc")
_HELP = phrases("giúp|giúp đỡ|hộ công|đổi công")
_HELPED = phrases("công|ngày công|nhà|hộ|ngày")
_VISITED = phrases("đi thăm|đến thăm|đã thăm|thăm hỏi|thăm ốm|thăm")
_REFUSES = phrases("thu|chi|vay|trả|nộp|quỹ|báo cáo|bao nhiêu|chưa|không|ai|nhắc|nhớ|mai|sẽ|triệu|nghìn|ngàn")
_NO_MONEY = re.compile(r"tăng thu nhập|tang thu nhap|gây quỹ|gay quy", re.IGNORECASE)
_TOPIC = re.compile(
    r"\b(?:chủ đề|chu de|nội dung|noi dung)\b(?:\s+(?:hôm nay|buổi họp|họp|là|về))*\s*:?\s*(.{3,200})", re.I
)
_GUESTS = re.compile(
    r"\b(\d{1,3}) (?:khách|khach|đại biểu|dai bieu|cán bộ|can bo)\b"
    r"|^(?:(?:ơ|à|thôi) )?(?:khách|khach|đại biểu|dai bieu)(?: (?:có|co|là|la|mời|đến|den))* (\d{1,3})"
    r"(?: (?:người|nguoi|bác|bac))?(?: (?:cơ|co|thôi|thoi|mà|ma))?$"
)
_MEASURED = re.compile(
    r"(?:đo|do|cân|can)\b.*?\b(\d{1,3})\s*(?:người|nguoi|cụ|cu|bác|bac)\b"
    r"|(\d{1,3})\s*(?:người|nguoi|cụ|cu)\s*(?:được |duoc )?(?:đo|do|cân|can)\b"
    r"|^(?:đo|do) (?:huyết áp|huyet ap)(?:[, và]+(?:cân|can))?(?: (?:là|la|cho|được))? (\d{1,3})$"
)


@dataclass(frozen=True, slots=True)
class Doing:
    """One thing done. `numbers`: people and visits, or households and labour days; None where not said.

    `kind`: home_care, self_help, a code of DOINGS, visit, measured (people), guests (people), topic.
    """

    kind: str
    numbers: tuple[int, int] | None = None
    note: str = ""
    who: str = ""


def hear_doings(text: str) -> tuple[Doing, ...]:
    """Everything the lines say was done, in the order of the kinds; () when they tell of nothing done."""
    lines = text.strip().splitlines()
    heard = [doing for line in lines for doing in reversed(_doings_of(line))]
    return tuple({doing.kind: doing for doing in reversed(heard)}.values())


def _doings_of(text: str) -> tuple[Doing, ...]:
    slip = hear_put_right(text)
    line = polish(slip.right if slip is not None and slip.sure else text)
    words = words_of(line)
    if "?" in text or find(words_of(_NO_MONEY.sub(" ", line)), _REFUSES):
        return ()
    heard = (_counted(line), _care(line, words), _help(line, words), *_named(line), _visit(line, words))
    once = {doing.kind: doing for doing in reversed(heard) if doing is not None}
    return tuple(reversed(once.values()))


def _counted(line: str) -> Doing | None:
    said = tidy(line)
    topic = _TOPIC.search(line)
    if topic and re.match(r"(?:chủ|chu|nội|noi|hôm nay|buổi)", said):
        return Doing("topic", note=topic[1].strip())
    guests = _GUESTS.search(said)
    if guests:
        return Doing("guests", (int(guests[1] or guests[2]), 0))
    measured = _MEASURED.search(said) if re.search(r"huy[eế]t [aá]p|c[aâ]n|\bđo\b", said) else None
    return Doing("measured", (int(next(filter(None, measured.groups()))), 0)) if measured else None


def _care(line: str, words: list[Word]) -> Doing | None:
    place = find(words, _CARE)
    if place is None:
        return None
    rest = line[words[place[1] - 1].end :]
    return Doing("home_care", _pair(rest, CARE_UNITS)) if re.search(r"\d|nh[aà]|c[uụ]", rest) else None


def _help(line: str, words: list[Word]) -> Doing | None:
    place = find(words, _HELP)
    if place is None or find(words, _HELPED, place[1]) is None:
        return None
    return Doing("self_help", _pair(line[words[place[0]].start :], HELP_UNITS))


def _pair(said: str, units: tuple[tuple[str, ...], tuple[str, ...]]) -> tuple[int, int] | None:
    heard = hear_pair(said, *units)
    return heard.value if isinstance(heard, Heard) else None


def _named(line: str) -> list[Doing]:
    """What is named without being counted; of care and help at home the numbers are asked for."""
    units = {"home_care": CARE_UNITS, "self_help": HELP_UNITS}
    return [
        Doing(one.kind, _pair(one.said, units[one.kind]))
        if one.kind in units
        else Doing(one.kind, note="" if one.kind in ("arts", "exercise") else _as_typed(one.said, line))
        for one in doings_named(line)
    ]


def _as_typed(said: str, line: str) -> str:
    """With the capitals the line has."""
    place = line.lower().find(said)
    return line[place : place + len(said)] if place >= 0 else said


def _visit(line: str, words: list[Word]) -> Doing | None:
    place = find(words, _VISITED)
    people = people_named(line)
    if place is None or not people or place[0] > 4:
        return None
    after = [person for person in people if person.start >= words[place[1] - 1].end]
    return Doing("visit", note=line, who=after[0].said) if after else None


def opens_activity(words: str, today: date) -> bool:
    """Whether the line tells of something the club did."""
    return bool(hear_doings(words))


def done_on(words: str, today: date) -> date:
    """The day said, else today."""
    found = find_day(words, today)
    return found[0].value.day if found and isinstance(found[0], Heard) else today


AREA_OF = {
    "home_care": CARE,
    "self_help": SELF_HELP,
    "visit": 7,
    **{code: area for code, (area, _) in DOINGS.items()},
}
"""The activity area of each kind; what belongs to the meeting itself has none."""
