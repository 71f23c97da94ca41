"""The one place where real parts meet: catalogue and storage are joined here by record type."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from bot.turn import Assistant, Loader
from bot.wording import Wording
from handlers.catalogue import CATALOGUE
from handlers.dialogue.state import TalkState
from handlers.dialogue.talking import OpenTalk
from handlers.fund.book import FundBook, PostEntry
from handlers.club.join import Invite, Join, JoinBook, WrongCode
from handlers.report.book import AddRemark, ReportBook, ReportCalendar, SubmitReport
from storage.database import Database
from storage.effects import Saver
from storage.fund_store import load_fund_books, save_entries
from storage.join_store import load_invites, load_join_books, save_joins, save_wrong_codes
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
}

SAVERS: dict[type, Saver] = {
    Join: save_joins,
    WrongCode: save_wrong_codes,
    SubmitReport: save_reports,
    AddRemark: save_remarks,
    PostEntry: save_entries,
}


def assemble(database: Database, zone: ZoneInfo) -> Assistant:
    """The assistant over one database."""
    return Assistant(database, CATALOGUE, LOADERS, SAVERS, Wording(), zone)
