"""A club found by whatever an officer types for it, and never among clubs outside the scope."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.club_names import made_clubs
from benchmarks.club_queries import made_queries
from handlers.officer.club_search import ClubIndex, ClubName, leading

CLUBS = [
    ClubName(1, "CLB Liên thế hệ tự giúp nhau thôn Khổng", "Thôn Khổng", "Xã Hồng Sơn", "Tuyên Quang"),
    ClubName(2, "CLB thôn Đồng Tâm", "Thôn Đồng Tâm", "Xã Hồng Sơn", "Tuyên Quang"),
    ClubName(3, "CLB thôn Tân Tiến", "Thôn Tân Tiến", "Xã Hồng Sơn", "Tuyên Quang"),
    ClubName(4, "CLB thôn Quyết Thắng", "Thôn Quyết Thắng", "Xã Hồng Sơn", "Tuyên Quang", ("CLB Sao Mai",)),
    ClubName(5, "CLB thôn Tân Tiến", "Thôn Tân Tiến", "Xã Sơn Dương", "Tuyên Quang"),
    ClubName(6, "CLB thôn Tân Tiến", "Thôn Tân Tiến", "Xã Tân Trào", "Tuyên Quang"),
    ClubName(7, "CLB tổ dân phố 5", "Tổ dân phố 5", "Phường Minh Xuân", "Tuyên Quang"),
    ClubName(8, "CLB tổ dân phố 6", "Tổ dân phố 6", "Phường Minh Xuân", "Tuyên Quang"),
    ClubName(9, "CLB Hòa Phú 2", "Ấp Hòa Phú 2", "Xã Châu Hòa", "Vĩnh Long", (), ("Ấp Bến Cát",)),
    ClubName(10, "CLB xóm Đoài", "Xóm Đoài", "Xã Thạch Bàn", "Hưng Yên"),
    ClubName(11, "CLB Phố Bằng", "Phố Bằng", "Xã Mường Thàng", "Phú Thọ"),
    ClubName(12, "CLB Bản Đôn", "Bản Đôn", "Xã Ea Súp", "Đắk Lắk"),
]
# a query => the club that must come first, alone
ONE_CLUB = """
/quy CLB thôn Khổng => 1
quy clb thon khong => 1
CLB LTHTGN thôn Khổng => 1
câu lạc bộ liên thế hệ tự giúp nhau thôn Khổng xã Hồng Sơn tỉnh Tuyên Quang => 1
cau lac bo lien the he tu giup nhau khong => 1
khogn hong son => 1
t. khổng x. hồng sơn h. sơn dương => 1
clb khổng hs tq => 1
thoon Khoongr xax Hoongf Sown => 1
đồng tâm => 2
dong tam hong son => 2
dongtam hong son => 2
clb tân tiến xã tân trào => 6
tan tien x tan trao => 6
tân tiến, sơn dương => 5
xã sơn dương thôn tân tiến => 5
tna tien hong son => 3
sao mai => 4
quyết thắng => 4
quyet thăng => 4
tdp 5 p minh xuân => 7
tổ 5 minh xuân => 7
to dan pho so 6 => 8
tdp6 => 8
tổ dân phố 06 phường minh xuân => 8
hoa phu 2 => 9
hòa phú vĩnh long => 9
ấp hoà phú 2 => 9
bến cát => 9
xóm đoài thạch bàn => 10
clb đoài hưng yên => 10
doai thach ban => 10
phố bằng => 11
bản đôn => 12
ban don dak lak => 12
cho bác hỏi quỹ của clb phố bằng với cháu => 11
"""


@pytest.fixture(scope="module")
def index() -> ClubIndex:
    return ClubIndex(CLUBS)


@pytest.mark.parametrize("row", ONE_CLUB.strip().splitlines())
def test_one_club(index: ClubIndex, row: str) -> None:
    text, club_id = row.split(" => ")
    found = index.search(text)
    assert [match.club_id for match in leading(found)] == [int(club_id)]


def test_equal_names_tie(index: ClubIndex) -> None:
    found = index.search("/quy CLB thôn Tân Tiến")
    assert [match.club_id for match in leading(found)] == [3, 5, 6]
    assert len({match.score for match in leading(found)}) == 1


def test_only_within_the_scope(index: ClubIndex) -> None:
    found = index.search("quỹ clb tân tiến xã tân trào", within={1, 2, 3, 4})
    assert found[0].club_id == 3
    assert {match.club_id for match in found} <= {1, 2, 3, 4}


def test_nothing_known_nothing_found(index: ClubIndex) -> None:
    assert index.search("zzzzz qqqq") == []
    assert index.search("") == []
    assert index.search("thôn khổng", within=()) == []


def test_changes_count_at_once() -> None:
    index = ClubIndex(CLUBS)
    index.rename(ClubName(1, "CLB Ánh Dương", "Thôn Ánh Dương", "Xã Hồng Sơn", "Tuyên Quang"))
    assert index.search("ánh dương")[0].club_id == 1
    assert index.search("thôn khổng")[0].score < 0.5
    index.remove(1)
    assert all(match.club_id != 1 for match in index.search("ánh dương"))
    index.add(CLUBS[0])
    assert index.search("khổng")[0].club_id == 1
    with pytest.raises(ValueError, match="in the index already"):
        index.add(CLUBS[0])
    with pytest.raises(KeyError):
        index.remove(99)


def test_removing_every_club_leaves_nothing() -> None:
    index = ClubIndex(CLUBS)
    for club in CLUBS:
        index.remove(club.club_id)
    assert len(index) == 0
    assert index.search("thôn khổng hồng sơn") == []


def test_a_country_of_clubs() -> None:
    """98 % first, 99.5 % among five is the goal, over queries of a generator that knows no search."""
    clubs = made_clubs(10_000, seed=7)
    index = ClubIndex(
        ClubName(
            club.club_id,
            f"CLB {club.hamlet}",
            club.hamlet,
            f"{club.commune_kind} {club.commune}",
            club.province,
        )
        for club in clubs
    )
    queries = made_queries(clubs, each=10, seed=2027)
    found = [(query, [match.club_id for match in index.search(query.text)]) for query in queries]
    first = sum(bool(ids) and ids[0] in query.answers for query, ids in found)
    fifth = sum(not query.answers.isdisjoint(ids) for query, ids in found)
    assert first >= 0.98 * len(queries)
    assert fifth >= 0.99 * len(queries)  # of 140 queries one may miss; the benchmark holds 99.5 % over more


@settings(max_examples=80, deadline=None)
@given(st.text(max_size=250))
def test_nothing_raises(text: str) -> None:
    for match in ClubIndex(CLUBS).search(text):
        assert 0 < match.score <= 1
