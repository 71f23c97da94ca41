"""Telegram as a channel: messages out, with a button for each numbered choice.

The text goes out plain (no parse_mode), so a name like "<b>" needs no escaping and cannot break a message.
"""

import asyncio
import logging
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from bot.channel import Outcome, Receive, Sent
from bot.kept_media import MediaKeeper
from bot.splitting import split
from bot.telegram.library import (
    AiogramError,
    Bot,
    BufferedInputFile,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    LinkPreviewOptions,
    SendDocument,
    SendMessage,
    SendPhoto,
)
from bot.telegram.outcomes import failed
from bot.telegram.polling import Polling
from bot.telegram.receive import CHANNEL
from handlers.messages import Choice, Outgoing

log = logging.getLogger(__name__)
LONGEST_TEXT = 4096
PICTURES = frozenset({".png", ".jpg", ".jpeg"})
WAIT_IN_THE_MIDDLE_SECONDS = 30.0
# a preview would make Telegram's servers open single-use links before the person does
NO_PREVIEW = LinkPreviewOptions(is_disabled=True)

Call = SendMessage | SendPhoto | SendDocument


@dataclass
class Telegram:
    """One bot of @BotFather's; `username` is "" while Telegram has not answered yet."""

    bot: Bot
    now: Callable[[], datetime]
    keeper: MediaKeeper
    missing: str  # said in place of a file that cannot be read
    username: str = ""
    polling: bool = True
    name: str = CHANNEL
    per_second: float = 29.5

    async def send(self, address: str, message: Outgoing) -> Sent:
        """Files first, then the text in pieces, buttons under the last; the id is that of the last piece.

        A file that is no longer there costs nobody the words: they say that it is not at hand.
        """
        calls = await calls_for(address, message, self.missing)
        sent = Sent(Outcome.REFUSED, detail="there is nothing to send")
        for delivered, call in enumerate(calls):
            sent = await self._attempt(call)
            if delivered and _is_short_wait(sent):
                await asyncio.sleep(sent.retry_after or 0)
                sent = await self._attempt(call)
            if sent.outcome is not Outcome.SENT:
                return _in_pieces(sent, delivered)
        return sent

    async def run(self, receive: Receive) -> None:
        """Receive until cancelled; at once back in webhook mode. Raises TokenRefused."""
        if self.polling:
            await Polling(self.bot, self.keeper.keeping(receive), self.now).forever()

    async def name_there(self) -> str:
        """The bot's @name without the @; "" while Telegram does not say."""
        if not self.username:
            with suppress(AiogramError):  # asked again later
                self.username = (await self.bot.get_me()).username or ""
        return self.username

    async def close(self) -> None:
        """Give the connections back."""
        await self.bot.session.close()

    async def _attempt(self, call: Call) -> Sent:
        try:
            message = await self.bot(call)
        except AiogramError as trouble:
            return failed(trouble)
        return Sent(Outcome.SENT, provider_id=str(message.message_id))


async def calls_for(address: str, message: Outgoing, missing: str) -> list[Call]:
    """The calls that make up one message, in order; `missing` is said once where a file is gone."""
    files = [await _file_call(address, Path(name)) for name in message.files]
    found: list[Call] = [call for call in files if call is not None]
    if len(found) < len(files):
        log.warning("file_not_at_hand", extra={"files": len(files) - len(found)})
        message = replace(message, text="\n\n".join(filter(str.strip, (message.text, missing))))
    return [*found, *_text_calls(address, message)]


async def _file_call(address: str, path: Path) -> Call | None:
    try:
        content = BufferedInputFile(await asyncio.to_thread(path.read_bytes), filename=path.name)
    except OSError:  # restored into another folder, or cleared away; the caller says so
        return None
    if path.suffix.lower() in PICTURES:
        return SendPhoto(chat_id=address, photo=content)
    return SendDocument(chat_id=address, document=content)


def _text_calls(address: str, message: Outgoing) -> list[SendMessage]:
    pieces = split(message.text, LONGEST_TEXT)
    calls = [SendMessage(chat_id=address, text=piece, link_preview_options=NO_PREVIEW) for piece in pieces]
    if calls and message.choices:
        calls[-1] = calls[-1].model_copy(update={"reply_markup": keyboard(message.choices)})
    return calls


def keyboard(choices: Sequence[Choice]) -> InlineKeyboardMarkup:
    """One button a row: wide enough for an unsteady finger."""
    rows = [[InlineKeyboardButton(text=choice.label, callback_data=choice.tap)] for choice in choices]
    return InlineKeyboardMarkup(inline_keyboard=rows)


def _is_short_wait(sent: Sent) -> bool:
    return sent.retry_after is not None and sent.retry_after <= WAIT_IN_THE_MIDDLE_SECONDS


def _in_pieces(sent: Sent, delivered: int) -> Sent:
    """Where some pieces are already on the screen, "surely not delivered" is no longer true."""
    if not delivered or sent.outcome is not Outcome.LATER:
        return sent
    return Sent(
        Outcome.UNKNOWN, retry_after=sent.retry_after, detail=f"after {delivered} pieces: {sent.detail}"
    )
