"""Unfolds a figure that was shown, "vì sao 3?", to the clubs behind it, and a club to its entries.

A bare number is looked for first in what was shown last: the answer to a question, else the newest Monday
digest. A word beside it ("vì sao nộp 2/4") decides between two figures that look alike.
"""

from collections.abc import Sequence
from typing import Any

from handlers.decision import Caller, Say
from handlers.dialogue.hearing.folding import fold, nfc
from handlers.dialogue.pages import Pages
from handlers.dialogue.replay import Facts
from handlers.fund.ledger_view import LastShown
from handlers.officer.asks import ClubEntries, EntriesAsk, last_digest
from handlers.officer.club_figures import ClubFigure, figures_meant, is_shown, unfold, without_page
from handlers.officer.club_line import ClubLine
from handlers.officer.figure_meant import Meant, Shown, best_meant, folded, in_short, of_communes, of_part
from handlers.officer.figures import TARGET_FUND, AreaFigures, AreaPeople
from handlers.officer.heard import Topic
from handlers.officer.lately import Lately
from handlers.officer.months import a_month_before, as_of
from handlers.officer.places import COMMUNE, Area
from handlers.officer.shown_figures import Figure
from handlers.officer.since import Month, explain_change

PAGE = "officer/queries"
LISTED = 5


def explain(words: str, area: Area, caller: Caller, facts: Facts, before: Lately) -> Say:
    """The lines behind the figure that `words` name; says so kindly where no figure fits.

    `before` is the question that was answered last: its figures come before the digest's.
    """
    shown = _shown(area, caller, facts, before)
    changed = _of_change(words, area, shown, caller, facts, before)
    if changed is not None:
        return changed
    best = best_meant(without_page(words), shown)
    of_one = _of_one_club(words, shown, best, caller, facts)
    if of_one:
        return unfold(of_one, words, caller, facts)
    clubs = clubs_named(words, shown.today.clubs, sure=best is None or not best[0].sure)
    if clubs:
        return _of_club(clubs, shown.digest, caller, facts)
    best = best or in_short(words, shown)
    best = best or of_communes(words, shown.digest) or of_part(words, area, shown.digest)
    if best is None:
        return Say(PAGE, "why_unknown", {"words": words})
    return _unfold(best[0].figure, best[1], shown)


def _shown(area: Area, caller: Caller, facts: Facts, before: Lately) -> Shown:
    day = as_of(area.code, _month_asked(before), caller.today)
    today: AreaFigures = facts.get(AreaFigures, day)
    people: AreaPeople = facts.get(AreaPeople, day)
    digest: AreaFigures = facts.get(AreaFigures, last_digest(area.code, caller.today))
    counted = before.asked.amount if before.asked else 0
    first = "why_overdue" if before.topic is Topic.OVERDUE else ""
    return Shown(digest, today, people, asked=before.topic is not None, amount=counted, first=first)


def _month_asked(before: Lately) -> str:
    return before.asked.month if before.asked else ""


def _of_change(
    words: str, area: Area, shown: Shown, caller: Caller, facts: Facts, before: Lately
) -> Say | None:
    """After "so với tháng trước": the clubs behind a change."""
    if before.topic is not Topic.COMPARE:
        return None
    then = a_month_before(area.code, _month_asked(before), caller.today)
    month = Month(shown.today, facts.get(AreaFigures, then), shown.people, facts.get(AreaPeople, then))
    return explain_change(folded(words), month)


def _of_one_club(
    words: str, shown: Shown, best: Meant | None, caller: Caller, facts: Facts
) -> Sequence[ClubFigure]:
    """A club's own figure, where no figure of the area fits or the club stood in what was said last."""
    last: LastShown = facts.get(LastShown, caller.person.id)
    found = figures_meant(words, shown.today.clubs, last.text)
    meant = found and (best is None or not best[0].fits or is_shown(found[0].club, last.text))
    return found if meant else ()


def _unfold(figure: Figure, figures: AreaFigures, shown: Shown) -> Say:
    clubs = figure.clubs(figures)
    show: dict[str, Any] = {
        "figures": figures,
        "area": figures.area,
        "on": figures.until,
        "names": figures.area.kind != COMMUNE,
        "people": shown.people.by_club,
        "target": shown.amount or TARGET_FUND,
        "with_bank": any(club.income.bank for club in clubs),
        "listed": Pages(clubs),
    }
    return Say(PAGE, figure.block, show)


def clubs_named(words: str, clubs: Sequence[ClubLine], *, sure: bool) -> list[ClubLine]:
    """Clubs of that name: "vì sao Khổng". Without accents only where nothing else is meant (`sure`).

    "không nhắn được" is not the club Khổng, and "khong nhan duoc" need not be.
    """
    said = f" {nfc(words).lower()} "
    known = [club for club in clubs if len(club.short) > 2]
    exact = [club for club in known if f" {club.short.lower()} " in said]
    return exact or [club for club in known if sure and f" {fold(club.short.lower())} " in said]


def _of_club(clubs: list[ClubLine], digest: AreaFigures, caller: Caller, facts: Facts) -> Say:
    """What the club wrote since the Monday of the digest's week, newest last; of several of a name, which."""
    if len(clubs) > 1:
        return Say(PAGE, "why_which", {"clubs": clubs[:LISTED], "more": len(clubs[LISTED:])})
    asked = EntriesAsk(clubs[0].club_id, digest.monday, caller.today)
    written: ClubEntries = facts.get(ClubEntries, asked)
    days = {"first": asked.first, "last": asked.last}
    return Say(
        PAGE,
        "why_entries",
        {"club": clubs[0], **days, "listed": Pages(written.lines)},
    )
