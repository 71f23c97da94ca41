"""The outbox as its sender sees it: claimed, sent, unsure, put back.

Several workers may share one outbox: a letter being sent belongs to the worker that claimed it until its
lease ends. While it is "sending", `not_before` is that end.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from handlers.messages import Outgoing
from storage.database import listed
from storage.messages import outgoing_from_json
from storage.tables.messages import inbox, outbox
from storage.tables.people import identities

ONCE_ONLY = ("receipt",)
"""Kinds that are never sent twice: a second receipt reads like a second entry."""


LEASE = timedelta(minutes=5)
"""Longer than any sending may take (bot/outbox.py ends it before): whoever holds a letter longer has died."""


@dataclass(frozen=True, slots=True)
class Claimed:
    """One letter about to be sent; `again` when an earlier attempt may have arrived."""

    id: int
    person_id: int
    channel: str
    address: str
    kind: str
    outgoing: Outgoing
    tries: int
    again: bool
    trace: str = ""  # of the message it answers


PUSHES = ("reminder", "notice", "digest")
"""Kinds nobody asked for: they wait for push hours, and never hold up an answer meanwhile."""


_TRACE = (
    sa.select(inbox.c.trace).where(inbox.c.id == outbox.c.answers_inbox_id).scalar_subquery().label("trace")
)


_FAR = 2**40
_RANK = sa.case(
    (outbox.c.status == "sending", outbox.c.id - _FAR),
    (outbox.c.kind == "notice", outbox.c.id + _FAR),
    else_=outbox.c.id,
)
"""Answers go before notices, a person's own and everybody's: a thousand notices hold nobody's answer up.
What is on its way comes first: nothing overtakes it."""
_TAKEN = sa.update(outbox).where(outbox.c.id.in_(listed("ids")))
_TAKEN = _TAKEN.values(status="sending", tries=outbox.c.tries + 1, not_before=sa.bindparam("lease_ends"))


async def claim(
    connection: AsyncConnection,
    channels: Sequence[str],
    now: datetime,
    limit: int,
    *,
    pushing: bool = True,
    only: str = "",
) -> list[Claimed]:
    """Mark the due letters as being sent: the first of each person only, so that order is kept."""
    asked = {"channels": channels, "now": now, "most": limit, "pushing": pushing, "only": only}
    rows = (await connection.execute(_due_to(bool(only)), asked)).mappings()
    letters = [_claimed(row) for row in rows]
    if letters:
        ids = [letter.id for letter in letters]
        await connection.execute(_TAKEN, {"ids": ids, "lease_ends": now + LEASE})
    return letters


@cache
def _due_to(one_address: bool) -> sa.Select[Any]:
    """Everybody's first letter that may leave now, or that of one address."""
    now = sa.bindparam("now", type_=outbox.c.not_before.type)
    ripe_push = sa.and_(sa.bindparam("pushing", type_=sa.Boolean), outbox.c.not_before <= now)
    in_turn = sa.or_(outbox.c.kind.not_in(PUSHES), ripe_push, outbox.c.status == "sending")
    open_ones = sa.and_(outbox.c.status.in_(("drawing", "waiting", "sending")), in_turn)
    first = sa.select(sa.func.min(_RANK)).where(open_ones).group_by(outbox.c.channel, outbox.c.address)
    leaving = sa.and_(outbox.c.status == "waiting", outbox.c.not_before <= now)
    query = (
        sa.select(outbox, _TRACE)
        .where(_RANK.in_(first), leaving, outbox.c.channel.in_(listed("channels")))
        .order_by(_RANK)
        .limit(sa.bindparam("most"))
        .with_for_update(skip_locked=True)
    )
    return query.where(outbox.c.address == sa.bindparam("only")) if one_address else query


def _claimed(row: Mapping[Any, Any]) -> Claimed:
    return Claimed(
        row["id"],
        row["person_id"],
        row["channel"],
        row["address"],
        row["kind"],
        outgoing_from_json(row["body"]),
        row["tries"],
        row["provider_id"] == UNSURE,
        row["trace"] or "",
    )


UNSURE = "unsure"
"""In `provider_id` of a waiting letter: an earlier attempt may have arrived."""


async def mark_sent(
    connection: AsyncConnection,
    letter_id: int,
    now: datetime,
    provider_id: str,
    *,
    status: str = "sent",
    blocked: bool = False,
) -> None:
    """The letter's story is over; a person who blocked us is remembered as unreachable."""
    changed = {"status": status, "provider_id": provider_id}
    moment = {"sent_at": now} if status == "sent" else {}
    row = await connection.execute(
        sa.update(outbox)
        .where(outbox.c.id == letter_id)
        .values(**changed, **moment)
        .returning(outbox.c.channel, outbox.c.address)
    )
    found = row.one()
    if blocked:
        await connection.execute(
            sa.update(identities)
            .where(identities.c.channel == found.channel, identities.c.address == found.address)
            .values(blocked_at=now)
        )


async def mark_unsure(connection: AsyncConnection, letter: Claimed, again_at: datetime) -> None:
    """Sent, but nobody knows whether it arrived."""
    if letter.kind in ONCE_ONLY:
        values: dict[str, Any] = {"status": "unknown"}
    else:
        values = {"status": "waiting", "not_before": again_at, "provider_id": UNSURE}
    await connection.execute(sa.update(outbox).where(_still_held(letter)).values(**values))


async def put_back(connection: AsyncConnection, letter: Claimed, again_at: datetime) -> None:
    """Surely not delivered: it waits for its next try."""
    values = {"status": "waiting", "not_before": again_at}
    await connection.execute(sa.update(outbox).where(_still_held(letter)).values(**values))


def _still_held(letter: Claimed) -> sa.ColumnElement[bool]:
    """Nobody has taken it over since: every claim counts one try more."""
    return sa.and_(outbox.c.id == letter.id, outbox.c.status == "sending", outbox.c.tries == letter.tries + 1)


async def release_unfinished(connection: AsyncConnection, now: datetime, *, alone: bool) -> None:
    """What a crash left "sending": receipts become unknown, the rest is sent again and says so.

    Files it was drawing are drawn again: their letters have not left.
    Where there are other workers (not `alone`) only letters whose lease has ended: the rest are on their way.
    """
    left = sa.true() if alone else outbox.c.not_before <= now
    caught = sa.and_(outbox.c.status == "sending", left)
    once = outbox.c.kind.in_(ONCE_ONLY)
    await connection.execute(sa.update(outbox).where(caught, once).values(status="unknown"))
    await connection.execute(
        sa.update(outbox).where(caught, ~once).values(status="waiting", not_before=now, provider_id=UNSURE)
    )
    await connection.execute(
        sa.update(outbox).where(outbox.c.status == "drawing", left).values(not_before=now)
    )


async def last_pushed(connection: AsyncConnection, person_ids: Sequence[int]) -> dict[int, datetime]:
    """When each person last got something they had not asked for."""
    if not person_ids:
        return {}
    query = (
        sa.select(outbox.c.person_id, sa.func.max(outbox.c.sent_at).label("at"))
        .where(outbox.c.person_id.in_(person_ids), outbox.c.kind.in_(PUSHES), outbox.c.status == "sent")
        .group_by(outbox.c.person_id)
    )
    return {row.person_id: row.at for row in await connection.execute(query) if row.at is not None}
