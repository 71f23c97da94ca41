"""What leaves over Telegram names other people by roster number and given name only (domain.md 10)."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.discretion import discreet, discreet_message, discreet_text
from bot.wording_loan import born, full, repaid_line
from handlers.loan.effects import Payment
from handlers.messages import Choice, Outgoing
from storage.known_names import Bearer, KnownNames, load_known_names
from storage.outbox import Claimed
from storage.people import person_of_handle
from storage.people_records import Member
from tests.talks.conversation import conversation
from tests.talks.transcript import transcripts

TRANSCRIPTS = Path(__file__).parent.parent / "transcripts"
LAN = Member(31, 1, 3, "Nguyễn Thị Lan", 1952, sex="female")
NAMES: dict[str, list[Bearer]] = {
    "Nguyễn Thị Lan": [(3, 1952)],
    "Lý Thị Hoa": [(8, 1950), (26, 1971)],
    "Vũ Văn Hào": [(0, None)],
}
CIRCLE = KnownNames("Trần Văn Tư", NAMES)


@pytest.mark.parametrize(
    "said, told",
    [
        (f"Dạ, {born(LAN)} trả:", "Dạ, bà Lan (số 3) trả:"),
        (full(LAN), "bà Lan (số 3)"),
        (repaid_line(Payment(1, LAN, 1_000_000, 0)), "bà Lan trả gốc 1.000.000 đồng (một triệu đồng)"),
        ("- số 3, bà Nguyễn Thị Lan (cần đến thăm)", "- số 3, bà Lan (cần đến thăm)"),
        ('"3" là bà Nguyễn Thị Lan, số 3, hay', '"3" là bà Lan, số 3, hay'),
        ("1. Lý Thị Hoa (1971), thôn Khổng", "1. Hoa (số 26), thôn Khổng"),
        ("bà Lý Thị Hoa trả", "bà Hoa trả"),  # two bear it: which of them is not for us to guess
        ("đã nhờ bác Vũ Văn Hào xem", "đã nhờ bác Hào xem"),
        ("bác Lý Thị Xuân: đang dở", "bác Xuân: đang dở"),  # of another club
        ("Bà Phạm Thị Thìn trả 1 triệu", "Bà Thìn trả 1 triệu"),
        ("Dạ, bác Trần Văn Tư", "Dạ, bác Trần Văn Tư"),  # their own
        ("CLB thôn Tân Tiến, xã Hồng Sơn", "CLB thôn Tân Tiến, xã Hồng Sơn"),
        ("lên Hội xã Hồng Sơn lúc 08:32", "lên Hội xã Hồng Sơn lúc 08:32"),
    ],
)
def test_names_are_shortened(said: str, told: str) -> None:
    assert discreet_text(said, CIRCLE) == told


def test_what_they_typed_themselves_is_echoed() -> None:
    known = KnownNames("Trần Văn Tư", NAMES, ("thêm bà Nguyen thi Lan nhé",))
    assert discreet_text("Dạ, bà Nguyễn Thị Lan", known) == "Dạ, bà Nguyễn Thị Lan"


def test_buttons_too() -> None:
    message = Outgoing("1. bà Nguyễn Thị Lan", (Choice("bà Nguyễn Thị Lan", "1:0"),), ("giay-vay-7.docx",))
    told = Outgoing("1. bà Lan (số 3)", (Choice("bà Lan (số 3)", "1:0"),), ("giay-vay-7.docx",))
    assert discreet_message(message, CIRCLE) == told


@given(before=st.text(" ,.-(0123", max_size=8), after=st.text(" ,.-:0123", max_size=8))
def test_no_full_name_ever_stays(before: str, after: str) -> None:
    for name in NAMES:
        assert name not in discreet_text(f"{before}{name}{after}", CIRCLE)


async def test_everything_ever_worded_for_a_club_and_only_on_telegram(sqlite_url: str) -> None:
    """Every reply of every transcript, as it would leave for each of the committee."""
    replies = [line.text for one in transcripts(TRANSCRIPTS) for line in one.lines if line.mark == "<"]
    async with (
        conversation(sqlite_url, "2026-11-28 08:30") as talk,
        (await talk.database()).read() as connection,
    ):
        for handle in ("leader", "treasurer", "secretary"):
            person = await person_of_handle(connection, handle)
            assert person is not None
            known = (await load_known_names(connection, [person]))[person]
            message = Outgoing("\n".join(replies))
            letters = [
                Claimed(1, person, channel, "1", "reply", message, 0, again=False)
                for channel in ("telegram", "zalo_bot")
            ]
            told, kept = [letter.outgoing.text for letter in await discreet(connection, letters)]
            others = [name for name in known.names if name != known.own]
            assert len(others) > 50
            assert [name for name in others if re.search(rf"\b{name}\b", told)] == []
            assert kept == message.text
