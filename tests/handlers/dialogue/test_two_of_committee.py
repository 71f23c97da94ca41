"""Two of one committee in one talk: no answer counts for a question its sender was not shown."""

from handlers.messages import Kind
from tests.handlers.dialogue.small_club import FILLED, SmallClub, asked, blocks


def test_the_deputy_goes_on_with_the_leaders_talk(club: SmallClub) -> None:
    club.says("mua chè", "2", "20 nghìn", who=1)
    assert asked(club.say("mua chè", who=2)).question.key == "kind"
    club.says("sen", "không", "1", who=2)
    [bought] = club.purchases
    assert (bought.cups, bought.kind) == (2, "lotus")


def test_an_answer_to_what_the_other_answered_already_is_not_taken_for_the_next(club: SmallClub) -> None:
    club.says("mua chè", who=1)
    club.says("mua chè", "2", who=2)
    assert blocks(club.say("3", who=1)) == ["moved_on", "?price"]
    assert club.talk(1).answers["cups"].value == 2


def test_yes_to_the_first_part_is_never_yes_to_the_second(club: SmallClub) -> None:
    club.says(*FILLED, who=1)
    club.says("mua chè", "sửa", who=2)
    assert blocks(club.say("1", who=1)) == ["moved_on", "?confirm"]
    assert club.purchases == []


def test_what_the_deputy_finished_is_finished_for_the_leader(club: SmallClub) -> None:
    club.says(*FILLED, who=1)
    club.says("mua chè", "1", who=2)
    assert blocks(club.say("1", who=1)) == ["again"]
    club.send(Kind.STICKER, who=1)
    assert len(club.purchases) == 1
