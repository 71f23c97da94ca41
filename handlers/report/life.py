"""The month's life in a report: asked in the form's order, then turned into figures.

What was left blank is asked once more before filing; what looks like a slip is asked about once.
"""

from typing import Any, NamedTuple

from handlers.report.asking import Numbers, Sheet, optional, or_later, plausible
from handlers.report.questions import NO_MEETING, Moves, day_and_people
from handlers.report.reasons import why_not_met

MOST_VISITS_EACH = 31  # a visit a day
MOST_DAYS = 100  # labour days of a month, where no earlier month tells


class Life(NamedTuple):
    """The month's life as first said; None where a question was left blank."""

    met: str
    reason: tuple[str, str]
    present: int
    roster: Moves | None
    measured: int | None
    care: Numbers | None
    given: Numbers | None
    doings: tuple[str, ...] | None


async def month_life(sheet: Sheet) -> Life:
    """The form's questions in their order."""
    met, came = day_and_people(await sheet.meeting())
    await sheet.steps.remember("meeting_on")
    reason = await why_not_met(_filed_reason(sheet)) if met == NO_MEETING else ("", "")
    present = 0 if reason[0] else await _present(sheet, came)
    await sheet.steps.remember("present")
    roster = await optional(sheet.roster())
    await sheet.steps.remember("roster")
    measured = await optional(sheet.measured())
    await sheet.steps.remember("measured")
    care = await optional(sheet.care())
    given = await optional(sheet.self_help())
    doings = await optional(sheet.doings())
    return Life(met, reason, present, roster, measured, care, given, doings)


def _filed_reason(sheet: Sheet) -> tuple[str, str] | None:
    filed = sheet.book.filed
    code = filed.figures.get("no_meeting") if filed else ""
    return (code, filed.figures.get("no_meeting_words", "")) if filed and code else None


async def life_figures(sheet: Sheet, life: Life) -> dict[str, Any]:
    """As figures, by the names they are filed under."""
    joined, left, died = await or_later(sheet.roster(), life.roster) or (None, None, None)
    return {
        "members": sheet.book.members,
        "meeting_on": life.met,
        "present": life.present,
        "no_meeting": life.reason[0],
        **({"no_meeting_words": life.reason[1]} if life.reason[1] else {}),
        "joined": joined,
        "left": left,
        "died": died,
        "measured": await _measured(sheet, life.measured),
        **_pair("care_people", "care_visits", await _visits(sheet, life.care)),
        **_pair("help_households", "help_days", await _days(sheet, life.given)),
        "doings": list(life.doings or ()),
    }


def _pair(first: str, second: str, numbers: Numbers | None) -> dict[str, int | None]:
    return {first: numbers[0], second: numbers[1]} if numbers else {first: None, second: None}


def _usual(sheet: Sheet, name: str) -> int:
    """Last month's figure; 0 where there is none."""
    return (sheet.book.previous or {}).get(name) or 0


async def _present(sheet: Sheet, came: int | None) -> int:
    question, members, usual = sheet.present(), sheet.book.members, _usual(sheet, "present")
    said = await question if came is None else came
    return await plausible(question, said, lambda n: n > members or 2 * n < usual, usual) or 0


async def _measured(sheet: Sheet, said: int | None) -> int | None:
    question, members, usual = sheet.measured(), sheet.book.members, _usual(sheet, "measured")
    value = await or_later(question, said)
    return await plausible(
        question, value, lambda n: n > members or n >= 10 * usual > 0 or 0 < 4 * n < usual, usual or members
    )


async def _visits(sheet: Sheet, said: Numbers | None) -> Numbers | None:
    members, usual = sheet.book.members, _usual(sheet, "care_visits")
    value = await or_later(sheet.care(), said)
    return await plausible(
        sheet.care(),
        value,
        lambda pair: (
            pair[0] > members
            or pair[1] < pair[0]
            or pair[1] >= 10 * usual > 0
            or pair[1] > MOST_VISITS_EACH * pair[0]
        ),
        usual,
    )


async def _days(sheet: Sheet, said: Numbers | None) -> Numbers | None:
    members, usual = sheet.book.members, _usual(sheet, "help_days")
    value = await or_later(sheet.self_help(), said)
    return await plausible(
        sheet.self_help(),
        value,
        lambda pair: pair[0] > members or pair[1] >= 10 * usual > 0 or pair[1] > max(MOST_DAYS, 3 * usual),
        usual,
    )
