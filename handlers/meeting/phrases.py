"""Hears who was at a meeting: "đủ", "vắng 3, 7, 12", "vắng bà Lan, ông Tư", "45/60" (golden A6, A7).

"vắng 3" alone is ambiguous: roster number 3 or three people. It is never decided here.
"""

import re
from collections.abc import Sequence

from handlers.club.names import RosterLine
from handlers.club.people_named import people_named
from handlers.club.typed import Word, find, phrases, words_of
from handlers.dialogue.hearing.folding import fold, polish, tidy
from handlers.dialogue.hearing.heard import Unclear
from handlers.dialogue.hearing.number_words import below_thousand, number_word
from handlers.meeting.absent_members import (
    ABSENT,
    ABSENT_COUNT,
    ALL_PRESENT,
    AMBIGUOUS,
    BARE,
    COUNT_OF_PEOPLE,
    PEOPLE,
    PRESENT_COUNT,
    RollCallHeard,
    absent_members,
)

__all__ = [
    "ABSENT",
    "ABSENT_COUNT",
    "ALL_PRESENT",
    "AMBIGUOUS",
    "PRESENT_COUNT",
    "RollCallHeard",
    "hear_roll_call",
]


_ALL = frozenset(
    "đủ|đủ cả|đủ hết|đủ cả rồi|đủ người|đông đủ|đầy đủ|đến đủ|đến đủ cả|có mặt đủ|có mặt đầy đủ|đi đủ|không "
    "ai vắng|không vắng ai|"
    "không vắng|không có ai vắng|vắng không|vắng 0|không thiếu ai|ko vắng ai|ko ai vắng|đủ cả nhà|đủ 100%|"
    "vắng 0 người|"
    "không ai nghỉ|hôm nay đủ|hôm nay đủ cả|đủ hết cả|cả đủ".split("|")
)
_ALL_PLAIN = frozenset(fold(one) for one in _ALL)
_AWAY = phrases("vắng mặt|vắng|nghỉ|không đến|không đi|ko đến|không tới|không dự|thiếu|trừ|không có mặt|bận")
_HERE = phrases("có mặt|đến dự|đến|đi họp|dự|tham gia|tham dự|đi")
_SHARE = re.compile(
    r"(?:\D*\s)?(\d{1,3})\s*(?:/|trên|tren|trong tổng số)\s*(\d{1,3})(?:\s*"
    + PEOPLE
    + r")?(?:\s+(?:đến|den|có mặt|dự|họp))?"
)
_INEXACT = phrases("gần|hơn|khoảng|chừng|độ|tầm|vài|mấy|mươi mấy|đông lắm|ít|nhiều|trên dưới|cỡ")


def hear_roll_call(text: str, roster: Sequence[RosterLine]) -> RollCallHeard | Unclear:
    """The answer to "ai vắng ạ?".

    Reasons: not_understood, out_of_range (guesses: the numbers nobody has), inexact, several (a range that
    may be a count).
    """
    text = re.sub(r"\([^()]*\)", " ", text).replace(":", " ")  # "vắng 3 (ốm), 7: đi vắng"
    said = tidy(text)
    if said in _ALL or (said.isascii() and said in _ALL_PLAIN):
        return RollCallHeard(ALL_PRESENT, count=len(roster))
    line = _numbers_for_words(polish(text))
    words = words_of(line)
    if find(words, _INEXACT):
        return Unclear("inexact")
    away = find(words, _AWAY)
    rest = line[: words[away[0]].start] + line[words[away[1] - 1].end :] if away else line
    return _counted(line, words, away, roster) or absent_members(rest, away is not None, roster)


def _numbers_for_words(line: str) -> str:
    """ "vắng ba người" -> "vắng 3 người": number words that count people, and nothing else."""
    pattern = re.compile(r"((?:[^\W\d_]+\s+){1,4})(?=" + PEOPLE + r"\b)", re.IGNORECASE)
    return pattern.sub(lambda found: _as_digits(found[1]), line)


def _as_digits(said: str) -> str:
    words = said.split()
    for first in range(len(words)):
        numbers = [number_word(word.lower(), said.isascii()) for word in words[first:]]
        meaning = below_thousand([number for number in numbers if number]) if all(numbers) else None
        if meaning and len(set(meaning.values)) == 1:
            return " ".join([*words[:first], str(meaning.values[0])]) + " "
    return said


def _counted(
    line: str, words: list[Word], away: tuple[int, int] | None, roster: Sequence[RosterLine]
) -> RollCallHeard | Unclear | None:
    """45 người, 45/60, vắng 3 người: people counted, not named."""
    share = _SHARE.fullmatch(line.lower())
    if share:
        return _share(int(share[1]), int(share[2]), away, roster)
    counted = COUNT_OF_PEOPLE.findall(line.lower())
    if len(counted) == 1 and len(BARE.findall(line)) == 1 and not people_named(line):
        return _count(int(counted[0]), away is not None, roster)
    if find(words, _HERE) and not away:
        alone = len(BARE.findall(line)) == 1 and not people_named(line) and not find(words, phrases("số"))
        return _count(int(BARE.findall(line)[0]), False, roster) if alone else Unclear("not_understood")
    return _bare(int(line), roster) if BARE.fullmatch(line) else None


def _bare(number: int, roster: Sequence[RosterLine]) -> RollCallHeard | Unclear:
    """A number alone may be a roster number, or so many people: away when few, present when most."""
    if number > len(roster) and all(line.roster_number != number for line in roster):
        return Unclear("out_of_range", (number,))
    meant = tuple(line.roster_number for line in roster if line.roster_number == number)
    return RollCallHeard(AMBIGUOUS, meant, number, "present" if number > len(roster) // 2 else "absent")


def _share(
    part: int, whole: int, away: tuple[int, int] | None, roster: Sequence[RosterLine]
) -> RollCallHeard | Unclear:
    if whole != len(roster):
        return Unclear("out_of_range", (whole,))
    return _count(part, away is not None, roster)


def _count(count: int, away: bool, roster: Sequence[RosterLine]) -> RollCallHeard | Unclear:
    if count > len(roster):
        return Unclear("out_of_range", (count,))
    if away:
        return RollCallHeard(ABSENT_COUNT if count else ALL_PRESENT, count=count if count else len(roster))
    return RollCallHeard(ALL_PRESENT if count == len(roster) else PRESENT_COUNT, count=count)
