"""The doctor against localhost Telegram and Zalo: what is well, and what to do about what is not."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa

from bot.cli import run
from bot.doctor import Finding, check_database, check_folder, check_settings
from bot.doctor_channels import check_channels
from bot.settings import Settings
from storage.backup_notes import BackupNote, note_backup
from storage.database import Database, open_database
from tests.fakes.telegram import FakeTelegram
from tests.fakes.zalo_bot import FakeZaloBot


@pytest.fixture
async def telegram() -> AsyncIterator[FakeTelegram]:
    async with FakeTelegram() as fake:
        yield fake


@pytest.fixture
async def zalo() -> AsyncIterator[FakeZaloBot]:
    fake = await FakeZaloBot().start()
    yield fake
    await fake.stop()


def configured(telegram: FakeTelegram, zalo: FakeZaloBot, **more: object) -> Settings:
    return Settings.model_validate(
        {
            "telegram_token": telegram.token,
            "telegram_api_url": telegram.url,
            "zalo_bot_token": zalo.token,
            "zalo_bot_api_url": zalo.url,
            **more,
        }
    )


def broken(findings: list[Finding]) -> dict[str, str]:
    return {finding.what: finding.do for finding in findings if not finding.well}


async def test_channels_that_answer_are_well(telegram: FakeTelegram, zalo: FakeZaloBot) -> None:
    findings = await check_channels(configured(telegram, zalo))
    assert broken(findings) == {}
    says = {finding.what: finding.says for finding in findings}
    assert "answers" in says["telegram"]
    assert says["zalo bot"] == "bot.VDKy answers"
    assert [says["telegram receiving"], says["zalo bot receiving"]] == ["polling", "polling"]


async def test_nothing_configured_is_no_trouble() -> None:
    assert broken(await check_channels(Settings.model_validate({}))) == {}


async def test_refused_tokens_are_named_and_not_shown(telegram: FakeTelegram, zalo: FakeZaloBot) -> None:
    wrong = "1234567:another-invented-token-of-the-right-shape"
    findings = await check_channels(configured(telegram, zalo, telegram_token=wrong, zalo_bot_token=wrong))
    told = broken(findings)
    assert "CLB_TELEGRAM_TOKEN" in told["telegram"]
    assert "CLB_ZALO_BOT_TOKEN" in told["zalo bot"]
    assert wrong not in str(findings)


async def test_an_unreachable_platform_is_said(telegram: FakeTelegram, zalo: FakeZaloBot) -> None:
    nowhere = "http://127.0.0.1:9"
    told = broken(
        await check_channels(configured(telegram, zalo, telegram_api_url=nowhere, zalo_bot_api_url=nowhere))
    )
    assert set(told) == {"telegram", "zalo bot"}
    assert "network" in told["telegram"]


async def test_a_webhook_elsewhere_makes_polling_deaf(telegram: FakeTelegram, zalo: FakeZaloBot) -> None:
    zalo.webhook = "https://elsewhere.example/zalo"
    told = broken(await check_channels(configured(telegram, zalo)))
    assert told == {"zalo bot receiving": "run clb webhook off"}
    told = broken(
        await check_channels(
            configured(telegram, zalo, zalo_bot_mode="webhook", public_url="https://clb.example")
        )
    )
    assert set(told) == {"zalo bot receiving"}


@pytest.mark.parametrize(
    "changed,named",
    [
        ({"timezone": "Asia/Saigon-or-so"}, "time zone"),
        ({"timezone": "Europe/Berlin"}, "time zone"),
        ({"backup_passphrase": ""}, "backup passphrase"),
        ({"zalo_bot_mode": "webhook", "public_url": "http://clb.example"}, "public address"),
    ],
)
def test_settings_that_will_not_do(changed: dict[str, str], named: str) -> None:
    good = {"backup_passphrase": "sáu chữ"}
    assert set(broken(check_settings(Settings.model_validate(good | changed)))) == {named}


async def test_a_database_that_is_well(database: Database) -> None:
    now = datetime.now(UTC)
    async with database.write() as connection:
        await note_backup(connection, BackupNote(now - timedelta(hours=7), tested=True, copied=None, size=1))
    assert broken(await check_database(database, now)) == {}
    told = broken(await check_database(database, now + timedelta(days=2)))
    assert told == {"clock": "timedatectl set-ntp true", "last backup": "run clb backup FILE"}


async def test_a_database_that_is_not(tmp_path: Path) -> None:
    database = open_database(f"sqlite:///{tmp_path / 'empty.db'}")
    [empty] = await check_database(database, datetime.now(UTC))
    assert (empty.well, empty.says) == (True, "answers, still empty: clb run makes its tables")
    async with database.write() as connection:
        await connection.execute(sa.text("CREATE TABLE alembic_version AS SELECT 'before' AS version_num"))
    assert broken(await check_database(database, datetime.now(UTC))) == {"database": "run clb upgrade"}
    await database.dispose()
    nowhere = open_database(f"sqlite:///{tmp_path / 'no/such/folder.db'}")
    assert set(broken(await check_database(nowhere, datetime.now(UTC)))) == {"database"}
    await nowhere.dispose()
    assert not check_folder(tmp_path / "folder").do
    (tmp_path / "file").touch()
    assert check_folder(tmp_path / "file").do


def test_the_command_says_what_to_do(
    sqlite_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("CLB_DATABASE_URL", sqlite_url)
    monkeypatch.setenv("CLB_DATA_DIR", str(tmp_path))
    monkeypatch.setenv("CLB_BACKUP_PASSPHRASE", "sáu chữ")
    assert run(["doctor"]) == 1
    out = capsys.readouterr().out
    assert "ok      database: answers" in out
    assert "broken  last backup: none. Do this: run clb backup FILE" in out
