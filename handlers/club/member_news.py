"""Hears that a member died, joined or left: "cụ Thảo mất hôm qua rồi cháu ạ" (golden A8).

"mất" is a death only of a person named with a title and with nothing lost after it: never "mất sổ", "mất
200k".
"""

from dataclasses import dataclass
from datetime import date

from handlers.club.people_named import people_named
from handlers.club.typed import Word, find, phrases, same, stands_at, words_of
from handlers.dialogue.hearing.days import DayHeard, find_day
from handlers.dialogue.hearing.folding import nfc
from handlers.dialogue.hearing.heard import Heard, Unclear

_DIED = phrases("qua đời|từ trần|tạ thế|quy tiên|mất|chết")
_JOINED = phrases(
    "xin vào|mới vào|vào clb|vào câu lạc bộ|vào hội|gia nhập|xin tham gia|mới tham gia|được kết nạp|vào sinh "
    "hoạt"
)
_TAKEN_IN = phrases("kết nạp|thêm thành viên|thêm|nhận thêm|thành viên mới|người mới")
_LEFT = phrases(
    "xin ra|ra khỏi|xin rút|rút khỏi|thôi sinh hoạt|nghỉ sinh hoạt|không tham gia nữa|thôi tham gia|chuyển "
    "đi|chuyển nhà|"
    "chuyển nơi khác|chuyển chỗ ở|xin thôi|ra clb|ra câu lạc bộ|nghỉ hẳn"
)
_BETWEEN = ("đã", "vừa", "mới", "cũng", "bị", "ấy", "nhà", "tôi")
_AFTER_DEATH = phrases(
    "rồi|hôm|sáng|trưa|chiều|tối|đêm|ngày|lúc|vì|do|tại|ở|từ|năm|tháng|hồi|vừa|đột ngột|cháu|ạ|nhé|em|mùng|"
    "mồng|rằm|thứ|"
    "chủ nhật|tuần|bữa|hqua|cách đây|nay|con"
)
_THINGS = phrases(
    "con trâu|con bò|con chó|con mèo|con lợn|con gà|con dê|con vịt|đàn|trâu|lợn|xe|điện thoại|cái ví|"
    "quyển sổ|cuốn sổ|tiền|chìa khóa|chìa khoá|thóc|đồ đạc|giấy tờ|mật khẩu"
)
_THINGS_WITH_ACCENTS = frozenset("bò chó mèo gà ví sổ".split())  # without them "cho" and "so" are small words
_OF_SOMEBODY = phrases("nhà|của|vợ|chồng|mẹ|bố|con|con trai|con gái|con dâu|con rể|cháu nội|cháu ngoại")
"""Before a name: what is lost, or who died, is somebody else than the one named."""
_ASKING = phrases("chưa|không|hả|nếu|khi nào|bao giờ|có phải|suýt|gần")


@dataclass(frozen=True, slots=True)
class MemberNews:
    """`who` as typed, with the title; `day` None when none was said; `birth_year` when it was."""

    who: str
    day: Heard[DayHeard] | Unclear | None
    birth_year: int | None
    words: str


def hear_death(text: str, today: date) -> MemberNews | None:
    """Who died and when, or None when the words tell of no death."""
    read = nfc(text)
    for person in people_named(read):
        words = _after(read, person.end)
        died = find(words, _DIED)
        if (
            died
            and died[0] == 0
            and not _about_another(read, person.start)
            and (len(words) == died[1] or _says_more(words, died[1]))
            and not _asked(read)
        ):
            return _news(read, person.said, today)
    return None


def _about_another(read: str, start: int) -> bool:
    """ "con trâu nhà ông Tư mất", "vợ ông Tư mất": ông Tư himself is well."""
    before = [word for word in words_of(read) if word.end <= start]
    things = find(before, _THINGS) or _THINGS_WITH_ACCENTS & {word.text for word in before}
    belongs = any(
        stands_at(before, len(before) - len(one), one) for one in _OF_SOMEBODY if len(one) <= len(before)
    )
    return bool(things) or belongs


def hear_join(text: str, today: date) -> MemberNews | None:
    """Who joined the club, or None."""
    read = nfc(text)
    before = find(words_of(read), _TAKEN_IN)
    joined = _changed(read, _JOINED, today)
    if joined is not None or before is None or before[0] >= 3:
        return joined
    return _changed(read, (), today, since=words_of(read)[before[1] - 1].end)


def hear_leave(text: str, today: date) -> MemberNews | None:
    """Who left the club alive, or None; "xin nghỉ họp" is an absence, not a leaving."""
    return _changed(nfc(text), _LEFT, today)


def _changed(
    read: str, verbs: tuple[tuple[str, ...], ...], today: date, *, since: int = 0
) -> MemberNews | None:
    if _asked(read) or find(words_of(read), phrases("triệu|nghìn|ngàn|vay|trả|thu|chi")):
        return None
    for person in (one for one in people_named(read) if one.start >= since):
        said = find(_after(read, person.end), verbs)
        if not verbs or (said and said[0] == 0):
            return _news(read, person.said, today)
    return None


def _after(read: str, end: int) -> list[Word]:
    words = [word for word in words_of(read) if word.start >= end]
    while words and any(same(words[0].text, between) for between in _BETWEEN):
        if any(stands_at(words, 0, verb) for verb in (*_JOINED, *_LEFT)):
            break
        words = words[1:]
    return words


def _says_more(words: list[Word], place: int) -> bool:
    return any(stands_at(words, place, more) for more in _AFTER_DEATH)


def _asked(read: str) -> bool:
    return "?" in read or find(words_of(read), _ASKING) is not None


def _news(read: str, who: str, today: date) -> MemberNews:
    found = find_day(read, today)
    years = [
        int(word.text)
        for word in words_of(read)
        if word.text.isdecimal() and 1900 < int(word.text[:5]) < today.year
    ]
    return MemberNews(who, found[0] if found else None, years[0] if years else None, read)
