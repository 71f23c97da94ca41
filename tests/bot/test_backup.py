"""A backup opens with its passphrase and no other way, and anything that happened to it is noticed."""

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
from bot.errors import OperatorError
from bot.sealing import CHUNK, NotABackup, Sealer, opened
from storage.database import Database
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


@pytest.fixture
async def seeded(sqlite_database: Database) -> Database:
    async with sqlite_database.write() as connection:
        await seed_demo(connection)
    return sqlite_database


@pytest.fixture
async def backup(seeded: Database, tmp_path: Path) -> Path:
    """A backup of the demo and of one photo."""
    photos = tmp_path / "data" / "photos"
    photos.mkdir(parents=True)
    (photos / "phieu.jpg").write_bytes(os.urandom(300_000))
    path = tmp_path / "clb.backup"
    await write_backup(seeded, tmp_path / "data", path, WORDS)
    return path


async def test_it_opens_and_its_books_agree(backup: Path, tmp_path: Path) -> None:
    found = await try_opening(backup, WORDS, tmp_path / "scratch")
    assert found.rows["entries"] > 0
    assert (found.files, found.broken) == (1, ())
    assert list((tmp_path / "scratch").iterdir()) == []
    assert "thôn Khổng".encode() not in backup.read_bytes()


async def test_photos_come_back_and_what_stands_there_stays(backup: Path, tmp_path: Path) -> None:
    url, new = f"sqlite:///{tmp_path / 'new.db'}", tmp_path / "new"
    (new / "photos").mkdir(parents=True)
    await bring_back(backup, WORDS, url, new, None)
    assert (new / "photos/phieu.jpg").read_bytes() == (tmp_path / "data/photos/phieu.jpg").read_bytes()
    (new / "photos/phieu.jpg").write_bytes(b"newer")
    await bring_back(backup, WORDS, f"sqlite:///{tmp_path / 'again.db'}", new, None)
    assert (new / "photos/phieu.jpg").read_bytes() == b"newer"


async def test_another_passphrase_is_one_plain_sentence(backup: Path, tmp_path: Path) -> None:
    with pytest.raises(OperatorError, match="the passphrase does not open this backup"):
        await try_opening(backup, WORDS + " ", tmp_path / "scratch")


@pytest.mark.parametrize("share", [0.0, 0.3, 0.999])
async def test_a_flipped_bit_is_noticed(backup: Path, tmp_path: Path, share: float) -> None:
    content = bytearray(backup.read_bytes())
    content[int((len(content) - 1) * share)] ^= 1
    backup.write_bytes(content)
    with pytest.raises(OperatorError, match="damaged|no backup"):
        await try_opening(backup, WORDS, tmp_path / "scratch")


@pytest.mark.parametrize("cut", [0, 20, 45, 60, CHUNK + 16 + 52, -1])
async def test_a_truncated_file_is_noticed(backup: Path, tmp_path: Path, cut: int) -> None:
    backup.write_bytes(backup.read_bytes()[:cut])
    with pytest.raises(OperatorError, match="damaged|no backup|does not open"):
        await try_opening(backup, WORDS, tmp_path / "scratch")


def test_whole_chunks_may_not_be_dropped_or_moved() -> None:
    sealed = io.BytesIO()
    sealer = Sealer(sealed, WORDS)
    sealer.write(bytes(CHUNK) + bytes([1]) * CHUNK + b"end")
    sealer.finish()
    content = sealed.getvalue()
    head = len(content) - 2 * (CHUNK + 16) - 19
    first, second = content[head : head + CHUNK + 16], content[head + CHUNK + 16 : head + 2 * (CHUNK + 16)]
    assert b"".join(opened(io.BytesIO(content), WORDS)).endswith(b"end")
    for broken in (
        content[:head] + second + first + content[-19:],
        content[:head] + first + content[-19:],
        content[:head] + first + second,
    ):
        with pytest.raises(NotABackup, match="damaged or cut off"):
            list(opened(io.BytesIO(broken), WORDS))


async def test_a_full_disk_leaves_nothing_behind(seeded: Database, tmp_path: Path) -> None:
    if not Path("/dev/full").exists():
        pytest.skip("this machine has no /dev/full")
    full = tmp_path / "clb.backup.part"
    full.symlink_to("/dev/full")
    with pytest.raises(OperatorError, match="No space left"):
        await write_backup(seeded, tmp_path / "none", tmp_path / "clb.backup", WORDS)
    assert [path.name for path in tmp_path.iterdir() if "backup" in path.name] == []


@pytest.mark.parametrize("name", ["../outside", "/etc/outside", ""])
def test_no_file_leads_out_of_the_folder(tmp_path: Path, name: str) -> None:
    with pytest.raises(NotABackup, match="impossible name"):
        FileWriter(tmp_path).take({"file": name})


async def test_the_copy_command_gets_the_file_and_no_secret(backup: Path, tmp_path: Path) -> None:
    assert await copy_elsewhere("", backup) is None
    assert await copy_elsewhere(f"cp {{}} {tmp_path / 'elsewhere'}", backup) is True
    assert (tmp_path / "elsewhere").read_bytes() == backup.read_bytes()
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


def test_what_an_operator_may_do_wrong_is_said_plainly(tmp_path: Path) -> None:
    data = tmp_path / "data"
    file = str(tmp_path / "clb.backup")
    none = clb("backup", file, folder=data, CLB_BACKUP_PASSPHRASE="")
    assert (none.returncode, "CLB_BACKUP_PASSPHRASE" in none.stderr) == (2, True)
    empty = clb("backup", file, folder=data)
    assert (empty.returncode, "no tables" in empty.stderr) == (1, True), empty.stderr
    clb("seed", "demo", folder=data)
    full = clb("restore", file, folder=data)
    assert (full.returncode, "writes over nothing" in full.stderr) == (2, True)
    missing = clb("restore", file, folder=tmp_path / "other")
    assert (missing.returncode, "cannot be opened" in missing.stderr) == (1, True)
    assert "Traceback" not in none.stderr + empty.stderr + full.stderr + missing.stderr


