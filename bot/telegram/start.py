"""Opens and closes the Telegram channel: is the token true, and where do updates go.

An unreachable Telegram is no reason not to start (Zalo goes on); a refused token is, and is said at once.
"""

import logging
from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Protocol

from pydantic import SecretStr

from bot.errors import OperatorError
from bot.kept_media import RECEIVED, MediaKeeper
from bot.telegram.errors import TokenRefused
from bot.telegram.library import (
    AiogramError,
    Bot,
    TelegramNotFound,
    TelegramUnauthorizedError,
    TokenValidationError,
)
from bot.telegram.media import download
from bot.telegram.polling import ALLOWED_UPDATES
from bot.telegram.receive import CHANNEL
from bot.telegram.send import Telegram
from bot.telegram.session import line_to
from bot.telegram.webhook import PATH

REFUSED = (
    "Telegram does not know CLB_TELEGRAM_TOKEN: ask @BotFather for the token (/token) and put it into .env."
)
WEBHOOK_NOT_SET = (
    "Telegram did not take the webhook ({reason}): check CLB_PUBLIC_URL (https) and CLB_TELEGRAM_SECRET."
)

_log = logging.getLogger(__name__)


class TelegramSettings(Protocol):
    """What the channel needs of the settings; `telegram_api_url` "" means Telegram itself."""

    @property
    def telegram_token(self) -> SecretStr: ...
    @property
    def telegram_api_url(self) -> str: ...
    @property
    def telegram_mode(self) -> str: ...
    @property
    def data_dir(self) -> Path: ...


async def start(settings: TelegramSettings, now: Callable[[], datetime], missing: str) -> Telegram:
    """The channel, its token checked (getMe); `missing` are the words for a file that is gone.

    Raises TokenRefused; goes on where Telegram is silent.
    """
    bot = _bot(settings.telegram_token.get_secret_value(), settings.telegram_api_url)
    keeper = MediaKeeper(settings.data_dir / CHANNEL / RECEIVED, partial(download, bot))
    channel = Telegram(bot, now, keeper, missing, polling=settings.telegram_mode != "webhook")
    try:
        channel.username = (await bot.get_me()).username or ""
    except (TelegramUnauthorizedError, TelegramNotFound):
        await channel.close()
        raise TokenRefused(REFUSED) from None
    except AiogramError as trouble:
        _log.warning("telegram: no answer (%s), going on without it", type(trouble).__name__)
    return channel


def _bot(token: str, api_url: str) -> Bot:
    try:
        return Bot(token, session=line_to(api_url))
    except TokenValidationError:
        raise TokenRefused(REFUSED) from None


async def set_webhook(channel: Telegram, public_url: str, secret: str) -> None:
    """Tell Telegram to call us; raises OperatorError in one sentence when it will not."""
    url = public_url.rstrip("/") + PATH
    try:
        await channel.bot.set_webhook(url, secret_token=secret, allowed_updates=list(ALLOWED_UPDATES))
    except AiogramError as trouble:
        reason = type(trouble).__name__
        raise OperatorError(WEBHOOK_NOT_SET.format(reason=reason)) from None


async def delete_webhook(channel: Telegram) -> None:
    """Tell Telegram to stop calling; waiting updates are kept for the next receiver."""
    try:
        await channel.bot.delete_webhook(drop_pending_updates=False)
    except AiogramError as trouble:
        raise OperatorError(
            f"Telegram did not remove the webhook ({type(trouble).__name__}): try again."
        ) from None
