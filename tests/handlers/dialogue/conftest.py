"""A small club to talk to, fresh or already asked to confirm its tea."""

import pytest

from tests.handlers.dialogue.small_club import FILLED, SmallClub, asked


@pytest.fixture
def club() -> SmallClub:
    return SmallClub()


@pytest.fixture
def at_confirm(club: SmallClub) -> SmallClub:
    assert asked(club.says(*FILLED)).question.key == "confirm"
    return club
