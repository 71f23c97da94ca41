"""Thanh lý được tiền: the thing leaves the list and what it brought goes into a fund, in one confirmation.

"Thanh lý loa kéo được 200k" was heard as an expense once: whatever is sold brings money.
"""

from handlers.catalogue_types import Visit
from handlers.dialogue.questions import DROP, EDIT, YES, Choose, Confirm, Money, ReviewLine
from handlers.dialogue.spoken import spoken
from handlers.fund.asset_list import AssetGone
from handlers.fund.asset_phrases import GonePhrase
from handlers.fund.book import EntryDraft, FundBook, PostEntry
from handlers.fund.closing import open_day
from handlers.fund.entry import FUNDS
from handlers.fund.requests import AskAgreement, written_or_asked
from storage.records import Fund

SaleEffect = AssetGone | PostEntry | AskAgreement
CATEGORY = "other_income"


async def sold_asset(
    book: FundBook, visit: Visit, phrase: GonePhrase, gone: AssetGone | None
) -> tuple[SaleEffect, ...] | None:
    """The price, its fund, and one read-back; `gone` None where the list holds no such thing."""
    amount = await _price(phrase, visit)
    fund = Fund(await Choose(key="fund", choices=FUNDS, show={"amount": amount}))
    day = gone.on if gone else phrase.day or visit.today
    dated = await open_day("closed", day, visit.today, book.closing, {"amount": amount})
    if dated is None:
        return None
    draft = EntryDraft("income", fund, amount, CATEGORY, dated[0], phrase.told, closed=dated[1])
    if not await _agreed(gone, draft):
        return None
    return (*((gone,) if gone else ()), written_or_asked(book.club, draft))


async def _price(phrase: GonePhrase, visit: Visit) -> int:
    known, doubt = spoken("price", phrase.price, visit.words)
    return await Money(key="price", known=known, unclear=doubt, show={"thing": phrase.thing})


async def _agreed(gone: AssetGone | None, draft: EntryDraft) -> bool:
    old = {"price": draft.amount, "fund": str(draft.fund)}
    if gone is not None:
        old |= {"count": gone.quantity, "day": gone.on.isoformat()}
    keys = {"price": ("price",), "fund": ("fund",), "count": ("count",), "day": ("day", "closed")}
    both = {"gone": gone, "draft": draft}
    lines = tuple(ReviewLine(name, keys[name], {name: old[name]}, both) for name in old)
    said = await Confirm(
        key="sale", about=both, choices=(YES, EDIT, DROP), lines=lines, show=both, money=True
    )
    return said == "yes"
