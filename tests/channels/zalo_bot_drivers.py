"""Zalo Bot's drivers for the table of cases every channel passes."""

from dataclasses import dataclass

import pytest

from bot.channel import Sent
from bot.zalo_bot.send import ZaloBot
from handlers.messages import Incoming, Kind, Outgoing
from tests.channels.cases import Ability, FromPerson, Trouble
from tests.channels.checks import Shown
from tests.channels.zalo_bot_rig import SECRET, Store, until
from tests.fakes.zalo_bot import FakeZaloBot
from tests.fakes.zalo_bot_platform import LAN
from tests.fakes.zalo_bot_troubles import Trouble as ServerTrouble


async def act(fake: FakeZaloBot, message: FromPerson) -> int | None:
    """Let the fake's person do what the case says."""
    more = {"message_id": f"m{message.number}", "group": "" if message.private else "g1"}
    match message.kind:
        case Kind.PHOTO:
            return await fake.photo(message.text, **more)
        case Kind.VOICE:
            return await fake.voice(**more)
        case Kind.STICKER:
            return await fake.sticker(**more)
        case Kind.UNSUPPORTED:
            return await fake.unsupported(**more)
    return await fake.say(message.text, **more)


RECEIVING = frozenset(
    {Ability.VOICE, Ability.STICKERS, Ability.PHOTOS_IN, Ability.GROUPS, Ability.UNSUPPORTED}
)


@dataclass
class PollingDriver:
    """Acknowledged means: stored, and Zalo was asked for what comes after."""

    fake: FakeZaloBot
    store: Store
    abilities: frozenset[Ability] = RECEIVING
    address: str = LAN

    async def deliver(self, message: FromPerson) -> bool:
        already = len(self.store.kept)
        await act(self.fake, message)
        await until(lambda: len(self.store.kept) > already)
        return True

    def received(self) -> list[Incoming]:
        return self.store.kept


@dataclass
class WebhookDriver:
    """Acknowledged means: the webhook answered 200."""

    fake: FakeZaloBot
    store: Store
    abilities: frozenset[Ability] = RECEIVING | {Ability.SECRET}
    address: str = LAN

    async def deliver(self, message: FromPerson) -> bool:
        self.fake.secret = SECRET if message.secret_holds else "a-guessed-secret"
        return await act(self.fake, message) == 200

    def received(self) -> list[Incoming]:
        return self.store.kept


@dataclass
class SendingDriver:
    """Sends to one person; the fake gets into the trouble just before."""

    fake: FakeZaloBot
    channel: ZaloBot
    abilities: frozenset[Ability] = frozenset({Ability.PICTURES_OUT, Ability.TROUBLE})

    async def send(self, message: Outgoing, trouble: Trouble) -> Sent:
        await get_into(self.fake, trouble)
        return await self.channel.send(LAN, message)

    def shown(self) -> Shown:
        screen = self.fake.conversation()
        texts = tuple(one.text for one in screen if one.text)
        return Shown(texts, files=tuple(one.photo for one in screen if one.photo))


async def get_into(fake: FakeZaloBot, trouble: Trouble) -> None:
    """Translate the table's troubles into the fake's."""
    one_call = {
        Trouble.THROTTLED: "429",
        Trouble.TIMEOUT: ServerTrouble.HANG,
        Trouble.BROKEN_OFF: ServerTrouble.BROKEN_OFF,
        Trouble.SERVER_ERROR: ServerTrouble.SERVER_ERROR,
        Trouble.BAD_GATEWAY: ServerTrouble.BAD_GATEWAY,
    }
    if trouble in one_call:
        fake.trouble("sendMessage", one_call[trouble])
    elif trouble is Trouble.BLOCKED:
        pytest.skip("blocked: no source tells how Zalo answers for a person who stopped the bot")
    elif trouble is Trouble.TOKEN_CHANGED:
        fake.token = "1234567890:another-token"
    elif trouble is Trouble.REFUSED_CONNECTION:
        await fake.stop()
