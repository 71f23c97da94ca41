"""Questions in words of one's own: what is heard, and what must never be taken for a question."""

from datetime import date

import pytest

from handlers.inquiry.cover import told
from handlers.inquiry.kinds import hear_inquiry

TODAY = date(2026, 11, 30)


@pytest.mark.parametrize(
    "words, kind",
    [
        ("tháng này chi bao nhiêu", "flow"),
        ("cháu ơi thang nay chi het bao nhieu tien roi", "flow"),
        ("thag nay chi bao nhiue", "flow"),
        ("thu chi tháng 10", "flow"),
        ("tổng chi năm 2025", "flow"),
        ("hội phí năm nay được bao nhiêu", "flow"),
        ("thu quy la ai", "committee"),
        ("ban chủ nhiệm có mấy người", "committee"),
        ("hạn nộp báo cáo bao giờ", "report_due"),
        ("bao giờ phải nộp báo cáo", "report_due"),
        ("nộp báo cáo chưa nhỉ", "report"),
        ("bao nhieu cu tren 80 tuoi", "heads"),
        ("có mấy người dưới 60 tuổi", "heads"),
        ("clb mình bao nhiêu hội viên nữ", "heads"),
        ("ai sinh nhật tháng này", "birthdays"),
        ("hôm họp trước ai vắng", "absent"),
        ("còn bao nhiêu tiền cho vay được", "lendable"),
        ("tháng sau ai phải trả", "due_loans"),
        ("clb nào đông nhất", "crowd"),
        ("clb nao chua hop", "not_met"),
        ("clb nào 2 tháng không họp", "long_not_met"),
        ("clb nào nộp rồi", "filed"),
        ("tháng này có mấy clb họp rồi", "met"),
        ("xã ta giờ có mấy câu lạc bộ", "clubs"),
        ("trong két còn mấy đồng", "money_now"),
        ("mấy người đang vay", "borrowers"),
        ("số hội viên nữ từng clb", "heads"),
        ("bao nhieu nguoi vay tien", "borrowers"),
        ("clb có bao nhiêu người vậy", "heads"),
        ("clb nào tiến bộ nhất", "improved"),
        ("nen khen ai", "improved"),
        ("clb nào hoạt động tốt nhất", "best"),
        ("clb nao lam tot", "best"),
        ("clb nào yếu", "best"),
        ("xã nào kém nhất", "best"),
        ("bao nhiêu clb nộp đúng hạn", "in_time"),
        ("clb nào nộp báo cáo đúng hạn", "in_time"),
        ("clb nao nop khong dung han", "late_ones"),
        ("clb nào quá hạn nộp báo cáo", "late_ones"),
        ("ai nộp sớm nhất", "earliest"),
        ("clb nào nộp báo cáo đầu tiên", "earliest"),
        ("phụ nữ chiếm bao nhiêu phần trăm", "heads"),
        ("ty le nguoi cao tuoi", "heads"),
        ("clb nào đang làm dở", "standing"),
        ("clb nao khong nhan duoc", "standing"),
        ("ai nộp rồi", "filed"),
        ("hôm nay có clb nào nộp không", "filed"),
        ("tỷ lệ đi họp", "turnout"),
        ("clb nào họp đông nhất", "turnout"),
        ("clb nào vắng nhiều nhất", "turnout"),
        ("tháng này họp mấy buổi", "met"),
        ("clb nào có kiểm quỹ lệch", "gap"),
        ("bao nhiêu clb chưa có ai vay", "not_lending"),
        ("năm nay thành lập mấy clb mới", "founded"),
        ("danh sach xa", "parts"),
        ("các xã trong tỉnh", "parts"),
        ("có bao nhiêu xã có clb", "parts"),
        ("xã nào chưa có clb", "parts_without"),
        ("xã nào nhiều quỹ nhất", "part_most"),
        ("tỉnh nào cho vay nhiều nhất", "part_most"),
        ("xa nao dong nguoi nhat", "part_most"),
        ("địa phương nào nhiều clb nhất", "part_most"),
        ("từng xã quỹ bao nhiêu", "part_most"),
        ("thanh vien tung xa", "part_most"),
        ("clb lớn nhất", "crowd"),
        ("tổng dư nợ xã mình", "borrowers"),
    ],
)
def test_a_question_is_heard(words: str, kind: str) -> None:
    heard = hear_inquiry(words, TODAY)
    assert heard is not None
    assert heard.kind == kind
    assert not heard.loose


@pytest.mark.parametrize(
    "words",
    [
        "thu 500k hội phí tháng 11",
        "chi 200 nghìn mua nước hôm qua",
        "chi bao nhiêu",
        "báo cáo",
        "báo cáo tháng 11",
        "điểm danh",
        "vắng 3, 7, 12",
        "bà Lan trả gốc 1tr lãi 50k",
        "xã mình bao nhiêu clb bao nhiêu người quỹ bao nhiêu",
        "bao nhiêu CLB quỹ từ 50 triệu",
        "ai chưa nộp",
        "45 người",
        "con bò ăn cỏ",
        "tháng này trời mưa bao nhiêu ngày 5 trận",
        "chi Lan",
        "xã nào nộp đủ",
        "bao nhiêu xã nộp đủ",
        "tình hình thôn Tiến Bộ",
        "hom nay la thu may",
        "phiếu 5 thu lệch tiền",
        "tháng 11 chi thăm ốm mấy lần",
        "tháng này lãi phải thu là bao nhiêu",
        "bao nhiêu clb dưới 50 người",
        "bao giờ họp",
        "clb nao nop muon",
        "xã nào nộp chậm nhất",
        "clb nào chưa nộp",
        "đúng",
        "1",
        "",
    ],
)
def test_other_words_are_no_question(words: str) -> None:
    assert hear_inquiry(words, TODAY) is None


@pytest.mark.parametrize(
    "words, first, last",
    [
        ("tháng này chi bao nhiêu", date(2026, 11, 1), date(2026, 11, 30)),
        ("tháng trước chi bao nhiêu", date(2026, 10, 1), date(2026, 10, 31)),
        ("tháng 12 chi bao nhiêu", date(2025, 12, 1), date(2025, 12, 31)),
        ("chi tháng 2/2026 bao nhiêu", date(2026, 2, 1), date(2026, 2, 28)),
        ("từ đầu năm đến nay thu bao nhiêu", date(2026, 1, 1), date(2026, 12, 31)),
        ("năm ngoái chi bao nhiêu", date(2025, 1, 1), date(2025, 12, 31)),
        ("quý 3 chi bao nhiêu", date(2026, 7, 1), date(2026, 9, 30)),
        ("6 tháng đầu năm thu bao nhiêu", date(2026, 1, 1), date(2026, 6, 30)),
        ("hôm qua thu được bao nhiêu", date(2026, 11, 29), date(2026, 11, 29)),
        ("tuan truoc chi bao nhieu", date(2026, 11, 23), date(2026, 11, 29)),
    ],
)
def test_the_days_that_are_meant(words: str, first: date, last: date) -> None:
    heard = hear_inquiry(words, TODAY)
    assert heard is not None
    assert heard.days is not None
    assert (heard.days.first, heard.days.last) == (first, last)


@pytest.mark.parametrize(
    "words, club, place",
    [
        ("thủ quỹ clb thôn Khổng là ai", "thôn Khổng", ""),
        ("clb thôn đông nam có bao nhiêu hội viên", "thôn đông nam", ""),
        ("thon khong thang nay thu bao nhieu", "thon khong", ""),
        ("tổ 3 xã Tân Trào tháng này chi bao nhiêu", "tổ 3", "xã Tân Trào"),
        ("xã Thu Cúc tháng này chi bao nhiêu", "", "xã Thu Cúc"),
        ("thôn Chi Lăng tháng này chi bao nhiêu", "thôn Chi Lăng", ""),
        ("xã mình tháng này chi bao nhiêu", "", ""),
        ("tháng trước cả tỉnh chi bao nhiêu", "", ""),
        ("xã ta có mấy clb", "", ""),
        ("thủ quỹ thôn ngọc thắng xã Tân Tiến là ai", "thôn ngọc thắng", "xã Tân Tiến"),
        ("thon ngoc thang co bao nhieu hoi vien", "thon ngoc thang", ""),
        ("clb bản hòa thịnh tháng này chi bao nhiêu", "bản hòa thịnh", ""),
        ("thôn kim thắng tháng này thu bao nhiêu", "thôn kim thắng", ""),
    ],
)
def test_the_club_or_place_that_is_named(words: str, club: str, place: str) -> None:
    heard = hear_inquiry(words, TODAY)
    assert heard is not None
    assert (heard.club, heard.place) == (club, place)


def test_an_age_with_its_bound() -> None:
    older, younger = (hear_inquiry(w, TODAY) for w in ("bao nhiêu cụ trên 80", "mấy người dưới 60 tuổi"))
    assert older is not None
    assert (older.age, older.younger) == (80, False)
    assert younger is not None
    assert (younger.age, younger.younger) == (60, True)


def test_a_slip_never_turns_a_known_word_into_another() -> None:
    """ "chi thuê" is one letter from "cho thuê", which is income."""
    heard = hear_inquiry("tháng này chi thuê bao nhiêu", TODAY)
    assert heard is not None
    assert heard.sides == ("spent",)
    assert heard.loose == "thuê"


def test_a_long_message_is_no_question() -> None:
    assert told("tháng này chi bao nhiêu " * 10) is None
    assert told("tháng này chi bao nhiêu\nthu bao nhiêu") is None
