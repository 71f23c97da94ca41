"""Sums of an area's clubs for questions in free words: money of whole months, people by sex and age."""

from collections.abc import Sequence

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from handlers.inquiry.area_flows import AreaFlows, ClubFlows, FlowsAsk
from handlers.inquiry.people import AreaHeads, Heads, HeadsAsk
from storage.officer_people import belongs_to_club, born_by
from storage.officer_where import where_on
from storage.tables.clubs import clubs, members
from storage.tables.fund import fund_months


async def load_area_flows(connection: AsyncConnection, asks: Sequence[FlowsAsk]) -> dict[FlowsAsk, AreaFlows]:
    """From the maintained months, by club."""
    return {ask: await _flows(connection, ask) for ask in asks}


async def _flows(connection: AsyncConnection, ask: FlowsAsk) -> AreaFlows:
    month = fund_months.c
    wanted = ("money_in", "money_out", "lent_out", "repaid")
    query = (
        sa.select(clubs.c.id, *(sa.func.sum(month[name]).label(name) for name in wanted))
        .select_from(clubs.join(fund_months, month.club_id == clubs.c.id))
        .where(await where_on(connection, ask.code, ask.last), month.month.between(ask.first, ask.last))
        .group_by(clubs.c.id)
    )
    rows = await connection.execute(query)
    return AreaFlows({row.id: ClubFlows(*map(int, row[1:])) for row in rows})  # PostgreSQL sums to Decimal


async def load_area_heads(connection: AsyncConnection, asks: Sequence[HeadsAsk]) -> dict[HeadsAsk, AreaHeads]:
    """Members of each club on a day, of an age where one is asked about."""
    return {ask: await _heads(connection, ask) for ask in asks}


async def _heads(connection: AsyncConnection, ask: HeadsAsk) -> AreaHeads:
    known = sa.or_(members.c.birth_date.is_not(None), members.c.birth_year.is_not(None))
    aged = born_by(ask.on, ask.age)
    fits = sa.and_(known, sa.not_(aged) if ask.younger else aged) if ask.age else sa.true()

    def counted(*conditions: sa.ColumnElement[bool]) -> sa.ColumnElement[int]:
        return sa.func.sum(sa.case((sa.and_(*conditions), 1), else_=0))

    unknown = counted(sa.not_(known)) if ask.age else sa.literal(0)
    query = (
        sa.select(
            clubs.c.id,
            counted(fits).label("people"),
            counted(fits, members.c.sex == "female").label("women"),
            counted(fits, members.c.sex == "male").label("men"),
            unknown.label("unknown"),
            sa.func.count().label("roll"),
        )
        .select_from(clubs.join(members, belongs_to_club(ask.on)))
        .where(await where_on(connection, ask.code, ask.on))
        .group_by(clubs.c.id)
    )
    rows = await connection.execute(query)
    return AreaHeads({row.id: Heads(*map(int, row[1:])) for row in rows})
