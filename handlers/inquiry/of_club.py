"""Answers about one club, its own people's or an officer's: each awaits the facts it needs, and says a block.

The words stand in templates/inquiry/club.j2; names of members are said to their own club alone.
"""

from collections.abc import Callable, Coroutine, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from handlers.club.roster_book import RosterBook
from handlers.dialogue.replay import Fact
from handlers.dialogue.subject import Subject
from handlers.fund.book import FundSummary
from handlers.inquiry.committee import Committee, CommitteeAsk
from handlers.inquiry.days import Days, days_meant
from handlers.inquiry.flows import flow_of, reasons_meant, sides_meant
from handlers.inquiry.kinds import Inquiry
from handlers.inquiry.people import birthdays_in, heads_of, is_aged
from handlers.meeting.book import MeetingBook
from handlers.meeting.query import turnout
from handlers.officer.asks import ClubAsk, ClubEntries, ClubSheet, EntriesAsk
from handlers.officer.figures import share
from handlers.officer.time_book import TimeAsk, TimeBook
from handlers.report.book import ReportBook
from handlers.report.periods import month_of

NAMED = 7  # members named in one answer


@dataclass(frozen=True, slots=True)
class Told:
    """A block of templates/inquiry/club.j2 with its values."""

    block: str
    show: Mapping[str, Any]


Tell = Callable[[Inquiry, int, date], Coroutine[Any, Any, Told | None]]


async def flow(asked: Inquiry, club_id: int, today: date) -> Told | None:
    """What came in, went out, was lent or paid back in some days; none where a reason is nobody's here."""
    days = asked.days or _this_month(today)
    last = min(days.last, today)
    if days.first > today:
        return Told("ahead", {"days": days, "today": today})
    summary: FundSummary = await Fact(FundSummary, Subject(club_id))
    reasons = reasons_meant(asked, summary.club.settings)
    if reasons is None:
        return None
    written: ClubEntries = await Fact(ClubEntries, EntriesAsk(club_id, days.first, last))
    flows = [flow_of(side, days, written, asked.fund, reasons) for side in sides_meant(asked)]
    lent = {side: flow_of(side, days, written, asked.fund, frozenset()) for side in ("lent_out", "repaid")}
    show = {"flows": flows, "days": days, "last": last, "lent": lent, "reasons": sorted(reasons)}
    return Told("flow", {**show, "fund": asked.fund, "today": today})


def _this_month(today: date) -> Days:
    found = days_meant(frozenset({"this_month"}), None, today)
    return found or Days(today, today)


async def committee(asked: Inquiry, club_id: int, today: date) -> Told:
    """Who holds a role, or the whole committee."""
    found: Committee = await Fact(Committee, CommitteeAsk(club_id, today))
    roles = asked.roles
    return Told("committee", {"holders": found.of(roles), "roles": sorted(roles), "today": today})


async def heads(asked: Inquiry, club_id: int, today: date) -> Told:
    """How many belong to the club, of a sex or an age where one is asked about."""
    book: RosterBook = await Fact(RosterBook, Subject(club_id))
    counted = heads_of(book.members, today, asked.age, younger=asked.younger)
    who = [m for m in book.members if asked.age and is_aged(m, asked.age, today, younger=asked.younger)]
    named = sorted(who, key=lambda m: m.birth_year or 0)[:NAMED] if "who" in asked.tells else []
    people = people_asked(asked)
    percent = share(counted.of(people["sex"]), counted.roll) if "percent" in asked.tells else ""
    show = {"percent": percent, "named": named, "heads": counted, "all": len(book.members), "today": today}
    return Told("heads", {**show, **people})


def people_asked(asked: Inquiry) -> dict[str, Any]:
    """Which people a question counts: `sex` women, men or "" for all."""
    said = asked.tells & {"women", "men"}
    sex = next(iter(said)) if len(said) == 1 else ""
    return {"sex": sex, "age": asked.age, "younger": asked.younger, "both": len(said) == 2}


async def joined(asked: Inquiry, club_id: int, today: date) -> Told:
    """How many came into the club in some days."""
    book: RosterBook = await Fact(RosterBook, Subject(club_id))
    days = asked.days or _this_month(today)
    if asked.month > month_of(today):
        return _not_begun(asked, today)
    new = [m for m in book.everyone if m.joined_on and days.first <= m.joined_on <= days.last]
    return Told("joined", {"new": new, "days": days, "last": min(days.last, today), "today": today})


async def birthdays(asked: Inquiry, club_id: int, today: date) -> Told:
    """Whose birthday a month holds, as far as days of birth are on the roll."""
    book: RosterBook = await Fact(RosterBook, Subject(club_id))
    days = asked.days or _this_month(today)
    dated = sum(member.birth_date is not None for member in book.members)
    found = birthdays_in(book.members, days)
    show = {"members": found, "days": days, "dated": dated, "all": len(book.members), "today": today}
    return Told("birthdays", show)


def _not_begun(asked: Inquiry, today: date) -> Told:
    """Of a month to come nothing is in the books yet."""
    return Told("not_begun", {"month": asked.month, "today": today})


async def report(asked: Inquiry, club_id: int, today: date) -> Told | None:
    """A month's report: sent in or not, and by when it is due."""
    if asked.kind == "report" and asked.month > month_of(today):
        return _not_begun(asked, today)
    time: TimeBook | None = await Fact(TimeBook, TimeAsk(club_id, asked.month))
    if time is None:
        return None
    book: ReportBook | None = await Fact(ReportBook, Subject(club_id, time.period))
    sheet: ClubSheet | None = await Fact(ClubSheet, ClubAsk(club_id, today))
    resting = sheet is not None and sheet.period == time.period and not sheet.club.counted
    filed = book.filed if book is not None and time.filed else None
    return Told("report", {"time": time, "filed": filed, "resting": resting, "today": today})


async def lendable(asked: Inquiry, club_id: int, today: date) -> Told:
    """What the income fund has in the box and in the bank."""
    summary: FundSummary = await Fact(FundSummary, Subject(club_id))
    return Told("lendable", {"fund": summary.balances.income_fund, "today": today})


async def met(asked: Inquiry, club_id: int, today: date) -> Told | None:
    """When the club met last and how many came: without anybody's name."""
    if asked.month > month_of(today):
        return _not_begun(asked, today)
    book: MeetingBook = await Fact(MeetingBook, Subject(club_id, today.isoformat()))
    held = book.held if book.called else book.before
    days = asked.days
    other = held is not None and days is not None and not days.first <= held.held_on <= days.last
    show = {"other": other, "held": held, "turnout": turnout(book, held) if held else None}
    return Told("met", {**show, "today": today})


OF_ANY_CLUB: Mapping[str, Tell] = {
    "flow": flow,
    "committee": committee,
    "heads": heads,
    "report": report,
    "report_due": report,
    "lendable": lendable,
    "joined": joined,
    "absent": met,
}
OF_OWN_CLUB: Mapping[str, Tell] = {**OF_ANY_CLUB, "birthdays": birthdays}
