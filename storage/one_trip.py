"""SQLite's connections, asked once a statement: aiosqlite crosses to its thread four times for the same.

A turn asks some twenty small questions; the crossings, not the questions, were most of its time.
"""

import sqlite3
from collections.abc import Awaitable, Callable, Iterable
from functools import partial
from typing import Any

import aiosqlite

_CHUNK = 64  # aiosqlite's own; whole answers are fetched here, so nothing is read in chunks

Crossing = Callable[..., Awaitable[Any]]


class OneTripCursor(aiosqlite.Cursor):
    """Executes and fetches its whole answer in one crossing; opening and closing need none."""

    _rows: list[Any]

    async def __aenter__(self) -> "OneTripCursor":
        return self

    async def execute(self, sql: str, parameters: Iterable[Any] | None = None) -> "OneTripCursor":
        """Run the statement and keep its rows; raises what sqlite3 raises."""
        crossing: Crossing = self._conn._execute
        self._rows = await crossing(self._answer, sql, parameters or ())
        return self

    async def fetchall(self) -> list[Any]:
        """The rows of the last statement, already here."""
        return self._rows

    async def close(self) -> None:
        """An answer fetched to its end holds nothing open in SQLite."""

    def _answer(self, sql: str, parameters: Iterable[Any]) -> list[Any]:
        self._cursor.execute(sql, tuple(parameters))
        return self._cursor.fetchall()


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
    connection = OneTripConnection(partial(sqlite3.connect, database, **options), _CHUNK)
    connection._thread.daemon = True
    return connection
