"""An asset leaves the list once, whole or in part; no row is deleted and no value lost."""

from dataclasses import replace
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from handlers.fund.asset_list import AssetGone, AssetList
from handlers.fund.golden_heart import AddAsset, Asset
from storage.assets_gone import load_asset_lists, save_assets_gone
from storage.database import Database
from storage.golden_heart import owned, save_assets
from storage.tables.clubs import assets
from storage.tables.talk import audit
from tests.storage.club_of_khong import Khong, november, settle
from tests.storage.fund_saves import DAY, save_of


async def _with(connection: AsyncConnection, quantity: int, value: int | None = None) -> Khong:
    khong = await settle(connection)
    added = AddAsset(khong.club_id, Asset("loa kéo", quantity, value, "xã"), DAY)
    await save_assets(connection, [await save_of(connection, added, khong.treasurer, november(21), 1)])
    return khong


async def _list(connection: AsyncConnection, khong: Khong) -> AssetList:
    return (await load_asset_lists(connection, [khong.club_id], DAY))[khong.club_id]


async def _gone(connection: AsyncConnection, khong: Khong, quantity: int) -> AssetGone:
    (asset,) = (await _list(connection, khong)).held
    return AssetGone(khong.club_id, asset, quantity, date(2026, 11, 20), "broken")


async def _save(connection: AsyncConnection, khong: Khong, gone: AssetGone) -> AssetGone:
    saves = [await save_of(connection, gone, khong.treasurer, november(22), 2)]
    return (await save_assets_gone(connection, saves))[0]


async def _count(connection: AsyncConnection, query: Any) -> int:
    return int(await connection.scalar(sa.select(sa.func.count()).select_from(query)) or 0)


async def test_the_whole_row_leaves_and_stays_written(database: Database) -> None:
    async with database.write() as connection:
        khong = await _with(connection, 2)
        saved = await _save(connection, khong, await _gone(connection, khong, 2))
        after = await _list(connection, khong)
        assert await owned(connection, khong.club_id) == ()
        assert await _count(connection, assets) == 1
    assert (saved.overtaken, saved.left, after.held) == (False, 0, ())
    (gone,) = after.gone
    assert (gone.name, gone.quantity, gone.gone_on, gone.why) == ("loa kéo", 2, date(2026, 11, 20), "broken")


async def test_a_part_leaves_as_a_row_of_its_own_with_its_share_of_the_value(database: Database) -> None:
    async with database.write() as connection:
        khong = await _with(connection, 3, 1_000_000)
        await _save(connection, khong, await _gone(connection, khong, 1))
        after = await _list(connection, khong)
        rows = (await connection.execute(sa.select(assets).order_by(assets.c.id))).mappings().all()
    assert ([a.quantity for a in after.held], [a.quantity for a in after.gone]) == ([2], [1])
    assert [(row["quantity"], row["value"], row["gone_on"]) for row in rows] == [
        (2, 666_667, None),
        (1, 333_333, date(2026, 11, 20)),
    ]
    assert (rows[1]["source"], rows[1]["acquired_on"], rows[1]["recorded_by"]) == (
        "xã",
        DAY,
        khong.treasurer,
    )


async def test_what_was_read_back_before_a_change_writes_nothing(database: Database) -> None:
    async with database.write() as connection:
        khong = await _with(connection, 2)
        first = await _gone(connection, khong, 1)
        assert not (await _save(connection, khong, first)).overtaken
        assert (await _save(connection, khong, first)).overtaken
        last = await _gone(connection, khong, 1)
        assert not (await _save(connection, khong, last)).overtaken
        assert (await _save(connection, khong, last)).overtaken
        after = await _list(connection, khong)
        traces = (await connection.execute(sa.select(audit).where(audit.c.act == "asset_gone"))).mappings()
        told = [(row["person_id"], row["club_id"], row["details"]) for row in traces]
    assert (after.held, [asset.quantity for asset in after.gone]) == ((), [1, 1])
    assert told == [
        (khong.treasurer, khong.club_id, {"quantity": 1, "of": of, "why": "broken", "on": "2026-11-20"})
        for of in (2, 1)
    ]


async def test_an_asset_of_another_club_is_out_of_reach(database: Database) -> None:
    async with database.write() as connection:
        khong = await _with(connection, 2)
        other = await settle(connection, "thôn Đông")
        foreign = replace(await _gone(connection, khong, 2), club_id=other.club_id)
        assert (await _save(connection, other, foreign)).overtaken
        assert len((await _list(connection, khong)).held) == 1
