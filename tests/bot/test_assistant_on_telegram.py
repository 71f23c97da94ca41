"""The whole assistant over Telegram: a real `clb run` against the fake Bot API, polling and webhook."""

import shutil
import socket
from pathlib import Path

import pytest

from tests.bot.processes import clb, finished
from tests.channels.telegram_drivers import until
from tests.fakes.telegram import FakeTelegram
from tests.fakes.telegram_world import Line
from tests.fakes.zalo_bot_rules import JPEG
from tests.talks.conversation import moment
from tests.talks.demo_file import make_demo

CHAT = 77
CARD = "48271936"


async def answer_to(fake: FakeTelegram, words: str) -> Line:
    """Say something as a person and wait for the bot's next line."""
    before = len([line for line in fake.world.conversation(CHAT) if line.who == "bot"])
    fake.world.say(CHAT, words)
    return await next_line(fake, before)


async def next_line(fake: FakeTelegram, before: int) -> Line:
    def lines() -> list[Line]:
        return [line for line in fake.world.conversation(CHAT) if line.who == "bot"]

    await until(lambda: len(lines()) > before)
    return lines()[before]


def environment(fake: FakeTelegram, folder: Path, **more: str) -> dict[str, str]:
    return {
        "CLB_DATA_DIR": str(folder),
        "CLB_TELEGRAM_TOKEN": fake.token,
        "CLB_TELEGRAM_API_URL": fake.url,
        "CLB_TELEGRAM_MODE": "polling",
        **more,
    }


@pytest.fixture
async def demo_folder(tmp_path: Path, sqlite_template: Path) -> Path:
    """What `clb seed demo` makes (the pilot on Zalo runs it): a data folder with the demo in its database."""
    shutil.copy(sqlite_template, tmp_path / "clb.sqlite3")
    await make_demo(f"sqlite:///{tmp_path / 'clb.sqlite3'}", moment("2026-11-28 08:30"))
    return tmp_path


async def join(fake: FakeTelegram) -> None:
    assert "mã 8 số" in (await answer_to(fake, "/start")).text
    assert "Nguyễn Văn Bình" in (await answer_to(fake, CARD)).text
    assert "dữ liệu" in (await answer_to(fake, "đúng rồi cháu")).text
    assert "báo cáo" in (await answer_to(fake, "1")).text


async def test_the_leader_joins_and_files_the_report_by_polling(demo_folder: Path) -> None:
    async with FakeTelegram() as fake:
        running = clb(
            "run",
            "--now",
            "2026-11-28T08:30",
            until="is running on",
            environment=environment(fake, demo_folder),
        )
        async with running:
            await join(fake)
            first = await answer_to(fake, "báo cáo")
            assert "(phần 1/2)" in first.text
            assert [label for label, _ in first.buttons] == ["Đúng", "Sửa"]
            before = len([line for line in fake.world.conversation(CHAT) if line.who == "bot"])
            fake.world.tap(CHAT, first.message_id, 1)
            second = await next_line(fake, before)
            assert "52.250.000 đồng" in second.text
            fake.world.tap(CHAT, first.message_id, 1)  # an old button once more: answered kindly, asked again
            kind = await next_line(fake, before + 1)
            assert kind.text.startswith("Dạ, câu ấy xong rồi bác ạ.")
            filed = await answer_to(fake, "nộp")
            assert "đã nộp báo cáo tháng 11 lên Hội xã Hồng Sơn" in filed.text


async def test_a_photo_receipt_is_kept_and_comes_back(demo_folder: Path) -> None:
    async with FakeTelegram() as fake:
        settings = environment(fake, demo_folder)
        async with clb(
            "run", "--now", "2026-11-28T08:30", until="is running on", environment=settings
        ) as run:
            await join(fake)
            assert "CHI 20.000 đồng" in (await answer_to(fake, "chi 20k mua chè")).text
            assert "phiếu chi số 11" in (await answer_to(fake, "1")).text
            asked = len(bot_lines(fake))
            fake.world.photo(CHAT, content=JPEG)
            assert "Ảnh này của phiếu chi số 11" in (await next_line(fake, asked)).text
            assert "giữ ảnh" in (await answer_to(fake, "1")).text
            await until(lambda: list((demo_folder / "telegram/received").glob("*.jpg")))
            for asked_again in ("xem phiếu chi 11", "vì sao 20.000"):
                lines = len(bot_lines(fake))
                assert (await answer_to(fake, asked_again)).file
                await next_line(fake, lines + 1)  # the words follow
            lines = len(bot_lines(fake))
            fake.world.photo(CHAT, content=JPEG + bytes(10 * 1024 * 1024))
            await until(lambda: any("ảnh nặng quá" in line.text for line in bot_lines(fake)[lines:]))
            run.terminate()
            out, err = await run.communicate()
    assert fake.token.encode() not in out + err
    assert b"file_" not in out + err


def bot_lines(fake: FakeTelegram) -> list[Line]:
    return [line for line in fake.world.conversation(CHAT) if line.who == "bot"]


async def test_the_same_assistant_by_webhook(demo_folder: Path) -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = str(probe.getsockname()[1])
    async with FakeTelegram() as fake:
        more = {
            "CLB_TELEGRAM_MODE": "webhook",
            "CLB_TELEGRAM_SECRET": "a-secret_of-the-test",
            "CLB_PUBLIC_URL": f"http://127.0.0.1:{port}",
            "CLB_PORT": port,
        }
        settings = environment(fake, demo_folder, **more)
        async with clb("run", "--now", "2026-11-28T08:30", until="is running on", environment=settings):
            await join(fake)
            assert "3.250.000 đồng" in (await answer_to(fake, "/quy")).text


async def test_killed_in_the_middle_the_talk_goes_on_in_a_new_process(demo_folder: Path) -> None:
    async with FakeTelegram(redeliver_after=1) as fake:
        settings = environment(fake, demo_folder)
        async with clb(
            "run", "--now", "2026-11-28T08:30", until="is running on", environment=settings
        ) as one:
            await join(fake)
            await answer_to(fake, "báo cáo")
            one.kill()
            await one.wait()
        fake.world.say(CHAT, "đúng")  # said while nobody listens
        async with clb("run", "--now", "2026-11-28T08:31", until="is running on", environment=settings):
            await until(lambda: "phần quỹ (2/2)" in fake.world.conversation(CHAT)[-1].text)
            again = [line.text for line in fake.world.conversation(CHAT) if line.text.startswith("(gửi lại)")]
            assert len(again) <= 1  # the question that may have been on its way when the process died
            assert "đã nộp báo cáo" in (await answer_to(fake, "nộp")).text


async def test_a_wrong_token_is_one_plain_sentence(tmp_path: Path) -> None:
    async with FakeTelegram() as fake:
        settings = environment(fake, tmp_path) | {"CLB_TELEGRAM_TOKEN": "999999:not-the-token-of-this-server"}
        status, _, err = await finished("run", environment=settings)
    assert status == 1
    assert len(err.strip().splitlines()) == 1
    assert "CLB_TELEGRAM_TOKEN" in err
    assert "not-the-token" not in err


@pytest.mark.parametrize("handle", ["leader", "leader-2"])
async def test_a_new_process_for_every_single_message(tmp_path: Path, handle: str) -> None:
    """`clb talk` one line at a time: all that is between two messages is in the database."""
    address = f"sqlite:///{tmp_path / 'clb.db'}"
    out = ""
    words = ["báo cáo", "đúng", "nộp"] if handle == "leader" else ["báo cáo", "23", "41"]
    for said in words:
        arguments = ("talk", "--as", handle, "--now", "2026-11-28T08:30", "--db", address, "--json")
        status, out, err = await finished(*arguments, stdin=said + "\n")
        assert (status, err) == (0, "")
    assert ("đã nộp báo cáo" if handle == "leader" else "Câu 3/9") in out
