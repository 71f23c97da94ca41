"""Writes what a second person agreed to: entries, a correction, a loan, a move, a count's difference, a
book's beginning."""

from collections.abc import Mapping
from dataclasses import replace

from sqlalchemy.ext.asyncio import AsyncConnection

from handlers.fund.book import Receipt
from handlers.fund.counting import SettleDifference
from handlers.fund.requests import FundRequest
from handlers.fund.wanted import MoveMoney, SetOpening
from handlers.fund.wanted_postings import entry_posting
from handlers.loan.effects import Lend
from storage.effects import Save, Saver
from storage.fund_changes import amend
from storage.fund_counts import save_moves, save_settlings
from storage.fund_openings import save_openings
from storage.fund_store import post_all
from storage.loan_saving import save_loans
from storage.people import load_people

_SAVERS: Mapping[type, Saver] = {
    Lend: save_loans,
    MoveMoney: save_moves,
    SetOpening: save_openings,
    SettleDifference: save_settlings,
}


async def _write_other(connection: AsyncConnection, save: Save, request: FundRequest) -> list[Receipt]:
    """A loan, a move or a beginning, as recorded by who asked for it."""
    asker = (await load_people(connection, [request.asked_by], save.at.date()))[request.asked_by]
    theirs = replace(save, effect=request.other, caller=replace(save.caller, person=asker))
    return list(await _SAVERS[type(request.other)](connection, [theirs]))


async def write_agreed(connection: AsyncConnection, save: Save, request: FundRequest) -> list[Receipt]:
    """Into the books, as recorded by who asked for it."""
    if request.amend is not None:
        return await amend(connection, save, request.amend, recorded_by=request.asked_by)
    if request.other is not None:
        return await _write_other(connection, save, request)
    plain = [entry_posting(request.club_id, draft) for draft in request.drafts]
    receipts, _ = await post_all(connection, save, plain, recorded_by=request.asked_by)
    return receipts
