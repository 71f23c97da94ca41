"""What officers are reminded of for themselves: their own reports' days, and communes whose clubs still wait.

The state wants its reports before 15/6 and 15/12 (KH 157/KH-UBND, section VI); a commune's day comes earlier.
A commune is named to its province once a month, sooner where nobody of the commune receives our messages.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from handlers.calendar.deadlines import Level, cut_off, due_on
from handlers.calendar.duties import Duty, Key
from handlers.calendar.settings import CalendarSettings
from handlers.calendar.watches import AreaWatch
from handlers.report.periods import month_of
from scheduler.plain import Plain, Rung, Told, climbed, is_held, rung

PAGE = "officer/due"
PROVINCE = "province"  # the step at which a commune is named to its province
LEVELS = {"commune": Level.COMMUNE, "province": Level.STATE}


@dataclass(frozen=True, slots=True)
class AreaState:
    """What these rules decide from: areas by code, the clubs' reports, every key used, who wants silence."""

    areas: Mapping[str, AreaWatch]
    duties: Sequence[Duty]
    told: Mapping[Key, datetime]
    silent: frozenset[tuple[int, str]]


@dataclass(frozen=True, slots=True)
class AreasDue:
    """What to tell officers now; `held` when somebody has to be told later the same day."""

    plains: tuple[Plain, ...] = ()
    held: bool = False


def areas_due(state: AreaState, now: datetime) -> AreasDue:
    """Plain reminders to officers for this moment (`now` local and aware)."""
    found = {one.key: (one, by) for one, by in (*_own_reports(state, now), *_waiting_communes(state, now))}
    wanted = [
        (plain, settings)
        for plain, settings in found.values()
        if plain.key not in state.told and (plain.to.person_id, plain.key[0]) not in state.silent
    ]
    ready = tuple(plain for plain, settings in wanted if not is_held(plain.to, settings, now))
    return AreasDue(ready, held=len(ready) < len(wanted))


def could_be_due(duties: Sequence[Duty], settings: Iterable[CalendarSettings], now: datetime) -> bool:
    """Whether officers need to be looked up at all: most days they do not."""
    today = now.date()
    late = any(
        not duty.done
        and duty.settings.officer_after
        <= (today - duty.due_on).days
        <= max(duty.settings.province_after, duty.settings.officer_after) + duty.settings.useful_days
        for duty in duties
    )
    return late or any(_rung_of(*each, now) for each in _official_days(settings, today))


def _official_days(
    settings: Iterable[CalendarSettings], today: date
) -> Iterator[tuple[date, CalendarSettings]]:
    for one in {*settings, CalendarSettings()}:
        for level in LEVELS.values():
            for period in official_periods(today):
                yield due_on(period, level, one), one


def official_periods(today: date) -> list[str]:
    """The half years and years whose reports may be written around that day."""
    years = (today.year - 1, today.year)
    return [f"{year}{part}" for year in years for part in ("-H1", "")]


# -- their own reports ---------------------------------------------------------------------------------


def _own_reports(state: AreaState, now: datetime) -> Iterator[Told]:
    missing = missing_reports(state)
    known: dict[tuple[str, int], list[tuple[str, date, Rung]]] = {}  # thousands of areas share a calendar
    for area in state.areas.values():
        kind = (area.area.kind, id(area.settings))
        if kind not in known:
            known[kind] = list(_steps_now(area.area.kind, area.settings, now))
        for period, due, step in known[kind] if area.reached else ():
            yield from own_report(missing, area, period, due, step.name)


def _steps_now(kind: str, settings: CalendarSettings, now: datetime) -> Iterator[tuple[str, date, Rung]]:
    """Each report of such an area that has a step now: its period, its due day, the step."""
    for period in official_periods(now.date()) if kind in LEVELS else ():
        due = due_on(period, LEVELS[kind], settings)
        step = _rung_of(due, settings, now)
        if step is not None:
            yield period, due, step


def _rung_of(due: date, settings: CalendarSettings, now: datetime) -> Rung | None:
    """The newest step, useful to the end of the day itself: afterwards nothing is left to remind of."""
    end = datetime.combine(due, time.max, now.tzinfo)
    steps = [
        Rung(f"{days:+d}", datetime.combine(due + timedelta(days=days), settings.morning, now.tzinfo), end)
        for days in settings.official_steps
    ]
    return climbed(steps, now)


def missing_reports(state: AreaState) -> Counter[tuple[str, str]]:
    """How many clubs' reports have not come, by area (communes and provinces) and month."""
    counted: Counter[tuple[str, str]] = Counter()
    for duty in state.duties:
        home = state.areas.get(duty.area)
        if home is not None and not duty.done:
            counted.update([(duty.area, duty.period), (home.area.parent_code, duty.period)])
    return counted


def own_report(
    missing: Counter[tuple[str, str]],
    area: AreaWatch,
    period: str,
    due: date,
    step: str,
    *,
    promised: bool = False,
) -> Iterator[Told]:
    """What an area's officers hear of their own report of a half year or a year."""
    until = cut_off(period, area.settings)
    item = {
        "area": area.area.title,
        "commune": area.area.kind == "commune",
        "half": period.endswith("-H1"),
        "year": int(period[:4]),
        "until": until,
        "due_on": due,
        "before_day": area.settings.state_before_day,
        "missing": missing[area.area.code, month_of(until)],
        "promised": promised,
    }
    for officer in area.reached_officers:
        key = (f"official/{area.area.code}/{period}", officer.person_id, step)
        yield Plain(key, officer, PAGE, "own_report", item), area.settings


# -- communes that wait --------------------------------------------------------------------------------


def _waiting_communes(state: AreaState, now: datetime) -> Iterator[Told]:
    waiting: dict[tuple[str, str], int] = defaultdict(int)
    for duty in state.duties:
        home = state.areas.get(duty.area)
        if home is not None and not duty.done and _is_late(duty, home, now):
            waiting[duty.area, duty.period] += 1
    for (code, period), clubs in waiting.items():
        yield from commune_waits(state, code, period, clubs, PROVINCE)


def commune_waits(state: AreaState, code: str, period: str, clubs: int, step: str) -> Iterator[Told]:
    """What a province's officers hear of a commune with so many clubs whose report is late."""
    home = state.areas[code]
    above = state.areas.get(home.area.parent_code)
    item = {
        "commune": home.area.bare,
        "title": home.area.title,
        "period": period,
        "clubs": clubs,
        "unreached": not home.reached,
        "promised": step != PROVINCE,
    }
    if above is None:
        return
    for officer in above.reached_officers:
        key = (f"area/{code}/{period}", officer.person_id, step)
        yield Plain(key, officer, PAGE, "communes", item), above.settings


def _is_late(duty: Duty, home: AreaWatch, now: datetime) -> bool:
    """Days are compared first: most duties of a country are not late at all."""
    days = (now.date() - duty.due_on).days
    if days < min(duty.settings.province_after, duty.settings.officer_after):
        return False
    return climbed([_province_rung(duty, home, now)], now) is not None


def _province_rung(duty: Duty, home: AreaWatch, now: datetime) -> Rung:
    settings = duty.settings
    days = settings.province_after if home.reached else settings.officer_after
    return rung(PROVINCE, duty.due_on + timedelta(days=days), settings.morning, settings.useful_days, now)
