"""What waits for a second person: a large sum, a large loan, or an entry dated into a closed month.

Nothing is in the book until the other agrees; then it is written as recorded by who asked.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from handlers.decision import Notice
from handlers.dialogue.take_up import AwaitsAnother
from handlers.fund.amends import AmendBook, Rewrite, size_of
from handlers.fund.book import EntryDraft, PostEntry
from handlers.fund.counting import SettleDifference
from handlers.fund.wanted import MoveMoney, SetOpening
from handlers.loan.effects import Lend
from storage.people_records import Club, ClubSettings, Person
from storage.records import EntryKind

LARGE, CLOSED, LOSS = "large", "closed", "loss"
BY_OFFICER = frozenset({CLOSED, LOSS})
"""What an officer alone may open: a closed month, and a loss that an officer had agreed to."""
Other = Lend | MoveMoney | SetOpening | SettleDifference
"""What may wait besides entries and corrections."""
WHO_AGREES = ("leader", "deputy", "accountant", "secretary", "treasurer")


@dataclass(frozen=True, slots=True)
class AskAgreement(AwaitsAnother):
    """Effect: keep these entries waiting and tell who has to agree; `why` is "large", "closed" or "loss"."""

    club_id: int
    why: str
    drafts: tuple[EntryDraft, ...] = ()
    amend: AmendBook | None = None
    other: Other | None = None


@dataclass(frozen=True, slots=True)
class FundRequest:
    """A waiting record: what was asked, by whom, and what became of it."""

    id: int
    club_id: int
    why: str
    asked_by: int
    asker: str
    asked_at: datetime
    status: str = "waiting"
    drafts: tuple[EntryDraft, ...] = ()
    amend: AmendBook | None = None
    other: Other | None = None


@dataclass(frozen=True, slots=True)
class WaitingRequestsAsk:
    """Which requests to look for: those of a club, or those of an officer's area."""

    club_id: int
    area_code: str
    person_id: int


@dataclass(frozen=True, slots=True)
class WaitingRequests:
    """What waits for this person, oldest first, what cannot be written today last."""

    requests: tuple[FundRequest, ...] = ()


@dataclass(frozen=True, slots=True)
class AnswerRequest:
    """Effect: the second person's yes or no."""

    request: FundRequest
    agreed: bool


@dataclass(frozen=True, slots=True)
class Asked:
    """What saving an AskAgreement gives back: who was asked ("" for the officers), notices to send."""

    asked: str
    request_id: int
    notices: tuple[Notice, ...] = ()


@dataclass(frozen=True, slots=True)
class Answered:
    """What saving an AnswerRequest gives back; `late` when somebody else had answered before."""

    late: bool
    notices: tuple[Notice, ...] = ()


def is_large(drafts: Sequence[EntryDraft], settings: ClubSettings) -> bool:
    """Whether a single one of them reaches the amount from which the club wants two people."""
    return any(reaches_limit(draft.amount, settings) for draft in drafts)


def written_or_asked(club: Club, draft: EntryDraft) -> PostEntry | AskAgreement:
    """The entry as read back; one for a closed month or of a large sum waits for another's yes."""
    if draft.closed:
        return AskAgreement(club.id, CLOSED, (draft,))
    if is_large((draft,), club.settings):
        return AskAgreement(club.id, LARGE, (draft,))
    return PostEntry(club.id, draft)


def writes_large(write: Sequence[Rewrite], settings: ClubSettings) -> bool:
    """Whether a correction or "ghi lại" brings so much into the book; what borrowers pay in is exempt."""
    told = [rewrite for rewrite in write if rewrite.entry.kind is not EntryKind.REPAY]
    return any(reaches_limit(rewrite.amount, settings) for rewrite in told)


def changes_large(amend: AmendBook, settings: ClubSettings) -> bool:
    """Whether a correction brings so much into the book, or takes so much of a single entry out of it."""
    right = {rewrite.entry.id: rewrite.amount for rewrite in amend.write}
    gone = (size_of(entry) - right.get(entry.id, 0) for entry in amend.strike)
    return writes_large(amend.write, settings) or any(reaches_limit(amount, settings) for amount in gone)


def reaches_limit(amount: int, settings: ClubSettings) -> bool:
    """Whether the club wants a second person to agree to so much at once."""
    return settings.large_amount is not None and amount >= settings.large_amount


def who_agrees(committee: Sequence[Person], asker_id: int) -> Person | None:
    """The first of the committee besides the asker, the leader first; None: the officer agrees."""
    others = [person for person in committee if person.id != asker_id]
    ranked = sorted(others, key=_rank)
    return ranked[0] if ranked else None


def _rank(person: Person) -> int:
    held = {str(role.role) for role in person.roles}
    return next((rank for rank, role in enumerate(WHO_AGREES) if role in held), len(WHO_AGREES))
