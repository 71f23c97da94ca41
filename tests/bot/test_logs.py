"""No token, no telephone number, no address and nobody's words reach a log, whatever happens."""

import io
import json
import logging
from collections.abc import Iterator, Mapping
from typing import Any

import pytest
import sqlalchemy as sa
from pydantic import SecretStr

from bot.channel import Outcome, Sent
from bot.logs import start_logs, tracing
from bot.masking import HIDDEN, Mask
from bot.runtime import Runtime
from bot.settings import Settings
from handlers.dialogue.state import Desk
from handlers.messages import Incoming, Outgoing
from storage.tables.messages import inbox
from storage.talks import save_desks
from tests.talks.conversation import conversation, moment

TOKEN = "1234567890:an-invented-token"
SECRETS = {
    "telegram_token": SecretStr(TOKEN),
    "zalo_bot_secret": SecretStr("một-bí-mật-dài"),
    "backup_passphrase": SecretStr("sáu chữ không ai đoán"),
}


@pytest.fixture
def written() -> Iterator[io.StringIO]:
    """Everything this process logs during a test."""
    root = logging.getLogger()
    before, level = root.handlers, root.level
    stream = io.StringIO()
    start_logs(Settings.model_validate(SECRETS), stream)
    yield stream
    root.handlers, root.level = before, level


def lines(written: io.StringIO) -> list[dict[str, object]]:
    return [json.loads(line) for line in written.getvalue().splitlines()]


@pytest.mark.parametrize(
    "secret",
    [
        f"https://bot-api.example/bot{TOKEN}/sendMessage",
        "postgresql://clb:mat-khau@10.0.0.5/clb",
        'refresh_token="abcDEF123"',
        "access_token=abcDEF123&x=1",
        "gọi 0912345678 nhé",
        "gọi 0912 345 678 nhé",
        "+84 912 345 678",
        "chat 5881234567",
        "người a1b2c3d4e5f60718293a",
        "sáu chữ không ai đoán",
    ],
)
def test_what_must_not_stand_there_does_not(secret: str) -> None:
    shown = Mask(["sáu chữ không ai đoán"]).text(f"trước {secret} sau")
    assert HIDDEN in shown
    for part in (TOKEN, "mat-khau", "abcDEF123", "345", "5881234567", "a1b2c3d4", "đoán"):
        assert part not in shown
    assert (shown[:5], shown[-3:]) == ("trước", "sau")


def test_ordinary_lines_stay_readable() -> None:
    line = (
        "letter 4711 on telegram at 2026-11-30T08:05:00 took 0.25 s, port 127.0.0.1:8080, trace 0af31b22c9d4"
    )
    assert Mask(["", "abc"]).text(line) == line


def test_an_exception_is_logged_without_its_words(written: io.StringIO) -> None:
    log = logging.getLogger("bot.test")
    try:
        raise ValueError("bà Lan, 0912345678, vay 5 triệu")
    except ValueError:
        log.exception("turn_failed")
    [line] = lines(written)
    assert (line["event"], line["error"]) == ("turn_failed", "ValueError")
    assert "test_logs.py" in str(line["where"])
    assert "Lan" not in written.getvalue()


def test_every_line_of_a_turn_carries_its_trace(written: io.StringIO) -> None:
    with tracing("0af31b22c9d4"):
        logging.getLogger("bot.test").info("turn", extra={"kind": "text", "text": "quỹ của bà Lan"})
    logging.getLogger("httpx").info("HTTP Request: POST https://x/bot%s/getMe", TOKEN)
    [line] = lines(written)
    assert (line["trace"], line["kind"], line["text"]) == ("0af31b22c9d4", "text", HIDDEN)


class Breaking:
    """A channel that fails in every way, with words and tokens in what it raises."""

    name, per_second = "terminal", 1000.0

    def __init__(self) -> None:
        self.sent: list[str] = []

    async def send(self, address: str, message: Outgoing) -> Sent:
        self.sent.append(message.text)
        if len(self.sent) == 1:
            raise RuntimeError(f"{TOKEN} {address} {message.text}")
        return Sent(Outcome.REFUSED if len(self.sent) == 2 else Outcome.SENT, "1")

    async def run(self, receive: object) -> None:
        return


def _fail_once_on(words: str) -> Any:
    """Storing desks breaks for the message that says so: the turn is tried again, then set aside."""

    async def save(connection: Any, changed: Mapping[int, Desk]) -> None:
        newest = sa.select(inbox.c.body).order_by(inbox.c.id.desc()).limit(1)
        if (await connection.scalar(newest))["text"] == words:
            raise ValueError(f"{TOKEN} {words} của bà Lan")
        await save_desks(connection, changed)

    return save


async def test_a_whole_conversation_leaves_no_words_behind(
    sqlite_url: str, written: io.StringIO, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = ["báo cáo", "đúng", "thu hội phí 500 nghìn của bà Lan 0912345678", "quỹ", "1"]
    monkeypatch.setattr("bot.committing.save_desks", _fail_once_on("quỹ"))
    async with conversation(sqlite_url, "2026-11-28 08:30") as talk:
        channel = Breaking()
        assistant = (await talk.runtime()).assistant
        runtime = Runtime(assistant, [channel], talk.clock)
        for number, words in enumerate(said):
            now = moment(f"2026-11-28 08:{30 + number}")
            talk.clock.moment = now
            await runtime.receive([Incoming("terminal", "leader", f"m{number}", now, text=words)])
            await runtime.settle()
    text = written.getvalue()
    events = {str(line["event"]) for line in lines(written)}
    assert {"turn", "sent", "turn_failed", "channel_defect", "letter_failed"} <= events
    for words in (*said[2:4], TOKEN, "0912345678", "Lan", "thôn Khổng", *channel.sent):
        assert words not in text
    traces = [line["trace"] for line in lines(written) if line["event"] in ("turn", "sent")]
    assert traces[0] == traces[1] != ""
