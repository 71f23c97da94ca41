"""Officers talking to the real assistant over the demo's clubs, with the officers' talks and
queries joined in.
"""

from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from datetime import date, datetime
from typing import Any
from uuid import uuid4

from bot.assembly import LOADERS, SAVERS
from bot.assistant import Assistant
from bot.clock import DEFAULT_ZONE, FrozenClock
from bot.runtime import Runtime
from bot.terminal import Terminal
from bot.wording import Wording
from handlers.catalogue import CATALOGUE
from handlers.catalogue_types import Catalogue
from handlers.messages import Incoming, Kind
from handlers.officer.club_fund import CLUB_FUND
from handlers.officer.nudge import NUDGE
from handlers.officer.queries import QUERIES
from storage import officer_loaders
from storage.database import Database
from storage.demo import seed_demo
from storage.demo_story import catch_up

OFFICER_TALKS = {talk.name: talk for talk in (NUDGE, CLUB_FUND)}
WORDING = Wording()


def moment(text: str) -> datetime:
    """ "2026-11-30 07:30" in Vietnam."""
    return datetime.fromisoformat(text).replace(tzinfo=DEFAULT_ZONE)


def with_day(load: Any) -> Any:
    async def loaded(connection: Any, subjects: Sequence[Any], today: date) -> Mapping[Any, Any]:
        found: Mapping[Any, Any] = await load(connection, subjects)
        return found

    return loaded


def assistant_with_officers(database: Database) -> Assistant:
    """The assembled assistant, with the officers' parts whether or not they are joined in already."""
    talks = {**CATALOGUE.talks, **OFFICER_TALKS}
    known = {query.name for query in CATALOGUE.queries}
    catalogue = Catalogue(talks, (*CATALOGUE.queries, *(q for q in QUERIES if q.name not in known)))
    loaders = {**LOADERS, **{kind: with_day(load) for kind, load in officer_loaders.LOADERS.items()}}
    savers = {**SAVERS, **officer_loaders.SAVERS}
    return Assistant(database, catalogue, loaders, savers, WORDING, DEFAULT_ZONE)


class OfficerDesk:
    """Says something as somebody of the demo and gives back the text of the reply."""

    def __init__(self, database: Database, at: datetime) -> None:
        self.database, self.clock, self.terminal = database, FrozenClock(at), Terminal()
        self.runtime = Runtime(assistant_with_officers(database), [self.terminal], self.clock)

    async def at(self, when: str) -> None:
        """The clock moves and the demo's people live on."""
        self.clock.moment = moment(when)
        async with self.database.write() as connection:
            await catch_up(connection, self.clock.moment)

    async def say(self, handle: str, words: str) -> str:
        incoming = Incoming("terminal", handle, uuid4().hex, self.clock.now(), Kind.TEXT, words)
        await self.runtime.receive([incoming])
        await self.runtime.settle()
        return "\n".join(reply.text for reply in self.terminal.take())


@asynccontextmanager
async def officer_desk(database: Database, at: str) -> AsyncIterator[OfficerDesk]:
    """A desk over fresh demo data that has lived up to that moment."""
    desk = OfficerDesk(database, moment(at))
    async with database.write() as connection:
        await seed_demo(connection)
        await catch_up(connection, desk.clock.moment)
    yield desk
