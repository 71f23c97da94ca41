"""Every transcript is played word for word, on a database of its own, restarting between all messages;
every reply of it is kind and short.
"""

import os
from pathlib import Path

import pytest

from tests.talks.conversation import conversation
from tests.talks.listening import Listening
from tests.talks.transcript import Transcript, play, transcripts

FOLDER = Path(__file__).parent.parent / "transcripts"
ALL = list(transcripts(FOLDER))
REWRITES = os.environ.get("UPDATE_TRANSCRIPTS") == "1"
if REWRITES and "PYTEST_XDIST_WORKER" in os.environ:
    raise RuntimeError("UPDATE_TRANSCRIPTS writes whole files, which processes empty for each other: no -n")


@pytest.mark.parametrize("transcript", ALL, ids=lambda t: f"{t.path.stem}: {t.title}")
async def test_transcript(transcript: Transcript, sqlite_url: str) -> None:
    wording = Listening()
    async with conversation(sqlite_url, transcript.begins, restart=True, wording=wording) as talk:
        said = await play(transcript, talk)
    if REWRITES:
        text = transcript.path.read_text(encoding="utf-8")
        transcript.path.write_text(text.replace(transcript.body, said), encoding="utf-8")
    else:
        assert said == transcript.body
    assert not list(wording.faults())


def test_there_are_transcripts() -> None:
    assert len(ALL) >= 10
