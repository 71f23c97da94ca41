"""Sổ Tấm lòng vàng: who gave what that is not money, what the club owns, state support in equipment.

Money that is given is a plain thu ("ông Sơn ủng hộ 300k"); the book of donors shows both together.
"""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from handlers.catalogue_types import COMMITTEE, Query, Talk, Visit
from handlers.decision import Caller, Say
from handlers.dialogue.hearing.folding import fold, tidy
from handlers.dialogue.questions import DROP, EDIT, YES, Choose, Confirm, Day, Money, ReviewLine, Text
from handlers.dialogue.replay import Facts
from handlers.fund.asset_list import AssetList
from handlers.fund.book import EntryDraft, FundBook
from handlers.fund.entry import FUNDS, entry_subject
from handlers.fund.gift_phrases import hear_asset, hear_gift, hear_support
from handlers.fund.guards import with_capital_names
from handlers.fund.requests import written_or_asked
from handlers.fund.roll_names import as_on_the_roll
from storage.records import Entry, Fund

PAGE = "fund/golden_heart"
_GIVERS = frozenset(
    "tam long vang|so tam long vang|xem so tam long vang|ai ung ho|ai da ung ho|danh sach ung ho|so ung ho|"
    "nhung ai ung ho|xem tam long vang|nhung ai da ung ho".split("|")
)
_OWNED = frozenset(
    "tai san|so tai san|xem tai san|danh sach tai san|tai san clb|clb co tai san gi".split("|")
)
_GONE = frozenset(
    "tai san da thanh ly|tai san thanh ly|tai san da thanh li|tai san hong|tai san da hong|tai san da mat|"
    "tai san mat|xem tai san da thanh ly|danh sach tai san da thanh ly|tai san da bo|tai san hong mat".split(
        "|"
    )
)


@dataclass(frozen=True, slots=True)
class GiftInKind:
    """Something given that is not money."""

    given_on: date
    giver: str
    what: str


@dataclass(frozen=True, slots=True)
class Asset:
    """One thing the club owns; `value` in đồng where it is known."""

    name: str
    quantity: int = 1
    value: int | None = None
    source: str = ""


@dataclass(frozen=True, slots=True)
class GoldenHeart:
    """A club's donors of this year and what it owns, newest first."""

    club_name: str
    money: tuple[Entry, ...] = field(default_factory=tuple)
    in_kind: tuple[GiftInKind, ...] = field(default_factory=tuple)
    assets: tuple[Asset, ...] = field(default_factory=tuple)


@dataclass(frozen=True, slots=True)
class RecordGift:
    """Effect: a gift in kind; `asset` where it is equipment the club keeps."""

    club_id: int
    gift: GiftInKind
    asset: Asset | None = None


@dataclass(frozen=True, slots=True)
class AddAsset:
    """Effect: the club owns something more."""

    club_id: int
    asset: Asset
    on: date


async def record_gift(book: FundBook, visit: Visit) -> RecordGift | None:
    """Ghi quà tặng: who, what, when; one read-back."""
    phrase = hear_gift(visit.words, visit.today)
    giver = await Text(key="giver", known=as_on_the_roll(phrase.giver, book.members) if phrase else None)
    what = await Text(key="what", known=phrase.what if phrase else None, show={"giver": giver})
    day = await Day(key="day", known=(phrase.day if phrase else None) or visit.today)
    gift = GiftInKind(day, giver, what)
    kept = hear_asset(what)
    lasting = kept is not None and kept.lasting
    asset = (
        Asset(kept.name, kept.quantity, phrase.value if phrase else None, giver) if kept and lasting else None
    )
    old = {"giver": giver, "what": what, "day": day.isoformat()}
    lines = tuple(ReviewLine(name, (name,), {name: old[name]}) for name in old)
    show = {"gift": gift, "asset": asset}
    said = await Confirm(key="confirm", about=gift, choices=(YES, EDIT, DROP), lines=lines, show=show)
    return RecordGift(book.club.id, gift, asset) if said == "yes" else None


async def record_asset(book: FundBook, visit: Visit) -> AddAsset | None:
    """Thêm tài sản: one thing with how many of it."""
    words = visit.words.partition(" sản")[2] if " sản" in visit.words else visit.words.partition(" san")[2]
    phrase = hear_asset(words)
    named = words.strip(" :,.-") if phrase is None else ""
    what = await Text(key="asset", known=named or (phrase.words if phrase else None) or None)
    kept = hear_asset(what)
    asset = Asset(kept.name, kept.quantity) if kept is not None else Asset(what)
    lines = (ReviewLine("asset", ("asset",), {"asset": what}),)
    said = await Confirm(
        key="confirm", about=asset, choices=(YES, EDIT, DROP), lines=lines, show={"asset": asset}
    )
    return AddAsset(book.club.id, asset, visit.today) if said == "yes" else None


async def record_support(book: FundBook, visit: Visit) -> tuple[Any, ...] | None:
    """Nhà nước hỗ trợ: the money goes into a fund, the equipment into the list of what the club owns."""
    phrase = hear_support(visit.words)
    total = await Money(key="total", known=phrase.total if phrase else None)
    worth = await Money(
        key="worth", zero=True, known=phrase.equipment if phrase else None, show={"total": total}
    )
    cash = max(total - worth, 0)
    what = await Text(key="what", known=phrase.what or None if phrase else None) if worth else ""
    fund = Fund(await Choose(key="fund", choices=FUNDS)) if cash else Fund.ACTIVITY_FUND
    asset = Asset(what, value=worth, source="state") if worth else None
    old = {"total": total, "worth": worth, "what": what, "fund": str(fund)}
    lines = tuple(ReviewLine(name, (name,), {name: old[name]}) for name in old)
    about = {"cash": cash, "asset": asset, "fund": str(fund)}
    show = {"cash": cash, "asset": asset, "fund": fund}
    said = await Confirm(
        key="confirm", about=about, choices=(YES, EDIT, DROP), lines=lines, show=show, money=True
    )
    if said != "yes":
        return None
    giver = with_capital_names(phrase.giver if phrase else "")
    draft = EntryDraft("income", fund, cash, "budget", visit.today, party=giver)
    money = (written_or_asked(book.club, draft),) if cash else ()
    things = (AddAsset(book.club.id, asset, visit.today),) if asset else ()
    return (*money, *things)


def opens_gift(words: str, today: date) -> bool:
    """ "ông Hải tặng 20kg gạo"."""
    return hear_gift(words, today) is not None


def opens_asset(words: str, today: date) -> bool:
    """ "thêm tài sản 2 loa kéo"."""
    return fold(tidy(words)).startswith(("them tai san", "ghi tai san", "nhap tai san"))


def opens_support(words: str, today: date) -> bool:
    """ "xã hỗ trợ 35 triệu, trong đó 15 triệu thiết bị"."""
    return hear_support(words) is not None


def asks_donors(words: str, caller: Caller) -> Any:
    """ "givers", "assets" or "gone" from somebody who serves a club; else None."""
    said = fold(tidy(words)).removeprefix("/").rstrip("?").strip()
    asked = "givers" if said in _GIVERS else "assets" if said in _OWNED else "gone" if said in _GONE else None
    return asked if caller.club_id else None


def donors(asked: Any, caller: Caller, facts: Facts) -> Say:
    """The donors of this year, what the club owns, or what it owned."""
    if asked == "gone":
        owned: AssetList = facts.get(AssetList, caller.club_id)
        return Say(PAGE, "gone", {"owned": owned, "today": caller.today})
    heart: GoldenHeart = facts.get(GoldenHeart, caller.club_id)
    return Say(PAGE, str(asked), {"heart": heart, "today": caller.today})


GIFT = Talk("fund.gift", record_gift, FundBook, opens_gift, entry_subject)
ASSET = Talk("fund.asset", record_asset, FundBook, opens_asset, entry_subject)
SUPPORT = Talk("fund.support", record_support, FundBook, opens_support, entry_subject)
DONORS = Query("fund.donors", asks_donors, donors, COMMITTEE)
