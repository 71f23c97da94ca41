"""Meetings: who was there, what was noted of them; a changed meeting leaves its old values in `audit`.

Whoever saves here refreshes the month's counts in the same transaction.
"""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from handlers.dialogue.subject import Subject
from handlers.meeting.book import Held, MeetingBook, NoteMeeting, RecordRollCall
from storage.clubs import load_clubs, load_members
from storage.effects import Save
from storage.summaries import refresh
from storage.tables.meeting import absences, activities, meetings
from storage.tables.talk import audit

LOOK_BACK_DAYS = 200  # clubs meet every one to three months
DOUBLE_DAYS = 31
COLUMNS = {"measured": "measured_count", "guests": "guests", "topic": "topic"}


async def load_meeting_books(
    connection: AsyncConnection, subjects: Sequence[Subject], today: date
) -> dict[Subject, MeetingBook]:
    """Meeting books by (club, day); the day is the subject's period, today where it names none."""
    found: dict[Subject, MeetingBook] = {}
    days = {subject: date.fromisoformat(subject.period) if subject.period else today for subject in subjects}
    for day in sorted(set(days.values())):
        here = [subject for subject in subjects if days[subject] == day]
        ids = sorted({subject.club_id for subject in here})
        clubs = await load_clubs(connection, ids)
        rosters = await load_members(connection, ids, day)
        held = await load_held(connection, ids, day - timedelta(days=LOOK_BACK_DAYS), day)
        done = await _done(connection, ids, day)
        for subject in (s for s in here if s.club_id in clubs):
            past = held.get(subject.club_id, [])
            this = next((one for one in past if one.held_on == day), None)
            before = next((one for one in reversed(past) if one.held_on < day), None)
            club = clubs[subject.club_id]
            found[subject] = MeetingBook(
                club, day, rosters[club.id], this, before, tuple(done.get(club.id, ()))
            )
    return found


async def load_held(
    connection: AsyncConnection, club_ids: Sequence[int], first: date, last: date
) -> dict[int, list[Held]]:
    """Meetings between two days by club, oldest first, with those away."""
    query = (
        sa.select(meetings)
        .where(meetings.c.club_id.in_(club_ids), meetings.c.held_on.between(first, last))
        .order_by(meetings.c.held_on)
    )
    rows = list(await connection.execute(query))
    away = await _away(connection, [row.id for row in rows])
    found: dict[int, list[Held]] = {}
    for row in rows:
        held = Held(
            row.held_on, row.present_count, row.measured_count, row.guests, row.topic, away.get(row.id, ()),
            row.details or {},
        )  # fmt: skip
        found.setdefault(row.club_id, []).append(held)
    return found


async def _done(
    connection: AsyncConnection, club_ids: Sequence[int], day: date
) -> dict[int, list[tuple[date, str, int, int]]]:
    """Activities of the last weeks by club: to notice one that is told twice."""
    query = sa.select(activities).where(
        activities.c.club_id.in_(club_ids),
        activities.c.done_on.between(day - timedelta(days=DOUBLE_DAYS), day),
    )
    found: dict[int, list[tuple[date, str, int, int]]] = {}
    for row in await connection.execute(query):
        found.setdefault(row.club_id, []).append((row.done_on, row.kind, row.people, row.amount_count))
    return found


async def _away(
    connection: AsyncConnection, meeting_ids: Sequence[int]
) -> dict[int, tuple[tuple[int, str], ...]]:
    query = sa.select(absences).where(absences.c.meeting_id.in_(meeting_ids)).order_by(absences.c.member_id)
    found: dict[int, list[tuple[int, str]]] = {}
    for row in await connection.execute(query):
        found.setdefault(row.meeting_id, []).append((row.member_id, row.reason))
    return {meeting_id: tuple(held) for meeting_id, held in found.items()}


async def save_roll_calls(connection: AsyncConnection, saves: Sequence[Save]) -> list[Any]:
    """Write roll calls; one of a day that was called already replaces it and leaves a trace."""
    for save in saves:
        effect: RecordRollCall = save.effect
        meeting_id, before = await _meeting(connection, save, effect.club_id, effect.held_on)
        await connection.execute(
            sa.update(meetings).where(meetings.c.id == meeting_id).values(present_count=effect.present)
        )
        old = (await _away(connection, [meeting_id])).get(meeting_id, ())
        await connection.execute(sa.delete(absences).where(absences.c.meeting_id == meeting_id))
        if effect.away:
            rows = [
                {"meeting_id": meeting_id, "member_id": member_id, "reason": reason}
                for member_id, reason in effect.away
            ]
            await connection.execute(sa.insert(absences), rows)
        was = {"present": before.get("present_count"), "away": [list(one) for one in old]}
        now = {"present": effect.present, "away": [list(one) for one in sorted(effect.away)]}
        if before.get("present_count") is not None:
            await _trace(connection, save, effect.club_id, effect.held_on, was, now)
        await refresh(connection, [(effect.club_id, effect.held_on)])
    return []


async def save_notes(connection: AsyncConnection, saves: Sequence[Save]) -> list[Any]:
    """Write what else is known of meetings; values that were there before and change leave a trace."""
    for save in saves:
        effect: NoteMeeting = save.effect
        if not effect.values:
            continue
        meeting_id, before = await _meeting(connection, save, effect.club_id, effect.held_on)
        columns = {COLUMNS[name]: value for name, value in effect.values.items() if name in COLUMNS}
        rest = {name: value for name, value in effect.values.items() if name not in COLUMNS}
        details = {**(before.get("details") or {}), **rest}
        await connection.execute(
            sa.update(meetings).where(meetings.c.id == meeting_id).values(**columns, details=details)
        )
        old = {name: _old(before, name) for name in effect.values}
        if any(
            value not in (None, "", 0, []) and value != effect.values[name] for name, value in old.items()
        ):
            await _trace(connection, save, effect.club_id, effect.held_on, old, dict(effect.values))
        await refresh(connection, [(effect.club_id, effect.held_on)])
    return []


def _old(before: Mapping[str, Any], name: str) -> Any:
    return before.get(COLUMNS[name]) if name in COLUMNS else (before.get("details") or {}).get(name)


async def _meeting(
    connection: AsyncConnection, save: Save, club_id: int, held_on: date
) -> tuple[int, dict[str, Any]]:
    """The meeting of that day with what it holds; made where there is none."""
    query = sa.select(meetings).where(meetings.c.club_id == club_id, meetings.c.held_on == held_on)
    row = (await connection.execute(query)).mappings().first()
    if row is not None:
        return int(row["id"]), dict(row)
    new = sa.insert(meetings).values(
        club_id=club_id, held_on=held_on, recorded_by=save.caller.person.id, recorded_at=save.at, details={}
    )
    return int((await connection.execute(new.returning(meetings.c.id))).scalar_one()), {}


async def _trace(
    connection: AsyncConnection, save: Save, club_id: int, held_on: date, old: Any, new: Any
) -> None:
    """Who changed a recorded meeting, from what to what."""
    if old == new:
        return
    await connection.execute(
        sa.insert(audit).values(
            at=save.at, person_id=save.caller.person.id, club_id=club_id, act="meeting_changed",
            subject=f"meeting/{club_id}/{held_on.isoformat()}", details={"old": old, "new": new},
        )
    )  # fmt: skip
