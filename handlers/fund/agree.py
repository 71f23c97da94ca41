"""Duyệt khoản: the second person of the committee, or the officer, says yes or no to what waits.

Whoever asked cannot agree to it, and the first answer stands. What the books no longer bear is not written:
it goes on waiting or is let go, and who asked is told how to go on.
"""

from dataclasses import dataclass
from datetime import date

from handlers.catalogue_types import COMMITTEE, Talk, Visit
from handlers.decision import Caller, Notice, Say
from handlers.dialogue.hearing.folding import fold, tidy
from handlers.dialogue.questions import YES, Choose, Confirm, Option
from handlers.dialogue.replay import Facts
from handlers.dialogue.subject import Subject
from handlers.fund.amends import Told, is_alive
from handlers.fund.in_the_way import Obstacle, RequestBook
from handlers.fund.requests import BY_OFFICER, AnswerRequest, FundRequest, WaitingRequests, WaitingRequestsAsk

REFUSE = Option("refuse", ("không", "không đồng ý", "không duyệt", "từ chối"))
KEEP = Option("keep", ("chờ", "để chờ", "để đó", "cứ để", "giữ"))
LET_GO = Option("let_go", ("bỏ", "bỏ hẳn", "bỏ đi", "không duyệt", "không"))
OPENERS = frozenset(
    "duyet khoan|duyet khoan cho|duyet khoan lon|duyet khoan thu chi|dong y khoan|xem khoan cho|khoan cho|"
    "khoan cho duyet|khoan nao cho duyet|duyet chi|duyet thu|duyet phieu|duyet so quy".split("|")
)


@dataclass(frozen=True, slots=True)
class KeptWaiting:
    """Effect: nothing is written today; who asked learns why and what to do."""

    request: FundRequest
    obstacle: Obstacle
    by: str

    @property
    def notices(self) -> tuple[Notice, ...]:
        """Once for each reason."""
        show = {"request": self.request, "obstacle": self.obstacle, "by": self.by}
        occasion = f"fund.kept/{self.request.id}/{self.obstacle.reason}"
        return (Notice(occasion, Say("fund/agree", "stuck_told", show), person_id=self.request.asked_by),)


async def agree(book: RequestBook, visit: Visit) -> AnswerRequest | KeptWaiting | Told:
    """One waiting request, read back whole."""
    request = book.request
    if request is None:
        return Told("none")
    if request.status != "waiting":
        return Told("late")
    if request.amend is not None and not all(is_alive(entry) for entry in request.amend.strike):
        return Told("struck")
    if request.asked_by == visit.person.id:
        return Told("own")
    obstacle = book.obstacle(visit.today)
    if obstacle is not None:
        return await _stuck(request, obstacle, visit)
    about = {"id": request.id, "status": request.status, "lack": book.lack}
    show = {"request": request, "lack": book.lack}
    said = await Confirm(key="answer", about=about, choices=(YES, REFUSE), show=show, money=True)
    return AnswerRequest(request, said == "yes")


async def _stuck(request: FundRequest, obstacle: Obstacle, visit: Visit) -> AnswerRequest | KeptWaiting:
    """The books have moved since: it may wait until they fit again, or be let go."""
    about = {"id": request.id, "reason": obstacle.reason}
    show = {"request": request, "obstacle": obstacle}
    said = await Choose(key="stuck", about=about, choices=(KEEP, LET_GO), show=show, money=True)
    return (
        KeptWaiting(request, obstacle, visit.person.name) if said == "keep" else AnswerRequest(request, False)
    )


def may_answer(request_why: str, is_officer: bool, has_second: bool) -> bool:
    """A closed month or a loss is the officer's to open; a large sum the committee's where it has two."""
    return is_officer if request_why in BY_OFFICER or not has_second else not is_officer


def opens_agree(words: str, today: date) -> bool:
    """ "duyệt khoản", "khoản chờ duyệt"."""
    return fold(tidy(words)) in OPENERS


def agree_subject(words: str, caller: Caller, facts: Facts) -> Subject:
    """The oldest request that waits for this person."""
    ask = WaitingRequestsAsk(caller.club_id, caller.area_code, caller.person.id)
    waiting: WaitingRequests = facts.get(WaitingRequests, ask)
    if not waiting.requests:
        return Subject(caller.club_id, person_id=caller.person.id)
    return Subject(waiting.requests[0].club_id, record=waiting.requests[0].id)


AGREE = Talk(
    "fund.agree", agree, RequestBook, opens_agree, agree_subject, COMMITTEE | {"officer"}, shared=True
)
