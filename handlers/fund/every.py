"""Talks and queries about money that is neither a new entry nor a loan.

In the catalogue they stand before the entry talk: their words are rarer.
"""

from handlers.fund.agree import AGREE
from handlers.fund.asset_back import ASSET_BACK
from handlers.fund.asset_gone import ASSET_GONE
from handlers.fund.club_categories import CATEGORIES
from handlers.fund.correct import CORRECT
from handlers.fund.count import COUNT, SETTLE
from handlers.fund.explain import LEDGER, TOTAL
from handlers.fund.golden_heart import ASSET, DONORS, GIFT, SUPPORT
from handlers.fund.month_code import MONTH_CODE
from handlers.fund.move import MOVE
from handlers.fund.opening import OPENING
from handlers.fund.photo import PHOTO
from handlers.fund.publish import EXPORT, PUBLISH
from handlers.fund.rules import RULES
from handlers.fund.slip import SLIP
from handlers.fund.undo import UNDO

LEDGER_TALKS = (
    CATEGORIES,
    ASSET_BACK,
    CORRECT,
    UNDO,
    AGREE,
    COUNT,
    SETTLE,
    MOVE,
    PUBLISH,
    EXPORT,
    LEDGER,
    SLIP,
    RULES,
    SUPPORT,
    GIFT,
    ASSET,
    ASSET_GONE,
    OPENING,
    PHOTO,
)
LEDGER_QUERIES = (TOTAL, DONORS, MONTH_CODE)
