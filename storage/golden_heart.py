"""Donors, gifts in kind and what a club owns."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from handlers.fund.golden_heart import AddAsset, Asset, GiftInKind, GoldenHeart, RecordGift
from storage.books import load_entries
from storage.clubs import load_clubs
from storage.effects import Save
from storage.records import EntryKind
from storage.tables.clubs import assets, gifts_in_kind
from storage.tables.fund import entries


async def load_golden_hearts(
    connection: AsyncConnection, club_ids: Sequence[int], today: date
) -> dict[int, GoldenHeart]:
    """Donors since New Year and everything owned, by club, newest first."""
    clubs = await load_clubs(connection, club_ids)
    since = today.replace(month=1, day=1)
    return {
        club_id: GoldenHeart(
            club.name,
            await _money(connection, club_id, since),
            await gifts_since(connection, club_id, since),
            await owned(connection, club_id),
        )
        for club_id, club in clubs.items()
    }


async def _money(connection: AsyncConnection, club_id: int, since: date) -> tuple[Any, ...]:
    among = sa.and_(
        entries.c.club_id == club_id,
        entries.c.category == "gift",
        entries.c.kind == EntryKind.INCOME,
        entries.c.occurred_on >= since,
    )
    found = await load_entries(connection, among)
    return tuple(reversed([entry for entry in found if entry.reversed_by is None]))


async def gifts_since(connection: AsyncConnection, club_id: int, since: date) -> tuple[GiftInKind, ...]:
    """Gifts in kind from that day on, newest first."""
    query = (
        sa.select(gifts_in_kind)
        .where(gifts_in_kind.c.club_id == club_id, gifts_in_kind.c.given_on >= since)
        .order_by(gifts_in_kind.c.given_on.desc(), gifts_in_kind.c.id.desc())
    )
    rows = (await connection.execute(query)).mappings()
    return tuple(GiftInKind(row["given_on"], row["giver"], row["what"]) for row in rows)


async def owned(connection: AsyncConnection, club_id: int) -> tuple[Asset, ...]:
    """What the club has and has not given away, newest first."""
    query = (
        sa.select(assets)
        .where(assets.c.club_id == club_id, assets.c.gone_on.is_(None))
        .order_by(assets.c.id.desc())
    )
    rows = (await connection.execute(query)).mappings()
    return tuple(Asset(row["name"], row["quantity"], row["value"], row["source"]) for row in rows)


async def save_gifts(connection: AsyncConnection, saves: Sequence[Save]) -> list[RecordGift]:
    """Gifts in kind; equipment among them is owned from then on."""
    for save in saves:
        effect: RecordGift = save.effect
        row = {
            "club_id": effect.club_id,
            "given_on": effect.gift.given_on,
            "giver": effect.gift.giver,
            "what": effect.gift.what,
            "recorded_by": save.caller.person.id,
            "recorded_at": save.at,
        }
        await connection.execute(sa.insert(gifts_in_kind).values(**row))
        if effect.asset is not None:
            await _own(connection, save, effect.club_id, effect.asset, effect.gift.given_on)
    return [save.effect for save in saves]


async def save_assets(connection: AsyncConnection, saves: Sequence[Save]) -> list[AddAsset]:
    """What the club owns now."""
    for save in saves:
        await _own(connection, save, save.effect.club_id, save.effect.asset, save.effect.on)
    return [save.effect for save in saves]


async def _own(connection: AsyncConnection, save: Save, club_id: int, asset: Asset, on: date) -> None:
    row = {
        "club_id": club_id,
        "name": asset.name,
        "quantity": asset.quantity,
        "value": asset.value,
        "acquired_on": on,
        "source": asset.source,
        "recorded_by": save.caller.person.id,
        "recorded_at": save.at,
    }
    await connection.execute(sa.insert(assets).values(**row))
