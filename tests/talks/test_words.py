"""Talks gone astray: every message is still kind and short (test_transcripts hears the others)."""

import asyncio
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.talks.conversation import moment
from tests.talks.crowd import demo_data
from tests.talks.listening import Listener
from tests.talks.transcript import Transcript, transcripts

FOLDER = Path(__file__).parent.parent / "transcripts"
FILES = sorted(FOLDER.glob("*.md"))
ASTRAY = (
    "1", "2", "3", "4", "không", "đúng", "sửa", "bỏ qua", "20", "200", "200 nghìn", "5 triệu", "hôm qua",
    "quay lại", "con bò ăn cỏ", "gần bốn chục", "3 cụ 12 lượt", "bà Lan", "cảm ơn cháu", "giúp", "đủ",
    "rằm vừa rồi", "6 tháng", "999",
)  # fmt: skip
LONGEST_STRAY = 4
MOST_TALKS = 6  # of one file in one example


def first_words(transcript: Transcript) -> tuple[str, str]:
    """Who speaks first, and what."""
    handle = next(line.text for line in transcript.lines if line.mark == "@").split(",")[0].strip()
    return handle, next(line.text for line in transcript.lines if line.mark == ">")


def openings(path: Path) -> list[tuple[str, str, str]]:
    """Who, when and what began each transcript of a file."""
    found = [each for each in transcripts(FOLDER) if each.path == path and "\n>" in f"\n{each.body}"]
    return [(*first_words(each), each.begins) for each in found]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
@settings(
    max_examples=1,  # a failing example is long enough to read: no minutes are spent on making it smaller
    phases=(Phase.generate,),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(st.randoms(use_true_random=False))
def test_talks_led_astray_have_words_for_everything(path: Path, sqlite_url: str, chance: Any) -> None:
    """Any answer at any question of any talk that has a transcript: there is a block for what comes then."""
    listener = asyncio.run(_astray(path, sqlite_url, chance))
    assert not list(listener.wording.faults())


async def _astray(path: Path, url: str, chance: Any) -> Listener:
    await demo_data(url)
    listener = Listener(url)
    begun = openings(path)
    for handle, words, begins in chance.sample(begun, min(len(begun), MOST_TALKS)):
        listener.clock.moment = moment(begins)
        stray = [chance.choice(ASTRAY) for _ in range(LONGEST_STRAY)]
        await listener.say(handle, words, *stray, "dừng")
    await listener.database.dispose()
    return listener
