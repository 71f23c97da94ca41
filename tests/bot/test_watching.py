"""A channel watched from outside: sends are counted, and one that fails does not take the others down."""

import asyncio
import os
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest
from aiohttp import web

from bot.channel import Outcome, Receive, Sent
from bot.clock import FrozenClock
from bot.errors import OperatorError
from bot.metrics import metrics_text, show_health
from bot.settings import Settings
from bot.upkeep import KEPT, OwnMachine
from bot.watching import Watched
from bot.zalo_bot.client import Failure
from handlers.messages import Outgoing
from handlers.operator.health import Figures
from storage.backup_notes import last_backup
from storage.database import open_database
from tests.storage.club_of_khong import november

NOON = november(30, 12)


class Way:
    """A channel that ends each send as it is told, and refuses to receive."""

    name, per_second = "zalo_bot", 10.0
    receiving: "Poller | None" = None

    def __init__(self, *outcomes: Outcome) -> None:
        self.outcomes = list(outcomes)
        self.runs = 0

    async def send(self, address: str, message: Outgoing) -> Sent:
        return Sent(self.outcomes.pop(0))

    async def run(self, receive: Receive) -> None:
        self.runs += 1
        raise OperatorError("the token is refused")


@dataclass
class Poller:
    """What Zalo's poller remembers."""

    failure: Failure | None = None


async def nobody(messages: object) -> None:
    return


async def after(*outcomes: Outcome, minutes: int = 0) -> tuple[str, int]:
    """Why the channel is in trouble after these sends, and how many letters are doubtful."""
    clock = FrozenClock(NOON)
    watched = Watched(Way(*outcomes), clock, alone=False)
    for _ in outcomes:
        await watched.send("lan", Outgoing("…"))
    clock.moment += timedelta(minutes=minutes)
    state = watched.state()
    assert state.since in (None, NOON)
    return state.why, state.unsure


async def test_a_refused_token_is_known_at_once_and_over_with_the_next_letter() -> None:
    assert await after(Outcome.SENT) == ("", 0)
    assert await after(Outcome.UNAUTHORIZED) == ("unauthorized", 0)
    assert await after(Outcome.UNAUTHORIZED, Outcome.LATER, Outcome.SENT, minutes=20) == ("", 0)


async def test_silence_is_a_trouble_only_after_a_while() -> None:
    assert await after(Outcome.UNKNOWN, Outcome.LATER, minutes=9) == ("", 0)
    assert await after(Outcome.UNKNOWN, Outcome.LATER, minutes=10) == ("silent", 1)
    assert await after(Outcome.LATER, Outcome.BLOCKED, minutes=20) == ("", 0)


async def test_sends_are_counted_by_outcome() -> None:
    await after(Outcome.REFUSED)
    assert 'clb_sent_total{channel="zalo_bot",outcome="refused"}' in metrics_text()


async def test_a_token_refused_at_the_start_is_said_at_once() -> None:
    with pytest.raises(OperatorError, match="refused"):
        await Watched(Way(), FrozenClock(NOON), alone=False).run(nobody)


async def test_later_the_channel_is_held_while_others_go_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.watching.FIRST_MINUTE", 0.0)
    monkeypatch.setattr("bot.watching.HOLD_SECONDS", 0.01)
    way = Way()
    watched = Watched(way, FrozenClock(NOON), alone=False)
    with pytest.raises(TimeoutError):
        await asyncio.wait_for(watched.run(nobody), 0.2)
    assert way.runs > 1
    assert watched.state().why == "unauthorized"
    with pytest.raises(OperatorError):
        await Watched(Way(), FrozenClock(NOON), alone=True).run(nobody)


def test_a_poller_that_only_remembers_is_asked() -> None:
    clock, way = FrozenClock(NOON), Way()
    watched = Watched(way, clock, alone=False)
    way.receiving = Poller(Failure(401, unsure=False, detail=""))
    assert (watched.state().why, watched.state().code) == ("unauthorized", "401")
    way.receiving = Poller(Failure(503, unsure=False, detail=""))
    assert watched.state().why == ""
    clock.moment += timedelta(minutes=11)
    assert watched.state().why == "silent"
    way.receiving = Poller(None)
    assert watched.state().why == ""


@pytest.fixture
async def outside() -> AsyncIterator[tuple[str, list[str]]]:
    """A page that counts who asks for it."""
    asked: list[str] = []

    async def answer(request: web.Request) -> web.Response:
        asked.append(request.path)
        return web.Response(text="ok")

    app = web.Application()
    app.router.add_get("/alive", answer)
    runner = web.AppRunner(app, shutdown_timeout=0.01)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    yield f"http://127.0.0.1:{runner.addresses[0][1]}/alive", asked
    await runner.cleanup()


async def test_somebody_outside_hears_us_and_may_be_away(outside: tuple[str, list[str]]) -> None:
    url, asked = outside
    for ping_url in (url, "", "http://127.0.0.1:9/nobody", "no address"):
        settings = Settings.model_validate({"ping_url": ping_url})
        await OwnMachine(settings, "", [], NOON).ping()
    assert asked == ["/alive"]


def fill(folder: Path) -> None:
    """More nightly backups than are kept."""
    folder.mkdir(parents=True)
    for day in range(KEPT + 3):
        (folder / f"clb-202610{day + 1:02}-0200.clb").touch()


async def test_the_nightly_backup_is_a_process_of_its_own(
    sqlite_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "data/backups"
    fill(folder)
    monkeypatch.setenv("CLB_BACKUP_PASSPHRASE", "sáu chữ")
    monkeypatch.setenv("CLB_DATA_DIR", str(tmp_path / "data"))
    machine = OwnMachine(Settings(), sqlite_url, [], NOON)
    assert machine.backups_wanted
    assert await machine.back_up(NOON)
    names = sorted(os.listdir(folder))
    assert (len(names), names[-1]) == (KEPT, "clb-20261130-1200.clb")
    database = open_database(sqlite_url)
    async with database.read() as connection:
        note = await last_backup(connection)
    await database.dispose()
    assert note is not None
    assert note.tested


def test_a_paid_plan_is_not_warned_about_as_the_free_one() -> None:
    people, sent = [f"lan{n}" for n in range(45)], [(NOON, Outgoing("ạ"))] * 2900
    free = OwnMachine(Settings(), "", [], NOON).zalo_use(people, sent, NOON.date())
    assert (free.most_people, free.most_messages, free.running_out) == (50, 3000, True)
    bought = Settings.model_validate({"zalo_bot_people": "1000", "zalo_bot_messages": "30000"})
    paid = OwnMachine(bought, "", [], NOON).zalo_use(people, sent, NOON.date())
    assert (paid.most_people, paid.most_messages, paid.running_out) == (1000, 30_000, False)


def test_the_gauges_are_shown() -> None:
    show_health(Figures(NOON, 14_000_000_000, waiting=3, oldest_unanswered=NOON - timedelta(seconds=40)))
    text = metrics_text()
    assert "clb_letters_waiting 3.0" in text
    assert "clb_oldest_turn_seconds 40.0" in text
    assert "clb_disk_free_bytes 1.4e+10" in text
