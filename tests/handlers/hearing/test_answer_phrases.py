"""Yes and no, numbers, pairs, choices and steering words as club leaders type them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.dialogue.hearing.choices import hear_choice, hear_several
from handlers.dialogue.hearing.control import Control, hear_control
from handlers.dialogue.hearing.heard import Heard, Unclear
from handlers.dialogue.hearing.numbers import hear_number, hear_pair
from handlers.dialogue.hearing.slips import same_words, without_slips
from handlers.dialogue.hearing.yes_no import hear_yes_no
from tests.handlers.hearing.phrase_tables import rows

AREAS = (
    ("Văn nghệ", "hát"),
    ("Dưỡng sinh", "thể dục"),
    ("Nói chuyện chuyên đề", "tuyên truyền"),
    ("Giúp về chế độ", "quyền lợi"),
    ("Thăm hỏi",),
)
CONFIRM = (("Đúng",), ("Sửa",), ("Bỏ",))
PEOPLE = (("Bà Nguyễn Thị Lan, số 3",), ("Ông Trần Văn Tư, số 7",), ("Ba người vắng",))
SUMS = (("Đúng 5.000.000 đồng",), ("500.000 đồng (năm trăm nghìn đồng)",), ("Số khác",))


@pytest.mark.parametrize("phrase, meaning", rows("yes_no"))
def test_yes_and_no(phrase: str, meaning: str) -> None:
    outcome = hear_yes_no(phrase)
    expected = {"yes": Heard(True), "no": Heard(False)}.get(meaning, Unclear(meaning[1:]))
    assert outcome == expected


@pytest.mark.parametrize("phrase, meaning", rows("control"))
def test_steering_words(phrase: str, meaning: str) -> None:
    assert str(hear_control(phrase) or "none") == meaning


@pytest.mark.parametrize("phrase, meaning", rows("numbers"))
def test_whole_numbers(phrase: str, meaning: str) -> None:
    outcome = hear_number(phrase, ("người", "cụ"))
    if not meaning.startswith("?"):
        assert isinstance(outcome, Heard)
        assert outcome.value == int(meaning)
        return
    reason, *guesses = meaning[1:].split()
    assert isinstance(outcome, Unclear)
    assert outcome.reason == reason
    assert outcome.guesses[: len(guesses)] == tuple(map(int, guesses))


@pytest.mark.parametrize("phrase", ["41/52", "41 trên 52", "41/52 người", "41"])
def test_a_part_of_a_known_whole(phrase: str) -> None:
    assert hear_number(phrase, ("người",), of=52) == Heard(41)


def test_another_whole_is_asked_about() -> None:
    assert hear_number("41/53", ("người",), of=52) == Unclear("several", (41, 53))
    assert hear_number("không", zero=False) == Unclear("zero")


@pytest.mark.parametrize("phrase, meaning", rows("pairs"))
def test_two_counts(phrase: str, meaning: str) -> None:
    first, *wanted = meaning.split()
    units = {"cụ": (("cụ", "người"), ("lượt", "lần")), "nhà": (("nhà", "hộ"), ("công", "ngày công"))}[first]
    outcome = hear_pair(phrase, *units)
    if wanted[0].startswith("?"):
        assert isinstance(outcome, Unclear)
        assert outcome.reason == wanted[0][1:]
    else:
        assert isinstance(outcome, Heard)
        assert outcome.value == (int(wanted[0]), int(wanted[1]))


@pytest.mark.parametrize(
    "phrase, options, place",
    [
        ("2", AREAS, 1), ("số 2", AREAS, 1), ("so 2", AREAS, 1), ("câu 2", AREAS, 1), ("2.", AREAS, 1),
        ("thứ hai", AREAS, 1),
        ("cái thứ hai", AREAS, 1), ("hai", AREAS, 1), ("cái đầu", AREAS, 0), ("dưỡng sinh", AREAS, 1),
        ("duong sinh", AREAS, 1),
        ("duong", AREAS, 1), ("hat", AREAS, 0), ("the duc", AREAS, 1), ("nói chuyện", AREAS, 2),
        ("chế độ", AREAS, 3),
        ("tham hoi", AREAS, 4), ("VĂN NGHỆ", AREAS, 0), ("chọn 3", AREAS, 2), ("bác chọn 3", AREAS, 2),
        ("đúng", CONFIRM, 0),
        ("sua", CONFIRM, 1), ("bỏ", CONFIRM, 2), ("dung", CONFIRM, 0), ("bà lan", PEOPLE, 0),
        ("ba lan", PEOPLE, 0),
        ("bà Nguyễn Thị Lan", PEOPLE, 0), ("ông tư", PEOPLE, 1), ("ba người vắng", PEOPLE, 2),
        ("số khác", SUMS, 2),
        ("500.000 đồng", SUMS, 1), ("2", SUMS, 1),
    ],
)  # fmt: skip
def test_one_choice(phrase: str, options: tuple[tuple[str, ...], ...], place: int) -> None:
    assert hear_choice(phrase, options) == Heard(place)


@pytest.mark.parametrize(
    "phrase, options, reason",
    [
        ("6", AREAS, "out_of_range"), ("0", AREAS, "out_of_range"), ("không biết", AREAS, "not_understood"),
        ("", AREAS, "not_understood"), ("không có văn nghệ", AREAS, "not_understood"),
        ("số", PEOPLE, "not_understood"),
        ("500", SUMS, "not_understood"), ("nguyễn", (("Bà Nguyễn Lan",), ("Ông Nguyễn Tư",)), "several"),
        ("👍", CONFIRM, "not_understood"), ("đồng", SUMS, "several"), ("mười", AREAS, "out_of_range"),
    ],
)  # fmt: skip
def test_a_choice_that_must_be_asked(phrase: str, options: tuple[tuple[str, ...], ...], reason: str) -> None:
    outcome = hear_choice(phrase, options)
    assert isinstance(outcome, Unclear)
    assert outcome.reason == reason


@pytest.mark.parametrize(
    "phrase, places",
    [
        ("1, 3 với 5", (0, 2, 4)), ("1 3 5", (0, 2, 4)), ("5,1", (0, 4)), ("van nghe voi duong sinh", (0, 1)),
        ("văn nghệ dưỡng sinh", (0, 1)), ("có văn nghệ và thăm hỏi", (0, 4)), ("không", ()), ("khong co", ()),
        ("cả 1 và 2", (0, 1)), ("dưỡng sinh thôi", (1,)), ("2", (1,)), ("văn nghệ, văn nghệ", (0,)),
    ],
)  # fmt: skip
def test_several_choices(phrase: str, places: tuple[int, ...]) -> None:
    assert hear_several(phrase, AREAS) == Heard(places)


@pytest.mark.parametrize("phrase", ["1, 9", "văn nghệ, blah", "không có văn nghệ", "135", "", "trừ văn nghệ"])
def test_several_choices_that_must_be_asked(phrase: str) -> None:
    assert isinstance(hear_several(phrase, AREAS), Unclear)


@pytest.mark.parametrize(
    "heard, meant",
    [
        ("thư hội phí 500k", "thu hội phí 500k"), ("chị 200k mua nước", "chi 200k mua nước"),
        ("kiểm quý", "kiểm quỹ"),
        ("trả góc 1tr tiền lại 50k", "trả gốc 1tr tiền lãi 50k"), ("chị Lan 500k", "chị lan 500k"),
        ("thư ký vắng", "thư ký vắng"), ("quý 3", "quý 3"), ("trả lại 500k", "trả lại 500k"),
    ],
)  # fmt: skip
def test_slips_of_dictation(heard: str, meant: str) -> None:
    assert without_slips(heard) == meant


def test_words_are_compared_forgivingly() -> None:
    assert same_words("Kiểm quý ạ", "kiem quy")
    assert not same_words("thu hội phí", "chi hội phí")


@given(st.one_of(st.text(max_size=50), st.text(st.sampled_from("đúngkhôngừhưa 123,.?"), max_size=20)))
def test_no_text_breaks_anything(text: str) -> None:
    assert isinstance(hear_yes_no(text), Heard | Unclear)
    assert isinstance(hear_number(text), Heard | Unclear)
    assert isinstance(hear_pair(text, ("cụ",), ("lượt",)), Heard | Unclear)
    assert isinstance(hear_choice(text, AREAS), Heard | Unclear)
    assert isinstance(hear_several(text, AREAS), Heard | Unclear)
    assert hear_control(text) is None or isinstance(hear_control(text), Control)
    assert len(without_slips(text)) <= len(text) + 20


@given(st.integers(0, 99_999))
def test_digits_are_heard_as_written(number: int) -> None:
    assert hear_number(str(number)) == Heard(number)
    assert hear_number(f"{number} người", ("người",)) == Heard(number)
