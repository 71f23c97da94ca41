"""The people of an area's clubs on a day: members, those of sixty and more, women among them, borrowers."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from handlers.officer.figures import AreaAsk, AreaPeople, PeopleCount
from storage import officer_sums_sql as sums
from storage.books import chunks
from storage.officer_overdue import written_after
from storage.officer_sql import Where
from storage.officer_where import where_on
from storage.records import Fund
from storage.tables.clubs import clubs, members
from storage.tables.fund import entries, lines
from storage.tables.loans import loans

ELDER = 60  # years; the age of a người cao tuổi (Law on the Elderly, article 2)


async def load_area_people(connection: AsyncConnection, asks: Sequence[AreaAsk]) -> dict[AreaAsk, AreaPeople]:
    """The people of each area's clubs at the end of `until`."""
    return {ask: await _people(connection, ask) for ask in asks}


async def _people(connection: AsyncConnection, ask: AreaAsk) -> AreaPeople:
    where = await where_on(connection, ask.code, ask.until)
    counted = (await connection.execute(_members(where, ask.until))).all()
    borrowing = await _borrowing(connection, [row.id for row in counted], ask.until)
    return AreaPeople(
        {
            row.id: PeopleCount(row.members, row.elders, row.elder_women, borrowing.get(row.id, 0))
            for row in counted
        }
    )


async def _borrowing(connection: AsyncConnection, club_ids: Sequence[int], on: date) -> dict[int, int]:
    """Borrowers by club: from what loans owe today, or for clubs that wrote since, from the entries."""
    dialect = connection.dialect.name
    changed = await written_after(connection, club_ids, on)
    rows: Any = await connection.execute(sums.borrowers(dialect), {"here": sums.given(dialect, club_ids)})
    found: dict[int, int] = {row[0]: row[1] for row in rows if row[0] not in changed}
    for some in chunks(sorted(changed)):
        then: Any = await connection.execute(_borrowers(clubs.c.id.in_(some), on))
        found |= {row[0]: row[1] for row in then}
    return found


def _members(where: Where, on: date) -> sa.Select[Any]:
    elder = born_by(on, ELDER)
    woman = members.c.sex == "female"
    return (
        sa.select(
            clubs.c.id,
            sa.func.count().label("members"),
            sa.func.sum(sa.case((elder, 1), else_=0)).label("elders"),
            sa.func.sum(sa.case((sa.and_(elder, woman), 1), else_=0)).label("elder_women"),
        )
        .select_from(clubs.join(members, belongs_to_club(on)))
        .where(where)
        .group_by(clubs.c.id)
    )


def belongs_to_club(on: date) -> sa.ColumnElement[bool]:
    """SQL: joins a club with its members of that day."""
    return sa.and_(
        members.c.club_id == clubs.c.id,
        sa.or_(members.c.joined_on.is_(None), members.c.joined_on <= on),
        sa.or_(members.c.left_on.is_(None), members.c.left_on > on),
    )


def born_by(on: date, age: int) -> sa.ColumnElement[bool]:
    """SQL: whether a member has that age on the day; by year where the birthday is not known."""
    return sa.case(
        (members.c.birth_date.is_not(None), members.c.birth_date <= _years_before(on, age)),
        else_=members.c.birth_year <= on.year - age,
    )


def _years_before(on: date, years: int) -> date:
    """Who was born on 29 February has the birthday on 1 March of other years."""
    if on.month == 2 and on.day == 29:
        return date(on.year - years, 2, 29) if (on.year - years) % 4 == 0 else date(on.year - years, 2, 28)
    return on.replace(year=on.year - years)


def _borrowers(where: Where, on: date) -> sa.Select[Any]:
    """Members who still owed principal at the end of the day, each once.

    Looked for among loans open today and those written about since: the many repaid long ago are not walked.
    """
    here = sa.select(clubs.c.id).where(where)
    since = sa.and_(
        entries.c.club_id.in_(here),
        entries.c.fund == Fund.INCOME_FUND.value,
        entries.c.occurred_on > on,
        entries.c.loan_id.is_not(None),
    )
    still_open = sa.select(loans.c.id).where(loans.c.club_id.in_(here), loans.c.status == "open")
    wanted = still_open.union(sa.select(entries.c.loan_id).where(since)).subquery("wanted")
    owing = (
        sa.select(loans.c.club_id, loans.c.member_id)
        .select_from(
            wanted.join(loans, loans.c.id == wanted.c[0])
            .join(entries, sa.and_(entries.c.loan_id == loans.c.id, entries.c.occurred_on <= on))
            .join(lines, sa.and_(lines.c.entry_id == entries.c.id, lines.c.place == "lent"))
        )
        .group_by(loans.c.club_id, loans.c.member_id)
        .having(sa.func.sum(lines.c.amount) > 0)
        .subquery()
    )
    return sa.select(owing.c.club_id, sa.func.count()).group_by(owing.c.club_id)
