"""Hears days: hôm kia, thứ ba tuần trước, 15/5, ngày 15, rằm tháng Mười; `today` is the day of the message.

Records speak of the past: "ngày 15" is the last 15th. Lunar days are given as solar ones with the words kept.
"""

import re
from dataclasses import dataclass
from datetime import date

from handlers.dialogue.hearing.day_meaning import meaning_of
from handlers.dialogue.hearing.day_mention import DayHeard, Mention
from handlers.dialogue.hearing.day_patterns import PATTERNS, SHORT
from handlers.dialogue.hearing.folding import LONGEST, fold, nfc, polish
from handlers.dialogue.hearing.heard import Heard, Unclear
from handlers.dialogue.hearing.no_day import WORD_OF_NUMBER, no_day, same_length

__all__ = ["DayHeard", "find_day", "hear_day", "hear_term"]

_DENIED = re.compile(
    r"\b(?:không phải|khong phai|ko phải|chưa|đừng|trừ|khoảng|tầm|chừng|hình như|chắc|độ|gần)\b"
)
_MOST_MONTHS = 120
_ASIDE = re.compile(r"(?:vừa rồi|vua roi|hôm đó|hom do|hôm ấy|hom ay)$")


@dataclass(frozen=True, slots=True)
class _Found:
    outcome: Heard[DayHeard] | Unclear
    start: int
    end: int
    weekday: int | None  # 0 is Monday, when only a weekday was named


def hear_day(text: str, today: date, ahead: bool = False) -> Heard[DayHeard] | Unclear:
    """The day a whole answer means; `ahead` for plans (the next such day), else for records (the last one).

    Forms: domain.md 9.3. Reasons: not_understood, several, which_day, lunar_or_solar, future, too_old,
    out_of_range, no_such_day, inexact. Guesses are `DayHeard` values.
    """
    said = polish(text)
    if len(nfc(text)) > LONGEST:
        return Unclear("not_understood")
    plain = same_length(said)
    for name, pattern in SHORT:
        if whole := pattern.fullmatch(plain):
            return meaning_of(Mention(name, whole.groupdict(), said.lower()), today, ahead)
    found = _search(said, today, ahead, sentence=False)
    if not found:
        return Unclear("not_understood")
    return _judged(said, found)


def find_day(text: str, today: date) -> tuple[Heard[DayHeard] | Unclear, str] | None:
    """The day inside a sentence of a record, and the sentence without it; None when it names no day.

    "mua nước hôm qua" names one, "hội phí tháng 11" does not.
    """
    said = polish(text)
    found = _search(said, today, ahead=False, sentence=True)
    if not found:
        return None
    rest = said
    for each in reversed(found):
        rest = rest[: each.start].rstrip(" ,;") + " " + rest[each.end :].lstrip(" ,;")
    return _agreed(found), " ".join(rest.split())


def hear_term(text: str) -> Heard[int] | Unclear:
    """A length of time in months: "1 năm" -> 12, "nửa năm" -> 6, "một năm rưỡi" -> 18, "12" -> 12.

    Reasons: not_understood, inexact, out_of_range (0 or over ten years).
    """
    said = fold(polish(text).lower())
    said = re.sub(r"^(?:vay|trong|han|ky han|trong vong|cho vay|thoi han)\s+", "", said)
    if re.search(r"\b(?:khoang|hon|gan|may|vai|tam|do|chung)\b", said) and not re.fullmatch(
        "tam(?: thang)?", said
    ):
        return Unclear("inexact")
    if re.fullmatch("nua nam", said):
        return Heard(6, literal=False)
    parts = re.fullmatch(r"(?:(.+?)\s*nam)?(?:\s*(ruoi))?(?:\s*(?:va )?(.+?)\s*(?:thang|th|t)?)?", said)
    months = _months(parts[1], parts[2], parts[3]) if parts else None
    if months is None:
        return Unclear("not_understood")
    literal = said[:1].isdecimal() and "ruoi" not in said
    return Heard(months, literal) if 0 < months <= _MOST_MONTHS else Unclear("out_of_range")


def _months(years: str | None, half: str | None, months: str | None) -> int | None:
    counted = [_count(years), _count(months)]
    if (years and counted[0] is None) or (months and counted[1] is None) or (half and (not years or months)):
        return None
    return (counted[0] or 0) * 12 + (6 if half else 0) + (counted[1] or 0) if years or months else None


def _count(word: str | None) -> int | None:
    if word and re.fullmatch("[0-9]{1,3}", word):
        return int(word)
    return WORD_OF_NUMBER.get(word or "")


def _search(said: str, today: date, ahead: bool, sentence: bool) -> list[_Found]:
    plain, found, place = same_length(said), list[_Found](), 0
    while place < len(plain):
        fitting = ((name, pattern.match(plain, place)) for name, pattern in PATTERNS)
        taken = next(((n, m) for n, m in fitting if m and not no_day(n, m, said, sentence)), None)
        if taken is None:
            place += 1
            continue
        name, match = taken
        mention = Mention(name, match.groupdict(), said[match.start() : match.end()].lower())
        alone = mention.weekday() if name == "weekday" and not match["which"] else None
        if name == "vague" and found and _ASIDE.match(mention.typed):
            place = match.end()
            continue
        found.append(_Found(meaning_of(mention, today, ahead), match.start(), match.end(), alone))
        place = match.end()
    return found


def _judged(said: str, found: list[_Found]) -> Heard[DayHeard] | Unclear:
    outcome = _agreed(found)
    rest = said[: found[0].start] + " " + said[found[-1].end :]
    if not isinstance(outcome, Heard):
        return outcome
    if _DENIED.search(rest.lower()) or "?" in rest:
        return Unclear("which_day", (outcome.value,))
    return (
        Unclear("several", (outcome.value,))
        if re.search("[0-9]", rest) and len(rest.split()) < 2
        else outcome
    )


def _agreed(found: list[_Found]) -> Heard[DayHeard] | Unclear:
    """One day out of all that were named; "thứ hai 23/11" names one if the 23rd is a Monday."""
    exact = [each for each in found if each.weekday is None] or found[:1]
    first = exact[0].outcome
    if isinstance(first, Unclear):
        return first
    days = [each.outcome.value for each in found if isinstance(each.outcome, Heard)]
    same = all(
        isinstance(each.outcome, Heard) and each.outcome.value.day == first.value.day for each in exact
    )
    fits = all(each.weekday in (None, first.value.day.weekday()) for each in found)
    return first if same and fits else Unclear("which_day", tuple(dict.fromkeys(days)))
