"""Loans out of the paper book: each line is heard whole or asked about, and "đang cho vay" is their sum."""

from datetime import date

import pytest
import sqlalchemy as sa

from handlers.dialogue.hearing.heard import Heard, Unclear
from handlers.fund.old_loans import Borrowers, read_line
from handlers.loan.name_borrower import opens_naming
from storage.tables.clubs import clubs, members
from storage.tables.people import people, roles
from storage.verify import verify
from tests.talks.conversation import Conversation, conversation

TODAY = date(2026, 11, 21)


@pytest.mark.parametrize(
    "text, owed, lent_on, due_on, rate",
    [
        ("bà Lan 5tr hạn 30/6/2027", 5_000_000, None, date(2027, 6, 30), None),
        (
            "ông Tư 3tr vay 15/5/2026 hạn 15/11/2026 lãi 0,5%",
            3_000_000,
            date(2026, 5, 15),
            date(2026, 11, 15),
            50,
        ),
        ("ong Sau 2 trieu 30/12/2026 khong lai", 2_000_000, None, date(2026, 12, 30), 0),
        ("bà Hoa 4 triệu", 4_000_000, None, None, None),
        ("bà Hoa 4tr hạn 31/2/2027", 4_000_000, None, None, None),
    ],
)
def test_a_line_of_the_paper_book(
    text: str, owed: int, lent_on: date | None, due_on: date | None, rate: int | None
) -> None:
    line = read_line(text)
    assert line.amount == Heard(owed)
    assert (line.lent_on, line.due_on, line.rate_bp) == (lent_on, due_on, rate)


def test_an_amount_without_its_unit_is_asked_about() -> None:
    assert isinstance(read_line("bà Lan 5 hạn 30/6/2027").amount, Unclear)


@pytest.mark.parametrize("words, heard", [("hết", ""), ("hết rồi cháu ạ", ""), ("bà Lan", "bà Lan")])
def test_when_there_are_no_more(words: str, heard: str) -> None:
    assert Borrowers(key="loan.1").hear(words, TODAY) == Heard(heard)


def test_more_lines_than_can_be_read_back_are_refused() -> None:
    assert isinstance(Borrowers(key="loan.1").hear("bà Lan 5tr\n" * 5, TODAY), Unclear)


async def _new_club(talk: Conversation) -> None:
    """A club whose book has not begun; the demo's treasurer serves it."""
    roll = [("Nguyễn Thị Lan", 1952, "female"), ("Trần Văn Tư", 1948, "male")]
    async with (await talk.database()).write() as connection:
        await connection.execute(
            sa.insert(clubs).values(id=99, area_code="08-2608", name="CLB thôn Mới", settings={})
        )
        for number, (name, born, sex) in enumerate(roll, 1):
            row = {"club_id": 99, "roster_number": number, "name": name, "birth_year": born, "sex": sex}
            await connection.execute(sa.insert(members).values(**row, joined_on=date(2026, 10, 1)))
        treasurer = sa.select(people.c.id).where(people.c.demo_handle == "treasurer").scalar_subquery()
        moved = sa.update(roles).where(roles.c.person_id == treasurer).values(club_id=99)
        await connection.execute(moved)


LAN = "bà Lan 5tr hạn 30/6/2027"
NAMED = ("khoản vay 2tr chưa rõ là của ông Tư", "15/12/2026", "1")
ASKED = ("số dư đầu", "1/11", "2tr", "0", "10tr", "0", "8tr")


async def test_a_club_moves_in_with_its_running_loans(sqlite_url: str) -> None:
    async with conversation(sqlite_url, "2026-11-21 09:00") as talk:
        await _new_club(talk)
        told = await talk.texts(
            "treasurer", *ASKED, "bà Lan 5tr hạn 30/6/2027\nông Tư 3tr hạn 15/11/2026", "1"
        )
        assert "8.000.000 đồng (tám triệu đồng) ấy ai đang vay" in told[6]
        assert "2 khoản vay: bà Lan 5.000.000, ông Tư 3.000.000" in told[7]
        shown = await talk.texts("treasurer", "/quy", "ai đang vay", "ai chưa đóng lãi", "bà Lan trả gốc 1tr")
        assert "đang cho vay 8.000.000" in shown[0]
        assert "2 người đang vay 8.000.000 đồng" in shown[1]
        assert "chưa rõ" not in shown[1]
        assert "cộng 80.000 đồng" in shown[2]


async def test_what_no_loan_explains_is_named(sqlite_url: str) -> None:
    async with conversation(sqlite_url, "2026-11-21 09:00") as talk:
        await _new_club(talk)
        told = await talk.texts(
            "treasurer", *ASKED, "bà Lan 5tr hạn 30/6/2027", "hết", "1", "1", "ai đang vay"
        )
        assert "còn thiếu 3.000.000 đồng so với số đang cho vay 8.000.000 đồng" in told[8]
        assert "chưa rõ ai vay 3.000.000 đồng" in told[9]
        assert "chưa rõ ai vay 3.000.000" in told[11]


async def test_who_nobody_knew_is_named_later_and_taken_back(sqlite_url: str) -> None:
    async with conversation(sqlite_url, "2026-11-21 09:00") as talk:
        await _new_club(talk)
        await talk.texts("treasurer", *ASKED, LAN, "hết", "1", "1")
        told = await talk.texts("treasurer", *NAMED, "ai đang vay")
        assert "hạn trả gốc ngày nào" in told[0]
        assert "còn nợ gốc 2.000.000 đồng (hai triệu đồng)" in told[1]
        assert "chưa rõ ai vay còn 1.000.000 đồng" in told[1]
        assert "đã ghi ông Tư đang vay 2.000.000 đồng" in told[2]
        assert "2 người đang vay 7.000.000 đồng" in told[3]
        assert "chưa rõ ai vay 1.000.000" in told[3]
        more = await talk.texts("treasurer", "/quy", "hoàn tác", "1", "ai đang vay", "/quy")
        assert "đang cho vay 8.000.000" in more[0]
        assert "chưa rõ ai vay 3.000.000" in more[3]
        assert "đang cho vay 8.000.000" in more[4]
        too_much = await talk.texts("treasurer", "khoản vay 5tr chưa rõ là của ông Tư hạn 15/12/2026")
        assert "sổ chỉ còn 3.000.000 đồng chưa rõ ai vay" in too_much[0]
        async with (await talk.database()).read() as connection:
            broken = await verify(connection)
            assert not [one for one in broken if one.what != "club_month"]  # its roll was put in by hand


async def test_more_loans_than_money_lent_are_not_written_unasked(sqlite_url: str) -> None:
    async with conversation(sqlite_url, "2026-11-21 09:00") as talk:
        await _new_club(talk)
        told = await talk.texts("treasurer", *ASKED, "bà Lan 9tr hạn 30/6/2027", "1", "1", "/quy")
        assert "nhiều hơn 1.000.000 đồng so với số đang cho vay" in told[7]
        assert "đang cho vay 9.000.000" in told[8]
        assert "đang cho vay 9.000.000" in told[10]


@pytest.mark.parametrize(
    "words, opens",
    [
        ("khoản vay 5tr chưa rõ là của bà Lan", True),
        ("khoan vay chua ro la cua ba Lan", True),
        ("3tr chưa rõ ai vay là bà Hợi vay", True),
        ("chưa rõ ai vay", True),
        ("bà Lan chưa rõ có trả nợ không", False),
        ("cụ Tư chưa biết vay ai?", False),
    ],
)
def test_what_names_a_borrower(words: str, opens: bool) -> None:
    assert opens_naming(words, date(2026, 11, 21)) is opens
