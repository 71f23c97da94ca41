"""What the words of one line say about which way money went: the verbs of income, spending, lending and
repaying.

Ordinary talk is full of "thu" and "chi" (thu xếp, chi hội, mùa thu); those compounds are known here and say
nothing.
"""

from collections.abc import Sequence

from handlers.club.typed import Word, find, length_at, phrases, same
from handlers.dialogue.hearing.folding import fold
from handlers.fund.entry_deeds import GIVING, OF_A_LOAN, PAYING, deed_of, given_back
from handlers.fund.entry_verb import EXPENSE, INCOME, LEND, REPAY, Verb, verb_at

__all__ = ["COMPOUNDS", "EXPENSE", "INCOME", "LEND", "REPAY", "Verb", "find_verb", "may_be_sister"]


OPENERS = phrases(
    "ghi cho bác|ghi giúp bác|ghi hộ bác|cháu ghi|ghi sổ|ghi|hôm nay|hôm qua|hôm kia|sáng nay|chiều nay|trưa "
    "nay|tối qua|"
    "sáng qua|trưa qua|chiều qua|đêm qua|sáng hôm qua|trưa hôm qua|chiều hôm qua|tối hôm qua|bữa qua|bữa nay|"
    "hôm rồi|hôm trước|tuần trước|tuần rồi|tháng này|họp được|buổi họp|họp|"
    "bác mới|bác vừa|bác đã|bác|tôi|mình|clb|câu lạc bộ|vừa|mới|đã|khoản|phiếu|cho|thêm|rồi|thủ quỹ|quỹ|và|"
    "với|dạ|này"
)
COMPOUNDS = phrases(
    "thu xếp|thu dọn|thu hoạch|thu nhập|thu gom|thu âm|thu hút|thu thập|thu mua|thu chi|mùa thu|"
    "chi hội|chi bộ|chi đoàn|chi tiết|chi nhánh|chi cục|chi bằng|chi ủy|chi trưởng|chi em|hội phụ nữ đến|thu "
    "hà|thu hương"
)
_NO_OPENING = (*COMPOUNDS, ("thù", "lao"))
_INCOME_VERBS = phrases("thu được|thu của|thu về|thu tiền|thu|nhận được|nhận của|nhận tiền|nhận")
_EXPENSE_VERBS = phrases("chi phí|chi cho|chi tiền|chi trả|chi")
_REPAYING = phrases(
    "trả gốc|trả góc|trả cả gốc|trả hết gốc|trả lãi|trả nợ|trả vốn|trả tiền vay|trả quỹ|trả vay|hoàn vốn|"
    "hoàn gốc|thu nợ|thu gốc|"
    "thu góc|thu hồi nợ|thu hồi vốn|thu vốn|thu tiền vay|nộp gốc|nộp lãi|đóng lãi|đóng gốc|thu lãi|trả bớt|"
    "góp lãi|trả góp|trả dần"
)
_PAID_PARTS = phrases("trả|lãi")
_LENDING = phrases("giải ngân|cho vay|vay")
_NOT_YET = phrases(
    "xin vay|muốn vay|hỏi vay|đang vay|còn vay|ai vay|đã vay|được vay|cần vay|định vay|đơn vay|tiền vay|lãi "
    "vay|vay mượn|"
    "khoản vay|người vay|vay vốn|đăng ký vay|đòi vay"
)
_DICTATED = {"chị": EXPENSE, "chỉ": EXPENSE, "chí": EXPENSE, "trị": EXPENSE, "thư": INCOME, "thứ": INCOME,
    "thủ": INCOME,
             "thú": INCOME, "thụ": INCOME}  # fmt: skip


_UNITS = ("k", "tr", "nghìn", "ngàn", "triệu", "nghin", "ngan", "trieu", "ng", "tỷ")


def find_verb(words: Sequence[Word], person: tuple[int, int] | None) -> Verb | None:
    """Which way the money went, or None; `person` is where the first named person stands in the text."""
    if find(words, _NOT_YET) and not find(words, _REPAYING):
        return _pays_back(words, person)
    if may_be_sister(words):
        return _loanverb_at(words, person)
    return _loanverb_at(words, person) or _opening(words) or deed_of(words, person, _after_openers(words))


def _pays_back(words: Sequence[Word], person: tuple[int, int] | None) -> Verb | None:
    """ "ông Sáu trả 2 triệu tiền vay": the loan is named as what is paid, not as what is wished for."""
    paid = find(words, PAYING)
    if paid is None or person is None or words[paid[0]].start < person[1]:
        return None
    return verb_at(REPAY, words, paid, opening=False, in_note=True)


def _loanverb_at(words: Sequence[Word], person: tuple[int, int] | None) -> Verb | None:
    repaid = find(words, _REPAYING)
    if given_back(words, person):
        return None
    if (parts := find(words, OF_A_LOAN)) and not repaid and find(words, _PAID_PARTS):
        return verb_at(REPAY, words, parts, opening=False, in_note=True)
    if repaid and _of_loan(words, repaid[0], person):
        return verb_at(REPAY, words, repaid, opening=False, in_note=True)
    lent = find(words, _LENDING) or (_borrowed(words) if person else None)
    opening = _opening(words)
    returned = lent or (find(words, (*PAYING, *OF_A_LOAN)) if person else None)
    if returned and opening and opening.direction == INCOME:  # "thu 100k bà Lan trả", "thu tiền ông Tư vay"
        return opening._replace(direction=REPAY)
    return verb_at(LEND, words, lent, opening=False, in_note=True) if lent else None


def _borrowed(words: Sequence[Word]) -> tuple[int, int] | None:
    """ "cho ông Tư mượn 2tr"; without accents it may be a wish ("muốn"), unless the line begins with cho."""
    for place, word in enumerate(words):
        if word.text == "mượn" or (word.text == "muon" and words[0].text == "cho"):
            return place, place + 1
    return None


def _of_loan(words: Sequence[Word], place: int, person: tuple[int, int] | None) -> bool:
    """ "thu lãi 30k" of nobody is income of the fund; "trả lãi", "thu lãi bà Lan" belong to someone's
    loan; "trả góp tiền loa" is a purchase."""
    if person is None and same(words[place].text, "trả") and fold(words[place + 1].text) in ("gop", "dan"):
        return False
    return person is not None or not same(words[place].text, "thu") or not same(words[place + 1].text, "lãi")


def _opening(words: Sequence[Word]) -> Verb | None:
    place = _after_openers(words)
    if place >= len(words) or length_at(words, place, _NO_OPENING):
        return None
    if (dictated := _DICTATED.get(words[place].text)) and _number_follows(words, place):
        return verb_at(dictated, words, (place, place + 1), opening=True, in_note=False)
    for direction, verbs in ((INCOME, _INCOME_VERBS), (EXPENSE, _EXPENSE_VERBS)):
        found = find(words[place : place + 3], verbs)
        if found and found[0] == 0:
            return verb_at(direction, words, (place, place + found[1]), opening=True, in_note=False)
    return None


def _after_openers(words: Sequence[Word]) -> int:
    place = 0
    if [word.text for word in words[:2]] in (["thu", "quỹ"], ["thu", "quy"]) and _number_follows(words, 1):
        return place  # "thu quỹ 300k" collects it, "thủ quỹ thu …" is who did
    while length := length_at(words, place, OPENERS):
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
    acts = find(words, (*GIVING, *_REPAYING, *_LENDING), place)
    return bool(plain and named and acts and 1 < acts[0] - place < 6)
