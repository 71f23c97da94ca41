"""What a club's books know of one month besides money: meetings, roster, activities."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from handlers.report.areas import CARE, DOINGS, SELF_HELP
from handlers.report.book import MonthFacts
from handlers.report.periods import first_day, last_day
from storage.tables.clubs import members
from storage.tables.meeting import activities, meetings

NOBODY = (0, 0, 0)


async def load_month_facts(
    connection: AsyncConnection, club_ids: Sequence[int], period: str
) -> dict[int, MonthFacts]:
    """Facts by club; what nobody recorded stays None: that is not zero."""
    facts = {club_id: MonthFacts() for club_id in club_ids}
    await _meetings(connection, facts, period)
    await _roster(connection, facts, period)
    await _activities(connection, facts, period)
    return facts


async def _meetings(connection: AsyncConnection, facts: dict[int, MonthFacts], period: str) -> None:
    query = (
        sa.select(meetings)
        .where(meetings.c.club_id.in_(facts), meetings.c.held_on.between(first_day(period), last_day(period)))
        .order_by(meetings.c.held_on)
    )
    for row in await connection.execute(query):
        known = replace(facts[row.club_id], meeting_on=row.held_on, roster=NOBODY)
        if row.present_count is not None:
            known = replace(known, present=row.present_count)
        if row.measured_count is not None:
            known = replace(known, measured=row.measured_count)
        facts[row.club_id] = known


async def _roster(connection: AsyncConnection, facts: dict[int, MonthFacts], period: str) -> None:
    month = (first_day(period), last_day(period))
    moved = sa.or_(members.c.joined_on.between(*month), members.c.left_on.between(*month))
    query = sa.select(members.c.club_id, members.c.joined_on, members.c.left_on, members.c.left_reason).where(
        members.c.club_id.in_(facts), moved
    )
    for row in await connection.execute(query):
        joined, left, died = facts[row.club_id].roster or NOBODY
        joined += row.joined_on is not None and month[0] <= row.joined_on <= month[1]
        gone = row.left_on is not None and month[0] <= row.left_on <= month[1]
        died += gone and row.left_reason == "died"
        left += gone and row.left_reason != "died"
        facts[row.club_id] = replace(facts[row.club_id], roster=(joined, left, died))


async def _activities(connection: AsyncConnection, facts: dict[int, MonthFacts], period: str) -> None:
    query = (
        sa.select(activities)
        .where(
            activities.c.club_id.in_(facts),
            activities.c.done_on.between(first_day(period), last_day(period)),
        )
        .order_by(activities.c.id)
    )
    for row in await connection.execute(query):
        facts[row.club_id] = _with_activity(facts[row.club_id], row)


def _with_activity(facts: MonthFacts, row: Any) -> MonthFacts:
    facts = replace(facts, areas=facts.areas | {row.area_number})
    if row.area_number == CARE:
        before = facts.care or (0, 0)
        return replace(facts, care=(max(before[0], row.people), before[1] + row.amount_count))
    if row.area_number == SELF_HELP:
        given = facts.self_help or (0, 0)
        return replace(facts, self_help=(given[0] + row.people, given[1] + row.amount_count))
    if row.kind in DOINGS:
        return replace(facts, doings=tuple(dict.fromkeys([*(facts.doings or ()), row.kind])))
    return facts
