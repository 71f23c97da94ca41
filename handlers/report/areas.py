"""The eight activity areas, derived from what the month's figures show and read back to the leader.

Order and wording of the areas: the national model of the clubs (eight "mảng").
"""

from typing import Any

INCOME, HEALTH, CARE, SELF_HELP, RIGHTS, AWARENESS, SPIRIT, RESOURCES = range(1, 9)
ALL = tuple(range(1, 9))

_NAMED = {
    "arts": (
        SPIRIT,
        (
            "văn nghệ|hát|hò|múa|thơ|giao lưu|thăm hỏi|ca hát|đọc thơ|kể chuyện|diễn kịch|"
            "văn hóa văn nghệ|chúc thọ|mừng thọ|mừng sinh nhật|tổ chức sinh nhật|tham quan|dã ngoại|"
            "cờ tướng|đánh cờ|trò chơi|đời sống tinh thần|liên hoan|lễ hội"
        ),
    ),
    "exercise": (
        HEALTH,
        (
            "dưỡng sinh|thể dục|thể thao|tập luyện|bóng|đi bộ|bóng chuyền|cầu lông|yoga|"
            "thái cực quyền|khiêu vũ"
        ),
    ),
    "talk": (
        AWARENESS,
        (
            "nói chuyện|tuyên truyền|truyền thông|chuyên đề|tập huấn|chuyển đổi số|bình dân học vụ số|"
            "chuyển đổi xanh|dạy dùng điện thoại|học dùng điện thoại|dùng điện thoại thông minh|"
            "phòng chống lừa đảo|nâng cao nhận thức|phổ biến kiến thức|học tập suốt đời|nghe phổ biến|"
            "đọc báo"
        ),
    ),
    "rights": (
        RIGHTS,
        (
            "chế độ|quyền lợi|chính sách|trợ cấp|bảo hiểm|pháp lý|bhyt|bảo hiểm y tế|thẻ bảo hiểm|"
            "quyền và lợi ích|tư vấn chế độ|tư vấn bảo hiểm|tư vấn bhyt|trợ giúp pháp lý|"
            "luật người cao tuổi|hưu trí xã hội|làm hồ sơ|làm giấy tờ|tuyên truyền luật|"
            "phổ biến pháp luật"
        ),
    ),
    "livelihood": (
        INCOME,
        (
            "tăng thu nhập|phát triển kinh tế|làm kinh tế|chăn nuôi|trồng trọt|kỹ thuật chăn nuôi|"
            "kỹ thuật trồng|kỹ thuật nuôi|nuôi gà|nuôi lợn|trồng rau|khuyến nông|tổ hợp tác|học nghề|"
            "dạy nghề|tạo việc làm|khởi nghiệp|tập huấn kỹ thuật|tập huấn chăn nuôi|"
            "cấp con giống|cấp cây giống"
        ),
    ),
    "checkup": (
        HEALTH,
        (
            "khám sức khỏe|khám sức khoẻ|khám bệnh|khám mắt|khám răng|khám định kỳ|tư vấn sức khỏe|"
            "phát thuốc|cấp thuốc|chăm sóc sức khỏe|khám và phát thuốc"
        ),
    ),
    "resources": (
        RESOURCES,
        (
            "vận động nguồn lực|vận động ủng hộ|vận động nhà hảo tâm|vận động quyên góp|gây quỹ|quyên góp|"
            "kêu gọi ủng hộ|xã hội hóa|nhà hảo tâm|mạnh thường quân|xin tài trợ|tấm lòng vàng"
        ),
    ),
}
DOINGS = {code: (area, tuple(names.split("|"))) for code, (area, names) in _NAMED.items()}
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
