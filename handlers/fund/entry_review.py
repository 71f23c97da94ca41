"""The read-back of what one message wants written: entries, and repayments that leave nothing to ask."""

from typing import Any

from handlers.catalogue_types import Visit
from handlers.dialogue.follow_on import LINES
from handlers.dialogue.questions import DROP, EDIT, YES, Confirm, Option, ReviewLine
from handlers.fund.book import EntryDraft, FundBook
from handlers.fund.dues_payer import not_on_the_roll
from handlers.fund.guards import doubles, with_capital_names
from handlers.fund.lines import Lines
from handlers.loan.together import LoanLines

SAID = {"entry": (), "amount": ("số tiền",), "day": ("ngày",), "fund": ("quỹ",)}
ENROL = ("thêm", "thêm vào danh sách", "thêm hội viên", "thêm thành viên")
ONE, BOTH = Option("yes", ("một khoản", "một")), Option("both", ("hai khoản", "hai khoản thật", "có hai"))


async def confirmed(
    book: FundBook, visit: Visit, drafts: tuple[EntryDraft, ...], lines: Lines, loans: LoanLines
) -> str:
    double = next(((draft, old) for draft in drafts for old in doubles(book.recent, draft)), None)
    stranger = with_capital_names(not_on_the_roll(drafts))
    show = {
        "drafts": drafts,
        "book": book,
        "repeats": visit.repeats,
        "double": double[1] if double else None,
        "doubled": double[0] if double else None,
        "unheard": lines.unheard,
        "loans": loans,
        "met": "day" in visit.opening,
        "stranger": stranger,
    }
    about: dict[str, Any] = {"drafts": drafts, "repeats": visit.repeats, "before": _totals(book, drafts)}
    if loans.together:
        about["repaid"] = loans.repays
    choices = _choices(visit, stranger, single=len(drafts) == 1 and not lines.loans)
    picked = _lines(drafts, alone=not lines.loans) + _loan_picks(loans)
    return await Confirm(key="confirm", about=about, choices=choices, lines=picked, show=show, money=True)


def _choices(visit: Visit, stranger: str, *, single: bool) -> tuple[Option, ...]:
    """A message that came twice may be two entries; who pays and is on no roll can be added to it."""
    if visit.repeats and single:
        return (ONE, EDIT, BOTH)
    usual = (YES, EDIT, DROP)
    if not stranger or visit.repeats or visit.opening.keys() & {LINES, "day"}:
        return usual
    return (*usual, Option("enrol", ENROL, {"stranger": stranger}))


def _loan_picks(loans: LoanLines) -> tuple[ReviewLine, ...]:
    return tuple(
        ReviewLine(f"loan{n}", (f"loan.{n}.apart",), {}, {"repay": repay}) for n, repay in loans.together
    )


def _totals(book: FundBook, drafts: tuple[EntryDraft, ...]) -> dict[str, int]:
    return {str(draft.fund): book.balances.of(draft.fund).total for draft in drafts}


def _lines(drafts: tuple[EntryDraft, ...], *, alone: bool) -> tuple[ReviewLine, ...]:
    """What "sửa" can pick: the parts of a single entry, or which of several."""
    if len(drafts) != 1 or not alone:
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
    said = () if name not in SAID else (draft.what, draft.party, *SAID[name])
    return ReviewLine(label, tuple(f"entry.{n}.{key}" for key in keys), old, {"draft": draft}, said)
