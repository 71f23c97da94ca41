"""What is heard as a change of the club's categories, and which names a category may bear."""

from dataclasses import replace

import pytest

from bot.wording_ledger import category_said
from handlers.fund.categories import meant_by_club, offered
from handlers.fund.category_phrases import ADD, LIST, RENAME, RETIRE, hear_category
from handlers.fund.category_rules import MOST, category_meant, given_up, refusal, without
from storage.clubs import settings_from_json
from storage.people_records import ClubSettings, OwnCategory
from storage.records import Fund

SOUND = OwnCategory("thuê âm thanh", "expense", Fund.ACTIVITY_FUND, ("thuê âm thanh",))
RULES = ClubSettings(own_categories=(SOUND,), retired_categories=("arts",))


@pytest.mark.parametrize(
    "words, act, side, name, new",
    [
        ("khoản mục", LIST, "", "", ""),
        ("danh muc thu chi", LIST, "", "", ""),
        ("xem khoản mục chi", LIST, "expense", "", ""),
        ("thêm khoản chi thuê loa", ADD, "expense", "thuê loa", ""),
        ("them khoan thu ban cay canh", ADD, "income", "ban cay canh", ""),
        ("thêm khoản mục mua hoa", ADD, "", "mua hoa", ""),
        ("bỏ khoản mua loa", RETIRE, "", "mua loa", ""),
        ("bỏ khoản mục hội phí đi", RETIRE, "", "hội phí", ""),
        ("xoa khoan muc chi van nghe", RETIRE, "expense", "van nghe", ""),
        ("đổi tên khoản thuê âm thanh thành thuê loa", RENAME, "", "thuê âm thanh", "thuê loa"),
        ("doi khoan muc chi van nghe thanh ca hat", RENAME, "expense", "van nghe", "ca hat"),
    ],
)
def test_a_change_is_heard(words: str, act: str, side: str, name: str, new: str) -> None:
    heard = hear_category(words)
    assert heard is not None
    assert (heard.act, heard.side, heard.name, heard.new_name) == (act, side, name, new)


@pytest.mark.parametrize(
    "words",
    [
        "bỏ khoản này", "bỏ khoản vừa rồi", "xóa khoản vừa ghi", "bỏ khoản bà Lan", "bỏ khoản 200k mua nước",
        "thêm khoản chi 200k thuê loa", "thêm khoản chi mua nước", "thêm khoản vay",
        "sửa khoản bà Lan thành ông Sơn",
        "khoản chi này bao nhiêu", "bỏ khoản", "hội phí", "xóa khoản cuối", "bỏ khoản thu của bà Hoa",
    ],
)  # fmt: skip
def test_words_about_one_entry_are_not(words: str) -> None:
    assert hear_category(words) is None


@pytest.mark.parametrize(
    "label, why",
    [
        ("thuê xe", ""),
        ("chữa ung thư", "illness"),
        ("tien benh tieu duong", "illness"),
        ("thăm bà Lan", "person"),
        ("thue am thanh", "exists"),
        ("mua nước", "exists"),
        ("thuê rạp che nắng cho hội diễn", "long"),
        ("", "long"),
        ("máy đo huyết áp mới", ""),
    ],
)
def test_a_label_may_be_refused(label: str, why: str) -> None:
    assert refusal(RULES, "expense", label) == why


def test_a_list_too_long_for_one_message_takes_no_more() -> None:
    own = tuple(replace(SOUND, label=f"khoản {n}", said=(f"khoản {n}",)) for n in "abcd")
    full = ClubSettings(own_categories=own[: MOST - 9])
    assert len(offered(full, "expense")) == MOST
    assert refusal(full, "expense", "thuê xe") == "full"
    assert refusal(full, "income", "bán cây cảnh") == ""


@pytest.mark.parametrize(
    "code, words, meant",
    [
        ("equipment", "thuê âm thanh", "own.thuê âm thanh"),
        (None, "thue am thanh hoi dien", "own.thuê âm thanh"),
        ("equipment", "mua loa", "equipment"),
        ("arts", "tập văn nghệ", None),
    ],
)
def test_a_line_is_for_what_the_club_calls_it(code: str | None, words: str, meant: str | None) -> None:
    found = meant_by_club(RULES, "expense", code, words)
    assert (found.code if found else None) == meant


def test_a_renamed_category_is_still_heard_by_its_usual_words() -> None:
    renamed = OwnCategory("thăm nom", "expense", Fund.ACTIVITY_FUND, ("thăm nom",), "visit")
    rules = ClubSettings(own_categories=(renamed,), retired_categories=("visit",))
    found = meant_by_club(rules, "expense", "visit", "thăm bà Lan")
    assert found is not None
    assert found.code == "own.thăm nom"
    assert "visit" not in [category.code for category in offered(rules, "expense")]


def test_what_was_given_up_comes_back_only_by_its_own_name() -> None:
    assert given_up(RULES, "văn nghệ, thể thao") is not None
    assert given_up(RULES, "tập văn nghệ") is None


def test_an_own_category_given_up_leaves_the_list_and_keeps_its_name_in_old_entries() -> None:
    heard = hear_category("bỏ khoản thuê âm thanh")
    assert heard is not None
    meant = category_meant(RULES, heard)
    assert meant is not None
    assert without(RULES, meant).own_categories == ()
    assert category_said(meant.code) == "thuê âm thanh"


def test_settings_come_back_from_the_database_as_they_were() -> None:
    own = {
        "label": "thuê xe",
        "direction": "expense",
        "fund": "income_fund",
        "said": ["thuê xe"],
        "stands_for": "",
    }
    stored = settings_from_json({"own_categories": [own], "retired_categories": ["arts"], "later": 1})
    assert stored.own_categories == (OwnCategory("thuê xe", "expense", Fund.INCOME_FUND, ("thuê xe",)),)
    assert stored.retired_categories == ("arts",)
