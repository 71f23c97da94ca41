"""Whether the books of this moment still bear what was read back before: a second person agrees days later.

Meanwhile loans are repaid, boxes emptied, months closed; what was asked for is then explained, never written.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from handlers.fund.amends import is_alive, written_again
from handlers.fund.book import FundBook
from handlers.fund.counting import OpenDifference, SettleDifference
from handlers.fund.requests import BY_OFFICER, FundRequest
from handlers.fund.wanted import MoveMoney, SetOpening
from handlers.fund.wanted_postings import request_postings
from handlers.loan.effects import Lend
from storage.people_records import Member
from storage.records import CASH, Entry, Fund, Place, Posting


@dataclass(frozen=True, slots=True)
class Ground:
    """What a request is decided against: both funds now, every entry of the loans it touches and of the kinds
    it writes again, the funds whose book has begun, what the last counts left unexplained."""

    book: FundBook
    beside: tuple[Entry, ...] = ()
    begun: frozenset[Fund] = frozenset()
    open: OpenDifference | None = None


@dataclass(frozen=True, slots=True)
class RequestBook:
    """One request as the second person sees it, or None where there is nothing to decide."""

    request: FundRequest | None = None
    ground: Ground | None = None

    def obstacle(self, today: date) -> "Obstacle | None":
        """What keeps it out of the books of this moment."""
        if self.request is None or self.ground is None:
            return None
        return in_the_way(self.request, self.ground, today)

    @property
    def lack(self) -> "Lack | None":
        """What the box would be short of, for a club that lets it be told so."""
        if self.request is None or self.ground is None:
            return None
        return next(lacking(self.ground.book, request_postings(self.request)), None)


@dataclass(frozen=True, slots=True)
class Lack:
    """What a place of a fund would be short of, in đồng."""

    fund: Fund
    place: Place
    held: int
    short: int


@dataclass(frozen=True, slots=True)
class Obstacle:
    """Why a request cannot be written today: built_upon, overpaid, again, closed, short, begun, recounted or
    gone."""

    reason: str
    entry: Entry | None = None
    lack: Lack | None = None
    day: date | None = None
    fund: Fund | None = None
    member: Member | None = None


def lacking(book: FundBook, postings: Sequence[Posting]) -> Iterator[Lack]:
    """The places of cash that these postings would leave below nothing, and make worse."""
    moved: Counter[tuple[Fund, Place]] = Counter()
    for posting in postings:
        for line in posting.lines:
            moved[posting.fund, line.place] += line.amount
    for (fund, place), change in sorted(moved.items()):
        totals = book.balances.of(fund)
        held = totals.bank if place is Place.BANK else totals.box
        if place in CASH and change < 0 and held + change < 0:
            yield Lack(fund, place, held, -(held + change))


def refused_lack(book: FundBook, postings: Sequence[Posting]) -> Lack | None:
    """A savings book cannot be overdrawn; the box only where the club lets it."""
    refuses = book.club.settings.overdraft == "refuse"
    return next((lack for lack in lacking(book, postings) if refuses or lack.place is Place.BANK), None)


def in_the_way(request: FundRequest, ground: Ground, today: date) -> Obstacle | None:
    """The first thing that keeps a request out of the books as they are now."""
    return next(filter(None, (look(request, ground, today) for look in _LOOKS)), None)


def _built_upon(request: FundRequest, ground: Ground, _: date) -> Obstacle | None:
    """The paying out of a loan cannot go while something of the loan stands on it."""
    strike = request.amend.strike if request.amend else ()
    paid_out = {entry.loan_id for entry in strike if entry.loan_id and entry.at(Place.LENT) > 0}
    ids = {entry.id for entry in strike}
    left = [one for one in ground.beside if one.loan_id in paid_out and is_alive(one) and one.id not in ids]
    return Obstacle("built_upon", max(left, key=lambda entry: entry.id)) if left else None


def _overpaid(request: FundRequest, ground: Ground, _: date) -> Obstacle | None:
    """No loan may be left with less than nothing owed."""
    changed: Counter[int] = Counter()
    for posting in request_postings(request):
        if posting.loan_id:
            changed[posting.loan_id] += sum(line.amount for line in posting.lines if line.place is Place.LENT)
    for loan_id, change in changed.items():
        owed = sum(entry.at(Place.LENT) for entry in ground.beside if entry.loan_id == loan_id)
        if change < 0 and owed + change < 0:
            return Obstacle("overpaid")
    return None


def _again(request: FundRequest, ground: Ground, _: date) -> Obstacle | None:
    """ "ghi lại" of what somebody has brought back meanwhile would write it twice."""
    amend = request.amend
    struck = {entry.id for entry in amend.strike} if amend else set()
    for rewrite in amend.write if amend else ():
        wanted = _content(written_again(rewrite, amend.dated if amend else None))
        later = [one for one in ground.beside if one.id > rewrite.entry.id and is_alive(one)]
        found = [one for one in later if one.id not in struck and _content(one) == wanted]
        if rewrite.entry.id not in struck and found:
            return Obstacle("again", found[0])
    return None


def _content(entry: Entry | Posting) -> tuple[object, ...]:
    lines = {(line.place, line.amount) for line in entry.lines}
    return entry.fund, entry.category, entry.occurred_on, entry.party, entry.note, entry.loan_id, lines


def _closed(request: FundRequest, ground: Ground, today: date) -> Obstacle | None:
    """A month that closed while the committee's second person was waited for is the officer's to open."""
    if request.why in BY_OFFICER:
        return None
    days = (posting.occurred_on for posting in request_postings(request))
    closed = [day for day in days if ground.book.closing.is_closed(day, today)]
    return Obstacle("closed", day=min(closed)) if closed else None


def _short(request: FundRequest, ground: Ground, _: date) -> Obstacle | None:
    postings = request_postings(request)
    moves = isinstance(request.other, MoveMoney)
    lack = next(lacking(ground.book, postings), None) if moves else refused_lack(ground.book, postings)
    return Obstacle("short", lack=lack) if lack else None


def _begun(request: FundRequest, ground: Ground, _: date) -> Obstacle | None:
    wanted = request.other.funds if isinstance(request.other, SetOpening) else ()
    begun = [fund for fund, _had in wanted if fund in ground.begun]
    return Obstacle("begun", fund=begun[0]) if begun else None


def _recounted(request: FundRequest, ground: Ground, _: date) -> Obstacle | None:
    """The box was counted anew, or the difference became another one."""
    settle = request.other
    moved = isinstance(settle, SettleDifference) and settle.open != ground.open
    return Obstacle("recounted") if moved else None


def _gone(request: FundRequest, ground: Ground, today: date) -> Obstacle | None:
    """Who left the club is lent nothing more."""
    member = request.other.member if isinstance(request.other, Lend) else None
    return Obstacle("gone", member=member) if member and not member.belongs_on(today) else None


_LOOKS: tuple[Callable[[FundRequest, Ground, date], Obstacle | None], ...] = (
    _built_upon, _overpaid, _again, _begun, _recounted, _gone, _closed, _short,
)  # fmt: skip
