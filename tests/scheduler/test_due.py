"""The reminder rules, tried on single moments and on two simulated years."""

import time as stopwatch
from collections import Counter
from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handlers.calendar.deadlines import due_on
from handlers.calendar.duties import Contact, Duty, Key, Promise, TimeState, report_occasion
from handlers.calendar.push_hours import may_push
from handlers.calendar.settings import CalendarSettings
from handlers.calendar.spans import span_of
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


# -- anything may happen ------------------------------------------------------------------------------

TICK = st.tuples(st.just("tick"), st.integers(-60 * 24 * 40, 60 * 24 * 40))
ARRIVAL = st.tuples(st.just("arrival"), st.integers(0, 3))
BLOCK = st.tuples(st.just("block"), st.integers(0, 3))
MOVE = st.tuples(st.just("move"), st.integers(-4, 20))
HAPPENINGS = st.lists(st.one_of(TICK, TICK, TICK, ARRIVAL, BLOCK, MOVE), max_size=40)


@given(HAPPENINGS)
@settings(max_examples=200, deadline=None)
def test_any_order_of_ticks_jumps_arrivals_and_moves_tells_each_step_once(
    happenings: list[tuple[str, int]],
) -> None:
    duties = [
        replace(NOVEMBER, occasion=report_occasion(n, "2026-11"), club_id=n, leaders=(Contact(10 + n),))
        for n in range(4)
    ]
    used: dict[Key, datetime] = {}
    arrived: set[str] = set()
    for what, number in happenings:
        if what == "arrival":
            duties[number] = replace(duties[number], done=True)
            arrived.add(duties[number].occasion)
        elif what == "block":
            leaders = tuple(replace(each, reachable=not each.reachable) for each in duties[number].leaders)
            duties[number] = replace(duties[number], leaders=leaders)
        elif what == "move":
            duties[0] = replace(duties[0], due_on=date(2026, 12, 5) + timedelta(days=number))
        else:
            now = at("02/12 08:30") + timedelta(minutes=number)
            for reminder in due(TimeState(tuple(duties), (), used), now):
                assert reminder.key not in used
                assert reminder.key[0] not in arrived
                assert may_push(now)
                used[reminder.key] = now


def _club(number: int, period: str) -> Duty:
    due = due_on(period)
    met = span_of(period).first.replace(day=1 + number % 28)
    people = (Contact(1000 + number),)
    return Duty(
        report_occasion(number, period),
        number,
        f"CLB {number}",
        period,
        due,
        met,
        leaders=people,
        deputies=(Contact(2000 + number),),
        officers=(Contact(3000 + number // 5),),
    )


def test_two_years_of_fifty_clubs_day_by_day() -> None:
    """Clubs hand in on the day number modulo 12 says; each sees exactly the steps before its own day."""
    began = stopwatch.perf_counter()
    periods = [f"{year}-{month:02}" for year in (2026, 2027) for month in range(1, 13)]
    duties = [_club(number, period) for period in periods for number in range(50)]
    used: dict[Key, datetime] = {}
    counted: Counter[str] = Counter()
    day = datetime(2026, 1, 1, tzinfo=VIETNAM)
    while day < datetime(2028, 1, 25, tzinfo=VIETNAM):
        near = [duty for duty in duties if -45 < (day.date() - duty.due_on).days < 20]
        open_ones = tuple(replace(each, done=day.date() >= _hands_in(each)) for each in near)
        for clock in (3, 9, 12, 19, 23):
            now = day.replace(hour=clock)
            for reminder in due(TimeState(open_ones, (), used), now):
                assert clock in (9, 19), "nothing at night, nothing at noon"
                assert reminder.key not in used
                used[reminder.key] = now
                counted[reminder.key[2]] += 1
        day += timedelta(days=1)
    assert counted["0"] == sum(_hands_in(duty) > duty.due_on for duty in duties)
    assert counted["call"] == sum((_hands_in(duty) - duty.due_on).days > 3 for duty in duties)
    assert counted["meeting"] > 0 < counted["-3"]
    assert stopwatch.perf_counter() - began < 5


def _hands_in(duty: Duty) -> date:
    return duty.due_on + timedelta(days=duty.club_id % 12 - 6)
