"""Mã sổ tháng: eight digits that stand for every entry of a club's month, to print and read aloud.

Each entry's hash seals all before it, so any change of the month, or of what came before, changes the code.
"""

import hashlib
from collections.abc import Iterable
from datetime import date

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.books import last_day
from storage.tables.fund import entries

DIGITS = 8


async def month_code(connection: AsyncConnection, club_id: int, month: date) -> str:
    """ "4821 7736" of the month that begins on that day; "" where nothing was written in it."""
    query = (
        sa.select(entries.c.hash)
        .where(entries.c.club_id == club_id, entries.c.occurred_on.between(month, last_day(month)))
        .order_by(entries.c.fund, entries.c.seq)
    )
    return code_of([row.hash for row in await connection.execute(query)])


def code_of(hashes: Iterable[str]) -> str:
    """The code of these hashes in their order; "" of none."""
    sealed = "".join(hashes)
    if not sealed:
        return ""
    number = int(hashlib.sha256(sealed.encode("ascii")).hexdigest(), 16) % 10**DIGITS
    told = f"{number:0{DIGITS}d}"
    return f"{told[:4]} {told[4:]}"
