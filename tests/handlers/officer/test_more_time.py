"""More time for a club: how it is said, which days may be given, who may give it."""

from datetime import date

import pytest
import sqlalchemy as sa

from handlers.dialogue.hearing.heard import Heard
from handlers.loan.phrases import opens_extend
from handlers.officer.time_words import (
    TimePhrase,
    give_phrase,
    hear_new_day,
    hears_back,
    hears_decision,
    hears_give,
    hears_wish,
    wish_phrase,
)
from storage.tables.people import people, roles
from storage.tables.talk import audit, settings
from tests.handlers.officer.officer_desk import OfficerDesk

TODAY, HOLDS = date(2026, 12, 4), date(2026, 12, 5)


@pytest.mark.parametrize(
    "words, meant",
    [
        ("gia hạn", TimePhrase()),
        ("gia hạn cho CLB thôn Khổng đến 10/12", TimePhrase("CLB thôn Khổng", "đến 10/12")),
        ("gia han thon khong them 5 ngay", TimePhrase("thon khong", "them 5 ngay")),
        ("gia hạn báo cáo cho thôn Đền Sáng đến hết ngày 10", TimePhrase("thôn Đền Sáng", "đến hết ngày 10")),
        ("gia hạn báo cáo tháng 11 thôn Vi Do", TimePhrase("thôn Vi Do")),
        ("lùi hạn cho thôn Khổng đến mùng 10 vì mưa bão", TimePhrase("thôn Khổng", "đến mùng 10", "mưa bão")),
        ("gia hạn thôn Khổng vì mưa bão", TimePhrase("thôn Khổng", why="mưa bão")),
        ("gia hạn thôn Khổng thêm một tuần do lũ", TimePhrase("thôn Khổng", "thêm một tuần", "lũ")),
    ],
)
def test_what_a_line_says(words: str, meant: TimePhrase) -> None:
    assert hears_give(words)
    assert give_phrase(words) == meant


@pytest.mark.parametrize("words", ["gia hạn bà Lan 3 tháng", "bỏ gia hạn thôn Khổng", "duyệt gia hạn"])
def test_what_gives_no_time(words: str) -> None:
    assert not hears_give(words)


@pytest.mark.parametrize(
    "words",
    ["xin gia hạn báo cáo đến 10/12", "bac xin nop bao cao muon 3 ngay", "cho bác xin nộp chậm mấy ngày"],
)
def test_a_wish(words: str) -> None:
    assert hears_wish(words)
    assert not hears_give(words)


def test_a_loan_is_no_report() -> None:
    assert not hears_wish("gia hạn bà Lan 3 tháng")
    assert not hears_wish("xin gia hạn cho bà Lan đến 10/12")
    assert opens_extend("gia hạn bà Lan 3 tháng", TODAY)
    assert wish_phrase("xin nộp báo cáo muộn 3 ngày vì ốm") == TimePhrase(when="muộn 3 ngày", why="ốm")


def test_taking_back_and_deciding() -> None:
    assert hears_back("bỏ gia hạn CLB thôn Khổng")
    assert hears_decision("duyệt gia hạn")
    assert not hears_decision("duyệt mất vốn")


@pytest.mark.parametrize(
    "words, day",
    [
        ("đến 10/12", date(2026, 12, 10)),
        ("den het ngay 10", date(2026, 12, 10)),
        ("mùng 10", date(2026, 12, 10)),
        ("thêm 5 ngày", date(2026, 12, 10)),
        ("them mot tuan", date(2026, 12, 12)),
        ("10 tháng 12", date(2026, 12, 10)),
        ("thứ hai", date(2026, 12, 7)),
    ],
)
def test_a_new_day(words: str, day: date) -> None:
    heard = hear_new_day(words, HOLDS, TODAY)
    assert isinstance(heard, Heard), heard
    assert heard.value == day


def test_so_many_days_more_begin_today_when_the_day_is_gone() -> None:
    assert hear_new_day("thêm 2 ngày", HOLDS, date(2026, 12, 8)) == Heard(date(2026, 12, 10))


async def test_a_reader_may_look_but_not_give(desk: OfficerDesk) -> None:
    async with desk.database.write() as connection:
        person = sa.select(people.c.id).where(people.c.demo_handle == "commune").scalar_subquery()
        await connection.execute(sa.update(roles).where(roles.c.person_id == person).values(role="reader"))
    assert "cán bộ Hội phụ trách mới làm được" in await desk.say(
        "commune", "gia hạn cho CLB thôn Tân Tiến đến 10/12"
    )


async def test_who_gave_it_is_kept(desk: OfficerDesk) -> None:
    await desk.say("commune", "gia hạn cho CLB thôn Tân Tiến thêm 5 ngày vì mưa bão")
    await desk.say("commune", "1")
    async with desk.database.read() as connection:
        kept = (await connection.execute(sa.select(audit).where(audit.c.act == "more_time"))).one()
        stored = sa.select(settings.c.value).where(settings.c.key.like("extension/%"))
        days = list((await connection.execute(stored)).scalars())
    assert kept.details["why"] == "mưa bão"
    assert [kept.details["until"]] == days
