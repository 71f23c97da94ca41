"""A village's server opens Telegram in a second and a half: aiogram's types are built when first used."""

import subprocess
import sys
from pathlib import Path

from pydantic import BaseModel

from bot.telegram import library

PROGRAM = """
import bot.telegram.start
from aiogram import types
kinds = [kind for kind in vars(types).values() if hasattr(kind, "__pydantic_complete__")]
print(sum(kind.__pydantic_complete__ for kind in kinds), len(kinds))
"""


def test_opening_the_channel_builds_hardly_any_type() -> None:
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM],
        capture_output=True,
        text=True,
        check=True,
        cwd=Path(__file__).parents[2],
    )
    built, all_of_them = map(int, done.stdout.split())
    assert all_of_them > 300
    assert built < 10


def test_pydantic_builds_everybody_elses_types_as_ever() -> None:
    class Later(BaseModel):
        named: "Named"

    class Named(BaseModel):
        text: str

    assert Later.model_rebuild()
    assert Later.model_validate({"named": {"text": "Lan"}}).named == Named(text="Lan")


def test_a_type_that_names_others_reads_them_at_first_use() -> None:
    chat = {"id": 7, "type": "private", "first_name": "Lan"}
    reply = {"message_id": 1, "date": 0, "chat": chat}
    said = {"message_id": 2, "date": 0, "chat": chat, "reply_to_message": reply}
    answer = library.Response[library.Message].model_validate({"ok": True, "result": said})
    assert answer.result is not None
    assert answer.result.reply_to_message is not None
    assert answer.result.reply_to_message.chat.first_name == "Lan"
