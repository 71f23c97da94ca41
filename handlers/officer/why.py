"""Unfolds a figure that was shown, "vì sao 3?", to the clubs behind it, and a club to its entries.

A bare number is looked for first in the picture of today, then in the newest Monday digest; a word beside it
("vì sao nộp 2/4") decides between two figures that look alike.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from handlers.decision import Caller, Say
from handlers.dialogue.hearing.folding import fold
from handlers.dialogue.replay import Facts
from handlers.officer.asks import ClubEntries, EntriesAsk, last_digest
from handlers.officer.club_line import ClubLine
from handlers.officer.figures import TARGET_FUND, AreaAsk, AreaFigures, AreaPeople
from handlers.officer.places import COMMUNE, Area
from handlers.officer.shown_figures import Figure, digest_figures, picture_figures

PAGE = "officer/queries"
LISTED = 7


def explain(words: str, area: Area, caller: Caller, facts: Facts) -> Say:
    """The lines behind the figure that `words` name; says so kindly where no figure fits."""
    today: AreaFigures = facts.get(AreaFigures, AreaAsk.of_today(area.code, caller.today))
    people: AreaPeople = facts.get(AreaPeople, AreaAsk.of_today(area.code, caller.today))
    club = _club_named(words, today)
    if club is not None:
        return _entries(club, today, facts)
    found = _find(words, picture_figures(today, people))
    if found is not None and (found.sure or not _has_words(words)):
        return _unfold(found.figure, today, people)
    digest: AreaFigures = facts.get(AreaFigures, last_digest(area.code, caller.today))
    tried = [(found, today), *((_find(words, digest_figures(week)), week) for week in (digest, today))]
    fits = [(match, figures) for match, figures in tried if match is not None]
    best = min(fits, key=lambda fit: not fit[0].sure, default=None)
    best = best or _in_short(words, digest, today, people)
    if best is None:
        return Say(PAGE, "why_unknown", {"words": words})
    return _unfold(best[0].figure, best[1], people)


def _in_short(
    words: str, digest: AreaFigures, today: AreaFigures, people: AreaPeople
) -> "tuple[Match, AreaFigures] | None":
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
    """A figure the words may mean; `sure` when all that was said fits it."""

    figure: Figure
    sure: bool


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
        return Match(both[0], True)
    return Match((fits or named)[0], False) if fits or named else None


def _folded(words: str) -> str:
    """Without accents, and without the words that only count ("3 người", "10.000 đồng")."""
    return re.sub(r"(?:\s|^)(?:dong|nguoi|clb|khoan|lai|la)(?=\s|$)", " ", fold(words.lower()))


def _has_words(words: str) -> bool:
    return re.search(r"[a-z]{2,}", _folded(words)) is not None


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
        "listed": clubs[:LISTED],
        "more": max(0, len(clubs) - LISTED),
    }
    return Say(PAGE, figure.block, show)


def _club_named(words: str, figures: AreaFigures) -> ClubLine | None:
    """A club of the area named by its own name: "vì sao Khổng"."""
    said = f" {fold(words.lower())} "
    named = [
        club for club in figures.clubs if len(club.short) > 2 and f" {fold(club.short.lower())} " in said
    ]
    return named[0] if len({club.club_id for club in named}) == 1 else None


def _entries(club: ClubLine, figures: AreaFigures, facts: Facts) -> Say:
    """What the club wrote in the seven days of the figures, newest last."""
    written: ClubEntries = facts.get(ClubEntries, EntriesAsk.of_week(club.club_id, figures.until))
    shown = written.lines[-LISTED:]
    show = {"club": club, "figures": figures, "lines": shown, "more": len(written.lines) - len(shown)}
    return Say(PAGE, "why_entries", show)
