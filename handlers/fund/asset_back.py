"""Tài sản vẫn còn: what was called broken, lost or sold by mistake comes back into the list.

"Hoàn tác" right after it does the same: no receipt was written last.
"""

import re
from datetime import date

from handlers.catalogue_types import Talk, Visit
from handlers.dialogue.hearing.folding import fold, polish
from handlers.dialogue.questions import DROP, YES, Confirm
from handlers.dialogue.replay import Fact
from handlers.fund.asset_list import AssetBack, AssetList, NoSuchAsset, meant_by
from handlers.fund.asset_which import which_asset
from handlers.fund.book import FundBook
from handlers.fund.entry import entry_subject

_COUNTED = r"(?:(?:\d{1,4}|mot|hai|ba|bon) )?(?:cai |chiec |bo )?"
_STILL = re.compile(
    rf"(?:nham roi |a nham |nham |ghi nham |khong phai )*{_COUNTED}(?P<thing>[a-z ]+?) "
    r"(?:(?:van|hay|hien) )*(?:con(?: dung duoc| tot| day| nguyen| o clb| do)?|"
    r"chua (?:hong|mat|thanh ly|ban)|"
    r"khong (?:hong|mat)|(?:tim|da tim|moi tim) (?:thay|duoc|lai duoc)|sua duoc|da sua duoc|dung duoc)"
    r"(?: roi| ma| day| nhe| chau)*"
)
_PUT_BACK = re.compile(
    rf"(?:(?:da |moi |vua )?tim (?:thay|lai|duoc)|(?:lay|dua|ghi|tra|cho) (?:lai )?)(?: lai)? ?{_COUNTED}"
    r"(?P<thing>[a-z ]+?)(?: roi)?(?: (?:tro lai|lai|vao) (?:vao )?(?:so|danh sach)(?: tai san)?)?"
)
_OURS = re.compile(
    r"(?:tai san )?(?:loa|am ly|ampli|micro|mic|ghe|ban|tivi|ti vi|quat|phong bat|tu|dau dia|bang|xe|"
    r"can|may|den|am|noi|phich|chan|bong|vot|trong|dan)\b"
)


async def asset_back(book: FundBook, visit: Visit) -> AssetBack | NoSuchAsset | None:
    """Which of the things gone, and one read-back."""
    owned: AssetList = await Fact(AssetList, book.club.id)
    thing = hear_back(visit.words)
    found = meant_by(thing, owned.gone) if thing else owned.gone[:1]
    if not found:
        return NoSuchAsset(thing or "", not owned.gone)
    asset = await which_asset(found)
    back = AssetBack(book.club.id, asset)
    said = await Confirm(key="confirm", about=back, choices=(YES, DROP), show={"asset": asset})
    return back if said == "yes" else None


def hear_back(text: str) -> str | None:
    """The thing that is still there, as typed without accents; None for anything else."""
    words = re.sub(r"[^a-z0-9 ]+", " ", fold(polish(text).lower()))
    said = " ".join(words.split())
    if "?" in text or not said:
        return None
    found = _STILL.fullmatch(said)
    if found is None and re.search(r"\b(?:so|danh sach|tim)\b", said):
        found = _PUT_BACK.fullmatch(said)
    thing = found["thing"].strip().removeprefix("tai san ").strip() if found else ""
    return thing if thing and _OURS.match(thing) else None


def opens_asset_back(words: str, today: date) -> bool:
    """ "nhầm rồi, loa vẫn còn", "tìm thấy 2 cái ghế rồi"."""
    return hear_back(words) is not None


ASSET_BACK = Talk("fund.asset_back", asset_back, FundBook, opens_asset_back, entry_subject)
