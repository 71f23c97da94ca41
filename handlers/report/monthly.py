"""The monthly report: nothing known, nine short questions; everything known, three messages.

What the books know of this month is read back, what they do not know is asked, nothing is guessed.
"""

from datetime import date
from typing import Any, NamedTuple

from handlers.catalogue_types import Talk, Visit
from handlers.decision import Caller
from handlers.dialogue.hearing.folding import fold, tidy
from handlers.dialogue.questions import EDIT, YES, Choose, Confirm, Option, Text, agreed
from handlers.dialogue.replay import Facts
from handlers.dialogue.subject import Subject
from handlers.report.areas import areas_done
from handlers.report.asking import REASONS, Numbers, Sheet, optional, or_later, plausible, show_of
from handlers.report.book import ReportBook, ReportCalendar, SubmitReport
from handlers.report.periods import named_month, report_month
from handlers.report.questions import NO_MEETING, Moves
from handlers.report.review import activity_lines, fund_lines
from handlers.report.steps import Steps

SUBMIT = Option("yes", ("nộp", "gửi", "nộp đi", "gửi đi", "nộp lại", "nộp lại đi"))


async def monthly_report(book: ReportBook, visit: Visit) -> SubmitReport | None:
    """Báo cáo tháng: one club, one month; filing again makes a further version."""
    if visit.round > 1 and not await _wants_to_amend(book, visit):
        return None
    steps = Steps(book, visit.asked)
    sheet = Sheet(book, steps, show_of(book, visit))
    life = await _life(sheet)
    await sheet.money(life.met)
    proposal = await Text(key="proposal", step=steps.of("proposal")) if steps.all_asked else None
    figures = {**await _life_figures(sheet, life), **fund_figures(book)}
    figures["areas"] = list(areas_done(figures, book.facts.areas))
    if proposal is not None:
        figures["proposal"] = proposal
    if not await _reviewed(sheet, figures):
        return None
    return SubmitReport(book.club.id, book.period, figures, book.commune, steps.all_asked)


async def _wants_to_amend(book: ReportBook, visit: Visit) -> bool:
    filed = book.filed
    if filed is None:
        return True
    show = {"at": filed.at, "number": filed.number, "period": book.period}
    options = (
        Option("leave", ("để yên", "thôi", "không")),
        Option("amend", ("sửa", "xem", "xem lại", "có")),
    )
    return await Choose(key="amend", about=visit.round, choices=options, show=show) == "amend"


class Life(NamedTuple):
    """The month's life as first said; None where a question was left blank."""

    met: str
    reason: str
    present: int
    roster: Moves
    measured: int | None
    care: Numbers | None
    given: Numbers | None
    doings: tuple[str, ...] | None


async def _life(sheet: Sheet) -> Life:
    """The form's questions in their order."""
    met = await sheet.meeting()
    reason = await Choose(key="no_meeting", choices=REASONS) if met == NO_MEETING else ""
    present = 0 if reason else await _present(sheet)
    roster = await sheet.roster()
    measured = await optional(sheet.measured())
    care = await optional(sheet.care())
    given = await optional(sheet.self_help())
    doings = await optional(sheet.doings())
    return Life(met, reason, present, roster, measured, care, given, doings)


async def _life_figures(sheet: Sheet, life: Life) -> dict[str, Any]:
    """As figures: what was left blank is asked once more, what looks like a slip is asked about."""
    joined, left, died = life.roster
    return {
        "members": sheet.book.members,
        "meeting_on": life.met,
        "present": life.present,
        "no_meeting": life.reason,
        "joined": joined,
        "left": left,
        "died": died,
        "measured": await _measured(sheet, life.measured),
        **_pair("care_people", "care_visits", await _visits(sheet, life.care)),
        **_pair("help_households", "help_days", await _days(sheet, life.given)),
        "doings": list(life.doings or ()),
    }


def _pair(first: str, second: str, numbers: Numbers | None) -> dict[str, int | None]:
    return {first: numbers[0], second: numbers[1]} if numbers else {first: None, second: None}


async def _present(sheet: Sheet) -> int:
    question, members = sheet.present(), sheet.book.members
    return await plausible(question, await question, lambda present: present > members, members) or 0


async def _measured(sheet: Sheet, said: int | None) -> int | None:
    question, members = sheet.measured(), sheet.book.members
    usual = (sheet.book.previous or {}).get("measured") or 0
    value = await or_later(question, said)
    return await plausible(question, value, lambda n: n > members or n >= 10 * usual > 0, usual or members)


async def _visits(sheet: Sheet, said: Numbers | None) -> Numbers | None:
    usual = (sheet.book.previous or {}).get("care_visits") or 0
    value = await or_later(sheet.care(), said)
    return await plausible(sheet.care(), value, lambda pair: pair[1] >= 10 * usual > 0, usual)


async def _days(sheet: Sheet, said: Numbers | None) -> Numbers | None:
    usual = (sheet.book.previous or {}).get("help_days") or 0
    value = await or_later(sheet.self_help(), said)
    return await plausible(sheet.self_help(), value, lambda pair: pair[1] >= 10 * usual > 0, usual)


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
        return await agreed(Confirm(key="submit_all", lines=lines + fund_lines(), **sealed))
    life = {name: value for name, value in figures.items() if name not in fund_figures(sheet.book)}
    await Confirm(key="review", about=life, choices=(YES, EDIT), lines=lines, show=show)
    return await agreed(Confirm(key="submit", lines=fund_lines(), **sealed))


def opens_report(words: str, today: date) -> bool:
    """ "báo cáo", "bao cao thang 10", "làm báo cáo", "nộp báo cáo"."""
    folded = fold(tidy(words))
    rest = folded.removeprefix("lam ").removeprefix("nop ").removeprefix("ghi ")
    if not rest.startswith("bao cao thang"):
        return rest == "bao cao"
    return rest == "bao cao thang" or named_month(words, today) is not None


def report_subject(words: str, caller: Caller, facts: Facts) -> Subject:
    """The club spoken for, and the month meant."""
    calendar: ReportCalendar = facts.get(ReportCalendar, caller.club_id)
    named = named_month(words, caller.today)
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
)
