"""The assistant as the browser chat sees it, kept in memory: it answers what a test has prepared, in order.

Like the real one it is idempotent per (handle, message_id) and wakes whoever listens.
"""

import asyncio
from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from bot.web.backend import (
    ChatLine,
    ClockBackwards,
    FileLink,
    PersonTab,
    TooLong,
    Unavailable,
    UnknownPerson,
    file_url,
)

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")
Choices = tuple[tuple[str, str], ...]
TABS = [
    PersonTab("leader", "Bác Bình", "chủ nhiệm CLB thôn Khổng", ("báo cáo", "điểm danh", "quỹ", "giúp")),
    PersonTab("treasurer", "Bác Hòa", "thủ quỹ CLB thôn Khổng", ("quỹ", "thu", "chi", "giúp")),
    PersonTab("commune", "Bác Minh", "cán bộ Hội Người cao tuổi xã Hồng Sơn", ("ai chưa nộp", "giúp")),
    PersonTab("stranger", "<b>Người lạ</b>", 'chưa có trong sổ & "chưa có mã"'),
]


class InMemoryChat:
    """A ChatBackend; `down`, `broken` and `said` are the test's hands on it."""

    def __init__(self, files: Path) -> None:
        self.said: list[tuple[str, str, str, str, bytes | None]] = []
        self.down = False
        self.broken = False
        self.replies: dict[str, tuple[str, Choices]] = {}
        self.tabs = TABS
        self._files = files
        self._now = datetime(2026, 11, 28, 8, 30, tzinfo=VIETNAM)
        self._lines: defaultdict[str, list[ChatLine]] = defaultdict(list)
        self._news = asyncio.Event()

    def people(self) -> Sequence[PersonTab]:
        return self.tabs

    def now(self) -> datetime:
        return self._now

    async def move_clock(self, to: datetime) -> datetime:
        if to < self._now:
            raise ClockBackwards
        self._now = to
        self.tell("leader", "Dạ, cháu nhắc bác: báo cáo tháng 11 đến hạn ngày 5/12 ạ.")
        return self._now

    async def say(
        self, handle: str, message_id: str, text: str, tap: str = "", photo: bytes | None = None
    ) -> None:
        if self.down:
            raise Unavailable
        if self.broken:
            raise RuntimeError("a defect")
        if handle not in {tab.handle for tab in self.tabs}:
            raise UnknownPerson
        if len(text) > 4000:
            raise TooLong
        if (handle, message_id) in {(said[0], said[1]) for said in self.said}:
            return
        self.said.append((handle, message_id, text, tap, photo))
        self._add(handle, text, mine=True, message_id=message_id, files=self._kept(photo))
        answer, choices = self.replies.get(tap or text, ("Dạ, cháu nghe rồi ạ.", ()))
        self.tell(handle, answer, choices)

    async def messages(self, handle: str, after: str, limit: int = 200) -> Sequence[ChatLine]:
        return [line for line in self._lines[handle] if line.id > after][:limit]

    async def changed(self, handle: str, seconds: float) -> None:
        try:
            await asyncio.wait_for(self._news.wait(), seconds)
        except TimeoutError:
            return

    async def file(self, token: str) -> Path | None:
        path = self._files / token
        return path if path.name == token and path.is_file() else None

    def tell(self, handle: str, text: str, choices: Choices = (), files: tuple[FileLink, ...] = ()) -> None:
        """The assistant speaks first."""
        self._add(handle, text, choices=choices, files=files)

    def wait(self, **span: int) -> None:
        """Time goes by without anything becoming due."""
        self._now += timedelta(**span)

    def hold(self, name: str, content: bytes) -> FileLink:
        """Keep a file and give the link a message carries."""
        (self._files / name).write_bytes(content)
        return FileLink(name, file_url(name), name.endswith((".png", ".jpg", ".webp")))

    def _kept(self, photo: bytes | None) -> tuple[FileLink, ...]:
        return () if photo is None else (self.hold(f"anh-{len(self.said)}.png", photo),)

    def _add(
        self,
        handle: str,
        text: str,
        mine: bool = False,
        message_id: str = "",
        choices: Choices = (),
        files: tuple[FileLink, ...] = (),
    ) -> None:
        line_id = f"{len(self._lines[handle]) + 1:08d}"
        self._lines[handle].append(ChatLine(line_id, mine, text, self._now, choices, files, message_id))
        self._news.set()
        self._news = asyncio.Event()
