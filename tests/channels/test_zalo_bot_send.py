"""Sending over Zalo: every outcome told truly, big letters, pictures Zalo can fetch late and twice."""

import asyncio
import logging
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.channel import Outcome
from bot.zalo_bot.client import ZaloClient
from bot.zalo_bot.send import ZaloBot
from bot.zalo_bot.start import start
from handlers.messages import Outgoing
from tests.channels.checks import files_in, one_pixel_png
from tests.channels.zalo_bot_rig import in_words, now, sending
from tests.fakes.zalo_bot import FakeZaloBot
from tests.fakes.zalo_bot_platform import LAN
from tests.fakes.zalo_bot_troubles import Trouble

HELLO = Outgoing("Cháu chào bác 👵🏻 ạ.")


@pytest.fixture
async def fake() -> AsyncIterator[FakeZaloBot]:
    server = await FakeZaloBot().start()
    yield server
    await server.stop()


@pytest.fixture
async def channel(fake: FakeZaloBot, tmp_path: Path) -> AsyncIterator[ZaloBot]:
    async with sending(fake, tmp_path) as ours:
        yield ours


@pytest.mark.parametrize(
    "trouble, outcome, retry_after",
    [
        ("401", Outcome.UNAUTHORIZED, None),
        ("404", Outcome.UNAUTHORIZED, None),
        ("403", Outcome.LATER, None),
        ("429", Outcome.LATER, 60.0),
        (Trouble.CAMEL, Outcome.LATER, 60.0),
        ("500", Outcome.LATER, None),
        ("408", Outcome.UNKNOWN, None),
        (Trouble.HALF, Outcome.UNKNOWN, None),
        (Trouble.HTML, Outcome.UNKNOWN, None),
        (Trouble.NOTHING, Outcome.UNKNOWN, None),
        (Trouble.LIES, Outcome.UNKNOWN, None),
        (Trouble.HUGE, Outcome.UNKNOWN, None),
        (Trouble.HANG, Outcome.UNKNOWN, None),
        (Trouble.BROKEN_OFF, Outcome.UNKNOWN, None),
        (Trouble.REDIRECT, Outcome.LATER, None),
    ],
)
async def test_each_trouble_has_its_outcome(
    fake: FakeZaloBot, channel: ZaloBot, trouble: str, outcome: Outcome, retry_after: float | None
) -> None:
    fake.trouble("sendMessage", trouble)
    sent = await channel.send(LAN, HELLO)
    assert (sent.outcome, sent.retry_after) == (outcome, retry_after)
    assert sent.detail.startswith("sendMessage: ")


async def test_letters_are_big_for_elderly_eyes(fake: FakeZaloBot, channel: ZaloBot) -> None:
    assert (await channel.send(LAN, HELLO)).outcome is Outcome.SENT
    (shown,) = fake.conversation()
    assert shown.styles == [{"start": 0, "len": 21, "st": ["f_18"]}]


async def test_where_styles_are_refused_the_words_go_out_plain(fake: FakeZaloBot, channel: ZaloBot) -> None:
    fake.trouble("sendMessage", Trouble.STYLES)
    assert (await channel.send(LAN, HELLO)).outcome is Outcome.SENT
    assert (await channel.send(LAN, HELLO)).outcome is Outcome.SENT
    assert [shown.styles for shown in fake.conversation()] == [[], []]
    assert ["text_styles" in body for _, body in fake.calls] == [True, False, False]


async def test_a_chat_zalo_does_not_know_is_refused_after_one_plain_try(
    fake: FakeZaloBot, channel: ZaloBot
) -> None:
    assert (await channel.send("nobody", HELLO)).outcome is Outcome.REFUSED
    assert len(fake.calls) == 2
    await channel.send(LAN, HELLO)
    assert fake.conversation()[0].styles  # one bad chat does not take the big letters from everybody


async def test_nothing_to_say_is_a_defect_of_ours(fake: FakeZaloBot, channel: ZaloBot) -> None:
    assert (await channel.send(LAN, Outgoing("  \n"))).outcome is Outcome.REFUSED
    assert fake.calls == []


@pytest.mark.parametrize("trouble", ["401", "429", Trouble.SERVER_ERROR, Trouble.BROKEN_OFF])
async def test_what_broke_off_in_the_middle_is_not_sent_again_unmarked(
    fake: FakeZaloBot, channel: ZaloBot, trouble: str
) -> None:
    fake.trouble("sendMessage", "", trouble)
    sent = await channel.send(LAN, Outgoing("dòng\n" * 500))
    assert sent.outcome is Outcome.UNKNOWN
    assert sent.provider_id
    assert sent.detail.startswith("only in part: ")


async def test_a_picture_is_there_when_zalo_comes_late_and_twice(
    fake: FakeZaloBot, channel: ZaloBot, tmp_path: Path
) -> None:
    files = files_in(tmp_path, ("chart.png",))
    assert (await channel.send(LAN, Outgoing("Biểu đồ ạ.", files=files))).outcome is Outcome.SENT
    await asyncio.to_thread(Path(files[0]).unlink)  # the link is a copy: what it was made of may go
    await fake.settle()
    assert [shown.text for shown in fake.conversation()] == ["Biểu đồ ạ.", ""]
    assert fake.conversation()[1].pictures == [one_pixel_png(), one_pixel_png()]


async def test_without_a_public_address_a_picture_is_announced_in_words(
    fake: FakeZaloBot, tmp_path: Path
) -> None:
    async with sending(fake, tmp_path, public=False) as channel:
        sent = await channel.send(LAN, Outgoing("Biểu đồ ạ.", files=files_in(tmp_path, ("chart.png",))))
    assert sent.outcome is Outcome.SENT
    assert [shown.text for shown in fake.conversation()] == ["Biểu đồ ạ.\n\nTệp: chart.png"]


async def test_a_document_becomes_a_link_that_opens(
    fake: FakeZaloBot, channel: ZaloBot, tmp_path: Path
) -> None:
    await channel.send(LAN, Outgoing("Báo cáo ạ.", files=files_in(tmp_path, ("report.docx",))))
    link = fake.conversation()[0].text.split()[-1]
    async with fake.http.get(link) as response:
        assert (response.status, await response.read()) == (200, b"a document")


async def test_a_missing_file_does_not_keep_the_words_back(
    fake: FakeZaloBot, channel: ZaloBot, tmp_path: Path
) -> None:
    sent = await channel.send(LAN, Outgoing("Biểu đồ ạ.", files=(str(tmp_path / "gone.png"),)))
    assert sent.outcome is Outcome.SENT
    assert fake.conversation()[0].text == "Biểu đồ ạ.\n\nTệp: gone.png"


async def test_a_picture_zalo_refuses_is_announced_with_its_link(
    fake: FakeZaloBot, channel: ZaloBot, tmp_path: Path
) -> None:
    fake.trouble("sendPhoto", "400")
    sent = await channel.send(LAN, Outgoing("Ạ.", files=files_in(tmp_path, ("chart.png",))))
    assert sent.outcome is Outcome.SENT
    assert fake.conversation()[1].text.startswith("Tệp: chart.png http://127.0.0.1:")


async def test_nothing_told_or_logged_names_the_token_a_person_or_their_words(
    fake: FakeZaloBot, channel: ZaloBot, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    told = []
    for trouble in [*Trouble, "400", "401", "429"]:
        fake.trouble("sendMessage", trouble, trouble)
        told.append(repr(await channel.send(LAN, HELLO)))
    fake.token = "changed"
    told.append(repr(await channel.send(LAN, HELLO)))
    await fake.stop()
    told.append(repr(await channel.send(LAN, HELLO)))
    everything = caplog.text + "".join(told) + repr(channel) + repr(vars(channel))
    for private in ("an-invented-token", "1234567890", LAN, "chào bác"):
        assert private not in everything


async def test_the_channel_starts_from_settings(fake: FakeZaloBot, tmp_path: Path) -> None:
    token = f" {fake.token}\n"  # as it comes out of a .env file edited by hand
    channel = start(token, tmp_path, in_words, now, api_url=f"{fake.url}/")
    assert (channel.name, channel.per_second) == ("zalo_bot", 10.0)
    assert (await channel.send(LAN, HELLO)).outcome is Outcome.SENT
    assert await channel.name_there() == "bot.VDKy"
    await channel.close()


@pytest.mark.parametrize("token", ["", "a/b", "a?b", "khóa", "a b"])
def test_what_cannot_be_a_token_is_said_without_repeating_it(token: str) -> None:
    from bot.errors import OperatorError

    with pytest.raises(OperatorError, match="CLB_ZALO_BOT_TOKEN") as told:
        ZaloClient(token)
    assert not token or token not in str(told.value)
