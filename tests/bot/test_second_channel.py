"""Several codes at once: one person joins on Zalo and Telegram and stays one; nobody else's code is lost."""

import asyncio

import pytest

from bot.cli import run
from storage.seats import same_name
from tests.bot.cards import AT, HOA, OFFICER, command, held, owners, says
from tests.talks.crowd import demo_data

DEPUTY = ("--role", "deputy", "--club", "CLB thôn Đồng Tâm")


@pytest.fixture
def books(sqlite_url: str) -> str:
    """Demo data."""
    asyncio.run(demo_data(sqlite_url))
    return sqlite_url


def test_a_second_code_leaves_the_first_alone(books: str, capsys: pytest.CaptureFixture[str]) -> None:
    first = command(books, capsys, "invite", *OFFICER)
    assert "Bác nhận việc này" in says(books, "hoa-zalo", first["code"])[-1]
    second = command(books, capsys, "invite", *OFFICER)
    assert second["open_codes"] == 1
    assert "xong rồi" in says(books, "hoa-zalo", "1", "Trần Thị Hoa", "1")[-1]
    assert "xong rồi" in says(books, "lan-zalo", second["code"], "1", "Lê Thị Lan", "1")[-1]
    assert len(owners(books, "hoa-zalo", "lan-zalo")) == 2


def test_one_officer_on_two_channels_is_one_person(books: str, capsys: pytest.CaptureFixture[str]) -> None:
    cards = [command(books, capsys, "invite", *OFFICER, *HOA) for _ in range(2)]
    assert [card["person"] for card in cards] == ["Trần Thị Hoa"] * 2
    for address, card in zip(("hoa-zalo", "hoa-telegram"), cards, strict=True):
        assert "Bác là bác Trần Thị Hoa, cán bộ" in says(books, address, card["code"])[-1]
        welcome = says(books, address, "đúng rồi", "1")[-1]
        assert "xong rồi" in welcome
        assert welcome.endswith("- tình hình\n- ai chưa nộp\n- bản tin\n- giúp")
    assert len(owners(books, "hoa-zalo", "hoa-telegram")) == 1
    assert held(books, "Trần Thị Hoa") == [("officer", "08")]


def test_an_officer_who_is_in_gets_another_role(books: str, capsys: pytest.CaptureFixture[str]) -> None:
    first = command(books, capsys, "invite", *OFFICER, *HOA)
    says(books, "hoa-zalo", first["code"], "đúng rồi", "1")
    more = ("--role", "operator", "--area", "08", "--person", "tran thi hoa")
    second = command(books, capsys, "invite", *more)
    assert held(books, "Trần Thị Hoa") == [("officer", "08")]
    assert "người vận hành" in says(books, "hoa-zalo-2", second["code"])[-1]
    assert "xong rồi" in says(books, "hoa-zalo-2", "đúng rồi", "1")[-1]
    assert held(books, "Trần Thị Hoa") == [("officer", "08"), ("operator", "08")]
    assert len(owners(books, "hoa-zalo", "hoa-zalo-2")) == 1


def test_two_codes_of_an_empty_seat_make_one_person(books: str, capsys: pytest.CaptureFixture[str]) -> None:
    """The second card, given out before anybody had joined, asks whether it is the one who came first."""
    cards = [command(books, capsys, "invite", *DEPUTY)["code"] for _ in range(2)]
    assert "xong rồi" in says(books, "minh-zalo", cards[0], "1", "Lò Văn Minh", "1")[-1]
    assert "Bác là bác Lò Văn Minh, phó chủ nhiệm" in says(books, "minh-telegram", cards[1])[-1]
    assert "xong rồi" in says(books, "minh-telegram", "đúng rồi", "1")[-1]
    assert len(owners(books, "minh-zalo", "minh-telegram")) == 1


def test_a_seat_taken_in_mid_talk_is_asked_about(books: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Whoever said "this is me" to an empty seat is not taken for the one who came meanwhile."""
    cards = [command(books, capsys, "invite", *DEPUTY)["code"] for _ in range(2)]
    says(books, "thu", cards[1], "1", "Vàng A Thu")
    says(books, "minh", cards[0], "1", "Lò Văn Minh", "1")
    assert "Bác là bác Lò Văn Minh" in says(books, "thu", "1")[-1]
    says(books, "thu", "2")
    assert len(owners(books, "minh", "thu")) == 2


def test_lost_cards_are_cancelled_and_phones_stay(books: str, capsys: pytest.CaptureFixture[str]) -> None:
    card = command(books, capsys, "invite", *OFFICER, *HOA)
    says(books, "hoa-zalo", card["code"], "đúng rồi", "1")
    lost = command(books, capsys, "invite", *OFFICER, *HOA)
    done = command(books, capsys, "revoke", *OFFICER, *HOA, "--codes")
    assert done == {"unbound": 0, "cancelled": 1}
    assert "chưa tìm thấy mã này" in says(books, "finder", lost["code"])[-1]
    assert "8 số" not in says(books, "hoa-zalo", "giúp")[-1]


def test_an_officer_loses_a_phone(books: str, capsys: pytest.CaptureFixture[str]) -> None:
    card = command(books, capsys, "invite", *OFFICER, *HOA)
    says(books, "hoa-zalo", card["code"], "đúng rồi", "1")
    command(books, capsys, "invite", *OFFICER)
    done = command(books, capsys, "revoke", *OFFICER, *HOA)
    assert done == {"unbound": 1, "cancelled": 0}
    assert "8 số" in says(books, "hoa-zalo", "giúp")[-1]


def test_another_takes_the_seat(books: str, capsys: pytest.CaptureFixture[str]) -> None:
    """The old officer is a stranger from that moment, with the day kept; the next code is somebody new's."""
    card = command(books, capsys, "invite", *OFFICER, *HOA)
    says(books, "hoa-zalo", card["code"], "đúng rồi", "1")
    done = command(books, capsys, "revoke", *OFFICER, *HOA, "--gone")
    assert done == {"unbound": 1, "cancelled": 0}
    assert held(books, "Trần Thị Hoa") == [("officer", "08")]
    assert "8 số" in says(books, "hoa-zalo", "giúp")[-1]
    assert run(["revoke", "--db", books, "--now", AT, *OFFICER, *HOA]) == 2
    assert "nobody there" in capsys.readouterr().err


def test_of_several_holders_one_is_named(books: str, capsys: pytest.CaptureFixture[str]) -> None:
    command(books, capsys, "invite", *DEPUTY, "--person", "Lò Văn Minh")
    command(books, capsys, "invite", *DEPUTY, "--person", "Vàng A Thu")
    assert run(["invite", "--db", books, "--now", AT, *DEPUTY]) == 2
    assert "Lò Văn Minh; Vàng A Thu" in capsys.readouterr().err
    assert run(["revoke", "--db", books, "--now", AT, *DEPUTY, "--person", "Ai Đó"]) == 2
    assert "Ai Đó" in capsys.readouterr().err
    assert run(["invite", "--db", books, "--now", AT, *DEPUTY, "--person", "Minh"]) == 2
    assert "whole name" in capsys.readouterr().err


@pytest.mark.parametrize(
    "typed, same",
    [("hòa", True), ("Hoà", True), ("hoa", True), (" HÒA ", True), ("Hoá", False), ("Hoa Lê", False)],
)
def test_whose_name_it_is(typed: str, same: bool) -> None:
    assert same_name("Hòa", typed) is same
    assert not same_name("Hoa", "Hòa")
