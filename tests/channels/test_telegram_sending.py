"""What becomes of a message in trouble: never silently half, never twice without our knowing."""

import socket
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.channel import Outcome, Sent
from bot.telegram import session
from bot.telegram.library import SendMessage, TelegramAPIError, TelegramBadRequest, TelegramForbiddenError
from bot.telegram.outcomes import failed
from bot.telegram.send import Telegram
from handlers.messages import Choice, Outgoing
from tests.channels.cases import RETRY_AFTER
from tests.channels.checks import files_in
from tests.channels.telegram_drivers import CHAT, NOT_AT_HAND, line_of, opened
from tests.fakes.telegram import FakeTelegram, Trouble

LONG = "\n".join(f"- dòng số {number} của sổ quỹ" for number in range(300))
CALL = SendMessage(chat_id=CHAT, text="x")


@pytest.fixture
async def fake() -> AsyncIterator[FakeTelegram]:
    async with FakeTelegram() as server:
        server.world.open(CHAT)
        yield server


@pytest.fixture
async def channel(fake: FakeTelegram) -> AsyncIterator[Telegram]:
    async with opened(fake) as one:
        yield one


def shown(fake: FakeTelegram) -> list[str]:
    return [line.text for line in fake.world.conversation(CHAT)]


async def send(channel: Telegram, text: str, *files: str) -> Sent:
    return await channel.send(str(CHAT), Outgoing(text, files=files))


async def test_throttling_names_the_seconds(fake: FakeTelegram, channel: Telegram) -> None:
    fake.troubles.append(Trouble.THROTTLED)
    fake.retry_after = RETRY_AFTER
    assert (await send(channel, "một")).retry_after == RETRY_AFTER


@pytest.mark.parametrize("trouble", [Trouble.SERVER_ERROR, Trouble.BAD_GATEWAY])
async def test_half_a_message_is_not_called_undelivered(
    trouble: Trouble, fake: FakeTelegram, channel: Telegram
) -> None:
    fake.troubles.extend([None, trouble])
    sent = await send(channel, LONG)
    assert (sent.outcome, len(shown(fake))) == (Outcome.UNKNOWN, 1)


async def test_throttled_in_the_middle_waits_and_goes_on(fake: FakeTelegram, channel: Telegram) -> None:
    fake.troubles.extend([None, Trouble.THROTTLED])
    fake.retry_after = 1
    sent = await send(channel, LONG)
    assert sent.outcome is Outcome.SENT
    assert "\n".join(shown(fake)) == LONG


async def test_throttled_for_long_in_the_middle_does_not_wait(fake: FakeTelegram, channel: Telegram) -> None:
    fake.troubles.extend([None, Trouble.THROTTLED])
    fake.retry_after = 3600
    sent = await send(channel, LONG)
    assert (sent.outcome, sent.retry_after) == (Outcome.UNKNOWN, 3600)


async def test_a_missing_file_costs_nobody_the_words(
    fake: FakeTelegram, channel: Telegram, tmp_path: Path
) -> None:
    """A database restored on another machine still names the folder of the first."""
    there = files_in(tmp_path, ("phieu-14.png",))
    sent = await send(channel, "báo cáo", str(tmp_path / "bao-cao-mat.docx"), *there)
    assert sent.outcome is Outcome.SENT
    assert shown(fake)[-1] == f"báo cáo\n\n{NOT_AT_HAND}"
    assert [line.file for line in fake.world.conversation(CHAT)] == ["phieu-14.png", ""]


async def test_where_only_the_file_was_to_be_sent_its_loss_is_said(
    fake: FakeTelegram, channel: Telegram, tmp_path: Path
) -> None:
    sent = await send(channel, "", str(tmp_path / "bao-cao-mat.docx"))
    assert (sent.outcome, shown(fake)) == (Outcome.SENT, [NOT_AT_HAND])


async def test_a_file_keeps_its_vietnamese_name(
    fake: FakeTelegram, channel: Telegram, tmp_path: Path
) -> None:
    sent = await send(channel, "", *files_in(tmp_path, ("Báo cáo tháng 11.docx",)))
    [line] = fake.world.conversation(CHAT)
    assert (sent.outcome, line.file) == (Outcome.SENT, "Báo cáo tháng 11.docx")


async def test_nothing_to_send_is_a_defect_of_ours(channel: Telegram) -> None:
    assert (await send(channel, "  ")).outcome is Outcome.REFUSED


async def test_a_payload_too_long_for_a_button_is_refused(channel: Telegram) -> None:
    sent = await channel.send(str(CHAT), Outgoing("Đúng chưa ạ?", (Choice("Đúng", "x" * 65),)))
    assert sent == Sent(Outcome.REFUSED, detail="TelegramBadRequest: Bad Request: BUTTON_DATA_INVALID")


async def test_who_never_wrote_to_the_bot_is_out_of_reach(channel: Telegram) -> None:
    sent = await channel.send("777000111", Outgoing("Cháu chào bác"))
    assert sent == Sent(Outcome.BLOCKED, detail="TelegramBadRequest: Bad Request: chat not found")


async def test_unavailable_is_later_and_silence_before_is_unknown(
    fake: FakeTelegram, channel: Telegram
) -> None:
    fake.troubles.extend([Trouble.UNAVAILABLE, Trouble.SILENT_BEFORE])
    assert (await send(channel, "một")).outcome is Outcome.LATER
    line_of(channel).timeout = 0.1
    assert (await send(channel, "hai")).outcome is Outcome.UNKNOWN


async def test_a_connection_that_never_opens_is_surely_not_sent(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where Telegram is blocked, packets vanish: a receipt must not be taken for perhaps delivered."""
    monkeypatch.setattr(session, "CONNECT_SECONDS", 0.1)
    with socket.socket() as deaf, socket.socket() as first, socket.socket() as second:
        deaf.bind(("127.0.0.1", 0))
        deaf.listen(0)
        for caller in (first, second):  # fill the queue; the kernel drops whoever comes after
            caller.setblocking(False)
            caller.connect_ex(deaf.getsockname())
        unreachable = FakeTelegram()
        unreachable.url = f"http://127.0.0.1:{deaf.getsockname()[1]}"
        async with opened(unreachable) as channel:
            sent = await send(channel, "Phiếu thu số 12")
    assert sent == Sent(Outcome.LATER, detail="TelegramNetworkError: ConnectionTimeoutError")


@pytest.mark.parametrize(
    "error, outcome",
    [
        (TelegramForbiddenError(CALL, "Forbidden: user is deactivated"), Outcome.BLOCKED),
        (TelegramBadRequest(CALL, "Bad Request: PEER_ID_INVALID"), Outcome.BLOCKED),
        (TelegramBadRequest(CALL, "Bad Request: message is too long"), Outcome.REFUSED),
        (TelegramAPIError(CALL, "Too Many Requests: retry later"), Outcome.LATER),
    ],
)
def test_reasons_only_telegram_gives(error: TelegramAPIError, outcome: Outcome) -> None:
    assert failed(error).outcome is outcome


def test_the_reason_keeps_no_numbers_and_no_quoted_words() -> None:
    error = TelegramBadRequest(CALL, 'Bad Request: entity at 1234567 near "Nguyễn Thị Hạnh" is wrong')
    assert failed(error).detail == "TelegramBadRequest: Bad Request: entity at ####### near "
