"""Two people for a large sum, photos of receipts, and answers short enough to read."""

from datetime import date
from pathlib import Path

import pytest
import sqlalchemy as sa

import templates
from handlers.catalogue_types import Visit
from handlers.dialogue.replay import Asking, Facts, Finished, digest, replay
from handlers.dialogue.state import Answer, TalkState
from handlers.dialogue.subject import Subject
from handlers.fund.amends import LedgerTail, Told
from handlers.fund.book import EntryDraft, FundBook
from handlers.fund.photo import AttachPhoto, attach_photo
from handlers.fund.requests import is_large, who_agrees
from storage.people_records import Club, ClubSettings, Person, Role, RoleName
from storage.records import ClubBalances, Entry, Fund
from storage.tables.clubs import clubs
from tests.handlers.fund.test_finding import entry
from tests.talks.conversation import Conversation, conversation
from tests.talks.transcript import transcripts

TRANSCRIPTS = Path(templates.__file__ or "").parent.parent / "tests" / "transcripts"
TODAY = date(2026, 11, 22)


def draft(amount: int) -> EntryDraft:
    return EntryDraft("expense", Fund.ACTIVITY_FUND, amount, "equipment", TODAY)


def test_what_is_large_is_for_the_club_to_say() -> None:
    assert not is_large([draft(90_000_000)], ClubSettings())
    limit = ClubSettings(large_amount=2_000_000)
    assert not is_large([draft(1_999_999), draft(1_999_999)], limit)
    assert is_large([draft(5), draft(2_000_000)], limit)


def person(number: int, role: RoleName) -> Person:
    return Person(number, role.value, roles=(Role(number, number, role, 1),))


def test_the_leader_agrees_unless_it_is_the_leader_who_asks() -> None:
    committee = [person(3, RoleName.TREASURER), person(2, RoleName.DEPUTY), person(1, RoleName.LEADER)]
    for asker, second in ((3, 1), (1, 2), (2, 1)):
        found = who_agrees(committee, asker)
        assert found is not None
        assert found.id == second
    assert who_agrees(committee[:1], 3) is None


async def _limit(talk: Conversation, amount: int) -> None:
    async with (await talk.database()).write() as connection:
        await connection.execute(
            sa.update(clubs).where(clubs.c.id == 1).values(settings={"large_amount": amount})
        )


async def test_a_large_entry_is_written_when_the_leader_has_agreed(sqlite_url: str) -> None:
    async with conversation(sqlite_url, "2026-11-22 10:00") as talk:
        await _limit(talk, 2_000_000)
        told = await talk.texts("treasurer", "chi 2tr5 mua loa", "1", "duyệt khoản", "/quy")
        assert "nhờ bác Nguyễn Văn Bình xem" in told[1]
        assert "không có khoản nào chờ" in told[2]
        assert "Quỹ hoạt động: 3.450.000 đồng" in told[3]
        agreed = await talk.texts("leader", "duyệt khoản", "1")
        assert "ghi phiếu chi số 10 Quỹ hoạt động" in agreed[1]
        assert "Quỹ hoạt động: 950.000 đồng" in (await talk.texts("treasurer", "/quy"))[0]


def _photo_talk(entries: tuple[Entry, ...], answers: dict[str, Answer]) -> object:
    """The talk as reception opens it, over these answers."""
    book = FundBook(Club(1, "08-2608", "CLB thôn Khổng"), "", ClubBalances())
    tail = LedgerTail(book, entries, together={entry.id: "7/1" for entry in entries})
    visit = Visit(Subject(1), TODAY, person(5, RoleName.TREASURER), {"media": "anh-1"})
    return replay(attach_photo(tail, visit), TalkState("fund.photo", "club:1", answers=answers), Facts())


def test_a_photo_is_offered_as_the_receipt_of_the_last_entry() -> None:
    gift = entry(15, 500_000)
    asking = _photo_talk((gift,), {})
    assert isinstance(asking, Asking)
    assert asking.question.key == "mine"
    yes = Answer("yes", seal=digest(gift.id))
    assert _photo_talk((gift,), {"mine": yes}) == Finished((AttachPhoto(1, gift, "anh-1"),))
    assert _photo_talk((gift,), {"mine": Answer("none", seal=digest(gift.id))}) == Finished(())


def test_a_photo_after_several_entries_asks_which() -> None:
    both = (entry(15, 500_000), entry(16, 100_000))
    asking = _photo_talk(both, {})
    assert isinstance(asking, Asking)
    assert [option.code for option in asking.question.options()] == ["entry15", "entry16", "none"]
    done = _photo_talk(both, {"which": Answer("entry16")})
    assert done == Finished((AttachPhoto(1, both[1], "anh-1"),))


def test_a_photo_without_an_entry_is_only_thanked_for() -> None:
    assert _photo_talk((), {}) == Finished((Told("empty"),))


ANSWERS = [
    pytest.param(line.text, id=f"{number}")
    for transcript in transcripts(TRANSCRIPTS)
    if transcript.path.stem == "ledger"
    for number, line in enumerate(transcript.lines)
    if line.mark == "<"
]


@pytest.mark.parametrize("text", ANSWERS)
def test_every_answer_is_short_and_asks_once(text: str) -> None:
    said = " ".join(
        line for line in text.splitlines() if not line.startswith(("- ", "1.", "2.", "3.", "4.", "5.", "6."))
    )
    assert len(text) <= 350
    assert said.count("?") <= 1
    assert "lỗi" not in text.lower().split()
