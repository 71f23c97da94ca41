"""How a repayment is shared out between principal and interest, with what is doubtful asked about.

A bare sum is never split unasked, and more than is owed is never written.
"""

from dataclasses import dataclass, replace
from typing import Any

from handlers.catalogue_types import Visit
from handlers.dialogue.hearing.heard import Heard
from handlers.dialogue.questions import DROP, Choose, Money, Option
from handlers.dialogue.spoken import spoken
from handlers.fund.entry_words import REPAY as REPAYS
from handlers.fund.guards import slip_of
from handlers.fund.phrases import EntryPhrase
from handlers.loan.book import Loan
from handlers.loan.phrases import in_full
from handlers.loan.schedule import Share, share_out
from storage.people_records import Member

INTEREST_FIRST = Option("interest_first", ("cả gốc lẫn lãi", "gốc và lãi"))
ALL_PRINCIPAL = Option("all_principal", ("toàn gốc", "là gốc", "gốc"))
ALL_INTEREST = Option("all_interest", ("toàn lãi", "là lãi", "lãi"))
OTHER = Option("other", ("số khác", "khác"))
ONLY_OWED = Option("only_owed", ("trả lại", "phần thừa", "ghi vừa đủ"))


SLIGHTLY = 10  # too much by a tenth at most is change to hand back; more was likelier a slip
TRIES = (".2", ".3")
AGAIN = tuple(f"{name}{n}" for name in ("righted", "split", "principal", "too_much") for n in (".1", *TRIES))


@dataclass(frozen=True, slots=True)
class Due:
    """What one loan asks for today, in đồng."""

    member: Member
    loan: Loan
    interest: int
    month_interest: int

    @property
    def all(self) -> int:
        return self.loan.owed + self.interest


async def shared(phrase: EntryPhrase, due: Due, visit: Visit) -> Share | None:
    """Principal and interest; None when it was dropped."""
    named = _named_parts(phrase)
    if named is None:
        share = await _of_sum(phrase, due, visit)
    else:
        principal = await _part("principal", named[0], phrase, due)
        share = Share(principal, await _part("interest", named[1], phrase, due))
    kept = await _not_too_much(share, due, named is not None)
    return (
        None if kept is None else Share(kept.principal, await _plausible(kept.interest, due), kept.returned)
    )


def _named_parts(phrase: EntryPhrase) -> tuple[Any, Any] | None:
    """Principal and interest as the line names them, 0 for the one it leaves out; None for a bare sum."""
    if phrase.principal is not None or phrase.interest is not None:
        return phrase.principal or Heard(0), phrase.interest or Heard(0)
    if phrase.direction != REPAYS and phrase.category == "loan_interest":
        return Heard(0), phrase.amount
    return None


async def _part(key: str, heard: Any, phrase: EntryPhrase, due: Due) -> int:
    known, doubt = spoken(key, heard, phrase.words)
    return await Money(key=key, known=known, unclear=doubt, show={"due": due}, zero=True)


async def _of_sum(phrase: EntryPhrase, due: Due, visit: Visit) -> Share:
    known, doubt = spoken("total", phrase.amount, phrase.words)
    if phrase.amount is None and in_full(visit.words):
        known = due.all
    total = await Money(key="total", known=known, unclear=doubt, show={"due": due})
    return await _of_total(total, due, "")


async def _of_total(total: int, due: Due, again: str) -> Share:
    """One sum in its two parts, asked about; `again` keeps the keys of a second sum apart."""
    first = share_out(total, due.loan.owed, due.interest)
    if not due.interest or total >= due.all:
        return first
    options = (INTEREST_FIRST, ALL_PRINCIPAL) if first.principal else (ALL_INTEREST, ALL_PRINCIPAL)
    fitting = options if total <= due.loan.owed else options[:1]
    show = {"due": due, "share": first, "total": total}
    said = await Choose(key=f"split{again}", about=show, choices=(*fitting, OTHER), show=show, money=True)
    if said == "other":
        principal = await Money(key=f"principal{again}", show=show, zero=True)
        return Share(min(principal, total), total - min(principal, total))
    return Share(total, 0) if said == "all_principal" else first


async def _not_too_much(share: Share, due: Due, named: bool) -> Share | None:
    """More than is owed is never written: the figure is asked about, and only a small rest is handed back."""
    for again in ("", *TRIES):
        over = share.returned + max(share.principal - due.loan.owed, 0)
        if not over:
            return share
        fitting = Share(min(share.principal, due.loan.owed), share.interest, over)
        said = await _which_sum(fitting, due, share.total, again)
        if said == "only_owed":
            return fitting if over <= _slight(due) else replace(fitting, returned=0)
        if said == "drop":
            return None
        right = await Money(key=f"righted{again or '.1'}", show={"due": due, "named": named})
        share = Share(right, share.interest) if named else await _of_total(right, due, again or ".1")
    return None


def _slight(due: Due) -> int:
    return due.all // SLIGHTLY


async def _which_sum(fitting: Share, due: Due, said: int, again: str) -> str:
    return await Choose(
        key=f"too_much{again}",
        about={"share": fitting, "owed": due.loan.owed},
        choices=(ONLY_OWED, OTHER, DROP),
        show={"due": due, "share": fitting, "said": said, "slight": fitting.returned <= _slight(due)},
        money=True,
    )


async def _plausible(interest: int, due: Due) -> int:
    """Ten times the month's interest is asked about once: "50k" and "500k" are one key apart."""
    slip = slip_of(interest, due.month_interest)
    if slip is None or interest <= due.interest:
        return interest
    options = (
        Option("yes", ("đúng",), {"amount": slip.amount}),
        Option("likelier", (), {"amount": slip.likelier}),
        OTHER,
    )
    said = await Choose(
        key="unusual", about=slip, choices=options, show={"due": due, "slip": slip}, money=True
    )
    if said == "other":
        return await Money(key="corrected", about=slip, show={"due": due}, zero=True)
    return slip.amount if said == "yes" else slip.likelier
