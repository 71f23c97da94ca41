"""Finds the people a sentence names by title: "ông sơn", "bà Nguyễn Thị Lan", "cụ Thảo".

Only titles written as titles count: in a text with accents "chi" is spending, in one without it may be "chị".
"""

from collections.abc import Sequence
from typing import NamedTuple

from handlers.club.names import TITLES, title_of
from handlers.club.typed import Word, phrases, same, words_of

FAMILY_NAMES = frozenset(
    "nguyễn trần lê phạm hoàng huỳnh phan vũ võ đặng bùi đỗ hồ ngô dương lý đinh trịnh mai đào đoàn vương "
    "lương hà tạ tô "
    "nông lò hoàng giàng vàng sùng ma triệu lục bàn đàm cao quách lưu thái tống phùng chu khổng lâm văn "
    "thạch".split()
)
_NO_NAME = frozenset(
    "ấy ta chủ phó kế thủ nào ơi già con cháu nội ngoại em chị bà ông bác sĩ giáo bộ thu chi mua trả vay ủng "
    "đóng nộp góp "
    "ghi nhầm đã vừa mới đi cho xin bị ốm mất không chưa có là và với hỏi gửi nhờ tặng biếu thăm rồi thôi "
    "được tiền mai "
    "quỹ hội bảo nói thấy đang cũng vẫn còn nữa qua vắng đến nghỉ này kia đó giúp đau lại ra vào thì mà mình "
    "cần muốn phải "
    "định sẽ đủ ai sẵn chuyển lấy đưa nhận đếm kiểm giữ cầm báo trên dưới từ thành sang "
    "nhắn bấm gõ viết buổi bận quên biết nhớ làm".split()
)
_AFTER_FAMILY_NAME = 3
_DOUBTFUL_PLAIN = {
    "ba",
    "chi",
    "co",
    "chu",
    "di",
    "cu",
}  # without accents also number, spending and small words
_SELDOM_PLAIN = frozenset("di duong cau thay mo chau em thim".split())  # oftener đi, đường, cầu, thay, mở
_TITLES_WITHOUT_ACCENTS = frozenset("ba ong cu bac".split())
_SMALL_PLAIN = frozenset("hom ngay thang nguoi trieu nghin tram muoi ruoi tien quy".split())
_COMPOUNDS = phrases(
    "bà con|anh em|chị em|ông bà|cô chú|bác sĩ|cô giáo|anh chị|chú ý|em bé|cụ thể|bà cháu|chi hội|chi bộ"
)
_COMPOUNDS_BEGIN = frozenset(compound[0] for compound in _COMPOUNDS)


class Named(NamedTuple):
    """A person's title and name: letters start..end-1 of the text."""

    start: int
    end: int
    said: str


def people_named(text: str) -> list[Named]:
    """Everyone named with a title, in order; `text` is NFC."""
    words, found, place = words_of(text), list[Named](), 0
    while place < len(words):
        last = _name_ends(text, words, place) if _is_title(text, words, place) else place
        if last > place:
            found.append(
                Named(words[place].start, words[last].end, text[words[place].start : words[last].end])
            )
        place = last + 1
    return found


def _is_title(text: str, words: Sequence[Word], place: int) -> bool:
    word = words[place].text
    if word in _COMPOUNDS_BEGIN and any(_said_exactly(words, place, each) for each in _COMPOUNDS):
        return False
    if word in TITLES:
        return True
    capital = place + 1 < len(words) and text[words[place + 1].start].isupper() and not text.isupper()
    if not text.isascii() and word in _TITLES_WITHOUT_ACCENTS:
        return capital  # "ba Lan trả": half of the line is typed without accents
    if not text.isascii() or not title_of(words[place]):
        return False
    if word in _SELDOM_PLAIN:
        return capital
    return word not in _DOUBTFUL_PLAIN or (
        place + 1 < len(words) and (capital or words[place + 1].text not in _SMALL_PLAIN)
    )


def _said_exactly(words: Sequence[Word], place: int, phrase: Sequence[str]) -> bool:
    return [word.text for word in words[place : place + len(phrase)]] == list(phrase)


def _name_ends(text: str, words: Sequence[Word], title: int) -> int:
    """Place of the last word of the name after the title; the title's own place when no name follows."""
    if _two_titles(words, title):  # "bà cụ Thảo"
        last = _name_ends(text, words, title + 1)
        return last if last > title + 1 else title
    capitals, last = _capitals(text, words, title), title
    for place in range(title + 1, min(title + 6, len(words))):
        if not _goes_on(text, words, place) or not _may_be_name(words[place], place in capitals):
            break
        if place > title + 1 and not (place in capitals or _full_name(words, title, place)):
            break
        last = place
    return last


def _two_titles(words: Sequence[Word], title: int) -> bool:
    said = [word.text for word in words[title : title + 2]]
    return said in (["bà", "cụ"], ["ông", "cụ"], ["ba", "cu"], ["ong", "cu"])


def _capitals(text: str, words: Sequence[Word], title: int) -> set[int]:
    """Places of capitalised words after the title; none when everything is in capitals."""
    if text.isupper():
        return set()
    places = set[int]()
    for place in range(title + 1, len(words)):
        if not text[words[place].start].isupper():
            break
        places.add(place)
    return places


def _goes_on(text: str, words: Sequence[Word], place: int) -> bool:
    return text[words[place - 1].end : words[place].start].strip() == "" and not words[place].text.isdecimal()


def _may_be_name(word: Word, capital: bool) -> bool:
    return capital or not (
        word.text in _NO_NAME or (word.text.isascii() and any(same(word.text, no) for no in _VERBS))
    )


_VERBS = (
    "trả",
    "ủng",
    "đóng",
    "nộp",
    "góp",
    "mất",
    "vắng",
    "gốc",
    "lãi",
    "vay",
    "tặng",
    "biếu",
    "nhầm",
    "được",
    "đến",
)


def _full_name(words: Sequence[Word], title: int, place: int) -> bool:
    """ "ông nguyễn văn sơn": without capitals a name goes on only after a family name."""
    family = any(same(words[title + 1].text, name) for name in FAMILY_NAMES)
    return family and place - title <= _AFTER_FAMILY_NAME and place - title != 1
