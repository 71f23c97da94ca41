"""Tells a question or a plan from money that has come or gone: "chi bao nhiêu?", "mai mới thu"."""

from handlers.club.typed import Word, find, phrases

_ASKING = phrases(
    "bao nhiêu|thế nào|như thế nào|làm sao|tại sao|vì sao|khi nào|bao giờ|được không|có được|có phải|phải "
    "không|hay không|"
    "đúng không|có nên|hay chưa|ai chưa|những ai|là sao|ra sao|ở đâu|cái gì|chi gì|thu gì|bao lâu|hết chưa|"
    "xong chưa"
)
_NOT_NOW = phrases(
    "định|sẽ|dự kiến|muốn|đang tính|ngày mai|sáng mai|chiều mai|tuần sau|tháng sau|hôm nào|nếu|đừng|khoan|"
    "chưa|không thu|"
    "không chi|mai thu|mai chi|mai mới|sắp|cần phải|phải thu|phải chi|nên thu|nên chi"
)
_LAST_ASKING = frozenset("hả nhỉ à chưa không ko sao hở gì nào".split())
_LAST_ASKING_PLAIN = frozenset("ha nhi chua khong ko sao nao".split())


def asks_or_plans(line: str, words: list[Word]) -> bool:
    """Whether a line asks about money or speaks of what has not happened yet."""
    if "?" in line or find(words, _ASKING):
        return True
    if words and words[-1].text in (_LAST_ASKING_PLAIN if line.isascii() else _LAST_ASKING):
        return True
    told = [
        word for at, word in enumerate(words) if not (word.text == "dinh" and words[at - 1].text == "gia")
    ]
    planned = find(told, _NOT_NOW)
    amount = next((place for place, word in enumerate(words) if word.text[0].isdecimal()), len(words))
    return planned is not None and planned[0] <= amount
