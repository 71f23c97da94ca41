"""Hears the words that steer a talk rather than answer it: quay lại, dừng, sửa, giúp, bỏ qua, thanks.

Only a whole message steers: "thu tiền giúp bà Lan" is an entry, "nhầm rồi ông Sơn 300k thôi" a correction.
"""

import re
import unicodedata
from enum import StrEnum

from handlers.dialogue.hearing.folding import fold, nfc, tidy


class Control(StrEnum):
    """What a steering message asks for; the values are stored and permanent."""

    BACK = "back"
    STOP = "stop"
    EDIT = "edit"
    HELP = "help"
    SKIP = "skip"
    THANKS = "thanks"
    GREETING = "greeting"
    LAUGH = "laugh"
    ASK_FIRST = "ask_first"


_PHRASES = {
    Control.BACK: "quay lại|quay lai|quay về|lại câu trước|lại câu trên|câu trước|câu lúc nãy|lùi lại|"
    "lùi|trở lại|trở về|"
    "về câu trước|quay lại câu trước|hỏi lại câu trước|lùi lại một câu|lùi 1 câu|cho bác quay lại|back|"
    "lui lại",
    Control.STOP: "dừng|dừng lại|thôi|thôi nghỉ|thôi để sau|thôi dừng|để sau|để lúc khác|để khi khác|để "
    "mai|lúc khác|"
    "nghỉ|nghỉ đã|nghỉ tí|hủy|huỷ|hủy bỏ|huỷ bỏ|hủy đi|bỏ|bỏ đi|thôi bỏ đi|không làm nữa|thôi không làm "
    "nữa|tạm dừng|"
    "stop|thoát|ngừng|ngưng|thôi bỏ|bác bận|bác bận rồi|để bác làm sau|mai làm tiếp|tí nữa làm|dừng đã|"
    "khoan|khoan đã",
    Control.EDIT: "sửa|sửa lại|sửa đi|bác sửa|bác muốn sửa|cho bác sửa|cho bác sửa lại|muốn sửa|chữa lại|"
    "ghi lại|"
    "nhầm rồi sửa lại|sai rồi sửa lại|đổi lại|sửa giúp bác|sửa hộ bác|sửa cho bác|bác ghi nhầm|bác gõ nhầm|"
    "bác nhắn nhầm|nhầm rồi|bác nhầm|bác nhầm rồi|gõ nhầm|nhắn nhầm|ghi nhầm|viết nhầm|bác viết nhầm",
    Control.HELP: "giúp|giúp bác|giúp bác với|giúp với|giúp tôi|giúp đỡ|trợ giúp|hướng dẫn|chịu|bác chịu|"
    "chịu rồi|chịu thôi|"
    "không biết|không biết làm|không biết làm thế nào|bác không biết|bác không biết làm|bác không hiểu|"
    "không hiểu|bác không biết làm thế nào|"
    "chả hiểu|chẳng hiểu gì|làm thế nào|làm sao|help|menu|cứu bác|bác quên rồi|bác không nhớ|là sao|"
    "nghĩa là gì|?",
    Control.SKIP: "bỏ qua|để trống|bỏ trống|bỏ qua câu này|bỏ câu này|câu này bỏ qua|cho qua|qua câu "
    "khác|câu khác|"
    "để trống đi|bỏ qua đi|skip|xem sổ sau|để bác xem sổ|chưa có số|chưa rõ|không rõ|chưa rõ ngày|"
    "không rõ ngày|không nhớ ngày|chưa biết|chưa biết ngày|không nhớ rõ|chưa nhớ ra",
    Control.THANKS: "cảm ơn|cám ơn|cảm ơn cháu|cám ơn cháu|cảm ơn nhiều|cảm ơn cháu nhiều|cám ơn cháu "
    "nhiều|bác cảm ơn|"
    "bác cảm ơn cháu|bác cám ơn|bác cám ơn cháu|cảm ơn em|cảm ơn bạn|cảm ơn con|tốt quá|tốt lắm|giỏi quá|"
    "cháu giỏi quá|"
    "cháu ngoan quá|thank|thanks|thank you|tks|thanks cháu|vất vả cho cháu quá|cháu tốt quá|tuyệt vời|"
    "hay quá|quý hóa quá",
    Control.GREETING: "chào|chào cháu|chào em|chào con|chào bạn|xin chào|bác chào cháu|bác chào|chào "
    "buổi sáng|alo|alô|a lô|hello|"
    "hi|cháu ơi|em ơi|cháu ơi cháu|chúc cháu vui|chúc buổi sáng|chào buổi chiều|cháu có đó không|cháu "
    "đâu rồi|có ai không|"
    "chúc mừng năm mới|chúc ngủ ngon|cháu khỏe không|chào tạm biệt|tạm biệt|bai|bye",
}
_LAUGHS = re.compile(r"(?:h[aiueơê]+)+h?|(?:k[aiê]+k?)+|hj+|hi+h?i*|ha+|he+|:\)+|:d|=\)+|hihi|haha|hehe")
_ASK_FIRST = re.compile(
    r"(?:thôi |thoi |ừ |u |à |a )?(?:để|de) (?:bác |bac |tôi |toi )?"
    r"(?:hỏi|hoi|xem lại|xem lai|nghĩ|nghi|tính lại)(?: [^\W\d]+){0,8}"
    r"|khoan(?: (?:đã|da))? (?:(?:để|de) )?(?:bác|bac|tôi|toi) (?:đếm|dem|xem|hỏi|hoi|tính|tinh)"
    r"(?: [^\W\d]+){0,5}"
)
_CALLS = re.compile(
    r"\s+(?:cháu|chau|em|con|bạn|ạ|nhé|nhe|nha|nhá|đã|với|voi|ơi|oi|đi|di|thôi|nào|rồi|roi|nhiều|nhieu|"
    r"lắm|lam|bác|bac)$"
)


def hear_control(text: str) -> Control | None:
    """What the whole message asks for, or None when it is an answer or something else."""
    if _LAUGHS.fullmatch(tidy(text)) and len(tidy(text)) > 2:
        return Control.LAUGH
    said = re.sub(r"[\s.,!;:…]+", " ", tidy(text)).strip()
    if not said or _only_pictures(said):
        return Control.GREETING if nfc(text).strip() and _only_pictures(nfc(text)) else None
    while True:
        found = _BY_PHRASE.get(said) or _BY_FOLDED.get(said)
        if found:
            return found
        shorter = _CALLS.sub("", said)
        if shorter == said:
            return Control.ASK_FIRST if _ASK_FIRST.fullmatch(said) else None
        said = shorter


def _only_pictures(text: str) -> bool:
    """Emoji and nothing else; a thumb or a cross is an answer and no greeting."""
    marks = [letter for letter in text if not letter.isspace()]
    answers = {"👍", "👎", "👌", "✅", "❌", "✖", "✔"}
    pictures = all(unicodedata.category(mark) in ("So", "Sk", "Cf", "Mn") for mark in marks)
    return bool(marks) and pictures and not answers & set(marks) and "₫" not in marks


def _by_phrase() -> dict[str, Control]:
    return {phrase: control for control, phrases in _PHRASES.items() for phrase in phrases.split("|")}


def _by_folded() -> dict[str, Control]:
    """Accent-free phrases of one meaning; "dung" is rather đúng than dừng."""
    kinds: dict[str, set[Control]] = {}
    for phrase, control in _by_phrase().items():
        kinds.setdefault(fold(phrase), set()).add(control)
    return {phrase: kind.pop() for phrase, kind in kinds.items() if len(kind) == 1 and phrase != "dung"}


_BY_PHRASE = _by_phrase()
_BY_FOLDED = _by_folded()
