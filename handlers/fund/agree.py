"""Duyệt khoản: the second person of the committee, or the officer, says yes or no to what waits.

Whoever asked cannot agree to it, and the first answer stands.
"""

from datetime import date

from handlers.catalogue_types import COMMITTEE, Talk, Visit
from handlers.decision import Caller
from handlers.dialogue.hearing.folding import fold, tidy
from handlers.dialogue.questions import YES, Confirm, Option
from handlers.dialogue.replay import Facts
from handlers.dialogue.subject import Subject
from handlers.fund.amends import Told, is_alive
from handlers.fund.requests import CLOSED, AnswerRequest, RequestBook, WaitingAsk, WaitingRequests

REFUSE = Option("refuse", ("không", "không đồng ý", "không duyệt", "từ chối"))
OPENERS = frozenset(
    "duyet khoan|duyet khoan cho|duyet khoan lon|duyet khoan thu chi|dong y khoan|xem khoan cho|khoan cho|"
    "khoan cho duyet|khoan nao cho duyet|duyet chi|duyet thu|duyet phieu|duyet so quy".split("|")
)


async def agree(book: RequestBook, visit: Visit) -> AnswerRequest | Told:
    """One waiting request, read back whole."""
    request = book.request
    if request is None:
        return Told("none")
    if request.status != "waiting":
        return Told("late")
    if request.amend is not None and not all(is_alive(entry) for entry in request.amend.strike):
        return Told("late")
    if request.asked_by == visit.person.id:
        return Told("own")
    about = {"id": request.id, "status": request.status}
    said = await Confirm(
        key="answer", about=about, choices=(YES, REFUSE), show={"request": request}, money=True
    )
    return AnswerRequest(request, said == "yes")


def may_answer(request_why: str, is_officer: bool, has_second: bool) -> bool:
    """A closed month is the officer's to open; a large sum is the committee's where it has two."""
    return is_officer if request_why == CLOSED or not has_second else not is_officer


def opens_agree(words: str, today: date) -> bool:
    """ "duyệt khoản", "khoản chờ duyệt"."""
    return fold(tidy(words)) in OPENERS


def agree_subject(words: str, caller: Caller, facts: Facts) -> Subject:
    """The oldest request that waits for this person."""
    ask = WaitingAsk(caller.club_id, caller.area_code, caller.person.id)
    waiting: WaitingRequests = facts.get(WaitingRequests, ask)
    if not waiting.requests:
        return Subject(caller.club_id, person_id=caller.person.id)
    return Subject(waiting.requests[0].club_id, record=waiting.requests[0].id)


AGREE = Talk(
    "fund.agree", agree, RequestBook, opens_agree, agree_subject, COMMITTEE | {"officer"}, shared=True
)
