"""What the operator is told about the machine: each morning that it lives, at once when something is amiss.

Pure: figures in, words to find out. A trouble is told once when it begins and once when it is over; the
morning message counts what is still open (golden.md D1–D3).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from handlers.decision import Say

PAGE = "operator/health"
GIGABYTE = 1_000_000_000
LOW_DISK = 2 * GIGABYTE
LATE_BACKUP = timedelta(hours=26)
SLOW_TURN = timedelta(minutes=10)
CLOCK_AHEAD = timedelta(days=30)  # an assistant nobody wrote to for a month has no operator either
CLOCK_BEHIND = timedelta(minutes=10)
PREPARE_WITHIN = timedelta(days=10)


@dataclass(frozen=True, slots=True)
class Backup:
    """The newest backup; `copied` is None where no copy elsewhere is asked for."""

    at: datetime
    tested: bool
    copied: bool | None = None


@dataclass(frozen=True, slots=True)
class ChannelState:
    """One channel: letters that wait, and since when it is in trouble (`why`: unauthorized, silent)."""

    name: str
    waiting: int = 0
    why: str = ""
    code: str = ""
    since: datetime | None = None
    unsure: int = 0  # letters whose arrival nobody knows since the trouble began


@dataclass(frozen=True, slots=True)
class ZaloUse:
    """The free plan's meter: people and messages of this month, what the month ends with at this pace."""

    people: int
    messages: int
    expected: int
    most_people: int = 50
    most_messages: int = 3000
    running_out: bool = False


@dataclass(frozen=True, slots=True)
class Figures:
    """Everything looked at, at one moment (`now` local and aware)."""

    now: datetime
    disk_free: int  # bytes
    backup: Backup | None = None
    backups_wanted: bool = True  # whether a passphrase is set
    running_since: datetime | None = None
    waiting: int = 0
    failed: int = 0  # letters given up since yesterday morning
    set_aside: int = 0  # turns set aside since yesterday morning
    oldest_unanswered: datetime | None = None
    newest_row: datetime | None = None  # the latest moment anything was written
    zalo: ZaloUse | None = None
    channels: tuple[ChannelState, ...] = ()
    clock_disagrees: bool = False  # with the clocks of the platforms' servers
    worker: str = ""  # who looked: of several workers each has a disk and channels of its own


@dataclass(frozen=True, slots=True)
class Trouble:
    """One thing amiss: `key` names it for as long as it lasts, `avoid` is the channel not to tell it on."""

    key: str
    kind: str  # block "<kind>_broken" and "<kind>_well"
    since: datetime
    avoid: str = ""
    waiting: int = 0
    unsure: int = 0
    code: str = ""
    seen: Mapping[str, datetime] = field(default_factory=dict)  # by which worker it was seen last when


@dataclass(frozen=True, slots=True)
class Telling:
    """A message for every operator; the occasion makes it unique."""

    occasion: str
    say: Say
    avoid: str = ""


def troubles(figures: Figures) -> dict[str, Trouble]:
    """What is amiss now, by key."""
    found = [*_channels(figures), *_machine(figures), *_backups(figures), *_turns(figures)]
    return {trouble.key: trouble for trouble in found}


def _channels(figures: Figures) -> Iterator[Trouble]:
    for channel in figures.channels:
        if channel.why:
            kind, since = f"channel_{channel.why}", channel.since or figures.now
            told = (channel.name, channel.waiting, channel.unsure, channel.code)
            yield Trouble(f"channel/{channel.name}", kind, since, *told)


def _machine(figures: Figures) -> Iterator[Trouble]:
    now = figures.now
    if figures.disk_free < LOW_DISK:
        yield Trouble("disk", "disk", now)
    if clock_moved(now, figures.newest_row):
        yield Trouble("clock", "clock", now)
    if figures.clock_disagrees:
        yield Trouble("clock_outside", "clock_outside", now)


def clock_moved(now: datetime, newest_row: datetime | None) -> bool:
    """Whether the machine's clock cannot be right: behind what is written, or far ahead of it."""
    if newest_row is None:
        return False
    return now < newest_row - CLOCK_BEHIND or now > newest_row + CLOCK_AHEAD


def _backups(figures: Figures) -> Iterator[Trouble]:
    backup, now = figures.backup, figures.now
    if not figures.backups_wanted:
        yield Trouble("backup", "backup_unwanted", now)
        return
    since = backup.at if backup is not None else figures.running_since
    if since is not None and now - since > LATE_BACKUP:
        yield Trouble("backup", "backup_late" if backup else "backup_never", since)
    elif backup is not None and not backup.tested:
        yield Trouble("backup", "backup_broken_books", backup.at)
    elif backup is not None and backup.copied is False:
        yield Trouble("backup", "backup_not_copied", backup.at)


def _turns(figures: Figures) -> Iterator[Trouble]:
    oldest = figures.oldest_unanswered
    if oldest is not None and figures.now - oldest > SLOW_TURN:
        yield Trouble("turns", "turns_slow", oldest)


def morning(figures: Figures, open_troubles: Mapping[str, Trouble]) -> list[Telling]:
    """The message of 07:00, and a word in time before Zalo's free plan is full."""
    day = figures.now.date().isoformat()
    show = {"figures": figures, "open": list(open_troubles.values())}
    tell = [Telling(f"health/morning/{day}", Say(PAGE, "heartbeat", show))]
    zalo = figures.zalo
    if zalo is not None and zalo.running_out:
        by = figures.now.date() + PREPARE_WITHIN
        say = Say(PAGE, "running_out", {"zalo": zalo, "month": figures.now.month, "by": by})
        tell.append(Telling(f"health/running_out/{figures.now:%Y-%m}/{zalo.people}", say))
    return tell
