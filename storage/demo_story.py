"""What the people of the demo did from 21/11/2026 on, laid up to the demo's clock (golden "Số liệu chung").

What a visitor of the demo has done already is not done again: the story goes on around it.
"""

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from typing import NamedTuple

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.demo import STORY
from storage.demo_leaders import QUYET_THANG, TAN_TIEN, hao_unreachable, tan_tien_begins
from storage.demo_money import correct_the_gift, lan_repays, lend_to_tu, money_in, money_out
from storage.demo_reports import (
    DONG_TAM,
    FILED_AT,
    KHONG,
    dong_tam_reports,
    khong_meets,
    khong_reports,
    khong_reports_again,
    moment_of,
    sent_back,
)
from storage.records import Fund
from storage.tables.talk import settings

Lay = Callable[[AsyncConnection, datetime], Awaitable[None]]
ACTIVITY = Fund.ACTIVITY_FUND


class Event(NamedTuple):
    """One thing that happened: when, in which club, what."""

    at: datetime
    club_id: int
    lay: Lay


async def catch_up(connection: AsyncConnection, now: datetime) -> int:
    """Lay what happened up to `now`; returns how many events were laid. Nothing outside a demo."""
    found = await connection.execute(sa.select(settings.c.value).where(settings.c.key == STORY))
    until = found.scalar_one_or_none()
    if until is None or now <= datetime.fromisoformat(until):
        return 0
    begun = datetime.fromisoformat(until)
    due = [event for event in EVENTS if begun < event.at <= now]
    for event in due:
        await event.lay(connection, event.at)
    moved = sa.update(settings).where(settings.c.key == STORY).values(value=now.astimezone(UTC).isoformat())
    await connection.execute(moved)
    return len(due)


EVENTS = (
    Event(moment_of(20, "18:00"), QUYET_THANG, hao_unreachable),
    Event(moment_of(21, "09:00"), KHONG, money_in(500_000, 21, "dues", "hội phí tháng 11")),
    Event(moment_of(21, "09:10"), KHONG, money_out(200_000, 20, "meeting_costs", "mua nước")),
    Event(moment_of(22, "08:00"), KHONG, money_in(500_000, 22, "gift", "ông Sơn ủng hộ", "ông Sơn")),
    Event(moment_of(22, "09:30"), KHONG, correct_the_gift),
    Event(moment_of(23, "09:00"), KHONG, lan_repays),
    Event(moment_of(24, "08:30"), KHONG, lend_to_tu),
    Event(moment_of(24, "09:00"), TAN_TIEN, tan_tien_begins),
    Event(moment_of(24, "10:15"), KHONG, money_out(200_000, 24, "visit", "thăm ông Sáu")),
    Event(moment_of(25, "10:31"), KHONG, khong_meets),
    Event(FILED_AT, KHONG, khong_reports),
    Event(moment_of(29, "15:12"), DONG_TAM, dong_tam_reports),
    Event(moment_of(30, "09:00"), KHONG, sent_back),
    Event(moment_of(30, "09:15"), KHONG, khong_reports_again),
)
