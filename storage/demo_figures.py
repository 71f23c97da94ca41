"""The people and figures of the demo: those of the golden transcripts. Names and amounts are invented."""

from typing import NamedTuple

HONG_SON = "08-2608"
AREAS = (
    ("VN", "Việt Nam", "nation", None),
    ("08", "Tuyên Quang", "province", "VN"),
    (HONG_SON, "xã Hồng Sơn", "commune", "08"),
    ("08-2605", "xã Sơn Dương", "commune", "08"),
    ("08-2611", "xã Tân Trào", "commune", "08"),
)


class DemoClub(NamedTuple):
    """One club as it stood on 1/11/2026, in đồng; members as (all, 60 and over, women of those)."""

    hamlet: str
    area: str
    members: tuple[int, int, int]
    box: int
    loans: tuple[int, ...]
    activity: int
    leader: tuple[str, str, int]  # name, sex, birth year
    measured: int  # of October's report
    visits: int


KHONG = DemoClub(
    "thôn Khổng", HONG_SON, (60, 41, 24), 25_000_000,
    (5_000_000, 2_000_000, 4_000_000, 5_000_000, 5_000_000, 5_000_000),
    450_000, ("Nguyễn Văn Bình", "male", 1956), 50, 16,
)  # fmt: skip
DONG_TAM = DemoClub(
    "thôn Đồng Tâm", HONG_SON, (52, 36, 21), 6_000_000, (4_000_000,) * 6, 1_200_000,
    ("Trần Thị Hòa", "female", 1958), 40, 12,
)  # fmt: skip
TAN_TIEN = DemoClub(
    "thôn Tân Tiến", HONG_SON, (55, 37, 22), 8_600_000, (4_000_000,) * 10, 2_140_000,
    ("Lý Thị Xuân", "female", 1957), 44, 10,
)  # fmt: skip
QUYET_THANG = DemoClub(
    "thôn Quyết Thắng", HONG_SON, (50, 34, 20), 15_000_000,
    (5_000_000, 5_000_000, 5_000_000, 4_000_000, 4_000_000, 4_000_000, 4_000_000, 4_000_000), 900_000,
    ("Vũ Văn Hào", "male", 1955), 36, 8,
)  # fmt: skip
ELSEWHERE = (
    DemoClub("thôn Tân Tiến", "08-2605", (51, 33, 19), 9_000_000, (3_000_000,) * 7, 1_050_000,
             ("Hà Văn Thịnh", "male", 1957), 41, 9),
    DemoClub("thôn Tân Tiến", "08-2611", (53, 35, 20), 7_500_000, (4_000_000,) * 5, 1_720_000,
             ("Ma Thị Hiền", "female", 1959), 39, 11),
)  # fmt: skip
CLUBS = (KHONG, DONG_TAM, TAN_TIEN, QUYET_THANG, *ELSEWHERE)

LENT_IN_2026 = (6_000_000, 6_000_000)
"""Khổng lent twice more during the year: receipts chi 1 and 2 of the income fund."""

NAMED_MEMBERS = {
    1: ("Nguyễn Văn Bình", 1956, "male"),
    2: ("Phạm Thị Thảo", 1941, "female"),
    3: ("Nguyễn Thị Lan", 1952, "female"),
    4: ("Lý Thị Hợi", 1954, "female"),
    5: ("Hoàng Văn Sơn", 1955, "male"),
    7: ("Trần Văn Tư", 1948, "male"),
    12: ("Đỗ Văn Sáu", 1950, "male"),
}
"""Members of Khổng who appear in the transcripts, by roster number."""

BORROWERS = (3, 12, 4, 5, 14, 15, 16, 17)
"""Roster numbers of Khổng's borrowers, in the order of its loans."""

COMMITTEE = (
    ("deputy", "Lê Thị Hạnh", "female", 1960),
    ("secretary", "Đặng Thị Mai", "female", 1962),
    ("treasurer", "Bùi Thị Ngọc", "female", 1958),
    ("accountant", "Phan Văn Đức", "male", 1961),
)

OFFICERS = (
    ("commune", "Nguyễn Thị Thu", "officer", HONG_SON),
    ("province", "Ma Văn Quân", "officer", "08"),
    ("nation", "Trần Quốc Huy", "officer", "VN"),
    ("operator", "Lương Minh Tuấn", "operator", None),
)

FAMILY = ("Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Ma", "Lý", "Hà", "Đặng", "Bùi", "Lương", "Nông", "Triệu")
WOMEN = ("Thị Hoa", "Thị Nga", "Thị Bích", "Thị Đào", "Thị Sen", "Thị Vân", "Thị Yến", "Thị Lộc", "Thị Thìn")
MEN = (
    "Văn Hùng",
    "Văn Minh",
    "Văn Thành",
    "Văn Đạt",
    "Văn Lâm",
    "Văn Phúc",
    "Văn Quý",
    "Văn Vượng",
    "Văn Thìn",
)
