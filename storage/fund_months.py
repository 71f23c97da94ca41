"""The maintained months of each fund: flows of the month, and what the fund had when it ended.

Kept inside the transaction that writes the entries; `rebuild` makes them anew from the books.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, NamedTuple

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.records import EntryKind, Place
from storage.tables.fund import entries, fund_months, lines

FLOWS = (
    "entries",
    "money_in",
    "money_out",
    "moved_in",
    "moved_out",
    "opened",
    "lent_out",
    "repaid",
    "interest",
)
CLOSINGS = ("box", "bank", "lent")
Effect = dict[str, int]


class Month(NamedTuple):
    """Whose month: a row's key."""

    club_id: int
    fund: str
    first_day: date


def effect_of(effect_kind: str, loan_id: int | None, amounts: dict[str, int]) -> Effect:
    """What one entry adds to its month; `amounts` by place. Transfers are neither income nor expense.

    Interest is whatever an entry that names a loan has earned, wherever the club lets it go.
    """
    earned, spent = -amounts.get(Place.EARNED, 0), amounts.get(Place.SPENT, 0)
    moved = effect_kind == EntryKind.TRANSFER
    lent = amounts.get(Place.LENT, 0)
    return {
        "entries": 1,
        "money_in": 0 if moved else earned,
        "money_out": 0 if moved else spent,
        "moved_in": earned if moved else 0,
        "moved_out": spent if moved else 0,
        "opened": -amounts.get(Place.START, 0),
        "lent_out": lent if effect_kind == EntryKind.LEND else 0,
        "repaid": -lent if effect_kind == EntryKind.REPAY else 0,
        "interest": earned if loan_id is not None else 0,
        **{place: amounts.get(place, 0) for place in CLOSINGS},
    }


def summed(effects: Iterable[tuple[Month, Effect]]) -> dict[Month, Effect]:
    """Effects of many entries, by month."""
    sums: dict[Month, Effect] = defaultdict(lambda: dict.fromkeys((*FLOWS, *CLOSINGS), 0))
    for month, effect in effects:
        total = sums[month]
        for name, amount in effect.items():
            total[name] += amount
    return dict(sums)


async def add(
    connection: AsyncConnection, effects: dict[Month, Effect], latest: dict[tuple[int, str], date | None]
) -> None:
    """Add effects to their months and to the closings of later ones; `latest` month each fund had so far.

    Newest first: a month opened here takes the closing of the one before it, which must not yet hold
    what is added to that one afterwards.
    """
    if not effects:
        return
    months = sorted(effects, reverse=True)
    await connection.execute(_ADD[connection.dialect.name], [_parameters(m, effects[m]) for m in months])
    newest = {fund: month for fund, month in latest.items() if month is not None}
    for month in months:
        fund = (month.club_id, month.fund)
        newest[fund] = max(newest.get(fund, month.first_day), month.first_day)
    behind = [m for m in months if m.first_day < newest[m.club_id, m.fund]]
    if behind:
        await connection.execute(_CARRY, [_parameters(m, effects[m]) for m in behind])


async def rebuild(connection: AsyncConnection, club_ids: Sequence[int] | None = None) -> None:
    """Throw the months of these clubs (None: all) away and make them anew from the entries."""
    flows = _flows_by_month(connection.dialect.name)
    gone = sa.delete(fund_months)
    if club_ids is not None:
        flows = flows.where(entries.c.club_id.in_(club_ids))
        gone = gone.where(fund_months.c.club_id.in_(club_ids))
    await connection.execute(gone)
    month = flows.group_by(*flows.selected_columns[:3]).subquery()
    running = [
        sa.func.sum(month.c[place]).over(partition_by=[month.c.club_id, month.c.fund], order_by=month.c.month)
        for place in CLOSINGS
    ]
    keys_and_flows = [month.c[name] for name in ("club_id", "fund", "month", *FLOWS)]
    columns = ["club_id", "fund", "month", *FLOWS, *CLOSINGS]
    await connection.execute(
        sa.insert(fund_months).from_select(columns, sa.select(*keys_and_flows, *running))
    )


def first_of_month(dialect: str, column: sa.ColumnElement[Any]) -> sa.ColumnElement[Any]:
    """SQL: the first day of the month a date lies in."""
    if dialect == "postgresql":
        return sa.cast(sa.func.date_trunc("month", column), sa.Date)
    return sa.func.strftime("%Y-%m-01", column, type_=sa.Text)


def _flows_by_month(dialect: str) -> sa.Select[Any]:
    amount, place, kind = lines.c.amount, lines.c.place, entries.c.effect_kind
    moved = kind == EntryKind.TRANSFER.value

    def total(*conditions: sa.ColumnElement[bool], sign: int = 1) -> sa.ColumnElement[int]:
        return sa.func.sum(sa.case((sa.and_(*conditions), sign * amount), else_=0))

    flows = {
        "entries": sa.func.count(sa.distinct(entries.c.id)),
        "money_in": total(place == "earned", ~moved, sign=-1),
        "money_out": total(place == "spent", ~moved),
        "moved_in": total(place == "earned", moved, sign=-1),
        "moved_out": total(place == "spent", moved),
        "opened": total(place == "start", sign=-1),
        "lent_out": total(place == "lent", kind == EntryKind.LEND.value),
        "repaid": total(place == "lent", kind == EntryKind.REPAY.value, sign=-1),
        "interest": total(place == "earned", entries.c.loan_id.is_not(None), sign=-1),
        **{owned: total(place == owned) for owned in CLOSINGS},
    }
    month = first_of_month(dialect, entries.c.occurred_on).label("month")
    sums = [flow.label(name) for name, flow in flows.items()]
    return sa.select(entries.c.club_id, entries.c.fund, month, *sums).join(
        lines, lines.c.entry_id == entries.c.id
    )


def _parameters(month: Month, effect: Effect) -> dict[str, object]:
    key = {"of_club": month.club_id, "of_fund": str(month.fund), "of_month": month.first_day}
    return key | {f"add_{name}": amount for name, amount in effect.items()}


def _added(name: str) -> sa.BindParameter[int]:
    return sa.bindparam(f"add_{name}", type_=sa.BigInteger)


_CLUB = sa.bindparam("of_club", type_=sa.BigInteger)
_FUND = sa.bindparam("of_fund", type_=sa.Text)
_MONTH = sa.bindparam("of_month", type_=sa.Date)


def _before(place: str) -> sa.ColumnElement[int]:
    """The closing of the month before, 0 where there is none."""
    earlier = fund_months.alias("earlier")
    before = (
        sa.select(earlier.c[place])
        .where(earlier.c.club_id == _CLUB, earlier.c.fund == _FUND, earlier.c.month < _MONTH)
        .order_by(earlier.c.month.desc())
        .limit(1)
    )
    return sa.func.coalesce(before.scalar_subquery(), 0)


def _adding(dialect: Any) -> Any:
    opened: list[sa.ColumnElement[Any]] = [
        _CLUB,
        _FUND,
        _MONTH,
        *map(_added, FLOWS),
        *(_before(place) + _added(place) for place in CLOSINGS),
    ]
    columns = ["club_id", "fund", "month", *FLOWS, *CLOSINGS]
    statement = dialect.insert(fund_months).from_select(columns, sa.select(*opened).where(sa.true()))
    summed_up = {name: fund_months.c[name] + _added(name) for name in (*FLOWS, *CLOSINGS)}
    return statement.on_conflict_do_update(index_elements=["club_id", "fund", "month"], set_=summed_up)


_ADD = {"sqlite": _adding(sqlite), "postgresql": _adding(postgresql)}
_CARRY = (
    sa.update(fund_months)
    .where(fund_months.c.club_id == _CLUB, fund_months.c.fund == _FUND, fund_months.c.month > _MONTH)
    .values({place: fund_months.c[place] + _added(place) for place in CLOSINGS})
)
