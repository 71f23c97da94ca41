"""The meter of the free plan, big letters, and what must stay light."""

import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.zalo_bot.meter import (
    Plan,
    Usage,
    expected_messages,
    messages_needed,
    read_meter,
    usage_of,
)
from bot.zalo_bot.styles import all_big, styled
from handlers.messages import Outgoing
from tests.fakes.zalo_bot_rules import check_styles


@pytest.mark.parametrize("people, warned", [(39, False), (40, True), (51, True)])
def test_people_are_warned_about_at_eighty_percent(people: int, warned: bool) -> None:
    assert read_meter(Usage(people, 0), date(2026, 12, 10)).people_running_out is warned


@pytest.mark.parametrize(
    "sent, today, warned",
    [
        (2399, date(2026, 12, 31), False),
        (2400, date(2026, 12, 31), True),
        (967, date(2026, 12, 10), False),  # 2,998 by the end of the month
        (1033, date(2026, 12, 10), True),  # 3,203
        (900, date(2026, 12, 1), False),  # one day of digests is no pace
    ],
)
def test_messages_are_warned_about_before_they_run_out(sent: int, today: date, warned: bool) -> None:
    assert read_meter(Usage(1, sent), today).messages_running_out is warned


def test_the_pace_of_golden_d3() -> None:
    assert expected_messages(1032, date(2026, 12, 10)) == 3200


def test_the_plan_is_a_setting() -> None:
    reading = read_meter(Usage(90, 0), date(2026, 12, 1), Plan(people=100, messages=10, warn_at_percent=95))
    assert (reading.people_running_out, reading.messages_running_out) == (False, False)


def test_a_month_is_counted_by_itself_and_a_person_once() -> None:
    sent = [(date(2026, 11, 30), 7), (date(2026, 12, 1), 2), (date(2026, 12, 31), 3), (date(2025, 12, 1), 9)]
    assert usage_of(date(2026, 12, 15), ["a", "b", "a"], sent) == Usage(people=2, messages=5)


def test_parts_and_pictures_cost_a_message_each() -> None:
    assert messages_needed(Outgoing("chào bác")) == 1
    assert messages_needed(Outgoing("x" * 2001, files=("a.png",))) == 3


@given(before=st.text(), words=st.text(min_size=1), after=st.text())
def test_a_style_covers_its_words_in_utf16(before: str, words: str, after: str) -> None:
    text = before + words + after
    place = styled(text, len(before), len(before) + len(words), "b")
    start, length = place["start"], place["len"]
    assert isinstance(start, int)
    assert isinstance(length, int)
    units = text.encode("utf-16-le", "surrogatepass")
    assert units[start * 2 : (start + length) * 2] == words.encode("utf-16-le", "surrogatepass")


def test_big_letters_with_emoji_pass_the_strict_fake() -> None:
    text = "Cháu chào bác 👵🏻🎉"
    assert all_big(text) == [{"start": 0, "len": 20, "st": ["f_18"]}]
    check_styles(all_big(text), text)


def test_what_light_commands_read_loads_no_http() -> None:
    program = (
        "import sys, bot.zalo_bot.meter, bot.zalo_bot.receive, bot.zalo_bot.styles\n"
        "heavy = {'aiohttp', 'aiogram', 'telegram', 'sqlalchemy'} & set(sys.modules)\n"
        "sys.exit(str(heavy) if heavy else 0)"
    )
    root = Path(__file__).parents[2]
    subprocess.run([sys.executable, "-c", program], check=True, cwd=root)
