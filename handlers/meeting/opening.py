"""When words open a roll call, of which day, and what they already say of who was there."""

import re
from datetime import date

from handlers.catalogue_types import Visit
from handlers.club.people_named import people_named
from handlers.decision import Caller
from handlers.dialogue.hearing.days import DayHeard, find_day
from handlers.dialogue.hearing.folding import fold, nfc, tidy
from handlers.dialogue.hearing.heard import Heard, Unclear
from handlers.dialogue.hearing.put_right import hear_put_right
from handlers.dialogue.replay import Facts
from handlers.dialogue.subject import Subject
from handlers.meeting.beside import without_count, without_guests
from handlers.meeting.questions import ASKS_WHO, tells_of_a_move

_CALLED = re.compile(
    r"^(?:(?:hôm nay|hom nay)\s+)?(?:(?:họp|hop)[\s,]+)?(?:(?:cho\s+)?(?:bác|bac)\s+)?"
    r"(?:(?:làm|ghi|sửa|xem lại|lam|ghi|sua)\s+)?(?:điểm danh|diem danh)\b[\s:,.-]*",
    re.IGNORECASE,
)
_MET = re.compile(
    r"^(?:(?:chào|chao) (?:cháu|chau)[\s,.!]*)?"
    r"(?:(?:hôm nay|hom nay|sáng nay|sang nay|chiều nay|chieu nay|hôm qua|hom qua|hôm kia|hom kia)\s+)?"
    r"(?:(?:clb|câu lạc bộ|mình|minh|bác|bac)\s+)?"
    r"(?:họp|hop)(?:\s+(?:xong|clb|câu lạc bộ|hôm qua|hom qua|hôm kia|hom kia))*(?:\s+(?:rồi|roi))?"
    r"(?:$|[\s,.:]+(?=(?:có|co|đến|den|vắng|vang|thiếu|thieu|đủ|du|\d+)\b))",
    re.IGNORECASE,
)
"""What is said before the roll itself: "chào cháu, hôm nay họp có 55 người vắng …"."""
_AWAY_FIRST = re.compile(
    r"^(?:hôm nay |hom nay |hôm qua |hom qua |buổi này |buoi nay )?"
    r"(?:vắng|vang|thiếu|(?:nghỉ|nghi)(?=[\d\s,]+$))\b(.*)",
    re.IGNORECASE,
)
_SHARE = re.compile(r"^(?:đến |den |có mặt |co mat |có |co |được |duoc )*(\d{1,3})\s*/\s*(\d{1,3})\b.*")
_CAME = re.compile(
    r"^(?:hôm nay |hom nay )?(?:đến|den|có|co|họp|hop)?\s*\d{1,3} (?:người|nguoi|cụ|cu|bác|bac) "
    r"(?:đến|den|họp|hop|dự|du|có mặt|co mat|đi họp|di hop)\b.*"
)
_FULL = re.compile(r"^(?:hôm nay |hom nay |họp |hop )(?:đến )?(?:đủ|du)(?: cả| ca| hết| het)?$")
_NAMES_A_DAY = re.compile(
    r"\b(?:hôm qua|hom qua|hôm kia|hom kia|hôm nọ|ngày \d|ngay \d|ngày mai|ngay mai|mùng|mung|rằm|ram|thứ"
    r"|thu (?:hai|ba|tu|nam|sau|bay)"
    r"|chủ nhật|chu nhat|tuần|tuan|\d{1,2}/1?\d(?:/\d+)?$)", re.IGNORECASE
)  # fmt: skip

_BESIDE = re.compile(
    r"^(?:(?:còn|con|thêm|them|có|co|cả|ca)\s+)+|(?:\s+(?:nữa|nua|luôn|đấy|mà|ma|hôm nay|hom nay|buổi này))+$"
)
_CAME_AFTER_ALL = re.compile(
    r"\s(?:có|co|vẫn|van|cũng|cung|đã|da)\s+(?:đến|den|đi họp|di hop|dự|họp|mặt|mat|tới)"
    r"(?:\s+(?:họp|hop|mà|ma|đấy|day|rồi|roi|hôm nay|hom nay|chứ|chu|thôi|cháu|không vắng|khong vang))*$"
)
MOST_WORDS, MOST_PEOPLE = 12, 999

_PEOPLE = re.compile(r"(?:(?:có|co|đến|den) )?(?:\d{1,3}|[^\W\d_]+(?: [^\W\d_]+){0,3}) (?:người|nguoi)")

_TOLD_OF = re.compile(
    r"\b(?:hôm|hom|sáng|sang|chiều|chieu|tối|toi|ngày|ngay)\s+(?:qua|kia|nọ|no|\d|mùng|mung|rằm|ram)"
    r"|\b(?:hôm|hom|buổi|họp) (?:thứ|thu|chủ|chu)\s", re.IGNORECASE
)  # fmt: skip
"""A day for certain in words that call no roll: "vắng bà Thứ" names nobody's Thursday."""
_TODAY = re.compile(r"\b(?:hôm nay|hom nay)\b", re.IGNORECASE)


def opens_roll_call(words: str, today: date) -> bool:
    """ "điểm danh", "vắng 3, 7", "vang ba lan", "45/60", "hôm nay đủ cả", "à quên ông Sáu cũng vắng nữa"."""
    return _CALLED.match(tidy(words)) is not None or _says_who_was_there(words, today)


def _says_who_was_there(words: str, today: date) -> bool:
    slip = hear_put_right(words)
    said = tidy(slip.right if slip is not None and slip.sure else words)
    if ASKS_WHO.search(words) or tells_of_a_move(words, today):
        return False
    told = _MET.sub("", said, count=1)
    met_today = not told and said.startswith(("hôm nay", "hom nay", "chào", "chao"))
    versions = (said, told) if told == said else (said, told, f"họp {told}")
    return met_today or any(
        says(one) for says in (_says_who_is_away, _says_how_many, _says_who_came) for one in versions
    )


def _says_who_came(said: str) -> bool:
    """ "ông Sáu có đến mà": people named, and that they came after all."""
    return bool(_CAME_AFTER_ALL.search(said) and people_named(said)[:1]) and len(said.split()) <= MOST_WORDS


def tells_who_was_there(words: str, today: date) -> bool:
    """Whether opening words say more than "điểm danh"."""
    return bool(presence_words(words, today)) and opens_roll_call(words, today)


def words_told(visit: Visit) -> str:
    """What the opening says of who was there, in the round it was said in; "" in any other."""
    return presence_words(visit.words, visit.today) if visit.opening.get("round", 1) == visit.round else ""


def _says_who_is_away(said: str) -> bool:
    said = without_count(_BESIDE.sub("", said).strip(" ,"), MOST_PEOPLE)[0]
    away = _AWAY_FIRST.match(said)
    if away is None or re.search(r"\bai\b", said):
        closes = re.search(r"\b(vắng mặt|vắng họp|nghỉ họp|nghi hop|vắng|vang)$", said)
        named = people_named(said) or re.fullmatch(r"(?:số |so )?\d[\d\s,;]*(?:vắng|vang)", said)
        return bool(closes and named and not re.search(r"\bai\b", said))
    return bool(re.search(r"\d", away[1]) or people_named(away[1]) or re.search(r"ng[uư][oờ]i", away[1]))


def _says_how_many(said: str) -> bool:
    share = _SHARE.match(said)
    if share is not None and int(share[2]) > 12 and int(share[1]) <= int(share[2]):  # 25/11 is a day
        return True
    people, guests = without_guests(said)
    beside_guests = bool(guests) and _PEOPLE.fullmatch(people.strip(" ,")) is not None
    return bool(_CAME.match(said) or _FULL.match(said)) or beside_guests


def presence_words(words: str, today: date) -> str:
    """What the opening says of who was there; "" where it only calls for a roll call."""
    rest = _MET.sub("", _CALLED.sub("", nfc(words).strip()))
    if _names_its_day(words, rest):
        found = find_day(rest, today)
        return found[1] if found else rest
    return rest


def roll_call_day(words: str, today: date) -> date:
    """The day the roll call is of: today unless another one, already past, is named."""
    if not _names_its_day(words, words):
        return today
    found = find_day(words, today)
    return found[0].value.day if found is not None and isinstance(found[0], Heard) else today


def day_to_come(words: str, today: date) -> date | None:
    """A day not yet come that the words name: today's meeting is opened then, and it is said."""
    found = find_day(words, today) if _names_its_day(words, words) else None
    unclear = found[0] if found is not None else None
    if not isinstance(unclear, Unclear) or unclear.reason != "future":
        return None
    return next((guess.day for guess in unclear.guesses if isinstance(guess, DayHeard)), None)


def _names_its_day(words: str, told: str) -> bool:
    """Whether what is `told` names the meeting's day: loosely where the roll is called, else for certain."""
    day = _NAMES_A_DAY if _CALLED.match(nfc(words).strip()) else _TOLD_OF
    return day.search(fold(told)) is not None or day.search(nfc(told)) is not None


def names_no_meeting(words: str) -> bool:
    """ "vắng ba người": said while a roll is called, it is about that meeting, of whatever day."""
    said = tidy(words)
    return not any(pattern.search(said) for pattern in (_CALLED, _TODAY, _NAMES_A_DAY))


def roll_call_subject(words: str, caller: Caller, facts: Facts) -> Subject:
    """The club spoken for, and the day of the meeting."""
    return Subject(caller.club_id, roll_call_day(words, caller.today).isoformat())
