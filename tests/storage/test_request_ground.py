"""What waits for a second person is decided against the books of the day it is agreed to."""

from datetime import date
from typing import Any

import pytest
from sqlalchemy.ext.asyncio import AsyncConnection

from handlers.dialogue.subject import Subject
from handlers.fund.amends import AmendBook, Rewrite
from handlers.fund.book import EntryDraft
from handlers.fund.in_the_way import Lack, Obstacle
from handlers.fund.posting import lend_posting, move_posting, opening_posting, repay_posting
from handlers.fund.requests import CLOSED, LARGE, AskAgreement, WaitingRequestsAsk
from handlers.fund.wanted import DEPOSIT, MoveMoney, SetOpening
from handlers.loan.effects import Lend
from storage.clubs import load_members
from storage.database import Database
from storage.fund_changes import save_amends
from storage.fund_requests import load_request_books, load_waiting_requests, save_asks
from storage.ledger import post
from storage.records import FundTotals, Place
from storage.tables.clubs import clubs, members
from storage.verify import verify
from tests.storage.club_of_khong import Khong, november
from tests.storage.fund_saves import ACTIVITY, DAY, INCOME, save_of, second_person, tail_of, with_gift
from tests.storage.khong_loans import begin


async def _asked(connection: AsyncConnection, khong: Khong, ask: AskAgreement) -> int:
    save = await save_of(connection, ask, khong.treasurer, november(21), 70)
    return (await save_asks(connection, [save]))[0].request_id


def _amending(khong: Khong, amend: AmendBook) -> AskAgreement:
    return AskAgreement(khong.club_id, CLOSED, amend=amend)


async def _repaid(connection: AsyncConnection, khong: Khong, principal: int) -> None:
    paid = repay_posting(khong.club_id, khong.lan_loan, principal, 0, INCOME, DAY)
    await post(connection, paid, november(22))


async def _obstacle(connection: AsyncConnection, request_id: int, today: date = DAY) -> Obstacle | None:
    subject = Subject(1, record=request_id)
    return (await load_request_books(connection, [subject], today))[subject].obstacle(today)


async def _strike(connection: AsyncConnection, khong: Khong, *strike: Any, talk: int = 71) -> None:
    effect = AmendBook(khong.club_id, strike)
    await save_amends(connection, [await save_of(connection, effect, khong.treasurer, november(22), talk)])


async def test_a_paying_out_is_not_struck_from_under_a_repayment(database: Database) -> None:
    async with database.write() as connection:
        khong = await begin(connection)
        opened = (await tail_of(connection, khong)).entries[0]
        request = await _asked(connection, khong, _amending(khong, AmendBook(khong.club_id, (opened,))))
        assert await _obstacle(connection, request) is None
        await post(
            connection, repay_posting(khong.club_id, khong.lan_loan, 1_000_000, 0, INCOME, DAY), november(21)
        )
        paid = (await tail_of(connection, khong)).entries[-1]
        assert await _obstacle(connection, request) == Obstacle("built_upon", paid)
        await _strike(connection, khong, paid)
        assert await _obstacle(connection, request) is None


async def test_a_larger_repayment_is_not_written_once_the_debt_is_smaller(database: Database) -> None:
    async with database.write() as connection:
        khong = await begin(connection)
        await post(
            connection, repay_posting(khong.club_id, khong.lan_loan, 1_000_000, 0, INCOME, DAY), november(21)
        )
        paid = (await tail_of(connection, khong)).entries[-1]
        more = AmendBook(khong.club_id, (paid,), (Rewrite(paid, 5_000_000),))
        request = await _asked(connection, khong, _amending(khong, more))
        assert await _obstacle(connection, request) is None
        await post(
            connection, repay_posting(khong.club_id, khong.lan_loan, 2_000_000, 0, INCOME, DAY), november(22)
        )
        assert await _obstacle(connection, request) == Obstacle("overpaid")


async def test_what_was_brought_back_once_is_not_brought_back_twice(database: Database) -> None:
    async with database.write() as connection:
        khong = await with_gift(connection)
        gift = (await tail_of(connection, khong)).entries[-1]
        await _strike(connection, khong, gift)
        struck = (await tail_of(connection, khong)).entry(gift.id)
        assert struck is not None
        back = AmendBook(khong.club_id, (), (Rewrite(struck, 500_000),))
        request = await _asked(connection, khong, _amending(khong, back))
        assert await _obstacle(connection, request) is None
        await save_amends(connection, [await save_of(connection, back, khong.treasurer, november(22), 72)])
        twin = (await tail_of(connection, khong)).entries[-1]
        assert await _obstacle(connection, request) == Obstacle("again", twin)


async def test_a_month_that_closed_meanwhile_is_not_the_leaders_to_open(database: Database) -> None:
    async with database.write() as connection:
        khong = await with_gift(connection)
        await second_person(connection, khong)
        draft = EntryDraft("income", ACTIVITY, 8_000_000, "gift", DAY, "ủng hộ")
        request = await _asked(connection, khong, AskAgreement(khong.club_id, LARGE, (draft,)))
        assert await _obstacle(connection, request, date(2026, 12, 5)) is None
        assert await _obstacle(connection, request, date(2026, 12, 9)) == Obstacle("closed", day=DAY)


@pytest.mark.parametrize("refuses", [True, False])
async def test_money_that_is_gone_is_not_spent(database: Database, refuses: bool) -> None:
    async with database.write() as connection:
        khong = await begin(connection)
        await connection.execute(
            clubs.update().values(settings={"overdraft": "refuse" if refuses else "confirm"})
        )
        member = (await load_members(connection, [khong.club_id]))[khong.club_id][1]
        lend = Lend(khong.club_id, member, 10_000_000, 12, 100, "flat", "end", DAY, date(2027, 11, 21))
        move = MoveMoney(khong.club_id, DEPOSIT, 10_000_000, INCOME, INCOME, DAY)
        asked = [
            await _asked(connection, khong, AskAgreement(khong.club_id, LARGE, other=one))
            for one in (lend, move)
        ]
        assert [await _obstacle(connection, one) for one in asked] == [None, None]
        await post(connection, [lend_posting(khong.club_id, khong.lan_loan, 6_000_000, DAY)], november(22))
        found = [await _obstacle(connection, one) for one in asked]
        assert [one and one.reason for one in found] == ["short" if refuses else None, "short"]
        assert found[1] is not None
        assert found[1].lack == Lack(INCOME, Place.BOX, 8_200_000, 1_800_000)
        subject = Subject(khong.club_id, record=asked[0])
        book = (await load_request_books(connection, [subject], DAY))[subject]
        assert book.lack is not None
        assert book.lack.short == 1_800_000
        await connection.execute(members.update().values(left_on=date(2026, 11, 20)))
        gone = await _obstacle(connection, asked[0])
        assert gone is not None
        assert gone.reason == "gone"


async def test_a_savings_book_is_never_overdrawn_by_a_correction(database: Database) -> None:
    async with database.write() as connection:
        khong = await begin(connection)
        for day, ends in ((20, (Place.BOX, Place.BANK)), (21, (Place.BANK, Place.BOX))):
            moved = move_posting(khong.club_id, INCOME, 2_000_000, *ends, date(2026, 11, day))
            await post(connection, [moved], november(day))
        deposit = (await tail_of(connection, khong)).entries[1]
        ask = AskAgreement(khong.club_id, CLOSED, amend=AmendBook(khong.club_id, (deposit,)))
        found = await _obstacle(connection, await _asked(connection, khong, ask))
        assert found is not None
        assert found.lack is not None
        assert found.lack.place is Place.BANK


async def test_a_book_begins_once(database: Database) -> None:
    async with database.write() as connection:
        khong = await with_gift(connection)
        opening = SetOpening(khong.club_id, DAY, ((ACTIVITY, FundTotals(9_000_000)),))
        request = await _asked(connection, khong, AskAgreement(khong.club_id, LARGE, other=opening))
        assert await _obstacle(connection, request) is None
        await post(connection, [opening_posting(khong.club_id, ACTIVITY, DAY, box=9_000_000)], november(22))
        assert await _obstacle(connection, request) == Obstacle("begun", fund=ACTIVITY)


async def test_what_cannot_be_written_today_waits_behind_the_others(database: Database) -> None:
    async with database.write() as connection:
        khong = await begin(connection)
        leader = await second_person(connection, khong)
        move = MoveMoney(khong.club_id, DEPOSIT, 90_000_000, INCOME, INCOME, DAY)
        draft = EntryDraft("income", ACTIVITY, 8_000_000, "gift", DAY, "ủng hộ")
        stuck = await _asked(connection, khong, AskAgreement(khong.club_id, LARGE, other=move))
        ready = await _asked(connection, khong, AskAgreement(khong.club_id, LARGE, (draft,)))
        theirs = WaitingRequestsAsk(khong.club_id, "", leader)
        waiting = (await load_waiting_requests(connection, [theirs], DAY))[theirs].requests
        assert [request.id for request in waiting] == [ready, stuck]
        assert await verify(connection) == []
