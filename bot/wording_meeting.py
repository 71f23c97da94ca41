"""How members, those away and meetings are named in messages (golden A6, A7, A8)."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from bot.wording_fund import spoken_day
from bot.wording_report import AREA_NAMES, DOING_NAMES
from handlers.meeting.activity import OF_THE_MEETING
from handlers.meeting.activity_phrases import Doing
from handlers.meeting.book import AWAY, VISIT_NEEDED
from storage.people_records import Member

TITLES = {"female": "bà", "male": "ông"}
MOST_MISSING = 2
THEME_NAMES = {"digital": "chuyển đổi số", "green": "chuyển đổi xanh", "startup": "khởi nghiệp"}
REASONS = {VISIT_NEEDED: "cần đến thăm", AWAY: "đi vắng"}
IN_FULL, BY_TITLE, AT_MOST = 6, 12, 24
"""Up to so many names stand one a line, then with title, then as number and name; the rest is counted."""


def title(member: Member) -> str:
    """bà, ông; "" where the roll does not say."""
    return TITLES.get(member.sex or "", "")


def member_name(member: Member) -> str:
    """bà Nguyễn Thị Lan."""
    return f"{title(member)} {member.name}".strip()


def member_short(member: Member) -> str:
    """bà Lan."""
    return f"{title(member)} {member.name.split()[-1]}".strip()


def with_birth(member: Member) -> str:
    """bà Nguyễn Thị Lan (sinh 1952)."""
    return member_name(member) + (f" (sinh {member.birth_year})" if member.birth_year else "")


def away_lines(named: Sequence[Member], reasons: Mapping[int, str]) -> str:
    """Those away: a line each while they are few, closer together when they are many."""
    if len(named) <= IN_FULL:
        return "\n".join(f"- số {m.roster_number}, {member_name(m)}{_reason(m, reasons)}" for m in named)
    if len(named) <= BY_TITLE:
        return "- " + ", ".join(f"số {m.roster_number} {member_short(m)}" for m in named)
    shown = ", ".join(f"{m.roster_number} {m.name.split()[-1]}" for m in named[:AT_MOST])
    return f"- {shown}" + (f" và {len(named) - AT_MOST} người nữa" if len(named) > AT_MOST else "")


def _reason(member: Member, reasons: Mapping[int, str]) -> str:
    return away_reason(reasons.get(member.roster_number, ""))


def away_reason(code: str) -> str:
    """(đi vắng); "" where nobody said why."""
    known = REASONS.get(code)
    return f" ({known})" if known else ""


def short_names(members: Sequence[Member], at_most: int = 4) -> str:
    """ông Sáu, bà Lan và 2 người nữa."""
    names = ", ".join(member_short(m) for m in members[:at_most])
    return names + (f" và {len(members) - at_most} người nữa" if len(members) > at_most else "")


def pronoun(members: Sequence[Member]) -> str:
    """How those just named are spoken of again: ông, bà, các bác ấy."""
    return title(members[0]) or "bác ấy" if len(members) == 1 else "các bác ấy"


def numbers_words(numbers: Sequence[int]) -> str:
    """3, 7, 12."""
    return ", ".join(str(number) for number in numbers)


def old_numbers(stored: Any) -> str:
    """The roster numbers a reopened roll call had; "" for none."""
    return numbers_words(stored.get("numbers", [])) if isinstance(stored, Mapping) else ""


def doing_words(doing: Doing) -> str:
    """chăm sóc tại nhà 5 cụ, 20 lượt; văn nghệ; nói chuyện chuyên đề huyết áp."""
    people, count = doing.numbers or (0, 0)
    counted = {
        "home_care": f"chăm sóc tại nhà {people} cụ, {count} lượt",
        "self_help": f"giúp {people} nhà, {count} ngày công",
        "measured": f"đo huyết áp, cân {people} người",
        "guests": f"{people} khách đến họp",
        "topic": f'chủ đề buổi họp "{doing.note[:80]}"',
        "visit": f"đến thăm {doing.who}",
    }
    return counted.get(doing.kind) or doing.note[:80] or DOING_NAMES[doing.kind]


def doing_day(doing: Doing, day: date, held_on: date, today: date) -> str:
    """hôm nay 25/11; of what belongs to a meeting, that meeting's day."""
    if doing.kind in OF_THE_MEETING and held_on != day:
        return f"buổi họp ngày {held_on.day}/{held_on.month}"
    return spoken_day(day, today)


def themes_words(codes: Sequence[str] | None) -> str:
    """chuyển đổi số, khởi nghiệp; không có; chưa ghi."""
    if codes is None:
        return "chưa ghi"
    return ", ".join(THEME_NAMES[code] for code in codes) or "không có"


def missing_areas(figures: Mapping[str, Any]) -> str:
    """quyền lợi; where many are missing only how many."""
    missing = [name for area, name in AREA_NAMES.items() if area not in figures["areas"]]
    return ", ".join(missing) if len(missing) <= MOST_MISSING else f"{len(missing)} mảng"


MEETING_FILTERS: dict[str, Callable[..., Any]] = {
    "member_name": member_name,
    "member_short": member_short,
    "with_birth": with_birth,
    "away_lines": away_lines,
    "away_reason": away_reason,
    "short_names": short_names,
    "pronoun": pronoun,
    "numbers_words": numbers_words,
    "old_numbers": old_numbers,
    "doing_words": doing_words,
    "missing_areas": missing_areas,
    "themes_words": themes_words,
    "doing_day": doing_day,
}
