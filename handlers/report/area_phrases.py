"""Hears the eight areas in people's own words: which one is named, and which doing a phrase tells of.

Domain 2, "The 8 activity areas": the names vary from province to province, so each has several.
"""

import re

from handlers.dialogue.hearing.folding import fold, nfc
from handlers.report.areas import (
    AWARENESS,
    CARE,
    DOINGS,
    HEALTH,
    INCOME,
    RESOURCES,
    RIGHTS,
    SELF_HELP,
    SPIRIT,
)

AREAS = {
    INCOME: "tăng thu nhập|thu nhập|kinh tế|làm kinh tế",
    HEALTH: "chăm sóc sức khỏe|sức khỏe|sức khoẻ|y tế",
    CARE: "chăm sóc tại nhà dựa vào tình nguyện viên|chăm sóc tại nhà|chăm sóc tại|tại nhà|tình nguyện viên",
    SELF_HELP: "tự giúp nhau và hỗ trợ cộng đồng|tự giúp nhau|giúp nhau|hỗ trợ cộng đồng|cộng đồng",
    RIGHTS: "bảo vệ quyền và lợi ích|quyền và lợi ích|quyền lợi và lợi ích|bảo vệ quyền lợi|quyền lợi|quyền",
    AWARENESS: "truyền thông nâng cao nhận thức|nâng cao nhận thức|nhận thức|truyền thông|học tập suốt đời|"
    "học tập|kiến thức",
    SPIRIT: "chăm sóc đời sống tinh thần|đời sống tinh thần|văn hóa tinh thần|tinh thần|văn hóa|văn nghệ",
    RESOURCES: "vận động nguồn lực|nguồn lực|vận động",
}
NAMES = {area: tuple(names.split("|")) for area, names in AREAS.items()}
_SAFE_WORDS = ("hat", "hat ho", "hat mua", "mua hat", "doc tho")  # alone among doings they are nothing else
DOING_OF = {INCOME: "livelihood", HEALTH: "checkup", RIGHTS: "rights", AWARENESS: "talk", SPIRIT: "arts"} | {
    RESOURCES: "resources",
    CARE: "home_care",
    SELF_HELP: "self_help",
}
"""What is recorded where only the area is named."""


def area_meant(said: str) -> int:
    """The area of "mảng quyền lợi" or "số 5", said without the word "mảng"; 0 for none."""
    plain = fold(" ".join(nfc(said).lower().split()))  # tidy() takes the end of "tại nhà" for "nha"
    number = re.fullmatch(r"(?:so |thu )?([1-8])", plain)
    if number:
        return int(number[1])
    return next((area for area, names in NAMES.items() if plain in map(fold, names)), 0)


def doing_meant(said: str, *, begins: bool = False) -> str:
    """The code of DOINGS the words name, by the longest name that stands in them; "" for none.

    Without accents a name of one word counts for nothing: "mua" is to buy. `begins`: only at the beginning.
    """
    plain = said.isascii()
    if said in _SAFE_WORDS:
        return "arts"
    line = f" {fold(said) if plain else said} "
    found = [
        (len(name), code)
        for code, (_, names) in DOINGS.items()
        for name in names
        if not (plain and " " not in name) and _stands(f" {fold(name) if plain else name} ", line, begins)
    ]
    return max(found)[1] if found else ""


def _stands(name: str, line: str, begins: bool) -> bool:
    return line.startswith(name) if begins else name in line
