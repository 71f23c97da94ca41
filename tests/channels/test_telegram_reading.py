"""Whatever python-telegram-bot can write as an update, our reading of it (aiogram's) hears rightly."""

from datetime import UTC, datetime, timedelta

import pytest
import telegram
from telegram.constants import UpdateType

from bot.telegram.polling import ALLOWED_UPDATES
from bot.telegram.receive import clean, read
from handlers.messages import Incoming, Kind
from tests.channels.telegram_drivers import CHAT, GROUP
from tests.fakes.telegram_world import BOT, World

NOW = datetime(2026, 11, 21, 8, 30, tzinfo=UTC)
PERSON = telegram.User(CHAT, "Bác Hạnh", is_bot=False)

UNREAD = {
    "location": telegram.Location(105.2, 21.8),
    "contact": telegram.Contact("0912", "Bác"),
    "dice": telegram.Dice(3, "🎲"),
    "venue": telegram.Venue(telegram.Location(105.2, 21.8), "Nhà văn hoá", "thôn Khổng"),
    "poll": telegram.Poll(
        "1",
        "Họp?",
        [telegram.PollOption("Có", 0, persistent_id="id")],
        0,
        is_closed=False,
        is_anonymous=False,
        type=telegram.Poll.REGULAR,
        allows_multiple_answers=False,
        allows_revoting=False,
        members_only=False,
    ),
    "audio": telegram.Audio("f", "u", 3),
    "video": telegram.Video("f", "u", 3, 4, 5),
    "video_note": telegram.VideoNote("f", "u", 3, 4),
}
TOLD_BY_TELEGRAM = {
    "new_chat_title": "Nhóm mới",
    "delete_chat_photo": True,
    "message_auto_delete_timer_changed": telegram.MessageAutoDeleteTimerChanged(86400),
    "write_access_allowed": telegram.WriteAccessAllowed(),
}


def hear(world: World) -> list[Incoming]:
    return [message for update in world.waiting for message in read(update, NOW)]


@pytest.mark.parametrize("sort", UNREAD)
def test_what_nobody_reads_is_still_heard(sort: str) -> None:
    world = World()
    world.anything(CHAT, None, **{sort: UNREAD[sort]})
    [heard] = hear(world)
    assert (heard.kind, heard.text, heard.private) == (Kind.UNSUPPORTED, "", True)


@pytest.mark.parametrize("sort", TOLD_BY_TELEGRAM)
def test_what_telegram_tells_by_itself_is_no_message(sort: str) -> None:
    world = World()
    world.anything(CHAT, None, **{sort: TOLD_BY_TELEGRAM[sort]})
    world.stop_bot(CHAT)
    assert hear(world) == []


def test_the_largest_size_of_a_photo_is_taken() -> None:
    world = World()
    world.photo(CHAT, "phiếu chi")
    sizes = world.waiting[0]["message"]["photo"]
    sizes.reverse()  # nobody promises their order
    [heard] = hear(world)
    assert heard.media == max(sizes, key=lambda size: size["width"])["file_id"]
    assert (heard.kind, heard.text) == (Kind.PHOTO, "phiếu chi")


@pytest.mark.parametrize(
    "name, mime_type, kind",
    [
        ("phieu", "image/jpeg", Kind.PHOTO),
        ("phieu", "image/png", Kind.PHOTO),
        ("IMG_01.JPG", "application/octet-stream", Kind.PHOTO),
        ("IMG_02.jpeg", "IMAGE/JPG", Kind.PHOTO),
        ("IMG_03.HEIC", "image/heic", Kind.FILE),
        ("phieu.pdf", "application/pdf", Kind.FILE),
    ],
)
def test_a_picture_sent_as_a_file_is_a_photo(name: str, mime_type: str, kind: Kind) -> None:
    world = World()
    world.document(CHAT, name, mime_type)
    [heard] = hear(world)
    assert heard.kind is kind
    assert heard.media in world.files


def test_an_animation_is_a_greeting_though_it_brings_a_document() -> None:
    world = World()
    greeting = telegram.Animation("f", "u", 3, 4, 5)
    world.anything(CHAT, animation=greeting, document=telegram.Document("f", "u"))
    [heard] = hear(world)
    assert (heard.kind, heard.media) == (Kind.STICKER, "")


def test_the_time_is_the_time_of_writing_and_of_a_tap_ours() -> None:
    world = World()
    world.say(CHAT, "xin chào", message_id=5)
    world.tap_payload(CHAT, 5, "7:1")
    said, tapped = hear(world)
    assert abs(said.at - datetime.now(UTC)) < timedelta(minutes=1)
    assert tapped.at == NOW


def test_a_tap_on_a_message_that_is_gone_still_has_its_person() -> None:
    world = World()
    world.tap_payload(CHAT, 404, "7:1")
    [tapped] = hear(world)
    assert (tapped.address, tapped.tap, tapped.private) == (str(CHAT), "7:1", True)


def test_a_tap_on_a_message_too_old_to_be_shown_is_read() -> None:
    gone = telegram.InaccessibleMessage(telegram.Chat(CHAT, "private"), 5)
    query = telegram.CallbackQuery("9", PERSON, "instance", message=gone, data="7:1")
    [tapped] = read(telegram.Update(1, callback_query=query).to_dict(), NOW)
    assert (tapped.kind, tapped.tap) == (Kind.TAP, "7:1")


def test_nothing_of_a_group_is_kept_but_that_somebody_spoke() -> None:
    world = World()
    world.photo(GROUP, "ảnh họp nhóm", message_id=5)
    world.tap_payload(GROUP, 5, "7:1")
    world.edit(GROUP, 5, "sửa lại")
    heard = hear(world)
    assert [one.private for one in heard] == [False, False, False]
    assert [(one.text, one.media, one.tap) for one in heard] == [("", "", "")] * 3


def test_two_edits_of_one_message_are_two_messages() -> None:
    world = World()
    world.say(CHAT, "500", message_id=5)
    world.edit(CHAT, 5, "5000")
    world.edit(CHAT, 5, "50000")
    world.waiting[2]["edited_message"]["edit_date"] += 1
    assert len({one.message_id for one in hear(world)}) == 3


def test_a_start_link_arrives_as_typed() -> None:
    world = World()
    world.say(CHAT, "/start 12345678")
    [heard] = hear(world)
    assert (heard.kind, heard.text) == (Kind.TEXT, "/start 12345678")


@pytest.mark.parametrize(
    "typed, kept",
    [("a\0b", "ab"), ("nửa \ud83d emoji", "nửa  emoji"), ("👵🏻", "👵🏻"), ("e\u0302\u0301", "ế")],
)
def test_words_no_database_would_take_are_cleaned(typed: str, kept: str) -> None:
    assert clean(typed) == kept


def test_other_kinds_of_updates_are_nothing_to_us() -> None:
    answer = telegram.PollAnswer("1", [0], user=PERSON, option_persistent_ids=["id"])
    inline = telegram.InlineQuery("1", PERSON, "q", "")
    assert read(telegram.Update(1, poll_answer=answer).to_dict(), NOW) == []
    assert read(telegram.Update(2, inline_query=inline).to_dict(), NOW) == []


def test_the_kinds_we_ask_for_are_kinds_of_the_bot_api() -> None:
    assert set(ALLOWED_UPDATES) <= {str(kind) for kind in UpdateType}
    assert BOT.is_bot
