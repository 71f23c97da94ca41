"""Pages of long lists: no message too long, no line lost or told twice, whatever the names."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from bot.wording_pages import TELEPHONE, one_page
from handlers.dialogue.pages import MOST_LINES, Pages, asks_more

names = st.lists(st.text("abcdđêư ", min_size=1, max_size=120), max_size=40)


def worded(show: Any) -> str:
    more = f"\n- còn {show['more']} CLB nữa" if show["more"] else ""
    return "Dạ, chưa nộp:" + "".join(f"\n- {line}" for line in show["listed"]) + more


@given(names)
def test_page_after_page_tells_every_line_once(lines: list[str]) -> None:
    told: list[str] = []
    for number in range(1, len(lines) + 1):
        page = one_page({"listed": Pages(tuple(lines), number)}, worded)
        assert page["shown"] == len(told)
        told += page["listed"]
        assert page["more"] == len(lines) - len(told)
        assert len(page["listed"]) <= MOST_LINES
        assert len(worded(page)) <= TELEPHONE or len(page["listed"]) == 1
    assert told == lines


@given(names, st.integers(1, 90))
def test_past_the_end_is_nothing_or_the_beginning(lines: list[str], number: int) -> None:
    first = one_page({"listed": Pages(tuple(lines))}, worded)
    beyond = one_page({"listed": Pages(tuple(lines), len(lines) + 1)}, worded)
    assert (beyond["listed"], beyond["more"]) == ((), 0)
    turned = one_page({"listed": Pages(tuple(lines), number)}, worded, around=True)
    assert turned["listed"] or not first["listed"]


def test_how_people_ask_for_the_rest() -> None:
    assert all(map(asks_more, ("xem tiếp", "Xem tiep", "trang sau", "xem thêm?")))
    assert not any(map(asks_more, ("xem tiếp báo cáo", "tiếp", "xem báo cáo")))
