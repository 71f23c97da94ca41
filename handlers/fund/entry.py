"""Ghi thu, ghi chi: one line typed at any time, or several; only what is missing is asked.

One read-back in digits and words, then it is written: what was confirmed is exactly what is saved.
"""

from dataclasses import replace
from datetime import date
from typing import Any

from handlers.catalogue_types import Talk, Visit
from handlers.decision import Caller
from handlers.dialogue.follow_on import FollowOn
from handlers.dialogue.hearing.folding import tidy
from handlers.dialogue.hearing.heard import Heard
from handlers.dialogue.questions import Choose, Day, Money, Option
from handlers.dialogue.replay import Fact, Facts
from handlers.dialogue.spoken import spoken
from handlers.dialogue.subject import Subject
from handlers.fund.book import EntryDraft, FundBook, PostEntry
from handlers.fund.categories import Category, meant_by_club, offered, own_label
from handlers.fund.closing import open_day
from handlers.fund.dues_payer import not_on_the_roll, with_payer
from handlers.fund.entry_review import confirmed
from handlers.fund.guards import Slip, day_doubt, slip_of, spoken_product, with_capital_names
from handlers.fund.lines import EntryLine, Lines, covered, read_lines
from handlers.fund.phrases import EntryPhrase, is_entry
from handlers.fund.requests import CLOSED, LARGE, AskAgreement, is_large
from handlers.fund.retold import retold
from handlers.fund.roll_names import as_on_the_roll
from handlers.fund.whole_lines import says_all
from handlers.loan.book import LoanBook
from handlers.loan.effects import Repay
from handlers.loan.together import LoanLines, taken_together, talk_of_line
from storage.records import Fund

DIRECTIONS = (Option("income", ("thu", "vào")), Option("expense", ("chi", "ra")))
FUNDS = (Option("activity_fund", ("hoạt động",)), Option("income_fund", ("tăng thu nhập", "thu nhập")))
_BARE = frozenset(
    "thu|chi|ghi thu|ghi chi|thu tiền|chi tiền|thu tien|chi tien|ghi khoản thu|ghi khoản chi|ghi khoan thu|"
    "ghi khoan chi|ghi thu tiền|ghi chi tiền|có khoản thu|có khoản chi".split("|")
)
"""Nothing but the way it went, all else is asked; with its accents, for "thứ" and "chị" are no money."""

Effect = PostEntry | AskAgreement | Repay | FollowOn


async def record_entries(book: FundBook, visit: Visit) -> tuple[Effect, ...]:
    """Thu, chi: every line of the opening words becomes one entry, or a repayment, or is asked about next."""
    lines = read_lines(visit.words, visit.today)
    drafts = [await _draft(book, visit, f"entry.{n}", line) for n, line in enumerate(lines.entries, 1)]
    kept = tuple(draft for draft in drafts if draft is not None)
    loans = await _loan_lines(lines, visit)
    why = _why_asked(kept, book)
    if why:
        loans = loans.all_later(lines.loans)
    if len(kept) < len(drafts) or not await covered(book, kept, loans.cash):
        return ()
    said = await confirmed(book, visit, kept, lines, loans) if kept or loans.together else "yes"
    if said == "enrol":
        return (_enrolled_first(not_on_the_roll(kept), visit),)
    return () if said == "drop" else (*_written(book, visit, kept, said, why), *_of_loans(loans, visit))


def _written(
    book: FundBook, visit: Visit, kept: tuple[EntryDraft, ...], said: str, why: str
) -> tuple[Effect, ...]:
    wanted = kept * (2 if said == "both" else 1)
    if why:
        return (AskAgreement(book.club.id, why, wanted),)
    return tuple(PostEntry(book.club.id, draft, "day" in visit.opening) for draft in wanted)


def _enrolled_first(stranger: str, visit: Visit) -> FollowOn:
    """Who pays goes onto the roll; then the same words are read anew, and the money counts as theirs."""
    enrol = ("club.newcomer", f"thêm thành viên {with_capital_names(stranger)}")
    return FollowOn((enrol, ("fund.entry", visit.words)), visit.today.isoformat())


def _why_asked(drafts: tuple[EntryDraft, ...], book: FundBook) -> str:
    """Why a second person has to agree; "" where nobody has to."""
    if any(draft.closed for draft in drafts):
        return CLOSED
    return LARGE if is_large(drafts, book.club.settings) else ""


async def _loan_lines(lines: Lines, visit: Visit) -> LoanLines:
    if not lines.loans:
        return LoanLines()
    loans: LoanBook = await Fact(LoanBook, visit.subject)
    return await taken_together(loans, lines.loans, _usual_day(visit), visit.today)


def _of_loans(loans: LoanLines, visit: Visit) -> tuple[Effect, ...]:
    later = tuple(talk_of_line(line) for line in loans.later)
    return (*loans.repays, *((FollowOn(later, _usual_day(visit).isoformat()),) if later else ()))


async def _draft(book: FundBook, visit: Visit, key: str, line: EntryLine) -> EntryDraft | None:
    phrase = line.phrase
    direction = await Choose(key=f"{key}.direction", choices=DIRECTIONS, known=phrase.direction)
    what = as_on_the_roll(phrase.note, book.members)
    category = await _category(book, key, direction, phrase)
    show = {"direction": direction, "what": what, "category": category.code, "line": line}
    amount = await _amount(book, visit, key, phrase, category, show)
    fund = Fund(await Choose(key=f"{key}.fund", choices=FUNDS, known=phrase.fund or category.fund))
    said_day = await _day(visit, key, phrase, show)
    dated = await open_day(f"{key}.closed", said_day, visit.today, book.closing, show)
    if dated is None:
        return None
    party = as_on_the_roll(phrase.counterparty, book.members)
    draft = EntryDraft(direction, fund, amount, category.code, dated[0], what, party)
    said = replace(draft, product=spoken_product(phrase, amount), closed=dated[1])
    return await with_payer(book, key, said)


async def _category(book: FundBook, key: str, direction: str, phrase: EntryPhrase) -> Category:
    fitting = offered(book.club.settings, direction)
    meant = meant_by_club(book.club.settings, direction, phrase.category, phrase.note)
    other = f"other_{direction}" if phrase.note else None
    options = tuple(_option(category) for category in fitting)
    known = meant.code if meant else other
    picked = await Choose(key=f"{key}.category", choices=options, known=known, show={"direction": direction})
    return next(category for category in fitting if category.code == picked)


def _option(category: Category) -> Option:
    said = tuple(" ".join(words) for words in category.said)
    label = own_label(category.code)
    return Option(
        category.code, said or (category.code,), {"label": label[:1].upper() + label[1:]} if label else {}
    )


async def _amount(
    book: FundBook, visit: Visit, key: str, phrase: EntryPhrase, category: Category, show: dict[str, Any]
) -> int:
    known, doubt = spoken(f"{key}.amount", phrase.amount, phrase.words)
    amount = await Money(key=f"{key}.amount", known=known, unclear=doubt, show=show)
    slip = slip_of(amount, book.usual.get(category.code))
    return amount if slip is None else await _surely(key, slip, show)


async def _surely(key: str, slip: Slip, show: dict[str, Any]) -> int:
    """Ten times the usual is asked about once, and the likelier figure offered."""
    options = (
        Option("yes", ("đúng",), {"amount": slip.amount}),
        Option("likelier", (), {"amount": slip.likelier}),
        Option("other", ("số khác", "khác")),
    )
    said = await Choose(
        key=f"{key}.unusual", about=slip.amount, choices=options, show={**show, "slip": slip}, money=True
    )
    if said == "other":
        return await Money(key=f"{key}.corrected", about=slip.amount, show=show)
    return slip.amount if said == "yes" else slip.likelier


async def _day(visit: Visit, key: str, phrase: EntryPhrase, show: dict[str, Any]) -> date:
    heard, doubt = phrase.day, day_doubt(f"{key}.day", phrase)
    known = None
    if heard is None:
        known = _usual_day(visit)
    elif isinstance(heard, Heard) and doubt is None:
        known = heard.value.day
    return await Day(key=f"{key}.day", known=known, unclear=doubt, show=show)


def _usual_day(visit: Visit) -> date:
    """The day of whatever names none: the meeting's inside its report, else today."""
    return date.fromisoformat(str(visit.opening.get("day") or visit.today.isoformat()))


def opens_entry(words: str, today: date) -> bool:
    """ "thu 500k hội phí tháng 11", "chi 200 mua nước hôm qua", or just "ghi thu"."""
    if len(words.splitlines()) < 2:
        return is_entry(words) or tidy(words).removeprefix("/").lower() in _BARE
    lines = read_lines(words, today)
    return is_entry(words) or bool(lines.written or lines.loans)


def entry_subject(words: str, caller: Caller, facts: Facts) -> Subject:
    return Subject(caller.club_id, record=caller.inbox_id)


ENTRY = Talk(
    "fund.entry",
    record_entries,
    FundBook,
    opens_entry,
    entry_subject,
    photo="fund.photo",
    says_all=says_all,
    on_behalf=True,
    retold=retold,
    in_a_story="fund.entry",
)
