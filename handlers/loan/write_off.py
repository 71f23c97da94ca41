"""Mất vốn: the committee asks, an officer of the commune agrees, and only then the books are touched.

Two talks: the first leaves a request that waits, the second has that request as its subject.
"""

from handlers.catalogue_types import Talk, Visit
from handlers.decision import Caller
from handlers.dialogue.questions import Choose, Confirm, Option, ReviewLine, Text, agreed
from handlers.dialogue.replay import Facts
from handlers.dialogue.subject import Subject
from handlers.loan.book import LoanBook
from handlers.loan.effects import AskWriteOff, DecideWriteOff, NotWritten, WaitingWriteOffs, WriteOffRequest
from handlers.loan.lend import loan_subject
from handlers.loan.phrases import name_in, opens_decision, opens_write_off
from handlers.loan.repay import open_loan_of
from handlers.loan.who import member_meant

LONGEST_REASON = 120
AGREE = Option("agree", ("đồng ý", "duyệt", "nhất trí", "được"))
REFUSE = Option("refuse", ("không đồng ý", "không duyệt", "không", "chưa duyệt"))
LATER = Option("later", ("để sau", "xem sau", "hỏi lại", "chưa"))


async def ask_write_off(book: LoanBook, visit: Visit) -> AskWriteOff | NotWritten | None:
    """Whose loan, why; then the request goes to the officer."""
    with_loans = [loan.member_id for loan in book.open_loans]
    member = await member_meant(name_in(visit.words), book.members, {"act": "write_off"}, with_loans)
    loan = await open_loan_of(book, member)
    if loan is None:
        return NotWritten("no_loan", member)
    if loan.id in book.waiting:
        return NotWritten("asked_already", member, loan)
    reason = await Text(key="reason", at_most=LONGEST_REASON, show={"member": member, "loan": loan})
    effect = AskWriteOff(book.club, loan.id, member, loan.owed, reason, visit.today, visit.round)
    lines = (ReviewLine("reason", ("reason",), {"reason": reason}),)
    about = {"loan": loan.id, "owed": loan.owed, "reason": reason}
    return (
        effect
        if await agreed(Confirm(key="confirm", about=about, lines=lines, show={"effect": effect}))
        else None
    )


async def decide_write_off(
    request: WriteOffRequest | None, visit: Visit
) -> DecideWriteOff | NotWritten | None:
    """The officer sees the loan as it stands today, and says yes or no."""
    if request is None or request.status != "waiting":
        return NotWritten("no_request")
    if not request.loan.is_open:
        return NotWritten("closed", request.member, request.loan)
    about = {"request": request.id, "owed": request.loan.owed}
    show = {"request": request, "today": visit.today}
    said = await Choose(key="decision", about=about, choices=(AGREE, REFUSE, LATER), show=show, money=True)
    return None if said == "later" else DecideWriteOff(request, said == "agree", visit.today)


def request_subject(words: str, caller: Caller, facts: Facts) -> Subject:
    """The oldest request that waits in the officer's area; record 0 where none does."""
    waiting: WaitingWriteOffs | None = facts.get(WaitingWriteOffs, caller.area_code)
    if waiting is None or not waiting.requests:
        return Subject(person_id=caller.person.id, record=-caller.inbox_id)
    request_id, club_id = waiting.requests[0]
    return Subject(club_id, record=request_id)


WRITE_OFF = Talk("loan.write_off", ask_write_off, LoanBook, opens_write_off, loan_subject)
APPROVE = Talk(
    "loan.approve",
    decide_write_off,
    WriteOffRequest,
    opens_decision,
    request_subject,
    roles=frozenset({"officer"}),
)
