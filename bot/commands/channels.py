"""The channels that are configured, each opened with what it brings along."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from bot.channel import Channel, Receive
from bot.kept_media import MediaKeeper
from bot.settings import Settings
from bot.wording import Wording

Route = Any


class Platform(Channel, Protocol):
    """A channel over somebody else's server."""

    keeper: MediaKeeper  # what people send is kept here

    async def name_there(self) -> str:
        """See bot.naming.Ask."""
        ...

    async def close(self) -> None:
        """Give the connections back."""
        ...


@dataclass
class Opened:
    """A configured channel: what it adds to the web server, and what is done once the server listens."""

    channel: Platform
    routes: Callable[[Receive], Sequence[Route]] = lambda receive: ()
    announce: Callable[[], Any] | None = None


async def open_channels(settings: Settings, now: Callable[[], datetime]) -> list[Opened]:
    """Each configured channel, its library imported only now."""
    opened = []
    if settings.telegram_token.get_secret_value():
        opened.append(await _telegram(settings, now))
    if settings.zalo_bot_token.get_secret_value():
        opened.append(_zalo_bot(settings, now))
    return opened


def platforms(settings: Settings) -> list[str]:
    """Where the servers of the configured channels are; no token in it."""
    found = [settings.telegram_api_url] if settings.telegram_token.get_secret_value() else []
    return [*found, settings.zalo_bot_api_url] if settings.zalo_bot_token.get_secret_value() else found


async def _telegram(settings: Settings, now: Callable[[], datetime]) -> Opened:
    from bot.telegram.start import set_webhook, start
    from bot.telegram.webhook import webhook_route

    channel = await start(settings, now, Wording().block("dialogue/files", "missing", {}))
    if settings.telegram_mode == "polling":
        return Opened(channel)
    secret = settings.telegram_secret.get_secret_value()
    return Opened(
        channel,
        lambda receive: [webhook_route(channel.keeper.keeping(receive), secret, now)],
        lambda: set_webhook(channel, settings.public_url, secret),
    )


def _zalo_bot(settings: Settings, now: Callable[[], datetime]) -> Opened:
    from bot.zalo_bot.start import start
    from bot.zalo_bot.webhook import webhook_route

    polls = settings.zalo_bot_mode == "polling"
    secret = settings.zalo_bot_secret.get_secret_value()
    wording = Wording()
    channel = start(
        settings.zalo_bot_token.get_secret_value(),
        settings.data_dir / "zalo",
        lambda unsent: "\n".join(
            wording.block("dialogue/files", "announce", {"file": one}) for one in unsent
        ),
        now,
        api_url=settings.zalo_bot_api_url,
        public_url=settings.public_url,
        pushed=not polls,
        media_hosts=_trusted_hosts(settings.zalo_bot_api_url),
    )

    def routes(receive: Receive) -> Sequence[Route]:
        hook = [] if polls else [webhook_route(channel.keeper.keeping(receive), secret, now)]
        return [channel.links.route(), *hook]

    return Opened(channel, routes)


def _trusted_hosts(api_url: str) -> Sequence[str]:
    """A Zalo server of one's own (`make fakes`) hosts its own pictures; the real one does not."""
    host = api_url.rsplit("://", maxsplit=1)[-1].split("/", maxsplit=1)[0]
    return () if host.endswith(("zaloplatforms.com", "zapps.me")) else (host,)
