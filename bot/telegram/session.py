"""The wire to Telegram: aiogram's own, with what we must know to send nothing twice.

Telegram is often unreachable from Vietnam: a connection that never opened (surely not sent) must be told
apart from an answer that never came (perhaps sent). The token stands in every URL: never print these errors.
"""

from typing import Any, cast

from aiohttp import ClientTimeout

from bot.telegram.library import (
    PRODUCTION,
    AiohttpSession,
    Bot,
    Response,
    TelegramAPIServer,
    TelegramMethod,
    TelegramServerError,
    TelegramType,
)

CONNECT_SECONDS = 10.0
ANSWER_SECONDS = 30.0


class ServerTrouble(TelegramServerError):
    """An answer of 500 and above, whatever its body; aiogram's own error does not keep the status."""

    def __init__(self, method: TelegramMethod[Any], status: int) -> None:
        super().__init__(method=method, message=f"HTTP {status}")
        self.status = status


class Line(AiohttpSession):
    """A session with its own limit for connecting, and with the status of a failing server."""

    async def make_request(
        self,
        bot: Bot,
        method: TelegramMethod[TelegramType],
        timeout: int | None = None,  # noqa: ASYNC109 - the name and place aiogram calls it by
    ) -> TelegramType:
        """One call, as aiogram does it; `timeout` in seconds covers the whole of it."""
        limits = ClientTimeout(total=timeout or self.timeout, sock_connect=CONNECT_SECONDS)
        # aiogram declares a number here but hands it to aiohttp unchanged, which also takes a ClientTimeout
        return await super().make_request(bot, method, cast("int", limits))

    def check_response(
        self, bot: Bot, method: TelegramMethod[TelegramType], status_code: int, content: str
    ) -> Response[TelegramType]:
        """The parsed answer; raises ServerTrouble before trying to read a gateway's HTML page as JSON."""
        if status_code >= 500:
            raise ServerTrouble(method, status_code)
        return super().check_response(bot, method, status_code, content)


def line_to(api_url: str) -> Line:
    """A session to Telegram itself, or to a Bot API server of one's own (or a fake one) at `api_url`."""
    server = TelegramAPIServer.from_base(api_url) if api_url else PRODUCTION
    return Line(api=server, timeout=ANSWER_SECONDS)
