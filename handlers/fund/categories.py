"""What money comes in for and goes out for, as the clubs' books name it (domain.md section 3).

Codes are permanent, like column names. Labels people read live in templates/fund/categories.j2; the words
here are only those people type. A category without a fund is one where clubs differ: the talk asks.
A category a club named itself has its label in its code, so that every old entry tells what it was for.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from handlers.club.typed import Word, find, phrases, words_of
from handlers.dialogue.hearing.folding import fold
from storage.people_records import ClubSettings, OwnCategory
from storage.records import Fund

INCOME, EXPENSE = "income", "expense"
SIDES = {"thu": INCOME, "chi": EXPENSE}
OWN = "own."  # before the label in the code of a category a club named itself


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
        "ngân sách|dự án|xã hỗ trợ|tỉnh hỗ trợ|nhà nước hỗ trợ|nhà nước|xã cấp|tỉnh cấp|phường cấp|"
        "kinh phí xã|phường hỗ trợ|hội hỗ trợ",
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


def own_label(code: str) -> str:
    """The label in the code of a category a club named itself; "" for the usual ones."""
    return code.removeprefix(OWN) if code.startswith(OWN) else ""


def of_club(own: OwnCategory) -> Category:
    """A club's own category as the talks know them."""
    usual = BY_CODE.get(own.stands_for)
    needs_person = usual.needs_person if usual else False
    return Category(OWN + own.label, own.direction, own.fund, needs_person, phrases("|".join(own.said)))


def offered(settings: ClubSettings, direction: str) -> tuple[Category, ...]:
    """The categories of that side a club offers: its own first, "khác" last."""
    own = tuple(of_club(one) for one in settings.own_categories if one.direction == direction)
    usual = (category for category in CATEGORIES if category.code not in settings.retired_categories)
    return (*own, *(category for category in usual if category.direction == direction))


def meant_by_club(settings: ClubSettings, direction: str, code: str | None, words: str) -> Category | None:
    """What a line is for in this club: its own category named there, else the one heard if still offered."""
    known = offered(settings, direction)
    own = [one for one in settings.own_categories if one.direction == direction]
    for one in own:
        if names_label(words, one.said):
            return of_club(one)
    renamed = {one.stands_for: of_club(one) for one in own if one.stands_for}
    usual = {category.code: category for category in known}
    return renamed.get(code or "") or usual.get(code or "")


def names_label(words: str, labels: Sequence[str]) -> bool:
    """Whether one of these labels stands in the words, typed with or without accents."""
    said = words_of(words)
    plain = [word._replace(text=fold(word.text)) for word in said]
    return any(find(plain if label.isascii() else said, phrases(label)) for label in labels if label)
