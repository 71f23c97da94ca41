"""What each club's funds had at the end of every day with entries, and what is still owed on each loan.

Kept inside the transaction that writes the entries. With it a figure of any day or week is one look a club:
the newest row that is not later, and the few rows of the week.
"""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import Any, NamedTuple

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.records import EntryKind, Place
from storage.tables.base import FUNDS
from storage.tables.fund import OWNED_PLACES, club_days, entries, lines, loan_balances

OUTSIDE = (Place.EARNED, Place.SPENT, Place.START)
WEEKLY = ("entries", "gained", "biggest")
CLOSINGS = tuple(f"{fund}_{place}" for fund in FUNDS for place in OWNED_PLACES)
Sums = dict[str, int]


class Day(NamedTuple):
    """Whose day: a row's key."""

    club_id: int
    on: date


class Booked(NamedTuple):
    """One entry as far as these sums are concerned; `amounts` by place."""

    day: Day
    fund: str
    effect_kind: str
    loan_id: int | None
    amounts: dict[str, int]


def day_sums(booked: Iterable[Booked]) -> dict[Day, Sums]:
    """What entries add to their days.

    An entry sums to zero, so its line outside box, bank and lent says what the fund gained; `biggest` leaves
    transfers between the two funds aside.
    """
    sums: dict[Day, Sums] = defaultdict(lambda: dict.fromkeys((*WEEKLY, *CLOSINGS), 0))
    for entry in booked:
        total = sums[entry.day]
        for place, amount in entry.amounts.items():
            if place in OWNED_PLACES:
                total[f"{entry.fund}_{place}"] += amount
                continue
            total["entries"] += 1
            total["gained"] -= amount
            if entry.effect_kind != EntryKind.TRANSFER:
                total["biggest"] = max(total["biggest"], abs(amount))
    return dict(sums)


def loan_sums(booked: Iterable[Booked]) -> dict[int, int]:
    """What entries add to the principal still owed, by loan."""
    sums: dict[int, int] = defaultdict(int)
    for entry in booked:
        if entry.loan_id is not None and Place.LENT in entry.amounts:
            sums[entry.loan_id] += entry.amounts[Place.LENT]
    return dict(sums)


async def keep(connection: AsyncConnection, booked: list[Booked]) -> None:
    """Add what was just written: to its days, to the closings of later days, to its loans.

    Newest first: a day opened here takes the closing of the one before it, which must not yet hold what is
    added to that one afterwards.
    """
    days = sorted(day_sums(booked).items(), reverse=True)
    if days:
        rows = [_parameters(day, sums) for day, sums in days]
        await connection.execute(_ADD[connection.dialect.name], rows)
        await connection.execute(_CARRY, rows)
    owed = [{"of_loan": loan, "add_owed": amount} for loan, amount in loan_sums(booked).items()]
    if owed:
        await connection.execute(_OWE[connection.dialect.name], owed)


async def rebuild(connection: AsyncConnection) -> None:
    """Throw days and balances away and make them anew from the entries."""
    await connection.execute(sa.delete(club_days))
    await connection.execute(sa.delete(loan_balances))
    day = _by_day().subquery()
    running = [
        sa.func.sum(day.c[name]).over(partition_by=day.c.club_id, order_by=day.c.day) for name in CLOSINGS
    ]
    columns = ["club_id", "day", *WEEKLY, *CLOSINGS]
    flows: list[sa.ColumnElement[Any]] = [day.c[name] for name in columns[: -len(CLOSINGS)]]
    anew = sa.select(*flows, *running)
    await connection.execute(sa.insert(club_days).from_select(columns, anew))
    await connection.execute(sa.insert(loan_balances).from_select(["loan_id", "owed"], _by_loan()))


def _by_day() -> sa.Select[Any]:
    amount = lines.c.amount
    outside, moved = lines.c.place.in_(OUTSIDE), entries.c.effect_kind == EntryKind.TRANSFER.value

    def total(condition: sa.ColumnElement[bool], worth: Any) -> sa.ColumnElement[int]:
        return sa.func.sum(sa.case((condition, worth), else_=0))

    sums = {
        "entries": total(outside, 1),
        "gained": total(outside, -amount),
        "biggest": sa.func.max(sa.case((outside & ~moved, sa.func.abs(amount)), else_=0)),
    }
    for fund in FUNDS:
        for place in OWNED_PLACES:
            sums[f"{fund}_{place}"] = total((entries.c.fund == fund) & (lines.c.place == place), amount)
    named = [worth.label(name) for name, worth in sums.items()]
    key = (entries.c.club_id, entries.c.occurred_on)
    source = entries.join(lines, lines.c.entry_id == entries.c.id)
    chosen = sa.select(key[0], key[1].label("day"), *named).select_from(source)
    return chosen.group_by(*key)


def _by_loan() -> sa.Select[Any]:
    return (
        sa.select(entries.c.loan_id, sa.func.sum(lines.c.amount))
        .join(lines, lines.c.entry_id == entries.c.id)
        .where(entries.c.loan_id.is_not(None), lines.c.place == Place.LENT.value)
        .group_by(entries.c.loan_id)
    )


def _parameters(day: Day, sums: Sums) -> dict[str, object]:
    added = {f"add_{name}": amount for name, amount in sums.items()}
    return {"of_club": day.club_id, "of_day": day.on} | added


def _added(name: str) -> sa.BindParameter[int]:
    return sa.bindparam(f"add_{name}", type_=sa.BigInteger)


_CLUB = sa.bindparam("of_club", type_=sa.BigInteger)
_DAY = sa.bindparam("of_day", type_=sa.Date)


def _before(name: str) -> sa.ColumnElement[int]:
    """The closing of the day before, 0 where there is none."""
    earlier = club_days.alias("earlier")
    before = sa.select(earlier.c[name]).where(earlier.c.club_id == _CLUB, earlier.c.day < _DAY)
    return sa.func.coalesce(before.order_by(earlier.c.day.desc()).limit(1).scalar_subquery(), 0)


def _adding(dialect: Any) -> Any:
    opened: list[sa.ColumnElement[Any]] = [_CLUB, _DAY]
    opened += [*map(_added, WEEKLY), *(_before(name) + _added(name) for name in CLOSINGS)]
    columns = ["club_id", "day", *WEEKLY, *CLOSINGS]
    statement = dialect.insert(club_days).from_select(columns, sa.select(*opened).where(sa.true()))
    kept, new = club_days.c.biggest, _added("biggest")
    summed = {name: club_days.c[name] + _added(name) for name in (*WEEKLY, *CLOSINGS) if name != "biggest"}
    summed["biggest"] = sa.case((kept < new, new), else_=kept)
    return statement.on_conflict_do_update(index_elements=["club_id", "day"], set_=summed)


def _owing(dialect: Any) -> Any:
    loan = sa.bindparam("of_loan", type_=sa.BigInteger)
    statement = dialect.insert(loan_balances).values(loan_id=loan, owed=_added("owed"))
    more = {"owed": loan_balances.c.owed + _added("owed")}
    return statement.on_conflict_do_update(index_elements=["loan_id"], set_=more)


_ADD = {"sqlite": _adding(sqlite), "postgresql": _adding(postgresql)}
_OWE = {"sqlite": _owing(sqlite), "postgresql": _owing(postgresql)}
_CARRY = (
    sa.update(club_days)
    .where(club_days.c.club_id == _CLUB, club_days.c.day > _DAY)
    .values({name: club_days.c[name] + _added(name) for name in CLOSINGS})
)
