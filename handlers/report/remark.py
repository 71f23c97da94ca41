"""A remark after filing: the club's difficulties and proposals, added to the report already filed."""

from handlers.catalogue_types import Talk, Visit
from handlers.decision import Caller
from handlers.dialogue.questions import DROP, YES, Confirm, agreed
from handlers.dialogue.replay import Facts
from handlers.dialogue.subject import Subject
from handlers.report.book import AddRemark, ReportBook


async def remark(book: ReportBook, visit: Visit) -> AddRemark | None:
    """Ghi thêm: read back once, then kept with the report as a further version."""
    show = {"period": book.period, "remark": visit.words}
    sealed = Confirm(key="confirm", about=visit.words, choices=(YES, DROP), show=show)
    return AddRemark(book.club.id, book.period, visit.words) if await agreed(sealed) else None


def _never(words: str, today: object) -> bool:
    return False


def _subject(words: str, caller: Caller, facts: Facts) -> Subject:
    return Subject(caller.club_id)


REMARK = Talk("report.remark", remark, ReportBook, _never, _subject)
