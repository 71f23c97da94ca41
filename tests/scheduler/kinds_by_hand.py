"""What a digest says of clubs one by one, worked out again from raw rows: how a report is missing, flags."""

from collections import Counter, defaultdict
from datetime import date, timedelta
from typing import Any

from sqlalchemy.ext.asyncio import AsyncConnection

from tests.scheduler.digest_by_hand import rows

QUIET, COUNTS_LOOK_BACK = timedelta(days=61), timedelta(days=31)
LARGE = 1_000_000


class Country:
    """The raw rows of a country whose clubs meet every month."""

    def __init__(self, tables: dict[str, list[Any]], until: date, period: str) -> None:
        self.tables, self.until, self.period = tables, until, period
        self.lines = defaultdict(list)
        for line in tables["lines"]:
            self.lines[line.entry_id].append(line)
        reached = {i.person_id for i in tables["identities"] if i.blocked_at is None}
        self.reached = {role.club_id for role in tables["roles"] if role.person_id in reached}
        self.begun = {t.subject for t in tables["talks"] if t.status in ("open", "parked")}

    def standing(self, club: int) -> str:
        filed = {r.club_id: r.status for r in self.tables["reports"] if r.period == self.period}
        if club in filed:
            return "sent_back" if filed[club] == "sent_back" else "filed"
        if f"club:{club}/period:{self.period}" in self.begun:
            return "in_progress"
        return "not_started" if club in self.reached else "unreachable"

    def flags(self, club: int) -> set[str]:
        found = {"no_meeting"} if self._last_met(club) < self.until - QUIET else set()
        counts = [c for c in self.tables["cash_counts"] if c.club_id == club and c.counted_on <= self.until]
        newest = max(counts, key=lambda count: count.id, default=None)
        open_gap = newest is not None and newest.difference and newest.settled_entry_id is None
        if newest is not None and open_gap and newest.counted_on >= self.until - COUNTS_LOOK_BACK:
            found.add("gap")
        owed = self._owed(club)
        late = sum(amount for loan, amount in owed.items() if self._due(loan) < self.until and amount > 0)
        if late * 20 > sum(owed.values()):
            found.add("overdue")
        return found | ({"ten_times"} if self._ten_times(club) else set())

    def _last_met(self, club: int) -> date:
        held = [m.held_on for m in self.tables["meetings"] if m.club_id == club and m.held_on <= self.until]
        return max(held, default=date.min)

    def _due(self, loan: int) -> date:
        due: date = next(row.due_on for row in self.tables["loans"] if row.id == loan)
        return due

    def _entries(self, club: int) -> list[Any]:
        mine = (e for e in self.tables["entries"] if e.club_id == club and e.occurred_on <= self.until)
        return list(mine)

    def _owed(self, club: int) -> dict[int, int]:
        owed: dict[int, int] = defaultdict(int)
        for entry in self._entries(club):
            for line in self.lines[entry.id]:
                if line.place == "lent":
                    owed[entry.loan_id] += line.amount
        return owed

    def _ten_times(self, club: int) -> bool:
        """The largest income or expense of the week beside the average of the months before this one."""
        monday = self.until - timedelta(days=6)
        turned = {e: self._turned(e) for e in self._entries(club) if e.kind in ("income", "expense")}
        biggest = max((amount for e, amount in turned.items() if e.occurred_on >= monday), default=0)
        first = monday.replace(day=1)
        months = [e for e in self._entries(club) if e.kind != "opening" and e.occurred_on < first]
        opened = [e for e in self._entries(club) if e.kind == "opening" and e.occurred_on < first]
        number = len(months) + len(opened)
        usual = sum(self._turned(e) for e in months) // number if number else 0
        return biggest >= LARGE and 0 < usual * 10 <= biggest

    def _turned(self, entry: Any) -> int:
        return sum(abs(line.amount) for line in self.lines[entry.id] if line.place in ("earned", "spent"))


TABLES = "clubs entries lines identities roles talks reports cash_counts loans meetings".split()


async def country(connection: AsyncConnection, until: date, period: str) -> Country:
    return Country({name: await rows(connection, name) for name in TABLES}, until, period)


def kinds(found: Country, clubs: list[int]) -> tuple[Counter[str], Counter[str]]:
    """The counts of standings and flags over some clubs."""
    flags = (flag for club in clubs for flag in found.flags(club))
    return Counter(found.standing(club) for club in clubs), Counter(flags)
