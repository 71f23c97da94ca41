"""The pilot on Zalo: join, report, entry, photo receipt, kill -9, a lost disk, a restore, and on it goes."""

import shutil
from pathlib import Path

from tests.bot.processes import clb, finished
from tests.channels.telegram_drivers import until
from tests.fakes.zalo_bot import FakeZaloBot

CARD = "48271936"
NOW = ("--now", "2026-11-28T08:30")


async def answer_to(fake: FakeZaloBot, words: str) -> str:
    """Say something as the leader, or send a photo for ""; the next thing on the screen."""
    before = len(fake.conversation())
    await (fake.say(words) if words else fake.photo())
    await until(lambda: len(fake.conversation()) > before)
    return fake.conversation()[before].text


def environment(fake: FakeZaloBot, data: Path) -> dict[str, str]:
    return {
        "CLB_DATA_DIR": str(data),
        "CLB_ZALO_BOT_TOKEN": fake.token,
        "CLB_ZALO_BOT_API_URL": fake.url,
        "CLB_BACKUP_PASSPHRASE": "mưa nắng sáu chữ",
    }


async def done(settings: dict[str, str], *command: str) -> None:
    status, _, said = await finished(*command, environment=settings)
    assert status == 0, said


async def a_day_of_the_leader(fake: FakeZaloBot) -> None:
    assert "mã 8 số" in await answer_to(fake, "chào cháu")
    assert "Nguyễn Văn Bình" in await answer_to(fake, CARD)
    assert "dữ liệu" in await answer_to(fake, "đúng rồi cháu")
    assert "báo cáo" in await answer_to(fake, "1")
    assert "(phần 1/2)" in await answer_to(fake, "báo cáo")
    assert "nộp báo cáo nhé" in await answer_to(fake, "đúng")
    assert "đã nộp báo cáo tháng 11" in await answer_to(fake, "1")
    assert "THU 300.000 đồng" in await answer_to(fake, "thu 300k ủng hộ của bà Lan")
    assert "đã ghi, phiếu thu" in await answer_to(fake, "1")
    assert "Ảnh này của phiếu thu" in await answer_to(fake, "")
    assert "cháu giữ ảnh" in await answer_to(fake, "1")
    assert "CHI 50.000 đồng" in await answer_to(fake, "chi 50k mua chè")


async def test_a_pilot_survives_a_lost_disk(tmp_path: Path) -> None:
    fake = await FakeZaloBot().start()
    data, kept = tmp_path / "data", tmp_path / "kept.clb"
    settings = environment(fake, data)
    await done(settings, "seed", "demo", *NOW)
    async with clb("run", *NOW, until="is running on zalo_bot", environment=settings) as running:
        await a_day_of_the_leader(fake)
        await until(lambda: list((data / "zalo/received").glob("*.jpg")))
        await done(settings, "backup", str(kept))
        running.kill()
        await running.communicate()
    shutil.rmtree(data)
    await done(settings, "restore", str(kept), *NOW)
    await done(settings, "verify")
    assert len(list((data / "zalo/received").glob("*.jpg"))) == 1
    async with clb("run", *NOW, until="is running on zalo_bot", environment=settings):
        assert "đã ghi, phiếu chi" in await answer_to(fake, "1")
    await done(settings, "verify")
    await fake.stop()
