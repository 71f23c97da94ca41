"""Messages arrive by themselves, in order, from wherever the browser left off."""

import asyncio
import json
from typing import Any

import pytest
from aiohttp import ClientResponse
from aiohttp.test_utils import TestClient, TestServer

from bot.web import stream as stream_module
from bot.web.server import serve, web_app
from tests.web.in_memory_chat import InMemoryChat
from tests.web.visitor import Visitor

STREAM = "/chat/leader/stream"


async def next_event(response: ClientResponse, name: str) -> tuple[str, Any]:
    """The id and body of the next event of that name."""
    async with asyncio.timeout(3):
        while True:
            rows = (await response.content.readuntil(b"\n\n")).decode().strip().split("\n")
            fields = dict(row.split(": ", 1) for row in rows)
            if fields["event"] == name:
                return fields.get("id", ""), json.loads(fields["data"])


async def test_history_first_then_what_arrives(visitor: Visitor, chat: InMemoryChat) -> None:
    chat.tell("leader", "một\nhai")
    async with visitor.get(STREAM) as response:
        assert response.content_type == "text/event-stream"
        assert (await next_event(response, "line"))[1]["text"] == "một\nhai"
        assert (await next_event(response, "clock"))[1] == {
            "now": "2026-11-28T08:30:00+07:00",
            "caught_up": True,
        }
        chat.tell("leader", "ba")
        assert (await next_event(response, "line"))[1]["text"] == "ba"


@pytest.mark.parametrize("by_header", [True, False])
async def test_goes_on_after_the_last_line_seen(
    visitor: Visitor, chat: InMemoryChat, by_header: bool
) -> None:
    for number in range(1, 4):
        chat.tell("leader", str(number))
    headers = {"Last-Event-ID": "00000002"} if by_header else {}
    params = {"after": "" if by_header else "00000002"}
    async with visitor.get(STREAM, headers=headers, params=params) as response:
        line_id, line = await next_event(response, "line")
    assert (line_id, line["text"]) == ("00000003", "3")


async def test_a_long_history_comes_whole(visitor: Visitor, chat: InMemoryChat) -> None:
    for number in range(450):
        chat.tell("leader", str(number))
    async with visitor.get(STREAM) as response:
        heard = [(await next_event(response, "line"))[1]["text"] for _ in range(450)]
    assert heard == [str(number) for number in range(450)]


async def test_what_arrives_while_reading_is_not_missed(
    visitor: Visitor, chat: InMemoryChat, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = chat.messages

    async def read_slowly(handle: str, after: str, limit: int = 200) -> Any:
        found = await read(handle, after, limit)
        if not found and after == "":
            chat.tell("leader", "vừa tới")  # between the reading and the waiting
        return found

    monkeypatch.setattr(chat, "messages", read_slowly)
    async with visitor.get(STREAM) as response:
        assert (await next_event(response, "line"))[1]["text"] == "vừa tới"


async def test_people_do_not_hear_each_other(visitor: Visitor, chat: InMemoryChat) -> None:
    async with visitor.get(STREAM) as response:
        chat.tell("treasurer", "của bác Hòa")
        chat.tell("leader", "của bác Bình")
        assert (await next_event(response, "line"))[1]["text"] == "của bác Bình"


async def test_the_time_is_said_again_and_again(
    visitor: Visitor, chat: InMemoryChat, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stream_module, "HEARTBEAT", 0.05)
    async with visitor.get(STREAM) as response:
        await next_event(response, "clock")
        chat.wait(hours=1)
        assert (await next_event(response, "clock"))[1]["now"] == "2026-11-28T09:30:00+07:00"


async def test_a_failing_backend_ends_the_stream_cleanly(
    visitor: Visitor, chat: InMemoryChat, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    async def broken(handle: str, after: str, limit: int = 200) -> Any:
        raise RuntimeError("a defect")

    monkeypatch.setattr(chat, "messages", broken)
    async with visitor.get(STREAM) as response:
        assert await response.content.read() == b""
    assert "a stream broke off" in caplog.text


async def test_open_streams_do_not_hold_up_the_end(chat: InMemoryChat) -> None:
    async def ready() -> bool:
        return True

    app = web_app(chat, ready=ready, metrics=str)
    async with asyncio.timeout(3), TestClient(TestServer(web_app(None, ready=ready, metrics=str))) as client:
        async with serve(app, port=0) as port:
            response = await client.session.get(f"http://127.0.0.1:{port}{STREAM}")
            await next_event(response, "clock")
        response.close()
