"""python-telegram-bot as the second opinion: it accepts the fake, and its limits are ours.

A fake written by the hand that wrote the channel proves little. Here an independent library talks to the same
fake, and finds nothing it does not know.
"""

from collections.abc import AsyncIterator

import pytest
import telegram
from telegram.constants import FloodLimit, InlineKeyboardButtonLimit, MessageLimit
from telegram.error import BadRequest, Conflict, Forbidden, InvalidToken, RetryAfter, TimedOut

from bot.telegram.send import LONGEST_TEXT, Telegram, calls_for, keyboard
from handlers.messages import Choice, Outgoing
from tests.channels.checks import one_pixel_png
from tests.channels.telegram_drivers import CHAT
from tests.fakes.telegram import FakeTelegram, Trouble

BUTTONS = telegram.InlineKeyboardMarkup([[telegram.InlineKeyboardButton("Đúng", callback_data="7:1")]])


@pytest.fixture
async def fake() -> AsyncIterator[FakeTelegram]:
    async with FakeTelegram() as server:
        server.world.open(CHAT)
        yield server


@pytest.fixture
async def client(fake: FakeTelegram) -> AsyncIterator[telegram.Bot]:
    async with telegram.Bot(fake.token, f"{fake.url}/bot", f"{fake.url}/file/bot") as bot:
        yield bot


async def test_ptb_reads_every_answer_of_the_fake(fake: FakeTelegram, client: telegram.Bot) -> None:
    text = await client.send_message(CHAT, "Đúng chưa ạ?", reply_markup=BUTTONS)
    photo = await client.send_photo(CHAT, one_pixel_png(), caption="Biểu đồ")
    document = await client.send_document(CHAT, b"docx", filename="Báo cáo.docx")
    edited = await client.edit_message_text("Đã ghi ạ", CHAT, text.message_id)
    assert [one.api_kwargs for one in (text, photo, document, edited)] == [{}] * 4  # type: ignore[union-attr]  # bool only for inline messages
    assert text.reply_markup == BUTTONS
    assert document.document is not None
    assert document.document.file_name == "Báo cáo.docx"
    assert client.username == "clb_fake_bot"
    assert fake.complaints == []


async def test_ptb_receives_what_people_do_at_the_fake(fake: FakeTelegram, client: telegram.Bot) -> None:
    sent = await client.send_message(CHAT, "Đúng chưa ạ?", reply_markup=BUTTONS)
    fake.world.photo(CHAT, "phiếu", content=b"jpeg of a receipt")
    query = fake.world.tap(CHAT, sent.message_id, 1)
    photo, tap = await client.get_updates(timeout=1)
    assert photo.message is not None
    assert tap.callback_query is not None
    assert tap.callback_query.data == "7:1"
    assert await client.answer_callback_query(query)
    file = await client.get_file(photo.message.photo[-1].file_id)
    assert bytes(await file.download_as_bytearray()) == b"jpeg of a receipt"
    assert len(await client.get_updates(offset=tap.update_id, timeout=0)) == 1
    assert len(await client.get_updates(offset=tap.update_id + 1, timeout=0)) == 0


async def test_ptb_sees_the_webhook_and_the_conflict(fake: FakeTelegram, client: telegram.Bot) -> None:
    await client.set_webhook("https://example.org/x", secret_token="abc", allowed_updates=["message"])
    info = await client.get_webhook_info()
    assert (info.url, info.allowed_updates, info.api_kwargs) == ("https://example.org/x", ("message",), {})
    with pytest.raises(Conflict, match="webhook is active"):
        await client.get_updates(timeout=0)
    assert await client.delete_webhook()
    assert await client.get_updates(timeout=0) == ()


async def test_ptb_recognises_the_fakes_troubles(fake: FakeTelegram, client: telegram.Bot) -> None:
    fake.troubles.append(Trouble.THROTTLED)
    with pytest.raises(RetryAfter):
        await client.send_message(CHAT, "x")
    fake.troubles.append(Trouble.SILENT_AFTER)
    with pytest.raises(TimedOut):
        await client.send_message(CHAT, "x", read_timeout=0.1)
    with pytest.raises(BadRequest, match="too long"):
        await client.send_message(CHAT, "x" * (MessageLimit.MAX_TEXT_LENGTH + 1))
    with pytest.raises(BadRequest, match="Chat not found"):
        await client.send_message(CHAT + 1, "x")
    fake.world.stop_bot(CHAT)
    with pytest.raises(Forbidden):
        await client.send_message(CHAT, "x")
    fake.token = "4242:reset"
    with pytest.raises(InvalidToken):
        await client.get_me()


def test_our_limits_are_telegrams() -> None:
    assert LONGEST_TEXT == MessageLimit.MAX_TEXT_LENGTH
    assert Telegram.per_second < FloodLimit.MESSAGES_PER_SECOND


def test_ptb_reads_our_buttons_back_word_for_word() -> None:
    choices = (Choice("Đúng ạ", "7:1"), Choice("Để sau", "x" * InlineKeyboardButtonLimit.MAX_CALLBACK_DATA))
    written = keyboard(choices).model_dump(exclude_none=True)
    read_back = telegram.InlineKeyboardMarkup.de_json(written, None)
    assert read_back.to_dict() == written
    buttons = [button for row in read_back.inline_keyboard for button in row]
    assert [(one.text, one.callback_data) for one in buttons] == [(one.label, one.tap) for one in choices]
    assert [len(row) for row in read_back.inline_keyboard] == [1, 1]


async def test_buttons_stand_under_the_last_piece_only() -> None:
    calls = await calls_for(str(CHAT), Outgoing("dòng\n" * 2000, (Choice("Đúng", "7:1"),)), "")
    assert [call.reply_markup is not None for call in calls] == [False, False, True]
