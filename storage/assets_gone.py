"""What a club owns row by row, and what left it: rows get a day and a reason, none is deleted."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from handlers.fund.asset_list import AssetBack, AssetGone, AssetList, KeptAsset, overtaken
from storage.clubs import load_clubs
from storage.effects import Save
from storage.tables.clubs import assets
from storage.tables.talk import audit


async def load_asset_lists(
    connection: AsyncConnection, club_ids: Sequence[int], today: date
) -> dict[int, AssetList]:
    """Everything owned and everything gone, by club."""
    clubs = await load_clubs(connection, club_ids)
    kept: dict[int, list[KeptAsset]] = {club_id: [] for club_id in clubs}
    query = (
        sa.select(assets)
        .where(assets.c.club_id.in_(clubs), assets.c.quantity > 0)
        .order_by(assets.c.id.desc())
    )
    for row in (await connection.execute(query)).mappings():
        kept[row["club_id"]].append(
            KeptAsset(row["id"], row["name"], row["quantity"], row["gone_on"], row["note"])
        )
    return {club_id: _sorted(club.name, kept[club_id]) for club_id, club in clubs.items()}


def _sorted(club_name: str, kept: Sequence[KeptAsset]) -> AssetList:
    gone = [(asset.gone_on, asset) for asset in kept if asset.gone_on is not None]
    latest = sorted(gone, key=lambda one: one[0], reverse=True)
    held = tuple(asset for asset in kept if asset.gone_on is None)
    return AssetList(club_name, held, tuple(asset for _, asset in latest))


async def save_assets_gone(connection: AsyncConnection, saves: Sequence[Save]) -> list[AssetGone]:
    """Each leaves the list once; a row that is not as it was read back stays, its effect is `overtaken`."""
    return [await _leave(connection, save) for save in saves]


async def _leave(connection: AsyncConnection, save: Save) -> AssetGone:
    gone: AssetGone = save.effect
    row = await _as_read_back(connection, gone)
    if row is None:
        return overtaken(gone)
    leaving = {"gone_on": gone.on, "note": gone.why}
    if gone.left:
        await _split(connection, save, dict(row), leaving)
    else:
        await connection.execute(sa.update(assets).where(assets.c.id == row["id"]).values(**leaving))
    await _note(connection, save)
    return gone


async def _split(
    connection: AsyncConnection, save: Save, row: dict[str, Any], leaving: dict[str, Any]
) -> None:
    """The part that is gone becomes a row of its own; both values together stay what they were."""
    gone: AssetGone = save.effect
    worth = None if row["value"] is None else row["value"] * gone.quantity // row["quantity"]
    rest = None if worth is None else row["value"] - worth
    stays = sa.update(assets).where(assets.c.id == row["id"])
    await connection.execute(stays.values(quantity=gone.left, value=rest))
    copied = {name: value for name, value in row.items() if name != "id"}
    written = {"recorded_by": save.caller.person.id, "recorded_at": save.at}
    part = copied | leaving | written | {"quantity": gone.quantity, "value": worth}
    await connection.execute(sa.insert(assets).values(**part))


async def save_assets_back(connection: AsyncConnection, saves: Sequence[Save]) -> list[AssetBack]:
    """Each comes back once, to the rest of its own row where that is still there."""
    return [await _return(connection, save) for save in saves]


async def _return(connection: AsyncConnection, save: Save) -> AssetBack:
    back: AssetBack = save.effect
    row = await _as_read_back(connection, back)
    if row is None:
        return replace(back, overtaken=True)
    rest = await _rest_of(connection, row)
    if rest is None:
        returned = sa.update(assets).where(assets.c.id == row["id"])
        await connection.execute(returned.values(gone_on=None, note=""))
    else:
        await _join(connection, row, rest)
    await _write_audit(connection, save, "asset_back", {"quantity": row["quantity"], "why": row["note"]})
    return back


async def _as_read_back(connection: AsyncConnection, effect: AssetGone | AssetBack) -> sa.RowMapping | None:
    """The asset's row, locked; None where it is no longer what the person confirmed."""
    asset = effect.asset
    same = (
        assets.c.id == asset.id,
        assets.c.club_id == effect.club_id,
        assets.c.gone_on.is_not_distinct_from(asset.gone_on),
        assets.c.quantity == asset.quantity,
    )
    found = await connection.execute(sa.select(assets).where(*same).with_for_update())
    return found.mappings().first()


async def _rest_of(connection: AsyncConnection, row: sa.RowMapping) -> sa.RowMapping | None:
    """What stayed with the club when this part of it went: its id and value; None where all went."""
    twin = sa.select(assets.c.id, assets.c.value).where(
        assets.c.club_id == row["club_id"],
        assets.c.name == row["name"],
        assets.c.source == row["source"],
        assets.c.acquired_on.is_not_distinct_from(row["acquired_on"]),
        assets.c.gone_on.is_(None),
    )
    return (await connection.execute(twin.limit(1))).mappings().first()


async def _join(connection: AsyncConnection, row: sa.RowMapping, rest: sa.RowMapping) -> None:
    """The rest takes the part's number and value; the emptied part is no row of the list any more."""
    worth = None if rest["value"] is None or row["value"] is None else rest["value"] + row["value"]
    stays = sa.update(assets).where(assets.c.id == rest["id"])
    await connection.execute(stays.values(quantity=assets.c.quantity + row["quantity"], value=worth))
    await connection.execute(sa.update(assets).where(assets.c.id == row["id"]).values(quantity=0, value=0))


async def _note(connection: AsyncConnection, save: Save) -> None:
    gone: AssetGone = save.effect
    details = {
        "quantity": gone.quantity,
        "of": gone.asset.quantity,
        "why": gone.why,
        "on": gone.on.isoformat(),
    }
    await _write_audit(connection, save, "asset_gone", details)


async def _write_audit(connection: AsyncConnection, save: Save, act: str, details: dict[str, Any]) -> None:
    row = {
        "at": save.at,
        "person_id": save.caller.person.id,
        "club_id": save.effect.club_id,
        "act": act,
        "subject": f"asset:{save.effect.asset.id}",
        "details": details,
    }
    await connection.execute(sa.insert(audit).values(**row))
