"""What the database says about how the assistant is doing, and whom to tell. Counts only, nobody's words."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from handlers.messages import Outgoing
from storage.messages import outgoing_from_json
from storage.role_days import in_force
from storage.tables.messages import inbox, outbox
from storage.tables.people import identities, people, roles

UNSENT = ("waiting", "sending")
UNDRAWN = "drawing"


@dataclass(frozen=True, slots=True)
class Counts:
    """At one moment; `late` are letters by channel that were tried and have not left."""

    waiting: int
    failed: int
    set_aside: int
    oldest_unanswered: datetime | None
    newest_row: datetime | None
    late: dict[str, int]


@dataclass(frozen=True, slots=True)
class Operator:
    """Somebody who looks after the machine; addresses are (channel, address), the one heard last first."""

    person_id: int
    honorific: str
    addresses: tuple[tuple[str, str], ...]


async def load_counts(connection: AsyncConnection, now: datetime, since: datetime) -> Counts:
    """`since` is where counting of failures begins. Letters put off to a later hour do not wait."""
    due = sa.and_(
        outbox.c.status.in_((UNDRAWN, *UNSENT)), sa.or_(outbox.c.not_before <= now, outbox.c.tries > 0)
    )
    late = sa.and_(outbox.c.status.in_(UNSENT), outbox.c.tries > 0)
    by_channel = sa.select(outbox.c.channel, sa.func.count()).where(late).group_by(outbox.c.channel)
    newest = sa.select(inbox.c.received_at).order_by(inbox.c.id.desc()).limit(1)
    return Counts(
        waiting=await _count(connection, outbox, due),
        failed=await _count(connection, outbox, outbox.c.status == "failed", outbox.c.created_at >= since),
        set_aside=await _count(connection, inbox, inbox.c.status == "aside", inbox.c.handled_at >= since),
        oldest_unanswered=await connection.scalar(
            sa.select(sa.func.min(inbox.c.received_at)).where(inbox.c.status == "new")
        ),
        newest_row=await connection.scalar(newest),
        late={str(name): int(count) for name, count in await connection.execute(by_channel)},
    )


async def _count(connection: AsyncConnection, table: sa.Table, *where: sa.ColumnElement[bool]) -> int:
    query = sa.select(sa.func.count()).select_from(table).where(*where)
    return int((await connection.execute(query)).scalar_one())


async def load_operators(connection: AsyncConnection, today: date) -> list[Operator]:
    """Everybody who holds the role on that day and can be reached somewhere."""
    query = (
        sa.select(people.c.id, people.c.honorific, identities.c.channel, identities.c.address)
        .join(roles, roles.c.person_id == people.c.id)
        .join(identities, identities.c.person_id == people.c.id)
        .where(
            roles.c.role == "operator",
            in_force(today),
            identities.c.blocked_at.is_(None),
        )
        .order_by(people.c.id, identities.c.last_heard_at.desc(), identities.c.id)
        .distinct()
    )
    found: dict[int, Operator] = {}
    for row in await connection.execute(query.add_columns(identities.c.last_heard_at, identities.c.id)):
        known = found.get(row.id, Operator(row.id, row.honorific, ()))
        place = (row.channel, row.address)
        found[row.id] = Operator(known.person_id, known.honorific, (*known.addresses, place))
    return list(found.values())


async def load_sent(
    connection: AsyncConnection, channel: str, first: datetime
) -> list[tuple[datetime, Outgoing]]:
    """Every message sent on a channel since `first`: a plan with a monthly limit is metered from it."""
    query = sa.select(outbox.c.sent_at, outbox.c.body).where(
        outbox.c.channel == channel, outbox.c.status == "sent", outbox.c.sent_at >= first
    )
    return [(row.sent_at, outgoing_from_json(row.body)) for row in await connection.execute(query)]


async def load_addresses_on(connection: AsyncConnection, channel: str) -> list[str]:
    """Everybody who ever wrote on a channel."""
    found = await connection.execute(sa.select(identities.c.address).where(identities.c.channel == channel))
    return list(found.scalars())


async def database_time(connection: AsyncConnection) -> datetime:
    """The database's own clock; PostgreSQL's may run on another machine."""
    found = (await connection.execute(sa.select(sa.func.current_timestamp()))).scalar_one()
    return found if found.tzinfo is not None else found.replace(tzinfo=UTC)


async def hurry(connection: AsyncConnection, channels: Sequence[str], now: datetime) -> None:
    """Letters that were put off because their channel was broken are tried at once."""
    late = sa.and_(outbox.c.status == "waiting", outbox.c.tries > 0, outbox.c.channel.in_(list(channels)))
    await connection.execute(sa.update(outbox).where(late).values(not_before=now))
