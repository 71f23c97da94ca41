"""The entries behind a figure, as an officer may see them: days, receipts and amounts, no member's name."""

from collections.abc import Sequence

from sqlalchemy.ext.asyncio import AsyncConnection

from handlers.officer.asks import AreaTree, ClubEntries, EntriesAsk, WrittenEntry
from storage.books import entries_between
from storage.officer_areas import area_trees
from storage.records import OWNED, Entry, Place


async def load_entry_lines(
    connection: AsyncConnection, asks: Sequence[EntriesAsk]
) -> dict[EntriesAsk, ClubEntries]:
    """What one club wrote for some days, struck-out entries and their reversals included."""
    found = {}
    for ask in asks:
        written = await entries_between(connection, [ask.club_id], ask.first, ask.last)
        found[ask] = ClubEntries(tuple(_line(entry) for entry in written))
    return found


def _line(entry: Entry) -> WrittenEntry:
    return WrittenEntry(
        entry.id,
        entry.occurred_on,
        entry.fund.value,
        entry.kind.value,
        entry.category,
        entry.receipt_side.value,
        entry.receipt_number,
        entry.at(*OWNED),
        entry.cash,
        entry.at(Place.BOX),
        -entry.at(Place.EARNED),
        entry.at(Place.SPENT),
        entry.effect_kind.value,
    )


async def load_area_trees(connection: AsyncConnection, codes: Sequence[str]) -> dict[str, AreaTree]:
    """Each area with all that lies below it."""
    return {code: AreaTree(tree) for code, tree in (await area_trees(connection, codes)).items()}
