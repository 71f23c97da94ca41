"""Joins the parts of the Zalo Bot channel from the settings; nothing is asked of Zalo yet.

An unreachable Zalo is no reason not to start; a refused token or a webhook in the way is, and `run` says so.
"""

from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path

from bot.kept_media import RECEIVED
from bot.zalo_bot.client import OFFICIAL_API, ZaloClient
from bot.zalo_bot.media_in import zalo_media
from bot.zalo_bot.media_out import MediaLinks
from bot.zalo_bot.send import Announce, ZaloBot
from bot.zalo_bot.webhook import PATH


def start(
    token: str,
    folder: Path,
    announce: Announce,
    now: Callable[[], datetime],
    *,
    api_url: str = OFFICIAL_API,
    public_url: str = "",
    pushed: bool = False,
    media_hosts: Sequence[str] = (),
) -> ZaloBot:
    """The channel; its media live in `folder`, `media_hosts` ("127.0.0.1:8082") are trusted besides Zalo's.

    Add `.links.route()` to the web server and let `.keeper.run()` run beside it. Raises OperatorError where
    the token cannot be one.
    """
    return ZaloBot(
        ZaloClient(token, api_url),
        MediaLinks(folder / "links", public_url, now),
        zalo_media(folder / RECEIVED, media_hosts),
        announce,
        now,
        webhook_url=public_url.rstrip("/") + PATH if pushed else "",
    )
