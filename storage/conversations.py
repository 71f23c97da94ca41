"""One person's conversation on one channel, both directions in the order it happened."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.tables.clubs import areas, clubs
from storage.tables.messages import inbox, outbox
from storage.tables.people import people, roles


@dataclass(frozen=True, slots=True)
class Line:
    """One message; `cursor` sorts as text in the order of the conversation."""

    cursor: str
    mine: bool
    text: str
    at: datetime
    choices: tuple[tuple[str, str], ...] = ()
    files: tuple[str, ...] = ()
    media: str = ""
    message_id: str = ""


@dataclass(frozen=True, slots=True)
class DemoPerson:
    """Who one can be in the demo."""

    handle: str
    name: str
    role: str  # "" for a stranger
    place: str  # club or area

    @property
    def kind(self) -> str:
        return (
            self.role
            if self.role in ("officer", "operator", "treasurer", "secretary")
            else ("leader" if self.role else "stranger")
        )


async def load_conversation(
    connection: AsyncConnection, channel: str, address: str, after: str, limit: int
) -> list[Line]:
    """The first `limit` messages after the cursor, oldest first; an answer stands behind what it answers."""
    came = sa.select(inbox).where(inbox.c.channel == channel, inbox.c.address == address)
    went = sa.select(outbox).where(
        outbox.c.channel == channel, outbox.c.address == address, outbox.c.status == "sent"
    )
    lines = [_came(row) for row in (await connection.execute(came)).mappings()]
    lines += [_went(row) for row in (await connection.execute(went)).mappings()]
    return sorted((line for line in lines if line.cursor > after), key=lambda line: line.cursor)[:limit]


def _cursor(at: datetime, side: int, row_id: int) -> str:
    return f"{at.timestamp():017.6f}-{side}-{row_id:012}"


def _came(row: Mapping[Any, Any]) -> Line:
    body = row["body"]
    cursor = _cursor(row["received_at"], 0, row["id"])
    return Line(
        cursor, True, body["text"], row["received_at"], media=body["media"], message_id=row["message_id"]
    )


def _went(row: Mapping[Any, Any]) -> Line:
    body = row["body"]
    choices = tuple((label, tap) for label, tap in body["choices"])
    cursor = _cursor(row["sent_at"], 1, row["id"])
    return Line(cursor, False, body["text"], row["sent_at"], choices, tuple(body["files"]))


async def people_of_the_demo(connection: AsyncConnection) -> Sequence[DemoPerson]:
    """Everybody with a handle, in the order they were made."""
    query = (
        sa.select(people, roles.c.role, clubs.c.name.label("club"), areas.c.name.label("area"))
        .select_from(
            people.outerjoin(roles, roles.c.person_id == people.c.id)
            .outerjoin(clubs, clubs.c.id == roles.c.club_id)
            .outerjoin(areas, areas.c.code == roles.c.area_code)
        )
        .where(people.c.demo_handle.is_not(None))
        .order_by(people.c.id)
    )
    rows = (await connection.execute(query)).mappings()
    return [
        DemoPerson(row["demo_handle"], row["name"], row["role"] or "", row["club"] or row["area"] or "")
        for row in rows
    ]


async def last_moment(connection: AsyncConnection) -> datetime | None:
    """When anything was last received: a demo that starts again goes on from there."""
    found: datetime | None = (await connection.execute(sa.select(sa.func.max(inbox.c.received_at)))).scalar()
    return found
