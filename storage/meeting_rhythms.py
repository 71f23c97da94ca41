"""How often each club meets: rules with the month from which they hold, only ever added to."""

from collections.abc import Sequence

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from handlers.club.rhythm import RhythmBook
from handlers.dialogue.subject import Subject
from storage.clubs import load_clubs, of_clubs
from storage.people_records import MeetingRhythm
from storage.tables.clubs import meeting_rhythms


async def load_rhythms(
    connection: AsyncConnection, club_ids: Sequence[int]
) -> dict[int, tuple[MeetingRhythm, ...]]:
    """The rules of each of these clubs, by day; who never said so meets every month and is left out."""
    wanted, rules = set(club_ids), meeting_rhythms.c
    query = sa.select(rules.club_id, rules.since, rules.months).order_by(rules.since, rules.id)
    found: dict[int, tuple[MeetingRhythm, ...]] = {}
    for row in await connection.execute(query.where(of_clubs(rules.club_id, club_ids))):
        if row.club_id in wanted:
            found[row.club_id] = (*found.get(row.club_id, ()), MeetingRhythm(row.since, row.months))
    return found


async def load_rhythm_books(
    connection: AsyncConnection, subjects: Sequence[Subject]
) -> dict[Subject, RhythmBook]:
    """Each club with its rules and the month of the subject."""
    ids = sorted({subject.club_id for subject in subjects})
    found, rules = await load_clubs(connection, ids), await load_rhythms(connection, ids)
    return {
        subject: RhythmBook(found[subject.club_id], subject.period, rules.get(subject.club_id, ()))
        for subject in subjects
        if subject.club_id in found
    }
