"""The digest's figures worked out again from raw rows in plain Python, knowing nothing of summaries."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.tables.every import metadata

OWNED = ("box", "bank", "lent")


@dataclass(frozen=True)
class ByHand:
    """What the digest of some clubs should say."""

    total: int
    change: int
    lent: int
    overdue: int
    overdue_count: int
    present: int
    invited: int
    filed: int
    members: int
    elders: int
    borrowers: int


async def rows(connection: AsyncConnection, table: str) -> list[Any]:
    return list((await connection.execute(sa.select(metadata.tables[table]))).all())


async def by_hand(connection: AsyncConnection, codes: set[str], until: date, period: str) -> ByHand:
    """Figures of the clubs in these communes at the end of `until`; reports as they stand."""
    here = {club.id for club in await rows(connection, "clubs") if club.area_code in codes}
    entries = {entry.id: entry for entry in await rows(connection, "entries") if entry.club_id in here}
    total = before = lent = 0
    owed: dict[int, int] = defaultdict(int)
    for line in await rows(connection, "lines"):
        entry = entries.get(line.entry_id)
        if entry is None or line.place not in OWNED or entry.occurred_on > until:
            continue
        total += line.amount
        before += line.amount if entry.occurred_on <= until - timedelta(days=7) else 0
        if line.place == "lent":
            lent += line.amount
            owed[entry.loan_id] += line.amount
    loans = [loan for loan in await rows(connection, "loans") if loan.club_id in here and owed[loan.id] > 0]
    late = [loan for loan in loans if loan.due_on < until]
    people = [m for m in await rows(connection, "members") if m.club_id in here and _belongs(m, until)]
    met = [
        meeting
        for meeting in await rows(connection, "meetings")
        if meeting.club_id in here and until - timedelta(days=7) < meeting.held_on <= until
    ]
    filed = [
        r
        for r in await rows(connection, "reports")
        if r.club_id in here and r.period == period and r.status not in ("draft", "sent_back")
    ]
    return ByHand(
        total,
        total - before,
        lent,
        sum(owed[loan.id] for loan in late),
        len(late),
        sum(meeting.present_count for meeting in met),
        sum(sum(m.club_id == meeting.club_id for m in people) for meeting in met),
        len(filed),
        len(people),
        sum(m.birth_year <= until.year - 60 for m in people),
        len({loan.member_id for loan in loans}),
    )


def _belongs(member: Any, day: date) -> bool:
    return member.joined_on <= day and (member.left_on is None or member.left_on > day)
