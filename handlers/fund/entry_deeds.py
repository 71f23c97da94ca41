"""Lines without thu or chi: what was done says which way the money went.

Gifts come in, but a club also gives: to flood victims, to those above it, for a bill (nộp tiền điện).
"""

from collections.abc import Sequence

from handlers.club.typed import Word, find, phrases, stands_at
from handlers.fund.entry_verb import EXPENSE, INCOME, REPAY, Verb, verb_at

GIVING = phrases("ủng hộ|đóng góp|đóng|nộp|góp|công đức|tài trợ|tặng clb|tặng câu lạc bộ|tặng quỹ|quyên góp")
_SPENDING = phrases(
    "mua|thăm hỏi|thăm|phúng viếng|phúng|viếng|biếu|tặng quà|thuê|sửa|bồi dưỡng|thù lao|trả tiền|trả công|"
    "hỗ trợ|mừng thọ|mừng "
    "cưới|thanh toán"
)
PAYING = phrases("trả")
OF_A_LOAN = phrases("gốc|tiền gốc|gốc lãi")
_MAY_GIVE = phrases("hỗ trợ|biếu|tặng quà|tặng|giúp")
_SUPPORTERS = phrases(
    "ngân sách|hợp tác xã|nhà trường|nhà chùa|hội|"
    "xã|phường|ubnd|ủy ban|uỷ ban|huyện|tỉnh|nhà nước|hội phụ nữ|hội người cao tuổi|hội nct|hội xã|"
    "hội nông dân|hội cựu chiến binh|mặt trận|mttq|đoàn thanh niên|trạm y tế|công ty|doanh nghiệp|cửa hàng|"
    "nhà hảo tâm|mạnh thường quân|chùa|dự án|ngân hàng|trường"
)
_CAUSES = phrases(
    "đồng bào|lũ lụt|bão lụt|bão lũ|lụt bão|thiên tai|người nghèo|hộ nghèo|trẻ em nghèo|biển đảo|trường sa|"
    "miền trung|chất độc|da cam|vùng lũ|vùng bão|nạn nhân|khuyến học|nhà tình nghĩa|"
    "đền ơn đáp nghĩa|nhà tình thương"
)
_UPWARDS = phrases("lên xã|lên hội|lên huyện|lên tỉnh|lên trên|về xã|về hội|cho hội xã|cho xã|lên cấp trên")
_BILLS = phrases(
    "tiền điện|tiền nước|tiền nhà văn hóa|tiền thuê|tiền rác|tiền mạng|tiền vệ sinh|thuế|bảo hiểm"
)
_SAVINGS = phrases("sổ tiết kiệm|vào tiết kiệm|ngân hàng|tài khoản")
_HANDING = phrases("gửi|đưa")
_FUND_MONEY = phrases("hội phí|tiền quỹ|quỹ|ủng hộ|tiền phí")


def deed_of(words: Sequence[Word], person: tuple[int, int] | None, first: int) -> Verb | None:
    """ "Bà Lan ủng hộ 500k", "mua nước 100k", "ông Tư trả 1 triệu"; None where nobody can tell.

    `first` is the place of the first word that says anything.
    """
    given, spent = find(words, GIVING), find(words, _SPENDING)
    if helped := _given_by(words, person):
        return verb_at(INCOME, words, helped, opening=False, in_note=True)
    if spent and (not given or spent[0] < given[0]):
        return verb_at(EXPENSE, words, spent, opening=False, in_note=True)
    if given:
        return _of_giving(words, given, person, first)
    return _of_person(words, person) if person else None


def _given_by(words: Sequence[Word], person: tuple[int, int] | None) -> tuple[int, int] | None:
    """ "xã hỗ trợ 2 triệu", "ông Sơn biếu clb 500k" come in; "hỗ trợ bà Hoa" goes out."""
    helped = find(words, _MAY_GIVE)
    if helped is None or find(words, _CAUSES):
        return None
    giver = find(words[: helped[0]], _SUPPORTERS) or (person and words[helped[0]].start >= person[1])
    return helped if giver and not _receives(words, helped[1]) else None


def _receives(words: Sequence[Word], place: int) -> bool:
    """ "thôn hỗ trợ bà Hoa": somebody else than the club is helped."""
    return any(stands_at(words, place, (title,)) for title in ("bà", "ông", "cụ", "bác", "hộ"))


def _of_giving(
    words: Sequence[Word], given: tuple[int, int], person: tuple[int, int] | None, first: int
) -> Verb | None:
    """Gifts come in, unless the club itself gives: to a cause, to those above, for a bill."""
    if find(words[given[0] :], _SAVINGS):
        return None
    giver = person is not None and words[given[0]].start >= person[1]
    out = find(words[given[0] :], (*_CAUSES, *_UPWARDS)) if not giver and first == given[0] else None
    bill = find(words[given[1] :], _BILLS)
    direction = EXPENSE if out or (bill and bill[0] == 0) else INCOME
    return verb_at(direction, words, given, opening=False, in_note=True)


def _of_person(words: Sequence[Word], person: tuple[int, int]) -> Verb | None:
    """What a named person does without giving or buying: pays back, hands in, is paid."""
    paid, handed = find(words, PAYING), find(words, _HANDING)
    part = find(words, OF_A_LOAN) or _interest_of(words, person)
    if paid and words[paid[0]].start >= person[1]:
        return verb_at(REPAY, words, paid, opening=False, in_note=True)
    if paid and (words[paid[0]].text == "trả" or given_back(words, person)):
        return verb_at(EXPENSE, words, paid, opening=False, in_note=True)
    if part:
        return verb_at(REPAY, words, part, opening=False, in_note=True)
    if handed and words[handed[0]].start >= person[1] and find(words, _FUND_MONEY, handed[1]):
        return verb_at(INCOME, words, handed, opening=False, in_note=True)
    return None


def given_back(words: Sequence[Word], person: tuple[int, int] | None) -> bool:
    """ "tra lai ong Tu 50k", "tra lai 50k cho ong Tu" give back; "tra lai 50k ong Tu" is his interest."""
    paid = find(words, phrases("trả lại"))
    if paid is None or person is None or words[paid[0]].text != "tra" or words[paid[0]].start > person[0]:
        return False
    before = [word for word in words if word.end <= person[0]]
    return before[-1].text == "cho" or len(before) == paid[1]


def _interest_of(words: Sequence[Word], person: tuple[int, int]) -> tuple[int, int] | None:
    """ "bà Hợi lãi 40k", "bà Hợi 40k lãi"; without accents only beside the name or the amount."""
    for place, word in enumerate(words):
        before = words[place - 1] if place else word
        sure = before.end == person[1] or (place == len(words) - 1 and before.text in ("k", "nghin", "ngan"))
        if word.start >= person[1] and (word.text == "lãi" or (word.text == "lai" and sure)):
            return place, place + 1
    return None
