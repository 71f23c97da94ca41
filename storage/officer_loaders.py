"""Which loader finds which of the officers' records, and what is kept of what officers did."""

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from handlers.dialogue.recent import RecentWords
from handlers.inquiry.area_flows import AreaFlows
from handlers.inquiry.committee import Committee
from handlers.inquiry.people import AreaHeads
from handlers.inquiry.sizes import AreaSizes, AreaTurnout, ClubDaysKnown, ClubHomes, ClubNames
from handlers.officer.asks import AreaTree, ClubEntries, ClubsFound, ClubSheet
from handlers.officer.broadcast_book import Audience, SendBroadcast, Understood
from handlers.officer.broadcast_result import BroadcastResult, NudgeBroadcast, RecentBroadcasts, ResultSeen
from handlers.officer.calendar_changes import CalendarBook, CalendarKept, SetCalendar
from handlers.officer.club_fund import ClubShown
from handlers.officer.contacts import Contacts, Withheld
from handlers.officer.figures import AreaFigures, AreaPeople
from handlers.officer.nudge import Scope
from handlers.officer.nudge_book import Nudge, Nudged
from handlers.officer.sums import AreaWeek
from handlers.officer.time_book import AskTime, GiveTime, NoTime, RefuseTime, TakeTimeBack, WaitingWishes
from handlers.report.put_off import ToldLast
from storage.broadcast_results import load_recent, load_results, save_nudges_again, save_understood
from storage.broadcast_store import load_audiences, save_broadcasts
from storage.calendar_changes import load_calendar_books, save_calendar_changes
from storage.club_directory import ClubDirectory
from storage.committee_store import load_committees
from storage.effects import Save, Saver
from storage.fund_changes import save_nothing
from storage.inquiry_sizes import (
    load_area_sizes,
    load_area_turnout,
    load_club_homes,
    load_club_names,
    load_known_days,
)
from storage.inquiry_sums import load_area_flows, load_area_heads
from storage.more_time import save_given, save_refused, save_taken_back
from storage.nudged import load_nudged
from storage.officer_entries import load_area_trees, load_entry_lines
from storage.officer_people import load_area_people
from storage.officer_reach import load_contacts
from storage.officer_recent import load_recent_words
from storage.officer_sheets import load_club_sheets
from storage.officer_store import load_area_weeks, load_figures
from storage.officer_withheld import load_withheld
from storage.promises_aside import load_told_last
from storage.tables.talk import audit
from storage.time_wishes import load_waiting_wishes, save_wishes


async def _nothing(connection: AsyncConnection, subjects: Sequence[Any]) -> dict[Any, Any]:
    """Officers' talks know their areas from the roles of who speaks."""
    return {}


async def save_club_views(connection: AsyncConnection, saves: Sequence[Save]) -> list[Any]:
    """Who looked at which club's funds, for the club's own people to see."""
    return await _note(
        connection, saves, "club_fund_seen", [save.effect.sheet.club.club_id for save in saves]
    )


async def save_nudges(connection: AsyncConnection, saves: Sequence[Save]) -> list[Any]:
    """Who had which clubs reminded; the reminders themselves are the effect's `notices`."""
    sent = [(save, missing.club_id) for save in saves for missing in save.effect.sent]
    return await _note(connection, [save for save, _ in sent], "nudged", [club_id for _, club_id in sent])


async def _note(
    connection: AsyncConnection, saves: Sequence[Save], act: str, club_ids: Sequence[int]
) -> list[Any]:
    rows = [
        {"at": save.at, "person_id": save.caller.person.id, "club_id": club_id, "act": act}
        for save, club_id in zip(saves, club_ids, strict=True)
    ]
    if rows:
        await connection.execute(sa.insert(audit), rows)
    return []


LOADERS: dict[type, Any] = {
    Scope: _nothing,
    AreaTree: load_area_trees,
    AreaFlows: load_area_flows,
    AreaHeads: load_area_heads,
    AreaSizes: load_area_sizes,
    ClubHomes: load_club_homes,
    ClubNames: load_club_names,
    ClubDaysKnown: load_known_days,
    AreaTurnout: load_area_turnout,
    Committee: load_committees,
    AreaFigures: load_figures,
    AreaWeek: load_area_weeks,
    AreaPeople: load_area_people,
    Contacts: load_contacts,
    Withheld: load_withheld,
    ClubsFound: ClubDirectory().find,
    ClubSheet: load_club_sheets,
    ClubEntries: load_entry_lines,
    RecentWords: load_recent_words,
    ToldLast: load_told_last,
    Nudged: load_nudged,
    Audience: load_audiences,
    RecentBroadcasts: load_recent,
    BroadcastResult: load_results,
    WaitingWishes: load_waiting_wishes,
    CalendarBook: load_calendar_books,
}
"""Record type -> (connection, subjects) -> record by subject; the day is part of each subject."""

SAVERS: dict[type, Saver] = {
    Nudge: save_nudges,
    ClubShown: save_club_views,
    SendBroadcast: save_broadcasts,
    NudgeBroadcast: save_nudges_again,
    ResultSeen: save_nothing,
    Understood: save_understood,
    AskTime: save_wishes,
    GiveTime: save_given,
    TakeTimeBack: save_taken_back,
    RefuseTime: save_refused,
    NoTime: save_nothing,
    SetCalendar: save_calendar_changes,
    CalendarKept: save_nothing,
}
