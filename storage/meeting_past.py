"""The last meetings of a club with those away, for questions that look back."""

from collections.abc import Sequence
from datetime import date, timedelta

from sqlalchemy.ext.asyncio import AsyncConnection

from handlers.meeting.history import LAST, PastMeetings
from storage.clubs import load_clubs, load_members
from storage.meeting_store import load_held

LOOK_BACK_DAYS = 400  # a year of meetings, with the same month of last year


async def load_past_meetings(
    connection: AsyncConnection, club_ids: Sequence[int], today: date
) -> dict[int, PastMeetings]:
    """Meetings whose roll was called, newest first, by club."""
    clubs = await load_clubs(connection, club_ids)
    rosters = await load_members(connection, list(clubs), today)
    held = await load_held(connection, list(clubs), today - timedelta(days=LOOK_BACK_DAYS), today)
    called = {
        club_id: [one for one in reversed(held.get(club_id, [])) if one.present is not None][:LAST]
        for club_id in clubs
    }
    days = {one.held_on for some in called.values() for one in some}
    rolls = {day: await load_members(connection, list(clubs), day) for day in sorted(days)}
    return {
        club_id: PastMeetings(
            club.name,
            rosters[club_id],
            tuple(called[club_id]),
            {one.held_on: len(rolls[one.held_on][club_id]) for one in called[club_id]},
        )
        for club_id, club in clubs.items()
    }
