"""Ten thousand made-up clubs with names of the kind Vietnamese hamlets and communes really have.

Provinces are the 34 of 1/7/2025; communes and hamlets are drawn from common syllables, so names repeat as
they do in life.
"""

from dataclasses import dataclass
from random import Random

PROVINCES = (
    "Hà Nội|Huế|Quảng Ninh|Cao Bằng|Lạng Sơn|Lai Châu|Điện Biên|Sơn La|Thanh Hóa|Nghệ An|Hà Tĩnh|Tuyên Quang|"
    "Lào Cai|"
    "Thái Nguyên|Phú Thọ|Bắc Ninh|Hưng Yên|Hải Phòng|Ninh Bình|Quảng Trị|Đà Nẵng|Quảng Ngãi|Gia Lai|Khánh "
    "Hòa|Lâm Đồng|"
    "Đắk Lắk|Hồ Chí Minh|Đồng Nai|Tây Ninh|Cần Thơ|Vĩnh Long|Đồng Tháp|Cà Mau|An Giang"
).split("|")
_FIRST = (
    "Tân Phú Vĩnh Hòa An Bình Đông Tây Nam Bắc Trung Thanh Hồng Sơn Minh Quang Đại Đức Xuân Hải Thạch Yên Mỹ "
    "Long Kim "
    "Văn Thái Ngọc Hưng Quảng Đồng Cẩm Hà Hoàng Liên Lương Phong Phúc Phước Quỳnh Tam Thiện Thịnh Thuận "
    "Trường Tiên Vạn "
    "Việt Vũ Diễn Gia Hùng Khánh Lạc Nghĩa Nhân Ninh Song Tràng Tùng Chiềng Mường Nà Pác Lũng Bắc Cao Chi "
    "Dân Duy Hiệp"
).split()
_SECOND = (
    "Tiến Thành Lập Hưng Phú An Bình Sơn Hải Giang Hà Thịnh Lợi Lộc Long Phong Phúc Thọ Trào Dương Tâm Thắng "
    "Cường Đạo "
    "Đức Hòa Hội Khê Lâm Lĩnh Mỹ Ngọc Nghĩa Ninh Quang Tân Thạch Thái Thủy Thượng Trung Trạch Tường Vân Viên "
    "Xá Xuân Yên "
    "Châu Điền Đồng Động Hạ Hiệp Hoa Khánh Kỳ Lạc Liên Lương Minh Môn Nội Ngoại Đoài Đông Tây Quý Sen Trì "
    "Tiền Hậu Phương"
).split()
_LONE = (
    "Khổng Chùa Đình Đoài Thượng Hạ Giữa Mới Cầu Chợ Đông Gò Bến Vàng Sải Lũng Then Dùng Mè Đồi Nghè Ngòi "
    "Soi Trại Vải Bằng "
    "Cọ Chanh Sim Quéo Mít Dộc Vực Thác Hang Cạn Xoan Trám Nhội Gạo Đanh Khuôn"
).split()
_UPLAND = (
    "Nà Pản|Pác Ngòi|Khuổi Nà|Phiêng Lán|Huổi Một|Nậm Cang|Chiềng Ban|Lũng Cú|Tà Xùa|Ako Dhong|Kon Rẫy|Plei "
    "Ốp|Cốc Lếu|"
    "Bó Củng|Mạy Thượng|Thẩm Phé|Co Mỵ|Pá Hu|Sín Chải|Tả Van|Ea Súp|Đắk Wơl|Nặm Đăm|Khâu Vai|Phia Khao|Lao "
    "Chải|Kéo Lầu"
).split("|")
_WISHES = (
    "Đoàn Kết|Quyết Thắng|Quyết Tiến|Thống Nhất|Đồng Tâm|Tự Do|Hòa Bình|Tiền Phong|Hợp Nhất|"
    "Chiến Thắng|Tân Tiến"
).split("|")
_KINDS = ("Thôn", "Thôn", "Thôn", "Xóm", "Bản", "Ấp", "Khu", "Tổ dân phố", "Khối", "Buôn", "Khu phố")


@dataclass(frozen=True, slots=True)
class MadeClub:
    """One club's address: the kind of its hamlet apart from the hamlet's own name."""

    club_id: int
    kind: str
    title: str
    commune_kind: str
    commune: str
    province: str

    @property
    def hamlet(self) -> str:
        return f"{self.kind} {self.title}"


def _two(luck: Random) -> str:
    first, second = luck.choice(_FIRST), luck.choice(_SECOND)
    return f"{first} {second}" if first != second else f"{first} Hợp"


def _commune(luck: Random) -> str:
    return _two(luck) if luck.random() < 0.93 else f"{_two(luck)} {luck.choice(_SECOND)}"


def _title(luck: Random) -> tuple[str, str]:
    """(kind, title) in the shares seen in lists of hamlets: two syllables, one, numbers, wishes, upland
    names."""
    kind, draw = luck.choice(_KINDS), luck.random()
    if draw < 0.42:
        return kind, _two(luck)
    if draw < 0.55:
        return kind, luck.choice(_LONE)
    if draw < 0.68:
        return luck.choice(("Tổ dân phố", "Khu", "Thôn", "Ấp", "Khu phố")), luck.choice(("", "số ")) + str(
            luck.randint(1, 18)
        )
    if draw < 0.80:
        return kind, f"{_two(luck)} {luck.randint(1, 9)}"
    if draw < 0.92:
        return kind, luck.choice(_WISHES)
    return "Bản", luck.choice(_UPLAND)


def made_clubs(count: int, seed: int) -> list[MadeClub]:
    """`count` clubs in about a third as many communes; no two of one commune share a title."""
    luck, clubs, taken = Random(seed), list[MadeClub](), set[tuple[str, str, str]]()
    communes = [
        (luck.choice(("Xã", "Xã", "Xã", "Phường")), _commune(luck), luck.choice(PROVINCES))
        for _ in range(max(1, count // 3))
    ]
    while len(clubs) < count:
        commune_kind, commune, province = luck.choice(communes)
        kind, title = _title(luck)
        if (title.removeprefix("số "), commune, province) not in taken:
            taken.add((title.removeprefix("số "), commune, province))
            clubs.append(MadeClub(len(clubs) + 1, kind, title, commune_kind, commune, province))
    return clubs
