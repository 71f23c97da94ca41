"""Dữ liệu: what is kept of whoever asks, and whom to tell, as the consent promises (golden A1)."""

import re
from typing import Any

from handlers.catalogue_types import COMMITTEE, OFFICERS, Query
from handlers.decision import Caller, Say
from handlers.dialogue.hearing.folding import fold, tidy
from handlers.dialogue.replay import Facts

_MINE = r"(?: ca nhan)?(?: cua (?:bac|toi|minh|em|anh|chi))?"
_ASKED = re.compile(rf"/?(?:xem |sua |xoa |cho (?:bac|toi) xem )?(?:du lieu{_MINE}|rut (?:lai )?dong y)")


def asks_own_data(words: str, _: Caller) -> Any:
    """True for "dữ liệu", "xóa dữ liệu của bác", "rút lại đồng ý"; else None."""
    return _ASKED.fullmatch(fold(tidy(words)).rstrip("?. ").strip()) is not None or None


def own_data(_asked: Any, caller: Caller, _facts: Facts) -> Say:
    """What is kept and whom to tell."""
    return Say("club/own_data", "kept", {"serves_club": bool(caller.club_id)})


OWN_DATA = Query("club.own_data", asks_own_data, own_data, COMMITTEE | OFFICERS | {"operator"})
