"""How the figures of a report are said in one short line each (golden A3, A4, A5)."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from handlers.money import digits

Figures = Mapping[str, Any]
AREA_NAMES = {
    1: "tăng thu nhập",
    2: "sức khỏe",
    3: "chăm sóc tại nhà",
    4: "tự giúp nhau",
    5: "quyền lợi",
    6: "nâng cao nhận thức",
    7: "văn hóa, tinh thần",
    8: "vận động nguồn lực",
}
DOING_NAMES = {
    "arts": "văn nghệ",
    "exercise": "dưỡng sinh",
    "talk": "nói chuyện",
    "rights": "giúp về chế độ",
    "livelihood": "giúp nhau làm kinh tế",
    "checkup": "khám sức khỏe",
    "resources": "vận động nguồn lực",
}
UNKNOWN = "để trống"


def question_number(step: tuple[int, int] | None, in_short: bool = False) -> str:
    """ "Câu 3/9: ", or "Mình đang ở câu 3/9: " when it is asked again; nothing outside a numbered talk."""
    if step is None:
        return ""
    return f"Mình đang ở câu {step[0]}/{step[1]}: " if in_short else f"Câu {step[0]}/{step[1]}: "


def _met(figures: Figures) -> str:
    held = date.fromisoformat(figures["meeting_on"])
    return f"{held.day}/{held.month}"


NO_MEETING_REASONS = {"rhythm": "hai, ba tháng họp một lần", "season": "mưa bão, mùa vụ"}


def _not_met(figures: Figures) -> str:
    """With the reason, where it is one that may be said."""
    reason = NO_MEETING_REASONS.get(figures["no_meeting"], figures.get("no_meeting_words", ""))
    return f"Tháng này không họp ({reason})" if reason else "Tháng này không họp"


def meeting_line(figures: Figures) -> str:
    if not figures["meeting_on"]:
        return _not_met(figures)
    return f"Họp ngày {_met(figures)}, đến {figures['present']}/{figures['members']} người"


def meeting_short(figures: Figures) -> str:
    if not figures["meeting_on"]:
        return _not_met(figures)
    return f"Họp {_met(figures)}, đến {figures['present']}/{figures['members']}"


def meeting_short_people(figures: Figures) -> str:
    return f"{meeting_short(figures)} người" if figures["meeting_on"] else meeting_short(figures)


def roster_short(figures: Figures) -> str:
    return roster_line(figures).replace(" người,", ",")


def roster_line(figures: Figures) -> str:
    joined, left, died = figures["joined"], figures["left"], figures["died"]
    if joined is None:
        return f"Người vào, ra: {UNKNOWN}"
    mourned = f", {died} cụ qua đời" if died else ""
    if not joined and not left:
        return f"Không ai vào, ra{mourned}"
    came = f"Vào {joined} người" if joined else "Không ai vào"
    return f"{came}, {f'ra {left} người' if left else 'không ai ra'}{mourned}"


def measured_words(figures: Figures, unit: bool = True) -> str:
    measured = figures["measured"]
    return UNKNOWN if measured is None else f"{measured}{' người' if unit else ''}"


def _pair(first: Any, one: str, second: Any, other: str) -> str:
    if first is None:
        return UNKNOWN
    return f"{first} {one}, {second} {other}" if first or second else "không"


def care_words(figures: Figures) -> str:
    return _pair(figures["care_people"], "cụ", figures["care_visits"], "lượt")


def help_words(figures: Figures) -> str:
    return _pair(figures["help_households"], "nhà", figures["help_days"], "ngày công")


def areas_words(figures: Figures) -> str:
    """ "được 7, chưa có quyền lợi"; many missing ones are counted, not listed."""
    missing = [name for number, name in AREA_NAMES.items() if number not in figures["areas"]]
    done = f"được {len(figures['areas'])}"
    return f"{done}, chưa có {', '.join(missing)}" if 0 < len(missing) <= 3 else done


def doings_words(figures: Figures) -> str:
    names = ", ".join(DOING_NAMES[code] for code in figures["doings"])
    return names[:1].upper() + names[1:] if names else "Không có văn nghệ, dưỡng sinh"


def places_words(figures: Figures) -> str:
    """The three figures of the income fund, always called the same; the bank only where there is one."""
    bank = f"trong sổ tiết kiệm {digits(figures['bank'])}, " if figures["bank"] else ""
    lent, total = digits(figures["lent_total"]), digits(figures["income_total"])
    return f"trong hòm {digits(figures['box'])}, {bank}đang cho vay {lent}, cộng {total} đồng"


LINES: dict[str, tuple[str, Callable[[Figures], str]]] = {
    "meeting": ("Buổi họp", meeting_short),
    "roster": ("Người vào, ra", roster_line),
    "measured": ("Đo huyết áp, cân", measured_words),
    "care": ("Chăm sóc tại nhà", care_words),
    "self_help": ("Giúp nhau", help_words),
    "areas": ("Tám mảng", areas_words),
}


def edited_line(name: str, figures: Figures) -> str:
    """ "Giúp nhau" thành 3 nhà, 8 ngày công."""
    label, words = LINES[name]
    return f'"{label}" thành {words(figures)}'


REPORT_FILTERS: dict[str, Callable[..., Any]] = {
    "cau": question_number,
    "meeting_line": meeting_line,
    "meeting_short": meeting_short,
    "meeting_short_people": meeting_short_people,
    "roster_short": roster_short,
    "roster_line": roster_line,
    "measured_words": measured_words,
    "care_words": care_words,
    "help_words": help_words,
    "areas_words": areas_words,
    "doings_words": doings_words,
    "places_words": places_words,
    "edited_line": edited_line,
}
