"""The monthly report: nothing known, nine short questions; everything known, three messages.

What the books know of this month is read back, what they do not know is asked, nothing is guessed.
"""

from datetime import date
from typing import Any

from handlers.catalogue_types import Talk, Visit
from handlers.decision import Caller
from handlers.dialogue.hearing.folding import fold, tidy
from handlers.dialogue.questions import EDIT, YES, Choose, Option, agreed
from handlers.dialogue.replay import Facts
from handlers.dialogue.subject import Subject
from handlers.dialogue.take_up import TakeUp
from handlers.report.areas import areas_done
from handlers.report.asking import Sheet, filed_facts, show_of
from handlers.report.book import Filed, ReportBook, ReportCalendar, SubmitReport
from handlers.report.life import life_figures, month_life
from handlers.report.no_meeting import tells_no_meeting
from handlers.report.periods import month_of, month_to_report, report_month
from handlers.report.questions import Proposal
from handlers.report.review import Review, activity_lines, fund_lines
from handlers.report.steps import Steps, planned

SUBMIT = Option("yes", ("nộp", "gửi", "nộp đi", "gửi đi", "nộp lại", "nộp lại đi"))


async def monthly_report(book: ReportBook, visit: Visit) -> SubmitReport | TakeUp | None:
    """Báo cáo tháng: one club, one month; filing again makes a further version."""
    if book.period > month_of(visit.today):
        return await _not_yet(book, visit)
    if book.filed is not None and not await _wants_to_amend(book.filed, book.period, visit):
        return None
    book = filed_facts(book) if visit.round == 1 else book
    steps = Steps(book, visit.asked, await planned())
    sheet = Sheet(book, steps, show_of(book, visit), tells_no_meeting(visit.words))
    life = await month_life(sheet)
    await sheet.money(life.met)
    proposal = await Proposal(key="proposal", step=steps.of("proposal")) if steps.all_asked else None
    figures = {**await life_figures(sheet, life), **fund_figures(book)}
    figures["areas"] = list(areas_done(figures, book.facts.areas))
    filed = book.filed.figures.get("proposal") if book.filed else None  # remarks since are part of it
    if filed or proposal is not None:
        figures["proposal"] = filed or proposal
    if not await _reviewed(sheet, figures):
        return None
    return SubmitReport(book.club.id, book.period, figures, book.commune, steps.all_asked)


async def _not_yet(book: ReportBook, visit: Visit) -> TakeUp | None:
    """A month that has not come: this month's report is offered instead."""
    current = month_of(visit.today)
    options = (Option("yes", ("làm", "có")), Option("later", ("để sau", "không", "thôi")))
    show = {"period": book.period, "current": current}
    if await Choose(key="not_yet", about=current, choices=options, show=show) != "yes":
        return None
    return TakeUp(MONTHLY.name, Subject(book.club.id, current))


async def _wants_to_amend(filed: Filed, period: str, visit: Visit) -> bool:
    """What is filed stays as it is unless somebody says so, however it came to be filed."""
    by = None if filed.by is None or filed.by.id == visit.person.id else filed.by
    show = {"at": filed.at, "by": by, "period": period}
    options = (
        Option("leave", ("để yên", "thôi", "không")),
        Option("amend", ("sửa", "xem", "xem lại", "có")),
    )
    about = [visit.round, filed.number]
    return await Choose(key="amend", about=about, choices=options, show=show) == "amend"


def fund_figures(book: ReportBook) -> dict[str, Any]:
    """The month's money as it stands in the books, in đồng."""
    funds = book.funds
    return {
        "fund_opening": funds.opening,
        "fund_in": funds.money_in,
        "fund_out": funds.money_out,
        "fund_closing": funds.closing,
        "box": funds.box,
        "bank": funds.bank,
        "lent_total": funds.lent,
        "income_total": funds.total,
        "lent_out": funds.lent_out,
        "repaid": funds.repaid,
        "interest": funds.interest,
        "overdue_count": funds.overdue_count,
        "overdue": funds.overdue,
    }


async def _reviewed(sheet: Sheet, figures: dict[str, Any]) -> bool:
    """One review when all was just asked; two short ones when the books had it: it is news to the leader."""
    show = {**sheet.show, "figures": figures}
    lines, about = activity_lines(figures), {"period": sheet.book.period, "figures": figures}
    sealed: dict[str, Any] = {"about": about, "choices": (SUBMIT, EDIT), "show": show}
    if sheet.steps.all_asked:
        return await agreed(Review(key="submit_all", lines=lines + fund_lines(), **sealed))
    life = {name: value for name, value in figures.items() if name not in fund_figures(sheet.book)}
    await Review(key="review", about=life, choices=(YES, EDIT), lines=lines, show=show)
    return await agreed(Review(key="submit", lines=fund_lines(), **sealed))


_THIS_MONTH = frozenset({"bao cao thang nay", "bao cao di", "bao cao cho bac", "bao cao thang nay di"})


def opens_report(words: str, today: date) -> bool:
    """ "báo cáo", "bao cao thang 10", "làm báo cáo", "nộp báo cáo", "tháng này không họp"."""
    if tells_no_meeting(words):
        return True
    folded = fold(tidy(words))
    for before in ("sua lai ", "sua ", "xem lai ", "nop lai "):
        folded = folded.removeprefix(before)
    rest = folded.removeprefix("lam ").removeprefix("nop ").removeprefix("ghi ").removesuffix(" giup bac")
    if rest in _THIS_MONTH:
        return True
    if not rest.startswith("bao cao thang"):
        return rest == "bao cao"
    return rest == "bao cao thang" or month_to_report(words, today) is not None


def report_subject(words: str, caller: Caller, facts: Facts) -> Subject:
    """The club spoken for, and the month meant."""
    calendar: ReportCalendar = facts.get(ReportCalendar, caller.club_id)
    named = month_to_report(words, caller.today)
    return Subject(caller.club_id, named or report_month(calendar, caller.today))


MONTHLY = Talk(
    "report.monthly",
    monthly_report,
    ReportBook,
    opens_report,
    report_subject,
    shared=True,
    resumes=True,
    afterword="report.remark",
    on_behalf=True,
)
