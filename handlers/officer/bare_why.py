""" "Vì sao?" alone: the figure of the club or answer an officer was shown last, else it is asked which."""

from handlers.catalogue_types import OFFICERS, Query
from handlers.decision import Caller, Say
from handlers.dialogue.replay import Facts
from handlers.fund.ledger_view import LastShown
from handlers.inquiry.why_words import WhyAsked, asks_why
from handlers.money import digits
from handlers.officer.club_figures import is_shown, photos_asked
from handlers.officer.figures import AreaFigures
from handlers.officer.heard import Heeded, Topic
from handlers.officer.lately import lately
from handlers.officer.months import as_of
from handlers.officer.queries import why
from handlers.officer.scope import areas_within
from handlers.officer.within import PAGE

_CALLED = {Topic.OVERDUE: "quá hạn", Topic.MISSING: "chưa nộp"}


def hear_bare_why(words: str, caller: Caller) -> WhyAsked | None:
    """ "vì sao", "vì sao thế": with no figure beside it."""
    asked = asks_why(words, caller)
    return asked if asked is not None and not asked.amount else None


def bare_why(_: WhyAsked, caller: Caller, facts: Facts) -> Say | None:
    """A club's income fund, the overdue loans or missing reports; None for who looks after no area."""
    areas = areas_within(caller, facts)
    if not areas:
        return None
    meant = _fund_shown(areas[0].code, caller, facts)
    before = lately(areas, caller, facts)
    meant = meant or _CALLED.get(before.topic or Topic.WHY, "")
    return why(Heeded(Topic.WHY, meant), caller, facts) if meant else Say(PAGE, "why_what")


def _fund_shown(code: str, caller: Caller, facts: Facts) -> str:
    """The income fund of the club on the screen, as it was written; "" where no club is."""
    shown: LastShown = facts.get(LastShown, caller.person.id)
    if not shown.text.startswith("CLB "):
        return ""
    figures: AreaFigures = facts.get(AreaFigures, as_of(code, "", caller.today))
    clubs = [club for club in figures.clubs if is_shown(club, shown.text)]
    total = digits(clubs[0].income.total) if len(clubs) == 1 else ""
    return total if total and total in shown.text else ""


BARE_WHY = Query("officer.bare_why", hear_bare_why, bare_why, OFFICERS, keeps=photos_asked)
