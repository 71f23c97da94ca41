"""The eight activity areas, derived from what the month's figures show and read back to the leader.

Order and wording of the areas: the national model of the clubs (eight "mảng").
"""

from typing import Any

INCOME, HEALTH, CARE, SELF_HELP, RIGHTS, AWARENESS, SPIRIT, RESOURCES = range(1, 9)
ALL = tuple(range(1, 9))

DOINGS = {
    "arts": (SPIRIT, ("văn nghệ", "hát", "hò", "múa", "thơ", "giao lưu", "thăm hỏi")),
    "exercise": (HEALTH, ("dưỡng sinh", "thể dục", "thể thao", "tập luyện", "bóng", "đi bộ")),
    "talk": (AWARENESS, ("nói chuyện", "tuyên truyền", "truyền thông", "chuyên đề", "tập huấn")),
    "rights": (RIGHTS, ("chế độ", "quyền lợi", "chính sách", "trợ cấp", "bảo hiểm", "pháp lý")),
}
"""What a month may have besides the counted things: code -> (area, words that name it)."""


def areas_done(figures: dict[str, Any], recorded: frozenset[int]) -> tuple[int, ...]:
    """Which of the eight areas the month had, from its figures and the activities recorded."""
    done = set(recorded) | {DOINGS[code][0] for code in figures["doings"]}
    shown = {
        INCOME: figures["lent_total"] or figures["repaid"] or figures["lent_out"],
        HEALTH: figures["measured"],
        CARE: figures["care_people"],
        SELF_HELP: figures["help_households"],
        RESOURCES: figures["fund_in"] or figures["interest"],
    }
    return tuple(sorted(done | {area for area, shows in shown.items() if shows}))
