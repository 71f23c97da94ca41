"""Communes, provinces and the nation as officers speak of them, and the short names of clubs in lists.

Area names are stored bare ("Hồng Sơn"); one written with its kind ("Phường Minh Xuân") keeps it.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from handlers.dialogue.hearing.folding import fold, nfc

COMMUNE, PROVINCE, NATION = "commune", "province", "nation"
_CLUB = re.compile(
    r"^(clb|câu lạc bộ)\b[\s,]*((liên thế hệ|tự giúp nhau|lthtgn|lth)\b[\s,]*)*",
    re.IGNORECASE,
)
_HAMLET = re.compile(
    r"^(thôn|bản|ấp|xóm|khu phố|khu vực|khu dân cư|khu|khóm|khối phố|khối|tổ dân phố|tổ|làng|buôn|bon|sóc"
    r"|phum|tiểu khu)\s+(?=\D)",
    re.IGNORECASE,
)
_KINDS = {
    COMMUNE: ("xã", "phường", "đặc khu", "thị trấn"),
    PROVINCE: ("tỉnh", "thành phố"),
}


@dataclass(frozen=True, slots=True)
class Area:
    """One place of the administration; `parent_code` is "" for the nation."""

    code: str
    name: str
    kind: str
    parent_code: str = ""

    @property
    def title(self) -> str:
        """ "xã Hồng Sơn", "tỉnh Tuyên Quang", "cả nước"."""
        if self.kind == NATION:
            return "cả nước"
        kinds = _KINDS[self.kind]
        named = next((kind for kind in kinds if self.name.lower().startswith(f"{kind} ")), None)
        if named is None:
            return f"{kinds[0]} {self.name}"
        return named + self.name[len(named) :]

    @property
    def bare(self) -> str:
        """The name without its kind: "Hồng Sơn"."""
        named = next((k for k in _KINDS.get(self.kind, ()) if self.name.lower().startswith(f"{k} ")), "")
        return self.name[len(named) :].strip()


def club_place(name: str, hamlet: str) -> str:
    """Where a club is, as it stands within a sentence: "thôn Khổng"; its own name where it has no hamlet."""
    place = nfc(hamlet or name).strip()
    place = _CLUB.sub("", place).strip() or place
    kind = _HAMLET.match(place)
    return place[0].lower() + place[1:] if kind else place


def short_name(name: str, hamlet: str) -> str:
    """The name in a list of its commune: "Khổng"; "khu phố 3" keeps its kind."""
    place = club_place(name, hamlet)
    short = _HAMLET.sub("", place).strip() or place
    return short[0].upper() + short[1:] if short else place


def named_area(words: str, areas: Iterable[Area]) -> Area | None:
    """The area somebody named ("tình hình xã Hồng Sơn"), accents or not; the longest name wins."""
    said, bare_said = f" {nfc(words).lower()} ", f" {fold(nfc(words).lower())} "
    best: tuple[int, int, Area] | None = None
    for area in areas:
        name = area.bare.lower()
        if not name or f" {fold(name)} " not in bare_said:
            continue
        weight = (len(name), 2 * (f" {name} " in said) + (f" {fold(area.title.lower())} " in bare_said))
        if best is None or weight > best[:2]:
            best = (*weight, area)
    return None if best is None else best[2]
