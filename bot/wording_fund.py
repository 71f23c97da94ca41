"""How entries, receipts and funds are named in messages (golden B)."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import Any

from bot.wording_blocks import block_text
from handlers.dialogue.hearing.folding import fold
from handlers.fund.book import EntryDraft, Receipt
from handlers.fund.categories import own_label
from handlers.money import digits, spelled
from storage.records import Entry, Fund

FUND_NAMES = {Fund.ACTIVITY_FUND: "Quỹ hoạt động", Fund.INCOME_FUND: "Quỹ tăng thu nhập"}
COUNTS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín", "mười")


def fund_name(fund: str) -> str:
    """Quỹ hoạt động, Quỹ tăng thu nhập."""
    return FUND_NAMES[Fund(fund)]


def spoken_day(day: date, today: date) -> str:
    """hôm nay 21/11, hôm qua 20/11, ngày 15/11."""
    name = {0: "hôm nay", 1: "hôm qua", 2: "hôm kia"}.get((today - day).days, "ngày")
    year = "" if day.year == today.year or today - day < timedelta(days=60) else f"/{day.year}"
    return f"{name} {day.day}/{day.month}{year}"


def _side(draft: EntryDraft) -> str:
    return "THU" if draft.direction == "income" else "CHI"


def entry_words(draft: EntryDraft) -> str:
    """THU 500.000 đồng (năm trăm nghìn đồng), hội phí tháng 11."""
    product = f"{draft.product} = " if draft.product else ""
    what = draft.what or category_name(draft.category)
    return f"{_side(draft)} {product}{spelled(draft.amount)}, {what}{_payer(draft)}"


def _payer(draft: EntryDraft) -> str:
    """ " (bà Lan)", of a member the words do not name."""
    return f" ({draft.party})" if draft.member_id and draft.party not in draft.what else ""


def entry_line(draft: EntryDraft) -> str:
    """THU hội phí 52 × 5.000 = 260.000 đồng (hai trăm sáu mươi nghìn đồng)."""
    product = f"{draft.product} = " if draft.product else ""
    name = category_name(draft.category).split(",")[0]
    what = name if fold(draft.what.lower()) in fold(name.lower()) else draft.what
    return f"{_side(draft)} {what}{_payer(draft)} {product}{spelled(draft.amount)}"


def net(drafts: Sequence[EntryDraft], fund: Fund) -> int:
    """What these entries add to the fund, signed."""
    return sum((1 if d.direction == "income" else -1) * d.amount for d in drafts if d.fund == fund)


def receipt_name(receipt: Receipt | Entry) -> str:
    """phiếu thu số 14; an entry without a receipt is named by its place in the ledger."""
    side = receipt.side if isinstance(receipt, Receipt) else str(receipt.receipt_side)
    number = receipt.number if isinstance(receipt, Receipt) else receipt.receipt_number
    if number is None:
        return f"dòng số {receipt.seq}"
    return f"phiếu {'thu' if side == 'in' else 'chi'} số {number}"


def batch_receipts(receipts: Sequence[Receipt]) -> str:
    """phiếu thu số 14, phiếu chi số 10, 11: what one confirmation wrote, by fund where there are both."""
    told = {fund: _of_one_fund(held) for fund, held in by_fund(receipts).items()}
    return "; ".join(f"{said} {fund_name(fund)}" if len(told) > 1 else said for fund, said in told.items())


def by_fund(receipts: Sequence[Receipt]) -> dict[Fund, list[Receipt]]:
    """In the order they were given; a fund without any is not there."""
    held: dict[Fund, list[Receipt]] = {}
    for receipt in receipts:
        held.setdefault(receipt.fund, []).append(receipt)
    return held


def _of_one_fund(receipts: Sequence[Receipt]) -> str:
    sides: dict[str, list[str]] = {}
    for receipt in receipts:
        name, _, number = receipt_name(receipt).rpartition(" ")
        sides.setdefault(name, []).append(number)
    return ", ".join(f"{name} {', '.join(numbers)}" for name, numbers in sides.items())


def alike(double: Entry, draft: EntryDraft) -> str:
    """How near the entry in the book is to the one being written: the same words, or only the same sum."""
    same = fold(double.note.lower()) in ("", fold(draft.what.lower()))
    return block_text("fund/entry_words", "same" if same else "same_sum", {"note": double.note})


def short_money(amount: int) -> str:
    """5 triệu, 500 nghìn: as people say it back."""
    if amount % 1_000_000 == 0:
        return f"{digits(amount // 1_000_000)} triệu"
    return (
        f"{amount // 1000} nghìn" if amount % 1000 == 0 and amount < 1_000_000 else f"{digits(amount)} đồng"
    )


def told_money(amount: int) -> str:
    """500.000, or âm 640.000: a minus sign is easily missed on a small phone."""
    return digits(amount) if amount >= 0 else f"âm {digits(-amount)}"


def still(amount: int) -> str:
    """còn 500.000, or đang âm 640.000: what a fund or a box has."""
    return f"còn {digits(amount)}" if amount >= 0 else f"đang {told_money(amount)}"


def count_word(number: int) -> str:
    """hai, ba … mười; figures above."""
    return COUNTS[number] if number < len(COUNTS) else str(number)


def category_name(code: str) -> str:
    """The name of a category as templates/fund/categories.j2 words it; a club's own as the club did."""
    return own_label(code) or block_text("fund/categories", code)


FUND_FILTERS: dict[str, Callable[..., Any]] = {
    "fund": fund_name,
    "spoken_day": spoken_day,
    "entry_words": entry_words,
    "entry_line": entry_line,
    "net": net,
    "money": told_money,
    "still": still,
    "receipt_name": receipt_name,
    "batch_receipts": batch_receipts,
    "alike": alike,
    "short_money": short_money,
    "count_word": count_word,
    "category": category_name,
}
