"""Days of a world with its assistant: happenings, rounds of one or two schedulers, deliveries, replies."""

import asyncio
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from pathlib import Path
from random import Random
from typing import Any

import sqlalchemy as sa

from bot.assembly import assemble
from bot.assistant import Assistant
from bot.clock import FrozenClock
from bot.outbox import deliver
from bot.rounds import do_what_is_due
from bot.turn import take_turns
from handlers.messages import Incoming, Kind
from handlers.report.periods import before, month_of
from storage.database import open_database
from storage.messages import add_incoming
from storage.tables.messages import outbox
from storage.tables.talk import promises
from tests.scheduler.commune import VIETNAM
from tests.scheduler.digest_truth import is_news, month_followed, raw, read, truth
from tests.scheduler.judge import Judge
from tests.scheduler.true_club import PLAIN, SNOOZES, TALKS
from tests.scheduler.world import World

CLOCKS = (time(3), time(7, 31), time(8, 30), time(12, 10), time(13, 30), time(15), time(19), time(20, 1))
WORDS = (
    "chiều nhắc",
    "mai nhắc",
    "tối con gái bác làm giúp",
    "thôi khỏi nhắc",
    "sau họp",
    "1",
    "2",
    "bận lắm",
)
SILENCE = "thôi khỏi nhắc"
CLUBS = 50
RESTART_EVERY = 9  # days


class Years:
    """Lives a world day by day; the faults are the judge's."""

    def __init__(self, world: World, url: str, folder: Path) -> None:
        self.world, self.url, self.folder = world, url, folder
        self.judge = Judge(world)
        self.pair: tuple[Assistant, Assistant] = self._open(), self._open()
        self.replies: list[tuple[datetime, int, str]] = []
        self.last_row = self.rounds = self.digests = 0

    def _open(self) -> Assistant:
        return assemble(open_database(self.url), VIETNAM)

    async def close(self) -> None:
        for each in self.pair:
            await each.database.dispose()

    async def restart(self) -> None:
        await self.close()
        self.pair = self._open(), self._open()

    async def live(self, begins: date, days: int, outages: Sequence[date]) -> None:
        """So many days; on days of outage the world goes on alone."""
        async with self.pair[0].database.write() as connection:
            await self.world.settle(connection, CLUBS, begins, days)
        for number in range(days):
            day = begins + timedelta(days=number)
            if number % RESTART_EVERY == 4:
                await self.restart()
            await self._day(day, away=day in outages)

    async def _day(self, day: date, *, away: bool) -> None:
        luck = Random(f"{self.world.seed}/{day}")
        odd = time(luck.choice((7, 9, 10, 14, 16, 17, 18)), luck.randint(0, 59))
        clocks = () if away else sorted({*CLOCKS, odd})
        gone = datetime.combine(day, time(0), VIETNAM)
        for clock in clocks:
            now = datetime.combine(day, clock, VIETNAM)
            await self._happen(gone, now)
            await self._tick(now, both=clock in (time(7, 31), time(8, 30)))
            gone = now
        await self._happen(gone, datetime.combine(day + timedelta(days=1), time(0), VIETNAM), away=away)

    async def _happen(self, start: datetime, end: datetime, *, away: bool = False) -> None:
        blocked = set(self.world.phones.blocked)
        async with self.pair[0].database.write() as connection:
            await self.world.live(connection, start, end)
        back = (blocked - self.world.phones.blocked) & self.world.phones.refused
        self.replies += [(end - timedelta(minutes=1), who, "chào cháu") for who in back]
        for moment, who, words in sorted(self.replies) if not away else ():
            if moment < end:
                await self._say(who, words, max(moment, start))
        self.replies = [] if away else [reply for reply in self.replies if reply[0] >= end]

    async def _say(self, who: int, words: str, moment: datetime) -> None:
        if who in self.world.phones.blocked:
            return
        self.world.phones.refused.discard(who)
        incoming = Incoming("test", str(who), f"{who}-{moment.isoformat()}-{words}", moment, Kind.TEXT, words)
        async with self.pair[0].database.write() as connection:
            await add_incoming(connection, [incoming], moment)
        while await take_turns(self.pair[1], moment):
            pass
        await self._deliver(moment)

    # -- one round ---------------------------------------------------------------------------------------

    async def _tick(self, now: datetime, *, both: bool) -> None:
        running = month_of(now.date())
        wanted = self.judge.expect([before(before(running)), before(running), running], now)
        await self._written(now)  # what turns wrote meanwhile is none of the round's
        at_work = self.pair if both else (self.pair[self.rounds % 2],)
        await asyncio.gather(*(do_what_is_due(each, now, self.folder) for each in at_work))
        self.rounds += 1
        written = await self._written(now)
        heard = self.judge.hear(
            [row for row in written if row.kind == "reminder"], await self._promised(), now
        )
        plain = {told for told in heard if self.judge.club_of(told[0])[0].kind == PLAIN}
        for told in plain ^ wanted:
            why = "not told" if told in wanted else "told without need"
            self.judge.faults.append(f"{now:%Y-%m-%d %H:%M} {why}: {told}")
        await self._judge_digests([row for row in written if row.kind == "digest"], now)
        arrived = len(self.world.phones.arrived)
        await self._deliver(now)
        self._answer(self.world.phones.arrived[arrived:], now)

    async def _written(self, now: datetime) -> list[Any]:
        new = sa.select(outbox).where(outbox.c.id > self.last_row).order_by(outbox.c.id)
        async with self.pair[0].database.read() as connection:
            rows = list(await connection.execute(new))
        self.last_row = rows[-1].id if rows else self.last_row
        return rows

    async def _promised(self) -> dict[int, datetime]:
        async with self.pair[0].database.read() as connection:
            kept = await connection.execute(sa.select(promises.c.id, promises.c.at))
            return {row.id: row.at.astimezone(VIETNAM) for row in kept}

    async def _deliver(self, now: datetime) -> None:
        self.world.phones.now = now
        channels = {"test": self.world.phones}
        while await deliver(self.pair[0].database, channels, FrozenClock(now)):
            pass

    def _answer(self, arrived: Sequence[Any], now: datetime) -> None:
        """Some of those who were asked write back; what they were asked about is on their desk."""
        kinds = {club.leader: club for club in self.world.clubs if club.kind in (SNOOZES, TALKS)}
        for moment, who, message in arrived:
            luck = Random(f"{self.world.seed}/{moment}/{who}")
            if who not in kinds or "Làm ngay" not in message.text or luck.random() < 0.4:
                continue
            words = (
                luck.choice(WORDS)
                if kinds[who].kind == SNOOZES
                else luck.choice((*WORDS, "thu 200k hội phí"))
            )
            self.replies.append((now + timedelta(minutes=luck.randint(2, 50)), who, words))

    # -- Monday ------------------------------------------------------------------------------------------

    async def _judge_digests(self, letters: Sequence[Any], now: datetime) -> None:
        firsts = [row for row in letters if row.key.endswith("/1")]
        if now.weekday() == 0 and now.time() == time(7, 31) and len(firsts) != len(self.world.officers):
            self.judge.faults.append(f"{now:%Y-%m-%d} {len(firsts)} digests")
        async with self.pair[0].database.read() as connection:
            tables = await raw(connection) if firsts else {}
        for row in letters:
            self.judge.hear([row], {}, now)
        for row in firsts:
            self._judge_digest(row, tables, now)

    def _judge_digest(self, row: Any, tables: dict[str, list[Any]], now: datetime) -> None:
        code = row.key.split("/")[2]
        here = [club for club in self.world.clubs if code == "VN" or club.commune.startswith(code)]
        period = month_followed(now.date(), 2 if code.startswith("p2") else 5)
        text, wanted = row.body["text"], truth(tables, here, now.date(), period)
        quiet = "không có gì mới" in text
        said = read(text)
        same = (said.filed, said.expected, said.total) == (wanted.filed, wanted.expected, wanted.total)
        if (
            not same
            or (not quiet and said != wanted)
            or (quiet and is_news(tables, here, now.date(), period))
        ):
            self.judge.blame(f"untrue, {wanted}", row, now)
        self.digests += 1
