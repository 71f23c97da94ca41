"""Names of members as people type them, alone and within a sentence."""

import pytest

from handlers.club.names import find_members
from handlers.club.people_named import people_named
from tests.handlers.club.roster import ROSTER

# words => roster numbers, best first; - is nobody
NAMES = """
ông tư => 7,14
ông Tư => 7,14
bà Tư => 14
bà tư => 14
ong tu => 7,10,14
bà Lan => 3,6
ba lan => 3,6
lan => 3,6,9
Lan => 3,6,9
ông Lân => 9
Lân => 9
ong lan => 9
lan số 3 => 3
lan so 6 => 6
bà Lan số 6 => 6
bà Lan số 7 => -
số 7 => 7
so 7 => 7
7 => 7
số 99 => -
cụ Thảo => 4
cu thao => 4
thảo => 4
bác Thảo => 4
ông Thảo => -
Nguyễn Thị Lan => 3
nguyen thi lan => 3
NGUYỄN THỊ LAN => 3
bà Nguyễn Thị Lan => 3
Hoàng Thị Lan => 6
hoang thi lan => 6
thị lan => 3,6
Thị Lan => 3,6
Trần Thị Lan => -
ông Sơn => 2
ong son => 2
Lê Văn Sơn => 2
văn sơn => 2
bác Bình => 1
Bình => 1
binh => 1
bà Hợi => 5
ba hoi => 5
Hợi => 5
anh Tú => 10
anh tú => 10
Lê Anh Tú => 10
tú => 10
le anh tu => 10
bà Hòa => 11
bà Hoà => 11
ông Hòa => 16
hoà => 11,16
hoa => 11,16
ông Sáu => 12
ong sau => 12
sáu => 12
bà Mỹ => 15
bà Mĩ => 15
ba my => 15
bà Thu => 17
chị Thu => 17
ông Thu => -
đỗ văn sáu => 12
do van sau => 12
ông Năm => -
xyz => -
"""


def _rows(table: str) -> list[tuple[str, str]]:
    rows = [line.split("=>") for line in table.strip().splitlines()]
    return [(row[0].strip(), row[1].strip()) for row in rows]


@pytest.mark.parametrize("text, expected", _rows(NAMES))
def test_names(text: str, expected: str) -> None:
    found = find_members(text, ROSTER)
    assert (
        ",".join(str(match.roster_number) for match in sorted(found, key=lambda one: one.roster_number))
        or "-"
    ) == expected


def test_two_of_one_name_tie() -> None:
    first, second = find_members("bà Lan", ROSTER)
    assert first.score == second.score
    assert first.exact


def test_accents_that_were_typed_go_first() -> None:
    assert [match.exact for match in find_members("lan", ROSTER)] == [True, True, False]


def test_there_are_enough_names() -> None:
    assert len(_rows(NAMES)) >= 60


@pytest.mark.parametrize(
    "text, people",
    [
        ("cho ông tư vay 5 triệu", ["ông tư"]),
        ("thu ông sơn ủng hộ 5tr", ["ông sơn"]),
        ("vắng bà Lan, ông Tư", ["bà Lan", "ông Tư"]),
        ("ông tư bà hợi", ["ông tư", "bà hợi"]),
        ("bà Nguyễn Thị Lan trả gốc", ["bà Nguyễn Thị Lan"]),
        ("ba nguyen thi lan tra goc", ["ba nguyen thi lan"]),
        ("bà con ủng hộ", []),
        ("bác sĩ đến khám", []),
        ("chi hội phụ nữ", []),
        ("bà Thu ủng hộ", ["bà Thu"]),
    ],
)
def test_people_in_a_sentence(text: str, people: list[str]) -> None:
    assert [person.said for person in people_named(text)] == people
