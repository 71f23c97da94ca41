"""What money comes in for and goes out for, as the clubs' books name it (domain.md section 3).

Codes are permanent, like column names. Labels people read live in templates/fund/categories.j2; the words
here are
only those people type. A category without a fund is one where clubs differ: the talk asks.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from handlers.club.typed import Word, find, phrases
from storage.records import Fund

INCOME, EXPENSE = "income", "expense"


@dataclass(frozen=True, slots=True)
class Category:
    """One reason for an entry: `needs_person` when the books must say whose gift, whose interest, whom we
    visited."""

    code: str
    direction: str  # "income" or "expense"
    fund: Fund | None
    needs_person: bool
    said: tuple[tuple[str, ...], ...] = ()


def _income(code: str, fund: Fund | None, needs_person: bool, said: str) -> Category:
    return Category(code, INCOME, fund, needs_person, phrases(said))


def _expense(code: str, needs_person: bool, said: str) -> Category:
    return Category(code, EXPENSE, Fund.ACTIVITY_FUND, needs_person, phrases(said))


CATEGORIES = (
    _income(
        "dues",
        Fund.ACTIVITY_FUND,
        False,
        "hội phí|đóng phí|tiền phí|đóng quỹ|nộp quỹ|tiền quỹ|hp|nguyệt phí|phí hội viên|hội fí",
    ),
    _income(
        "gift",
        Fund.ACTIVITY_FUND,
        True,
        "ủng hộ|tấm lòng vàng|đóng góp|hảo tâm|quyên góp|tài trợ|công đức|ủng hộ quỹ|tặng clb|"
        "tặng câu lạc bộ|góp quỹ|mạnh thường quân",
    ),
    _income("bank_interest", None, False, "lãi ngân hàng|lãi tiết kiệm|lãi tiền gửi|lãi sổ tiết kiệm"),
    _income("loan_interest", Fund.INCOME_FUND, True, "lãi vay|tiền lãi|lãi suất|lãi"),
    _income(
        "fundraising",
        Fund.ACTIVITY_FUND,
        False,
        "gây quỹ|bán hàng|bán phế liệu|bán ve chai|bán đồng nát|cho thuê|trông xe|gửi xe|"
        "bán rau|bán cây|bán hoa|tăng gia|phế liệu|ve chai|đồng nát",
    ),
    _income(
        "budget",
        None,
        False,
        "ngân sách|dự án|xã hỗ trợ|tỉnh hỗ trợ|nhà nước hỗ trợ|xã cấp|kinh phí xã|phường hỗ trợ|hội hỗ trợ",
    ),
    _income("other_income", None, False, "thu khác"),
    _expense("visit", True, "thăm hỏi|thăm ốm|thăm bệnh|đi thăm|thăm|ốm đau|bị ốm|nằm viện|hỏi thăm"),
    _expense(
        "condolence",
        True,
        "phúng viếng|viếng|phúng|vòng hoa|đám ma|đám tang|đám hiếu|hiếu hỉ|hiếu hỷ|tang lễ|mừng cưới|"
        "đám cưới|việc hiếu|việc hỉ|thắp hương",
    ),
    _expense(
        "tet_gift", False, "quà tết|chúc tết|tết nguyên đán|mừng thọ|chúc thọ|quà trung thu|lì xì|quà 1 6|quà"
    ),
    _expense(
        "hardship",
        True,
        "hỗ trợ khó khăn|khó khăn|hoàn cảnh|hộ nghèo|hỗ trợ đột xuất|cứu trợ|"
        "ủng hộ|đồng bào|người nghèo|hỏa hoạn|lũ lụt|bão lũ|hỗ trợ|"
        "giúp đỡ",
    ),
    _expense("home_care", False, "chăm sóc tại nhà|tình nguyện viên|chăm sóc|tnv"),
    _expense(
        "arts", False, "văn nghệ|thể thao|dưỡng sinh|bóng chuyền|giao lưu|đồng phục|biểu diễn|thuê trang phục"
    ),
    _expense(
        "equipment",
        False,
        "trang bị|mua sắm|loa|âm li|ampli|máy đo huyết áp|huyết áp|máy đo|mua bàn|bàn ghế|mua ghế|"
        "micro|míc|phông bạt|cân sức khỏe|sửa loa|mua máy|tủ đựng|bảng trắng",
    ),
    _expense(
        "meeting_costs",
        False,
        "nước uống|mua nước|nước|sinh hoạt|chè|trà|bánh kẹo|bánh|kẹo|thuốc lào|hội họp|họp|liên hoan|tiền "
        "điện|"
        "văn phòng phẩm|sổ sách|mua sổ|in ấn|phô tô|photo|pho to|hoa quả|trái cây|hội trường|giấy bút|"
        "giấy|bút",
    ),
    _expense("other_expense", False, "chi khác"),
)
BY_CODE = {category.code: category for category in CATEGORIES}


def find_category(words: Sequence[Word], direction: str | None = None) -> Category | None:
    """The category the words point to: the one named first, the longer name first; None when none or of the
    other side.

    With `direction` only categories of that side are looked for.
    """
    asked = [category for category in CATEGORIES if direction in (None, category.direction)]
    places = [(place, category) for category in asked if (place := find(words, category.said))]
    return min(places, key=lambda one: (one[0][0], one[0][0] - one[0][1]))[1] if places else None


def usual_fund(direction: str | None, code: str | None) -> Fund | None:
    """The fund such an entry goes to when the line names none; None where clubs differ."""
    if direction in ("lend", "repay"):
        return Fund.INCOME_FUND
    category = BY_CODE.get(code or "")
    return category.fund if category is not None else None
