"""The reminder rules under any order of events, and through two years of fifty clubs."""

import time as stopwatch
from collections import Counter
from dataclasses import replace
from datetime import date, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from handlers.calendar.deadlines import due_on
from handlers.calendar.duties import Contact, Duty, Key, Promise, TimeState, report_occasion
from handlers.calendar.push_hours import may_push
from handlers.calendar.spans import span_of
from scheduler.due import due
from tests.scheduler.commune import VIETNAM, at

NOVEMBER = Duty(
    report_occasion(3, "2026-11"),
    3,
    "CLB thôn Tân Tiến",
    "2026-11",
    date(2026, 12, 5),
    date(2026, 11, 25),
    deputies=(Contact(2),),
    officers=(Contact(3),),
)

TICK = st.tuples(st.just("tick"), st.integers(-60 * 24 * 40, 60 * 24 * 40))
ARRIVAL = st.tuples(st.just("arrival"), st.integers(0, 3))
BLOCK = st.tuples(st.just("block"), st.integers(0, 3))
MOVE = st.tuples(st.just("move"), st.integers(-4, 20))
SILENCE = st.tuples(st.just("silence"), st.integers(0, 3))
PROMISE = st.tuples(st.just("promise"), st.integers(0, 60 * 24 * 20))
HAPPENINGS = st.lists(st.one_of(TICK, TICK, TICK, ARRIVAL, BLOCK, MOVE, SILENCE, PROMISE), max_size=40)


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
    silent: set[tuple[int, str]] = set()
    promises: list[Promise] = []
    for what, number in happenings:
        if what == "arrival":
            duties[number] = replace(duties[number], done=True)
            arrived.add(duties[number].occasion)
        elif what == "block":
            leaders = tuple(replace(each, reachable=not each.reachable) for each in duties[number].leaders)
            duties[number] = replace(duties[number], leaders=leaders)
        elif what == "silence":
            silent.add((10 + number, duties[number].occasion))
            promises = [each for each in promises if each.person_id != 10 + number]
        elif what == "promise":
            chosen = at("02/12 08:30") + timedelta(minutes=number)
            promises.append(Promise(len(promises) + 1, 10, duties[0].occasion, chosen))
            silent.discard((10, duties[0].occasion))
        elif what == "move":
            duties[0] = replace(duties[0], due_on=date(2026, 12, 5) + timedelta(days=number))
        else:
            now = at("02/12 08:30") + timedelta(minutes=number)
            state = TimeState(tuple(duties), tuple(promises), used, frozenset(silent))
            for reminder in due(state, now):
                assert reminder.key not in used
                assert reminder.key[0] not in arrived
                assert (reminder.to.person_id, reminder.key[0]) not in silent
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
    began = stopwatch.process_time()
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
    assert stopwatch.process_time() - began < 5


def _hands_in(duty: Duty) -> date:
    return duty.due_on + timedelta(days=duty.club_id % 12 - 6)
