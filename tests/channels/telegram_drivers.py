"""Telegram's drivers for the table of cases: our real channel against the fake Telegram on this machine."""

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Literal

import telegram
from aiohttp import web
from pydantic import SecretStr

from bot.channel import Sent
from bot.settings import Settings
from bot.telegram.send import Telegram
from bot.telegram.session import Line
from bot.telegram.start import set_webhook, start
from bot.telegram.webhook import webhook_route
from handlers.messages import Incoming, Kind, Outgoing
from tests.channels.cases import RETRY_AFTER, Ability, FromPerson, Trouble
from tests.channels.checks import Shown, background
from tests.fakes.telegram import TOKEN, FakeTelegram
from tests.fakes.telegram import Trouble as ServerTrouble

CHAT = 1001
GROUP = -5005
NOT_AT_HAND = "Ảnh hiện cháu không có ở đây ạ."
SECRET = "a-secret_of-the-test"


def settings(url: str, token: str = TOKEN, mode: Literal["polling", "webhook"] = "polling") -> Settings:
    """The real settings of an assistant that talks to a fake."""
    return Settings(telegram_api_url=url, telegram_token=SecretStr(token), telegram_mode=mode)


@dataclass
class Store:
    """A `receive` that keeps messages in memory, and may fail as a full disk does."""

    kept: list[Incoming] = field(default_factory=list)
    failures_left: int = 0

    async def __call__(self, messages: Sequence[Incoming]) -> None:
        if self.failures_left:
            self.failures_left -= 1
            raise OSError("the disk is full")
        self.kept.extend(messages)

    def texts(self) -> list[str]:
        return [message.text for message in self.kept]


def line_of(channel: Telegram) -> Line:
    """The channel's wire, of which aiogram declares only the base type."""
    assert isinstance(channel.bot.session, Line)
    return channel.bot.session


def now() -> datetime:
    """The clock of these tests, where no time matters."""
    return datetime.now(UTC)


async def until(holds: Callable[[], object]) -> None:
    """Wait until something has happened; half a minute is for a machine that does much else."""
    async with asyncio.timeout(30):
        while not holds():  # noqa: ASYNC110 - the fake has no event for every condition a test may think of
            await asyncio.sleep(0.005)


@asynccontextmanager
async def opened(
    fake: FakeTelegram, mode: Literal["polling", "webhook"] = "polling"
) -> AsyncIterator[Telegram]:
    """Our channel talking to the fake."""
    channel = await start(settings(fake.url, fake.token, mode), now, NOT_AT_HAND)
    try:
        yield channel
    finally:
        # not channel.close(): aiogram waits there a quarter of a second for TLS, which is not spoken here
        await (await line_of(channel).create_session()).close()


@asynccontextmanager
async def polling(fake: FakeTelegram, store: Store) -> AsyncIterator[Telegram]:
    """Our channel receiving by polling; killed at the end."""
    async with opened(fake) as channel, background(channel.run(store)):
        yield channel


@asynccontextmanager
async def listening(fake: FakeTelegram, store: Store) -> AsyncIterator[Telegram]:
    """Our channel receiving by webhook in a server of its own."""
    app = web.Application()
    app.add_routes([webhook_route(store, SECRET, now)])
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    async with opened(fake, "webhook") as channel:
        await set_webhook(channel, f"http://127.0.0.1:{runner.addresses[0][1]}", SECRET)
        yield channel
        await runner.cleanup()


def act(fake: FakeTelegram, message: FromPerson) -> None:
    """Let the fake's person do what the case says."""
    world, chat, number = fake.world, CHAT if message.private else GROUP, message.number
    if message.edited:
        world.edit(chat, number, message.text)
    elif message.kind is Kind.TAP:
        world.tap_payload(chat, number, message.tap, query_id=f"query-{number}")
    elif message.kind is Kind.PHOTO:
        world.photo(chat, message.text, message_id=number)
    elif message.kind is Kind.VOICE:
        world.voice(chat, message_id=number)
    elif message.kind is Kind.STICKER:
        world.sticker(chat, message_id=number)
    elif message.kind is Kind.UNSUPPORTED:
        world.anything(chat, number, location=telegram.Location(105.2, 21.8))
    else:
        world.say(chat, message.text, message_id=number)


@dataclass
class PollingDriver:
    """Acknowledged means: Telegram was asked for what comes after."""

    fake: FakeTelegram
    store: Store
    abilities: frozenset[Ability] = frozenset(Ability) - {Ability.SECRET}
    address: str = str(CHAT)

    async def deliver(self, message: FromPerson) -> bool:
        act(self.fake, message)
        await until(lambda: not self.fake.world.waiting)
        return True

    def received(self) -> list[Incoming]:
        return self.store.kept


@dataclass
class WebhookDriver(PollingDriver):
    """Acknowledged means: the webhook answered 200."""

    abilities: frozenset[Ability] = frozenset(Ability)

    async def deliver(self, message: FromPerson) -> bool:
        act(self.fake, message)
        update = self.fake.world.waiting.pop()
        return await self.fake.push(update, secret=None if message.secret_holds else "guessed") == 200


@dataclass
class SendingDriver:
    """Sends to one person; the fake gets into the trouble just before."""

    fake: FakeTelegram
    channel: Telegram
    abilities: frozenset[Ability] = frozenset(Ability)

    async def send(self, message: Outgoing, trouble: Trouble) -> Sent:
        await get_into(self.fake, trouble)
        line_of(self.channel).timeout = 0.3 if trouble is Trouble.TIMEOUT else 30
        return await self.channel.send(str(CHAT), message)

    def shown(self) -> Shown:
        lines = [line for line in self.fake.world.conversation(CHAT) if line.who == "bot"]
        texts = tuple(line.text for line in lines if line.text)
        return Shown(texts, lines[-1].buttons, tuple(line.file for line in lines if line.file))


async def get_into(fake: FakeTelegram, trouble: Trouble) -> None:
    """Translate the table's troubles into the fake's."""
    one_call = {
        Trouble.THROTTLED: ServerTrouble.THROTTLED,
        Trouble.TIMEOUT: ServerTrouble.SILENT_AFTER,
        Trouble.BROKEN_OFF: ServerTrouble.BREAK_AFTER,
        Trouble.SERVER_ERROR: ServerTrouble.SERVER_ERROR,
        Trouble.BAD_GATEWAY: ServerTrouble.BAD_GATEWAY,
    }
    fake.retry_after = RETRY_AFTER
    if trouble in one_call:
        fake.troubles.append(one_call[trouble])
    elif trouble is Trouble.BLOCKED:
        fake.world.stop_bot(CHAT)
    elif trouble is Trouble.TOKEN_CHANGED:
        fake.token = "4242:a-new-one"
    elif trouble is Trouble.REFUSED_CONNECTION:
        await fake.stop()
        await asyncio.sleep(0.05)  # let our side notice that its idle connection is gone
