"""Thanh lý được tiền: the thing leaves the list and what it brought goes into a fund, in one confirmation.

"Thanh lý loa kéo được 200k" was heard as an expense once: whatever is sold brings money.
"""

from handlers.catalogue_types import Visit
from handlers.dialogue.hearing.heard import Heard, Unclear
from handlers.dialogue.questions import DROP, EDIT, YES, Choose, Confirm, Money, ReviewLine
from handlers.dialogue.state import Doubt
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
    heard, doubt = phrase.price, None
    if isinstance(heard, Unclear):
        doubt = Doubt("price", heard.reason, heard.guesses, visit.words[:80])
    known = heard.value if isinstance(heard, Heard) else None
    return await Money(key="price", known=known, unclear=doubt, show={"thing": phrase.thing})


async def _agreed(gone: AssetGone | None, draft: EntryDraft) -> bool:
    old = {"price": draft.amount, "fund": str(draft.fund)}
    if gone is not None:
        old |= {"count": gone.quantity, "day": gone.on.isoformat()}
    keys = {"price": ("price",), "fund": ("fund",), "count": ("count",), "day": ("day", "closed")}
    show = {"gone": gone, "draft": draft}
    lines = tuple(ReviewLine(name, keys[name], {name: old[name]}, show) for name in old)
    about = {"gone": gone, "draft": draft}
    said = await Confirm(
        key="sale", about=about, choices=(YES, EDIT, DROP), lines=lines, show=show, money=True
    )
    return said == "yes"
