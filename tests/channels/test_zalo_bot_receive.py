"""Reading what Zalo delivers: known shapes exactly, and whatever else without falling over."""

import unicodedata
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.zalo_bot.receive import incoming
from handlers.messages import Incoming, Kind
from tests.channels.zalo_bot_rig import NOON
from tests.fakes.zalo_bot_platform import LAN
from tests.fakes.zalo_bot_rules import event

DATE_MS = 1789033572455


def one(update: dict[str, Any], **more: Any) -> Incoming:
    (message,) = incoming(update, NOON, **more)
    return message


def test_a_text_as_live_servers_send_it() -> None:
    assert one(event("text", LAN, "m1", DATE_MS, text="Báo cáo tháng")) == Incoming(
        channel="zalo_bot",
        address=LAN,
        message_id="m1",
        at=datetime(2026, 9, 10, 9, 46, 12, 455000, UTC),
        kind=Kind.TEXT,
        text="Báo cáo tháng",
    )


@pytest.mark.parametrize("key", ["photo_url", "photo"])
def test_a_photo_under_either_name(key: str) -> None:
    update = event(
        "image", LAN, "m1", DATE_MS, caption="phiếu thu", **{key: "https://photo-stal-1.zdn.vn/a.jpg"}
    )
    message = one(update)
    assert (message.kind, message.text) == (Kind.PHOTO, "phiếu thu")
    assert message.media == "https://photo-stal-1.zdn.vn/a.jpg"


def test_the_fields_decide_and_not_the_name_of_the_event() -> None:
    assert one(event("text", LAN, "m1", DATE_MS, voice_url="https://f2.zdn.vn/a.aac")).kind is Kind.VOICE
    assert one(event("sticker", LAN, "m1", DATE_MS, text="👍")).kind is Kind.TEXT
    assert one(event("text", LAN, "m1", DATE_MS)).kind is Kind.UNSUPPORTED
    assert one(event("whatever_comes_next", LAN, "m1", DATE_MS)).kind is Kind.UNSUPPORTED


@pytest.mark.parametrize("wrap", [lambda u: u, lambda u: [u], lambda u: {"ok": True, "result": u}])
def test_wrapped_unwrapped_or_in_a_list(wrap: Any) -> None:
    assert one(wrap(event("text", LAN, "m1", DATE_MS, text="1"))).text == "1"


@pytest.mark.parametrize("nothing", [None, [], {}, "", {"ok": True, "result": None}, {"message": None}])
def test_nothing_is_nothing(nothing: object) -> None:
    assert incoming(nothing, NOON) == []


def test_ids_as_numbers_lose_no_digit() -> None:
    update = event("text", LAN, "m1", DATE_MS, text="1")
    update["message"]["from"]["id"] = update["message"]["chat"]["id"] = 186729651760683225
    update["message"]["message_id"] = 9007199254740993
    assert (one(update).address, one(update).message_id) == ("186729651760683225", "9007199254740993")


@pytest.mark.parametrize("lie", ["x" * 129, "bác Lan", "a\nb", 1.5, True, None, [], {}, 10**200])
def test_what_cannot_be_an_id_is_none(lie: object) -> None:
    update = event("text", LAN, "m1", DATE_MS, text="1")
    update["message"]["message_id"] = lie
    assert len(one(update).message_id) == 64
    update["message"]["from"]["id"] = update["message"]["chat"]["id"] = lie
    assert incoming(update, NOON) == []


@pytest.mark.parametrize(
    "date, at",
    [
        (DATE_MS // 1000, datetime(2026, 9, 10, 9, 46, 12, tzinfo=UTC)),
        (str(DATE_MS), datetime(2026, 9, 10, 9, 46, 12, 455000, UTC)),
        (99999999999999, NOON),
        (10**400, NOON),
        (0, NOON),
        (-5, NOON),
        (True, NOON),
        ("hôm qua", NOON),
        ([], NOON),
        (None, NOON),
    ],
)
def test_a_date_that_lies_becomes_the_moment_of_arrival(date: object, at: datetime) -> None:
    update = event("text", LAN, "m1", DATE_MS, text="1")
    update["message"]["date"] = date
    assert one(update).at == at


def test_our_own_words_are_not_heard() -> None:
    update = event("text", LAN, "m1", DATE_MS, text="1")
    assert incoming(update, NOON, bot_id=LAN) == []
    update["message"]["from"]["is_bot"] = True
    assert incoming(update, NOON) == []


def test_what_no_database_keeps_is_taken_out() -> None:
    assert one(event("text", LAN, "m1", DATE_MS, text="thu\x00 500\ud83d nghìn")).text == "thu 500� nghìn"


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(st.characters()),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)
IDENTITY = st.fixed_dictionaries({"id": st.just(LAN) | JSON}, optional={"is_bot": JSON, "chat_type": JSON})
MESSAGE = st.fixed_dictionaries(
    {"from": IDENTITY | JSON, "chat": IDENTITY | JSON},
    optional=dict.fromkeys(
        ("message_id", "date", "text", "photo", "photo_url", "voice_url", "sticker", "caption"), JSON
    ),
)
UPDATE = st.fixed_dictionaries({"message": MESSAGE | JSON}, optional={"event_name": JSON, "result": JSON})


@given(body=UPDATE | st.lists(UPDATE, max_size=2) | JSON)
def test_whatever_types_lie_what_comes_out_can_be_stored(body: object) -> None:
    for message in incoming(body, NOON):
        assert message.address
        assert message.message_id
        assert message.at.tzinfo is not None
        assert message.at <= NOON
        assert message.text == unicodedata.normalize("NFC", message.text)
        assert "\x00" not in (message.text + message.media + message.address + message.message_id)
        (message.text + message.media).encode()
        assert message.private or not (message.text or message.media)
    assert incoming(body, NOON) == incoming(body, NOON)
