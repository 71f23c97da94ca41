"""Which area a name means: never one of two that share it, never the province where its commune is meant."""

import pytest

from handlers.officer.broadcast_places import areas_named
from handlers.officer.places import Area

NATION = Area("VN", "Việt Nam", "nation")
TREE = (
    NATION,
    Area("08", "Tuyên Quang", "province", "VN"),
    Area("33", "Hưng Yên", "province", "VN"),
    Area("081", "Tân Trào", "commune", "08"),
    Area("082", "Hồng Sơn", "commune", "08"),
    Area("331", "Hồng Sơn", "commune", "33"),
    Area("332", "Hồng Sơn Tây", "commune", "33"),
    Area("333", "Hoàng Sơn", "commune", "33"),
)


@pytest.mark.parametrize(
    "said, codes",
    [
        ("xã Tân Trào", ["081"]),
        ("tan trao", ["081"]),
        ("hồng sơn", ["082", "331"]),
        ("xã Hồng Sơn tỉnh Hưng Yên", ["331"]),
        ("hong son tay", ["332"]),
        ("tỉnh Tuyên Quang", ["08"]),
        ("xã Nào Đó", []),
    ],
)
def test_area_of_a_name(said: str, codes: list[str]) -> None:
    assert [area.code for area in areas_named(said, TREE[1:], TREE)] == codes
