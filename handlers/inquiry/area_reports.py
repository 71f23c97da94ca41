"""An area's reports in free words: which are in, in time, earliest or late, and whom to praise.

Nobody is ranked: "tốt nhất" is answered with what can be listed. Praise has the digest's definition.
"""

from collections.abc import Mapping, Sequence

from handlers.decision import Caller, Say
from handlers.dialogue.replay import Facts
from handlers.inquiry.area_asked import AnswerAbout, AreaAsked, listed, say
from handlers.inquiry.days import Days
from handlers.officer.club_line import ClubLine, Standing
from handlers.officer.digest import parts_ahead
from handlers.officer.figures import AreaFigures
from handlers.officer.flags import improved
from handlers.officer.heard import Heeded, Topic
from handlers.officer.league import report_standing
from handlers.officer.months import filings_of
from handlers.officer.places import COMMUNE, Area
from handlers.officer.queries import missing
from handlers.officer.sums import AreaWeek
from handlers.report.periods import month_of


def _figures(about: AreaAsked, area: Area, caller: Caller, facts: Facts) -> AreaFigures:
    """Who had filed for the month that is asked about, or the one officers follow."""
    found: AreaFigures = facts.get(AreaFigures, filings_of(area.code, about.asked.month, caller.today))
    return found


def _due(about: AreaAsked, area: Area, caller: Caller, facts: Facts) -> Say:
    """By when the month's reports are due here, and how many are in once it has begun."""
    week: AreaWeek = facts.get(AreaWeek, filings_of(area.code, about.asked.month, caller.today))
    ahead = week.week.period > month_of(caller.today)
    return say("due", area, caller.today, figures=week.week, rate=week.sums.filing, ahead=ahead)


def _filed(about: AreaAsked, area: Area, caller: Caller, facts: Facts) -> Say:
    """Clubs whose report of the month is in; of a day or week those that came in then."""
    figures, days = _figures(about, area, caller, facts), about.asked.days
    then = days if days is not None and days.sort in ("day", "week") else None
    clubs = [club for club in figures.filed if then is None or _came_in(club, then)]
    show = {"count": len(clubs), "expected": figures.filing.whole, "figures": figures, "days": then}
    last = min(then.last, caller.today) if then is not None else caller.today
    return say("filed", area, caller.today, **show, last=last, **listed(clubs))


def _came_in(club: ClubLine, days: Days) -> bool:
    return club.filing is not None and days.first <= club.filing.filed_on <= days.last


def _standing(about: AreaAsked, area: Area, caller: Caller, facts: Facts) -> Say:
    """Clubs that have begun their report, that have not, or that no message reaches."""
    figures = _figures(about, area, caller, facts)
    what = next(what for what in STANDINGS if what in about.asked.tells)
    return _sent_in("standing", figures.standing(*STANDINGS[what]), figures, area, caller, what=what)


def _report(about: AreaAsked, area: Area, caller: Caller, facts: Facts) -> Say:
    return missing(Heeded(Topic.MISSING, about.words, month=about.asked.month), area, caller, facts)


def _in_time(about: AreaAsked, area: Area, caller: Caller, facts: Facts) -> Say:
    """Clubs whose first version came in by their due day: "nộp đúng hạn" as it is defined once."""
    figures = _figures(about, area, caller, facts)
    found = [club for club in figures.clubs if report_standing(club, figures).in_time]
    return _sent_in("in_time", found, figures, area, caller)


def _late(about: AreaAsked, area: Area, caller: Caller, facts: Facts) -> Say:
    """Clubs whose report came in after its day, or has not come though its day is over."""
    figures = _figures(about, area, caller, facts)
    standings = [(club, report_standing(club, figures)) for club in figures.clubs]
    found = [club for club, one in standings if (one.filed and not one.in_time) or figures.is_late(club)]
    return _sent_in("late", found, figures, area, caller)


def _earliest(about: AreaAsked, area: Area, caller: Caller, facts: Facts) -> Say:
    """Clubs in the order in which their reports first came in."""
    figures = _figures(about, area, caller, facts)
    came = [(club.filing.first_on, club.club_id, club) for club in figures.filed if club.filing is not None]
    return _sent_in(
        "earliest", [club for *_, club in sorted(came, key=lambda one: one[:2])], figures, area, caller
    )


def _sent_in(
    block: str, clubs: Sequence[ClubLine], figures: AreaFigures, area: Area, caller: Caller, what: str = ""
) -> Say:
    show = {"what": what, "figures": figures, "count": len(clubs), "expected": figures.filing.whole}
    return say(block, area, caller.today, **show, **listed(clubs))


def _improved(about: AreaAsked, area: Area, caller: Caller, facts: Facts) -> Say:
    """Whom the digest praises, and who comes after: clubs sooner than last month, or communes ahead."""
    if _of_parts(about, area):
        week: AreaWeek = facts.get(AreaWeek, filings_of(area.code, about.asked.month, caller.today))
        return say("ahead", area, caller.today, figures=week.week, **listed(parts_ahead(week.sums)))
    figures = _figures(about, area, caller, facts)
    return say("improved", area, caller.today, figures=figures, **listed(improved(figures)))


def _best(about: AreaAsked, area: Area, caller: Caller, _: Facts) -> Say:
    return say("best", area, caller.today, parts=_of_parts(about, area))


def _of_parts(about: AreaAsked, area: Area) -> bool:
    """Whether communes or provinces are asked about, where the area has any."""
    return area.kind != COMMUNE and about.asked.of_parts


STANDINGS: Mapping[str, tuple[Standing, ...]] = {
    "in_progress": (Standing.IN_PROGRESS, Standing.SENT_BACK),
    "not_started": (Standing.NOT_STARTED, Standing.UNREACHABLE),
    "unreachable": (Standing.UNREACHABLE,),
}
"""What officers call them: who is not reached has not begun either."""
REPORTS: Mapping[str, AnswerAbout] = {
    "report": _report,
    "report_due": _due,
    "filed": _filed,
    "standing": _standing,
    "in_time": _in_time,
    "late_ones": _late,
    "earliest": _earliest,
    "improved": _improved,
    "best": _best,
}
