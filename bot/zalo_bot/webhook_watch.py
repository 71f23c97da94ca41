"""Where Zalo pushes, nothing tells us that it stopped: so it is asked at times whether it still means us."""

import asyncio
import logging
from collections.abc import Awaitable, Callable

from bot.zalo_bot.client import Answer, Failure, ZaloClient
from bot.zalo_bot.polling import webhook_url_of

LOOK_SECONDS = 300.0
NOT_OURS = 409  # our own code, not Zalo's
_log = logging.getLogger(__name__)


class WebhookWatch:
    """`failure` is why nothing can be pushed to us now, None while all is well."""

    def __init__(
        self, client: ZaloClient, url: str, *, pause: Callable[[float], Awaitable[None]] = asyncio.sleep
    ) -> None:
        self.failure: Failure | None = None
        self._client, self._url, self._pause = client, url, pause

    async def run(self) -> None:
        """Look until cancelled."""
        while True:
            self._note(_trouble(await self._client.post("getWebhookInfo"), self._url))
            await self._pause(LOOK_SECONDS)

    def _note(self, failure: Failure | None) -> None:
        """Log a change once."""
        before, self.failure = self.failure, failure
        if failure is not None and (before is None or before.code != failure.code):
            _log.error("zalo_bot: nothing is pushed to us: %s", failure.detail)
        if failure is None and before is not None:
            _log.warning("zalo_bot: pushed to us again")


def _trouble(reply: Answer | Failure, url: str) -> Failure | None:
    if isinstance(reply, Failure):
        return reply
    if webhook_url_of(reply) == url:
        return None
    return Failure(NOT_OURS, unsure=False, detail="the webhook is not set to this server: run clb webhook on")
