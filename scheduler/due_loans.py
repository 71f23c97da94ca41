"""Which loans a club's treasurer is reminded of: a week before the day, when it has passed, then monthly.

The monthly word comes with the first report reminder of the month (2/12 08:30), so that one letter says all.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from handlers.calendar.deadlines import Level, due_on
from handlers.calendar.duties import Key, Promise
from handlers.calendar.watches import LoanDuty
from handlers.loan.book import Loan
from handlers.loan.schedule import due_between, late_principal, late_since
from handlers.report.periods import before, month_of
from scheduler.plain import Plain, Rung, Told, climbed, is_held, promised_rung, rung

PAGE = "loan/reminder"
SOON, LATE = "soon", "late"
NOT_AGAIN_WITHIN = timedelta(days=10)
"""Who has just been told that a loan is overdue is not told the same at the turn of the month."""


@dataclass(frozen=True, slots=True)
class LoansDue:
    """What to tell now; `held` when somebody has to be told later the same day."""

    plains: tuple[Plain, ...] = ()
    held: bool = False


def loans_due(
    duties: Sequence[LoanDuty],
    told: Mapping[Key, datetime],
    silent: frozenset[tuple[int, str]],
    now: datetime,
) -> LoansDue:
    """Reminders about loans for this moment (`now` local and aware)."""
    wanted = [
        plain
        for duty in duties
        for plain in _of_loan(duty, told, now)
        if plain.key not in told and (plain.to.person_id, plain.key[0]) not in silent
    ]
    settings = {duty.to.person_id: duty.settings for duty in duties}
    ready = tuple(plain for plain in wanted if not is_held(plain.to, settings[plain.to.person_id], now))
    return LoansDue(ready, held=len(ready) < len(wanted))


def is_due(loan: Loan, occasion: str, today: date) -> bool:
    """Whether a letter about this loan, written under that occasion, still says what is true."""
    return loan.is_open and occasion in {
        loan_occasion(loan, loan.due_on),
        loan_occasion(loan, late_since(loan, today)),
    }


def loan_occasion(loan: Loan, day: date) -> str:
    """A loan and the day it is about: one that was extended is another thing to be reminded of."""
    return f"loan/{loan.id}/{day.isoformat()}"


def _of_loan(duty: LoanDuty, told: Mapping[Key, datetime], now: datetime) -> Iterator[Plain]:
    today = now.date()
    late = late_principal(duty.loan, today)
    if late:
        yield from _late(duty, late, told, now)
    elif today <= duty.loan.due_on:
        yield from _soon(duty, now)


def _late(duty: LoanDuty, amount: int, told: Mapping[Key, datetime], now: datetime) -> Iterator[Plain]:
    since = late_since(duty.loan, now.date())
    occasion = loan_occasion(duty.loan, since)
    step = climbed([_first(duty, since, now), _monthly(duty, now)], now)
    if step is None or (step.name != LATE and _told_lately(occasion, duty.to.person_id, told, now)):
        return
    days = (now.date() - since).days
    item = {"late": True, "days": days, "monthly": step.name != LATE, "amount": amount}
    yield _plain(duty, occasion, step, item)


def _first(duty: LoanDuty, since: date, now: datetime) -> Rung:
    return rung(LATE, since + timedelta(days=1), duty.settings.morning, duty.settings.useful_days, now)


def _monthly(duty: LoanDuty, now: datetime) -> Rung:
    month, settings = month_of(now.date()), duty.settings
    first = due_on(before(month), Level.CLUB, settings) + timedelta(days=min((0, *settings.steps)))
    return rung(f"month-{month}", first, settings.morning, settings.useful_days, now)


def _told_lately(occasion: str, person_id: int, told: Mapping[Key, datetime], now: datetime) -> bool:
    return any(key[:2] == (occasion, person_id) and now - at < NOT_AGAIN_WITHIN for key, at in told.items())


def _soon(duty: LoanDuty, now: datetime) -> Iterator[Plain]:
    loan, ahead = duty.loan, duty.settings.loan_days_before
    begins = loan.due_on - timedelta(days=ahead)
    step = climbed([rung(SOON, begins, duty.settings.morning, ahead, now)], now)
    amount = due_between(loan, now.date(), loan.due_on)
    if step is not None and amount and loan.lent_on < begins:
        yield _plain(duty, loan_occasion(loan, loan.due_on), step, {"late": False, "amount": amount})


def promised_loans(duties: Sequence[LoanDuty], promise: Promise, now: datetime) -> Iterator[Told]:
    """The loan somebody asked to be reminded of again, as it stands now; nothing once it is settled."""
    today = now.date()
    for duty in duties:
        mine = duty.to.person_id == promise.person_id
        if not mine or not is_due(duty.loan, promise.occasion, today):
            continue
        late = late_principal(duty.loan, today)
        days = (today - late_since(duty.loan, today)).days
        amount = late or due_between(duty.loan, today, duty.loan.due_on)
        item = {"late": bool(late), "days": days, "monthly": False, "amount": amount, "promised": True}
        yield _plain(duty, promise.occasion, promised_rung(promise), item), duty.settings


def _plain(duty: LoanDuty, occasion: str, step: Rung, item: Mapping[str, object]) -> Plain:
    shown = {"promised": False, **item, "member": duty.member, "club": duty.club, "due_on": duty.loan.due_on}
    return Plain((occasion, duty.to.person_id, step.name), duty.to, PAGE, "loans", shown)
