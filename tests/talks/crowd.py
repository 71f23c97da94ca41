"""Several people, or several workers, over one database: sending, settling, and what the books then say."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

import sqlalchemy as sa

from bot.assembly import assemble
from bot.channel import Outcome, Sent
from bot.clock import DEFAULT_ZONE
from bot.runtime import Runtime
from bot.terminal import Terminal
from handlers.messages import Incoming, Outgoing
from storage.database import Database, open_database
from storage.tables.fund import entries
from storage.tables.messages import inbox, outbox
from storage.tables.report import report_versions, reports
from storage.verify import verify
from tests.talks.conversation import Conversation, moment

AT = "2026-11-21 09:00"
COMMITTEE = ("leader", "deputy", "secretary", "treasurer")
PEOPLE = (*COMMITTEE, "leader-2", "leader-3", "leader-4")


def message(handle: str, text: str, name: str = "", at: str = AT) -> Incoming:
    """Words from one of the demo's people; `name` is the channel's message id."""
    return Incoming("terminal", handle, name or uuid4().hex, moment(at), text=text)


class TickingClock:
    """A tenth of a second later at every look: what came in before a question left is known to be earlier."""

    def __init__(self, moment: datetime) -> None:
        self.moment = moment

    def now(self) -> datetime:
        self.moment += timedelta(seconds=0.1)
        return self.moment

    def stamped(self, at: datetime) -> datetime:
        return at


class Postbag(Terminal):
    """A channel that remembers to whom it sent, and can be told how the next sendings end."""

    def __init__(self, *outcomes: Outcome) -> None:
        super().__init__()
        self.letters: list[tuple[str, str]] = []
        self.outcomes = list(outcomes)

    async def send(self, address: str, message: Outgoing) -> Sent:
        self.letters.append((address, message.text))
        return Sent(self.outcomes.pop(0) if self.outcomes else Outcome.SENT)

    def to(self, handle: str) -> list[str]:
        """What that person was sent, oldest first."""
        return [text for address, text in self.letters if address == handle]


async def demo_data(url: str, at: str = AT) -> None:
    """Demo data up to that moment."""
    talk = Conversation(url)
    try:
        await talk.begin(moment(at))
    finally:
        await talk.close()


@asynccontextmanager
async def worker(url: str, bag: Postbag | None = None, at: str = AT) -> AsyncIterator[Runtime]:
    """One process's worth of objects over a database that others may use as well."""
    database = open_database(url)
    assistant = assemble(database, DEFAULT_ZONE)
    try:
        yield Runtime(assistant, [bag or Postbag()], TickingClock(moment(at)))
    finally:
        await database.dispose()


@asynccontextmanager
async def demo_worker(url: str, bag: Postbag | None = None, at: str = AT) -> AsyncIterator[Runtime]:
    """The same over fresh demo data."""
    await demo_data(url, at)
    async with worker(url, bag, at) as runtime:
        yield runtime


async def settled(*workers: Runtime) -> None:
    """All of them at work until nothing is new any more."""
    for _ in range(50):
        await asyncio.gather(*(each.settle() for each in workers))
        if not await count_of(workers[0].assistant.database, inbox, inbox.c.status == "new"):
            return
    raise AssertionError("messages are left that nobody takes")


async def count_of(database: Database, table: sa.Table, *where: Any) -> int:
    async with database.read() as connection:
        found = await connection.execute(sa.select(sa.func.count()).select_from(table).where(*where))
        return int(found.scalar_one())


async def written(database: Database) -> tuple[int, int]:
    """How many effects there are: entries by talks, versions of November's reports (the demo's included)."""
    november = sa.select(reports.c.id).where(reports.c.period == "2026-11")
    return (
        await count_of(database, entries, entries.c.talk_id.is_not(None)),
        await count_of(database, report_versions, report_versions.c.report_id.in_(november)),
    )


async def sound(database: Database) -> None:
    """Chains, balances and keys hold, and receipts are numbered without a gap."""
    async with database.read() as connection:
        assert await verify(connection) == []
        rows = await connection.execute(sa.select(entries).where(entries.c.receipt_number.is_not(None)))
        piles: dict[Any, list[int]] = {}
        for row in rows:
            piles.setdefault((row.club_id, row.fund, row.receipt_side), []).append(row.receipt_number)
    for numbers in piles.values():
        assert sorted(numbers) == list(range(min(numbers), min(numbers) + len(numbers)))


async def answered_once(database: Database) -> None:
    """Every message had exactly one reply; the second page of a long one is no second reply."""
    async with database.read() as connection:
        asked = set((await connection.execute(sa.select(inbox.c.id))).scalars())
        replies = (
            await connection.execute(
                sa.select(outbox.c.answers_inbox_id).where(outbox.c.key.not_like("turn/%/%"))
            )
        ).scalars()
        counted = Counter(each for each in replies if each is not None)
    assert counted == Counter(asked)


async def letters(database: Database) -> Sequence[Any]:
    """The outbox, oldest first."""
    async with database.read() as connection:
        return list(await connection.execute(sa.select(outbox).order_by(outbox.c.id)))
