"""Ghi thu, ghi chi: one line typed at any time, or several; only what is missing is asked.

One read-back in digits and words, then it is written: what was confirmed is exactly what is saved.
"""

from dataclasses import replace
from datetime import date
from typing import Any

from handlers.catalogue_types import Talk, Visit
from handlers.decision import Caller
from handlers.dialogue.hearing.heard import Heard, Unclear
from handlers.dialogue.questions import DROP, EDIT, YES, Choose, Confirm, Day, Money, Option, ReviewLine
from handlers.dialogue.replay import Facts
from handlers.dialogue.state import Doubt
from handlers.dialogue.subject import Subject
from handlers.fund.book import EntryDraft, FundBook, PostEntry
from handlers.fund.categories import BY_CODE, CATEGORIES, Category
from handlers.fund.closing import open_day
from handlers.fund.guards import Slip, day_doubt, doubles, slip_of, spoken_product, with_capital_names
from handlers.fund.lines import EntryLine, Lines, covered, read_lines
from handlers.fund.phrases import EntryPhrase, is_entry
from handlers.fund.requests import CLOSED, LARGE, AskAgreement, is_large
from handlers.fund.whole_lines import says_all
from storage.records import Fund

DIRECTIONS = (Option("income", ("thu", "vào")), Option("expense", ("chi", "ra")))
FUNDS = (Option("activity_fund", ("hoạt động",)), Option("income_fund", ("tăng thu nhập", "thu nhập")))
ONE, BOTH = Option("yes", ("một khoản", "một")), Option("both", ("hai khoản", "hai khoản thật", "có hai"))


async def record_entries(book: FundBook, visit: Visit) -> tuple[PostEntry, ...] | AskAgreement | None:
    """Thu, chi: every line of the opening words becomes one entry."""
    lines = read_lines(visit.words, visit.today)
    drafts = [await _draft(book, visit, f"entry.{n}", line) for n, line in enumerate(lines.entries, 1)]
    kept = [draft for draft in drafts if draft is not None]
    if len(kept) < len(drafts) or not kept or not await covered(book, kept):
        return None
    said = await _confirmed(book, visit, tuple(kept), lines)
    if said == "drop":
        return None
    wanted = tuple(kept * (2 if said == "both" else 1))
    if any(draft.closed for draft in wanted):
        return AskAgreement(book.club.id, CLOSED, wanted)
    if is_large(wanted, book.club.settings):
        return AskAgreement(book.club.id, LARGE, wanted)
    return tuple(PostEntry(book.club.id, draft, "day" in visit.opening) for draft in wanted)


async def _draft(book: FundBook, visit: Visit, key: str, line: EntryLine) -> EntryDraft | None:
    phrase = line.phrase
    direction = await Choose(key=f"{key}.direction", choices=DIRECTIONS, known=phrase.direction)
    what = with_capital_names(phrase.note)
    category = await _category(key, direction, phrase, what)
    show = {"direction": direction, "what": what, "category": category.code, "line": line}
    amount = await _amount(book, visit, key, phrase, category, show)
    fund = Fund(await Choose(key=f"{key}.fund", choices=FUNDS, known=phrase.fund or category.fund))
    said_day = await _day(visit, key, phrase, show)
    dated = await open_day(f"{key}.closed", said_day, visit.today, book.closing, show)
    if dated is None:
        return None
    draft = EntryDraft(
        direction, fund, amount, category.code, dated[0], what, with_capital_names(phrase.counterparty)
    )
    return replace(draft, product=spoken_product(phrase, amount), closed=dated[1])


async def _category(key: str, direction: str, phrase: EntryPhrase, what: str) -> Category:
    fitting = [category for category in CATEGORIES if category.direction == direction]
    codes = {category.code for category in fitting}
    guessed = phrase.category if phrase.category in codes else (f"other_{direction}" if what else None)
    options = tuple(Option(c.code, tuple(" ".join(said) for said in c.said) or (c.code,)) for c in fitting)
    show = {"direction": direction}
    return BY_CODE[await Choose(key=f"{key}.category", choices=options, known=guessed, show=show)]


async def _amount(
    book: FundBook, visit: Visit, key: str, phrase: EntryPhrase, category: Category, show: dict[str, Any]
) -> int:
    heard = phrase.amount
    known = heard.value if isinstance(heard, Heard) else None
    doubt = (
        Doubt(f"{key}.amount", heard.reason, heard.guesses, phrase.words)
        if isinstance(heard, Unclear)
        else None
    )
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
        known = date.fromisoformat(str(visit.opening.get("day") or visit.today.isoformat()))
    elif isinstance(heard, Heard) and doubt is None:
        known = heard.value.day
    return await Day(key=f"{key}.day", known=known, unclear=doubt, show=show)


async def _confirmed(book: FundBook, visit: Visit, drafts: tuple[EntryDraft, ...], lines: Lines) -> str:
    double = next(((draft, old) for draft in drafts for old in doubles(book.recent, draft)), None)
    show = {
        "drafts": drafts,
        "book": book,
        "repeats": visit.repeats,
        "double": double[1] if double else None,
        "doubled": double[0] if double else None,
        "unheard": lines.unheard,
        "loans": lines.loans,
        "met": "day" in visit.opening,
    }
    about = {"drafts": drafts, "repeats": visit.repeats, "before": _totals(book, drafts)}
    choices = (ONE, EDIT, BOTH) if visit.repeats else (YES, EDIT, DROP)
    return await Confirm(
        key="confirm", about=about, choices=choices, lines=_lines(drafts), show=show, money=True
    )


def _totals(book: FundBook, drafts: tuple[EntryDraft, ...]) -> dict[str, int]:
    return {str(draft.fund): book.balances.of(draft.fund).total for draft in drafts}


def _lines(drafts: tuple[EntryDraft, ...]) -> tuple[ReviewLine, ...]:
    """What "sửa" can pick: the parts of a single entry, or which of several."""
    if len(drafts) > 1:
        return tuple(
            _line("entry", n, draft, ("amount", "unusual", "corrected")) for n, draft in enumerate(drafts, 1)
        )
    parts = {
        "amount": ("amount", "unusual", "corrected"),
        "category": ("category",),
        "day": ("day", "closed"),
        "fund": ("fund",),
    }
    return tuple(_line(name, 1, drafts[0], keys) for name, keys in parts.items())


def _line(name: str, n: int, draft: EntryDraft, keys: tuple[str, ...]) -> ReviewLine:
    label = name if name != "entry" else f"entry{n}"
    old = {f"entry.{n}.amount": draft.amount, f"entry.{n}.day": draft.day.isoformat()}
    return ReviewLine(label, tuple(f"entry.{n}.{key}" for key in keys), old, {"draft": draft})


def opens_entry(words: str, today: date) -> bool:
    """ "thu 500k hội phí tháng 11", "chi 200 mua nước hôm qua", or just "ghi thu"."""
    return is_entry(words) or bool(len(words.splitlines()) > 1 and read_lines(words, today).written)


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
)
