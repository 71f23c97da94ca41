"""What comes in the middle of a talk: skipping, thanks, stickers, voices, old buttons, groups, lost words."""

import pytest

from handlers.decision import Say
from handlers.messages import Incoming, Kind
from tests.handlers.dialogue.small_club import FILLED, SmallClub, asked, blocks

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


# -- outside every talk -----------------------------------------------------------------------------


def test_a_group_chat_is_never_answered(club: SmallClub) -> None:
    group = Incoming("test", "g", "m", club.now, text="mua chè", private=False)
    assert club.take(group, 1).reply == ()


def test_lost_gets_a_way_on(club: SmallClub) -> None:
    said = [part.block for part in club.say("con bò").reply if isinstance(part, Say)]
    again = [part.block for part in club.say("con trâu").reply if isinstance(part, Say)]
    assert (said, again) == (["lost"], ["lost_again"])
