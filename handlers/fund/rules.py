"""Quy chế quỹ: what the club decides for itself: dues, interest, which sums need a second person, overdraft.

Only the leader and the deputy change it; what is written already stays as it is.
"""

import re
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from handlers.catalogue_types import Talk, Visit
from handlers.dialogue.hearing.folding import fold, tidy
from handlers.dialogue.questions import EDIT, YES, Choose, Confirm, Money, Option, ReviewLine, agreed
from handlers.fund.book import FundBook
from handlers.fund.entry import entry_subject
from handlers.loan.terms import Rate
from storage.people_records import ClubSettings

OVERDRAFT = (
    Option("confirm", ("hỏi lại", "cho ghi", "vẫn ghi", "hỏi lại rồi ghi")),
    Option("refuse", ("không ghi", "không cho", "từ chối")),
)
_OPENS = re.compile(
    r"/?(?:xem |doi |sua |dat |cai dat )*(?:quy che(?: quy| clb| cau lac bo)?|cai dat(?: quy| clb)?|"
    r"muc hoi phi|muc dong hoi phi|muc lai|lai suat)"
)
WHO_SET = frozenset({"leader", "deputy"})
LINES = ("dues", "rate", "large", "overdraft")


@dataclass(frozen=True, slots=True)
class SetRules:
    """Effect: the club's settings from now on; `was` is what they replace."""

    club_id: int
    settings: ClubSettings
    was: ClubSettings


@dataclass(frozen=True, slots=True)
class ShowRules:
    """Effect that changes nothing: the rules, for those of the committee who do not set them."""

    shown: ClubSettings
    club_name: str


async def club_rules(book: FundBook, visit: Visit) -> SetRules | ShowRules | None:
    """Everything read back; only a line that is picked is asked."""
    now = book.club.settings
    own = {str(role.role) for role in visit.person.roles if role.club_id == book.club.id}
    if not own & WHO_SET:
        return ShowRules(now, book.club.name)
    show: dict[str, Any] = {"now": now}
    dues = await Money(key="dues", zero=True, known=now.dues_amount, show=show)
    rate = await Rate(key="rate", known=now.monthly_rate_bp, show=show)
    large = await Money(key="large", zero=True, known=now.large_amount or 0, show=show)
    beyond = await Choose(key="overdraft", choices=OVERDRAFT, known=now.overdraft, show=show)
    wanted = replace(
        now,
        dues_amount=dues,
        monthly_rate_bp=rate,
        large_amount=large or None,
        overdraft="refuse" if beyond == "refuse" else "confirm",
    )
    lines = tuple(ReviewLine(name, (name,), {}, {"rules": wanted}) for name in LINES)
    shown = {"rules": wanted, "club": book.club, "changed": wanted != now}
    about = {"rules": wanted, "round": visit.round}
    if not await agreed(Confirm(key="confirm", about=about, choices=(YES, EDIT), lines=lines, show=shown)):
        return None
    return SetRules(book.club.id, wanted, now) if wanted != now else None


def opens_rules(words: str, today: date) -> bool:
    """ "quy chế quỹ", "cài đặt", "mức hội phí"."""
    return _OPENS.fullmatch(fold(tidy(words)).rstrip("?. ").strip()) is not None


RULES = Talk("fund.rules", club_rules, FundBook, opens_rules, entry_subject)
