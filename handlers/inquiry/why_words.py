""" "Vì sao?", with or without the amount that is meant."""

import re
from dataclasses import dataclass

from handlers.decision import Caller
from handlers.dialogue.hearing.folding import fold, tidy

_WHY = re.compile(r"(?:vi sao|tai sao|o dau ra|(?:xem )?chi tiet|giai thich|(?:xem )?tung khoan)(?P<rest>.*)")
_BARE = frozenset("the vay lai so nay do con nhu tien la".split())
_AMOUNT = re.compile(r"\d{1,3}(?:\.\d{3})+|\d{4,}")


@dataclass(frozen=True, slots=True)
class WhyAsked:
    """The amount that is asked about, in đồng; 0 for the one shown last."""

    amount: int = 0


def asks_why(words: str, caller: Caller) -> WhyAsked | None:
    """ "vì sao?", "vì sao 400.000", "xem từng khoản"."""
    found = _WHY.fullmatch(fold(tidy(words)).removeprefix("/").rstrip("?. ").strip())
    if found is None:
        return None
    amount = _AMOUNT.search(found["rest"])
    rest = _AMOUNT.sub("", found["rest"]).split()
    return (
        WhyAsked(int(amount[0].replace(".", "")) if amount else 0) if set(rest) <= _BARE | {"dong"} else None
    )
