"""The read-back of what one message wants written: entries, and repayments that leave nothing to ask."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from handlers.catalogue_types import Visit
from handlers.club.people_named import people_named
from handlers.dialogue.hearing.amounts import hear_amount
from handlers.dialogue.hearing.folding import fold, polish
from handlers.dialogue.hearing.heard import Heard
from handlers.dialogue.questions import DROP, EDIT, YES, Confirm, Option, ReviewLine
from handlers.fund.book import EntryDraft, FundBook
from handlers.fund.guards import doubles
from handlers.fund.lines import Lines
from handlers.loan.together import LoanLines

ONE, BOTH = Option("yes", ("một khoản", "một")), Option("both", ("hai khoản", "hai khoản thật", "có hai"))


_SLIP = re.compile(
    r"^(?:(?:à|á|ấy|ơ|ôi|ối|ừ|quên|a)[\s,]+)*(?:bác |bac )?"
    r"(?:(?:ghi|gõ|viết|nói|nhắn|bấm|go|viet|noi|nhan|bam) )?"
    r"(?:nhầm|nham|lộn|lon|sai|quên|quen)(?: (?:rồi|roi|cháu|chau|ơi|oi|số|so|tiền|tien))*"
    r"[\s,.:]+(?P<right>.+)$",
    re.I,
)
_ONLY = re.compile(r"[\s,]+(?:thôi|thoi|cơ|mới đúng|moi dung|chứ|cháu ạ|nhé)$", re.I)
_LEADING = re.compile(r"^(?:chỉ|chi|có|co|là|la)(?:\s+(?:có|co|là|la))?\s+(?=\S*\d)", re.I)


@dataclass(frozen=True, kw_only=True)
class EntryReview(Confirm):
    """The read-back of entries; a single one is put right by its amount alone ("à nhầm, 180 thôi")."""

    worded_as: ClassVar[str] = "confirm"

    def amended(self, words: str, today: date) -> tuple[str, str] | None:
        drafts = self.show["drafts"]
        amount = _right_amount(polish(words), drafts[0].what if drafts else "")
        alone = any(line.name == "amount" for line in self.lines)
        return ("amount", amount) if alone and amount else None


def _right_amount(line: str, note: str) -> str:
    """What is left of "à nhầm, bà Hòa 100 thôi" without the slip and who is read back; "" for no amount."""
    slip, only = _SLIP.match(line), _ONLY.search(line)
    if not slip and not only:
        return ""
    rest = slip["right"] if slip else line
    for named in people_named(rest):
        if fold(named.said.lower()) in fold(note.lower()):
            rest = rest.replace(named.said, " ").strip()
    while (shorter := _ONLY.sub("", rest)) != rest:
        rest = shorter
    rest = _LEADING.sub("", rest)
    heard = hear_amount(rest)
    return rest if isinstance(heard, Heard) or heard.guesses else ""


async def confirmed(
    book: FundBook, visit: Visit, drafts: tuple[EntryDraft, ...], lines: Lines, loans: LoanLines
) -> str:
    double = next(((draft, old) for draft in drafts for old in doubles(book.recent, draft)), None)
    show = {
        "drafts": drafts,
        "book": book,
        "repeats": visit.repeats,
        "double": double[1] if double else None,
        "doubled": double[0] if double else None,
        "unheard": lines.unheard,
        "loans": loans,
        "met": "day" in visit.opening,
    }
    about: dict[str, Any] = {"drafts": drafts, "repeats": visit.repeats, "before": _totals(book, drafts)}
    if loans.together:
        about["repaid"] = loans.repays
    single = len(drafts) == 1 and not lines.loans
    choices = (ONE, EDIT, BOTH) if visit.repeats and single else (YES, EDIT, DROP)
    picked = _lines(drafts, alone=not lines.loans) + _loan_picks(loans)
    return await EntryReview(key="confirm", about=about, choices=choices, lines=picked, show=show, money=True)


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
    return ReviewLine(label, tuple(f"entry.{n}.{key}" for key in keys), old, {"draft": draft})
