"""The reminder rules, tried on single moments and on two simulated years."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from handlers.calendar.duties import Contact, Duty, Promise, TimeState, report_occasion
from handlers.calendar.settings import CalendarSettings
from scheduler.due import due

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")
LEADER, DEPUTY, OFFICER = Contact(1, "Xuân"), Contact(2, "Hào"), Contact(3, "Hội xã")
NOVEMBER = Duty(
    report_occasion(3, "2026-11"),
    3,
    "CLB thôn Tân Tiến",
    "2026-11",
    date(2026, 12, 5),
    date(2026, 11, 25),
    leaders=(LEADER,),
    deputies=(DEPUTY,),
    officers=(OFFICER,),
)


def at(text: str) -> datetime:
    return datetime.strptime(f"2026 {text}", "%Y %d/%m %H:%M").replace(tzinfo=VIETNAM)


def told(state: TimeState, now: datetime) -> TimeState:
    """The state after a round at `now`, as the outbox would hold it."""
    return replace(state, told={**state.told, **{reminder.key: now for reminder in due(state, now)}})


def steps(state: TimeState, now: datetime) -> list[tuple[int, str]]:
    return [(reminder.to.person_id, reminder.key[2]) for reminder in due(state, now)]


ONE = TimeState((NOVEMBER,))


@pytest.mark.parametrize(
    "now, expected",
    [
        ("25/11 18:59", []),
        ("25/11 19:00", [(1, "meeting")]),
        ("25/11 20:01", []),
        ("26/11 10:00", [(1, "meeting")]),
        ("26/11 14:00", []),
        ("02/12 08:29", []),
        ("02/12 08:30", [(1, "-3")]),
        ("05/12 08:30", [(1, "0")]),
        ("07/12 08:30", [(1, "+2"), (2, "+2")]),
        ("08/12 08:30", [(1, "+2"), (2, "+2"), (3, "call")]),
        ("14/12 09:00", [(3, "call")]),
        ("31/12 09:00", []),
    ],
)
def test_the_ladder_of_a_fresh_state(now: str, expected: list[tuple[int, str]]) -> None:
    assert sorted(steps(ONE, at(now))) == expected


def test_a_step_is_told_once_and_an_outage_does_not_heap_up() -> None:
    state = told(ONE, at("02/12 08:30"))
    assert steps(state, at("02/12 08:31")) == []
    assert steps(state, at("06/12 09:00")) == [(1, "0")]  # a day late, and still of use
    assert steps(told(state, at("07/12 08:30")), at("07/12 08:31")) == []


def test_what_has_arrived_is_never_reminded_of() -> None:
    done = TimeState((replace(NOVEMBER, done=True),))
    days = (at("20/11 09:00") + timedelta(hours=n) for n in range(24 * 40))
    assert [reminder for now in days for reminder in due(done, now)] == []


def test_a_moved_deadline_sends_no_step_twice() -> None:
    state = told(told(ONE, at("02/12 08:30")), at("05/12 08:30"))
    later = replace(NOVEMBER, due_on=date(2026, 12, 10))
    moved = replace(state, duties=(later,))
    assert steps(moved, at("07/12 08:30")) == []
    assert steps(moved, at("10/12 08:30")) == []
    assert sorted(steps(moved, at("12/12 08:30"))) == [(1, "+2"), (2, "+2")]


def test_a_leader_who_blocked_us_is_stood_in_for_and_the_officer_told_when_nobody_is_left() -> None:
    blocked = replace(NOVEMBER, leaders=(replace(LEADER, reachable=False),))
    assert steps(TimeState((blocked,)), at("02/12 08:30")) == [(2, "-3")]
    nobody = replace(blocked, deputies=())
    assert steps(TimeState((nobody,)), at("05/12 08:30")) == [(3, "call")]


def test_an_open_question_is_not_talked_into() -> None:
    busy = replace(LEADER, quiet_until=at("02/12 08:59"))
    state = TimeState((replace(NOVEMBER, leaders=(busy,)),))
    assert steps(state, at("02/12 08:30")) == []
    assert steps(state, at("02/12 08:59")) == [(1, "-3")]


def test_a_new_leader_is_not_reminded_of_what_was_before() -> None:
    new = replace(LEADER, since=date(2026, 12, 4))
    state = TimeState((replace(NOVEMBER, leaders=(new,)),))
    assert steps(state, at("04/12 09:00")) == []
    assert steps(state, at("05/12 09:00")) == [(1, "0")]


def test_somebody_with_two_roles_is_told_once() -> None:
    both = replace(NOVEMBER, deputies=(LEADER,))
    assert steps(TimeState((both,)), at("07/12 08:30")) == [(1, "+2")]


# -- promises ---------------------------------------------------------------------------------------


def _promised(moment: str) -> TimeState:
    promise = Promise(12, 1, NOVEMBER.occasion, at(moment))
    return replace(told(ONE, at("02/12 08:30")), promises=(promise,))


def test_a_promise_is_kept_to_the_minute_and_holds_the_steps_back() -> None:
    state = _promised("05/12 19:00")
    assert steps(state, at("05/12 08:30")) == []
    assert steps(state, at("05/12 18:59")) == []
    assert steps(state, at("05/12 19:00")) == [(1, "promise-12")]
    kept = replace(told(state, at("05/12 19:00")), promises=())
    assert steps(kept, at("05/12 19:05")) == []  # the step of that morning is overtaken


def test_a_promise_holds_although_the_province_pushes_in_the_morning_only() -> None:
    mornings = CalendarSettings(push_hours=(CalendarSettings().push_hours[0],))
    state = replace(_promised("02/12 19:00"), duties=(replace(NOVEMBER, settings=mornings),))
    assert steps(state, at("02/12 19:00")) == [(1, "promise-12")]


def test_a_late_promise_is_still_kept_next_morning_but_not_after_a_month() -> None:
    state = _promised("02/12 19:00")
    assert steps(state, at("02/12 21:00")) == []
    assert steps(state, at("03/12 07:00")) == [(1, "promise-12")]
    assert steps(state, at("31/12 09:00")) == []


def test_a_forgotten_promise_does_not_silence_the_ladder_for_ever() -> None:
    state = replace(ONE, promises=(Promise(12, 1, NOVEMBER.occasion, at("20/11 15:00")),))
    assert steps(state, at("02/12 08:30")) == [(1, "-3")]
