"""What is said beside the roll call in one message: who died, left or is new, how many guests, how many came.

"vắng 3 7 cụ Thảo mất rồi" is news and a roll call: each is taken up by its own talk, and nothing is lost.
"""

import re
from datetime import date

from handlers.club.member_news import hear_death, hear_leave
from handlers.club.newcomers import hear_newcomer
from handlers.club.people_named import people_named
from handlers.dialogue.hearing.folding import nfc

ROLL_CALL_TALK = "meeting.roll_call"
_BREAK = re.compile(r"\s*[,;\n]\s*|\.\s+")
_GOES_ON = re.compile(r"(?:sinh|sn|năm|nam|hôm|hom|ngày|ngay|từ|tu|lúc|luc|(?:19|20)\d\d)\b", re.IGNORECASE)
_NEW = re.compile(
    r"\b(?:có|co)?\s*(?:mới vào|moi vao|thêm|them|kết nạp|ket nap|người mới|nguoi moi)\b", re.IGNORECASE
)
_OF_THE_ROLL = re.compile(
    r"\b(?:vắng|vang|nghỉ|nghi|thiếu|thieu|đủ|du|đến|den)\b|\d{1,3}\s*/\s*\d", re.IGNORECASE
)
_NUMBERS = re.compile(r"[\d\s,;]+")
_GUESTS = re.compile(
    r"[\s,;]*(?:và |va |có |co |thêm |them )*(\d{1,2}) (?:khách|khach|đại biểu|dai bieu)\b"
    r"(?:\s*(?:mời|moi))?(?:\s*(?:nữa|nua))?",
    re.I,
)
_CAME = re.compile(
    r"^\s*(?:(?:hôm nay|hom nay|buổi này|buoi nay|họp|hop|clb|mình|minh)[\s,]+)*"
    r"(?:(?:đến|den|có mặt|co mat|có|co|được|duoc|dự|du)\s+)*(\d{1,3})(?:\s*(?:/|trên|tren)\s*(\d{1,3}))?"
    r"(?:\s*(?:người|nguoi|bác|bac|cụ|cu))?(?:\s+(?:đến|den|dự|du|họp|hop|đi họp|di hop|có mặt|co mat))*"
    r"[\s,;:.]+(?=(?:vắng|vang|nghỉ|nghi|thiếu|thieu)\b)",
    re.IGNORECASE,
)


def news_apart(words: str, today: date) -> tuple[str, str] | None:
    """(the news, the roll call) of a message that holds both; None for one that holds not both."""
    news, rest = list[str](), list[str]()
    for piece in _BREAK.split(nfc(words).strip()):
        before, told = _cut(piece, today)
        if news and not told and _GOES_ON.match(piece):
            news[-1] += f", {piece}"
            continue
        rest += [before] if before else []
        news += [told] if told else []
    roll = ", ".join(rest)
    if len(news) != 1 or not (_OF_THE_ROLL.search(roll) or (roll and _NUMBERS.fullmatch(roll))):
        return None
    return news[0], roll


def _cut(piece: str, today: date) -> tuple[str, str]:
    """What stands before the news of a piece, and the news; "" where there is none."""
    starts = [found.start() for found in _NEW.finditer(piece)] + [one.start for one in people_named(piece)]
    for start in sorted({0, *starts}):
        before, told = piece[:start].strip(), piece[start:].strip()
        if _is_news(told, today) and not _OF_THE_ROLL.match(told):
            return before, told
    return piece.strip(), ""


def _is_news(text: str, today: date) -> bool:
    return any(hear(text, today) is not None for hear in (hear_death, hear_leave, hear_newcomer))


def without_guests(words: str) -> tuple[str, int]:
    """ "đủ, có 2 khách" -> ("đủ", 2)."""
    found = _GUESTS.search(words)
    return (words, 0) if found is None else (words[: found.start()] + words[found.end() :], int(found[1]))


def without_count(words: str, members: int) -> tuple[str, int | None]:
    """ "57/60 vắng 3 7 12" -> ("vắng 3 7 12", 3): how many were away, where the whole is the club's."""
    found = _CAME.match(words)
    if found is None or int(found[2] or members) != members or int(found[1]) > members:
        return words, None
    return words[found.end() :], members - int(found[1])


def roll_call_beside(words: str, today: date) -> tuple[str, tuple[tuple[str, str], ...]] | None:
    """For the talk that takes up the news: its own words, and the roll call that follows it."""
    apart = news_apart(words, today)
    return None if apart is None else (apart[0], ((ROLL_CALL_TALK, apart[1]),))
