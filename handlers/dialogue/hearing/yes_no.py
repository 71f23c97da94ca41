"""Hears yes and no, and the answers that only look like one: "ừ nhưng…", "không đúng", "chưa được"."""

import re

from handlers.dialogue.hearing.folding import fold, tidy
from handlers.dialogue.hearing.heard import Heard, Unclear

_YES = (
    "đúng|đúng rồi|đúng vậy|đúng thế|đúng đấy|đúng đó|đúng hết|đúng hết rồi|đúng cả|đúng nhé|phải|phải "
    "rồi|phải đấy|"
    "phải đó|ừ|ừ đúng|ừ đúng rồi|ừ phải|ừ ừ|ừ được|ừ nhé|uh|uhm|ừm|ùm|um|ừa|ờ|ờ đúng|ờ phải|ờ được|ờ ờ|"
    "vâng|vâng đúng|"
    "vâng ạ|vâng đúng rồi|vâng được|vâng vâng|dạ|dạ đúng|dạ phải|dạ vâng|dạ có|dạ được|ok|oke|okê|okie|"
    "oki|okay|okey|"
    "ok đúng|ok rồi|ok ok|ok luôn|ô kê|ôkê|okla|được|được rồi|được đấy|được đó|được chứ|đc|dc|đuợc|đươc|"
    "có|có chứ|"
    "có đấy|có rồi|rồi|xong|xong rồi|chuẩn|chuẩn rồi|chuẩn luôn|chính xác|chính xác rồi|đồng ý|bác đồng "
    "ý|nhất trí|"
    "bác nhất trí|tán thành|thống nhất|duyệt|hợp lý|yes|y|đúng 1 khoản|nộp|nộp đi|nộp luôn|gửi|gửi đi|ghi đi|"
    "ghi luôn|cứ ghi|cứ thế|cứ thế đi|làm đi|làm luôn|đúng như thế|đúng như vậy|1|số 1|một|phải phải|"
    "đúng đúng|"
    "đúng rồi đấy|bác thấy đúng|đủ rồi|đúng không sai|không sai|không sai đâu|không nhầm|đã duyệt|có có|"
    "đúng có|"
    "ừ rồi|đúng ngày đó|họp rồi|có họp|ừ có|vâng có|ừ nộp đi|ừ ghi đi|yên tâm|tất nhiên|dĩ nhiên|đương nhiên"
).split("|")
_NO = (
    "không|ko|kg|k|kh|khg|hông|hong|hổng|hôn|hem|không phải|không đúng|không có|không ạ|không được|không "
    "đồng ý|"
    "không nhất trí|không duyệt|không đâu|không phải đâu|không cần|không nộp|không gửi|không ghi|không "
    "nên|chưa|"
    "chưa đúng|chưa phải|chưa được|chưa đâu|chưa có|chưa họp|chưa nộp|chưa xong|chưa duyệt|chưa ghi|chưa "
    "chuẩn|"
    "chưa chính xác|sai|sai rồi|sai bét|sai hết|sai cả|nhầm|nhầm rồi|lộn rồi|đâu có|đâu phải|có đâu|đúng đâu|"
    "làm gì có|chẳng đúng|chẳng phải|chả phải|thôi|thôi không|thôi khỏi|khỏi|khỏi cần|đừng|đừng ghi|đừng nộp|"
    "đừng gửi|no|ứ phải|k phải|ko phải|k đúng|ko đúng|ko đc|k đc|k dc|ko dc|ko có|k có|kg phải|kg đúng|"
    "chưa đc|"
    "không chính xác|không chuẩn|không đúng rồi|không rồi|không không|ừ không|dạ không|vâng không|dạ chưa|"
    "không phải thế|không phải vậy|không họp|chưa chưa|ờ không|không muốn|bác không đồng ý|từ chối|không hẳn"
).split("|")
_SIGNS_YES = {"👍", "👌", "✅", "🆗", "✔", "👏", "☑"}
_SIGNS_NO = {"👎", "❌", "✖", "🙅"}
_PARTICLES = re.compile(
    r"\s+(?:cháu|chau|em|con|bạn|ạ|nhé|nhe|nha|nhá|đấy|day|luôn|luon|đi|di|mà|ơi|chứ|hết|thôi|bác|á|à)$"
)
_CONDITION = re.compile(
    r"\b(?:nhưng|nhung|mà|nếu|neu|trừ|chỉ|song|tuy|còn|con thieu|trừ ra|với điều kiện|hoặc|hay|hay là|"
    r"hình như|"
    r"chắc|có lẽ|để bác|để xem|xem lại|xem da|xem đã|sửa|sua|thiếu|thừa|đổi|thêm|bớt)\b"
)
_THANKED = re.compile(
    r"(?<=\w)\s+(?:(?:ạ|nhé|bác)\s+)*(?:cảm ơn|cám ơn|cam on)"
    r"(?:\s+(?:cháu|chau|em|con|nhiều|nhieu|nhé|nhe|ạ))*$"
)
_SKIN = re.compile("[\U0001f3fb-\U0001f3ff]")


def hear_yes_no(text: str) -> Heard[bool] | Unclear:
    """Yes or no of a whole answer; "1" is yes, as in every confirmation ("2" is a choice, heard elsewhere).

    Reasons: conditional ("ừ nhưng…", "đúng mà thiếu…"), not_understood. Words: domain.md 9.4.
    """
    said = _plain(text)
    if said and set(said.replace(" ", "")) <= _SIGNS_YES:
        return Heard(True)
    if said and set(said.replace(" ", "")) <= _SIGNS_NO:
        return Heard(False)
    for answer in _shortened(said):
        if (meaning := _meaning(answer)) is not None:
            return Heard(meaning)
    return Unclear("conditional" if _leans(said) else "not_understood")


def _plain(text: str) -> str:
    said = _SKIN.sub("", tidy(text))
    said = re.sub(r"[\s.,!;:…]+", " ", said)
    return _THANKED.sub("", re.sub(r"(.)\1{2,}", r"\1", said).strip())


def _shortened(said: str) -> list[str]:
    """The answer, then without its closing particles one by one ("đúng rồi đấy cháu")."""
    answers = [said]
    while (shorter := _PARTICLES.sub("", answers[-1])) != answers[-1]:
        answers.append(shorter)
    return [answer for answer in answers if answer]


def _meaning(answer: str) -> bool | None:
    if answer in _YES_SET:
        return True
    if answer in _NO_SET:
        return False
    return _FOLDED.get(answer)


def _leans(said: str) -> bool:
    """True when it begins as an answer and then takes something back."""
    words = said.split()
    begins = any(_meaning(" ".join(words[:count])) is not None for count in (1, 2))
    return begins and (bool(_CONDITION.search(said)) or "?" in said or len(words) > 1)


def _folded_meanings() -> dict[str, bool]:
    """Accent-free spellings that can mean only one of the two."""
    yes, no = {fold(word) for word in _YES}, {fold(word) for word in _NO}
    # "dung" alone is đúng far more often than dừng or đừng, and what is confirmed can still be corrected.
    return {word: word in yes for word in yes ^ no} | {"dung": True}


_YES_SET = frozenset(_YES)
_NO_SET = frozenset(_NO)
_FOLDED = _folded_meanings()
