"""What is tampered with is named exactly: the row, and what is wrong with it."""

from datetime import date

import pytest
import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from handlers.fund.posting import expense_posting, income_posting, reversal_of
from storage import summaries
from storage.books import load_entries
from storage.database import Database
from storage.ledger import post
from storage.migrate import migration_engine
from storage.records import Fund
from storage.tables.clubs import members
from storage.tables.fund import entries, lines
from storage.tables.meeting import activities, meetings
from storage.tables.messages import outbox
from storage.tables.report import club_months
from storage.verify import verify
from tests.storage.club_of_khong import november, settle

DAY = date(2026, 11, 21)


async def _six_entries(connection: AsyncConnection) -> list[int]:
    """Five takings and the striking out of the first; returns their ids."""
    club = (await settle(connection)).club_id
    asked = [income_posting(club, Fund.ACTIVITY_FUND, 1_000 * n, "dues", DAY) for n in range(1, 6)]
    posted = await post(connection, asked, november(21))
    first = (await load_entries(connection, entries.c.id == posted[0].entry_id))[0]
    posted += await post(connection, [reversal_of(first, DAY)], november(22))
    return [p.entry_id for p in posted]


async def _unguard(connection: AsyncConnection) -> None:
    for table in ("entries", "lines"):
        for act in ("update", "delete"):
            on = f" ON {table}" if connection.dialect.name == "postgresql" else ""
            await connection.execute(sa.text(f"DROP TRIGGER {table}_refuse_{act}{on}"))


async def _remove(connection: AsyncConnection, entry_id: int) -> None:
    await connection.execute(sa.delete(lines).where(lines.c.entry_id == entry_id))
    await connection.execute(sa.delete(entries).where(entries.c.id == entry_id))


@pytest.mark.parametrize(
    "tampering,named",
    [
        ("UPDATE entries SET category = 'gift' WHERE id = :third", [("hash", 3)]),
        ("UPDATE entries SET occurred_on = '2026-11-20' WHERE id = :third", [("hash", 3)]),
        ("UPDATE entries SET note = 'khác' WHERE id = :third", [("text", 3)]),
        ("UPDATE entries SET note = 'khác', salt = NULL WHERE id = :third", [("text", 3)]),
        ("UPDATE entries SET hash = previous_hash WHERE id = :third", [("hash", 3), ("chain", 4)]),
        ("UPDATE entries SET receipt_number = 9 WHERE id = :third",
         [("hash", 3), ("receipt", 3), ("receipt", 4)]),
        ("UPDATE lines SET amount = amount + 1 WHERE entry_id = :third AND place = 'box'",
         [("hash", 3), ("lines", 3), ("month", None)]),
        ("UPDATE lines SET amount = amount * 2 WHERE entry_id = :third", [("hash", 3), ("month", None)]),
        ("UPDATE entries SET reverses_id = :third WHERE kind = 'reversal'", [("hash", 6), ("reversal", 6)]),
        ("UPDATE fund_months SET box = box + 1", [("month", None)]),
        ("UPDATE fund_months SET fund = 'income_fund'", [("month", None), ("month", None)]),
    ],
)  # fmt: skip
async def test_the_altered_row_is_named(
    database: Database, tampering: str, named: list[tuple[str, int | None]]
) -> None:
    async with database.write() as connection:
        ids = await _six_entries(connection)
        assert await verify(connection) == []
        await _unguard(connection)
        bound = {"third": ids[2]} if ":third" in tampering else {}
        await connection.execute(sa.text(tampering), bound)
        broken = await verify(connection)
    assert [(fault.what, fault.seq) for fault in broken] == named
    assert [fault.entry_id for fault in broken if fault.seq == 3] == [ids[2]] * sum(
        seq == 3 for _, seq in named
    )


@pytest.mark.parametrize("gone,named", [(2, [("gap", 4), ("chain", 4)]), (4, [("gap", 6), ("chain", 6)])])
async def test_a_removed_entry_is_noticed(
    database: Database, gone: int, named: list[tuple[str, int]]
) -> None:
    async with database.write() as connection:
        ids = await _six_entries(connection)
        await _unguard(connection)
        await _remove(connection, ids[gone])
        broken = await verify(connection)
    assert [(fault.what, fault.seq) for fault in broken][:2] == named
    assert broken[-1].what == "month"


async def test_the_last_entry_removed_shows_in_the_month(database: Database) -> None:
    async with database.write() as connection:
        ids = await _six_entries(connection)
        await _unguard(connection)
        await _remove(connection, ids[-1])
        assert [fault.what for fault in await verify(connection)] == ["month"]


async def test_an_empty_box_is_a_note_not_a_fault(database: Database) -> None:
    async with database.write() as connection:
        club = (await settle(connection)).club_id
        spent = [expense_posting(club, Fund.ACTIVITY_FUND, 5_000, "visit", DAY) for _ in range(2)]
        await post(connection, spent, november(21))
        (note,) = await verify(connection)
    assert (note.what, note.seq, note.note) == ("box", 1, True)
    assert "-5000" in note.why


async def test_rebuilding_the_months_changes_nothing(database: Database) -> None:
    kept = sa.text("SELECT * FROM fund_months ORDER BY club_id, fund, month")
    async with database.write() as connection:
        await _six_entries(connection)
        before = (await connection.execute(kept)).all()
        await connection.execute(sa.text("UPDATE fund_months SET money_in = 0, box = 0"))
        await summaries.rebuild(connection)
        assert (await connection.execute(kept)).all() == before
        assert await verify(connection) == []


async def test_club_life_is_counted_by_month(database: Database) -> None:
    async with database.write() as connection:
        khong = await settle(connection)
        club = khong.club_id
        await _live_a_month(connection, club)
        await connection.execute(sa.update(members).values(joined_on=DAY))
        left = sa.update(members).where(members.c.id == khong.lan)
        await connection.execute(left.values(left_on=date(2026, 12, 1), left_reason="died"))
        assert [fault.what for fault in await verify(connection)] == ["club_month"] * 3
        await summaries.refresh(
            connection, [(club, DAY), (club, date(2026, 12, 9)), (club, date(2026, 10, 1))]
        )
        assert await verify(connection) == []
        rows = (await connection.execute(sa.select(club_months).order_by(club_months.c.month))).all()
        await summaries.rebuild(connection)
        assert (await connection.execute(sa.select(club_months).order_by(club_months.c.month))).all() == rows
    assert [tuple(row[1:11]) for row in rows] == [
        (date(2026, 10, 1), 0, 0, 0, 0, 1, 1, 0, 0, 0),
        (date(2026, 11, 1), 2, 57, 3, 45, 3, 2, 2, 0, 0),
        (date(2026, 12, 1), 0, 0, 0, 0, 0, 0, 0, 0, 1),
    ]


async def _live_a_month(connection: AsyncConnection, club: int) -> None:
    held: dict[str, object] = {"club_id": club, "recorded_at": november(25)}
    rows: list[dict[str, object]] = [
        {"held_on": date(2026, 11, 25), "present_count": 57, "guests": 3, "measured_count": 45},
        {"held_on": date(2026, 11, 26), "present_count": None, "guests": 0, "measured_count": None},
    ]
    await connection.execute(sa.insert(meetings), [held | row for row in rows])
    done = [(date(2026, 11, 3), 3), (date(2026, 11, 9), 3), (date(2026, 11, 30), 4), (date(2026, 10, 31), 4)]
    doing = [held | {"done_on": day, "area_number": area, "kind": "visit"} for day, area in done]
    await connection.execute(sa.insert(activities), doing)


async def test_a_message_key_that_stands_twice_is_named(postgresql_database: Database) -> None:
    message = {"channel": "zalo", "address": "1", "kind": "reply", "body": {}, "key": "receipt:7"}
    row = message | {"not_before": november(21), "created_at": november(21)}
    async with postgresql_database.write() as connection:
        await connection.execute(sa.text("ALTER TABLE outbox DROP CONSTRAINT uq_outbox_key"))
        await connection.execute(sa.insert(outbox), [row, row])
        (doubled,) = await verify(connection)
    assert (doubled.what, doubled.why) == ("outbox", "stands twice: receipt:7")


async def test_entries_of_a_club_that_is_gone_are_named(sqlite_url: str) -> None:
    careless = migration_engine(sqlite_url)  # the one kind of connection without foreign keys
    async with careless.begin() as connection:
        await _six_entries(connection)
        await connection.execute(sa.text("DELETE FROM clubs"))
        found = await verify(connection)
    await careless.dispose()
    assert [(fault.what, fault.club_id) for fault in found] == [("club", 1)]
