"""The one place where real parts meet: catalogue and storage are joined here by record type."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from bot.assistant import Assistant, Loader
from bot.papers.every import PAPERS
from bot.wording import Wording
from handlers.catalogue import CATALOGUE
from handlers.club.join import Invite, Join, JoinBook, WrongCode
from handlers.club.rhythm import RhythmBook, RhythmStays, SetRhythm
from handlers.club.roster_book import MemberGone, MemberJoined, RosterBook
from handlers.dialogue.on_behalf import Unreadable
from handlers.dialogue.state import TalkState
from handlers.dialogue.take_up import StandIn
from handlers.dialogue.talking import OpenTalk
from handlers.fund.agree import KeptWaiting
from handlers.fund.amends import AmendBook, LedgerTail, Told
from handlers.fund.asset_list import AssetBack, AssetGone, AssetList, NoSuchAsset
from handlers.fund.book import FundBook, FundSummary, PostEntry
from handlers.fund.club_categories import SetCategories, ShowCategories
from handlers.fund.counting import CountBook, RecordCount, SettleDifference
from handlers.fund.golden_heart import AddAsset, GoldenHeart, RecordGift
from handlers.fund.in_the_way import RequestBook
from handlers.fund.ledger_view import LastPage, LastShown, LedgerView
from handlers.fund.opening import OpeningBook
from handlers.fund.photo import AttachPhoto
from handlers.fund.requests import AnswerRequest, AskAgreement, WaitingRequests
from handlers.fund.rules import SetRules, ShowRules
from handlers.fund.wanted import MoveMoney, NameBorrower, SetOpening
from handlers.loan.book import LoanBook
from handlers.loan.effects import (
    AskWriteOff,
    Collect,
    DecideWriteOff,
    Extend,
    Lend,
    NotWritten,
    Repay,
    WaitingWriteOffs,
    WriteOffRequest,
)
from handlers.loan.interest_rule import SetInterestRule
from handlers.meeting.book import MeetingBook, NoteMeeting, RecordActivity, RecordRollCall
from handlers.meeting.history import PastMeetings
from handlers.officer.broadcast_book import DeliveredNotices
from handlers.officer.time_book import TimeBook
from handlers.report.book import AddRemark, ReportBook, ReportCalendar, SubmitReport
from handlers.report.promise import KeepPromise
from handlers.report.silence import BreakSilence, KeepSilence
from storage import officer_loaders
from storage.activity_store import save_activities
from storage.assets_gone import load_asset_lists, save_assets_back, save_assets_gone
from storage.behalf_store import load_stand_ins, load_unreadable, save_stand_ins
from storage.broadcast_results import load_delivered
from storage.calendar_store import save_promises
from storage.club_rules import save_categories, save_interest_rules, save_rhythms, save_rules
from storage.database import Database
from storage.effects import Saver
from storage.fund_changes import load_ledger_tails, save_amends, save_nothing
from storage.fund_counts import load_count_books, save_counts, save_moves, save_settlings
from storage.fund_openings import load_opening_books, save_named, save_openings, save_photos
from storage.fund_requests import load_request_books, load_waiting_requests, save_answers, save_asks
from storage.fund_store import load_fund_books, load_fund_summaries, save_entries
from storage.fund_views import load_last_pages, load_last_shown, load_ledger_views
from storage.golden_heart import load_golden_hearts, save_assets, save_gifts
from storage.join_store import load_invites, load_join_books
from storage.joining import save_joins, save_wrong_codes
from storage.loan_meeting_day import save_collections, save_extensions
from storage.loan_saving import save_loans, save_repayments
from storage.loan_store import load_loan_books
from storage.loan_write_offs import (
    load_waiting_write_offs,
    load_write_off_requests,
    save_decisions,
    save_requests,
)
from storage.meeting_past import load_past_meetings
from storage.meeting_rhythms import load_rhythm_books
from storage.meeting_store import load_meeting_books, save_notes, save_roll_calls
from storage.more_time import load_time_books
from storage.report_filing import save_remarks, save_reports
from storage.report_store import load_report_books, load_report_calendars
from storage.roster_store import load_roster_books, save_members_gone, save_members_joined
from storage.silence_store import break_silences, save_silences
from storage.talks import load_open_talks, load_talks


def timeless(load: Callable[[Any, Sequence[Any]], Awaitable[Mapping[Any, Any]]]) -> Loader:
    """A loader for which the day does not matter."""

    async def with_day(connection: Any, subjects: Sequence[Any], today: date) -> Mapping[Any, Any]:
        return await load(connection, subjects)

    return with_day


LOADERS: dict[type, Loader] = {
    **{kind: timeless(load) for kind, load in officer_loaders.LOADERS.items()},
    DeliveredNotices: load_delivered,
    StandIn: load_stand_ins,
    TimeBook: load_time_books,
    Unreadable: load_unreadable,
    LoanBook: load_loan_books,
    WaitingWriteOffs: timeless(load_waiting_write_offs),
    WriteOffRequest: load_write_off_requests,
    JoinBook: load_join_books,
    Invite: load_invites,
    TalkState: timeless(load_talks),
    OpenTalk: timeless(load_open_talks),
    ReportBook: load_report_books,
    ReportCalendar: load_report_calendars,
    FundBook: load_fund_books,
    FundSummary: load_fund_summaries,
    LedgerTail: load_ledger_tails,
    RequestBook: load_request_books,
    CountBook: load_count_books,
    LedgerView: load_ledger_views,
    GoldenHeart: load_golden_hearts,
    AssetList: load_asset_lists,
    OpeningBook: load_opening_books,
    LastShown: timeless(load_last_shown),
    LastPage: timeless(load_last_pages),
    WaitingRequests: load_waiting_requests,
    MeetingBook: load_meeting_books,
    PastMeetings: load_past_meetings,
    RosterBook: load_roster_books,
    RhythmBook: timeless(load_rhythm_books),
}

SAVERS: dict[type, Saver] = {
    **officer_loaders.SAVERS,
    **PAPERS,
    StandIn: save_stand_ins,
    KeepPromise: save_promises,
    SetInterestRule: save_interest_rules,
    KeepSilence: save_silences,
    BreakSilence: break_silences,
    Lend: save_loans,
    Repay: save_repayments,
    Collect: save_collections,
    Extend: save_extensions,
    AskWriteOff: save_requests,
    DecideWriteOff: save_decisions,
    NotWritten: save_nothing,
    RecordActivity: save_activities,
    MemberGone: save_members_gone,
    MemberJoined: save_members_joined,
    Join: save_joins,
    WrongCode: save_wrong_codes,
    SubmitReport: save_reports,
    AddRemark: save_remarks,
    PostEntry: save_entries,
    AmendBook: save_amends,
    Told: save_nothing,
    SetOpening: save_openings,
    NameBorrower: save_named,
    AttachPhoto: save_photos,
    RecordGift: save_gifts,
    AddAsset: save_assets,
    AssetGone: save_assets_gone,
    AssetBack: save_assets_back,
    NoSuchAsset: save_nothing,
    SetRules: save_rules,
    ShowRules: save_nothing,
    SetCategories: save_categories,
    ShowCategories: save_nothing,
    RecordCount: save_counts,
    SettleDifference: save_settlings,
    MoveMoney: save_moves,
    AskAgreement: save_asks,
    AnswerRequest: save_answers,
    KeptWaiting: save_nothing,
    RecordRollCall: save_roll_calls,
    NoteMeeting: save_notes,
    SetRhythm: save_rhythms,
    RhythmStays: save_nothing,
}


def assemble(database: Database, zone: ZoneInfo) -> Assistant:
    """The assistant over one database."""
    return Assistant(database, CATALOGUE, LOADERS, SAVERS, Wording(), zone)
