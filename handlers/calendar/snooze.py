"""Hears until when somebody puts a reminder off: "chiều nhắc", "tối con gái bác làm giúp", "15h", "tuần sau".

The moment is resolved when heard and always lies in push hours; who says an evening hour gets that very hour.
"""

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from handlers.calendar.push_hours import PUSH_HOURS, may_push, next_push
from handlers.calendar.snooze_words import AFTER, DAYS, HELPS, HOURS, KIN, PARTS, PUTS_OFF, WEEKDAYS, WHILES
from handlers.dialogue.hearing.folding import fold, tidy
from handlers.dialogue.hearing.heard import Unclear

SOON = timedelta(minutes=5)
MORNING = time(8, 30)
EVENING = time(19)
LAST_PUSH = time(19, 45)  # some minutes of the last window are left for the way
_CLOCK = re.compile(r"\b(\d{1,2}) ?(?:h|g|gio|:) ?(\d{2}|ruoi)?(?: ?p| ?phut)?\b(?! ?nua)")
_HOUR_WORD = re.compile(rf"\b({'|'.join(HOURS)})( gio ruoi| gio| ruoi)\b(?! nua)")
_WHILE = re.compile(
    r"\b(\d{1,3}|mot|hai|ba|bon|nam|muoi|ba muoi|muoi lam) ?(phut|p|tieng|gio|h)( ruoi)? ?nua\b"
)
_AFTER_WHILE = re.compile(r"\bsau (\d{1,3}|mot|hai|ba) ?(phut|p|tieng)\b()")
_DATE = re.compile(r"\b(?:ngay |hom |mung |mong )?(\d{1,2}) ?[/-] ?(\d{1,2})(?: ?[/-] ?(\d{4}))?\b")
_DAY = re.compile(r"\b(?:ngay|hom|mung|mong) (\d{1,2})\b")
_NEXT_WEEK = re.compile(r"\btuan (?:sau|toi)\b")
_ME = re.compile(r"\btôi\b")  # without its accent it would be the evening, "tối"
_NUMBERS = {"mot": 1, "hai": 2, "ba": 3, "bon": 4, "nam": 5, "muoi": 10, "muoi lam": 15, "ba muoi": 30}


@dataclass(frozen=True, slots=True)
class Snooze:
    """Until when (local, aware), and whose help the person named ("con gái"; "" for nobody's)."""

    at: datetime
    helped_by: str = ""


def hear_snooze(text: str, now: datetime, meeting_on: date | None = None) -> Snooze | Unclear:
    """The moment meant; `meeting_on` is the club's next meeting, for "sau họp".

    Reasons: which_time (put off, but until when?), not_understood.
    """
    said = tidy(text)
    plain = re.sub(r"[.,!?;…]+", " ", fold(_ME.sub("", said))).strip()
    helper = _helper(said, plain)
    at = _while(plain, now) or _after_meeting(plain, now, meeting_on) or _on_a_day(said, plain, now)
    if at is None and helper:
        at = _first_of((EVENING, LAST_PUSH), now, now.date())
    if at is None:
        return Unclear("which_time" if _puts_off(plain) else "not_understood")
    return Snooze(_into_push_hours(at, now), helper)


def _helper(said: str, plain: str) -> str:
    if not re.search(HELPS, plain):
        return ""
    two_words = (kin for kin in KIN if " " in kin and re.search(rf"\b{fold(kin)}\b", plain))
    written = (kin for kin in KIN if re.search(rf"\b{kin}\b", said))
    return next(two_words, None) or next(written, "")


def _puts_off(plain: str) -> bool:
    return any(re.search(rf"\b{phrase}\b", plain) for phrase in PUTS_OFF)


# -- short whiles and daily doings -------------------------------------------------------------------


def _while(plain: str, now: datetime) -> datetime | None:
    counted = _WHILE.search(plain) or _AFTER_WHILE.search(plain)
    if counted is not None:
        number = int(counted[1]) if counted[1].isdigit() else _NUMBERS[counted[1]]
        minutes = number * (1 if counted[2] in ("phut", "p") else 60) + (30 if counted[3] else 0)
        return now + timedelta(minutes=max(minutes, 5))
    for phrase, minutes in WHILES:
        if re.search(rf"\b{phrase}\b", plain):
            return now + timedelta(minutes=minutes)
    return None


def _after_meeting(plain: str, now: datetime, meeting_on: date | None) -> datetime | None:
    if meeting_on is None or meeting_on <= now.date() or not re.search(r"\bhop\b", plain):
        return None
    return datetime.combine(meeting_on, EVENING, now.tzinfo)


# -- a day, a part of it, an hour ----------------------------------------------------------------------


def _on_a_day(said: str, plain: str, now: datetime) -> datetime | None:
    day = _day(said, plain, now.date())
    hour = _hour(said, plain)
    part = next((name for name in PARTS if re.search(rf"\b{name}\b", plain)), None)
    if hour is not None:
        return _first_of(_meant_hours(hour, part), now, day or now.date(), fixed=_fixed(day, now))
    moments = PARTS[part] if part else _doing(plain)
    if moments is None:
        if day is None:
            return None
        moments = (MORNING, time(15), EVENING)
    return _first_of(moments, now, day or now.date(), fixed=_fixed(day, now))


def _fixed(day: date | None, now: datetime) -> bool:
    return day is not None and day > now.date()


def _first_of(moments: tuple[time, ...], now: datetime, day: date, *, fixed: bool = False) -> datetime:
    """The first moment of that day still to come, else the usual one of the next day."""
    for moment in moments:
        at = datetime.combine(day, moment, now.tzinfo)
        if fixed or at > now + SOON:
            return at
    return datetime.combine(now.date() + timedelta(days=1), moments[0], now.tzinfo)


def _doing(plain: str) -> tuple[time, ...] | None:
    return next((moments for phrase, moments in AFTER if re.search(rf"\b{phrase}\b", plain)), None)


def _hour(said: str, plain: str) -> time | None:
    found = _CLOCK.search(plain)
    if found is not None:
        hour, minutes = int(found[1]), found[2] or "0"
        minute = 30 if minutes == "ruoi" else int(minutes)
        return time(hour, minute) if hour < 24 and minute < 60 else None
    word = _HOUR_WORD.search(plain)
    if word is None:
        return None
    if word[1] == "sau" and "sáu" not in said and not re.search(r"\b(sang|toi|chieu)\b", plain):
        return None  # "sau giờ …" is "after …"
    return time(HOURS[word[1]], 30 if "ruoi" in word[2] else 0)


def _meant_hours(hour: time, part: str | None) -> tuple[time, ...]:
    """ "3 giờ" of somebody retired is the afternoon; "7 giờ" is the next seven o'clock."""
    later = hour.replace(hour=hour.hour + 12) if hour.hour < 12 else hour
    if part in ("chieu", "toi", "dem"):
        return (later,)
    if part in ("sang", "trua") or hour.hour >= 12:
        return (hour if part != "trua" or hour.hour >= 10 else later,)
    if hour.hour < 6:
        return (later,)
    return (hour, later) if later <= LAST_PUSH else (hour,)


def _day(said: str, plain: str, today: date) -> date | None:
    for name, number in WEEKDAYS.items():
        if re.search(rf"\b{name}\b", plain):
            return _weekday(number, plain, today)
    if _NEXT_WEEK.search(plain):
        return today + timedelta(days=7 - today.weekday())
    named = _DATE.search(plain) or _DAY.search(plain)
    if named is not None:
        return _calendar_day([int(part) for part in named.groups() if part], today)
    for phrase, days in DAYS:
        if re.search(rf"\b{phrase}\b", plain) and (phrase != "mot" or re.search(r"\bmốt\b", said)):
            return today + timedelta(days=days)
    return None


def _weekday(number: int, plain: str, today: date) -> date:
    if _NEXT_WEEK.search(plain):
        return today + timedelta(days=7 - today.weekday() + number)
    return today + timedelta(days=(number - today.weekday()) % 7 or 7)


def _calendar_day(parts: list[int], today: date) -> date | None:
    """A day of this month, else of the next one that has it; None for a day that is none."""
    for months in range(13):
        year, month = divmod(today.year * 12 + today.month - 1 + months, 12)
        fits = len(parts) < 2 or month + 1 == parts[1]
        try:
            day = date(year, month + 1, parts[0])
        except ValueError:
            continue
        if fits and day >= today and (len(parts) < 3 or year == parts[2]):
            return day
    return None


def _into_push_hours(at: datetime, now: datetime) -> datetime:
    """At night: that evening's last moment if it is still to come, else the next window's beginning."""
    at = at.replace(second=0, microsecond=0)
    last = datetime.combine(at.date(), LAST_PUSH, at.tzinfo)
    if at > last and last > now:
        return last
    return at if may_push(at, PUSH_HOURS) and at <= last else next_push(max(at, last) if at > last else at)
