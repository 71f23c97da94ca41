"""Unfolds a figure that was shown, "vì sao 3?", to the clubs behind it, and a club to its entries.

A bare number is looked for first in what was shown last: the answer to a question, else the newest Monday
digest. A word beside it ("vì sao nộp 2/4") decides between two figures that look alike.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from handlers.decision import Caller, Say
from handlers.dialogue.hearing.folding import fold, nfc
from handlers.dialogue.pages import Pages
from handlers.dialogue.replay import Facts
from handlers.fund.ledger_view import LastShown
from handlers.officer.asks import ClubEntries, EntriesAsk, last_digest
from handlers.officer.club_figures import figures_meant, is_shown, unfold, without_page
from handlers.officer.club_line import ClubLine
from handlers.officer.figures import TARGET_FUND, AreaAsk, AreaFigures, AreaPeople
from handlers.officer.heard import Topic
from handlers.officer.lately import Lately
from handlers.officer.months import a_month_before, as_of
from handlers.officer.places import COMMUNE, Area, named_area
from handlers.officer.shown_figures import Figure, digest_figures, picture_figures
from handlers.officer.since import Month, explain_change

PAGE = "officer/queries"
LISTED = 5


def explain(words: str, area: Area, caller: Caller, facts: Facts, before: Lately) -> Say:
    """The lines behind the figure that `words` name; says so kindly where no figure fits.

    `before` is the question that was answered last: its figures come before the digest's.
    """
    month = before.asked.month if before.asked else ""
    day = as_of(area.code, month, caller.today)
    today: AreaFigures = facts.get(AreaFigures, day)
    people: AreaPeople = facts.get(AreaPeople, day)
    digest: AreaFigures = facts.get(AreaFigures, last_digest(area.code, caller.today))
    if before.topic is Topic.COMPARE:
        changed = explain_change(
            _folded(words), _month(today, people, a_month_before(area.code, month, caller.today), facts)
        )
        if changed is not None:
            return changed
    named = without_page(words)
    shown: LastShown = facts.get(LastShown, caller.person.id)
    best = _best(named, digest, today, people, asked_today=before.topic is not None)
    of_one = figures_meant(words, today.clubs, shown.text)
    if of_one and (best is None or not best[0].fits or is_shown(of_one[0].club, shown.text)):
        return unfold(of_one, words, caller, facts)
    clubs = clubs_named(words, today.clubs, sure=best is None or not best[0].sure)
    if clubs:
        return _of_club(clubs, digest, caller, facts)
    best = best or _in_short(words, digest, today, people) or _of_communes(words, digest)
    best = best or _of_part(words, area, digest)
    if best is None:
        return Say(PAGE, "why_unknown", {"words": words})
    return _unfold(best[0].figure, best[1], people)


Meant = tuple["Match", AreaFigures]


def _best(
    words: str, digest: AreaFigures, today: AreaFigures, people: AreaPeople, *, asked_today: bool
) -> Meant | None:
    """Of the figures that fit, one that all words fit, else one that was shown last."""
    picture, weekly = picture_figures(today, people), digest_figures(digest)
    shown = [(picture, today), (weekly, digest)] if asked_today else [(weekly, digest), (picture, today)]
    tried = [(_find(words, figures), of) for figures, of in (*shown, (digest_figures(today), today))]
    fits = [(match, of) for match, of in tried if match is not None]
    return min(fits, key=lambda fit: not fit[0].sure, default=None)


def _of_communes(words: str, digest: AreaFigures) -> Meant | None:
    """ "vì sao 0/1": communes whose reports the digest of a larger area counts so."""
    said = set(re.findall(r"\d+/\d+", words))
    by_commune: dict[str, list[ClubLine]] = {}
    for club in digest.clubs:
        by_commune.setdefault(club.commune.code, []).append(club)
    missing = {club.club_id for club in digest.missing}
    waiting: list[ClubLine] = []
    for clubs in by_commune.values():
        late = [club for club in clubs if club.club_id in missing]
        waiting += late if f"{len(clubs) - len(late)}/{len(clubs)}" in said else []
    return (Match(Figure("why_filed", (), "", lambda _: tuple(waiting)), True), digest) if waiting else None


def _of_part(words: str, area: Area, digest: AreaFigures) -> Meant | None:
    """ "vì sao Hồng Sơn": a part of the officer's area is named in the digest for its missing reports."""
    if named_area(words, [area]) is None:
        return None
    return Match(next(digest_figures(digest)), False), digest


def _month(today: AreaFigures, people: AreaPeople, then: AreaAsk, facts: Facts) -> Month:
    return Month(today, facts.get(AreaFigures, then), people, facts.get(AreaPeople, then))


def _in_short(words: str, digest: AreaFigures, today: AreaFigures, people: AreaPeople) -> Meant | None:
    """ "vì sao 188" for 188.500.000, where no figure is written so: the digest's own first."""
    shown = ((digest_figures(digest), digest), (picture_figures(today, people), today))
    said = set(re.findall(r"(?<![\d.,/])\d{2,}(?![\d.,/%])", _folded(words)))
    for figures, of in shown:
        for figure in figures:
            if said & {written.split(".")[0] for written in figure.written if written.count(".") > 1}:
                return Match(figure, False), of
    return None


@dataclass(frozen=True, slots=True)
class Match:
    """A figure the words may mean; `sure` when all that was said fits it, `fits` when a number said does."""

    figure: Figure
    sure: bool
    fits: bool = False


def _find(words: str, figures: Iterator[Figure]) -> Match | None:
    """The figure that is named; of several that merely look so, the first."""
    said = _folded(words)
    numbers = [number.rstrip(".,%") for number in re.findall(r"\d[\d.,]*(?:/\d[\d.]*)?%?", said)]
    candidates = list(figures)
    named = [figure for figure in candidates if re.search(figure.called, said)]
    if not numbers:
        return Match(named[0], True) if named else None
    fits = [figure for figure in candidates if any(_same(number, figure) for number in numbers)]
    both = [figure for figure in fits if figure in named]
    if both:
        return Match(both[0], True, True)
    return Match((fits or named)[0], False, bool(fits)) if fits or named else None


def _folded(words: str) -> str:
    """Without accents, and without the words that only count ("3 người", "10.000 đồng")."""
    said = re.sub(r"(?<=\d)\s+(?:dong|nguoi|clb|khoan)(?=\s|$)", " ", fold(words.lower()))
    return re.sub(r"(?:\s|^)(?:lai|la)(?=\s|$)", " ", said)


def _same(number: str, figure: Figure) -> bool:
    plain = number.replace(".", "")
    return any(plain == written.replace(".", "") for written in figure.written if written)


def _unfold(figure: Figure, figures: AreaFigures, people: AreaPeople) -> Say:
    clubs = figure.clubs(figures)
    show: dict[str, Any] = {
        "figures": figures,
        "area": figures.area,
        "on": figures.until,
        "names": figures.area.kind != COMMUNE,
        "people": people.by_club,
        "target": TARGET_FUND,
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
