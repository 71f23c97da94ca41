"""Cash counts, places of money, opening balances and figures in a real book, on both databases."""

from datetime import date
from typing import Any

import sqlalchemy as sa

from handlers.dialogue.subject import Subject
from handlers.fund.amends import AmendBook, Rewrite
from handlers.fund.counting import RecordCount, SettleDifference
from handlers.fund.ledger_view import FIGURES
from handlers.fund.photo import AttachPhoto
from handlers.fund.posting import expense_posting
from handlers.fund.wanted import BETWEEN, DEPOSIT, WITHDRAW, MoveMoney, SetOpening
from storage.database import Database
from storage.fund_changes import save_amends
from storage.fund_counts import open_differences, save_counts, save_moves, save_settlings
from storage.fund_openings import load_opening_books, photographed, save_openings, save_photos
from storage.fund_views import load_ledger_views
from storage.ledger import balances, post
from storage.records import FundTotals
from storage.tables.fund import cash_counts
from storage.verify import verify
from tests.storage.club_of_khong import november, settle
from tests.storage.fund_saves import ACTIVITY, DAY, INCOME, save_of, tail_of, with_gift


async def test_a_difference_ages_until_it_is_explained(database: Database) -> None:
    async with database.write() as connection:
        khong = await with_gift(connection)

        async def count(day: int, counted: int, talk_id: int) -> None:
            book = (await balances(connection, [khong.club_id]))[khong.club_id].box
            effect = RecordCount(khong.club_id, counted, book, date(2026, 11, day), "unclear")
            await save_counts(
                connection, [await save_of(connection, effect, khong.treasurer, november(day), talk_id)]
            )

        async def left() -> Any:
            return (await open_differences(connection, [khong.club_id])).get(khong.club_id)

        await count(22, 750_000, 1)
        assert await left() is None
        await count(23, 650_000, 2)
        await count(26, 650_000, 3)
        found = await left()
        assert (found.amount, found.since, found.age(date(2026, 11, 28))) == (-100_000, date(2026, 11, 23), 5)
        late = expense_posting(khong.club_id, ACTIVITY, 60_000, "meeting_costs", date(2026, 11, 24))
        await post(connection, [late], november(26))  # in the very instant of the count: told by the sums
        assert (await left()).amount == -40_000
        settle_it = SettleDifference(khong.club_id, ACTIVITY, await left(), "trả nhầm", date(2026, 11, 27))
        save = await save_of(connection, settle_it, khong.treasurer, november(27, 10), 4)
        receipt = (await save_settlings(connection, [save]))[0]
        assert receipt.balances.box == 650_000
        assert await left() is None
        rows = (await connection.execute(sa.select(cash_counts.c.settled_entry_id))).scalars().all()
        assert rows == [None, receipt.entry_id, receipt.entry_id]
        assert await verify(connection) == []


async def test_money_changes_its_place(database: Database) -> None:
    async with database.write() as connection:
        khong = await settle(connection)
        opening = SetOpening(
            khong.club_id,
            date(2026, 10, 1),
            ((ACTIVITY, FundTotals(3_000_000)), (INCOME, FundTotals(8, 2, 5))),
        )
        subject = Subject(khong.club_id)
        assert (await load_opening_books(connection, [subject], DAY))[subject].begun == frozenset()
        await save_openings(
            connection, [await save_of(connection, opening, khong.treasurer, november(21), 1)]
        )
        assert (await load_opening_books(connection, [subject], DAY))[subject].begun == {ACTIVITY, INCOME}
        moves = (
            MoveMoney(khong.club_id, DEPOSIT, 1_000_000, ACTIVITY, ACTIVITY, DAY),
            MoveMoney(khong.club_id, WITHDRAW, 400_000, ACTIVITY, ACTIVITY, DAY),
            MoveMoney(khong.club_id, BETWEEN, 500_000, ACTIVITY, INCOME, DAY),
        )
        saves = [
            await save_of(connection, move, khong.treasurer, november(22), 2, line)
            for line, move in enumerate(moves, 1)
        ]
        receipts = await save_moves(connection, saves)
        assert [receipt.side for receipt in receipts] == ["none", "none", "out", "in"]
        held = (await balances(connection, [khong.club_id]))[khong.club_id]
        assert held.activity_fund == FundTotals(1_900_000, 600_000, 0)
        assert held.income_fund == FundTotals(500_008, 2, 5)
        assert await verify(connection) == []


async def test_every_figure_is_its_opening_and_its_lines(database: Database) -> None:
    async with database.write() as connection:
        khong = await with_gift(connection)
        gift = (await tail_of(connection, khong)).entries[-1]
        fix = AmendBook(khong.club_id, (gift,), (Rewrite(gift, 300_000),))
        await save_amends(connection, [await save_of(connection, fix, khong.treasurer, november(22), 7)])
        photo = AttachPhoto(khong.club_id, gift, "anh-1")
        await save_photos(connection, [await save_of(connection, photo, khong.treasurer, november(22), 8)])
        subject = Subject(khong.club_id, "2026-11.both.box")
        view = (await load_ledger_views(connection, [subject], DAY))[subject]
        for figure in FIGURES:
            moved = sum(amount for _, amount in view.lines_of(figure))
            if figure.part not in ("in", "out"):
                assert figure.of(view.opening) + moved == figure.of(view.closing)
        assert view.photographed == await photographed(connection, khong.club_id) == {gift.id}
