"""The one place where real parts meet: catalogue and storage are joined here by record type."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from bot.assistant import Assistant, Loader
from bot.wording import Wording
from handlers.catalogue import CATALOGUE
from handlers.club.join import Invite, Join, JoinBook, WrongCode
from handlers.dialogue.state import TalkState
from handlers.dialogue.talking import OpenTalk
from handlers.fund.amends import AmendBook, LedgerTail, Told
from handlers.fund.book import FundBook, PostEntry
from handlers.meeting.book import MeetingBook, NoteMeeting, RecordActivity, RecordRollCall
from handlers.report.book import AddRemark, ReportBook, ReportCalendar, SubmitReport
from storage.activity_store import save_activities
from storage.database import Database
from storage.effects import Saver
from storage.fund_changes import load_ledger_tails, save_amends, save_nothing
from storage.fund_store import load_fund_books, save_entries
from storage.join_store import load_invites, load_join_books, save_joins, save_wrong_codes
from storage.meeting_store import load_meeting_books, save_notes, save_roll_calls
from storage.report_store import load_report_books, load_report_calendars, save_remarks, save_reports
from storage.talks import load_open_talks, load_talks


def timeless(load: Callable[[Any, Sequence[Any]], Awaitable[Mapping[Any, Any]]]) -> Loader:
    """A loader for which the day does not matter."""

    async def with_day(connection: Any, subjects: Sequence[Any], today: date) -> Mapping[Any, Any]:
        return await load(connection, subjects)

    return with_day


LOADERS: dict[type, Loader] = {
    JoinBook: load_join_books,
    Invite: load_invites,
    TalkState: timeless(load_talks),
    OpenTalk: timeless(load_open_talks),
    ReportBook: load_report_books,
    ReportCalendar: load_report_calendars,
    FundBook: load_fund_books,
    LedgerTail: load_ledger_tails,
    MeetingBook: load_meeting_books,
}

SAVERS: dict[type, Saver] = {
    RecordActivity: save_activities,
    Join: save_joins,
    WrongCode: save_wrong_codes,
    SubmitReport: save_reports,
    AddRemark: save_remarks,
    PostEntry: save_entries,
    AmendBook: save_amends,
    Told: save_nothing,
    RecordRollCall: save_roll_calls,
    NoteMeeting: save_notes,
}


def assemble(database: Database, zone: ZoneInfo) -> Assistant:
    """The assistant over one database."""
    return Assistant(database, CATALOGUE, LOADERS, SAVERS, Wording(), zone)
