"""SQLite's connections, asked once a statement: aiosqlite crosses to its thread four times for the same.

A turn asks some twenty small questions; the crossings, not the questions, were most of its time.
"""

import sqlite3
from collections.abc import Awaitable, Callable, Iterable
from functools import partial
from typing import Any

import aiosqlite

FIRST_ROWS = 2000  # fetched with the statement; a longer answer is fetched, or streamed, as it is asked for

Crossing = Callable[..., Awaitable[Any]]


class OneTripCursor(aiosqlite.Cursor):
    """Executes and fetches its first rows in one crossing; most answers end with them."""

    _rows: list[Any]  # here already, not given out yet
    _ended = True  # nothing of the answer is left in SQLite

    async def __aenter__(self) -> "OneTripCursor":
        return self

    async def execute(self, sql: str, parameters: Iterable[Any] | None = None) -> "OneTripCursor":
        """Run the statement and keep its first rows; raises what sqlite3 raises."""
        self._rows = await self._cross(self._answer, sql, tuple(parameters or ()))
        self._ended = len(self._rows) < FIRST_ROWS
        return self

    async def fetchone(self) -> Any:
        """The next row, or None."""
        return next(iter(await self.fetchmany(1)), None)

    async def fetchmany(self, size: int | None = None) -> list[Any]:
        """The next `size` rows, fewer only at the end."""
        wanted = size or self.arraysize
        rows, self._rows = self._rows[:wanted], self._rows[wanted:]
        if len(rows) < wanted and not self._ended:
            rows += await self._cross(self._cursor.fetchmany, wanted - len(rows))
            self._ended = len(rows) < wanted
        return rows

    async def fetchall(self) -> list[Any]:
        """All rows not given out yet."""
        rows, self._rows = self._rows, []
        if not self._ended:
            rows += await self._cross(self._cursor.fetchall)
            self._ended = True
        return rows

    async def close(self) -> None:
        """Let go of what SQLite still holds open; an answer read to its end holds nothing."""
        if not self._ended:
            await self._cross(self._cursor.close)

    async def _cross(self, ask: Callable[..., Any], *values: Any) -> Any:
        crossing: Crossing = self._conn._execute
        return await crossing(ask, *values)

    def _answer(self, sql: str, parameters: tuple[Any, ...]) -> list[Any]:
        self._cursor.execute(sql, parameters)
        return self._cursor.fetchmany(FIRST_ROWS)


class OneTripConnection(aiosqlite.Connection):
    """A connection that knows when it has nothing to roll back; the pool asks for that at every return."""

    _touched = False  # since the last commit or rollback that came to its end

    async def _execute(self, fn: Any, *args: Any, **kwargs: Any) -> Any:
        self._touched = True
        crossing: Crossing = super()._execute
        return await crossing(fn, *args, **kwargs)

    def cursor(self) -> OneTripCursor:  # type: ignore[override]  # opened without a crossing, so not awaited
        return OneTripCursor(self, self._conn.cursor())

    async def commit(self) -> None:
        """Commit; afterwards there is nothing to roll back."""
        await super().commit()
        self._touched = False

    async def rollback(self) -> None:
        """Roll back what was begun; a statement cut short may still be under way, so its doubt counts too."""
        if self._touched:
            await super().rollback()
            self._touched = False


def connect(database: str, **options: Any) -> OneTripConnection:
    """A connection to be awaited, with sqlite3's options; its thread ends with the process."""
    connection = OneTripConnection(partial(sqlite3.connect, database, **options), FIRST_ROWS)
    connection._thread.daemon = True
    return connection
