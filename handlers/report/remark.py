"""A remark after filing: the club's difficulties and proposals, added to the filed report or taken back."""

from handlers.catalogue_types import Talk, Visit
from handlers.decision import Caller
from handlers.dialogue.hearing.folding import fold, tidy
from handlers.dialogue.questions import DROP, YES, Confirm, agreed
from handlers.dialogue.replay import Facts
from handlers.dialogue.subject import Subject
from handlers.report.book import AddRemark, ReportBook

_TAKEN_BACK = frozenset(
    f"{verb} {what}"
    for verb in ("bo", "xoa", "huy", "xoa bo", "bo di", "xoa di", "bac bo", "cho bac bo")
    for what in ("cau do", "cau ay", "cau kia", "cau vua roi", "cau nay", "de nghi do", "de nghi ay")
)


async def remark(book: ReportBook, visit: Visit) -> AddRemark | None:
    """Ghi thêm: read back once, then kept with the report as a further version."""
    if fold(tidy(visit.words)) in _TAKEN_BACK:
        return await _take_back(book)
    show = {"period": book.period, "remark": visit.words}
    sealed = Confirm(key="confirm", about=visit.words, choices=(YES, DROP), show=show)
    return AddRemark(book.club.id, book.period, visit.words) if await agreed(sealed) else None


async def _take_back(book: ReportBook) -> AddRemark | None:
    """The proposal said last, out of the report again."""
    said = str(book.filed.figures.get("proposal") or "") if book.filed else ""
    if not said:
        return None
    last = said.split("\n")[-1]
    show = {"period": book.period, "remark": last}
    sealed = Confirm(key="take_back", about=last, choices=(YES, DROP), show=show)
    return AddRemark(book.club.id, book.period, "", takes_back=last) if await agreed(sealed) else None


def _never(words: str, today: object) -> bool:
    return False


def _subject(words: str, caller: Caller, facts: Facts) -> Subject:
    return Subject(caller.club_id)


REMARK = Talk(
    "report.remark", remark, ReportBook, _never, _subject, afterword="report.remark", on_behalf=True
)
