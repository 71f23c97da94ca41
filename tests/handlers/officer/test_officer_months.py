"""Months in officers' questions and after them: "tháng 10", "tháng trước thì sao", "cuối tháng 9"."""

from datetime import date

import pytest
import sqlalchemy as sa

from handlers.officer.figures import AreaAsk
from handlers.officer.heard import hear_above
from handlers.officer.months import as_of, month_alone, month_named, without_month
from storage.tables.talk import audit
from tests.handlers.officer.officer_desk import OfficerDesk

TODAY = date(2026, 11, 30)


@pytest.mark.parametrize(
    "words, month",
    [
        ("tháng 10", "2026-10"),
        ("thế tháng 10 thì sao?", "2026-10"),
        ("con thang truoc thi sao", "2026-10"),
        ("tháng này", "2026-11"),
        ("tháng sau", "2026-12"),
        ("tháng 12", "2025-12"),
        ("tháng 12/2026", "2026-12"),
        ("cuối tháng 3 năm ngoái thế nào", "2025-03"),
        ("tháng 13", ""),
        ("tháng 10 ai chưa nộp", ""),
        ("so với tháng trước", ""),
        ("thu hội phí tháng 10", ""),
    ],
)
def test_a_month_and_nothing_else(words: str, month: str) -> None:
    assert month_alone(words, TODAY) == month


@pytest.mark.parametrize(
    "words, month, rest",
    [
        ("tình hình tháng 10", "2026-10", "tình hình"),
        ("tình hình xã Hồng Sơn cuối tháng trước", "2026-10", "tình hình xã hồng sơn"),
        ("mã sổ tháng 11 thôn Khổng", "2026-11", "mã sổ  thôn khổng"),
        ("tình hình", "", "tình hình"),
        ("so với tháng trước", "", "so với tháng trước"),
    ],
)
def test_the_month_within_a_question(words: str, month: str, rest: str) -> None:
    assert month_named(words, TODAY) == month
    assert without_month(words) == rest


def test_a_month_gone_by_is_its_last_day_and_this_one_today() -> None:
    last = date(2026, 10, 31)
    assert as_of("08", "2026-10", TODAY) == AreaAsk("08", last, last)
    assert as_of("08", "2026-11", TODAY) == as_of("08", "", TODAY) == AreaAsk("08", TODAY, TODAY)


def test_the_month_is_no_part_of_an_amount() -> None:
    heard = hear_above("bao nhiêu CLB quỹ từ 50 triệu tháng 10")
    assert heard is not None
    assert heard.amount == 50_000_000


async def test_the_same_question_for_another_month(desk: OfficerDesk) -> None:
    await desk.say("province", "tình hình xã Hồng Sơn")
    then = await desk.say("province", "tháng 10")
    assert then.startswith("Xã Hồng Sơn, sổ đến 31/10:")
    assert "180.800.000" in then
    assert "7.090.000" in await desk.say("province", "vì sao quỹ hoạt động")
    assert await desk.say("province", "tình hình xã Hồng Sơn tháng 10") == then
    assert await desk.say("province", "thế tháng trước thì sao") == then
    assert (await desk.say("province", "còn xã Tân Trào thì sao")).startswith("Xã Tân Trào, sổ đến 31/10:")
    assert (await desk.say("province", "tháng 9")).startswith("Xã Tân Trào, sổ đến 30/9:")
    assert "sổ đến hôm nay 30/11" in await desk.say("province", "tháng này")


async def test_a_month_ahead_or_without_books_is_answered_kindly(desk: OfficerDesk) -> None:
    ahead = "Dạ, tháng 12 chưa đến ạ. Bác hỏi tháng này hay tháng trước giúp cháu nhé."
    assert await desk.say("commune", "ai chưa nộp tháng 12/2026") == ahead
    assert "chưa có sổ tháng 3/2024" in await desk.say("commune", "ai chưa nộp tháng 3/2024")
    await desk.say("commune", "quá hạn")
    assert await desk.say("commune", "tháng sau") == ahead
    assert "chưa có sổ tháng 12/2025" in await desk.say("commune", "tháng 12")
    assert "chưa hiểu" in await desk.say("leader", "tháng 10")


async def test_one_club_in_another_month_leaves_its_trace(desk: OfficerDesk) -> None:
    assert "Mã sổ tháng 11" in await desk.say("commune", "mã sổ tháng 11 thôn Khổng")
    assert "Mã sổ tháng 10" in await desk.say("commune", "tháng 10")
    await desk.say("commune", "xem báo cáo thôn Khổng")
    assert (await desk.say("commune", "tháng trước")).startswith("Báo cáo tháng 10, CLB thôn Khổng")
    await desk.say("commune", "/quy CLB thôn Khổng")
    assert "sổ đến 31/10" in await desk.say("commune", "tháng 10")
    async with desk.database.read() as connection:
        seen = (await connection.execute(sa.select(audit.c.act))).scalars()
        assert list(seen).count("club_fund_seen") == 2


async def test_a_name_several_clubs_have_asks_for_the_commune(desk: OfficerDesk) -> None:
    await desk.say("province", "xem báo cáo thôn Tân Tiến")
    assert "kèm tên xã" in await desk.say("province", "tháng 10")
    assert "kèm tên xã" in await desk.say("province", "xem báo cáo thôn Tân Tiến")


async def test_the_filed_report_of_the_demo_carries_the_books_code(desk: OfficerDesk) -> None:
    said = await desk.say("commune", "mã sổ tháng 11 thôn Khổng")
    code = said.splitlines()[0][-10:-1]
    assert f"- báo cáo nộp 30/11 in mã {code}, đúng như sổ bây giờ" in said
