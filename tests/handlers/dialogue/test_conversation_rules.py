"""One person and one talk, message by message: read-backs, editing, dropping, doubts, buttons, old lists."""

from datetime import date, timedelta

import pytest

from handlers.decision import Say
from handlers.dialogue.questions import PickLine
from handlers.messages import Incoming, Kind
from tests.handlers.dialogue.small_talks import Purchase, SmallClub, asked, blocks

TODAY = date(2026, 11, 21)
FILLED = ("mua chè", "2", "20 nghìn", "chè xanh", "pha đặc")
BOUGHT = Purchase(2, 20_000, "green", "pha đặc", TODAY)


@pytest.fixture
def club() -> SmallClub:
    return SmallClub()


@pytest.fixture
def at_confirm(club: SmallClub) -> SmallClub:
    assert asked(club.says(*FILLED)).question.key == "confirm"
    return club


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


# -- doubts: an example, then choices, then a person -------------------------------------------------


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


# -- blank, help, thanks -----------------------------------------------------------------------------


def test_skip_leaves_a_blank_where_that_is_allowed(club: SmallClub) -> None:
    assert blocks(club.says(*FILLED[:-1], "bỏ qua")) == ["left_blank", "?confirm"]
    club.say("1")
    assert club.purchases[0].note is None


def test_skip_elsewhere_keeps_asking_without_a_list(club: SmallClub) -> None:
    again = asked(club.says("mua chè", "bỏ qua"))
    assert (again.question.key, again.options) == ("cups", ())
    assert asked(club.say("1")).question.key == "price"


@pytest.mark.parametrize("words", ["giúp", "cảm ơn cháu", "chào cháu", "hahaha", "🙏🙏", "/quy"])
def test_a_word_in_between_keeps_the_place(club: SmallClub, words: str) -> None:
    club.says("mua chè", "2")
    reply = club.say(words)
    assert asked(reply).question.key == "price"
    assert asked(club.say("20 nghìn")).question.key == "kind"


@pytest.mark.parametrize("kind", [Kind.STICKER, Kind.PHOTO, Kind.FILE, Kind.UNSUPPORTED])
def test_what_is_no_text_keeps_the_place(club: SmallClub, kind: Kind) -> None:
    club.say("mua chè")
    assert asked(club.send(kind)).question.key == "cups"


def test_a_voice_message_is_explained_and_keeps_the_place(club: SmallClub) -> None:
    club.say("mua chè")
    assert blocks(club.send(Kind.VOICE)) == ["voice"]
    assert asked(club.say("2")).question.key == "price"


# -- buttons -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("payload", ["0:0", "1:0", "99:0", "", ":", "x:y", "5:9", "5:-1", "5:²", "5"])
def test_an_old_or_broken_button_does_nothing(at_confirm: SmallClub, payload: str) -> None:
    assert at_confirm.desk().count == 5
    assert blocks(at_confirm.tap(payload)) == ["old_button", "?confirm"]
    assert at_confirm.purchases == []


def test_a_double_tap_saves_once(at_confirm: SmallClub) -> None:
    number = at_confirm.desk().count
    assert blocks(at_confirm.tap(f"{number}:0")) == ["done"]
    assert blocks(at_confirm.tap(f"{number}:0")) == ["old_button"]
    assert len(at_confirm.purchases) == 1


# -- said twice, set aside, taken up -----------------------------------------------------------------


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


# -- two of the committee ----------------------------------------------------------------------------


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


def test_another_round_asks_for_a_fresh_confirmation(at_confirm: SmallClub) -> None:
    at_confirm.say("1")
    assert asked(at_confirm.say("mua chè")).question.key == "confirm"
    at_confirm.say("1")
    assert [key[1] for key in at_confirm.saved] == [1, 2]


def test_a_group_chat_is_never_answered(club: SmallClub) -> None:
    group = Incoming("test", "g", "m", club.now, text="mua chè", private=False)
    assert club.take(group, 1).reply == ()


def test_lost_gets_a_way_on(club: SmallClub) -> None:
    said = [part.block for part in club.say("con bò").reply if isinstance(part, Say)]
    again = [part.block for part in club.say("con trâu").reply if isinstance(part, Say)]
    assert (said, again) == (["lost"], ["lost_again"])
