"""Made-up places for a country of any size: the 34 provinces of 1/7/2025, communes of common syllables.

The first province holds 111 clubs of every thousand, as Thanh Hóa does (about 1,110 of 10,000).
"""

from collections.abc import Iterator
from random import Random
from typing import Any

NATION = "VN"
BIG_SHARE = 111  # of a thousand
CLUBS_A_COMMUNE = 7  # Thanh Hóa: 1,110 clubs in 166 communes
PROVINCES = (
    "Thanh Hóa|Tuyên Quang|Hưng Yên|Hà Nội|Huế|Quảng Ninh|Cao Bằng|Lạng Sơn|Lai Châu|"
    "Điện Biên|Sơn La|Nghệ An|Hà Tĩnh|Lào Cai|Thái Nguyên|Phú Thọ|Bắc Ninh|Hải Phòng|"
    "Ninh Bình|Quảng Trị|Đà Nẵng|Quảng Ngãi|Gia Lai|Khánh Hòa|Lâm Đồng|Đắk Lắk|Hồ Chí Minh|"
    "Đồng Nai|Tây Ninh|Cần Thơ|Vĩnh Long|Đồng Tháp|Cà Mau|An Giang"
).split("|")
_FIRST = (
    "Tân Phú Vĩnh Hòa An Bình Đông Hồng Quyết Quang Đại Đức Xuân Hải Thạch Yên Mỹ Kim Ngọc Hưng Cẩm Lũng"
).split()
_SECOND = (
    "Tiến Thành Lập Sơn Thắng Giang Thịnh Lợi Lộc Phong Phúc Thọ Trào Dương Tâm Đạo Khê Lĩnh Thủy Đường"
).split()
_KINDS = ("Thôn", "Thôn", "Bản", "Ấp", "Xóm", "Tổ dân phố", "Khu phố")
_FAMILY = "Nguyễn Trần Lê Phạm Hoàng Huỳnh Phan Vũ Võ Đặng Bùi Đỗ Hồ Ngô Dương Lý".split()
_GIVEN = (
    "An Bình Cúc Dung Đào Hào Hợi Huệ Khánh Lan Mai Nga Oanh Phượng Quý Sáu Sơn Thảo Tư Út Vượng Xuân Yến"
).split()
_MIDDLE = {"female": "Thị", "male": "Văn"}


def province_code(number: int) -> str:
    """The code of a made-up province, 1 for the first."""
    return f"S{number:02}"


def sizes(clubs: int) -> list[int]:
    """How many clubs each of the 34 provinces has."""
    big = clubs * BIG_SHARE // 1000
    others = len(PROVINCES) - 1
    rest = clubs - big
    return [big, *(rest // others + (number < rest % others) for number in range(others))]


def area_rows(clubs: int) -> Iterator[dict[str, Any]]:
    """The nation, its provinces and their communes, seven clubs to a commune."""
    yield {"code": NATION, "name": "Việt Nam", "kind": "nation", "parent_code": None}
    for number, size in enumerate(sizes(clubs), 1):
        code = province_code(number)
        yield {"code": code, "name": PROVINCES[number - 1], "kind": "province", "parent_code": NATION}
        for commune in range(-(-size // CLUBS_A_COMMUNE)):
            name = f"{_FIRST[commune % len(_FIRST)]} {_SECOND[commune // len(_FIRST) % len(_SECOND)]}"
            yield {"code": f"{code}-{commune:03}", "name": name, "kind": "commune", "parent_code": code}


def homes(clubs: int) -> Iterator[str]:
    """The commune of every club, in order of club."""
    for number, size in enumerate(sizes(clubs), 1):
        for club in range(size):
            yield f"{province_code(number)}-{club // CLUBS_A_COMMUNE:03}"


def hamlet(luck: Random) -> str:
    """ "Thôn Tân Tiến"."""
    return f"{luck.choice(_KINDS)} {luck.choice(_FIRST)} {luck.choice(_SECOND)}"


def person(luck: Random, sex: str) -> str:
    """ "Nguyễn Thị Lan"."""
    return f"{luck.choice(_FAMILY)} {_MIDDLE[sex]} {luck.choice(_GIVEN)}"
