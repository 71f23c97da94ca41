"""Nothing a person writes is lost between Telegram and the store, whatever breaks in between."""

import asyncio
import logging
from collections.abc import AsyncIterator, Sequence

import pytest

from bot.telegram import polling as polling_module
from bot.telegram.errors import TokenRefused
from bot.telegram.polling import CONFLICT, Polling
from handlers.messages import Choice, Incoming, Kind, Outgoing
from tests.channels.telegram_drivers import CHAT, Store, listening, now, opened, polling, until
from tests.fakes.telegram import FakeTelegram


@pytest.fixture
async def fake() -> AsyncIterator[FakeTelegram]:
    async with FakeTelegram(redeliver_after=0.01) as server:
        yield server


@pytest.fixture(autouse=True)
def short_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(polling_module, "FIRST_PAUSE_SECONDS", 0.01)


async def test_polling_brings_again_what_was_not_stored(fake: FakeTelegram) -> None:
    store = Store(failures_left=2)
    async with polling(fake, store):
        fake.world.say(CHAT, "một")
        fake.world.say(CHAT, "hai")
        await until(lambda: not fake.world.waiting)
    assert store.failures_left == 0
    assert store.texts() == ["một", "hai"]


async def test_webhook_brings_again_what_was_not_stored(fake: FakeTelegram) -> None:
    store = Store(failures_left=2)
    async with listening(fake, store):
        fake.world.say(CHAT, "một")
        fake.world.say(CHAT, "hai")
        await until(lambda: not fake.world.waiting)
    assert fake.webhook_answers == [503, 503, 200, 200]
    assert store.texts() == ["một", "hai"]


async def test_killed_after_storing_hears_it_again_under_the_same_id(fake: FakeTelegram) -> None:
    stored_and_stuck = Store()

    async def store_and_hang(messages: Sequence[Incoming]) -> None:
        await stored_and_stuck(messages)
        await asyncio.Event().wait()

    fake.world.say(CHAT, "500 nghìn")
    async with opened(fake) as first_life:
        running = asyncio.create_task(first_life.run(store_and_hang))
        await until(lambda: stored_and_stuck.kept)
        running.cancel()
        await asyncio.wait([running])
    second_life = Store()
    async with polling(fake, second_life):
        await until(lambda: not fake.world.waiting)
    assert second_life.kept == stored_and_stuck.kept


async def test_one_update_nobody_understands_does_not_hold_up_the_others(fake: FakeTelegram) -> None:
    store = Store()
    fake.world.say(CHAT, "trước", message_id=7)
    fake.world.waiting[0]["message"]["chat"]["type"] = "private"
    fake.world.waiting[0]["message"]["entities"] = "a shape from the future"
    fake.world.waiting.append({"update_id": fake.world.waiting[0]["update_id"] + 1, "message": "nonsense"})
    async with polling(fake, store):
        fake.world.say(CHAT, "sau")
        await until(lambda: not fake.world.waiting)
    assert [(one.kind, one.text) for one in store.kept] == [(Kind.UNSUPPORTED, ""), (Kind.TEXT, "sau")]
    assert (store.kept[0].message_id, store.kept[0].address) == ("7", str(CHAT))


async def test_polling_takes_over_from_a_forgotten_webhook(fake: FakeTelegram) -> None:
    store = Store()
    fake.methods.webhook["url"] = "https://example.org/telegram/webhook"
    async with polling(fake, store):
        fake.world.say(CHAT, "xin chào")
        await until(lambda: store.kept)
    assert fake.methods.webhook["url"] == ""


async def test_another_poller_is_named_and_outlived(
    fake: FakeTelegram, caplog: pytest.LogCaptureFixture
) -> None:
    store = Store()
    async with polling(fake, store), opened(fake) as other:
        await until(lambda: fake.methods.poller == 1)
        await other.bot.get_updates(timeout=0)
        await until(lambda: CONFLICT in caplog.messages)
        fake.world.say(CHAT, "vẫn nghe")
        await until(lambda: store.texts() == ["vẫn nghe"])


async def test_a_reset_token_ends_polling_with_a_sentence(fake: FakeTelegram) -> None:
    async with opened(fake) as channel:
        fake.token = "4242:a-new-one"
        with pytest.raises(TokenRefused, match="BotFather"):
            await channel.run(Store())


async def test_an_outage_is_waited_out(fake: FakeTelegram, caplog: pytest.LogCaptureFixture) -> None:
    port = int(fake.url.rsplit(":", 1)[1])
    store = Store()
    async with polling(fake, store):
        await until(lambda: fake.methods.poller == 1)
        await fake.stop()
        await until(lambda: any("no answer" in message for message in caplog.messages))
        again = FakeTelegram()
        again.world.say(CHAT, "mạng có lại rồi")
        await again.start(port)
        await until(lambda: store.texts() == ["mạng có lại rồi"])
    await again.stop()


async def test_the_pause_grows_and_ends_at_half_a_minute(monkeypatch: pytest.MonkeyPatch) -> None:
    pauses: list[float] = []

    async def note(seconds: float) -> None:
        pauses.append(seconds)
        if len(pauses) == 8:
            raise asyncio.CancelledError

    monkeypatch.setattr(polling_module, "FIRST_PAUSE_SECONDS", 1.0)
    monkeypatch.setattr(polling_module, "sleep", note)
    async with FakeTelegram() as fake, opened(fake) as channel:
        await fake.stop()
        with pytest.raises(asyncio.CancelledError):
            await Polling(channel.bot, Store(), now).forever()
    assert pauses == [1, 2, 4, 8, 16, 30, 30, 30]


@pytest.mark.parametrize("mode", ["polling", "webhook"])
async def test_an_echo_talks_and_its_buttons_stop_spinning(
    mode: str, fake: FakeTelegram, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    store = Store()
    connect = {"polling": polling, "webhook": listening}[mode]
    async with connect(fake, store) as channel:
        fake.world.say(CHAT, "ghi thu 500 nghìn")
        await until(lambda: store.kept)
        question = Outgoing(
            "Đúng chưa ạ?\n1. Đúng\n2. Sửa", (Choice("Đúng", "7004711:1"), Choice("Sửa", "7004711:2"))
        )
        sent = await channel.send(store.kept[0].address, question)
        fake.world.tap(CHAT, int(sent.provider_id), 2)
        await until(lambda: len(store.kept) == 2 and not fake.world.spinning)
    assert (store.kept[1].kind, store.kept[1].tap) == (Kind.TAP, "7004711:2")
    assert [line.who for line in fake.world.conversation(CHAT)] == ["person", "bot"]
    assert_nothing_private(caplog.text, fake.token, str(CHAT), "ghi thu", "7004711:2")


def assert_nothing_private(log: str, *private: str) -> None:
    assert [one for one in private if one in log] == []


async def test_trouble_is_logged_without_anything_private(
    fake: FakeTelegram, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    store = Store(failures_left=1)
    async with polling(fake, store) as channel:
        fake.world.say(CHAT, "ghi thu 500 nghìn")
        fake.world.stop_bot(CHAT)
        await until(lambda: store.kept)
        await channel.send(str(CHAT), Outgoing("Bác ơi"))
        await fake.stop()
        await until(lambda: any("no answer" in message for message in caplog.messages))
    assert "OSError" in caplog.text
    assert_nothing_private(caplog.text, fake.token.split(":")[1], str(CHAT), "ghi thu", "Bác ơi")
