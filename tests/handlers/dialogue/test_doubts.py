"""Words that answer nothing surely: first an example, then choices, then a person who calls."""

import pytest

from tests.handlers.dialogue.small_club import SmallClub, asked, blocks


def test_first_an_example_then_choices_then_a_call(club: SmallClub) -> None:
    first = asked(club.says("mua chè", "đông lắm"))
    assert first.doubt is not None
    assert (first.doubt.misses, first.options) == (1, ())
    second = asked(club.say("đông thật mà"))
    assert [option.code for option in second.options] == ["call_me"]
    called = club.say("1")
    assert blocks(called) == ["call_promised"]
    assert [notice.officers_of_club for notice in called.notices] == [1]
    assert asked(club.say("mua chè")).question.key == "cups"


def test_guesses_are_offered_never_taken(club: SmallClub) -> None:
    unsure = asked(club.says("mua chè", "2", "200"))
    assert unsure.question.key == "price"
    assert [option.code for option in unsure.options][-1] == "other"
    assert asked(club.say("1")).question.key == "kind"
    assert club.talk().answers["price"].value == 200_000


def test_another_figure_asks_plainly_again(club: SmallClub) -> None:
    plain = asked(club.says("mua chè", "2", "200", "số khác"))
    assert (plain.question.key, plain.options, plain.doubt) == ("price", (), None)


def test_a_question_with_a_list_keeps_it_so_that_one_stays_yes(at_confirm: SmallClub) -> None:
    lists = [asked(at_confirm.say("con bò ăn cỏ")).options for _ in range(3)]
    assert [[option.code for option in each][:3] for each in lists] == [["yes", "edit", "drop"]] * 3
    assert [option.code for option in lists[-1][3:]] == ["call_me"]
    assert blocks(at_confirm.say("1")) == ["done"]


def test_a_yes_with_a_condition_is_no_yes(at_confirm: SmallClub) -> None:
    again = asked(at_confirm.say("đúng nhưng mà thiếu"))
    assert at_confirm.purchases == []
    assert [option.code for option in again.options] == ["yes", "edit", "drop"]


@pytest.mark.parametrize("words", ["khoảng ngày 15", "không phải 15/11", "mùng 1 Tết", "thứ hai 15/11"])
def test_a_doubted_day_can_be_stored(at_confirm: SmallClub, words: str) -> None:
    again = at_confirm.says("sửa", "2", words)
    assert asked(again).question.key in ("on", "confirm")


@pytest.mark.parametrize("number", ["0", "7", "12", "99", "²", "①", "12" * 400])
def test_a_number_that_is_not_on_the_list_takes_nothing(at_confirm: SmallClub, number: str) -> None:
    assert asked(at_confirm.say(number)).question.key == "confirm"
    assert at_confirm.purchases == []
