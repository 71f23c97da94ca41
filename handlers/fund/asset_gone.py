"""Tài sản ra khỏi sổ: a thing the club owned is broken, lost, sold off or given on.

Its row stays, with the day and the reason; what a sale brings is an ordinary thu.
"""

from dataclasses import dataclass, replace
from datetime import date

from handlers.catalogue_types import Talk, Visit
from handlers.dialogue.hearing.folding import fold
from handlers.dialogue.questions import DROP, EDIT, YES, Choose, Confirm, Day, Number, Option, ReviewLine
from handlers.dialogue.replay import Fact
from handlers.fund.asset_phrases import BROKEN, DISPOSED, GIVEN, LOST, GonePhrase, hear_gone
from handlers.fund.book import FundBook
from handlers.fund.entry import entry_subject

LISTED = 7
REASONS = (
    Option(BROKEN, ("hỏng", "hư", "vỡ", "gãy", "cháy", "cũ")),
    Option(LOST, ("mất", "thất lạc", "mất trộm")),
    Option(DISPOSED, ("thanh lý", "bán", "đã bán")),
    Option(GIVEN, ("cho", "tặng", "cho đi", "tặng lại")),
)


@dataclass(frozen=True, slots=True)
class KeptAsset:
    """One row of the list; `gone_on` and `why` (a code of REASONS) once it left the club."""

    id: int
    name: str
    quantity: int
    gone_on: date | None = None
    why: str = ""


@dataclass(frozen=True, slots=True)
class AssetList:
    """What a club owns, newest first, and what is gone, latest first."""

    club_name: str
    held: tuple[KeptAsset, ...] = ()
    gone: tuple[KeptAsset, ...] = ()


@dataclass(frozen=True, slots=True)
class AssetGone:
    """Effect: `quantity` of `asset`, as it stood when read back, left the club; `left` stay.

    `overtaken`: the row had changed meanwhile, nothing was written.
    """

    club_id: int
    asset: KeptAsset
    quantity: int
    on: date
    why: str
    overtaken: bool = False

    @property
    def left(self) -> int:
        return self.asset.quantity - self.quantity


@dataclass(frozen=True, slots=True)
class NoSuchAsset:
    """Effect that changes nothing: the list holds no such thing, or nothing at all."""

    said: str
    empty: bool


async def asset_gone(book: FundBook, visit: Visit) -> AssetGone | NoSuchAsset | None:
    """Which thing, how many, why and when; one read-back."""
    phrase = hear_gone(visit.words, visit.today) or GonePhrase("")
    owned: AssetList = await Fact(AssetList, book.club.id)
    found = meant_by(phrase.thing, owned.held)
    if not found:
        return NoSuchAsset(phrase.thing, not owned.held)
    asset = await _which(found)
    count = await _how_many(asset, phrase)
    if not count:
        return None
    why = await Choose(key="why", choices=REASONS, known=phrase.why, show={"asset": asset})
    day = await Day(key="day", known=phrase.day or visit.today)
    return await _confirmed(AssetGone(book.club.id, asset, count, day, why))


async def _which(found: tuple[KeptAsset, ...]) -> KeptAsset:
    choices = tuple(
        Option(f"asset{asset.id}", (asset.name, f"{asset.quantity} {asset.name}"), {"asset": asset})
        for asset in found[:LISTED]
    )
    said = await Choose(key="which", choices=choices, known=choices[0].code if len(found) == 1 else None)
    return next(asset for asset in found if f"asset{asset.id}" == said)


async def _how_many(asset: KeptAsset, phrase: GonePhrase) -> int:
    """A count above what the list holds is asked again."""
    known = asset.quantity if phrase.quantity == 0 or asset.quantity == 1 else phrase.quantity
    if asset.quantity == 1 and (phrase.quantity or 0) > 1:
        known = None
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


def meant_by(thing: str, held: tuple[KeptAsset, ...]) -> tuple[KeptAsset, ...]:
    """The rows whose name holds every word said; all of them where nothing was named."""
    said = set(_words(thing))
    exact = tuple(asset for asset in held if set(_words(asset.name)) == said)
    return exact or tuple(asset for asset in held if said <= set(_words(asset.name)))


def _words(name: str) -> list[str]:
    return fold(name.lower()).replace(",", " ").split()


def overtaken(gone: AssetGone) -> AssetGone:
    """The same, for the receipt of what somebody else had written off before."""
    return replace(gone, overtaken=True)


def opens_asset_gone(words: str, today: date) -> bool:
    """ "thanh lý loa kéo", "mất 2 cái ghế"."""
    return hear_gone(words, today) is not None


ASSET_GONE = Talk("fund.asset_gone", asset_gone, FundBook, opens_asset_gone, entry_subject)
