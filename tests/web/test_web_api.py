"""What the page's requests get back, good ones and bad ones; every refusal is a kind Vietnamese sentence."""

import re
from datetime import datetime
from io import BytesIO

import pytest
from aiohttp import FormData

from bot.web.posted import MOST_PHOTO, next_monday_morning
from tests.web.conversation import chart
from tests.web.in_memory_chat import VIETNAM, InMemoryChat
from tests.web.visitor import Visitor

SAY = "/chat/api/leader/messages"
HELLO = {"id": "abcd-1234", "text": "chào cháu", "tap": ""}
HEIC = b"\x00\x00\x00\x18ftypheic" + b"\x00" * 40


async def refused(
    visitor: Visitor, path: str, body: object, headers: dict[str, str] | None = None
) -> tuple[int, str]:
    """Post, expect a refusal; its status and name, after checking that a person can read it."""
    given: dict[str, object] = {"data": body} if isinstance(body, str | bytes | FormData) else {"json": body}
    async with visitor.post(path, headers=headers, **given) as response:  # type: ignore[arg-type]  # data or json
        answer = await response.json()
    assert answer["sentence"].startswith("Dạ, ")
    assert not re.search(r"\blỗi\b|không hợp lệ|hệ thống|sai cú pháp", answer["sentence"])
    return response.status, answer["error"]


async def lines_of(visitor: Visitor, handle: str = "leader", after: str = "") -> list[dict[str, object]]:
    async with visitor.get(f"/chat/api/{handle}/messages", params={"after": after}) as response:
        answer = await response.json()
    lines: list[dict[str, object]] = answer["lines"]
    return lines


async def test_a_message_is_answered_and_both_are_listed(visitor: Visitor, chat: InMemoryChat) -> None:
    chat.replies["chào cháu"] = ("Bác xem nhé?\n1. Xem\n2. Để sau", (("Xem", "see"), ("Để sau", "later")))
    async with visitor.post(SAY, json=HELLO) as response:
        assert (response.status, await response.json()) == (200, {"now": "2026-11-28T08:30:00+07:00"})
    mine, theirs = await lines_of(visitor)
    assert (mine["mine"], mine["text"], mine["message_id"]) == (True, "chào cháu", "abcd-1234")
    assert theirs["choices"] == [{"label": "Xem", "tap": "see"}, {"label": "Để sau", "tap": "later"}]
    assert await lines_of(visitor, after=str(mine["id"])) == [theirs]


async def test_the_same_id_twice_is_one_message(visitor: Visitor, chat: InMemoryChat) -> None:
    for _ in range(3):
        async with visitor.post(SAY, json=HELLO) as response:
            assert response.status == 200
    assert len(chat.said) == 1


async def test_a_tap_and_decomposed_letters_reach_the_assistant(visitor: Visitor, chat: InMemoryChat) -> None:
    body = {"id": "tap-00001", "text": "So\u031b\u0309\x00", "tap": "see"}
    async with visitor.post(SAY, json=body) as response:
        assert response.status == 200
    assert chat.said == [("leader", "tap-00001", "S\u1edf", "see", None)]


@pytest.mark.parametrize("photo", [chart(), b"\xff\xd8\xff\xe0 jpg", b"RIFF\x00\x00\x00\x00WEBPVP8 ", HEIC])
async def test_a_photo_with_words_arrives(visitor: Visitor, chat: InMemoryChat, photo: bytes) -> None:
    form = FormData({"id": "photo-0001", "text": "phiếu thu\r\nsố 14"})
    form.add_field("photo", photo, filename="../anh.exe", content_type="text/html")
    async with visitor.post(SAY, data=form) as response:
        assert response.status == 200
    assert chat.said == [("leader", "photo-0001", "phiếu thu\nsố 14", "", photo)]


@pytest.mark.parametrize(
    "body,expected",
    [
        (b"not json", (400, "not_understood")),
        ("[" * 50_000, (400, "not_understood")),
        ([1, 2], (400, "not_understood")),
        ({"id": 7, "text": "chào"}, (400, "not_understood")),
        ({"id": "abcd-1234", "text": ["chào"]}, (400, "not_understood")),
        (b'{"id": "abcd-1234", "text": "\\ud800"}', (400, "not_understood")),
        ({"id": "abcd-1234", "tap": "x" * 65}, (400, "not_understood")),
        ({"text": "chào"}, (400, "missing_id")),
        ({"id": "ngắn", "text": "chào"}, (400, "missing_id")),
        ({"id": "abcd-1234", "text": " \n "}, (400, "nothing_said")),
        ({"id": "abcd-1234", "text": "a" * 100_000}, (413, "too_long")),
        ({"id": "abcd-1234", "text": "a" * 5_000}, (413, "too_long")),
    ],
)
async def test_bad_messages_are_refused(
    visitor: Visitor, chat: InMemoryChat, body: object, expected: tuple[int, str]
) -> None:
    assert await refused(visitor, SAY, body) == expected
    assert chat.said == []


async def test_bad_photos_are_refused(visitor: Visitor, chat: InMemoryChat) -> None:
    for photo, expected in ((b"<svg onload=1>", (415, "not_a_photo")), (b"", (415, "not_a_photo"))):
        form = FormData({"id": "photo-0001"})
        form.add_field("photo", photo, filename="anh.png", content_type="image/png")
        assert await refused(visitor, SAY, form) == expected
    big = FormData({"id": "photo-0001"})
    big.add_field("photo", BytesIO(b"\xff\xd8\xff" + bytes(MOST_PHOTO)), filename="anh.jpg")
    assert await refused(visitor, SAY, big) == (413, "photo_too_big")
    assert chat.said == []


NOT_UTF8 = b'--x\r\nContent-Disposition: form-data; name="id"\r\n\r\n\xff\r\n--x--'


@pytest.mark.parametrize("body", [b"", b"--x", b"--x\r\n\r\n\xff", NOT_UTF8])
async def test_broken_forms_are_refused(visitor: Visitor, body: bytes) -> None:
    form = {"Content-Type": "multipart/form-data; boundary=x"}
    assert await refused(visitor, SAY, body, form) in {(400, "not_understood"), (400, "missing_id")}
    form = {"Content-Type": "multipart/form-data"}
    assert await refused(visitor, SAY, b"x", form) == (400, "not_understood")


async def test_an_unknown_person_and_an_unknown_address(visitor: Visitor) -> None:
    assert await refused(visitor, "/chat/api/nobody/messages", HELLO) == (404, "unknown_person")
    assert await refused(visitor, "/chat/api/nothing", HELLO) == (404, "no_such_page")
    assert await refused(visitor, "/chat/api/state", HELLO) == (405, "not_understood")
    for path in ("/chat/api/nobody/messages", "/chat/nobody/stream"):
        async with visitor.get(path) as response:
            assert (response.status, (await response.json())["error"]) == (404, "unknown_person")


async def test_trouble_of_ours_is_told_kindly(
    visitor: Visitor, chat: InMemoryChat, caplog: pytest.LogCaptureFixture
) -> None:
    chat.down = True
    assert await refused(visitor, SAY, HELLO) == (503, "unavailable")
    chat.down, chat.broken = False, True
    assert await refused(visitor, SAY, HELLO) == (500, "surprise")
    assert "could not be answered" in caplog.text
    assert "chào cháu" not in caplog.text


@pytest.mark.parametrize(
    "headers,status",
    [
        ({"Sec-Fetch-Site": "cross-site"}, 403),
        ({"Sec-Fetch-Site": "same-site"}, 403),
        ({"Origin": "https://elsewhere.example"}, 403),
        ({"Origin": "null"}, 403),
        ({"Origin": "http://[broken"}, 403),
        ({"Sec-Fetch-Site": "same-origin"}, 200),
        ({"Sec-Fetch-Site": "none"}, 200),
        ({}, 200),
    ],
)
async def test_other_sites_cannot_speak_for_a_person(
    visitor: Visitor, chat: InMemoryChat, headers: dict[str, str], status: int
) -> None:
    async with visitor.post(SAY, json=HELLO, headers=headers) as response:
        assert response.status == status
    assert len(chat.said) == (status == 200)


async def test_the_page_s_own_origin_is_welcome(visitor: Visitor) -> None:
    own = str(visitor.make_url("/").origin())
    async with visitor.post(SAY, json=HELLO, headers={"Origin": own}) as response:
        assert response.status == 200


@pytest.mark.parametrize(
    "where,now",
    [
        ({"step": "hour"}, "2026-11-28T09:30:00+07:00"),
        ({"step": "day"}, "2026-11-29T08:30:00+07:00"),
        ({"step": "monday"}, "2026-11-30T08:00:00+07:00"),
        ({"to": "2026-12-05T07:00"}, "2026-12-05T07:00:00+07:00"),
        ({"to": "2026-12-05T00:00:00+00:00"}, "2026-12-05T00:00:00+00:00"),
    ],
)
async def test_the_clock_moves_forward(visitor: Visitor, where: dict[str, str], now: str) -> None:
    async with visitor.post("/chat/api/clock", json=where) as response:
        assert await response.json() == {"now": now}
    assert [line["mine"] for line in await lines_of(visitor)] == [False]


async def test_the_clock_refuses(visitor: Visitor, chat: InMemoryChat) -> None:
    before = chat.now()
    assert await refused(visitor, "/chat/api/clock", {"to": "2026-11-01T07:00"}) == (409, "clock_backwards")
    assert await refused(visitor, "/chat/api/clock", {"to": "9999-12-31T23:59"}) == (409, "clock_too_far")
    for nonsense in ({}, {"to": "mai"}, {"to": 5}, {"step": "year"}, {"step": None}):
        assert await refused(visitor, "/chat/api/clock", nonsense) == (400, "not_understood")
    assert chat.now() == before


@pytest.mark.parametrize(
    "now,monday",
    [
        ("2026-11-30T07:59", "2026-11-30"),
        ("2026-11-30T08:00", "2026-12-07"),
        ("2026-11-29T23:00", "2026-11-30"),
    ],
)
def test_next_monday_is_always_ahead(now: str, monday: str) -> None:
    morning = next_monday_morning(datetime.fromisoformat(now).replace(tzinfo=VIETNAM))
    assert morning.isoformat() == f"{monday}T08:00:00+07:00"
