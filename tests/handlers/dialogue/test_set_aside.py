"""A talk begun twice, set aside for another one, parked, and taken up on the same or another day."""

from datetime import timedelta

import pytest

from handlers.messages import Kind
from tests.handlers.dialogue.small_club import FILLED, SmallClub, asked, blocks


def test_the_opening_words_again_are_counted_not_opened(club: SmallClub) -> None:
    club.says(*FILLED)
    club.say("mua chè")
    assert (club.talk().repeats, len(club.talks)) == (1, 1)


def test_another_talk_goes_first_and_this_one_goes_on_after_it(club: SmallClub) -> None:
    club.says("mua chè", "2")
    assert asked(club.say("mời khách")).question.key == "guest.1.name"
    ended = club.says("bà Lan", "không")
    assert blocks(ended) == ["done", "?price"]


def test_parked_and_taken_up_at_the_same_place(club: SmallClub) -> None:
    assert blocks(club.says("mua chè", "2", "dừng")) == ["parked"]
    assert blocks(club.say("1")) != ["again"]
    assert asked(club.say("mua chè")).question.key == "resume"
    assert asked(club.say("tiếp")).question.key == "price"


def test_left_on_another_day_is_offered_and_can_begin_again(club: SmallClub) -> None:
    club.says("mua chè", "2", "dừng")
    club.today += timedelta(days=7)
    assert asked(club.say("mua chè")).question.key == "resume"
    assert asked(club.say("làm lại từ đầu")).question.key == "cups"


@pytest.mark.parametrize("words", ["con bò", "quay lại", "5", "giúp", "hahaha"])
def test_an_offer_to_resume_waits_for_an_answer_to_it(club: SmallClub, words: str) -> None:
    club.says("mua chè", "2", "dừng", "mua chè")
    assert asked(club.say(words)).question.key == "resume"
    assert club.talk().answers["cups"].value == 2


def test_a_sticker_at_an_offer_to_resume_takes_nothing_up(club: SmallClub) -> None:
    club.says("mua chè", "2", "dừng", "mua chè")
    assert asked(club.send(Kind.STICKER)).question.key == "resume"
    assert asked(club.say("/quy")).question.key == "resume"


@pytest.mark.parametrize("words", ["dừng", "không", "để sau"])
def test_an_offer_to_resume_can_be_declined(club: SmallClub, words: str) -> None:
    assert blocks(club.says("mua chè", "2", "dừng", "mua chè", words)) == ["parked"]
    assert club.desk().talk_id == 0
