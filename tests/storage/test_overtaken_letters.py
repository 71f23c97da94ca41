"""The migration that tells letters nobody needs any more from failed ones: up, down, all rows kept."""

import sqlalchemy as sa

from storage import migrate

_ROW = (
    "INSERT INTO outbox (id, key, channel, address, kind, not_before, status, provider_id, created_at)"
    " VALUES (:id, :key, 'web', 'x', 'reminder', '2026-12-02', :status, :mark, '2026-12-02')"
)
ROWS = [("a", "failed", "dropped"), ("b", "failed", None), ("c", "sent", "17")]


async def _run(url: str, *statements: sa.Executable) -> list[tuple[object, ...]]:
    engine = migrate.migration_engine(url)
    try:
        async with engine.begin() as connection:
            for statement in statements:
                await connection.execute(statement)
            query = sa.text("SELECT key, status, provider_id FROM outbox ORDER BY id")
            seen = await connection.execute(query)
            return [tuple(row) for row in seen]
    finally:
        await engine.dispose()


async def test_overtaken_letters_are_told_from_failed_ones(empty_url: str) -> None:
    await migrate.upgrade(empty_url, "first")
    rows = [
        sa.text(_ROW).bindparams(id=number, key=key, status=status, mark=mark)
        for number, (key, status, mark) in enumerate(ROWS)
    ]
    assert await _run(empty_url, *rows) == ROWS
    await migrate.upgrade(empty_url, "overtaken_letters")
    assert await _run(empty_url) == [("a", "overtaken", None), *ROWS[1:]]
    await migrate.downgrade(empty_url, "-1")
    assert await _run(empty_url) == ROWS
