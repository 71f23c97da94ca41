"""Slips of dictation and of missing accents that everyone who compares words should forgive alike.

Never used on amounts: there a forgiven slip would be money.
"""

import re

from handlers.dialogue.hearing.folding import fold, tidy

# As heard by a telephone -> as meant in a club's book. The right side is what templates and categories say.
SLIPS = {
    "chị tiền": "chi tiền", "chỉ tiền": "chi tiền", "thư tiền": "thu tiền", "thú tiền": "thu tiền",
    "thủ hội phí": "thu hội phí", "thư hội phí": "thu hội phí", "thứ hội phí": "thu hội phí",
    "hội phi": "hội phí", "hội phì": "hội phí", "hổi phí": "hội phí", "trả góc": "trả gốc",
    "tiền góc": "tiền gốc",
    "trả lại suất": "trả lãi suất", "trả lại vay": "trả lãi vay", "tiền lại": "tiền lãi",
    "đóng lại": "đóng lãi",
    "quý hoạt động": "quỹ hoạt động", "quỷ hoạt động": "quỹ hoạt động",
    "quý tăng thu nhập": "quỹ tăng thu nhập",
    "quỷ tăng thu nhập": "quỹ tăng thu nhập", "kiểm quý": "kiểm quỹ", "kiểm quỷ": "kiểm quỹ",
    "sổ quý": "sổ quỹ",
    "tồn quý": "tồn quỹ", "điểm danh sách": "điểm danh", "điểm đanh": "điểm danh", "báo cao": "báo cáo",
    "bảo cáo": "báo cáo", "ủng hổ": "ủng hộ", "ủng hồ": "ủng hộ", "cho vây": "cho vay", "cho vai": "cho vay",
    "thăm hõi": "thăm hỏi", "huyết ắp": "huyết áp", "dưỡng xinh": "dưỡng sinh", "văn nghê": "văn nghệ",
}  # fmt: skip
_OPENINGS = {"chị": "chi", "chỉ": "chi", "thư": "thu", "thú": "thu", "quý": "quỹ", "quỷ": "quỹ"}
_AMOUNT_NEXT = re.compile(r"(chị|chỉ|thư|thú)(?=\s+[0-9])")
_SLIP = re.compile(r"\b(" + "|".join(sorted(map(re.escape, SLIPS), key=len, reverse=True)) + r")\b")


def without_slips(text: str) -> str:
    """The tidied text with well-known slips put right: "thư hội phí 500k" -> "thu hội phí 500k".

    "chị Lan" and "thư ký" stay: a lone word is corrected only before an amount at the start of the message.
    """
    said = _SLIP.sub(lambda found: SLIPS[found[1]], tidy(text))
    opening = _AMOUNT_NEXT.match(said)
    return _OPENINGS[opening[1]] + said[opening.end() :] if opening else said


def same_words(first: str, second: str) -> bool:
    """True when two phrases are equal but for accents, case, courtesy and known slips."""
    one, two = without_slips(first), without_slips(second)
    return one == two or fold(one) == fold(two)
