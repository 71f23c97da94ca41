"""What is printed on a card: the code, and which bot the person joins."""

import asyncio
import json

import pytest

from bot.cli import run
from bot.naming import remember_names
from storage.database import open_database


async def named(url: str, answers: dict[str, list[str]]) -> None:
    """Both platforms are asked until they have answered."""
    database = open_database(url)

    async def telegram() -> str:
        return answers["telegram"].pop(0)

    async def zalo() -> str:
        return answers["zalo_bot"].pop(0)

    async def at_once(seconds: float) -> None:
        assert seconds > 0

    await remember_names(database, {"telegram": telegram, "zalo_bot": zalo}, at_once)
    await database.dispose()


def test_a_card_names_the_bots(sqlite_url: str, capsys: pytest.CaptureFixture[str]) -> None:
    asked = ["invite", "--db", sqlite_url, "--area", "08", "--role", "operator"]
    assert run(["seed", "demo", "--db", sqlite_url]) == 0
    assert run(asked) == 0
    assert "start clb run" in capsys.readouterr().out
    asyncio.run(named(sqlite_url, {"telegram": ["clb_bot"], "zalo_bot": ["", "Bot CLB Hồng Sơn"]}))
    assert run([*asked, "--json"]) == 0
    card = json.loads(capsys.readouterr().out)
    assert card["bots"] == {"telegram": "clb_bot", "zalo_bot": "Bot CLB Hồng Sơn"}
    assert card["links"]["telegram"] == f"https://t.me/clb_bot?start={card['code']}"
    assert run(asked) == 0
    assert "Zalo: Bot CLB Hồng Sơn" in capsys.readouterr().out
