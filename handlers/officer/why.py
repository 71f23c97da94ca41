"""Unfolds a figure that was shown, "vì sao 3?", to the clubs behind it, and a club to its entries.

A bare number is looked for first in the picture of today, then in the newest Monday digest; a word beside it
("vì sao nộp 2/4") decides between two figures that look alike.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from handlers.decision import Caller, Say
from handlers.dialogue.hearing.folding import fold
from handlers.dialogue.replay import Facts
from handlers.money import digits
from handlers.officer.asks import ClubEntries, EntriesAsk, last_digest
from handlers.officer.club_line import ClubLine
from handlers.officer.figures import TARGET_FUND, AreaAsk, AreaFigures, AreaPeople, share
from handlers.officer.flags import Flag, flagged
from handlers.officer.places import COMMUNE, Area

PAGE = "officer/queries"
LISTED = 7


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure as it was shown: how it may be written, what it is called, the clubs behind it."""

    block: str
    written: tuple[str, ...]
    called: str  # folded words, a pattern
    clubs: Callable[[AreaFigures], tuple[ClubLine, ...]]


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
    if best is None or best[0] is None:
        return Say(PAGE, "why_unknown", {"words": words})
    return _unfold(best[0].figure, best[1], people)


def picture_figures(figures: AreaFigures, people: AreaPeople) -> Iterator[Figure]:
    """The figures of the picture, the share of clubs first: it is the one people ask about."""
    clubs, everybody = len(figures.clubs), people.all
    reached = len(figures.with_fund(TARGET_FUND))
    yield Figure("why_target", (f"{reached}/{clubs}",), r"50 trieu|dat|quy tang thu nhap", _by_income)
    yield Figure("why_total", _amount(figures.income_total), r"tang thu nhap", _by_income)
    yield Figure("why_activity", _amount(figures.activity_total), r"quy hoat dong", _by_activity)
    yield Figure("why_lent", _amount(figures.lent), r"cho vay|dang vay", _by_lent)
    yield Figure("why_people", _amount(everybody.members), r"thanh vien", _all)
    elders = (
        *_amount(everybody.elders),
        *_amount(everybody.elder_women),
        share(everybody.elder_women, everybody.elders),
    )
    yield Figure("why_elders", elders, r"cao tuoi|60 tuoi|\bnu\b", _all)
    yield Figure("why_borrowers", _amount(everybody.borrowers), r"\bai\b.*vay|dang vay", _by_lent)


def digest_figures(figures: AreaFigures) -> Iterator[Figure]:
    """The figures of the Monday digest, in its order."""
    missing = len(figures.missing)
    filed = (f"{len(figures.filed)}/{len(figures.clubs)}", str(len(figures.filed)), str(missing))
    yield Figure("why_filed", filed, r"nop|bao cao", lambda f: f.missing)
    yield Figure("why_change", _amount(abs(figures.change)), r"them|bot|thay doi|doi", _by_change)
    yield Figure("why_funds", _amount(figures.total), r"\bquy\b", _by_total)
    late = (*_amount(figures.overdue), share(figures.overdue, figures.lent), str(figures.overdue_count))
    yield Figure("why_overdue", late, r"qua han", _by_overdue)
    yield Figure("why_lent", _amount(figures.lent), r"cho vay|dang vay", _by_lent)
    held = len({club.club_id for club in figures.clubs if club.gatherings})
    met = (f"{digits(figures.present)}/{digits(figures.invited)}", str(held))
    yield Figure("why_met", met, r"\bden\b|\bdi hop\b", lambda f: tuple(c for c in f.clubs if c.gatherings))
    for flag, clubs in flagged(figures).items():
        yield Figure(f"why_{flag.value}", (str(len(clubs)),), _FLAG_WORDS[flag], _flagged(flag))


_FLAG_WORDS = {
    Flag.NO_MEETING: r"chua hop|khong hop|\bhop\b",
    Flag.GAP: r"kiem quy|lech",
    Flag.OVERDUE: r"tren 5|5 ?%|5 phan tram",
    Flag.TEN_TIMES: r"gap 10|gap muoi",
}


def _flagged(flag: Flag) -> Callable[[AreaFigures], tuple[ClubLine, ...]]:
    return lambda figures: flagged(figures).get(flag, ())


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


def _amount(value: int) -> tuple[str, ...]:
    """The ways a figure may be typed back: whole, or in millions ("52" for 52.250.000 is too vague)."""
    millions = f"{value // 100_000 / 10:g}".replace(".", ",") if value and value % 100_000 == 0 else ""
    return (digits(value), millions) if value >= 1_000_000 else (digits(value),)


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


def _sorted(worth: Callable[[ClubLine], int]) -> Callable[[AreaFigures], tuple[ClubLine, ...]]:
    """Clubs by an amount, largest first; those without it left out."""
    return lambda figures: tuple(
        sorted(
            (club for club in figures.clubs if worth(club)),
            key=lambda club: (-abs(worth(club)), club.club_id),
        )
    )


def _all(figures: AreaFigures) -> tuple[ClubLine, ...]:
    return figures.clubs


def _by_income(figures: AreaFigures) -> tuple[ClubLine, ...]:
    return figures.with_fund(-(10**15))


_by_activity = _sorted(lambda club: club.activity.total)
_by_lent = _sorted(lambda club: club.income.lent + club.activity.lent)
_by_change = _sorted(lambda club: club.change)
_by_total = _sorted(lambda club: club.total)
_by_overdue = _sorted(lambda club: club.overdue.amount)
