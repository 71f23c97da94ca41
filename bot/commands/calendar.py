"""`clb calendar`: the reporting calendar of a province, shown and set."""

import argparse
import asyncio
import json
from datetime import date, datetime, time

from bot.commands.demo_people import demo_where_empty
from bot.commands.opening import clock_of, open_books
from bot.errors import UsageError
from bot.settings import Settings
from handlers.calendar.settings import CalendarSettings, settings_to_json
from handlers.officer.calendar_changes import AS_IT_IS, Change, applied, bound_passed
from handlers.officer.places import COMMUNE
from storage.calendar_changes import change_calendar, load_calendar_books
from storage.database import Database
from storage.officer_areas import load_areas

SHOWN = (
    "club_due_day",
    "commune_due_day",
    "state_before_day",
    "steps",
    "meeting_evening",
    "digest_weekday",
    "digest_at",
    "club_due_before",
)
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat")


def run(args: argparse.Namespace) -> int:
    """Set what was given, then show what holds."""
    return asyncio.run(_calendar(args))


async def _calendar(args: argparse.Namespace) -> int:
    settings = Settings()
    now = clock_of(args, settings).now().astimezone(settings.zone)
    async with open_books(args, settings) as database:
        await demo_where_empty(database, now)
        calendar = await _set(database, args.area, _changes(args), now)
    known = settings_to_json(calendar)
    shown = {name: known[name] for name in SHOWN}
    print(json.dumps(shown) if args.json else "\n".join(f"{name}: {shown[name]}" for name in SHOWN))
    return 0


def _changes(args: argparse.Namespace) -> list[Change]:
    found = [Change("club_due_day", args.due_day)] if args.due_day is not None else []
    found += [Change("commune_due_day", args.commune_day)] if args.commune_day is not None else []
    found += [Change("state_before_day", args.state_day)] if args.state_day is not None else []
    found += [Change("meeting_evening", args.meeting_evening == "on")] if args.meeting_evening else []
    if args.digest_day or args.digest_at:
        weekday = WEEKDAYS.index(args.digest_day) if args.digest_day else AS_IT_IS
        found.append(Change("digest", (weekday, *_clock(args.digest_at))))
    if args.remind_before is not None:
        found.append(Change("steps", _steps(args.remind_before)))
    return found


def _clock(said: str | None) -> tuple[int, int]:
    if said is None:
        return AS_IT_IS, AS_IT_IS
    try:
        at = time.fromisoformat(said)
    except ValueError:
        raise UsageError(f"--digest-at {said!r} is no time; write it like 07:30") from None
    return at.hour, at.minute


def _steps(said: str) -> tuple[int, ...]:
    try:
        return tuple(sorted({-abs(int(days)) for days in said.split(",")}))
    except ValueError:
        raise UsageError(f"--remind-before {said!r} is no list of days; write it like 5,2") from None


async def _set(database: Database, code: str, changes: list[Change], now: datetime) -> CalendarSettings:
    async with database.write() as connection:
        area = (await load_areas(connection, [code])).get(code)
        if area is None:
            raise UsageError(f"no area has the code {code!r}")
        calendar = (await load_calendar_books(connection, [code]))[code].settings
        if not changes:
            return calendar
        if area.kind == COMMUNE:
            raise UsageError(f"{code} is a commune; its province sets the calendar")
        _refuse_what_passes_a_bound(calendar, changes, now.date())
        return await change_calendar(connection, code, changes, now.date(), now)


def _refuse_what_passes_a_bound(calendar: CalendarSettings, changes: list[Change], today: date) -> None:
    for change in changes:
        calendar = applied(calendar, change, today)
    passed = bound_passed(calendar)
    if passed:
        raise UsageError(f"{passed.replace('_', ' ')} is out of its bounds; nothing was changed")
