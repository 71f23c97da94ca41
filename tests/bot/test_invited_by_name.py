"""Who is invited by name has the role from the consent on, and not from an old code."""

import asyncio
from datetime import date

import pytest
import sqlalchemy as sa

from storage.database import open_database
from storage.tables.people import people, roles
from tests.bot.cards import HOA, OFFICER, command, held, says
from tests.talks.crowd import demo_data


@pytest.fixture
def books(sqlite_url: str) -> str:
    """Demo data."""
    asyncio.run(demo_data(sqlite_url))
    return sqlite_url


async def ended(books: str, name: str) -> None:
    """Every role of everybody of that name is over, as when a committee changes."""
    database = open_database(books)
    named = sa.select(people.c.id).where(people.c.name == name)
    async with database.write() as connection:
        over = sa.update(roles).where(roles.c.person_id.in_(named)).values(until=date(2026, 11, 21))
        await connection.execute(over)
    await database.dispose()


async def ends(books: str, name: str) -> list[date | None]:
    """When the roles of everybody of that name ended."""
    database = open_database(books)
    async with database.read() as connection:
        query = sa.select(roles.c.until).join(people).where(people.c.name == name)
        found = list(await connection.scalars(query))
    await database.dispose()
    return found


def test_nobody_has_a_role_before_consenting(books: str, capsys: pytest.CaptureFixture[str]) -> None:
    card = command(books, capsys, "invite", *OFFICER, *HOA)
    assert says(books, "hoa-zalo", card["code"], "đúng rồi", "2")
    assert held(books, "Trần Thị Hoa") == []
    again = command(books, capsys, "invite", *OFFICER, *HOA)
    says(books, "hoa-zalo", again["code"], "đúng rồi", "1")
    assert held(books, "Trần Thị Hoa") == [("officer", "08")]


def test_an_old_code_does_not_bring_a_seat_back(books: str, capsys: pytest.CaptureFixture[str]) -> None:
    """The role of whoever left ends for good, whichever open code of it lies in a drawer."""
    cards = [command(books, capsys, "invite", *OFFICER, *HOA) for _ in range(2)]
    says(books, "hoa-zalo", cards[0]["code"], "đúng rồi", "1")
    asyncio.run(ended(books, "Trần Thị Hoa"))
    says(books, "hoa-telegram", cards[1]["code"], "đúng rồi", "1")
    assert [until is None for until in asyncio.run(ends(books, "Trần Thị Hoa"))] == [False]
