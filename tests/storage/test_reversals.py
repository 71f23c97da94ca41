"""Gạch bỏ: the exact mirror of one entry, once; and money that moves without being income or expense."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest

from handlers.fund.posting import (
    expense_posting,
    fund_transfer_postings,
    income_posting,
    move_posting,
    opening_posting,
    reversal_of,
    write_off_posting,
)
from storage.books import load_entries
from storage.database import Database
from storage.ledger import balances, post
from storage.records import Fund, FundTotals, Place, Posting, PostingRefused
from storage.tables.fund import entries
from storage.verify import verify
from tests.storage.club_of_khong import Khong, november, settle

DAY = date(2026, 11, 21)
INCOME, ACTIVITY = Fund.INCOME_FUND, Fund.ACTIVITY_FUND


def _dues(club_id: int, amount: int = 500_000) -> Posting:
    return income_posting(club_id, ACTIVITY, amount, "dues", DAY)


async def test_a_reversal_mirrors_and_comes_once(database: Database) -> None:
    async with database.write() as connection:
        khong = await settle(connection)
        posted = await post(connection, [_dues(khong.club_id), _dues(khong.club_id, 7)], november(21))
        slip = (await load_entries(connection, entries.c.id == posted[0].entry_id))[0]
        strike = reversal_of(slip, DAY)
        for unsound, reason in _unsound_reversals(strike, khong):
            with pytest.raises(PostingRefused, match=reason):
                await post(connection, unsound, november(22))
        done = await post(connection, [strike], november(22))
        struck = (await load_entries(connection, entries.c.id == done[0].entry_id))[0]
        for again, reason in ((strike, "already"), (reversal_of(struck, DAY), "not struck out")):
            with pytest.raises(PostingRefused, match=reason):
                await post(connection, [again], november(22))
        assert (await balances(connection, [khong.club_id]))[khong.club_id].activity_fund.box == 7
        assert await verify(connection) == []


def _unsound_reversals(strike: Posting, khong: Khong) -> Sequence[tuple[list[Posting], str]]:
    other_lines = tuple(replace(line, amount=line.amount // 5) for line in strike.lines)
    return [
        ([replace(strike, lines=other_lines)], "mirrors"),
        ([replace(strike, reverses_id=404)], "no entry"),
        ([replace(strike, fund=INCOME)], "club and fund"),
        ([replace(strike, member_id=khong.lan)], "member and loan"),
        ([replace(strike, category="gift")], "category"),
        ([strike, strike], "once"),
    ]


async def test_moves_transfers_and_losses(database: Database) -> None:
    async with database.write() as connection:
        khong = await settle(connection)
        club = khong.club_id
        asked = [
            opening_posting(club, INCOME, DAY, box=10_000_000, lent=5_000_000),
            move_posting(club, INCOME, 6_000_000, Place.BOX, Place.BANK, DAY),
            *fund_transfer_postings(club, INCOME, ACTIVITY, 300_000, DAY),
            expense_posting(club, ACTIVITY, 100_000, "visit", DAY),
            write_off_posting(club, khong.lan_loan, 5_000_000, DAY),
        ]
        await post(connection, asked, november(21))
        found = (await balances(connection, [club]))[club]
        assert found.income_fund == FundTotals(3_700_000, 6_000_000, 0)
        assert found.activity_fund == FundTotals(200_000)
        assert await verify(connection) == []
