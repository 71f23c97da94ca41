"""Opening the Telegram channel: a wrong token is said in one sentence, an unreachable Telegram stops none."""

import subprocess
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.errors import OperatorError
from bot.settings import Settings
from bot.telegram.errors import TokenRefused
from bot.telegram.library import PRODUCTION
from bot.telegram.polling import ALLOWED_UPDATES
from bot.telegram.session import line_to
from bot.telegram.start import TelegramSettings, delete_webhook, set_webhook, start
from tests.channels.telegram_drivers import CHAT, SECRET, now, opened, settings
from tests.fakes.telegram import FakeTelegram


@pytest.fixture
async def fake() -> AsyncIterator[FakeTelegram]:
    async with FakeTelegram() as server:
        yield server


async def test_start_learns_the_name_for_invitation_links(fake: FakeTelegram) -> None:
    channel = await start(settings(fake.url), now, "")
    assert (channel.name, channel.username, channel.per_second) == ("telegram", "clb_fake_bot", 29.5)
    await channel.close()


@pytest.mark.parametrize("token", ["4242:of-somebody-else", "no token at all", "", "4242:with space"])
async def test_a_wrong_token_is_refused_in_one_sentence(token: str, fake: FakeTelegram) -> None:
    with pytest.raises(TokenRefused) as refusal:
        await start(settings(fake.url, token), now, "")
    sentence = str(refusal.value)
    assert "CLB_TELEGRAM_TOKEN" in sentence
    assert "BotFather" in sentence
    assert "\n" not in sentence
    assert not token or token not in sentence


async def test_an_unreachable_telegram_stops_nobody(fake: FakeTelegram) -> None:
    await fake.stop()
    channel = await start(settings(fake.url), now, "")
    assert channel.username == ""
    await channel.close()


async def test_sets_and_removes_the_webhook(fake: FakeTelegram) -> None:
    async with opened(fake, "webhook") as channel:
        await set_webhook(channel, "https://clb.example.org/", SECRET)
        assert fake.methods.webhook == {
            "url": "https://clb.example.org/telegram/webhook",
            "secret_token": SECRET,
        }
        assert fake.methods.allowed == list(ALLOWED_UPDATES)
        fake.world.say(CHAT, "đến trong lúc đổi")
        await delete_webhook(channel)
        assert fake.methods.webhook["url"] == ""
        assert len(fake.world.waiting) == 1


async def test_a_webhook_telegram_will_not_take_is_said_in_one_sentence(fake: FakeTelegram) -> None:
    async with opened(fake, "webhook") as channel:
        with pytest.raises(OperatorError, match="CLB_PUBLIC_URL"):
            await set_webhook(channel, "http://clb.example.org", SECRET)
        with pytest.raises(OperatorError, match="CLB_TELEGRAM_SECRET"):
            await set_webhook(channel, "https://clb.example.org", "dấu cách và dấu")
        await fake.stop()
        with pytest.raises(OperatorError, match="try again"):
            await delete_webhook(channel)


async def test_in_webhook_mode_there_is_nothing_to_run(fake: FakeTelegram) -> None:
    async with opened(fake, "webhook") as channel:

        async def never(_messages: object) -> None:
            raise AssertionError("nobody polls here")

        await channel.run(never)
    assert [method for method, _ in fake.calls] == ["getme"]


def test_the_settings_as_shipped_lead_to_telegram_itself(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delenv("CLB_TELEGRAM_API_URL", raising=False)
    monkeypatch.chdir(tmp_path)  # away from a developer's .env
    shipped: TelegramSettings = Settings()  # mypy holds the names against what `start` asks for
    assert line_to(shipped.telegram_api_url).api == PRODUCTION


def test_the_package_and_its_neighbours_load_no_aiogram() -> None:
    program = (
        "import sys, bot.telegram, bot.telegram.errors, bot.channel, bot.splitting, bot.errors;"
        "print(sorted({name.split('.')[0] for name in sys.modules} & {'aiogram', 'telegram', 'aiohttp'}))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
