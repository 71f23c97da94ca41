"""Fetches what a person sent on Telegram: the photo of a receipt, a voice message.

The address of a file holds the bot's token, so no error of the network leaves this file with its text.
"""

from aiohttp import ClientError, ClientResponseError

from bot.kept_media import MEDIA_LIMIT, MediaRefused, MediaTooLarge, MediaUnreachable
from bot.limits import TooLarge, read_at_most
from bot.telegram.library import AiogramError, Bot, TelegramBadRequest

FETCH_SECONDS = 60
_TOO_BIG = "file is too big"  # Telegram gives bots nothing above 20 MB
_GONE = frozenset({403, 404, 410})


async def download(bot: Bot, media: str) -> bytes:
    """The bytes behind a file id; see bot.kept_media.Download."""
    try:
        return await _fetch(bot, media)
    except TooLarge:
        raise MediaTooLarge(f"more than {MEDIA_LIMIT} bytes") from None
    except TelegramBadRequest as refused:
        if _TOO_BIG in refused.message:
            raise MediaTooLarge("more than Telegram hands over") from None
        raise MediaRefused("Telegram does not know this file") from None
    except ClientResponseError as answered:
        if answered.status in _GONE:
            raise MediaRefused(f"gone (HTTP {answered.status})") from None
        raise MediaUnreachable(f"HTTP {answered.status}") from None
    except (AiogramError, ClientError, TimeoutError, OSError) as trouble:
        raise MediaUnreachable(type(trouble).__name__) from None


async def _fetch(bot: Bot, media: str) -> bytes:
    file = await bot.get_file(media)
    if (file.file_size or 0) > MEDIA_LIMIT:
        raise TooLarge
    url = bot.session.api.file_url(bot.token, file.file_path or "")
    return await read_at_most(bot.session.stream_content(url, timeout=FETCH_SECONDS), MEDIA_LIMIT)
