"""The last meetings of a club with those away, for questions that look back."""

from collections.abc import Sequence
from datetime import date, timedelta

from sqlalchemy.ext.asyncio import AsyncConnection

from handlers.meeting.history import LAST, PastMeetings
from storage.clubs import load_clubs, load_members
from storage.meeting_store import load_held
from storage.people_records import Member

LOOK_BACK_DAYS = 400  # a year of meetings, with the same month of last year


async def load_past_meetings(
    connection: AsyncConnection, club_ids: Sequence[int], today: date
) -> dict[int, PastMeetings]:
    """Meetings whose roll was called, newest first, by club."""
    clubs = await load_clubs(connection, club_ids)
    everybody = await load_members(connection, list(clubs))
    held = await load_held(connection, list(clubs), today - timedelta(days=LOOK_BACK_DAYS), today)
    called = {
        club_id: [one for one in reversed(held.get(club_id, [])) if one.present is not None][:LAST]
        for club_id in clubs
    }
    return {
        club_id: PastMeetings(
            club.name,
            _roll(everybody[club_id], today),
            tuple(called[club_id]),
            {one.held_on: len(_roll(everybody[club_id], one.held_on)) for one in called[club_id]},
        )
        for club_id, club in clubs.items()
    }


def _roll(everybody: Sequence[Member], day: date) -> tuple[Member, ...]:
    return tuple(member for member in everybody if member.belongs_on(day))
