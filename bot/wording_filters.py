"""How figures, days and names are written in templates."""

import re
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from jinja2 import pass_context
from jinja2.runtime import Context

from bot.clock import DEFAULT_ZONE
from bot.wording_blocks import block_text
from bot.wording_fund import FUND_FILTERS
from bot.wording_ledger import LEDGER_FILTERS
from bot.wording_loan import LOAN_FILTERS
from bot.wording_meeting import MEETING_FILTERS
from bot.wording_report import REPORT_FILTERS
from handlers.calendar.push_hours import next_push
from handlers.inquiry.of_club import Told
from handlers.money import spelled

WEEKDAYS = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")


def day(value: date, today: date | None = None) -> str:
    """28/11, with the year where it is not this year's."""
    short = f"{value.day}/{value.month}"
    return short if today is None or value.year == today.year else f"{short}/{value.year}"


def full_day(value: date) -> str:
    """24/11/2027."""
    return f"{value.day}/{value.month}/{value.year}"


def weekday(value: date) -> str:
    """thứ Hai … Chủ nhật."""
    return WEEKDAYS[value.weekday()]


def clock(value: datetime) -> str:
    """08:32, in Vietnam's time wherever the moment was noted."""
    return f"{value.astimezone(DEFAULT_ZONE):%H:%M}"


def local_day(value: datetime) -> date:
    """The day a moment fell on in Vietnam."""
    return value.astimezone(DEFAULT_ZONE).date()


def month(period: str) -> str:
    """ "2026-11" -> 11."""
    return str(int(period.split("-")[1]))


def iso(text: str) -> date:
    """A stored day as a date."""
    return date.fromisoformat(text)


def capital(text: str) -> str:
    """First letter large, the rest as it is."""
    return text[:1].upper() + text[1:]


def short(text: str, longest: int = 120) -> str:
    """Free words, cut where they would make a message too long."""
    return text if len(text) <= longest else text[: longest - 1].rstrip() + "…"


def bare_amount(words: str) -> str:
    """The figure somebody wrote without a unit."""
    found = re.search(r"\d[\d.,]*", words)
    return found[0].rstrip(".,") if found else words


ROLES = {
    "leader": "chủ nhiệm",
    "deputy": "phó chủ nhiệm",
    "secretary": "thư ký",
    "accountant": "kế toán",
    "treasurer": "thủ quỹ",
    "officer": "cán bộ Hội Người cao tuổi",
    "reader": "người theo dõi",
    "operator": "người vận hành",
}


def role_name(role: str) -> str:
    """chủ nhiệm, thủ quỹ …"""
    return ROLES[role]


def gigabytes(size: int) -> str:
    """14; below ten with one decimal, 1,5."""
    count = size / 1e9
    return f"{count:.0f}" if count >= 9.95 else f"{count:.1f}".replace(".", ",").removesuffix(",0")


def push_time(now: datetime, *, tomorrow: bool = False) -> str:
    """When a notice decided now goes out: "7 giờ sáng mai"; "" for at once (or when not even tomorrow)."""
    at = next_push(now)
    if at == now or (tomorrow and at.date() == now.date()):
        return ""
    clock_words = f"{at.hour} giờ" + (f" {at.minute}" if at.minute else "")
    if at.date() > now.date():
        return f"{clock_words} sáng mai"
    return f"{clock_words} {'sáng' if at.hour < 11 else 'chiều'} nay"


def names_a_near_day(words: str) -> bool:
    """Whether the words count from the day they were written: "mai", "hôm nay", "chiều nay"."""
    return re.search(r"\b(?:mai|nay|mốt|kia)\b", words.lower()) is not None


@pass_context
def told_of_club(context: Context, told: Told, where: str) -> str:
    """An answer about one club, as its own people are told, with the club's name in it."""
    return block_text(
        "inquiry/club", told.block, {**context.get_all(), **told.show, "where": where, "own": False}
    )


FILTERS: dict[str, Callable[..., Any]] = {
    **REPORT_FILTERS,
    **FUND_FILTERS,
    **LOAN_FILTERS,
    **LEDGER_FILTERS,
    **MEETING_FILTERS,
    "short": short,
    "bare_amount": bare_amount,
    "spelled": spelled,
    "told_of_club": told_of_club,
    "day": day,
    "full_day": full_day,
    "weekday": weekday,
    "clock": clock,
    "month": month,
    "iso": iso,
    "role": role_name,
    "local_day": local_day,
    "capital": capital,
    "gigabytes": gigabytes,
    "push_time": push_time,
    "names_a_near_day": names_a_near_day,
}
