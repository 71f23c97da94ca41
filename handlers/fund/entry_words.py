"""What the words of one line say about which way money went: the verbs of income, spending, lending and
repaying.

Ordinary talk is full of "thu" and "chi" (thu xếp, chi hội, mùa thu); those compounds are known here and say
nothing.
"""

from collections.abc import Sequence
from typing import NamedTuple

from handlers.club.typed import Word, find, phrases, same, stands_at
from handlers.dialogue.hearing.folding import fold

INCOME, EXPENSE, LEND, REPAY = "income", "expense", "lend", "repay"

OPENERS = phrases(
    "ghi cho bác|ghi giúp bác|ghi hộ bác|cháu ghi|ghi sổ|ghi|hôm nay|hôm qua|hôm kia|sáng nay|chiều nay|trưa "
    "nay|tối qua|"
    "họp được|buổi họp|họp|"
    "bác mới|bác vừa|bác đã|bác|tôi|mình|clb|câu lạc bộ|vừa|mới|đã|khoản|phiếu|cho|thêm|rồi|thủ quỹ|quỹ|và|"
    "với|dạ|này"
)
COMPOUNDS = phrases(
    "thu xếp|thu dọn|thu hoạch|thu nhập|thu gom|thu âm|thu hút|thu thập|thu mua|thu chi|mùa thu|"
    "trung thu|tết thu|"
    "chi hội|chi bộ|chi đoàn|chi tiết|chi nhánh|chi cục|chi bằng|chi ủy|chi trưởng|chi em|hội phụ nữ đến|thu "
    "hà|thu hương"
)
_INCOME_VERBS = phrases("thu được|thu của|thu về|thu tiền|thu|nhận được|nhận của|nhận tiền|nhận")
_EXPENSE_VERBS = phrases("chi phí|chi cho|chi tiền|chi trả|chi")
_GIVING = phrases(
    "ủng hộ|đóng góp|đóng|nộp|góp|công đức|tài trợ|tặng clb|tặng câu lạc bộ|tặng quỹ|quyên góp|"
    "nhà nước hỗ trợ|nhà nước cấp|ngân sách hỗ trợ|ngân sách cấp|dự án hỗ trợ|xã hỗ trợ|xã cấp|phường hỗ trợ|"
    "tỉnh hỗ trợ|hội hỗ trợ|công ty hỗ trợ|mặt trận hỗ trợ"
)
_DONORS = phrases(
    "nhà nước|ngân sách|dự án|công ty|doanh nghiệp|ngân hàng|hợp tác xã|nhà hảo tâm|mạnh thường quân|"
    "mặt trận|ủy ban|nhà chùa|nhà trường|đoàn thanh niên"
)
"""Who helps the club: "công ty Hòa Phát hỗ trợ 2 triệu" comes in, "hỗ trợ bà Lan 500k" goes out."""
_SPENDING = phrases(
    "mua|thăm hỏi|thăm|phúng viếng|phúng|viếng|biếu|tặng quà|thuê|sửa|trả tiền|trả công|hỗ trợ|mừng thọ|mừng "
    "cưới|thanh toán"
)
_REPAYING = phrases(
    "trả gốc|trả góc|trả cả gốc|trả hết gốc|trả lãi|trả nợ|trả vốn|trả tiền vay|trả quỹ|trả vay|hoàn vốn|"
    "hoàn gốc|thu nợ|thu gốc|"
    "thu góc|thu hồi nợ|thu hồi vốn|thu vốn|thu tiền vay|nộp gốc|nộp lãi|đóng lãi|đóng gốc|thu lãi|trả bớt|"
    "góp lãi|trả góp|trả dần"
)
_LENDING = phrases("giải ngân|cho vay|vay")
_PAYING = phrases("trả")
_NOT_YET = phrases(
    "xin vay|muốn vay|hỏi vay|đang vay|còn vay|ai vay|đã vay|được vay|cần vay|định vay|đơn vay|tiền vay|lãi "
    "vay|vay mượn|"
    "khoản vay|người vay|vay vốn|đăng ký vay|đòi vay"
)
_DICTATED = {"chị": EXPENSE, "chỉ": EXPENSE, "chí": EXPENSE, "trị": EXPENSE, "thư": INCOME, "thứ": INCOME,
    "thủ": INCOME,
             "thú": INCOME, "thụ": INCOME}  # fmt: skip


_UNITS = ("k", "tr", "nghìn", "ngàn", "triệu", "nghin", "ngan", "trieu", "ng", "tỷ")


class Verb(NamedTuple):
    """A direction and the letters of the words that say it; `opening` when the line begins with thu or
    chi."""

    direction: str
    start: int
    end: int
    opening: bool
    in_note: bool  # "mua nước", "ông Sơn ủng hộ": the verb tells what for and stays in the note


def find_verb(words: Sequence[Word], person: tuple[int, int] | None) -> Verb | None:
    """Which way the money went, or None; `person` is where the first named person stands in the text."""
    if find(words, _NOT_YET) and not find(words, _REPAYING):
        return None
    if may_be_sister(words):
        return _loan_verb(words, person)
    return _loan_verb(words, person) or _opening(words) or _plain(words, person)


def _loan_verb(words: Sequence[Word], person: tuple[int, int] | None) -> Verb | None:
    repaid = find(words, _REPAYING)
    if repaid and _of_loan(words, repaid[0], person):
        return _verb(REPAY, words, repaid, opening=False, in_note=True)
    lent = find(words, _LENDING)
    opening = _opening(words)
    returned = lent or (find(words, _PAYING) if person else None)
    if returned and opening and opening.direction == INCOME:  # "thu 100k bà Lan trả", "thu tiền ông Tư vay"
        return opening._replace(direction=REPAY)
    return _verb(LEND, words, lent, opening=False, in_note=True) if lent else None


def _of_loan(words: Sequence[Word], place: int, person: tuple[int, int] | None) -> bool:
    """ "thu lãi 30k" of nobody is income of the fund; "trả lãi", "thu lãi bà Lan" belong to someone's
    loan; "trả góp tiền loa" is a purchase."""
    if person is None and same(words[place].text, "trả") and fold(words[place + 1].text) in ("gop", "dan"):
        return False
    return person is not None or not same(words[place].text, "thu") or not same(words[place + 1].text, "lãi")


def _verb(
    direction: str, words: Sequence[Word], place: tuple[int, int], *, opening: bool, in_note: bool
) -> Verb:
    return Verb(direction, words[place[0]].start, words[place[1] - 1].end, opening, in_note)


def _opening(words: Sequence[Word]) -> Verb | None:
    place = _after_openers(words)
    if place >= len(words) or any(stands_at(words, place, compound) for compound in COMPOUNDS):
        return None
    if (dictated := _DICTATED.get(words[place].text)) and _number_follows(words, place):
        return _verb(dictated, words, (place, place + 1), opening=True, in_note=False)
    for direction, verbs in ((INCOME, _INCOME_VERBS), (EXPENSE, _EXPENSE_VERBS)):
        found = find(words[place : place + 3], verbs)
        if found and found[0] == 0:
            return _verb(direction, words, (place, place + found[1]), opening=True, in_note=False)
    return None


def _after_openers(words: Sequence[Word]) -> int:
    place = 0
    while length := next((len(one) for one in OPENERS if stands_at(words, place, one)), 0):
        place += length
    return place


def _number_follows(words: Sequence[Word], place: int) -> bool:
    """ "thứ 500k" is thu 500k misheard by the telephone, "thứ 3 họp" is a Tuesday."""
    number, unit = (words[at].text if at < len(words) else "" for at in (place + 1, place + 2))
    return number.isdecimal() and (int(number[:9]) >= 10 or unit in _UNITS)


def may_be_sister(words: Sequence[Word]) -> bool:
    """ "chi Mai ung ho 200k", typed without accents, is chị Mai's gift or what was spent: nobody can tell."""
    place = _after_openers(words)
    plain = all(word.text.isascii() for word in words)
    named = place + 1 < len(words) and words[place].text == "chi" and words[place + 1].text.isalpha()
    acts = find(words, (*_GIVING, *_REPAYING, *_LENDING), place)
    return bool(plain and named and acts and 1 < acts[0] - place < 6)


def _plain(words: Sequence[Word], person: tuple[int, int] | None) -> Verb | None:
    """Without thu or chi: "bà Lan ủng hộ 500k", "mua nước 100k", "ông Tư trả 1 triệu"."""
    given, spent = find(words, _GIVING), find(words, _SPENDING)
    if spent and find(words[: spent[0]], _DONORS) and same(words[spent[0]].text, "hỗ"):
        return _verb(INCOME, words, spent, opening=False, in_note=True)
    if spent and (not given or spent[0] < given[0]):
        return _verb(EXPENSE, words, spent, opening=False, in_note=True)
    if given:
        return _verb(INCOME, words, given, opening=False, in_note=True)
    paid = find(words, _PAYING)
    if paid and person and words[paid[0]].start >= person[1]:
        return _verb(REPAY, words, paid, opening=False, in_note=True)
    return None
