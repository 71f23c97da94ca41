"""Large loans, moves and corrections wait for a second person: no way around the club's limit."""

import json
from datetime import date

import pytest
import sqlalchemy as sa

from handlers.fund.counting import OpenDifference, SettleDifference
from handlers.fund.requests import Other, reaches_limit
from handlers.fund.wanted import DEPOSIT, MoveMoney, SetOpening
from handlers.loan.effects import Lend
from storage.people_records import ClubSettings
from storage.records import Fund, FundTotals
from storage.request_other_json import other_from_json, other_to_json
from storage.tables.clubs import clubs
from tests.handlers.loan.borrowers import TU
from tests.talks.conversation import Conversation, conversation

DAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    "other",
    [
        Lend(1, TU, 5_000_000, 12, 100, "flat", "end", DAY, date(2027, 11, 24), "bà Lan", "mua bò"),
        MoveMoney(1, DEPOSIT, 5_000_000, Fund.INCOME_FUND, Fund.INCOME_FUND, DAY),
        SetOpening(1, DAY, ((Fund.INCOME_FUND, FundTotals(1, 2, 3)),)),
        SettleDifference(1, Fund.INCOME_FUND, OpenDifference(DAY, DAY, -7, (3, 4)), "mất trộm", DAY),
    ],
)
def test_what_waits_is_kept_whole(other: Other) -> None:
    stored = json.loads(json.dumps(other_to_json(other)))
    assert other_from_json(stored, {TU.id: TU}) == other


def test_the_limit_is_the_clubs() -> None:
    assert not reaches_limit(10**9, ClubSettings())
    limit = ClubSettings(large_amount=2_000_000)
    assert (reaches_limit(1_999_999, limit), reaches_limit(2_000_000, limit)) == (False, True)


async def _limit(talk: Conversation, amount: int) -> None:
    async with (await talk.database()).write() as connection:
        settings = {"large_amount": amount}
        await connection.execute(sa.update(clubs).where(clubs.c.id == 1).values(settings=settings))


async def test_a_large_loan_is_written_when_the_leader_has_agreed(sqlite_url: str) -> None:
    async with conversation(sqlite_url, "2026-11-24 08:00") as talk:
        await _limit(talk, 3_000_000)
        told = await talk.texts("treasurer", "cho bà Hợi vay 4tr", "12 tháng", "1", "1", "/quy")
        assert "nhờ bác Nguyễn Văn Bình xem" in told[3]
        assert "khoan giao tiền" in told[3]
        assert "đang cho vay 37.000.000" in told[4]
        agreed = await talk.texts("leader", "duyệt khoản", "1")
        assert "4.000.000 đồng (bốn triệu đồng)" in agreed[0]
        assert "ghi phiếu chi số 3 Quỹ tăng thu nhập" in agreed[1]
        assert "đang cho vay 41.000.000" in (await talk.texts("treasurer", "/quy"))[0]


async def test_a_large_move_may_be_refused_and_a_correction_waits_too(sqlite_url: str) -> None:
    async with conversation(sqlite_url, "2026-11-24 08:00") as talk:
        await _limit(talk, 3_000_000)
        told = await talk.texts("treasurer", "chuyển 3tr quỹ tăng thu nhập sang quỹ hoạt động", "1")
        assert "khoản lớn cần hai người" in told[1]
        assert "sổ giữ nguyên" in (await talk.texts("leader", "duyệt khoản", "2"))[1]
        fix = await talk.texts("treasurer", "sửa phiếu thu 14 thành 5tr", "1", "/quy")
        assert "khoản lớn cần hai người" in fix[1]
        assert "Quỹ hoạt động: 3.450.000 đồng" in fix[2]


async def test_what_was_struck_comes_back_like_any_large_sum(sqlite_url: str) -> None:
    async with conversation(sqlite_url, "2026-11-24 08:00") as talk:
        await talk.texts("treasurer", "thu 3tr5 gây quỹ", "1", "hoàn tác", "1")
        await _limit(talk, 3_000_000)
        told = await talk.texts("treasurer", "ghi lại", "1", "/quy")
        assert "nhờ bác Nguyễn Văn Bình xem" in told[1]
        assert "Quỹ hoạt động: 3.450.000 đồng" in told[2]
        agreed = await talk.texts("leader", "duyệt khoản", "1", "/quy")
        assert "ghi lại phiếu thu số 17 đã gạch, ngày 24/11: gây quỹ 3.500.000 đồng" in agreed[0]
        assert "Quỹ hoạt động: 6.950.000 đồng" in agreed[2]


async def test_a_large_sum_does_not_leave_the_book_by_one_hand(sqlite_url: str) -> None:
    async with conversation(sqlite_url, "2026-11-24 08:00") as talk:
        await talk.texts("treasurer", "thu 3tr5 gây quỹ", "1")
        await _limit(talk, 3_000_000)
        told = await talk.texts("treasurer", "hoàn tác", "1", "1", "/quy")
        assert "khoản lớn cần hai người" in told[1]
        assert "đã gửi nhờ người cùng xem" in told[2]
        assert "Quỹ hoạt động: 6.950.000 đồng" in told[3]
        agreed = await talk.texts("leader", "duyệt khoản", "1", "/quy")
        assert "gạch phiếu thu số 17 ngày 24/11" in agreed[0]
        assert "Quỹ hoạt động: 3.450.000 đồng" in agreed[2]


async def test_a_correction_that_takes_much_away_waits(sqlite_url: str) -> None:
    async with conversation(sqlite_url, "2026-11-24 08:00") as talk:
        await talk.texts("treasurer", "thu 3tr5 gây quỹ", "1")
        await _limit(talk, 3_000_000)
        told = await talk.texts("treasurer", "sửa phiếu thu 17 thành 600k", "1", "1", "/quy")
        assert told[1].startswith("Dạ, đã sửa")
        await talk.texts("treasurer", "thu 2tr9 gây quỹ", "1")
        await _limit(talk, 2_000_000)
        fewer = await talk.texts("treasurer", "sửa phiếu thu 19 thành 200k", "1", "/quy")
        assert "khoản lớn cần hai người" in fewer[1]
        assert "Quỹ hoạt động: 6.950.000 đồng" in fewer[2]


async def test_a_large_difference_of_a_count_is_explained_by_two(sqlite_url: str) -> None:
    async with conversation(sqlite_url, "2026-11-24 08:00") as talk:
        await _limit(talk, 3_000_000)
        counted = ("kiểm quỹ 15tr", "3", "ghi chênh lệch", "mất trộm ở nhà văn hóa", "1", "1", "1", "/quy")
        told = await talk.texts("treasurer", *counted)
        assert "nhờ bác Nguyễn Văn Bình xem" in told[5]
        assert "Tiền mặt hai quỹ: 18.700.000" in told[7]
        agreed = await talk.texts("leader", "duyệt khoản", "1", "/quy")
        assert "thiếu 3.700.000 đồng (ba triệu bảy trăm nghìn đồng)" in agreed[0]
        assert "vì: mất trộm ở nhà văn hóa" in agreed[0]
        assert "Tiền mặt hai quỹ: 15.000.000" in agreed[2]
        assert "không còn chênh lệch nào" in (await talk.texts("treasurer", "ghi chênh lệch"))[0]


async def test_a_difference_counted_anew_meanwhile_is_not_written(sqlite_url: str) -> None:
    async with conversation(sqlite_url, "2026-11-24 08:00") as talk:
        await _limit(talk, 3_000_000)
        await talk.texts("treasurer", "kiểm quỹ 15tr", "3", "ghi chênh lệch", "mất trộm", "1", "1")
        await talk.texts("treasurer", "kiểm quỹ 18tr7")
        told = await talk.texts("leader", "duyệt khoản", "1", "/quy")
        assert "tiền trong hòm nay khác lần kiểm ấy" in told[0]
        assert "Tiền mặt hai quỹ: 18.700.000" in told[2]


async def test_taking_back_a_correction_downward_is_large_again(sqlite_url: str) -> None:
    async with conversation(sqlite_url, "2026-11-24 08:00") as talk:
        await talk.texts("treasurer", "thu 3tr5 gây quỹ", "1", "sửa phiếu thu 17 thành 350k", "1")
        await _limit(talk, 3_000_000)
        told = await talk.texts("treasurer", "hoàn tác", "1", "/quy")
        assert "khoản lớn cần hai người" in told[1]
        assert "Quỹ hoạt động: 3.800.000 đồng" in told[2]


async def test_large_state_support_waits_and_its_equipment_does_not(sqlite_url: str) -> None:
    async with conversation(sqlite_url, "2026-11-24 08:00") as talk:
        await _limit(talk, 3_000_000)
        said = ("xã hỗ trợ 35 triệu, trong đó 15 triệu thiết bị", "loa kéo", "1", "1", "/quy", "tài sản")
        told = await talk.texts("treasurer", *said)
        assert "xem phần tiền rồi mới ghi sổ" in told[3]
        assert "Quỹ hoạt động: 3.450.000 đồng" in told[4]
        assert "loa kéo" in told[5]
        agreed = await talk.texts("leader", "duyệt khoản", "1")
        assert "20.000.000 đồng (hai mươi triệu đồng)" in agreed[0]
        assert "ghi phiếu thu số 17 Quỹ hoạt động" in agreed[1]
