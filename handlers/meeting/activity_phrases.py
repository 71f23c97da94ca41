"""Hears what the club did, in one line: "chăm sóc 5 cụ 20 lượt", "hôm nay có văn nghệ, dưỡng sinh".

Several things may stand in one message; money never does, that is an entry in the fund.
"""

import re
from dataclasses import dataclass
from datetime import date

from handlers.club.people_named import people_named
from handlers.club.typed import Word, find, phrases, words_of
from handlers.dialogue.hearing.days import find_day
from handlers.dialogue.hearing.folding import fold, polish, tidy
from handlers.dialogue.hearing.heard import Heard
from handlers.dialogue.hearing.numbers import hear_pair
from handlers.dialogue.hearing.put_right import hear_put_right
from handlers.report.areas import CARE, DOINGS, SELF_HELP

CARE_UNITS = (("cụ", "người", "ông", "bà"), ("lượt", "lần", "buổi"))
HELP_UNITS = (("nhà", "hộ", "gia đình"), ("công", "ngày công", "ngày", "buổi"))
_CARE = phrases("chăm sóc")
_HELP = phrases("giúp|giúp đỡ|hộ công|đổi công")
_HELPED = phrases("công|ngày công|nhà|hộ|ngày")
_VISITED = phrases("đi thăm|đến thăm|đã thăm|thăm hỏi|thăm ốm|thăm")
_REFUSES = phrases("thu|chi|vay|trả|nộp|quỹ|báo cáo|bao nhiêu|chưa|không|ai|nhắc|nhớ|mai|sẽ|triệu|nghìn|ngàn")
_BEGINS = (
    r"^(?:(?:dạ|hôm nay|hom nay|hôm qua|hom qua|sáng nay|sang nay|chiều nay|chieu nay|tối qua|"
    r""
    r"tháng này|thang nay|buổi này|buoi nay|buổi họp|buoi hop|clb|"
    r"câu lạc bộ|cau lac bo|tổ|mình|bác|các cụ|cac cu)\s+)*"
    r"(?:(?:có|co|đã|da|vừa|vua|mới|moi|tổ chức|to chuc|tập|tap|mở|làm|cho|nghe|được|thêm)\s+)*"
)
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
    """Everything the line says was done, in the order of the kinds; () when it tells of nothing done."""
    slip = hear_put_right(text)
    line = polish(slip.right if slip is not None and slip.sure else text)
    words = words_of(line)
    if "?" in text or find(words, _REFUSES):
        return ()
    heard = (_counted(line), _care(line, words), _help(line, words), *_named(line), _visit(line, words))
    return tuple(doing for doing in heard if doing is not None)


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
    """Văn nghệ, dưỡng sinh … at the beginning of the line, or after "có"."""
    said = tidy(line)
    rest = re.sub(_BEGINS, "", said, count=1)
    found = []
    for part in re.split(r"\s*[,;+&\n]\s*|\s+(?:và|va|với|voi|rồi)\s+", rest):
        bare = re.sub(_BEGINS, "", part, count=1)
        kind = next((code for code, (_, names) in DOINGS.items() if _begins(bare, names)), None)
        if kind is not None:
            found.append(Doing(kind, note=bare if kind in ("talk", "rights") else ""))
    return found if _all_or_first(rest, found) else []


def _begins(said: str, names: tuple[str, ...]) -> bool:
    spoken = fold(said) if said.isascii() else said
    return any(
        re.match(rf"{fold(name) if said.isascii() else name}\b", spoken) is not None
        for name in names
        if name != "thăm hỏi"
    )


def _all_or_first(rest: str, found: list[Doing]) -> bool:
    first = re.split(r"\s*[,;+&\n]\s*", rest)[0]
    return bool(found) and any(_begins(re.sub(_BEGINS, "", first), names) for _, names in DOINGS.values())


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
