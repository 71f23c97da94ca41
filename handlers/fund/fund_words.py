"""Hears which of the club's two funds is meant: "quỹ hoạt động", "qtn"."""

import re

from handlers.club.typed import cut_out, find, phrases, words_of
from storage.records import Fund

_FUNDS = (
    (
        Fund.INCOME_FUND,
        phrases("quỹ tăng thu nhập|quỹ thu nhập|quỹ tăng thu|qtn|qttn|quỹ vay vốn|quỹ cho vay"),
    ),
    (Fund.ACTIVITY_FUND, phrases("quỹ hoạt động|quỹ hđ|qhđ|qhd|quỹ hd|quỹ sinh hoạt")),
)


def fund_named(line: str) -> tuple[Fund | None, str]:
    """The fund said, if any, and the line without it."""
    words = words_of(line)
    for fund, names in _FUNDS:
        if place := find(words, names):
            rest = cut_out(line, words[place[0]].start, words[place[1] - 1].end)
            return fund, re.sub(r"\s+(?:vào|từ|vao|tu|ở|của)(?=$|\s*[,.])", "", rest)
    return None, line


def other_fund(fund: Fund) -> Fund:
    """Of two funds the one that is not this."""
    return Fund.ACTIVITY_FUND if fund is Fund.INCOME_FUND else Fund.INCOME_FUND
