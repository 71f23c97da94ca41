"""A clock that ran weeks ahead sends nothing unasked; one that is right is never held, whoever answers."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from bot.commands.channels import platforms
from bot.outside_clock import ASKED_EVERY, OutsideClock
from bot.rounds import do_what_is_due
from bot.settings import Settings
from scheduler.written import Written
from storage.database import Database
from tests.scheduler.commune import assistant_over, at, tan_tien

TRUE, AHEAD = "30/11 07:35", "2026-12-28T07:35"
NOBODY = "http://127.0.0.1:9"  # the discard port: nothing listens there


class Server:
    """A platform that tells its time at the head of an answer it refuses, and counts who asks."""

    def __init__(self, at: datetime) -> None:
        self.at, self.asked = at, 0

    async def answer(self, _: web.Request) -> web.Response:
        self.asked += 1
        return web.Response(status=404, headers={"Date": format_datetime(self.at)})


class Passing:
    """Time that passes whatever the clocks say."""

    def __init__(self) -> None:
        self.seconds = 100.0

    def __call__(self) -> float:
        return self.seconds


@asynccontextmanager
async def listening(server: Server) -> AsyncIterator[str]:
    app = web.Application()
    app.router.add_route("*", "/{path:.*}", server.answer)
    async with TestServer(app) as running:
        yield str(running.make_url("/"))


async def test_a_digest_due_by_a_clock_that_ran_ahead_comes_in_its_own_week(
    database: Database, tmp_path: Path
) -> None:
    await tan_tien(database)
    server, assistant = Server(at(TRUE)), assistant_over(database)

    async def due(now: datetime) -> list[Written]:
        return await do_what_is_due(assistant, now, tmp_path)

    async with listening(server) as address:
        rounds = OutsideClock([address]).holding(due)
        assert await rounds(at(AHEAD)) == []
        first = [row.key for row in await rounds(at(TRUE))]
        server.at = at(AHEAD)
        then = [row.key for row in await rounds(at(AHEAD))]
    assert [key.split("/")[1] for key in first if key.startswith("digest/")] == ["2026-W48"]
    assert [key.split("/")[1] for key in then if key.startswith("digest/")] == ["2026-W52"]


@pytest.mark.parametrize("beside", [timedelta(days=-40), timedelta(hours=-25), timedelta(hours=25)])
async def test_a_day_beside_theirs_is_wrong_either_way(beside: timedelta) -> None:
    async with listening(Server(at(TRUE))) as address:
        clock = OutsideClock([address])
        assert not await clock.is_right(at(TRUE) + beside)
        assert clock.disagrees
        assert await clock.is_right(at(TRUE) + timedelta(hours=3))
        assert not clock.disagrees


@pytest.mark.parametrize("addresses", [(), (NOBODY,), ("",), ("no address",)])
async def test_where_nobody_answers_all_goes_on(addresses: Sequence[str]) -> None:
    assert await OutsideClock(addresses).is_right(at(AHEAD))


async def test_one_that_agrees_is_enough() -> None:
    async with listening(Server(at(TRUE))) as wrong, listening(Server(at(AHEAD))) as right:
        assert await OutsideClock([NOBODY, wrong, right]).is_right(at(AHEAD))


async def test_a_right_clock_is_never_held_after_an_outage_a_pause_or_a_quiet_week() -> None:
    """Days pass while it sleeps, or while the whole machine stands still: it asks, and goes on."""
    server, passing = Server(at(TRUE)), Passing()
    async with listening(server) as address:
        clock = OutsideClock([address], passing)
        now = at(TRUE)
        for days, seconds in ((0, 0), (1, 86_400), (7, 7 * 86_400), (3, 0), (30, 60)):
            now, server.at = now + timedelta(days=days), now + timedelta(days=days)
            passing.seconds += seconds
            assert await clock.is_right(now)


async def test_it_asks_seldom_and_at_once_after_a_leap() -> None:
    server, passing = Server(at(TRUE)), Passing()
    async with listening(server) as address:
        clock, now = OutsideClock([address], passing), at(TRUE)
        for _ in range(5):
            assert await clock.is_right(now)
            now, passing.seconds = now + timedelta(minutes=1), passing.seconds + 60
        assert server.asked == 1
        assert not await clock.is_right(now + timedelta(days=7))
        assert server.asked == 2
        passing.seconds += ASKED_EVERY.total_seconds() + 1
        assert await clock.is_right(now)


async def test_an_answer_without_a_time_is_none() -> None:
    class Timeless(Server):
        async def answer(self, _: web.Request) -> web.Response:
            return web.Response(headers={"Date": "soon"})

    async with listening(Timeless(at(TRUE))) as address:
        assert await OutsideClock([address]).is_right(at(AHEAD))


def test_the_configured_platforms_are_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    assert platforms(Settings()) == []
    monkeypatch.setenv("CLB_ZALO_BOT_TOKEN", "1:secret")
    monkeypatch.setenv("CLB_TELEGRAM_TOKEN", "2:secret")
    assert platforms(Settings()) == ["https://api.telegram.org", "https://bot-api.zaloplatforms.com"]
