"""A backup opens with its passphrase and no other way, and anything that happened to it is noticed."""

import asyncio
import io
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from bot.backup import bring_back, try_opening, write_backup
from bot.backup_copy import copy_elsewhere, without_secrets
from bot.backup_files import FileWriter
from bot.cli import run
from bot.errors import OperatorError
from bot.sealing import CHUNK, NotABackup, Sealer, opened
from storage.database import open_database
from storage.demo import seed_demo

ROOT = Path(__file__).parents[2]
WORDS = "sáu chữ không ai đoán được đâu"


def clb(*arguments: str, folder: Path, words: str = "", **more: str) -> subprocess.CompletedProcess[str]:
    """A real process with its own environment."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("CLB_")}
    ours = {"CLB_DATA_DIR": str(folder), "CLB_BACKUP_PASSPHRASE": WORDS, **more}
    return subprocess.run(
        [sys.executable, "-m", "bot", *arguments],
        input=words,
        capture_output=True,
        text=True,
        cwd=ROOT,
        env=environment | ours,
        check=False,
    )


@pytest.fixture(scope="module")
def kept(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the demo's database, one photo, and a backup of both."""
    folder = tmp_path_factory.mktemp("kept")
    shutil.copy(sqlite_template, folder / "clubs.db")
    (folder / "data/photos").mkdir(parents=True)
    (folder / "data/photos/phieu.jpg").write_bytes(os.urandom(300_000))
    asyncio.run(_keep_demo(folder))
    return folder


async def _keep_demo(folder: Path) -> None:
    database = open_database(f"sqlite:///{folder / 'clubs.db'}")
    async with database.write() as connection:
        await seed_demo(connection)
    await write_backup(database, folder / "data", folder / "clb.backup", WORDS)
    await database.dispose()


@pytest.fixture
def backup(kept: Path, tmp_path: Path) -> Path:
    """A copy of it that a test may break."""
    return Path(shutil.copy(kept / "clb.backup", tmp_path / "clb.backup"))


def content(path: Path) -> bytes:
    return path.read_bytes()


def replace(path: Path, by: bytes | bytearray) -> None:
    path.write_bytes(by)


def names(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir()]


async def test_it_opens_and_its_books_agree(backup: Path, tmp_path: Path) -> None:
    found = await try_opening(backup, WORDS, tmp_path / "scratch")
    assert found.rows["entries"] > 0
    assert (found.files, found.broken) == (1, ())
    assert names(tmp_path / "scratch") == []
    assert "thôn Khổng".encode() not in content(backup)


async def test_photos_come_back_and_what_stands_there_stays(kept: Path, backup: Path, tmp_path: Path) -> None:
    url, new = f"sqlite:///{tmp_path / 'new.db'}", tmp_path / "new"
    (new / "photos").mkdir(parents=True)
    await bring_back(backup, WORDS, url, new, None)
    assert (new / "photos/phieu.jpg").read_bytes() == (kept / "data/photos/phieu.jpg").read_bytes()
    (new / "photos/phieu.jpg").write_bytes(b"newer")
    await bring_back(backup, WORDS, f"sqlite:///{tmp_path / 'again.db'}", new, None)
    assert (new / "photos/phieu.jpg").read_bytes() == b"newer"


async def test_another_passphrase_is_one_plain_sentence(backup: Path, tmp_path: Path) -> None:
    with pytest.raises(OperatorError, match="the passphrase does not open this backup"):
        await try_opening(backup, WORDS + " ", tmp_path / "scratch")


@pytest.mark.parametrize("share", [0.0, 0.3, 0.999])
async def test_a_flipped_bit_is_noticed(backup: Path, tmp_path: Path, share: float) -> None:
    flipped = bytearray(content(backup))
    flipped[int((len(flipped) - 1) * share)] ^= 1
    replace(backup, flipped)
    with pytest.raises(OperatorError, match=r"damaged|no backup"):
        await try_opening(backup, WORDS, tmp_path / "scratch")


@pytest.mark.parametrize("cut", [0, 20, 45, 60, CHUNK + 16 + 52, -1])
async def test_a_truncated_file_is_noticed(backup: Path, tmp_path: Path, cut: int) -> None:
    replace(backup, content(backup)[:cut])
    with pytest.raises(OperatorError, match=r"damaged|no backup|does not open"):
        await try_opening(backup, WORDS, tmp_path / "scratch")


def test_whole_chunks_may_not_be_dropped_or_moved() -> None:
    sealed = io.BytesIO()
    sealer = Sealer(sealed, WORDS)
    sealer.write(bytes(CHUNK) + bytes([1]) * CHUNK + b"end")
    sealer.finish()
    whole = sealed.getvalue()
    head = len(whole) - 2 * (CHUNK + 16) - 19
    first, second = whole[head : head + CHUNK + 16], whole[head + CHUNK + 16 : head + 2 * (CHUNK + 16)]
    assert b"".join(opened(io.BytesIO(whole), WORDS)).endswith(b"end")
    for broken in (
        whole[:head] + second + first + whole[-19:],
        whole[:head] + first + whole[-19:],
        whole[:head] + first + second,
    ):
        with pytest.raises(NotABackup, match="damaged or cut off"):
            list(opened(io.BytesIO(broken), WORDS))


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this machine has no /dev/full")
async def test_a_full_disk_leaves_nothing_behind(kept: Path, tmp_path: Path) -> None:
    (tmp_path / "clb.backup.part").symlink_to("/dev/full")
    database = open_database(f"sqlite:///{kept / 'clubs.db'}")
    with pytest.raises(OperatorError, match="No space left"):
        await write_backup(database, tmp_path, tmp_path / "clb.backup", WORDS)
    await database.dispose()
    assert names(tmp_path) == []


@pytest.mark.parametrize("name", ["../outside", "/etc/outside", ""])
def test_no_file_leads_out_of_the_folder(tmp_path: Path, name: str) -> None:
    with pytest.raises(NotABackup, match="impossible name"):
        FileWriter(tmp_path).take({"file": name})


async def test_the_copy_command_gets_the_file_and_no_secret(backup: Path, tmp_path: Path) -> None:
    assert await copy_elsewhere("", backup) is None
    assert await copy_elsewhere(f"cp {{}} {tmp_path / 'elsewhere'}", backup) is True
    assert content(tmp_path / "elsewhere") == content(backup)
    assert await copy_elsewhere("false", backup) is False
    assert await copy_elsewhere("/nowhere/at-all {}", backup) is False
    assert without_secrets({"CLB_TELEGRAM_TOKEN": "1:x", "PATH": "/bin"}) == {"PATH": "/bin"}


def test_the_talk_goes_on_where_it_was(tmp_path: Path) -> None:
    """Half a report, a backup, the database deleted, restored, verified: the next question comes."""
    data = tmp_path / "data"
    at = ("--as", "leader", "--now", "2026-11-28T08:30")
    first = clb("talk", *at, folder=data, words="báo cáo\nđúng\n")
    assert "phần quỹ (2/2)" in first.stdout, first.stderr
    kept = clb("backup", str(tmp_path / "clb.backup"), folder=data)
    assert (kept.returncode, "everything agrees" in kept.stdout) == (0, True), kept.stderr
    shutil.rmtree(data)
    back = clb("restore", str(tmp_path / "clb.backup"), folder=data)
    assert (back.returncode, "Everything agrees" in back.stdout) == (0, True), back.stderr
    assert clb("verify", folder=data).returncode == 0
    last = clb("talk", *at, folder=data, words="1\n")
    assert "đã nộp báo cáo tháng 11" in last.stdout, last.stdout + last.stderr


@pytest.mark.parametrize(
    "command,changed,status,said",
    [
        ("backup", {"CLB_BACKUP_PASSPHRASE": ""}, 2, "CLB_BACKUP_PASSPHRASE"),
        ("backup", {"CLB_DATA_DIR": "{tmp}/none"}, 1, "no tables"),
        ("restore", {}, 2, "writes over nothing"),
        ("restore", {"CLB_DATABASE_URL": "sqlite:///{tmp}/new.db"}, 1, "cannot be opened"),
    ],
)
def test_what_an_operator_may_do_wrong_is_said_plainly(
    kept: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    command: str,
    changed: dict[str, str],
    status: int,
    said: str,
) -> None:
    address = f"sqlite:///{kept / 'clubs.db'}" if "CLB_DATA_DIR" not in changed else ""
    usual = {"CLB_DATABASE_URL": address, "CLB_DATA_DIR": str(tmp_path), "CLB_BACKUP_PASSPHRASE": WORDS}
    for name, value in (usual | changed).items():
        monkeypatch.setenv(name, value.format(tmp=tmp_path))
    assert run([command, str(tmp_path / "no.backup")]) == status
    assert said in capsys.readouterr().err
