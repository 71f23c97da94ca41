"""Fetches what a person sent: the photo of a receipt, a voice message.

The address of a file holds the bot's token, so no error of the network leaves this file.
"""

from aiogram import Bot
from aiogram.exceptions import AiogramError
from aiohttp import ClientError

from bot.telegram.errors import MediaUnavailable

LARGEST_MEDIA = 10 * 1024 * 1024
FETCH_SECONDS = 60


async def download(bot: Bot, media: str) -> bytes:
    """The bytes behind a file id; raises MediaUnavailable when gone, larger than 10 MB, or out of reach."""
    try:
        file = await bot.get_file(media)
        return await _fetch(bot, file.file_path or "")
    except (AiogramError, ClientError, TimeoutError) as trouble:
        raise MediaUnavailable(type(trouble).__name__) from None


async def _fetch(bot: Bot, path: str) -> bytes:
    url = bot.session.api.file_url(bot.token, path)
    content = bytearray()
    async for piece in bot.session.stream_content(url, timeout=FETCH_SECONDS):
        content += piece
        if len(content) > LARGEST_MEDIA:
            raise MediaUnavailable("larger than 10 MB")
    return bytes(content)
