"""One person's talk up to its end: read-backs and what unseals them, editing a line, dropping, going back."""

from datetime import timedelta

from handlers.dialogue.questions import PickLine
from handlers.messages import Incoming
from tests.handlers.dialogue.small_club import TODAY, SmallClub, asked, blocks
from tests.handlers.dialogue.small_talks import Purchase

BOUGHT = Purchase(2, 20_000, "green", "pha đặc", TODAY)


def codes(club: SmallClub) -> tuple[str, ...]:
    shown = club.desk().shown
    return shown.codes if shown is not None else ()


# -- to the end --------------------------------------------------------------------------------------


def test_confirmed_and_saved_once(at_confirm: SmallClub) -> None:
    assert codes(at_confirm) == ("yes", "edit", "drop")
    assert blocks(at_confirm.say("1")) == ["done"]
    assert blocks(at_confirm.say("1")) == ["again"]
    assert at_confirm.purchases == [BOUGHT]


def test_dropped_is_never_called_recorded(at_confirm: SmallClub) -> None:
    assert blocks(at_confirm.say("bỏ")) == ["dropped"]
    assert blocks(at_confirm.say("1")) == ["dropped_again"]
    assert at_confirm.purchases == []


def test_a_dropped_talk_begins_afresh(at_confirm: SmallClub) -> None:
    at_confirm.say("3")
    assert asked(at_confirm.say("mua chè")).question.key == "cups"


def test_another_round_asks_for_a_fresh_confirmation(at_confirm: SmallClub) -> None:
    at_confirm.say("1")
    assert asked(at_confirm.say("mua chè")).question.key == "confirm"
    at_confirm.say("1")
    assert [key[1] for key in at_confirm.saved] == [1, 2]


# -- sealed against what was shown -------------------------------------------------------------------


def test_yes_to_a_read_back_whose_figures_moved_is_asked_again(at_confirm: SmallClub) -> None:
    at_confirm.book.money = 50_000
    assert blocks(at_confirm.say("1")) == ["changed", "?confirm"]
    assert at_confirm.purchases == []
    assert blocks(at_confirm.say("1")) == ["done"]


def test_yes_by_button_is_asked_again_as_well(at_confirm: SmallClub) -> None:
    at_confirm.book.money = 50_000
    number = at_confirm.desk().count
    assert blocks(at_confirm.tap(f"{number}:0")) == ["changed", "?confirm"]


def test_yes_on_another_day_is_asked_again_with_that_day(at_confirm: SmallClub) -> None:
    at_confirm.today = TODAY + timedelta(days=1)
    assert blocks(at_confirm.say("đúng")) == ["changed", "?confirm"]
    at_confirm.say("đúng")
    assert at_confirm.purchases[0].on == TODAY + timedelta(days=1)


def test_a_list_a_reminder_covered_is_asked_again(at_confirm: SmallClub) -> None:
    covered = at_confirm.desks[1].replace('["yes", "edit", "drop"]', "[]")
    assert covered != at_confirm.desks[1]
    at_confirm.desks[1] = covered
    assert blocks(at_confirm.say("1")) == ["in_between", "?confirm"]


def test_an_answer_sent_before_the_question_arrived_is_not_taken(at_confirm: SmallClub) -> None:
    early = Incoming("test", "1", "m", at_confirm.now, text="1")
    shown_at = at_confirm.now + timedelta(seconds=1)
    assert blocks(at_confirm.take(early, 1, shown_at)) == ["too_early", "?confirm"]


def test_another_errand_sent_before_the_question_arrived_is_heard(at_confirm: SmallClub) -> None:
    early = Incoming("test", "1", "m", at_confirm.now, text="mời khách")
    shown_at = at_confirm.now + timedelta(seconds=1)
    assert blocks(at_confirm.take(early, 1, shown_at)) == ["?guest.1.name"]


def test_the_books_answering_the_open_question_moves_on_kindly(club: SmallClub) -> None:
    club.say("mua chè")
    club.book.cups = 9
    assert blocks(club.say("2")) == ["moved_on", "?price"]
    assert not club.talk().answers


# -- editing -----------------------------------------------------------------------------------------


def test_edit_numbers_the_lines_and_asks_only_the_picked_one(at_confirm: SmallClub) -> None:
    picking = asked(at_confirm.say("2"))
    assert isinstance(picking.question, PickLine)
    assert [option.code for option in picking.options] == ["cups", "day", "money"]
    corrected = asked(at_confirm.say("1"))
    assert corrected.question.key == "cups"
    assert corrected.reopened is not None
    assert corrected.reopened.old == 2
    back = asked(at_confirm.say("5"))
    assert (back.question.key, back.edited) == ("confirm", "cups")
    at_confirm.say("1")
    assert at_confirm.purchases[0].cups == 5


def test_a_line_without_keys_comes_straight_back(at_confirm: SmallClub) -> None:
    back = asked(at_confirm.says("sửa", "3"))
    assert (back.question.key, back.edited) == ("confirm", "-money")


def test_a_prefilled_line_can_be_edited(at_confirm: SmallClub) -> None:
    assert asked(at_confirm.says("sửa", "2")).question.key == "on"
    at_confirm.says("hôm qua", "1")
    assert at_confirm.purchases[0].on == TODAY - timedelta(days=1)


# -- back --------------------------------------------------------------------------------------------


def test_back_at_the_first_question_says_so(club: SmallClub) -> None:
    assert blocks(club.says("mua chè", "quay lại")) == ["first_question", "?cups"]


def test_back_asks_a_reopened_prefill_again_and_not_the_one_after(at_confirm: SmallClub) -> None:
    at_confirm.says("sửa", "2", "hôm qua")
    assert asked(at_confirm.say("quay lại")).question.key == "on"


def test_back_out_of_a_doubt_is_the_same_question(club: SmallClub) -> None:
    club.says("mua chè", "đông lắm")
    assert club.talk().doubt is not None
    assert asked(club.say("quay lại")).question.key == "cups"
    assert club.talk().doubt is None
