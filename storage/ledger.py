"""The only way money is written: `post` numbers, seals and stores entries inside the caller's transaction.

Clubs are locked in order of id first: within one club the numbers have no gaps, whoever else writes.
"""

import secrets
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.books import balances, cash_book, chunks, entries_between, load_entries
from storage.chain import entry_hash, receipt_year, text_digest
from storage.chain_ends import Chain, FundKey, PileKey, chain_ends, last_receipts
from storage.club_days import Booked, Day, keep
from storage.club_now import keep_money
from storage.clubs import lock_clubs
from storage.fund_months import Month, add, effect_of, summed
from storage.posting_rules import check, check_reversal
from storage.records import Entry, Posted, Posting, PostingRefused, ReceiptSide
from storage.tables.base import BIG
from storage.tables.fund import entries, lines

__all__ = ["balances", "cash_book", "entries_between", "post"]

Key = tuple[int, int, int]
_TALKS = sa.bindparam("talk_ids", expanding=True, type_=BIG)
_OF_TALKS = sa.select(entries).where(entries.c.talk_id.in_(_TALKS))
_INSERT = sa.insert(entries).returning(entries.c.id, entries.c.club_id, entries.c.fund, entries.c.seq)


async def post(connection: AsyncConnection, postings: Sequence[Posting], at: datetime) -> list[Posted]:
    """Write postings, in order, as recorded `at` (aware); returns what each one was given.

    A posting whose (talk, round, line) is in the books already is not written again: its first `Posted`
    comes back with `first=False`. Raises PostingRefused, with nothing written, for unsound postings.
    """
    if not postings:
        return []
    for posting in postings:
        check(posting)
    await _lock_clubs(connection, {posting.club_id for posting in postings})
    known = await _already_written(connection, postings)
    fresh = [posting for posting in postings if posting.key is None or posting.key not in known]
    written = iter(await _write(connection, fresh, at) if fresh else [])
    return [known[p.key] if p.key in known else next(written) for p in postings]


async def _write(connection: AsyncConnection, postings: Sequence[Posting], at: datetime) -> list[Posted]:
    club_ids = sorted({posting.club_id for posting in postings})
    ends = await chain_ends(connection, club_ids)
    receipts = await last_receipts(connection, club_ids, receipt_year(at))
    struck = await _struck_out(connection, postings)
    rows = []
    for posting in postings:
        row = _row(posting, struck, at)
        _number(row, posting, ends, receipts)
        rows.append(row)
    ids = await _insert(connection, postings, rows)
    await _keep_sums(connection, postings, rows, ends)
    return [_posted(entry_id, row) for entry_id, row in zip(ids, rows, strict=True)]


async def _lock_clubs(connection: AsyncConnection, club_ids: set[int]) -> None:
    found = await lock_clubs(connection, club_ids)
    if found != club_ids:
        raise PostingRefused(f"no such club: {min(club_ids - found)}")


async def _already_written(connection: AsyncConnection, postings: Sequence[Posting]) -> dict[Key, Posted]:
    keyed = {posting.key: posting for posting in postings if posting.key is not None}
    if len(keyed) != sum(posting.key is not None for posting in postings):
        raise PostingRefused("two postings of one list have the same talk, round and line")
    known: dict[Key, Posted] = {}
    for some in chunks(sorted({key[0] for key in keyed})):
        found = await connection.execute(_OF_TALKS, {"talk_ids": some})
        for row in found.mappings():
            posting = keyed.get((row["talk_id"], row["round"], row["line"]))
            if posting is not None:
                _refuse_another(posting, row)
                known[row["talk_id"], row["round"], row["line"]] = _posted(row["id"], row, first=False)
    return known


def _refuse_another(posting: Posting, row: sa.RowMapping) -> None:
    same = (posting.club_id, posting.fund, posting.kind, posting.occurred_on, posting.category)
    if same != (row["club_id"], row["fund"], row["kind"], row["occurred_on"], row["category"]):
        raise PostingRefused(f"talk {row['talk_id']} round {row['round']} wrote another entry on this line")


async def _struck_out(connection: AsyncConnection, postings: Sequence[Posting]) -> dict[int, Entry]:
    named = [posting for posting in postings if posting.reverses_id is not None]
    if not named:
        return {}
    ids = [posting.reverses_id for posting in named]
    found = {entry.id: entry for entry in await load_entries(connection, entries.c.id.in_(ids))}
    if len(set(ids)) != len(ids):
        raise PostingRefused("an entry is struck out once")
    for posting in named:
        entry = found.get(posting.reverses_id or 0)
        if entry is None:
            raise PostingRefused(f"no entry {posting.reverses_id} to strike out")
        if entry.reversed_by is not None:
            raise PostingRefused(f"entry {entry.id} is struck out already, by {entry.reversed_by}")
        check_reversal(posting, entry)
    return found


def _row(posting: Posting, struck: dict[int, Entry], at: datetime) -> dict[str, Any]:
    """The row of `entries` as far as the posting alone decides it."""
    salt = secrets.token_hex(16)
    kind = posting.kind if posting.reverses_id is None else struck[posting.reverses_id].kind
    return {
        "club_id": posting.club_id,
        "fund": posting.fund.value,
        "kind": posting.kind.value,
        "effect_kind": kind.value,
        "receipt_side": posting.receipt_side.value,
        "receipt_year": None,
        "receipt_number": None,
        "category": posting.category,
        "occurred_on": posting.occurred_on,
        "recorded_at": at,
        "recorded_by": posting.recorded_by,
        "member_id": posting.member_id,
        "party": posting.party,
        "note": posting.note,
        "photo": posting.photo,
        "loan_id": posting.loan_id,
        "reverses_id": posting.reverses_id,
        "talk_id": posting.talk_id,
        "round": posting.round,
        "line": posting.line,
        "salt": salt,
        "text_digest": text_digest(salt, posting.party, posting.note, posting.photo),
    }


def _number(
    row: dict[str, Any],
    posting: Posting,
    ends: dict[FundKey, Chain],
    receipts: dict[PileKey, int],
) -> None:
    """Give the row its place in the chain and its receipt, and move both ends on."""
    fund = (posting.club_id, posting.fund.value)
    if posting.receipt_side is not ReceiptSide.NONE:
        pile = (*fund, posting.receipt_side.value)
        receipts[pile] = receipts.get(pile, 0) + 1
        row["receipt_year"], row["receipt_number"] = receipt_year(row["recorded_at"]), receipts[pile]
    end = ends.get(fund, Chain())
    row["seq"], row["previous_hash"] = end.seq + 1, end.hash
    row["hash"] = entry_hash(row, ((line.place, line.amount) for line in posting.lines))
    ends[fund] = end._replace(seq=row["seq"], hash=row["hash"])


async def _insert(
    connection: AsyncConnection, postings: Sequence[Posting], rows: list[dict[str, Any]]
) -> list[int]:
    given = await connection.execute(_INSERT, rows)
    ids = {(row.club_id, row.fund, row.seq): row.id for row in given}
    in_order = [ids[row["club_id"], row["fund"], row["seq"]] for row in rows]
    held = [
        {"entry_id": entry_id, "place": line.place.value, "amount": line.amount}
        for entry_id, posting in zip(in_order, postings, strict=True)
        for line in posting.lines
    ]
    await connection.execute(sa.insert(lines), held)
    return in_order


async def _keep_sums(
    connection: AsyncConnection,
    postings: Sequence[Posting],
    rows: list[dict[str, Any]],
    ends: dict[FundKey, Chain],
) -> None:
    effects, booked = [], []
    for posting, row in zip(postings, rows, strict=True):
        month = Month(posting.club_id, posting.fund.value, posting.occurred_on.replace(day=1))
        amounts: dict[str, int] = {line.place: line.amount for line in posting.lines}
        effects.append((month, effect_of(row["effect_kind"], posting.loan_id, amounts)))
        day = Day(posting.club_id, posting.occurred_on)
        booked.append(Booked(day, posting.fund.value, row["effect_kind"], posting.loan_id, amounts))
    latest = {fund: end.latest_month for fund, end in ends.items()}
    await add(connection, summed(effects), latest)
    await keep(connection, booked)
    await keep_money(connection, {posting.club_id for posting in postings})


def _posted(entry_id: int, row: Mapping[str, Any] | sa.RowMapping, *, first: bool = True) -> Posted:
    side = ReceiptSide(row["receipt_side"])
    return Posted(entry_id, row["seq"], side, row["receipt_number"], row["hash"], first)
