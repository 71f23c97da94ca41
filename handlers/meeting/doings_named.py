"""Hears the doings a line names: "có văn nghệ, dưỡng sinh", "mảng quyền lợi có tư vấn bảo hiểm".

The first one begins the line, or the line begins by saying that something was done.
"""

import re
from typing import NamedTuple

from handlers.club.typed import find, phrases, words_of
from handlers.dialogue.hearing.folding import tidy
from handlers.report.area_phrases import DOING_OF, area_meant, doing_meant
from handlers.report.areas import DOINGS

_BEGINS = re.compile(
    r"^(?:(?:(?:(?:hôm|hom|ngày|ngay) )?\d{1,2}[/-]\d{1,2}|dạ|"
    r"hôm nay|hom nay|hôm qua|hom qua|sáng nay|sang nay|chiều nay|chieu nay|tối qua|tháng này|"
    r"thang nay|buổi này|buoi nay|buổi họp|buoi hop|buổi sinh hoạt|hôm họp|hom hop|clb|câu lạc bộ|cau lac bo|"
    r"tổ|mình|bác|các cụ|cac cu|cả nhà|cháu ghi|chau ghi|ghi|à quên|a quen|quên|còn|con|thêm|them)[\s,]+)*"
    r"(?:(?:có|co|đã|da|vừa|vua|mới|moi|mời|tổ chức|to chuc|tập(?! huấn| luyện)|tap(?! huan| luyen)|mở|mo|"
    r"làm|cho|nghe|được|duoc|thêm|them|cả|đi|di|dự|du|học(?! tập| nghề)|"
    r"hoc(?! tap| nghe)|lớp|lop|buổi|buoi)\s+)*"
)
_PARTS = re.compile(r"\s*[,;+&\n]\s*|\s+(?:và|va|với|voi|rồi)\s+")
_LABEL = re.compile(r"^(?:mảng|mang|lĩnh vực|linh vuc)\s+(.+)$")
_FILLS = re.compile(
    r"^(?:(?:tháng này|thang nay|thì|thi|đã|da|có|co|làm|lam|là|la|được|duoc|rồi|roi)(?:[\s:,]+|$))+"
)
_PLANS = phrases(
    "xin|đề nghị|muốn|định|dự kiến|sắp|cần|nên|phải|kế hoạch|tới|hỏi|gì|thế nào|ở đâu|nào|bao giờ|khi nào|"
    "nếu|mất|mua|bán|hỏng"
)
MOST_WORDS = 24


class NamedDoing(NamedTuple):
    """A code of DOINGS, home_care or self_help, with the words that told of it."""

    kind: str
    said: str


def doings_named(line: str) -> list[NamedDoing]:
    """Every doing of the line, once each; [] where the line is no list of doings."""
    said = tidy(line)
    if find(words_of(said), _PLANS):
        return []
    rest = _BEGINS.sub("", said, count=1)
    labelled = _of_an_area(rest)
    if labelled is not None:
        return [labelled]
    told = rest != said and len(said.split()) <= MOST_WORDS
    found: dict[str, NamedDoing] = {}
    for place, part in enumerate(_PARTS.split(rest)):
        bare = _BEGINS.sub("", part, count=1)
        kind = _begun_with(bare) or (doing_meant(bare) if told else "")
        if not kind and not place:
            return []
        if kind:
            found.setdefault(kind, NamedDoing(kind, bare))
    return list(found.values())


def _begun_with(part: str) -> str:
    """Words with accents by any name, words without only by names of two words: "mua" is to buy."""
    return "" if part.startswith("thăm hỏi") else doing_meant(part, begins=True)


def _of_an_area(rest: str) -> NamedDoing | None:
    """ "mảng quyền lợi có tư vấn bảo hiểm": the area says what it counts as."""
    label = _LABEL.match(rest)
    words = label[1].split() if label else []
    for end in range(min(len(words), 9), 0, -1):
        area = area_meant(" ".join(words[:end]).strip(":, "))
        if area:
            what = " ".join(words[end:])
            told = _FILLS.sub("", what)
            named = doing_meant(told)
            kind = named if named and DOINGS[named][0] == area else DOING_OF[area]
            return NamedDoing(kind, told) if told or told != what else None
    return None
