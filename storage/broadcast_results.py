"""What has become of notices to many: from the outbox by letters' keys, and from people's answers."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from handlers.officer.broadcast_book import Addressee, Delivered, DeliveredNotices
from handlers.officer.broadcast_result import (
    Answered,
    Broadcast,
    BroadcastResult,
    RecentBroadcasts,
    RecentBroadcastsAsk,
    ResultAsk,
)
from handlers.officer.places import club_place
from storage.books import chunks
from storage.broadcast_store import note_act
from storage.effects import Save
from storage.officer_areas import load_areas
from storage.tables.clubs import clubs
from storage.tables.messages import broadcast_people, broadcasts, outbox
from storage.tables.people import people
from storage.vietnam_days import VIETNAM, begin_of

LOOK_BACK = timedelta(days=30)
ANSWERED_WITHIN = timedelta(days=14)
MOST = 20


async def load_recent(
    connection: AsyncConnection, asks: Sequence[RecentBroadcastsAsk]
) -> dict[RecentBroadcastsAsk, RecentBroadcasts]:
    """The notices each officer may ask about, newest first."""
    return {ask: RecentBroadcasts(tuple(await _recent(connection, ask))) for ask in asks}


async def _recent(connection: AsyncConnection, ask: RecentBroadcastsAsk) -> list[Broadcast]:
    since = begin_of(ask.on) - LOOK_BACK
    mine = sa.or_(broadcasts.c.area_code.in_(ask.codes), broadcasts.c.asked_by == ask.person_id)
    query = sa.select(broadcasts).where(mine, broadcasts.c.area_code.in_(ask.codes), broadcasts.c.words != "")
    query = query.where(broadcasts.c.asked_at >= since).order_by(broadcasts.c.id.desc()).limit(MOST)
    rows = list(await connection.execute(query))
    titles = await area_titles(connection, [row.area_code for row in rows])
    return [_broadcast(row, titles) for row in rows]


async def area_titles(connection: AsyncConnection, codes: Sequence[str]) -> dict[str, str]:
    """ "xã Hồng Sơn", "tỉnh Tuyên Quang", "cả nước" by code."""
    return {code: area.title for code, area in (await load_areas(connection, codes)).items()}


def _broadcast(row: Any, titles: Mapping[str, str]) -> Broadcast:
    on = row.asked_at.astimezone(VIETNAM).date()
    return Broadcast(row.id, titles.get(row.area_code, ""), row.words, row.asked_at, on)


async def load_results(
    connection: AsyncConnection, asks: Sequence[ResultAsk]
) -> dict[ResultAsk, BroadcastResult]:
    """Everybody a notice was for, with where their letter is and when they answered."""
    return {ask: await _result(connection, ask) for ask in asks}


async def _result(connection: AsyncConnection, ask: ResultAsk) -> BroadcastResult:
    query = (
        sa.select(
            *(broadcast_people, clubs.c.name, clubs.c.hamlet),
            *(people.c.name.label("person"), people.c.phone),
        )
        .select_from(
            broadcast_people.join(people, people.c.id == broadcast_people.c.person_id).join(
                clubs, clubs.c.id == broadcast_people.c.club_id
            )
        )
        .where(broadcast_people.c.broadcast_id == ask.broadcast.id)
        .order_by(broadcast_people.c.id)
    )
    rows = list(await connection.execute(query))
    states = await _states(connection, ask.broadcast.id, [row.person_id for row in rows])
    return BroadcastResult(ask.broadcast, ask.on, tuple(_answered(row, states) for row in rows))


async def _states(connection: AsyncConnection, broadcast_id: int, ids: Sequence[int]) -> dict[int, str]:
    keys = {letter_key(broadcast_id, person_id): person_id for person_id in ids}
    found: dict[int, str] = {}
    for some in chunks(ids):
        wanted = outbox.c.key.in_([letter_key(broadcast_id, person_id) for person_id in some])
        for row in await connection.execute(sa.select(outbox.c.key, outbox.c.status).where(wanted)):
            found[keys[row.key]] = row.status if row.status in ("sent", "failed") else "waiting"
    return found


def letter_key(broadcast_id: int, person_id: int) -> str:
    """The outbox key of one person's letter: see the notices of a turn."""
    return f"notice/broadcast/{broadcast_id}/{person_id}"


def _answered(row: Any, states: Mapping[int, str]) -> Answered:
    place = club_place(row.name, row.hamlet)
    person = Addressee(row.person_id, row.person, row.club_id, place, row.phone or "", row.reached)
    state = states.get(row.person_id, "failed") if row.reached else "unreached"
    nudged = row.nudged_at.astimezone(VIETNAM).date() if row.nudged_at else None
    return Answered(person, state, row.understood_at, nudged)


async def save_nudges_again(connection: AsyncConnection, saves: Sequence[Save]) -> list[Any]:
    """Remember whom a notice was sent to once more; the letters are the effect's `notices`."""
    for save in saves:
        sent, ids = save.effect.broadcast, [person.person_id for person in save.effect.people]
        for some in chunks(ids):
            theirs = _theirs([sent.id], broadcast_people.c.person_id.in_(some))
            await connection.execute(sa.update(broadcast_people).where(theirs).values(nudged_at=save.at))
        await note_act(connection, save, "broadcast_nudged", sent.id, {"people": len(ids)})
    return []


def _theirs(broadcast_ids: Sequence[int], people_of: sa.ColumnElement[bool]) -> sa.ColumnElement[bool]:
    return sa.and_(broadcast_people.c.broadcast_id.in_(broadcast_ids), people_of)


async def load_delivered(
    connection: AsyncConnection, person_ids: Sequence[int], today: date
) -> dict[int, DeliveredNotices]:
    """The notices of the last weeks that left for each person, newest first."""
    return {person_id: await _delivered(connection, person_id, today) for person_id in person_ids}


async def _delivered(connection: AsyncConnection, person_id: int, today: date) -> DeliveredNotices:
    since = begin_of(today) - ANSWERED_WITHIN
    query = (
        sa.select(broadcasts.c.id, broadcasts.c.area_code, broadcast_people.c.understood_at)
        .select_from(broadcasts.join(broadcast_people))
        .where(broadcast_people.c.person_id == person_id, broadcasts.c.asked_at >= since)
    )
    rows = list(await connection.execute(query))
    if not rows:
        return DeliveredNotices()
    keys = {letter_key(row.id, person_id): row for row in rows}
    left = sa.and_(outbox.c.key.in_(list(keys)), outbox.c.sent_at.is_not(None))
    letters = list(await connection.execute(sa.select(outbox.c.key, outbox.c.sent_at).where(left)))
    newest = await _newest_letter(connection, person_id)
    titles = await area_titles(connection, [row.area_code for row in rows])
    found = []
    for letter in letters:
        sent = keys[letter.key]
        area, answered = titles.get(sent.area_code, ""), sent.understood_at is not None
        found.append(Delivered(sent.id, area, letter.sent_at, _is(newest, sent.id), answered))
    return DeliveredNotices(tuple(sorted(found, key=lambda one: (one.sent_at, one.id), reverse=True)))


async def _newest_letter(connection: AsyncConnection, person_id: int) -> str:
    """The key of what this person got last."""
    theirs = sa.and_(outbox.c.person_id == person_id, outbox.c.sent_at.is_not(None))
    query = (
        sa.select(outbox.c.key).where(theirs).order_by(outbox.c.sent_at.desc(), outbox.c.id.desc()).limit(1)
    )
    return str((await connection.execute(query)).scalar_one_or_none() or "")


def _is(newest: str, broadcast_id: int) -> bool:
    """The notice itself or its repetition."""
    return newest.startswith(f"notice/broadcast/{broadcast_id}/")


async def save_understood(connection: AsyncConnection, saves: Sequence[Save]) -> list[Any]:
    """The first "đã rõ" counts, with its moment."""
    for save in saves:
        mine = sa.and_(
            broadcast_people.c.person_id == save.caller.person.id, broadcast_people.c.understood_at.is_(None)
        )
        theirs = _theirs(save.effect.broadcast_ids, mine)
        await connection.execute(sa.update(broadcast_people).where(theirs).values(understood_at=save.at))
    return []
