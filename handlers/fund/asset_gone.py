"""Tài sản ra khỏi sổ: a thing the club owned is broken, lost, sold off or given on.

Its row stays, with the day and the reason; what a sale brings is written in the same confirmation.
"""

from datetime import date

from handlers.catalogue_types import Talk, Visit
from handlers.dialogue.questions import DROP, EDIT, YES, Choose, Confirm, Day, Number, Option, ReviewLine
from handlers.dialogue.replay import Fact
from handlers.fund.asset_list import AssetGone, AssetList, KeptAsset, NoSuchAsset, meant_by
from handlers.fund.asset_phrases import BROKEN, DISPOSED, GIVEN, LOST, GonePhrase, hear_gone
from handlers.fund.asset_sale import SaleEffect, sold_asset
from handlers.fund.asset_which import which_asset
from handlers.fund.book import FundBook
from handlers.fund.entry import entry_subject

Gone = AssetGone | NoSuchAsset
REASONS = (
    Option(BROKEN, ("hỏng", "hư", "vỡ", "gãy", "cháy", "cũ")),
    Option(LOST, ("mất", "thất lạc", "mất trộm")),
    Option(DISPOSED, ("thanh lý", "bán", "đã bán")),
    Option(GIVEN, ("cho", "tặng", "cho đi", "tặng lại")),
)


async def asset_gone(book: FundBook, visit: Visit) -> Gone | tuple[SaleEffect, ...] | None:
    """Which thing, how many, why and when; one read-back."""
    phrase = hear_gone(visit.words, visit.today) or GonePhrase("")
    owned: AssetList = await Fact(AssetList, book.club.id)
    found = meant_by(phrase.thing, owned.held)
    if not found:
        missing = NoSuchAsset(phrase.thing, not owned.held)
        return await sold_asset(book, visit, phrase, None) if phrase.price else missing
    asset = await which_asset(found)
    count = await _how_many(asset, phrase)
    if not count:
        return None
    why = await Choose(key="why", choices=REASONS, known=phrase.why, show={"asset": asset})
    day = await Day(key="day", known=phrase.day or visit.today)
    gone = AssetGone(book.club.id, asset, count, day, why)
    return await sold_asset(book, visit, phrase, gone) if phrase.price else await _confirmed(gone)


async def _how_many(asset: KeptAsset, phrase: GonePhrase) -> int:
    """A count above what the list holds is asked again; of the only one no count need be said."""
    said = asset.quantity if phrase.quantity == 0 else phrase.quantity
    known = 1 if said is None and asset.quantity == 1 else said
    if known is not None and known > asset.quantity:
        known = None
    return await Number(key="count", at_most=asset.quantity, known=known, show={"asset": asset})


async def _confirmed(gone: AssetGone) -> AssetGone | None:
    old = {"count": gone.quantity, "why": gone.why, "day": gone.on.isoformat()}
    names = tuple(old)[0 if gone.asset.quantity > 1 else 1 :]
    lines = tuple(ReviewLine(name, (name,), {name: old[name]}, {"gone": gone}) for name in names)
    said = await Confirm(
        key="confirm", about=gone, choices=(YES, EDIT, DROP), lines=lines, show={"gone": gone}
    )
    return gone if said == "yes" else None


def opens_asset_gone(words: str, today: date) -> bool:
    """ "thanh lý loa kéo", "mất 2 cái ghế"."""
    return hear_gone(words, today) is not None


ASSET_GONE = Talk("fund.asset_gone", asset_gone, FundBook, opens_asset_gone, entry_subject)
