"""Hears what is to be taken back: "hoàn tác", "gạch phiếu thu 15", "gạch dòng số 14", "ghi lại"."""

import re
from dataclasses import dataclass
from datetime import date

from handlers.club.people_named import people_named
from handlers.dialogue.hearing.folding import fold, nfc, tidy
from handlers.dialogue.hearing.put_right import hear_put_right
from handlers.fund.categories import SIDES
from storage.records import Fund

_FUNDS = {"hoat dong": Fund.ACTIVITY_FUND, "tang thu nhap": Fund.INCOME_FUND}
_LAST = frozenset(
    "hoan tac|hoan tac di|hoan lai|undo|xoa khoan vua roi|xoa khoan vua ghi|bo khoan vua roi|"
    "bo khoan vua ghi|"
    "huy khoan vua roi|huy khoan vua ghi|gach khoan vua roi|gach khoan vua ghi|lay lai khoan vua roi|"
    "rut lai khoan vua ghi|xoa khoan cuoi|bo khoan cuoi|hoan tac khoan vua roi".split("|")
)
_BACK = frozenset(
    "ghi lai|ghi lai di|ghi lai khoan vua gach|ghi lai khoan vua roi|ghi lai phieu vua gach|khoi phuc|"
    "khong gach nua|bo gach|phuc hoi".split("|")
)
_RECEIPT = re.compile(
    r"(?:gach|gach bo|huy|huy bo|xoa|bo|hoan tac)\s+"
    r"(?:phieu(?:\s+(?P<side>thu|chi))?(?:\s+so)?\s+(?P<number>\d{1,5})|dong(?:\s+so)?\s+(?P<line>\d{1,5}))"
    r"(?:\s+quy\s+(?P<fund>hoat dong|tang thu nhap))?"
)

_UNPAID = re.compile(r"\b(?:chua|khong) (?:dong|nop)\b(?: (?:lai|hoi phi|tien|dau|ma|chau|a))*$")
MOST_WORDS = 12


@dataclass(frozen=True, slots=True)
class UndoPhrase:
    """What to take back: receipt 0 is whatever was written last; `side` "income", "expense" or None."""

    receipt: int = 0
    side: str | None = None
    fund: Fund | None = None
    back: bool = False  # "ghi lại": what was struck last is written again
    line: int = 0  # "gạch dòng số 14": an entry without a receipt, by its place in the ledger
    party: str = ""  # "à quên bà Hợi cũng chưa đóng": whose receipt of the collection, as typed


def hear_undo(words: str) -> UndoPhrase | None:
    """ "hoàn tác", "gạch phiếu thu 15", "gạch dòng số 14"; None for anything else."""
    said = fold(tidy(words))
    if said in _LAST or said in _BACK:
        return UndoPhrase(back=said in _BACK)
    found = _RECEIPT.fullmatch(said)
    if found is None:
        unpaid = _unpaid_after_all(words)
        return UndoPhrase(party=unpaid) if unpaid else None
    if found["line"]:
        return UndoPhrase(line=int(found["line"]), fund=_FUNDS.get(found["fund"] or ""))
    side = SIDES.get(found["side"] or "")
    return UndoPhrase(int(found["number"]), side, _FUNDS.get(found["fund"] or ""))


def _unpaid_after_all(words: str) -> str:
    """The one person of "à quên bà Hợi cũng chưa đóng", said of a collection that is written; else ""."""
    if "?" in words or len(words.split()) > MOST_WORDS:
        return ""
    slip = hear_put_right(words)
    right = slip.right if slip is not None else words
    said = fold(tidy(right))
    told = (slip is not None and slip.sure) or re.search(r"\bcung (chua|khong)\b", said)
    if not told or not _UNPAID.search(said):
        return ""
    people = people_named(nfc(right))
    return people[0].said if len(people) == 1 else ""


def opens_undo(words: str, today: date) -> bool:
    """ "hoàn tác", "gạch phiếu 15"."""
    return hear_undo(words) is not None


def undoes_another(words: str, ended: str) -> str:
    """ "Hoàn tác" right after a thing left the list of assets is not about the last receipt."""
    return "fund.asset_back" if ended == "fund.asset_gone" and fold(tidy(words)) in _LAST else ""
