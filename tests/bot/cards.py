"""Cards given out by `clb invite` and what their finders are told: for the tests of joining."""

import asyncio
import json
from itertools import count
from typing import Any
from uuid import uuid4

import pytest
import sqlalchemy as sa

from bot.cli import run
from handlers.messages import Incoming
from storage.database import open_database
from storage.tables.people import identities, people, roles
from tests.talks.crowd import Postbag, worker

AT = "2026-11-21T09:00"
OFFICER = ("--role", "officer", "--area", "08")
HOA = ("--person", "Trần Thị Hoa")


def command(books: str, capsys: pytest.CaptureFixture[str], name: str, *words: str) -> dict[str, Any]:
    """What one command says as JSON."""
    capsys.readouterr()
    assert run([name, "--db", books, "--now", AT, "--json", *words]) == 0, capsys.readouterr().err
    said: dict[str, Any] = json.loads(capsys.readouterr().out)
    return said


_MINUTES = count()


def says(books: str, address: str, *lines: str) -> list[str]:
    """What that address is told, line by line, a minute after whoever spoke before."""
    at = f"2026-11-21 09:{next(_MINUTES) % 60:02}"

    async def talk() -> list[str]:
        bag = Postbag()
        async with worker(books, bag, at) as runtime:
            for words in lines:
                said = Incoming("terminal", address, uuid4().hex, runtime.clock.now(), text=words)
                await runtime.receive([said])
                await runtime.settle()
        return bag.to(address)

    return asyncio.run(talk())


def owners(books: str, *addresses: str) -> set[int]:
    """The people behind those addresses."""

    async def look() -> set[int]:
        database = open_database(books)
        async with database.read() as connection:
            query = sa.select(identities.c.person_id).where(identities.c.address.in_(addresses))
            found = set(await connection.scalars(query))
        await database.dispose()
        return found

    return asyncio.run(look())


def held(books: str, name: str) -> list[tuple[str, str]]:
    """The roles of everybody of that name."""

    async def look() -> list[tuple[str, str]]:
        database = open_database(books)
        async with database.read() as connection:
            query = sa.select(roles.c.role, roles.c.area_code).join(people).where(people.c.name == name)
            found = [(row[0], row[1] or "") for row in await connection.execute(query)]
        await database.dispose()
        return found

    return asyncio.run(look())
